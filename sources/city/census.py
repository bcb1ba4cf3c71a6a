"""How many zaken of each zaaktype began and ended when: what counting them needs, at some bytes for each."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, overload

from sources.city.zaken import Zaak

__all__ = ["COUNTED", "Census", "Dates"]

# The filters that need no more of a zaak than this; those on dates are functions of `Dates`.
COUNTED = frozenset(
    {"zaaktype", "einddatum__isnull"}
    | {f"{name}{suffix}" for name in ("startdatum", "einddatum") for suffix in ("", "__gt", "__lt")}
    | {"startdatum__gte", "startdatum__lte"}
)


class Dates(NamedTuple):
    """Of one zaak when it began and, where it has, ended."""

    startdatum: date
    einddatum: date | None


class _Kind:
    """The zaken of one zaaktype, each at its place from the end of the list, which stays what it is."""

    def __init__(self) -> None:
        self.places, self.begun, self.ended = array("i"), array("i"), array("i")

    def add(self, place: int, zaak: Zaak) -> None:
        self.places.append(place)
        self.begun.append(zaak.startdatum.toordinal())
        self.ended.append(0 if zaak.einddatum is None else zaak.einddatum.toordinal())

    def __iter__(self) -> Iterator[tuple[int, Dates]]:
        for place, begun, ended in zip(self.places, self.begun, self.ended, strict=True):
            yield place, Dates(date.fromordinal(begun), date.fromordinal(ended) if ended else None)


class Census:
    """Made once of all zaken of a city; those that are written later are looked at one by one."""

    def __init__(self, zaken: Sequence[Zaak]) -> None:
        self._size = len(zaken)
        self._kinds: dict[str, _Kind] = {}
        for number, zaak in enumerate(zaken):
            self._kinds.setdefault(zaak.zaaktype.uuid, _Kind()).add(self._size - number, zaak)

    def found(self, zaken: Sequence[Zaak], zaaktype: str | None, passes: Callable[[Dates], bool]) -> Sequence[Zaak]:
        """Those of this zaaktype (by uuid; None for all) whose dates pass, in the order of `zaken`."""
        places = [
            place
            for place, zaak in enumerate(zaken[: len(zaken) - self._size])
            if zaaktype in (None, zaak.zaaktype.uuid) and passes(Dates(zaak.startdatum, zaak.einddatum))
        ]
        kinds = [kind for uuid, kind in self._kinds.items() if zaaktype in (None, uuid)]
        places += sorted(len(zaken) - back for kind in kinds for back, dates in kind if passes(dates))
        return _Picked(zaken, places)


class _Picked(Sequence[Zaak]):
    """Some zaken of a list, made as they are looked at."""

    def __init__(self, zaken: Sequence[Zaak], places: Sequence[int]) -> None:
        self._zaken, self._places = zaken, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Zaak: ...
    @overload
    def __getitem__(self, place: slice) -> list[Zaak]: ...
    def __getitem__(self, place: int | slice) -> Zaak | list[Zaak]:
        if isinstance(place, slice):
            return [self._zaken[at] for at in self._places[place]]
        return self._zaken[self._places[place]]
