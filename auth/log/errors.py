"""What can go wrong with the logs. No text here holds anything of who was looked at, or by whom."""

__all__ = ["DeliveryFailed", "LogUnavailable", "RegisterFault", "WrongCursor"]


class LogUnavailable(Exception):
    """The lines of this operation are not on the disk: its answer must not leave. `errno` is the system's number."""

    def __init__(self, errno: int | None = None) -> None:
        super().__init__("the log can't be written")
        self.errno = errno


class DeliveryFailed(Exception):
    """The collector did not acknowledge what was sent; it is sent again later."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"the collector did not acknowledge: {fault}")
        self.fault = fault


class RegisterFault(ValueError):
    """The register of processing activities is wrong; the text says where, and the start stops."""


class WrongCursor(ValueError):
    """What was given as a place in a list of looks is none of ours."""
