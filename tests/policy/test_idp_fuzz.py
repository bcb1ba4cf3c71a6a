"""Whatever comes in at the identity provider of development, it answers by its rules and never falls over."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.policy.oidc_client import ISSUER, Stand, standing

NAMES = st.sampled_from(
    ["client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
     "prompt", "max_age", "claims", "acr_values", "kc_idp_hint", "id_token_hint", "grant_type", "code", "code_verifier",
     "refresh_token", "client_secret", "client_assertion", "client_assertion_type", "subject_token", "audience",
     "post_logout_redirect_uri", "geheim", "persona", "nummer", "niveau", "afwijking", "besluit", "weg"]
)  # fmt: skip
KNOWN = ["web", "app", "ander", "nlgov", "http://127.0.0.1:9000/terug", "code", "openid", "S256", "c" * 43, "s" * 30,
         "none", "login", "0", "{}", '{"id_token": {"acr": {"essential": true}}}', "authorization_code",
         "refresh_token", "client_credentials", "anders", "jan", "MIDDEN", "weigeren"]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(KNOWN).map(str.encode),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=20),
)
FIELDS = st.lists(st.tuples(NAMES, VALUES), max_size=14)
PATHS = st.sampled_from(
    ["/authorize", "/token", "/userinfo", "/uitloggen", "/jwks", "/aanmelden/x", "/sleutels/nieuw", "/"]
)
QUICK = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    async with standing(tmp_path) as stand:
        yield stand


def encoded(fields: list[tuple[str, bytes]]) -> str:
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields)


def is_good(stand: Stand, status: int, location: str | None) -> bool:
    """No answer is a fault of ours, and nobody is sent anywhere but to a client or to a page of ours."""
    registered = {urlsplit(uri)[:3] for each in stand.clients.values() for uri in each.redirect_uris}
    return status < 500 and (
        location is None or location.startswith(urlsplit(ISSUER).path) or urlsplit(location)[:3] in registered
    )


@QUICK
@given(path=PATHS, fields=FIELDS, post=st.booleans())
async def test_any_fields_are_answered(stand: Stand, path: str, fields: list[tuple[str, bytes]], post: bool) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    if post:
        answer = await stand.browser.post(ISSUER + path, content=encoded(fields), headers=form)
    else:
        answer = await stand.browser.get(f"{ISSUER}{path}?{encoded(fields)}")
    assert is_good(stand, answer.status_code, answer.headers.get("location"))
    assert answer.headers["cache-control"] in ("no-store", "no-cache") and answer.headers["referrer-policy"]


@QUICK
@given(
    path=PATHS, body=st.binary(max_size=60), kind=st.sampled_from(["", "text/plain", "multipart/form-data; boundary=x"])
)
async def test_any_body_is_answered(stand: Stand, path: str, body: bytes, kind: str) -> None:
    answer = await stand.browser.post(ISSUER + path, content=body, headers={"content-type": kind})
    assert is_good(stand, answer.status_code, answer.headers.get("location"))


@QUICK
@given(fields=st.lists(st.tuples(st.sampled_from(["persona", "nummer", "niveau", "afwijking", "besluit"]), VALUES)))
async def test_any_choice_is_answered(stand: Stand, fields: list[tuple[str, bytes]]) -> None:
    page = await stand.begin(stand.flow(), prompt="login")
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await stand.browser.post(page.headers["location"], content=encoded(fields), headers=form)
    assert is_good(stand, answer.status_code, answer.headers.get("location")) and "<script" not in answer.text


@QUICK
@given(host=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20))
async def test_no_other_host_gets_in(stand: Stand, host: str) -> None:
    answer = await stand.browser.get(f"{ISSUER}/jwks", headers={"host": host})
    assert answer.status_code == 403


@QUICK
@given(authorization=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60))
async def test_any_authorization_is_answered(stand: Stand, authorization: str) -> None:
    headers = {b"authorization": authorization.encode("latin-1")}
    for name in ("userinfo_endpoint", "token_endpoint"):
        answer = await stand.back.post(stand.published[name], headers=headers, data={"grant_type": "x"})
        assert answer.status_code in (400, 401)
