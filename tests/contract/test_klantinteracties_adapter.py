"""The adapter of klantinteracties on the wire: what was recorded, whose it is, and what may be used."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from sources.core.belanghebbende import Belanghebbende
from sources.core.errors import InvalidKey, RegistryInvalid
from sources.core.transport import Answer
from sources.core.upstream import Upstream
from sources.klantinteracties.adapter import KlantcontactVraag, KlantinteractiesAdapter
from sources.klantinteracties.loaders import KlantinteractiesLoaders
from sources.klantinteracties.records import Adres, Klantcontact, Pagina, Partij, SoortDigitaalAdres
from tests.contract.openklant import BSN, NONE, THEIRS, WIE, Sent, over, uuid
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of
from tests.shared import shared

OTHER, SECRET, COMPANY = "999990408", "999992223", "12345678"
NOBODY = "999990019"
ADRESSEN, ONDERWERPEN = frozenset({"digitaleAdressen"}), frozenset({"gingOverOnderwerpobjecten"})
Json = dict[str, Any]


def recorded(name: str) -> Answer:
    told = json.loads(shared(f"recorded/openklant/{name}.json").read_text())
    media = next(value for key, value in told["response_headers"] if key == "Content-Type")
    body = told["body"] if media == "application/json" else None
    return (
        json_answer(body, told["status"]) if body is not None else Answer(told["status"], {"content-type": media}, b"")
    )


# What was recorded


async def test_a_recorded_party_is_read_with_the_addresses_that_it_gave() -> None:
    wire, scope = always(recorded("10-partijen-bsn1-expand-digitaleAdressen")), scope_of()
    partij = await over(wire).partij(scope, WIE, ADRESSEN, 1)
    assert partij is not None and partij.expand is not None
    assert (partij.voorkeurstaal, partij.indicatie_geheimhouding) == ("nld", False)
    assert partij.bezoekadres is None is partij.correspondentieadres, "a group of empty texts is nothing"
    first, *rest = partij.expand.digitale_adressen
    assert (first.adres, first.omschrijving, first.verificatie_datum) == ("anna@example.com", "privé", None)
    assert first.soort_digitaal_adres is SoortDigitaalAdres.EMAIL and first.is_standaard_adres and len(rest) == 2
    assert not any(each.voorkeur for each in partij.expand.digitale_adressen)
    [request] = wire.requests
    told = json.loads(shared("recorded/openklant/10-partijen-bsn1-expand-digitaleAdressen.json").read_text())
    asked = dict(pair.split("=") for pair in told["request"]["line"].partition("?")[2].split("&"))
    assert (request.method, request.path, dict(request.query)) == ("GET", "/partijen", asked), "it was asked like this"
    [call] = scope.calls
    assert (call.operation, call.asked, call.keys) == ("GET /partijen", ADRESSEN, 1) and THEIRS not in repr(scope)


@pytest.mark.parametrize(
    "name", ["01-partijen-bsn1-full", "02-partijen-objectId-only", "11-partijen-bsn1-expand-betrokkenen"]
)
async def test_without_the_addresses_a_party_is_read_too(name: str) -> None:
    partij = await over(always(recorded(name))).partij(scope_of(), WIE, NONE, 1)
    assert partij is not None and (partij.expand is None or partij.expand.digitale_adressen == [])


@pytest.mark.parametrize("name", ["05-partijen-bsn-unknown", "06-partijen-kvk-as-bsn", "07-partijen-bsn-invalid"])
async def test_who_never_gave_anything_is_nothing_and_no_error(name: str) -> None:
    assert await over(always(recorded(name))).partij(scope_of(), WIE, NONE, 1) is None


async def test_of_everybody_whom_an_ignored_filter_finds_only_whose_it_is_gets_through() -> None:
    """The recorded answer to an empty filter: five persons and an organisation."""
    for wie, secret in ((WIE, False), (Belanghebbende(SECRET), True), (Belanghebbende(COMPANY), False)):
        adapter = over(wire := always(recorded("04-partijen-objectId-empty")))
        partij = await adapter.partij(scope_of(), wie, NONE, 1)
        assert partij is not None and partij.indicatie_geheimhouding is secret
        assert adapter.dropped.rows == {"foreign": 5}
        assert len([name for name, _ in wire.requests[0].query if "dentificator__" in name]) == 4
    none = over(always(recorded("04-partijen-objectId-empty")))
    assert await none.partij(scope_of(), Belanghebbende(NOBODY), NONE, 1) is None
    assert none.dropped.rows == {"foreign": 6}


async def test_a_company_is_asked_by_its_own_codes() -> None:
    wire = always(recorded("05-partijen-bsn-unknown"))
    await over(wire).partij(scope_of(), Belanghebbende(COMPANY), NONE, 1)
    assert dict(wire.requests[0].query) == {
        "partijIdentificator__codeObjecttype": "niet_natuurlijk_persoon",
        "partijIdentificator__codeRegister": "hr",
        "partijIdentificator__codeSoortObjectId": "kvk_nummer",
        "partijIdentificator__objectId": COMPANY,
    }


async def test_recorded_contacts_are_read_without_the_confidential_ones() -> None:
    adapter = over(always(recorded("34-klantcontacten-bsn1-expand")))
    page = await adapter.klantcontacten(scope_of(), KlantcontactVraag(WIE), ONDERWERPEN, 1)
    rows = [row for row in page.klantcontacten if isinstance(row, Klantcontact)]
    assert len(rows) == len(page.klantcontacten) == 10 and adapter.dropped.rows == {"withheld": 2}
    first = rows[0]
    assert (first.kanaal, first.onderwerp, first.reactie) == ("telefoon", "Vraag 8 over vergunning", "Beantwoord")
    assert first.plaatsgevonden_op == datetime(2026, 9, 15, 8, 32, tzinfo=UTC) and first.nummer is None
    about = [row.expand.ging_over_onderwerpobjecten for row in rows if row.expand is not None]
    kinds = {
        each.onderwerpobjectidentificator.code_objecttype
        for one in about
        for each in one
        if each.onderwerpobjectidentificator
    }
    assert kinds == {"zgw-Zaak"} and page.volgende is None


@pytest.mark.parametrize(
    ("name", "shown", "more"),
    [
        ("33-klantcontacten-bsn1", 4, True),
        ("35-klantcontacten-partij-uuid", 10, False),
        ("37-klantcontacten-onderwerpobject-zaak", 4, False),
    ],
)
async def test_a_recorded_page_tells_whether_there_is_more(name: str, shown: int, more: bool) -> None:
    vraag = KlantcontactVraag(WIE, 5 if more else 20)
    page = await over(always(recorded(name))).klantcontacten(scope_of(), vraag, NONE, 1)
    assert len(page.klantcontacten) == shown and (page.volgende is not None) is more
    if page.volgende is not None:
        assert (page.volgende.gezien, page.volgende.telling) == (5, 12)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        *((name, "RegistryInvalid") for name in ("08-partijen-unknown-param", "14-partijen-expand-unknown")),
        *((name, "RegistryInvalid") for name in ("38-klantcontacten-ordering", "23-path-404", "17-partijen-page99")),
        *((name, "RegistryUnavailable") for name in ("24-auth-none", "25-auth-wrong", "26-auth-bearer-scheme")),
    ],
)
async def test_a_recorded_refusal_is_an_error_with_a_name(name: str, error: str) -> None:
    adapter = over(always(recorded(name)))
    calls = [
        adapter.partij(scope_of(), WIE, NONE, 1),
        adapter.klantcontacten(scope_of(), KlantcontactVraag(WIE), NONE, 1),
    ]
    found = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(each).__name__ for each in found] == [error] * 2


async def test_everybodys_recorded_contacts_refute_the_filter() -> None:
    empty = recorded("05-partijen-bsn-unknown")

    def answering(parties: str | None, contacts: str | None) -> Wire:
        told = {"/partijen": parties, "/klantcontacten": contacts}
        return Wire(lambda request: recorded(name) if (name := told[request.path]) else empty)

    assert await over(wire := answering(None, None)).canary(scope_of(), NOBODY) is True
    assert [request.path for request in wire.requests] == ["/partijen", "/klantcontacten"]
    assert all(NOBODY in dict(request.query).values() for request in wire.requests)
    assert await over(answering("04-partijen-objectId-empty", None)).canary(scope_of(), NOBODY) is False
    assert await over(answering(None, "36-klantcontacten-objectId-empty")).canary(scope_of(), NOBODY) is False
    assert await over(always(json_answer({"count": 3, "results": []}))).canary(scope_of(), NOBODY) is False


# Whose it is, and what may be used


def identificator(number: str = THEIRS, **other: str) -> Json:
    codes = {"codeObjecttype": "natuurlijk_persoon", "codeRegister": "brp", "codeSoortObjectId": "bsn"}
    return {"partijIdentificator": {**codes, "objectId": number, **other}}


def party(**other: Any) -> Json:
    whose = {"uuid": uuid(1), "partijIdentificatoren": [identificator()], "indicatieActief": True}
    return whose | {"voorkeurstaal": "eng"} | other


def given_by(number: int, whom: int | None = 1, **other: Any) -> Json:
    verstrekt = None if whom is None else {"uuid": uuid(whom)}
    return {"uuid": uuid(number), "adres": f"{number}@example.nl", "verstrektDoorPartij": verstrekt} | other


def says(*rows: Any) -> Wire:
    return always(json_answer({"count": len(rows), "next": None, "previous": None, "results": rows}))


@pytest.mark.parametrize(
    "numbers",
    [
        [],
        [identificator(OTHER)],
        [identificator(codeSoortObjectId="rsin")],
        [identificator(codeRegister="hr")],
        [identificator(codeObjecttype="niet_natuurlijk_persoon")],
    ],
)
async def test_a_party_without_exactly_this_number_is_foreign(numbers: list[Json]) -> None:
    adapter = over(says(party(partijIdentificatoren=numbers)))
    assert await adapter.partij(scope_of(), WIE, NONE, 1) is None and adapter.dropped.rows == {"foreign": 1}


async def test_details_that_may_not_be_used_any_more_are_not_shown() -> None:
    adapter = over(says(party(indicatieActief=False)))
    assert await adapter.partij(scope_of(), WIE, NONE, 1) is None and adapter.dropped.rows == {"withheld": 1}
    both = await over(says(party(indicatieActief=False), party(uuid=uuid(2)))).partij(scope_of(), WIE, NONE, 1)
    assert both is not None and both.uuid == uuid(2)


async def test_of_the_addresses_only_the_own_ones_are_shown_and_the_preferred_one_is_told() -> None:
    rows = [given_by(7), given_by(8, 2), given_by(9, None), given_by(10)]
    adapter = over(says(party(_expand={"digitaleAdressen": rows}, voorkeursDigitaalAdres={"uuid": uuid(10)})))
    partij = await adapter.partij(scope_of(), WIE, ADRESSEN, 1)
    assert partij is not None and partij.expand is not None
    assert [(each.uuid, each.voorkeur) for each in partij.expand.digitale_adressen] == [
        (uuid(7), False),
        (uuid(10), True),
    ]
    assert adapter.dropped.rows == {"foreign": 2} and "example" not in repr(partij)


async def test_an_address_in_parts_or_in_lines_is_read() -> None:
    adres = {"straatnaam": "Spui", "huisnummer": 70, "huisnummertoevoeging": "", "postcode": "2511 BT", "land": ""}
    partij = await over(says(party(bezoekadres=adres, correspondentieadres=None))).partij(scope_of(), WIE, NONE, 1)
    assert partij is not None and partij.bezoekadres == Adres(straatnaam="Spui", huisnummer=70, postcode="2511 BT")


@pytest.mark.parametrize(
    "wrong",
    [
        {"uuid": 7},
        {"partijIdentificatoren": None},
        {"indicatieActief": "ja"},
        {"voorkeurstaal": ["geheim"]},
        {"_expand": {"digitaleAdressen": [given_by(1, adres=[])]}},
        {"_expand": {"digitaleAdressen": [given_by(1, soortDigitaalAdres="fax")]}},
    ],
    ids=str,
)
async def test_a_party_that_can_not_be_read_is_an_error_that_tells_nothing_of_it(wrong: Json) -> None:
    with pytest.raises(RegistryInvalid) as raised:
        await over(says(party(**wrong))).partij(scope_of(), WIE, ADRESSEN, 1)
    assert str(raised.value) == "klantinteracties: not as its contract says" and raised.value.__context__ is None


@pytest.mark.parametrize("number", ["", "1", "123456789", f"{THEIRS} ", "1234567", "٩٩٩٩٠٠٠١٩", "1234567a"])
async def test_what_is_no_number_is_not_sent(number: str) -> None:
    adapter, wie = over(wire := says()), Belanghebbende(number)
    calls = [
        adapter.partij(scope_of(), wie, NONE, 1),
        adapter.klantcontacten(scope_of(), KlantcontactVraag(wie), NONE, 1),
        adapter.klantcontacten(scope_of(), KlantcontactVraag(WIE, zaak=number), NONE, 1),
        adapter.canary(scope_of(), number),
    ]
    found = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(each) for each in found] == [InvalidKey] * 4 and wire.requests == []


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure_and_never_an_empty_list(kind: str) -> None:
    answer, name = RUBBISH[kind]
    loaders = KlantinteractiesLoaders(over(always(answer)), scope_of())
    found = await asyncio.gather(
        loaders.partij.load((WIE, NONE)),
        loaders.klantcontacten.load((KlantcontactVraag(WIE), NONE)),
        return_exceptions=True,
    )
    assert [type(each).__name__ for each in found] == [name] * 2 and THEIRS not in str(found)


async def test_one_contact_that_can_not_be_read_is_an_error_in_its_place_and_one_that_comes_twice_is_shown_once() -> (
    None
):
    rows = [{"uuid": uuid(at), "vertrouwelijk": False, "kanaal": "balie"} for at in (1, 2, 2, 3)]
    wire = says(rows[0], {**rows[1], "kanaal": 7}, {**rows[2], "kanaal": 7}, rows[3])
    page = await over(wire).klantcontacten(scope_of(), KlantcontactVraag(WIE), NONE, 1)
    assert [type(row).__name__ for row in page.klantcontacten] == ["Klantcontact", "RegistryInvalid", "Klantcontact"]
    for wrong in ({"uuid": uuid(1)}, {"vertrouwelijk": False}, {"uuid": uuid(1), "vertrouwelijk": None}, 7):
        with pytest.raises(RegistryInvalid):  # nobody knows whether it may be shown
            await over(says(wrong)).klantcontacten(scope_of(), KlantcontactVraag(WIE), NONE, 1)


async def test_details_and_contacts_are_a_call_each_and_the_same_is_asked_once() -> None:
    loaders = KlantinteractiesLoaders(KlantinteractiesAdapter(Upstream("klantinteracties", sent := Sent())), scope_of())
    wie = Belanghebbende(BSN["jan"])
    partij, again, page = await asyncio.gather(
        loaders.partij.load((wie, frozenset({"voorkeurstaal"}))),
        loaders.partij.load((wie, frozenset({"_expand.digitaleAdressen.adres"}))),
        loaders.klantcontacten.load((KlantcontactVraag(wie), frozenset({"_expand.gingOverOnderwerpobjecten.uuid"}))),
    )
    assert partij is again and isinstance(partij, Partij) and isinstance(page, Pagina)
    assert [(request.path, dict(request.query).get("expand")) for request in sent.requests] == [
        ("/partijen", "digitaleAdressen"),
        ("/klantcontacten", "gingOverOnderwerpobjecten"),
    ]
    assert dict(sent.requests[1].query)["vertrouwelijk"] == "false"
