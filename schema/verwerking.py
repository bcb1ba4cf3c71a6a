"""Who looked at somebody's data."""

from datetime import datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import verwerking as derive
from schema import bladzijde
from schema.doel import Purpose
from schema.engine.declare import from_record, plain

__all__ = ["Verwerking", "VerwerkingConnectie"]


@from_record(
    derive.Verwerking,
    "Een keer dat iemand deze gegevens zag, of uw eigen bezoeken van één dag.",
    "One time that somebody saw this data, or your own visits of one day.",
    group=FieldGroup.VERWERKINGEN,
)
class Verwerking:
    """Which department, never which employee."""

    id: strawberry.ID = plain("De sleutel.", "The key.")
    eigen: bool = plain("Of het uw eigen bezoek was.", "Whether it was your own visit.")
    moment: datetime = plain("Wanneer; van eigen bezoeken de laatste keer.", "When; of own visits the last time.")
    keren: int = plain("Hoe vaak die dag, bij eigen bezoek.", "How many times that day, of own visits.")
    omschrijving: str = plain("Wat er gebeurde, in gewone woorden.", "What happened, in plain words.")
    doel: Purpose | None = plain("Met welk doel een medewerker keek.", "For what purpose an employee looked.")
    afdeling: str = plain("Welke afdeling.", "Which department.")
    gegevens: list[FieldGroup] = plain("Wat voor gegevens het waren.", "What kind of data it was.")


@from_record(
    derive.Pagina,
    "Een bladzijde met wie de gegevens zag: eerst anderen, dan uw eigen bezoeken, steeds het nieuwste eerst.",
    "A page of who saw the data: others first, then your own visits, newest first.",
    container=True,
)
class VerwerkingConnectie:
    """A page."""

    knopen: list[Verwerking] = plain("De verwerkingen.", "The looks.")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
