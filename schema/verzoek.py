"""What somebody submitted to the municipality, before it is a request."""

from datetime import datetime
from decimal import Decimal

import strawberry

from auth.groups import FieldGroup
from resolvers import verzoek as derive
from schema import bladzijde
from schema.document import Document
from schema.engine.declare import derived, edge, from_record, plain
from sources.vtb import records as vtb

__all__ = ["Verzoek", "VerzoekConnectie"]


@from_record(
    vtb.Verzoek,
    "Iets wat iemand heeft ingediend en wat nog geen aanvraag is.",
    "Something that somebody submitted and that is not a request yet.",
    group=FieldGroup.ZAKEN,
)
class Verzoek:
    """What was filled in is not here."""

    id: strawberry.ID = derived("De sleutel.", "The key.", derive.id_van, "uuid")
    nummer: str | None = plain(
        "Het nummer dat u bij het indienen kreeg.", "The number that you got for it.", "verzoekBron.kenmerk"
    )
    soort: str | None = edge(
        "Wat er is ingediend.", "What was submitted.", derive.soort, "verzoekType", cost=0, source="vtb"
    )
    kanaal: str | None = plain("Hoe het is binnengekomen.", "How it came in.")
    bedrag: Decimal | None = plain("Wat het kost.", "What it costs.", "verzoekBetaling.bedrag")
    betaald: bool | None = plain("Of dat is betaald.", "Whether that is paid.", "verzoekBetaling.voltooid")
    betaald_op: datetime | None = plain(
        "Wanneer dat is betaald.", "When that was paid.", "verzoekBetaling.transactieDatum"
    )
    document: Document | None = edge(
        "Wat u hebt ingediend, als document, als u dat mag zien.",
        "What you submitted as a document, if you may see that.",
        derive.document,
        "uuid",
        "verzoekInformatieObject",
    )


@from_record(
    vtb.Verzoeken,
    "Een bladzijde met wat is ingediend, in een vaste volgorde.",
    "A page of what was submitted, always in the same order.",
    container=True,
)
class VerzoekConnectie:
    """A page of what was submitted."""

    knopen: list[Verzoek | None] = plain("Wat is ingediend.", "What was submitted.", "verzoeken")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
