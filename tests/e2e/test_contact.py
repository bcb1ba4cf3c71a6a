"""Contact details and contacts in the graph: whole, of whom, in how many calls, and what of them stays secret."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from auth.roles import Purpose
from resolvers.aanvraag import id_van
from resolvers.contact import aanvragen_van, nummer, regels
from sources.city.dossiers import Kind
from tests.e2e.dossiers import opened
from tests.faults import spoilt_json
from tests.workbench import Workbench, bsn_of, workbench

ADRES = "id adres standaard voorkeur geverifieerdOp omschrijving"
DETAILS = f"""contactgegevens {{ emailadressen {{ {ADRES} }} telefoonnummers {{ {ADRES} }} overigeAdressen {{ adres }}
  voorkeurstaal geheimhouding postadres {{ regels postcode plaats land }} bezoekadres {{ regels }} }}"""
CONTACT = "id nummer kanaal onderwerp inhoud antwoord moment gelukt taal aanvraagIds"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def expanded(answer: Any) -> list[str]:
    return [parse_qs(wire.query).get("expand", [""])[0] for wire in answer.wires if wire.registry == "klantinteracties"]


async def test_contact_details_are_told_whole_in_one_call(bench: Workbench) -> None:
    answer = await bench.ask("jan", f"{{ mij {{ {DETAILS} }} }}")
    assert not answer.codes and [wire.path for wire in answer.wires] == ["/partijen"]
    less = await bench.ask("jan", "{ mij { contactgegevens { emailadressen { adres } } } }")
    assert [wire.path for wire in less.wires] == ["/partijen"]
    told = answer.data["mij"]["contactgegevens"]
    home, work = told["emailadressen"]
    mobile, house = told["telefoonnummers"]
    assert (home["adres"], home["standaard"], home["voorkeur"], home["omschrijving"]) == (
        *("jan.thuis@example.nl", True, True),
        "privé",
    )
    assert (
        home["geverifieerdOp"] is not None is work["geverifieerdOp"] and not work["standaard"] and not work["voorkeur"]
    )
    assert (mobile["adres"], house["adres"]) == ("0612345678", "+31701234567")
    assert [each["adres"] for each in told["overigeAdressen"]] == ["@jan_aan_zee"]
    assert (told["voorkeurstaal"], told["geheimhouding"], told["bezoekadres"]) == ("nld", False, None)
    assert told["postadres"]["regels"] == ["Postbus 12600", "2500 DJ Den Haag"]
    abroad = (await bench.ask("ingrid", f"{{ mij {{ {DETAILS} }} }}")).data["mij"]["contactgegevens"]
    assert abroad["postadres"] == {
        "regels": ["Calle de Alcalá 47 3B", "28014 Madrid"],
        **{"postcode": None, "plaats": None, "land": "ES"},
    }


async def test_what_is_not_selected_does_not_come_along(bench: Workbench) -> None:
    for query, expand in (
        ("contactgegevens { voorkeurstaal }", [""]),
        ("contactgegevens { emailadressen { adres } voorkeurstaal }", ["digitaleAdressen"]),
        ("contactmomenten { knopen { kanaal } }", [""]),
        ("contactmomenten { knopen { aanvraagIds } }", ["gingOverOnderwerpobjecten"]),
        ("contactgegevens { voorkeurstaal } contactmomenten { knopen { kanaal } }", ["", ""]),
    ):
        answer = await bench.ask("jan", f"{{ mij {{ {query} }} }}")
        assert not answer.codes and expanded(answer) == expand


async def test_who_gave_nothing_or_whose_details_are_out_of_use_has_none(bench: Workbench) -> None:
    for persona in ("willemijn", "peter"):
        answer = await bench.ask(persona, f"{{ mij {{ {DETAILS} contactmomenten {{ knopen {{ id }} }} }} }}")
        assert not answer.codes and answer.data["mij"]["contactgegevens"] is None
        assert persona != "willemijn" or answer.data["mij"]["contactmomenten"]["knopen"] == []


async def test_contacts_are_told_whole_without_what_is_confidential(bench: Workbench) -> None:
    answer = await bench.ask("jan", f"{{ mij {{ contactmomenten {{ knopen {{ {CONTACT} }} heeftVolgende }} }} }}")
    assert not answer.codes and [wire.path for wire in answer.wires] == ["/klantcontacten"]
    page = answer.data["mij"]["contactmomenten"]
    back, call, *_ = rows = page["knopen"]
    assert len(rows) == 7 and not page["heeftVolgende"] and len(bench.city.encounters.of(0)) == 8
    assert {each["kanaal"] for each in rows} == {"telefoon", "e-mail", "chat", "balie", "brief"}
    assert (back["gelukt"], back["inhoud"], back["antwoord"]) == (False, None, None)
    assert call["antwoord"].startswith("Uitgelegd") and call["moment"].endswith("+00:00") and call["taal"] == "nld"
    moments = [each["moment"] for each in rows]
    assert moments == sorted(moments, reverse=True)
    mine = {id_van(bench.city.dossiers.uuid(Kind.ZAAK, zaak)) for zaak in bench.city.dossiers.of(bsn_of("jan"))}
    about = [each["aanvraagIds"] for each in rows]
    assert about.count([]) == 4 and {key for keys in about for key in keys} <= mine


async def test_the_contacts_about_a_request_are_those_of_whose_it_is_in_one_call_more(bench: Workbench) -> None:
    query = "{ mij { aanvragen(eerste: 2) { knopen { id contactmomenten { knopen { id aanvraagIds } } } } } }"
    await bench.ask("jan", query)
    answer = await bench.ask("jan", query)
    assert not answer.codes
    assert Counter(wire.registry for wire in answer.wires) == {"zaken": 1, "klantinteracties": 2}
    everything = await bench.ask("jan", "{ mij { contactmomenten { knopen { id aanvraagIds } } } }")
    contacts = everything.data["mij"]["contactmomenten"]["knopen"]
    for request in answer.data["mij"]["aanvragen"]["knopen"]:
        assert request["contactmomenten"]["knopen"] == [
            each for each in contacts if request["id"] in each["aanvraagIds"]
        ]
    for wire in answer.wires:
        assert wire.registry != "klantinteracties" or wire.persons == [bsn_of("jan")], "by person besides by request"
    one = "query ($id: ID!) { mij { aanvraag(id: $id) { contactmomenten(eerste: 1) { heeftVolgende } } } }"
    detail = await bench.ask("jan", one, id=contacts[1]["aanvraagIds"][0])
    assert detail.data["mij"]["aanvraag"]["contactmomenten"] == {"heeftVolgende": True}
    assert Counter(wire.registry for wire in detail.wires) == {"zaken": 1, "klantinteracties": 1}


async def test_a_long_list_comes_page_by_page_each_in_one_call(bench: Workbench) -> None:
    query = """query ($na: String) { mij { contactmomenten(eerste: 25, na: $na) {
      knopen { id } heeftVolgende volgende } } }"""
    seen: list[str] = []
    na, pages = None, 0
    while pages == 0 or na is not None:
        answer = await bench.ask("wim", query, na=na)
        page = answer.data["mij"]["contactmomenten"]
        assert len(answer.wires) == 1 and page["heeftVolgende"] == (page["volgende"] is not None)
        seen += [each["id"] for each in page["knopen"]]
        na, pages = page["volgende"], pages + 1
    assert len(seen) == len(set(seen)) == 109 and pages == 5
    wrong = await bench.ask("wim", query, na="geen plaats")
    assert wrong.codes == {"mij.contactmomenten": "ONGELDIGE_INVOER"} and not wrong.wires


# What stays secret

CHILD = """mij { kinderen { persoon { %s } } }"""


async def test_the_address_of_a_child_is_kept_from_the_parent_from_whom_its_home_is_kept(bench: Workbench) -> None:
    """Mila lives with Eva at a secret address: Ruben may know neither where, nor the number that was given for her."""
    asked = CHILD % "leeftijd contactgegevens { telefoonnummers { adres } bezoekadres { regels } } adres { straat }"
    answer = await bench.ask("ruben", f"{{ {asked} }}")
    [mila] = answer.data["mij"]["kinderen"]
    assert mila["persoon"]["contactgegevens"] is None is mila["persoon"]["adres"] and mila["persoon"]["leeftijd"]
    assert answer.codes == {
        "mij.kinderen.0.persoon.adres": "GEEN_TOEGANG",
        "mij.kinderen.0.persoon.contactgegevens": "GEEN_TOEGANG",
    }
    assert "0611223344" not in answer.text and "Geheime Laan" not in answer.text


async def test_an_address_that_was_given_is_as_secret_as_the_registered_one(bench: Workbench) -> None:
    """Also where nobody asked klantinteracties to keep anything secret."""

    def not_secret(body: Any) -> Any:
        return body | {"results": [{**row, "indicatieGeheimhouding": False} for row in body.get("results", [])]}

    bench.tap.faults["klantinteracties"] = spoilt_json(not_secret)
    asked = CHILD % "contactgegevens { telefoonnummers { adres } bezoekadres { regels } }"
    answer = await bench.ask("ruben", f"{{ {asked} }}")
    [mila] = answer.data["mij"]["kinderen"]
    assert mila["persoon"]["contactgegevens"] == {"telefoonnummers": [{"adres": "0611223344"}], "bezoekadres": None}
    assert answer.codes == {"mij.kinderen.0.persoon.contactgegevens.bezoekadres": "GEEN_TOEGANG"}
    assert "Geheime Laan" not in answer.text
    theirs = await bench.ask("eva", f"{{ {asked} }}")
    [mila] = theirs.data["mij"]["kinderen"]
    assert not theirs.codes and mila["persoon"]["contactgegevens"]["bezoekadres"]["regels"][0] == "Geheime Laan 5A"


async def test_secret_details_are_for_oneself_and_for_who_helps(bench: Workbench) -> None:
    mine = await bench.ask("els", f"{{ mij {{ {DETAILS} }} }}")
    assert not mine.codes and mine.data["mij"]["contactgegevens"]["geheimhouding"] is True
    theirs = await opened(bench, bsn_of("els"), DETAILS, Purpose.OVERIG)
    assert theirs.data["klantcontact"]["persoon"] == mine.data["mij"]


async def test_an_employee_sees_contacts_and_a_service_does_not(bench: Workbench) -> None:
    answer = await opened(bench, bsn_of("jan"), "contactmomenten { knopen { kanaal } }", Purpose.OVERIG)
    assert len(answer.data["klantcontact"]["persoon"]["contactmomenten"]["knopen"]) == 7
    query = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
      contactgegevens { voorkeurstaal } contactmomenten { knopen { id } } } }"""
    refused = await bench.ask("dienst", query, bsns=[bsn_of("jan")])
    assert set(refused.codes.values()) == {"GEEN_TOEGANG"} and len(refused.codes) == 2 and not refused.wires


async def test_a_party_of_another_is_nobodys_and_is_counted(bench: Workbench) -> None:
    def anothers(body: Any) -> Any:
        rows = body.get("results", [])
        for row in rows:
            for each in row.get("partijIdentificatoren", ()):
                each["partijIdentificator"]["objectId"] = bsn_of("els")
        return body

    bench.tap.faults["klantinteracties"] = spoilt_json(anothers)
    answer = await bench.ask("jan", f"{{ mij {{ {DETAILS} }} }}")
    assert answer.body == {"data": {"mij": {"contactgegevens": None}}}
    assert bench.service.adapters["klantinteracties"].dropped.rows == {"foreign": 1}  # type: ignore[attr-defined]


async def test_nothing_of_whom_stands_in_what_is_recorded_of_a_call(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}", "x-uitvoering": "1"}
    query = "{ mij { contactgegevens { voorkeurstaal } contactmomenten { knopen { id } } } }"
    answer = await bench.post({"query": query}, headers)
    calls = answer.body["extensions"]["uitvoering"]["bevragingen"]
    assert [call["golf"] for call in calls] == [1, 1] and bsn_of("jan") not in str(calls)
    assert {call["bron"] for call in calls} == {"klantinteracties"}


# What is derived


def test_lines_of_an_address_have_no_holes() -> None:
    assert regels("Spui", 70, "A", "2511 BT", "Den Haag", None, None, None) == ["Spui 70A", "2511 BT Den Haag"]
    assert regels(None, None, None, None, None, "a", None, "c") == ["a", "c"]
    assert regels(None, None, None, None, None, None, None, None) == []


def test_a_contact_is_about_a_request_only_where_it_names_one() -> None:
    uuid = "00000000-0000-4000-8000-000000000001"
    assert aanvragen_van(None, None) == [] == aanvragen_van([], [])
    assert aanvragen_van([uuid, uuid.upper()], ["zaak", "zgw-Zaak"]) == [id_van(uuid)] * 2
    assert aanvragen_van([uuid, "ZAAK-1", None, uuid], ["product", "zgw-Zaak", "zaak", None]) == []
    assert nummer("R1", "N1") == "R1" and nummer(None, "N1") == "N1" and nummer(None, None) is None
