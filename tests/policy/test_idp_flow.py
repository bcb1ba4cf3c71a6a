"""The identity provider of development: the code flow, by the standards, and what it refuses."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.development.provider import development_provider
from auth.keys import Keys
from auth.roles import Level, Role
from auth.tokens import Bearer
from tests.policy.oidc_client import API, ISSUER, Stand, query, standing
from tests.policy.tokens import GENERAL
from tests.workbench import bsn_of

DIGID = "urn:oasis:names:tc:SAML:2.0:ac:classes:"


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    async with standing(tmp_path) as stand:
        yield stand


async def test_it_publishes_what_it_is(stand: Stand) -> None:
    said = stand.published
    assert said["issuer"] == ISSUER
    assert said["response_types_supported"] == ["code"] and said["code_challenge_methods_supported"] == ["S256"]
    assert "RS256" in said["id_token_signing_alg_values_supported"]
    assert said["authorization_response_iss_parameter_supported"] and said["backchannel_logout_session_supported"]
    for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "end_session_endpoint", "jwks_uri"):
        assert said[name].startswith(ISSUER + "/")
    keys = (await stand.back.get(said["jwks_uri"])).json()["keys"]
    assert {each["alg"] for each in keys} == {"RS256", "ES256"}
    assert not any({"d", "p", "q"} & each.keys() for each in keys)


async def test_somebody_logs_in_and_the_client_is_told_who(stand: Stand) -> None:
    flow = stand.flow()
    code = await stand.code(flow, {"persona": "fatima", "niveau": "SUBSTANTIEEL"}, acr_values=DIGID + "Smartcard")
    answer = await stand.redeem(flow, code)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    header, claims = await stand.verified(tokens["id_token"])
    assert header["alg"] == "RS256"
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (ISSUER, "web", flow.nonce)
    assert claims["exp"] - claims["iat"] <= 300 and abs(claims["auth_time"] - stand.now()) < 10
    assert (claims["acr"], claims["bsn"]) == (DIGID + "Smartcard", bsn_of("fatima"))
    assert "amr" not in claims and bsn_of("fatima") not in claims["sub"]
    header, access = await stand.verified(tokens["access_token"])
    assert header["typ"] == "at+jwt" and access["client_id"] == "web" and len(access["jti"]) >= 22
    assert access["aud"] == ISSUER and bsn_of("fatima") not in json.dumps(access)
    told = await stand.userinfo(tokens["access_token"])
    assert told.json() == {"sub": claims["sub"], "bsn": bsn_of("fatima"), "acr": claims["acr"]}
    assert tokens.keys() == {"access_token", "id_token", "token_type", "expires_in", "scope"}


async def test_an_access_token_for_the_service_gets_in_there(stand: Stand) -> None:
    async def fetch() -> bytes:
        return (await stand.back.get(stand.published["jwks_uri"])).content

    bearer = Bearer(Keys(fetch), issuer=ISSUER, audience=API, profile=GENERAL)
    tokens = await stand.log_in("rechtstreeks", {"persona": "jan", "niveau": "HOOG"}, kc_idp_hint="digid")
    principal = await bearer.authenticate(f"Bearer {tokens['access_token']}")
    assert principal is not None
    assert (principal.role, principal.subject, principal.level) == (Role.INWONER, bsn_of("jan"), Level.HOOG)


@pytest.mark.parametrize(
    "changes",
    [{"client_id": "niemand"}, {"client_id": None}, {"redirect_uri": None},
     {"redirect_uri": "http://127.0.0.1:9000/terug/"}, {"redirect_uri": "http://127.0.0.1:9000/terug?x=1"},
     {"redirect_uri": "http://127.0.0.1:9000/Terug"}, {"redirect_uri": "http://127.0.0.1:9001/terug?vast=1"},
     {"redirect_uri": "http://127.0.0.1:9000/terug#"}, {"redirect_uri": "http://127.0.0.1:9000%2Fterug"}],
    ids=str,
)  # fmt: skip
async def test_to_an_address_that_is_not_the_clients_nobody_is_sent(
    stand: Stand, changes: dict[str, str | None]
) -> None:
    answer = await stand.begin(stand.flow(), **changes)
    assert answer.status_code == 400 and "location" not in answer.headers
    assert '<html lang="nl">' in answer.text and "9000" not in answer.text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(uri=st.one_of(st.text(max_size=40), st.text(max_size=8).map(lambda more: "http://127.0.0.1:9000/terug" + more)))
async def test_only_the_very_address_is_the_clients(stand: Stand, uri: str) -> None:
    answer = await stand.begin(stand.flow(), redirect_uri=uri)
    assert answer.is_redirect == (uri == "http://127.0.0.1:9000/terug")


@pytest.mark.parametrize(
    ("uri", "good"),
    [("http://127.0.0.1/inloggen", True), ("http://127.0.0.1:4711/inloggen", True), ("nl.denhaag.mijn:/inloggen", True),
     ("http://127.0.0.1:4711/inloggen/", False), ("http://127.0.0.2:4711/inloggen", False),
     ("http://a@127.0.0.1:4711/inloggen", False), ("https://127.0.0.1:4711/inloggen", False),
     ("http://127.0.0.1:99999/inloggen", False), ("http://localhost:4711/inloggen", False),
     ("nl.denhaag.mijn:/inloggen?x", False)],
)  # fmt: skip
async def test_a_native_client_chooses_its_port_on_this_machine(stand: Stand, uri: str, good: bool) -> None:
    assert (await stand.begin(stand.flow("app"), redirect_uri=uri)).is_redirect is good


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "gegevens:lezen"}, "invalid_scope"),
        ({"state": None}, "invalid_request"),
        ({"state": "kort"}, "invalid_request"),
        ({"nonce": None}, "invalid_request"),
        ({"nonce": "kort"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "kort"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "dwing"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"max_age": "1.5"}, "invalid_request"),
        ({"claims": "{"}, "invalid_request"),
        ({"claims": "[]"}, "invalid_request"),
        ({"claims": '{"id_token": 1}'}, "invalid_request"),
        ({"claims": "[" * 5000}, "invalid_request"),
        (
            {"claims": '{"id_token": {"acr": {"essential": true, "values": ["x"]}}}'},
            "unmet_authentication_requirements",
        ),
        ({"request": "eyJ"}, "request_not_supported"),
        ({"request_uri": "https://elders.example/"}, "request_uri_not_supported"),
        ({"registration": "{}"}, "registration_not_supported"),
    ],
    ids=str,
)
async def test_what_is_wrong_with_a_request_goes_back_by_the_standard(
    stand: Stand, changes: dict[str, str | None], error: str
) -> None:
    flow = stand.flow()
    answer = await stand.begin(flow, **changes)
    back = query(answer)
    assert answer.headers["location"].startswith(flow.redirect_uri + "?")
    assert (back["error"], back["iss"]) == (error, ISSUER) and "code" not in back
    assert back.get("state") == changes.get("state", flow.state)


async def test_a_parameter_that_comes_twice_is_refused(stand: Stand) -> None:
    flow = stand.flow()
    where = stand.published["authorization_endpoint"]
    usual = list(flow.parameters().items())
    for name, wrong in (("scope", "openid"), ("nonce", "x" * 30), ("state", "y" * 30)):
        back = query(await stand.browser.get(where, params=[*usual, (name, wrong)]))
        assert back["error"] == "invalid_request" and ("state" in back) == (name != "state")
    for name in ("client_id", "redirect_uri"):
        assert (await stand.browser.get(where, params=[*usual, (name, dict(usual)[name])])).status_code == 400


async def test_a_request_may_be_posted_and_what_the_address_of_the_client_has_stays(stand: Stand) -> None:
    flow = stand.flow("ander")
    page = await stand.browser.post(stand.published["authorization_endpoint"], data=flow.parameters())
    back = query(await stand.choose(page))
    assert back.keys() == {"vast", "code", "state", "iss"} and back["vast"] == "1"


async def test_a_code_is_good_once_and_when_it_comes_again_all_is_over(stand: Stand) -> None:
    flow = stand.flow("app")
    code = await stand.code(flow)
    tokens = (await stand.redeem(flow, code)).json()
    assert (await stand.userinfo(tokens["access_token"])).status_code == 200
    again = await stand.redeem(flow, code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    refused = await stand.userinfo(tokens["access_token"])
    assert refused.status_code == 401 and 'error="invalid_token"' in refused.headers["www-authenticate"]
    answer = await stand.token(grant_type="refresh_token", client_id="app", refresh_token=tokens["refresh_token"])
    assert answer.json()["error"] == "invalid_grant"


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wrong=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=140))
async def test_a_verifier_that_is_another_is_refused(stand: Stand, wrong: str) -> None:
    flow = stand.flow()
    answer = await stand.redeem(flow, await stand.code(flow), code_verifier=wrong)
    assert answer.status_code == 400 and answer.json()["error"] in ("invalid_grant", "invalid_request")


async def test_the_challenge_itself_is_no_verifier(stand: Stand) -> None:
    flow = stand.flow()
    code = await stand.code(flow)
    answer = await stand.redeem(flow, code, code_verifier=create_s256_code_challenge(flow.verifier))
    assert answer.json()["error"] == "invalid_grant"


async def test_a_code_is_of_one_client_one_address_and_one_minute(stand: Stand) -> None:
    flow = stand.flow()
    code = await stand.code(flow)
    stolen = {"client_id": "post", "client_secret": "geheim"}
    assert (await stand.redeem(flow, code, **stolen)).json()["error"] == "invalid_grant"
    assert (await stand.redeem(flow, code)).status_code == 200, "and it is not used up by who may not have it"
    code = await stand.code(flow)
    answer = await stand.redeem(flow, code, redirect_uri="http://127.0.0.1:9000/elders")
    assert answer.json()["error"] == "invalid_grant"
    code = await stand.code(flow)
    stand.ahead += 61
    assert (await stand.redeem(flow, code)).json()["error"] == "invalid_grant"


async def test_nobody_logs_in_again_unless_the_client_says_so(stand: Stand) -> None:
    first = await stand.log_in(form={"persona": "riet"})
    _, before = await stand.verified(first["id_token"])
    stand.ahead += 100
    back = query(await stand.begin(stand.flow(), prompt="none"))
    assert "code" in back
    for changes in ({"prompt": "login"}, {"prompt": "select_account"}, {"max_age": "0"}, {"max_age": "99"},
                    {"acr_values": DIGID + "SmartcardPKI"}):  # fmt: skip
        page = await stand.begin(stand.flow(), **changes)
        assert "/aanmelden/" in page.headers["location"], changes
    assert "code" in query(await stand.begin(stand.flow(), max_age="200"))
    flow = stand.flow()
    page = await stand.begin(flow, prompt="login")
    code = query(await stand.choose(page, persona="riet"))["code"]
    _, after = await stand.verified((await stand.redeem(flow, code)).json()["id_token"])
    assert after["auth_time"] - before["auth_time"] >= 100 and after["sid"] == before["sid"]


async def test_who_was_asked_for_by_an_id_token_is_who_logs_in(stand: Stand) -> None:
    riet = (await stand.log_in(form={"persona": "riet"}))["id_token"]
    assert "code" in query(await stand.begin(stand.flow(), id_token_hint=riet, prompt="none"))
    page = await stand.begin(stand.flow(), id_token_hint=riet, prompt="login")
    assert query(await stand.choose(page, persona="jan"))["error"] == "login_required"


@pytest.mark.parametrize(
    ("asked", "offered"),
    [("", 4), ("PasswordProtectedTransport", 4), ("MobileTwoFactorContract", 3), ("SmartcardPKI", 1), ("onbekend", 4)],
)
async def test_only_levels_that_will_do_are_offered(stand: Stand, asked: str, offered: int) -> None:
    page = await stand.begin(stand.flow(), acr_values=DIGID + asked if asked else None)
    shown = await stand.browser.get(page.headers["location"])
    assert shown.text.count('name="niveau"') == offered
    refused = await stand.choose(page, niveau="GEEN")
    assert refused.status_code == 422 and "Kies een niveau" in refused.text


async def test_an_essential_level_is_that_level(stand: Stand) -> None:
    claims = json.dumps({"id_token": {"acr": {"essential": True, "values": [DIGID + "Smartcard"]}}})
    page = await stand.begin(stand.flow(), claims=claims)
    assert (await stand.choose(page, niveau="HOOG")).status_code == 422
    assert "code" in query(await stand.choose(page, niveau="SUBSTANTIEEL"))


async def test_a_client_gets_in_its_id_token_what_it_asks_there(stand: Stand) -> None:
    secret = {"client_secret": "geheim"}
    for claims, told in ((None, False), (json.dumps({"id_token": {"bsn": None}}), True)):
        flow = stand.flow("post")
        code = await stand.code(flow, claims=claims, prompt="login")
        tokens = (await stand.redeem(flow, code, **secret)).json()
        header, id_token = await stand.verified(tokens["id_token"])
        assert header["alg"] == "ES256" and ("bsn" in id_token) is told and "acr" in id_token
        assert "bsn" in (await stand.userinfo(tokens["access_token"])).json()


async def test_it_is_not_built_outside_development_nor_elsewhere(stand: Stand) -> None:
    for development, issuer in ((False, ISSUER), (True, "http://inloggen.example/idp"), (True, "https://127.0.0.1/i")):
        with pytest.raises(ValueError, match="development"):
            development_provider(
                issuer, development=development, clients=(), identities=(), keys=stand.keys, audience=API, send=_never
            )


@pytest.mark.parametrize(
    "headers",
    [{"host": "mijn.denhaag.nl"}, {"host": "127.0.0.1.example.nl"}, {"host": "10.0.0.1"},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
     {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}],
    ids=str,
)  # fmt: skip
async def test_it_answers_this_machine_only(stand: Stand, headers: dict[str, str]) -> None:
    for path in ("/.well-known/openid-configuration", "/jwks", "/", "/authorize", "/aanmelden/x"):
        answer = await stand.browser.get(ISSUER + path, headers=headers)
        assert answer.status_code == 403 and answer.json() == {}
    for path in ("/token", "/userinfo", "/uitloggen", "/sleutels/nieuw"):
        assert (await stand.browser.post(ISSUER + path, headers=headers)).status_code == 403


async def test_another_page_may_send_a_browser_to_log_in(stand: Stand) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    for name, status in (("authorization_endpoint", 303), ("end_session_endpoint", 200), ("jwks_uri", 403)):
        answer = await stand.browser.get(stand.published[name], params=stand.flow().parameters(), headers=headers)
        assert answer.status_code == status
    begun = await stand.browser.get(stand.published["authorization_endpoint"], params=stand.flow().parameters())
    form = begun.headers["location"]  # a browser counts this as sent by the other page too
    assert (await stand.browser.get(form, headers=headers)).status_code == 200
    assert (await stand.browser.post(form, headers=headers)).status_code == 403, "which fills in nothing"


async def _never(url: str, form: object) -> int:
    raise AssertionError
