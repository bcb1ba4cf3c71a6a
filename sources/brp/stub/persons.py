"""A person of the city as the BRP API gives them; groups that were not asked are not made."""

from collections.abc import Callable
from typing import Any

from sources.brp.stub.fields import Selection, cut
from sources.brp.stub.inquiries import mark, of_person
from sources.brp.stub.letters import envelope, in_text, initials, salutation
from sources.city import Address, City, CityPerson, Code, Moored, Name
from sources.city.haalcentraal import Json, dag, datum
from sources.city.personas import Authority
from sources.city.places import MUNICIPALITY, registered_in
from sources.city.registered import code, filled, lines, place, table, unasked

__all__ = ["person"]

_NETHERLANDS = Code("6030", "Nederland")
_SEX = {"M": "man", "V": "vrouw", "O": "onbekend"}
_NAME_USE = {
    "E": "eigen geslachtsnaam",
    "N": "geslachtsnaam echtgenoot/geregistreerd partner na eigen geslachtsnaam",
    "P": "geslachtsnaam echtgenoot/geregistreerd partner",
    "V": "geslachtsnaam echtgenoot/geregistreerd partner voor eigen geslachtsnaam",
}
_UNION = {"H": "huwelijk", "P": "geregistreerd partnerschap"}
_DUTCH, _POLISH, _STATELESS, _OF_AGE = "0001", "0072", "0499", 18


def person(city: City, subject: CityPerson, selection: Selection) -> Json:
    """The asked groups of a person, and what is given without being asked."""
    answer, inquiries = Json(), city.inquiries(subject)
    for group, wanted in selection.items():
        value = _GROUPS[group](city, subject) if group in _GROUPS else None
        if value is not None:
            name = group.removesuffix("Binnenland")
            if isinstance(value, list):
                value = [mark(name, each, inquiries) for each in value]
            elif isinstance(value, dict):
                value = mark(name, value, inquiries)
            asked = cut(value, wanted)
            answer[name] = _united(answer[name], asked) if name in answer else asked
    return {**answer, **of_person(selection, inquiries), **unasked(subject)}


def _united(one: Json, other: Json) -> Json:
    """The same group, asked under its own name and under its alias."""
    both = {name for name in one.keys() & other.keys() if isinstance(one[name], dict)}
    return {**one, **other, **{name: _united(one[name], other[name]) for name in both}}


def _names(name: Name) -> Json:
    return filled(
        voornamen=name.given,
        voorvoegsel=name.prefix,
        geslachtsnaam=name.surname,
        voorletters=initials(name.given),
    )


def _name(_: City, subject: CityPerson) -> Json:
    use = code(subject.name_use, _NAME_USE[subject.name_use])
    return {**_names(subject.name), "volledigeNaam": subject.name.full, "aanduidingNaamgebruik": use}


def _birth(_: City, subject: CityPerson) -> Json:
    return filled(
        datum=datum(subject.birth),
        land=table(subject.birth_country),
        plaats=subject.birth_town and table(subject.birth_town),
    )


def _death(_: City, subject: CityPerson) -> Json | None:
    if subject.deceased is None:
        return None
    return {"datum": dag(subject.deceased), "land": table(_NETHERLANDS), "plaats": table(MUNICIPALITY)}


def _nationalities(_: City, subject: CityPerson) -> list[Json]:
    since = {"datumIngangGeldigheid": _first(subject)}
    if subject.nationality.code == _STATELESS:
        return [{"type": "Staatloos", "redenOpname": code("312", "Vaststelling staatloosheid"), **since}]
    if subject.nationality.code != _DUTCH:
        reason = code("301", "Vaststelling bezit vreemde nationaliteit")
    elif subject.arrived is not None:
        reason = code("027", "Rijkswet op het Nederlanderschap 1984, art. 7")
    else:
        reason = code("017", "Rijkswet op het Nederlanderschap 1984, art. 3, lid 1")
    nationality = {"nationaliteit": table(subject.nationality), "redenOpname": reason}
    return [{"type": "Nationaliteit", **nationality, **since}]


def _permit(_: City, subject: CityPerson) -> Json | None:
    """On what ground who is no citizen of the European Union may stay."""
    if subject.nationality.code in (_DUTCH, _POLISH) or subject.arrived is None or subject.deceased is not None:
        return None
    if subject.nationality.code == _STATELESS:
        ground = code("27", "Vw 2000 art. 8, onder d, vergunning asiel onbepaalde tijd, arbeid vrij toegestaan")
    else:
        ground = code("25", "Vw 2000 art. 8, onder b, vergunning regulier onbepaalde tijd, arbeid vrij toegestaan")
    return {"aanduiding": ground, "datumIngang": dag(subject.arrived)}


def _european_vote(_: City, subject: CityPerson) -> Json | None:
    if subject.nationality.code != _POLISH or subject.deceased is not None:
        return None
    return {"aanduiding": code("2", "persoon ontvangt oproep")}


def _barred(city: City, subject: CityPerson) -> Json | None:
    if not _guarded(city, subject):
        return None
    return {"uitgeslotenVanKiesrecht": True, "einddatum": {"type": "JaarDatum", "jaar": 2031, "langFormaat": "2031"}}


def _guarded(_: City, subject: CityPerson) -> bool | None:
    return True if subject.persona is not None and subject.persona.guarded else None


def _first(subject: CityPerson) -> Json:
    """Since when the register has the person: birth or arrival."""
    return datum(subject.birth) if subject.arrived is None else dag(subject.arrived)


def _immigration(_: City, subject: CityPerson) -> Json | None:
    if subject.arrived is None:
        return None
    return {
        "datumVestigingInNederland": dag(subject.arrived),
        "landVanwaarIngeschreven": table(subject.birth_country),
        "indicatieVestigingVanuitBuitenland": True,
    }


def _residence(_: City, subject: CityPerson) -> Json:
    since = dag(subject.place_since)
    left = {"indicatieVastgesteldVerblijftNietOpAdres": True} if subject.left is not None else {}
    return {**place(subject.place), "datumVan": since, "datumIngangGeldigheid": since, **left}


def _residence_inland(city: City, subject: CityPerson) -> Json | None:
    return _residence(city, subject) if isinstance(subject.place, Address | Moored) else None


def _letters(city: City, subject: CityPerson) -> Json:
    partner = _relative(city, subject.partnership.bsn).name if subject.partnership else None
    name, sex, use = subject.name, subject.sex, subject.name_use
    return {
        "aanhef": salutation(name, sex, use, partner),
        "aanschrijfwijze": {"naam": envelope(name, use, partner)},
        "gebruikInLopendeTekst": in_text(name, sex, use, partner),
    }


def _lines_inland(subject: CityPerson) -> Json:
    return lines(subject.place) if isinstance(subject.place, Address | Moored) else {}


def _relative(city: City, bsn: str) -> CityPerson:
    """A relative by BSN; whoever the city names as a relative is in the city."""
    found = city.person(bsn)
    if found is None:
        raise LookupError("the city names a relative whom it does not have")
    return found


def _related(city: City, subject: CityPerson) -> Json:
    return {
        "burgerservicenummer": subject.bsn,
        "naam": _names(subject.name),
        "geboorte": _birth(city, subject),
    }


def _children(city: City, subject: CityPerson) -> list[Json]:
    return [_related(city, _relative(city, bsn)) for bsn in subject.children]


def _parents(city: City, subject: CityPerson) -> list[Json]:
    since = datum(subject.birth)
    parents = [{**_related(city, found), "geslacht": found.sex} for found in _known_parents(city, subject)]
    for forebear in subject.forebears:
        birth = {"datum": datum(forebear.birth)}
        parents.append({"naam": _names(forebear.name), "geboorte": birth, "geslacht": forebear.sex})
    for number, parent in enumerate(parents, 1):
        parent["geslacht"] = code(parent["geslacht"], _SEX[parent["geslacht"]])
        parent["ouderAanduiding"] = str(number)
        parent["datumIngangFamilierechtelijkeBetrekking"] = since
    return parents


def _known_parents(city: City, subject: CityPerson) -> list[CityPerson]:
    return [_relative(city, bsn) for bsn in subject.parents]


def _partners(city: City, subject: CityPerson) -> list[Json]:
    union = subject.partnership
    if union is None:
        return []
    partner = _relative(city, union.bsn)
    begun = {"datum": dag(union.since), "land": table(_NETHERLANDS), "plaats": table(MUNICIPALITY)}
    ended = {"ontbindingHuwelijkPartnerschap": {"datum": dag(union.until)}} if union.until else {}
    return [
        {
            **_related(city, partner),
            "geslacht": code(partner.sex, _SEX[partner.sex]),
            "soortVerbintenis": code(union.kind, _UNION[union.kind]),
            "aangaanHuwelijkPartnerschap": begun,
            **ended,
        }
    ]


def _minor(city: City, subject: CityPerson) -> bool:
    age = subject.age(city.today)
    return age is not None and age < _OF_AGE


def _custody(city: City, subject: CityPerson) -> list[Json]:
    """Who has authority over a minor: over this person, or over the children of this person."""
    minors = [subject] if _minor(city, subject) else [_relative(city, bsn) for bsn in subject.children]
    return [_custody_over(city, minor) for minor in minors if _minor(city, minor)]


def _custody_over(city: City, minor: CityPerson) -> Json:
    named = {"burgerservicenummer": minor.bsn, "naam": {"volledigeNaam": minor.name.full}}
    over = {"minderjarige": {**named, "leeftijd": minor.age(city.today)}}
    parents = [
        {"burgerservicenummer": parent.bsn, "naam": {"volledigeNaam": parent.name.full}}
        for parent in _known_parents(city, minor)
        if parent.deceased is None
    ]
    exception = minor.persona.authority if minor.persona is not None else None
    if exception is Authority.NOBODY_FOR_NOW:
        return {"type": "TijdelijkGeenGezag", **over, "toelichting": "Er is nog niet in het gezag voorzien."}
    if exception is Authority.CANNOT_BE_TOLD:
        return {"type": "GezagNietTeBepalen", **over, "toelichting": "De gegevens zijn daarvoor niet volledig."}
    if exception is Authority.FIRST_PARENT:
        parents = parents[:1]
    if len(minor.parents) == 1 and parents and minor.persona is None and minor.index % 2 == 0:
        derde = {"type": "OnbekendeDerde"}
        return {"type": "GezamenlijkGezag", **over, "ouder": parents[0], "derde": derde}
    if len(parents) == 2:
        return {"type": "GezamenlijkOuderlijkGezag", **over, "ouders": parents}
    if parents:
        return {"type": "EenhoofdigOuderlijkGezag", **over, "ouder": parents[0]}
    return {"type": "GezagNietTeBepalen", **over, "toelichting": "Er zijn geen ouders in de registratie."}


_GROUPS: dict[str, Callable[[City, CityPerson], Any]] = {
    "aNummer": lambda _, subject: f"{5_000_000_000 + subject.index}",
    "burgerservicenummer": lambda _, subject: subject.bsn,
    "geslacht": lambda _, subject: code(subject.sex, _SEX[subject.sex]),
    "leeftijd": lambda city, subject: subject.age(city.today),
    "naam": _name,
    "geboorte": _birth,
    "overlijden": _death,
    "nationaliteiten": _nationalities,
    "immigratie": _immigration,
    "gemeenteVanInschrijving": lambda _, subject: table(registered_in(subject.place)),
    "datumEersteInschrijvingGBA": lambda _, subject: _first(subject),
    "datumInschrijvingInGemeente": lambda _, subject: dag(subject.registered_since),
    "verblijfplaats": _residence,
    "verblijfplaatsBinnenland": _residence_inland,
    "adressering": lambda city, subject: {**_letters(city, subject), **lines(subject.place)},
    "adresseringBinnenland": lambda city, subject: {**_letters(city, subject), **_lines_inland(subject)},
    "partners": _partners,
    "kinderen": _children,
    "ouders": _parents,
    "gezag": _custody,
    "verblijfstitel": _permit,
    "europeesKiesrecht": _european_vote,
    "uitsluitingKiesrecht": _barred,
    "indicatieCurateleRegister": _guarded,
}
