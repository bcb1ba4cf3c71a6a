"""What a client reads of an error: our code and our words in its language, and nothing of what went wrong inside."""

import json

import pytest
from graphql import (
    ExecutionResult,
    GraphQLError,
    build_schema,
    execute_sync,
    parse,
)
from structlog.testing import capture_logs

from auth.errors import IdentityUnavailable, NotAuthenticated, Reason, Refused, StoreUnavailable
from auth.roles import Level
from schema.errors import Fault, Foutcode, formatted
from sources import REGISTRIES
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable

SECRET = "999990019"


def raised(cause: Exception, path: list[str | int] | None = None) -> GraphQLError:
    return GraphQLError(str(cause), path=path, original_error=cause)


@pytest.mark.parametrize(
    ("cause", "extensions"),
    [
        (
            RegistryUnavailable("brp", SECRET),
            {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": "brp"},
        ),
        (RegistryTooSlow("zaken", SECRET), {"code": "BRON_TE_TRAAG", "opnieuw": True, "bron": "zaken"}),
        (RegistryInvalid("zaken", SECRET), {"code": "BRON_ONGELDIG", "opnieuw": False, "bron": "zaken"}),
        (InvalidKey("brp", SECRET), {"code": "ONGELDIGE_INVOER", "opnieuw": False}),
        (NotAuthenticated("expired"), {"code": "NIET_INGELOGD", "opnieuw": False}),
        (IdentityUnavailable(), {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": "identiteit"}),
        (StoreUnavailable("OSError"), {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": "opslag"}),
        (Refused(Reason.GEEN_TOEGANG), {"code": "GEEN_TOEGANG", "opnieuw": False}),
        (Refused(Reason.DOEL_NODIG), {"code": "DOEL_NODIG", "opnieuw": False}),
        (
            Refused(Reason.HOGER_NIVEAU_NODIG, Level.SUBSTANTIEEL),
            {"code": "HOGER_NIVEAU_NODIG", "opnieuw": False, "niveau": "SUBSTANTIEEL"},
        ),
        (Fault(Foutcode.TE_VAAK), {"code": "TE_VAAK", "opnieuw": True}),
    ],
)
def test_an_error_has_a_code_and_what_a_client_can_do_with_it(cause: Exception, extensions: dict[str, object]) -> None:
    with capture_logs() as logs:
        dutch = formatted(raised(cause, ["mij", "partners", 0]), "nl")
        english = formatted(raised(cause), "en")
    assert dutch["extensions"] == english["extensions"] == extensions
    assert dutch["path"] == ["mij", "partners", 0]
    assert "path" not in english
    assert dutch["message"] != english["message"]
    assert SECRET not in json.dumps([dutch, english])
    if "bron" in extensions:
        told = {each.name: (each.dutch, each.english) for each in REGISTRIES}
        names = told.get(str(extensions["bron"]), (str(extensions["bron"]),) * 2)
        assert names[0] in dutch["message"] and names[1] in english["message"]
    assert logs == []


def test_every_reason_of_the_policy_and_every_registry_error_has_a_code() -> None:
    for reason in Reason:
        assert formatted(raised(Refused(reason)), "nl")["extensions"]["code"] == reason.value
    for kind in RegistryError.__subclasses__():
        assert formatted(raised(kind("brp")), "nl")["extensions"]["code"] != "INTERNE_FOUT"


def test_every_code_has_a_text_in_both_languages() -> None:
    for code in Foutcode:
        assert code.value == code.name
        assert code.dutch and code.english and code.dutch != code.english


def fails_with(cause: Exception) -> Exception:
    try:
        raise cause
    except Exception as error:
        return error


def test_what_we_did_not_foresee_is_told_by_a_number_that_the_log_knows() -> None:
    with capture_logs() as logs:
        answer = formatted(raised(fails_with(ValueError(f"bad number {SECRET}"))), "en")
    assert answer["message"] == Foutcode.INTERNE_FOUT.english
    assert answer["extensions"]["code"] == "INTERNE_FOUT"
    (line,) = logs
    assert line["foutnummer"] == answer["extensions"]["foutnummer"]
    assert line["exception"] == "ValueError"
    assert line["place"].startswith(f"{__name__}:")
    assert SECRET not in json.dumps([answer, line])


def test_the_same_fault_in_one_answer_is_logged_once() -> None:
    numbers: dict[str, str] = {}
    with capture_logs() as logs:
        answers = [formatted(raised(fails_with(ValueError(str(i)))), "nl", numbers) for i in range(20)]
        answers.append(formatted(raised(fails_with(KeyError("x"))), "nl", numbers))
    assert len(logs) == 2
    assert len({answer["extensions"]["foutnummer"] for answer in answers}) == 2


SCHEMA = build_schema(
    "type Query { get(n: Int!, kind: Kind, filter: Filter): Int } enum Kind { A B } input Filter { n: Int! }"
)


def refused(query: str, variables: dict[str, object]) -> list[dict[str, object]]:
    result = execute_sync(SCHEMA, parse(query), variable_values=variables)
    assert isinstance(result, ExecutionResult)
    return [formatted(error, "en") for error in result.errors or ()]


@pytest.mark.parametrize(
    ("query", "variables", "message"),
    [
        ("query ($n: Int!) { get(n: $n) }", {"n": SECRET}, "The value of the variable $n does not fit the type Int!."),
        ("query ($n: Int!) { get(n: $n) }", {}, "The value of the variable $n does not fit the type Int!."),
        (
            "query ($k: Kind) { get(n: 1, kind: $k) }",
            {"k": SECRET},
            "The value of the variable $k does not fit the type Kind.",
        ),
        (
            "query ($f: Filter) { get(n: 1, filter: $f) }",
            {"f": {"n": 1, SECRET: 2}},
            "The value of the variable $f does not fit the type Filter.",
        ),
        ("query ($n: Int = 1) { get(n: $n) }", {"n": None}, "The value of the argument $n does not fit here."),
        (
            "query ($x999990019: Int!) { get(n: $x999990019) }",
            {},
            "The value of the variable $… does not fit the type Int!.",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_its_place_and_type(
    query: str, variables: dict[str, object], message: str
) -> None:
    with capture_logs() as logs:
        (answer,) = refused(query, variables)
    assert answer["message"] == message
    assert answer["extensions"] == {"code": "ONGELDIGE_INVOER", "opnieuw": False}
    assert SECRET not in json.dumps(answer)
    assert logs == []
