"""What is to be paid, and what has been."""

from datetime import date
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import betaling as derive
from resolvers import te_betalen as open_items
from resolvers.betaling import Betaalwijze, BetalingSoort
from schema import bladzijde
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Betaalwijze", "Betaling", "BetalingConnectie", "TeBetalen"]

make_enum(
    BetalingSoort,
    "BetalingSoort",
    words("Waarvoor is betaald.", "What was paid for."),
    {
        BetalingSoort.FACTUUR: words("Een factuur.", "An invoice."),
        BetalingSoort.BELASTINGAANSLAG: words("Een belastingaanslag.", "A tax assessment."),
    },
)
make_enum(
    Betaalwijze,
    "Betaalwijze",
    words("Hoe iets wordt betaald.", "How something is paid."),
    {
        Betaalwijze.AUTOMATISCHE_INCASSO: words("De gemeente schrijft het af.", "The municipality debits it."),
        Betaalwijze.ONLINE: words("U kunt het online betalen.", "You can pay it online."),
        Betaalwijze.OVERMAKEN: words("U maakt het zelf over.", "You transfer it yourself."),
    },
)


@from_record(
    open_items.OpenBedrag,
    "Wat er open staat.",
    "What is open.",
    name="OpenBedrag",
    group=FieldGroup.FINANCIEEL,
    presence="bedrag",
)
class OpenBedrag:
    """An exact sum, of all items unless it says `minstens`."""

    bedrag: Decimal = plain("Alles wat nog te betalen is.", "All that is still to be paid.")
    aantal: int = plain("Van hoeveel facturen of aanslagen.", "Of how many invoices or assessments.")
    te_laat: Decimal = plain(
        "Wat daarvan al betaald had moeten zijn.", "What of it should have been paid already.", "teLaat"
    )
    automatisch: Decimal = plain("Wat daarvan vanzelf wordt afgeschreven.", "What of it is debited by itself.")
    eerste_vervaldatum: date | None = plain(
        "Wanneer het eerste deel betaald moet zijn, ook als dat al was.",
        "When the first part is to be paid, also if that has passed.",
        "eersteVervaldatum",
    )
    minstens: bool = plain(
        "Of er meer is dan is bekeken: de bedragen zijn er dan minstens.",
        "Whether there is more than was looked at: then the amounts are at least these.",
    )


@from_record(
    open_items.TeBetalen,
    "Wat er nu te betalen is, per bron en samen.",
    "What is to be paid now, for each source and together.",
    name="TeBetalen",
    group=FieldGroup.FINANCIEEL,
)
class TeBetalen:
    """A source that can't be had is nothing with an error, and then there is no total either."""

    totaal: OpenBedrag | None = edge(
        "Alles samen; niets als een van de bronnen er niet is.",
        "All together; nothing if one of the sources can't be had.",
        open_items.totaal,
        "nummer",
        cost=10,
        source="facturen, belastingen",
    )
    facturen: OpenBedrag | None = edge(
        "Van de facturen.", "Of the invoices.", open_items.facturen, "nummer", cost=5, source="facturen"
    )
    belastingen: OpenBedrag | None = edge(
        "Van de belastingaanslagen.",
        "Of the tax assessments.",
        open_items.belastingen,
        "nummer",
        cost=5,
        source="belastingen",
    )


@from_record(
    derive.Betaling,
    "Wat er tot nu toe van een factuur of aanslag is betaald.",
    "What was paid of an invoice or assessment up to now.",
    name="Betaling",
    group=FieldGroup.FINANCIEEL,
)
class Betaling:
    """As far as the sources tell; they do not tell when."""

    soort: BetalingSoort = plain("Waarvoor is betaald.", "What was paid for.")
    rekening_id: strawberry.ID = derived(
        "De sleutel van de factuur of de aanslag.",
        "The key of the invoice or the assessment.",
        derive.id_van,
        "soort",
        "uuid",
    )
    nummer: str | None = plain("Het nummer daarvan.", "Its number.")
    omschrijving: str | None = edge(
        "Waarvoor.", "What for.", derive.omschrijving, "soort", "omschrijving", "jaar", cost=0
    )
    datum: date | None = plain("De datum van de factuur of de aanslag.", "The date of the invoice or assessment.")
    bedrag: Decimal = plain("Wat er is betaald.", "What was paid.")
    volledig: bool = plain("Of daarmee alles is betaald.", "Whether all is paid by that.")


@from_record(
    derive.Betalingen,
    "Een bladzijde met betalingen, die van de nieuwste rekening eerst.",
    "A page of payments, those of the newest bill first.",
    container=True,
)
class BetalingConnectie:
    """A page; bills of which nothing was paid make it shorter."""

    knopen: list[Betaling | None] = plain("De betalingen.", "The payments.", "betalingen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
