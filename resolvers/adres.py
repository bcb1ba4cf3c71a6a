"""What is derived of an address: its kind, and the lines to write it in."""

from enum import Enum

__all__ = ["AdresSoort", "regels", "soort"]


class AdresSoort(Enum):
    """The four shapes in which the BRP knows where somebody lives."""

    ADRES = "Adres"
    LOCATIE = "Locatie"
    BUITENLAND = "VerblijfplaatsBuitenland"
    ONBEKEND = "VerblijfplaatsOnbekend"


_SOORTEN = {soort.value: soort for soort in AdresSoort}


def soort(type_: str | None) -> AdresSoort | None:
    """The kind of address; one that we don't know is none."""
    return _SOORTEN.get(type_ or "")


def regels(
    straat: str | None,
    huisnummer: int | None,
    huisletter: str | None,
    toevoeging: str | None,
    aanduiding: str | None,
    postcode: str | None,
    woonplaats: str | None,
    locatie: str | None,
    regel1: str | None,
    regel2: str | None,
    regel3: str | None,
    land: str | None,
) -> list[str]:
    """The lines of an envelope below the name: street and number, postal code and town; abroad as the BRP has them."""
    if locatie is not None:
        eerste = locatie
    else:
        nummer = f"{huisnummer or ''}{huisletter or ''}" + (f"-{toevoeging}" if toevoeging else "")
        eerste = " ".join(part for part in (straat, aanduiding, nummer) if part)
    tweede = "  ".join(part for part in (postcode, woonplaats) if part)
    return [regel for regel in (eerste, tweede, regel1, regel2, regel3, land) if regel]
