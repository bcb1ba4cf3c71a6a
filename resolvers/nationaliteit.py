"""What kind of entry a nationality is."""

from enum import Enum

__all__ = ["NationaliteitSoort", "soort"]


class NationaliteitSoort(Enum):
    """The entries that the registry has under nationalities."""

    NATIONALITEIT = "Nationaliteit"
    BEHANDELD_ALS_NEDERLANDER = "BehandeldAlsNederlander"
    VASTGESTELD_NIET_NEDERLANDER = "VastgesteldNietNederlander"
    STAATLOOS = "Staatloos"
    ONBEKEND = "NationaliteitOnbekend"


_SOORTEN = {soort.value: soort for soort in NationaliteitSoort}


def soort(type_: str | None) -> NationaliteitSoort | None:
    """The kind of entry; one that we don't know is none."""
    return _SOORTEN.get(type_ or "")
