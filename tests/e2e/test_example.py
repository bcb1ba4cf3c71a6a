"""The example for front-end developers elsewhere: short, of sound types, answered as a front end outside ours is."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from settings import ROOT
from tests.e2e.test_trusted_documents import HERE, session
from tests.faults import answers
from tests.trusted import identifier
from tests.workbench import Workbench, workbench

EXAMPLE = ROOT / "clients" / "example"
DOCUMENTS = EXAMPLE / "documents"
TEXT = (DOCUMENTS / "voorbeeld" / "lopend.graphql").read_text(encoding="utf-8")
SOURCE = (EXAMPLE / "example.ts").read_text(encoding="utf-8")
SENT = dict(re.findall(r"id: '(sha256):(\w+)'", SOURCE))


async def asked(bench: Workbench, headers: dict[str, str]) -> dict[str, Any]:
    """What the example gets for what it sends."""
    body = {"documentId": f"sha256:{SENT['sha256']}", "variables": {}}
    answer: dict[str, Any] = (await bench.client.post("/graphql", json=body, headers={**headers, **HERE})).json()
    return answer


def test_it_is_short() -> None:
    files = [each for each in EXAMPLE.rglob("*") if each.is_file() and "node_modules" not in each.parts]
    assert sum(len(each.read_text(encoding="utf-8").splitlines()) for each in files) < 100


def test_what_it_sends_is_the_id_of_its_document_which_fits_the_graph() -> None:
    assert identifier(TEXT) == f"sha256:{SENT['sha256']}"
    schema = build_schema((ROOT / "graphql" / "schema.graphql").read_text(encoding="utf-8"))
    assert validate(schema, parse(TEXT)) == []


async def test_it_is_answered_once_its_document_is_registered(tmp_path: Path) -> None:
    async with workbench(tmp_path / "a") as bench:
        stranger = await asked(bench, await session(bench.service, bench.token("jan")))
        assert stranger["errors"][0]["extensions"]["code"] == "DOCUMENT_ONBEKEND"
    async with workbench(tmp_path / "b", documents=DOCUMENTS) as bench:
        nobody = await asked(bench, {})
        assert [each["extensions"]["code"] for each in nobody["errors"]] == ["NIET_INGELOGD"]
        jan = await session(bench.service, bench.token("jan"))
        answer = await asked(bench, jan)
        assert "errors" not in answer
        [*requests] = answer["data"]["mij"]["aanvragen"]["knopen"]
        assert requests and all(each.keys() == {"id", "titel", "status"} for each in requests)
        assert all(each["status"]["naam"] for each in requests)
        willemijn = await asked(bench, await session(bench.service, bench.token("willemijn")))
        assert willemijn["data"]["mij"]["aanvragen"]["knopen"] == []
        bench.tap.faults["zaken"] = answers(503, "application/problem+json", b"{}")
        down = await asked(bench, jan)
        assert down["data"]["mij"]["aanvragen"] is None
        [error] = down["errors"]
        assert error["message"] and error["extensions"]["opnieuw"] is True


def test_its_types_hold() -> None:
    node, compiler = shutil.which("node"), ROOT / "clients" / "node_modules" / "typescript" / "bin" / "tsc"
    if node is None:
        pytest.skip("node is not on this machine, and the compiler of TypeScript is JavaScript")
    assert compiler.is_file(), "the clients are not installed: npm ci --prefix clients"
    done = subprocess.run([node, compiler, "-p", EXAMPLE], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout
