"""The workplace of agents in a real browser: the resident's own screen in two clicks, nothing personal beside it."""

from pathlib import Path
from typing import Any

from tests.browser.client import city, faultless
from tests.browser.screens import AGENT, OPENED, SOUGHT, looks
from tests.browser.test_web_walks import KEPT, NOTHING

WIDTHS = (1280, 320)
WAY = "medewerkers"
TEXT = "document.querySelector('{}').innerText.split('\\n').map((line) => line.trim()).filter(Boolean)"


async def test_every_page_is_accessible_and_fits(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        seen = await served.used("Agnes", looks(AGENT, WIDTHS), way=WAY, axe=True)
    faultless(seen, "jan")
    assert len(seen["looks"]) == len(AGENT) * len(WIDTHS)


async def test_a_registry_that_is_down_is_told_where_it_is_missed(tmp_path: Path) -> None:
    screens = tuple(screen for screen in AGENT if screen.registry)
    async with city(tmp_path) as served:
        seen = await served.used("Agnes", looks(screens, WIDTHS, "down"), way=WAY, axe=True)
    faultless(seen, "jan")
    assert [look["name"] for look in seen["looks"] if not look["faults"]] == []


async def test_two_clicks_lead_to_the_screen_of_the_resident(tmp_path: Path) -> None:
    """Search, and open: what stands in the frame is what the resident reads, to the letter. By DigiD midden and for
    another purpose both may see the same (tests/e2e/test_one_view.py); an agent has no level to raise."""
    other = {"pick": [SOUGHT[0]["pick"][0], "OVERIG"]}
    async with city(tmp_path) as served:
        mine = await served.used("Jan", [{"go": "/"}, {"evaluate": TEXT.format("main")}], niveau="Midden", width=1440)
        steps: list[dict[str, Any]] = [
            {"go": "/medewerker/"},
            other,
            *OPENED[1:],
            {"evaluate": TEXT.format(".view__page")},
        ]
        theirs = await served.used("Agnes", steps, way=WAY, width=1440)
    assert sum("click" in step for step in OPENED) == 2 and sum("click" in step for step in SOUGHT) == 1
    raises = ["Log in met een hoger niveau om te zien of er meer voor u is", "Log in met een hoger niveau"]
    assert theirs["answers"][0] == [line for line in mine["answers"][0] if line not in raises]
    assert {*raises, "Lopende aanvragen"} <= set(mine["answers"][0])


async def test_of_an_organisation_that_calls_the_pages_are_those_of_the_entrepreneur(tmp_path: Path) -> None:
    """Its bills and taxes, for a purpose for which both may see them, and a request that opens within the frame."""
    pages, verified = ("Rekeningen", "Belasting en WOZ"), SOUGHT[1]
    async with city(tmp_path) as served:
        frame = TEXT.format(".view__page")  # links to other websites come last, and nothing holds their place
        menu = 'nav a:has(> span:text-is("{}"))'
        own = [{"click": menu.format(page), "wait": 800, "evaluate": TEXT.format("main")} for page in pages]
        mine = await served.used("Bakkerij", [{"go": "/"}, *own], way="eherkenning", width=1440)
        steps: list[dict[str, Any]] = [
            {"go": "/medewerker/"},
            {"pick": [SOUGHT[0]["pick"][0], "BELASTINGEN"]},
            verified,
            {"choose": "Organisatie"},
            {"fill": [".search__fields input", "90001001"]},
            *OPENED[-2:],
            *({"click": f".view {menu.format(page)}", "wait": 800, "evaluate": frame} for page in pages),
            {"click": f".view {menu.format('Aanvragen')}", "until": ".view .card__title a"},
            {"click": ".view .card__title a", "look": "request"},
        ]
        theirs = await served.used("Agnes", steps, way=WAY, width=1440)
    faultless(theirs, "jan")
    assert theirs["answers"] == mine["answers"] and all(len(text) > 10 for text in mine["answers"])
    assert "Hoe lang het mag duren" in theirs["looks"][0]["text"] and theirs["looks"][0]["faults"] == []


async def test_nothing_of_who_calls_is_in_an_address_a_title_or_what_is_kept(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        steps: list[dict[str, Any]] = [
            {"go": "/medewerker/"},
            *OPENED,
            {"click": ".view .card__title a", "look": "request"},
            {"evaluate": KEPT},
            {"evaluate": "[location.href, history.length]"},
        ]
        seen = await served.used("Agnes", steps, way=WAY)
    faultless(seen, "jan")
    kept, (address, _) = seen["answers"]
    assert kept == NOTHING and address == f"{served.origin}/medewerker/"
    assert "Berg" not in seen["looks"][0]["title"]


async def test_it_is_worked_with_the_keyboard_alone(tmp_path: Path) -> None:
    """Enter searches and opens, a slash goes back to the search, Alt and a number to a caller."""
    pick, verified, number, _ = SOUGHT
    async with city(tmp_path) as served:
        steps: list[dict[str, Any]] = [
            {"go": "/medewerker/"},
            pick,
            verified,
            number,
            {"press": "Enter", "until": ".found__open"},
            {"tab": "Open"},
            {"press": "Enter", "until": ".view"},
            {"press": "/", "look": "search"},
            {"press": "Tab"},  # out of the field, in which a slash would be text
            {"press": "Alt+1", "look": "caller"},
        ]
        seen = await served.used("Agnes", steps, way=WAY)
    search, caller = seen["looks"]
    assert "Wie belt er?" in search["text"] and search["focus"] in ("SELECT", "INPUT")
    assert "Zo ziet" in caller["text"]
