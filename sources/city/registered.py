"""How the registries of persons write a place in all its shapes, and what they tell of somebody without being asked."""

from datetime import date
from typing import Any

from sources.city.haalcentraal import Json, dag
from sources.city.people import CityPerson
from sources.city.places import MUNICIPALITY, Abroad, Address, Code, Moored, Place, Unknown

__all__ = ["code", "filled", "lines", "place", "table", "unasked"]


def code(value: str, name: str) -> Json:
    """A value of a table; one without a code has a text only."""
    return {"code": value, "omschrijving": name} if value else {"omschrijving": name}


def table(value: Code) -> Json:
    """A value of a national table."""
    return code(value.code, value.name)


def filled(**values: Any) -> Json:
    """Only what has a value: these APIs send no nulls, no empty texts and no false."""
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def place(where: Place) -> Json:
    """A verblijfplaats without its dates."""
    if isinstance(where, Unknown):
        return {"type": "VerblijfplaatsOnbekend"}
    if isinstance(where, Abroad):
        parts: Json = {f"regel{number}": line for number, line in enumerate(where.lines, 1)}
        return {"type": "VerblijfplaatsBuitenland", "verblijfadres": {**parts, "land": table(where.country)}}
    if isinstance(where, Moored):
        address = {"locatiebeschrijving": where.description}
        return {"type": "Locatie", "verblijfadres": address, "functieAdres": code("W", "woonadres")}
    return {
        "type": "Adres",
        "verblijfadres": filled(
            officieleStraatnaam=where.street,
            korteStraatnaam=where.short_street,
            huisnummer=where.number,
            huisletter=where.letter,
            huisnummertoevoeging=where.addition,
            postcode=where.postcode,
            woonplaats=where.city,
        ),
        "functieAdres": code("B", "briefadres") if where.postal else code("W", "woonadres"),
        "adresseerbaarObjectIdentificatie": where.object_id,
        "nummeraanduidingIdentificatie": where.designation_id,
    }


def lines(where: Place, municipality: Code = MUNICIPALITY) -> Json:
    """The lines of an envelope, as the registry composes them."""
    if isinstance(where, Unknown):
        return {}
    if isinstance(where, Abroad):
        parts: Json = {f"adresregel{number}": line for number, line in enumerate(where.lines, 1)}
        return {**parts, "land": table(where.country)}
    if isinstance(where, Moored):
        return {"adresregel1": where.description, "adresregel2": municipality.name.upper()}
    return {"adresregel1": _house(where), "adresregel2": _town(where)}


def unasked(person: CityPerson) -> Json:
    """That somebody's data are secret, or no longer kept up."""
    found: Json = {"geheimhoudingPersoonsgegevens": True} if person.secrecy else {}
    if person.deceased is not None:
        return {**found, "opschortingBijhouding": _suspended("O", "overlijden", person.deceased)}
    if isinstance(person.place, Abroad | Unknown):
        return {**found, "opschortingBijhouding": _suspended("E", "emigratie", person.place.since)}
    return found


def _suspended(reason: str, text: str, since: date) -> Json:
    return {"reden": code(reason, text), "datum": dag(since)}


def _house(where: Address) -> str:
    home = f"{where.short_street} {where.number}"
    if where.letter:
        return f"{home} {where.letter}{where.addition}"
    if where.addition:
        return f"{home}{'-' if where.addition[0].isdigit() else ' '}{where.addition}"
    return home


def _town(where: Address) -> str:
    return f"{where.postcode[:4]} {where.postcode[4:]}  {where.city.upper()}"
