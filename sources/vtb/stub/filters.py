"""The filters of Open VTB's lists: which rows a query leaves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

__all__ = ["FILTERS", "Invalid", "passing"]

Json = dict[str, Any]


class Invalid(Exception):
    """A value of a filter that is none: its name, and what is said of it."""

    def __init__(self, name: str, code: str, reason: str) -> None:
        super().__init__(name)
        self.name, self.code, self.reason = name, code, reason


@dataclass(frozen=True, slots=True)
class _Filter:
    """One filter: how its value is read, and how that is held against a row."""

    read: Callable[[str], Any]
    holds: Callable[[Json, Any], bool]
    code: str = "invalid"
    reason: str = "Voer een geldige waarde in."


def _own(path: str) -> Callable[[Json], Any]:
    steps = path.split(".")

    def own(row: Json) -> Any:
        value: Any = row
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    return own


def _exact(path: str, read: Callable[[str], Any] = str, code: str = "invalid") -> _Filter:
    own = _own(path)
    return _Filter(read, lambda row, value: own(row) == value, code)


def _choice(path: str, choices: Iterable[str]) -> _Filter:
    known = frozenset(choices)

    def read(text: str) -> str:
        if text not in known:
            raise ValueError
        return text

    return _exact(path, read, "invalid_choice")


def _true(text: str) -> bool | None:
    """As django-filter reads a boolean: what is none says nothing."""
    return {"true": True, "false": False}.get(text.lower())


def _boolean(held: Callable[[Json], bool]) -> _Filter:
    return _Filter(_true, lambda row, value: value is None or held(row) is value)


def _uuid(path: str) -> _Filter:
    return _exact(path, lambda text: str(UUID(text)))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _compared(path: str, read: Callable[[str], Any]) -> Iterable[tuple[str, _Filter]]:
    """The five filters on a day or a moment; a row without it passes none."""
    own = _own(path)
    tests: dict[str, Callable[[Any, Any], bool]] = {
        "": lambda mine, value: bool(mine == value),
        "__gt": lambda mine, value: bool(mine > value),
        "__gte": lambda mine, value: bool(mine >= value),
        "__lt": lambda mine, value: bool(mine < value),
        "__lte": lambda mine, value: bool(mine <= value),
    }

    def held(test: Callable[[Any, Any], bool]) -> Callable[[Json, Any], bool]:
        return lambda row, value: own(row) is not None and test(read(own(row)), value)

    return [(f"{path}{name}", _Filter(read, held(test))) for name, test in tests.items()]


_RELATED = _Filter(str, lambda row, value: any(each["urn"] == value for each in row["isGerelateerdAan"]))
_ACTIONS = (
    *("betalen", "incasso", "informatie_geven", "informatie_krijgen", "reactie_ontvangen"),
    *("uitnodiging_voor_afspraak", "vernieuwing_nodig"),
)
FILTERS: dict[str, dict[str, _Filter]] = {
    "berichten": {
        "geopendOp__isnull": _boolean(lambda row: row["geopendOp"] is None),
        "isGerelateerdAan": _RELATED,
        "ontvanger": _exact("ontvanger"),
        **dict(_compared("publicatiedatum", _moment)),
    },
    "externetaken": {
        **dict(_compared("datumHerinnering", date.fromisoformat)),
        **dict(_compared("einddatumHandelingsTermijn", date.fromisoformat)),
        "handelingsPerspectief": _choice("handelingsPerspectief", _ACTIONS),
        "isGerelateerdAan": _RELATED,
        "isToegewezenAan": _exact("isToegewezenAan"),
        **dict(_compared("startdatum", date.fromisoformat)),
        "status": _choice("status", ("afgebroken", "niet_uitgevoerd", "open", "uitgevoerd", "verwerkt")),
        "taakSoort": _choice("taakSoort", ("betaaltaak", "formuliertaak", "urltaak")),
        "titel": _exact("titel"),
        "uuid": _uuid("uuid"),
        "verwerkerTaakId": _exact("verwerkerTaakId"),
    },
    "verzoeken": {
        "initiator": _exact("initiator"),
        "isGerelateerdAan": _RELATED,
        "medeInitiator": _exact("medeInitiator"),
        "uuid": _uuid("uuid"),
        "versie": _exact("versie", int),
        "verwerkStatus": _choice("verwerkStatus", ("geregistreerd", "verwerkt")),
        "verzoekBetaling__transactieReferentie": _exact("verzoekBetaling.transactieReferentie"),
        "verzoekBetaling__voltooid": _boolean(lambda row: bool(row["verzoekBetaling"]["voltooid"])),
        "verzoekType__urn": _exact("verzoekTypeUrn"),
        "verzoekType__uuid": _Filter(
            lambda text: str(UUID(text)), lambda row, value: row["verzoekType"].endswith(f"/{value}")
        ),
    },
    "verzoektypen": {
        "naam": _exact("naam"),
        "omschrijving__icontains": _Filter(str, lambda row, value: value.lower() in row["omschrijving"].lower()),
        "uuid": _uuid("uuid"),
    },
}


def passing(collection: str, query: Mapping[str, str], *, quirks: bool) -> Callable[[Json], bool]:
    """Whether a row passes all filters; raises `Invalid`. What is no filter says nothing, nor does an empty one."""
    tests = []
    for name, text in query.items():
        each = FILTERS[collection].get(name)
        if each is None or (text == "" and quirks):
            continue
        try:
            value = each.read(text)
        except (ValueError, OverflowError):
            raise Invalid(name, each.code, each.reason) from None
        tests.append((each, value))
    return lambda row: all(each.holds(row, value) for each, value in tests)
