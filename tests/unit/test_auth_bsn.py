"""The eleven-test."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn


@pytest.mark.parametrize("number", ["999990019", "999993653", "111222333", "123456782"])
def test_numbers_that_pass(number: str) -> None:
    assert valid_bsn(number)


@pytest.mark.parametrize(
    "number",
    ["", "000000000", "999990018", "99999001", "9999900190", " 99999001", "999990019\n", "99999001a", "٩٩٩٩٩٠٠١٩"],
)
def test_what_is_no_number_of_anybody(number: str) -> None:
    assert not valid_bsn(number)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(stem: int, at: int, by: int) -> None:
    valid = [number for last in range(10) if valid_bsn(number := f"{stem:08}{last}")]
    assert len(valid) <= 1
    for number in valid:
        wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
        assert not valid_bsn(wrong)
