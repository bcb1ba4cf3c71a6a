"""Addresses that a registry wants somebody to go to: which of them may be shown."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

__all__ = ["hosts_of", "link"]

_PLAIN = re.compile(r"[!-~]+")  # printable ASCII: nothing that a browser would read otherwise than we do


def hosts_of(option: str) -> frozenset[str]:
    """The hosts of an option: names with spaces between; none at all means that any host will do."""
    return frozenset(option.lower().split())


def link(url: str | None, hosts: frozenset[str]) -> str | None:
    """The address where it is one of the web over TLS, at one of these hosts; `None` where it is not."""
    if url is None or not _PLAIN.fullmatch(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc:
        return None
    return url if (host in hosts if hosts else _is_name(host)) else None


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host.strip(".")
    return False
