"""Addresses with their building as the BAG spells them (LVBAG individuele bevragingen 2.6, AdresUitgebreid)."""

from msgspec import field

from sources.core.record import Record

__all__ = ["AdresUitgebreid"]


class AdresUitgebreid(Record, frozen=True):
    """An address; `oppervlakte` in square metres, a building year is text."""

    nummeraanduiding_identificatie: str
    type_adresseerbaar_object: str | None = None
    adresseerbaar_object_status: str | None = None
    gebruiksdoelen: list[str] = field(default_factory=list)
    oppervlakte: int | None = None
    oorspronkelijk_bouwjaar: list[str] = field(default_factory=list)
    pand_identificaties: list[str] = field(default_factory=list)
    pand_statussen: list[str] = field(default_factory=list)
