"""Keys of search results: for one employee, for ten minutes, and without a word of whom they are."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.principal import Principal
from auth.roles import Role
from auth.sealed import LASTS, SealedKeys

AGNES = Principal(Role.MEDEWERKER, "agnes", "kcc", 0)
SUBJECT = "999990019"
SECRET = b"a secret of sixteen bytes or more"


class Clock:
    """A clock that is put right by hand."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_who_searched_opens_it_until_it_is_over(clock: Clock) -> None:
    keys = SealedKeys(clock=clock)
    key = keys.seal(AGNES, SUBJECT)
    assert keys.open(AGNES, key) == SUBJECT
    clock.now += LASTS - 1
    assert keys.open(AGNES, key) == SUBJECT
    clock.now += 1
    assert keys.open(AGNES, key) is None


def test_a_key_tells_nothing_and_is_never_the_same_twice(clock: Clock) -> None:
    keys = SealedKeys(clock=clock)
    made = {keys.seal(AGNES, SUBJECT) for _ in range(100)}
    assert len(made) == 100
    for key in made:
        assert SUBJECT not in key and SUBJECT.encode() not in urlsafe_b64decode(key + "=" * (-len(key) % 4))


def test_a_key_looks_alike_for_everybody() -> None:
    keys = SealedKeys()
    assert len({len(keys.seal(replace(AGNES, id=agent), SUBJECT)) for agent in ("a", "agnes", "x" * 500)}) == 1


@given(st.text(max_size=12).filter(lambda other: other != AGNES.id))
def test_another_employees_is_nothing(other: str) -> None:
    keys = SealedKeys()
    assert keys.open(replace(AGNES, id=other), keys.seal(AGNES, SUBJECT)) is None


def test_somebody_of_the_same_name_who_is_no_employee_gets_nothing() -> None:
    keys = SealedKeys()
    assert keys.open(replace(AGNES, role=Role.INWONER), keys.seal(AGNES, SUBJECT)) is None


@given(st.data())
def test_what_was_changed_is_nothing(data: st.DataObject) -> None:
    keys = SealedKeys()
    key = keys.seal(AGNES, SUBJECT)
    sealed = bytearray(urlsafe_b64decode(key + "=" * (-len(key) % 4)))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    assert keys.open(AGNES, urlsafe_b64encode(sealed).decode().rstrip("=")) is None


@given(st.text(max_size=80) | st.text("abcXYZ019-_=", min_size=55, max_size=65))
def test_what_we_never_made_is_nothing(text: str) -> None:
    assert SealedKeys().open(AGNES, text) is None


def test_processes_with_one_secret_open_each_others_and_others_do_not() -> None:
    key = SealedKeys(SECRET).seal(AGNES, SUBJECT)
    assert SealedKeys(SECRET).open(AGNES, key) == SUBJECT
    assert SealedKeys(SECRET + b".").open(AGNES, key) is None
    assert SealedKeys().open(AGNES, key) is None
    with pytest.raises(ValueError):
        SealedKeys(b"too short")
