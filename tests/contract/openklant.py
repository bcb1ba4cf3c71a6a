"""The stand-in of klantinteracties to ask questions of, a transport that leads an adapter to it, and one of a test."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.city import PERSONAS, City
from sources.core.belanghebbende import Belanghebbende
from sources.core.embedded import EmbeddedTransport
from sources.core.transport import Answer, Request
from sources.klantinteracties.adapter import KlantinteractiesAdapter
from sources.klantinteracties.stub import CREDENTIALS, stub_app
from tests.contract.wire import Whole, Wire, upstream

__all__ = [
    "BASE",
    "BSN",
    "CITY",
    "HOST",
    "NONE",
    "THEIRS",
    "TOKEN",
    "WHO",
    "WIE",
    "WITH",
    "Sent",
    "ask",
    "over",
    "uuid",
    "whose",
]

CITY = City(2026, date(2026, 11, 23))
BSN = {persona.name: persona.bsn for persona in PERSONAS}
BASE, HOST = "/klantinteracties/api/v1", "http://openklant.test"
TOKEN = {"Authorization": f"Token {CREDENTIALS['secret']}"}
WHO = "partijIdentificator__"
WITH = "hadBetrokkene__wasPartij__partijIdentificator__"
THEIRS = "999993653"  # of whom parties were recorded
WIE = Belanghebbende(THEIRS)
NONE = frozenset[str]()


def whose(prefix: str, bsn: str) -> dict[str, str]:
    """The four filters of one resident."""
    codes = {"codeObjecttype": "natuurlijk_persoon", "codeRegister": "brp", "codeSoortObjectId": "bsn"}
    return {f"{prefix}{name}": value for name, value in {**codes, "objectId": bsn}.items()}


async def ask(
    line: str, query: dict[str, str] | None = None, headers: dict[str, str | None] | None = None, *, quirks: bool = True
) -> httpx.Response:
    """Send "GET /partijen", with the token unless told otherwise; a header that is None is left out."""
    method, _, path = line.partition(" ")
    sent = {name: value for name, value in {**TOKEN, **(headers or {})}.items() if value is not None}
    app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=quirks))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as client:
        return await client.request(method, BASE + path, params=query, headers=sent)


class Sent(Whole):
    """A transport to the stand-in; it keeps the requests."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._transport = EmbeddedTransport(stub_app(CITY), HOST)

    async def send(self, request: Request, seconds: float) -> Answer:
        self.requests.append(request)
        return await self._transport.send(replace(request, headers={**request.headers, **TOKEN}), seconds)

    async def close(self) -> None: ...


def over(wire: Wire) -> KlantinteractiesAdapter:
    """An adapter that gets the answers of a test."""
    return KlantinteractiesAdapter(upstream("klantinteracties", wire))


def uuid(number: int) -> str:
    """The key of a row that a test makes up."""
    return str(UUID(int=number))
