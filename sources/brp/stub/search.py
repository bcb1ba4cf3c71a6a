"""Who a query finds: by number, by address, and by name among the households of the personas."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from sources.brp.stub.query import BY_BSN
from sources.city import PERSONAS, Address, City, CityPerson, Household
from sources.city.places import registered_in

__all__ = ["find", "most"]

# Who finds more is told to search more precisely (features of the API, fout-cases); by number there is no such limit.
_MOST = {"ZoekMetPostcodeEnHuisnummer": 30, "ZoekMetAdresseerbaarObjectIdentificatie": 30}


def find(city: City, query: dict[str, Any]) -> list[CityPerson]:
    """The persons of a sound query, each once. A search leaves out the deceased unless they are asked for."""
    if query["type"] == BY_BSN:
        found: Iterable[CityPerson] = _known(city, query["burgerservicenummer"])
    else:
        found = (person for person in _candidates(city, query) if _fits(person, query))
    registered = query.get("gemeenteVanInschrijving")
    return [person for person in found if registered in (None, registered_in(person.place).code)]


def most(kind: str) -> int:
    """The most persons that a query of this type gives."""
    return _MOST.get(kind, 20 if kind == BY_BSN else 10)


def _known(city: City, numbers: Iterable[str]) -> Iterator[CityPerson]:
    for bsn in dict.fromkeys(numbers):
        person = city.person(bsn)
        if person is not None:
            yield person


def _candidates(city: City, query: dict[str, Any]) -> Iterator[CityPerson]:
    """Those among whom the rest of the query decides."""
    homes: Iterable[Household | None]
    if "adresseerbaarObjectIdentificatie" in query:
        homes = [_at(city, query["adresseerbaarObjectIdentificatie"], "01")]
    elif "nummeraanduidingIdentificatie" in query:
        homes = [_at(city, query["nummeraanduidingIdentificatie"], "20")]
    elif "postcode" in query:
        homes = city.at_postcode(query["postcode"].replace(" ", "").upper(), int(query["huisnummer"]))
    elif "straat" in query:
        named = _form(query["straat"])
        homes = (home for home in city.at_number(int(query["huisnummer"])) if named.fullmatch(home.address.street))
    else:
        homes = [city.household(index) for index in _persona_homes(city)]
    return chain.from_iterable(_known(city, home.members) for home in homes if home is not None)


def _at(city: City, identification: str, kind: str) -> Household | None:
    return city.at_object(identification) if identification[4:6] == kind else None


def _persona_homes(city: City) -> dict[int, None]:
    return dict.fromkeys(person.household for person in _known(city, (persona.bsn for persona in PERSONAS)))


def _fits(person: CityPerson, query: dict[str, Any]) -> bool:
    name, place, birth = person.name, person.place, person.birth.whole
    if person.deceased is not None and not query.get("inclusiefOverledenPersonen"):
        return False
    if "huisnummer" in query or "straat" in query or any(key.endswith("Identificatie") for key in query):
        if not isinstance(place, Address):
            return False
        if query.get("huisletter", place.letter).upper() != place.letter:
            return False
        if query.get("huisnummertoevoeging", place.addition).upper() != place.addition.upper():
            return False
    if "geboortedatum" in query and (birth is None or birth.isoformat() != query["geboortedatum"]):
        return False
    return (
        query.get("geslacht", person.sex).upper() == person.sex
        and query.get("voorvoegsel", name.prefix).lower() == name.prefix.lower()
        and _form(query.get("geslachtsnaam", name.surname)).fullmatch(name.surname) is not None
        and _form(query.get("voornamen", name.given)).fullmatch(name.given) is not None
    )


def _form(text: str) -> re.Pattern[str]:
    """A search text: letters in either case, an asterisk at an end for anything."""
    return re.compile(re.escape(text).replace(r"\*", ".*"), re.IGNORECASE)
