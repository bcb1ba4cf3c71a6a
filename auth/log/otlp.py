"""OTLP/HTTP in JSON (OpenTelemetry protocol 1.x): values, ids and times as its JSON mapping has them."""

import base64
import ipaddress
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

__all__ = ["JSON", "attributes", "nanoseconds", "resource", "safe", "text_of", "value"]

JSON = dict[str, Any]


def safe(url: str) -> bool:
    """Whether lines may travel to this address: by TLS, or to this machine only."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(host)
    try:
        return parts.scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


def value(of: object) -> JSON:
    """An AnyValue. Integers are strings in it, as protobuf has 64 bits of them and JSON does not."""
    match of:
        case bool():
            return {"boolValue": of}
        case int():
            return {"intValue": str(int(of))}
        case str():
            return {"stringValue": str(of)}
        case Mapping():
            return {"kvlistValue": {"values": attributes(of)}}
        case Sequence() if not isinstance(of, bytes):
            return {"arrayValue": {"values": [value(each) for each in of]}}
    raise TypeError(f"nothing of OTLP holds a {type(of).__name__}")


def attributes(of: Mapping[str, object]) -> list[JSON]:
    """A list of KeyValue, without what is None."""
    return [{"key": key, "value": value(each)} for key, each in of.items() if each is not None]


def nanoseconds(milliseconds: int) -> str:
    """A time in milliseconds since the epoch, as a fixed64 of nanoseconds."""
    return str(milliseconds * 1_000_000)


def text_of(pseudonym: bytes) -> str:
    """A pseudonym as text: URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(pseudonym).decode().rstrip("=")


def resource(version: str) -> JSON:
    """Who made the lines."""
    return {"attributes": attributes({"service.name": "mijndenhaag", "service.version": version or None})}
