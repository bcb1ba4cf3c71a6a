"""The ways in, and one log-in as the scheme behind a way knows it: who, for whom, at what level."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from auth.claims import LEVELS
from auth.groups import FieldGroup
from auth.roles import Level, Role
from auth.ways import Way

__all__ = ["SERVICES", "Broker", "Company", "Login", "Service", "acr_of", "broker_of", "means_of"]

_DIGID = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
_ETOEGANG = "urn:etoegang:core:assurance-class:"
_EIDAS = "http://eidas.europa.eu/LoA/"


@dataclass(frozen=True, slots=True)
class Broker:
    """What stands behind a way in: what its page is called, how its `acr` begins (empty without levels), its levels.

    Levels are the lowest first, each by its own name.
    """

    name: str
    scheme: str
    levels: Mapping[Level, str]


_NAMES_DIGID = {Level.LAAG: "Basis", Level.MIDDEN: "Midden", Level.SUBSTANTIEEL: "Substantieel", Level.HOOG: "Hoog"}
_NAMES_EH = {Level.LAAG: "EH2", Level.MIDDEN: "EH2+", Level.SUBSTANTIEEL: "EH3", Level.HOOG: "EH4"}
_NAMES_EIDAS = {Level.LAAG: "Laag", Level.SUBSTANTIEEL: "Substantieel", Level.HOOG: "Hoog"}
_BROKERS: dict[Way, Broker] = {
    Way.DIGID: Broker("DigiD", _DIGID, _NAMES_DIGID),
    Way.DIGID_MACHTIGEN: Broker("DigiD Machtigen", _DIGID, _NAMES_DIGID),
    Way.OUDERLIJK_GEZAG: Broker("DigiD met ouderlijk gezag", _DIGID, _NAMES_DIGID),
    Way.EHERKENNING: Broker("eHerkenning", _ETOEGANG, _NAMES_EH),
    Way.EHERKENNING_BEWINDVOERING: Broker("eHerkenning voor bewindvoerders", _ETOEGANG, _NAMES_EH),
    Way.EIDAS: Broker("Europees inlogmiddel (eIDAS)", _EIDAS, _NAMES_EIDAS),
    Way.MEDEWERKERS: Broker("Medewerkers", "", {}),
}


def broker_of(way: Way) -> Broker:
    """The broker behind this way."""
    return _BROKERS[way]


def means_of(way: Way) -> str:
    """With what one logs in, which several ways share."""
    return "digid" if broker_of(way).scheme == _DIGID else way.value.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Service:
    """What a mandate can be for: how a page calls it, and the field groups that it opens."""

    dutch: str
    groups: frozenset[FieldGroup]


_EVERY = {FieldGroup.BSN, FieldGroup.IDENTITEIT}
_ROWS = (
    ("Belastingen en WOZ", {FieldGroup.ADRES, FieldGroup.FINANCIEEL}),
    ("Aanvragen en vergunningen", {FieldGroup.ADRES, FieldGroup.ZAKEN, FieldGroup.BERICHTEN}),
    ("Parkeren", {FieldGroup.PARKEREN}),
)
# DigiD Machtigen and eHerkenning call a service by such a number.
SERVICES: Mapping[str, Service] = {
    f"6d1f9b50-94f5-4c0e-8a3c-2f0c6f6e1a{number:02}": Service(dutch, frozenset(groups | _EVERY))
    for number, (dutch, groups) in enumerate(_ROWS, 1)
}


@dataclass(frozen=True, slots=True)
class Company:
    """A company of development, which exists in no register."""

    name: str
    kvk: str
    rsin: str | None = None
    branches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """One log-in. Its repr shows no number.

    `bsn` and `pseudonym` are of who logs in themselves, at most one of both for a person. `represented` is the BSN of
    the person they act for, `company` (with at most one `branch`, or through an `intermediary`, a KVK number) the
    company they act for or that was appointed as bewindvoerder; `by_rsin` is how the
    scheme tells it. `service` is the number of what a mandate is for.
    `roles` and `department` are an employee's, `oid` is how the municipal provider calls them.
    """

    way: Way
    level: Level = Level.GEEN
    bsn: str | None = field(default=None, repr=False)
    pseudonym: str | None = field(default=None, repr=False)
    represented: str | None = field(default=None, repr=False)
    company: Company | None = field(default=None, repr=False)
    by_rsin: bool = False
    branch: str | None = field(default=None, repr=False)
    intermediary: str | None = field(default=None, repr=False)
    service: str | None = None
    roles: tuple[str, ...] = ()
    department: str = ""
    oid: str = field(default="", repr=False)

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles as a token says them; they follow from the way, but for employees."""
        match self.way:
            case Way.MEDEWERKERS:
                return self.roles
            case Way.EHERKENNING | Way.EHERKENNING_BEWINDVOERING:
                role = Role.ONDERNEMER
            case Way.EIDAS:
                role = Role.EIDAS_ZONDER_BSN if self.bsn is None else Role.INWONER_EIDAS
            case _:
                role = Role.INWONER
        return (role.value.lower(),)

    @property
    def person(self) -> str:
        """What makes this the same person at the next log-in; for our own bookkeeping only."""
        return f"{self.bsn or self.pseudonym or self.oid}"


def acr_of(scheme: str, level: Level) -> str | None:
    """The `acr` for this level in a scheme; None where it has none."""
    return next((acr for acr, known in LEVELS.items() if known is level and acr.startswith(scheme)), None)
