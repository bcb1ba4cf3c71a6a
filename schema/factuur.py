"""Invoices of the municipality."""

from datetime import date
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import betaling as payments
from resolvers import factuur as derive
from resolvers.gerelateerd import een_aanvraag_van
from schema import bladzijde
from schema.betaling import Betaalwijze
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.termijn import Termijn
from sources.facturen import records as facturen
from sources.facturen.adapter import Openstaand
from sources.facturen.records import FactuurStatus

__all__ = ["Factuur", "FactuurConnectie"]

make_enum(
    Openstaand,
    "FactuurFilter",
    words("Welke facturen.", "Which invoices."),
    {
        Openstaand.OPEN: words("Waarop nog iets te betalen is.", "On which something is to be paid."),
        Openstaand.AFGEHANDELD: words("Wat is afgehandeld.", "Those that are settled."),
    },
)
make_enum(
    FactuurStatus,
    "FactuurStatus",
    words("Hoe het met een factuur staat.", "How an invoice stands."),
    {
        FactuurStatus.OPEN: words("Nog te betalen.", "To be paid."),
        FactuurStatus.DEELS_BETAALD: words("Voor een deel betaald.", "Paid in part."),
        FactuurStatus.BETAALD: words("Betaald.", "Paid."),
        FactuurStatus.VERVALLEN: words("Hoeft niet meer betaald te worden.", "Need not be paid any more."),
        FactuurStatus.HERINNERING: words("Er is een herinnering gestuurd.", "A reminder was sent."),
        FactuurStatus.AANMANING: words("Er is een aanmaning gestuurd.", "A final notice was sent."),
        FactuurStatus.OVERGEDRAGEN: words("Overgedragen aan een incassobureau.", "Handed over for collection."),
        FactuurStatus.GECREDITEERD: words("Teruggenomen met een creditnota.", "Taken back by a credit note."),
        FactuurStatus.IN_BETWISTING: words("U bent het er niet mee eens.", "You dispute it."),
    },
)


@from_record(
    facturen.Factuurregel,
    "Wat er in rekening is gebracht.",
    "What is charged.",
    group=FieldGroup.FINANCIEEL,
    presence="omschrijving",
)
class FactuurRegel:
    """A line of an invoice."""

    omschrijving: str | None = plain("Waarvoor.", "What for.")
    aantal: float | None = plain("Hoeveel.", "How many.")
    bedrag: Decimal | None = plain("Het bedrag.", "The amount.")
    btw_percentage: float | None = plain("De btw in procenten.", "The VAT in per cent.")


@from_record(
    facturen.Factuur,
    "Een factuur van de gemeente.",
    "An invoice of the municipality.",
    group=FieldGroup.FINANCIEEL,
)
class Factuur:
    """What is charged, what of it is open, and by when it is to be paid."""

    id: strawberry.ID = derived("De sleutel van de factuur.", "The key of the invoice.", derive.id_van, "uuid")
    nummer: str | None = plain("Het factuurnummer.", "The number of the invoice.", "factuurnummer")
    omschrijving: str | None = plain("Waar het over gaat.", "What it is about.")
    categorie: str | None = plain("Wat voor factuur het is.", "What kind of invoice it is.")
    datum: date | None = plain("De datum van de factuur.", "The date of the invoice.", "factuurdatum")
    vervaldatum: date | None = plain("Wanneer er uiterlijk betaald moet zijn.", "By when it is to be paid.")
    bedrag: Decimal | None = plain("Het hele bedrag.", "The whole amount.")
    openstaand_bedrag: Decimal | None = plain("Wat nog te betalen is.", "What is still to be paid.")
    status: FactuurStatus | None = plain("Hoe het ermee staat.", "How it stands.")
    open: bool | None = derived(
        "Of er nog iets te betalen is.", "Whether something is to be paid.", derive.is_open, "status"
    )
    betalingskenmerk: str | None = plain(
        "Wat u bij het betalen vermeldt.", "What you mention when you pay.", "betalingskenmerk"
    )
    iban: str | None = plain("Naar welke rekening.", "To which account.")
    automatische_incasso: bool | None = plain(
        "Of het bedrag vanzelf wordt afgeschreven.", "Whether the amount is debited by itself."
    )
    betaalbaar_online: bool | None = plain("Of u online kunt betalen.", "Whether you can pay online.")
    regels: list[FactuurRegel] = plain("Wat er in rekening is gebracht.", "What is charged.")
    betaalwijze: Betaalwijze | None = derived(
        "Hoe u betaalt.", "How you pay.", payments.betaalwijze, "automatischeIncasso", "betaalbaarOnline"
    )
    betaald_bedrag: Decimal | None = derived(
        "Wat er tot nu toe is betaald; niets als dat niet is te zeggen.",
        "What was paid up to now; nothing where that can't be told.",
        payments.betaald,
        "bedrag",
        "openstaandBedrag",
        "status",
    )
    termijnen: list[Termijn] = plain("In welke delen u betaalt.", "In which parts you pay.")
    volgende_termijn: Termijn | None = derived(
        "Welk deel u het eerst betaalt.",
        "Which part you pay first.",
        payments.volgende_termijn,
        "termijnen",
        picks=("vervaldatum", "betaald"),
    )
    aanvraag_id: strawberry.ID | None = derived(
        "De sleutel van de aanvraag waar het over gaat.",
        "The key of the request that it is about.",
        een_aanvraag_van,
        "isGerelateerdAan",
    )
    download: str | None = edge(
        "Waar u de factuur als PDF ophaalt: alleen u, en tien minuten lang.",
        "Where you fetch the invoice as PDF: only you, for ten minutes.",
        derive.download,
        "uuid",
        "document",
        cost=0,
    )


@from_record(
    facturen.Pagina,
    "Een bladzijde met facturen, de nieuwste eerst.",
    "A page of invoices, newest first.",
    container=True,
)
class FactuurConnectie:
    """A page; one from which invoices were left out is shorter."""

    knopen: list[Factuur | None] = plain("De facturen.", "The invoices.", "facturen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
