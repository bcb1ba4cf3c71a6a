"""The BRP API Personen 2.7 played by the synthetic city.

With `quirks` the stand-in does what the API was seen to do where its OpenAPI says otherwise or nothing: persons come
back in another order than they were asked in, and error texts break the patterns that the OpenAPI sets for them.
"""

from zlib import crc32

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.brp.stub.fields import select
from sources.brp.stub.persons import person
from sources.brp.stub.query import TREES, faults
from sources.brp.stub.search import find, most
from sources.city import City
from sources.city.haalcentraal import Door

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The stand-in, with its routes relative to the API's base path."""
    door = Door(quirks=quirks)

    async def personen(request: Request) -> Response:
        """POST /personen."""
        body = await door.read(request)
        if isinstance(body, Response):
            return body
        if wrong := faults(body):
            return door.refused(request, wrong)
        found = find(city, body)
        if len(found) > most(body["type"]):
            return door.too_many(request, most(body["type"]))
        if quirks:
            found.sort(key=lambda subject: crc32(subject.bsn.encode()))
        selection = select(TREES[body["type"]], body["fields"])
        return door.answer({"type": body["type"], "personen": [person(city, subject, selection) for subject in found]})

    return Starlette(
        routes=[Route("/personen", personen, methods=["POST"])], exception_handlers={HTTPException: door.failed}
    )
