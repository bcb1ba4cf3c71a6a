"""A text of our own in both languages, as files with data hold it."""

from msgspec import Struct

from auth.language import Language

__all__ = ["Tweetalig"]


class Tweetalig(Struct, frozen=True, forbid_unknown_fields=True):
    """Neither language may be left out."""

    nl: str
    en: str

    def __post_init__(self) -> None:
        if not (self.nl.strip() and self.en.strip()):
            raise ValueError("a text in Dutch and in English")

    def in_taal(self, language: Language) -> str:
        """The text in this language."""
        return self.en if language == "en" else self.nl
