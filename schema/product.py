"""Products that the municipality gave somebody for a time."""

from datetime import date
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import product as derive
from resolvers.gerelateerd import aanvraag_van
from resolvers.product import Frequentie
from schema import bladzijde
from schema.engine.declare import derived, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.openproduct import records as openproduct
from sources.openproduct.records import ProductStatus

__all__ = ["Frequentie", "Product", "ProductConnectie", "ProductStatus"]

make_enum(
    ProductStatus,
    "ProductStatus",
    words("Hoe het met een product of vergunning staat.", "How a product or permit stands."),
    {
        ProductStatus.INITIEEL: words("Nog niet aangevraagd of gegeven.", "Neither applied for nor given yet."),
        ProductStatus.IN_AANVRAAG: words("Aangevraagd.", "Applied for."),
        ProductStatus.GEREED: words("Klaar, en gaat nog in.", "Ready, and about to begin."),
        ProductStatus.ACTIEF: words("Geldig.", "Valid."),
        ProductStatus.INGETROKKEN: words("Ingetrokken.", "Withdrawn."),
        ProductStatus.GEWEIGERD: words("Geweigerd.", "Refused."),
        ProductStatus.VERLOPEN: words("Niet meer geldig.", "No longer valid."),
    },
)
make_enum(
    Frequentie,
    "Frequentie",
    words("Hoe vaak een prijs betaald wordt.", "How often a price is paid."),
    {
        Frequentie.EENMALIG: words("Eén keer.", "Once."),
        Frequentie.MAANDELIJKS: words("Elke maand.", "Every month."),
        Frequentie.JAARLIJKS: words("Elk jaar.", "Every year."),
    },
)


@from_record(
    openproduct.Product,
    "Een product dat de gemeente iemand gaf, zoals een pas of een vergunning.",
    "A product that the municipality gave somebody, such as a pass or a permit.",
    group=FieldGroup.PARKEREN,
)
class Product:
    """What every product has, whatever its kind."""

    id: strawberry.ID = derived("De sleutel van het product.", "The key of the product.", derive.id_van, "uuid")
    naam: str | None = plain("Hoe het heet.", "What it is called.")
    soort: str | None = plain("De code van het soort product.", "The code of its kind.", "producttype.code")
    soort_naam: str | None = plain("Wat voor product het is.", "What kind of product it is.", "producttype.naam")
    uniforme_productnaam: str | None = plain(
        "Hoe het soort product bij alle overheden heet.",
        "What this kind is called by all governments.",
        "producttype.uniforme_product_naam",
    )
    status: ProductStatus | None = plain("Hoe het ermee staat.", "How it stands.")
    geldig_van: date | None = plain("Vanaf wanneer het geldt.", "Since when it holds.", "start_datum")
    geldig_tot: date | None = plain("Tot wanneer het geldt.", "Until when it holds.", "eind_datum")
    prijs: Decimal | None = derived("De prijs.", "The price.", derive.in_euros, "prijs")
    frequentie: Frequentie | None = derived(
        "Hoe vaak u die betaalt.", "How often you pay it.", derive.frequentie, "frequentie"
    )
    aanvraag_id: strawberry.ID | None = derived(
        "De sleutel van de aanvraag waaruit het komt.",
        "The key of the request from which it came.",
        aanvraag_van,
        "aanvraag_zaak_urn",
        "aanvraag_zaak_url",
    )


@from_record(
    openproduct.Producten,
    "Een bladzijde met producten, het nieuwste eerst.",
    "A page of products, newest first.",
    container=True,
)
class ProductConnectie:
    """A page; one from which products were left out is shorter."""

    knopen: list[Product | None] = plain("De producten.", "The products.", "producten")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
