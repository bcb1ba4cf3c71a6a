"""The pages of the app in a real browser, at two widths, whole and with a registry down."""

from pathlib import Path

from tests.browser.client import city, faultless
from tests.browser.screens import APP, looks

WIDTHS = (1280, 320)


async def test_every_page_is_accessible_and_fits_and_says_which_part_is_not_there(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        seen = await served.used("Jan", looks(APP, WIDTHS), niveau="Midden", axe=True)
        faultless(seen, "jan")
        assert {look["name"]: look["faults"] for look in seen["looks"] if look["faults"]} == {}, "all is well"
        screens = tuple(screen for screen in APP if screen.registry)
        seen = await served.used("Jan", looks(screens, WIDTHS, "down"), niveau="Midden", axe=True)
    faultless(seen, "jan")
    assert [look["name"] for look in seen["looks"] if not look["faults"]] == []
