"""The pages of the app in a real browser, at two widths, whole and with a registry down."""

from pathlib import Path

from tests.browser.client import AWAY, city, faultless, used
from tests.browser.screens import APP, looks

WIDTHS = (1280, 320)


async def test_every_page_is_accessible_and_fits_and_says_which_part_is_not_there(tmp_path: Path) -> None:
    async with city(tmp_path) as (bench, origin):
        seen = await used(origin, "Jan", looks(APP, WIDTHS), niveau="Midden", axe=True)
        faultless(seen, "jan")
        assert {look["name"]: look["faults"] for look in seen["looks"] if look["faults"]} == {}, "all is well"
        for screen in APP:
            bench.tap.faults = {str(screen.registry): AWAY}
            seen = await used(origin, "Jan", looks((screen,), WIDTHS), niveau="Midden", axe=True)
            faultless(seen, "jan")
            assert all(look["faults"] for look in seen["looks"]), screen.name
