"""Reports: which reports about the street somebody made while logged in, since Signalen itself knows no BSN."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

__all__ = ["KEPT", "MOST", "Report", "Reports"]

KEPT = timedelta(days=730)  # from the moment of the report
MOST = 500  # of one person


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its key in Signalen, its number as the reporter knows it, and when it was made, with a zone."""

    signal_id: str
    nummer: str
    gemeld_op: datetime


class Reports(Protocol):
    """Where links are kept. `subject` is the number of a dossier: of a person or of an organisation."""

    async def of(self, subject: str) -> list[Report]:
        """Somebody's reports, newest first, at most `MOST`. Raises `StoreUnavailable`."""
        ...

    async def keep(self, subject: str, *links: Report) -> None:
        """Keep these, or what they are by now; those that are too old are not kept. Raises `StoreUnavailable`."""
        ...
