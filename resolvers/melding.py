"""Meldingen of a person: what departments sent, and what follows by rule from other registries."""

import asyncio
from collections.abc import Awaitable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from auth.roles import Level
from resolvers.ask import Ask
from resolvers.bronnen import BRONNEN
from resolvers.regel import gelezen
from resolvers.sleutel import sleutel
from sources.objecten.loaders import ObjectenLoaders
from sources.objecten.records import Melding, MeldingSoort, Tekst

__all__ = ["REGELS", "id_van", "in_taal", "meldingen"]

_MOST = 100  # in one list
_FAILURES = 10  # of which are sources, or messages, that could not be had
REGELS = gelezen(Path(__file__).with_name("regels.toml"), {name: bron.record for name, bron in BRONNEN.items()})


def meldingen(bsn: str, ask: Ask) -> Awaitable[list[Melding | Exception]]:
    """What somebody is to know, newest first; a source that can't be had is its error, in the place of what it has.

    All sources are asked at once. One that this viewer may not see is left out; where a higher level is all that lacks,
    one neutral entry says so, whether or not there is anything. There are at most a hundred: the newest.
    """
    today, higher = ask.context.today, Level.GEEN
    begun: list[tuple[str, Awaitable[Any]]] = []
    for name, bron in BRONNEN.items():
        regels = REGELS.van(name)
        refusal = ask.context.refused(bsn, frozenset({bron.group})).get(bron.group) if regels else None
        if refusal is not None:
            higher = max(higher, refusal.level or Level.GEEN)
        elif regels:
            begun.append((name, bron.ask(bsn, ask, frozenset().union(*(regel.paden for regel in regels)))))
    sent = ask.context.of(ObjectenLoaders).meldingen.load(((bsn, today), frozenset()))

    async def together() -> list[Melding | Exception]:
        answers = await asyncio.gather(sent, *(answer for _, answer in begun), return_exceptions=True)
        rows = {"": _rows(answers[0])}
        for (name, _), answer in zip(begun, answers[1:], strict=True):
            failed = isinstance(answer, BaseException)
            rows[name] = _rows(answer if failed else await BRONNEN[name].rows(answer, ask))
        found = [row for row in rows[""] if not isinstance(row, Exception)]
        for regel in REGELS.regel:
            found += regel.meldingen((row for row in rows.get(regel.bron, ()) if not isinstance(row, Exception)), today)
        failures = _failures(rows)
        if failures and not found:
            raise failures[0]
        shown = sorted(_once(found), key=lambda each: (each.publicatiedatum, each.uuid), reverse=True)
        above = [REGELS.meer(today, higher)] if higher else []
        return [*above, *shown[: _MOST - len(above) - len(failures)], *failures]

    return together()


def _rows(answer: Any) -> list[Any]:
    """What came, or the failure in its place; a fault that is none of a registry's goes on."""
    if isinstance(answer, BaseException):
        if not isinstance(answer, Exception):
            raise answer
        return [answer]
    return list(answer or ())


def _failures(rows: Mapping[str, Iterable[Any]]) -> list[Exception]:
    """Each message of a department that can't be read, and of each other source one failure: none twice, and of a
    registry that several look at none again.
    """
    failures: list[Exception] = []
    for name, each in rows.items():
        found = [row for row in each if isinstance(row, Exception)]
        failures += found if name == "" else [row for row in found[:1] if _kind(row) not in map(_kind, failures)]
    return failures[:_FAILURES]


def _kind(failure: Exception) -> tuple[type[Exception], str]:
    return type(failure), getattr(failure, "registry", "")


def _once(found: Iterable[Melding]) -> Iterator[Melding]:
    """Of what several say of the same thing, the first: a department's message before a rule's.

    What one rule says of two things is two, also where both are of one product.
    """
    said: dict[tuple[MeldingSoort, str], str | None] = {}
    for melding in found:
        about = [(melding.soort, _thing(urn)) for urn in melding.is_gerelateerd_aan]
        if melding.regel is None or all(said.get(each, melding.regel) == melding.regel for each in about):
            yield melding
            for each in about:
                said.setdefault(each, melding.regel)


def _thing(urn: str) -> str:
    """What a URN is about, whoever gave it out: its last two parts, as `product:rijbewijs`; `uuid` is no such part."""
    parts = urn.lower().split(":")
    return ":".join([*(part for part in parts[:-1] if part != "uuid"), parts[-1]][-2:])


def in_taal(tekst: Tekst | None, ask: Ask) -> str | None:
    """A text in the language that was asked for; in Dutch where nobody wrote it in English."""
    if tekst is None:
        return None
    return (tekst.en or tekst.nl) if ask.context.language == "en" else tekst.nl


def id_van(uuid: str) -> str:
    """The key of a melding."""
    return sleutel(ObjectenLoaders.registry, uuid)
