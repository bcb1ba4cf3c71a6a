"""Our two cookies, and whether a browser that sends them is on a page of ours."""

import re
from collections.abc import Collection, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.responses import Response

__all__ = ["LOGIN", "SESSION", "cookie_of", "forget", "from_our_own_page", "set_cookie"]

# `__Host-`: from this host only, over TLS only, for every path (RFC 6265bis §4.1.3.2); no other host can set it.
SESSION = "__Host-sessie"
LOGIN = "__Host-inloggen"

_VALUE = re.compile(r"[A-Za-z0-9_-]{22,128}")


def cookie_of(headers: Mapping[str, str], name: str) -> str | None:
    """The value of this cookie, None where there is none, or one that we never gave."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return morsel.value if morsel is not None and _VALUE.fullmatch(morsel.value) else None


def set_cookie(response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Give this cookie, for so long or until the browser closes."""
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def forget(response: Response, name: str) -> None:
    """Take this cookie back."""
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")


def from_our_own_page(headers: Mapping[str, str], origins: Collection[str] = ()) -> bool:
    """Whether a request that changes something may use the cookie it came with: no other page had it sent.

    A sibling host is another page, since Lax cookies come along from there. `origins` are other hosts of which the
    pages are ours too. What is no browser sends neither header, and was made to send nothing by any page.
    """
    origin = headers.get("origin")
    if origin is not None and origin.lower() in origins:
        return True
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if site == "same-origin" or origin is None:  # a page that sends no referrer has an origin "null"
        return True
    try:
        parts = urlsplit(origin.lower())
        default = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    except ValueError:
        return False
    return bool(parts.netloc) and parts.netloc.removesuffix(default) == headers.get("host", "").lower().removesuffix(
        default
    )
