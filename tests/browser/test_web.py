"""The portal in a real browser: every page at two widths, whole and with a registry down."""

from pathlib import Path

from tests.browser.client import city, faultless
from tests.browser.screens import WEB, looks

WIDTHS = (1280, 320)


async def test_every_page_is_accessible_and_fits(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        seen = await served.used("Jan", looks(WEB, WIDTHS), niveau="Substantieel", axe=True)
    faultless(seen, "jan")
    assert len(seen["looks"]) == len(WEB) * len(WIDTHS)
    titles = {look["path"]: look["title"] for look in seen["looks"]}
    assert len(set(titles.values())) == len(titles), "every page has a title of its own"
    assert {look["name"]: look["faults"] for look in seen["looks"] if look["faults"]} == {}, "all is well"


async def test_every_page_says_which_part_is_not_there(tmp_path: Path) -> None:
    """Each with its registry down: a block says so, and the page stays as accessible as it was."""
    screens = tuple(screen for screen in WEB if screen.registry)
    async with city(tmp_path) as served:
        seen = await served.used("Jan", looks(screens, WIDTHS, down=True), niveau="Substantieel", axe=True)
    faultless(seen, "jan")
    assert [look["name"] for look in seen["looks"] if not look["faults"]] == []
