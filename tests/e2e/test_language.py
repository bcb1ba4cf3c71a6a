"""What the service says itself comes in Dutch or English, by Accept-Language."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from auth.development import DevelopmentIdentity, resident
from auth.roles import Level
from resolvers.dagen import in_woorden
from tests.workbench import Workbench, bsn_of, identity_of, workbench

JAN = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
WHAT = '{ __type(name: "Person") { description fields { name description } } }'


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def test_descriptions_come_in_the_language_that_is_asked(bench: Workbench) -> None:
    dutch = await bench.post({"query": WHAT}, {"accept-language": "nl"})
    english = await bench.post({"query": WHAT}, {"accept-language": "en-GB, nl;q=0.5"})
    assert [f["name"] for f in dutch.data["__type"]["fields"]] == [f["name"] for f in english.data["__type"]["fields"]]
    told = {f["name"]: f["description"] for f in english.data["__type"]["fields"]}
    assert told["kinderen"] == "The children."
    assert {f["name"]: f["description"] for f in dutch.data["__type"]["fields"]}["kinderen"] == "De kinderen."


async def test_errors_come_in_the_language_that_is_asked(bench: Workbench) -> None:
    dutch = await bench.post({"query": "{ mij { leeftijd } }"}, {})
    english = await bench.post({"query": "{ mij { leeftijd } }"}, {"accept-language": "en"})
    assert dutch.codes == english.codes == {"mij": "NIET_INGELOGD"}
    assert dutch.body["errors"][0]["message"].startswith("U bent niet ingelogd")
    assert english.body["errors"][0]["message"].startswith("You are not logged in")


@pytest.mark.parametrize("eerste", [12345, 101, 0, -1])
@pytest.mark.parametrize("field", ["aanvragen", "facturen", "belastingaanslagen"])
async def test_an_argument_out_of_bounds_is_said_without_its_value(field: str, eerste: int, bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}", "accept-language": "en"}
    answer = await bench.post({"query": f"{{ mij {{ {field}(eerste: {eerste}) {{ volgende }} }} }}"}, headers)
    assert answer.codes == {f"mij.{field}": "ONGELDIGE_INVOER"} and answer.wires == []
    assert answer.body["errors"][0]["message"] == "Ask for 1 to 100."
    assert str(eerste) not in answer.body["errors"][0]["message"].split()


async def meldingen(bench: Workbench, identity: DevelopmentIdentity, language: str) -> list[dict[str, Any]]:
    """What somebody reads, newest first."""
    headers = {"authorization": f"Bearer {bench.token(identity)}", "accept-language": language}
    answer = await bench.post({"query": "{ mij { meldingen { id soort titel tekst regel } } }"}, headers)
    assert not answer.codes
    found: list[dict[str, Any]] = answer.data["mij"]["meldingen"]
    return found


async def test_a_melding_of_a_department_comes_in_the_language_that_is_asked(bench: Workbench) -> None:
    dutch, english = [await meldingen(bench, JAN, language) for language in ("nl", "en-GB, nl;q=0.5")]
    assert [each["id"] for each in dutch] == [each["id"] for each in english]
    place = next(place for place, each in enumerate(dutch) if each["titel"].startswith("Uw rijbewijs ligt klaar"))
    assert dutch[place]["titel"] == "Uw rijbewijs ligt klaar op stadsdeelkantoor Centrum"
    assert dutch[place]["tekst"].startswith("Neem uw oude rijbewijs mee.")
    assert english[place]["titel"] == "Your driving licence is ready at district office Centrum"
    assert english[place]["tekst"].startswith("Bring your old driving licence.")


async def test_a_melding_of_a_rule_comes_in_the_language_that_is_asked(bench: Workbench) -> None:
    dutch, english = [await meldingen(bench, JAN, language) for language in ("nl", "en")]
    [(nl, en)] = [
        (one, other)
        for one, other in zip(dutch, english, strict=True)
        if one["regel"] == other["regel"] == "paspoort-verloopt"
    ]
    ends = bench.city.today + timedelta(30)
    assert nl["titel"] == f"Uw paspoort verloopt op {in_woorden(ends, 'nl')}"
    assert en["titel"] == f"Your passport expires on {in_woorden(ends, 'en')}"
    assert nl["tekst"].startswith("Maak op tijd een afspraak") and en["tekst"].startswith("Make an appointment")


async def test_that_there_may_be_more_is_said_in_the_language_that_is_asked(bench: Workbench) -> None:
    dutch, english = [(await meldingen(bench, identity_of("jan"), language))[0] for language in ("nl", "en")]
    assert dutch["soort"] == english["soort"] == "HOGER_NIVEAU" and dutch["id"] == english["id"]
    assert dutch["titel"].startswith("Log in met een hoger niveau")
    assert english["titel"].startswith("Log in at a higher level")


async def test_a_melding_that_a_department_wrote_in_dutch_only_stays_dutch(bench: Workbench) -> None:
    for language in ("nl", "en", "de"):
        titles = [each["titel"] for each in await meldingen(bench, identity_of("fatima"), language)]
        assert "Uw gft-bak wordt op een andere dag geleegd" in titles


async def test_a_query_over_the_highest_cost_is_not_executed(tmp_path: Path) -> None:
    async with workbench(tmp_path, cost=60) as bench:
        query = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
          aanvragen(eerste: 5) { knopen { statushistorie { sinds } } } } }"""
        dear = await bench.ask("dienst", query, bsns=["999900006"] * 50)
        assert dear.codes == {"": "TE_DUUR"} and "data" not in dear.body and dear.wires == []
        assert (await bench.ask("dienst", query, bsns=["999900006"])).data["personen"][0]["aanvragen"]


async def test_an_argument_says_the_language_whatever_the_headers_say(bench: Workbench) -> None:
    ask = "query ($t: Taal) { mij(taal: $t) { meldingen { titel } themas { titel } facturen(eerste: 0) { volgende } } }"
    english = await bench.post({"query": ask}, {"authorization": f"Bearer {bench.token(JAN)}", "accept-language": "en"})
    named = await bench.ask(JAN, ask, t="EN")
    assert named.data == english.data and "Parking" in str(named.data)
    assert named.body["errors"][0]["message"] == english.body["errors"][0]["message"] == "Ask for 1 to 100."
    assert "Parkeren" in str((await bench.ask(JAN, ask, t="NL")).data)


async def test_an_operation_has_one_language(bench: Workbench) -> None:
    answer = await bench.ask("jan", "{ a: mij(taal: NL) { leeftijd } b: mij(taal: EN) { leeftijd } }")
    assert answer.codes == {"b": "ONGELDIGE_INVOER"} and answer.data["a"]["leeftijd"]
