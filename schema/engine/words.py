"""A description in the two languages of the service."""

from dataclasses import dataclass

__all__ = ["Words", "words"]


@dataclass(frozen=True)
class Words:
    """What the SDL says in Dutch, and by its directive @en in English."""

    nl: str
    en: str


def words(nl: str, en: str) -> Words:
    """The description of an argument, an enum or a value of one."""
    return Words(nl, en)
