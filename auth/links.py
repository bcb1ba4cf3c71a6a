"""Links to documents: each holds what it opens, tells it to nobody, and works for who it was made for alone.

Nothing is kept of them. The vault seals what a link is of, for the one viewer and the one session that asked: who
changes it, who is another, and who comes late get nothing, without a difference.
"""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

import msgspec

from auth.principal import Principal
from auth.store.vault import Unreadable, Vault

__all__ = ["LASTS", "Link", "Links"]

LASTS = 600  # seconds

_PLACE = "links"
_LONGEST = 1000  # characters


class Link(msgspec.Struct, frozen=True, array_like=True):
    """What a link opens: something of a registry by its uuid, of this data subject.

    `within` is what it was found in: a request by its uuid, anything else by its kind too (`bericht:{uuid}`). `contact`
    is the klantcontact of an employee; both may be empty. `versie` is 0 where there are none.
    """

    source: str
    uuid: str
    subject: str
    versie: int = 0
    within: str = ""
    contact: str = ""

    def __repr__(self) -> str:  # whose it is belongs in no log
        return f"Link({self.source!r})"


class _Sealed(msgspec.Struct, frozen=True, array_like=True):
    until: int
    link: Link


class Links:
    """Makes and reads links, which are paths below `path`. `clock` is seconds since the epoch."""

    def __init__(self, vault: Vault, path: str = "/documenten", *, clock: Callable[[], float] = time.time) -> None:
        self._vault, self._path, self._clock = vault, path, clock

    def make(self, viewer: Principal, link: Link) -> str:
        """The path for this viewer, good for `LASTS` seconds; another text each time."""
        held = msgspec.msgpack.encode(_Sealed(int(self._clock()) + LASTS, link))
        sealed = self._vault.seal(held, _PLACE, _bound(viewer))
        return f"{self._path}/{urlsafe_b64encode(sealed).decode().rstrip('=')}"

    def read(self, viewer: Principal, token: str) -> Link | None:
        """What the last part of such a path opens for this viewer; None for any other text."""
        if len(token) > _LONGEST or not token.isascii():
            return None
        try:
            sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
            held = self._vault.unseal(sealed, _PLACE, _bound(viewer))
            found = msgspec.msgpack.decode(held, type=_Sealed)
        except (ValueError, Unreadable, msgspec.MsgspecError):
            return None
        return found.link if self._clock() < found.until else None


def _bound(viewer: Principal) -> bytes:
    """Who and in which session, for what a link is sealed."""
    who = (viewer.session, viewer.role, viewer.client_id, viewer.id, viewer.subject, viewer.organisation)
    return msgspec.msgpack.encode(who)
