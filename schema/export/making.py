"""Making dossiers in the background: one after another for each person, kept by the store until they are fetched."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
import structlog
from graphql import ExecutionResult, GraphQLSchema

from auth.errors import StoreUnavailable
from auth.exports import Exports, Form
from auth.groups import FieldGroup
from auth.language import Language, language_of
from auth.principal import Principal
from resolvers.context import Context
from schema.errors import formatted
from schema.export.layout import Layout
from schema.export.paper import pdf
from schema.export.walking import Walk, Walked
from schema.prepare import Prepared

__all__ = ["Made", "Maker"]

_log = structlog.get_logger("mijndenhaag.export")

_TOGETHER = 2  # dossiers that a process makes at once; others wait, so that queries do not

_TITLE = {"nl": "Mijn dossier bij de gemeente Den Haag", "en": "My dossier at the municipality of The Hague"}
_AUTHOR = {"nl": "Gemeente Den Haag", "en": "Municipality of The Hague"}
_INTRO = {
    "nl": (
        "Dit is alles wat u op {day} in uw dossier mocht zien. Bewaar het goed: het staat vol met uw gegevens.",
        "Bij elk onderdeel staat waar het vandaan komt in het laatste hoofdstuk, en wat u doet als iets niet klopt.",
    ),
    "en": (
        "This is all that you were allowed to see in your dossier on {day}. Keep it safe: it is full of your data.",
        "The last chapter says of each part where it comes from, and what to do when something is wrong.",
    ),
}
_LACKING = {
    "nl": ("Wat er niet in staat", "Onderdeel", "Waarom niet"),
    "en": ("What is not in it", "Part", "Why not"),
}

Execute = Callable[[Prepared, dict[str, Any], Context], Awaitable[ExecutionResult]]
Enter = Callable[[Principal, Mapping[str, str]], Context]


class Made(msgspec.Struct, frozen=True):
    """A dossier in both forms, and which groups of fields are in it."""

    json: bytes
    pdf: bytes
    groups: frozenset[FieldGroup]


class Maker:
    """Makes dossiers; `execute` answers an operation and keeps its lines, `enter` begins one.

    `words` gives the schema with its descriptions in a language.
    """

    def __init__(
        self,
        walk: Walk,
        schema: GraphQLSchema,
        exports: Callable[[], Exports],
        *,
        execute: Execute,
        enter: Enter,
        words: Callable[[Language], GraphQLSchema],
    ) -> None:
        self._walk, self._schema, self._exports = walk, schema, exports
        self._execute, self._enter, self._words = execute, enter, words
        self._making: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(_TOGETHER)

    async def start(self, viewer: Principal, headers: Mapping[str, str]) -> str | None:
        """Begin to make one, and give its id; None while one of theirs is being made."""
        id_ = await self._exports().begin(viewer)
        if id_ is not None:
            task = asyncio.create_task(self._keep(id_, viewer, language_of(headers)))
            self._making.add(task)
            task.add_done_callback(self._making.discard)
        return id_

    async def close(self) -> None:
        """End what is being made; whoever asked for it may begin anew at once."""
        ending = list(self._making)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def made(self, viewer: Principal, language: Language) -> Made:
        """All that this viewer may see of the dossier of their session."""
        groups: set[FieldGroup] = set()
        began: list[datetime] = []

        async def run(prepared: Prepared, variables: dict[str, Any]) -> ExecutionResult:
            context = self._enter(viewer, {"accept-language": language})
            began.append(context.now)
            result = await self._execute(prepared, variables, context)
            for question, answer, subject in context.decisions.judged:
                if answer.decision and subject == viewer.subject and isinstance(question.resource.kind, FieldGroup):
                    groups.add(question.resource.kind)
            return result

        walked = await self._walk.walked(run)
        content = self._content(walked, began[0], language)
        paper = await asyncio.to_thread(self._paper, walked, began[0], language)
        return Made(content, paper, frozenset(groups))

    async def _keep(self, id_: str, viewer: Principal, language: Language) -> None:
        exports, well = self._exports(), False
        try:
            async with self._places:
                made = await self.made(viewer, language)
            forms: dict[Form, bytes] = {"json": made.json, "pdf": made.pdf}
            await exports.finish(id_, forms, made.groups)
            well = True
            _log.info("dossier made", bytes=len(made.json) + len(made.pdf))
        except Exception as error:  # whatever it was: who asked is told that it failed
            _log.error("dossier failed", fault=type(error).__name__)
        finally:
            if not well:
                try:
                    await asyncio.shield(exports.fail(id_))
                except StoreUnavailable:
                    _log.warning("a failed dossier is noticed when its time is over")

    def _content(self, walked: Walked, moment: datetime, language: Language) -> bytes:
        told = [formatted(missing.error, language) for missing in walked.missing]
        lacking = [
            {"pad": ".".join(map(str, missing.path)), "code": each["extensions"]["code"], "melding": each["message"]}
            for missing, each in zip(walked.missing, told, strict=True)
        ]
        dossier = {"gemaakt": moment, "taal": language, "gegevens": walked.data, "nietOpgehaald": lacking}
        return msgspec.json.format(msgspec.json.encode(dossier), indent=2)

    def _paper(self, walked: Walked, moment: datetime, language: Language) -> bytes:
        faults = {missing.path: str(formatted(missing.error, language)["message"]) for missing in walked.missing}
        document = self._walk.operation.document
        layout = Layout(self._schema, self._words(language), document, language, faults)
        parts, names = layout.blocks(walked.data), layout.names()
        rows = dict.fromkeys(
            (names.get(str(path[1]), "") if len(path) > 1 else "", text) for path, text in faults.items()
        )
        if rows:
            title, *head = _LACKING[language]
            lacking = {"kind": "table", "head": head, "rows": [list(row) for row in rows]}
            parts = [{"kind": "heading", "level": 1, "text": title}, lacking, *parts]
        intro = [line.format(day=layout.day(moment)) for line in _INTRO[language]]
        return pdf(_TITLE[language], language, _AUTHOR[language], intro, parts)
