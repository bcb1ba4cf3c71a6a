"""How a log-in can fail, as far as who logs in may know."""

from enum import StrEnum

from auth.errors import NotAuthenticated

__all__ = ["Failure", "LoginFailed", "failed"]


class Failure(StrEnum):
    """What the page says; the provider's own text is never shown."""

    GEANNULEERD = "GEANNULEERD"
    NIVEAU_TE_LAAG = "NIVEAU_TE_LAAG"
    GEEN_IDENTITEIT = "GEEN_IDENTITEIT"
    GEEN_MACHTIGING = "GEEN_MACHTIGING"
    NIET_BESCHIKBAAR = "NIET_BESCHIKBAAR"
    VERLOPEN = "VERLOPEN"
    ANDER = "ANDER"
    OVERLEDEN = "OVERLEDEN"
    MISLUKT = "MISLUKT"


class LoginFailed(Exception):
    """Nobody is logged in. `fault` is one fixed word for our own log, and says nothing of who it was."""

    def __init__(self, failure: Failure, fault: str) -> None:
        super().__init__(f"log-in failed: {failure} ({fault})")
        self.failure, self.fault = failure, fault


_IDENTITY = frozenset(
    {"bsn", "sector", "rsin", "kvk", "vestigingsnummer", "pseudonym", "identity", "representation", "role", "service"}
)


def failed(error: NotAuthenticated) -> LoginFailed:
    """The failure of a log-in whose claims or tokens were refused."""
    if error.fault == "mandate":
        return LoginFailed(Failure.GEEN_MACHTIGING, error.fault)
    return LoginFailed(Failure.GEEN_IDENTITEIT if error.fault in _IDENTITY else Failure.MISLUKT, error.fault)
