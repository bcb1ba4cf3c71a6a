"""Time as an argument."""

__all__ = ["Clock"]


class Clock:
    """Seconds since the epoch, put right by hand."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def later(self, by: float) -> None:
        self.now += by
