"""Log-out: by who is logged in, from our own pages only, and by a provider, once and only with a good token."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from auth.cookies import LOGIN, SESSION
from auth.principal import Principal
from auth.roles import Level, Role
from tests.policy.broker import BSN, EVENT, HERE, Door, door

TOLD = "/uitloggen/achterkanaal/broker"
PERSON = Principal(Role.INWONER, "s", "wij", 2**31, Level.MIDDEN, BSN, BSN)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Door]:
    async with door(tmp_path) as made:
        yield made


async def opened(at: Door, **changes: Any) -> str:
    session = {"provider": "broker", "sub": "s", "sid": "zitting", "id_token": None, **changes}
    token, _ = await at.sessions.open(PERSON, **session)
    return token


async def told(at: Door, claims: Mapping[str, Any], path: str = TOLD, **signing: Any) -> int:
    answer = await at.client.post(path, data={"logout_token": at.broker.signed(claims, **signing)})
    assert answer.headers["cache-control"] == "no-store" and answer.text == ""
    return answer.status_code


@pytest.mark.parametrize("type_", ["logout+jwt", "application/logout+jwt", "JWT", None])
async def test_a_provider_ends_one_session_by_its_name(at: Door, type_: str | None) -> None:
    token, other, elsewhere = await opened(at), await opened(at, sid="andere"), await opened(at, provider="ander")
    assert await told(at, at.broker.log_out_claims(), header={"typ": type_}) == 200
    assert await at.sessions.read(token) is None
    assert await at.sessions.read(other) is not None and await at.sessions.read(elsewhere) is not None


async def test_a_provider_ends_every_session_of_somebody(at: Door) -> None:
    tokens = [await opened(at, sid=sid) for sid in ("a", "b", None)]
    stranger = await opened(at, sub="t")
    assert await told(at, at.broker.log_out_claims(sid=None, sub="s")) == 200
    assert [await at.sessions.read(token) for token in tokens] == [None] * 3
    assert await at.sessions.read(stranger) is not None


async def test_a_log_out_token_is_good_once(at: Door) -> None:
    claims = at.broker.log_out_claims()
    assert await told(at, claims) == 200
    token = await opened(at)
    assert await told(at, claims) == 400
    assert await told(at, {**claims, "sub": "s", "sid": None}) == 400
    assert await at.sessions.read(token) is not None
    assert await told(at, {**claims, "jti": "j2"}) == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elders.example"},
        {"iss": None},
        {"aud": "anderen"},
        {"aud": None},
        {"iat": None},
        {"iat": 5},
        {"iat": "nu"},
        {"exp": 5},
        {"exp": None},
        {"jti": None},
        {"jti": ""},
        {"jti": 5},
        {"events": None},
        {"events": {}},
        {"events": {EVENT: True}},
        {"events": [EVENT]},
        {"events": {"http://schemas.openid.net/event/anders": {}}},
        {"nonce": "x"},
        {"sid": None},
        {"sid": ""},
        {"sid": 5},
        {"sid": ["zitting"]},
        {"sub": 5},
    ],
)
async def test_a_log_out_token_that_is_none_ends_nothing(at: Door, changes: Mapping[str, Any]) -> None:
    token = await opened(at)
    assert await told(at, at.broker.log_out_claims(**changes)) == 400
    assert await at.sessions.read(token) is not None


@pytest.mark.parametrize(
    "signing",
    [
        {"header": {"typ": "at+jwt"}},
        {"header": {"kid": "onbekend"}},
        {"key": ECKey.generate_key("P-256", {"kid": "b"})},
    ],
)
async def test_a_log_out_token_of_another_make_ends_nothing(at: Door, signing: Mapping[str, Any]) -> None:
    token = await opened(at)
    assert await told(at, at.broker.log_out_claims(), **signing) == 400
    assert await at.sessions.read(token) is not None


async def test_a_log_out_token_comes_in_a_form_to_its_own_provider(at: Door) -> None:
    token, good = await opened(at), at.broker.signed(at.broker.log_out_claims())
    assert await told(at, at.broker.log_out_claims(), path="/uitloggen/achterkanaal/elders") == 400
    for answer in (
        await at.client.post(TOLD, json={"logout_token": good}),
        await at.client.post(TOLD, data={"logout_token": [good, good]}),
        await at.client.post(TOLD, data={"id_token": good}),
        await at.client.post(TOLD, data={"logout_token": "x" * 100_000}),
        await at.client.post(TOLD, content=b"logout_token=\xff", headers={"content-type": FORM}),
        await at.client.post(f"{TOLD}?logout_token={good}"),
    ):
        assert answer.status_code == 400
    assert (await at.client.get(TOLD)).status_code == 405
    assert await at.sessions.read(token) is not None


FORM = "application/x-www-form-urlencoded"


async def test_without_the_keys_of_the_provider_it_is_asked_to_come_back(at: Door) -> None:
    at.broker.down = True
    assert await told(at, at.broker.log_out_claims()) == 503


async def test_who_logs_out_is_out_here_before_the_provider_hears_of_it(at: Door) -> None:
    hint = at.broker.signed({"sub": "s"})
    for id_token, hinted in ((hint, hint), (at.broker.signed({"sub": "s", "bsn": BSN}), None), (None, None)):
        token = await opened(at, id_token=id_token)
        cookie = f"{LOGIN}={'b' * 43}; {SESSION}={token}"
        answer = await at.client.post("/uitloggen", headers={"cookie": cookie, "origin": HERE})
        to = httpx.URL(answer.headers["location"])
        assert (answer.status_code, str(to.copy_with(query=None))) == (303, "https://broker.example/einde")
        assert to.params.get("id_token_hint") == hinted and BSN not in str(to)
        assert (to.params["client_id"], to.params["post_logout_redirect_uri"]) == ("wij", HERE + "/uitgelogd")
        gone = answer.headers.get_list("set-cookie")
        assert len(gone) == 2 and all("Max-Age=0" in each and "Secure" in each for each in gone)
        assert await at.sessions.read(token) is None


async def test_who_has_no_session_or_whose_provider_is_away_is_out_too(at: Door) -> None:
    assert (await at.client.post("/uitloggen")).headers["location"] == "/uitgelogd"
    for changes in ({"provider": "weg"}, {}):
        token = await opened(at, **changes)
        at.broker.down = True
        answer = await at.client.post("/uitloggen", headers={"cookie": f"{SESSION}={token}"})
        assert answer.headers["location"] == "/uitgelogd" and await at.sessions.read(token) is None
    page = await at.client.get("/uitgelogd", headers={"accept-language": "en"})
    assert "You have been logged out" in page.text and 'lang="en"' in page.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"origin": "https://mijn.example:8443"},
        {"origin": "https://["},
        {"sec-fetch-site": "same-site", "origin": HERE},
        {"sec-fetch-site": "cross-site"},
    ],
)
async def test_another_page_logs_nobody_out(at: Door, headers: Mapping[str, str]) -> None:
    token = await opened(at)
    answer = await at.client.post("/uitloggen", headers={"cookie": f"{SESSION}={token}", **headers})
    assert answer.status_code == 403 and await at.sessions.read(token) is not None
    assert (await at.client.get("/uitloggen")).status_code == 405
