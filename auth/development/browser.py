"""What the identity provider lets a browser keep: which it is, and its session."""

import hashlib

from starlette.responses import Response

__all__ = ["BROWSER", "SESSION", "remember", "secret_of"]

BROWSER, SESSION = "ontwikkeling-browser", "ontwikkeling-sessie"


def remember(response: Response, name: str, value: str, path: str) -> None:
    """Have the browser keep it until it closes; not `Secure`, since this machine is reached without TLS."""
    response.set_cookie(name, value, path=path, httponly=True, samesite="lax")


def secret_of(browser: str) -> str:
    """What a form has to repeat, so that no other site can post it."""
    return hashlib.sha256(f"formulier {browser}".encode()).hexdigest()
