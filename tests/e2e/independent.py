"""An identity provider that others wrote, our service beside it, and a browser between the two: all over real HTTP."""

import asyncio
import json
import re
import shutil
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest
import uvicorn
from joserfc.jwk import ECKey, RSAKey

from auth.cookies import SESSION
from auth.principal import Principal
from settings import ProviderSettings
from tests.trusted import trusting
from tests.workbench import Workbench, workbench

__all__ = ["AUDIENCE", "ROLE", "Browser", "House", "Independent", "house"]

FOLDER = Path(__file__).parent / "oidc"
INSTALL = "npm ci --prefix tests/e2e/oidc --no-audit --no-fund"
AUDIENCE = "urn:mijndenhaag:api"
ROLE = "{ sessie { rol } }"  # a document that the service trusts


class Independent:
    """The provider's process; `restart` gives it other keys on the same port."""

    def __init__(self, folder: Path, configuration: Mapping[str, Any]) -> None:
        self._file, self._configuration = folder / "provider.json", dict(configuration)
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    @property
    def issuer(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it with new keys; skips where there is no Node."""
        node = shutil.which("node")
        if node is None:
            pytest.skip("node is not on this machine, and the independent identity provider is JavaScript")
        assert (FOLDER / "node_modules").is_dir(), f"the identity provider is not installed: {INSTALL}"
        keys = [ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)]
        keys.append(RSAKey.generate_key(2048, {"use": "sig", "alg": "PS256"}, auto_kid=True))  # type: ignore[arg-type]
        jwks = {"keys": [key.as_dict(private=True) for key in keys]}
        self._file.write_text(json.dumps({**self._configuration, "port": self.port, "jwks": jwks}))
        self._process = await asyncio.create_subprocess_exec(
            node,
            "provider.mjs",
            str(self._file),
            cwd=FOLDER,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        self.port = json.loads(await asyncio.wait_for(self._process.stdout.readline(), 20))["port"]

    async def stop(self) -> None:
        """Stop it."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def restart(self) -> None:
        """The same provider with other keys, that remembers nothing."""
        await self.stop()
        await self.start()


class Browser:
    """Keeps cookies by host and port, and follows no redirect by itself."""

    def __init__(self) -> None:
        self._transport = httpx.AsyncHTTPTransport()
        self.cookies: dict[str, dict[str, str]] = {}
        self.seen: list[str] = []  # every address it went to

    async def send(
        self, method: str, url: str, *, form: Mapping[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """One request with the cookies of this host."""
        mine = self.cookies.setdefault(urlsplit(url).netloc, {})
        self.seen.append(url)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in mine.items())} if mine else {}
        request = httpx.Request(method, url, headers={**cookie, **sent}, data=dict(form) if form is not None else None)
        async with asyncio.timeout(20):
            response = await self._transport.handle_async_request(request)
            await response.aread()
        response.request = request
        for header in response.headers.get_list("set-cookie"):
            name, _, value = header.partition(";")[0].partition("=")
            gone = "1970" in header or re.search(r"max-age=0", header, re.IGNORECASE)
            mine.pop(name, None) if gone else mine.update({name: value})
        return response

    async def get(self, url: str, **headers: str) -> httpx.Response:
        """GET."""
        return await self.send("GET", url, form=None, **headers)

    def forget(self, address: str) -> None:
        """Lose the cookies of this host."""
        self.cookies.pop(urlsplit(address).netloc, None)

    async def close(self) -> None:
        """Give back the connections."""
        await self._transport.aclose()


class House:
    """Provider and service. Persons log in as accounts of the provider, at an acr."""

    def __init__(self, provider: Independent, bench: Workbench, address: str) -> None:
        self.provider, self.bench, self.address = provider, bench, address

    async def sent(self, browser: Browser, path: str) -> httpx.Response:
        """Begin at this path of ours: what the service answers."""
        return await browser.get(self.address + path, accept_language="nl")

    async def chosen(self, browser: Browser, to: str, account: str, acr: str) -> str:
        """At the provider, to which `to` leads, as this account: the address that it sends the browser back to."""
        for _ in range(8):
            if not to.startswith(self.provider.issuer):
                return to
            if "/interaction/" in to:
                to += f"/{account}" + (f"?acr={acr}" if acr else "")
            answer = await browser.get(to)
            assert answer.is_redirect, answer.text
            to = urljoin(to, answer.headers["location"])
        raise AssertionError(f"it goes round and round: {to}")

    async def back(self, browser: Browser, path: str, account: str, acr: str) -> str:
        """Begin, and log in there: the address with the code."""
        begun = await self.sent(browser, path)
        assert begun.status_code == 303, begun.text
        return await self.chosen(browser, begun.headers["location"], account, acr)

    async def log_in(self, browser: Browser, path: str, account: str, acr: str) -> httpx.Response:
        """All the way: the last answer of ours."""
        return await browser.get(await self.back(browser, path, account, acr), accept_language="nl")

    async def who(self, browser: Browser) -> Principal | None:
        """Whom the service takes this browser for."""
        token = browser.cookies.get(urlsplit(self.address).netloc, {}).get(SESSION)
        headers = {"cookie": f"{SESSION}={token}"} if token else {}
        found: Principal | None = await self.bench.service.entrance.gate.authenticate(headers)
        return found


@asynccontextmanager
async def house(
    tmp_path: Path,
    accounts: Mapping[str, Mapping[str, Any]],
    clients: Mapping[str, Mapping[str, Any]],
    acr: list[str],
    providers: Mapping[str, Mapping[str, Any]],
    claim_profiles: Path,
) -> AsyncIterator[House]:
    """A running house. `clients` are the provider's, by their id; `providers` are ours, by name."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        told = [
            {"client_id": name, **json.loads(json.dumps(each).replace("ADDRESS", address))}
            for name, each in clients.items()
        ]
        provider = Independent(tmp_path, {"accounts": accounts, "clients": told, "acr": acr, "audience": AUDIENCE})
        await provider.start()
        try:
            ours = {name: ProviderSettings(issuer=provider.issuer, **each) for name, each in providers.items()}
            async with workbench(
                tmp_path,
                address=address,
                providers=ours,
                claim_profiles=claim_profiles,
                documents=trusting(tmp_path, ROLE),
            ) as bench:
                config = uvicorn.Config(bench.service.app, lifespan="off", log_level="warning", server_header=False)
                server = uvicorn.Server(config)
                serving = asyncio.ensure_future(server.serve(sockets=[listener]))
                try:
                    yield House(provider, bench, address)
                finally:
                    server.should_exit = True
                    await serving
        finally:
            await provider.stop()


def parameters(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query))
