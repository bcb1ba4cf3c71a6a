"""From the identity provider of development to the graph: the app logs somebody in, and asks as them."""

import re
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from tests.trusted import trusting
from tests.workbench import Workbench, bsn_of, workbench

HERE = {"host": "127.0.0.1:8000"}
COMPANY = """{ sessie { rol kvkNummer vestigingsnummer } mij { leeftijd } mijnOrganisatie {
  nummer naam aanvragen(eerste: 100) { knopen { nummer } } facturen { knopen { nummer } }
} }"""
IDP, APP = "/ontwikkeling/idp", "mijndenhaag-app"
BACK = "http://127.0.0.1:4711/inloggen"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path, documents=trusting(tmp_path, COMPANY)) as bench:
        yield bench


async def exchanged(bench: Workbench, persona: str) -> str:
    """The token that the app gets for the service, once somebody has logged in."""
    verifier = secrets.token_urlsafe(48)
    asked = {
        "client_id": APP, "redirect_uri": BACK, "response_type": "code", "scope": "openid",
        "state": secrets.token_urlsafe(32), "nonce": secrets.token_urlsafe(32), "kc_idp_hint": "digid",
        "code_challenge": create_s256_code_challenge(verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    begun = await bench.client.get(f"{IDP}/authorize", params=asked, headers=HERE)
    browser = HERE | {"cookie": begun.headers["set-cookie"].partition(";")[0]}
    page = await bench.client.get(begun.headers["location"], headers=browser)
    action = re.findall(r'<form method="post" action="([^"]+)"', page.text)[0]
    form = {"persona": persona, "niveau": "SUBSTANTIEEL", "besluit": "inloggen"}
    back = await bench.client.post(action, data=form, headers=browser)
    code = dict(parse_qsl(urlsplit(back.headers["location"]).query))["code"]
    form = {"grant_type": "authorization_code", "client_id": APP, "code": code, "redirect_uri": BACK,
            "code_verifier": verifier}  # fmt: skip
    tokens = (await bench.client.post(f"{IDP}/token", data=form, headers=HERE)).json()
    kind = "urn:ietf:params:oauth:token-type:access_token"
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "client_id": APP,
            "subject_token": tokens["access_token"], "subject_token_type": kind,
            "audience": "urn:mijndenhaag:api"}  # fmt: skip
    answer = (await bench.client.post(f"{IDP}/token", data=form, headers=HERE)).json()
    refused = await bench.post({"query": "{ sessie { rol } }"}, {"authorization": f"Bearer {tokens['access_token']}"})
    assert refused.status == 401 or set(refused.codes.values()) == {"NIET_INGELOGD"}, "it is for userinfo only"
    token: str = answer["access_token"]
    return token


async def test_who_logs_in_by_the_app_asks_as_themselves(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {await exchanged(bench, 'riet')}"}
    answer = await bench.post({"query": "{ sessie { rol niveau } mij { burgerservicenummer } }"}, headers)
    assert answer.data["sessie"] == {"rol": "INWONER", "niveau": "SUBSTANTIEEL"}
    assert answer.data["mij"]["burgerservicenummer"] == bsn_of("riet")


class Browser:
    """Follows redirects and keeps cookies, also the secure ones of a loopback address."""

    def __init__(self, bench: Workbench) -> None:
        self._client, self.cookies = bench.client, dict[str, str]()

    @property
    def headers(self) -> dict[str, str]:
        return HERE | {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    async def go(self, where: str, form: dict[str, str] | None = None) -> str:
        """The page on which one ends."""
        origin = f"http://{HERE['host']}"
        while True:
            method = "GET" if form is None else "POST"
            url = where.removeprefix(origin)
            page = await self._client.request(method, url, data=form, headers=self.headers, follow_redirects=False)
            for cookie in page.headers.get_list("set-cookie"):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            if "location" not in page.headers or not 300 <= page.status_code < 400:
                return page.text
            where, form = page.headers["location"], None


@pytest.mark.parametrize(
    ("persona", "branch", "money"), [("fietsenmaker", None, True), ("fietsenmaker-haven", "000090000301", False)]
)
async def test_an_entrepreneur_logs_in_with_eherkenning_and_sees_their_company_or_their_branch(
    bench: Workbench, persona: str, branch: str | None, money: bool
) -> None:
    browser = Browser(bench)
    page = await browser.go("/inloggen/eherkenning")
    (action,) = re.findall(r'<form method="post" action="([^"]+)"', page)[:1]
    await browser.go(action, {"persona": persona, "niveau": "SUBSTANTIEEL", "besluit": "inloggen"})
    answer = await bench.post({"query": COMPANY}, browser.headers | {"origin": f"http://{HERE['host']}"})
    assert answer.data["sessie"] == {"rol": "ONDERNEMER", "kvkNummer": "90001003", "vestigingsnummer": branch}
    company = answer.data["mijnOrganisatie"]
    assert (company["nummer"], company["naam"]) == ("90001003", "Fietsenmakerij Scheveningen")
    own = bench.city.dossiers.of_company("kvkNummer", "90001003")
    theirs = {zaak.identificatie for zaak in own if branch in (None, zaak.company and zaak.company.number)}
    assert {each["nummer"] for each in company["aanvragen"]["knopen"]} == theirs
    assert bool(company["facturen"]) == money and answer.data["mij"] is None
    assert answer.codes == ({} if money else {"mijnOrganisatie.facturen": "GEEN_TOEGANG"})


async def test_a_service_asks_with_a_token_of_its_own(bench: Workbench) -> None:
    form, secret = {"grant_type": "client_credentials"}, ("mijndenhaag-dienst", "ontwikkeling-dienst")
    answer = await bench.client.post(f"{IDP}/token", data=form, headers=HERE, auth=secret)
    headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await bench.post({"query": "{ sessie { rol } }"}, headers)).data["sessie"] == {"rol": "DIENST"}


async def test_it_is_found_where_it_says_it_is_and_by_this_machine_only(bench: Workbench) -> None:
    where = f"{IDP}/.well-known/openid-configuration"
    found = await bench.client.get(where, headers=HERE)
    assert found.json()["issuer"] == "http://127.0.0.1:8000" + IDP
    assert (await bench.client.get(where)).status_code == 403


async def test_where_tokens_come_from_elsewhere_it_is_not_there(tmp_path: Path) -> None:
    elsewhere: dict[str, Any] = {
        "token_issuer": "https://inloggen.example",
        "token_jwks_url": "https://inloggen.example/keys",
    }
    async with workbench(tmp_path, **elsewhere) as bench:
        assert (await bench.client.get(f"{IDP}/jwks", headers=HERE)).status_code == 404
