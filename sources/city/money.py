"""What residents of the city owe to the gemeente, and what they have paid."""

from collections.abc import Callable
from datetime import date

from sources.city.assessments import Assessments
from sources.city.chance import Chance
from sources.city.homes import Homes
from sources.city.households import Households
from sources.city.invoices import Invoices
from sources.city.people import CityPerson

__all__ = ["Money"]


class Money:
    """`invoices` and yearly `assessments`, each by the index of a person or by uuid."""

    def __init__(
        self,
        persons: int,
        households: Households,
        person: Callable[[int], CityPerson],
        homes: Homes,
        chance: Chance,
        today: date,
    ) -> None:
        self.invoices = Invoices(persons, person, chance, today)
        self.assessments = Assessments(persons, households, person, homes, chance, today)
