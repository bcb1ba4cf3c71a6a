"""Types as the Catalogi API 1.3 spells them: what zaken, statussen, resultaten and documents are called."""

import msgspec

from sources.core.zgw import Record, uuid_of

__all__ = ["BesluitType", "InformatieObjectType", "ResultaatType", "StatusType", "Type", "ZaakType"]


class Type(Record, frozen=True):
    """What every type has; the catalogue sends no `uuid`, it is the last segment of `url`."""

    url: str
    uuid: str = ""
    omschrijving: str | None = None
    toelichting: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        msgspec.structs.force_setattr(self, "uuid", uuid_of(self.url))


class ZaakType(Type, frozen=True):
    """A kind of zaak; durations are ISO 8601 ("P14D", "P12W")."""

    identificatie: str | None = None
    omschrijving_generiek: str | None = None
    onderwerp: str | None = None
    doorlooptijd: str | None = None
    servicenorm: str | None = None
    vertrouwelijkheidaanduiding: str | None = None
    statustypen: list[str] = msgspec.field(default_factory=list)
    resultaattypen: list[str] = msgspec.field(default_factory=list)


class StatusType(Type, frozen=True):
    """A status that a kind of zaak can get; the registry lists them in any order, `volgnummer` tells it."""

    zaaktype: str | None = None
    omschrijving_generiek: str | None = None
    statustekst: str | None = None
    volgnummer: int | None = None
    is_eindstatus: bool | None = None


class ResultaatType(Type, frozen=True):
    """A way in which a kind of zaak can end."""

    zaaktype: str | None = None
    omschrijving_generiek: str | None = None


class BesluitType(Type, frozen=True):
    """A kind of decision; `reactietermijn` is ISO 8601 ("P42D")."""

    omschrijving_generiek: str | None = None
    reactietermijn: str | None = None


class InformatieObjectType(Type, frozen=True):
    """A kind of document."""

    informatieobjectcategorie: str | None = None
    vertrouwelijkheidaanduiding: str | None = None
