"""The filters of Open Product's list of products, as far as they are played."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any
from uuid import UUID

from sources.city.permits import STATUSES

__all__ = ["Test", "test_of"]

Json = dict[str, Any]
Test = Callable[[Json], bool]

_OWNERS = {"eigenaren__bsn": "bsn", "eigenaren__kvk_nummer": "kvk_nummer"}
_CHOICES = {
    "status": STATUSES,
    "frequentie": ("eenmalig", "jaarlijks", "maandelijks"),
    "gepubliceerd": ("true", "false", "True", "False", "1", "0"),
    "producttype__gepubliceerd": ("true", "false", "True", "False", "1", "0"),
}
_DAYS = re.compile("(start_datum|eind_datum)(__gte|__lte)?")
_MOMENTS = re.compile("(aanmaak_datum|update_datum)(__gte|__lte)?")
_AMOUNTS = re.compile("(prijs)(__gte|__lte)?")
_TYPES = {"producttype__code": "code", "producttype__naam": "naam", "uniforme_product_naam": "uniforme_product_naam"}


def test_of(name: str, value: str) -> Test | str | None:
    """The filter of this name, what is wrong with its value, or nothing for a name that is no filter here."""
    if name in _CHOICES and value not in _CHOICES[name]:
        return "Selecteer een geldige keuze."
    if name in ("status", "frequentie"):
        return lambda body: body[name] == value
    if name == "gepubliceerd":
        return lambda body: body[name] is (value.lower() in ("true", "1"))
    if name == "producttype__gepubliceerd":
        return lambda body: value.lower() in ("true", "1")
    if name in _OWNERS:
        return lambda body: any(owner.get(_OWNERS[name]) == value for owner in body["eigenaren"])
    if name == "naam":
        return lambda body: body["naam"] == value
    if name in _TYPES:
        return lambda body: body["producttype"][_TYPES[name]] == value
    if name in ("producttype__code__in", "producttype__naam__in"):
        values = value.split(",")
        return lambda body: body["producttype"]["code" if "code" in name else "naam"] in values
    if name.endswith("uuid"):
        return _by_uuid(name, value)
    return _compared(name, value)


def _by_uuid(name: str, value: str) -> Test | str:
    try:
        UUID(value)
    except ValueError:
        return "Voer een geldige UUID in."
    if name == "producttype__uuid":
        return lambda body: body["producttype"]["uuid"] == value.lower()
    return lambda body: any(owner["uuid"] == value.lower() for owner in body["eigenaren"])


def _compared(name: str, value: str) -> Test | str | None:
    kinds: tuple[tuple[re.Pattern[str], Callable[[str], Any], str], ...] = (
        (_DAYS, date.fromisoformat, "Voer een geldige datum in."),
        (_MOMENTS, _moment, "Voer een geldige datum/tijd in."),
        (_AMOUNTS, _amount, "Voer een getal in."),
    )
    for pattern, read, wrong in kinds:
        if match := pattern.fullmatch(name):
            try:
                return _holding(match[1], match[2], read, read(value))
            except ValueError:
                return wrong
    return None


def _holding(field: str, operator: str | None, read: Callable[[str], Any], asked: Any) -> Test:
    def holds(body: Json) -> bool:
        if body[field] is None:
            return False
        own = read(body[field])
        if operator is None:
            return bool(own == asked)
        return bool(own >= asked if operator == "__gte" else own <= asked)

    return holds


def _amount(text: str) -> float:
    found = float(text)
    if not isfinite(found):
        raise ValueError
    return found


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
