"""What a file is called on somebody's own machine, and what a browser may do with it."""

import mimetypes
import re
import unicodedata
from urllib.parse import quote

__all__ = ["disposition", "headers_of", "media_type"]

_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
_PDF = "application/pdf"
# What a browser shows without running anything of it; the rest it saves.
_SHOWN = frozenset({_PDF, "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"})
_RESERVED = re.compile(r'[<>:"/\\|?*%;]')  # in paths, in Windows, and in the header itself
_LONGEST = 120  # characters of a name
_ALWAYS = (
    ("cache-control", "private, no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
)
_NOTHING = "default-src 'none'; frame-ancestors 'self'"


def media_type(said: str) -> str:
    """The media type that a registry says, if it is one."""
    plain = said.partition(";")[0].strip().lower()
    return plain if _TYPE.fullmatch(plain) else "application/octet-stream"


def headers_of(name: str, media: str) -> list[tuple[str, str]]:
    """What every answer with a file says of it. Whatever is in it, no script of it runs on our address.

    A PDF has no sandbox: in one, browsers built on Chromium show none.
    """
    policy = _NOTHING if media == _PDF else f"{_NOTHING}; sandbox"
    shown = disposition(name, media)
    return [*_ALWAYS, ("content-type", media), ("content-security-policy", policy), ("content-disposition", shown)]


def disposition(name: str, media: str) -> str:
    """The Content-Disposition (RFC 6266) of a file of this name, in ASCII and, where that is not all, in UTF-8 too."""
    name = _named(name, media)
    kind = "inline" if media in _SHOWN else "attachment"
    plain = _RESERVED.sub("_", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()).strip()
    plain = f"document{plain}" if plain[:1] in ("", ".") else plain
    extended = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"  # RFC 8187
    return f'{kind}; filename="{plain}"{extended}'


def _named(name: str, media: str) -> str:
    """A name that is one on every system: no path, nothing that hides or turns a part of it, and an extension."""
    letters = (letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter)[0] != "C")
    name = _RESERVED.sub("_", " ".join("".join(letters).split())).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension) > 8 or not extension.isalnum():
        stem, extension = name, (mimetypes.guess_extension(media) or "").removeprefix(".")
    stem = stem[:_LONGEST].rstrip(" .") or "document"
    return f"{stem}.{extension}" if extension else stem
