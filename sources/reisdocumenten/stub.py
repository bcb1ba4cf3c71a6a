"""The BRP API Reisdocumenten 2.0 played by the synthetic city.

With `quirks` the stand-in does what the API does where its OpenAPI says otherwise or nothing: who asks by
burgerservicenummer is told only of documents that the holder still has, so of no lost one, and error texts break the
patterns that the OpenAPI sets for them.
"""

from collections.abc import Iterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import City
from sources.city.fields import cut, known
from sources.city.haalcentraal import Door, Json, dag
from sources.city.parameters import Kinds, faults, fields, text, texts
from sources.city.registered import code, table, unasked
from sources.city.travel import TravelDocument

__all__ = ["CREDENTIALS", "FIELDS", "stub_app"]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in

_BY_BSN, _BY_NUMBER = "ZoekMetBurgerservicenummer", "RaadpleegMetReisdocumentnummer"

_DATE, _TABLE = "type datum jaar maand onbekend langFormaat", "code omschrijving"
_WHOLE = {  # asking a part of one of these gives all of it
    "soort": _TABLE,
    "datumEindeGeldigheid": _DATE,
    "inhoudingOfVermissing.datum": _DATE,
    "inhoudingOfVermissing.aanduiding": _TABLE,
}
FIELDS = known(
    ["reisdocumentnummer", "houder.burgerservicenummer"]
    + [f"{group}.{part}" for group, parts in _WHOLE.items() for part in parts.split()]
)


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The stand-in, with its routes relative to the API's base path."""
    door = Door(quirks=quirks)

    async def reisdocumenten(request: Request) -> Response:
        """POST /reisdocumenten."""
        body = await door.read(request)
        if isinstance(body, Response):
            return body
        if wrong := faults(body, _KINDS):
            return door.refused(request, wrong)
        wanted = {_grain(path) for path in body["fields"]}
        documents = [_document(city, holder, document, wanted) for holder, document in _found(city, body, quirks)]
        return door.answer({"type": body["type"], "reisdocumenten": documents})

    return Starlette(
        routes=[Route("/reisdocumenten", reisdocumenten, methods=["POST"])],
        exception_handlers={HTTPException: door.failed},
    )


def _found(city: City, query: Json, quirks: bool) -> Iterator[tuple[int, TravelDocument]]:
    if query["type"] == _BY_NUMBER:
        found = city.travel.find(query["reisdocumentnummer"][0])
        yield from () if found is None else (found,)
        return
    index = city.index(query["burgerservicenummer"])
    if index is not None:
        documents = city.travel.documents(index)
        yield from ((index, each) for each in documents if each.withheld is None or not quirks)


def _document(city: City, index: int, document: TravelDocument, wanted: set[str]) -> Json:
    """What was asked of a document, and of its holder what is given without being asked."""
    holder = city.person(city.bsn(index))
    if holder is None:
        raise LookupError("the city has a document of nobody")
    body = {
        "reisdocumentnummer": document.number,
        "soort": table(document.kind),
        "datumEindeGeldigheid": dag(document.ends),
        "houder": {"burgerservicenummer": holder.bsn},
    }
    if document.withheld is not None:
        since, *how = document.withheld
        body["inhoudingOfVermissing"] = {"datum": dag(since), "aanduiding": code(*how)}
    shown: Json = cut(body, wanted)
    if told := unasked(holder):
        shown["houder"] = shown.get("houder", {}) | told
    return shown


def _grain(path: str) -> str:
    """What the API gives for a path: a date and a code with its text come whole."""
    above = path.rpartition(".")[0]
    return above if above in _WHOLE else path


_FIELDS = fields(25, FIELDS, {"inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding"})
_KINDS: Kinds = {
    _BY_BSN: ({"burgerservicenummer": text(r"[0-9]{9}"), "fields": _FIELDS}, {}),
    _BY_NUMBER: ({"reisdocumentnummer": texts(1, r"[A-Z0-9]{9}"), "fields": _FIELDS}, {}),
}
