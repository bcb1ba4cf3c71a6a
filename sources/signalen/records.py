"""Reports about the street as Signalen v1 spells them; what was not told, or is kept from the reporter, is `None`."""

from datetime import datetime

from msgspec import Struct, field

from sources.core.place import Plek
from sources.core.record import Record

__all__ = ["Category", "Gemeld", "Location", "Signal", "Status"]


class Status(Record, frozen=True, rename={}):
    """How far a report is: OPEN or CLOSED where anybody may ask, a code such as `m` or `ingepland` to an account."""

    state: str | None = None
    created_at: datetime | None = None


class Category(Record, frozen=True, rename={}):
    """What kind of report it is, by the municipality: a main and a sub category."""

    main: str | None = None
    sub: str | None = None


class Location(Record, frozen=True, rename={}):
    """Where it is; `area_name` and `stadsdeel` are coarse, `address_text` is not."""

    area_name: str | None = None
    stadsdeel: str | None = None
    address_text: str | None = None


class Signal(Record, frozen=True, rename={}):
    """A report, without who made it and what employees wrote of it: these are never read."""

    signal_id: str
    id_display: str | None = None
    status: Status | None = None
    category: Category | None = None
    location: Location | None = None
    text: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Gemeld(Struct, frozen=True):
    """A page of somebody's reports, newest first; one that could not be had is its error."""

    meldingen: list[Signal | Exception] = field(default_factory=list)
    volgende: Plek | None = None

    def __repr__(self) -> str:  # whose they are belongs in no log
        return f"{type(self).__name__}(…)"
