"""Berichten, externe taken and verzoeken as Open VTB 0.1.0 spells them; an empty text is `None`."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from msgspec import field
from msgspec.structs import force_setattr

from sources.core.errors import RegistryError
from sources.core.euros import in_cents
from sources.core.place import Plek
from sources.core.zgw import Record

__all__ = [
    "Bericht",
    "Berichten",
    "Bijlage",
    "Details",
    "Doelrekening",
    "ExterneTaak",
    "Gerelateerd",
    "Perspectief",
    "TaakSoort",
    "TaakStatus",
    "Verzoek",
    "VerzoekBetaling",
    "VerzoekBron",
    "VerzoekType",
    "Verzoeken",
]


class Perspectief(Enum):
    """What somebody is expected to do (HandelingsPerspectiefEnum)."""

    BETALEN = "betalen"
    INCASSO = "incasso"
    INFORMATIE_GEVEN = "informatie_geven"
    INFORMATIE_KRIJGEN = "informatie_krijgen"
    REACTIE_ONTVANGEN = "reactie_ontvangen"
    VERNIEUWING_NODIG = "vernieuwing_nodig"
    UITNODIGING_VOOR_AFSPRAAK = "uitnodiging_voor_afspraak"


class Gerelateerd(Record, frozen=True):
    """A zaak or a product that something belongs to: `urn:nld:gemeente:zaak:zaaknummer:…` or `…:uuid:…`."""

    urn: str


class Bijlage(Record, frozen=True):
    """That a document belongs to something; `informatieObject` ends in its uuid.

    One that is a `berichtTypeBijlage` is sent with every message of its kind.
    """

    informatie_object: str
    omschrijving: str | None = None
    is_bericht_type_bijlage: bool = False


class Bericht(Record, frozen=True):
    """A message to somebody; moments have a zone, the text may hold basic Markdown."""

    uuid: str
    onderwerp: str | None = None
    bericht_tekst: str | None = None
    publicatiedatum: datetime | None = None
    referentie: str | None = None
    geopend_op: datetime | None = None
    bericht_type: str | None = None
    is_gerelateerd_aan: list[Gerelateerd] = field(default_factory=list)
    handelings_perspectief: str | None = None
    einddatum_handelings_termijn: datetime | None = None
    bijlagen: list[Bijlage] = field(default_factory=list)


class TaakSoort(Enum):
    """What kind of task it is (TaakSoortEnum)."""

    BETAALTAAK = "betaaltaak"
    URLTAAK = "urltaak"
    FORMULIERTAAK = "formuliertaak"


class TaakStatus(Enum):
    """How a task stands (StatusEnum)."""

    OPEN = "open"
    UITGEVOERD = "uitgevoerd"
    NIET_UITGEVOERD = "niet_uitgevoerd"
    AFGEBROKEN = "afgebroken"
    VERWERKT = "verwerkt"


class Doelrekening(Record, frozen=True):
    """The account to which is paid."""

    naam: str | None = None
    code: str | None = None
    iban: str | None = None


class Details(Record, frozen=True):
    """What belongs to the kind of a task: of a payment the amount in euros, of a link its address."""

    bedrag: Decimal | None = None
    transactieomschrijving: str | None = None
    doelrekening: Doelrekening | None = None
    uitvraag_link: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "bedrag", in_cents(self.bedrag))


class ExterneTaak(Record, frozen=True):
    """Something that somebody has to do."""

    uuid: str
    titel: str | None = None
    status: TaakStatus = TaakStatus.OPEN
    taak_soort: TaakSoort | None = None
    startdatum: date | None = None
    einddatum_handelings_termijn: date | None = None
    handelings_perspectief: str | None = None
    toelichting: str | None = None
    is_gerelateerd_aan: list[Gerelateerd] = field(default_factory=list)
    details: Details | None = None


class VerzoekBron(Record, frozen=True):
    """Where something was submitted; `kenmerk` is its number there."""

    naam: str | None = None
    kenmerk: str | None = None


class VerzoekBetaling(Record, frozen=True):
    """What is paid with what was submitted, in euros."""

    bedrag: Decimal | None = None
    voltooid: bool | None = None
    transactie_datum: datetime | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "bedrag", in_cents(self.bedrag))


class Verzoek(Record, frozen=True):
    """Something that somebody submitted; what was filled in is not read."""

    uuid: str
    verzoek_type: str | None = None
    kanaal: str | None = None
    verwerk_status: str | None = None
    is_gerelateerd_aan: list[Gerelateerd] = field(default_factory=list)
    verzoek_informatie_object: str | None = None
    verzoek_bron: VerzoekBron | None = None
    verzoek_betaling: VerzoekBetaling | None = None
    bijlagen: list[Bijlage] = field(default_factory=list)


class VerzoekType(Record, frozen=True):
    """What a kind of thing that can be submitted is called; it says nothing about anybody."""

    uuid: str
    naam: str | None = None


class Berichten(Record, frozen=True):
    """A page of somebody's messages, newest first; one that could not be read is its error.

    `ongelezen` counts all that are unread, not those of this page.
    """

    berichten: list[Bericht | RegistryError] = field(default_factory=list)
    volgende: Plek | None = None
    ongelezen: int = 0


class Verzoeken(Record, frozen=True):
    """A page of what somebody submitted; what could not be read is its error."""

    verzoeken: list[Verzoek | RegistryError] = field(default_factory=list)
    volgende: Plek | None = None
