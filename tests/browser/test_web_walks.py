"""What people come for in the portal: with how few clicks, with the keyboard alone, and what is left when they go."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.browser.client import city, faultless
from tests.operations import operation
from tests.workbench import bsn_of

# What is left in the browser; the choice of a language is nobody's data, and is gone at log-out too.
KEPT = """Promise.all([caches.keys(), indexedDB.databases()]).then(([caches, databases]) => ({
  caches, databases, local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie,
}))"""
NOTHING = {"caches": [], "databases": [], "local": {}, "session": {}, "cookie": ""}


async def test_the_newest_document_is_one_click_and_a_status_none(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        steps = [{"go": "/", "look": "start"}, {"download": "a[download]"}]
        seen = await served.used("Jan", steps, niveau="Midden")
    faultless(seen, "jan")
    assert len(seen["downloads"]) == 1 and seen["downloads"][0]
    [start] = seen["looks"]
    assert "Wij wachten op een aanvulling van u" in start["text"], "a status is read without a click"


WALKS: dict[str, list[dict[str, Any]]] = {
    "a document": [
        {"tab": "Aanvragen"},
        {"press": "Enter"},
        {"tab": "Verhuizing doorgeven"},
        {"press": "Enter", "look": "a request"},
        {"tab": "Verzoek om informatie"},
        {"press": "Enter"},
    ],
    "a message": [{"tab": "Berichten"}, {"press": "Enter"}],
    "what to pay": [{"tab": "Rekeningen"}, {"press": "Enter"}],
    "who looked": [{"tab": "Wie keek"}, {"press": "Enter"}],
    "a search": [
        {"tab": "Zoeken"},
        {"press": "Enter"},
        {"tab": "Wat zoekt u?"},
        {"type": "verhuizing"},
        {"press": "Enter"},
    ],
}
TITLES = {
    "a request": "Verhuizing doorgeven",
    "a document": "Verhuizing doorgeven",
    "a message": "Berichten",
    "what to pay": "Rekeningen",
    "who looked": "Wie keek",
    "a search": "Zoeken",
}


async def test_the_main_tasks_are_done_with_the_keyboard_alone(tmp_path: Path) -> None:
    """The focus goes to the title of the page that one comes to, and past the menu by the first Tab."""
    async with city(tmp_path) as served:
        steps: list[dict[str, Any]] = [{"go": "/"}, {"press": "Tab"}, {"press": "Enter", "look": "past"}]
        for task, walk in WALKS.items():
            steps += [{"go": "/"}, *walk, {"wait": 300, "look": task}]
        seen = await served.used("Jan", steps, niveau="Midden")
    faultless(seen, "jan")
    past, *looks = seen["looks"]
    assert past["focus"] == "MAIN"
    assert all(look["title"].startswith(TITLES[look["name"]]) for look in looks)
    assert [look["focus"] for look in looks] == ["H1", "A", "H1", "H1", "H1", "INPUT"]
    assert len(seen["downloads"]) == 1
    assert "gevonden" in " ".join(looks[-1]["status"]), "who can't see it is told how much was found"


async def test_text_twice_as_large_and_forced_colours_still_fit(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        pages = ("/", "/aanvragen", "/gegevens", "/rekeningen")
        steps: list[dict[str, Any]] = [{"go": page, "look": page, "zoom": 2, "widths": [1280, 640]} for page in pages]
        steps.append({"go": "/", "forced": True, "look": "forced"})
        seen = await served.used("Jan", steps, niveau="Midden", axe=True)
    faultless(seen, "jan")


async def test_the_other_language_is_one_click_everywhere(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        other = {"click": "header button[lang=en]", "look": "start"}
        steps = [{"go": "/"}, other, {"go": "/rekeningen", "look": "bills"}]
        seen = await served.used("Jan", steps, niveau="Midden", axe=True)
    faultless(seen, "jan")
    assert [look["lang"] for look in seen["looks"]] == ["en", "en"]
    assert [look["headings"][0][1] for look in seen["looks"]] == ["Overview", "Bills"]


async def test_who_comes_back_sees_what_is_new_in_its_place(tmp_path: Path) -> None:
    """After half a minute all of the page is asked again, and not at each change of windows."""
    back = "void window.dispatchEvent(new Event('focus'))"
    bill = "document.querySelector('main').innerText.includes('Grafrechten')"
    async with city(tmp_path) as served:
        steps: list[dict[str, Any]] = [
            {"go": "/rekeningen"},
            {"evaluate": back},
            {"wait": 300, "evaluate": bill, "down": "facturen"},
            {"later": 31, "evaluate": back},
            {"until": ".alert--fault", "evaluate": bill},
            {"later": 31, "evaluate": back, "down": ""},
            {"wait": 500, "evaluate": bill},
        ]
        seen = await served.used("Jan", steps, niveau="Midden")
    bills = "sha256:" + sha256(operation("web/Rekeningen").encode()).hexdigest()
    assert [each["documentId"] for each in seen["asked"]].count(bills) == 3
    assert seen["answers"] == [None, True, None, False, None, True]


async def test_who_is_about_to_be_logged_out_is_told_and_can_stay(tmp_path: Path) -> None:
    """The session ends 124 seconds after the last request here: four seconds later there is a dialog."""
    async with city(tmp_path, session_idle=124) as served:
        steps: list[dict[str, Any]] = [
            {"go": "/"},
            {"until": "dialog[open]", "look": "ends"},
            {"press": "Enter"},
            {"wait": 500, "look": "stayed"},
            {"until": "dialog[open]", "look": "again"},
        ]
        seen = await served.used("Jan", steps, niveau="Midden", axe=True)
    faultless(seen, "jan")
    ends, stayed, again = seen["looks"]
    assert "U wordt zo uitgelogd" in ends["text"] and ends["focus"] == "BUTTON"
    assert "U wordt zo uitgelogd" not in stayed["text"]
    assert "U wordt zo uitgelogd" in again["text"]


async def test_nothing_of_anybody_is_left_after_log_out(tmp_path: Path) -> None:
    async with city(tmp_path) as served:
        steps: list[dict[str, Any]] = [
            {"go": "/"},
            {"click": "header button[lang=en]"},
            {"go": "/aanvragen"},
            {"click": ".card__title a"},
            {"evaluate": KEPT},
            {"out": True, "settled": False},
            {"evaluate": KEPT},
            {"evaluate": "history.length"},
            {"go": "/aanvragen", "settled": False, "wait": 500, "look": "after"},
        ]
        seen = await served.used("Jan", steps, niveau="Midden")
        name = await served.bench.ask("jan", "{ mij { naam { geslachtsnaam } } }")
    during, after, _ = seen["answers"]
    assert during == {**NOTHING, "local": {"taal": "en"}}
    assert after == NOTHING
    look = seen["looks"][0]
    assert look["path"].startswith("/inloggen") and name.data["mij"]["naam"]["geslachtsnaam"] not in look["text"]
    assert not any(bsn_of("jan") in url for url in seen["urls"]) and seen["strangers"] == []
