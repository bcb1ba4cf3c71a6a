"""What a provider may answer to a log-in, and what is made of it: of one good answer somebody, of all others nobody."""

import base64
import time
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from joserfc import jwe, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from auth.errors import IdentityUnavailable
from auth.failures import Failure, LoginFailed
from auth.oidc import RelyingParty
from auth.profiles import read_profiles
from auth.providers import party_of
from auth.roles import Level
from auth.ways import Way
from tests.policy.broker import BSN, ISSUER, MIDDEN, Broker, provider

REDIRECT = "https://mijn.example/inloggen/digid/terug"
ANSWER = {"code": "c", "state": "s", "iss": ISSUER}
NOW = int(time.time())


def met(**changes: Any) -> tuple[Broker, RelyingParty]:
    broker = Broker()
    return broker, party_of(provider(**changes), transport=broker)


async def refused(
    claims: Mapping[str, Any] | None = None, answer: Mapping[str, str] = ANSWER, **signing: Any
) -> LoginFailed:
    broker, party = met()
    attempt = party.attempt(Way.DIGID, REDIRECT)
    broker.gives(attempt, claims, **signing)
    with pytest.raises(LoginFailed) as failed:
        await party.finish(attempt, answer)
    assert BSN not in str(failed.value) and failed.value.__cause__ is None
    return failed.value


async def test_a_good_answer_is_somebody() -> None:
    broker, party = met()
    attempt = party.attempt(Way.DIGID, REDIRECT)
    broker.gives(attempt)
    found = await party.finish(attempt, ANSWER)
    assert (found.principal.subject, found.principal.level, found.sub, found.sid) == (BSN, Level.MIDDEN, "s", "zitting")
    assert not [hidden for hidden in (BSN, "zitting", "eyJ") if hidden in repr(found)]
    assert attempt.nonce not in repr(attempt) and attempt.verifier not in repr(attempt)


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ({"iss": ISSUER + "/"}, "claims"),
        ({"iss": None}, "claims"),
        ({"aud": "anderen"}, "claims"),
        ({"aud": ["wij", "anderen"]}, "azp"),
        ({"aud": ["wij", "anderen"], "azp": "anderen"}, "azp"),
        ({"azp": "anderen"}, "azp"),
        ({"exp": NOW - 3600}, "claims"),
        ({"exp": None}, "claims"),
        ({"iat": None}, "claims"),
        ({"iat": NOW + 3600}, "claims"),
        ({"sub": None}, "claims"),
        ({"sub": 5}, "claims"),
        ({"nonce": "x"}, "claims"),
        ({"nonce": None}, "claims"),
        ({"at_hash": "x"}, "at_hash"),
        ({"at_hash": 5}, "at_hash"),
        ({"auth_time": None}, "auth_time"),
        ({"auth_time": NOW - 3600}, "auth_time"),
        ({"auth_time": NOW + 3600}, "auth_time"),
        ({"auth_time": True}, "auth_time"),
        ({"auth_time": "nu"}, "auth_time"),
    ],
)
async def test_an_id_token_that_is_not_the_answer_to_this_log_in_is_refused(
    claims: Mapping[str, Any], fault: str
) -> None:
    failed = await refused(claims)
    assert (failed.failure, failed.fault) == (Failure.MISLUKT, fault)


@pytest.mark.parametrize(
    ("signing", "fault"),
    [
        ({"header": {"kid": "onbekend"}}, "key"),
        ({"header": {"kid": None}}, "malformed"),
        ({"header": {"typ": "at+jwt"}}, "type"),
        ({"header": {"typ": "logout+jwt"}}, "type"),
        ({"key": ECKey.generate_key("P-256", {"kid": "b"})}, "signature"),
    ],
)
async def test_an_id_token_of_another_make_is_refused(signing: Mapping[str, Any], fault: str) -> None:
    assert (await refused(**signing)).fault == fault


async def test_an_id_token_signed_with_our_secret_is_refused() -> None:
    broker, party = met()
    attempt = party.attempt(Way.DIGID, REDIRECT)
    secret = OctKey.import_key("geheim: 100%".ljust(32))
    token = jwt.encode({"alg": "HS256", "kid": "b"}, broker.id_claims(attempt), secret)
    broker.pages["/token"] = {"id_token": token, "access_token": "a", "token_type": "Bearer"}
    with pytest.raises(LoginFailed, match="algorithm"):
        await party.finish(attempt, ANSWER)


@pytest.mark.parametrize(
    ("claims", "failure"),
    [
        ({"bsn": "999990018"}, Failure.GEEN_IDENTITEIT),
        ({"bsn": None}, Failure.GEEN_IDENTITEIT),
        ({"represents": {"sub": BSN}}, Failure.GEEN_IDENTITEIT),
        ({"acr": None}, Failure.NIVEAU_TE_LAAG),
        ({"acr": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"}, Failure.NIVEAU_TE_LAAG),
        ({"acr": ["x"]}, Failure.NIVEAU_TE_LAAG),
    ],
)
async def test_who_is_not_known_well_enough_is_told_so(claims: Mapping[str, Any], failure: Failure) -> None:
    assert (await refused(claims)).failure is failure


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ({"error": "access_denied"}, Failure.GEANNULEERD),
        ({"error": "unmet_authentication_requirements"}, Failure.NIVEAU_TE_LAAG),
        ({"error": "temporarily_unavailable"}, Failure.NIET_BESCHIKBAAR),
        ({"error": f"<b>{BSN}</b>"}, Failure.MISLUKT),
        ({"error": "access_denied", "iss": "https://elders.example"}, Failure.MISLUKT),
        ({"code": ""}, Failure.MISLUKT),
        ({"iss": "https://elders.example"}, Failure.MISLUKT),
    ],
)
async def test_an_answer_without_a_code_of_this_provider_is_refused(
    answer: Mapping[str, str], failure: Failure
) -> None:
    assert (await refused(answer={**ANSWER, **answer})).failure is failure


async def test_a_provider_that_promised_to_say_who_it_is_does() -> None:
    assert (await refused(answer={"code": "c"})).fault == "issuer"
    broker, party = met()
    del broker.published["authorization_response_iss_parameter_supported"]
    attempt = party.attempt(Way.DIGID, REDIRECT)
    broker.gives(attempt)
    assert (await party.finish(attempt, {"code": "c"})).principal.subject == BSN


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ((400, {"error": "invalid_grant", "error_description": BSN}), "token endpoint: invalid_grant"),
        ((401, {"error": "invalid_client"}), "token endpoint: invalid_client"),
        ((400, {"error": BSN}), "token endpoint: refused"),
        ((302, {}), "token endpoint: refused"),
        ({"access_token": "a", "token_type": "Bearer"}, "token endpoint: no tokens"),
        ({"access_token": "a", "id_token": "x", "token_type": "mac"}, "token endpoint: type"),
        ({"access_token": "a", "id_token": "x", "token_type": "bearer"}, "malformed"),
        ({"access_token": "a", "id_token": "a.b.c.d.e", "token_type": "bearer"}, "encryption"),
    ],
)
async def test_a_token_endpoint_that_gives_none_is_a_refusal(page: object, fault: str) -> None:
    broker, party = met()
    broker.pages["/token"] = page
    with pytest.raises(LoginFailed) as failed:
        await party.finish(party.attempt(Way.DIGID, REDIRECT), ANSWER)
    assert failed.value.fault == fault


@pytest.mark.parametrize("page", [(503, {}), (200, b"<html>"), (200, b"[" * 5000), (200, b"x" * 300_000), (200, b"[]")])
async def test_a_token_endpoint_that_is_broken_is_away(page: object) -> None:
    broker, party = met()
    broker.pages["/token"] = page
    with pytest.raises(IdentityUnavailable):
        await party.finish(party.attempt(Way.DIGID, REDIRECT), ANSWER)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://elders.example"},
        {"issuer": ISSUER + "/"},
        {"token_endpoint": "http://broker.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "https://wij@elders.example/"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"code_challenge_methods_supported": ["plain"]},
    ],
)
async def test_a_provider_that_publishes_something_else_than_itself_is_away(changes: Mapping[str, Any]) -> None:
    broker, party = met()
    good = dict(broker.published)
    broker.published.update(changes)
    for _ in range(3):
        with pytest.raises(IdentityUnavailable):
            await party.address(party.attempt(Way.DIGID, REDIRECT), "s")
    assert len(broker.asked) == 1  # it is left alone for a while
    assert good != broker.published


async def test_what_was_published_holds_while_the_provider_is_away() -> None:
    broker, party = met()
    attempt = party.attempt(Way.DIGID, REDIRECT)
    address = await party.address(attempt, "s")
    broker.down = True
    assert await party.address(attempt, "s") == address
    with pytest.raises(IdentityUnavailable):
        await party.finish(attempt, ANSWER)


async def test_userinfo_is_of_the_same_person_and_says_nothing_else() -> None:
    broker, party = met(profile=read_profiles()["signicat"])
    attempt = party.attempt(Way.DIGID, REDIRECT)
    broker.gives(attempt)
    broker.pages["/me"] = {"sub": "s", "nin": BSN, "aud": "iets anders"}
    assert (await party.finish(attempt, ANSWER)).principal.subject == BSN
    assert broker.asked[-1].headers["authorization"] == "Bearer toegang"
    for info, fault in (
        ({"sub": "t", "nin": BSN}, "userinfo"),
        ({"nin": BSN}, "userinfo"),
        ({"sub": "s", "nin": BSN, "acr": "hoger"}, "userinfo"),
        ({"sub": "s", "nin": BSN, "acting_nin": "999990032"}, "representation"),
        ({"sub": "s"}, "identity"),
    ):
        broker.pages["/me"] = info
        with pytest.raises(LoginFailed) as failed:
            await party.finish(attempt, ANSWER)
        assert failed.value.fault == fault
    broker.pages["/me"] = (401, {})
    with pytest.raises(IdentityUnavailable):
        await party.finish(attempt, ANSWER)


async def test_we_prove_who_we_are_in_one_of_three_ways() -> None:
    key = ECKey.generate_key("P-256", {"kid": "wij"})
    seen = []
    for changes in ({}, {"secret_in": "post"}, {"secret": "", "key": key}, {"secret": "", "key": key}):
        broker, party = met(**changes)
        attempt = party.attempt(Way.DIGID, REDIRECT)
        broker.gives(attempt)
        await party.remote.exchange("c", attempt.verifier, REDIRECT)
        form = broker.form()
        assert (form["code"], form["redirect_uri"], form["code_verifier"]) == ("c", REDIRECT, attempt.verifier)
        seen.append((form, broker.asked[-1].headers.get("authorization")))
    (basic, header), (post, none), (first, _), (second, _) = seen
    pair = base64.b64encode(b"wij:geheim%3A%20100%25").decode()  # each of both encoded first (RFC 6749 section 2.3.1)
    assert header == f"Basic {pair}" and "client_secret" not in basic
    assert (post["client_id"], post["client_secret"], none) == ("wij", "geheim: 100%", None)
    proofs = [jwt.decode(form["client_assertion"], key, algorithms=["ES256"]).claims for form in (first, second)]
    assert {(each["iss"], each["sub"], each["aud"]) for each in proofs} == {("wij", "wij", f"{ISSUER}/token")}
    assert proofs[0]["jti"] != proofs[1]["jti"] and proofs[0]["exp"] - proofs[0]["iat"] == 60


@pytest.mark.parametrize("wrapped", ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "dir"])
async def test_an_encrypted_id_token_is_opened_with_our_key(wrapped: str) -> None:
    key: Any = RSAKey.generate_key(2048) if wrapped.startswith("RSA") else ECKey.generate_key("P-256")
    broker, party = met(decryption=key)
    attempt = party.attempt(Way.DIGID, REDIRECT)
    broker.gives(attempt)
    page = broker.pages["/token"]
    outside = OctKey.generate_key(256) if wrapped == "dir" else key
    registry = jwe.JWERegistry(algorithms=[wrapped, "A256GCM"])
    closed = jwe.encrypt_compact({"alg": wrapped, "enc": "A256GCM"}, page["id_token"], outside, registry=registry)
    broker.pages["/token"] = {**page, "id_token": closed}
    if wrapped == "dir":
        with pytest.raises(LoginFailed, match="encryption"):
            await party.finish(attempt, ANSWER)
    else:
        found = await party.finish(attempt, ANSWER)
        assert found.principal.subject == BSN and found.id_token == page["id_token"]


async def test_the_level_is_asked_as_the_profile_says() -> None:
    for how, said in (("acr_values", MIDDEN), ("claims", None), ("none", None)):
        profile = read_profiles()["algemeen"]
        changed = type(profile)(profile.ways, ask_level=how)  # type: ignore[arg-type]
        _, party = met(profile=changed, max_age=None)
        asked = httpx.URL(await party.address(party.attempt(Way.DIGID, REDIRECT), "s")).params
        assert asked.get("acr_values") == said and "max_age" not in asked
        assert (MIDDEN in asked.get("claims", "")) is (how == "claims")
