"""Majority: from which day a person of the city is of age."""

from datetime import date

from sources.city.people import CityPerson

__all__ = ["of_age_since"]

_YEARS = 18


def of_age_since(person: CityPerson) -> date:
    """The eighteenth birthday, or the last day that it can have been; of who was born at an unknown time, always."""
    born = person.birth
    if born.year is None:
        return date.min
    whole = born.whole
    if whole is None:
        return date(born.year + _YEARS, 12, 31)
    if (whole.month, whole.day) == (2, 29):
        return date(whole.year + _YEARS, 3, 1)
    return whole.replace(year=whole.year + _YEARS)
