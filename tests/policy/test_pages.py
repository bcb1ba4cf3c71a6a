"""What the pages of the service say: the same in both languages, true, under one policy and with one style sheet."""

import re
import tomllib
from collections.abc import AsyncIterator, Mapping

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from auth import pages
from auth.failures import Failure
from auth.log.register import REGISTER
from auth.page import style
from auth.statements import TEXTS, statements
from auth.ways import Way

FORMS = ("https://idp.example",)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=[*statements(FORMS), style()]))
    async with httpx.AsyncClient(transport=transport, base_url="https://mijn.example") as client:
        yield client


def asked(language: str) -> Request:
    headers = [(b"accept-language", language.encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""})


def test_every_way_in_is_offered_once() -> None:
    for language in ("nl", "en"):
        body = bytes(pages.choice(asked(language), [(way, f"/inloggen/{way}") for way in Way]).body).decode()
        assert sorted(re.findall(r'href="/inloggen/([a-z-]+)"', body)) == sorted(Way)
        some = bytes(pages.choice(asked(language), [(Way.DIGID, "/inloggen/digid")]).body).decode()
        assert some.count("<h2>") == 1, "no heading without a way"


@pytest.mark.parametrize("failure", Failure)
def test_every_failure_is_told_in_both_languages(failure: Failure) -> None:
    titles = set()
    for language in ("nl", "en"):
        answer = pages.refusal(asked(language), failure, "/inloggen/digid?terug=/%22%3E", "/inloggen")
        titles.update(re.findall("<h1>(.*)</h1>", bytes(answer.body).decode()))
        assert f'lang="{language}"' in bytes(answer.body).decode()
    assert len(titles) == 2


def test_the_statements_have_the_same_parts_in_both_languages() -> None:
    def shape(told: Mapping[str, object]) -> list[tuple[bool, int]]:
        parts = told["parts"]
        assert isinstance(parts, list)
        return [("heading" in part, len(part.get("list", ()))) for part in parts]

    for name, languages in TEXTS.items():
        assert languages.keys() == {"nl", "en"} and shape(languages["nl"]) == shape(languages["en"]), name


def test_how_long_a_look_is_kept_is_what_the_register_says() -> None:
    months = {each["retention_months"] for each in tomllib.loads(REGISTER.read_text())["activity"]}
    years = f"{min(months) // 12} tot {max(months) // 12} jaar", f"{min(months) // 12} to {max(months) // 12} years"
    for text, language in zip(years, ("nl", "en"), strict=True):
        assert text in str(TEXTS["privacy"][language])  # type: ignore[index]


async def test_a_page_lets_nothing_in_and_has_no_style_of_its_own(client: httpx.AsyncClient) -> None:
    for name in TEXTS:
        answer = await client.get(f"/{name}")
        assert answer.status_code == 200 and answer.headers["content-language"] == "nl"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert "form-action 'self' https://idp.example" in policy, "log-out goes on to the provider"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<script" not in answer.text and "style=" not in answer.text
        [sheet] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', answer.text)
        found = await client.get(sheet)
        assert found.headers["content-type"].startswith("text/css") and "immutable" in found.headers["cache-control"]
        assert "url(" not in found.text and "@import" not in found.text
