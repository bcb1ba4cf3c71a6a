"""The files of a client that is built: its page, which is the same for everybody, and what that loads."""

import gzip
import hashlib
import os
from mimetypes import guess_type
from pathlib import Path
from posixpath import normpath

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse, PathLike, StaticFiles
from starlette.types import Scope

__all__ = ["Shell"]

_TEXT = frozenset({".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".webmanifest"})
_SMALLEST = 256  # bytes; a smaller file does not get smaller


class Shell(StaticFiles):
    """A folder with `index.html`, `assets/` whose names hold a hash, and a few files beside them.

    Texts are sent by gzip to who takes that; they are packed once, and again when the file is another.
    """

    def __init__(self, folder: Path, headers: dict[str, str]) -> None:
        super().__init__(directory=folder)
        self._headers = headers
        self._packed: dict[str, tuple[int, bytes]] = {}  # by path: of which moment, and what

    @staticmethod
    def names(path: str) -> bool:
        """Whether this path, below the place of the client, is a file; every other one is a place in the client."""
        return path.startswith("assets/") or "." in path.rpartition("/")[2]

    async def page(self, scope: Scope) -> Response:
        """The page of the client, whatever the place in it."""
        return await self.file("index.html", scope)

    async def file(self, path: str, scope: Scope) -> Response:
        """One file; 404 for what is none."""
        path = normpath(path)
        try:
            found = await self.get_response(path, scope)
        except HTTPException as error:
            found = PlainTextResponse("", error.status_code, {"cache-control": "no-store"})
        else:
            kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
            found.headers["cache-control"] = kept
        found.headers.update(self._headers)
        return found

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file as it is, or smaller; each has an ETag of its own (RFC 9110 §8.8.3.3)."""
        path, asked = Path(full_path), Headers(scope=scope)
        packed = self._smaller(path, stat_result) if path.suffix in _TEXT else None
        if packed is None or not _takes_gzip(asked.get("accept-encoding", "")):
            response = super().file_response(full_path, stat_result, scope, status_code)
        else:
            response = Response(packed, status_code, media_type=guess_type(path)[0])
            response.headers["content-encoding"] = "gzip"
            response.headers["etag"] = f'"{hashlib.sha256(packed).hexdigest()[:32]}"'
            if self.is_not_modified(response.headers, asked):
                response = NotModifiedResponse(response.headers)
            elif scope["method"] == "HEAD":
                response.body = b""
        if packed is not None:
            response.headers["vary"] = "Accept-Encoding"
        if path.suffix == ".webmanifest" and not isinstance(response, NotModifiedResponse):
            response.headers["content-type"] = "application/manifest+json"
        return response

    def _smaller(self, path: Path, stat: os.stat_result) -> bytes | None:
        moment, packed = self._packed.get(str(path), (0, b""))
        if moment != stat.st_mtime_ns:
            packed, moment = gzip.compress(path.read_bytes(), mtime=0), stat.st_mtime_ns
            self._packed[str(path)] = moment, packed
        return packed if len(packed) < stat.st_size and stat.st_size >= _SMALLEST else None


def _takes_gzip(accept_encoding: str) -> bool:
    """Whether gzip is taken (RFC 9110 §12.5.3)."""
    wishes = {}
    for item in accept_encoding.lower().split(","):
        coding, _, quality = item.partition(";")
        wishes[coding.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return wishes.get("gzip", wishes.get("*", False))
