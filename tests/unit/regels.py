"""What the rules look at: a record for each rule, by the day that matters to it, and what is said of that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from resolvers.bronnen import Adresonderzoek, Betaalmoment, Stand
from resolvers.taak import TaakStand
from sources.belastingen.records import Aanslagregel, AanslagStatus, Belastingaanslag, Belastingsoort
from sources.core.haalcentraal import Datum, Waarde
from sources.facturen.records import Factuur, FactuurStatus
from sources.objecten.records import MeldingSoort
from sources.openproduct.records import ProductStatus, Vergunning
from sources.reisdocumenten.records import Reisdocument

__all__ = [
    "CASES",
    "Case",
    "aanslag",
    "factuur",
    "kaart",
    "klaar",
    "moment",
    "open_taak",
    "paspoort",
    "rijbewijs",
    "stand",
    "taak",
    "vergunning",
]


@dataclass(frozen=True)
class Case:
    """One rule: a record whose date is this day, the texts that follow, and from when to when they are shown."""

    record: Callable[[date], Any]
    titel: tuple[str, str]
    van: int
    tot: int
    soort: MeldingSoort


def paspoort(ends: date, **changes: Any) -> Reisdocument:
    given: dict[str, Any] = {
        "soort": Waarde("PN", "Nationaal paspoort"),
        "datum_einde_geldigheid": Datum("Datum", datum=ends),
    }
    return Reisdocument(**(given | changes))


def kaart(ends: date, **changes: Any) -> Reisdocument:
    return paspoort(ends, **({"soort": Waarde("NI", "Nederlandse identiteitskaart")} | changes))


def factuur(due: date, **changes: Any) -> Factuur:
    given: dict[str, Any] = {
        "uuid": "0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a001", "factuurnummer": "2026-17", "omschrijving": "Leges",
        "vervaldatum": due, "openstaand_bedrag": Decimal("1234.50"), "status": FactuurStatus.OPEN,
    }  # fmt: skip
    return Factuur(**(given | changes))


def moment(due: date, **changes: Any) -> Betaalmoment:
    given: dict[str, Any] = {
        "uuid": "0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a003", "factuurnummer": "2026-17", "omschrijving": "Leges",
        "vervaldatum": due, "bedrag": Decimal("99.00"), "status": FactuurStatus.OPEN,
    }  # fmt: skip
    return Betaalmoment(**(given | changes))


def aanslag(until: date, **changes: Any) -> Belastingaanslag:
    given: dict[str, Any] = {
        "uuid": "0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a004", "aanslagnummer": "2026-0000001", "belastingjaar": 2026,
        "bezwaar_mogelijk_tot": until, "status": AanslagStatus.OPGELEGD,
        "regels": [Aanslagregel(Belastingsoort.AFVALSTOFFENHEFFING), Aanslagregel(Belastingsoort.OZB_EIGENAAR)],
    }  # fmt: skip
    return Belastingaanslag(**(given | changes))


def taak(by: date, **changes: Any) -> TaakStand:
    given: dict[str, Any] = {
        "uuid": "0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a005", "bron": "objecten", "soort": "formulier",
        "titel": "Vul het formulier in", "uiterlijk": by,
    }  # fmt: skip
    return TaakStand(**(given | changes))


def open_taak(today: date, **changes: Any) -> TaakStand:
    return taak(today, **({"uiterlijk": None, "datum": today} | changes))


def vergunning(ends: date, **changes: Any) -> Vergunning:
    given: dict[str, Any] = {
        "uuid": "0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a007", "status": ProductStatus.ACTIEF, "eind_datum": ends,
    }  # fmt: skip
    return Vergunning(**(given | changes))


def stand(since: date, **changes: Any) -> Stand:
    given: dict[str, Any] = {
        "uuid": "0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a002", "identificatie": "ZAAK-2026-1", "omschrijving": "Dakkapel",
        "zaaktype": "OMGEVING", "status": "Wacht op aanvulling", "sinds": since,
    }  # fmt: skip
    return Stand(**(given | changes))


def rijbewijs(since: date, **changes: Any) -> Stand:
    return stand(since, **({"zaaktype": "RIJBEWIJS", "status": "Ligt klaar", "omschrijving": "Rijbewijs"} | changes))


def klaar(since: date, **changes: Any) -> Stand:
    return rijbewijs(since, **({"zaaktype": "REISDOC", "omschrijving": "Paspoort"} | changes))


CASES = {
    "adres-in-onderzoek": Case(
        Adresonderzoek,
        ("De gemeente onderzoekt uw adres", "The municipality looks into your address"),
        0,
        730,
        MeldingSoort.MEDEDELING,
    ),
    "paspoort-verloopt": Case(
        paspoort,
        ("Uw paspoort verloopt op {nl}", "Your passport expires on {en}"),
        -90,
        0,
        MeldingSoort.DOCUMENT_VERLOOPT,
    ),
    "paspoort-verlopen": Case(
        paspoort,
        ("Uw paspoort is verlopen", "Your passport has expired"),
        1,
        365,
        MeldingSoort.DOCUMENT_VERLOOPT,
    ),
    "identiteitskaart-verloopt": Case(
        kaart,
        ("Uw identiteitskaart verloopt op {nl}", "Your identity card expires on {en}"),
        -90,
        0,
        MeldingSoort.DOCUMENT_VERLOOPT,
    ),
    "identiteitskaart-verlopen": Case(
        kaart,
        ("Uw identiteitskaart is verlopen", "Your identity card has expired"),
        1,
        365,
        MeldingSoort.DOCUMENT_VERLOOPT,
    ),
    "factuur-te-laat": Case(
        factuur,
        ("Factuur 2026-17 is nog niet betaald", "Invoice 2026-17 has not been paid"),
        1,
        730,
        MeldingSoort.TERMIJN,
    ),
    "betaling-nadert": Case(
        moment,
        ("Betaal uiterlijk {nl}: Leges", "Pay by {en}: Leges"),
        -7,
        0,
        MeldingSoort.TERMIJN,
    ),
    "bezwaar-tegen-woz": Case(
        aanslag,
        (
            "Bezwaar tegen uw WOZ-waarde van 2026 kan tot en met {nl}",
            "You can object to your property value of 2026 up to and including {en}",
        ),
        -14,
        0,
        MeldingSoort.TERMIJN,
    ),
    "taak-met-termijn": Case(
        taak,
        ("Voor u te doen: Vul het formulier in", "For you to do: Vul het formulier in"),
        -90,
        30,
        MeldingSoort.ACTIE_NODIG,
    ),
    "taak-zonder-termijn": Case(
        open_taak,
        ("Voor u te doen: Vul het formulier in", "For you to do: Vul het formulier in"),
        0,
        0,
        MeldingSoort.ACTIE_NODIG,
    ),
    "parkeervergunning-loopt-af": Case(
        vergunning,
        ("Uw parkeervergunning loopt af op {nl}", "Your parking permit ends on {en}"),
        -30,
        0,
        MeldingSoort.DOCUMENT_VERLOOPT,
    ),
    "rijbewijs-ligt-klaar": Case(
        rijbewijs,
        ("Uw rijbewijs ligt klaar", "Your driving licence is ready"),
        0,
        90,
        MeldingSoort.LIGT_KLAAR,
    ),
    "document-ligt-klaar": Case(
        klaar,
        ("Er ligt iets voor u klaar: Paspoort", "Something is ready for you: Paspoort"),
        0,
        90,
        MeldingSoort.LIGT_KLAAR,
    ),
    "actie-bij-aanvraag": Case(
        stand,
        ("Wij wachten op u: Dakkapel", "We are waiting for you: Dakkapel"),
        0,
        365,
        MeldingSoort.ACTIE_NODIG,
    ),
}
