"""Parking permits."""

from datetime import date, datetime
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import parkeervergunning as derive
from resolvers import product as products
from resolvers.gerelateerd import aanvraag_van
from schema import bladzijde
from schema.document import Document
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.product import Frequentie, ProductStatus
from sources.openproduct import records as openproduct
from sources.openproduct.records import VergunningSoort

__all__ = ["Parkeervergunning", "ParkeervergunningConnectie"]

make_enum(
    VergunningSoort,
    "ParkeervergunningSoort",
    words("Voor wie een parkeervergunning is.", "For whom a parking permit is."),
    {
        VergunningSoort.BEWONER: words("Voor een bewoner.", "For a resident."),
        VergunningSoort.BEZOEKER: words("Voor bezoekers, met een tegoed.", "For visitors, with a balance."),
        VergunningSoort.BEDRIJF: words("Voor een bedrijf.", "For a company."),
        VergunningSoort.MANTELZORG: words("Voor wie mantelzorg geeft of krijgt.", "For informal care."),
        VergunningSoort.GEHANDICAPTEN: words("Voor wie een handicap heeft.", "For who is disabled."),
        VergunningSoort.AUTODELEN: words("Voor een deelauto.", "For a shared car."),
        VergunningSoort.OVERIG: words("Een andere vergunning.", "Another permit."),
    },
)


@from_record(
    openproduct.Kenteken,
    "Een kenteken op een parkeervergunning.",
    "A number plate on a parking permit.",
    group=FieldGroup.PARKEREN,
)
class ParkeervergunningKenteken:
    """A number plate, and when it may park by the permit."""

    kenteken: str = plain("Het kenteken.", "The number plate.")
    geldig_van: datetime | None = plain("Vanaf wanneer.", "Since when.")
    geldig_tot: datetime | None = plain("Tot wanneer.", "Until when.")


_USED, _GIVEN = "verbruiksobject.", "dataobject."


@from_record(
    openproduct.Vergunning,
    "Een parkeervergunning.",
    "A parking permit.",
    name="Parkeervergunning",
    group=FieldGroup.PARKEREN,
)
class Parkeervergunning:
    """A permit by the own contract, wherever the municipality keeps it."""

    id: strawberry.ID = derived(
        "De sleutel van de vergunning.", "The key of the permit.", derive.id_van, "bron", "uuid"
    )
    nummer: str | None = plain("Het vergunningnummer.", "The number.", _GIVEN + "vergunningnummer")
    naam: str | None = plain("Hoe het heet.", "What it is called.")
    soort: VergunningSoort | None = plain("Voor wie het is.", "For whom it is.", _GIVEN + "soort")
    status: ProductStatus | None = plain("Hoe het ermee staat.", "How it stands.")
    zone: str | None = plain("In welke zone u mag parkeren.", "In which zone you may park.", _GIVEN + "zone")
    zone_omschrijving: str | None = plain("Waar die zone is.", "Where that is.", _GIVEN + "zoneOmschrijving")
    kentekens: list[ParkeervergunningKenteken] | None = plain(
        "Met welke auto's.", "With which cars.", _GIVEN + "kentekens"
    )
    saldo_minuten: int | None = derived(
        "Hoeveel minuten bezoekers nog kunnen parkeren.",
        "For how many minutes visitors can still park.",
        derive.saldo,
        _USED + "saldoMinuten",
        _GIVEN + "saldoMinuten",
    )
    saldo: str | None = edge(
        "Hoe lang bezoekers nog kunnen parkeren, in woorden.",
        "For how long visitors can still park, in words.",
        derive.saldo_in_woorden,
        _USED + "saldoMinuten",
        _GIVEN + "saldoMinuten",
        cost=0,
    )
    saldo_geldig_tot: date | None = derived(
        "Tot wanneer dat kan.", "Until when.", derive.saldo, _USED + "saldoGeldigTot", _GIVEN + "saldoGeldigTot"
    )
    geldig_van: date | None = plain("Vanaf wanneer het geldt.", "Since when it holds.", "start_datum")
    geldig_tot: date | None = plain("Tot wanneer het geldt.", "Until when it holds.", "eind_datum")
    automatisch_verlengen: bool | None = plain(
        "Of de gemeente vanzelf verlengt.", "Whether it renews itself.", _GIVEN + "automatischVerlengen"
    )
    verlengdatum: date | None = derived(
        "Wanneer het wordt verlengd: vanzelf, of als u dat voor die dag regelt.",
        "When it is renewed: by itself, or if you see to that before this day.",
        derive.verlengdatum,
        "status",
        "eind_datum",
    )
    prijs: Decimal | None = derived("De prijs.", "The price.", products.in_euros, "prijs")
    frequentie: Frequentie | None = derived(
        "Hoe vaak u die betaalt.", "How often you pay it.", products.frequentie, "frequentie"
    )
    aanvraag_id: strawberry.ID | None = derived(
        "De sleutel van de aanvraag waaruit het komt.",
        "The key of the request from which it came.",
        aanvraag_van,
        "aanvraag_zaak_urn",
        "aanvraag_zaak_url",
    )
    documenten: list[Document | None] | None = edge(
        "De documenten bij de vergunning, voor zover die te tonen zijn.",
        "The documents of the permit, as far as these may be shown.",
        derive.documenten,
        "documenten.urn",
        "documenten.url",
        "aanvraag_zaak_urn",
        "aanvraag_zaak_url",
        size=3,
    )


@from_record(
    openproduct.Vergunningen,
    "Een bladzijde met parkeervergunningen, de nieuwste eerst.",
    "A page of parking permits, newest first.",
    container=True,
)
class ParkeervergunningConnectie:
    """A page; one from which permits were left out is shorter."""

    knopen: list[Parkeervergunning | None] = plain("De vergunningen.", "The permits.", "vergunningen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
