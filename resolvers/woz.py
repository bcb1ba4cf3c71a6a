"""WOZ objects: which are somebody's, and what of their values and objections holds."""

from collections.abc import Awaitable
from datetime import date
from enum import Enum

from msgspec import Struct

from auth.bsn import valid_bsn
from resolvers.adres import regels
from resolvers.ask import Ask
from resolvers.bladzijde import deel, hoogstens, plaats
from resolvers.sleutel import sleutel
from sources.core.contract import MOST, Plaats
from sources.woz.loaders import WozLoaders
from sources.woz.records import Waarde, Waarden, WozObject

__all__ = [
    "Bezwaar",
    "Taxatieverslag",
    "adresregels",
    "belastingjaar",
    "bezwaar",
    "id_van",
    "kadastrale_aanduidingen",
    "op_adres",
    "taxatieverslag",
    "van_aanslag",
    "waarde",
    "waarden",
    "waarden_per_bladzijde",
]


class Bezwaar(Enum):
    """What became of an objection, or an appeal, against a value."""

    LOOPT = "loopt"
    GEHANDHAAFD = "gehandhaafd"
    VERANDERD = "veranderd"


class Taxatieverslag(Struct, frozen=True):
    """The page where a resident finds how a value was come by."""

    adres: str


# By the end of a status of a decision (WOZ-bevragen 1.0, StatusBeschikkingEnum).
_BEZWAAR = {
    "ingediend": Bezwaar.LOOPT,
    "aangetekend": Bezwaar.LOOPT,
    "ingesteld": Bezwaar.LOOPT,
    "verwezen": Bezwaar.LOOPT,
    "gehandhaafd": Bezwaar.GEHANDHAAFD,
    "veranderd": Bezwaar.VERANDERD,
    "verminderd": Bezwaar.VERANDERD,
}
_ANNULLED = "beschikking_vernietigd"
_BEGUN = ("genomen", "ingediend", "aangetekend", "ingesteld")
# From the first decision on to the highest court; what is not named here comes first.
_COURSE = ("voorlopige", "beschikking", "bezwaar", "waarde", "beroep", "hoger", "cassatie", "hoge")


def op_adres(
    bsn: str, adresseerbaar_object: str | None, ask: Ask
) -> Awaitable[list[WozObject | Exception] | None] | list[WozObject | Exception]:
    """The objects at somebody's home that are theirs; who has no such home here has none."""
    if adresseerbaar_object is None:
        return []
    return ask.context.of(WozLoaders).op_adres.load(((adresseerbaar_object, bsn), ask.paths()))


def van_aanslag(objectnummer: str | None, ask: Ask) -> Awaitable[WozObject | None] | None:
    """The object that a line of an assessment is about, wherever it stands, if the WOZ knows it as theirs."""
    if objectnummer is None or ask.subject is None or not valid_bsn(ask.subject):  # of a company it is not asked yet
        return None
    return ask.context.of(WozLoaders).object.load(((ask.subject, objectnummer), ask.paths()))


def waarden(alle: list[Waarde]) -> list[Waarde]:
    """Per date the latest decision that stands, newest date first; a value that was annulled is none."""
    latest: dict[date, Waarde] = {}
    for each in alle:
        day = each.waardepeildatum
        if day is None or _ANNULLED in each.beschikkings_statussen:
            continue
        if day not in latest or _standing(each) > _standing(latest[day]):
            latest[day] = each
    return [latest[day] for day in sorted(latest, reverse=True)]


def waarden_per_bladzijde(alle: list[Waarde], ask: Ask, *, eerste: int = 20, na: str | None = None) -> Waarden:
    """A page of those values."""
    hoogstens(eerste, MOST)
    rows = [(Plaats(each.waardepeildatum or date.min, ""), each) for each in waarden(alle)]
    return Waarden(*deel(rows, eerste, plaats(na)))


def waarde(alle: list[Waarde]) -> Waarde | None:
    """The value of the latest date."""
    found = waarden(alle)
    return found[0] if found else None


def bezwaar(statussen: list[str], indicatie: bool | None) -> Bezwaar | None:
    """What became of an objection; the national service tells only whether one is under way."""
    if indicatie:
        return Bezwaar.LOOPT
    furthest = max(statussen, key=_course, default="")
    return _BEZWAAR.get(furthest.rpartition("_")[2])


def belastingjaar(peildatum: date | None) -> int | None:
    """The year whose taxes are levied by this value: the one after its date (Wet WOZ, article 18)."""
    return None if peildatum is None else peildatum.year + 1


def adresregels(
    straat: str | None,
    huisnummer: int | None,
    huisletter: str | None,
    toevoeging: str | None,
    postcode: str | None,
    woonplaats: str | None,
    locatie: str | None,
) -> list[str]:
    """The lines that say where an object is; `locatie` says it more closely ("naast de derde brug")."""
    lines = regels(straat, huisnummer, huisletter, toevoeging, None, postcode, woonplaats, None, None, None, None, None)
    return [locatie, *lines] if locatie else lines


def kadastrale_aanduidingen(aanduidingen: list[str | None] | None) -> list[str]:
    """What the Kadaster calls the parts of an object, as far as that is told."""
    return [each for each in aanduidingen or () if each]


def taxatieverslag(identificatie: str, ask: Ask) -> Taxatieverslag | None:
    """Where the valuation report is, in the language that is asked for where that page is in both; by the settings."""
    options = ask.context.of(WozLoaders).options
    english = options.get("taxatieverslag_en") if ask.context.language == "en" else ""
    page = english or options.get("taxatieverslag")
    return Taxatieverslag(page.replace("{nummer}", identificatie)) if page else None


def id_van(identificatie: str) -> str:
    """The key of a WOZ object."""
    return sleutel(WozLoaders.registry, identificatie)


def _standing(each: Waarde) -> tuple[date, tuple[int, bool]]:
    """How late a decision is: by when it took effect, and of one day by how far the dispute has come."""
    return each.ingangsdatum or date.min, max(map(_course, each.beschikkings_statussen), default=(-1, False))


def _course(status: str) -> tuple[int, bool]:
    """How far a dispute has come: at which stage it is, and whether something was decided there."""
    head, end = status.partition("_")[0], status.rpartition("_")[2]
    return _COURSE.index(head) if head in _COURSE else -1, end not in _BEGUN
