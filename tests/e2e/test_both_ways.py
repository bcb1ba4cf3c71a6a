"""The real graph over the real stand-ins: compiled and interpreted give the same bytes."""

import asyncio
import re
from collections import Counter
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.documents import Document
from schema.errors import formatted
from schema.prepare import Preparer
from tests.e2e.test_exact import PERSONAS, Writer
from tests.workbench import Workbench, workbench


def test_both_ways_give_the_same_bytes(tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        bench: Workbench = runner.run(stack.enter_async_context(workbench(tmp_path)))
        executor, began = bench.service.executor, datetime.now(ZoneInfo("Europe/Amsterdam"))
        preparer = Preparer(executor.schema, bench.service.limits, executor.plan)

        async def answered(persona: str, text: str, interpret: bool) -> bytes:
            principal = await bench.service.entrance.bearer.authenticate(f"Bearer {bench.token(persona)}")
            context = bench.service.context(principal, {})
            context.now = began  # which an answer tells, and is another one each time
            result = await executor.execute(preparer.prepare(Document.of(text)), {}, context, interpret=interpret)
            errors = [formatted(error, "nl") for error in result.errors or ()]
            met.update(error["extensions"]["code"] for error in errors)
            met.update(["filled"] if result.data and result.data["mij"] else [])
            told = msgspec.json.encode([result.data, sorted(errors, key=str)])
            return re.sub(rb'"/documenten/[\w-]+"', b'"/documenten/"', told)  # a link is another one each time

        @settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(st.integers(0, 2**40), st.sampled_from(PERSONAS))
        def holds(seed: int, persona: str) -> None:
            text = Writer(seed).operation()
            assert runner.run(answered(persona, text, False)) == runner.run(answered(persona, text, True))

        try:
            holds()
        finally:
            runner.run(stack.aclose())
    assert met["filled"] > 150 and met["GEEN_TOEGANG"] > 5 and not met["INTERNE_FOUT"], met
