"""Documents as the Documenten API 1.4 spells them: what is known of one, never its content."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Struct, field

from sources.core.place import Place
from sources.core.zgw import Record, uuid_of

__all__ = ["Document", "Pagina", "Plaats"]


class Document(Record, frozen=True):
    """An EnkelvoudigInformatieObject; `bestandsomvang` in bytes.

    The registry sends no `uuid`: it is the last segment of `url`.
    """

    url: str
    uuid: str = ""
    identificatie: str | None = None
    titel: str | None = None
    beschrijving: str | None = None
    creatiedatum: date | None = None
    ontvangstdatum: date | None = None
    verzenddatum: date | None = None
    auteur: str | None = None
    status: str | None = None
    vertrouwelijkheidaanduiding: str | None = None
    informatieobjecttype: str | None = None
    bestandsnaam: str | None = None
    formaat: str | None = None
    taal: str | None = None
    bestandsomvang: int | None = None
    versie: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        msgspec.structs.force_setattr(self, "uuid", uuid_of(self.url))


class Plaats(Place, frozen=True, array_like=True, forbid_unknown_fields=True, order=True):
    """The last document of a page, by when it came into the dossier and the uuid of its place there."""

    moment: Annotated[datetime, msgspec.Meta(tz=True)]
    uuid: str


class Pagina(Struct, frozen=True):
    """A page of documents, newest first; one that could not be had is its error.

    `volgende` is where the next page begins, `None` on the last one. A page from which documents were kept back is
    shorter.
    """

    documenten: list[Document | BaseException] = field(default_factory=list)
    volgende: Place | None = None

    def __repr__(self) -> str:  # whose documents these are belongs in no log
        return f"{type(self).__name__}(…)"
