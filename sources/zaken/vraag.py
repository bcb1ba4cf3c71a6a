"""The questions that can be asked about zaken: those of a person, and how many there are of a kind."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sources.core.zgw import Vertrouwelijkheid
from sources.zaken.aanvrager import Wie
from sources.zaken.cursor import Cursor

__all__ = ["MOST", "TelVraag", "Voortgang", "ZaakSleutel", "ZaakVraag"]

MOST = 100  # zaken on a page


class Voortgang(StrEnum):
    """Which zaken: those under way, or those that have ended."""

    LOPEND = "lopend"
    AFGEROND = "afgerond"


@dataclass(frozen=True, slots=True)
class ZaakVraag:
    """One page of someone's zaken, newest first: at most `eerste` of them (1 to 100), from `na` on."""

    wie: Wie = field(repr=False)
    eerste: int = 20
    na: Cursor | None = None
    filter: Voortgang | None = None
    maximum: Vertrouwelijkheid = Vertrouwelijkheid.ZAAKVERTROUWELIJK  # nothing more confidential gets through
    zaaktypen: tuple[str, ...] | None = None  # URLs; of any kind where it is None, of none where it is empty

    def __post_init__(self) -> None:
        if not 0 < self.eerste <= MOST:
            raise ValueError(f"a page has 1 to {MOST} zaken")


@dataclass(frozen=True, slots=True)
class ZaakSleutel:
    """One zaak of somebody, by its uuid, if it is no more confidential than `maximum`."""

    wie: Wie = field(repr=False)
    uuid: str
    maximum: Vertrouwelijkheid = Vertrouwelijkheid.ZAAKVERTROUWELIJK


@dataclass(frozen=True, slots=True)
class TelVraag:
    """Everybody's zaken that began from `vanaf` up to and without `tot`: of one zaaktype, by its URL, or of any."""

    zaaktype: str | None
    vanaf: date
    tot: date
    filter: Voortgang | None = None

    def __post_init__(self) -> None:
        if not self.vanaf < self.tot:
            raise ValueError("a period ends after it begins")
