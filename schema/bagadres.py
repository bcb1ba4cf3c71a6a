"""The address as the register of addresses and buildings has it."""

from auth.groups import FieldGroup
from resolvers import bagadres as derive
from schema.engine.declare import derived, from_record, plain
from sources.bag import records as bag

__all__ = ["BAGAdres"]


@from_record(
    bag.AdresUitgebreid, "Een adres in de BAG.", "An address in the register of addresses.", group=FieldGroup.ADRES
)
class BAGAdres:
    """What the BAG tells of a home and its building."""

    soort: str | None = plain(
        "Verblijfsobject, standplaats of ligplaats.", "Dwelling, pitch or mooring.", "typeAdresseerbaarObject"
    )
    status: str | None = plain("De status van het object.", "The status.", "adresseerbaarObjectStatus")
    gebruiksdoelen: list[str] = plain("Waarvoor het mag worden gebruikt.", "What it may be used for.")
    oppervlakte: int | None = plain("De oppervlakte in vierkante meters.", "The area in square metres.")
    bouwjaren: list[int] = derived(
        "Wanneer de gebouwen zijn gebouwd.",
        "When its buildings were built.",
        derive.bouwjaren,
        "oorspronkelijkBouwjaar",
    )
    panden: list[str] = plain("De sleutels van de gebouwen.", "The keys of its buildings.", "pandIdentificaties")
