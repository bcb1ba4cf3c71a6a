"""The stand-in of the Objects API to ask questions of."""

import json
from datetime import date
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.city import PERSONAS, City
from sources.objecten.stub import CREDENTIALS, MELDING, TAAK, stub_app

__all__ = [
    *("BASE", "BSN", "CITY", "CRS", "HOST", "NOWHERE", "TASK", "TOKEN", "TYPE", "UUIDS"),
    *("ask", "of", "search", "told"),
]

CITY = City(2026, date(2026, 11, 23))
BSN = {persona.name: persona.bsn for persona in PERSONAS}
BASE, HOST = "/api/v2", "http://objecten.test"
TYPE = f"{HOST}{BASE}/objecttypes/{MELDING}"
TASK = f"{HOST}{BASE}/objecttypes/{TAAK}"
NOWHERE = "00000000-0000-4000-8000-000000000000"
TOKEN = {"Authorization": f"Token {CREDENTIALS['secret']}"}
CRS = {"Content-Crs": "EPSG:4326"}
UUIDS = [notice.object_uuid for notice in CITY.notices.of(CITY.index(BSN["wim"]) or 0)]


async def ask(line: str, body: Any = None, headers: dict[str, str | None] | None = None, *, quirks: bool = True) -> Any:
    """Send "GET /objecttypes" with what the API asks for; a header that is None is left out."""
    method, _, path = line.partition(" ")
    usual = {**TOKEN, **CRS, **({"Content-Type": "application/json"} if method == "POST" else {}), **(headers or {})}
    app = Starlette(routes=[Mount(BASE, stub_app(CITY, quirks=quirks))])
    content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    sent = {name: value for name, value in usual.items() if value is not None}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as client:
        return await client.request(method, BASE + path, content=content, headers=sent)


async def search(*data_attrs: str, query: str = "", quirks: bool = True, **more: Any) -> Any:
    """The answer to a search for messages that is 200."""
    body = {"type": TYPE, **({"data_attrs": ",".join(data_attrs)} if data_attrs else {}), **more}
    answer = await ask(f"POST /objects/search{query}", body, quirks=quirks)
    assert answer.status_code == 200, answer.text
    return answer.json()


def of(*names: str) -> str:
    """The expression that an object is of one of these personas."""
    return f"belanghebbende__value__in__{'|'.join(BSN[name] for name in names)}"


def told(found: Any) -> list[dict[str, Any]]:
    """What the objects of an answer hold."""
    return [row["record"]["data"] for row in found["results"]]
