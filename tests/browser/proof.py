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
from pathlib import Path
from typing import Any

from settings import ROOT
from tests.browser.client import AWAY, city, faultless, used
from tests.browser.screens import AGENT, APP, WEB, Screen, looks
from tests.proofs import circumstances

__all__ = ["main"]

PAGE, PICTURES = ROOT / "docs" / "proofs" / "screens.md", ROOT / "docs" / "screens"
KEPT = ROOT / ".mijndenhaag" / "proof-screens"
WIDTHS = (1280, 390, 320)
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
STATES = ("data", "loading", "empty", "down", "ending")
CLIENTS = {"web": WEB, "app": APP, "agent": AGENT}
WHO = {"web": ("digid", "Jan"), "app": ("digid", "Jan"), "agent": ("medewerkers", "Agnes")}
NOBODY = "Willemijn"  # of whom the registries have least


_WHAT = f"""Each page at {", ".join(map(str, WIDTHS))} px, in Dutch and English, in five states: with data, loading,
of a resident of whom there is little, with the registry that it needs down, and with the session about to end. At each
look: no finding of axe (WCAG 2.0 to 2.2, A and AA, and best practice), nothing over the edge, one h1 and no level of
heading left out, named landmarks, no error in the console, no request to another host, no number of anybody in an
address. Figures are looks. `make proof-screens` does it again."""


async def _seen(client: str, language: str, state: str, pictures: Path) -> list[dict[str, Any]]:
    """The looks at all pages of a client in one language and state."""
    way, persona = WHO[client]
    screens = CLIENTS[client]
    niveau = None if client == "agent" else "Substantieel"
    job: dict[str, Any] = {"way": way, "niveau": niveau, "locale": LOCALES[language], "axe": True}
    settings = {"session_idle": 119} if state == "ending" else {}
    if state in ("loading", "empty", "ending"):  # where nothing can be clicked
        screens = tuple(screen for screen in screens if not screen.click and not screen.steps)
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        async with city(Path(folder), **settings) as (bench, origin):
            for registry, some in _by_registry(screens) if state == "down" else [("", screens)]:
                bench.tap.faults = {registry: AWAY} if registry else {}
                steps = looks(some, WIDTHS)
                if state == "loading":
                    steps = [{"stall": True}, *({**step, "settled": False, "wait": 500} for step in steps)]
                if state == "ending":
                    steps = [{**step, "until": "dialog[open]"} for step in steps]
                if state == "data" and language == "nl":
                    job = {**job, "pictures": str(pictures), "scale": 0.5}
                who = NOBODY if state == "empty" and client != "agent" else persona
                seen = await used(origin, who, steps, **job)
                faultless(seen, "jan")
                found += seen["looks"]
    return found


def _by_registry(screens: tuple[Screen, ...]) -> Iterator[tuple[str, tuple[Screen, ...]]]:
    for registry in sorted({screen.registry for screen in screens if screen.registry}):
        yield registry, tuple(screen for screen in screens if screen.registry == registry)


async def _all() -> dict[str, int]:
    KEPT.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = {}
    for client in CLIENTS:
        for language in LOCALES:
            for state in STATES:
                name = f"{client}-{language}-{state}"
                kept = KEPT / f"{name}.json"
                if not kept.is_file():
                    pictures = KEPT / "pictures"
                    kept.write_text(json.dumps(len(await _seen(client, language, state, pictures))))
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
            ["", client, language, *(str(counts[f"{client}-{language}-{state}"]) for state in STATES), ""]
        ).strip()
        for client in CLIENTS
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
