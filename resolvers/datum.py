"""What is derived of an incomplete date: its parts, also where the date is whole."""

from datetime import date

__all__ = ["is_volledig", "jaar", "maand"]


def is_volledig(datum: date | None) -> bool:
    """Whether day, month and year are all known."""
    return datum is not None


def jaar(datum: date | None, jaar: int | None) -> int | None:
    """The year, as far as it is known."""
    return datum.year if datum is not None else jaar


def maand(datum: date | None, maand: int | None) -> int | None:
    """The month, as far as it is known."""
    return datum.month if datum is not None else maand
