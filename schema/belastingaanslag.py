"""Assessments of municipal taxes, with lines to the homes that they are about."""

from datetime import date
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import belastingaanslag as derive
from resolvers import betaling as payments
from resolvers import eigendom
from resolvers import woz as woz_objecten
from resolvers.gerelateerd import een_aanvraag_van
from schema import bladzijde
from schema.betaling import Betaalwijze
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.termijn import Termijn
from schema.woz import WOZObject
from sources.belastingen import records as belastingen
from sources.belastingen.records import AanslagStatus, Belastingsoort

__all__ = ["Belastingaanslag", "BelastingaanslagConnectie"]

make_enum(
    AanslagStatus,
    "BelastingaanslagStatus",
    words("Hoe het met een aanslag staat.", "How an assessment stands."),
    {
        AanslagStatus.OPGELEGD: words("Opgelegd, nog te betalen.", "Imposed, to be paid."),
        AanslagStatus.DEELS_BETAALD: words("Voor een deel betaald.", "Paid in part."),
        AanslagStatus.BETAALD: words("Betaald.", "Paid."),
        AanslagStatus.VERMINDERD: words("Verlaagd.", "Reduced."),
        AanslagStatus.VERNIETIGD: words("Vervallen.", "Annulled."),
        AanslagStatus.KWIJTGESCHOLDEN: words("Kwijtgescholden.", "Remitted."),
        AanslagStatus.IN_BEZWAAR: words("U hebt bezwaar gemaakt.", "You have objected."),
        AanslagStatus.IN_BEROEP: words("U bent in beroep gegaan.", "You have appealed."),
        AanslagStatus.IN_INVORDERING: words("Wordt ingevorderd.", "Is being collected."),
    },
)
make_enum(
    Belastingsoort,
    "Belastingsoort",
    words("Welke belasting.", "Which tax."),
    {
        Belastingsoort.OZB_EIGENAAR: words("Onroerendezaakbelasting, eigenaar.", "Property tax, owner."),
        Belastingsoort.OZB_GEBRUIKER: words("Onroerendezaakbelasting, gebruiker.", "Property tax, user."),
        Belastingsoort.AFVALSTOFFENHEFFING: words("Afvalstoffenheffing.", "Waste levy."),
        Belastingsoort.RIOOLHEFFING: words("Rioolheffing.", "Sewerage charge."),
        Belastingsoort.HONDENBELASTING: words("Hondenbelasting.", "Dog tax."),
        Belastingsoort.PRECARIOBELASTING: words("Precariobelasting.", "Tax on the use of public ground."),
        Belastingsoort.TOERISTENBELASTING: words("Toeristenbelasting.", "Tourist tax."),
        Belastingsoort.PARKEERBELASTING: words("Parkeerbelasting.", "Parking tax."),
        Belastingsoort.REINIGINGSRECHT: words("Reinigingsrecht.", "Charge for cleansing."),
        Belastingsoort.OVERIG: words("Een andere belasting.", "Another tax."),
    },
)


@from_record(
    belastingen.Aanslagregel,
    "Eén belasting van een aanslag.",
    "One tax of an assessment.",
    group=FieldGroup.FINANCIEEL,
    presence="belastingsoort",
)
class BelastingaanslagRegel:
    """A line; where it is about a home it says which, and on which value it rests."""

    soort: Belastingsoort | None = plain("Welke belasting.", "Which tax.", "belastingsoort")
    omschrijving: str | None = plain("Waarvoor.", "What for.")
    bedrag: Decimal | None = plain("Het bedrag.", "The amount.")
    tarief: str | None = plain("Het tarief.", "The rate, in Dutch.")
    woz_nummer: str | None = plain("Het WOZ-objectnummer.", "The number of the property.", "wozObjectnummer")
    peildatum: date | None = plain("De dag van de WOZ-waarde.", "The day of the value.", "waardepeildatum")
    waarde: int | None = plain(
        "De WOZ-waarde in hele euro's waarop de belasting berust.",
        "The value in whole euros on which the tax rests.",
        "vastgesteldeWaarde",
    )
    woz_object: WOZObject | None = edge(
        "Het WOZ-object, ook als het niet uw woonadres is. Dit is per object een vraag aan de bron.",
        "The property, also where you do not live. This is one call for each.",
        woz_objecten.van_aanslag,
        "wozObjectnummer",
        cost=3,  # an assessment has several lines, of which some are about a home
    )


@from_record(
    belastingen.Belastingaanslag,
    "Een aanslag van gemeentelijke belastingen.",
    "An assessment of municipal taxes.",
    group=FieldGroup.FINANCIEEL,
)
class Belastingaanslag:
    """An assessment of one year."""

    id: strawberry.ID = derived("De sleutel van de aanslag.", "The key of the assessment.", derive.id_van, "uuid")
    nummer: str | None = plain("Het aanslagnummer.", "The number of the assessment.", "aanslagnummer")
    jaar: int | None = plain("Het belastingjaar.", "The tax year.", "belastingjaar")
    dagtekening: date | None = plain("De datum van de aanslag.", "The date of the assessment.")
    vervaldatum: date | None = plain("Wanneer er uiterlijk betaald moet zijn.", "By when it is to be paid.")
    bedrag: Decimal | None = plain("Het hele bedrag.", "The whole amount.")
    openstaand_bedrag: Decimal | None = plain("Wat nog te betalen is.", "What is still to be paid.")
    status: AanslagStatus | None = plain("Hoe het ermee staat.", "How it stands.")
    betalingskenmerk: str | None = plain("Wat u bij het betalen vermeldt.", "What you mention when you pay.")
    automatische_incasso: bool | None = plain(
        "Of het bedrag vanzelf wordt afgeschreven.", "Whether the amount is debited by itself."
    )
    bezwaar_mogelijk_tot: date | None = plain("Tot wanneer u bezwaar kunt maken.", "Until when you can object.")
    regels: list[BelastingaanslagRegel] = plain("De belastingen van de aanslag.", "The taxes of the assessment.")
    bezwaar_mogelijk: bool | None = edge(
        "Of dat vandaag nog kan.",
        "Whether you can today.",
        eigendom.bezwaar_mogelijk,
        "bezwaarMogelijkTot",
        cost=0,
        source="belastingen",
    )
    betaalwijze: Betaalwijze | None = derived(
        "Hoe u betaalt.", "How you pay.", payments.betaalwijze, "automatischeIncasso"
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
        "Waar u de aanslag als PDF ophaalt: alleen u, en tien minuten lang.",
        "Where you fetch the assessment as PDF: only you, for ten minutes.",
        derive.download,
        "uuid",
        "document",
        cost=0,
    )


@from_record(
    belastingen.Pagina,
    "Een bladzijde met aanslagen, de nieuwste eerst.",
    "A page of assessments, newest first.",
    container=True,
)
class BelastingaanslagConnectie:
    """A page; one from which assessments were left out is shorter."""

    knopen: list[Belastingaanslag | None] = plain("De aanslagen.", "The assessments.", "aanslagen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
