"""What may be asked of a stand-in of the registries of persons: checks of parameters, and what is wrong with a body."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from sources.city.haalcentraal import Fault, Json

__all__ = ["Check", "Kinds", "day", "faults", "fields", "text", "texts"]

Check: TypeAlias = Callable[[str, Any], Iterator[Fault]]
# Per type of query: the parameters that must be there, and those that may.
Kinds: TypeAlias = Mapping[str, tuple[Mapping[str, Check], Mapping[str, Check]]]


def text(pattern: str) -> Check:
    """A text of this form."""
    form = re.compile(pattern)

    def check(name: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or form.fullmatch(value) is None:
            yield Fault(name, "pattern", "Waarde voldoet niet aan patroon", pattern=f"^{pattern}$")

    return check


def texts(limit: int, pattern: str) -> Check:
    """A list of one to so many texts of this form."""
    each = text(pattern)

    def check(name: str, value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(name, "array", "Parameter is geen array.")
        elif not value:
            yield Fault(name, "minItems", "Array bevat minder dan 1 items.")
        elif len(value) > limit:
            yield Fault(name, "maxItems", f"Array bevat meer dan {limit} items.")
        else:
            for place, item in enumerate(value):
                for fault in each(name, item):
                    yield Fault(name, fault.code, fault.reason, place, fault.pattern)

    return check


def fields(limit: int, known: Collection[str], automatic: Collection[str]) -> Check:
    """One to so many paths that are known; what is given automatically may not be asked, wherever in a path."""
    form = texts(limit, r"[a-zA-Z0-9\._]{1,200}")

    def check(name: str, value: Any) -> Iterator[Fault]:
        wrong = list(form(name, value))
        yield from wrong
        if wrong:
            return
        for place, path in enumerate(value):
            if path not in known:
                kind = "niet toegestane" if set(path.split(".")) & set(automatic) else "niet bestaande"
                yield Fault(name, "fields", f"Parameter bevat een {kind} veldnaam.", place)

    return check


def day(name: str, value: Any) -> Iterator[Fault]:
    """A whole date."""
    try:
        if not isinstance(value, str) or len(value) != len("2026-01-31"):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        yield Fault(name, "date", "Waarde is geen geldige datum.")


def faults(body: Json, kinds: Kinds) -> list[Fault]:
    """All that is wrong with a body; a query without a known type has nothing else to be judged by."""
    kind = body.get("type")
    if kind is None:
        return [Fault("type", "required", "Parameter is verplicht.")]
    if not isinstance(kind, str) or kind not in kinds:
        return [Fault("type", "value", "Waarde is geen geldig zoek type.")]
    required, optional = kinds[kind]
    known = {**optional, **required}
    found = [Fault(name, "required", "Parameter is verplicht.") for name in required if body.get(name) is None]
    for name, value in body.items():
        if name == "type" or (value is None and name in required):
            continue
        if name in known:
            found.extend(known[name](name, value))
        else:
            found.append(Fault(name, "unknownParam", "Parameter is niet verwacht."))
    return found
