"""Days in words."""

from datetime import date

__all__ = ["in_woorden"]

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def in_woorden(dag: date, language: str) -> str:
    """A day as a sentence has it: "1 maart 2028", "1 March 2028"."""
    return f"{dag.day} {_MONTHS[language][dag.month - 1]} {dag.year}"
