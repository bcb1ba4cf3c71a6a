"""The zaken adapter on the wire: what it asks, how it pages, and what it lets through."""

import asyncio
import json
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryUnavailable
from sources.core.transport import Answer, Request
from sources.core.zgw import Vertrouwelijkheid, expand_of, uuid_of
from sources.zaken.loaders import ZakenLoaders
from sources.zaken.records import Pagina, Status, Zaak
from sources.zaken.vraag import Voortgang, ZaakSleutel, ZaakVraag
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of
from tests.contract.zaaksysteem import (
    BSN,
    BSNS,
    FILTER,
    NONE,
    ZAAKVERTROUWELIJK,
    Row,
    Zaaksysteem,
    adapter,
    says,
    uuid,
    uuids,
    zaak,
    zoek,
)
from tests.shared import shared


async def test_a_page_is_one_request_with_the_filter_spelt_right_and_no_bsn_in_the_address() -> None:
    system, scope = Zaaksysteem([zaak(number, number) for number in range(30)]), scope_of()
    vraag = ZaakVraag(BSN, 20, filter=Voortgang.LOPEND)
    pagina = await adapter(system.wire).zoek(scope, vraag, frozenset({"status"}), 1)
    assert uuids(pagina) == [uuid(number) for number in range(29, 9, -1)] and pagina.volgende
    (request,) = system.wire.requests
    assert request.query == (("pageSize", "20"),) and request.idempotent
    assert {name: request.headers[name] for name in ("Accept-Crs", "Content-Crs")} == dict.fromkeys(
        ("Accept-Crs", "Content-Crs"), "EPSG:4326"
    )
    assert system.wire.bodies == [
        {
            "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": BSN,
            "rol__omschrijvingGeneriek": "initiator",
            "maximaleVertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "ordering": ["-startdatum", "-identificatie"],
            "expand": ["status"],
            "einddatum__isnull": True,
        }
    ]
    assert BSN not in str((request.path, request.query, request.headers))
    (call,) = scope.calls
    assert (call.operation, set(call.asked), call.keys, call.wave) == ("POST /zaken/_zoek", {"status"}, 1, 1)


async def test_afgerond_asks_for_zaken_that_have_ended() -> None:
    ended = [zaak(number, number, einddatum="2026-12-01" if number % 2 else None) for number in range(6)]
    system = Zaaksysteem(ended)
    assert uuids(await zoek(system.wire, ZaakVraag(BSN, filter=Voortgang.AFGEROND))) == [uuid(5), uuid(3), uuid(1)]
    assert system.wire.bodies[0]["einddatum__isnull"] is False
    assert "expand" not in system.wire.bodies[0]


async def test_a_registry_that_ignores_the_filter_on_einddatum_changes_nothing() -> None:
    rows = [zaak(2, 2), zaak(1, 1, einddatum="2026-12-01")]
    assert uuids(await zoek(says(rows), ZaakVraag(BSN, filter=Voortgang.AFGEROND))) == [uuid(1)]
    assert uuids(await zoek(says(rows), ZaakVraag(BSN, filter=Voortgang.LOPEND))) == [uuid(2)]


@pytest.mark.parametrize(
    ("paths", "expand"),
    [
        ("uuid identificatie startdatum", ""),
        ("_expand.status.datumStatusGezet", "status"),
        ("_expand.status.datumStatusGezet _expand.status.statustype", "status"),
        ("_expand.resultaat", "resultaat"),
        ("_expand.status._expand.statustype.omschrijving", "status status.statustype"),
        ("uuid _expand.zaakinformatieobjecten.titel", "zaakinformatieobjecten"),
    ],
)
def test_expand_has_what_is_wanted_with_its_parents_and_no_more(paths: str, expand: str) -> None:
    assert expand_of(frozenset(paths.split())) == frozenset(expand.split())


async def test_a_page_from_which_zaken_were_dropped_is_shorter_and_says_there_is_more() -> None:
    rows = [
        zaak(number, number, vertrouwelijkheidaanduiding="geheim" if number % 2 else "openbaar") for number in range(9)
    ]
    one = adapter(says(rows[:2:-1], next="more"))
    pagina = await one.zoek(scope_of(), ZaakVraag(BSN, 6), NONE, 1)
    assert uuids(pagina) == [uuid(8), uuid(6), uuid(4)]
    assert pagina.volgende is not None and pagina.volgende.uuid == uuid(3)
    assert one.dropped.rows == {"withheld": 3}


@pytest.mark.parametrize(
    ("aanduiding", "maximum", "shown"),
    [
        ("openbaar", "openbaar", True),
        ("intern", "openbaar", False),
        ("zaakvertrouwelijk", "zaakvertrouwelijk", True),
        ("vertrouwelijk", "zaakvertrouwelijk", False),
        ("zeer_geheim", "zeer_geheim", True),
        ("", "zeer_geheim", False),
        ("iets_nieuws", "zeer_geheim", False),
    ],
)
async def test_confidentiality_is_kept_here_too(aanduiding: str, maximum: str, shown: bool) -> None:
    wire = says([zaak(1, vertrouwelijkheidaanduiding=aanduiding)])
    level = Vertrouwelijkheid(maximum)
    pagina = await adapter(wire).zoek(scope_of(), ZaakVraag(BSN, maximum=level), NONE, 1)
    found = await adapter(wire).zaken_van(scope_of(), BSN, [uuid(1)], NONE, level, 1)
    assert wire.bodies[0]["maximaleVertrouwelijkheidaanduiding"] == maximum
    assert (len(pagina.zaken) == 1) == (found[uuid(1)] is not None) == shown


async def test_a_zaak_sent_twice_counts_once() -> None:
    assert uuids(await zoek(says([zaak(2, 2), zaak(2, 2), zaak(1, 1)]), ZaakVraag(BSN))) == [uuid(2), uuid(1)]


async def test_one_malformed_zaak_does_not_fail_the_page() -> None:
    wrong = zaak(2, 2, einddatum="morgen")
    pagina = await zoek(says([zaak(3, 3), wrong, zaak(1, 1)]), ZaakVraag(BSN))
    assert [type(one).__name__ for one in pagina.zaken] == ["Zaak", "RegistryInvalid", "Zaak"]
    found = await adapter(says([zaak(3, 3), wrong])).zaken_van(
        scope_of(), BSN, [uuid(3), uuid(2)], NONE, ZAAKVERTROUWELIJK, 1
    )
    assert isinstance(found[uuid(3)], Zaak) and isinstance(found[uuid(2)], RegistryInvalid)


async def test_a_malformed_zaak_that_is_too_confidential_does_not_show_as_an_error() -> None:
    wrong = zaak(2, 2, einddatum="morgen", vertrouwelijkheidaanduiding="geheim")
    assert (await zoek(says([wrong]), ZaakVraag(BSN))).zaken == []


@pytest.mark.parametrize("eerste", [0, -1, 101])
def test_a_page_has_one_to_a_hundred_zaken(eerste: int) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        ZaakVraag(BSN, eerste)


def test_a_question_does_not_show_whose_it_is() -> None:
    assert BSN not in repr(ZaakVraag(BSN))


@pytest.mark.parametrize("bsn", ["", "1", "12345678", "123456789", f"{BSN} ", "1234567890", "000000000"])
async def test_what_is_no_bsn_is_not_sent(bsn: str) -> None:
    wire = says([zaak(1)])
    one = adapter(wire)
    for call in (
        one.zoek(scope_of(), ZaakVraag(bsn), NONE, 1),
        one.zaken_van(scope_of(), bsn, [uuid(1)], NONE, ZAAKVERTROUWELIJK, 1),
        one.canary(scope_of(), bsn),
    ):
        with pytest.raises(InvalidKey):
            await call
    assert wire.requests == []


@given(st.text(max_size=12).filter(lambda text: not valid_bsn(text)))
@settings(max_examples=50, deadline=None)
def test_no_text_at_all_is_sent_as_a_bsn(text: str) -> None:
    wire = says([])

    async def operation() -> tuple[Any, Any]:
        loaders = ZakenLoaders(adapter(wire), scope_of())
        page, known = (
            loaders.aanvragen.load((ZaakVraag(text), NONE)),
            loaders.aanvraag.load((ZaakSleutel(text, uuid(1)), NONE)),
        )
        return await asyncio.gather(page, known, return_exceptions=True)

    assert [type(error) for error in asyncio.run(operation())] == [InvalidKey, InvalidKey]
    assert wire.requests == []


@pytest.mark.parametrize(
    "key", ["", "1", "../zaken", f"{uuid(1)}/x", uuid(1).upper().replace("0", "A"), f"{uuid(1)}&a=b"]
)
async def test_what_is_no_uuid_is_not_sent(key: str) -> None:
    wire = says([])
    found = await adapter(wire).zaken_van(scope_of(), BSN, [key], NONE, ZAAKVERTROUWELIJK, 1)
    assert isinstance(found[key], InvalidKey)
    with pytest.raises(InvalidKey):
        await adapter(wire).statussen(scope_of(), key, 1)
    assert wire.requests == []


async def test_known_zaken_are_asked_with_their_person() -> None:
    system = Zaaksysteem([zaak(number, number) for number in range(5)])
    one = adapter(system.wire)
    found = await one.zaken_van(
        scope_of(), BSN, [uuid(1), uuid(3), uuid(77)], frozenset({"status"}), ZAAKVERTROUWELIJK, 1
    )
    assert [record.uuid if isinstance(record, Zaak) else record for record in found.values()] == [
        uuid(1),
        uuid(3),
        None,
    ]
    (body,) = system.wire.bodies
    assert body[FILTER] == BSN and body["rol__omschrijvingGeneriek"] == "initiator" and body["expand"] == ["status"]
    assert body["uuid__in"] == [uuid(1), uuid(3), uuid(77)]


async def test_zaken_that_were_not_asked_are_dropped_and_counted() -> None:
    one = adapter(says([zaak(number) for number in range(5)]))
    found = await one.zaken_van(scope_of(), BSN, [uuid(1)], NONE, ZAAKVERTROUWELIJK, 1)
    assert list(found) == [uuid(1)] and one.dropped.rows == {"foreign": 4}


def status(number: int, van: int, **other: Any) -> Row:
    """As seen from behind another host name: URLs follow the Host header."""
    return {
        "url": f"http://binnen:8000/zaken/api/v1/statussen/{uuid(number)}",
        "uuid": uuid(number),
        "zaak": f"http://binnen:8000/zaken/api/v1/zaken/{uuid(van)}",
        "statustype": f"http://binnen:8000/catalogi/api/v1/statustypen/{uuid(9)}",
        "datumStatusGezet": "2026-06-26T21:25:00.123456Z",
        "statustoelichting": "",
        "indicatieLaatstGezetteStatus": True,
    } | other


async def test_statussen_are_asked_by_the_address_the_registry_has_for_itself() -> None:
    wire = says([status(1, 5), status(2, 5)])
    scope = scope_of()
    found = await adapter(wire).statussen(scope, uuid(5), 3)
    assert [one.uuid for one in found if isinstance(one, Status)] == [uuid(1), uuid(2)]
    (request,) = wire.requests
    assert (request.method, request.path) == ("GET", "/statussen")
    assert request.query == (("zaak", f"https://zaken.example/api/zaken/{uuid(5)}"), ("pageSize", "500"))
    assert [(call.operation, call.wave) for call in scope.calls] == [("GET /statussen", 3)]


async def test_statussen_of_other_zaken_are_dropped_and_counted_and_one_malformed_fails_alone() -> None:
    rows = [status(1, 5), status(2, 6), status(3, 5, datumStatusGezet="toen"), status(4, 5, zaak="")]
    one = adapter(says(rows))
    found = await one.statussen(scope_of(), uuid(5), 1)
    assert [type(row).__name__ for row in found] == ["Status", "RegistryInvalid"]
    assert one.dropped.rows == {"foreign": 2}


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_empty_list(kind: str) -> None:
    answer, name = RUBBISH[kind]
    loaders = ZakenLoaders(adapter(always(answer)), scope_of())
    errors = await asyncio.gather(
        loaders.aanvragen.load((ZaakVraag(BSN), NONE)),
        loaders.aanvraag.load((ZaakSleutel(BSN, uuid(1)), NONE)),
        loaders.statussen.load((uuid(1), NONE)),
        return_exceptions=True,
    )
    assert [type(error).__name__ for error in errors] == [name] * 3
    assert all(isinstance(error, RegistryError) and error.registry == "zaken" for error in errors)
    assert not any(BSN in str(error) or uuid(1) in str(error) for error in errors)


async def test_the_canary_lives_where_the_filter_is_honoured_and_dies_where_it_is_not() -> None:
    nobody = BSNS[-1]
    honest = Zaaksysteem([zaak(number, number) for number in range(5)])
    assert await adapter(honest.wire).canary(scope_of(), nobody) is True
    asked = [("uuid__in" in body, body[FILTER]) for body in honest.wire.bodies if FILTER in body]
    assert asked == [(False, nobody), (True, nobody)]
    everyone = Wire(lambda _: json_answer({"count": 60, "next": None, "results": [zaak(1)]}))
    assert await adapter(everyone).canary(scope_of(), nobody) is False

    def ignores_ids(request: Request) -> Answer:
        found = [zaak(1)] if "uuid__in" in msgspec.json.decode(request.body or b"") else []
        return json_answer({"count": len(found), "next": None, "results": found})

    assert await adapter(Wire(ignores_ids)).canary(scope_of(), nobody) is False
    with pytest.raises(RegistryUnavailable):
        await adapter(Wire(lambda _: Answer(503, {}, b""))).canary(scope_of(), nobody)


async def test_fifty_persons_are_fifty_questions_under_way_together_in_one_wave() -> None:
    scope, wire = scope_of(), Wire(lambda _: json_answer({"count": 0, "next": None, "results": []}), seconds=0.01)
    loader = ZakenLoaders(adapter(wire), scope).aanvragen
    pages = await loader.load_many([(ZaakVraag(bsn, 5), frozenset({"uuid"})) for bsn in BSNS[:50]])
    assert pages == [Pagina()] * 50
    assert len(wire.requests) == wire.busiest == 50
    assert {call.wave for call in scope.calls} == {1}
    assert sorted(body[FILTER] for body in wire.bodies) == BSNS[:50]


async def test_two_looks_at_the_same_page_are_one_request_for_what_both_want() -> None:
    wire = says([zaak(1)])
    loader = ZakenLoaders(adapter(wire), scope_of()).aanvragen
    await loader.load_many(
        [
            (ZaakVraag(BSN), frozenset({"identificatie"})),
            (ZaakVraag(BSN), frozenset({"_expand.status.datumStatusGezet"})),
        ]
    )
    await loader.load((ZaakVraag(BSN), frozenset({"startdatum"})))
    assert [body["expand"] for body in wire.bodies] == [["status"]]


async def test_known_zaken_of_one_person_share_a_request_and_those_of_another_do_not() -> None:
    wire = says([zaak(number) for number in range(4)])
    loader = ZakenLoaders(adapter(wire), scope_of()).aanvraag
    keys = [ZaakSleutel(BSNS[number % 2], uuid(number)) for number in range(4)]
    found = await loader.load_many([(key, NONE) for key in keys])
    assert [one.uuid for one in found if one] == [uuid(number) for number in range(4)]
    assert [(body[FILTER], body["uuid__in"]) for body in wire.bodies] == [
        (BSNS[0], [uuid(0), uuid(2)]),
        (BSNS[1], [uuid(1), uuid(3)]),
    ]


async def test_nothing_gets_through_that_is_more_confidential_than_was_asked_and_each_maximum_is_its_own_call() -> None:
    wire = says([zaak(1, vertrouwelijkheidaanduiding="vertrouwelijk")])
    loaders, high = ZakenLoaders(adapter(wire), scope_of()), Vertrouwelijkheid.VERTROUWELIJK
    keys = [ZaakSleutel(BSN, uuid(1)), ZaakSleutel(BSN, uuid(1), high)]
    low_one, high_one = await loaders.aanvraag.load_many([(key, NONE) for key in keys])
    assert low_one is None and high_one is not None
    questions = [ZaakVraag(BSN), ZaakVraag(BSN, maximum=high)]
    low_page, high_page = await loaders.aanvragen.load_many([(question, NONE) for question in questions])
    assert low_page is not None and high_page is not None
    assert (len(low_page.zaken), len(high_page.zaken)) == (0, 1)
    asked = [body["maximaleVertrouwelijkheidaanduiding"] for body in wire.bodies]
    assert asked == ["zaakvertrouwelijk", "vertrouwelijk"] * 2


def recordings() -> list[tuple[str, dict[str, Any]]]:
    """The recorded exchanges with Open Zaak that ended well and gave zaken or statussen."""
    found = []
    for file in sorted(shared("recorded/openzaak").glob("*.json")):
        exchange = json.loads(file.read_text())
        method, _, address = exchange["request"]["line"].partition(" ")
        path = address.partition("/zaken/api/v1")[2].partition("?")[0]
        one_status = exchange["status"] == 200 and method != "HEAD"
        if one_status and path in ("/zaken", "/zaken/_zoek", "/statussen") and "results" in (exchange["body"] or {}):
            found.append((file.stem, exchange))
    return found


def replays(exchange: dict[str, Any]) -> Wire:
    headers = {name.lower(): value for name, value in exchange["response_headers"]}
    answer = Answer(exchange["status"], headers, json.dumps(exchange["body"]).encode())
    return always(answer)


async def test_every_recorded_list_of_zaken_is_read_whole() -> None:
    read = 0
    for name, exchange in recordings():
        rows = exchange["body"]["results"]
        if "/statussen" in exchange["request"]["line"]:
            continue
        one = adapter(replays(exchange))
        found = await one.zaken_van(
            scope_of(), BSN, [row["uuid"] for row in rows], NONE, Vertrouwelijkheid.ZEER_GEHEIM, 1
        )
        assert all(isinstance(record, Zaak) for record in found.values()), name
        assert not one.dropped.rows
        for row in rows:
            record = found[row["uuid"]]
            assert isinstance(record, Zaak)
            assert (record.identificatie, record.startdatum) == (
                row["identificatie"],
                date.fromisoformat(row["startdatum"]),
            )
            assert record.toelichting == (row["toelichting"] or None)
            came = row.get("_expand", {})
            assert (record.expand is not None and record.expand.status is not None) == ("status" in came), name
            assert len(record.expand.zaakinformatieobjecten if record.expand else []) == len(
                came.get("zaakinformatieobjecten", [])
            )
            read += 1
    assert read > 500


async def test_every_recorded_list_of_statussen_is_read_whole() -> None:
    read = 0
    for _, exchange in recordings():
        rows = exchange["body"]["results"]
        if "/statussen" not in exchange["request"]["line"]:
            continue
        for van in {uuid_of(row["zaak"]) for row in rows}:
            found = await adapter(replays(exchange)).statussen(scope_of(), van, 1)
            assert all(isinstance(one, Status) and one.datum_status_gezet for one in found)
            read += len(found)
    assert read >= 3


async def test_the_recorded_page_in_our_order_is_a_page() -> None:
    exchange = dict(recordings())["18-zaken-ordering-startdatum-desc"]
    one = adapter(replays(exchange))
    pagina = await one.zoek(scope_of(), ZaakVraag(BSN, 3, maximum=Vertrouwelijkheid.ZEER_GEHEIM), NONE, 1)
    assert uuids(pagina) == [row["uuid"] for row in exchange["body"]["results"]]
    assert pagina.volgende is not None and pagina.volgende.gelijk == 1
