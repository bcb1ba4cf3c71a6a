"""A file on its way: from the registry, or from a folder where it was looked through first, to whoever reads it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from resolvers.downloads.naming import headers_of, media_type
from resolvers.downloads.ranges import Part, part_of
from resolvers.downloads.reopening import File
from sources.core.errors import RegistryInvalid
from sources.core.scanning import Scanner
from sources.core.transport import Streamed

__all__ = ["BrokenOff", "Outgoing", "Spool", "TooLarge", "exactly", "head_of", "outgoing"]

_PIECE = 256 * 1024  # bytes read from a folder at once


class BrokenOff(Exception):
    """What comes is not as long as was said; what has been sent of it is no file."""


class TooLarge(Exception):
    """There is no room to look through a file of this size."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An answer with a file, or a part of it."""

    status: int
    headers: list[tuple[str, str]]
    pieces: AsyncIterator[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Spool:
    """Where a file stays until a scanner has looked through all of it: without a name, and gone when it is sent."""

    scanner: Scanner
    folder: Path
    largest: int  # bytes

    @asynccontextmanager
    async def clean(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[IO[bytes]]:
        """The file with these pieces, once nothing was found in them. Raises as the scanner does, and `TooLarge`."""
        with await asyncio.to_thread(lambda: tempfile.TemporaryFile(dir=self.folder)) as file:

            async def kept() -> AsyncIterator[bytes]:
                size = 0
                async for piece in pieces:
                    size += len(piece)
                    if size > self.largest:
                        raise TooLarge
                    await asyncio.to_thread(file.write, piece)
                    yield piece

            await self.scanner.scan(kept())
            yield file


@asynccontextmanager
async def outgoing(file: File, headers: Mapping[str, str], spool: Spool | None) -> AsyncIterator[Outgoing]:
    """The answer to a request with these headers; nothing is sent before its head is known to be right.

    Raises what registries raise, `Unsatisfiable`, and what looking through it raises.
    """
    etag, size = _etag(file.version), file.size
    part = None if size is None else part_of(headers.get("range", ""), headers.get("if-range", ""), size, etag)
    async with file.open(part.asked if part is not None and spool is None else "") as answer:
        total = _total(answer, file, part)
        if size is None and total is not None:
            etag = _strong(answer.headers.get("etag", ""))
            part = part_of(headers.get("range", ""), headers.get("if-range", ""), total, etag)
        if spool is not None:
            whole = answer.pieces if total is None else exactly(answer.pieces, 0, total)
            async with spool.clean(whole) as kept:
                total = await asyncio.to_thread(kept.seek, 0, 2)
                yield _answer(file, total, etag, part, _read(kept, part.start if part else 0, part))
        elif answer.status == 206 and part is not None:
            yield _answer(file, total, etag, part, exactly(answer.pieces, 0, part.length))
        elif part is not None:
            ending = part.end == part.total
            yield _answer(file, total, etag, part, exactly(answer.pieces, part.start, part.length, ending=ending))
        else:
            yield _answer(file, total, etag, None, answer.pieces if total is None else exactly(answer.pieces, 0, total))


def head_of(file: File) -> list[tuple[str, str]]:
    """The headers of all of it, as far as they are known without opening it."""
    return _headers(file, file.size, _etag(file.version), None)


async def exactly(pieces: AsyncIterator[bytes], skip: int, take: int, *, ending: bool = True) -> AsyncIterator[bytes]:
    """So many bytes after so many others; and where this is the end, nothing after them.

    Raises `BrokenOff` where it is otherwise. The last piece waits until that is known, so that what is too long does
    not look whole either.
    """
    held = b""
    async for piece in pieces:
        piece, skip = piece[skip:], max(skip - len(piece), 0)
        if not piece:
            continue
        if len(piece) > take and ending:
            raise BrokenOff
        piece = piece[:take]
        take -= len(piece)
        if held:
            yield held
        held = piece
        if not take and not ending:
            break
    if take or skip:
        raise BrokenOff
    if held:
        yield held


def _total(answer: Streamed, file: File, part: Part | None) -> int | None:
    """The bytes of the whole file. Raises `RegistryInvalid` where the registry says two things of it."""
    headers = answer.headers
    if headers.get("content-encoding", "identity") != "identity":
        raise RegistryInvalid(file.source, "compressed, unasked")
    if answer.status == 206:
        if part is None or headers.get("content-range") != part.told:
            raise RegistryInvalid(file.source, "another range than was asked")
        return part.total
    if answer.status != 200:
        raise RegistryInvalid(file.source, f"status {answer.status}")
    said = headers.get("content-length", "")
    length = int(said) if said.isascii() and said.isdigit() else None
    if file.size is not None and length not in (None, file.size):
        raise RegistryInvalid(file.source, "another size than the metadata say")
    return length if file.size is None else file.size


def _answer(file: File, total: int | None, etag: str, part: Part | None, pieces: AsyncIterator[bytes]) -> Outgoing:
    return Outgoing(200 if part is None else 206, _headers(file, total, etag, part), pieces)


def _headers(file: File, total: int | None, etag: str, part: Part | None) -> list[tuple[str, str]]:
    headers = headers_of(file.name, media_type(file.media_type))
    if etag:
        headers.append(("etag", etag))
    if total is not None:
        headers += [("accept-ranges", "bytes"), ("content-length", str(total if part is None else part.length))]
    if part is not None:
        headers.append(("content-range", part.told))
    return headers


async def _read(file: IO[bytes], start: int, part: Part | None) -> AsyncIterator[bytes]:
    await asyncio.to_thread(file.seek, start)
    left = part.length if part is not None else None
    while piece := await asyncio.to_thread(file.read, _PIECE if left is None else min(left, _PIECE)):
        left = None if left is None else left - len(piece)
        yield piece


def _etag(version: int | None) -> str:
    return "" if version is None else f'"versie-{version}"'


def _strong(etag: str) -> str:
    """An ETag by which a range can be asked; a weak one is none."""
    return etag if etag.startswith('"') and etag.isascii() and etag.isprintable() else ""
