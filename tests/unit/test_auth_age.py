"""What a child is to its parents by its age, and who is surely a minor."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.age import child_of_age
from auth.roles import Relation

TODAY = date(2026, 11, 23)
YOUNG, TWELVE, SIXTEEN, OTHER = Relation.KIND_TOT_12, Relation.KIND_VAN_12, Relation.KIND_VAN_16, Relation.ANDER
# From the one that sees most of a child to the one that sees nothing.
ORDER = (YOUNG, TWELVE, SIXTEEN, OTHER)


@pytest.mark.parametrize(
    ("born", "relation"),
    [
        ((2026, 11, 23), YOUNG),
        ((2014, 11, 24), YOUNG),
        ((2014, 11, 23), TWELVE),
        ((2010, 11, 24), TWELVE),
        ((2010, 11, 23), SIXTEEN),
        ((2008, 11, 24), SIXTEEN),
        ((2008, 11, 23), OTHER),
        ((1950, 5, 5), OTHER),
    ],
)
def test_a_child_is_another_from_the_day_of_its_birthday(born: tuple[int, int, int], relation: Relation) -> None:
    assert child_of_age(TODAY, *born) is relation


@pytest.mark.parametrize(
    ("born", "relation"),
    [
        ((2008, 11, None), OTHER),
        ((2008, 12, None), SIXTEEN),
        ((2008, None, None), OTHER),
        ((2009, None, None), SIXTEEN),
        ((2009, None, 31), SIXTEEN),
        ((2009, 0, 0), SIXTEEN),
        ((2010, 12, None), TWELVE),
        ((2010, None, None), SIXTEEN),
        ((2014, 11, None), TWELVE),
        ((2014, 12, None), YOUNG),
        ((2014, None, None), TWELVE),
        ((2015, None, None), YOUNG),
        ((2026, 11, 24), OTHER),
        ((2026, 12, None), OTHER),
        ((2027, None, None), OTHER),
        ((None, None, None), OTHER),
        ((None, 3, 5), OTHER),
        ((0, 0, 0), OTHER),
    ],
)
def test_what_is_not_known_counts_as_being_older(
    born: tuple[int | None, int | None, int | None], relation: Relation
) -> None:
    assert child_of_age(TODAY, *born) is relation


@pytest.mark.parametrize(
    ("years", "before", "after"), [(12, YOUNG, TWELVE), (16, TWELVE, SIXTEEN), (18, SIXTEEN, OTHER)]
)
@pytest.mark.parametrize("leap", [2004, 2008, 2012])
def test_who_was_born_on_29_february_is_a_year_older_on_1_march(
    leap: int, years: int, before: Relation, after: Relation
) -> None:
    of_age = date(leap + years, 3, 1)
    eve = of_age - timedelta(days=1)
    if (eve.month, eve.day) == (2, 29):  # in a leap year the birthday is there
        assert child_of_age(eve - timedelta(days=1), leap, 2, 29) is before
        assert child_of_age(eve, leap, 2, 29) is after
    else:
        assert child_of_age(eve, leap, 2, 29) is before
    assert child_of_age(of_age, leap, 2, 29) is after


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.dates(date(2008, 1, 1), date(2030, 12, 31)))
def test_knowing_less_never_makes_a_younger_child(born: date, today: date) -> None:
    if born <= today:
        exact = child_of_age(today, born.year, born.month, born.day)
        month, year = child_of_age(today, born.year, born.month), child_of_age(today, born.year)
        assert ORDER.index(exact) <= ORDER.index(month) <= ORDER.index(year)


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2030, 12, 30)), st.dates(date(1990, 1, 1), date(2030, 12, 30)))
def test_nobody_grows_younger(born: date, today: date) -> None:
    if born <= today:
        now = child_of_age(today, born.year, born.month, born.day)
        tomorrow = child_of_age(today + timedelta(days=1), born.year, born.month, born.day)
        assert ORDER.index(now) <= ORDER.index(tomorrow)
