"""What a client is told when something goes wrong: one code, one text of ours, never an exception's own words."""

import secrets
from collections.abc import Sequence
from enum import Enum
from typing import Any

import structlog
from graphql import GraphQLError
from graphql.language import Node, ValueNode, VariableDefinitionNode, VariableNode, print_ast

from auth.errors import IdentityUnavailable, NotAuthenticated, Refused, StoreUnavailable
from auth.language import Language
from auth.log.errors import LogUnavailable
from resolvers.errors import Explained, InvalidInput
from sources import REGISTRIES
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable

__all__ = [
    "Fault",
    "Foutcode",
    "Rejected",
    "cause_of",
    "code_of",
    "formatted",
    "located",
    "registry_name",
    "spoken",
]

_log = structlog.get_logger("mijndenhaag.errors")


class Foutcode(Enum):
    """The error codes of the graph. `opnieuw` says whether the same request may succeed a little later.

    The texts are what a client gets when nobody said it better; `{bron}` is filled in.
    """

    opnieuw: bool
    dutch: str
    english: str

    def __new__(cls, code: str, opnieuw: bool, dutch: str, english: str) -> "Foutcode":
        """Make a member whose value is its own name."""
        member = object.__new__(cls)
        member._value_ = code
        member.opnieuw, member.dutch, member.english = opnieuw, dutch, english
        return member

    NIET_INGELOGD = (
        "NIET_INGELOGD",
        False,
        "U bent niet ingelogd, of uw sessie is verlopen.",
        "You are not logged in, or your session has expired.",
    )
    GEEN_TOEGANG = ("GEEN_TOEGANG", False, "U hebt hier geen toegang toe.", "You have no access to this.")
    HOGER_NIVEAU_NODIG = (
        "HOGER_NIVEAU_NODIG",
        False,
        "Log in met een hoger betrouwbaarheidsniveau om dit te zien.",
        "Log in at a higher level of assurance to see this.",
    )
    DOEL_NODIG = (
        "DOEL_NODIG",
        False,
        "Leg eerst vast met welk doel u dit bekijkt.",
        "First record for what purpose you look at this.",
    )
    BRON_NIET_BESCHIKBAAR = (
        "BRON_NIET_BESCHIKBAAR",
        True,
        "De bron {bron} is nu niet beschikbaar.",
        "The source {bron} is not available now.",
    )
    BRON_TE_TRAAG = (
        "BRON_TE_TRAAG",
        True,
        "De bron {bron} antwoordde niet op tijd.",
        "The source {bron} did not answer in time.",
    )
    BRON_ONGELDIG = (
        "BRON_ONGELDIG",
        False,
        "De bron {bron} gaf een antwoord dat wij niet kunnen lezen.",
        "The source {bron} gave an answer that we cannot read.",
    )
    TE_DUUR = ("TE_DUUR", False, "U vraagt te veel in één keer.", "You ask too much at once.")
    TE_VAAK = (
        "TE_VAAK",
        True,
        "U vraagt dit te vaak. Probeer het later opnieuw.",
        "You ask this too often. Try again later.",
    )
    DOCUMENT_ONBEKEND = (
        "DOCUMENT_ONBEKEND",
        False,
        "Dit document is hier niet bekend.",
        "This document is not known here.",
    )
    ONGELDIGE_INVOER = ("ONGELDIGE_INVOER", False, "Deze invoer klopt niet.", "This input is not valid.")
    INTERNE_FOUT = (
        "INTERNE_FOUT",
        False,
        "Er ging bij ons iets mis. Geef het foutnummer door als u ons belt.",
        "Something went wrong on our side. Mention the foutnummer when you call us.",
    )


class Fault(Exception):
    """The request itself is wrong. Its two texts hold no value from the request; empty is the text of the code."""

    def __init__(self, code: Foutcode, dutch: str = "", english: str = "") -> None:
        super().__init__(code.name)
        self.code, self.dutch, self.english = code, dutch or code.dutch, english or code.english


class Rejected(Exception):
    """The operation is not executed; `errors` say why."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def located(fault: Fault, nodes: Sequence[Node] | None = None) -> GraphQLError:
    """A fault as an error at a place in the document; at most two places are kept."""
    return GraphQLError(fault.english, list(nodes)[:2] if nodes else None, original_error=fault)


def spoken(name: str) -> str:
    """A name from the document as an error may repeat it: not when it is long, or might hold a number of somebody."""
    return name if len(name) <= 64 and sum(map(str.isdigit, name)) < 5 else "…"


def formatted(error: GraphQLError, language: Language, numbers: dict[str, str] | None = None) -> dict[str, Any]:
    """The error as it leaves us: our text, locations, path, and extensions: `code`, `opnieuw`, what `code_of` tells.

    What we did not foresee is an INTERNE_FOUT with a `foutnummer`, logged by exception type and place in the code only.
    `numbers` keeps one number per such place, so that one answer logs one fault once.
    """
    cause = cause_of(error)
    code, extra = code_of(cause)
    english = language == "en"
    if isinstance(cause, Fault | InvalidInput | Explained):
        text = cause.english if english else cause.dutch
    else:
        named = {"bron": registry_name(extra["bron"], language)} if "bron" in extra else {}
        text = (code.english if english else code.dutch).format(**named)
    if code is Foutcode.INTERNE_FOUT:
        extra = {"foutnummer": _report(cause, {} if numbers is None else numbers)}
    answer: dict[str, Any] = {"message": text}
    if error.locations:
        answer["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        answer["path"] = error.path
    answer["extensions"] = {"code": code.name, "opnieuw": code.opnieuw, **extra}
    return answer


def code_of(error: Exception) -> tuple[Foutcode, dict[str, str]]:
    """The code of an exception, and what its extensions tell besides."""
    match error:
        case Fault():
            return error.code, {}
        case NotAuthenticated():
            return Foutcode.NIET_INGELOGD, {}
        case IdentityUnavailable():
            return Foutcode.BRON_NIET_BESCHIKBAAR, {"bron": "identiteit"}
        case LogUnavailable():
            return Foutcode.BRON_NIET_BESCHIKBAAR, {"bron": "logboek"}
        case StoreUnavailable():
            return Foutcode.BRON_NIET_BESCHIKBAAR, {"bron": "opslag"}
        case Explained():
            return Foutcode[error.reason.name], {} if error.caution is None else {"waarschuwing": error.caution.name}
        case Refused():
            return Foutcode[error.reason.name], {} if error.level is None else {"niveau": error.level.name}
        case InvalidKey() | InvalidInput():
            return Foutcode.ONGELDIGE_INVOER, {}
        case RegistryError():
            for kind, code in _REGISTRY.items():
                if isinstance(error, kind):
                    return code, {"bron": error.registry}
    return Foutcode.INTERNE_FOUT, {}


_REGISTRY: dict[type[RegistryError], Foutcode] = {
    RegistryUnavailable: Foutcode.BRON_NIET_BESCHIKBAAR,
    RegistryTooSlow: Foutcode.BRON_TE_TRAAG,
    RegistryInvalid: Foutcode.BRON_ONGELDIG,
}


def registry_name(registry: str, language: Language) -> str:
    """What a registry is called in a sentence."""
    found = next((each for each in REGISTRIES if each.name == registry), None)
    if found is None:
        return registry
    return found.english if language == "en" else found.dutch


def cause_of(error: GraphQLError) -> Exception:
    """The exception behind a GraphQL error; for a value that does not fit its type, a fault that names no value."""
    inner: Exception = error
    while isinstance(inner, GraphQLError):
        if inner.original_error is None:
            break
        inner = inner.original_error
    if not isinstance(inner, GraphQLError):
        return inner
    match error.nodes:
        case [VariableDefinitionNode() as definition, *_]:
            name, type_ = spoken(definition.variable.name.value), print_ast(definition.type)
            return Fault(
                Foutcode.ONGELDIGE_INVOER,
                f"De waarde van de variabele ${name} past niet bij het type {type_}.",
                f"The value of the variable ${name} does not fit the type {type_}.",
            )
        case [ValueNode() as value, *_]:
            name = f" ${spoken(value.name.value)}" if isinstance(value, VariableNode) else ""
            return Fault(
                Foutcode.ONGELDIGE_INVOER,
                f"De waarde van het argument{name} past hier niet.",
                f"The value of the argument{name} does not fit here.",
            )
    return inner


def _report(cause: Exception, numbers: dict[str, str]) -> str:
    """Log where something unforeseen happened, and give the number under which it can be found."""
    place, trace = "", cause.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    key = f"{type(cause).__qualname__} {place}"
    if key not in numbers:
        numbers[key] = secrets.token_hex(8)
        _log.error("interne_fout", foutnummer=numbers[key], exception=type(cause).__qualname__, place=place)
    return numbers[key]
