"""Kills of real processes under load: all workers of a service at once, by SIGKILL, at any moment."""

import asyncio
import os
import random
import signal
import subprocess
import sys

import httpx

from tests.crash.killing import Death, Place

__all__ = ["killed_for_real"]

_TOGETHER = 8


def killed_for_real(place: Place, chance: random.Random) -> Death:
    """Start the service, load it for a moment after its first answer, kill it; what was asked and answered is added."""
    command = [sys.executable, "-m", "tests.crash.served", str(place.journal), place.url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        before = len(place.answered)
        asyncio.run(_loaded(place, port, process.pid, chance.uniform(0, 1.5)))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    return Death("kill -9", 0, len(place.answered) - before)


async def _loaded(place: Place, port: int, group: int, seconds: float) -> None:
    answers = asyncio.Event()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:

        async def ask() -> None:
            while True:
                trace = os.urandom(16)
                place.started.add(trace)
                header = {"traceparent": f"00-{trace.hex()}-{os.urandom(8).hex()}-01"}
                try:
                    answer = await client.post("/", headers=header)
                except httpx.HTTPError:
                    return  # it is dead
                if answer.status_code == 200:
                    place.answered.add(trace)
                    answers.set()

        asking = [asyncio.create_task(ask()) for _ in range(_TOGETHER)]
        async with asyncio.timeout(60):
            await answers.wait()
        await asyncio.sleep(seconds)
        os.killpg(group, signal.SIGKILL)
        await asyncio.gather(*asking)
