"""Who is surely a minor."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.age import is_minor

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("born", "minor"),
    [
        ((2008, 11, 23), False),
        ((2008, 11, 24), True),
        ((2008, 11, None), False),
        ((2008, 12, None), True),
        ((2008, None, None), False),
        ((2009, None, None), True),
        ((2009, None, 31), True),
        ((2026, 11, 23), True),
        ((2026, 11, 24), False),
        ((None, None, None), False),
        ((0, 0, 0), False),
        ((2009, 0, 0), True),
        ((1950, 5, 5), False),
    ],
)
def test_what_is_not_known_counts_against_being_a_minor(
    born: tuple[int | None, int | None, int | None], minor: bool
) -> None:
    assert is_minor(TODAY, *born) is minor


def test_who_was_born_on_29_february_is_of_age_on_1_march() -> None:
    assert is_minor(date(2026, 2, 28), 2008, 2, 29)
    assert not is_minor(date(2026, 3, 1), 2008, 2, 29)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.dates(date(2008, 1, 1), date(2030, 12, 31)))
def test_knowing_less_never_makes_a_minor(born: date, today: date) -> None:
    exact = is_minor(today, born.year, born.month, born.day)
    if born <= today:
        assert exact or not is_minor(today, born.year, born.month)
        assert is_minor(today, born.year, born.month) or not is_minor(today, born.year)
