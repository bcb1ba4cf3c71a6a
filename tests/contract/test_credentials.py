"""What registries see of us, against a token endpoint in this process."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sources.core.credentials import ApiKey, ClientCredentials, StaticHeaders, Token, ZgwJwt, several
from sources.core.embedded import EmbeddedTransport
from sources.core.errors import RegistryTooSlow, RegistryUnavailable
from sources.core.scope import Scope
from sources.core.transport import Request, TransportFailed
from sources.core.upstream import Credentials, Upstream

PHRASE = "a-shared-secret-of-more-than-32-characters"


@dataclass
class Gateway:
    """A registry with a token endpoint before it; hands out `token-1`, `token-2`, … and accepts the current one."""

    lifetime: object = 300
    answer: Response | None = None  # instead of a token
    delay: float = 0.0
    forms: list[dict[str, str]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # authorization of each call
    accepted: str = "token-1"

    def app(self) -> Starlette:
        return Starlette(
            routes=[Route("/oauth/token", self.token, methods=["POST"]), Route("/personen", self.personen)]
        )

    async def token(self, request: Incoming) -> Response:
        self.forms.append(dict(parse_qsl((await request.body()).decode(), strict_parsing=True)))
        number = len(self.forms)
        await asyncio.sleep(self.delay)
        lifetime = {} if self.lifetime is None else {"expires_in": self.lifetime}
        return self.answer or JSONResponse({"access_token": f"token-{number}", **lifetime})

    async def personen(self, request: Incoming) -> Response:
        shown = request.headers["authorization"]
        self.seen.append(shown)
        await asyncio.sleep(0.01)
        return Response(status_code=200 if shown == f"Bearer {self.accepted}" else 401)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
async def credentials(gateway: Gateway) -> AsyncIterator[ClientCredentials]:
    endpoint = EmbeddedTransport(gateway.app(), "http://gateway.test/oauth/token")
    credentials = ClientCredentials(endpoint, "mijndenhaag", PHRASE, "brp", {"resourceServer": "ResourceServer02"})
    yield credentials
    await credentials.close()


@pytest.fixture
def upstream(gateway: Gateway, credentials: ClientCredentials) -> Upstream:
    return Upstream("brp", EmbeddedTransport(gateway.app(), "http://gateway.test"), credentials)


async def ask(upstream: Upstream, scope: Scope) -> int:
    answer = await upstream.call(scope, "GET /personen", Request("GET", "/personen"), asked=frozenset(), keys=1, wave=1)
    return answer.status


# ZGW


async def claims(credentials: ZgwJwt) -> tuple[dict[str, object], dict[str, object]]:
    scheme, _, text = (await credentials.headers())["Authorization"].partition(" ")
    assert scheme == "Bearer"
    token = jwt.decode(text, OctKey.import_key(PHRASE), algorithms=["HS256"])
    return token.header, token.claims


async def test_a_zgw_token_says_who_asks_and_when() -> None:
    with time_machine.travel(1_800_000_000.9, tick=False):
        header, body = await claims(ZgwJwt("portaal", PHRASE, user_id="p-1", user_representation="Een pseudoniem"))
    assert header == {"typ": "JWT", "alg": "HS256"}
    assert body == {
        "iss": "portaal",
        "client_id": "portaal",
        "user_id": "p-1",
        "user_representation": "Een pseudoniem",
        "iat": 1_800_000_000,
    }


async def test_a_zgw_token_is_never_older_than_the_call() -> None:
    credentials = ZgwJwt("portaal", PHRASE)
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        issued = []
        for _ in range(3):
            issued.append((await claims(credentials))[1]["iat"])
            clock.shift(3600)
    assert issued == [1_800_000_000, 1_800_003_600, 1_800_007_200]


async def test_a_refused_zgw_token_is_not_tried_again() -> None:
    credentials = ZgwJwt("portaal", PHRASE)
    assert credentials.refused(await credentials.headers()) is False


# Fixed headers


@pytest.mark.parametrize(
    ("credentials", "headers"),
    [
        (ApiKey("X-API-KEY", PHRASE), {"X-API-KEY": PHRASE}),
        (Token(PHRASE), {"Authorization": f"Token {PHRASE}"}),
        (
            several(Token(PHRASE), StaticHeaders({"x-doelbinding": "Burgerzaken", "x-origin-oin": "0123"})),
            {"Authorization": f"Token {PHRASE}", "x-doelbinding": "Burgerzaken", "x-origin-oin": "0123"},
        ),
    ],
)
async def test_fixed_credentials_are_their_headers(credentials: Credentials, headers: dict[str, str]) -> None:
    assert await credentials.headers() == headers
    assert credentials.refused(headers) is False
    await credentials.close()


@pytest.mark.parametrize("value", ["", " x", "x\n", "x\r\nX-Other: 1", "é", "x\x00"])
def test_a_secret_that_no_header_can_hold_stops_the_start_untold(value: str) -> None:
    with pytest.raises(ValueError, match="header") as caught:
        ApiKey("X-API-KEY", value)
    assert not value or value not in str(caught.value)


def test_a_zgw_token_without_a_secret_stops_the_start() -> None:
    with pytest.raises(ValueError, match="secret"):
        ZgwJwt("portaal", "")


@pytest.mark.parametrize(
    "credentials",
    [
        ApiKey("X-API-KEY", PHRASE),
        Token(PHRASE),
        ZgwJwt("portaal", PHRASE),
        several(Token(PHRASE), ApiKey("apikey", PHRASE)),
    ],
)
def test_no_text_of_credentials_shows_the_secret(credentials: Credentials) -> None:
    assert PHRASE not in repr(credentials) + str(credentials)


# OAuth2 client credentials


async def test_the_token_endpoint_gets_the_form_of_the_standard_and_what_the_gateway_adds(
    credentials: ClientCredentials, gateway: Gateway
) -> None:
    assert await credentials.headers() == {"Authorization": "Bearer token-1"}
    assert gateway.forms == [
        {
            "grant_type": "client_credentials",
            "client_id": "mijndenhaag",
            "client_secret": PHRASE,
            "scope": "brp",
            "resourceServer": "ResourceServer02",
        }
    ]
    assert PHRASE not in repr(credentials) and "token-1" not in repr(credentials)


async def test_twenty_calls_at_once_share_one_token_request(credentials: ClientCredentials, gateway: Gateway) -> None:
    gateway.delay = 0.02
    headers = await asyncio.gather(*(credentials.headers() for _ in range(20)))
    assert headers == [{"Authorization": "Bearer token-1"}] * 20
    assert len(gateway.forms) == 1


@pytest.mark.parametrize(("lifetime", "serves"), [(300, 270.0), ("300", 270.0), (60, 45.0), (2, 1.5), (None, 45.0)])
async def test_a_token_serves_until_shortly_before_its_end(
    credentials: ClientCredentials, gateway: Gateway, lifetime: object, serves: float
) -> None:
    now = [1000.0]
    gateway.lifetime, credentials.clock = lifetime, lambda: now[0]
    for now[0], fetched in ((1000.0, 1), (1000.0 + serves - 0.1, 1), (1000.0 + serves, 2)):
        await credentials.headers()
        assert len(gateway.forms) == fetched


async def test_a_call_that_gives_up_does_not_take_the_token_from_the_others(
    credentials: ClientCredentials, gateway: Gateway
) -> None:
    gateway.delay = 0.05
    first, second = (asyncio.create_task(credentials.headers()) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()
    assert await second == {"Authorization": "Bearer token-1"}
    assert first.cancelled() and len(gateway.forms) == 1


async def test_a_token_request_that_fails_fails_for_all_who_wait_and_is_made_anew_for_the_next(
    credentials: ClientCredentials, gateway: Gateway
) -> None:
    gateway.answer = PlainTextResponse(f"invalid_client {PHRASE}", status_code=401)
    failures = await asyncio.gather(*(credentials.headers() for _ in range(5)), return_exceptions=True)
    assert [type(failure) for failure in failures] == [TransportFailed] * 5 and len(gateway.forms) == 1
    assert PHRASE not in "".join(traceback.format_exception(failures[0]))  # type: ignore[arg-type]
    gateway.answer = None
    assert await credentials.headers() == {"Authorization": "Bearer token-2"}


@pytest.mark.parametrize(
    "answer",
    [
        PlainTextResponse("<html>"),
        JSONResponse([]),
        JSONResponse({"access_token": 7}),
        JSONResponse({"expires_in": 300}),
        JSONResponse({"access_token": ""}),
        JSONResponse({"access_token": "x\r\nX-Other: 1"}),
        JSONResponse({"access_token": "x", "expires_in": "soon"}),
        Response(status_code=302, headers={"Location": "/elsewhere"}),
    ],
)
async def test_an_answer_without_a_token_is_a_failure(
    credentials: ClientCredentials, gateway: Gateway, answer: Response
) -> None:
    gateway.answer = answer
    with pytest.raises(TransportFailed, match="no token"):
        await credentials.headers()


async def test_closing_stops_a_token_request_under_way(credentials: ClientCredentials, gateway: Gateway) -> None:
    gateway.delay = 30
    waiting = asyncio.create_task(credentials.headers())
    await asyncio.sleep(0.01)
    await credentials.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


# With the registry behind them


async def test_a_token_that_ended_early_is_fetched_again_once_for_all(upstream: Upstream, gateway: Gateway) -> None:
    scope = Scope.lasting(5)
    assert await ask(upstream, scope) == 200
    gateway.accepted = "token-2"
    assert await asyncio.gather(*(ask(upstream, scope) for _ in range(20))) == [200] * 20
    assert len(gateway.forms) == 2
    assert gateway.seen == ["Bearer token-1"] * 21 + ["Bearer token-2"] * 20
    assert [call.tries for call in scope.calls] == [1] + [2] * 20


async def test_a_straggler_with_the_old_token_does_not_cost_the_new_one(
    credentials: ClientCredentials, gateway: Gateway
) -> None:
    old = await credentials.headers()
    assert credentials.refused(old)
    new = await credentials.headers()
    assert credentials.refused(old)
    assert await credentials.headers() == new == {"Authorization": "Bearer token-2"}
    assert len(gateway.forms) == 2


async def test_a_registry_that_refuses_every_token_is_asked_twice_and_no_more(
    upstream: Upstream, gateway: Gateway
) -> None:
    gateway.accepted = "none of ours"
    with pytest.raises(RegistryUnavailable):
        await ask(upstream, Scope.lasting(5))
    assert gateway.seen == ["Bearer token-1", "Bearer token-2"]


async def test_without_a_token_the_registry_is_unavailable_and_not_asked(upstream: Upstream, gateway: Gateway) -> None:
    gateway.answer = Response(status_code=500)
    scope = Scope.lasting(5)
    with pytest.raises(RegistryUnavailable):
        await ask(upstream, scope)
    assert gateway.seen == [] and [(call.outcome, call.tries) for call in scope.calls] == [("RegistryUnavailable", 0)]


async def test_a_slow_token_endpoint_counts_against_the_time_of_the_call(upstream: Upstream, gateway: Gateway) -> None:
    gateway.delay = 30
    with pytest.raises(RegistryTooSlow):
        await ask(upstream, Scope.lasting(0.1))
    assert gateway.seen == []


async def test_headers_of_a_token_and_of_a_gateway_go_together(
    credentials: ClientCredentials, gateway: Gateway
) -> None:
    both = several(credentials, StaticHeaders({"x-gebruiker": "mijndenhaag"}))
    headers: Mapping[str, str] = await both.headers()
    assert headers == {"Authorization": "Bearer token-1", "x-gebruiker": "mijndenhaag"}
    assert both.refused(headers) is True
    assert (await both.headers())["Authorization"] == "Bearer token-2"
