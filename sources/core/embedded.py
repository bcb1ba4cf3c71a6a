"""Stand-ins in this process, behind the same interface as a registry on the network."""

import asyncio
import logging

from starlette.types import ASGIApp, Receive, Scope, Send

from sources.core.over_httpx import HttpxTransport
from sources.core.transport import Answer, Request

__all__ = ["EmbeddedTransport"]

_log = logging.getLogger(__name__)


class EmbeddedTransport:
    """Calls an ASGI app as if it stood at `base_url`, after `latency` seconds; nothing leaves the process."""

    def __init__(self, app: ASGIApp, base_url: str, *, latency: float = 0.0) -> None:
        self._transport = HttpxTransport(base_url, app=_logged(app))
        self._latency = latency

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send and read the whole answer; an app that breaks down answers 500, as it would over HTTP."""
        await asyncio.sleep(min(self._latency, seconds))
        if self._latency >= seconds:
            raise TimeoutError
        return await self._transport.send(request, seconds - self._latency)

    async def close(self) -> None:
        """Give back the connections; there are none."""
        await self._transport.close()


def _logged(app: ASGIApp) -> ASGIApp:
    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        except Exception:
            _log.exception("a stand-in broke down")
            raise

    return logged
