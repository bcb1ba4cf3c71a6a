"""How brokers put one log-in into claims: four styles, of which a client is registered with one.

The claim names are those of the NL GOV profile for OpenID Connect 1.0.1 (§5.2.4), of Keycloak as NL Portal configures
it, of Signicat, of django-digid-eherkenning (`algemeen`), and of a municipal provider for its employees.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from auth.development.ways import Login, acr_of, broker_of
from auth.ways import Way

__all__ = ["TENANT", "Style", "claims_of", "token_claims", "without_identity"]

Claims = dict[str, Any]

TENANT = "b7d8c1de-0f2b-4f1c-9f0e-7a4c3e5d2b10"  # the tenant of the municipal provider
_ID = "urn:nl-eid-gdi:1.0:id:"
_ENTITY = "urn:etoegang:1.9:EntityConcernedID:"
_EIDAS = "urn:etoegang:1.12:EntityConcernedID:"
_EIDAS_LEVELS = "http://eidas.europa.eu/LoA/"
_BRANCH = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"
_INTERMEDIARY = "urn:etoegang:1.9:IntermediateEntityID:KvKnr"
_SERVICE = "urn:etoegang:core:ServiceID"
_SERVICE_UUID = "urn:etoegang:core:ServiceUUID"
_ROLES = {
    "medewerker": "Medewerker",
    "medewerker_afgeschermd": "MedewerkerAfgeschermd",
    "analist": "Analist",
    "beheerder": "Beheerder",
    "fg": "FG",
}
_PUBLIC = ("acr", "tid", "namequalifier")


class Style(StrEnum):
    """How a client wants its claims."""

    NLGOV = "nlgov"
    KEYCLOAK = "keycloak"
    SIGNICAT = "signicat"
    ALGEMEEN = "algemeen"


def claims_of(login: Login, style: Style, issuer: str) -> Claims:
    """The claims of this log-in besides those that every token has; `sub` only where the style says who it is by it.

    Employees come from the municipal provider, which has a style of its own, but for the general one.
    """
    scheme = broker_of(login.way).scheme
    level = acr_of(scheme, login.level) if scheme else None
    claims: Claims = {} if level is None else {"acr": level}
    if login.way is Way.MEDEWERKERS and style is not Style.ALGEMEEN:
        own = {} if login.bsn is None else {"bsn": login.bsn}
        roles = [f"MijnDenHaag.{_ROLES[role]}" for role in login.roles]
        return {"oid": login.oid, "tid": TENANT, "roles": roles, "department": login.department, **own}
    match style:
        case Style.NLGOV:
            return claims | _nlgov(login, issuer)
        case Style.KEYCLOAK:
            return claims | _keycloak(login)
        case Style.SIGNICAT:
            return claims | _signicat(login)
    return claims | _general(login)


def token_claims(login: Login) -> Claims:
    """The claims of our own access tokens, which say the role and the way besides."""
    return {"roles": list(login.role_names), "weg": login.way.value} | claims_of(login, Style.ALGEMEEN, "")


def without_identity(claims: Mapping[str, Any]) -> Claims:
    """The same, as when a broker has left out who it is about."""
    return {name: value for name, value in claims.items() if name in _PUBLIC}


def _nlgov(login: Login, issuer: str) -> Claims:
    """`sub` is who logged in, `represents` whom they act for; in a chain each represents the next."""
    chain = [_subject(login.bsn, "BSN") if login.bsn else _subject(login.pseudonym or "", "pseudonym")]
    if login.intermediary:
        chain.append(_subject(login.intermediary, "KvKnr"))
    if login.company:
        chain.append(_subject(*_company(login)))
    if login.represented:
        chain.append(_subject(login.represented, "BSN"))
    claims: Claims = {}
    for each in reversed(chain):
        claims = each | ({"represents": claims} if claims else {})
        claims |= {} if each is chain[0] else {"iss": issuer}
    if acr := acr_of(_EIDAS_LEVELS, login.level):  # §5.2.5: these, where there is one for the level
        claims["acr"] = acr
    return claims | _restrictions(login, chain=True)


def _keycloak(login: Login) -> Claims:
    """`aanvrager` is whose data it is, `gemachtigde` who acts for them."""
    more = _restrictions(login, chain=True)
    if login.company:
        number, kind = _company(login)
        company = {"rsin" if kind == "RSIN" else "kvk": number}
        if login.represented:
            return {"aanvrager": {"bsn": login.represented}, "gemachtigde": company | {"sub": login.pseudonym}} | more
        acting = {"sub": login.pseudonym} | ({"kvk": login.intermediary} if login.intermediary else {})
        return {"aanvrager": company, "gemachtigde": acting} | more
    if login.represented:
        return {"aanvrager": {"bsn": login.represented}, "gemachtigde": {"bsn": login.bsn}} | more
    return {"aanvrager": {"bsn": login.bsn}} if login.bsn else {_EIDAS + "PseudoID": login.pseudonym}


def _signicat(login: Login) -> Claims:
    """`nin` is whose data it is, `acting_nin` who acts for them; companies and Europeans as the schemes have it."""
    if login.way in (Way.EHERKENNING, Way.EIDAS) or login.company:
        return _general(login)
    claims: Claims = {"nin": login.represented or login.bsn}
    if login.represented:
        claims["acting_nin"] = login.bsn
    return {**claims, "idp_id": f"s00000000:{claims['nin']}"} | _restrictions(login)


def _general(login: Login) -> Claims:
    """Flat claims by the names of the schemes themselves."""
    claims: Claims = {}
    match login.way:
        case Way.DIGID_MACHTIGEN | Way.OUDERLIJK_GEZAG:
            claims["urn:nl-eid-gdi:1.0:LegalSubjectID"] = login.represented
            claims["urn:nl-eid-gdi:1.0:ActingSubjectID"] = login.bsn
        case Way.EHERKENNING | Way.EHERKENNING_BEWINDVOERING if login.company:
            claims["urn:etoegang:core:LegalSubjectID"], kind = _company(login)
            claims["urn:etoegang:core:ActingSubjectID"] = login.pseudonym
            claims["namequalifier"] = _ENTITY + kind
            if login.represented:
                claims["sel_uid"] = login.represented
        case Way.MEDEWERKERS:
            own = {} if login.bsn is None else {"bsn": login.bsn}
            claims |= {"roles": list(login.roles), "afdeling": login.department, **own}
        case Way.EIDAS if login.bsn is None:
            claims[_EIDAS + "PseudoID"] = login.pseudonym
        case Way.EIDAS:
            claims[_EIDAS + "BSN"] = login.bsn
        case _:
            claims["bsn"] = login.bsn
    return claims | _restrictions(login)


def _restrictions(login: Login, *, chain: bool = False) -> Claims:
    """What narrows a mandate, by the names of the schemes; `chain` where who is in between was said already."""
    claims: Claims = {}
    if login.branch:
        claims[_BRANCH] = login.branch
    if login.intermediary and not chain:
        claims[_INTERMEDIARY] = login.intermediary
    if login.service and login.way is Way.EHERKENNING_BEWINDVOERING:
        claims |= {_SERVICE: "urn:etoegang:DV:00000001002220647000:services:9113", _SERVICE_UUID: login.service}
    elif login.service:
        claims["urn:nl-eid-gdi:1.0:ServiceUUID"] = login.service
    return claims


def _company(login: Login) -> tuple[str, str]:
    """The number by which the scheme tells the company, and which one it is."""
    if login.company is None:
        return "", ""
    return (login.company.rsin, "RSIN") if login.by_rsin and login.company.rsin else (login.company.kvk, "KvKnr")


def _subject(number: str, kind: str) -> Claims:
    return {"sub": number, "sub_id_type": _ID + kind}
