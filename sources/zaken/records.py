"""Zaken as the Zaken API 1.5 spells them; an empty text is `None` (see `sources.core.zgw.Record`)."""

from datetime import date, datetime

from msgspec import Struct, field

from sources.core.errors import RegistryError
from sources.core.zgw import Record
from sources.zaken.cursor import Cursor

__all__ = ["Expand", "Pagina", "Resultaat", "Status", "Zaak", "ZaakInformatieObject"]


class Status(Record, frozen=True):
    """One status that a zaak got; `statustype` is a URL in the catalogue, moments are UTC."""

    uuid: str
    url: str | None = None
    zaak: str | None = None
    statustype: str | None = None
    datum_status_gezet: datetime | None = None
    statustoelichting: str | None = None
    indicatie_laatst_gezette_status: bool | None = None


class Resultaat(Record, frozen=True):
    """How a zaak ended; `resultaattype` is a URL in the catalogue."""

    uuid: str
    url: str | None = None
    resultaattype: str | None = None
    toelichting: str | None = None


class ZaakInformatieObject(Record, frozen=True):
    """That a document belongs to a zaak; `informatieobject` is its URL in the documents registry."""

    uuid: str
    url: str | None = None
    informatieobject: str | None = None
    titel: str | None = None
    beschrijving: str | None = None
    registratiedatum: datetime | None = None


class Expand(Record, frozen=True):
    """What was asked to come along with a zaak."""

    status: Status | None = None
    resultaat: Resultaat | None = None
    zaakinformatieobjecten: list[ZaakInformatieObject] = field(default_factory=list)


class Zaak(Record, frozen=True):
    """A zaak; relations are URLs, dates have no zone."""

    uuid: str
    url: str | None = None
    identificatie: str | None = None
    omschrijving: str | None = None
    toelichting: str | None = None
    zaaktype: str | None = None
    registratiedatum: date | None = None
    startdatum: date | None = None
    einddatum: date | None = None
    einddatum_gepland: date | None = None
    uiterlijke_einddatum_afdoening: date | None = None
    vertrouwelijkheidaanduiding: str | None = None
    expand: Expand | None = field(name="_expand", default=None)


class Pagina(Struct, frozen=True):
    """One page of a person's zaken, newest first; a zaak that could not be read is its error.

    `volgende` is where the next page begins, `None` on the last one. A page from which zaken were dropped is shorter.
    """

    zaken: list[Zaak | RegistryError] = field(default_factory=list)
    volgende: Cursor | None = None

    def __repr__(self) -> str:  # whose zaken these are belongs in no log
        return f"{type(self).__name__}(…)"
