"""How much one request may ask, measured before validation: big documents make validation itself dear."""

from dataclasses import dataclass, field

from graphql import DocumentNode
from graphql.language import (
    DefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from schema.errors import Fault, Foutcode, Rejected, located

__all__ = ["Limits", "enforce", "too_much"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request may hold.

    `body` and `variables` in bytes, `nesting` in lists and objects within each other in the variables, `arrival` in
    seconds until the whole body is there. `depth` (nested fields, introspection left out), `aliases`, `directives`,
    `root_fields` and `fields` count what an operation holds after following its fragments, before `@skip` and
    `@include`. `repeats` are pairs of fields that share a name in one selection set: validation compares each pair.
    `errors` is how many validation errors are told.
    """

    body: int = 65_536
    variables: int = 16_384
    nesting: int = 32
    arrival: float = 10.0
    tokens: int = 2_000
    depth: int = 12
    aliases: int = 30
    directives: int = 8
    root_fields: int = 20
    fields: int = 1_000
    repeats: int = 300
    errors: int = 5


@dataclass(slots=True)
class _Tally:
    """What a definition holds; `spreads` are its fragments, each with its depth and whether at the root."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    root_fields: int = 0
    fields: int = 0
    repeats: int = 0
    spreads: list[tuple[str, int | None, bool]] = field(default_factory=list)


_WORDS = {
    "tokens": ("tekens", "tokens"),
    "depth": ("niveaus diep", "levels deep"),
    "aliases": ("aliassen", "aliases"),
    "directives": ("directives", "directives"),
    "root_fields": ("velden aan de wortel", "fields at the root"),
    "fields": ("velden", "fields"),
    "repeats": ("herhalingen van velden", "repetitions of fields"),
}


def enforce(document: DocumentNode, limits: Limits) -> None:
    """Raise `Rejected` with TE_DUUR when an operation of the document, or the document as written, is over a limit."""
    own = [(definition, _own(definition)) for definition in document.definitions]
    written = {what: sum(getattr(tally, what) for _, tally in own) for what in ("aliases", "directives", "repeats")}
    _check(written, None, limits)  # validation also reads what no operation reaches
    fragments = _expanded(
        {definition.name.value: tally for definition, tally in own if isinstance(definition, FragmentDefinitionNode)}
    )
    for definition, tally in own:
        if isinstance(definition, OperationDefinitionNode):
            _add(tally, fragments)
            counts = {
                what: getattr(tally, what) for what in ("depth", "aliases", "directives", "root_fields", "fields")
            }
            _check(counts, definition, limits)


def too_much(what: str, most: int) -> Fault:
    """The fault of going over one limit; `what` is the limit's name."""
    dutch, english = _WORDS[what]
    return Fault(
        Foutcode.TE_DUUR,
        f"Dit document vraagt te veel: ten hoogste {most} {dutch}.",
        f"This document asks too much: at most {most} {english}.",
    )


def _check(counts: dict[str, int], at: OperationDefinitionNode | None, limits: Limits) -> None:
    for what, count in counts.items():
        most: int = getattr(limits, what)
        if count > most:
            raise Rejected([located(too_much(what, most), [at] if at else None)])


def _own(definition: DefinitionNode) -> _Tally:
    """What the definition holds itself, fragments not followed; walked without recursion."""
    tally = _Tally(directives=len(getattr(definition, "directives", None) or ()))
    for variable in getattr(definition, "variable_definitions", None) or ():
        tally.directives += len(variable.directives or ())
    start = getattr(definition, "selection_set", None)
    # a level of None is introspection, which validation limits by a rule of its own; `keys` are the response names so
    # far at this place, shared with the inline fragments that stand there
    stack: list[tuple[SelectionSetNode, int | None, bool, dict[str, int]]] = [(start, 0, True, {})] if start else []
    while stack:
        selection_set, level, at_root, keys = stack.pop()
        for selection in selection_set.selections:
            tally.directives += len(selection.directives or ())
            if isinstance(selection, FieldNode):
                inner = _count(tally, selection, level, at_root, keys)
                if selection.selection_set:
                    stack.append((selection.selection_set, inner, False, {}))
            elif isinstance(selection, InlineFragmentNode):
                stack.append((selection.selection_set, level, at_root, keys))
            elif isinstance(selection, FragmentSpreadNode):
                tally.spreads.append((selection.name.value, level, at_root))
    return tally


def _count(tally: _Tally, node: FieldNode, level: int | None, at_root: bool, keys: dict[str, int]) -> int | None:
    """Count one field; gives the level of what is selected in it."""
    key = (node.alias or node.name).value
    before = keys.get(key, 0)
    keys[key] = before + 1
    tally.repeats += before
    tally.fields += 1
    tally.aliases += node.alias is not None
    tally.root_fields += at_root
    if level is None or node.name.value.startswith("__"):
        return None
    tally.depth = max(tally.depth, level + 1)
    return level + 1


def _expanded(fragments: dict[str, _Tally]) -> dict[str, _Tally]:
    """The fragments with what they spread added, innermost first; a spread that closes a circle adds nothing."""
    done: dict[str, _Tally] = {}
    for first in fragments:
        path = [] if first in done else [first]
        on_path = set(path)
        while path:
            tally = fragments[path[-1]]
            for name, _, _ in tally.spreads:
                if name in fragments and name not in done and name not in on_path:
                    path.append(name)
                    on_path.add(name)
                    break
            else:
                _add(tally, done)
                done[path[-1]] = tally
                on_path.remove(path.pop())
    return done


def _add(tally: _Tally, fragments: dict[str, _Tally]) -> None:
    """Add what the spreads bring, as often as they are spread."""
    for name, level, at_root in tally.spreads:
        inner = fragments.get(name)
        if inner is None:
            continue
        tally.aliases += inner.aliases
        tally.directives += inner.directives
        tally.fields += inner.fields
        tally.root_fields += inner.root_fields if at_root else 0
        if level is not None:
            tally.depth = max(tally.depth, level + inner.depth)
