"""Who looked at somebody's data, when and why: a page of it, in plain words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from auth.groups import FieldGroup
from auth.log.entry import SubjectKind
from auth.log.errors import WrongCursor
from auth.roles import Purpose
from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens

__all__ = ["Pagina", "Verwerking", "verwerkingen"]

_MOST = 100


class Verwerking(Struct, frozen=True, rename="camel"):
    """One look of somebody else, or the own visits of one day."""

    id: str
    eigen: bool
    moment: datetime
    keren: int
    omschrijving: str
    doel: Purpose | None
    afdeling: str
    gegevens: Sequence[FieldGroup]

    def __repr__(self) -> str:  # at whose data it was belongs in no other log
        return f"{type(self).__name__}(…)"


class Plaats(Struct, frozen=True):
    """The last one of a page, after which the next begins."""

    id: str

    def text(self) -> str:
        """The place as text."""
        return self.id


class Pagina(Struct, frozen=True):
    """Some of them, and where the next page begins."""

    knopen: list[Verwerking]
    volgende: Plaats | None


async def verwerkingen(nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Pagina:
    """Others' looks first, then own visits folded per day; each newest first."""
    hoogstens(eerste, _MOST)
    context = ask.context
    try:
        kind = SubjectKind.of(nummer) or SubjectKind.BSN
        page = await context.readings.looks_at(nummer, context.today, context.language, eerste, na, kind=kind)
    except WrongCursor:
        raise begin() from None
    found = [_told(each) for each in page.items]
    return Pagina(found, Plaats(found[-1].id) if page.more else None)


def _told(reading: Any) -> Verwerking:
    return Verwerking(
        reading.id,
        reading.own,
        reading.moment,
        reading.times,
        reading.text,
        reading.purpose,
        reading.department,
        reading.groups,
    )
