"""What one operation shares with every call it makes: a deadline, a trace and the list of calls made."""

import asyncio
import secrets
from dataclasses import dataclass, field

__all__ = ["Call", "Scope"]


@dataclass(slots=True)
class Call:
    """One upstream call as it was made, without anything personal: what was asked, of how many keys, how it ended."""

    registry: str
    operation: str  # "POST /personen"; templates, never a filled-in path
    asked: frozenset[str]  # registry fields or expands that were requested
    keys: int  # how many persons, zaken or documents the call was about
    wave: int  # 1 for calls that waited for no other call, 2 for those that waited for one, …
    started: float  # seconds on the loop's clock
    ended: float | None = None
    outcome: str = ""  # "200", or the name of the error
    tries: int = 0  # requests sent for it; two where the first broke or its token was refused, none where it never left


@dataclass(slots=True)
class Scope:
    """One operation under way. `deadline` is a time on the running loop's clock, in seconds."""

    deadline: float
    began: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    trace_id: str = field(default_factory=lambda: secrets.token_hex(16))
    calls: list[Call] = field(default_factory=list)
    probe: bool = False  # a proof that a registry may be switched on, which therefore passes a closed switch

    @classmethod
    def lasting(cls, seconds: float, trace_id: str = "") -> "Scope":
        """A scope that ends this many seconds from now; needs a running loop."""
        deadline = asyncio.get_running_loop().time() + seconds
        return cls(deadline, trace_id=trace_id) if trace_id else cls(deadline)

    def lasted(self) -> float:
        """Seconds since it began."""
        return asyncio.get_running_loop().time() - self.began

    def remaining(self) -> float:
        """Seconds until the deadline; negative once it has passed."""
        return self.deadline - asyncio.get_running_loop().time()

    def wave(self) -> int:
        """The wave of a call that is made now: one more than the latest wave of which a call has ended."""
        return 1 + max((call.wave for call in self.calls if call.ended is not None), default=0)
