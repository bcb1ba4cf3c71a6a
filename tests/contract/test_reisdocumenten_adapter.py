"""The adapter of the travel documents on the wire: one person at a time, and nobody else's document."""

import asyncio
from datetime import date
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.city import PERSONAS, City
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid
from sources.core.haalcentraal import Datum, Waarde
from sources.core.transport import Answer
from sources.reisdocumenten import stub
from sources.reisdocumenten.adapter import FIELDS, ReisdocumentenAdapter
from sources.reisdocumenten.loaders import ReisdocumentenLoaders
from sources.reisdocumenten.records import Inhouding, Reisdocument
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(1000)) if valid_bsn(bsn)]
JAN, ELS, NOBODY = BSNS[0], BSNS[1], BSNS[-1]
NUMBER = frozenset({"reisdocumentnummer"})
CONTROL = "houder.burgerservicenummer"
GEHEIM = "geheim-7"
Row = dict[str, Any]


def document(number: int, bsn: str = JAN, **other: Any) -> Row:
    return {"reisdocumentnummer": f"NP{number:07}", "houder": {"burgerservicenummer": bsn}} | other


def says(*rows: Any) -> Wire:
    return always(json_answer({"type": "ZoekMetBurgerservicenummer", "reisdocumenten": rows}))


def adapter(wire: Wire) -> ReisdocumentenAdapter:
    return ReisdocumentenAdapter(upstream("reisdocumenten", wire))


def loader(wire: Wire) -> Any:
    return ReisdocumentenLoaders(adapter(wire), scope_of()).reisdocumenten


async def of_jan(*rows: Any) -> list[Reisdocument | RegistryError]:
    return await adapter(says(*rows)).van(scope_of(), JAN, FIELDS.control, 1)


def numbers(rows: Any) -> list[str | None]:
    return [row.reisdocumentnummer if isinstance(row, Reisdocument) else type(row).__name__ for row in rows]


async def test_the_documents_of_a_person_are_one_call_with_the_person_in_the_body_only() -> None:
    wire, scope = says(document(1), document(2)), scope_of()
    found = await ReisdocumentenLoaders(adapter(wire), scope).reisdocumenten.load((JAN, NUMBER))
    assert numbers(found) == ["NP0000001", "NP0000002"]
    (request,) = wire.requests
    assert (request.method, request.path, request.query) == ("POST", "/reisdocumenten", ()) and request.idempotent
    assert wire.bodies == [
        {
            "type": "ZoekMetBurgerservicenummer",
            "burgerservicenummer": JAN,
            "fields": ["houder.burgerservicenummer", "reisdocumentnummer"],
        }
    ]
    headers = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
    assert {name: value for name, value in request.headers.items() if name != "traceparent"} == headers
    assert JAN not in str((request.path, request.query, request.headers))
    (call,) = scope.calls
    assert (call.registry, call.operation) == ("reisdocumenten", "POST /reisdocumenten")
    assert (call.asked, call.keys, call.wave) == (NUMBER | {CONTROL}, 1, 1)


async def test_each_person_is_a_call_of_its_own_all_under_way_together() -> None:
    empty = json_answer({"type": "ZoekMetBurgerservicenummer", "reisdocumenten": []})
    wire, scope = Wire(lambda _: empty, seconds=0.01), scope_of()
    loader = ReisdocumentenLoaders(adapter(wire), scope).reisdocumenten
    assert await loader.load_many([(bsn, NUMBER) for bsn in BSNS[:30]]) == [[]] * 30
    assert [body["burgerservicenummer"] for body in wire.bodies] == BSNS[:30] and wire.busiest == 30
    assert {(call.wave, call.keys) for call in scope.calls} == {(1, 1)}


async def test_two_looks_at_the_same_person_are_one_call_for_what_both_want() -> None:
    wire = says(document(1))
    both = loader(wire)
    one, other = await asyncio.gather(both.load((JAN, NUMBER)), both.load((JAN, frozenset({"soort.omschrijving"}))))
    assert one == other == await both.load((JAN, frozenset({"soort"})))
    assert [body["fields"] for body in wire.bodies] == [[CONTROL, "reisdocumentnummer", "soort"]]


@pytest.mark.parametrize(
    ("paths", "fields"),
    [
        ("", ""),
        ("soort.code", "soort"),
        ("soort.code soort.omschrijving soort", "soort"),
        ("datumEindeGeldigheid.langFormaat datumEindeGeldigheid.jaar", "datumEindeGeldigheid"),
        ("inhoudingOfVermissing.datum.datum", "inhoudingOfVermissing.datum"),
        ("inhoudingOfVermissing", "inhoudingOfVermissing.aanduiding inhoudingOfVermissing.datum"),
    ],
)
async def test_fields_are_those_of_the_wanted_paths_and_whose_it_is(paths: str, fields: str) -> None:
    wire = says()
    await loader(wire).load((JAN, frozenset(paths.split())))
    assert wire.bodies[0]["fields"] == sorted([CONTROL, *fields.split()])


def test_every_field_is_one_that_the_registry_gives_and_all_of_them_fit_in_one_question() -> None:
    wholes = {path.rpartition(".")[0] for path in stub.FIELDS}
    assert FIELDS.leaves | FIELDS.control <= stub.FIELDS | wholes
    assert len(FIELDS.of(FIELDS.leaves)) <= 25
    for path in ("houder", CONTROL, "inOnderzoek", "geheimhoudingPersoonsgegevens"):
        with pytest.raises(LookupError):
            FIELDS.of(frozenset({path}))


async def test_a_document_is_read_whole_and_what_is_not_there_is_none() -> None:
    end = {"type": "Datum", "datum": "2031-05-06", "langFormaat": "6 mei 2031"}
    lost = {"datum": {"type": "JaarMaandDatum", "jaar": 2024, "maand": 2, "langFormaat": "februari 2024"}}
    soort = {"code": "PN", "omschrijving": "Nationaal paspoort"}
    wide: Row = {
        "soort": soort,
        "datumEindeGeldigheid": end,
        "inhoudingOfVermissing": lost | {"aanduiding": {"code": "V"}},
    }
    unasked = {"geheimhoudingPersoonsgegevens": True, "opschortingBijhouding": {"reden": {"code": "E"}}}
    houder: Row = {"houder": {"burgerservicenummer": JAN, **unasked}, "inOnderzoek": {"soort": True}}
    rows = await of_jan(document(1, **wide, **houder), {"houder": {"burgerservicenummer": JAN}})
    since = Datum("JaarMaandDatum", "februari 2024", jaar=2024, maand=2)
    assert rows == [
        Reisdocument(
            "NP0000001",
            Waarde("PN", "Nationaal paspoort"),
            Datum("Datum", "6 mei 2031", date(2031, 5, 6)),
            Inhouding(since, Waarde("V")),
        ),
        Reisdocument(),
    ]
    assert "NP0000001" not in repr(rows) and "2031" not in repr(rows)
    (unknown,) = await of_jan(document(1, datumEindeGeldigheid={"type": "DatumOnbekend", "onbekend": True}, soort=None))
    assert unknown == Reisdocument("NP0000001", datum_einde_geldigheid=Datum("DatumOnbekend", onbekend=True))


@pytest.mark.parametrize(
    "wrong",
    [
        {"reisdocumentnummer": 1},
        {"soort": "PN"},
        {"soort": {"code": 1}},
        {"datumEindeGeldigheid": "2031-05-06"},
        {"datumEindeGeldigheid": {"type": "Datum", "datum": "2031-02-30"}},
        {"datumEindeGeldigheid": {"type": "JaarDatum", "jaar": "2031"}},
        {"inhoudingOfVermissing": []},
        {"inhoudingOfVermissing": {"datum": {"datum": ""}}},
    ],
    ids=str,
)
async def test_a_document_that_cannot_be_read_is_its_own_error_in_its_own_place(wrong: Row) -> None:
    rows = await of_jan(document(1), document(2, **wrong), document(3))
    assert numbers(rows) == ["NP0000001", "RegistryInvalid", "NP0000003"]
    assert str(rows[1]) == "reisdocumenten: not as its contract says"


async def test_documents_of_another_holder_are_dropped_and_counted() -> None:
    one = adapter(says(document(1, ELS), document(2), document(3, ""), document(4, ELS, soort=1)))
    found = await one.van(scope_of(), JAN, FIELDS.control, 1)
    assert numbers(found) == ["NP0000002"] and one.dropped.rows == {"foreign": 3}


HOLDERS: list[Any] = [None, GEHEIM, [], {}, *({"burgerservicenummer": wrong} for wrong in (None, 999990019, [GEHEIM]))]


@pytest.mark.parametrize("row", [None, 7, GEHEIM, [], {}, *(document(1, houder=who) for who in HOLDERS)], ids=str)
async def test_a_document_that_could_be_anyones_fails_the_call_without_telling_of_it(row: Any) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await of_jan(document(2), row)
    assert str(raised.value) == "reisdocumenten: not as its contract says" and raised.value.__context__ is None


@pytest.mark.parametrize("bsn", ["", "1", "12345678", "123456789", f"{JAN} ", f"{JAN}0", "000000000", "٩٩٩٩٩٠٠١٩"])
async def test_what_is_no_bsn_is_not_sent(bsn: str) -> None:
    wire = says(document(1))
    for call in (adapter(wire).van(scope_of(), bsn, NUMBER, 1), adapter(wire).canary(scope_of(), bsn)):
        with pytest.raises(InvalidKey):
            await call
    assert wire.requests == []


@given(st.text(max_size=12).filter(lambda text: not valid_bsn(text)))
@settings(max_examples=40, deadline=None)
def test_no_text_at_all_is_sent_as_a_bsn(text: str) -> None:
    wire = says()

    async def operation() -> Any:
        return await asyncio.gather(loader(wire).load((text, NUMBER)), return_exceptions=True)

    assert [type(error) for error in asyncio.run(operation())] == [InvalidKey]
    assert wire.requests == []


SHAPES: dict[str, tuple[Answer, str]] = {
    "refused": (json_answer({"code": "authentication"}, 401, "application/problem+json"), "RegistryUnavailable"),
    "documents as an object": (json_answer({"type": "x", "reisdocumenten": {}}), "RegistryInvalid"),
    "documents of text": (json_answer({"type": "x", "reisdocumenten": ["x"]}), "RegistryInvalid"),
    "no documents": (json_answer({"type": "x", "reisdocumenten": None}), "RegistryInvalid"),
    "no UTF-8 in a document": (
        Answer(200, {"content-type": "application/json"}, b'{"type": "x", "reisdocumenten": [{"houder": "\xff"}]}'),
        "RegistryInvalid",
    ),
}


@pytest.mark.parametrize("kind", sorted({*RUBBISH, *SHAPES}))
async def test_rubbish_is_a_named_failure_and_never_an_absence(kind: str) -> None:
    answer, name = SHAPES.get(kind) or RUBBISH[kind]
    with pytest.raises(RegistryError) as raised:
        await loader(always(answer)).load((JAN, NUMBER))
    error = raised.value
    assert type(error).__name__ == name and error.registry == "reisdocumenten" and JAN not in str(error)


async def test_a_failure_is_not_asked_again_in_the_same_operation() -> None:
    both = loader(wire := always(RUBBISH["no service"][0]))
    errors = [await asyncio.gather(both.load((JAN, NUMBER)), return_exceptions=True) for _ in range(2)]
    assert errors[0] == errors[1] and len(wire.requests) == 1


async def test_the_canary_lives_where_the_person_is_honoured_and_dies_where_it_is_not() -> None:
    wire = says()
    assert await adapter(wire).canary(scope_of(), NOBODY) is True
    assert [(body["burgerservicenummer"], body["fields"]) for body in wire.bodies] == [(NOBODY, [CONTROL])]
    for row in (document(1), document(1, NOBODY), {}, None):
        assert await adapter(says(row)).canary(scope_of(), NOBODY) is False


async def test_the_documents_of_the_city_are_read_whole_and_to_their_holder_only() -> None:
    """As the stand-in writes them without its quirks, so that lost ones are among them."""
    city = City(2026, date(2026, 11, 23))
    play, read = stub.stub_app(city, quirks=False), 0
    async with httpx.AsyncClient(transport=httpx.ASGITransport(play), base_url="http://reisdocumenten.test") as client:
        for persona in PERSONAS:
            ask = {"type": "ZoekMetBurgerservicenummer", "burgerservicenummer": persona.bsn}
            answer = await client.post("/reisdocumenten", json=ask | {"fields": sorted(FIELDS.of(FIELDS.leaves))})
            rows = answer.json()["reisdocumenten"]
            found = await adapter(says(*rows)).van(scope_of(), persona.bsn, NUMBER, 1)
            for row, record in zip(rows, found, strict=True):
                assert isinstance(record, Reisdocument)
                shown = {name: value for name, value in row.items() if name != "houder"}
                assert without_nothing(msgspec.to_builtins(record)) == shown
                read += 1
            assert await of_jan(*rows) == []
    assert read > 5


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return value
