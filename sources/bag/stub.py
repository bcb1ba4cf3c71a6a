"""The stand-in of the BAG (LVBAG individuele bevragingen 2.6): the addresses of the city and the buildings behind them.

Of the searches it plays the one by adresseerbaar object. With `quirks` the wrong parameters of a problem are in
`invalidParams`, as the API's features have it, and not in the `invalid-params` of its OpenAPI.
"""

from typing import Any, TypeAlias

from starlette.applications import Starlette

from sources.city import Address, City
from sources.city.homes import Home
from sources.city.kadaster import CREDENTIALS, Api, Ask, Check, Refusal, invalid, text, truth, whole
from sources.city.streets import STREETS

__all__ = ["CREDENTIALS", "stub_app"]

Json: TypeAlias = dict[str, Any]

_CRS = "epsg:28992"
_THE_HAGUE = "1245"  # the woonplaats
_FIRST_STREET = 1_000_000
_DESIGNATION = text("[0-9]{4}20[0-9]{10}")
_OBJECT = "adresseerbaarObjectIdentificatie"
_ENDED: dict[str, Check] = {"inclusiefEindStatus": truth}
_SEARCHED: dict[str, Check] = {
    **_ENDED,
    _OBJECT: text("[0-9]{4}(01|02|03)[0-9]{10}"),
    "page": whole(1),
    "pageSize": whole(10, 100),
}


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The BAG of this city. Without quirks it keeps to its OpenAPI."""
    stub = _Stub(city)
    api = Api("2.6.0", quirks=quirks, params="invalidParams" if quirks else "invalid-params")
    return api.app(
        api.route("/adressenuitgebreid", stub.search),
        api.route("/adressenuitgebreid/{nummeraanduidingIdentificatie}", stub.detail),
    )


class _Stub:
    def __init__(self, city: City) -> None:
        self._city = city

    def search(self, ask: Ask) -> tuple[Json, dict[str, str]]:
        """GET /adressenuitgebreid: without a hit there is no collection, and a page that is not there is a fault."""
        _check_crs(ask)
        query = ask.query(_SEARCHED, frozenset({_OBJECT}))
        household = self._city.at_object(query[_OBJECT])
        page = ask.page([] if household is None else [household.index], query)
        if query.get("page", "1") != "1" and not page.items:
            raise invalid(("page", "page", "De opgegeven pagina bestaat niet."))
        found = [_body(ask, self._city.homes.home(index)) for index in page.items]
        return {"_links": page.links, **({"_embedded": {"adressen": found}} if found else {})}, page.headers

    def detail(self, ask: Ask) -> tuple[Json, dict[str, str]]:
        """GET /adressenuitgebreid/{nummeraanduidingIdentificatie}."""
        _check_crs(ask)
        designation = ask.path("nummeraanduidingIdentificatie", _DESIGNATION)
        ask.query(_ENDED)
        household = self._city.at_object(designation)
        if household is None:
            raise Refusal("notFound")
        return _body(ask, self._city.homes.home(household.index)), {}


def _check_crs(ask: Ask) -> None:
    """The only system of coordinates; it may be left out, as there is no geometry here."""
    if ask.request.headers.get("accept-crs", _CRS).lower() != _CRS:
        raise Refusal("crsNotAcceptable")


def _body(ask: Ask, home: Home) -> Json:
    address = home.address
    street = f"051830{_FIRST_STREET + home.household % len(STREETS):010d}"
    ids = {
        "openbareRuimte": f"openbareruimten/{street}",
        "nummeraanduiding": f"nummeraanduidingen/{address.designation_id}",
        "woonplaats": f"woonplaatsen/{_THE_HAGUE}",
        "adresseerbaarObject": f"verblijfsobjecten/{address.object_id}",
    }
    letters = {"huisletter": address.letter, "huisnummertoevoeging": address.addition}
    return {
        "openbareRuimteNaam": address.street,
        "korteNaam": address.short_street,
        "huisnummer": address.number,
        **{name: value for name, value in letters.items() if value},
        "postcode": address.postcode,
        "woonplaatsNaam": address.city,
        "nummeraanduidingIdentificatie": address.designation_id,
        "openbareRuimteIdentificatie": street,
        "woonplaatsIdentificatie": _THE_HAGUE,
        _OBJECT: address.object_id,
        "pandIdentificaties": [home.building],
        "adresregel5": _line(address),
        "adresregel6": f"{address.postcode[:4]} {address.postcode[4:]}  {address.city.upper()}",
        "typeAdresseerbaarObject": "Verblijfsobject",
        "adresseerbaarObjectStatus": "Verblijfsobject in gebruik",
        "gebruiksdoelen": ["woonfunctie"],
        "oppervlakte": home.area,
        "oorspronkelijkBouwjaar": [str(home.built)],
        "pandStatussen": ["Pand in gebruik"],
        "_links": {
            "self": {"href": f"{ask.base}/adressenuitgebreid/{address.designation_id}"},
            **{name: {"href": f"{ask.base}/{path}"} for name, path in ids.items()},
            "panden": [{"href": f"{ask.base}/panden/{home.building}"}],
        },
    }


def _line(address: Address) -> str:
    """Street and number: before an addition that begins with a digit and has no letter before it stands a hyphen."""
    behind = f"{address.letter}{address.addition}"
    mark = "-" if not address.letter and behind[:1].isdigit() else " "
    return f"{address.short_street} {address.number}{mark if behind else ''}{behind}"
