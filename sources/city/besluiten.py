"""The decisions of the city: how an ended zaak was decided, from when that holds and until when one can object."""

from dataclasses import dataclass
from datetime import date, timedelta

from sources.city.zaaktypen import BESLUITTYPEN, Besluittype
from sources.city.zaken import Stage, Zaak

__all__ = ["Besluit", "besluiten"]


@dataclass(frozen=True, slots=True)
class Besluit:
    """A decision on a zaak; `brieven` are the documents of that zaak in which it stands."""

    part: int
    zaak: Zaak
    besluittype: Besluittype
    datum: date
    vervaldatum: date | None
    brieven: tuple[int, ...]

    @property
    def verzonden(self) -> date:
        """When it was sent."""
        return self.datum

    @property
    def reactie(self) -> date:
        """The last day on which one can object."""
        return self.verzonden + timedelta(days=self.besluittype.reactie)


def besluiten(zaak: Zaak) -> tuple[Besluit, ...]:
    """The decisions on a zaak: one where it was handled to its end and is of a kind on which is decided."""
    soort = zaak.zaaktype.identificatie
    besluittype = next((one for one in BESLUITTYPEN if soort in one.zaaktypen), None)
    if besluittype is None or zaak.einddatum is None or zaak.stage is not Stage.AFGEHANDELD:
        return ()
    end = zaak.einddatum + timedelta(days=365 * besluittype.jaren) if besluittype.jaren else None
    brieven = tuple(one.part for one in zaak.documenten if one.soort.omschrijving == "Besluitbrief")
    return (Besluit(0, zaak, besluittype, zaak.einddatum, end, brieven),)
