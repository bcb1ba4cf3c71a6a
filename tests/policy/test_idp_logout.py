"""Out of the identity provider of development: by a client, at all clients, and the buttons for keys."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.errors import InvalidKeyIdError

from tests.policy.oidc_client import ISSUER, Stand, query, standing

EVENT = "http://schemas.openid.net/event/backchannel-logout"
DAY = "http://127.0.0.1:9000/dag"


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    async with standing(tmp_path, fails=("http://127.0.0.1:9001/uit",)) as stand:
        yield stand


async def left(stand: Stand, **given: str) -> httpx.Response:
    return await stand.browser.get(stand.published["end_session_endpoint"], params=given)


def hidden(page: httpx.Response) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))


async def test_a_client_with_proof_logs_out_and_all_who_know_are_told(stand: Stand) -> None:
    tokens = await stand.log_in()
    other = stand.flow("ander")
    await stand.code(other)
    answer = await left(
        stand, id_token_hint=tokens["id_token"], post_logout_redirect_uri=DAY, state="nu uit", client_id="web"
    )
    assert answer.headers["location"] == DAY + "?state=nu+uit"
    assert {url for url, _ in stand.posted} == {"http://127.0.0.1:9000/uit", "http://127.0.0.1:9001/uit"}
    form = next(form for url, form in stand.posted if ":9000" in url)
    header, claims = await stand.verified(form["logout_token"])
    _, before = await stand.verified(tokens["id_token"])
    assert header["typ"] == "logout+jwt" and claims["events"] == {EVENT: {}} and "nonce" not in claims
    assert (claims["iss"], claims["aud"]) == (ISSUER, "web")
    assert (claims["sub"], claims["sid"]) == (before["sub"], before["sid"])
    assert 0 < claims["exp"] - claims["iat"] <= 120 and claims["jti"]
    assert (await stand.userinfo(tokens["access_token"])).status_code == 401
    assert query(await stand.begin(stand.flow(), prompt="none"))["error"] == "login_required"


async def test_proof_that_is_over_is_proof_and_a_post_is_as_good(stand: Stand) -> None:
    tokens = await stand.log_in()
    stand.ahead += 3000
    form = {"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": DAY}
    answer = await stand.browser.post(stand.published["end_session_endpoint"], data=form)
    assert answer.headers["location"] == DAY and len(stand.posted) == 1
    again = await stand.browser.post(stand.published["end_session_endpoint"], data=form)
    assert again.headers["location"] == DAY and len(stand.posted) == 1, "who is out already is told nothing"


@pytest.mark.parametrize(
    "given",
    [{"post_logout_redirect_uri": DAY}, {"post_logout_redirect_uri": DAY + "/", "client_id": "web"},
     {"post_logout_redirect_uri": DAY, "client_id": "ander"}, {"client_id": "niemand"}, {"id_token_hint": "x"}],
    ids=str,
)  # fmt: skip
async def test_without_trust_nobody_is_sent_anywhere(stand: Stand, given: dict[str, str]) -> None:
    await stand.log_in()
    answer = await left(stand, **given)
    assert answer.status_code == 400 and "location" not in answer.headers and stand.posted == []


async def test_proof_of_another_client_is_none(stand: Stand) -> None:
    tokens = await stand.log_in()
    answer = await left(stand, id_token_hint=tokens["id_token"], client_id="ander")
    assert answer.status_code == 400 and stand.posted == []


async def test_without_proof_somebody_is_asked_first(stand: Stand) -> None:
    await stand.log_in()
    page = await left(stand, client_id="web", post_logout_redirect_uri=DAY, state="s")
    assert page.status_code == 200 and "Wilt u uitloggen?" in page.text and stand.posted == []
    end, form = stand.published["end_session_endpoint"], hidden(page)
    stranger = await stand.browser.post(end, data={**form, "geheim": "x"})
    assert "Wilt u uitloggen?" in stranger.text and stand.posted == []
    answer = await stand.browser.post(end, data=form)
    assert answer.headers["location"] == DAY + "?state=s" and len(stand.posted) == 1


async def test_proof_of_another_session_asks_first_too(stand: Stand) -> None:
    jan = await stand.log_in(form={"persona": "jan"})
    await stand.log_in(form={"persona": "riet"})
    page = await left(stand, id_token_hint=jan["id_token"])
    assert "Wilt u uitloggen?" in page.text and jan["id_token"] not in page.text and stand.posted == []
    page = await left(stand, id_token_hint=jan["id_token"], post_logout_redirect_uri=DAY)
    assert "form-action 'self' http://127.0.0.1:9000;" in page.headers["content-security-policy"]
    answer = await stand.browser.post(stand.published["end_session_endpoint"], data=hidden(page))
    assert answer.headers["location"] == DAY, "the client is known by its proof, whoever it is of"


async def test_the_button_ends_it_everywhere_and_says_who_was_not_reached(stand: Stand) -> None:
    await stand.log_in()
    await stand.code(stand.flow("ander"))
    home = await stand.browser.get(ISSUER + "/")
    form = hidden(home)
    assert (await stand.browser.post(ISSUER + "/uitloggen-overal", data={"geheim": "x"})).status_code == 400
    assert stand.posted == []
    answer = await stand.browser.post(ISSUER + "/uitloggen-overal", data=form)
    assert "web: gemeld" in answer.text and "ander: niet bereikt" in answer.text
    assert "niemand ingelogd" in (await stand.browser.get(ISSUER + "/")).text


async def test_the_buttons_rotate_the_keys_and_forget_the_old(stand: Stand) -> None:
    before = (await stand.log_in())["id_token"]
    form = hidden(await stand.browser.get(ISSUER + "/"))

    async def published() -> list[Any]:
        return [each["kid"] for each in (await stand.back.get(stand.published["jwks_uri"])).json()["keys"]]

    old = await published()
    assert (await stand.browser.post(ISSUER + "/sleutels/nieuw", data={})).status_code == 400
    assert await published() == old
    assert (await stand.browser.post(ISSUER + "/sleutels/nieuw", data=form)).status_code == 303
    both = await published()
    assert set(both) > set(old) and len(both) == 4
    header, _ = await stand.verified(before)
    assert header["kid"] in old
    after = (await stand.log_in(form={"persona": "jan"}))["id_token"]
    header, _ = await stand.verified(after)
    assert header["kid"] not in old
    assert (await stand.browser.post(ISSUER + "/sleutels/vergeten", data=form)).status_code == 303
    assert set(await published()) == set(both) - set(old)
    with pytest.raises(InvalidKeyIdError):
        await stand.verified(before)
