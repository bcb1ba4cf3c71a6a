"""The canary switches a registry on by proof, and off by disproof."""

import asyncio

from sources.core.canary import Canary
from sources.core.errors import RegistryUnavailable
from sources.core.scope import Scope
from sources.core.transport import Answer, Request
from sources.core.upstream import Upstream
from tests.contract.wire import Whole


class Silent(Whole):
    """A transport that always answers 204."""

    def __init__(self) -> None:
        self.sent = 0

    async def send(self, request: Request, seconds: float) -> Answer:
        self.sent += 1
        return Answer(204, {}, b"")

    async def close(self) -> None: ...


class Registry:
    """A registry whose honesty can be set; None is one that does not answer."""

    def __init__(self, honest: bool | None) -> None:
        self.upstream, self.honest, self.asked = Upstream("zaken", Silent()), honest, list[str]()

    async def canary(self, scope: Scope, bsn: str) -> bool:
        self.asked.append(bsn)
        if self.honest is None:
            raise RegistryUnavailable("zaken")
        request = Request("GET", "/")
        await self.upstream.call(scope, "GET /", request, asked=frozenset(), keys=0, wave=1)  # passes a closed switch
        return self.honest


async def ordinary_call(registry: Registry) -> bool:
    scope = Scope.lasting(1)
    try:
        await registry.upstream.call(scope, "GET /", Request("GET", "/"), asked=frozenset(), keys=0, wave=1)
    except RegistryUnavailable:
        return False
    return True


async def test_a_registry_is_off_until_proven() -> None:
    registry = Registry(True)
    canary = Canary(registry, "111222333")
    assert not canary.proven and not await ordinary_call(registry)
    await canary.prove()
    assert canary.proven and await ordinary_call(registry)
    assert registry.asked == ["111222333"]


async def test_one_that_ignores_the_filter_goes_off_and_comes_back_by_proof() -> None:
    registry = Registry(True)
    canary = Canary(registry, "111222333")
    await canary.prove()
    registry.honest = False
    await canary.prove()
    assert not canary.proven and not await ordinary_call(registry)
    registry.honest = True
    await canary.prove()
    assert canary.proven


async def test_silence_proves_nothing_either_way() -> None:
    registry = Registry(None)
    canary = Canary(registry, "111222333")
    await canary.prove()
    assert not canary.proven
    registry.honest = True
    await canary.prove()
    registry.honest = None
    await canary.prove()
    assert canary.proven


async def test_it_watches_every_so_often() -> None:
    registry = Registry(True)
    canary = Canary(registry, "111222333", interval=0.01)
    await canary.prove()
    watch = asyncio.create_task(canary.watch())
    await asyncio.sleep(0.1)
    watch.cancel()
    assert len(registry.asked) > 2
