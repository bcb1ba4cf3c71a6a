"""How many live at an address, as BRP API Bewoning 2.1 tells; who they are stays in the adapter."""

from sources.core.record import Record

__all__ = ["Bewoning"]


class Bewoning(Record, frozen=True):
    """Of a resident: how many others are registered at the same address."""

    medebewoners: int
