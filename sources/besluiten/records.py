"""Decisions as the Besluiten API 1.1 spells them; an empty text is `None` (see `sources.core.zgw.Record`)."""

from datetime import date

import msgspec

from sources.core.zgw import Record, uuid_of

__all__ = ["Besluit", "BesluitInformatieObject"]


class Besluit(Record, frozen=True):
    """What was decided on a zaak; `besluittype` and `zaak` are URLs, and so is its own key.

    The registry sends no `uuid`: it is the last segment of `url`. `uiterlijke_reactiedatum` is the last day on which
    one can object.
    """

    url: str
    uuid: str = ""
    identificatie: str | None = None
    besluittype: str | None = None
    zaak: str | None = None
    datum: date | None = None
    toelichting: str | None = None
    bestuursorgaan: str | None = None
    ingangsdatum: date | None = None
    vervaldatum: date | None = None
    vervalreden: str | None = None
    publicatiedatum: date | None = None
    verzenddatum: date | None = None
    uiterlijke_reactiedatum: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        msgspec.structs.force_setattr(self, "uuid", uuid_of(self.url))


class BesluitInformatieObject(Record, frozen=True):
    """That a decision stands in a document; `informatieobject` is its URL in the documents registry."""

    besluit: str
    informatieobject: str
