"""In which language somebody is spoken to."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from auth.worded import Worded

__all__ = ["Language", "Taal", "language_of"]

Language = Literal["nl", "en"]


class Taal(Worded):
    """The languages of the service, for who names one in a question."""

    NL = "nl", "Nederlands", "Dutch"
    EN = "en", "Engels", "English"


_LONGEST = 200  # characters of the header that are read


def language_of(headers: Mapping[str, str]) -> Language:
    """English for who prefers it to Dutch (Accept-Language, RFC 9110 §12.5.4), Dutch for everybody else."""
    return _preferred(headers.get("accept-language", "")[:_LONGEST].lower())


@lru_cache(maxsize=64)
def _preferred(accept_language: str) -> Language:
    best = {"nl": 0.0, "en": 0.0}
    for item in accept_language.split(","):
        tag, *parameters = item.split(";")
        quality = 1.0
        for parameter in parameters:
            name, _, given = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(given), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        primary = tag.strip().partition("-")[0]
        if primary in best:
            best[primary] = max(best[primary], quality)
    return "en" if best["en"] > best["nl"] else "nl"
