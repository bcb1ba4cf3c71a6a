"""How a request is handled: by whom, what stands still, whether it is paid, and whether there is anything new."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from auth.moments import AMSTERDAM
from auth.worded import Worded
from resolvers.ask import Ask
from resolvers.dagen import in_woorden
from sources.zaken.records import Opschorting, Rol

__all__ = ["Behandelaar", "Betaling", "behandelaar", "betaling", "betaling_in_woorden", "ongelezen", "opschorting"]


class Betaling(Worded):
    """Whether the costs of a request are paid."""

    GEEN_KOSTEN = "geen_kosten", "Er zijn geen kosten.", "There are no costs."
    NIET_BETAALD = "niet_betaald", "Nog niet betaald.", "Not paid yet."
    GEFACTUREERD = "gefactureerd", "Er komt een factuur.", "There will be an invoice."
    DEELS_BETAALD = "deels_betaald", "Voor een deel betaald.", "Partly paid."
    BETAALD = "betaald", "Betaald.", "Paid."
    GECREDITEERD = "gecrediteerd", "Het bedrag komt terug.", "The amount will be returned."


# By the betalingsindicatie of the Zaken API: the standard's words, and those of Open Zaak.
_BETALING = {
    "nvt": Betaling.GEEN_KOSTEN,
    "nog_niet": Betaling.NIET_BETAALD,
    "gefactureerd": Betaling.GEFACTUREERD,
    "gedeeltelijk": Betaling.DEELS_BETAALD,
    "geheel": Betaling.BETAALD,
    "betaald": Betaling.BETAALD,
    "gecrediteerd": Betaling.GECREDITEERD,
}


class Behandelaar(Struct, frozen=True):
    """Who handles a request, as the municipality shows it: a name, a department, or both."""

    naam: str | None = None
    afdeling: str | None = None


def behandelaar(rollen: Iterable[Rol] | None) -> Behandelaar | None:
    """The first employee and the first department of these rollen, which are those of who handles it."""
    names = {"medewerker": _medewerker, "organisatorische_eenheid": _afdeling}
    found: dict[str, str] = {}
    for rol in rollen or ():
        soort = rol.betrokkene_type or ""
        if soort in names and (naam := names[soort](rol)):
            found.setdefault(soort, naam)
    return Behandelaar(found.get("medewerker"), found.get("organisatorische_eenheid")) if found else None


def _medewerker(rol: Rol) -> str | None:
    """By which name an employee wants to be called in this zaak, or else initials and surname."""
    who = rol.betrokkene_identificatie
    own = [who.voorletters, who.voorvoegsel_achternaam, who.achternaam] if who is not None and who.achternaam else []
    return rol.afwijkende_naam_betrokkene or " ".join(filter(None, own)) or None


def _afdeling(rol: Rol) -> str | None:
    who = rol.betrokkene_identificatie
    return rol.afwijkende_naam_betrokkene or (who.naam if who is not None else None)


def opschorting(found: Opschorting | None) -> Opschorting | None:
    """That the term stands or has stood still; a zaak that never did has a suspension in which nothing is said."""
    return found if found is not None and (found.indicatie or found.eerdere_opschorting) else None


def betaling(indicatie: str | None) -> Betaling | None:
    """Whether the costs are paid, where that is known."""
    return _BETALING.get(indicatie or "")


def betaling_in_woorden(indicatie: str | None, laatste: datetime | None, ask: Ask) -> str | None:
    """The same as a sentence, with the day of the last payment."""
    found, language = betaling(indicatie), ask.context.language
    if found is None:
        return None
    said = (found.english if language == "en" else found.dutch).removesuffix(".")
    if laatste is None or found not in (Betaling.BETAALD, Betaling.DEELS_BETAALD):
        return f"{said}."
    day = in_woorden(laatste.astimezone(AMSTERDAM).date(), language)
    return f"{said} on {day}." if language == "en" else f"{said} op {day}."


def ongelezen(gemuteerd: datetime | None, geopend: datetime | None) -> bool | None:
    """Whether something has changed since the resident looked last; unknown where the registry keeps no such times."""
    if gemuteerd is None:
        return None
    return geopend is None or gemuteerd > geopend
