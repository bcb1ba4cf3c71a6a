"""Bearer tokens: one good kind, and everything else refused without a word about it."""

import base64
import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws, jwt
from joserfc.jwk import ECKey, RSAKey

from auth.errors import NotAuthenticated
from auth.principal import Principal
from auth.roles import Level, Role
from tests.policy.tokens import (
    AUDIENCE,
    BSN,
    CLAIMS,
    EC,
    FOREIGN,
    HEADER,
    ISSUER,
    NOW,
    RSA,
    bearer,
    fault,
    raw,
    seen,
    signed,
)


async def test_a_good_token_is_a_principal() -> None:
    expected = Principal(Role.INWONER, "f3b1", "web", NOW + 300, Level.SUBSTANTIEEL, BSN, BSN)
    assert await seen(signed()) == expected


async def test_no_header_is_nobody() -> None:
    assert await bearer().authenticate(None) is None


@pytest.mark.parametrize(
    ("algorithm", "key"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC)], ids=["RS256", "PS256", "ES256"]
)
async def test_every_allowed_algorithm_is_accepted(algorithm: str, key: ECKey | RSAKey) -> None:
    assert (await seen(signed(header={"alg": algorithm, "kid": key.kid}, key=key))).subject == BSN


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_the_scheme_is_written_as_one_likes(scheme: str) -> None:
    assert await bearer().authenticate(f"{scheme} {signed()}") is not None


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic dTpw", "Bearer  x", "Bearer a.b", "Bearer a.b.c", "Bearer " + "a" * 20_000],
)
async def test_a_header_that_holds_no_token_is_refused(header: str) -> None:
    with pytest.raises(NotAuthenticated):
        await bearer().authenticate(header)


@pytest.mark.parametrize("audience", ["urn:other", [], ["urn:other", "urn:mijndenhaag"], "", None, 5])
async def test_a_token_for_another_audience_is_refused(audience: object) -> None:
    assert await fault(signed({"aud": audience})) == "claims"


async def test_a_token_for_several_audiences_is_accepted_when_we_are_one() -> None:
    assert (await seen(signed({"aud": ["urn:other", AUDIENCE]}))).subject == BSN


@pytest.mark.parametrize("issuer", ["https://inloggen.example/", "https://elders.example", [ISSUER], None])
async def test_a_token_of_another_issuer_is_refused(issuer: object) -> None:
    assert await fault(signed({"iss": issuer})) == "claims"


async def test_time_has_half_a_minute_of_play_and_no_more() -> None:
    assert await bearer(now=NOW + 329).authenticate(f"Bearer {signed()}") is not None
    assert await fault(signed(), now=NOW + 330) == "expired"
    assert await bearer(now=NOW - 30).authenticate(f"Bearer {signed()}") is not None
    assert await fault(signed(), now=NOW - 31) == "claims"
    assert await fault(signed({"nbf": NOW + 31})) == "claims"


@pytest.mark.parametrize("expires", [1e300, NOW + 90_000, "1900000000", True, None, float("nan"), [NOW + 10]])
async def test_a_token_that_hardly_ends_or_says_no_time_is_refused(expires: object) -> None:
    assert await fault(signed({"exp": expires})) == "claims"


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "sub", "jti", "client_id"])
async def test_each_claim_of_the_profile_is_needed(name: str) -> None:
    assert await fault(signed(without=name)) == "claims"
    assert await fault(signed({name: ""})) == "claims"


@pytest.mark.parametrize("value", [5, ["web"], {"a": 1}])
async def test_a_client_id_or_subject_is_a_text(value: object) -> None:
    assert await fault(signed({"client_id": value})) == "claims"
    assert await fault(signed({"sub": value})) == "claims"


@pytest.mark.parametrize("type_", ["JWT", "jwt", "at+jwt+x", "", "logout+jwt", "application/jwt"])
async def test_a_token_of_another_type_is_refused(type_: str) -> None:
    assert await fault(signed(header={"typ": type_})) == "type"


@pytest.mark.parametrize("type_", ["AT+JWT", "application/at+jwt"])
async def test_the_type_may_be_written_out(type_: str) -> None:
    assert (await seen(signed(header={"typ": type_}))).subject == BSN


async def test_an_id_token_is_no_access_token() -> None:
    header = {"alg": "ES256", "kid": "ec", "typ": "JWT"}
    claims = {**CLAIMS, "nonce": "n", "aud": [AUDIENCE], "auth_time": NOW}
    assert await fault(jwt.encode(header, claims, EC)) == "type"
    assert await fault(raw({"alg": "ES256", "kid": "ec"}, claims, b"x" * 64)) == "type"


async def test_no_algorithm_is_no_signature() -> None:
    for name in ("none", "None", "NONE"):
        assert await fault(raw({**HEADER, "alg": name}, CLAIMS)) in {"algorithm", "malformed"}


async def test_our_public_key_is_no_secret_to_sign_with() -> None:
    for name, digest in (("HS256", hashlib.sha256), ("HS512", hashlib.sha512)):
        unsigned = raw({**HEADER, "alg": name}, CLAIMS).rpartition(".")[0]
        forged = hmac.new(EC.as_pem(private=False), unsigned.encode(), digest).digest()
        assert await fault(raw({**HEADER, "alg": name}, CLAIMS, forged)) == "algorithm"


@pytest.mark.parametrize(("algorithm", "kid"), [("RS256", "ec"), ("ES256", "rsa"), ("PS256", "ec")])
async def test_a_key_serves_its_own_algorithms_only(algorithm: str, kid: str) -> None:
    assert await fault(raw({**HEADER, "alg": algorithm, "kid": kid}, CLAIMS, b"x" * 64)) == "signature"


async def test_stronger_algorithms_that_are_not_on_the_list_are_refused_too() -> None:
    token = jwt.encode({**HEADER, "alg": "RS512", "kid": "rsa"}, dict(CLAIMS), RSA, algorithms=["RS512"])
    assert await fault(token) == "algorithm"


async def test_a_signature_by_another_key_with_the_same_id_is_refused() -> None:
    assert await fault(signed(key=FOREIGN)) == "signature"


async def test_an_unknown_or_missing_key_id_is_refused() -> None:
    assert await fault(signed(header={"kid": "gone"})) == "key"
    for kid in (None, 5, ["ec"]):
        assert await fault(raw({**HEADER, "kid": kid}, CLAIMS, b"x" * 64)) == "malformed"


async def test_a_token_that_brings_its_own_key_is_judged_by_ours() -> None:
    token = signed(header={"jwk": FOREIGN.as_dict(private=False), "jku": "https://kwaad.example/jwks"}, key=FOREIGN)
    assert await fault(token) == "signature"


async def test_critical_headers_and_bare_payloads_are_refused() -> None:
    assert await fault(raw({**HEADER, "crit": ["exp"], "exp": NOW}, CLAIMS, b"x" * 64)) == "malformed"
    assert await fault(raw({**HEADER, "b64": False, "crit": ["b64"]}, CLAIMS, b"x" * 64)) == "malformed"


async def test_every_changed_part_is_noticed() -> None:
    head, body, signature = signed().split(".")
    other = signed({"sub": "somebody"}).split(".")
    for parts in (
        [head, other[1], signature],
        [other[0], body, other[2]],
        [head, body, ""],
        [head, body, signature[:-4]],
    ):
        assert await fault(".".join(parts)) in {"signature", "malformed"}


@settings(max_examples=80, deadline=None)
@given(st.data())
async def test_no_change_of_one_character_gets_through(data: st.DataObject) -> None:
    token = signed()
    at = data.draw(st.integers(0, len(token) - 1))
    put = data.draw(st.sampled_from("ABCxyz019-_.=+/ \x00é"))
    if put != token[at]:
        await fault(token[:at] + put + token[at + 1 :])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(header=JSON, extra=st.dictionaries(st.sampled_from([*HEADER, "crit", "b64", "x5c", "jwk"]), JSON), claims=JSON)
async def test_whatever_stands_in_an_unsigned_token_it_is_refused_in_one_way(
    header: object, extra: dict[str, object], claims: object
) -> None:
    await fault(raw(header, claims, b"x" * 64))
    await fault(raw({**HEADER, **extra}, claims, b"x" * 64))


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from([*CLAIMS, "nbf", "scope", "act", "represents"]), JSON, min_size=1))
async def test_whatever_stands_in_a_signed_token_gives_a_principal_or_one_refusal(claims: dict[str, object]) -> None:
    try:
        principal = await bearer().authenticate(f"Bearer {signed(claims)}")
    except NotAuthenticated as refused:
        assert refused.fault in {"claims", "expired", "role", "bsn", "identity", "pseudonym", "representation"}
    else:
        assert principal is not None and principal.subject == BSN


async def test_deep_nesting_is_refused_and_does_not_break() -> None:
    deep = base64.urlsafe_b64encode(b"[" * 5000).rstrip(b"=").decode()
    assert await fault(f"{deep}.{deep}.AAAA") == "malformed"
    assert await fault(jws.serialize_compact(HEADER, b"[" * 5000, EC)) == "claims"
    assert await fault(jws.serialize_compact(HEADER, b"[1]", EC)) == "malformed"


async def test_an_enormous_token_is_refused_before_it_is_read() -> None:
    assert await fault(signed({"padding": "x" * 16_000})) == "header"


async def test_a_certificate_chain_in_the_header_fits() -> None:
    assert (await seen(signed(header={"x5c": ["A" * 2000] * 2, "iets": "onbekends"}))).subject == BSN
