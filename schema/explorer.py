"""GraphiQL as static pages of our own host, under a policy that lets nothing in from elsewhere."""

from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from auth.headers import guarded

__all__ = ["Explorer"]

_SELF = ("'self'",)
_HEADERS = guarded(
    script_src=_SELF,
    worker_src=_SELF,
    style_src=("'self'", "'unsafe-inline'"),  # Monaco, the editor inside, makes its style elements as it goes
    font_src=_SELF,
    img_src=("'self'", "data:"),
    connect_src=_SELF,
)


class Explorer(StaticFiles):
    """The files of a folder; what has a hash in its name is kept by browsers, the page itself is asked anew."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file with its headers."""
        response = await super().get_response(path, scope)
        kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        response.headers.update({**_HEADERS, "Cache-Control": kept})
        return response
