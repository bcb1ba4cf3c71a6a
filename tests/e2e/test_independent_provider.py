"""Log-in against the certified oidc-provider, so that our own two ends can't agree on a mistake."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import ECKey, RSAKey

from auth.cookies import LOGIN, SESSION
from auth.errors import NotAuthenticated
from auth.failures import LoginFailed
from auth.keys import Keys
from auth.principal import Organisation
from auth.profiles import read_profiles
from auth.roles import Level, Role
from auth.tokens import Bearer
from auth.ways import Way
from tests.e2e.independent import AUDIENCE, ROLE, Browser, House, house, parameters

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one provider and one service for all

JAN, CHILD = "999990019", "999990032"
MIDDEN = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
SUBSTANTIEEL = "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"
LAAG = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
EH3 = "urn:etoegang:core:assurance-class:loa3"
_BSN = "urn:nl-eid-gdi:1.0:id:BSN"

ACCOUNTS: dict[str, dict[str, Any]] = {
    "jan": {"sub": JAN, "sub_id_type": _BSN},
    "piet": {"sub": "999990044", "sub_id_type": _BSN},
    "ouder": {"sub": JAN, "sub_id_type": _BSN, "represents": {"sub": CHILD, "sub_id_type": _BSN, "iss": "urn:brp"}},
    "gekeerd": {"sub": CHILD, "sub_id_type": _BSN, "represents": {"sub": JAN, "sub_id_type": _BSN}},
    "moeder": {"aanvrager": {"bsn": CHILD}, "gemachtigde": {"bsn": JAN, "sub": "m"}},
    "bakker": {"aanvrager": {"kvk": "90001354"}, "gemachtigde": {"sub": "b"}},
    "app": {"roles": ["inwoner"], "bsn": JAN, "acr": MIDDEN},
}
SIGNING = ECKey.generate_key("P-256", {"use": "sig", "kid": "ours"})
OPENING = RSAKey.generate_key(2048, {"use": "enc", "alg": "RSA-OAEP-256", "kid": "opening"})
_BACK = {"post_logout_redirect_uris": ["ADDRESS/uitgelogd"], "response_types": ["code"]}
CLIENTS: dict[str, dict[str, Any]] = {
    "digid": {
        "redirect_uris": ["ADDRESS/inloggen/digid/terug", "ADDRESS/inloggen/ouderlijk-gezag/terug"],
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "jwks": {"keys": [SIGNING.as_dict(private=False), OPENING.as_dict(private=False)]},
        "id_token_signed_response_alg": "PS256",
        "id_token_encrypted_response_alg": "RSA-OAEP-256",
        "id_token_encrypted_response_enc": "A256GCM",
        "backchannel_logout_uri": "ADDRESS/uitloggen/achterkanaal/digid",
        **_BACK,
    },
    "portaal": {
        "client_secret": "geheim dat nergens anders staat: 100%",
        "redirect_uris": ["ADDRESS/inloggen/digid-machtigen/terug", "ADDRESS/inloggen/eherkenning/terug"],
        "id_token_signed_response_alg": "ES256",
        "backchannel_logout_uri": "ADDRESS/uitloggen/achterkanaal/portaal",
        "backchannel_logout_session_required": True,
        **_BACK,
    },
    "app": {
        "redirect_uris": ["http://127.0.0.1/terug"],
        "token_endpoint_auth_method": "none",
        "id_token_signed_response_alg": "ES256",
        "response_types": ["code"],
    },
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    tmp_path = tmp_path_factory.mktemp("house")
    files = {"key": tmp_path / "key.json", "decryption_key": tmp_path / "opening.pem"}
    files["key"].write_text(json.dumps(SIGNING.as_dict(private=True)))
    files["decryption_key"].write_bytes(OPENING.as_pem(private=True))
    profiles = tmp_path / "profielen.toml"
    delivered = (Path("auth") / "profielen.toml").read_text()
    profiles.write_text(delivered.replace("[keycloak.services]", '[keycloak.services]\n"urn:zaken" = ["ZAKEN"]'))
    providers = {
        "digid": {"client_id": "digid", "profile": "nlgov", "ways": ["digid", "ouderlijk-gezag"], **files},
        "portaal": {
            "client_id": "portaal",
            "client_secret": CLIENTS["portaal"]["client_secret"],
            "profile": "keycloak",
            "ways": ["digid-machtigen", "eherkenning"],
        },
    }
    ACCOUNTS["moeder"]["urn:nl-eid-gdi:1.0:ServiceUUID"] = "urn:zaken"
    async with house(tmp_path, ACCOUNTS, CLIENTS, [LAAG, MIDDEN, SUBSTANTIEEL, EH3], providers, profiles) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    made = Browser()
    yield made
    await made.close()


async def refused(answer: httpx.Response, status: int, title: str) -> None:
    assert (answer.status_code, re.findall("<h1>(.*)</h1>", answer.text)) == (status, [title])
    assert "aanbieder" not in answer.text and SESSION not in answer.headers.get("set-cookie", "")
    assert 'href="/inloggen' in answer.text


async def test_somebody_logs_in_and_goes_on_where_they_were(here: House, browser: Browser) -> None:
    answer = await here.log_in(browser, "/inloggen/digid?terug=/aanvragen?p=2", "jan", MIDDEN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/aanvragen?p=2")
    given = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(SESSION))
    assert {part.strip().lower() for part in given.split(";")[1:]} == {"httponly", "path=/", "samesite=lax", "secure"}
    person = await here.who(browser)
    assert person is not None
    assert (person.role, person.subject, person.bsn, person.level) == (Role.INWONER, JAN, JAN, Level.MIDDEN)
    assert not [url for url in browser.seen if JAN in url]
    asked = parameters(next(url for url in browser.seen if "/auth?" in url))
    assert (asked["acr_values"], asked["prompt"], asked["max_age"]) == (MIDDEN, "login", "0")
    assert asked["code_challenge_method"] == "S256" and min(map(len, (asked["state"], asked["nonce"]))) >= 43


async def test_the_graph_knows_the_session_and_only_from_our_own_pages(here: House, browser: Browser) -> None:
    await here.log_in(browser, "/inloggen/digid", "jan", MIDDEN)
    host = here.address.removeprefix("http://")
    cookie = f"{SESSION}={browser.cookies[host][SESSION]}"
    body = {"query": ROLE}
    for headers, status in (
        ({"cookie": cookie, "sec-fetch-site": "same-origin", "origin": here.address, "host": host}, 200),
        ({"cookie": cookie, "sec-fetch-site": "same-site"}, 401),
        ({"cookie": cookie, "authorization": f"Bearer {here.bench.token('jan')}"}, 401),
        ({"cookie": cookie, "sec-fetch-site": "cross-site"}, 403),
    ):
        answer = await here.bench.post(body, headers)
        assert answer.status == status
        assert status != 200 or answer.data == {"sessie": {"rol": "INWONER"}}


async def test_a_parent_opens_the_dossier_of_the_child_and_never_the_other_way_round(
    here: House, browser: Browser
) -> None:
    for account, way, subject, own in (
        ("ouder", "ouderlijk-gezag", CHILD, JAN),
        ("gekeerd", "ouderlijk-gezag", JAN, CHILD),
        ("moeder", "digid-machtigen", CHILD, JAN),
    ):
        browser.cookies.clear()
        assert (await here.log_in(browser, f"/inloggen/{way}", account, MIDDEN)).status_code == 303
        person = await here.who(browser)
        assert person is not None and (person.subject, person.bsn) == (subject, own)
        assert person.representation is not None


async def test_an_entrepreneur_comes_for_the_organisation(here: House, browser: Browser) -> None:
    await here.log_in(browser, "/inloggen/eherkenning", "bakker", EH3)
    person = await here.who(browser)
    assert person is not None and person.organisation == Organisation("90001354")
    assert (person.role, person.subject, person.level) == (Role.ONDERNEMER, None, Level.SUBSTANTIEEL)


async def test_who_acts_for_another_does_not_get_in_as_themselves(here: House, browser: Browser) -> None:
    answer = await here.log_in(browser, "/inloggen/digid", "ouder", MIDDEN)
    await refused(answer, 403, "Wij kunnen niet zien wie u bent")
    assert await here.who(browser) is None


async def test_a_level_that_is_too_low_or_absent_is_refused(here: House, browser: Browser) -> None:
    for acr in (LAAG, "", "iets"):
        answer = await here.log_in(browser, "/inloggen/digid", "jan", acr)
        await refused(answer, 403, "Log in op een hoger niveau")


async def test_who_cancels_comes_back_to_a_page_of_ours(here: House, browser: Browser) -> None:
    answer = await here.log_in(browser, "/inloggen/digid", "geannuleerd", "")
    await refused(answer, 200, "U hebt het inloggen geannuleerd")


async def test_a_state_is_good_once_in_one_browser_for_one_way(here: House, browser: Browser) -> None:
    url = await here.back(browser, "/inloggen/digid", "jan", MIDDEN)
    state = parameters(url)["state"]
    thief = Browser()
    await here.sent(thief, "/inloggen/digid")
    await refused(await thief.get(url, accept_language="nl"), 400, "Het inloggen duurde te lang")
    await refused(await browser.get(url, accept_language="nl"), 400, "Het inloggen duurde te lang")  # used up
    await thief.close()
    url = await here.back(browser, "/inloggen/digid", "jan", MIDDEN)
    wrong = url.replace(parameters(url)["state"], state)
    await refused(await browser.get(wrong, accept_language="nl"), 400, "Het inloggen duurde te lang")
    for at in (url.replace("/digid/", "/ouderlijk-gezag/"), url + "&code=x"):
        await refused(await browser.get(at, accept_language="nl"), 400, "Het inloggen is mislukt")
    url = await here.back(browser, "/inloggen/digid", "jan", MIDDEN)
    mixed = re.sub("iss=[^&]*", "iss=https%3A%2F%2Felders.example", url)
    await refused(await browser.get(mixed, accept_language="nl"), 400, "Het inloggen is mislukt")


async def test_another_verifier_nonce_or_code_is_refused(here: House, browser: Browser) -> None:
    party = next(each for each in here.bench.service.entrance.parties if each.provider.name == "digid")
    redirect = here.address + "/inloggen/digid/terug"
    for change, fault in (
        ({"verifier": "x" * 64}, "token endpoint: invalid_grant"),
        ({"nonce": "x" * 43}, "claims"),
        ({"redirect_uri": redirect.replace("digid", "ouderlijk-gezag")}, "token endpoint: invalid_grant"),
        ({"begun": party.attempt(Way.DIGID, redirect).begun + 60}, "auth_time"),
        ({}, ""),
    ):
        attempt = party.attempt(Way.DIGID, redirect)
        answer = parameters(await here.chosen(browser, await party.address(attempt, "s" * 43), "jan", MIDDEN))
        changed = msgspec.structs.replace(attempt, **change)
        if not fault:
            assert (await party.finish(changed, answer)).principal.subject == JAN
            with pytest.raises(LoginFailed):  # the code is used up
                await party.finish(attempt, answer)
            continue
        with pytest.raises(LoginFailed) as failed:
            await party.finish(changed, answer)
        assert failed.value.fault == fault


async def test_step_up_is_for_the_same_person_and_gives_another_token(here: House, browser: Browser) -> None:
    await here.log_in(browser, "/inloggen/digid", "jan", MIDDEN)
    mine = browser.cookies[here.address.removeprefix("http://")]
    before, path = mine[SESSION], "/inloggen/verhogen?niveau=SUBSTANTIEEL&terug=/paspoort"
    browser.forget(here.provider.issuer)
    await refused(await here.log_in(browser, path, "piet", SUBSTANTIEEL), 403, "U logde in als iemand anders")
    browser.forget(here.provider.issuer)
    await refused(await here.log_in(browser, path, "jan", MIDDEN), 403, "Log in op een hoger niveau")
    assert mine[SESSION] == before and (await here.who(browser)) is not None
    answer = await here.log_in(browser, path, "jan", SUBSTANTIEEL)
    assert (answer.status_code, answer.headers["location"]) == (303, "/paspoort")
    person = await here.who(browser)
    assert person is not None and person.level is Level.SUBSTANTIEEL and mine[SESSION] != before
    mine[SESSION] = before
    assert await here.who(browser) is None
    assert (await here.sent(browser, path)).headers["location"].startswith("/inloggen?")


async def test_log_out_ends_the_session_here_and_at_the_provider(here: House, browser: Browser) -> None:
    for way, account, acr, hinted in (("digid", "jan", MIDDEN, False), ("eherkenning", "bakker", EH3, True)):
        await here.log_in(browser, f"/inloggen/{way}", account, acr)
        assert (await browser.send("POST", here.address + "/uitloggen", sec_fetch_site="cross-site")).status_code == 403
        assert await here.who(browser) is not None
        answer = await browser.send("POST", here.address + "/uitloggen", origin=here.address)
        assert answer.status_code == 303 and await here.who(browser) is None
        assert ("id_token_hint" in parameters(answer.headers["location"])) is hinted  # a BSN stays out of addresses
        page = await browser.get(answer.headers["location"])
        confirmed = await browser.send("POST", f"{here.provider.issuer}/session/end/confirm", form=_form(page.text))
        assert confirmed.headers["location"].startswith(here.address + "/uitgelogd")
        assert "U bent uitgelogd" in (await here.sent(browser, "/uitgelogd")).text
        assert not {SESSION, LOGIN} & browser.cookies[here.address.removeprefix("http://")].keys()


async def test_who_logs_out_at_the_provider_is_logged_out_here(here: House, browser: Browser) -> None:
    for way, account, acr in (("digid", "jan", MIDDEN), ("eherkenning", "bakker", EH3)):  # the first are encrypted
        await here.log_in(browser, f"/inloggen/{way}", account, acr)
        assert await here.who(browser) is not None
        page = await browser.get(f"{here.provider.issuer}/session/end")
        await browser.send("POST", f"{here.provider.issuer}/session/end/confirm", form=_form(page.text))
        for _ in range(100):
            if await here.who(browser) is None:
                break
            await asyncio.sleep(0.05)
        assert await here.who(browser) is None


async def test_other_keys_and_a_provider_that_is_away(here: House, browser: Browser) -> None:
    await here.log_in(browser, "/inloggen/digid", "jan", MIDDEN)
    browser.forget(here.provider.issuer)
    url = await here.back(browser, "/inloggen/eherkenning", "bakker", EH3)
    await here.provider.stop()
    await refused(await browser.get(url, accept_language="nl"), 503, "Inloggen lukt nu niet")
    await here.provider.start()
    assert (await here.log_in(browser, "/inloggen/digid", "piet", MIDDEN)).status_code == 303
    person = await here.who(browser)
    assert person is not None and person.subject == "999990044"


async def test_its_access_token_is_one_of_ours_and_its_id_token_is_none(here: House, browser: Browser) -> None:
    verifier = "v" * 64
    asked = {
        "client_id": "app",
        "response_type": "code",
        "redirect_uri": "http://127.0.0.1/terug",
        "scope": "openid gegevens:lezen",
        "resource": AUDIENCE,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    issuer = here.provider.issuer
    url = await here.chosen(browser, f"{issuer}/auth?{httpx.QueryParams(asked)}", "app", MIDDEN)
    form = {"grant_type": "authorization_code", "code": parameters(url)["code"], "redirect_uri": asked["redirect_uri"]}
    form |= {"client_id": "app", "code_verifier": verifier}
    tokens = (await browser.send("POST", f"{issuer}/token", form=form)).json()

    async def published() -> bytes:
        return (await browser.get(f"{issuer}/jwks")).content

    bearer = Bearer(Keys(published), issuer=issuer, audience=AUDIENCE, profile=read_profiles()["algemeen"])
    person = await bearer.authenticate(f"Bearer {tokens['access_token']}")
    assert person is not None and (person.subject, person.level, person.client_id) == (JAN, Level.MIDDEN, "app")
    with pytest.raises(NotAuthenticated):
        await bearer.authenticate(f"Bearer {tokens['id_token']}")


def _form(page: str) -> dict[str, str]:
    """The confirmation that the provider asks for."""
    found = re.search(r'name="xsrf" value="([^"]+)"', page)
    assert found is not None, page
    return {"xsrf": found[1], "logout": "yes"}
