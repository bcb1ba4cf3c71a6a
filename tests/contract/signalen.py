"""The stand-in of Signalen to ask questions of."""

from datetime import date
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.city import PERSONAS, City
from sources.signalen.stub import CREDENTIALS, stub_app

__all__ = ["ACCOUNT", "BASE", "CITY", "HOST", "INDEX", "ask", "mailbox", "mounted", "reports"]

CITY = City(2026, date(2026, 11, 23))
INDEX = {persona.name: persona.index for persona in PERSONAS}
BASE, HOST = "/signals/v1", "http://signalen.test"
ACCOUNT: dict[str, str] = CREDENTIALS["headers"]


def mounted(*, quirks: bool) -> Starlette:
    """The stand-in where it lives."""
    return Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=quirks))])


async def ask(line: str, headers: dict[str, str] | None = None, *, quirks: bool = True) -> Any:
    """Send "GET /private/signals/" as our account."""
    method, _, path = line.partition(" ")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(mounted(quirks=quirks)), base_url=HOST) as client:
        return await client.request(method, BASE + path, headers=ACCOUNT if headers is None else headers)


def reports(name: str) -> list[Any]:
    """What a persona reported under an address, newest first."""
    return [each for each in CITY.reports.of(INDEX[name]) if each.address is not None]


def mailbox(name: str) -> str:
    """The address of a persona."""
    return CITY.reports.mailbox(INDEX[name])
