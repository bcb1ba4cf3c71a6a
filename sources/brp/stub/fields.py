"""Which paths may be asked, and cutting an answer down to the ones that were (BRP API 2.7, fields-Persoon.csv)."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

__all__ = [
    "AUTOMATIC",
    "GEZAG_PERSOON_BEPERKT",
    "INQUIRY",
    "PERSOON",
    "PERSOON_BEPERKT",
    "Selection",
    "cut",
    "paths",
    "select",
]

Tree: TypeAlias = dict[str, "Tree"]
Selection: TypeAlias = dict[str, "Selection"]  # what was asked; empty: all of it

INQUIRY = "inOnderzoek"

# Given automatically, so never to be asked; wherever one of these is part of a path.
AUTOMATIC = frozenset(
    (
        *("inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie"),
        "indicatieVastgesteldVerblijftNietOpAdres",
    )
)


def _leaves(text: str) -> Tree:
    return {name: {} for name in text.split()}


# Asking a part of one of these gives the whole.
_DATE = _leaves("type datum jaar maand onbekend langFormaat")
_TABLE = _leaves("code omschrijving")
_TITLE = _leaves("code omschrijving soort")
_GEZAG: Tree = {
    "type": {},
    **{role: _leaves("burgerservicenummer") for role in ("minderjarige", "ouders", "ouder", "derde", "derden")},
}
_WHOLE = (_DATE, _TABLE, _TITLE, _GEZAG)

_NAME: Tree = {**_leaves("voornamen voorvoegsel geslachtsnaam voorletters"), "adellijkeTitelPredicaat": _TITLE}
_BIRTH: Tree = {"datum": _DATE, "land": _TABLE, "plaats": _TABLE}
_RELATIVE: Tree = {"burgerservicenummer": {}, "naam": _NAME, "geboorte": _BIRTH}
_LETTERS: Tree = {"aanhef": {}, "aanschrijfwijze": _leaves("aanspreekvorm naam"), "gebruikInLopendeTekst": {}}
_LINES = _leaves("adresregel1 adresregel2")
_ADDRESS: Tree = {
    **_leaves("huisletter huisnummer huisnummertoevoeging korteStraatnaam officieleStraatnaam postcode woonplaats"),
    "aanduidingBijHuisnummer": _TABLE,
    "locatiebeschrijving": {},
}
_HOME: Tree = {
    **_leaves("type adresseerbaarObjectIdentificatie nummeraanduidingIdentificatie"),
    **{"datumIngangGeldigheid": _DATE, "datumVan": _DATE, "functieAdres": _TABLE},
}

PERSOON: Tree = {
    **_leaves("aNummer burgerservicenummer indicatieCurateleRegister leeftijd"),
    "adressering": {**_LINES, "adresregel3": {}, "land": _TABLE, **_LETTERS},
    "adresseringBinnenland": {**_LINES, **_LETTERS},
    "datumEersteInschrijvingGBA": _DATE,
    "datumInschrijvingInGemeente": _DATE,
    "europeesKiesrecht": {"aanduiding": _TABLE, "einddatumUitsluiting": _DATE},
    "geboorte": _BIRTH,
    "gemeenteVanInschrijving": _TABLE,
    "geslacht": _TABLE,
    "gezag": _GEZAG,
    "immigratie": {
        "datumVestigingInNederland": _DATE,
        "landVanwaarIngeschreven": _TABLE,
        **_leaves("indicatieVestigingVanuitBuitenland vanuitVerblijfplaatsOnbekend"),
    },
    "indicatieGezagMinderjarige": _TABLE,
    "kinderen": _RELATIVE,
    "naam": {**_NAME, "volledigeNaam": {}, "aanduidingNaamgebruik": _TABLE},
    "nationaliteiten": {
        "type": {},
        **{"nationaliteit": _TABLE, "redenOpname": _TABLE, "datumIngangGeldigheid": _DATE},
    },
    "ouders": {
        **_RELATIVE,
        **{"geslacht": _TABLE, "ouderAanduiding": {}, "datumIngangFamilierechtelijkeBetrekking": _DATE},
    },
    "overlijden": _BIRTH,
    "partners": {
        **_RELATIVE,
        **{"geslacht": _TABLE, "soortVerbintenis": _TABLE},
        "aangaanHuwelijkPartnerschap": _BIRTH,
        "ontbindingHuwelijkPartnerschap": {"datum": _DATE},
    },
    "uitsluitingKiesrecht": {"einddatum": _DATE, "uitgeslotenVanKiesrecht": {}},
    "verblijfplaats": {**_HOME, "verblijfadres": {**_ADDRESS, **_leaves("regel1 regel2 regel3"), "land": _TABLE}},
    "verblijfplaatsBinnenland": {**_HOME, "verblijfadres": _ADDRESS},
    "verblijfstitel": {"aanduiding": _TABLE, "datumEinde": _DATE, "datumIngang": _DATE},
}

PERSOON_BEPERKT: Tree = {
    **_leaves("burgerservicenummer leeftijd"),
    "adressering": {**_LINES, "adresregel3": {}, "land": _TABLE},
    "adresseringBinnenland": _LINES,
    "geboorte": {"datum": _DATE},
    "geslacht": _TABLE,
    "naam": {**_NAME, "volledigeNaam": {}},
}

GEZAG_PERSOON_BEPERKT: Tree = {**PERSOON_BEPERKT, "gezag": _GEZAG}


def paths(tree: Tree, before: str = "") -> Iterator[str]:
    """Every path that may be asked, groups and leaves."""
    for name, below in tree.items():
        yield before + name
        yield from paths(below, f"{before}{name}.")


def select(tree: Tree, asked: Iterable[str]) -> Selection:
    """The asked paths as a tree, each brought to the grain that the API gives."""
    selection: Selection = {}
    for path in asked:
        at, below = selection, tree
        names = path.split(".")
        for place, name in enumerate(names):
            below = below[name]
            if name in at and not at[name]:  # all of it was asked already
                break
            if place == len(names) - 1 or any(below is whole for whole in _WHOLE):
                at[name] = {}
                break
            at = at.setdefault(name, {})
    return selection


def cut(value: Any, selection: Selection) -> Any:
    """What was asked of a value; a group that is there but has nothing of it is given empty, a `type` always stays.

    Of what is looked into, the marks of what was asked; and that somebody is known not to live there always stays.
    """
    if not selection:
        return value
    if isinstance(value, list):
        return [cut(item, selection) for item in value]
    shown = {
        name: cut(item, selection.get(name, {}))
        for name, item in value.items()
        if name in selection or name in ("type", "indicatieVastgesteldVerblijftNietOpAdres")
    }
    marks = value.get(INQUIRY, {})
    if not marks.keys().isdisjoint(shown):
        shown[INQUIRY] = {name: mark for name, mark in marks.items() if mark is not True or name in shown}
    return shown
