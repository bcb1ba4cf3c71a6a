"""A page that the service makes itself: without script, in Dutch or English, with the look of the clients."""

import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from auth.headers import guarded
from auth.language import Language

__all__ = ["NAME", "STYLE", "button", "links", "page", "style"]

NAME = "Mijn Den Haag"
STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
_PLACE = "/stijl.css"
_LINK = f"{_PLACE}?{hashlib.sha256(STYLE.encode()).hexdigest()[:12]}"  # another address for another style

_FOOTER: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "nl": (("tel:14070", "Bel 14070"), ("/toegankelijkheid", "Toegankelijkheid"), ("/privacy", "Privacy")),
    "en": (
        ("tel:+31703533000", "Call +31 70 353 30 00"),
        ("/toegankelijkheid", "Accessibility"),
        ("/privacy", "Privacy"),
    ),
}


def page(language: Language, title: str, main: str, status: int = 200, *, forms: Sequence[str] = ()) -> Response:
    """A whole page; `main` is HTML already, `forms` are origins to which a form may lead in the end."""
    title = escape(title)
    about = "Over deze website" if language == "nl" else "About this website"
    rows = "".join(f'<li><a href="{path}">{text}</a></li>' for path, text in _FOOTER[language])
    return HTMLResponse(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} - {NAME}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{_LINK}"></head><body>'
        f'<header class="header"><div class="header__inner"><a class="header__name" href="/">{NAME}</a></div></header>'
        f"<main><h1>{title}</h1>{main}</main>"
        f'<footer class="footer"><nav aria-label="{about}"><ul>{rows}</ul></nav></footer></body></html>',
        status,
        {
            **guarded(style_src=("'self'",), img_src=("data:",), form_action=("'self'", *forms)),
            "cache-control": "no-store",
            "content-language": language,
            "vary": "Accept-Language",
        },
    )


def links(*ways: tuple[str, str]) -> str:
    """Ways on, each a path and its text in HTML; the first is the one that most will take."""
    rows = "".join(
        f'<a class="knop{"" if place else " eerst"}" href="{escape(path)}">{text}</a>'
        for place, (path, text) in enumerate(ways)
    )
    return f'<div class="knoppen">{rows}</div>'


def button(path: str, text: str) -> str:
    """A form that is one button."""
    return f'<form method="post" action="{escape(path)}"><button>{text}</button></form>'


def style() -> Route:
    """Where the style sheet is."""

    async def css(request: Request) -> Response:
        kept = "public, max-age=31536000, immutable" if request.url.query else "no-cache"
        return Response(STYLE, media_type="text/css", headers={"cache-control": kept, **guarded()})

    return Route(_PLACE, css)
