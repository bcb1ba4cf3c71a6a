"""How a stand-in sends a paper: piece by piece, holding none of it."""

from collections.abc import AsyncIterator, Mapping

from starlette.responses import StreamingResponse

from sources.city.papers import Paper

__all__ = ["Sent"]


class Sent(StreamingResponse):
    """A paper on its way, with its length told before; a HEAD gets that and no more."""

    def __init__(self, paper: Paper, media_type: str, headers: Mapping[str, str]) -> None:
        async def pieces() -> AsyncIterator[bytes]:
            for piece in paper.pieces():
                yield piece

        super().__init__(pieces(), headers={**headers, "Content-Length": str(paper.size)}, media_type=media_type)
