"""The stand-in of the WOZ (WOZ-bevragen 1.0): the homes of the city, their owners and their values.

With `quirks` it does what the API does where its OpenAPI says otherwise: of a value that an objection changed both
decisions are told, nothing says that a value is contested but the statuses of its decision (`indicatieBezwaarBeroep`
is set by a proxy that not everybody runs), and a perceelnummer is a text.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from starlette.applications import Starlette

from sources.city import Address, City, CityPerson, kadaster
from sources.city.fields import cut, known
from sources.city.homes import Home, Value
from sources.city.kadaster import Api, Ask, Check, Refusal, text, whole
from sources.city.streets import address

__all__ = ["CREDENTIALS", "FIELDS", "stub_app"]

Json: TypeAlias = dict[str, Any]

CREDENTIALS: Json = {
    **kadaster.CREDENTIALS,
    "options": {
        "taxatieverslag": "https://belastingen.example.nl/taxatieverslag/{nummer}",
        "taxatieverslag_en": "https://belastingen.example.nl/en/valuation-report/{nummer}",
    },
}

_BAG = "https://api.bag.kadaster.nl/lvbag/individuelebevragingen/v2"
_BRP = "https://www.haalcentraal.nl/haalcentraal/api/brp/ingeschrevenpersonen"

_PARTY = "burgerservicenummer geheimhoudingPersoonsgegevens kvkNummer naam rsin type vestigingsnummer"
_ADDRESS = "straat huisnummer huisletter huisnummertoevoeging postcode woonplaats locatieomschrijving"
_LEAVES = {
    "": "identificatie grondoppervlakte adresseerbaarObjectIdentificaties pandIdentificaties",
    "aanduiding.": f"{_ADDRESS} nummeraanduidingIdentificatie",
    "belanghebbendeEigenaar.": _PARTY,
    "belanghebbendeGebruiker.": _PARTY,
    "kadastraalOnroerendeZaken.": "identificatie aanduidingMetGemeentenaam",
    "kadastraalOnroerendeZaken.aanduiding.": "gemeentecode sectie perceelnummer deelperceelnummer appartementsindex",
    "verantwoordelijkeGemeente.": "code omschrijving",
    "waarden.": "vastgesteldeWaarde waardepeildatum ingangsdatum beschikkingsStatussen indicatieBezwaarBeroep",
    "_links.": "self adres adresseerbareObjecten belanghebbendeEigenaar belanghebbendeGebruiker panden"
    " kadastraalOnroerendeZaken",
}
FIELDS = known(group + name for group, names in _LEAVES.items() for name in names.split())
_ALWAYS = frozenset({"identificatie", "_links.self"})


def _fields(value: str) -> tuple[str, str] | None:
    if strange := [path for path in value.split(",") if path not in FIELDS]:
        return "fields", f"Deel van de parameterwaarde is niet correct: {', '.join(strange)}."
    return None


_NUMBER = text("[0-9]{12}")
_OBJECT, _DESIGNATION = "adresseerbaarObjectIdentificatie", "nummeraanduidingIdentificatie"
_BAG_ID = text("[0-9]{16}")
_ADDRESSED: dict[str, Check] = {
    "postcode": text("[1-9][0-9]{3}[A-Z]{2}"),
    "huisnummer": whole(1, 99999),
    "huisletter": text("[a-zA-Z]"),
    "huisnummertoevoeging": text("[0-9a-zA-Z]{1,4}"),
}
_SEARCHED: dict[str, Check] = {
    "rsin": text("[0-9]{9}"),
    "kvkNummer": text("[0-9]{8}"),
    _OBJECT: _BAG_ID,
    _DESIGNATION: _BAG_ID,
}
_SHOWN: dict[str, Check] = {"fields": _fields}
_PAGED: dict[str, Check] = {**_SHOWN, "page": whole(1), "pageSize": whole(1, 100)}


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The WOZ of this city. Without quirks it keeps to its OpenAPI."""
    stub, api = _Stub(city), Api("1.0.0", quirks=quirks)
    return api.app(
        api.route("/wozobjecten", stub.search),
        api.route("/wozobjecten/{identificatie}", stub.detail),
    )


class _Stub:
    def __init__(self, city: City) -> None:
        self._city = city

    def search(self, ask: Ask) -> tuple[Json, dict[str, str]]:
        """GET /wozobjecten: there is no search by person."""
        query = ask.query({**_SEARCHED, **_ADDRESSED, **_PAGED}, frozenset((*_SEARCHED, *_ADDRESSED)))
        entries = sorted(query.keys() & _SEARCHED.keys())
        addressed = query.keys() & _ADDRESSED.keys()
        if len(entries) + bool(addressed) > 1:
            raise Refusal("unsupportedCombi", "Er zijn meerdere zoekingangen opgegeven.")
        if addressed and (missing := sorted({"postcode", "huisnummer"} - addressed)):
            params = [(name, "required", "Parameter is verplicht.") for name in missing]
            raise Refusal("paramsCombination", params=params)
        page = ask.page(self._found(query), query)
        found = [self._body(ask, home, query.get("fields")) for home in page.items]
        return {"_links": page.links, "_embedded": {"wozObjecten": found} if found else {}}, page.headers

    def detail(self, ask: Ask) -> tuple[Json, dict[str, str]]:
        """GET /wozobjecten/{identificatie}."""
        number = ask.path("identificatie", _NUMBER)
        query = ask.query(_SHOWN)
        home = self._city.homes.by_number(number)
        if home is None:
            raise Refusal("notFound", "Er bestaat geen wozobject met deze identificatie.")
        return self._body(ask, home, query.get("fields")), {}

    def _found(self, query: dict[str, str]) -> Iterator[Home]:
        """What a sound query finds, in the order of the addresses; of no company of the city a KVK number is known."""
        homes = self._city.homes
        if "rsin" in query:
            everywhere = sorted(map(address, range(self._city.households)), key=_order)
            return homes.held_by(query["rsin"], (place.household for place in everywhere))
        places = sorted(self._addresses(query), key=_order)
        return (homes.home(place.household) for place in places)

    def _addresses(self, query: dict[str, str]) -> list[Address]:
        city = self._city
        if "postcode" in query:
            found = [home.address for home in city.at_postcode(query["postcode"], int(query["huisnummer"]))]
            return [place for place in found if _fits(place, query)]
        for kind in query.keys() & {_OBJECT, _DESIGNATION}:
            home = city.at_object(query[kind])
            place = None if home is None else home.address
            if place is not None and query[kind] == (place.object_id if kind == _OBJECT else place.designation_id):
                return [place]
        return []

    def _body(self, ask: Ask, home: Home, fields: str | None) -> Json:
        """A home with everything that has a value, or what was asked and what always comes."""
        body = self._whole(ask, home)
        return body if fields is None else cut(body, _ALWAYS | set(fields.split(",")))

    def _whole(self, ask: Ask, home: Home) -> Json:
        place = home.address
        owner = None if home.owner is None else self._city.person(self._city.bsn(home.owner))
        user = None if home.user is None else self._city.person(self._city.bsn(home.user))
        parcel = int(home.building[6:])
        number = f"{parcel % 9000 + 1000}"
        links: Json = {
            "self": {"href": f"{ask.base}/wozobjecten/{home.woz_number}"},
            "adres": {"href": f"{_BAG}/adressen/{place.designation_id}"},
            "adresseerbareObjecten": [{"href": f"{_BAG}/adresseerbareobjecten/{place.object_id}"}],
            "panden": [{"href": f"{_BAG}/panden/{home.building}"}],
        }
        for name, person in (("belanghebbendeEigenaar", owner), ("belanghebbendeGebruiker", user)):
            if person is not None:
                links[name] = {"href": f"{_BRP}/{person.bsn}"}
        return _filled(
            identificatie=home.woz_number,
            aanduiding=_filled(
                straat=place.street,
                huisnummer=place.number,
                huisletter=place.letter,
                huisnummertoevoeging=place.addition,
                postcode=place.postcode,
                woonplaats=place.city,
                nummeraanduidingIdentificatie=place.designation_id,
            ),
            adresseerbaarObjectIdentificaties=[place.object_id],
            belanghebbendeEigenaar=_company(*home.company) if home.company else owner and _person(owner),
            belanghebbendeGebruiker=user and _person(user),
            grondoppervlakte=home.ground,
            kadastraalOnroerendeZaken=[
                {
                    "identificatie": f"0518{parcel % 10**7:07d}0000",
                    "aanduiding": {
                        "gemeentecode": "GVH00",
                        "sectie": "ABCDEFGHKLMN"[parcel % 12],
                        "perceelnummer": number if ask.quirks else int(number),
                    },
                    "aanduidingMetGemeentenaam": f"'s-Gravenhage {'ABCDEFGHKLMN'[parcel % 12]} {int(number)}",
                }
            ],
            pandIdentificaties=[home.building],
            verantwoordelijkeGemeente={"code": "0518", "omschrijving": "'s-Gravenhage"},
            waarden=[_value(ask, value) for value in _told(ask, home)],
            _links=links,
        )


def _told(ask: Ask, home: Home) -> Iterator[Value]:
    """The decisions that are told, newest first: by the book one for each date and ingangsdatum."""
    seen = set()
    for value in home.values():
        place = (value.peildatum, value.ingangsdatum)
        if ask.quirks or place not in seen:
            yield value
        seen.add(place)


def _value(ask: Ask, value: Value) -> Json:
    return _filled(
        vastgesteldeWaarde=value.amount,
        waardepeildatum=value.peildatum.isoformat(),
        ingangsdatum=value.ingangsdatum.isoformat(),
        beschikkingsStatussen=list(value.statuses),
        indicatieBezwaarBeroep=value.contested and not ask.quirks,
    )


def _person(person: CityPerson) -> Json:
    name = person.name
    letters = "".join(f"{given[0]}." for given in name.given.split())
    return _filled(
        burgerservicenummer=person.bsn,
        geheimhoudingPersoonsgegevens=person.secrecy,
        naam=" ".join(part for part in (letters, name.prefix, name.surname) if part),
        type="natuurlijk_persoon",
    )


def _company(name: str, rsin: str) -> Json:
    return {"rsin": rsin, "naam": name, "type": "niet_natuurlijk_persoon"}


def _filled(**values: Any) -> Json:
    """Only what has a value: there are no nulls, no empty texts and no false."""
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def _fits(place: Address, query: dict[str, str]) -> bool:
    letter, addition = query.get("huisletter", place.letter), query.get("huisnummertoevoeging", place.addition)
    return letter.upper() == place.letter.upper() and addition.upper() == place.addition.upper()


def _order(place: Address) -> tuple[str, int, str, str]:
    return place.postcode, place.number, place.letter, place.addition
