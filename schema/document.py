"""A document that belongs to a request: what is known of it, never its content."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import document as derive
from schema.engine.declare import derived, edge, from_record, plain
from sources.documenten import records as documenten

__all__ = ["Document"]


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
    datum: date | None = plain("Wanneer het is gemaakt.", "When it was made.", "creatiedatum")
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
