"""What an edge says of an argument that it can't use, and of a door that stays closed."""

from auth.cautions import Caution
from auth.errors import Reason, Refused

__all__ = ["Explained", "InvalidInput"]


class InvalidInput(Exception):
    """An argument is out of bounds; the two texts name the argument and the bound, never the value."""

    def __init__(self, dutch: str, english: str) -> None:
        super().__init__(english)
        self.dutch, self.english = dutch, english


class Explained(Refused):
    """No access, with what somebody may do instead. `caution` is what stands in the way, for clients to go by."""

    def __init__(self, caution: Caution | None, dutch: str, english: str) -> None:
        super().__init__(Reason.GEEN_TOEGANG)
        self.caution, self.dutch, self.english = caution, dutch, english
