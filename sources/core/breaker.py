"""A breaker: a registry that keeps failing is left alone for a while; nobody waits for it and it can recover."""

import time
from collections.abc import Callable

__all__ = ["Breaker"]


class Breaker:
    """Opens after `most` failures in a row; after `pause` seconds lets one call through, which closes or reopens it.

    Calls that were under way when it opened have no say any more: each belongs to the period in which it entered.
    """

    def __init__(self, most: int = 20, pause: float = 5.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._pause, self._clock = most, pause, clock
        self._failures, self._period = 0, 0
        self._until: float | None = None  # when the pause ends; None while closed
        self._probing = False

    @property
    def open(self) -> bool:
        """Whether a call would be turned away now."""
        return self._until is not None and (self._probing or self._clock() < self._until)

    def enter(self) -> int | None:
        """A call begins: its period, to be given back to `leave`; `None` when it is turned away."""
        if self.open:
            return None
        self._probing = self._until is not None
        return self._period

    def leave(self, period: int, well: bool | None) -> None:
        """A call has ended: well, badly, or (`None`) in a way that says nothing of the registry."""
        if period != self._period:
            return
        self._probing = False
        if well:
            self._failures, self._until = 0, None
        elif well is False:
            self._failures += 1
            if self._failures >= self._most:
                self._period += 1
                self._until = self._clock() + self._pause
