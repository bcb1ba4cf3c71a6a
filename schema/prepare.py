"""From a document to an operation that can be executed: parsed, limited, validated and planned once, then kept."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema, GraphQLSyntaxError, parse, validate
from graphql.language import DocumentNode, OperationDefinitionNode, OperationType

from schema.documents import Document
from schema.errors import Fault, Foutcode, Rejected, located
from schema.limits import Limits, enforce, too_much
from schema.rules import RULES, in_our_words

__all__ = ["Prepared", "Preparer"]


@dataclass(slots=True, eq=False)
class Prepared:
    """One operation of a valid document. `digest` is the SHA-256 of its text, and what may be said of it in a log.

    `plan` is free for whoever executes it.
    """

    document: DocumentNode
    operation: OperationDefinitionNode
    digest: str
    plan: Any = None

    @property
    def name(self) -> str | None:
        """The name of the operation, as far as it has one."""
        return self.operation.name.value if self.operation.name else None

    @property
    def reads_only(self) -> bool:
        """Whether it may be broken off half-way."""
        return self.operation.operation is OperationType.QUERY


class Preparer:
    """Prepares operations for one schema and keeps them, by digest and operation name.

    `plan` is called once with each new operation and may raise `Rejected` or `Fault`. Trusted documents are kept for
    good; of free texts those used last, up to `room` bytes by estimate. What is refused is not kept.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits,
        plan: Callable[[Prepared], None] | None = None,
        *,
        room: int = 64 * 2**20,
    ) -> None:
        self._schema, self.limits, self._plan, self._room = schema, limits, plan, room
        self._trusted: dict[tuple[str, str | None], Prepared] = {}
        self._free: OrderedDict[tuple[str, str | None], tuple[Prepared, int]] = OrderedDict()
        self._used = 0

    def __len__(self) -> int:
        return len(self._trusted) + len(self._free)

    def prepare(self, document: Document, name: str | None = None) -> Prepared:
        """The operation of this name, or the only one. Raises `Rejected`."""
        key = (document.digest, name)
        prepared = self._trusted.get(key)
        if prepared is not None:
            return prepared
        kept = self._free.get(key)
        if kept is not None:
            self._free.move_to_end(key)
            return kept[0]
        try:
            prepared = self._prepared(document, name)
        except Fault as fault:
            raise Rejected([located(fault)]) from None
        if document.trusted:
            self._trusted[key] = prepared
        else:
            self._keep(key, prepared, document)
        return prepared

    def _prepared(self, document: Document, name: str | None) -> Prepared:
        parsed = self._parsed(document.text)
        enforce(parsed, self.limits)
        errors = validate(self._schema, parsed, RULES, max_errors=self.limits.errors, hide_suggestions=True)
        if errors:
            raise Rejected([in_our_words(error) for error in errors[: self.limits.errors]])
        prepared = Prepared(parsed, _operation(parsed, name), document.digest)
        if prepared.operation.operation is OperationType.SUBSCRIPTION:
            raise Fault(
                Foutcode.ONGELDIGE_INVOER,
                "Abonnementen kunnen hier niet worden uitgevoerd.",
                "Subscriptions cannot be executed here.",
            )
        if self._plan is not None:
            self._plan(prepared)
        return prepared

    def _parsed(self, text: str) -> DocumentNode:
        tokens = self.limits.tokens
        try:
            return parse(text, max_lexical_tokens=tokens, max_comments=tokens, max_source_length=self.limits.body)
        except GraphQLSyntaxError as error:
            place = located(self._fault(error.description))
            place.locations = error.locations
            raise Rejected([place]) from None

    def _fault(self, description: str) -> Fault:
        """What is wrong, without the words of the parser, which repeat the document."""
        if not description.endswith("Parsing aborted."):
            return Fault(Foutcode.ONGELDIGE_INVOER, *_SYNTAX)
        return too_much("tokens", self.limits.tokens) if "tokens" in description else Fault(Foutcode.TE_DUUR)

    def _keep(self, key: tuple[str, str | None], prepared: Prepared, document: Document) -> None:
        weight = _weight(prepared, document)
        self._free[key] = prepared, weight
        self._used += weight
        while self._used > self._room:
            _, (_, freed) = self._free.popitem(last=False)
            self._used -= freed


_SYNTAX = ("Syntaxfout in het document.", "Syntax error in the document.")


def _weight(prepared: Prepared, document: Document) -> int:
    """What it costs to keep, in bytes: the text, its tree (measured: 550 bytes per token), and a plan."""
    tokens: int = getattr(prepared.document, "token_count", 0)
    return 20_000 + len(document.text) + 600 * tokens


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if name is None and len(operations) == 1:
        return operations[0]
    for operation in operations:
        if name is not None and operation.name is not None and operation.name.value == name:
            return operation
    if name is None:
        raise Fault(
            Foutcode.ONGELDIGE_INVOER,
            "Geef met operationName aan welke operatie is bedoeld.",
            "Say by operationName which operation is meant.",
        )
    raise Fault(
        Foutcode.ONGELDIGE_INVOER,
        "Dit document heeft geen operatie met de naam in operationName.",
        "This document has no operation with the name in operationName.",
    )
