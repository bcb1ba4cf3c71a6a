"""Whom the identity provider answers: this machine; and what every answer of it says to a browser."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Door", "leading_to"]

_POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action {}; frame-ancestors 'none'; base-uri 'none'"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY.format("'self'"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Synthetisch": "1",
}
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?")
_NAVIGATED = ("/authorize", "/uitloggen")  # to these, clients send a browser
_LED_TO = re.compile(r"/aanmelden/[^/]+\Z")  # and from there we send it here, which is still by the client's doing


def leading_to(address: str) -> dict[str, str]:
    """The header of a page whose form leads to this address in the end: a browser holds to it after a redirect too."""
    parts = urlsplit(address)
    target = f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
    return {"Content-Security-Policy": _POLICY.format(f"'self' {target}")}


class Door:
    """Refuses a name that leads here from elsewhere, and pages of other sites, which may only send a browser here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self.app if self._opens(Request(scope)) else JSONResponse({}, 403)
        await app(scope, receive, answer)

    @classmethod
    def is_called(cls, request: Request) -> bool:
        """Whether the request names the machine itself as its host; Starlette takes another for a name that is none."""
        named = _HOST.fullmatch(request.headers.get("host", ""))
        return named is not None and cls.is_loopback(named[1].lower())

    @staticmethod
    def is_loopback(host: str) -> bool:
        """Whether this names the machine itself."""
        try:
            return host == "localhost" or ip_address(host.strip("[]")).is_loopback
        except ValueError:
            return False

    def _opens(self, request: Request) -> bool:
        if not self.is_called(request):
            return False
        if request.headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
            return True
        mode, place = request.headers.get("sec-fetch-mode"), request.headers.get("sec-fetch-dest")
        if mode != "navigate" or place != "document":
            return False
        path = request.url.path
        return path.endswith(_NAVIGATED) or (request.method == "GET" and _LED_TO.search(path) is not None)
