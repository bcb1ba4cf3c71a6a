"""The WOZ adapter on the wire: objects asked by address or number, and given to those only whom the registry names."""

import asyncio
import json
from datetime import date
from typing import Any

import msgspec
import pytest

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer
from sources.woz.adapter import FIELDS, WozAdapter
from sources.woz.loaders import WozLoaders
from sources.woz.records import Aanduiding, Belang, Waarde, WozObject
from tests.contract.kadaster_openapi import leaves
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(1000)) if valid_bsn(bsn)]
JAN, ELS, WIM = BSNS[:3]
HOME, ELSEWHERE, NOWHERE = "0518010000000001", "0518010000000002", "0000010000000000"
NUMBER, ADDRESS = "051800000001", "adresseerbaarObjectIdentificatie"
CONTROL = frozenset(
    ("identificatie", "belanghebbendeEigenaar.burgerservicenummer", "belanghebbendeGebruiker.burgerservicenummer")
)
GROND = frozenset({"grondoppervlakte"})
GEHEIM = "geheim-7"
HAL = "application/hal+json"
PROBLEM = json_answer({"status": 404, "code": "notFound"}, 404, "application/problem+json")
Row = dict[str, Any]


def woz(number: int, owner: str | None = None, user: str | None = None, **other: Any) -> Row:
    who = {"belanghebbendeEigenaar": owner, "belanghebbendeGebruiker": user}
    named = {name: {"burgerservicenummer": bsn, "naam": "X"} for name, bsn in who.items() if bsn}
    return {"identificatie": f"0518{number:08}", **named, **other}


def says(*rows: Any, **page: Any) -> Wire:
    body = {"_links": {"self": {"href": "x"}}, "_embedded": {"wozObjecten": rows} if rows else {}}
    return always(json_answer(body | page, media_type=HAL))


def says_one(row: Any) -> Wire:
    return always(json_answer(row, media_type=HAL))


def adapter(wire: Wire) -> WozAdapter:
    return WozAdapter(upstream("woz", wire))


def loaders(wire: Wire) -> WozLoaders:
    return WozLoaders(adapter(wire), scope_of())


async def at_home(*rows: Any, bsns: tuple[str, ...] = (JAN,)) -> list[list[WozObject | RegistryError]]:
    found = await adapter(says(*rows)).op_adres(scope_of(), HOME, bsns, FIELDS.control, 1)
    assert list(found) == list(bsns)
    return list(found.values())


def numbers(rows: Any) -> list[str]:
    return [row.identificatie[-1] if isinstance(row, WozObject) else type(row).__name__ for row in rows or ()]


async def test_a_household_is_one_call_by_its_address_that_names_nobody() -> None:
    wire, scope = says(woz(1, JAN), woz(2, WIM, ELS), woz(3, JAN, ELS)), scope_of()
    loader = WozLoaders(adapter(wire), scope).op_adres
    jan, els, wim = await loader.load_many([((HOME, bsn), GROND) for bsn in (JAN, ELS, WIM)])
    assert [numbers(rows) for rows in (jan, els, wim)] == [["1", "3"], ["2", "3"], ["2"]]
    (request,) = wire.requests
    fields = sorted(CONTROL | GROND)
    assert (request.method, request.path, request.body) == ("GET", "/wozobjecten", None) and request.idempotent
    assert request.query == ((ADDRESS, HOME), ("fields", ",".join(fields)), ("pageSize", "100"))
    assert {name: value for name, value in request.headers.items() if name != "traceparent"} == {"Accept": HAL}
    assert not any(bsn in str((request.path, request.query, request.headers)) for bsn in (JAN, ELS, WIM))
    (call,) = scope.calls
    assert (call.operation, sorted(call.asked), call.keys, call.wave) == ("GET /wozobjecten", fields, 3, 1)


async def test_other_fields_and_another_address_are_calls_of_their_own_in_the_same_wave() -> None:
    wire = Wire(lambda _: json_answer({"_links": {"self": {"href": "x"}}, "_embedded": {}}), seconds=0.01)
    scope = scope_of()
    loader = WozLoaders(adapter(wire), scope).op_adres
    wants = [
        ((HOME, JAN), GROND),
        ((HOME, ELS), frozenset({"waarden"})),
        ((ELSEWHERE, WIM), GROND),
        ((HOME, WIM), GROND),
    ]
    assert await loader.load_many(wants) == [[], [], [], []]
    assert [dict(request.query)[ADDRESS] for request in wire.requests] == [HOME, HOME, ELSEWHERE]
    assert [call.keys for call in scope.calls] == [2, 1, 1] and wire.busiest == 3
    assert {call.wave for call in scope.calls} == {1}
    assert await loader.load(((HOME, JAN), frozenset({"identificatie"}))) == []  # was asked already
    assert len(wire.requests) == 3


@pytest.mark.parametrize(
    ("paths", "fields"),
    [
        ("", ""),
        ("identificatie belang", ""),
        ("grondoppervlakte belang", "grondoppervlakte"),
        ("aanduiding.postcode", "aanduiding.postcode"),
        ("waarden.vastgesteldeWaarde", "waarden.vastgesteldeWaarde"),
        ("waarden.ingangsdatum waarden", " ".join(leaf for leaf in FIELDS.leaves if leaf.startswith("waarden."))),
    ],
)
async def test_fields_are_those_of_the_wanted_paths_and_whose_it_is(paths: str, fields: str) -> None:
    search, single = says(), says_one(woz(1, JAN))
    await loaders(search).op_adres.load(((HOME, JAN), frozenset(paths.split())))
    await loaders(single).object.load(((JAN, NUMBER), frozenset(paths.split())))
    asked = ("fields", ",".join(sorted(CONTROL | frozenset(fields.split()))))
    assert search.requests[0].query[1] == asked and single.requests[0].query == (asked,)


def test_every_field_is_one_of_the_openapi() -> None:
    assert FIELDS.leaves | CONTROL <= set(leaves(shared("registers/woz/openapi.yaml"), "WozObjectHal"))
    assert len(FIELDS.leaves) == 16 and "belang" not in FIELDS.leaves


async def test_one_object_is_asked_by_its_number_that_is_not_recorded() -> None:
    wire, scope = says_one(woz(1, ELS, JAN)), scope_of()
    loader = WozLoaders(adapter(wire), scope).object
    found, again = await loader.load_many([((JAN, NUMBER), GROND), ((JAN, NUMBER), frozenset({"belang"}))])
    assert found == WozObject(NUMBER, belang=Belang.GEBRUIKER) and again is found
    (request,) = wire.requests
    assert (request.method, request.path, request.body) == ("GET", f"/wozobjecten/{NUMBER}", None)
    assert request.headers["Accept"] == HAL and JAN not in str((request.path, request.query, request.headers))
    assert [(call.operation, call.keys) for call in scope.calls] == [("GET /wozobjecten/{identificatie}", 1)]


async def test_an_object_is_read_whole() -> None:
    row = woz(
        1,
        JAN,
        grondoppervlakte=97,
        aanduiding={"straat": "Spui", "huisnummer": 70, "huisletter": "a", "nummeraanduidingIdentificatie": "x"},
        waarden=[
            {"waardepeildatum": "2025-01-01", "vastgesteldeWaarde": 582000, "ingangsdatum": "2026-01-01"},
            {"beschikkingsStatussen": ["bezwaar_ingediend"], "indicatieBezwaarBeroep": True},
            {"beschikkingsStatussen": ["iets_nieuws"]},
        ],
        pandIdentificaties=["x"],
    )
    assert await at_home(row) == [
        [
            WozObject(
                "051800000001",
                Aanduiding("Spui", 70, "a"),
                97,
                [
                    Waarde(date(2025, 1, 1), 582000, date(2026, 1, 1)),
                    Waarde(beschikkings_statussen=["bezwaar_ingediend"], indicatie_bezwaar_beroep=True),
                    Waarde(beschikkings_statussen=["iets_nieuws"]),
                ],
                Belang.EIGENAAR,
            )
        ]
    ]
    nulls = woz(1, None, JAN, aanduiding=None, grondoppervlakte=None, belanghebbendeEigenaar=None)
    assert await at_home(nulls) == [[WozObject("051800000001", belang=Belang.GEBRUIKER)]]
    assert JAN not in repr(await at_home(woz(1, JAN, aanduiding={"straat": JAN})))


@pytest.mark.parametrize(
    ("owner", "user", "belang"),
    [
        (JAN, None, Belang.EIGENAAR),
        (None, JAN, Belang.GEBRUIKER),
        (JAN, JAN, Belang.EIGENAAR),
        (ELS, JAN, Belang.GEBRUIKER),
    ],
)
async def test_what_somebody_is_to_an_object_follows_from_whom_the_registry_names(
    owner: str | None, user: str | None, belang: Belang
) -> None:
    row = woz(1, owner, user, belang="gebruiker" if belang is Belang.EIGENAAR else "eigenaar")
    assert await at_home(row) == [[WozObject("051800000001", belang=belang)]]


COMPANY: Row = {"belanghebbendeEigenaar": {"rsin": JAN, "kvkNummer": "12345678", "type": "niet_natuurlijk_persoon"}}


async def test_objects_of_others_at_the_same_address_are_withheld_and_counted() -> None:
    rows = [
        woz(1, JAN),
        woz(2, ELS, WIM),
        woz(3),
        woz(4, **COMPANY),
        woz(5, None, JAN),
        woz(6, ELS, grondoppervlakte={}),
    ]
    one = adapter(says(*rows))
    found = await one.op_adres(scope_of(), HOME, [JAN], FIELDS.control, 1)
    assert numbers(found[JAN]) == ["1", "5"] and one.dropped.rows == {"withheld": 4}


@pytest.mark.parametrize(
    "wrong",
    [
        {"grondoppervlakte": "97"},
        {"grondoppervlakte": 97.5},
        {"aanduiding": []},
        {"aanduiding": {"huisnummer": "70"}},
        {"waarden": {}},
        {"waarden": [{"waardepeildatum": "2025-02-30"}]},
        {"waarden": [{"vastgesteldeWaarde": "582000"}]},
        {"waarden": [{"beschikkingsStatussen": "bezwaar_ingediend"}]},
        {"waarden": [{"indicatieBezwaarBeroep": "ja"}]},
    ],
    ids=str,
)
async def test_an_object_that_cannot_be_read_is_the_error_of_those_whose_it_is(wrong: Row) -> None:
    jan, els, wim = await at_home(woz(1, JAN), woz(2, JAN, ELS, **wrong), woz(3, ELS), bsns=(JAN, ELS, WIM))
    assert [numbers(rows) for rows in (jan, els, wim)] == [["1", "RegistryInvalid"], ["RegistryInvalid", "3"], []]
    assert str(jan[1]) == "woz: not as its contract says"
    with pytest.raises(RegistryInvalid):
        await loaders(says_one(woz(1, JAN, **wrong))).object.load(((JAN, NUMBER), GROND))
    assert await loaders(says_one(woz(1, ELS, **wrong))).object.load(((JAN, NUMBER), GROND)) is None


@pytest.mark.parametrize(
    "row",
    [
        *(None, 7, GEHEIM, [], {}),
        {"belanghebbendeEigenaar": {"burgerservicenummer": JAN}},
        *({"identificatie": wrong} for wrong in (None, 51800000001, [GEHEIM])),
        *(woz(1) | {"belanghebbendeEigenaar": wrong} for wrong in (GEHEIM, [], [{"burgerservicenummer": JAN}])),
        *(woz(1, JAN) | {"belanghebbendeGebruiker": {"burgerservicenummer": wrong}} for wrong in (999990019, [GEHEIM])),
    ],
    ids=str,
)
async def test_an_object_that_could_be_anyones_fails_the_call_without_telling_of_it(row: Any) -> None:
    for call in (
        adapter(says(woz(2, JAN), row)).op_adres(scope_of(), HOME, [JAN, ELS], CONTROL, 1),
        adapter(says_one(row)).object_van(scope_of(), JAN, NUMBER, CONTROL, 1),
    ):
        with pytest.raises(RegistryInvalid) as raised:
            await call
        assert str(raised.value) == "woz: not as its contract says" and raised.value.__context__ is None


async def test_an_object_of_somebody_else_is_as_if_it_were_not_there() -> None:
    for row in (woz(1, ELS), woz(1), woz(1, **COMPANY)):
        one = adapter(says_one(row))
        assert await one.object_van(scope_of(), JAN, NUMBER, FIELDS.control, 1) is None
        assert one.dropped.rows == {"withheld": 1}
    none = adapter(always(PROBLEM))
    assert await none.object_van(scope_of(), JAN, NUMBER, FIELDS.control, 1) is None and not none.dropped.rows


async def test_another_object_than_was_asked_is_no_answer() -> None:
    with pytest.raises(RegistryInvalid):
        await adapter(says_one(woz(2, JAN))).object_van(scope_of(), JAN, NUMBER, FIELDS.control, 1)


async def test_more_than_a_page_at_one_address_is_no_answer() -> None:
    for more in ({"href": "https://woz.example/?page=2"}, {}, "x"):
        with pytest.raises(RegistryInvalid):
            await adapter(says(woz(1, JAN), _links={"next": more})).op_adres(scope_of(), HOME, [JAN], CONTROL, 1)
    for links in ({}, {"next": None}):
        one = adapter(says(woz(1, JAN), _links=links))
        assert numbers((await one.op_adres(scope_of(), HOME, [JAN], CONTROL, 1))[JAN]) == ["1"]


@pytest.mark.parametrize("key", ["", "1", NUMBER[1:], f"{NUMBER}0", f"{NUMBER}\n", "../051800000", "٠٠٠٠٠٠٠٠٠٠٠١"])  # noqa: RUF001
async def test_what_is_no_address_or_number_is_not_sent(key: str) -> None:
    both = loaders(wire := says())
    address = key and key.replace("0518", "05180100")
    for load in (both.op_adres.load(((address, JAN), GROND)), both.object.load(((JAN, key), GROND))):
        with pytest.raises(InvalidKey):
            await load
    assert wire.requests == []


@pytest.mark.parametrize("bsn", ["", "1", "12345678", "123456789", f"{JAN} ", f"{JAN}0", "000000000", "٩٩٩٩٩٠٠١٩"])
async def test_for_who_has_no_bsn_nothing_is_sent(bsn: str) -> None:
    both = loaders(wire := says())
    for load in (both.op_adres.load(((HOME, bsn), GROND)), both.object.load(((bsn, NUMBER), GROND))):
        with pytest.raises(InvalidKey):
            await load
    assert wire.requests == []


async def test_who_has_no_bsn_does_not_keep_the_household_from_its_home() -> None:
    both = loaders(wire := says(woz(1, JAN)))
    loads = [both.op_adres.load(((HOME, bsn), GROND)) for bsn in ("12345678", JAN)]
    bad, good = await asyncio.gather(*loads, return_exceptions=True)
    assert isinstance(bad, InvalidKey) and numbers(good) == ["1"] and len(wire.requests) == 1


SHAPES: dict[str, tuple[Answer, str]] = {
    "refused for its key": (json_answer({"status": 401}, 401), "RegistryUnavailable"),
    "a list embedded": (json_answer({"_embedded": []}), "RegistryInvalid"),
    "objects as an object": (json_answer({"_embedded": {"wozObjecten": {}}}), "RegistryInvalid"),
    "objects of text": (json_answer({"_embedded": {"wozObjecten": ["x"]}}), "RegistryInvalid"),
    "no objects": (json_answer({"_embedded": {"wozObjecten": None}}), "RegistryInvalid"),
    "links as a list": (json_answer({"_links": [], "_embedded": {}}), "RegistryInvalid"),
}


@pytest.mark.parametrize("kind", sorted({*RUBBISH, *SHAPES}))
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = SHAPES.get(kind) or RUBBISH[kind]
    both = loaders(always(answer))
    calls: list[Any] = [both.op_adres.load(((HOME, bsn), GROND)) for bsn in (JAN, ELS)]
    calls.append(both.object.load(((JAN, NUMBER), GROND)))
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(error).__name__ for error in errors] == [name] * len(calls) and errors
    assert all(isinstance(error, RegistryError) and error.registry == "woz" for error in errors)
    assert not any(text in str(error) for error in errors for text in (JAN, ELS, HOME, NUMBER))


async def test_a_gateway_that_has_no_such_path_does_not_say_that_there_is_no_object() -> None:
    html = Answer(404, {"content-type": "text/html"}, b"<html>")
    other = [json_answer({}, 404), json_answer({"status": 403}, 404), json_answer({"status": 404}, 404, "text/plain")]
    for answer in (html, Answer(404, {}, b""), *other):
        with pytest.raises(RegistryInvalid):
            await adapter(always(answer)).object_van(scope_of(), JAN, NUMBER, CONTROL, 1)


async def test_the_canary_lives_where_the_address_is_honoured_and_dies_where_it_is_not() -> None:
    wire = says()
    assert await adapter(wire).canary(scope_of(), WIM) is True
    (request,) = wire.requests
    assert dict(request.query)[ADDRESS] == NOWHERE and WIM not in str(request.query)
    assert dict(request.query)["fields"].split(",") == sorted(CONTROL)
    for row in (woz(1, JAN), woz(1), {}, None):
        assert await adapter(says(row)).canary(scope_of(), WIM) is False


def published() -> list[Row]:
    rows: list[Row] = json.loads(shared("registers/woz/testdata/woz-objecten-mock.json").read_text())
    assert len(rows) == 15
    return rows


def known_part(row: Row) -> Row:
    """The part of a published object that a record has room for."""
    found: Row = {name: row[name] for name in ("identificatie", "grondoppervlakte", "waarden") if name in row}
    place = row["aanduiding"].items()
    if "verantwoordelijkeGemeente" in row:
        found["verantwoordelijkeGemeente"] = {"omschrijving": row["verantwoordelijkeGemeente"]["omschrijving"]}
    called = [each.get("aanduidingMetGemeentenaam") for each in row.get("kadastraalOnroerendeZaken", ())]
    if called:
        found["kadastraalOnroerendeZaken"] = [{"aanduidingMetGemeentenaam": each} if each else {} for each in called]
    return found | {"aanduiding": {name: value for name, value in place if name != "nummeraanduidingIdentificatie"}}


def without_nothing(value: Any) -> Any:
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item not in (None, [])}
    return value


async def test_every_published_object_is_read_without_loss() -> None:
    rows = published()
    users = [row | {"belanghebbendeGebruiker": {"burgerservicenummer": JAN}} for row in rows]
    (found,) = await at_home(*users)
    for row, user, record in zip(rows, users, found, strict=True):
        shown = known_part(row) | {"belang": "gebruiker"}
        assert without_nothing(msgspec.to_builtins(record)) == shown
        alone = await adapter(says_one(user)).object_van(scope_of(), JAN, row["identificatie"], CONTROL, 1)
        assert alone == record


async def test_published_objects_are_given_to_the_persons_whom_they_name_and_to_nobody_else() -> None:
    rows, given = published(), 0
    named = {bsn for row in rows for role in ("Eigenaar", "Gebruiker") if (bsn := bsn_in(row, role))}
    assert len(named) > 5
    persons = sorted(bsn for bsn in named if valid_bsn(bsn))
    one = adapter(says(*rows))
    found = await one.op_adres(scope_of(), HOME, persons, CONTROL, 1)
    for bsn, objects in found.items():
        theirs = [row for row in rows if bsn in (bsn_in(row, "Eigenaar"), bsn_in(row, "Gebruiker"))]
        roles = [Belang.EIGENAAR if bsn_in(row, "Eigenaar") == bsn else Belang.GEBRUIKER for row in theirs]
        assert [(each.identificatie, each.belang) for each in objects if isinstance(each, WozObject)] == [
            (row["identificatie"], role) for row, role in zip(theirs, roles, strict=True)
        ]
        given += len(theirs)
    assert given + one.dropped.rows["withheld"] == len(rows)
    (nothing,) = await at_home(*rows, bsns=(WIM,))
    assert nothing == []


def bsn_in(row: Row, role: str) -> str | None:
    bsn: str | None = row.get(f"belanghebbende{role}", {}).get("burgerservicenummer")
    return bsn
