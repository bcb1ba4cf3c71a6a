"""Scanning a file for viruses while it comes in; off by default, or by ClamAV.

ClamAV's daemon takes a stream (INSTREAM, clamd(8)): chunks with their length before them in four bytes, a chunk of
nothing at the end, and then says what it found.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol
from urllib.parse import urlsplit

__all__ = ["Clamd", "Infected", "Scanner", "ScannerUnavailable"]


class Infected(Exception):
    """There is something in it; what that is stays in the scanner's own log."""


class ScannerUnavailable(Exception):
    """Nobody can say now whether there is something in it."""


class Scanner(Protocol):
    """Looks at a file."""

    async def scan(self, pieces: AsyncIterator[bytes]) -> None:
        """Read all pieces, and return where nothing is in them. Raises `Infected`, `ScannerUnavailable`."""
        ...


class Clamd:
    """The daemon at `tcp://host:port` or `unix:/path`; each piece, and its verdict, has `seconds`.

    Raises `ValueError` for an address that is none.
    """

    def __init__(self, address: str, *, seconds: float = 30.0) -> None:
        parts = urlsplit(address)
        self._seconds = seconds
        if parts.scheme == "unix" and parts.path and not parts.netloc:
            self._path, self._host, self._port = parts.path, "", 0
        elif parts.scheme == "tcp" and parts.hostname and parts.port and not parts.path:
            self._path, self._host, self._port = "", parts.hostname, parts.port
        else:
            raise ValueError("an address of clamd is tcp://host:port or unix:/path")

    async def scan(self, pieces: AsyncIterator[bytes]) -> None:
        """Read all pieces, and return where nothing is in them. Raises `Infected`, `ScannerUnavailable`."""
        try:
            async with asyncio.timeout(self._seconds):
                reader, writer = await self._connected()
        except (OSError, TimeoutError):
            raise ScannerUnavailable from None
        try:
            verdict = await self._verdict(reader, writer, pieces)
        finally:
            writer.transport.abort()  # nothing that is still to be sent matters any more
        if verdict.endswith(b" FOUND"):
            raise Infected
        if verdict != b"stream: OK":  # what it says besides is an error, or another protocol
            raise ScannerUnavailable

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._path:
            return await asyncio.open_unix_connection(self._path)
        return await asyncio.open_connection(self._host, self._port)

    async def _verdict(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pieces: AsyncIterator[bytes]
    ) -> bytes:
        """What it says; one that breaks off, as it does of what is too large for it, says nothing."""
        try:
            await self._write(writer, b"zINSTREAM\0")
            async for piece in pieces:
                if piece:
                    await self._write(writer, len(piece).to_bytes(4) + piece)
            await self._write(writer, bytes(4))
            async with asyncio.timeout(self._seconds):
                return (await reader.readuntil(b"\0")).removesuffix(b"\0")
        except (OSError, TimeoutError, EOFError, asyncio.LimitOverrunError):
            raise ScannerUnavailable from None

    async def _write(self, writer: asyncio.StreamWriter, content: bytes) -> None:
        async with asyncio.timeout(self._seconds):
            writer.write(content)
            await writer.drain()
