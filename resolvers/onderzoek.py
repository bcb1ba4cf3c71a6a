"""What of somebody's record the municipality looks into, in plain words."""

from collections.abc import Iterator

from msgspec import Struct

from resolvers.ask import Ask
from resolvers.dagen import in_woorden
from sources.core import haalcentraal
from sources.core.haalcentraal import Datum

__all__ = ["Onderzoek", "onderzoek", "onderzoek_adres"]

_STREET = ("de straat", "the street")
_BAG = ("het adres in de registratie van adressen", "the address in the register of addresses")
_DATE_FROM = ("vanaf wanneer het geldt", "since when it holds")
# By the part that the registry marks; what follows from other parts, such as the full name, has no words of its own.
_WORDS: dict[str, tuple[str, str]] = {
    "burgerservicenummer": ("het burgerservicenummer", "the citizen service number"),
    "geslacht": ("het geslacht", "the gender"),
    "leeftijd": ("de leeftijd", "the age"),
    "voornamen": ("de voornamen", "the given names"),
    "adellijke_titel_predicaat": ("de titel", "the title"),
    "voorvoegsel": ("het voorvoegsel", "the prefix"),
    "geslachtsnaam": ("de achternaam", "the surname"),
    "aanduiding_naamgebruik": ("het naamgebruik", "the use of names"),
    "datum": ("de datum", "the date"),
    "plaats": ("de plaats", "the place"),
    "land": ("het land", "the country"),
    "nationaliteit": ("de nationaliteit", "the nationality"),
    "reden_opname": ("hoe die is verkregen", "how it was acquired"),
    "datum_van": _DATE_FROM,
    "datum_tot": ("tot wanneer het gold", "until when it held"),
    "gemeente_van_inschrijving": ("de gemeente", "the municipality"),
    "functie_adres": ("of het een woonadres is", "whether it is a residential address"),
    "adresseerbaar_object_identificatie": _BAG,
    "nummeraanduiding_identificatie": _BAG,
    "officiele_straatnaam": _STREET,
    "korte_straatnaam": _STREET,
    "huisnummer": ("het huisnummer", "the house number"),
    "huisletter": ("de huisletter", "the letter of the house"),
    "huisnummertoevoeging": ("de toevoeging", "the addition"),
    "aanduiding_bij_huisnummer": ("de aanduiding bij het huisnummer", "the indication at the house number"),
    "postcode": ("de postcode", "the postal code"),
    "woonplaats": ("de woonplaats", "the town"),
    "locatiebeschrijving": ("de omschrijving van de plek", "the description of the place"),
    **dict.fromkeys(("regel1", "regel2", "regel3"), ("het adres in het buitenland", "the address abroad")),
    "datum_vestiging_in_nederland": ("sinds wanneer in Nederland", "since when in the Netherlands"),
    "land_vanwaar_ingeschreven": ("uit welk land", "from which country"),
    "vanuit_verblijfplaats_onbekend": ("vanwaar", "from where"),
    "indicatie_vestiging_vanuit_buitenland": ("vanwaar", "from where"),
    "aanduiding": ("de verblijfstitel", "the residence permit"),
    "datum_ingang": _DATE_FROM,
    "datum_einde": ("tot wanneer het geldt", "until when it holds"),
    "soort_verbintenis": ("het huwelijk of partnerschap", "the marriage or partnership"),
    "datum_ingang_familierechtelijke_betrekking": ("vanaf wanneer het de ouder is", "since when it is the parent"),
}


class Onderzoek(Struct, frozen=True):
    """That something is looked into: what, in the language of the request, since when, and a sentence that says so."""

    onderdelen: list[str]
    sinds: Datum | None
    tekst: str


def onderzoek(mark: haalcentraal.Onderzoek | None, ask: Ask) -> Onderzoek | None:
    """What the mark of a group says; nothing where nothing is looked into."""
    return _told((mark,), ask)


def onderzoek_adres(
    place: haalcentraal.Onderzoek | None, address: haalcentraal.Onderzoek | None, ask: Ask
) -> Onderzoek | None:
    """What the marks of a place and of its address say together."""
    return _told((address, place), ask)


def _told(marks: tuple[haalcentraal.Onderzoek | None, ...], ask: Ask) -> Onderzoek | None:
    found = [mark for mark in marks if mark is not None]
    if not found:
        return None
    english = ask.context.language == "en"
    parts = list(dict.fromkeys(words[english] for mark in found for words in _parts(mark)))
    dates = (mark.datum_ingang_onderzoek or mark.datum_ingang_onderzoek_persoon for mark in found)
    since = next((each for each in dates if each is not None), None)
    return Onderzoek(parts, since, _sentence(parts, since, ask.context.language))


def _parts(mark: haalcentraal.Onderzoek) -> Iterator[tuple[str, str]]:
    return (words for name, words in _WORDS.items() if getattr(mark, name) is True)


def _sentence(parts: list[str], since: Datum | None, language: str) -> str:
    what = ", ".join(parts)
    if language == "en":
        moment = f" since {in_woorden(since.datum, language)}" if since and since.datum else ""
        return f"The municipality has been looking into this{moment}" + (f": {what}." if what else ".")
    moment = f" sinds {since.lang_formaat}" if since and since.lang_formaat and not since.onbekend else ""
    return f"De gemeente onderzoekt dit{moment}" + (f": {what}." if what else ".")
