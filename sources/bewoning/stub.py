"""The BRP API Bewoning 2.1 played by the synthetic city.

It knows who lives at an address now, and since when; who has moved away from it is not among its residents of then.
With `quirks` error texts break the patterns that the OpenAPI sets for them.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import Address, City, CityPerson
from sources.city.haalcentraal import Door, Fault, Json, datum
from sources.city.parameters import Check, Kinds, day, faults, text

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, str] = {}  # as settings of a registry: anybody may ask the stand-in

_ON, _DURING = "BewoningMetPeildatum", "BewoningMetPeriode"
_WHERE: dict[str, Check] = {"adresseerbaarObjectIdentificatie": text(r"(?!0{16})[0-9]{16}")}
_KINDS: Kinds = {_ON: ({**_WHERE, "peildatum": day}, {}), _DURING: ({**_WHERE, "datumVan": day, "datumTot": day}, {})}
_DAY = timedelta(days=1)


class _Stay(NamedTuple):
    """Since when and until when somebody lives at an address; `possible` where it is known that they left."""

    person: CityPerson
    since: date
    until: date
    possible: bool


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The stand-in, with its routes relative to the API's base path."""
    door = Door(quirks=quirks)

    async def bewoningen(request: Request) -> Response:
        """POST /bewoningen."""
        body = await door.read(request)
        if isinstance(body, Response):
            return body
        if wrong := faults(body, _KINDS) or _backwards(body):
            return door.refused(request, wrong)
        stays, (first, last) = list(_stays(city, body["adresseerbaarObjectIdentificatie"])), _asked(body)
        moments = {moment for stay in stays for moment in (stay.since, stay.until) if first < moment < last}
        days = [first, *sorted(moments), last]
        periods = [_bewoning(city, body, stays, *period) for period in pairwise(days)]
        return door.answer({"bewoningen": [each for each in periods if each is not None]})

    return Starlette(
        routes=[Route("/bewoningen", bewoningen, methods=["POST"])], exception_handlers={HTTPException: door.failed}
    )


def _backwards(body: Json) -> list[Fault]:
    if body["type"] == _DURING and body["datumTot"] <= body["datumVan"]:
        return [Fault("datumTot", "invalidParam", "datumTot moet na datumVan liggen.")]
    return []


def _asked(body: Json) -> tuple[date, date]:
    """The period that is asked about; its last day is not part of it."""
    if body["type"] == _ON:
        asked = date.fromisoformat(body["peildatum"])
        return asked, date.max if asked == date.max else asked + _DAY
    return date.fromisoformat(body["datumVan"]), date.fromisoformat(body["datumTot"])


def _stays(city: City, identification: str) -> Iterator[_Stay]:
    home = city.at_object(identification) if identification[4:6] == "01" else None
    for bsn in home.members if home is not None else ():
        person = city.person(bsn)
        if person is None or not isinstance(person.place, Address) or person.place.postal:
            continue  # at a postal address nobody lives
        until = min(filter(None, (person.deceased, person.left)), default=date.max)
        yield _Stay(person, person.place_since, until, person.left is not None)


def _bewoning(city: City, body: Json, stays: list[_Stay], first: date, last: date) -> Json | None:
    """Who lives there in a period in which nobody comes or goes; None where nobody does."""
    here = [stay for stay in stays if stay.since <= first < stay.until]
    if not here:
        return None
    surely, maybe = ([_told(city, stay) for stay in here if stay.possible is possible] for possible in (False, True))
    return {
        "adresseerbaarObjectIdentificatie": body["adresseerbaarObjectIdentificatie"],
        "periode": {"datumVan": first.isoformat(), "datumTot": last.isoformat()},
        "bewoners": surely,
        "mogelijkeBewoners": maybe,
    }


def _told(city: City, stay: _Stay) -> Json:
    person = stay.person
    told: Json = {
        "burgerservicenummer": person.bsn,
        "naam": {"volledigeNaam": person.name.full},
        "geboorte": {"datum": datum(person.birth)},
    }
    if person.secrecy:
        told["geheimhoudingPersoonsgegevens"] = True
    if any(inquiry.category == "08" for inquiry in city.inquiries(person)):
        told["inOnderzoek"] = True
    return told
