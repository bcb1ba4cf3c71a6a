"""The pages that the service makes itself, in a real browser: for everybody, at every width, in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.served import portal
from tests.node import chromium, ran

PAGES = {
    "choice": "/inloggen",
    "provider": "/inloggen/eherkenning",
    "failed": "/inloggen/digid/terug",
    "goodbye": "/uitgelogd?reden=verlopen",
    "lost": "/inloggen/anders",
    "accessibility": "/toegankelijkheid",
    "privacy": "/privacy",
    "no-script": "/zonder-javascript",
}


@pytest.mark.parametrize(("width", "locale"), [(1280, "nl-NL"), (320, "nl-NL"), (320, "en-GB")])
async def test_the_pages_of_the_service_are_for_everybody(tmp_path: Path, width: int, locale: str) -> None:
    async with portal(tmp_path) as (_, origin):
        script = (Path(__file__).parent, "pages.mjs", chromium(), origin, str(width), locale, str(tmp_path))
        seen: dict[str, Any] = await ran(*script, json.dumps(PAGES))
    assert seen["pages"].keys() == PAGES.keys()
    for name, page in seen["pages"].items():
        assert page["violations"] == [], name
        assert page["wide"] <= 0 and page["large"] <= 0, f"{name} sticks out"
        assert len(page["heading"]) == 1 and page["heading"][0] in page["title"], name
        assert len(page["stops"]) > 2 and all(stop["outline"] for stop in page["stops"]), f"the focus shows on {name}"
        if name != "provider":  # a tool of a workbench, in Dutch
            assert page["lang"] == locale[:2]
            assert "Mijn Den Haag" in page["title"]
    assert seen["errors"] == []
    assert all(url.startswith((f"{origin}/", "data:")) for url in seen["requests"]), "nothing comes from elsewhere"
