"""How a test knocks at the door: over httpx, or message by message where the wire matters."""

import asyncio
import json
from typing import Any

import httpx

from schema.endpoint import Endpoint
from schema.errors import Foutcode
from tests.leaks import watch

__all__ = ["JSON", "RESPONSE", "Line", "ask", "checked", "code", "send"]

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
CODES = {code.name for code in Foutcode}


async def send(
    app: Endpoint, content: bytes | str | None = None, *, method: str = "POST", **headers: str
) -> httpx.Response:
    """One request as it is, by default as JSON; header names with underscores for hyphens."""
    given = {"content-type": JSON} | {name.replace("_", "-"): value for name, value in headers.items()}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://graaf.test") as client:
        del client.headers["accept"], client.headers["user-agent"]
        return await client.request(
            method, "/graphql", content=content, headers={name: value for name, value in given.items() if value}
        )


async def ask(app: Endpoint, query: str | None = None, _headers: dict[str, str] | None = None, **body: Any) -> Any:
    """One GraphQL request; gives the response after checking that it says what every answer has to say."""
    if query is not None:
        body["query"] = query
    response = await send(app, json.dumps(body), **(_headers or {}))
    return checked(response)


def checked(response: httpx.Response) -> httpx.Response:
    """Every answer: typed errors with a text of ours, closed headers, `data` only where something was executed."""
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["vary"] == "Accept, Accept-Language"
    media, _, charset = response.headers["content-type"].partition("; ")
    assert (media in (JSON, RESPONSE), charset) == (True, "charset=utf-8")
    assert response.headers["content-length"] == str(len(response.content))
    answer = response.json()
    watch("errors of an answer", json.dumps(answer.get("errors"), ensure_ascii=False))
    assert set(answer) <= {"data", "errors", "extensions"}
    assert "data" in answer or answer["errors"]
    for error in answer.get("errors", ()):
        assert set(error) <= {"message", "locations", "path", "extensions"}
        assert error["message"]
        assert error["extensions"]["code"] in CODES
        assert isinstance(error["extensions"]["opnieuw"], bool)
        assert "path" not in error or "data" in answer
    return response


def code(response: httpx.Response) -> str:
    """The code of the one error that came instead of data."""
    answer = checked(response).json()
    assert "data" not in answer
    codes = {error["extensions"]["code"] for error in answer["errors"]}
    assert len(codes) == 1
    return str(codes.pop())


class Line:
    """One client at the level of ASGI: it sends its body, then nothing, until it goes away."""

    def __init__(self, body: bytes | None = None, **headers: str) -> None:
        self._body = body
        self._headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        self.gone = asyncio.Event()
        self.sent: list[Any] = []

    async def talk(self, app: Endpoint) -> None:
        """Send the request and keep what comes back in `sent`."""
        headers = [(b"content-type", b"application/json"), (b"host", b"graaf.test"), *self._headers]
        await app({"type": "http", "method": "POST", "headers": headers}, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.sent.append(message)
