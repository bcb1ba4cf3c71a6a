"""Zaken of organisations: by every key under which forms register one, as one list, and each key proven by itself."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plug import registers_of
from sources.city import City
from sources.core.credentials import ZgwJwt
from sources.core.embedded import EmbeddedTransport
from sources.core.errors import InvalidKey, RegistryInvalid, RegistryUnavailable
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream
from sources.core.zgw import Vertrouwelijkheid
from sources.zaken.aanvrager import MOST_BRANCHES, Organisatie, Veld
from sources.zaken.adapter import ZakenAdapter
from sources.zaken.cursor import Cursor
from sources.zaken.records import Zaak
from sources.zaken.stub import CREDENTIALS
from sources.zaken.vraag import Voortgang, ZaakVraag
from tests.contract.wire import Wire, json_answer, scope_of, upstream
from tests.contract.zaaksysteem import adapter

NOBODY, NONE = "111222333", frozenset[str]()
KVK, RSIN, HAVEN, DORP = "90001003", "999800024", "000090000301", "000090000302"
COMPANY = Organisatie(KVK, RSIN, (HAVEN, DORP))
BRANCH = Organisatie(KVK, vestiging=HAVEN)
ROL = "rol__betrokkeneIdentificatie__"
ALL = Vertrouwelijkheid.ZEER_GEHEIM
Row = dict[str, Any]


def row(number: int, day: int = 0, *keys: Veld) -> Row:
    """A zaak registered under these keys of the company."""
    return {
        "uuid": str(UUID(int=number)),
        "identificatie": f"ZAAK-{number:04}",
        "startdatum": str(date(2026, 1, 1) + timedelta(day)),
        "einddatum": None,
        "vertrouwelijkheidaanduiding": "openbaar",
        "keys": {key.value for key in keys},
    }


VALUES = {Veld.KVK: KVK, Veld.VESTIGING_KVK: KVK, Veld.RSIN: RSIN, Veld.NNP_VESTIGING: HAVEN, Veld.VESTIGING: HAVEN}


class Register:
    """A zaaksysteem with zaken of one company; it does not hear `deaf` filters, and answers `refused` ones with 400."""

    def __init__(
        self, rows: list[Row], largest: int = 500, *, deaf: Iterable[Veld] = (), refused: Iterable[Veld] = ()
    ) -> None:
        self.rows, self.largest, self.deaf, self.refused = rows, largest, set(deaf), set(refused)
        self.wire = Wire(self.answer)
        self.happens: Callable[[], None] = lambda: None

    def answer(self, request: Request) -> Answer:
        body, query = msgspec.json.decode(request.body or b""), dict(request.query)
        keys = {Veld(name.removeprefix(ROL)): value for name, value in body.items() if name.startswith(ROL)}
        assert keys and body["rol__omschrijvingGeneriek"] == "initiator"
        if self.refused & keys.keys():
            return json_answer({"code": "invalid"}, 400)
        heard = {key: value for key, value in keys.items() if key not in self.deaf}
        rows = [each for each in self.rows if all(k in each["keys"] and VALUES.get(k) == v for k, v in heard.items())]
        rows = [each for each in rows if each["startdatum"] <= body.get("startdatum__lte", "9999")]
        rows = [each for each in rows if "uuid__in" not in body or each["uuid"] in body["uuid__in"]]
        # Within a day the order of the database is its own.
        rows.sort(key=lambda each: (each["startdatum"], each["identificatie"][::-1]), reverse=True)
        size, number = min(int(query["pageSize"]), self.largest), int(query.get("page", 1))
        page, rest = rows[(number - 1) * size : number * size], rows[number * size :]
        self.happens()
        told = [{name: value for name, value in each.items() if name != "keys"} for each in page]
        return json_answer({"count": len(rows), "next": "x" if rest else None, "results": told})

    async def proven(self) -> ZakenAdapter:
        one = adapter(self.wire)
        await one.canary(scope_of(), NOBODY)
        self.wire.requests.clear()
        return one

    async def walk(self, one: ZakenAdapter, eerste: int, who: Organisatie = COMPANY) -> list[list[str]]:
        pages, na = [], None
        for _ in range(100):
            page = await one.zoek(scope_of(), ZaakVraag(who, eerste, na), NONE, 1)
            pages.append([zaak.uuid for zaak in page.zaken if isinstance(zaak, Zaak)])
            if page.volgende is None:
                return pages
            na = Cursor.read(page.volgende.text())
        raise AssertionError("the list does not end")


# --- keys


async def test_each_key_is_a_search_of_its_own_and_all_leave_together() -> None:
    register = Register([row(1, 1, Veld.KVK), row(2, 2, Veld.RSIN), row(3, 3, Veld.VESTIGING), row(4, 4, Veld.BSN)])
    one, scope = await register.proven(), scope_of()
    vraag = ZaakVraag(COMPANY, 20, filter=Voortgang.LOPEND)
    page = await one.zoek(scope, vraag, frozenset({"status"}), 1)
    assert [zaak.uuid[-1] for zaak in page.zaken if isinstance(zaak, Zaak)] == ["3", "2", "1"]
    asked = [{name: body[name] for name in body if name.startswith(ROL)} for body in register.wire.bodies]
    numbers = [(Veld.KVK, KVK), (Veld.RSIN, RSIN), (Veld.VESTIGING_KVK, KVK), (Veld.VESTIGING, HAVEN)]
    assert asked == [{ROL + veld: value} for veld, value in (*numbers, (Veld.VESTIGING, DORP))]
    assert all(body["einddatum__isnull"] is True and body["expand"] == ["status"] for body in register.wire.bodies)
    assert all(request.query == (("pageSize", "30"),) for request in register.wire.requests)
    assert {call.wave for call in scope.calls} == {1} and register.wire.busiest == 5
    told = str([(request.path, request.query) for request in register.wire.requests]) + repr(vraag)
    assert not any(number in told for number in (KVK, RSIN, HAVEN))


async def test_who_acts_for_a_branch_asks_for_that_branch_and_nothing_else() -> None:
    rows = [row(1, 1, Veld.KVK), row(2, 2, Veld.KVK, Veld.NNP_VESTIGING), row(3, 3, Veld.VESTIGING, Veld.VESTIGING_KVK)]
    register = Register([*rows, row(4, 4, Veld.RSIN), row(5, 5, Veld.VESTIGING_KVK)])
    one = await register.proven()
    assert [uuid[-1] for (page,) in [await register.walk(one, 20, BRANCH)] for uuid in page] == ["3", "2"]
    assert [{name: body[name] for name in body if name.startswith(ROL)} for body in register.wire.bodies] == [
        {ROL + Veld.KVK: KVK, ROL + Veld.NNP_VESTIGING: HAVEN},
        {ROL + Veld.VESTIGING: HAVEN},
    ]
    found = await one.zaken_van(scope_of(), BRANCH, [each["uuid"] for each in register.rows], NONE, ALL, 1)
    assert [zaak is not None for zaak in found.values()] == [False, True, True, False, False]


def test_no_more_branches_are_asked_than_there_is_room_for_and_none_without_a_number() -> None:
    many = Organisatie(KVK, None, tuple(f"{number:012}" for number in range(1, 400)))
    assert len(many.sleutels()) == 2 + MOST_BRANCHES
    assert Organisatie(KVK).sleutels() == (((Veld.KVK, KVK),), ((Veld.VESTIGING_KVK, KVK),))


async def test_a_zaak_by_its_id_is_asked_with_the_same_keys_and_comes_once() -> None:
    register = Register([row(1, 1, Veld.KVK, Veld.RSIN), row(2, 2, Veld.VESTIGING), row(3, 3, Veld.BSN)])
    one = await register.proven()
    uuids = [each["uuid"] for each in register.rows]
    found = await one.zaken_van(scope_of(), COMPANY, uuids, NONE, ALL, 1)
    assert [isinstance(zaak, Zaak) for zaak in found.values()] == [True, True, False]
    assert len(register.wire.requests) == 5 and all(body["uuid__in"] == uuids for body in register.wire.bodies)
    assert one.dropped.rows == {}


@pytest.mark.parametrize(
    "wrong",
    [
        *(Organisatie(kvk) for kvk in ("", "9000100", "900010033", "٩٠٠٠١٠٠٣", NOBODY)),
        *(Organisatie(KVK, rsin) for rsin in ("", "123456789", KVK)),
        *(Organisatie(KVK, vestigingen=(number,)) for number in ("", "0000900003", HAVEN + "1")),
        *(Organisatie(KVK, vestiging=number) for number in ("", "0000900003")),
    ],
)
async def test_a_key_that_is_empty_or_malformed_is_not_sent(wrong: Organisatie) -> None:
    one = await (register := Register([row(1, 1, Veld.KVK)])).proven()
    for call in (
        one.zoek(scope_of(), ZaakVraag(wrong), NONE, 1),
        one.zaken_van(scope_of(), wrong, [str(UUID(int=1))], NONE, ALL, 1),
    ):
        with pytest.raises(InvalidKey):
            await call
    assert register.wire.requests == []


# --- proof


@pytest.mark.parametrize("way", ["deaf", "refused"])
@pytest.mark.parametrize("veld", [veld for veld in Veld if veld is not Veld.BSN], ids=str)
async def test_a_key_that_the_registry_does_not_honour_is_off_and_the_others_are_not(veld: Veld, way: str) -> None:
    rows = [row(at, at, key) for at, key in enumerate(VALUES, 1)]
    register = Register([*rows, row(9, 9, Veld.BSN)])
    getattr(register, way).add(veld)
    one = adapter(register.wire)
    assert await one.canary(scope_of(), NOBODY) is True, "the registry itself is on"
    register.wire.requests.clear()
    shown = {uuid for page in await register.walk(one, 20) for uuid in page}
    assert str(UUID(int=9)) not in shown, "a deaf key would find everybody's"
    assert not any(ROL + veld in body for body in register.wire.bodies)
    asked = {Veld(name.removeprefix(ROL)) for body in register.wire.bodies for name in body if name.startswith(ROL)}
    assert asked == {Veld.KVK, Veld.RSIN, Veld.VESTIGING_KVK, Veld.VESTIGING} - {veld}


async def test_a_branch_is_never_asked_as_the_whole_company_where_its_own_key_is_off() -> None:
    register = Register([row(1, 1, Veld.KVK), row(2, 2, Veld.VESTIGING)], deaf={Veld.NNP_VESTIGING})
    one = await register.proven()
    assert await register.walk(one, 20, BRANCH) == [[str(UUID(int=2))]]
    assert not any(ROL + Veld.KVK in body for body in register.wire.bodies)


async def test_without_a_proven_key_there_is_an_error_and_no_empty_list() -> None:
    unproven = adapter(Register([]).wire)
    deaf = adapter(Register([row(1)], deaf=set(VALUES)).wire)
    await deaf.canary(scope_of(), NOBODY)
    for one in (unproven, deaf):
        with pytest.raises(RegistryUnavailable, match="no key of organisations is proven"):
            await one.zoek(scope_of(), ZaakVraag(COMPANY), NONE, 1)
        with pytest.raises(RegistryUnavailable):
            await one.zaken_van(scope_of(), COMPANY, [str(UUID(int=1))], NONE, ALL, 1)


async def test_a_registry_that_does_not_answer_a_proof_keeps_the_keys_as_they_were() -> None:
    register = Register([row(1, 1, Veld.KVK)])
    one, sound = await register.proven(), register.answer
    register.deaf = {Veld.RSIN}

    def half(request: Request) -> Answer:
        return json_answer({}, 503) if ROL + Veld.KVK in msgspec.json.decode(request.body or b"") else sound(request)

    register.wire._registry = half
    assert await one.canary(scope_of(), NOBODY) is True
    register.wire._registry = sound
    register.wire.requests.clear()
    assert await register.walk(one, 20) == [[str(UUID(int=1))]]
    assert {ROL + Veld.KVK in body or ROL + Veld.RSIN in body for body in register.wire.bodies[:1]} == {True}
    assert not any(ROL + Veld.RSIN in body for body in register.wire.bodies), "and what was refuted meanwhile is off"


async def test_one_key_that_fails_fails_the_page_and_does_not_shorten_it() -> None:
    register = Register([row(1, 1, Veld.KVK)])
    one = await register.proven()
    register.refused = {Veld.RSIN}
    with pytest.raises(RegistryInvalid):
        await one.zoek(scope_of(), ZaakVraag(COMPANY), NONE, 1)


# --- one list of several


KEYS = st.sets(st.sampled_from([Veld.KVK, Veld.RSIN, Veld.VESTIGING_KVK, Veld.VESTIGING]), min_size=1)


@given(st.lists(st.tuples(st.integers(0, 6), KEYS), max_size=30), st.integers(1, 9), st.integers(4, 40))
@settings(max_examples=60, deadline=None)
def test_the_lists_are_one_without_a_gap_or_a_double(
    zaken: list[tuple[int, set[Veld]]], eerste: int, largest: int
) -> None:
    """Whatever keys a zaak is registered under, on however many days, and however small the pages of the registry."""
    rows = [row(number, day, *keys) for number, (day, keys) in enumerate(zaken)]

    async def walked() -> list[list[str]]:
        register = Register(rows, largest)
        return await register.walk(await register.proven(), eerste)

    pages = asyncio.run(walked())
    in_order = sorted(rows, key=lambda each: (each["startdatum"], each["identificatie"]), reverse=True)
    assert [uuid for page in pages for uuid in page] == [each["uuid"] for each in in_order]


@given(
    st.lists(st.tuples(st.integers(0, 4), KEYS), min_size=1, max_size=20),
    st.integers(1, 5),
    st.lists(st.integers(0, 5), max_size=8),
)
@settings(max_examples=40, deadline=None)
def test_whoever_stays_is_shown_once_while_zaken_come_in(
    zaken: list[tuple[int, set[Veld]]], eerste: int, new: list[int]
) -> None:
    rows = [row(number * 100, day, *keys) for number, (day, keys) in enumerate(zaken)]
    stays = {each["uuid"] for each in rows}

    async def walked() -> list[str]:
        register = Register(list(rows))
        one, coming = await register.proven(), list(new)

        def happens() -> None:
            if coming:
                register.rows.append(row(9000 + len(coming), coming.pop(), Veld.KVK, Veld.RSIN))

        register.happens = happens
        return [uuid for page in await register.walk(one, eerste) for uuid in page]

    shown = asyncio.run(walked())
    assert len(shown) == len(set(shown)) and stays <= set(shown)


async def test_an_ordinary_page_is_one_request_for_each_key() -> None:
    rows = [row(number, number, (Veld.KVK, Veld.RSIN, Veld.VESTIGING)[number % 3]) for number in range(90)]
    register = Register(rows)
    one = await register.proven()
    page = await one.zoek(scope_of(), ZaakVraag(COMPANY, 20), NONE, 1)
    assert len(page.zaken) == 20 and len(register.wire.requests) == 5
    await one.zoek(scope_of(), ZaakVraag(COMPANY, 20, page.volgende), NONE, 1)
    assert len(register.wire.requests) == 10


async def test_another_order_makes_no_list_and_too_much_on_one_day_is_told() -> None:
    wire = Wire(lambda request: json_answer({"count": 0, "next": None, "results": []}))
    one = ZakenAdapter(upstream("zaken", wire))
    await one.canary(scope_of(), NOBODY)
    rows = [row(1, 1), row(2, 2)]
    told = [{name: value for name, value in each.items() if name != "keys"} for each in rows]
    wire._registry = lambda request: json_answer({"count": 2, "next": None, "results": told})
    with pytest.raises(RegistryInvalid, match="not in the order asked"):
        await one.zoek(scope_of(), ZaakVraag(COMPANY), NONE, 1)
    wire._registry = lambda request: json_answer({"count": 9, "next": "x", "results": told[:1]})
    with pytest.raises(RegistryInvalid, match="too many zaken of one day"):
        await one.zoek(scope_of(), ZaakVraag(COMPANY), NONE, 1)


# --- the stand-in


CITY = City(2026, date(2026, 11, 23))


async def embedded() -> ZakenAdapter:
    transport = EmbeddedTransport(registers_of(CITY, quirks=True), "http://registers.invalid/zaken/api/v1")
    credentials = ZgwJwt(CREDENTIALS["client_id"], CREDENTIALS["secret"])
    one = ZakenAdapter(Upstream("zaken", transport, credentials, timeout=9))
    assert await one.canary(scope_of(), NOBODY) is True
    return one


async def test_of_the_city_a_company_gets_all_its_own_and_a_branch_no_more_than_that() -> None:
    one = await embedded()
    company = CITY.companies.by_kvk(KVK)
    assert company is not None
    own = CITY.dossiers.of_company("kvkNummer", KVK)
    page = await one.zoek(scope_of(), ZaakVraag(COMPANY, 100, maximum=ALL), NONE, 1)
    found = {zaak.identificatie for zaak in page.zaken if isinstance(zaak, Zaak)}
    assert found == {zaak.identificatie for zaak in own} and len(own) == 24
    ways = {zaak.company for zaak in own}
    assert len(ways) > 6, "they are registered in every way"
    branches = {}
    for number in (HAVEN, DORP):
        page = await one.zoek(scope_of(), ZaakVraag(Organisatie(KVK, vestiging=number), 100, maximum=ALL), NONE, 1)
        branches[number] = {zaak.identificatie for zaak in page.zaken if isinstance(zaak, Zaak)}
        registered = {z.identificatie for z in own if z.company is not None and z.company.number == number}
        assert branches[number] == registered and registered
    assert branches[HAVEN].isdisjoint(branches[DORP]) and branches[HAVEN] | branches[DORP] < found


async def test_of_the_city_a_company_and_its_owner_never_see_each_others() -> None:
    one = await embedded()
    bakery = next(company for company in CITY.companies if company.owner is not None)
    assert bakery.owner is not None
    owner = await one.zoek(scope_of(), ZaakVraag(CITY.bsn(bakery.owner), 100, maximum=ALL), NONE, 1)
    company = await one.zoek(scope_of(), ZaakVraag(Organisatie(bakery.kvk), 100, maximum=ALL), NONE, 1)
    theirs, its = ({zaak.uuid for zaak in page.zaken if isinstance(zaak, Zaak)} for page in (owner, company))
    assert its and theirs.isdisjoint(its)
    assert set((await one.zaken_van(scope_of(), CITY.bsn(bakery.owner), sorted(its), NONE, ALL, 1)).values()) == {None}
    assert set((await one.zaken_van(scope_of(), Organisatie(bakery.kvk), sorted(theirs), NONE, ALL, 1)).values()) <= {
        None
    }
