"""GraphiQL in a real browser, against the real service: what its panel tells is what the registries were asked."""

import base64
import json
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from settings import ROOT
from tests.browser.served import listening
from tests.node import chromium, ran
from tests.workbench import workbench

BUILD = "npm ci --prefix clients --no-audit --no-fund && npm run --prefix clients build"


async def visited(page: str, screenshot: Path) -> dict[str, Any]:
    """What a visitor of GraphiQL sees; skips where there is no browser."""
    assert (ROOT / "clients" / "graphiql" / "dist" / "index.html").is_file(), f"GraphiQL is not built: {BUILD}"
    script = (Path(__file__).parent, "graphiql.mjs")
    seen: dict[str, Any] = await ran(*script, chromium(), page, str(screenshot))
    return seen


def codes(run: dict[str, Any]) -> set[str]:
    """The codes of the errors in an answer."""
    return {error["extensions"]["code"] for error in run["answer"].get("errors", ())}


async def test_the_panel_tells_what_the_registries_were_asked(tmp_path: Path) -> None:
    screenshot = tmp_path / "graphiql.png"
    async with workbench(tmp_path) as bench, listening(bench.service.app) as origin:
        before = len(bench.tap.wires)
        seen = await visited(f"{origin}/graphiql/", screenshot)
        asked = Counter(wire.registry for wire in bench.tap.wires[before:])
        bench.service.look()

    # the overview, as Jan
    assert seen["tabs"][0] == "Overzicht"
    run = seen["run"]
    assert (run["status"], run["persona"], run["niveau"]) == (200, "jan", "")
    assert run["answer"]["data"]["mij"] and "errors" not in run["answer"]
    panel, told = run["panel"], run["answer"]["extensions"]["uitvoering"]
    searched = Counter(seen["saved"]["panel"]["rows"])  # by the employee, in the question that was found
    assert searched and asked > searched, "nobody else after Jan made the service ask anything"
    asked -= searched
    assert panel["registries"] == asked
    assert panel["total"] == len(panel["rows"]) == asked.total() > 0
    assert Counter(panel["rows"]) == asked
    assert (panel["kosten"], panel["golven"]) == (told["kosten"], told["golven"])
    assert screenshot.stat().st_size > 10_000

    # each tab has somebody of its own, and figures of its own
    assert (seen["other"]["persona"], seen["other"]["panel"]["rows"]) == ("wim", [])
    assert (seen["low"]["persona"], seen["low"]["niveau"], seen["low"]["panel"]["rows"]) == ("wim", "LAAG", [])
    assert codes(seen["low"]) == {"HOGER_NIVEAU_NODIG"}
    assert (seen["nobody"]["persona"], codes(seen["nobody"])) == ("", {"NIET_INGELOGD"})
    assert (seen["back"]["persona"], seen["back"]["panel"]) == ("jan", panel)

    a_question_is_found_and_shared(seen, f"{origin}/graphiql/")

    # to itself
    assert {url for url in seen["requests"] if not url.startswith(f"{origin}/")} == set()
    assert seen["violations"] == [] and "script-src 'self';" in seen["policy"]
    assert seen["errors"] == []
    assert seen["kept"] == {} and seen["cookies"] == [] and seen["location"] == f"{origin}/graphiql/"
    tabs = json.loads(seen["session"]["graphiql:tabState"])["tabs"]
    assert {tab["response"] for tab in tabs} == {None}, "answers are kept nowhere"
    assert "eyJ" not in json.dumps(seen["session"]), "tokens neither"


def a_question_is_found_and_shared(seen: dict[str, Any], page: str) -> None:
    """Every saved question stands in the panel; a link to one holds its text, and nothing that is beside it."""
    saved, shared = seen["saved"], seen["shared"]
    folder = ROOT / "clients" / "graphiql" / "questions"
    assert sorted(saved["names"]) == sorted(
        str(path.relative_to(folder).with_suffix("")) for path in folder.glob("*/*.graphql")
    )
    assert all(title.strip() for title in saved["titles"])
    assert saved["persona"] == "agnes" and "Verhoeven" in saved["variables"] and "Verhoeven" not in saved["query"]
    assert saved["answer"]["data"]["zoekPersonen"] and "errors" not in saved["answer"]

    address, fragment = shared["url"].split("#vraag=")
    text = zlib.decompress(base64.urlsafe_b64decode(fragment + "=" * (-len(fragment) % 4)), wbits=-15).decode()
    assert (address, text) == (page, saved["query"]), "the whole link, and nothing else is in it"

    assert ["regel 1" in said for said in shared["refused"]] == [*[True] * 7, False]
    assert "#vraag=" in shared["figures"]["url"], "not every text in a question is about somebody"
    for followed in (shared["followed"], shared["elsewhere"]):
        assert (followed["query"], followed["variables"] or "", followed["location"]) == (text, "", page)
        assert "agnes" not in followed["headers"]
    assert shared["elsewhere"]["tabs"] == len(seen["tabs"]) + 1
    assert {(said["said"], said["tabs"], said["query"]) for said in shared["malformed"]} == {
        (shared["malformed"][0]["said"], shared["followed"]["tabs"], text)
    }, "no tab is opened, and nothing of an open one changes"
    assert "geen vraag" in shared["malformed"][0]["said"]
    assert {said["location"] for said in shared["malformed"]} == {page}


async def test_the_practice_city_is_looked_at_by_the_same_page_and_without_a_token(tmp_path: Path) -> None:
    async with workbench(tmp_path, oefenstad=True) as bench, listening(bench.service.app) as origin:
        before = len(bench.tap.wires)
        seen = await visited(f"{origin}/oefenstad/graphiql/", tmp_path / "graphiql.png")
        assert bench.tap.wires[before:] == [], "the other registries are asked nothing"

    a_question_is_found_and_shared(seen, f"{origin}/oefenstad/graphiql/")
    run = seen["run"]
    assert (run["status"], run["persona"]) == (200, "jan") and run["answer"]["data"]["mij"]
    assert run["panel"]["registries"] == Counter(run["panel"]["rows"]) and run["panel"]["total"] > 0
    assert codes(seen["low"]) == {"HOGER_NIVEAU_NODIG"} and codes(seen["nobody"]) == {"NIET_INGELOGD"}
    assert {url for url in seen["requests"] if not url.startswith(f"{origin}/oefenstad/")} == set()
    assert seen["violations"] == [] and seen["errors"] == [] and seen["cookies"] == []
