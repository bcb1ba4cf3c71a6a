"""Codes by which who calls shows that they are logged in: four digits, read out from the portal to an employee."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from auth.principal import Principal

__all__ = ["LIFETIME", "TRIES", "Code", "Codes"]

LIFETIME = timedelta(minutes=5)
TRIES = 3  # after as many that were wrong there is none any more


@dataclass(frozen=True, slots=True)
class Code:
    """The one code of a resident, good once; `page` is what they look at, without a name or a search in it."""

    digits: str = field(repr=False)
    page: str
    expires: datetime
    tries: int = TRIES


class Codes(Protocol):
    """Where codes are kept. Each method raises `StoreUnavailable`."""

    async def show(self, resident: Principal, page: str) -> Code:
        """A new code in the place of an earlier one; raises `Refused` for who is not logged in for themselves."""
        ...

    async def accept(self, subject: str, digits: str) -> Code | None:
        """The code of whose dossier this is, used up by that; None where it is wrong, over or not there."""
        ...
