"""What one operation costs compiled and interpreted, in CPU time of this process.

    python -m tests.bench.bench_engine

The whole way from a prepared document to the answer (policy, loaders, decoding, building), over registries whose
answers are kept: no HTTP in it. The two ways take turns, pass after pass; medians are compared, and read as ratios.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec
import uvloop

from app import Service
from resolvers.context import Context
from schema.documents import Document
from schema.prepare import Prepared, Preparer
from settings import Settings
from sources.core.transport import Answer, Request, Transport
from tests.contract.wire import Whole
from tests.operations import operation
from tests.workbench import identity_of

OPERATIONS = {
    "header": ("jan", "{ mij { naam { volledigeNaam } } }"),
    "name and 5 aanvragen": (
        "wim",
        "{ mij { naam { volledigeNaam } aanvragen(eerste: 5) { knopen { nummer status { naam } } } } }",
    ),
    "person, family and 20 aanvragen": (
        "wim",
        "{ mij { naam { volledigeNaam } leeftijd geboorte { datum { datum } } adres { soort regels } "
        "kinderen { naam { volledigeNaam } geboorte { datum { tekst } } } "
        "aanvragen(eerste: 20) { knopen { id nummer titel soort { naam } status { naam sinds } startdatum afgerond } "
        "heeftVolgende volgende } } }",
    ),
    "overview": ("jan", operation("web/Overzicht")),
}
PASSES, OPERATIONS_PER_PASS = 9, 60


class Kept(Whole):
    """A transport that asks a registry once, and gives that answer again."""

    def __init__(self, registry: Transport) -> None:
        self._registry = registry
        self._answers: dict[tuple[object, ...], Answer] = {}

    async def send(self, request: Request, seconds: float) -> Answer:
        key = (request.method, request.path, request.query, request.body)
        if key not in self._answers:
            self._answers[key] = await self._registry.send(request, seconds)
        return self._answers[key]

    async def close(self) -> None:
        await self._registry.close()


async def cost(service: Service, prepared: Prepared, persona: str, interpret: bool) -> float:
    """Milliseconds of CPU per operation."""
    token = service.entrance.issuer.issue(identity_of(persona))
    principal = await service.entrance.bearer.authenticate(f"Bearer {token}")
    started = time.process_time()
    for _ in range(OPERATIONS_PER_PASS):
        context: Context = service.context(principal, {})
        result = await service.executor.execute(prepared, {}, context, interpret=interpret)
        msgspec.json.encode(result.data)
    return (time.process_time() - started) / OPERATIONS_PER_PASS * 1000


async def measure() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, omgeving="ontwikkeling", data_dir=Path(folder))  # type: ignore[call-arg]
        service = Service(settings, wrap=Kept)
        async with service.running():
            preparer = Preparer(service.executor.schema, service.limits, service.executor.plan)
            print("| operation | compiled, ms | interpreted, ms | interpreted / compiled |\n|---|---|---|---|")
            for name, (persona, text) in OPERATIONS.items():
                prepared = preparer.prepare(Document.of(text))
                figures: dict[bool, list[float]] = {False: [], True: []}
                for turn in range(PASSES + 1):
                    for interpret in (False, True) if turn % 2 else (True, False):
                        figure = await cost(service, prepared, persona, interpret)
                        if turn:  # the first pass warms up
                            figures[interpret].append(figure)
                compiled, interpreted = (median(figures[way]) for way in (False, True))
                shown = [
                    f"{m:.2f} ({min(f):.2f} to {max(f):.2f})"
                    for m, f in ((compiled, figures[False]), (interpreted, figures[True]))
                ]
                print(f"| {name} | {shown[0]} | {shown[1]} | {interpreted / compiled:.1f} |")


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(measure())
