"""What a registry may do instead of answering well: middlewares that stand before it, or in its place."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Fault", "answers", "only", "rewritten", "slow", "spoilt", "spoilt_json"]

Fault = Callable[[ASGIApp], ASGIApp]  # from the registry as it is to the registry as it fails


def answers(status: int, media: str, body: bytes, **headers: str) -> Fault:
    """It gives this answer, whatever it is asked; header names with underscores for hyphens."""
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    def fault(_: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await send(
                {
                    "type": "http.response.start",
                    "status": status,
                    "headers": [(b"content-type", media.encode()), *given],
                }
            )
            await send({"type": "http.response.body", "body": body})

        return answer

    return fault


def slow(seconds: float) -> Fault:
    """It answers well, but late."""

    def fault(registry: ASGIApp) -> ASGIApp:
        async def late(scope: Scope, receive: Receive, send: Send) -> None:
            await asyncio.sleep(seconds)
            await registry(scope, receive, send)

        return late

    return fault


def spoilt(change: Callable[[bytes], bytes]) -> Fault:
    """Its answer gets changed on the way back; status and headers stay."""

    def fault(registry: ASGIApp) -> ASGIApp:
        async def changed(scope: Scope, receive: Receive, send: Send) -> None:
            start: Message = {}
            body = b""

            async def keep(message: Message) -> None:
                nonlocal start, body
                if message["type"] == "http.response.start":
                    start = message
                else:
                    body += message.get("body", b"")

            await registry(scope, receive, keep)
            headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": change(body)})

        return changed

    return fault


def spoilt_json(change: Callable[[Any], Any]) -> Fault:
    """Its answer, as JSON, gets changed on the way back."""
    return spoilt(lambda body: json.dumps(change(json.loads(body))).encode())


def rewritten(change: Callable[[Any], Any]) -> Fault:
    """The JSON that it is asked with gets changed on the way there: it acts as if part of it were not said."""

    def fault(registry: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            body = await _body(receive)
            changed = json.dumps(change(json.loads(body))).encode() if body else body
            await registry(scope, _says(changed), send)

        return asked

    return fault


def only(when: Callable[[str, Any], bool], fault: Fault) -> Fault:
    """The fault shows only where this holds of path and JSON of the request."""

    def sometimes(registry: ASGIApp) -> ASGIApp:
        failing = fault(registry)

        async def choose(scope: Scope, receive: Receive, send: Send) -> None:
            body = await _body(receive)
            chosen = failing if when(scope["path"], json.loads(body) if body else None) else registry
            await chosen(scope, _says(body), send)

        return choose

    return sometimes


async def _body(receive: Receive) -> bytes:
    chunks, more = [], True
    while more:
        message = await receive()
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(chunks)


def _says(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
