"""The portal in a real browser: every page at two widths, whole and with a registry down."""

from pathlib import Path

from tests.browser.client import AWAY, city, faultless, used
from tests.browser.screens import WEB, looks

WIDTHS = (1280, 320)


async def test_every_page_is_accessible_and_fits(tmp_path: Path) -> None:
    async with city(tmp_path) as (_, origin):
        seen = await used(origin, "Jan", looks(WEB, WIDTHS), niveau="Substantieel", axe=True)
    faultless(seen, "jan")
    assert len(seen["looks"]) == len(WEB) * len(WIDTHS)
    titles = {look["name"]: look["title"] for look in seen["looks"]}
    assert len(set(titles.values())) == len(titles), "every page has a title of its own"
    assert {look["name"]: look["faults"] for look in seen["looks"] if look["faults"]} == {}, "all is well"


async def test_every_page_says_which_part_is_not_there(tmp_path: Path) -> None:
    """Each with its registry down: a block says so, and the page stays as accessible as it was."""
    registries = sorted({screen.registry for screen in WEB if screen.registry})
    async with city(tmp_path) as (bench, origin):
        for registry in registries:
            bench.tap.faults = {registry: AWAY}
            theirs = tuple(screen for screen in WEB if screen.registry == registry)
            seen = await used(origin, "Jan", looks(theirs, WIDTHS), niveau="Substantieel", axe=True)
            faultless(seen, "jan")
            for look in seen["looks"]:
                assert look["faults"], f"{look['name']} says nothing of {registry}"
