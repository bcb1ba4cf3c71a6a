"""The token endpoint of development: who asks, what for, and what can't be had twice."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from auth.keys import Keys
from auth.roles import Role, Scope
from auth.tokens import Bearer
from tests.policy.oidc_client import API, ASSERTION, ISSUER, WEB_KEY, Stand, standing
from tests.policy.tokens import GENERAL
from tests.workbench import bsn_of

ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    async with standing(tmp_path) as stand:
        yield stand


def basic(name: str, secret: str) -> dict[str, str]:
    """The header of RFC 6749 §2.3.1."""
    pair = f"{quote_plus(name)}:{quote_plus(secret)}"
    return {"authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


async def posted(stand: Stand, form: dict[str, str], headers: dict[str, str] | None = None) -> httpx.Response:
    return await stand.back.post(stand.published["token_endpoint"], data=form, headers=headers or {})


def refused(answer: httpx.Response, error: str, status: int = 400) -> bool:
    body = answer.json()
    assert body.keys() == {"error", "error_description"} and answer.headers["cache-control"] == "no-store"
    return (answer.status_code, body["error"]) == (status, error)


async def principal(stand: Stand, token: str) -> Any:
    async def fetch() -> bytes:
        return (await stand.back.get(stand.published["jwks_uri"])).content

    return await Bearer(Keys(fetch), issuer=ISSUER, audience=API, profile=GENERAL).authenticate(f"Bearer {token}")


async def test_an_assertion_proves_a_client_once(stand: Stand) -> None:
    flow = stand.flow()
    proof = {"client_assertion_type": ASSERTION, "client_assertion": stand.assertion()}
    assert (await stand.redeem(flow, await stand.code(flow), **proof)).status_code == 200
    assert refused(await stand.redeem(flow, await stand.code(flow), **proof), "invalid_client", 401)
    proof["client_assertion"] = stand.assertion(aud=[f"{ISSUER}/token"])
    assert (await stand.redeem(flow, await stand.code(flow), **proof)).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [{"aud": "https://elders.example"}, {"aud": None}, {"aud": [7]}, {"iss": "ander"}, {"iss": None}, {"sub": "ander"},
     {"sub": None}, {"jti": None}, {"jti": ""}, {"jti": 7}, {"exp": None}, {"exp": 1}, {"exp": "later"},
     {"exp": 99999999999}, {"iat": 99999999999}, {"nbf": 99999999999}],
    ids=str,
)  # fmt: skip
async def test_an_assertion_that_says_something_else_proves_nothing(stand: Stand, changes: dict[str, Any]) -> None:
    proof = {"client_assertion_type": ASSERTION, "client_assertion": stand.assertion(**changes)}
    assert refused(await stand.token(client_id="web", grant_type="authorization_code", **proof), "invalid_client", 401)


async def test_an_assertion_of_another_key_or_none_proves_nothing(stand: Stand) -> None:
    claims = {"iss": "web", "sub": "web", "aud": ISSUER, "jti": "een", "exp": int(stand.now()) + 60}
    other, header = ECKey.generate_key("P-256"), {"alg": "ES256", "kid": WEB_KEY.kid}
    shared = OctKey.import_key("geheim" * 8)
    for assertion in (
        jwt.encode(header, claims, other),
        jwt.encode(header | {"kid": "ander"}, claims, WEB_KEY),
        jwt.encode({"alg": "ES256"}, claims, WEB_KEY),
        jwt.encode({"alg": "HS256", "kid": WEB_KEY.kid}, claims, shared),
        "eyJhbGciOiJub25lIn0.e30.",
        "a.b.c",
        "",
        "é",
        "a" * 20_000,
    ):
        form = {"grant_type": "authorization_code", "client_assertion_type": ASSERTION, "client_assertion": assertion}
        assert refused(await posted(stand, {"client_id": "web", **form}), "invalid_client", 401)


async def test_a_secret_proves_a_client_in_the_way_it_is_registered(stand: Stand) -> None:
    flow = stand.flow("ander")
    form = {"grant_type": "authorization_code", "redirect_uri": flow.redirect_uri, "code_verifier": flow.verifier}
    code = await stand.code(flow)
    good = await posted(stand, {**form, "code": code}, basic("ander", "geheim: & %"))
    assert good.status_code == 200
    wrong = await posted(stand, form, basic("ander", "geheim"))
    assert refused(wrong, "invalid_client", 401) and wrong.headers["www-authenticate"].startswith("Basic ")
    for header in ("Basic %%%", "Basic " + base64.b64encode(b"zonder").decode(), "Bearer x", "Basic"):
        assert refused(await posted(stand, form, {"authorization": header}), "invalid_client", 401)
    in_body = {**form, "client_id": "ander", "client_secret": "geheim: & %"}
    assert refused(await posted(stand, in_body), "invalid_client", 401)
    assert refused(await posted(stand, form, basic("post", "geheim")), "invalid_client", 401)
    assert refused(await posted(stand, in_body, basic("ander", "geheim: & %")), "invalid_request")
    for name in ("web", "ander", "dienst", "niemand"):
        assert refused(await posted(stand, {**form, "client_id": name}), "invalid_client", 401)


async def test_what_is_no_token_request_is_refused(stand: Stand) -> None:
    where, app = stand.published["token_endpoint"], {"client_id": "app"}
    assert refused(await posted(stand, app), "invalid_request")
    assert refused(await posted(stand, {**app, "grant_type": "password"}), "unsupported_grant_type")
    assert refused(await posted(stand, {**app, "grant_type": "client_credentials"}), "unauthorized_client")
    assert refused(await posted(stand, {**app, "grant_type": "authorization_code"}), "invalid_request")
    assert refused(await posted(stand, {**app, "grant_type": "refresh_token"}), "invalid_request")
    assert refused(await stand.back.post(where, json=app), "invalid_request")
    form = {"content-type": "application/x-www-form-urlencoded"}
    for body in (
        b"client_id=app&client_id=app",
        b"\xff=\xff",
        b"a=%FF",
        b"a=" + b"b" * 70_000,
        b"&".join([b"a=1"] * 200),
    ):
        assert refused(await stand.back.post(where, content=body, headers=form), "invalid_request")
    assert (await stand.back.get(where)).status_code == 405


async def test_a_refresh_token_is_good_once_and_reuse_ends_the_family(stand: Stand) -> None:
    first = await stand.log_in("app")
    form = {"grant_type": "refresh_token", "client_id": "app"}
    second = (await stand.token(**form, refresh_token=first["refresh_token"])).json()
    assert second["refresh_token"] != first["refresh_token"]
    _, before = await stand.verified(first["id_token"])
    _, after = await stand.verified(second["id_token"])
    assert "nonce" not in after
    assert all(after[name] == before[name] for name in ("iss", "sub", "aud", "auth_time", "sid"))
    assert refused(await stand.token(**form, refresh_token=first["refresh_token"]), "invalid_grant")
    assert refused(await stand.token(**form, refresh_token=second["refresh_token"]), "invalid_grant")
    for tokens in (first, second):
        assert (await stand.userinfo(tokens["access_token"])).status_code == 401


async def test_a_refresh_token_is_of_one_client_and_gives_no_more_than_was_granted(stand: Stand) -> None:
    token = (await stand.log_in("app"))["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": token}
    stolen = await posted(stand, {**form, "client_id": "post", "client_secret": "geheim"})
    assert refused(stolen, "unauthorized_client")
    assert refused(await stand.token(client_id="app", scope="openid gegevens:lezen", **form), "invalid_scope")
    assert (await stand.token(client_id="app", scope="openid", **form)).status_code == 200, "and it was not used up"


async def test_a_refresh_token_is_over_after_a_quarter_and_all_after_two_hours(stand: Stand) -> None:
    form = {"grant_type": "refresh_token", "client_id": "app"}
    token = (await stand.log_in("app"))["refresh_token"]
    stand.ahead += 901
    assert refused(await stand.token(**form, refresh_token=token), "invalid_grant")
    token, passed = (await stand.log_in("app", {"persona": "jan"}))["refresh_token"], 0
    while (answer := await stand.token(**form, refresh_token=token)).status_code == 200:
        token, passed = answer.json()["refresh_token"], passed + 800
        stand.ahead += 800
    assert 6400 < passed <= 8000


async def test_the_app_gives_its_token_for_one_that_opens_the_service(stand: Stand) -> None:
    tokens = await stand.log_in("app", {"persona": "jan"})
    _, own = await stand.verified(tokens["access_token"])
    assert own["aud"] == ISSUER and "bsn" not in own
    form = {
        "grant_type": EXCHANGE,
        "client_id": "app",
        "subject_token": tokens["access_token"],
        "subject_token_type": ACCESS_TOKEN,
        "audience": API,
    }
    answer = (await stand.token(**form)).json()
    assert answer["issued_token_type"] == ACCESS_TOKEN and "refresh_token" not in answer
    found = await principal(stand, answer["access_token"])
    assert (found.role, found.subject) == (Role.INWONER, bsn_of("jan"))
    assert refused(await stand.token(**form | {"audience": "urn:elders"}), "invalid_target")
    assert refused(await stand.token(**form | {"subject_token": tokens["id_token"]}), "invalid_request")
    assert refused(await stand.token(**form | {"subject_token_type": "x"}), "invalid_request")
    assert refused(await stand.token(**form, actor_token="x"), "invalid_request")
    assert refused(await stand.token(**form, scope="zaken:lezen"), "invalid_scope")
    other = (await stand.log_in("rechtstreeks", {"persona": "jan"}, kc_idp_hint="digid"))["access_token"]
    assert refused(await stand.token(**form | {"subject_token": other}), "invalid_request")
    stand.ahead += 301
    assert refused(await stand.token(**form), "invalid_request")


async def test_a_service_has_a_token_of_its_own(stand: Stand) -> None:
    form, proof = {"grant_type": "client_credentials"}, basic("dienst", "geheim")
    answer = (await posted(stand, form, proof)).json()
    assert answer.keys() == {"access_token", "token_type", "expires_in", "scope"}
    found = await principal(stand, answer["access_token"])
    assert (found.role, found.client_id) == (Role.DIENST, "dienst")
    assert found.scopes == {Scope.GEGEVENS_LEZEN, Scope.ZAKEN_LEZEN}
    narrow = (await posted(stand, {**form, "scope": "zaken:lezen"}, proof)).json()
    assert (await principal(stand, narrow["access_token"])).scopes == {Scope.ZAKEN_LEZEN}
    assert refused(await posted(stand, {**form, "scope": "financieel:lezen"}, proof), "invalid_scope")
    assert (await stand.userinfo(answer["access_token"])).status_code == 401


async def test_userinfo_wants_a_token_of_ours_that_lasts(stand: Stand) -> None:
    where, tokens = stand.published["userinfo_endpoint"], await stand.log_in()
    nobody = await stand.back.get(where)
    assert nobody.status_code == 401 and nobody.headers["www-authenticate"] == "Bearer"
    for token in (tokens["id_token"], "x", tokens["access_token"] + "x", "é"):
        answer = await stand.back.get(where, headers={b"authorization": f"Bearer {token}".encode()})
        assert answer.status_code == 401 and "invalid_token" in answer.headers["www-authenticate"]
    assert (await stand.back.post(where, headers={"authorization": f"Bearer {tokens['access_token']}"})).is_success
    stand.ahead += 301
    assert (await stand.userinfo(tokens["access_token"])).status_code == 401


def test_no_secret_shows(stand: Stand) -> None:
    shown = repr(stand.clients)
    assert "geheim" not in shown and str(WEB_KEY.kid) not in shown
