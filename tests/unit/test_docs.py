"""The project's texts: what they show is what happens, and what they name exists."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml
from graphql import is_enum_type, is_input_object_type, is_object_type, is_scalar_type, parse, validate

from app import Service
from commands import main
from schema.engine.seams import core_schema
from schema.errors import Foutcode
from schema.query import schema
from settings import ROOT, ProviderSettings, RegistrySettings, Settings, Wrong
from sources import REGISTRIES
from tests.contract.loopback import Authority
from tests.databases import LOG_KEY, STORE_KEY
from tests.faults import answers
from tests.unit.tables import code, rows
from tests.workbench import identity_of, workbench

TEXTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/*/README.md")])
README = (ROOT / "README.md").read_text()
TO_BE_MADE = {".env", ".venv"}  # by make
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}


def block(text: str, after: str, language: str) -> str:
    """The first fenced block of this language after some words."""
    assert after in text, f"{after!r} is gone"
    rest = text.partition(after)[2]
    return rest.partition(f"```{language}\n")[2].partition("```")[0]


# What the README shows


async def test_the_first_query_gives_the_answer_that_the_readme_shows(tmp_path: Path) -> None:
    command = block(README, "ask something as Jan", "sh")
    persona = re.search(r"token --persona (\w+)", command)
    body = re.search(r"-d '(.*)'", command)
    assert persona and body and f"{Settings.model_fields['port'].default}/graphql" in command
    shown = json.loads(block(README, "laid out it is", "json"))
    async with workbench(tmp_path) as bench:
        headers = {"authorization": f"Bearer {bench.token(persona[1])}"}
        answered = await bench.post(json.loads(body[1]), headers)
    assert answered.status == 200
    assert json.dumps(answered.body) == json.dumps(shown), "the same fields in the same order"


def test_plan_prints_what_the_readme_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command = block(README, "What does a document cost?", "sh").split()
    assert command[0] == ".venv/bin/mijndenhaag"
    monkeypatch.setenv("MIJNDENHAAG_OMGEVING", "ontwikkeling")
    monkeypatch.setenv("MIJNDENHAAG_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(ROOT)
    before = structlog.get_config()
    try:
        assert main(command[1:]) == 0
    finally:
        structlog.configure(**before)
    assert capsys.readouterr().out == block(README, "What does a document cost?", "text")


def test_the_personas_of_the_readme_exist() -> None:
    named = re.findall(r"`([a-z]+)`", README.partition("mijndenhaag personas` lists")[2].partition("\n\n")[0])
    assert len(named) > 3 and [identity_of(name).name for name in named] == named


# What the page for front-end developers shows

FRONT_END = (ROOT / "docs" / "for-front-end-developers.md").read_text()


async def test_the_first_query_of_front_end_developers_gives_the_answer_that_is_shown(tmp_path: Path) -> None:
    command = block(FRONT_END, "The same from a shell", "sh")
    persona = re.search(r"token --persona (\w+)", command)
    body = re.search(r"-d '(.*)'", command)
    assert persona and body
    async with workbench(tmp_path) as bench:
        headers = {"authorization": f"Bearer {bench.token(persona[1])}"}
        answered = await bench.post(json.loads(body[1]), headers)
    assert answered.body == json.loads(block(FRONT_END, "The same from a shell", "json"))


async def test_an_error_looks_as_front_end_developers_are_shown(tmp_path: Path) -> None:
    shown = json.loads(block(FRONT_END, "When something is wrong", "json"))
    async with workbench(tmp_path) as bench:
        bench.tap.faults["facturen"] = answers(503, "application/json", b"{}")
        answered = await bench.ask("peter", "{ mij { facturen { heeftVolgende } naam { volledigeNaam } } }")
    assert answered.body == shown


def test_the_typed_document_of_front_end_developers_fits_the_schema() -> None:
    core = core_schema(schema)
    code_block = block(FRONT_END, "A document is checked when it is generated", "ts")
    document = re.search(r"graphql\(`(.*?)`\)", code_block, re.S)
    assert document and validate(core, parse(document[1])) == []
    scalars = re.search(r"scalars: \{ (.*?) \}", block(FRONT_END, "`codegen.ts`:", "ts"))
    own = {name for name, type_ in core.type_map.items() if is_scalar_type(type_)} - BUILT_IN
    assert scalars and set(re.findall(r"(\w+):", scalars[1])) == own


def test_the_personas_of_front_end_developers_exist() -> None:
    named = [code(row[0]) for row in rows("docs/for-front-end-developers.md", "Be somebody")]
    assert len(named) > 5 and [identity_of(name).name for name in named] == named


# Productie, as the README sets it


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The README's settings as a `.env`, with certificates that exist in the place of those that it names."""
    authority = Authority(tmp_path, "authorities")
    certificate, key = authority.issue("client")
    text = block(README, "with these settings:", "ini")
    for name, path in (("authorities.pem", authority.path), ("client.crt", certificate), ("client.key", key)):
        assert f"/etc/mijndenhaag/{name}" in text
        text = text.replace(f"/etc/mijndenhaag/{name}", str(path))
    for secret, given in (
        ("the-output-of: openssl rand -base64 32", STORE_KEY),
        ("the-output-of: head -c 64 /dev/urandom | base64 -w0", LOG_KEY),
    ):
        assert secret in text
        text = text.replace(secret, given)
    (tmp_path / ".env").write_text(text)
    return tmp_path / ".env"


@pytest.mark.parametrize("transport", ["pyreqwest", "httpx"])
async def test_the_settings_of_the_readme_start_a_service_in_productie(example: Path, transport: Any) -> None:
    settings = Settings(_env_file=example, transport=transport)  # type: ignore[call-arg]
    assert settings.omgeving == "productie"
    service = Service(settings)
    try:
        assert {name for name, adapter in service.adapters.items() if "setting" in adapter.upstream.off} == {
            "besluiten",
            "bewoning",
            "documenten",
            "reisdocumenten",
            "verblijfplaatshistorie",
        }
        assert settings.registry("brp").headers and settings.registry("brp").form
    finally:
        for adapter in service.adapters.values():
            await adapter.upstream.close()


def test_each_registry_in_the_settings_of_the_readme_is_needed(example: Path) -> None:
    lines = example.read_text().splitlines()
    for registry in REGISTRIES:
        own = f"MIJNDENHAAG_REGISTRIES__{registry.name.upper()}__"
        example.write_text("\n".join(line for line in lines if not line.startswith(own)))
        with pytest.raises(Wrong, match=own):
            Settings(_env_file=example).registry(registry.name)  # type: ignore[call-arg]


# What the texts name


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_text_names_exists(text: Path) -> None:
    """Paths, links, verbs of make, settings, and commands."""
    content = text.read_text()
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", content, flags=re.M | re.S))
    missing = [named for named in inline if PATH.fullmatch(named) and not exists(named, text.parent)]
    links = [target for target in re.findall(r"\]\(([^)#]+)", content) if "://" not in target]
    missing += [target for target in links if not (text.parent / target).exists()]
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    missing += [f"make {verb}" for verb in re.findall(r"(?:^|`)make ([a-z-]+)", content, re.M) if verb not in verbs]
    missing += [name for name in re.findall(r"MIJNDENHAAG_[A-Z_]+[A-Z]", content) if not is_setting(name)]
    commands = re.findall(r'add_parser\("(\w+)"', (ROOT / "commands.py").read_text())
    missing += [name for name in re.findall(r"bin/mijndenhaag ([a-z]+)", content) if name not in commands]
    assert not missing


PATH = re.compile(r"(?!application/)(?:[\w.*-]+/)+[\w.*-]*|[\w-]+\.(?:py|md|toml|yml|txt|graphql)")


def exists(path: str, beside: Path) -> bool:
    """Whether there is such a file: from the root, beside the text, or as a module that the text's words place."""
    if path in TO_BE_MADE or path.startswith(".venv/"):
        return True
    folders = (ROOT, beside, ROOT / "docs", ROOT / "graphql", ROOT / "schema" / "engine", ROOT / "sources" / "core")
    return any(next(folder.glob(path.rstrip("/")), None) for folder in folders)


def is_setting(name: str) -> bool:
    """Whether this is a setting of the service or of a registry, or one of the tests."""
    if name in ("MIJNDENHAAG_SHARED", "MIJNDENHAAG_TEST_DATABASE"):
        return True
    name = name.removeprefix("MIJNDENHAAG_").lower()
    top, _, rest = name.partition("__")
    if not rest:
        return top in Settings.model_fields
    registry, _, field = rest.partition("__")
    if top == "providers":
        return field in ProviderSettings.model_fields
    known = {each.name for each in REGISTRIES}
    return top == "registries" and registry in known and (not field or field in RegistrySettings.model_fields)


# What the pages list


def test_every_error_code_has_its_row() -> None:
    assert [(code(row[0]), row[1]) for row in rows("docs/errors.md")] == [
        (each.name, "yes" if each.opnieuw else "no") for each in Foutcode
    ]


def test_every_type_of_the_graph_is_in_the_glossary() -> None:
    named = {
        name
        for name, type_ in core_schema(schema).type_map.items()
        if not name.startswith("__")
        and any(is_(type_) for is_ in (is_object_type, is_enum_type, is_scalar_type, is_input_object_type))
    }
    listed = [code(row[0]) for row in rows("docs/glossary.md", "Types of the graph")]
    assert listed == sorted(named - BUILT_IN)


def test_every_decision_is_listed_numbered_and_complete() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert numbers == sorted(set(numbers)), "they go up, and each is of one decision"
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", (pages[0].parent / "README.md").read_text(), re.M)
    titles = []
    for page in pages:
        text = page.read_text()
        assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"], page.name
        titles.append(tuple(text.splitlines()[0].removeprefix("# ").split(" ", 1)))
    assert [(number, title) for number, _, title in listed] == titles
    assert [link for _, link, _ in listed] == [page.name for page in pages]


def test_every_folder_of_tests_says_what_it_holds_to() -> None:
    folders = {path.parent for path in ROOT.glob("tests/*/test_*.py")}
    assert [folder.name for folder in sorted(folders) if not (folder / "README.md").exists()] == []


# What catalogues read


def test_publiccode_has_what_the_standard_demands() -> None:
    """publiccode.yml 0.7, "The Standard": keys with presence mandatory, and the bounds on texts."""
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"}
    assert not (required | {"description", "legal", "maintenance", "localisation"}) - described.keys()
    assert described["publiccodeYmlVersion"] == "0.7"
    assert described["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    for language, texts in described["description"].items():
        assert len(texts["shortDescription"]) <= 150, language
        assert 150 <= len(texts["longDescription"]) <= 10_000, language
        assert texts["features"], language
    assert described["legal"]["license"] == "EUPL-1.2"
    assert described["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all(contact["name"] for contact in described["maintenance"]["contacts"])
    assert described["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}


def test_the_texts_agree_on_version_and_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert described["softwareVersion"] == project["version"] and described["legal"]["license"] == project["license"]
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text()
    licence = (ROOT / "LICENSE").read_text()
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\. ", licence, re.M) == [str(number) for number in range(1, 16)] and "Appendix" in licence
    assert project["requires-python"].removeprefix(">=") in README
