"""The proof: every page in every width, language and state. `make proof-screens` writes `docs/proofs/screens.md`.

It is resumed where it was stopped: what was seen is kept by client, language and state until the page is written.
"""

import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from settings import ROOT
from tests.browser.client import city, faultless
from tests.browser.screens import AGENT, APP, ORGANISATION, SERVICE, WEB, Screen, agent, looks
from tests.proofs import circumstances

__all__ = ["main"]

PAGE, PICTURES = ROOT / "docs" / "proofs" / "screens.md", ROOT / "docs" / "screens"
KEPT = ROOT / ".mijndenhaag" / "proof-screens"
WIDTHS = (1280, 390, 320)
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
STATES = ("data", "loading", "empty", "down", "ending")
IDLE = 124  # seconds of a session that is about to end: 4 more than are told of, to do the last step in


@dataclass(frozen=True)
class Visit:
    """Who looks at which pages: how they log in, the states that these pages have."""

    screens: tuple[Screen, ...]
    way: str = ""
    persona: str | None = None
    niveau: str | None = None
    states: tuple[str, ...] = STATES


VISITS = {
    "web": Visit(WEB, "digid", "Jan", "Substantieel"),
    "organisation": Visit(ORGANISATION, "eherkenning", "Bakkerij"),
    "no number": Visit((Screen("zonder-nummer", "/"),), "eidas", "Pierre", states=("data", "ending")),
    "app": Visit(APP, "digid", "Jan", "Substantieel"),
    "agent": Visit(AGENT, "medewerkers", "Agnes"),
    "service": Visit(SERVICE, states=("data",)),
}

_WHAT = f"""Each page at {", ".join(map(str, WIDTHS))} px, in Dutch and English, in five states: with data, loading,
of somebody of whom there is little, with the registry that it needs down, and with the session about to end. At each
look: no finding of axe (WCAG 2.0 to 2.2, A and AA, and best practice), nothing over the edge, one h1 and no level of
heading left out, named landmarks, no error in the console, no request to another host, no number of anybody in an
address. Figures are looks; a dash where there is no such state: who comes without a number has no data, and a page
that the service makes itself asks for none. `make proof-screens` does it again."""


async def _seen(visit: Visit, language: str, state: str, pictures: Path) -> list[dict[str, Any]]:
    """The looks at all pages of a visit in one language and state."""
    job: dict[str, Any] = {"way": visit.way, "niveau": visit.niveau, "locale": LOCALES[language], "axe": True}
    if state == "data" and language == "nl":
        job |= {"pictures": str(pictures), "scale": 0.5}
    settings = {"session_idle": IDLE} if state == "ending" else {}
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        async with city(Path(folder), **settings) as served:
            for about, screens in _apart(visit.screens, state):
                persona = visit.persona
                if state == "empty" and visit.way == "medewerkers":
                    names = {screen.name for screen in screens}
                    screens = tuple(screen for screen in agent(about) if screen.name in names)
                elif state == "empty":
                    persona = about.capitalize()
                seen = await served.used(persona, looks(screens, WIDTHS, state), **job)
                faultless(seen, "jan", about)
                assert state != "down" or all(look["faults"] for look in seen["looks"]), "it says what is not there"
                found += seen["looks"]
    return found


def _apart(screens: tuple[Screen, ...], state: str) -> Iterator[tuple[str, tuple[Screen, ...]]]:
    """The pages that are looked at together, and the persona of whom these have little, if that is asked."""
    if state == "down":
        screens = tuple(screen for screen in screens if screen.registry)
    if state != "empty":
        yield "", screens
    else:
        for bare in sorted({screen.bare for screen in screens}):
            yield bare, tuple(screen for screen in screens if screen.bare == bare)


async def _all() -> dict[str, int]:
    KEPT.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for client, visit in VISITS.items():
        for language in LOCALES:
            for state in visit.states:
                name = f"{client}-{language}-{state}"
                kept = KEPT / f"{name}.json"
                if not kept.is_file():
                    pictures = KEPT / "pictures"
                    kept.write_text(json.dumps(len(await _seen(visit, language, state, pictures))))
                counts[name] = json.loads(kept.read_text())
                print(name, counts[name], flush=True)
    return counts


def main() -> int:
    """Look at everything; raises at the first page that is not as it should be."""
    began = time.monotonic()
    counts = asyncio.run(_all())
    PICTURES.mkdir(exist_ok=True)
    for picture in sorted((KEPT / "pictures").glob("*.png")):
        if picture.stem.endswith(("-1280", "-320")):
            shutil.copy(picture, PICTURES / picture.name)
    rows = "\n".join(
        " | ".join(
            ["", client, language, *(str(counts.get(f"{client}-{language}-{state}", "-")) for state in STATES), ""]
        ).strip()
        for client in VISITS
        for language in LOCALES
    )
    PAGE.write_text(f"""# Proof: every page of every client

{_WHAT}

{circumstances()}
| this run | {time.monotonic() - began:.0f} s, {sum(counts.values())} looks |

| client | language | {" | ".join(STATES)} |
|---|---|{"---|" * len(STATES)}
{rows}
""")
    shutil.rmtree(KEPT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
