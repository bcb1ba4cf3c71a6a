"""The ZGW stand-ins as one zaaksysteem to ask questions of, and its answers beside those that were recorded."""

import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.applications import Starlette
from starlette.routing import Mount

from sources.besluiten import stub as besluiten
from sources.catalogi import stub as catalogi
from sources.city import City
from sources.documenten import stub as documenten
from sources.zaken import stub as zaken

__all__ = ["BSN", "ORIGIN", "Recording", "Zaaksysteem", "differences", "token", "uuid_of"]

BSN = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
ORIGIN = "http://openzaak.test"
CRS = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}


def token(client: str = zaken.STUB_CLIENT, secret: str = zaken.STUB_SECRET, age: int = 0, **claims: Any) -> str:
    """A ZGW token that was issued `age` seconds ago."""
    named = {"iss": client, "client_id": client, "user_id": "", "user_representation": ""}
    issued = {**named, "iat": int(time.time()) - age, **claims}
    return jwt.encode({"alg": "HS256"}, issued, OctKey.import_key(secret), algorithms=["HS256"])


def uuid_of(url: str) -> str:
    """The uuid at the end of a URL."""
    return url.rpartition("/")[2]


class Zaaksysteem:
    """All four stand-ins at one host, with a client that does what Open Zaak asks for unless told otherwise."""

    def __init__(self, city: City, *, quirks: bool = True) -> None:
        stubs = {
            "zaken": zaken.stub_app,
            "catalogi": catalogi.stub_app,
            "documenten": documenten.stub_app,
            "besluiten": besluiten.stub_app,
        }
        app = Starlette(routes=[Mount(f"/{name}/api/v1", stub(city, quirks=quirks)) for name, stub in stubs.items()])
        self.city = city
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN)

    async def ask(
        self,
        line: str,
        body: Any = None,
        headers: dict[str, str | None] | None = None,
        client: str = zaken.STUB_CLIENT,
    ) -> httpx.Response:
        """Send "GET /zaken/api/v1/zaken"; a header that is None is left out."""
        method, _, url = line.partition(" ")
        usual = {"Accept": "application/json", **CRS, "Authorization": f"Bearer {token(client)}", **(headers or {})}
        sent = {name: value for name, value in usual.items() if value is not None}
        if method == "POST":
            sent.setdefault("Content-Type", "application/json")
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = self._client.build_request(method, url, content=content)
        for name in ("accept", "accept-encoding", "user-agent"):
            del request.headers[name]
        request.headers.update(sent)
        return await self._client.send(request)

    async def json(self, line: str, body: Any = None, client: str = zaken.STUB_CLIENT) -> Any:
        """The body of an answer that is 200."""
        answer = await self.ask(line, body, client=client)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def zaken(self, query: str = "", client: str = zaken.STUB_CLIENT) -> Any:
        """A page of GET /zaken."""
        return await self.json(f"GET /zaken/api/v1/zaken?{query}", client=client)

    async def search(self, body: dict[str, Any], query: str = "") -> Any:
        """A page of POST /zaken/_zoek."""
        return await self.json(f"POST /zaken/api/v1/zaken/_zoek?{query}", body)


@dataclass(frozen=True)
class Recording:
    """One recorded exchange with Open Zaak."""

    name: str
    line: str
    headers: dict[str, str]
    sent: Any
    status: int
    content_type: str | None
    etag: bool
    body: Any = field(repr=False)

    @classmethod
    def read(cls, file: Path) -> "Recording":
        """The exchange in this file."""
        told = json.loads(file.read_text())
        answered = {name.lower(): value for name, value in told["response_headers"]}
        request = told["request"]
        line = re.sub(r"http://127\.0\.0\.1:8001", ORIGIN, request["line"])
        return cls(
            file.stem,
            line,
            request["headers"],
            request["body"],
            told["status"],
            answered.get("content-type"),
            "etag" in answered,
            told["body"],
        )


def differences(ours: Any, theirs: Any) -> list[str]:
    """Where our body has another shape than theirs: keys, and kinds of values. What either has nothing of is alike."""
    return list(_differences(_shape([ours]), _shape([theirs]), "body"))


def _shape(values: list[Any]) -> Any:
    """All values of one place as one: objects by their keys together, lists by their items, the rest by kind."""
    said = [value for value in values if value is not None]
    if not said:
        return None
    if all(isinstance(value, dict) for value in said):
        keys = {key for value in said for key in value}
        return {key: _shape([value[key] for value in said if key in value]) for key in keys}
    if all(isinstance(value, list) for value in said):
        return [_shape([item for value in said for item in value])]
    kinds = {bool: "boolean", int: "number", float: "number", str: "text", dict: "object", list: "list"}
    return " or ".join(sorted({kinds[type(value)] for value in said}))


def _differences(ours: Any, theirs: Any, where: str) -> list[str]:
    if ours is None or theirs is None:
        return []
    if isinstance(ours, dict) and isinstance(theirs, dict):
        found = [f"{where}.{key}: only {'ours' if key in ours else 'theirs'}" for key in ours.keys() ^ theirs.keys()]
        return found + [
            d for key in ours.keys() & theirs for d in _differences(ours[key], theirs[key], f"{where}.{key}")
        ]
    if isinstance(ours, list) and isinstance(theirs, list):
        return _differences(ours[0], theirs[0], f"{where}[]")
    return [] if ours == theirs else [f"{where}: {ours} where theirs is {theirs}"]
