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
_AUTOMATIC = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding")
# That a relation exists must be asked with the least that tells it: who has none of the fields asked comes as an empty
# object.
_RELATIONS = {
    "kinderen": "kinderen.burgerservicenummer",
    "ouders": "ouders.ouderAanduiding",
    "partners": "partners.soortVerbintenis",
}
# What the record of a relation has for another kind of relation, or is a fact of the record: no field brings it.
_OF_SOME = {
    "soort": (),
    "geslacht": ("ouders", "partners"),
    "soortVerbintenis": ("partners",),
    "aangaanHuwelijkPartnerschap": ("partners",),
    "ontbindingHuwelijkPartnerschap": ("partners",),
    "ouderAanduiding": ("ouders",),
    "datumIngangFamilierechtelijkeBetrekking": ("ouders",),
}
_UNTOLD = tuple(
    f"{relation}.{name}" for name, known in _OF_SOME.items() for relation in _RELATIONS if relation not in known
)
# Comes along with any field of the group that has a value; of these there is one in every kind of it.
_STANDS_FOR = {
    "verblijfplaats.type": "verblijfplaats.datumVan",
    "verblijfplaats.indicatieVastgesteldVerblijftNietOpAdres": "verblijfplaats.datumVan",
    "nationaliteiten.type": "nationaliteiten.nationaliteit",
}
# What is looked into (inOnderzoek) is told of the fields asked and of no others: who wants to know it of a group asks
# all that stands right in it.
_INQUIRY = "inOnderzoek"
_OF_PERSON = frozenset({"geslacht", "leeftijd"})  # and the number, which is always asked


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
    if path.split(".")[0] == _INQUIRY:
        return _OF_PERSON
    if _INQUIRY in path.split(".") and not _below(path, "gezag"):
        group = path.partition(f".{_INQUIRY}")[0]
        return frozenset(leaf for leaf in LEAVES if leaf.rpartition(".")[0] == group)
    path = _STANDS_FOR.get(path, path)
    if leaves := frozenset(leaf for leaf in LEAVES if _below(leaf, path)):
        return leaves
    whole = next((leaf for leaf in LEAVES if _below(path, leaf)), None)
    if whole is None:
        raise LookupError(f"the BRP has no field {path!r} of a person")
    return frozenset({whole})


def _below(path: str, group: str) -> bool:
    return path == group or path.startswith(f"{group}.")
