"""The grain of the BRP: which `fields` bring the paths of a person's record (BRP API Personen 2.7, fields-Persoon)."""

from functools import lru_cache

__all__ = ["CONTROL", "LEAVES", "fields_of"]

CONTROL = frozenset({"burgerservicenummer"})  # always asked: the key by which an answer is matched, in no order

_NAME = "adellijkeTitelPredicaat geslachtsnaam voorletters voornamen voorvoegsel"
_EVENT = "datum land plaats"
_ADDRESS = (
    "aanduidingBijHuisnummer huisletter huisnummer huisnummertoevoeging korteStraatnaam officieleStraatnaam postcode "
    "woonplaats locatiebeschrijving"
)
_GROUPS = {
    "": "aNummer burgerservicenummer datumEersteInschrijvingGBA datumInschrijvingInGemeente gemeenteVanInschrijving "
    "geslacht gezag indicatieCurateleRegister leeftijd",
    "adressering": "adresregel1 adresregel2 adresregel3 land aanhef gebruikInLopendeTekst",
    "adressering.aanschrijfwijze": "aanspreekvorm naam",
    "adresseringBinnenland": "adresregel1 adresregel2",
    "europeesKiesrecht": "aanduiding einddatumUitsluiting",
    "geboorte": _EVENT,
    "immigratie": "datumVestigingInNederland indicatieVestigingVanuitBuitenland landVanwaarIngeschreven "
    "vanuitVerblijfplaatsOnbekend",
    "kinderen": "burgerservicenummer",
    "kinderen.geboorte": _EVENT,
    "kinderen.naam": _NAME,
    "naam": f"{_NAME} volledigeNaam aanduidingNaamgebruik",
    "nationaliteiten": "redenOpname datumIngangGeldigheid nationaliteit",
    "ouders": "burgerservicenummer datumIngangFamilierechtelijkeBetrekking geslacht ouderAanduiding",
    "ouders.geboorte": _EVENT,
    "ouders.naam": _NAME,
    "overlijden": _EVENT,
    "partners": "burgerservicenummer geslacht soortVerbintenis",
    "partners.aangaanHuwelijkPartnerschap": _EVENT,
    "partners.geboorte": _EVENT,
    "partners.naam": _NAME,
    "partners.ontbindingHuwelijkPartnerschap": "datum",
    "uitsluitingKiesrecht": "einddatum uitgeslotenVanKiesrecht",
    "verblijfplaats": "datumVan adresseerbaarObjectIdentificatie functieAdres nummeraanduidingIdentificatie",
    "verblijfplaats.verblijfadres": f"{_ADDRESS} land regel1 regel2 regel3",
    "verblijfplaatsBinnenland": "datumIngangGeldigheid datumVan adresseerbaarObjectIdentificatie functieAdres "
    "nummeraanduidingIdentificatie",
    "verblijfplaatsBinnenland.verblijfadres": _ADDRESS,
    "verblijfstitel": "aanduiding datumEinde datumIngang",
}
LEAVES = frozenset(f"{group}.{leaf}".lstrip(".") for group, leaves in _GROUPS.items() for leaf in leaves.split())

# Sent with every person that is asked at all; asking them is an error.
_AUTOMATIC = (
    "geheimhoudingPersoonsgegevens",
    "opschortingBijhouding",
    "verblijfplaats.indicatieVastgesteldVerblijftNietOpAdres",
)
# No field brings these: facts of the record, and what the BRP does not tell of a child. That the relation exists must
# still be asked, with the least that tells it: who has none of the fields asked comes as an empty object.
_RELATIONS = {
    "kinderen": "kinderen.burgerservicenummer",
    "ouders": "ouders.ouderAanduiding",
    "partners": "partners.soortVerbintenis",
}
_UNTOLD = ("kinderen.geslacht", *(f"{relation}.soort" for relation in _RELATIONS))
# Comes along with any field of the group that has a value; this one has in all four kinds of verblijfplaats.
_STANDS_FOR = {"verblijfplaats.type": "verblijfplaats.datumVan"}


@lru_cache(maxsize=2048)
def fields_of(paths: frozenset[str]) -> frozenset[str]:
    """The `fields` to ask for these record paths, control path included; none where no call is needed.

    Groups become their leaves, parts of a date or of a code with its text become the whole. Raises `LookupError` for a
    path that a person does not have.
    """
    if paths <= CONTROL:
        return frozenset()
    fields = set(CONTROL)
    for path in paths:
        fields |= _leaves(path)
    for relation, least in _RELATIONS.items():
        if any(_below(path, relation) for path in paths) and not any(_below(field, relation) for field in fields):
            fields.add(least)
    return frozenset(fields)


@lru_cache(maxsize=1024)
def _leaves(path: str) -> frozenset[str]:
    if any(_below(path, unasked) for unasked in (*_UNTOLD, *_AUTOMATIC)):
        return frozenset()
    path = _STANDS_FOR.get(path, path)
    if leaves := frozenset(leaf for leaf in LEAVES if _below(leaf, path)):
        return leaves
    whole = next((leaf for leaf in LEAVES if _below(path, leaf)), None)
    if whole is None:
        raise LookupError(f"the BRP has no field {path!r} of a person")
    return frozenset({whole})


def _below(path: str, group: str) -> bool:
    return path == group or path.startswith(f"{group}.")
