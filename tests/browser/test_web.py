"""The portal in a real browser: every page at two widths, whole and with a registry down."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.client import city, faultless
from tests.browser.screens import ORGANISATION, WEB, Screen, looks

WIDTHS = (1280, 320)


PAGES: dict[str, tuple[tuple[Screen, ...], str, dict[str, Any]]] = {
    "resident": (WEB, "Jan", {"niveau": "Substantieel"}),
    "organisation": (ORGANISATION, "Bakkerij", {"way": "eherkenning"}),
}


@pytest.mark.parametrize("visitor", PAGES)
async def test_every_page_is_accessible_and_fits(visitor: str, tmp_path: Path) -> None:
    screens, persona, way = PAGES[visitor]
    async with city(tmp_path) as served:
        seen = await served.used(persona, looks(screens, WIDTHS), axe=True, **way)
    faultless(seen, "jan")
    assert len(seen["looks"]) == len(screens) * len(WIDTHS)
    titles = {look["path"]: look["title"] for look in seen["looks"]}
    assert len(set(titles.values())) == len(titles), "every page has a title of its own"
    assert {look["name"]: look["faults"] for look in seen["looks"] if look["faults"]} == {}, "all is well"


@pytest.mark.parametrize("visitor", PAGES)
async def test_every_page_says_which_part_is_not_there(visitor: str, tmp_path: Path) -> None:
    """Each with its registry down: a block says so, and the page stays as accessible as it was."""
    every, persona, way = PAGES[visitor]
    screens = tuple(screen for screen in every if screen.registry)
    async with city(tmp_path) as served:
        seen = await served.used(persona, looks(screens, WIDTHS, "down"), axe=True, **way)
    faultless(seen, "jan")
    assert [look["name"] for look in seen["looks"] if not look["faults"]] == []
