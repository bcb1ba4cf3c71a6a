"""What may be asked of POST /personen: the parameters of each type of query and what is wrong with a body."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

from sources.brp.stub.fields import AUTOMATIC, GEZAG_PERSOON_BEPERKT, PERSOON, PERSOON_BEPERKT, Tree, paths
from sources.city.haalcentraal import Fault

__all__ = ["BY_BSN", "TREES", "faults"]

BY_BSN = "RaadpleegMetBurgerservicenummer"


Check: TypeAlias = Callable[[str, Any], Iterator[Fault]]


def _text(pattern: str) -> Check:
    form = re.compile(pattern)

    def check(name: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or form.fullmatch(value) is None:
            yield Fault(name, "pattern", "Waarde voldoet niet aan patroon", pattern=f"^{pattern}$")

    return check


def _texts(limit: int, pattern: str) -> Check:
    each = _text(pattern)

    def check(name: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(name, "array", "Parameter is geen array.")
        elif not value:
            yield Fault(name, "minItems", "Array bevat minder dan 1 items.")
        elif len(value) > limit:
            yield Fault(name, "maxItems", f"Array bevat meer dan {limit} items.")
        else:
            for place, item in enumerate(value):
                for fault in each(name, item):
                    yield Fault(name, fault.code, fault.reason, place, fault.pattern)

    return check


def _fields(tree: Tree) -> Check:
    form, known = _texts(130, r"[a-zA-Z0-9\._]{1,200}"), frozenset(paths(tree))

    def check(name: str, value: Any) -> Iterator[Fault]:
        wrong = list(form(name, value))
        yield from wrong
        if wrong:
            return
        for place, path in enumerate(value):
            if path in known:
                continue
            automatic = not AUTOMATIC.isdisjoint(path.split("."))
            kind = "niet toegestane" if automatic else "niet bestaande"
            yield Fault(name, "fields", f"Parameter bevat een {kind} veldnaam.", place)

    return check


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


def _day(name: str, value: Any) -> Iterator[Fault]:
    try:
        if not isinstance(value, str) or len(value) != len("2026-01-31"):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        yield Fault(name, "date", "Waarde is geen geldige datum.")


_LETTER = r"[a-zA-Z0-9À-ž \.\-\']"
_STREET = r"[a-zA-Z0-9À-ž \-\'\.]"
_BSN, _MUNICIPALITY, _BAG = r"[0-9]{9}", r"[0-9]{4}", r"(?!0{16})[0-9]{16}"
_SURNAME = rf"{_LETTER}{{1,200}}|{_LETTER}{{3,199}}\*{{1}}"
_HOUSE: dict[str, Check] = {
    "huisletter": _text(r"[a-zA-Z]{1}"),
    "huisnummertoevoeging": _text(r"[a-zA-Z0-9 \-]{1,4}"),
}
_ALIVE: dict[str, Check] = {"inclusiefOverledenPersonen": _truth}

# Per type: the tree of fields, the parameters that must be there and those that may.
_TYPES: dict[str, tuple[Tree, dict[str, Check], dict[str, Check]]] = {
    BY_BSN: (PERSOON, {"burgerservicenummer": _texts(20, _BSN)}, {}),
    "ZoekMetGeslachtsnaamEnGeboortedatum": (
        PERSOON_BEPERKT,
        {"geslachtsnaam": _text(_SURNAME), "geboortedatum": _day},
        {
            "geslacht": _text("([Mm]|[Vv]|[Oo])"),
            "voorvoegsel": _text(r"[a-zA-Z \']{1,10}"),
            "voornamen": _text(rf"{_LETTER}{{1,199}}\*{{0,1}}"),
            **_ALIVE,
        },
    ),
    "ZoekMetNaamEnGemeenteVanInschrijving": (
        PERSOON_BEPERKT,
        {
            "geslachtsnaam": _text(_SURNAME),
            "voornamen": _text(_SURNAME),
            "gemeenteVanInschrijving": _text(_MUNICIPALITY),
        },
        {"geslacht": _text("([Mm]|[Vv]|[Oo])"), "voorvoegsel": _text(r"[a-zA-Z \']{1,10}"), **_ALIVE},
    ),
    "ZoekMetPostcodeEnHuisnummer": (
        PERSOON_BEPERKT,
        {"postcode": _text("[1-9]{1}[0-9]{3}[ ]?[A-Za-z]{2}"), "huisnummer": _number},
        {**_HOUSE, "geboortedatum": _day, "geslachtsnaam": _text(_SURNAME), **_ALIVE},
    ),
    "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving": (
        PERSOON_BEPERKT,
        {
            "straat": _text(rf"{_STREET}{{1,80}}|{_STREET}{{7,79}}\*{{1}}|\*{{1}}{_STREET}{{7,79}}"),
            "huisnummer": _number,
            "gemeenteVanInschrijving": _text(_MUNICIPALITY),
        },
        {**_HOUSE, **_ALIVE},
    ),
    "ZoekMetNummeraanduidingIdentificatie": (
        PERSOON_BEPERKT,
        {"nummeraanduidingIdentificatie": _text(_BAG)},
        _ALIVE,
    ),
    "ZoekMetAdresseerbaarObjectIdentificatie": (
        GEZAG_PERSOON_BEPERKT,
        {"adresseerbaarObjectIdentificatie": _text(_BAG)},
        _ALIVE,
    ),
}

TREES: dict[str, Tree] = {kind: tree for kind, (tree, _, _) in _TYPES.items()}
_FIELDS: dict[str, Check] = {kind: _fields(tree) for kind, tree in TREES.items()}
_MUNICIPALITY_CHECK = _text(_MUNICIPALITY)


def faults(body: dict[str, Any]) -> list[Fault]:
    """All that is wrong with a body; a query without a known type has nothing else to be judged by."""
    kind = body.get("type")
    if kind is None:
        return [Fault("type", "required", "Parameter is verplicht.")]
    if not isinstance(kind, str) or kind not in _TYPES:
        return [Fault("type", "value", "Waarde is geen geldig zoek type.")]
    _, required, optional = _TYPES[kind]
    required = {**required, "fields": _FIELDS[kind]}
    known = {"gemeenteVanInschrijving": _MUNICIPALITY_CHECK, **optional, **required}
    found = [Fault(name, "required", "Parameter is verplicht.") for name in required if body.get(name) is None]
    for name, value in body.items():
        if name == "type" or (value is None and name in required):
            continue
        if name in known:
            found.extend(known[name](name, value))
        else:
            found.append(Fault(name, "unknownParam", "Parameter is niet verwacht."))
    return found
