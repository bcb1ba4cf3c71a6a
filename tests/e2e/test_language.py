"""What the service says itself comes in Dutch or English, by Accept-Language."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.workbench import Workbench, workbench

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


async def test_an_argument_out_of_bounds_is_said_without_its_value(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}", "accept-language": "en"}
    answer = await bench.post({"query": "{ mij { aanvragen(eerste: 12345) { volgende } } }"}, headers)
    assert answer.codes == {"mij.aanvragen": "ONGELDIGE_INVOER"} and answer.wires == []
    assert answer.body["errors"][0]["message"] == "Ask for 1 to 100 requests."


async def test_a_query_over_the_highest_cost_is_not_executed(tmp_path: Path) -> None:
    async with workbench(tmp_path, cost=60) as bench:
        query = """query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) {
          aanvragen(eerste: 5) { knopen { statushistorie { sinds } } } } }"""
        dear = await bench.ask("dienst", query, bsns=["999900006"] * 50)
        assert dear.codes == {"": "TE_DUUR"} and "data" not in dear.body and dear.wires == []
        assert (await bench.ask("dienst", query, bsns=["999900006"])).data["personen"][0]["aanvragen"]
