"""What of an answer is looked into: the marks that the BRP API puts into each group, of what was asked and no more."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sources.brp.stub.fields import INQUIRY
from sources.city.haalcentraal import Json, dag
from sources.city.inquiries import Inquiry

__all__ = ["mark", "of_person"]

_FROM = "datumIngangOnderzoek"
_HOUSE = "huisnummer"


def mark(group: str, value: Json, inquiries: Iterable[Inquiry]) -> Json:
    """A group with the marks of these inquiries; what was not asked of it is cut away later."""
    for inquiry in inquiries:
        if (marking := _MARKS.get((group, inquiry.category))) is not None:
            value = marking(value, inquiry)
    return value


def of_person(asked: Iterable[str], inquiries: Iterable[Inquiry]) -> Json:
    """The marks of what stands right in the person."""
    found: Json = {}
    for inquiry in inquiries:
        if inquiry.category == "01" and inquiry.about("0103") and "leeftijd" in asked:
            found |= {"leeftijd": True, f"{_FROM}Persoon": dag(inquiry.since)}
        flags = {"gemeenteVanInschrijving", "datumInschrijvingInGemeente"} & set(asked)
        if inquiry.category == "08" and inquiry.what == "080000" and flags:
            found |= {**dict.fromkeys(sorted(flags), True), f"{_FROM}Gemeente": dag(inquiry.since)}
    return {INQUIRY: found} if found else {}


def _marked(value: Json, parts: Iterable[str], since: date, name: str = _FROM) -> Json:
    flags = {part: True for part in parts if part in value}
    return {**value, INQUIRY: {**flags, name: dag(since)}} if flags else value


def _birth(value: Json, inquiry: Inquiry) -> Json:
    return _marked(value, ["datum"], inquiry.since) if inquiry.about("0103") else value


def _nationality(value: Json, inquiry: Inquiry) -> Json:
    return _marked(value, ["type", "nationaliteit"], inquiry.since)


def _residence(value: Json, inquiry: Inquiry) -> Json:
    whole = inquiry.what == "080000"
    if whole:
        value = _marked(value, [part for part in value if part != "verblijfadres"], inquiry.since)
    if "verblijfadres" not in value:
        return value
    address = value["verblijfadres"]
    return {**value, "verblijfadres": _marked(address, [*address] if whole else [_HOUSE], inquiry.since)}


def _letters(value: Json, inquiry: Inquiry) -> Json:
    lines = ["adresregel1", *(("adresregel2", "adresregel3", "land") if inquiry.what == "080000" else ())]
    return _marked(value, lines, inquiry.since, f"{_FROM}Verblijfplaats")


def _immigration(value: Json, inquiry: Inquiry) -> Json:
    return _marked(value, [*value], inquiry.since) if inquiry.what == "080000" else value


_MARKS: Mapping[tuple[str, str], Callable[[Json, Inquiry], Json]] = {
    ("geboorte", "01"): _birth,
    ("nationaliteiten", "04"): _nationality,
    ("verblijfplaats", "08"): _residence,
    ("adressering", "08"): _letters,
    ("immigratie", "08"): _immigration,
}
