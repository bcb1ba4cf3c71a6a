"""What may be asked of POST /personen: the parameters of each type of query and what is wrong with a body."""

from collections.abc import Iterator, Mapping
from typing import Any

from sources.brp.stub.fields import AUTOMATIC, GEZAG_PERSOON_BEPERKT, PERSOON, PERSOON_BEPERKT, Tree, paths
from sources.city import parameters
from sources.city.haalcentraal import Fault
from sources.city.parameters import Check, day, fields, text, texts

__all__ = ["BY_BSN", "TREES", "faults"]

BY_BSN = "RaadpleegMetBurgerservicenummer"


def _number(name: str, value: Any) -> Iterator[Fault]:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())  # 1.0 is an integer of JSON
    if not whole or isinstance(value, bool):
        yield Fault(name, "integer", "Waarde is geen geldig getal.")
    elif value < 1:
        yield Fault(name, "minimum", "Waarde is lager dan minimum 1.")
    elif value > 99999:
        yield Fault(name, "maximum", "Waarde is hoger dan maximum 99999.")


def _truth(name: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(name, "boolean", "Waarde is geen boolean.")


_LETTER = r"[a-zA-Z0-9À-ž \.\-\']"
_STREET = r"[a-zA-Z0-9À-ž \-\'\.]"
_BSN, _MUNICIPALITY, _BAG = r"[0-9]{9}", r"[0-9]{4}", r"(?!0{16})[0-9]{16}"
_SURNAME = rf"{_LETTER}{{1,200}}|{_LETTER}{{3,199}}\*{{1}}"
_HOUSE: dict[str, Check] = {
    "huisletter": text(r"[a-zA-Z]{1}"),
    "huisnummertoevoeging": text(r"[a-zA-Z0-9 \-]{1,4}"),
}
_ALIVE: dict[str, Check] = {"inclusiefOverledenPersonen": _truth}

# Per type: the tree of fields, the parameters that must be there and those that may.
_TYPES: dict[str, tuple[Tree, dict[str, Check], dict[str, Check]]] = {
    BY_BSN: (PERSOON, {"burgerservicenummer": texts(20, _BSN)}, {}),
    "ZoekMetGeslachtsnaamEnGeboortedatum": (
        PERSOON_BEPERKT,
        {"geslachtsnaam": text(_SURNAME), "geboortedatum": day},
        {
            "geslacht": text("([Mm]|[Vv]|[Oo])"),
            "voorvoegsel": text(r"[a-zA-Z \']{1,10}"),
            "voornamen": text(rf"{_LETTER}{{1,199}}\*{{0,1}}"),
            **_ALIVE,
        },
    ),
    "ZoekMetNaamEnGemeenteVanInschrijving": (
        PERSOON_BEPERKT,
        {
            "geslachtsnaam": text(_SURNAME),
            "voornamen": text(_SURNAME),
            "gemeenteVanInschrijving": text(_MUNICIPALITY),
        },
        {"geslacht": text("([Mm]|[Vv]|[Oo])"), "voorvoegsel": text(r"[a-zA-Z \']{1,10}"), **_ALIVE},
    ),
    "ZoekMetPostcodeEnHuisnummer": (
        PERSOON_BEPERKT,
        {"postcode": text("[1-9]{1}[0-9]{3}[ ]?[A-Za-z]{2}"), "huisnummer": _number},
        {**_HOUSE, "geboortedatum": day, "geslachtsnaam": text(_SURNAME), **_ALIVE},
    ),
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": (
        PERSOON_BEPERKT,
        {
            "straat": text(rf"{_STREET}{{1,80}}|{_STREET}{{7,79}}\*{{1}}|\*{{1}}{_STREET}{{7,79}}"),
            "huisnummer": _number,
            "gemeenteVanInschrijving": text(_MUNICIPALITY),
        },
        {**_HOUSE, **_ALIVE},
    ),
    "ZoekMetNummeraanduidingIdentificatie": (
        PERSOON_BEPERKT,
        {"nummeraanduidingIdentificatie": text(_BAG)},
        _ALIVE,
    ),
    "ZoekMetAdresseerbaarObjectIdentificatie": (
        GEZAG_PERSOON_BEPERKT,
        {"adresseerbaarObjectIdentificatie": text(_BAG)},
        _ALIVE,
    ),
}

TREES: dict[str, Tree] = {kind: tree for kind, (tree, _, _) in _TYPES.items()}
_KINDS: dict[str, tuple[Mapping[str, Check], Mapping[str, Check]]] = {
    kind: (
        {**required, "fields": fields(130, frozenset(paths(tree)), AUTOMATIC)},
        {"gemeenteVanInschrijving": text(_MUNICIPALITY), **optional},
    )
    for kind, (tree, required, optional) in _TYPES.items()
}


def faults(body: dict[str, Any]) -> list[Fault]:
    """All that is wrong with a body."""
    return parameters.faults(body, _KINDS)
