"""Registry paths on record types: `naam.volledigeNaam` of the registry is `.naam.volledige_naam` of the record."""

from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import msgspec

__all__ = ["Names", "annotation_at", "attributes", "identity_of", "join", "optional_of", "read"]

Names = tuple[str, ...]


def optional_of(annotation: Any) -> tuple[Any, bool]:
    """The annotation without None, and whether None was in it."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [arg for arg in get_args(annotation) if arg is not type(None)]
        return (rest[0] if len(rest) == 1 else reduce(or_, rest)), len(rest) < len(get_args(annotation))
    return annotation, False


@cache
def attributes(record: Any, path: str) -> Names:
    """The attribute names along a path; a path that the record does not have does not build."""
    names = []
    for step in path.split("."):
        fields = _steps(_item(record))
        if step not in fields:
            have = ", ".join(fields) or "no fields"
            raise TypeError(f"{getattr(record, '__name__', record)} has no {step!r} (of {path!r}); it has {have}.")
        name, record = fields[step]
        names.append(name)
    return tuple(names)


def annotation_at(record: Any, path: str) -> Any:
    """What the record says about the value at a path: optional as soon as a step is; Any when read through a list."""
    empty = False
    for step in path.split("."):
        here, optional = optional_of(record)
        empty = empty or optional
        if get_origin(here) is list:
            return Any
        record = _steps(here)[step][1]
    return record | None if empty else record


def identity_of(record: Any) -> frozenset[str]:
    """The paths without which the record is nobody's: its required fields."""
    if not (isinstance(record, type) and issubclass(record, msgspec.Struct)):
        return frozenset()
    return frozenset(f.encode_name for f in msgspec.structs.fields(record) if f.required)


def read(value: Any, names: Names) -> Any:
    """The value at a path; None as soon as a step is empty; a list is read item by item."""
    for at, name in enumerate(names):
        if value is None:
            return None
        if isinstance(value, list):
            return [read(item, names[at:]) for item in value]
        value = getattr(value, name)
    return value


def join(prefix: str, path: str) -> str:
    """A path below a path."""
    return f"{prefix}.{path}" if prefix else path


def _item(annotation: Any) -> Any:
    here, _ = optional_of(annotation)
    return optional_of(get_args(here)[0])[0] if get_origin(here) is list else here


@cache
def _steps(record: Any) -> dict[str, tuple[str, Any]]:
    """Registry name to attribute name and annotation; a ClassVar is a fact about the record type, read like a field."""
    if not (isinstance(record, type) and issubclass(record, msgspec.Struct)):
        return {}
    steps = {f.encode_name: (f.name, f.type) for f in msgspec.structs.fields(record)}
    for name, annotation in get_type_hints(record).items():
        if get_origin(annotation) is ClassVar:
            steps[name] = (name, get_args(annotation)[0])
    return steps
