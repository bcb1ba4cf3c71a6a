"""docs/add-a-registry.md, undone and then followed to the letter in a copy of the tree."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT

GUIDE = ROOT / "docs" / "add-a-registry.md"
FILES = (
    "app.py",
    "commands.py",
    "entrance.py",
    "keeping.py",
    "manual.py",
    "plug.py",
    "practice.py",
    "settings.py",
    "pyproject.toml",
)
FOLDERS = ("schema", "resolvers", "sources", "auth", "graphql", "tests")
BLOCK = re.compile(
    r"^\*\*`(?P<path>[^`]+)`(?P<place>, [^*]+)?\*\*\n\n```(?:python|graphql)\n(?P<code>.*?)^```$", re.M | re.S
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the tree, without what belongs to this machine."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    return tmp_path


def steps(chapter: str) -> list[tuple[str, str, str]]:
    """What one chapter says to write: path, place in the file ("" for a new file), code."""
    text = GUIDE.read_text().partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    found = [(match["path"], (match["place"] or "")[2:], match["code"]) for match in BLOCK.finditer(text)]
    assert len(found) == len(re.findall("```(?:python|graphql)", text)) > 0, (
        f"a code block of {chapter!r} does not say where it goes"
    )
    return found


def undo(copy: Path, chapter: str) -> None:
    """Take out what a chapter says to write."""
    for path, place, code in steps(chapter):
        file = copy / path
        if not place:
            assert file.read_text() == code, f"{path} is not as the guide shows it"
            file.unlink()
            continue
        text = file.read_text()
        if place == "with the imports":
            for module, name in re.findall(r"^from (\S+) import (\w+)$", code, re.M):
                said = re.search(rf"^from {re.escape(module)} import (?:\(\n((?:    .+\n)+)\)|(.+))\n", text, re.M)
                assert said is not None
                names = re.findall(r"\w+(?: as \w+)?", said[1] or said[2])
                rest = [each for each in names if each != name]
                text = text.replace(said[0], f"from {module} import {', '.join(rest)}\n" if rest else "")
        else:
            assert code in text, f"{path} does not have what the guide shows"
            text = text.replace(code, "")
        file.write_text(text)


def follow(copy: Path, chapter: str) -> set[str]:
    """Do what a chapter says; the files that were there before and changed."""
    changed = set()
    for path, place, code in steps(chapter):
        file = copy / path
        if not place:
            assert not file.exists(), f"{path} is there already"
            file.parent.mkdir(exist_ok=True)
            file.write_text(code)
            continue
        changed.add(path)
        text = file.read_text()
        if place == "with the imports":
            text = re.sub(r"^(?=from |import )", code, text, count=1, flags=re.M)
        elif place.startswith("after `"):
            line = re.search(rf"^ *{re.escape(place[len('after `') : -1])}\n", text, re.M)
            assert line is not None, place
            text = text.replace(line[0], line[0] + code, 1)
        elif place == "in the list":
            text = text.rstrip().removesuffix(")") + code + ")\n"
        else:
            assert place.startswith("at the end of"), place
            text += code
        file.write_text(text)
    if imports := sorted(path for path in changed if path.endswith(".py")):
        run(copy, "ruff", "check", "--quiet", "--select", "I", "--fix", *imports)
    touched = sorted({path for path, _, _ in steps(chapter) if path.endswith(".py")})
    run(copy, "ruff", "check", "--quiet", *touched)
    run(copy, "ruff", "format", "--check", "--quiet", *touched)
    return changed


def run(copy: Path, *command: str) -> str:
    """Run one of our tools in the copy, which then comes before this tree; fails as it fails."""
    done = subprocess.run(
        [Path(sys.executable).parent / command[0], *command[1:]],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "HOME": str(copy)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_registry_is_one_folder_and_one_line_and_new_words_two_modules(copy: Path) -> None:
    for chapter in ("The words", "The line", "The folder"):
        undo(copy, chapter)
    stub = (copy / "sources" / "bag" / "stub.py").read_text()  # which the page names, and does not print
    shutil.rmtree(copy / "sources" / "bag")
    assert "BAGAdres" in run(ROOT, "python", "-m", "commands", "schema")
    assert "BAGAdres" not in run(copy, "python", "-m", "commands", "schema")
    assert "0 broken" in run(copy, "lint-imports", "--no-cache")

    changed = follow(copy, "The folder") | follow(copy, "The line")
    (copy / "sources" / "bag" / "stub.py").write_text(stub)
    assert changed == {"sources/__init__.py"}
    assert "1 passed" in run(copy, "pytest", "-q", "-p", "no:cacheprovider", "tests/contract/test_bag_adapter.py")
    assert "0 broken" in run(copy, "lint-imports", "--no-cache")

    assert follow(copy, "The words") == {"schema/adres.py", "graphql/operations/dossier/MijnDossier.graphql"}
    assert "1 passed" in run(copy, "pytest", "-q", "-p", "no:cacheprovider", "tests/graph/test_bagadres.py")
    assert run(copy, "python", "-m", "commands", "schema") == run(ROOT, "python", "-m", "commands", "schema")
