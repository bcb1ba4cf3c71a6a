"""Why somebody does not get in, or does not get it. No text here holds anything of who asks or what was asked."""

from enum import StrEnum

from auth.groups import FieldGroup
from auth.roles import Level

__all__ = ["IdentityUnavailable", "NotAuthenticated", "Reason", "Refused", "StoreUnavailable"]


class Reason(StrEnum):
    """What a refusal tells the client; these are error codes of the graph."""

    NIET_INGELOGD = "NIET_INGELOGD"
    GEEN_TOEGANG = "GEEN_TOEGANG"
    HOGER_NIVEAU_NODIG = "HOGER_NIVEAU_NODIG"
    DOEL_NODIG = "DOEL_NODIG"


class NotAuthenticated(Exception):
    """The credentials are no good; `fault` is one fixed word for our own log, and says nothing of what was sent."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"not authenticated: {fault}")
        self.fault = fault


class IdentityUnavailable(Exception):
    """Nobody can be authenticated now: the issuer's keys can't be had. Worth trying again; not the client's fault."""

    def __init__(self) -> None:
        super().__init__("the issuer's keys can't be had")


class Refused(Exception):
    """The policy says no. `level` would do where only that is missing; `group` is the field group it is about."""

    def __init__(self, reason: Reason, level: Level | None = None, group: FieldGroup | None = None) -> None:
        super().__init__(str(reason))
        self.reason, self.level, self.group = reason, level, group


class StoreUnavailable(Exception):
    """What the service keeps of its own can't be reached now. `fault` is a word for our own log, and says no value."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"the store can't be reached: {fault}")
        self.fault = fault
