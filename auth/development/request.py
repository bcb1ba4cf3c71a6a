"""Forms and parameters as they come in at the identity provider."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

__all__ = ["Malformed", "fields_of", "form_of", "once", "query_of"]

_FORM = "application/x-www-form-urlencoded"
_LARGEST = 64 * 1024  # bytes
_MOST = 100  # fields

Fields = list[tuple[str, str]]


class Malformed(Exception):
    """What was sent is no form."""


async def form_of(request: Request) -> Fields:
    """The fields of a posted form in their order; raises `Malformed`."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise Malformed
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise Malformed
    try:
        return _parsed(body.decode("ascii"))
    except UnicodeDecodeError:
        raise Malformed from None


def query_of(request: Request) -> Fields:
    """The parameters of the address in their order; raises `Malformed`."""
    return _parsed(request.url.query)


async def fields_of(request: Request) -> Fields:
    """Those of a form or of the address, as the method has it (OpenID Connect Core §3.1.2.1)."""
    return await form_of(request) if request.method == "POST" else query_of(request)


def once(fields: Fields) -> Mapping[str, str]:
    """The fields by name, without those that are empty; raises `Malformed` for one that comes twice (RFC 6749 §3)."""
    if len({name for name, _ in fields}) != len(fields):
        raise Malformed
    return {name: value for name, value in fields if value}


def _parsed(text: str) -> Fields:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST, errors="strict")
    except ValueError:
        raise Malformed from None
