"""The BRP API Verblijfplaatshistorie 2.0 played by the synthetic city.

With `quirks` the stand-in does what the API does where its OpenAPI says nothing: nobody has a burgerservicenummer that
it does not know (404), and error texts break the patterns that the OpenAPI sets for them.
"""

from datetime import date, timedelta

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import City, CityPerson, PartialDate
from sources.city.haalcentraal import Door, Fault, Json, dag, datum
from sources.city.parameters import Check, Kinds, day, faults, text
from sources.city.registered import lines, place, table, unasked
from sources.city.residences import Residence

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in

_ON, _DURING = "RaadpleegMetPeildatum", "RaadpleegMetPeriode"
_WHO: dict[str, Check] = {"burgerservicenummer": text(r"[0-9]{9}")}
_KINDS: Kinds = {_ON: ({**_WHO, "peildatum": day}, {}), _DURING: ({**_WHO, "datumVan": day, "datumTot": day}, {})}
_DAY = timedelta(days=1)
_PARTS = ("type", "gemeenteVanInschrijving", "datumVan", "datumTot", "functieAdres")
_KEYS = ("nummeraanduidingIdentificatie", "adresseerbaarObjectIdentificatie")


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The stand-in, with its routes relative to the API's base path."""
    door = Door(quirks=quirks)

    async def verblijfplaatshistorie(request: Request) -> Response:
        """POST /verblijfplaatshistorie."""
        body = await door.read(request)
        if isinstance(body, Response):
            return body
        if wrong := faults(body, _KINDS) or _backwards(body):
            return door.refused(request, wrong)
        person = city.person(body["burgerservicenummer"])
        if person is None:
            return door.unknown(request) if quirks else door.answer({"verblijfplaatsen": []})
        first, last = _asked(body)
        rows = city.residences.of(person)
        shown = [_row(city, person, row) for row in rows if _overlaps(row, first, last)]
        return door.answer({"verblijfplaatsen": shown, **unasked(person)})

    return Starlette(
        routes=[Route("/verblijfplaatshistorie", verblijfplaatshistorie, methods=["POST"])],
        exception_handlers={HTTPException: door.failed},
    )


def _backwards(body: Json) -> list[Fault]:
    if body["type"] == _DURING and body["datumTot"] <= body["datumVan"]:
        return [Fault("datumTot", "invalidParam", "datumTot moet na datumVan liggen.")]
    return []


def _asked(body: Json) -> tuple[date, date]:
    """The first and the last day that are asked about."""
    if body["type"] == _ON:
        asked = date.fromisoformat(body["peildatum"])
        return asked, asked
    return date.fromisoformat(body["datumVan"]), date.fromisoformat(body["datumTot"]) - _DAY


def _overlaps(row: Residence, first: date, last: date) -> bool:
    """Whether somebody may have lived there on one of these days; what is not known of a date leaves room."""
    begun = _earliest(row.since) <= last
    return begun and (row.until is None or _earliest(row.until) > first or row.until.whole is None)


def _earliest(moment: PartialDate) -> date:
    return date.min if moment.year is None else date(moment.year, moment.month or 1, moment.day or 1)


def _row(city: City, person: CityPerson, row: Residence) -> Json:
    """A place with its period; what is looked into is marked at the present one."""
    body = {**place(row.place), "gemeenteVanInschrijving": table(row.municipality), "datumVan": datum(row.since)}
    if row.until is not None:
        body["datumTot"] = datum(row.until)
    if written := lines(row.place, row.municipality):
        body["adressering"] = written
    if row.until is not None:
        return body
    if person.left is not None and body["type"] in ("Adres", "Locatie"):
        body["verblijftNietOpAdresVanaf"] = dag(person.left)
    for inquiry in city.inquiries(person):
        if inquiry.category == "08":
            since = {"datumIngangOnderzoek": dag(inquiry.since)}
            parts = body["verblijfadres"]
            if inquiry.what == "080000":
                body["inOnderzoek"] = {**{part: True for part in (*_PARTS, *_KEYS) if part in body}, **since}
                flagged = [part for part in parts if part != "land"]
            else:
                flagged = ["huisnummer"]
            body["verblijfadres"] = {**parts, "inOnderzoek": {**dict.fromkeys(flagged, True), **since}}
    return body
