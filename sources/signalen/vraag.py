"""What Signalen is asked: the reports of an address that is verified, from a moment back."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sources.core.place import Plek

__all__ = ["Melder", "moment_of", "place_of"]

_ADDRESS = re.compile(r"[^@\s,;<>\"*]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,63}")


@dataclass(frozen=True, slots=True)
class Melder:
    """The newest reports made under an e-mail address that is verified, at most `eerste`, from `na` on.

    `eigen` are those of which is known that this person made them: of these more is told.
    """

    adres: str = field(repr=False)
    eigen: frozenset[str] = frozenset()
    eerste: int = 20
    na: Plek | None = None

    @property
    def valid(self) -> bool:
        """Whether it is an address. Signalen gives everybody's reports for one that is empty, so it never leaves us."""
        return len(self.adres) <= 254 and _ADDRESS.fullmatch(self.adres) is not None


def place_of(moment: datetime, signal_id: str) -> Plek:
    """Where a report stands in a list: by the moment at which it was made, in UTC, and then by its key."""
    return Plek(moment.astimezone(UTC).isoformat(timespec="microseconds"), signal_id)


def moment_of(place: Plek) -> datetime:
    """The moment of a place. Raises `ValueError` for a text that is none, or says no zone."""
    moment = datetime.fromisoformat(place.volgorde)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment
