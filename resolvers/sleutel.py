"""Keys of things in the graph: opaque and stable, naming the registry that a thing comes from, and nothing personal."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

__all__ = ["read_sleutel", "sleutel"]


def sleutel(registry: str, uuid: str) -> str:
    """The key of a resource; no key to a door: the policy decides as if it were public."""
    return urlsafe_b64encode(registry.encode() + b":" + bytes.fromhex(uuid.replace("-", ""))).decode().rstrip("=")


def read_sleutel(registry: str, text: str) -> str | None:
    """The uuid behind a key of this registry; None for any other text."""
    try:
        named, _, raw = urlsafe_b64decode(text + "=" * (-len(text) % 4)).partition(b":")
        return str(UUID(bytes=raw)) if named == registry.encode() else None
    except ValueError:
        return None
