"""Zaken as the Zaken API 1.5 spells them; an empty text is `None` (see `sources.core.zgw.Record`)."""

from datetime import date, datetime

from msgspec import Struct, field, structs

from sources.core.errors import RegistryError
from sources.core.zgw import Record
from sources.zaken.cursor import Cursor

__all__ = [
    "AndereZaak",
    "Betrokkene",
    "Expand",
    "Opschorting",
    "Pagina",
    "Resultaat",
    "Rol",
    "Status",
    "Substatus",
    "Verlenging",
    "Zaak",
    "ZaakEigenschap",
    "ZaakInformatieObject",
]


class Status(Record, frozen=True):
    """One status that a zaak got; `statustype` is a URL in the catalogue, moments are UTC."""

    uuid: str
    url: str | None = None
    zaak: str | None = None
    statustype: str | None = None
    datum_status_gezet: datetime | None = None
    statustoelichting: str | None = None
    indicatie_laatst_gezette_status: bool | None = None


class Substatus(Record, frozen=True):
    """A note below a status (experimental: Open Zaak only); `doelgroep` says for whom it is, moments are UTC."""

    uuid: str
    zaak: str | None = None
    status: str | None = None
    omschrijving: str | None = None
    tijdstip: datetime | None = None
    doelgroep: str | None = None


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


class ZaakEigenschap(Record, frozen=True):
    """What a zaak tells of itself, by name."""

    naam: str | None = None
    waarde: str | None = None


class Betrokkene(Record, frozen=True):
    """An employee or a department, as far as a rol says who that is.

    What a rol says of a resident has other names: none of it is read, so that none of it is here.
    """

    achternaam: str | None = None
    voorletters: str | None = None
    voorvoegsel_achternaam: str | None = None
    naam: str | None = None


class Rol(Record, frozen=True):
    """What somebody is in a zaak."""

    betrokkene_type: str | None = None
    omschrijving_generiek: str | None = None
    afwijkende_naam_betrokkene: str | None = None
    betrokkene_identificatie: Betrokkene | None = None

    @property
    def behandelt(self) -> bool:
        """Whether this is an employee or a department that handles the zaak."""
        return self.omschrijving_generiek == "behandelaar" and self.betrokkene_type in _OF_THE_GEMEENTE


_OF_THE_GEMEENTE = ("medewerker", "organisatorische_eenheid")


class Expand(Record, frozen=True):
    """What was asked to come along with a zaak; of its rollen those of who handles it, and nobody else's."""

    status: Status | None = None
    resultaat: Resultaat | None = None
    zaakinformatieobjecten: list[ZaakInformatieObject] = field(default_factory=list)
    eigenschappen: list[ZaakEigenschap] = field(default_factory=list)
    rollen: list[Rol] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.rollen:
            structs.force_setattr(
                self, "rollen", [rol for rol in self.rollen if isinstance(rol, Rol) and rol.behandelt]
            )


class Verlenging(Record, frozen=True):
    """That a zaak may take longer; `duur` is ISO 8601 ("P14D")."""

    reden: str | None = None
    duur: str | None = None


class Opschorting(Record, frozen=True):
    """Whether the term of a zaak stands still."""

    indicatie: bool | None = None
    eerdere_opschorting: bool | None = None
    reden: str | None = None


class AndereZaak(Record, frozen=True):
    """Another zaak that has to do with this one, by its URL."""

    url: str


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
    laatst_gemuteerd: datetime | None = None  # experimental, and so is the next: Open Zaak only
    laatst_geopend: datetime | None = None
    betalingsindicatie: str | None = None
    laatste_betaaldatum: datetime | None = None
    verlenging: Verlenging | None = None
    opschorting: Opschorting | None = None
    hoofdzaak: str | None = None
    deelzaken: list[str] = field(default_factory=list)
    relevante_andere_zaken: list[AndereZaak] = field(default_factory=list)
    gerelateerde_zaken: list[AndereZaak] = field(default_factory=list)
    expand: Expand | None = field(name="_expand", default=None)


class Pagina(Struct, frozen=True):
    """One page of a person's zaken, newest first; a zaak that could not be read is its error.

    `volgende` is where the next page begins, `None` on the last one. A page from which zaken were dropped is shorter.
    """

    zaken: list[Zaak | RegistryError] = field(default_factory=list)
    volgende: Cursor | None = None

    def __repr__(self) -> str:  # whose zaken these are belongs in no log
        return f"{type(self).__name__}(…)"
