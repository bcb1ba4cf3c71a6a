"""Whom one can be in development: residents, those who act for others, companies, Europeans, employees, a service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from auth.development.styles import token_claims
from auth.development.ways import SERVICES, Company, Login, broker_of
from auth.roles import Level, Scope
from auth.ways import Way

__all__ = [
    "COMPANIES",
    "DEVELOPMENT_IDENTITIES",
    "DevelopmentIdentity",
    "at_level",
    "logged_in",
    "representatives",
    "resident",
]

_CLIENT = "mijndenhaag-ontwikkeling"


@dataclass(frozen=True, slots=True)
class DevelopmentIdentity:
    """Somebody who can be issued a token: a lower-case name, and claims on top of those that all tokens have.

    `login` is how they come in through the identity provider; who has none, a service, does not come in there.
    """

    name: str
    dutch: str
    english: str
    claims: Mapping[str, object] = field(repr=False)
    client_id: str = _CLIENT
    login: Login | None = field(default=None, repr=False)


def logged_in(name: str, dutch: str, english: str, login: Login) -> DevelopmentIdentity:
    """Somebody who came in so; the claims are those of our own tokens."""
    return DevelopmentIdentity(name, dutch, english, token_claims(login), login=login)


def resident(name: str, bsn: str, dutch: str, english: str, level: Level = Level.MIDDEN) -> DevelopmentIdentity:
    """A resident who has logged in with DigiD at this level."""
    return logged_in(name, dutch, english, Login(Way.DIGID, level, bsn=bsn))


def at_level(identity: DevelopmentIdentity, level: Level) -> DevelopmentIdentity:
    """The same one, logged in at another level; who logs in without a level stays as they are."""
    if identity.login is None or not broker_of(identity.login.way).levels:
        return identity
    return logged_in(identity.name, identity.dutch, identity.english, replace(identity.login, level=level))


# Invented: in no trade register. The RSIN passes its eleven-test.
COMPANIES: tuple[Company, ...] = (
    Company("Bakkerij De Gouden Korst", "90001001"),
    Company("Stichting Haags Bewind", "90001002", rsin="851234562"),
    Company("Fietsenmakerij Scheveningen", "90001003", branches=("000090000301", "000090000302")),
)
_BAKERY, _FOUNDATION, _BICYCLES = COMPANIES
_BOOKKEEPER = "90001004"  # the KVK number of an accountant in between
_TAXES, _REQUESTS, _PARKING = SERVICES


def _company(name: str, company: Company, *, by_rsin: bool = False, branch: str = "", intermediary: str = "") -> Login:
    return Login(
        Way.EHERKENNING,
        Level.SUBSTANTIEEL,
        pseudonym=f"eh-{name}",
        company=company,
        by_rsin=by_rsin,
        branch=branch or None,
        intermediary=intermediary or None,
    )


def _employee(name: str, dutch: str, english: str, role: str, department: str, number: int) -> DevelopmentIdentity:
    oid = f"3f0c2a4e-5b1d-4c6f-8a2b-0d9e7f6c5{number:03}"
    login = Login(Way.MEDEWERKERS, roles=(role,), department=department, oid=oid)
    return logged_in(name, dutch, english, login)


DEVELOPMENT_IDENTITIES: tuple[DevelopmentIdentity, ...] = (
    logged_in("bakkerij", "Onderneemt: Bakkerij De Gouden Korst.", "In business: a bakery.",
              _company("bakkerij", _BAKERY)),
    logged_in("stichting", "Stichting Haags Bewind, bekend bij haar RSIN.", "A foundation, by its RSIN.",
              _company("stichting", _FOUNDATION, by_rsin=True)),
    logged_in("fietsenmaker", "Onderneemt: Fietsenmakerij Scheveningen, alle vestigingen.",
              "In business: a bicycle maker, all branches.", _company("fietsenmaker", _BICYCLES)),
    logged_in("fietsenmaker-haven", "Fietsenmakerij Scheveningen, alleen de vestiging Haven.",
              "The bicycle maker, the harbour branch only.",
              _company("fietsenmaker-haven", _BICYCLES, branch=_BICYCLES.branches[0])),
    logged_in("boekhouder", "Boekhouder die namens de bakkerij inlogt (keten).",
              "An accountant who logs in for the bakery (a chain).",
              _company("boekhouder", _BAKERY, intermediary=_BOOKKEEPER)),
    logged_in("pierre", "Europeaan zonder BSN, uit België.", "A European without BSN, from Belgium.",
              Login(Way.EIDAS, Level.SUBSTANTIEEL, pseudonym="BE/NL/7f3a1c9e5d2b4a60")),
    _employee("agnes", "Medewerker van het klantcontactcentrum", "Employee of the customer contact centre",
              "medewerker", "Klantcontactcentrum", 1),
    _employee("bart", "Een andere medewerker van het klantcontactcentrum",
              "Another employee of the customer contact centre", "medewerker", "Klantcontactcentrum", 2),
    _employee("chandra", "Medewerker die ook afgeschermde dossiers behandelt",
              "Employee who also handles shielded dossiers", "medewerker_afgeschermd", "Burgerzaken", 3),
    _employee("dirk", "Analist", "Analyst", "analist", "Onderzoek en Statistiek", 4),
    _employee("esther", "Functioneel beheerder", "Administrator", "beheerder", "Informatievoorziening", 5),
    _employee("frank", "Functionaris voor gegevensbescherming", "Data protection officer", "fg", "Concernstaf", 6),
    DevelopmentIdentity("dienst", "Een dienst die persoonsgegevens en aanvragen mag lezen",
                        "A service that may read personal data and requests",
                        {"roles": ["dienst"], "scope": " ".join(Scope)}, "mijndenhaag-dienst"),
)  # fmt: skip


def representatives(residents: Iterable[DevelopmentIdentity]) -> tuple[DevelopmentIdentity, ...]:
    """Those who act for one of these residents, and a European among them; a pair is left out where one is missing."""
    numbers = {each.name: each.login.bsn for each in residents if each.login and each.login.way is Way.DIGID}
    found = []
    for name, dutch, english, acting, represented, login in _REPRESENTATIVES:
        if {acting, represented} - {""} <= numbers.keys():
            who = replace(login, bsn=numbers.get(acting), represented=numbers.get(represented))
            found.append(logged_in(name, dutch, english, who))
    return tuple(found)


_MANDATE = Login(Way.DIGID_MACHTIGEN, Level.MIDDEN)
_PARENT = Login(Way.OUDERLIJK_GEZAG, Level.MIDDEN)
_TRUSTEE = Login(
    Way.EHERKENNING_BEWINDVOERING, Level.SUBSTANTIEEL, pseudonym="eh-bewind", company=_FOUNDATION, service=_REQUESTS
)
_REPRESENTATIVES: tuple[tuple[str, str, str, str, str, Login], ...] = (
    ("lotte-voor-anja", "Lotte, door Anja gemachtigd voor belastingen.", "Lotte, mandated by Anja for taxes.",
     "lotte", "anja", replace(_MANDATE, service=_TAXES)),
    ("jan-voor-riet", "Jan, door Riet gemachtigd voor aanvragen.", "Jan, mandated by Riet for requests.",
     "jan", "riet", replace(_MANDATE, service=_REQUESTS)),
    ("fatima-voor-wim", "Fatima, door Wim gemachtigd voor parkeren.", "Fatima, mandated by Wim for parking.",
     "fatima", "wim", replace(_MANDATE, service=_PARKING)),
    ("jan-voor-noor", "Jan, voor zijn dochter Noor.", "Jan, for his daughter Noor.", "jan", "noor", _PARENT),
    ("fatima-voor-daan", "Fatima, voor haar zoon Daan.", "Fatima, for her son Daan.", "fatima", "daan", _PARENT),
    ("anja-voor-tim", "Anja, voor haar zoon Tim.", "Anja, for her son Tim.", "anja", "tim", _PARENT),
    ("bewind-voor-boris", "Stichting Haags Bewind, bewindvoerder van Boris.", "A foundation, trustee of Boris.",
     "", "boris", _TRUSTEE),
    ("ingrid-eidas", "Ingrid, met een Spaans inlogmiddel.", "Ingrid, with a Spanish means.",
     "ingrid", "", Login(Way.EIDAS, Level.SUBSTANTIEEL)),
)  # fmt: skip
