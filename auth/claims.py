"""How the claims of a token become a principal: a profile of the issuer, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from auth.bsn import valid_bsn
from auth.errors import NotAuthenticated
from auth.principal import Principal
from auth.roles import Level, Role, Scope

__all__ = ["LEVELS", "ClaimProfile", "Path"]

Path = tuple[str, ...]  # a list of keys; claim names hold dots and colons, so it is never written as one text

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


@dataclass(frozen=True, slots=True)
class ClaimProfile:
    """Where one issuer puts what we want to know. Unknown roles and levels are none.

    `represented` are claims by which issuers say that somebody acts for another, in either direction; until we know
    mandates, a token with one of them is refused, since ignoring it would open the wrong dossier.
    """

    bsn: Path = ("bsn",)
    role: Path = ("roles",)  # a text or a list of texts (RFC 9068 §2.2.3.1)
    level: Path = ("acr",)
    roles: Mapping[str, Role] = field(default_factory=lambda: {role.value.lower(): role for role in Role})
    levels: Mapping[str, Level] = field(default_factory=lambda: LEVELS)
    represented: tuple[Path, ...] = (
        ("represents",),
        ("act",),
        ("gemachtigde",),
        ("acting_nin",),
        ("urn:nl-eid-gdi:1.0:ActingSubjectID",),
        ("urn:etoegang:core:ActingSubjectID",),
    )

    def principal(self, claims: Mapping[str, object]) -> Principal:
        """The principal of verified claims; raises `NotAuthenticated` where they make none."""
        if any(_at(claims, path) is not None for path in self.represented):
            raise NotAuthenticated("representation")
        role = self._role(claims)
        bsn = _at(claims, self.bsn) if role is not Role.DIENST else None
        if bsn is not None and not (isinstance(bsn, str) and valid_bsn(bsn)):
            raise NotAuthenticated("bsn")
        if role is Role.INWONER and bsn is None:
            raise NotAuthenticated("bsn")
        level, expires = _at(claims, self.level), claims.get("exp")
        if not isinstance(expires, int | float):
            raise NotAuthenticated("claims")
        return Principal(
            role=role,
            id=_text(claims, "sub"),
            client_id=_text(claims, "client_id"),
            expires=int(expires),
            level=self.levels.get(level, Level.GEEN) if isinstance(level, str) else Level.GEEN,
            subject=bsn if role is Role.INWONER else None,
            bsn=bsn,
            scopes=_scopes(claims.get("scope")),
        )

    def _role(self, claims: Mapping[str, object]) -> Role:
        """The one role that the token gives; two would leave it to us to choose."""
        said = _at(claims, self.role)
        names = said if isinstance(said, list) else [said]
        roles = {self.roles[name] for name in names if isinstance(name, str) and name in self.roles}
        if len(roles) != 1:
            raise NotAuthenticated("role")
        return roles.pop()


def _at(claims: Mapping[str, object], path: Path) -> object:
    found: object = claims
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise NotAuthenticated("claims")
    return value


def _scopes(said: object) -> frozenset[Scope]:
    known = {scope.value: scope for scope in Scope}
    names = said.split(" ") if isinstance(said, str) else []
    return frozenset(known[name] for name in names if name in known)
