"""Rules: a melding that follows from a record of a registry and its date, as data (`regels.toml`)."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct

from auth.roles import Level
from resolvers.dagen import in_woorden
from sources.core.paths import attributes, read
from sources.objecten.records import Melding, MeldingSoort, Tekst

__all__ = ["Regel", "Regels", "gelezen"]

_DUTCH = str.maketrans(",.", ".,")
_NAMES = UUID("5a3c1f0e-8f0b-5d5e-9a4e-3d6b2f7c9a10")  # under which the key of a derived melding is made


class Regel(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; what its parts mean stands at the head of the file."""

    naam: str
    bron: str
    soort: MeldingSoort
    datum: str
    van: int
    tot: int
    sleutel: list[str]
    titel: Tekst
    tekst: Tekst
    als: dict[str, list[str]] = {}
    niet: dict[str, list[str]] = {}
    laatste: str = ""
    over: list[str] = []
    invullen: dict[str, str] = {}

    @property
    def paden(self) -> frozenset[str]:
        """The registry paths that the rule looks at."""
        looked = (*self.als, *self.niet, self.datum, *self.sleutel, *self.invullen.values())
        return frozenset((*looked, *filter(None, [self.laatste])))

    def meldingen(self, records: Iterable[Any], today: date) -> Iterator[Melding]:
        """What follows from these records on this day."""
        for record in self._latest([each for each in records if self._holds(each)]):
            day = _at(record, self.datum)
            if day is not None and self._from(day) <= today <= day + timedelta(self.tot):
                yield self._melding(record, day)

    def melding(self, record: Any) -> Melding | None:
        """What the rule says of one record, whatever day it is; nothing where it does not hold."""
        day = _at(record, self.datum) if self._holds(record) else None
        return None if day is None else self._melding(record, day)

    def check(self, record: type[Struct]) -> None:
        """Raise `TypeError` for a path that these records do not have, and `KeyError` for a word without a path."""
        for path in self.paden:
            attributes(record, path)
        for words in (*self.over, *(text for each in (self.titel, self.tekst) for text in (each.nl, each.en or ""))):
            words.format(datum="", **self.invullen)

    def _from(self, day: date) -> date:
        return day + timedelta(self.van)

    def _holds(self, record: Any) -> bool:
        has = all(_texts(_at(record, path)) & {*(values or [""])} for path, values in self.als.items())
        return has and not any(_texts(_at(record, path)) & {*values} for path, values in self.niet.items())

    def _latest(self, records: list[Any]) -> Iterable[Any]:
        if not self.laatste:
            return records
        latest: dict[Any, Any] = {}
        for record in records:
            kind, day = _at(record, self.laatste), _at(record, self.datum)
            if day is not None and (kind not in latest or day > _at(latest[kind], self.datum)):
                latest[kind] = record
        return latest.values()

    def _melding(self, record: Any, day: date) -> Melding:
        values = {word: _at(record, path) for word, path in self.invullen.items()} | {"datum": day}
        dutch = {word: _said(value, "nl") for word, value in values.items()}
        english = {word: _said(value, "en") for word, value in values.items()}
        key = "|".join([self.naam, *(_text(_at(record, path)) for path in self.sleutel)])
        return Melding(
            uuid=str(uuid5(_NAMES, key)),
            soort=self.soort,
            titel=Tekst(self.titel.nl.format(**dutch), (self.titel.en or self.titel.nl).format(**english)),
            tekst=Tekst(self.tekst.nl.format(**dutch), (self.tekst.en or self.tekst.nl).format(**english)),
            publicatiedatum=self._from(day),
            geldig_tot=day + timedelta(self.tot),
            is_gerelateerd_aan=[urn for words in self.over if not (urn := words.format(**dutch)).endswith(":")],
            regel=self.naam,
        )


class _Step(Struct, frozen=True, forbid_unknown_fields=True):
    titel: Tekst


class Regels(Struct, frozen=True, forbid_unknown_fields=True):
    """All rules, and what is said where a higher level may show more: the same whether or not it would."""

    regel: list[Regel]
    hoger_niveau: _Step

    def van(self, bron: str) -> list[Regel]:
        """The rules that look at this."""
        return [regel for regel in self.regel if regel.bron == bron]

    def op_naam(self, naam: str) -> Regel:
        """The rule of this name. Raises `ValueError` where there is none."""
        found = next((regel for regel in self.regel if regel.naam == naam), None)
        if found is None:
            raise ValueError(f"there is no regel {naam!r}, which other modules go by")
        return found

    def meer(self, today: date, level: Level) -> Melding:
        """The neutral entry: that there may be more at this level."""
        key, kind = str(uuid5(_NAMES, MeldingSoort.HOGER_NIVEAU.value)), MeldingSoort.HOGER_NIVEAU
        return Melding(key, kind, self.hoger_niveau.titel, today, regel="hoger-niveau", niveau=level)


def gelezen(path: Path, records: dict[str, type[Struct]]) -> Regels:
    """The rules of a file; `records` are what each source gives. Raises `ValueError` that names file and rule."""
    try:
        regels = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Regels)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ValueError(f"{path.name}: {error}") from None
    for regel in regels.regel:
        if regel.bron not in records:
            raise ValueError(f"{path.name}: {regel.naam}: there is no bron {regel.bron!r}")
        try:
            regel.check(records[regel.bron])
        except (TypeError, KeyError, IndexError, ValueError) as error:
            raise ValueError(f"{path.name}: {regel.naam}: {error}") from None
    return regels


def _at(record: Any, path: str) -> Any:
    kind: Any = type(record)
    return read(record, attributes(kind, path))


def _text(value: Any) -> str:
    """A value as a rule writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value) if isinstance(value, Enum) else str(value)


def _texts(value: Any) -> set[str]:
    """The same of each item, where it is a list."""
    return {_text(each) for each in value or [None]} if isinstance(value, list) else {_text(value)}


def _said(value: Any, language: str) -> str:
    """A value as a sentence has it."""
    if isinstance(value, date):
        return in_woorden(value, language)
    if isinstance(value, Decimal):
        return f"€{value:,.2f}" if language == "en" else f"€ {value:,.2f}".translate(_DUTCH)
    return _text(value)
