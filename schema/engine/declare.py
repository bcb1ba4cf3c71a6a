"""The three ways to declare a field: plain (one path), derived (a pure function of paths), edge (records elsewhere).

From the declaration come the description in two languages, the directives of the SDL, the registry's field selection,
the permission check, the cost and both executions. Nothing of these is said anywhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, dataclass_transform

from auth.groups import FieldGroup
from auth.policy import FACTS
from auth.table import NOTED
from schema.engine.declaration import Declared
from schema.engine.seams import DeclaredField, argument_resolver, camel, make_type
from schema.engine.words import Words
from sources.core.paths import attributes

__all__ = ["derived", "edge", "from_record", "plain"]

T = TypeVar("T", bound=type)


def plain(nl: str, en: str, path: str = "", *, group: FieldGroup | None = None, whole: bool = False) -> Any:
    """A value as the registry has it; without a path, at its own name."""
    return DeclaredField.of(Declared(Words(nl, en), (path,), group, whole=whole))


def derived(
    nl: str,
    en: str,
    function: Callable[..., Any],
    *needs: str,
    group: FieldGroup | None = None,
    picks: tuple[str, ...] = (),
) -> Any:
    """A pure function of the values at the declared paths; it is given those values and nothing else.

    One that `picks` is given the records at its one path and gives some of them: it decides by these paths below it,
    and what is selected of those that it gives is asked besides.
    """
    return DeclaredField.of(Declared(Words(nl, en), needs, group, function=function, picks=picks))


def edge(
    nl: str,
    en: str,
    function: Callable[..., Any],
    *needs: str,
    group: FieldGroup | None = None,
    cost: int = 1,
    size: int = 1,
    sized_by: str = "",
    arguments: Mapping[str, Words] | None = None,
    source: str = "",
    authority: str = "",
    picks: tuple[str, ...] = (),
    also: tuple[FieldGroup, ...] = (),
) -> Any:
    """Records from elsewhere: `function(*values at needs, ask, *, graphql arguments)`.

    `cost` counts the upstream calls of following it once; `size` the items that its list is assumed to hold, unless the
    argument `sized_by` (a number, or a list) says so. Every argument has its words. `source` is the registry, where a
    value of it comes and no record; or several, with commas, the first of which a resident is told. For those at the
    path `authority` of a person, it depends on whom that person has parental authority over. One that `picks` brings
    nothing in: it gives some of the records at its one path, as a derived field does, by arguments. What is of several
    groups at once names the others in `also`: it takes all of them.
    """
    declared = Declared(
        Words(nl, en),
        needs,
        group,
        cost,
        size,
        sized_by,
        function,
        True,
        arguments=arguments or {},
        picks=picks,
        authority=authority,
        source=source,
        also=also,
    )
    made = DeclaredField.of(declared)
    made.base_resolver = argument_resolver(function, declared.arguments)
    return made


@dataclass_transform(kw_only_default=True, field_specifiers=(plain, derived, edge))
def from_record(
    record: type | None,
    nl: str,
    en: str,
    *,
    name: str | None = None,
    group: FieldGroup | None = None,
    subject: str | None = None,
    facts: Mapping[str, str] | None = None,
    presence: str = "",
    container: bool = False,
) -> Callable[[T], T]:
    """A GraphQL type whose root objects are `record`s.

    `subject` is the path that names whose data it is; `facts` are what the policy wants to see of the record before it
    is shown, by name and path; empty where a record of this kind tells none, as that of an organisation. `presence` is
    the path that tells with the least that there is such a record, where nothing else of it is selected; without it all
    of the record is asked. A `container` is a page of records, whose own fields are no data about anybody.
    """

    def wrap(cls: T) -> T:
        told = frozenset(facts or ())
        untold = frozenset().union(*FACTS.values()) - NOTED - told if subject and facts != {} else frozenset()
        if untold:
            raise TypeError(f"{cls.__name__} is a data subject and does not tell {', '.join(untold)}. Give `facts=`.")
        made, fields = make_type(cls, record, Words(nl, en), name, presence)
        for each in fields:
            if not isinstance(each, DeclaredField):
                raise TypeError(f"{cls.__name__}.{each.python_name}: declare it with plain, derived or edge.")
            declared = each.declared
            own = declared.group or group
            if own is None and not container:
                raise TypeError(
                    f"{cls.__name__}.{each.python_name} has no field group: nobody may read it. Give `group=`."
                )
            needs = tuple(path or camel(each.python_name) for path in declared.needs)
            placed = replace(declared, needs=needs, group=own, container=container)
            if record is not None:
                for path in (*placed.paths, *(facts or {}).values(), *([presence] if presence else [])):
                    attributes(record, path)  # a path that the record lacks does not build
            each.belong(placed, record, subject, dict(facts or {}))
        typed: T = made
        return typed

    return wrap
