"""Documents as the Documenten API 1.4 spells them: what is known of one, never its content."""

from datetime import date

import msgspec

from sources.core.zgw import Record, uuid_of

__all__ = ["Document"]


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
