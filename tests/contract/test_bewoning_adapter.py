"""The adapter of Bewoning on the wire: of who lives at an address, only how many, and only to who lives there."""

import asyncio
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.bewoning.adapter import Bewoners, BewoningAdapter
from sources.bewoning.loaders import Adres, BewoningLoaders
from sources.city.personas import PERSONAS
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream

TODAY = date(2026, 11, 23)
HOME, ELSEWHERE = "0518010001000000", "0518010001000001"
JAN, FATIMA, DAAN, WIM, *_ = (PERSONAS[number].bsn for number in (0, 1, 2, 7))
Row = dict[str, Any]


def home(*surely: str, maybe: tuple[str, ...] = (), at: str = HOME, **other: Any) -> Row:
    known: dict[str, Any] = {"naam": {"volledigeNaam": "Geheime Naam"}, "geheimhoudingPersoonsgegevens": True}
    residents = [[{"burgerservicenummer": bsn, **known} for bsn in bsns] for bsns in (surely, maybe)]
    return {
        "adresseerbaarObjectIdentificatie": at,
        "bewoners": residents[0],
        "mogelijkeBewoners": residents[1],
        **other,
    }


def says(*rows: Any) -> Wire:
    return always(json_answer({"bewoningen": rows}))


def adapter(wire: Wire) -> BewoningAdapter:
    return BewoningAdapter(upstream("bewoning", wire))


async def asked(wire: Wire) -> Bewoners:
    return await adapter(wire).bewoners(scope_of(), HOME, TODAY, 1)


async def test_an_address_is_asked_once_for_all_who_live_there_and_no_question_names_them() -> None:
    wire, scope = says(home(JAN, FATIMA, DAAN)), scope_of()
    load = BewoningLoaders(adapter(wire), scope).bewoners.load
    one, other = await asyncio.gather(*(load((Adres(HOME, TODAY), frozenset())) for _ in range(2)))
    assert one is other is await load((Adres(HOME, TODAY), frozenset()))
    assert one is not None and [one.anderen(bsn) for bsn in (JAN, FATIMA, WIM)] == [2, 2, None]
    assert wire.bodies == [
        {"type": "BewoningMetPeildatum", "adresseerbaarObjectIdentificatie": HOME, "peildatum": "2026-11-23"}
    ]
    [call] = scope.calls
    assert (call.operation, call.keys, call.wave) == ("POST /bewoningen", 1, 1)


async def test_another_address_or_another_day_is_another_call() -> None:
    wire = Wire(lambda request: json_answer({"bewoningen": []}))
    load = BewoningLoaders(adapter(wire), scope_of()).bewoners.load_many
    await load([(Adres(place, day), frozenset()) for place in (HOME, ELSEWHERE) for day in (TODAY, date(2026, 1, 1))])
    assert len(wire.requests) == 4


async def test_only_who_lives_there_is_told_and_who_may_live_there_does_not_count() -> None:
    found = await asked(says(home(JAN, FATIMA, maybe=(DAAN,))))
    assert [found.anderen(bsn) for bsn in (JAN, DAAN, WIM, "")] == [1, 2, None, None]
    assert (await asked(says(home(JAN)))).anderen(JAN) == 0
    assert (await asked(says())).anderen(JAN) is None


async def test_of_more_than_a_hundred_the_registry_names_nobody_so_that_nothing_is_told() -> None:
    assert (await asked(says(home(indicatieVeelBewoners=True)))).anderen(JAN) is None


@given(st.lists(st.sampled_from([JAN, FATIMA, DAAN, WIM]), unique=True), st.sampled_from([JAN, WIM]))
@settings(max_examples=30, deadline=None)
def test_nothing_but_a_number_leaves_the_adapter(residents: list[str], who: str) -> None:
    found = asyncio.run(asked(says(home(*residents))))
    assert found.anderen(who) == (len(residents) - 1 if who in residents else None)
    open_ = {name: getattr(found, name) for name in dir(found) if not name.startswith("_")}
    assert open_.keys() == {"anderen"} and not any(bsn in repr((found, open_)) for bsn in residents)


@pytest.mark.parametrize(
    "rows", [[home(JAN, at=ELSEWHERE)], [home(JAN), home(JAN)], [{"bewoners": []}], [home(JAN, bewoners=7)], [None]]
)
async def test_another_address_or_what_cannot_be_read_is_a_failure(rows: list[Any]) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await asked(says(*rows))
    assert JAN not in str(raised.value) and HOME not in str(raised.value)


@pytest.mark.parametrize("place", ["", "0" * 16, "051801000100000", f"{HOME}0", "05180100010000 0", "٠٥١٨٠١٠٠٠١٠٠٠٠٠٠"])
async def test_what_is_no_address_is_not_sent(place: str) -> None:
    wire = says(home(JAN))
    with pytest.raises(InvalidKey):
        await adapter(wire).bewoners(scope_of(), place, TODAY, 1)
    assert wire.requests == []


@pytest.mark.parametrize("kind", sorted(RUBBISH))
async def test_rubbish_is_a_named_failure_and_never_nobody(kind: str) -> None:
    answer, name = RUBBISH[kind]
    with pytest.raises(RegistryError) as raised:
        await asked(always(answer))
    assert type(raised.value).__name__ == name


async def test_the_canary_lives_where_the_address_is_honoured_and_dies_where_it_is_not() -> None:
    wire = says()
    assert await adapter(wire).canary(scope_of(), JAN) is True
    assert JAN not in str(wire.bodies) and wire.bodies[0]["adresseerbaarObjectIdentificatie"].startswith("0000")
    assert await adapter(says(home(WIM))).canary(scope_of(), JAN) is False
