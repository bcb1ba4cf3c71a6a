"""A guard over the whole run: what is logged, printed, traced, told in errors or asked by URL names nobody.

No number or name of anybody, no token, and no literal of a query. `conftest.py` registers the guard; what pytest cannot
see by itself, answers and requests to registries, `watch` shows to it. A leak fails the test in which it came to light.
"""

import inspect
import logging
import re
import traceback
from collections.abc import Callable, Generator
from typing import Any
from urllib.parse import unquote

import pytest
import structlog

from sources.city.numbers import Numbers
from sources.city.personas import PERSONAS

__all__ = ["CANARY", "MARKER", "Guard", "leaks_in", "watch"]

CANARY = "111222333"  # the number that nobody has, as the setting has it
MARKER = "merkteken7q"  # tests write it where a client writes literals; the service repeats it nowhere

_CITY = Numbers()
_NINE = re.compile(r"(?<!\d)(?<!\d\.)\d{9}(?!\d)")
_HEX = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{16,}", re.IGNORECASE)
_SURNAMES = sorted({re.escape(p.surname.rpartition("|")[2]) for p in PERSONAS})
_NAMES = re.compile(rf"\b(?:{'|'.join(_SURNAMES)})\b")
_TOKEN = re.compile(r"eyJ[\w-]{10,}")

_PRODUCT = ("app", "auth", "commands", "resolvers", "schema", "sources")

_found: list[str] = []


def leaks_in(text: str) -> list[str]:
    """What stands in this text and may not: numbers of the city and the canary, surnames, tokens, the marker."""
    text = unquote(text)
    numbers = [n for n in _NINE.findall(_HEX.sub(" ", text)) if n == CANARY or _CITY.index(n) is not None]
    marked = [MARKER] if MARKER in text.lower() else []
    return [*numbers, *_NAMES.findall(text), *_TOKEN.findall(text), *marked]


def watch(where: str, text: str) -> None:
    """Look at something that came out of the service."""
    _found.extend(f"{where}: {leak!r} in {text[:2000]!r}" for leak in leaks_in(text))


class Guard:
    """The plugin. It hears every logger at every level, and looks at what a test has printed when the test is over."""

    def __init__(self) -> None:
        self._handler = _Listening()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Listen from before the first module is imported."""
        logging.getLogger().addHandler(self._handler)
        logging.getLogger().setLevel(logging.NOTSET)
        _listen_to_structlog()

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self._handler)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Whatever a test before this one made of structlog, it starts anew."""
        _listen_to_structlog()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Fail the test that leaked; this happens in the process that ran it, so that it holds for each worker."""
        report = yield
        for name, text in report.sections:
            if name in (f"Captured stdout {report.when}", f"Captured stderr {report.when}"):
                watch(name, text)
        if leaks := _taken():
            report.sections.append(("Leaks", leaks))
            if not report.failed:
                report.outcome, report.longrepr = "failed", f"This leaked:\n{leaks}"
        return report


class _Listening(logging.Handler):
    """Looks at each record as a file would hold it, and at what was given with it besides."""

    _ORDINARY = frozenset(vars(logging.makeLogRecord({})))

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in ("httpx", "httpcore") and not _product_is_calling():
            return  # a test's own client, which asks a stand-in as its standard has it
        besides = {name: value for name, value in vars(record).items() if name not in self._ORDINARY}
        watch(f"log {record.name}", f"{self.format(record)} {besides or ''}")


class _Watched(structlog.BoundLoggerBase):
    """Looks at each event before any processor sees it, so also at those that a test catches."""

    def __getattr__(self, method: str) -> Callable[..., Any]:
        if method.startswith("_"):
            raise AttributeError(method)

        def say(event: str | None = None, *args: Any, **words: Any) -> Any:
            trouble = traceback.format_exc() if words.get("exc_info") or method == "exception" else ""
            watch("structlog", f"{event} {args or ''} {words} {dict(self._context)} {trouble}")
            return self._proxy_to_logger(method, event, *args, **words)

        return say


def _product_is_calling() -> bool:
    """Whether the code that runs now was called, or is awaited, by a module of the product."""
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_globals.get("__name__", "").partition(".")[0] in _PRODUCT:
            return True
        frame = frame.f_back
    return False


def _listen_to_structlog() -> None:
    structlog.reset_defaults()
    structlog.configure(wrapper_class=_Watched)


def _taken() -> str:
    leaks = "\n".join(dict.fromkeys(_found))
    _found.clear()
    return leaks
