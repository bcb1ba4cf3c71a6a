"""What every record of a registry is: a frozen struct that says nothing of what it holds."""

from msgspec import Struct

__all__ = ["Record"]


class Record(Struct, rename="camel", frozen=True, gc=False):
    """A part of an answer, spelt as the registry spells it; what was not asked, or is empty, is `None`."""

    def __repr__(self) -> str:  # what it holds belongs in no log
        return f"{type(self).__name__}(…)"
