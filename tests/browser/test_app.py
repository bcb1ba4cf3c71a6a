"""The app in a real browser: what it keeps in use, without a connection, of an older version, and after log-out."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from settings import ROOT
from tests.browser.served import portal
from tests.leaks import leaks_in
from tests.node import chromium, ran

BUILT = ROOT / "clients" / "app" / "dist"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A copy of the build, which a walk may change; skips where there is no browser."""
    chromium()
    assert (BUILT / "index.html").is_file(), "the app is not built: npm run --prefix clients build"
    copy = tmp_path / "clients" / "app" / "dist"
    shutil.copytree(BUILT, copy)
    return copy


async def walked(tmp_path: Path, dist: Path, persona: str) -> dict[str, Any]:
    async with portal(tmp_path, clients=dist.parent.parent) as (_, origin):
        script = (Path(__file__).parent, "app.mjs")
        seen: dict[str, Any] = await ran(*script, chromium(), origin, str(dist), persona, seconds=150)
    assert all(url.startswith((f"{origin}/", "data:")) for url in seen["requests"]), "nothing comes from elsewhere"
    return seen


async def test_the_app_keeps_its_files_and_nothing_of_anybody(tmp_path: Path, dist: Path) -> None:
    files = {f"/app/assets/{each.name}" for each in (dist / "assets").iterdir()}
    seen = await walked(tmp_path, dist, "Jan")
    assert not seen["errors"]

    # its screens, at the width of a small telephone
    screens = seen["screens"]
    assert set(screens) == {"start", "requests", "request", "messages", "more", "offline", "back"}
    for name in ("start", "requests", "request", "messages", "more"):
        assert screens[name]["over"] <= 0, name
        assert len(screens[name]["targets"]) == 4 and min(screens[name]["targets"]) >= 56
    for text in ("Upload uw huurcontract", "uiterlijk", "Wij wachten op", "2 ongelezen berichten"):
        assert text in screens["start"]["text"]
    assert "Stuur ons binnen twee weken" in screens["messages"]["text"]
    assert "Jan Willem van den Berg" in screens["more"]["text"] and screens["more"]["title"].startswith("More")
    assert seen["download"]["failure"] is None and "/documenten/" in seen["download"]["url"]

    # what it keeps: no answer, no document, no page of somebody
    used = seen["kept"]["used"]
    assert seen["controlled"] and used["workers"] == 1
    [(version, kept)] = used["caches"].items()
    assert set(kept) == files | {"/app/offline.html"}
    assert (used["local"], used["session"], used["databases"]) == (["taal"], [], [])
    for text in used["texts"]:
        assert "van den Berg" not in text and "huurcontract" not in text
    for url in seen["requests"]:
        assert not [leak for leak in leaks_in(url) if not leak.startswith("eyJ")], "no address says who it is"

    # without a connection a page without data, and with one again the same screen
    offline, back = screens["offline"], screens["back"]
    assert "geen verbinding" in offline["text"] and "no connection" in offline["text"]
    assert "van den Berg" not in offline["text"] and "Wij hebben" not in offline["text"]
    assert back["url"] == offline["url"] and "Wij hebben nog gegevens nodig" in back["text"]

    # a newer version waits until the app is opened anew, and then it is the only one
    assert set(seen["kept"]["waiting"]["caches"]) == {version, "later"}
    assert set(seen["kept"]["renewed"]["caches"]) == {"later"}

    # after log-out there is nothing, and no way back to what was on the screen
    out = seen["kept"]["out"]
    assert out == {"caches": {}, "texts": [], "local": [], "session": [], "databases": [], "workers": 0}
    assert "__Host-sessie" not in seen["cookies"]
    assert "/inloggen" in seen["after"]["url"] and "van den Berg" not in seen["after"]["text"]
    assert seen["gone"]["url"].partition("?")[0].endswith(("/inloggen", "/uitgelogd"))
    assert "van den Berg" not in seen["gone"]["text"]
