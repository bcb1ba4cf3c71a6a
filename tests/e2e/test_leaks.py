"""Whatever clients and registries do, the service says nothing of anybody; the guard in `tests.leaks` listens.

Each test here would pass if nobody listened: what it proves is that the guard, which fails a test that leaks, hears
nothing while the service is fed what must not come out.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from settings import ROOT
from sources import REGISTRIES
from tests.e2e.fed import DOCUMENTS, ELS, EVERYTHING, HOW, JAN, JWT, ME, WHOLE
from tests.e2e.ignoring import IGNORING
from tests.faults import Fault, answers, only, slow, spoilt_json
from tests.leaks import MARKER, leaks_in
from tests.workbench import Workbench, workbench


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


# What a client sends


@pytest.mark.parametrize("who", ["jan", "agnes", "dienst", None])
async def test_no_document_gets_its_literals_back_in_an_error_or_a_log(who: str | None, bench: Workbench) -> None:
    failed = 0
    for document in DOCUMENTS:
        for language in ("nl", "en"):
            headers = {"authorization": f"Bearer {bench.token(who)}"} if who else {}
            answer = await bench.post({"query": document}, {**headers, "accept-language": language})
            assert answer.status in (200, 400), document
            failed += "errors" in answer.body
    assert failed > 50


@pytest.mark.parametrize(
    "variables",
    [
        {"eerste": EVERYTHING}, {"eerste": int(JAN)}, {"eerste": [EVERYTHING]}, {"eerste": {ELS: EVERYTHING}},
        {"eerste": 1.5, JAN: EVERYTHING}, {EVERYTHING: 1}, {"eerste": int(JAN) * 10**9}, {"eerste": True, "na": JWT},
    ],
)  # fmt: skip
async def test_no_variable_comes_back_in_an_error_or_a_log(variables: dict[str, Any], bench: Workbench) -> None:
    answer = await bench.ask("jan", WHOLE, **variables)
    assert answer.status in (200, 400)
    agent = f"mutation ($wie: KlantcontactWie!, $doel: Doel!) " \
        f"{{ startKlantcontact(wie: $wie, doel: $doel, {HOW}) {{ id }} }}"  # fmt: skip
    wrong: list[dict[str, Any]] = [
        {"wie": {"burgerservicenummer": int(JAN)}, "doel": MARKER},
        {"wie": {"burgerservicenummer": JAN}, "doel": EVERYTHING},
        {"wie": {"burgerservicenummer": JAN, "zoekresultaat": MARKER}, "doel": "OVERIG"},
        {"wie": {JAN: MARKER}, "doel": "OVERIG"},
    ]
    for given in wrong:
        assert (await bench.ask("agnes", agent, **given)).codes


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": EVERYTHING}, {"documentId": f"sha256:{JAN}"}, {"query": EVERYTHING},
        {"query": "{ sessie { rol } }", "operationName": EVERYTHING},
        {"query": "{ sessie { rol } }", "operationName": JAN},
        {"query": 5, "variables": EVERYTHING}, {"variables": {"bsn": JAN}}, {EVERYTHING: 1},
        {"query": "{ sessie { rol } }", "extensions": {"persistedQuery": {"sha256Hash": EVERYTHING}}},
        {"query": "{ sessie { rol } }", "variables": [EVERYTHING]}, {"query": f"{{ {JAN} }}" * 3_000},
    ],
    ids=lambda body: ",".join(body)[:20],
)  # fmt: skip
async def test_no_body_comes_back_in_an_error_or_a_log(body: dict[str, Any], bench: Workbench) -> None:
    answer = await bench.post(body, {"authorization": f"Bearer {bench.token('jan')}"})
    assert "errors" in answer.body or answer.data["sessie"]


async def test_no_header_and_no_address_comes_back_in_an_error_a_header_or_a_log(bench: Workbench) -> None:
    token = bench.token("jan")
    for headers in (
        {"authorization": f"Bearer {JWT}"},
        {"authorization": f"Bearer {token[:-3]}"},
        {"authorization": f"Basic {EVERYTHING}"},
        {"authorization": EVERYTHING},
        {
            "authorization": f"Bearer {token}",
            "x-request-id": EVERYTHING,
            "cookie": f"bsn={JAN}",
            "user-agent": EVERYTHING,
        },
        {"authorization": f"Bearer {token}", "traceparent": f"00-{JAN}-{JAN}-01", "tracestate": f"bsn={JAN}"},
        {"authorization": f"Bearer {token}", "accept-language": EVERYTHING, "referer": f"https://x.test/{JAN}"},
        {"authorization": f"Bearer {token}", "origin": f"https://{MARKER}.example", "accept": f"text/{MARKER}"},
        {"authorization": f"Bearer {token}", "content-type": f"text/{MARKER}"},
    ):
        await bench.post({"query": "{ mij { burgerservicenummer aanvragen { volgende } } }"}, headers)
    for method, path in (
        ("GET", "/graphql"),
        ("POST", "/graphql"),
        ("GET", f"/personen/{JAN}"),
        ("GET", "/health/ready"),
    ):
        response = await bench.client.request(method, path, params={"bsn": JAN, "query": EVERYTHING}, content=b"{")
        assert not leaks_in(f"{response.headers} {response.text}")


# What a registry answers


def echo(status: int, media: str, body: str = "{}", **headers: str) -> Fault:
    return answers(status, media, body.encode(), **headers)


PROBLEM = json.dumps({"type": "x", "title": EVERYTHING, "detail": EVERYTHING, "instance": f"/personen/{ELS}",
                      "invalidParams": [{"name": ELS, "reason": EVERYTHING}], "code": MARKER})  # fmt: skip


# What says which row it is, whose, and where it stands in a list.
KEYS = {
    *("burgerservicenummer", "uuid", "url", "zaak", "identificatie", "vertrouwelijkheidaanduiding", "count", "type"),
    *("ontvanger", "isToegewezenAan", "initiator", "publicatiedatum", "identificatie", "verzoekType"),
    *("belanghebbende", "houder", "belanghebbendeEigenaar", "belanghebbendeGebruiker", "factuurdatum", "dagtekening"),
    *("nummeraanduidingIdentificatie", "adresseerbaarObjectIdentificatie", "wozObjectnummer"),
}


def everywhere(value: Any) -> Any:
    """The same answer with every text replaced but those that say which row it is."""
    if isinstance(value, dict):
        return {name: each if name in KEYS else everywhere(each) for name, each in value.items()}
    if isinstance(value, list):
        return [everywhere(each) for each in value]
    return EVERYTHING if isinstance(value, str | int) and not isinstance(value, bool) else value


TEXTS = {
    **{name: [EVERYTHING] for name in ("personen", "results", "reisdocumenten", "gebruiksdoelen")},
    **{"_embedded": {"wozObjecten": [EVERYTHING]}, "count": 1},
}
ECHOES = {
    "400": echo(400, "application/problem+json", PROBLEM),
    "401": echo(401, "application/json", PROBLEM, www_authenticate=f'Bearer realm="{MARKER} {ELS}"'),
    "403": echo(403, "application/json", PROBLEM),
    "404": echo(404, "text/html", EVERYTHING),
    "500": echo(500, "text/html", f"<h1>{EVERYTHING}</h1>"),
    "302": echo(302, "text/html", "", location=f"https://x.test/personen/{ELS}?token={JWT}"),
    "another media type": echo(200, f"text/{MARKER}", EVERYTHING, x_bsn=ELS),
    "no JSON": echo(200, "application/json", EVERYTHING),
    "another JSON": echo(200, "application/json", json.dumps({EVERYTHING: EVERYTHING, "personen": EVERYTHING})),
    "a list of texts": echo(200, "application/json", json.dumps(TEXTS)),
    "other values": spoilt_json(everywhere),
    "broken compression": echo(200, "application/json", EVERYTHING, content_encoding="gzip"),
    "too late": slow(60),
}


COMPANY = """{ mijnOrganisatie { naam handelsnamen adressen { regel } aanvragen { knopen { titel } }
  vestigingen { knopen { naam adres profiel { websites } } } } }"""


KEPT = {"catalogi", "bag", "kvk"}  # what these tell is asked once and kept


@pytest.mark.parametrize("registry", [registry.name for registry in REGISTRIES])
async def test_nothing_of_a_registrys_answer_gets_into_an_error_or_a_log(registry: str, tmp_path: Path) -> None:
    asked = (ME, WHOLE) if registry != "kvk" else ("stichting", COMPANY)
    for place, faults in enumerate([[name] for name in ECHOES] if registry in KEPT else [[*ECHOES]]):
        async with workbench(tmp_path / str(place), registries={registry: {"timeout": 0.1}}) as bench:
            for fault in faults:
                bench.tap.faults = {registry: ECHOES[fault]}
                answer = await bench.ask(*asked)
                assert registry in {wire.registry for wire in answer.wires}, fault
                assert answer.codes and set(answer.codes.values()) <= {
                    "BRON_NIET_BESCHIKBAAR", "BRON_TE_TRAAG", "BRON_ONGELDIG", "GEEN_TOEGANG",
                }, fault  # fmt: skip
                if canary := bench.service.canaries.get(registry):
                    await canary.prove()
                    bench.tap.faults = {}
                    assert await canary.prove(), "and it is asked again"


async def test_nothing_is_told_of_rows_that_were_not_asked_for(bench: Workbench) -> None:
    def more(body: Any) -> Any:
        return body | {
            "personen": [*body["personen"], {"burgerservicenummer": ELS, "naam": {"volledigeNaam": EVERYTHING}}]
        }

    bench.tap.faults["brp"] = spoilt_json(more)
    assert (await bench.ask(ME, WHOLE)).data["mij"]
    await bench.service.canaries["brp"].prove()
    assert (await bench.states())["brp"] == "it ignores our filter"


@pytest.mark.parametrize("registry", sorted({registry for registry, how in IGNORING if how == "one more"}))
async def test_nothing_is_told_of_a_row_of_another(registry: str, bench: Workbench) -> None:
    bench.tap.faults[registry] = IGNORING[registry, "one more"]
    assert (await bench.ask(ME, WHOLE)).data["mij"]
    await bench.service.canaries[registry].prove()
    assert (await bench.states())[registry] == "it ignores our filter"


@pytest.mark.parametrize("transport", ["pyreqwest", "httpx"])
async def test_nothing_is_told_of_a_connection_that_breaks(transport: str, tmp_path: Path) -> None:
    slowly = {"documenten": {"timeout": 0.5}}
    served = ["brp", "zaken", "documenten", "woz", "facturen", "objecten"]
    async with workbench(tmp_path, over_http=served, transport=transport, registries=slowly) as bench:
        assert set((await bench.ask(ME, WHOLE)).codes.values()) == {"GEEN_TOEGANG"}, "of the partner"
        bench.tap.faults["brp"] = ECHOES["500"]
        assert set((await bench.ask(ME, WHOLE)).codes.values()) >= {"BRON_NIET_BESCHIKBAAR"}
        bench.tap.faults = {"documenten": slow(1)}
        assert set((await bench.ask(ME, WHOLE)).codes.values()) >= {"BRON_TE_TRAAG"}
        bench.tap.faults = {}
        for gone in (["woz", "facturen", "objecten"], ["brp", "zaken"]):
            for registry in gone:
                await bench.hang_up(registry)
            answer = await bench.ask(ME, WHOLE)
            assert {error["extensions"].get("bron") for error in answer.body["errors"]} >= {*gone}
            assert set(answer.codes.values()) >= {"BRON_NIET_BESCHIKBAAR"}


# What the loop tells


async def test_a_loop_that_tells_everything_tells_nothing_of_anybody(bench: Workbench) -> None:
    """In debug mode asyncio writes down slow steps with their tasks, and who was cancelled or never awaited."""
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0.0
    try:
        assert (await bench.ask(ME, WHOLE)).data["mij"]
        bench.tap.faults["zaken"] = only(lambda path, body: True, slow(0.3))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await bench.ask(ME, WHOLE)
        bench.tap.faults["brp"] = ECHOES["other values"]
        assert (await bench.ask(ME, WHOLE)).codes
    finally:
        loop.set_debug(False)


async def test_at_whatever_step_they_go_away_no_work_is_forgotten(bench: Workbench) -> None:
    """Work that was begun and that nobody awaits is told of by the interpreter, which fails a test here."""
    for steps in range(1, 2000, 3):
        asking = asyncio.ensure_future(bench.ask(ME, WHOLE))
        for _ in range(steps):
            await asyncio.sleep(0)
        if asking.done():
            assert steps > 20, "it takes many steps"
            return
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    pytest.fail("it takes for ever")


# The process


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The real command, with its output in files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "MIJNDENHAAG_OMGEVING": "ontwikkeling",
        "MIJNDENHAAG_PORT": str(port),
        "MIJNDENHAAG_DATA_DIR": str(folder),
    }
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(
            [COMMAND, "run"], cwd=folder, env=os.environ | settings, stdout=out, stderr=err, text=True
        )
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(10)


COMMAND = Path(sys.executable).with_name("mijndenhaag")


def test_the_process_writes_nothing_about_anybody(tmp_path: Path) -> None:
    settings = {"MIJNDENHAAG_OMGEVING": "ontwikkeling", "MIJNDENHAAG_DATA_DIR": str(tmp_path)}
    with running(tmp_path) as (address, process), httpx.Client(base_url=address, timeout=10) as client:
        settings["MIJNDENHAAG_PORT"] = address.rpartition(":")[2]  # the issuer is at the same address
        for _ in range(200):
            try:
                if client.get("/health/ready").status_code == 200:
                    break
            except httpx.TransportError:
                assert process.poll() is None
                time.sleep(0.05)
        token = subprocess.run(
            [COMMAND, "token", "--persona", "jan", "--niveau", "SUBSTANTIEEL"],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=True,
        )
        assert leaks_in(token.stdout) and not token.stderr
        headers = {"authorization": f"Bearer {token.stdout.strip()}"}
        answer = client.post("/graphql", params={"bsn": JAN}, json={"query": WHOLE}, headers=headers).json()
        assert answer["data"]["mij"]["burgerservicenummer"] == JAN and all(answer["data"]["mij"].values())
        for document in DOCUMENTS:
            client.post("/graphql", json={"query": document}, headers=headers)
        client.get("/graphql", params={"query": EVERYTHING})
        client.get(f"/personen/{JAN}", headers={"authorization": f"Bearer {JWT}"})
        with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as raw:
            raw.sendall(f"GRAPHQL /{JAN} rubbish {EVERYTHING}\r\n\r\n".encode())
            raw.recv(1000)
    errors = (tmp_path / "err").read_text()
    assert errors and not leaks_in(errors)
    written = [json.loads(line) for line in errors.splitlines()]
    assert any(line["event"] == "operation" for line in written)
    banner = (tmp_path / "out").read_text()
    assert not leaks_in(banner)
    listed = [line.split()[0] for line in banner.partition("Personas")[2].splitlines()[1:]]
    assert "jan" in listed and all(name.islower() for name in listed), "nothing but what a developer logs in with"


def test_a_plan_names_nobody(tmp_path: Path) -> None:
    document = tmp_path / "whole.graphql"
    document.write_text(WHOLE)
    settings = {"MIJNDENHAAG_OMGEVING": "ontwikkeling", "MIJNDENHAAG_DATA_DIR": str(tmp_path)}
    planned = subprocess.run(
        [COMMAND, "plan", document, "--persona", "jan"],
        cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "POST /personen" in planned.stdout and not leaks_in(planned.stdout + planned.stderr)
