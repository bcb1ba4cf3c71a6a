"""A transport for adapter tests: it keeps what was sent and answers what the test prepared."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from sources.core.scope import Scope
from sources.core.transport import Answer, Request, Streamed
from sources.core.upstream import Upstream

__all__ = ["RUBBISH", "Whole", "Wire", "always", "json_answer", "scope_of", "upstream"]

Reply = Answer | BaseException
Registry = Callable[[Request], Reply]


class Whole:
    """A transport of which a body that is streamed is the whole of an answer, in pieces of four kilobytes."""

    async def send(self, request: Request, seconds: float) -> Answer:
        raise NotImplementedError

    @asynccontextmanager
    async def stream(self, request: Request, seconds: float, pause: float) -> AsyncIterator[Streamed]:
        answer = await self.send(request, seconds)

        async def pieces() -> AsyncIterator[bytes]:
            for place in range(0, len(answer.body), 4096):
                yield answer.body[place : place + 4096]

        yield Streamed(answer.status, answer.headers, pieces())


class Wire(Whole):
    """Hands each request to `registry`; an exception that it gives is raised. Each answer takes `seconds`."""

    def __init__(self, registry: Registry, seconds: float = 0.0) -> None:
        self.requests: list[Request] = []
        self.busiest = 0  # the most requests that were under way at once
        self._busy = 0
        self._registry, self._seconds = registry, seconds

    async def send(self, request: Request, seconds: float) -> Answer:
        self.requests.append(request)
        self._busy += 1
        self.busiest = max(self.busiest, self._busy)
        try:
            await asyncio.sleep(self._seconds)
        finally:
            self._busy -= 1
        reply = self._registry(request)
        if isinstance(reply, BaseException):
            raise reply
        return reply

    async def close(self) -> None: ...

    @property
    def bodies(self) -> list[Any]:
        """The JSON bodies sent, in order."""
        return [msgspec.json.decode(request.body) for request in self.requests if request.body is not None]


def always(answer: Answer) -> Wire:
    """A registry that gives this answer, whatever it is asked."""
    return Wire(lambda _: answer)


def upstream(registry: str, wire: Wire) -> Upstream:
    """The registry behind this wire, as it stands at an address of its own."""
    return Upstream(registry, wire, base_url=f"https://{registry}.example/api/")


def scope_of(seconds: float = 5.0) -> Scope:
    return Scope.lasting(seconds)


def json_answer(body: Any, status: int = 200, media_type: str = "application/json; charset=utf-8") -> Answer:
    return Answer(status, {"content-type": media_type}, msgspec.json.encode(body))


_HTML = b"<!DOCTYPE html><html><body>Server Error (500)</body></html>"

# What comes instead of an answer, and the name of the error that says so.
RUBBISH: dict[str, tuple[Answer, str]] = {
    "HTML 500": (Answer(500, {"content-type": "text/html"}, _HTML), "RegistryUnavailable"),
    "JSON 500": (json_answer({"detail": "kapot"}, 500), "RegistryUnavailable"),
    "no service": (Answer(503, {}, b""), "RegistryUnavailable"),
    "too often": (json_answer({"status": 429}, 429, "application/problem+json"), "RegistryUnavailable"),
    "refused": (json_answer({"code": "jwt-expired"}, 403), "RegistryUnavailable"),
    "HTML 200": (Answer(200, {"content-type": "text/html"}, _HTML), "RegistryInvalid"),
    "HTML that says JSON": (Answer(200, {"content-type": "application/json"}, _HTML), "RegistryInvalid"),
    "JSON that says text": (json_answer({}, media_type="text/plain"), "RegistryInvalid"),
    "no type": (Answer(200, {}, b"{}"), "RegistryInvalid"),
    "nothing": (Answer(200, {"content-type": "application/json"}, b""), "RegistryInvalid"),
    "half an answer": (
        Answer(200, {"content-type": "application/json"}, b'{"count": 1, "results": ['),
        "RegistryInvalid",
    ),
    "no UTF-8": (Answer(200, {"content-type": "application/json"}, b'{"results": ["\xff"]}'), "RegistryInvalid"),
    "a list": (json_answer([]), "RegistryInvalid"),
    "null": (json_answer(None), "RegistryInvalid"),
    "an empty object": (json_answer({}), "RegistryInvalid"),
    "rows of text": (json_answer({"count": 1, "results": ["x"], "personen": ["x"]}), "RegistryInvalid"),
    "rows as an object": (json_answer({"count": 1, "results": {}, "personen": {}}), "RegistryInvalid"),
    "a deep list": (
        Answer(200, {"content-type": "application/json"}, b"[" * 200_000 + b"]" * 200_000),
        "RegistryInvalid",
    ),
    "bad request": (json_answer({"code": "paramsValidation"}, 400, "application/problem+json"), "RegistryInvalid"),
    "not found": (json_answer({"code": "not_found"}, 404), "RegistryInvalid"),
    "precondition": (json_answer({"code": "missing-accept-crs"}, 412), "RegistryInvalid"),
    "moved": (Answer(302, {"location": "https://elsewhere.example/"}, b""), "RegistryInvalid"),
}
