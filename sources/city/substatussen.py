"""What departments note below a status: for who started the zaak, and for each other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sources.city.zaaktypen import Fase
from sources.city.zaken import Status, Zaak

__all__ = ["Substatus", "substatussen"]

_NOTES = (
    ("betrokkenen", "Een collega bekijkt uw aanvraag"),
    ("intern", "Overleg met juridische zaken"),
    ("betrokkenen", "Wij hebben advies gevraagd"),
)


@dataclass(frozen=True, slots=True)
class Substatus:
    """A note below a status, and for whom it is."""

    part: int
    status: Status
    doelgroep: str
    omschrijving: str
    tijdstip: datetime


def substatussen(zaak: Zaak) -> tuple[Substatus, ...]:
    """The notes below the statuses of a zaak that was taken up, oldest first."""
    found: list[Substatus] = []
    for status in zaak.statussen:
        if status.statustype.fase is Fase.BEHANDELING:
            for doelgroep, omschrijving in _NOTES[: 1 + (zaak.luck + status.part) % len(_NOTES)]:
                part = len(found)
                moment = status.moment + timedelta(seconds=1 + part)
                found.append(Substatus(part, status, doelgroep, omschrijving, moment))
    return tuple(found)
