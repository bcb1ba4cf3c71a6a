"""Who may send a text of their own, by role, by way in and by environment; what is refused is not even parsed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from app import OPERATIONS, Service
from auth.roles import Role
from entrance import identities
from schema.documents import Documents
from schema.prepare import Preparer
from settings import Settings, Wrong
from tests.leaks import MARKER
from tests.productie import productie
from tests.trusted import identifier, trusting
from tests.workbench import workbench

WHO: dict[Role, Any] = {}
for _each, _ in identities():
    WHO.setdefault(Role[_each.claims["roles"][0].upper()], _each)
ALWAYS = {Role.ANALIST, Role.DIENST, Role.BEHEERDER}
FREE = f'{{ __typename {MARKER}: __type(name: "{MARKER}") {{ name }} }}'
TRUSTED = "query Vertrouwd {\n  sessie { rol }\n}\n"
HERE = {"sec-fetch-site": "same-origin"}


async def session(service: Service, token: str) -> dict[str, str]:
    """The headers of a browser that is logged in as who has this token."""
    principal = await service.entrance.bearer.authenticate(f"Bearer {token}")
    assert principal is not None
    opened, _ = await service.keeping.sessions.open(principal, provider="broker")
    return {"cookie": f"__Host-sessie={opened}", **HERE}


async def posted(client: httpx.AsyncClient, headers: Mapping[str, str], **body: Any) -> tuple[int, str | None]:
    """The status and the one error code; no answer repeats a word of the text."""
    answer = await client.post("/graphql", json=body, headers=headers)
    assert MARKER not in json.dumps(answer.json().get("errors", ()))
    codes = {error["extensions"]["code"] for error in answer.json().get("errors", ())}
    assert len(codes) < 2
    return answer.status_code, next(iter(codes), None)


def test_every_role_is_tried() -> None:
    assert WHO.keys() == set(Role)


@pytest.mark.parametrize("role", Role)
async def test_on_a_workbench_a_browser_session_sends_trusted_documents_only(tmp_path: Path, role: Role) -> None:
    documents = trusting(tmp_path, TRUSTED)
    async with workbench(tmp_path, documents=documents) as bench:
        token = bench.token(WHO[role])
        by_token, by_session = {"authorization": f"Bearer {token}"}, await session(bench.service, token)
        refused = None if role in ALWAYS else "DOCUMENT_ONBEKEND"
        assert await posted(bench.client, by_token, query=FREE) == (200, None)
        assert await posted(bench.client, by_session, query=FREE) == (200, refused)
        for headers in (by_token, by_session):
            assert await posted(bench.client, headers, query=TRUSTED) == (200, None)
            assert await posted(bench.client, headers, documentId=identifier(TRUSTED)) == (200, None)


@pytest.mark.parametrize("role", Role)
async def test_in_productie_only_analysts_administrators_and_services_send_text(tmp_path: Path, role: Role) -> None:
    documents = trusting(tmp_path, TRUSTED)
    async with productie(tmp_path, documents=documents) as live:
        token = live.issuer.issue(WHO[role])
        by_token, by_session = {"authorization": f"Bearer {token}"}, await session(live.service, token)
        refused = None if role in ALWAYS else "DOCUMENT_ONBEKEND"
        for headers in (by_token, by_session):
            for text in ("{ bronnen { naam } }", "{ __typename }"):
                status, code = await posted(live.client, headers, query=text)
                assert code == refused and (status == 200 or role in ALWAYS)
            assert await posted(live.client, headers, query=TRUSTED) == (200, None)
            assert await posted(live.client, headers, documentId=identifier(TRUSTED)) == (200, None)
        assert live.sent == []


async def test_nobody_sends_text_in_productie_and_may_on_a_workbench(tmp_path: Path) -> None:
    documents = trusting(tmp_path, TRUSTED)
    async with productie(tmp_path / "a", documents=documents) as live:
        assert await posted(live.client, {}, query=FREE) == (200, "DOCUMENT_ONBEKEND")
        assert await posted(live.client, {}, query=TRUSTED) == (200, None)
        strict = {"accept": "application/graphql-response+json"}
        assert await posted(live.client, strict, query=FREE) == (400, "DOCUMENT_ONBEKEND")
    async with workbench(tmp_path / "b", documents=documents) as bench:
        assert await posted(bench.client, {}, query=FREE) == (200, None)


@pytest.mark.parametrize(
    "text",
    [
        "{ mij { naam { volledigeNaam } } }",
        f"{{ {MARKER} }}",  # no field
        f"{{ mij {{ {MARKER}",  # no document
        "{ mij " * 400 + "}" * 400,  # over the limits
        "",
        TRUSTED + " ",
    ],
)
async def test_what_is_refused_is_not_parsed_and_asks_no_registry(tmp_path: Path, text: str) -> None:
    """One answer whatever the text is: who may not send any learns nothing of it from us."""
    documents = trusting(tmp_path, TRUSTED)
    async with workbench(tmp_path, documents=documents) as bench:
        headers = await session(bench.service, bench.token("jan"))
        bench.tap.wires.clear()
        assert await posted(bench.client, headers, query=text) == (200, "DOCUMENT_ONBEKEND")
        assert bench.tap.wires == []


async def test_the_development_pages_go_on_asking_with_tokens(tmp_path: Path) -> None:
    """GraphiQL on a workbench, and in the practice city, where analysts look as a resident."""
    async with workbench(tmp_path, oefenstad=True) as bench:
        token = {"authorization": f"Bearer {bench.token('jan')}"}
        assert await posted(bench.client, token, query="{ mij { naam { volledigeNaam } } }") == (200, None)
        answer = await bench.client.post(
            "/oefenstad/graphql", json={"query": "{ mij { leeftijd } }"}, headers={"x-oefenpersona": "jan"}
        )
        assert answer.json()["data"]["mij"]


def test_every_document_that_we_trust_fits_the_graph_and_its_limits(tmp_path: Path) -> None:
    service = Service(Settings(_env_file=None, omgeving="ontwikkeling", data_dir=tmp_path))  # type: ignore[call-arg]
    preparer = Preparer(service.executor.schema, service.limits, service.executor.plan)
    assert len(service.documents) > 10
    for document in service.documents:
        preparer.prepare(document, None)


# Manifests


def test_a_manifest_and_the_earlier_ones_are_trusted_and_the_files_beside_them_are_not(tmp_path: Path) -> None:
    folder = trusting(tmp_path, "{ nu }", "{ ook }")
    trusting(tmp_path, "{ toen }", "{ ook }", name="earlier/2026-11-01.json")
    (folder / "ons" / "bron.graphql").write_text("{ bron }")
    (folder / "dienst").mkdir()
    (folder / "dienst" / "los.graphql").write_text("{ los }")
    (folder / "leesmij.graphql").write_text("{ buiten }")
    assert {document.text for document in Documents.read(folder)} == {"{ nu }", "{ ook }", "{ toen }", "{ los }"}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({identifier("{ a }"): f"{{ {MARKER} }}"}),
        json.dumps({"sha256:" + identifier(MARKER)[7:].upper(): MARKER}),
        json.dumps({identifier(MARKER)[7:]: MARKER}),
        json.dumps({identifier(MARKER): [MARKER]}),
        json.dumps([MARKER]),
        f'{{"{identifier(MARKER)}": "{MARKER}", "{identifier(MARKER)}": "{MARKER}"}}',
        f'{{"{MARKER}',
    ],
)
@pytest.mark.parametrize("name", ["manifest.json", "earlier/1.json"])
def test_a_manifest_that_is_wrong_stops_the_start_by_the_name_of_its_file(
    tmp_path: Path, content: str, name: str
) -> None:
    documents = trusting(tmp_path, TRUSTED)
    path = documents / "ons" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    with pytest.raises(Wrong) as caught:
        Service(
            Settings(
                _env_file=None,  # type: ignore[call-arg]
                omgeving="ontwikkeling",
                data_dir=tmp_path,
                documents=documents,
            )
        )
    told = str(caught.value)
    assert "MIJNDENHAAG_DOCUMENTS" in told and f"ons/{name}" in told and MARKER not in told


def test_ours_are_read_without_the_setting_and_there_is_one_of_the_dossier() -> None:
    texts = {document.text for document in Documents.read(OPERATIONS)}
    assert (OPERATIONS / "dossier" / "MijnDossier.graphql").read_bytes().decode() in texts
