"""The Open VTB adapter on the wire: one person's rows whole, whose they are, and pages of a list without an order."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream
from sources.vtb.adapter import VtbAdapter
from sources.vtb.loaders import VtbLoaders
from sources.vtb.records import Bericht, ExterneTaak, TaakSoort, TaakStatus, Verzoek
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(200)) if valid_bsn(bsn)]
JAN, ELS, NOBODY = BSNS[0], BSNS[1], BSNS[-1]
WIE, BEDRIJF = Belanghebbende(JAN), Belanghebbende("12345678")
NOW = datetime(2026, 11, 25, 12, 30, 15, 999, UTC)
HOUR = timedelta(hours=1)
PATHS = {
    "berichten": "/berichten/api/v1/berichten",
    "taken": "/taken/api/v1/externetaken",
    "verzoeken": "/verzoeken/api/v1/verzoeken",
}
FILTER = {"berichten": "ontvanger", "taken": "isToegewezenAan", "verzoeken": "initiator"}
NOTHING = frozenset[str]()
Row = dict[str, Any]


def uuid(number: int) -> str:
    return str(UUID(int=number))


def urn(number: str) -> str:
    return f"urn:nld:brp:bsn:{number}" if len(number) == 9 else f"urn:nld:hr:kvknummer:{number}"


def bericht(number: int, whose: str = JAN, **other: Any) -> Row:
    row = {"uuid": uuid(number), "ontvanger": urn(whose), "onderwerp": f"bericht {number}", "berichtTekst": "tekst"}
    return row | {"publicatiedatum": "2026-11-20T07:00:00Z", "geopendOp": None, "handelingsPerspectief": ""} | other


def taak(number: int, whose: str = JAN, **other: Any) -> Row:
    row = {"uuid": uuid(number), "isToegewezenAan": urn(whose), "titel": f"taak {number}", "status": "open"}
    return row | {"taakSoort": "urltaak", "einddatumHandelingsTermijn": "2026-12-01", "details": {}} | other


def verzoek(number: int, whose: str = JAN, **other: Any) -> Row:
    row = {"uuid": uuid(number), "initiator": urn(whose), "verwerkStatus": "geregistreerd", "medeInitiator": ""}
    return row | {"aanvraagGegevens": {"geheim": "inkomen"}, "verzoekType": f"http://binnen/{uuid(77)}"} | other


ROW: dict[str, Callable[..., Row]] = {"berichten": bericht, "taken": taak, "verzoeken": verzoek}


def page(*rows: Any, **other: Any) -> Answer:
    return json_answer({"count": len(rows), "next": None, "previous": None, "results": rows} | other)


def adapter(wire: Wire, links: str = "formulieren.example.nl", clock: Any = None) -> VtbAdapter:
    upstream = Upstream("vtb", wire, base_url="https://vtb.example", options={"links": links})
    return VtbAdapter(upstream, clock) if clock else VtbAdapter(upstream)


async def ask(kind: str, one: VtbAdapter, wie: Belanghebbende = WIE, **how: Any) -> list[Any]:
    """The rows of one kind, in the order of the registry."""
    calls: dict[str, Callable[[], Any]] = {
        "berichten": lambda: one.berichten(scope_of(), wie, NOW, 1, **how),
        "taken": lambda: one.taken(scope_of(), wie, 1, **how),
        "verzoeken": lambda: one.verzoeken(scope_of(), wie, 1),
    }
    found: list[Any] = await calls[kind]()
    return [row for _, row in found]


def numbers(rows: Any) -> list[Any]:
    return [UUID(row.uuid).int if hasattr(row, "uuid") else type(row).__name__ for row in rows]


@pytest.mark.parametrize("wie", [WIE, BEDRIJF], ids=["person", "company"])
@pytest.mark.parametrize("kind", PATHS)
async def test_somebodys_rows_are_one_call_that_is_recorded_without_whose_they_are(
    kind: str, wie: Belanghebbende
) -> None:
    wire, scope = always(page()), scope_of()
    loaders = VtbLoaders(adapter(wire), scope)
    loads: dict[str, Callable[[], Any]] = {
        "berichten": lambda: loaders.berichten.rijen(wie, NOW),
        "taken": lambda: loaders.taken.rijen(wie, open_=False),
        "verzoeken": lambda: loaders.verzoeken.load((wie, frozenset({"kanaal"}))),
    }
    assert list(await asyncio.gather(loads[kind](), loads[kind]())) == [[], []]
    (request,) = wire.requests
    assert (request.method, request.path, request.body) == ("GET", PATHS[kind], None) and request.idempotent
    query = dict(request.query)
    assert query.pop(FILTER[kind]) == urn(wie.nummer) and query.pop("pageSize") == "500"
    usual = {
        "berichten": {"publicatiedatum__lte": "2026-11-25T12:30:15Z"},
        "verzoeken": {"verwerkStatus": "geregistreerd"},
    }
    assert query == usual.get(kind, {})
    (call,) = scope.calls
    assert (call.operation, call.asked, call.keys) == (f"GET /{PATHS[kind].rpartition('/')[2]}", NOTHING, 1)
    assert wie.nummer not in repr(call) and wie.nummer not in repr(wie)


async def test_some_and_all_of_one_operation_are_one_call_of_all() -> None:
    wire, scope = always(page(bericht(1))), scope_of()
    loaders = VtbLoaders(adapter(wire), scope)
    both = [loaders.berichten.rijen(WIE, NOW, ongelezen=True), loaders.berichten.rijen(WIE, NOW)]
    await asyncio.gather(*both)
    await asyncio.gather(loaders.taken.rijen(WIE, open_=True))
    await asyncio.gather(loaders.taken.rijen(WIE, open_=True))
    asked = [dict(request.query) for request in wire.requests]
    assert ["geopendOp__isnull" in query for query in asked] == [False, False] and asked[1]["status"] == "open"
    alone = always(page())
    await VtbLoaders(adapter(alone), scope_of()).berichten.rijen(WIE, NOW, ongelezen=True)
    assert dict(alone.requests[0].query)["geopendOp__isnull"] == "true"


@pytest.mark.parametrize("kind", PATHS)
async def test_rows_of_others_are_dropped_and_counted(kind: str) -> None:
    row = ROW[kind]
    strange = [urn(ELS), urn(JAN) + ":vestigingsnummer:1", "", None, urn(JAN)[:-1], urn(JAN).replace("bsn", "kvk")]
    rows = [row(at, **{FILTER[kind]: whose}) for at, whose in enumerate(strange)]
    one = adapter(always(page(*rows, row(50), row(51, **{FILTER[kind]: urn(JAN).upper().replace("URN", "urn")}))))
    assert numbers(await ask(kind, one)) == [50, 51] and one.dropped.rows == {"foreign": len(strange)}


async def test_a_registry_that_ignores_the_other_filters_shows_no_more() -> None:
    late = (NOW + HOUR).isoformat()
    one = adapter(always(page(bericht(1, publicatiedatum=late), bericht(2, publicatiedatum=None), bericht(3))))
    assert numbers(await ask("berichten", one)) == [3] and one.dropped.rows == {"foreign": 2}
    one = adapter(always(page(bericht(1, geopendOp="2026-11-21T07:00:00Z"), bericht(2))))
    assert numbers(await ask("berichten", one, ongelezen=True)) == [2] and one.dropped.rows == {"foreign": 1}
    one = adapter(always(page(taak(1, status="verwerkt"), taak(2))))
    assert numbers(await ask("taken", one, open_=True)) == [2] and one.dropped.rows == {"foreign": 1}
    one = adapter(always(page(verzoek(1, verwerkStatus="verwerkt"), verzoek(2))))
    assert numbers(await ask("verzoeken", one)) == [2] and one.dropped.rows == {"foreign": 1}


AMOUNTS: list[Any] = ["veel", "1.234", "NaN", "1e99", []]
WRONG: list[tuple[str, Row]] = [
    *(("berichten", {name: 7}) for name in ("onderwerp", "berichtTekst", "referentie", "geopendOp", "bijlagen")),
    *(("berichten", {"publicatiedatum": wrong}) for wrong in ("gisteren", 7, "2026-11-20T07:00:00")),
    ("berichten", {"isGerelateerdAan": [{}]}),
    *(("taken", {"status": wrong}) for wrong in ("nieuw", "", None)),
    *(("taken", {"einddatumHandelingsTermijn": wrong}) for wrong in ("2026-02-30", 7)),
    *(("taken", {"details": {"bedrag": wrong}}) for wrong in AMOUNTS),
    ("verzoeken", {"verzoekBetaling": {"bedrag": "1.001"}}),
    ("verzoeken", {"verzoekBron": 7}),
]


@pytest.mark.parametrize(("kind", "wrong"), WRONG, ids=str)
async def test_a_row_that_cannot_be_read_is_its_own_error(kind: str, wrong: Row) -> None:
    row = ROW[kind]
    found = await ask(kind, adapter(always(page(row(1), row(2, **wrong), row(3)))))
    assert numbers(found) == [1, "RegistryInvalid", 3] and str(found[1]) == "vtb: not as its contract says"


@pytest.mark.parametrize("row", [None, 7, "x", [], {}, *({"uuid": each} for each in ("geen", None, 32 * "0"))])
async def test_a_row_without_a_key_fails_the_call_without_telling_of_it(row: Any) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await ask("berichten", adapter(always(page(bericht(1), row))))
    assert str(raised.value) == "vtb: not as its contract says" and raised.value.__context__ is None


async def test_records_are_as_the_registry_has_them_and_empty_is_none() -> None:
    urns = [{"urn": "urn:nld:gemeente:zaak:zaaknummer:Z-1"}]
    (message,) = await ask("berichten", adapter(always(page(bericht(1, isGerelateerdAan=urns, referentie="")))))
    assert isinstance(message, Bericht) and message.handelings_perspectief is None and message.referentie is None
    assert [each.urn for each in message.is_gerelateerd_aan] == [urns[0]["urn"]] and "bericht 1" not in repr(message)
    paid = {
        "bedrag": "60",
        "valuta": "EUR",
        "transactieomschrijving": "T1",
        "doelrekening": {"iban": "NL1", "naam": ""},
    }
    (task,) = await ask("taken", adapter(always(page(taak(1, taakSoort="betaaltaak", details=paid)))))
    assert isinstance(task, ExterneTaak) and task.details is not None and task.details.doelrekening is not None
    assert (str(task.details.bedrag), task.taak_soort) == ("60.00", TaakSoort.BETAALTAAK)
    assert task.details.doelrekening.naam is None and task.status is TaakStatus.OPEN
    (sent,) = await ask("verzoeken", adapter(always(page(verzoek(1, verzoekBetaling={"bedrag": "-1.5"})))))
    assert isinstance(sent, Verzoek) and sent.verzoek_betaling is not None
    assert sent.verzoek_betaling.bedrag == Decimal("-1.50") and not hasattr(sent, "aanvraag_gegevens")


async def test_a_task_without_a_day_comes_last_and_one_of_a_kind_unsaid_is_read() -> None:
    rows = [
        taak(1),
        {name: value for name, value in taak(2).items() if name not in ("einddatumHandelingsTermijn", "status")},
    ]
    found = await adapter(always(page(*rows))).taken(scope_of(), WIE, 1)
    assert [at.volgorde for at, _ in found] == ["2026-12-01", "9999-12-31"]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://formulieren.example.nl/a?b=c", True),
        ("https://FORMULIEREN.example.nl:443/a", True),
        *((f"{scheme}://formulieren.example.nl/a", False) for scheme in ("http", "javascript", "ftp", "")),
        *((f"https://{host}/a", False) for host in ("elders.nl", "formulieren.example.nl.elders.nl", "a@elders.nl")),
        ("https://a@formulieren.example.nl/a", False),
        *(("https://formulieren.example.nl:8443/a", False), ("https://formulieren.example.nl\\@elders.nl", False)),
        *(("https://formulieren.example.nl/a b", False), ("https://[::1", False)),
        ("javascript:alert(1)//https://formulieren.example.nl", False),
    ],
)  # fmt: skip
async def test_a_link_is_shown_only_where_somebody_may_be_sent(link: str, shown: bool) -> None:
    (task,) = await ask("taken", adapter(always(page(taak(1, details={"uitvraagLink": link})))))
    assert task.details.uitvraag_link == (link if shown else None)


@pytest.mark.parametrize(
    ("link", "shown"), [("https://elders.nl/a", True), ("https://127.0.0.1/a", False), ("https://localhost/", False)]
)
async def test_without_a_list_any_named_host_will_do(link: str, shown: bool) -> None:
    (task,) = await ask("taken", adapter(always(page(taak(1, details={"uitvraagLink": link}))), links=""))
    assert task.details.uitvraag_link == (link if shown else None)


def paged(rows: list[Row], size: int, **other: Any) -> Wire:
    def answer(request: Request) -> Answer:
        number = int(dict(request.query).get("page", 1))
        more = "https://elders.example/?page=9" if rows[number * size :] else None
        return page(*rows[(number - 1) * size : number * size], **{"count": len(rows), "next": more} | other)

    return Wire(answer)


@given(st.permutations(range(7)), st.integers(1, 7))
@settings(max_examples=25, deadline=None, derandomize=True, database=None)
def test_in_whatever_order_pages_come_all_rows_are_there(order: list[int], size: int) -> None:
    wire = paged([bericht(number) for number in order], size)
    assert numbers(asyncio.run(ask("berichten", adapter(wire)))) == order
    pages = [dict(request.query).get("page") for request in wire.requests]
    assert pages == [None, *map(str, range(2, -(-7 // size) + 1))]


async def test_pages_that_overlap_give_each_row_once_and_what_lacks_is_an_error() -> None:
    twice = [bericht(number) for number in (1, 2, 2, 3)]
    assert numbers(await ask("berichten", adapter(paged(twice, 2, count=3)))) == [1, 2, 3]
    with pytest.raises(RegistryInvalid, match="do not make the whole list"):
        await ask("berichten", adapter(paged(twice, 2)))
    with pytest.raises(RegistryInvalid, match="more than anybody reads"):
        await ask("berichten", adapter(Wire(lambda _: page(next="https://elders.example"))))


@pytest.mark.parametrize("number", ["", "99999000", "999990001", "abcdefghi", "1234567a", "urn:nld"])
@pytest.mark.parametrize("kind", PATHS)
async def test_what_is_no_number_is_not_sent(kind: str, number: str) -> None:
    wire = always(page())
    if number == "99999000":  # eight digits are a company
        await ask(kind, adapter(wire), Belanghebbende(number))
        assert dict(wire.requests[0].query)[FILTER[kind]] == urn(number)
        return
    with pytest.raises(InvalidKey):
        await ask(kind, adapter(wire), Belanghebbende(number))
    assert wire.requests == []


@pytest.mark.parametrize("rubbish", RUBBISH)
async def test_whatever_comes_back_is_a_named_failure(rubbish: str) -> None:
    answer, name = RUBBISH[rubbish]
    one = adapter(always(answer))
    calls = [*(ask(kind, one) for kind in PATHS), one.typen(scope_of(), 1), one.canary(scope_of(), NOBODY)]
    errors = await asyncio.gather(*calls, return_exceptions=True)
    if rubbish == "rows of text":  # of which the proof sees that there are any
        assert errors.pop() is False
    assert {type(error).__name__ for error in errors} == {name}
    assert all(
        isinstance(error, RegistryError) and JAN not in str(error) and NOBODY not in str(error) for error in errors
    )


async def test_the_canary_asks_each_api_and_dies_when_one_gives_anything() -> None:
    wire = always(page())
    assert await adapter(wire).canary(scope_of(), NOBODY) is True
    asked = {request.path: dict(request.query) for request in wire.requests}
    assert asked.keys() == set(PATHS.values()) and len(wire.requests) == 3
    assert all(asked[path][FILTER[kind]] == urn(NOBODY) for kind, path in PATHS.items())

    def some_of(path: str) -> Wire:
        return Wire(lambda request: page(count=1) if request.path == path else page())

    for path in PATHS.values():
        assert await adapter(some_of(path)).canary(scope_of(), NOBODY) is False


async def test_kinds_are_asked_once_for_everybody_and_kept_for_an_hour() -> None:
    now, wire = [0.0], always(page({"uuid": uuid(77), "naam": "Parkeren"}))
    one = adapter(wire, clock=lambda: now[0])
    url = f"http://elders/verzoeken/api/v1/verzoektypen/{uuid(77)}"
    for moment, calls in ((1.0, 1), (3600.0, 1), (3602.0, 2)):
        now[0] = moment
        found = await VtbLoaders(one, scope_of()).typen.load((url, NOTHING))
        assert found is not None and found.naam == "Parkeren" and len(wire.requests) == calls
    assert await VtbLoaders(one, scope_of()).typen.load((f"http://x/{uuid(78)}", NOTHING)) is None
