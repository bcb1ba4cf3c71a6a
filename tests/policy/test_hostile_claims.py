"""Whatever claims an issuer signs: one kind of refusal, and never a dossier past a representation that was not read."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.claims import LEVELS
from auth.errors import NotAuthenticated
from auth.groups import FieldGroup
from auth.profiles import read_profiles
from auth.roles import Mandate, Role
from auth.ways import Way

PROFILES = {
    name: msgspec.structs.replace(each, services={"dienst": frozenset({FieldGroup.ZAKEN})})
    for name, each in read_profiles().items()
}
NUMBERS = ["999990019", "999990032", "s00000000:999990044", "s00000001:999990044", "90001354", "999990018", "p"]
MARKERS = [
    "represents",
    "act",
    "aanvrager",
    "gemachtigde",
    "acting_nin",
    "sel_uid",
    "urn:nl-eid-gdi:1.0:ActingSubjectID",
    "urn:nl-eid-gdi:1.0:LegalSubjectID",
    "urn:etoegang:core:ActingSubjectID",
    "urn:etoegang:core:LegalSubjectID",
    "urn:etoegang:1.9:IntermediateEntityID:KvKnr",
]
KEYS = [
    *MARKERS,
    "sub",
    "sub_id_type",
    "bsn",
    "kvk",
    "nin",
    "acr",
    "roles",
    "tid",
    "oid",
    "namequalifier",
    "urn:nl-eid-gdi:1.0:ServiceUUID",
    "urn:etoegang:1.12:EntityConcernedID:BSN",
    "urn:etoegang:1.12:EntityConcernedID:PseudoID",
    "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr",
    "exp",
    "client_id",
    "weg",
    "scope",
]
TEXTS = [
    *NUMBERS,
    *LEVELS,
    "urn:nl-eid-gdi:1.0:id:BSN",
    "urn:nl-eid-gdi:1.0:id:KvKnr",
    "urn:nl-eid-gdi:1.0:id:pseudonym",
    "urn:etoegang:1.9:EntityConcernedID:KvKnr",
    "MijnDenHaag.Medewerker",
    "inwoner",
    "dienst",
    "digid-machtigen",
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(TEXTS) | st.text(max_size=4)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)
CLAIMS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=9)
PLAUSIBLE = st.dictionaries(
    st.sampled_from(KEYS),
    st.sampled_from(TEXTS)
    | st.dictionaries(st.sampled_from(["sub", "sub_id_type", "bsn", "kvk", "represents"]), st.sampled_from(TEXTS)),
    min_size=3,
    max_size=9,
)


def said(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every claim with its name, at any depth."""
    if key:
        yield key, value
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from said(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(PROFILES)), st.sampled_from(Way), CLAIMS | PLAUSIBLE)
def test_no_claims_break_the_door_or_open_the_wrong_one(name: str, way: Way, claims: dict[str, Any]) -> None:
    try:
        person = PROFILES[name].principal(claims, way, client_id="web", expires=5)
    except NotAuthenticated:
        return
    for number in filter(None, (person.subject, person.bsn)):
        assert any(number in str(value) for _, value in said(claims)) and len(number) == 9
    markers = {key for key, value in said(claims) if key in MARKERS and value is not None}
    if person.representation is None and name != "keycloak":  # which calls everybody an aanvrager
        assert person.subject is None or not markers
        assert person.subject == person.bsn or person.role is not Role.INWONER
    if person.representation is not None:
        assert markers and person.subject not in (None, person.bsn)
        assert person.representation.mandate is not Mandate.MACHTIGING or person.representation.groups


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(PROFILES)),
    CLAIMS | PLAUSIBLE,
    st.fixed_dictionaries({"exp": LEAVES}, optional={"client_id": st.just("web"), "roles": st.just("dienst")}),
)
def test_no_claims_of_an_access_token_break_the_door(name: str, claims: dict[str, Any], due: dict[str, Any]) -> None:
    try:
        person = PROFILES[name].of_token({**claims, **due})
    except NotAuthenticated:
        return
    if person.role is Role.DIENST:
        assert person.subject is None and person.bsn is None
        assert not {key for key, value in said(claims) if key in MARKERS and value is not None}


GOOD: dict[str, Any] = {
    "nlgov": {"sub": "999990019", "sub_id_type": "urn:nl-eid-gdi:1.0:id:BSN"},
    "keycloak": {"sub": "k", "aanvrager": {"bsn": "999990019"}},
    "signicat": {"sub": "s", "nin": "999990019"},
    "algemeen": {"sub": "a", "bsn": "999990019"},
}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(GOOD)),
    st.sampled_from([each for each in MARKERS if each != "aanvrager"]),
    VALUES.filter(lambda value: value is not None),
    st.sampled_from([(), ("x",), ("x", "y"), ("aanvrager",)]),
)
def test_one_claim_of_representation_closes_every_dossier(
    name: str, marker: str, value: object, under: tuple[str, ...]
) -> None:
    claims = GOOD[name]
    assert PROFILES[name].principal(claims, Way.DIGID, client_id="web", expires=5).subject == "999990019"
    hidden: dict[str, Any] = {marker: value}
    for key in reversed(under):
        hidden = {key: {**claims.get(key, {}), **hidden}}
    try:
        PROFILES[name].principal({**claims, **hidden}, Way.DIGID, client_id="web", expires=5)
    except NotAuthenticated as refused:
        assert refused.fault == "representation"
        return
    raise AssertionError("it was passed over")
