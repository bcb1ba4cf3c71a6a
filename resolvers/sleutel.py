"""Keys of things in the graph: opaque and stable, naming the registry that a thing comes from, and nothing personal."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

__all__ = ["plaats", "read_plaats", "read_sleutel", "sleutel"]


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


def plaats(registry: str, text: str) -> str:
    """A place in a list of this registry, by what stands there and is public."""
    return urlsafe_b64encode(f"{registry}/{text}".encode()).decode().rstrip("=")


def read_plaats(registry: str, text: str) -> str | None:
    """What stands at a place in a list of this registry; None for any other text."""
    try:
        named, _, rest = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition("/")
    except ValueError:
        return None
    return rest if named == registry else None
