"""The BRP API Reisdocumenten 2.0 played by the synthetic city.

With `quirks` the stand-in does what the API does where its OpenAPI says otherwise or nothing: who asks by
burgerservicenummer is told only of documents that the holder still has, so of no lost one, and error texts break the
patterns that the OpenAPI sets for them.
"""

import re
from collections.abc import Iterator
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import City
from sources.city.fields import cut, known
from sources.city.haalcentraal import Door, Fault, Json, dag
from sources.city.registered import code, table, unasked
from sources.city.travel import TravelDocument

__all__ = ["CREDENTIALS", "FIELDS", "stub_app"]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in

_BY_BSN, _BY_NUMBER = "ZoekMetBurgerservicenummer", "RaadpleegMetReisdocumentnummer"
_BSN, _NUMBER, _FIELD = r"[0-9]{9}", r"[A-Z0-9]{9}", r"[a-zA-Z0-9\._]{1,200}"
_MOST_FIELDS = 25

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
_AUTOMATIC = frozenset({"inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding"})


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The stand-in, with its routes relative to the API's base path."""
    door = Door(quirks=quirks)

    async def reisdocumenten(request: Request) -> Response:
        """POST /reisdocumenten."""
        body = await door.read(request)
        if isinstance(body, Response):
            return body
        if wrong := list(_faults(body)):
            return door.refused(request, wrong)
        fields = {_grain(path) for path in body["fields"]}
        documents = [_document(city, holder, document, fields) for holder, document in _found(city, body, quirks)]
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


def _document(city: City, index: int, document: TravelDocument, fields: set[str]) -> Json:
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
    shown: Json = cut(body, fields)
    if told := unasked(holder):
        shown["houder"] = shown.get("houder", {}) | told
    return shown


def _grain(path: str) -> str:
    """What the API gives for a path: a date and a code with its text come whole."""
    above = path.rpartition(".")[0]
    return above if above in _WHOLE else path


def _faults(body: Json) -> Iterator[Fault]:
    """All that is wrong with a body; a query without a known type has nothing else to be judged by."""
    kind = body.get("type")
    if kind not in (_BY_BSN, _BY_NUMBER):
        missing = kind is None
        reason = "Parameter is verplicht." if missing else "Waarde is geen geldig zoek type."
        yield Fault("type", "required" if missing else "value", reason)
        return
    key = "burgerservicenummer" if kind == _BY_BSN else "reisdocumentnummer"
    for name in (key, "fields"):
        if body.get(name) is None:
            yield Fault(name, "required", "Parameter is verplicht.")
        elif name == "burgerservicenummer":
            yield from _pattern(name, body[name], _BSN)
        else:
            most, form = (1, _NUMBER) if name == key else (_MOST_FIELDS, _FIELD)
            yield from _texts(name, body[name], most, form)
    for name in body.keys() - {"type", "fields", key}:
        yield Fault(name, "unknownParam", "Parameter is niet verwacht.")


def _pattern(name: str, value: Any, form: str, place: int | None = None) -> Iterator[Fault]:
    if not isinstance(value, str) or re.fullmatch(form, value) is None:
        yield Fault(name, "pattern", "Waarde voldoet niet aan patroon", place, f"^{form}$")
    elif name == "fields" and value not in FIELDS:
        kind = "niet bestaande" if _AUTOMATIC.isdisjoint(value.split(".")) else "niet toegestane"
        yield Fault(name, "fields", f"Parameter bevat een {kind} veldnaam.", place)


def _texts(name: str, value: Any, most: int, form: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(name, "array", "Parameter is geen array.")
    elif not value:
        yield Fault(name, "minItems", "Array bevat minder dan 1 items.")
    elif len(value) > most:
        yield Fault(name, "maxItems", f"Array bevat meer dan {most} items.")
    else:
        for place, item in enumerate(value):
            yield from _pattern(name, item, form, place)
