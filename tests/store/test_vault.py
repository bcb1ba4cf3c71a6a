"""The vault: what it seals only it opens, in its place; keys rotate; a workbench makes a key of its own."""

import base64
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.store.vault import Unreadable, Vault, development_key, digest

KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(3)]
LOOSE = settings(max_examples=50, deadline=None)
CONTENT, TABLE, ROW = b"burgerservicenummer 999990019", "sessions", b"row"


@LOOSE
@given(st.binary(max_size=300), st.text(max_size=20), st.binary(max_size=40))
def test_what_is_sealed_for_a_row_is_read_there(content: bytes, table: str, row: bytes) -> None:
    sealed = Vault(KEYS).seal(content, table, row)
    assert Vault(KEYS).unseal(sealed, table, row) == content
    assert len(sealed) == 1 + 4 + 12 + len(content) + 16


@LOOSE
@given(st.integers(0), st.integers(1, 255))
def test_no_byte_of_it_can_be_changed(place: int, change: int) -> None:
    sealed = bytearray(Vault(KEYS).seal(CONTENT, TABLE, ROW))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(Unreadable):
        Vault(KEYS).unseal(bytes(sealed), TABLE, ROW)


@LOOSE
@given(st.integers(0, 100))
def test_no_part_of_it_is_enough(length: int) -> None:
    sealed = Vault(KEYS).seal(CONTENT, TABLE, ROW)
    with pytest.raises(Unreadable):
        Vault(KEYS).unseal(sealed[: length % len(sealed)], TABLE, ROW)


@pytest.mark.parametrize(("table", "row"), [("contacts", ROW), (TABLE, b"other"), ("session", b"srow"), ("", b"")])
def test_it_cannot_be_carried_to_another_row(table: str, row: bytes) -> None:
    sealed = Vault(KEYS).seal(CONTENT, TABLE, ROW)
    with pytest.raises(Unreadable):
        Vault(KEYS).unseal(sealed, table, row)


def test_two_of_the_same_are_not_alike() -> None:
    vault = Vault(KEYS)
    assert len({vault.seal(CONTENT, TABLE, ROW) for _ in range(100)}) == 100


def test_the_first_key_seals_and_all_read_so_a_key_is_rotated() -> None:
    old, both, new = Vault(KEYS[:1]), Vault([KEYS[1], KEYS[0]]), Vault(KEYS[1:2])
    before, during = old.seal(CONTENT, TABLE, ROW), both.seal(CONTENT, TABLE, ROW)
    assert both.unseal(before, TABLE, ROW) == new.unseal(during, TABLE, ROW) == CONTENT
    for vault, sealed in ((new, before), (old, during)):
        with pytest.raises(Unreadable):
            vault.unseal(sealed, TABLE, ROW)
    assert old.blind("sid", "x") in both.blinds("sid", "x")
    assert both.blind("sid", "x") == both.blinds("sid", "x")[0] == new.blind("sid", "x")


@LOOSE
@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_two_values_are_blinded_to_the_same_only_where_they_are_the_same(one: list[str], other: list[str]) -> None:
    vault = Vault(KEYS)
    assert (vault.blind(*one) == vault.blind(*other)) == (one == other)


def test_nothing_shows_a_key() -> None:
    vault = Vault(KEYS)
    assert not any(key in f"{vault!r} {vars(vault)}" for key in KEYS)


@pytest.mark.parametrize("wrong", ["", "geheim", "a" * 44, KEYS[0][:-2], KEYS[0] + "====", "é" * 32, "-" * 44])
def test_what_is_no_key_is_told_without_it(wrong: str) -> None:
    with pytest.raises(ValueError) as told:
        Vault([KEYS[0], wrong])
    assert not wrong or wrong not in str(told.value)


def test_without_a_key_there_is_no_vault() -> None:
    with pytest.raises(ValueError):
        Vault([])


def test_a_workbench_makes_a_key_and_keeps_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    sealed = Vault([development_key(folder)]).seal(CONTENT, TABLE, ROW)
    assert Vault([development_key(folder)]).unseal(sealed, TABLE, ROW) == CONTENT
    assert stat.S_IMODE((folder / "store-key").stat().st_mode) == 0o600
    (folder / "store-key").chmod(0o604)
    with pytest.raises(PermissionError, match="store-key"):
        development_key(folder)
    (folder / "store-key").chmod(0o600)
    (folder / "store-key").write_bytes(b"\xff")
    with pytest.raises(ValueError):
        Vault([development_key(folder)])


def test_a_digest_takes_any_text() -> None:
    assert len(digest("")) == len(digest("\ud800")) == 32 and digest("a") != digest("b")
