"""Papers of the city: whole PDFs that show a title, as large as one likes, made while they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Paper"]

_PIECE = 64 * 1024
_LINES = bytes(range(32, 96)) * (_PIECE // 64)


@dataclass(frozen=True)
class Paper:
    """A PDF of one page; `drawing` is how many bytes it holds besides."""

    title: str
    drawing: int = 0

    @cached_property
    def size(self) -> int:
        """Bytes in all."""
        return len(self._head) + self.drawing + len(self._tail)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, at most 64 kilobytes at a time."""
        yield self._head
        left = self.drawing
        while left:
            yield _LINES[: min(left, _PIECE)]
            left -= min(left, _PIECE)
        yield self._tail

    def whole(self) -> bytes:
        """All of it; for one that is small."""
        return b"".join(self.pieces())

    @property
    def _parts(self) -> tuple[bytes, ...]:
        """The objects before the drawing, each with its number."""
        text = self.title.encode("latin-1", "replace").translate(None, b"()\\")
        stream = b"BT /F1 18 Tf 72 720 Td (" + text + b") Tj ET"
        objects = (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        )
        return tuple(b"%d 0 obj%b\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))

    @cached_property
    def _head(self) -> bytes:
        return b"%PDF-1.4\n" + b"".join(self._parts) + b"6 0 obj<</Length %d>>stream\n" % self.drawing

    @cached_property
    def _tail(self) -> bytes:
        offsets, place = [], len(b"%PDF-1.4\n")
        for part in self._parts:
            offsets.append(place)
            place += len(part)
        end = b"\nendstream\nendobj\n"
        table = b"".join(b"%010d 00000 n \n" % offset for offset in (*offsets, place))
        head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 2)
        start = len(self._head) + self.drawing + len(end)
        trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 2, start)
        return end + head + table + trailer
