"""The door of the own dossier: `POST /dossier` has it made, `GET /dossier/{id}` tells how far it is.

`GET /dossier/{id}/json` and `…/pdf` give it, each once.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.errors import IdentityUnavailable, NotAuthenticated, Reason, Refused, StoreUnavailable
from auth.exports import Export, Exports, Form
from auth.language import language_of
from auth.log.errors import LogUnavailable
from auth.log.register import DOWNLOAD
from auth.moments import moment
from auth.principal import Principal
from auth.roles import Role
from resolvers.ask import Outside
from resolvers.context import Context
from resolvers.downloads.naming import headers_of
from resolvers.person import entered
from schema.errors import Foutcode, code_of
from schema.export.making import Maker
from sources.core.errors import RegistryError

__all__ = ["OwnDossier"]

_PATH, _NAME = "/dossier", "dossier downloaden"
_WHO = frozenset({Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN, Role.ONDERNEMER})
_MEDIA: dict[Form, str] = {"json": "application/json", "pdf": "application/pdf"}
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff", "vary": "Accept-Language"}
_STATUS = {
    Foutcode.NIET_INGELOGD: 401,
    Foutcode.GEEN_TOEGANG: 403,
    Foutcode.HOGER_NIVEAU_NODIG: 403,
    Foutcode.TE_VAAK: 409,
    Foutcode.DOCUMENT_ONBEKEND: 404,
}
_OURS = (NotAuthenticated, IdentityUnavailable, StoreUnavailable, LogUnavailable, Refused, RegistryError)


class OwnDossier:
    """Serves who has a dossier of their own, or of whom they represent; an employee makes no copies."""

    def __init__(
        self,
        maker: Maker,
        exports: Callable[[], Exports],
        *,
        authenticate: Callable[[Mapping[str, str], bool], Awaitable[Principal | None]],
        enter: Callable[[Principal, Mapping[str, str]], Context],
    ) -> None:
        self._maker, self._exports = maker, exports
        self._authenticate, self._enter = authenticate, enter

    @property
    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route(_PATH, self.begin, methods=["POST"]),
            Route(f"{_PATH}/{{id}}", self.tell, methods=["GET"]),
            Route(f"{_PATH}/{{id}}/json", self.give_json, methods=["GET"]),
            Route(f"{_PATH}/{{id}}/pdf", self.give_pdf, methods=["GET"]),
        ]

    async def begin(self, request: Request) -> Response:
        """POST from a page of ours: 202 with where to look; 409 while one is being made."""
        try:
            viewer = await self._viewer(request, changes=True)
            id_ = await self._maker.start(viewer, request.headers)
        except _OURS as error:
            return _refusal(request, code_of(error)[0])
        if id_ is None:
            return _refusal(request, Foutcode.TE_VAAK)
        body = {"id": id_, "stand": "bezig"}
        return JSONResponse(body, 202, {**_HEADERS, "location": f"{_PATH}/{id_}", "retry-after": "2"})

    async def tell(self, request: Request) -> Response:
        """GET: how far it is, in which forms it can be had, and until when."""
        try:
            found = await self._found(request, await self._viewer(request))
        except _OURS as error:
            return _refusal(request, code_of(error)[0])
        if found is None:
            return _refusal(request, Foutcode.DOCUMENT_ONBEKEND)
        until = moment(int(found.ends * 1000)).isoformat(timespec="seconds")
        return JSONResponse({"stand": found.state, "vormen": found.forms, "geldigTot": until}, headers=_HEADERS)

    async def give_json(self, request: Request) -> Response:
        """GET: the dossier for a machine, once."""
        return await self._give(request, "json")

    async def give_pdf(self, request: Request) -> Response:
        """GET: the dossier to read, once."""
        return await self._give(request, "pdf")

    async def _give(self, request: Request, form: Form) -> Response:
        try:
            viewer = await self._viewer(request)
            found = await self._found(request, viewer)
            if found is None or form not in found.forms:
                return _refusal(request, Foutcode.DOCUMENT_ONBEKEND)
            await self._decide(request, viewer, found)
            content = await self._exports().take(viewer, request.path_params["id"], form)
        except _OURS as error:
            return _refusal(request, code_of(error)[0])
        if content is None:
            return _refusal(request, Foutcode.DOCUMENT_ONBEKEND)
        name = "my-dossier" if language_of(request.headers) == "en" else "mijn-dossier"
        headers = dict(headers_of(f"{name}.{form}", _MEDIA[form]))
        headers["content-disposition"] = headers["content-disposition"].replace("inline;", "attachment;")
        return Response(content, headers=headers)

    async def _decide(self, request: Request, viewer: Principal, found: Export) -> None:
        """Whether this viewer may see all that is in it now, too; a look, on the disk before it is given."""
        context = self._enter(viewer, request.headers)
        context.record.name, context.activity = _NAME, DOWNLOAD
        try:
            subject = await entered(Outside(context, None, found.groups))
            if refused := context.refused(subject, found.groups):
                raise next(iter(refused.values()))
        finally:
            await context.keep()

    async def _viewer(self, request: Request, *, changes: bool = False) -> Principal:
        viewer = await self._authenticate(request.headers, changes)
        if viewer is None:
            raise NotAuthenticated("nobody")
        if viewer.role not in _WHO or viewer.subject is None:
            raise Refused(Reason.GEEN_TOEGANG)
        return viewer

    async def _found(self, request: Request, viewer: Principal) -> Export | None:
        return await self._exports().read(viewer, request.path_params["id"])


def _refusal(request: Request, code: Foutcode) -> Response:
    text = code.english if language_of(request.headers) == "en" else code.dutch
    status = _STATUS.get(code, 503)
    body: dict[str, Any] = {"code": code.name, "melding": text.format(bron="")}
    return JSONResponse(body, status, {**_HEADERS, **({"retry-after": "5"} if status in (409, 503) else {})})
