"""Who sends a request, and the pages of log-in: nobody is sent elsewhere, nobody is let in by another site."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.cookies import LOGIN, SESSION, cookie_of, from_our_own_page
from auth.errors import NotAuthenticated
from auth.gate import Gate
from auth.login import Login, local
from auth.principal import Principal
from auth.roles import Level, Role
from tests.policy.broker import BSN, HERE, Door, door
from tests.policy.tokens import bearer, signed

PERSON = Principal(Role.INWONER, "s", "wij", 2**31, Level.MIDDEN, BSN, BSN)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Door]:
    async with door(tmp_path) as made:
        yield made


async def test_a_token_or_a_session_and_never_both(at: Door) -> None:
    gate = Gate(bearer(), at.sessions, origins=["https://Clients.example"])
    token, _ = await at.sessions.open(PERSON, provider="broker")
    cookie, authorization = {"cookie": f"a=b; {SESSION}={token}"}, {"authorization": f"Bearer {signed()}"}
    by_session, by_token = await gate.authenticate(cookie), await gate.authenticate(authorization)
    assert by_session is not None and by_session.id == "s"
    assert by_token is not None and by_token.id == "f3b1"
    assert await gate.authenticate({}) is None
    with pytest.raises(NotAuthenticated):
        await gate.authenticate({**cookie, **authorization})
    with pytest.raises(NotAuthenticated):
        await gate.authenticate({**cookie, "sec-fetch-site": "same-site", "origin": HERE, "host": "mijn.example"})
    ours = {"origin": "https://clients.example", "sec-fetch-site": "same-site"}
    assert await gate.authenticate({**cookie, **ours}) is not None
    await at.sessions.end(token)
    assert await gate.authenticate(cookie) is None


async def test_a_cookie_that_we_never_gave_is_none(at: Door) -> None:
    gate = Gate(bearer(), at.sessions)
    for value in ("", "kort", "x" * 200, "x" * 30 + "%00", '"' + "x" * 43 + '"', "é" * 30):
        assert await gate.authenticate({"cookie": f"{SESSION}={value}"}) is None
    assert await gate.authenticate({"cookie": f"{SESSION}={'x' * 43}"}) is None
    assert await gate.authenticate({"cookie": f"sessie={'x' * 43}"}) is None


@given(st.text(max_size=60))
def test_no_cookie_header_breaks_the_door(header: str) -> None:
    cookie_of({"cookie": header}, SESSION)
    cookie_of({"cookie": f"{SESSION}={header}"}, SESSION)
    from_our_own_page({"origin": header, "host": header})


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", True),
        ("/aanvragen/1?a=b&c=d", True),
        ("/a//b", True),
        ("", False),
        (None, False),
        ("aanvragen", False),
        ("//elders.example", False),
        ("/\\elders.example", False),
        ("/\t/elders.example", False),
        ("https://elders.example/", False),
        ("javascript:alert(1)", False),
        ("/é", False),
        ("/a b", False),
        ("/" + "a" * 600, False),
    ],
)
def test_after_log_in_one_stays_here(path: str | None, kept: bool) -> None:
    assert local(path) == (path if kept else "/")


@given(st.text("/\\.:@?#ab\t\r\n é", max_size=12))
def test_no_path_leads_elsewhere(path: str) -> None:
    found = local(path)
    assert found.startswith("/") and not found.startswith(("//", "/\\")) and found.isprintable()


async def test_the_choice_of_ways_is_a_page_without_script(at: Door) -> None:
    page = await at.client.get(
        "/inloggen?terug=/aanvragen?a=%22%3E%3Cscript", headers={"accept-language": "en, nl;q=.5"}
    )
    assert page.status_code == 200 and 'lang="en"' in page.text and "Log in with DigiD" in page.text
    assert [re.sub(r"\?.*", "", each) for each in re.findall('href="(/inloggen/[^"]*)"', page.text)] == [
        "/inloggen/digid",
        "/inloggen/ouderlijk-gezag",
    ]
    assert "<script" not in page.text and "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store" and page.headers["referrer-policy"] == "no-referrer"
    sheet = await at.client.get(re.findall('stylesheet" href="([^"]*)"', page.text)[0])
    assert sheet.headers["content-type"].startswith("text/css") and ":focus-visible" in sheet.text
    for path in ("/inloggen/eherkenning", "/inloggen/sesam", "/inloggen/sesam/terug"):
        assert (await at.client.get(path)).status_code == 404


async def test_one_browser_has_one_cookie_for_all_its_log_ins(at: Door) -> None:
    first = await at.client.get("/inloggen/digid", headers={"cookie": "a=b"})
    given = first.headers["set-cookie"]
    value = given.partition(";")[0].partition("=")[2]
    assert given.startswith(f"{LOGIN}=") and "Max-Age=600" in given and "HttpOnly" in given
    second = await at.client.get("/inloggen/digid", headers={"cookie": f"{LOGIN}={value}"})
    assert second.headers["set-cookie"].partition(";")[0] == f"{LOGIN}={value}"
    assert first.headers["location"] != second.headers["location"]


async def test_a_provider_that_is_away_is_said_so_before_anybody_goes(at: Door) -> None:
    at.broker.down = True
    page = await at.client.get("/inloggen/digid?terug=/paspoort")
    assert page.status_code == 503 and "inlogdienst is niet bereikbaar" in page.text
    assert '<a class="knop eerst" href="/inloggen/digid?terug=%2Fpaspoort">' in page.text


async def test_two_providers_for_one_way_do_not_start(at: Door) -> None:
    with pytest.raises(ValueError, match="digid: one provider"):
        Login([at.party, type(at.party)(at.party.remote)], at.sessions, None, address=HERE)  # type: ignore[arg-type]
