"""What this website says of itself: how accessible it is, what it keeps of whom, what to do without JavaScript."""

import tomllib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.language import Language, language_of
from auth.page import button, links, page

__all__ = ["TEXTS", "statements"]

# By page and language; the texts are ours, and may hold links.
TEXTS: Mapping[str, Mapping[Language, Mapping[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "verklaringen.toml").read_text(encoding="utf-8")
)
_WORDS: Mapping[Language, tuple[str, str]] = {
    "nl": ("Naar Mijn Den Haag", "Uitloggen"),
    "en": ("To Mijn Den Haag", "Log out"),
}


def statements(forms: Sequence[str] = ()) -> list[Route]:
    """Where they are; `forms` are the origins to which a form of log-out leads in the end."""
    return [Route(f"/{name}", _shown(name, forms)) for name in TEXTS]


def _shown(name: str, forms: Sequence[str]) -> Callable[[Request], Awaitable[Response]]:
    async def show(request: Request) -> Response:
        language = language_of(request.headers)
        told, (home, out) = TEXTS[name][language], _WORDS[language]
        html = "".join(_part(**each) for each in told["parts"])
        if name == "zonder-javascript":  # nothing else of ours lets them out
            html += f'{links(("/", home))}<div class="knoppen">{button("/uitloggen", out)}</div>'
        return page(language, told["title"], html, forms=forms)

    return show


def _part(text: str = "", heading: str = "", list: Sequence[str] = ()) -> str:
    rows = "".join(f"<li>{each}</li>" for each in list)
    return (f"<h2>{heading}</h2>" if heading else "") + (f"<ul>{rows}</ul>" if rows else f"<p>{text}</p>")
