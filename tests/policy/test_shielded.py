"""The list of shielded dossiers: hashes in a file, a command that makes them, and no way back to a number."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from app import Service
from auth.shielded import Shielded, ShieldedFile, ShieldedNumbers, pseudonym
from commands import main
from settings import Settings, Wrong
from tests.leaks import watch
from tests.workbench import bsn_of

KEY = b"a key of sixteen bytes or more"
ONE, OTHER = bsn_of("vera"), bsn_of("jan")


def written(path: Path, *lines: str) -> Path:
    """The file with these lines, as something that replaces it whole would leave it."""
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(f"{line}\n" for line in lines))
    os.replace(fresh, path)
    return path


def test_who_is_listed_is_shielded_and_nobody_else(tmp_path: Path) -> None:
    path = written(tmp_path / "list", "# who works here", "", f"  {pseudonym(KEY, ONE)}  ")
    shielded: Shielded = ShieldedFile(path, KEY)
    assert shielded.contains(ONE) and not shielded.contains(OTHER)
    assert not ShieldedFile(path, KEY + b".").contains(ONE), "with another key it is another list"
    assert ONE not in path.read_text() and ONE not in repr(shielded)


def test_a_list_that_changes_holds_at_once(tmp_path: Path) -> None:
    path = written(tmp_path / "list", pseudonym(KEY, ONE))
    shielded = ShieldedFile(path, KEY)
    written(path, pseudonym(KEY, OTHER))
    assert shielded.contains(OTHER) and not shielded.contains(ONE)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: written(path, "999999999")], ids=["gone", "no pseudonym"])
def test_a_list_that_is_spoilt_later_leaves_the_old_one_and_says_so(
    spoil: Callable[[Path], object], tmp_path: Path
) -> None:
    path = written(tmp_path / "list", pseudonym(KEY, ONE))
    shielded = ShieldedFile(path, KEY)
    spoil(path)
    with capture_logs() as logs:
        assert shielded.contains(ONE) and not shielded.contains(OTHER)
    assert {(each["event"], each["log_level"]) for each in logs} == {("lijst_onleesbaar", "error")}
    assert "999999999" not in str(logs)
    written(path, pseudonym(KEY, OTHER))
    assert shielded.contains(OTHER)


@pytest.mark.parametrize("line", [ONE, pseudonym(KEY, ONE).upper(), pseudonym(KEY, ONE)[:-1], "é" * 64, "x" * 64])
def test_a_line_that_is_no_pseudonym_stops_the_start_without_being_shown(line: str, tmp_path: Path) -> None:
    path = written(tmp_path / "list", pseudonym(KEY, OTHER), line)
    with pytest.raises(ValueError) as fault:
        ShieldedFile(path, KEY)
    watch("a fault of the list", str(fault.value))
    assert line not in str(fault.value)


def test_a_list_in_memory() -> None:
    assert ShieldedNumbers(ONE).contains(ONE) and not ShieldedNumbers(ONE).contains(OTHER)
    assert not ShieldedNumbers().contains(ONE) and ONE not in repr(ShieldedNumbers(ONE))


# The settings


def service(tmp_path: Path, **chosen: object) -> Service:
    return Service(Settings(_env_file=None, omgeving="ontwikkeling", data_dir=tmp_path, **chosen))  # type: ignore[call-arg, arg-type]


def test_on_a_workbench_one_persona_is_shielded_unless_a_list_says_otherwise(tmp_path: Path) -> None:
    assert service(tmp_path).shielded.contains(ONE)
    path = written(tmp_path / "list", pseudonym(KEY, OTHER))
    listed = service(tmp_path, shielded=path, shielded_key=KEY.decode()).shielded
    assert listed.contains(OTHER) and not listed.contains(ONE)


@pytest.mark.parametrize(
    "chosen",
    [
        {"shielded": Path("nergens"), "shielded_key": KEY.decode()},
        {"shielded": Path(__file__), "shielded_key": KEY.decode()},
        {"shielded": Path(__file__)},
        {"search_key": "too short"},
    ],
    ids=["no file", "no list", "no key", "a short key"],
)
def test_a_setting_that_is_wrong_stops_the_start_by_its_name(chosen: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(Wrong) as wrong:
        service(tmp_path, **chosen)
    assert f"MIJNDENHAAG_{next(iter(chosen)).upper()}" in str(wrong.value)


# The command


def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str, key: str = KEY.decode()
) -> tuple[int, str, str]:
    monkeypatch.setenv("MIJNDENHAAG_SHIELDED_KEY", key)
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    before = structlog.get_config()
    try:
        code = main(["afschermen"])
    finally:
        structlog.configure(**before)
    return code, *capsys.readouterr()


def test_the_command_prints_a_line_for_each_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = told(monkeypatch, capsys, f"{ONE}\n {OTHER} \n")
    assert (code, err) == (0, "") and re.fullmatch(r"([0-9a-f]{64}\n){2}", out)
    shielded = ShieldedFile(written(tmp_path / "list", *out.splitlines()), KEY)
    assert shielded.contains(ONE) and shielded.contains(OTHER)


@pytest.mark.parametrize(
    ("given", "key", "says"), [(f"{ONE}\n123456789\n", KEY.decode(), "line 2"), (f"{ONE}\n", "short", "SHIELDED_KEY")]
)
def test_the_command_prints_nothing_where_something_is_wrong(
    given: str, key: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(monkeypatch, capsys, given, key)
    assert code == 2 and out == "" and says in err
