"""Every way in, in a real browser, through the service's own log-in to the graph, and out again."""

import json
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from auth.ways import Way
from tests.browser.served import portal
from tests.browser.test_logging_in import WALKS
from tests.leaks import leaks_in
from tests.node import chromium, ran
from tests.trusted import trusting
from tests.workbench import Workbench, bsn_of

# What a browser asks with its session is a document that the service trusts.
ME = "{ sessie { rol niveau mandaat kvkNummer vestigingsnummer } mij { burgerservicenummer } }"
LEVEL = "{ sessie { niveau } mij { reisdocumenten { nummer } } }"
# What a session is after each walk: the role, the level, by what they act for whom, and whose dossier opens.
SESSIONS: dict[str, dict[str, Any]] = {
    "digid": {"rol": "INWONER", "niveau": "HOOG", "bsn": bsn_of("fatima")},
    "digid-machtigen": {"rol": "INWONER", "niveau": "MIDDEN", "mandaat": "MACHTIGING", "bsn": bsn_of("riet")},
    "ouderlijk-gezag": {"rol": "INWONER", "niveau": "MIDDEN", "mandaat": "OUDERLIJK_GEZAG", "bsn": bsn_of("tim")},
    "eherkenning": {
        "rol": "ONDERNEMER",
        "niveau": "SUBSTANTIEEL",
        "kvkNummer": "90001003",
        "vestigingsnummer": "000090000301",
    },
    "eherkenning-bewindvoering": {
        "rol": "ONDERNEMER",
        "niveau": "SUBSTANTIEEL",
        "mandaat": "BEWIND",
        "bsn": bsn_of("boris"),
    },
    "eidas": {"rol": "INWONER_EIDAS", "niveau": "SUBSTANTIEEL", "bsn": bsn_of("ingrid")},
    "eidas, pseudonym": {"rol": "EIDAS_ZONDER_BSN", "niveau": "SUBSTANTIEEL"},
    "medewerkers": {"rol": "MEDEWERKER_AFGESCHERMD", "niveau": "GEEN"},
}


def gate(tmp_path: Path) -> AbstractAsyncContextManager[tuple[Workbench, str]]:
    """The service, which trusts what is asked here."""
    return portal(tmp_path, documents=trusting(tmp_path, ME, LEVEL))


async def browsed(origin: str, screenshot: Path, *steps: dict[str, Any]) -> dict[str, Any]:
    """What a visitor sees; skips where there is no browser. No number, name or token stands in an address."""
    script = (Path(__file__).parent, "portal.mjs")
    seen: dict[str, Any] = await ran(*script, chromium(), origin, str(screenshot), json.dumps(steps))
    assert all(url.startswith((f"{origin}/", "data:")) for url in seen["requests"]), "nothing comes from elsewhere"
    assert not [leak for url in seen["requests"] for leak in leaks_in(url) if not leak.startswith("eyJ")]
    return seen


@pytest.mark.parametrize("walk", WALKS)
async def test_each_way_in_opens_what_it_is_for(tmp_path: Path, walk: str) -> None:
    way, steps, _ = WALKS[walk]
    if way is Way.OUDERLIJK_GEZAG:
        steps = {**steps, "niveau": "Midden"}
    async with gate(tmp_path) as (_, origin):
        begin, form = {"go": f"/inloggen/{way.value}?terug=/inloggen"}, {**steps, "button": "Inloggen"}
        seen = await browsed(origin, tmp_path / "page.png", begin, form, {"ask": ME})
    [answer] = seen["answers"]
    session, me = answer["data"]["sessie"], answer["data"]["mij"]
    expected = {"mandaat": None, "kvkNummer": None, "vestigingsnummer": None, **SESSIONS[walk]}
    bsn = expected.pop("bsn", None)
    assert {name: session[name] for name in expected} == expected
    assert (me and me["burgerservicenummer"]) == bsn
    assert seen["pages"][-1]["url"] == f"{origin}/inloggen", "back where it began"
    [cookie] = [each for each in seen["cookies"] if each["name"] == "__Host-sessie"]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"], cookie["path"]) == (True, True, "Lax", "/")
    assert seen["readable"] == "" and seen["storage"] == 0, "no page can read or keep who they are"
    assert not seen["errors"]


async def test_who_comes_at_too_low_a_level_or_turns_back_is_told_so(tmp_path: Path) -> None:
    async with gate(tmp_path) as (_, origin):
        low = await browsed(
            origin,
            tmp_path / "low.png",
            {"go": "/inloggen/digid"},
            {
                "persona": "Fatima",
                "niveau": "Midden",
                "fields": {"Wat gaat er fout?": "Het niveau is lager dan gevraagd"},
                "button": "Inloggen",
            },
            {"ask": ME},
        )
        back = await browsed(
            origin, tmp_path / "back.png", {"go": "/inloggen/digid"}, {"button": "Annuleren"}, {"ask": ME}
        )
    for seen in (low, back):
        assert seen["answers"][0]["data"]["sessie"] is None
        assert seen["pages"][1]["url"].startswith(f"{origin}/inloggen/digid/terug?")
        assert "Fatima" not in seen["pages"][1]["text"]
    assert low["pages"][1]["text"] != back["pages"][1]["text"]


async def test_nobody_logs_in_in_the_name_of_who_has_died(tmp_path: Path) -> None:
    async with gate(tmp_path) as (_, origin):
        form = {"persona": "Kees", "niveau": "Midden", "button": "Inloggen"}
        seen = await browsed(origin, tmp_path / "page.png", {"go": "/inloggen/digid"}, form, {"ask": ME})
    assert seen["answers"][0]["data"]["sessie"] is None and "overleden" in seen["pages"][1]["text"]


async def test_a_higher_level_is_the_same_person_and_opens_more(tmp_path: Path) -> None:
    ask = {"ask": LEVEL}
    again = {"go": "/inloggen/verhogen?niveau=SUBSTANTIEEL&terug=/inloggen"}
    async with gate(tmp_path) as (_, origin):
        seen = await browsed(
            origin,
            tmp_path / "page.png",
            {"go": "/inloggen/digid?terug=/inloggen"},
            {"persona": "Fatima", "niveau": "Midden", "button": "Inloggen"},
            ask,
            again,
            {"persona": "Fatima", "niveau": "Substantieel", "button": "Inloggen"},
            ask,
        )
    before, after = seen["answers"]
    assert before["data"] == {"sessie": {"niveau": "MIDDEN"}, "mij": {"reisdocumenten": None}}
    assert before["errors"][0]["extensions"]["niveau"] == "SUBSTANTIEEL"
    assert after["data"]["sessie"] == {"niveau": "SUBSTANTIEEL"} and after["data"]["mij"]["reisdocumenten"]


async def test_logging_out_ends_the_session_here_and_there(tmp_path: Path) -> None:
    async with gate(tmp_path) as (_, origin):
        seen = await browsed(
            origin,
            tmp_path / "page.png",
            {"go": "/inloggen/digid"},
            {"persona": "Fatima", "niveau": "Midden", "button": "Inloggen"},
            {"ask": ME},
            {"button": "Uitloggen"},
            {"ask": ME},
            {"button": "Uitloggen"},  # which the identity provider asks for itself
        )
    here, gone = seen["answers"]
    assert here["data"]["sessie"] and gone["data"]["sessie"] is None
    assert "__Host-sessie" not in {each["name"] for each in seen["cookies"]}
    assert seen["pages"][-1]["url"] == f"{origin}/uitgelogd" and not seen["errors"]


async def test_who_acts_for_another_goes_on_as_themselves(tmp_path: Path) -> None:
    async with gate(tmp_path) as (_, origin):
        seen = await browsed(
            origin,
            tmp_path / "page.png",
            {"go": "/inloggen/digid-machtigen"},
            {"persona": "Jan voor Riet", "niveau": "Midden", "button": "Inloggen"},
            {"ask": ME},
            {"alone": "Verder als uzelf"},
            {"ask": ME},
        )
    before, after = (each["data"] for each in seen["answers"])
    assert (before["mij"]["burgerservicenummer"], before["sessie"]["mandaat"]) == (bsn_of("riet"), "MACHTIGING")
    assert (after["mij"]["burgerservicenummer"], after["sessie"]["mandaat"]) == (bsn_of("jan"), None)
