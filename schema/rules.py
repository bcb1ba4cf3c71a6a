"""The rules of validation, each speaking in our own words: graphql-core's texts repeat values and make suggestions."""

from typing import Any

from graphql import GraphQLError
from graphql.language import ArgumentNode, FieldNode, Node, VariableDefinitionNode, VariableNode, print_ast
from graphql.validation import (
    ASTValidationRule,
    OverlappingFieldsCanBeMergedRule,
    ValuesOfCorrectTypeRule,
    specified_rules,
)

from schema.errors import Fault, Foutcode, located, spoken

__all__ = ["RULES", "TEXTS", "in_our_words"]

TEXTS = {
    "ExecutableDefinitionsRule": (
        "Alleen query's, mutaties en fragmenten kunnen worden uitgevoerd.",
        "Only queries, mutations and fragments can be executed.",
    ),
    "KnownOperationTypesRule": (
        "Dit soort operatie is er niet.",
        "There is no such kind of operation.",
    ),
    "UniqueOperationNamesRule": (
        "Meer dan één operatie heet '{name}'.",
        "More than one operation is named '{name}'.",
    ),
    "LoneAnonymousOperationRule": (
        "Een operatie zonder naam moet de enige zijn.",
        "An operation without a name must be the only one.",
    ),
    "SingleFieldSubscriptionsRule": (
        "Een abonnement heeft precies één veld aan de wortel.",
        "A subscription has exactly one field at the root.",
    ),
    "KnownTypeNamesRule": (
        "Het type '{name}' bestaat niet.",
        "The type '{name}' does not exist.",
    ),
    "FragmentsOnCompositeTypesRule": (
        "Een fragment kan niet op dit type staan.",
        "A fragment cannot be on this type.",
    ),
    "VariablesAreInputTypesRule": (
        "Een variabele kan niet van dit type zijn.",
        "A variable cannot be of this type.",
    ),
    "ScalarLeafsRule": (
        "Het veld '{name}' vraagt om een selectie van velden, of kan er juist geen hebben.",
        "The field '{name}' needs a selection of fields, or cannot have one.",
    ),
    "FieldsOnCorrectTypeRule": (
        "Het veld '{name}' bestaat niet op het type '{type}'.",
        "The field '{name}' does not exist on the type '{type}'.",
    ),
    "UniqueFragmentNamesRule": (
        "Meer dan één fragment heet '{name}'.",
        "More than one fragment is named '{name}'.",
    ),
    "KnownFragmentNamesRule": (
        "Het fragment '{name}' bestaat niet.",
        "The fragment '{name}' does not exist.",
    ),
    "NoUnusedFragmentsRule": (
        "Het fragment '{name}' wordt niet gebruikt.",
        "The fragment '{name}' is not used.",
    ),
    "PossibleFragmentSpreadsRule": (
        "Dit fragment kan hier niet staan: het past niet bij het type.",
        "This fragment cannot be spread here: it does not fit the type.",
    ),
    "NoFragmentCyclesRule": (
        "Het fragment '{name}' bevat zichzelf.",
        "The fragment '{name}' contains itself.",
    ),
    "UniqueVariableNamesRule": (
        "Meer dan één variabele heet '{name}'.",
        "More than one variable is named '{name}'.",
    ),
    "NoUndefinedVariablesRule": (
        "De variabele '{name}' is niet gedeclareerd.",
        "The variable '{name}' is not defined.",
    ),
    "NoUnusedVariablesRule": (
        "De variabele '{name}' wordt niet gebruikt.",
        "The variable '{name}' is not used.",
    ),
    "KnownDirectivesRule": (
        "De directive '{name}' bestaat niet, of mag hier niet staan.",
        "The directive '{name}' does not exist, or may not be used here.",
    ),
    "UniqueDirectivesPerLocationRule": (
        "De directive '{name}' mag hier maar één keer staan.",
        "The directive '{name}' may be used only once here.",
    ),
    "KnownArgumentNamesRule": (
        "Het argument '{name}' bestaat hier niet.",
        "The argument '{name}' does not exist here.",
    ),
    "UniqueArgumentNamesRule": (
        "Het argument '{name}' staat er meer dan eens.",
        "The argument '{name}' is given more than once.",
    ),
    "ValuesOfCorrectTypeRule": (
        "De waarde van '{name}' past niet bij het type '{type}'.",
        "The value of '{name}' does not fit the type '{type}'.",
    ),
    "ProvidedRequiredArgumentsRule": (
        "Bij '{name}' ontbreekt een verplicht argument.",
        "A required argument of '{name}' is missing.",
    ),
    "VariablesInAllowedPositionRule": (
        "De variabele '{name}' past niet bij het type dat hier hoort.",
        "The variable '{name}' does not fit the type that belongs here.",
    ),
    "OverlappingFieldsCanBeMergedRule": (
        "Onder de naam '{name}' staan verschillende velden; geef er een een alias.",
        "Different fields share the name '{name}'; give one of them an alias.",
    ),
    "UniqueInputFieldNamesRule": (
        "Het invoerveld '{name}' staat er meer dan eens.",
        "The input field '{name}' is given more than once.",
    ),
    "MaxIntrospectionDepthRule": (
        "Deze introspectie gaat te diep.",
        "This introspection goes too deep.",
    ),
}
_OTHERWISE = ("Dit document past niet bij het schema.", "This document does not fit the schema.")
_STOPPED = (
    "De controle is gestopt: er zijn te veel fouten, of het document is te ingewikkeld.",
    "Validation was stopped: there are too many errors, or the document is too complicated.",
)


def in_our_words(error: GraphQLError) -> GraphQLError:
    """What validation reports besides its rules' own reports, as an error of ours."""
    if isinstance(error.original_error, Fault):
        return error
    match error.nodes:
        case None:
            return located(Fault(Foutcode.TE_DUUR, *_STOPPED))
        case [ArgumentNode(), *_]:  # two rules report past themselves
            return _told("KnownArgumentNamesRule", error.nodes)
        case _:
            return _told("PossibleFragmentSpreadsRule", error.nodes)


def _told(rule: str, nodes: list[Node] | None, name: str = "", type_: object = "") -> GraphQLError:
    dutch, english = TEXTS.get(rule, _OTHERWISE)
    said = {"name": name or (_name(nodes[0]) if nodes else ""), "type": type_}
    fault = Fault(Foutcode.ONGELDIGE_INVOER, dutch.format(**said), english.format(**said))
    return located(fault, nodes)


def _name(node: Node) -> str:
    if isinstance(node, VariableDefinitionNode):
        node = node.variable
    found: Any = getattr(node, "name", node)
    name = spoken(str(getattr(found, "value", "")))
    return f"${name}" if isinstance(node, VariableNode) else name


def _report(self: ASTValidationRule, error: GraphQLError) -> None:
    """Report the error in the words of the rule."""
    type_ = getattr(self.context, "get_parent_type", lambda: None)()
    first = error.nodes[0] if error.nodes else None
    shared = isinstance(self, OverlappingFieldsCanBeMergedRule) and isinstance(first, FieldNode) and first.alias
    name = spoken(shared.value) if shared else ""
    self.context.report_error(_told(type(self).__name__, error.nodes, name, type_ or "…"))


class _ValuesOfCorrectType(ValuesOfCorrectTypeRule):
    """The rule for literals; says which argument or variable and which type, never which value."""

    _name = _type = ""

    def enter_argument(self, node: ArgumentNode, *_args: Any) -> None:
        """Remember where a value comes."""
        argument = self.context.get_argument()
        self._name, self._type = spoken(node.name.value), str(argument.type) if argument else "…"

    def enter_variable_definition(self, node: VariableDefinitionNode, *_args: Any) -> None:
        """Remember where a default value comes."""
        self._name, self._type = _name(node), print_ast(node.type)

    def report_error(self, error: GraphQLError) -> None:
        """Report the place of the value."""
        self.context.report_error(_told("ValuesOfCorrectTypeRule", error.nodes, self._name, self._type))


def _ours(rule: type[ASTValidationRule]) -> type[ASTValidationRule]:
    if rule is ValuesOfCorrectTypeRule:
        return _ValuesOfCorrectType
    return type(rule.__name__, (rule,), {"report_error": _report, "__doc__": rule.__doc__})


# made once: rule classes made per request would never be the same twice, and cost more than validating
RULES: tuple[type[ASTValidationRule], ...] = tuple(map(_ours, specified_rules))
