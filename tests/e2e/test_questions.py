"""The saved questions of GraphiQL: each is one of the graph, and the practice city answers it as whom it names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType, build_schema, parse, validate

from auth.development import resident
from auth.roles import Level
from settings import ROOT
from tests.productie import ANALYST, productie
from tests.workbench import bsn_of, identity_of, workbench

QUESTIONS = ROOT / "clients" / "graphiql" / "questions"
SCHEMA = build_schema((ROOT / "graphql" / "schema.graphql").read_text())
THEMES = {"aanvragen", "belasting", "facturen", "vergunningen", "meldingen", "persoonsgegevens", "berichten", "cijfers"}
PATIENT: dict[str, Any] = {"deadline": 60}  # the first who asks for figures waits until they are made


@dataclass
class Question:
    """What stands in the lines above a question, and its text."""

    name: str
    text: str
    said: dict[str, str]

    @property
    def persona(self) -> str:
        return self.said["als"].split()[0]

    @property
    def level(self) -> str:
        return "".join(self.said["als"].split()[1:])

    @property
    def variables(self) -> dict[str, Any]:
        variables: dict[str, Any] = json.loads(self.said.get("variabelen", "{}"))
        return variables


def saved() -> Iterator[Question]:
    """Every saved question."""
    for path in sorted(QUESTIONS.glob("*/*.graphql")):
        text = path.read_text()
        lines = (line.removeprefix("# ") for line in text.splitlines() if line.startswith("# "))
        said = dict(line.split(": ", 1) for line in lines)
        yield Question(f"{path.parent.name}/{path.stem}", text, said)


ALL = list(saved())


def test_there_is_something_to_ask_of_each_theme() -> None:
    assert {question.name.split("/")[0] for question in ALL} == THEMES


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.name)
def test_each_is_one_query_of_the_graph_that_says_what_it_is_for(question: Question) -> None:
    document = parse(question.text)
    assert validate(SCHEMA, document) == []
    (operation,) = (node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    assert operation.operation is OperationType.QUERY
    assert operation.name and operation.name.value == question.name.split("/")[1], "a tab is called after it"
    assert {"nl", "en", "als"} <= question.said.keys() <= {"nl", "en", "als", "variabelen"}
    assert question.said["nl"].endswith("?") and question.said["en"].endswith("?")
    assert question.level in {"", *Level.__members__}


async def test_the_practice_city_answers_each(tmp_path: Path) -> None:
    """Something, as whom it names, without an error; and nobody outside this city is asked for it."""
    async with productie(tmp_path, **PATIENT) as live:
        for question in ALL:
            headers = {"x-oefenpersona": question.persona} | (
                {"x-oefenniveau": question.level} if question.level else {}
            )
            answer = await live.client.post(
                "/oefenstad/graphql",
                json={"query": question.text, "variables": question.variables},
                headers=live.headers(ANALYST, headers),
            )
            assert answer.status_code == 200, question.name
            says_something(question, answer.json())
        assert live.sent == []


async def test_the_graph_of_development_answers_each_too(tmp_path: Path) -> None:
    async with workbench(tmp_path, **PATIENT) as bench:
        for question in ALL:
            who = identity_of(question.persona)
            if question.level:
                who = resident(who.name, bsn_of(who.name), "", "", Level[question.level])
            answered = await bench.ask(who, question.text, **question.variables)
            says_something(question, answered.body)


def says_something(question: Question, body: dict[str, Any]) -> None:
    """Fails where there is an error, or an empty list: then another persona shows more."""
    assert "errors" not in body, (question.name, body.get("errors"))
    (root,) = body["data"].values()
    assert root, question.name
    for name, value in root.items() if isinstance(root, dict) else ():
        assert value != [] and not (isinstance(value, dict) and value.get("knopen") == []), (question.name, name)
