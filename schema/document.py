"""A document that belongs to a request: what is known of it, never its content."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import document as derive
from resolvers.document import DocumentStatus
from schema import bladzijde
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.documenten import records as documenten

__all__ = ["Document", "DocumentConnectie"]

make_enum(
    DocumentStatus,
    "DocumentStatus",
    words("Hoe ver een document is.", "How far a document is."),
    {each: words(each.dutch, each.english) for each in DocumentStatus},
)


@from_record(
    documenten.Document,
    "Een document bij een aanvraag; de inhoud staat hier niet.",
    "A document of a request; its content is not here.",
    group=FieldGroup.ZAKEN,
)
class Document:
    """What is known of a document."""

    id: strawberry.ID = derived("De sleutel van het document.", "The key of the document.", derive.id_van, "url")
    titel: str | None = plain("De titel.", "The title.")
    soort: str | None = edge(
        "Wat voor document het is.",
        "What kind of document it is.",
        derive.soort,
        "informatieobjecttype",
        cost=0,
        source="catalogi",
    )
    status: DocumentStatus | None = derived("Hoe ver het is.", "How far it is.", derive.status, "status")
    versie: int | None = plain("De hoeveelste versie het is.", "Which version it is.")
    datum: date | None = plain("Wanneer het is gemaakt.", "When it was made.", "creatiedatum")
    ontvangen: date | None = plain(
        "Wanneer de gemeente het heeft ontvangen; niets als de gemeente het heeft gemaakt.",
        "When the municipality received it; nothing if the municipality made it.",
        "ontvangstdatum",
    )
    verzonden: date | None = plain("Wanneer de gemeente het heeft verzonden.", "When it was sent.", "verzenddatum")
    bestandsnaam: str | None = plain("De bestandsnaam.", "The file name.")
    formaat: str | None = plain("Het mediatype van het bestand.", "The media type of the file.")
    grootte: int | None = plain("De grootte in bytes.", "The size in bytes.", "bestandsomvang")
    download: str | None = edge(
        "Waar u het document ophaalt: alleen u, en tien minuten lang.",
        "Where you fetch the document: only you, for ten minutes.",
        derive.download,
        "url",
        "versie",
        cost=0,
    )


@from_record(
    documenten.Pagina,
    "Een bladzijde met documenten, de nieuwste eerst.",
    "A page of documents, newest first.",
    container=True,
)
class DocumentConnectie:
    """A page; one from which documents were left out is shorter."""

    knopen: list[Document | None] = plain("De documenten.", "The documents.", "documenten")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
