"""How long something takes, and how long is left, in words."""

import re
from datetime import date

from resolvers.ask import Ask
from resolvers.dagen import in_woorden

__all__ = ["binnen", "in_duur", "laatste_dag", "uiterlijk", "woorden"]

_DURATION = re.compile(r"P(?=[0-9])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?")
_UNITS = {
    "nl": (("jaar", "jaar"), ("maand", "maanden"), ("week", "weken"), ("dag", "dagen")),
    "en": (("year", "years"), ("month", "months"), ("week", "weeks"), ("day", "days")),
}
_AND = {"nl": " en ", "en": " and "}


def in_duur(duur: str | None, ask: Ask) -> str | None:
    """An ISO 8601 duration in words: "8 weken"."""
    return woorden(duur, ask.context.language)


def binnen(duur: str | None, ask: Ask) -> str | None:
    """Within which time: "binnen 8 weken"."""
    words = woorden(duur, ask.context.language)
    return None if words is None else f"{'within' if ask.context.language == 'en' else 'binnen'} {words}"


def uiterlijk(dag: date | None, einddatum: date | None, opgeschort: bool | None, ask: Ask) -> str | None:
    """By when something is to be ready, and how that stands today."""
    return laatste_dag(dag, einddatum, bool(opgeschort), ask.context.today, ask.context.language)


def laatste_dag(dag: date | None, einddatum: date | None, opgeschort: bool, today: date, language: str) -> str | None:
    """By when something is to be ready, and how that stands on a day.

    What has ended says when; what stands still has no last day for now.
    """
    english = language == "en"
    if einddatum is not None:
        return f"{'completed on' if english else 'afgerond op'} {in_woorden(einddatum, language)}"
    if dag is None:
        return None
    words, left = in_woorden(dag, language), (dag - today).days
    if opgeschort:
        said = "the term stands still; it ran until" if english else "de termijn staat stil; die liep tot"
        return f"{said} {words}"
    if left < 0:
        return f"should have been ready on {words}" if english else f"had op {words} klaar moeten zijn"
    if left == 0:
        return f"today at the latest, {words}" if english else f"uiterlijk vandaag, {words}"
    days = _counted(left, _UNITS[language][3])
    return f"on {words} at the latest, {days} left" if english else f"uiterlijk op {words}, nog {days}"


def woorden(duur: str | None, language: str) -> str | None:
    """An ISO 8601 duration of days, weeks, months or years in words; nothing of any other text."""
    found = _DURATION.fullmatch(duur or "")
    if found is None:
        return None
    numbers = zip(found.groups(), _UNITS[language], strict=True)
    parts = [_counted(int(number), unit) for number, unit in numbers if number is not None and int(number)]
    *first, last = parts or [_counted(0, _UNITS[language][3])]
    return _AND[language].join([", ".join(first), last]) if first else last


def _counted(number: int, unit: tuple[str, str]) -> str:
    return f"{number} {unit[0] if number == 1 else unit[1]}"
