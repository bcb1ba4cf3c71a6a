"""The guard over the whole run works: each way in which something could leak fails the test in which it does."""

import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT
from sources.city import City
from sources.city.personas import PERSONAS
from tests.leaks import CANARY, MARKER, leaks_in
from tests.workbench import bsn_of

JAN, NAME = bsn_of("jan"), "Elsbeth Schouten"
JWT = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJic24iOiI5OTk5MDAwMDYifQ.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "text",
    [
        *(JAN, f"bsn={JAN}", f"/personen/{JAN}?x", f"%22{JAN}%22", f"bsn{JAN}x", f"({JAN})", f'["{JAN}"]'),
        *(City().bsn(9090), CANARY, "Schouten", "Jan Willem van den Berg", "mevrouw El Amrani,", "{'naam': 'Abayomi'}"),
        *(f"Bearer {JWT}", f"token={JWT}", MARKER, MARKER.upper(), f'"{MARKER}-1"'),
    ],
)  # fmt: skip
def test_a_leak_is_seen(text: str) -> None:
    assert leaks_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *("999900000", "123456789", "99990000", "9999000060", "0.999900006", "1764000000.999900006"),
        *("trace=a999900006bcdef0123456789abcdef0", "12345678-1234-1234-1234-99990000612a", "catalogi: status 503"),
        *("Bergen", "Zwaantje", "jan", "eyJ", "POST /personen", "RegistryUnavailable", ""),
    ],
)
def test_what_names_nobody_is_not_taken_for_a_leak(text: str) -> None:
    assert not leaks_in(text)


def test_every_persona_is_known_to_the_guard() -> None:
    for persona in PERSONAS:
        person = City().person(persona.bsn)
        assert person is not None and leaks_in(person.name.full) and leaks_in(persona.bsn)


LEAKING = f"""
import logging, sys
import httpx, pytest, structlog
from sources.core.errors import RegistryInvalid
from sources.core.scope import Call
from sources.core.transport import Request
from tests.workbench import workbench

BSN, NAME, JWT, MARKER = {JAN!r}, {NAME!r}, {JWT!r}, {MARKER!r}

def test_clean(): logging.getLogger("uvicorn.access").debug("GET /health/live 200"); print("ready")
def test_a_library_logs_a_number(): logging.getLogger("some.library").debug("asked %s", BSN)
def test_an_extra_of_a_record(): logging.getLogger("ours").info("done", extra={{"subject": NAME}})
def test_a_traceback_in_the_log():
    try:
        raise ValueError(JWT)
    except ValueError:
        logging.getLogger("ours").exception("failed")
def test_an_event(): structlog.get_logger("ours").info("done", subject=BSN)
def test_a_bound_value(): structlog.get_logger("ours").bind(name=NAME).warning("done")
def test_an_event_that_is_caught():
    with structlog.testing.capture_logs():
        structlog.get_logger("ours").debug("asked", literal=MARKER)
def test_what_is_printed(): print(NAME)
def test_what_is_printed_as_an_error(): print(BSN, file=sys.stderr)
@pytest.fixture
def closing():
    yield
    print(JWT)
def test_what_is_printed_at_the_end(closing): pass
async def test_the_url_of_a_client_of_ours():
    from sources.core.over_httpx import HttpxTransport
    namespace = {{"__name__": "sources.core.sloppy", "httpx": httpx}}
    exec("async def send(client, url): return await client.get(url)", namespace)
    transport = httpx.MockTransport(lambda request: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await namespace["send"](client, "http://brp.test/personen?bsn=" + BSN)
async def test_the_url_asked_of_a_registry(tmp_path):
    async with workbench(tmp_path) as bench:
        transport = bench.service.adapters["zaken"].upstream._transport
        await transport.send(Request("GET", "/rollen", (("bsn", BSN),)), 1.0)
async def test_the_error_of_an_answer(tmp_path):
    async with workbench(tmp_path) as bench:
        said = httpx.Response(200, json={{"errors": [{{"message": "unknown: " + NAME}}]}})
        bench.client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: said), base_url="http://x.test")
        await bench.ask(None, "{{ sessie {{ rol }} }}")
async def test_the_text_of_an_exception(tmp_path):
    async with workbench(tmp_path) as bench:
        async def personen(*asked):
            raise RegistryInvalid("brp", "no answer about " + BSN)
        bench.service.adapters["brp"].personen = personen
        await bench.ask("jan", "{{ mij {{ leeftijd }} }}")
async def test_a_trace(tmp_path):
    async with workbench(tmp_path) as bench:
        context = bench.service.context(None, {{}})
        context.scope.calls.append(Call("brp", "GET /personen/" + BSN, frozenset(), 1, 1, 0.0))
"""


@pytest.mark.parametrize("how", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_a_leak_fails_the_test_that_leaked(how: tuple[str, ...], tmp_path: Path) -> None:
    """A run of its own, with the same conftest: each way out is a test there, and each fails but the clean one."""
    leaking = tmp_path / "test_leaking.py"
    leaking.write_text(LEAKING)
    names = [line.partition("(")[0].split()[-1] for line in LEAKING.splitlines() if "def test_" in line]
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest"]
    ran = subprocess.run(
        [*command, "-c", ROOT / "pyproject.toml", "--rootdir", ROOT, "-rA", "--no-header", "-q", *how, leaking],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    outcomes: dict[str, set[str]] = {name: set() for name in names}
    for line in ran.stdout.splitlines():
        outcome, _, rest = line.partition(" ")
        for name in names:
            if outcome in ("PASSED", "FAILED", "ERROR") and rest.partition(" ")[0].endswith(f"::{name}"):
                outcomes[name].add(outcome)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert [name for name in names if not outcomes[name] - {"PASSED"}] == ["test_clean"]
    assert ran.stdout.count("This leaked") >= len(names) - 1
