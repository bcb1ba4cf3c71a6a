"""How the claims of a token become a principal: what an issuer calls things is data, a profile of that issuer."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

import structlog
from msgspec import Struct, field

from auth.errors import NotAuthenticated
from auth.groups import FieldGroup
from auth.numbers import branch_of, kvk_of, pseudonym_of
from auth.parties import Kind, Party, Path, Where, at, chain, numbers
from auth.principal import Organisation, Principal, Representation
from auth.roles import Level, Mandate, Role, Scope
from auth.ways import MANDATES, Way, way_of

__all__ = ["LEVELS", "ClaimProfile", "Path", "Reading", "Where"]

_log = structlog.get_logger("mijndenhaag.identity")

_SAML = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
_LOA = "urn:etoegang:core:assurance-class:"
_EIDAS = "http://eidas.europa.eu/LoA/"

# DigiD, eHerkenning and eIDAS (NL GOV OIDC §5.2.5) on our one scale.
LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        _SAML + "PasswordProtectedTransport": Level.LAAG,
        _SAML + "MobileTwoFactorContract": Level.MIDDEN,
        _SAML + "Smartcard": Level.SUBSTANTIEEL,
        _SAML + "SmartcardPKI": Level.HOOG,
        _LOA + "loa2": Level.LAAG,
        _LOA + "loa2plus": Level.MIDDEN,
        _LOA + "loa3": Level.SUBSTANTIEEL,
        _LOA + "loa4": Level.HOOG,
        _EIDAS + "low": Level.LAAG,
        _EIDAS + "substantial": Level.SUBSTANTIEEL,
        _EIDAS + "high": Level.HOOG,
    }
)

_WAYS = {way.value: way for way in Way}
_FAMILIES = {Way.EHERKENNING: _LOA, Way.EHERKENNING_BEWINDVOERING: _LOA, Way.EIDAS: _EIDAS, Way.MEDEWERKERS: ""}

# By these, issuers say that somebody acts for another. One that was not expected is never passed over, wherever it
# stands: the wrong dossier would open.
_ACTS_FOR = frozenset(
    {
        "represents",
        "act",
        "aanvrager",
        "gemachtigde",
        "vertegenwoordigde",
        "acting_nin",
        "acting-nin",
        "sel_uid",
        "urn:nl-eid-gdi:1.0:ActingSubjectID",
        "urn:nl-eid-gdi:1.0:LegalSubjectID",
        "urn:etoegang:core:ActingSubjectID",
        "urn:etoegang:core:LegalSubjectID",
        "urn:etoegang:1.9:IntermediateEntityID:KvKnr",
    }
)
_EMPLOYEES = frozenset({Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD, Role.ANALIST, Role.BEHEERDER, Role.FG})
_ROLES = {
    Way.DIGID: Role.INWONER,
    Way.DIGID_MACHTIGEN: Role.INWONER,
    Way.OUDERLIJK_GEZAG: Role.INWONER,
    Way.EHERKENNING: Role.ONDERNEMER,
    Way.EHERKENNING_BEWINDVOERING: Role.ONDERNEMER,
    Way.EIDAS: Role.INWONER_EIDAS,
}


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """How an issuer tells of one way in.

    `subject` is whose dossier it is, `acting` who logged in for them; without `acting` they are the same. With `chain`
    both are read alike, from the token and from what nests in it under that name, the subject deepest (NL GOV OIDC
    §5.2.4). `level` is what we ask for, `default` what it is taken for when the issuer says nothing at all;
    `mandate_level` and `mandate_cap` are of the mandate. `accepted` are the services, `parameters` what is asked
    besides.
    """

    subject: Where = Where()
    acting: Where | None = None
    chain: str = ""
    level: Level = Level.GEEN
    default: Level | None = None
    mandate_level: Path = ()
    mandate_cap: Level = Level.HOOG
    service: Path = ()
    accepted: frozenset[str] = frozenset()
    branch: Path = ()
    intermediary: Path = ()
    department: Path = ()
    parameters: dict[str, str] = {}

    def paths(self) -> Iterator[Path]:
        """Every claim that is looked at, outside a chain."""
        yield from self.subject.paths()
        yield from self.acting.paths() if self.acting else ()
        yield from filter(None, (self.mandate_level, self.service, self.branch, self.intermediary))


class ClaimProfile(Struct, frozen=True, forbid_unknown_fields=True):
    """What one issuer calls things. Unknown roles, levels and mandates are none.

    `levels` come on top of those that all know; `services` says which field groups a machtiging for a service is
    about; `id` are the claims that make a lasting name; `way` is the claim by which an access token tells how its
    owner logged in.
    """

    ways: dict[Way, Reading]
    id: tuple[Path, ...] = (("sub",),)
    role: Path = ("roles",)  # a text or a list of texts (RFC 9068 §2.2.3.1)
    level: Path = ("acr",)
    way: Path = ("weg",)
    roles: dict[str, Role] = field(default_factory=lambda: {role.value.lower(): role for role in Role})
    levels: dict[str, Level] = {}
    services: dict[str, frozenset[FieldGroup]] = {}
    userinfo: bool = False
    ask_level: Literal["acr_values", "claims", "none"] = "acr_values"

    def asked(self, way: Way, level: Level) -> str | None:
        """The acr to ask for at this level, the least that will do; None where this issuer has no word for it."""
        family = _FAMILIES.get(way, _SAML)
        words = self.levels or {acr: known for acr, known in LEVELS.items() if family and acr.startswith(family)}
        enough = [(known, acr) for acr, known in words.items() if known >= level > Level.GEEN]
        return min(enough)[1] if enough else None

    def of_token(self, claims: Mapping[str, object]) -> Principal:
        """The principal of a verified access token, which says the role; raises `NotAuthenticated`."""
        role, client_id, said = self._role(claims), _text(claims, "client_id"), claims.get("exp")
        if not isinstance(said, int | float) or not math.isfinite(said):
            raise NotAuthenticated("claims")
        expires = int(said)
        if role is Role.DIENST:
            self._refuse_strangers(claims, Reading())
            return Principal(role, _text(claims, "sub"), client_id, expires, scopes=_scopes(claims.get("scope")))
        told = at(claims, self.way)
        try:
            way = way_of(Principal(role, "", "", 0)) if told is None else _WAYS[str(told)]
        except KeyError:
            raise NotAuthenticated("way") from None
        principal = self.principal(claims, way, client_id=client_id, expires=expires)
        if principal.role is not role:
            raise NotAuthenticated("role")
        return principal

    def principal(self, claims: Mapping[str, object], way: Way, *, client_id: str, expires: int) -> Principal:
        """Who logged in this way, by verified claims; raises `NotAuthenticated` where they make nobody."""
        reading = self.ways.get(way)
        if reading is None:
            raise NotAuthenticated("way")
        self._refuse_strangers(claims, reading)
        subject, acting, between = self._parties(claims, reading)
        somebody = Principal(
            self._role(claims) if way is Way.MEDEWERKERS else _ROLES[way],
            ":".join(pseudonym_of(at(claims, path)) for path in self.id),
            client_id,
            expires,
            self._level(claims, way, reading),
            scopes=_scopes(claims.get("scope")),
        )
        if way is Way.EHERKENNING:
            return replace(somebody, organisation=_organisation(claims, reading, subject, acting or {}, between))
        if way in MANDATES:
            return self._representative(claims, way, reading, somebody, subject, acting or {}, between)
        if acting is not None:
            raise NotAuthenticated("representation")
        if way is Way.MEDEWERKERS:
            if somebody.role not in _EMPLOYEES:
                raise NotAuthenticated("role")
            return replace(somebody, bsn=subject.get("bsn"), department=_department(claims, reading))
        if way is Way.EIDAS and "bsn" not in subject:
            return replace(somebody, role=Role.EIDAS_ZONDER_BSN, pseudonym=_only(subject, "pseudonym"))
        number = _only(subject, "bsn", besides=("pseudonym",) if way is Way.EIDAS else ())
        return replace(somebody, subject=number, bsn=number)

    def _representative(
        self,
        claims: Mapping[str, object],
        way: Way,
        reading: Reading,
        somebody: Principal,
        subject: Party,
        acting: Party,
        between: list[Party],
    ) -> Principal:
        mandate, own, represented = MANDATES[way], acting.get("bsn"), _only(subject, "bsn")
        service = at(claims, reading.service) if reading.service else None
        if reading.accepted and service not in reading.accepted:
            raise NotAuthenticated("service")
        groups: frozenset[FieldGroup] = frozenset()
        if mandate is Mandate.MACHTIGING:
            groups = self.services.get(service, frozenset()) if isinstance(service, str) else frozenset()
            if not groups:
                raise NotAuthenticated("mandate")
        if mandate is Mandate.BEWIND:
            # who acts is an organisation, or an employee of the one that stands in between
            if own is not None or not any("kvk" in party or "rsin" in party for party in (acting, *between)):
                raise NotAuthenticated("identity")
        elif between or not acting or (mandate is Mandate.OUDERLIJK_GEZAG and own is None):
            raise NotAuthenticated("identity")
        if len(between) > 1 or own == represented:
            raise NotAuthenticated("representation")
        return replace(somebody, subject=represented, bsn=own, representation=Representation(mandate, groups))

    def _parties(self, claims: Mapping[str, object], reading: Reading) -> tuple[Party, Party | None, list[Party]]:
        """Whose dossier it is, who acts for them where that is another, and who stand in between."""
        if not reading.chain:
            subject = numbers(claims, reading.subject)
            return subject, None if reading.acting is None else numbers(claims, reading.acting), []
        *others, subject = [numbers(link, reading.subject) for link in chain(claims, reading.chain)]
        return subject, others[0] if others else None, others[1:]

    def _refuse_strangers(self, claims: Mapping[str, object], reading: Reading) -> None:
        """Raise for a claim of representation that this way does not read."""
        read = [path for path in reading.paths() if at(claims, path) is not None]
        rest: list[tuple[Path, object]] = [((), claims)]
        while rest:
            path, value = rest.pop()
            if isinstance(value, list):
                rest += [((*path, ""), each) for each in value]
            elif isinstance(value, Mapping):
                for key, inner in value.items():
                    here = (*path, key)
                    rest.append((here, inner))
                    if inner is None or not _acts_for(key) or all(part == reading.chain for part in here):
                        continue
                    if not any(known[: len(here)] == here for known in read):
                        raise NotAuthenticated("representation")

    def _level(self, claims: Mapping[str, object], way: Way, reading: Reading) -> Level:
        said = at(claims, self.level)
        level = self._at_level(said)
        if said is None and reading.default is not None:
            level = reading.default
            _log.info("level by default", way=way.value)
        if way in MANDATES:
            level = min(level, reading.mandate_cap)
            if reading.mandate_level:
                level = min(level, self._at_level(at(claims, reading.mandate_level)))
        return level

    def _at_level(self, said: object) -> Level:
        if not isinstance(said, str):
            return Level.GEEN
        return self.levels.get(said, LEVELS.get(said, Level.GEEN))

    def _role(self, claims: Mapping[str, object]) -> Role:
        """The one role that the token gives; two would leave it to us to choose."""
        said = at(claims, self.role)
        names = said if isinstance(said, list) else [said]
        roles = {self.roles[name] for name in names if isinstance(name, str) and name in self.roles}
        if roles == {Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD}:
            return Role.MEDEWERKER_AFGESCHERMD  # the one is the other and more
        if len(roles) != 1:
            raise NotAuthenticated("role")
        return roles.pop()


def _organisation(
    claims: Mapping[str, object],
    reading: Reading,
    subject: Party,
    acting: Party,
    between: list[Party],
) -> Organisation:
    kvk, rsin = subject.get("kvk"), subject.get("rsin")
    if (kvk is None and rsin is None) or subject.keys() - {"kvk", "rsin"} or len(between) > 1:
        raise NotAuthenticated("identity")
    said = [between[0].get("kvk")] if between else [acting.get("kvk")]
    if between and said == [None]:
        raise NotAuthenticated("representation")
    if reading.intermediary and (value := at(claims, reading.intermediary)) is not None:
        said.append(kvk_of(value))
    intermediaries = {number for number in said if number is not None and number != kvk}
    if len(intermediaries) > 1:
        raise NotAuthenticated("representation")
    branch = at(claims, reading.branch) if reading.branch else None
    return Organisation(kvk, rsin, None if branch is None else branch_of(branch), next(iter(intermediaries), None))


def _department(claims: Mapping[str, object], reading: Reading) -> str:
    said = at(claims, reading.department) if reading.department else None
    return said[:100] if isinstance(said, str) and said.isprintable() else ""


def _only(numbers: Party, kind: Kind, besides: tuple[Kind, ...] = ()) -> str:
    if kind not in numbers or numbers.keys() - {kind, *besides}:
        raise NotAuthenticated("identity")
    return numbers[kind]


def _acts_for(key: str) -> bool:
    return key in _ACTS_FOR or key.partition(".")[0] in _ACTS_FOR


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise NotAuthenticated("claims")
    return value


def _scopes(said: object) -> frozenset[Scope]:
    known = {scope.value: scope for scope in Scope}
    names = said.split(" ") if isinstance(said, str) else []
    return frozenset(known[name] for name in names if name in known)
