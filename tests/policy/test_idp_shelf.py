"""What the identity provider of development remembers: for a while, and never too much."""

from hypothesis import given
from hypothesis import strategies as st

from auth.development.shelf import Shelf

STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 4)), max_size=30)


@given(steps=STEPS)
def test_a_value_is_there_until_its_time_is_over(steps: list[tuple[str, int, int]]) -> None:
    now, kept = 0.0, {}
    shelf: Shelf[int] = Shelf(5, lambda: now)
    for key, value, pause in steps:
        shelf.put(key, value)
        kept[key] = (now + 5, value)
        now += pause
        for name in "abc":
            until, expected = kept.get(name, (0.0, None))
            assert shelf.get(name) == (expected if until > now else None)


@given(count=st.integers(0, 20))
def test_the_oldest_goes_when_there_is_too_much(count: int) -> None:
    shelf: Shelf[int] = Shelf(5, lambda: 0.0, most=8)
    for number in range(count):
        shelf.put(str(number), number)
    assert shelf.values() == list(range(max(0, count - 8), count))


def test_what_is_taken_is_gone() -> None:
    shelf: Shelf[int] = Shelf(5, lambda: 0.0)
    key = shelf.add(7)
    assert len(key) >= 43 and (shelf.take(key), shelf.take(key)) == (7, None)
