"""The questions by which the BRP finds persons (BRP API Personen 2.7, PersonenQuery), each with its own rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Self

__all__ = ["MOST_FOUND", "TooManyFound", "Unsuitable", "Zoekvraag"]

MOST_FOUND = 30  # persons in an answer; the BRP itself stops earlier for some questions

Value = str | int | bool

_NAME = r"[a-zA-Z0-9À-ž .\-']"
_STREET = r"[a-zA-Z0-9À-ž \-'.]"
_RULES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        name: re.compile(rule)
        for name, rule in {
            "geslachtsnaam": rf"{_NAME}{{1,200}}|{_NAME}{{3,199}}\*",
            "voornamen": rf"{_NAME}{{1,200}}|{_NAME}{{3,199}}\*",
            "voorvoegsel": r"[a-zA-Z ']{1,10}",
            "geslacht": r"[MVOmvo]",
            "geboortedatum": r"\d{4}-\d{2}-\d{2}",
            "gemeenteVanInschrijving": r"[0-9]{4}",
            "postcode": r"[1-9][0-9]{3} ?[A-Za-z]{2}",
            "huisnummer": r"[1-9][0-9]{0,4}",
            "huisletter": r"[a-zA-Z]",
            "huisnummertoevoeging": r"[a-zA-Z0-9 \-]{1,4}",
            "straat": rf"{_STREET}{{1,80}}|{_STREET}{{7,79}}\*|\*{_STREET}{{7,79}}",
            "nummeraanduidingIdentificatie": r"(?!0{16})[0-9]{16}",
            "adresseerbaarObjectIdentificatie": r"(?!0{16})[0-9]{16}",
        }.items()
    }
)
# Beside a surname and a date of birth, given names may end in an asterisk from the first letter on.
_OPTIONAL_GIVEN = re.compile(rf"{_NAME}{{1,199}}\*?")

# Per type: what must be there, and what may.
_TYPES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        f"ZoekMet{name}": (frozenset(required.split()), frozenset(optional.split()))
        for name, required, optional in (
            ("GeslachtsnaamEnGeboortedatum", "geslachtsnaam geboortedatum", "voornamen voorvoegsel geslacht"),
            (
                "NaamEnGemeenteVanInschrijving",
                "geslachtsnaam voornamen gemeenteVanInschrijving",
                "voorvoegsel geslacht",
            ),
            (
                "PostcodeEnHuisnummer",
                "postcode huisnummer",
                "huisletter huisnummertoevoeging geslachtsnaam geboortedatum",
            ),
            (
                "StraatHuisnummerEnGemeenteVanInschrijving",
                "straat huisnummer gemeenteVanInschrijving",
                "huisletter huisnummertoevoeging",
            ),
            ("NummeraanduidingIdentificatie", "nummeraanduidingIdentificatie", ""),
            ("AdresseerbaarObjectIdentificatie", "adresseerbaarObjectIdentificatie", ""),
        )
    }
)


class TooManyFound(Exception):
    """More persons fit than the BRP tells of at once; the question must be more precise."""


class Unsuitable(ValueError):
    """A parameter does not keep to the rule of the BRP; `parameter` is its name, and its value is not here."""

    def __init__(self, parameter: str) -> None:
        super().__init__(f"{parameter} is not as the BRP wants it")
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """One question. Its repr tells its type and nothing of what is looked for."""

    type: str
    parameters: tuple[tuple[str, Value], ...] = field(repr=False)

    @classmethod
    def of(cls, type_: str, values: Mapping[str, str | int | date | None], *, deceased: bool = False) -> Self:
        """The question with these values, of which None are left out; `deceased` finds those who have died as well.

        Raises `Unsuitable` for the first that is missing, or breaks its rule.
        """
        required, optional = _TYPES[type_]
        given: dict[str, Value] = {}
        for name, value in values.items():
            if value is None:
                continue
            if name not in required | optional:
                raise Unsuitable(name)
            written = value.isoformat() if isinstance(value, date) else value
            rule = _OPTIONAL_GIVEN if name == "voornamen" and name in optional else _RULES[name]
            if rule.fullmatch(str(written)) is None:
                raise Unsuitable(name)
            given[name] = written
        if missing := sorted(required - given.keys()):
            raise Unsuitable(missing[0])
        if deceased:
            given["inclusiefOverledenPersonen"] = True
        return cls(type_, tuple(sorted(given.items())))
