"""Who sends a request: by an access token, or by the session of a browser."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from auth.cookies import SESSION, cookie_of, from_our_own_page
from auth.errors import NotAuthenticated
from auth.principal import Principal
from auth.tokens import Bearer

if TYPE_CHECKING:  # the store takes its time to load
    from auth.sessions import Session, Sessions

__all__ = ["Gate"]


class Gate:
    """Knows requests by their headers, whose names are in lower case.

    `origins` are the origins of other hosts of which the pages are ours, and may use the session.
    """

    def __init__(self, bearer: Bearer, sessions: "Sessions", *, origins: Collection[str] = ()) -> None:
        self._bearer, self._sessions = bearer, sessions
        self._origins = frozenset(origin.lower() for origin in origins)

    async def authenticate(self, headers: Mapping[str, str], *, changes: bool = True) -> Principal | None:
        """Who sends this request; None for nobody, also when a session is over.

        Raises `NotAuthenticated` for a bad token, for both at once, and, where the request may change something, for a
        session that another site's page uses; `IdentityUnavailable` and `StoreUnavailable` when that can't be known.
        """
        session = await self.session(headers, changes=changes)
        return await self._bearer.authenticate(headers.get("authorization")) if session is None else session.principal

    async def session(self, headers: Mapping[str, str], *, changes: bool = True) -> "Session | None":
        """The session that a request of our own pages belongs to, such as one for a stream that ends with it.

        One that `changes` nothing may come from anywhere: a browser follows a link from a page of another host too.
        """
        token = cookie_of(headers, SESSION)
        if token is None:
            return None
        if "authorization" in headers:
            raise NotAuthenticated("token and session")
        if changes and not from_our_own_page(headers, self._origins):
            raise NotAuthenticated("origin")
        return await self._sessions.read(token)
