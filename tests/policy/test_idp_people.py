"""Whom one can be at the identity provider of development, what each style tells of them, and what can go wrong."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.errors import BadSignatureError

from auth.bsn import valid_bsn
from auth.development import representatives, resident
from auth.development.identities import COMPANIES, at_level
from auth.development.styles import TENANT
from auth.development.ways import SERVICES, broker_of
from auth.roles import Level
from auth.ways import Way
from entrance import identities
from tests.leaks import leaks_in
from tests.policy.oidc_client import ISSUER, Stand, query, standing
from tests.workbench import bsn_of, identity_of

JAN, NOOR, RIET, BORIS, INGRID, ANJA = map(bsn_of, ("jan", "noor", "riet", "boris", "ingrid", "anja"))
BAKERY, FOUNDATION, BICYCLES = COMPANIES
GDI, CORE, ENTITY = "urn:nl-eid-gdi:1.0:", "urn:etoegang:core:", "urn:etoegang:1.9:EntityConcernedID:"
EIDAS = "urn:etoegang:1.12:EntityConcernedID:"
BRANCH = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"
BETWEEN = "urn:etoegang:1.9:IntermediateEntityID:KvKnr"
KEPT = {"iss", "aud", "iat", "exp", "auth_time", "sid", "at_hash", "nonce", "acr", "jti", GDI + "ServiceUUID",
        CORE + "ServiceID", CORE + "ServiceUUID"}  # fmt: skip


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    async with standing(tmp_path) as stand:
        yield stand


def sub(number: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"sub": number, "sub_id_type": f"{GDI}id:{kind}", **more}


def represents(number: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"represents": sub(number, kind, iss=ISSUER, **more)}


PIERRE, EH = "BE/NL/7f3a1c9e5d2b4a60", "eh-"
TOLD: dict[tuple[str, str], dict[str, Any]] = {  # who, to which style: without `sub` where the provider made it up
    ("jan", "nlgov"): sub(JAN, "BSN"),
    ("jan", "keycloak"): {"aanvrager": {"bsn": JAN}},
    ("jan", "signicat"): {"nin": JAN, "idp_id": f"s00000000:{JAN}"},
    ("jan", "algemeen"): {"bsn": JAN},
    ("jan-voor-riet", "nlgov"): sub(JAN, "BSN", **represents(RIET, "BSN")),
    ("jan-voor-riet", "keycloak"): {"aanvrager": {"bsn": RIET}, "gemachtigde": {"bsn": JAN}},
    ("jan-voor-riet", "signicat"): {"nin": RIET, "acting_nin": JAN, "idp_id": f"s00000000:{RIET}"},
    ("jan-voor-riet", "algemeen"): {GDI + "LegalSubjectID": RIET, GDI + "ActingSubjectID": JAN},
    ("jan-voor-noor", "nlgov"): sub(JAN, "BSN", **represents(NOOR, "BSN")),
    ("jan-voor-noor", "keycloak"): {"aanvrager": {"bsn": NOOR}, "gemachtigde": {"bsn": JAN}},
    ("bakkerij", "nlgov"): sub("eh-bakkerij", "pseudonym", **represents(BAKERY.kvk, "KvKnr")),
    ("bakkerij", "keycloak"): {"aanvrager": {"kvk": BAKERY.kvk}, "gemachtigde": {"sub": "eh-bakkerij"}},
    ("bakkerij", "algemeen"): {
        CORE + "LegalSubjectID": BAKERY.kvk, CORE + "ActingSubjectID": "eh-bakkerij", "namequalifier": ENTITY + "KvKnr",
    },
    ("stichting", "nlgov"): sub("eh-stichting", "pseudonym", **represents(FOUNDATION.rsin or "", "RSIN")),
    ("stichting", "keycloak"): {"aanvrager": {"rsin": FOUNDATION.rsin}, "gemachtigde": {"sub": "eh-stichting"}},
    ("stichting", "algemeen"): {
        CORE + "LegalSubjectID": FOUNDATION.rsin, CORE + "ActingSubjectID": "eh-stichting",
        "namequalifier": ENTITY + "RSIN",
    },
    ("fietsenmaker-haven", "nlgov"): sub(
        "eh-fietsenmaker-haven", "pseudonym", **represents(BICYCLES.kvk, "KvKnr"), **{BRANCH: BICYCLES.branches[0]}
    ),
    ("boekhouder", "nlgov"): sub(
        "eh-boekhouder", "pseudonym", **represents("90001004", "KvKnr", **represents(BAKERY.kvk, "KvKnr"))
    ),
    ("boekhouder", "keycloak"): {
        "aanvrager": {"kvk": BAKERY.kvk}, "gemachtigde": {"sub": "eh-boekhouder", "kvk": "90001004"},
    },
    ("boekhouder", "algemeen"): {
        CORE + "LegalSubjectID": BAKERY.kvk, CORE + "ActingSubjectID": "eh-boekhouder",
        "namequalifier": ENTITY + "KvKnr", BETWEEN: "90001004",
    },
    ("bewind-voor-boris", "nlgov"): sub(
        "eh-bewind", "pseudonym", **represents(FOUNDATION.kvk, "KvKnr", **represents(BORIS, "BSN"))
    ),
    ("bewind-voor-boris", "keycloak"): {
        "aanvrager": {"bsn": BORIS}, "gemachtigde": {"kvk": FOUNDATION.kvk, "sub": "eh-bewind"},
    },
    ("bewind-voor-boris", "algemeen"): {
        CORE + "LegalSubjectID": FOUNDATION.kvk, CORE + "ActingSubjectID": "eh-bewind",
        "namequalifier": ENTITY + "KvKnr", "sel_uid": BORIS,
    },
    ("ingrid-eidas", "nlgov"): sub(INGRID, "BSN"),
    ("ingrid-eidas", "keycloak"): {"aanvrager": {"bsn": INGRID}},
    ("ingrid-eidas", "algemeen"): {EIDAS + "BSN": INGRID},
    ("pierre", "nlgov"): sub(PIERRE, "pseudonym"),
    ("pierre", "keycloak"): {EIDAS + "PseudoID": PIERRE},
    ("pierre", "algemeen"): {EIDAS + "PseudoID": PIERRE},
    ("chandra", "nlgov"): {
        "oid": "3f0c2a4e-5b1d-4c6f-8a2b-0d9e7f6c5003", "tid": TENANT,
        "roles": ["MijnDenHaag.MedewerkerAfgeschermd"], "department": "Burgerzaken",
    },
    ("frank", "algemeen"): {"roles": ["fg"], "afdeling": "Concernstaf"},
}  # fmt: skip


@pytest.mark.parametrize(("name", "style"), TOLD, ids="-".join)
async def test_each_style_tells_it_in_its_own_way(stand: Stand, name: str, style: str) -> None:
    login = identity_of(name).login
    assert login is not None
    form = {"persona": name} | ({"niveau": login.level.name} if broker_of(login.way).levels else {})
    tokens = await stand.log_in(style, form, kc_idp_hint=login.way.value)
    _, claims = await stand.verified(tokens["id_token"])
    told = {key: value for key, value in claims.items() if key not in KEPT}
    expected = TOLD[name, style]
    if "sub" not in expected:
        assert told.pop("sub") not in (login.bsn, login.represented)
    assert told == expected
    assert ("acr" in claims) is bool(broker_of(login.way).levels)
    told = (await stand.userinfo(tokens["access_token"])).json()
    assert told == {key: claims[key] for key in told} and told.keys() >= expected.keys()
    if login.service:
        assert login.service in SERVICES and login.service in told.values()


async def test_the_sub_is_pairwise_and_stays(stand: Stand) -> None:
    subs: dict[str, set[str]] = {"web": set(), "post": set()}
    for client in (*subs, *subs):
        flow = stand.flow(client)
        secret = {"client_secret": "geheim"} if client == "post" else {}
        code = await stand.code(flow, {"persona": "jan"})
        _, claims = await stand.verified((await stand.redeem(flow, code, **secret)).json()["id_token"])
        subs[client].add(claims["sub"])
    assert len(subs["web"]) == len(subs["post"]) == 1 and subs["web"] != subs["post"]


@pytest.mark.parametrize(
    ("way", "form", "claim"),
    [
        (Way.DIGID, {"nummer": RIET}, ("bsn", RIET)),
        (Way.OUDERLIJK_GEZAG, {"nummer": " Jan ", "nummer-ander": "noor"}, (GDI + "LegalSubjectID", NOOR)),
        (Way.EIDAS, {"nummer": f" {RIET} "}, (EIDAS + "BSN", RIET)),
        (Way.DIGID_MACHTIGEN, {"nummer": JAN, "nummer-ander": ANJA, "dienst": list(SERVICES)[1]},
         (GDI + "LegalSubjectID", ANJA)),
        (Way.OUDERLIJK_GEZAG, {"nummer": JAN, "nummer-ander": NOOR}, (GDI + "ActingSubjectID", JAN)),
        (Way.EHERKENNING_BEWINDVOERING, {"nummer-ander": RIET, "dienst": next(iter(SERVICES))}, ("sel_uid", RIET)),
        (Way.EHERKENNING, {"kvk": "90009999", "vestiging": "000012345678"}, (BRANCH, "000012345678")),
    ],
    ids=str,
)  # fmt: skip
async def test_somebody_who_is_not_in_the_list_is_typed(
    stand: Stand, way: Way, form: dict[str, str], claim: tuple[str, str]
) -> None:
    tokens = await stand.log_in("algemeen", {"persona": "anders", **form}, kc_idp_hint=way.value)
    _, claims = await stand.verified(tokens["id_token"])
    assert claims[claim[0]] == claim[1]


@pytest.mark.parametrize(
    ("way", "form", "fields"),
    [
        (Way.DIGID, {"nummer": "123456789"}, {"nummer"}),
        (Way.DIGID, {"nummer": "000000000"}, {"nummer"}),
        (Way.DIGID, {}, {"nummer"}),
        (Way.DIGID, {"nummer": "agnes"}, {"nummer"}),
        (Way.DIGID, {"persona": "niemand"}, {"persona"}),
        (Way.DIGID, {"persona": "agnes"}, {"persona"}),
        (Way.DIGID, {"persona": ""}, {"persona"}),
        (Way.DIGID, {"persona": "jan", "afwijking": "x"}, {"afwijking"}),
        (Way.DIGID_MACHTIGEN, {"nummer": JAN, "nummer-ander": JAN, "dienst": "x"}, {"nummer-ander", "dienst"}),
        (Way.EHERKENNING, {"kvk": "1", "vestiging": "2"}, {"kvk", "vestiging"}),
        (Way.MEDEWERKERS, {}, {"persona"}),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)  # fmt: skip
async def test_what_is_wrong_is_said_at_its_field(
    stand: Stand, way: Way, form: dict[str, str], fields: set[str]
) -> None:
    page = await stand.begin(stand.flow("algemeen"), kc_idp_hint=way.value)
    answer = await stand.choose(page, **{"persona": "anders", **form})
    assert answer.status_code == 422 and "<title>Fout: " in answer.text and 'role="alert"' in answer.text
    assert set(re.findall(r'<a href="#([\w-]+)">', answer.text)) == fields
    for name in fields:
        assert f'id="{name}"' in answer.text
    first = next(each.name for each, _ in identities() if each.login and each.login.way is way)
    assert "code" in query(await stand.choose(page, persona=first)), "and the same log-in goes on"


async def test_who_does_not_want_to_goes_back_without(stand: Stand) -> None:
    flow = stand.flow()
    page = await stand.begin(flow)
    answer = await stand.choose(page, besluit="weigeren")
    assert query(answer)["error"] == "access_denied" and query(answer)["state"] == flow.state
    assert (await stand.browser.get(page.headers["location"])).status_code == 400, "and this log-in is over"


async def test_a_page_is_of_one_browser_and_ten_minutes(stand: Stand) -> None:
    page = await stand.begin(stand.flow())
    where = page.headers["location"]
    assert (await stand.back.get(where)).status_code == 400
    assert (await stand.back.post(where, data={"persona": "jan", "niveau": "HOOG"})).status_code == 400
    assert (await stand.browser.get(where)).status_code == 200
    stand.ahead += 601
    assert (await stand.browser.get(where)).status_code == 400


async def deviated(stand: Stand, name: str, **asked: str) -> tuple[dict[str, str], httpx.Response]:
    flow = stand.flow("nlgov")
    page = await stand.begin(flow, kc_idp_hint="digid", prompt="login", **asked)
    back = query(await stand.choose(page, persona="jan", afwijking=name))
    return back, await stand.redeem(flow, back["code"])


async def test_what_goes_wrong_on_purpose_goes_wrong(stand: Stand) -> None:
    _, answer = await deviated(stand, "verkeerde-sleutel")
    with pytest.raises(BadSignatureError):
        await stand.verified(answer.json()["id_token"])
    back, _ = await deviated(stand, "verkeerde-afzender")
    assert back["iss"] != ISSUER
    _, answer = await deviated(stand, "verlopen")
    assert (await stand.verified(answer.json()["id_token"]))[1]["exp"] < stand.now()
    asked = {"nonce": "n" * 30}
    _, answer = await deviated(stand, "verkeerde-nonce", **asked)
    assert (await stand.verified(answer.json()["id_token"]))[1]["nonce"] != asked["nonce"]
    _, answer = await deviated(stand, "zonder-identiteit")
    _, claims = await stand.verified(answer.json()["id_token"])
    assert JAN not in str(claims) and "sub_id_type" not in claims and claims["sub"]
    assert JAN not in (await stand.userinfo(answer.json()["access_token"])).text
    _, answer = await deviated(stand, "geen-antwoord")
    assert (answer.status_code, answer.content) == (503, b"")
    smartcard = "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard"
    _, answer = await deviated(stand, "niveau-te-laag", acr_values=smartcard)
    assert (await stand.verified(answer.json()["id_token"]))[1]["acr"].endswith("MobileTwoFactorContract")
    _, answer = await deviated(stand, "geen", acr_values=smartcard)
    assert (await stand.verified(answer.json()["id_token"]))[1]["acr"].endswith("substantial")


async def test_of_many_ways_one_is_chosen_first(stand: Stand) -> None:
    page = await stand.begin(stand.flow("algemeen"))
    shown = await stand.browser.get(page.headers["location"])
    links = re.findall(r'<a href="([^"]+)">', shown.text)
    assert [link.rpartition("=")[2] for link in links] == [way.value for way in Way]
    page = await stand.begin(stand.flow("algemeen"), acr_values="idp:digid")
    shown = await stand.browser.get(page.headers["location"])
    assert [link.rpartition("=")[2] for link in re.findall(r'<a href="([^"]+)">', shown.text)] == [
        "digid", "digid-machtigen", "ouderlijk-gezag",
    ]  # fmt: skip
    employees = await stand.begin(stand.flow("algemeen"), kc_idp_hint="medewerkers")
    shown = await stand.browser.get(employees.headers["location"])
    assert 'name="niveau"' not in shown.text and "Iemand anders" not in shown.text


@pytest.mark.parametrize("way", Way)
async def test_a_page_shows_no_number_and_says_what_a_browser_may_do_with_it(stand: Stand, way: Way) -> None:
    page = await stand.begin(stand.flow("algemeen"), kc_idp_hint=way.value)
    shown = await stand.browser.get(page.headers["location"])
    assert not re.search(r"\d{8,}", re.sub(r'(action|value)="[^"]*"', "", shown.text))
    assert shown.text.startswith('<!doctype html>\n<html lang="nl">') and "<script" not in shown.text
    assert shown.text.count("<h1>") == 1 and broker_of(way).name in shown.text
    policy = shown.headers["content-security-policy"]
    assert (
        policy.startswith("default-src 'none'; style-src 'self';")
        and "form-action 'self' http://127.0.0.1:9003;" in policy
    )
    assert "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert shown.headers["cache-control"] == "no-store" and shown.headers["referrer-policy"] == "no-referrer"
    assert shown.headers["x-content-type-options"] == "nosniff" and shown.headers["x-synthetisch"] == "1"
    for field in re.findall(r'<(?:input|select) id="([\w-]+)"', shown.text):
        assert f'<label for="{field}">' in shown.text


def test_the_people_are_as_they_should_be() -> None:
    names = [each.name for each, _ in identities()]
    assert len(set(names)) == len(names) and all(name == name.lower() for name in names)
    assert {each.login.way for each, _ in identities() if each.login} == set(Way)
    assert len(COMPANIES) == 3 and all(re.fullmatch(r"\d{8}", each.kvk) for each in COMPANIES)
    assert valid_bsn(FOUNDATION.rsin or "") and all(re.fullmatch(r"\d{12}", each) for each in BICYCLES.branches)
    assert len(BICYCLES.branches) == 2
    for identity, _ in identities():
        assert leaks_in(repr(identity)) == [] and "90001" not in repr(identity) + repr(identity.login)
    assert representatives([resident("jan", JAN, "", "")]) == (), "of a pair both have to be there"


def test_a_level_can_be_changed_where_there_are_levels() -> None:
    bakery = identity_of("bakkerij")
    assert bakery.claims["acr"] == CORE + "assurance-class:loa3"
    assert at_level(bakery, Level.HOOG).claims["acr"] == CORE + "assurance-class:loa4"
    assert at_level(bakery, Level.SUBSTANTIEEL) == bakery
    assert at_level(identity_of("frank"), Level.HOOG) == identity_of("frank")
    low = at_level(identity_of("pierre"), Level.MIDDEN)
    assert "acr" not in low.claims and replace(low, login=None).claims["roles"] == ["eidas_zonder_bsn"]
