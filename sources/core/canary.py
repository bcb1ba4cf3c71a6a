"""Proof that a registry honours our filters, before it is used and every so often.

Where an answer does not say whose it is, the filter is the only control: a registry that ignores it would give
everybody's data. So a registry stays off until it has found nothing for a valid BSN that nobody has, and goes off when
it finds something.
"""

import asyncio
from typing import Protocol

import structlog

from sources.core.errors import RegistryError
from sources.core.scope import Scope
from sources.core.upstream import Upstream

__all__ = ["Canary", "Watched"]

_UNPROVEN, _REFUTED = "not proven yet", "it ignores our filter"
_PATIENCE = 5.0  # seconds that one proof may take
_AGAIN = 15.0  # seconds until a registry that did not answer is tried again

_log = structlog.get_logger("mijndenhaag.canary")


class Watched(Protocol):
    """An adapter, as far as the canary knows it."""

    upstream: Upstream

    async def canary(self, scope: Scope, bsn: str) -> bool:
        """Whether the registry found nothing for a BSN that nobody has."""
        ...


class Canary:
    """Watches one registry. `interval` in seconds; `bsn` is a valid number that nobody has."""

    def __init__(self, adapter: Watched, bsn: str, *, interval: float = 3600.0) -> None:
        self._adapter, self._bsn, self._interval = adapter, bsn, interval
        self._upstream, self._answered = adapter.upstream, False
        self._upstream.off = _UNPROVEN

    @property
    def proven(self) -> bool:
        """Whether the last proof that could be had was in its favour."""
        return not self._upstream.off

    async def prove(self) -> bool:
        """Try once; a registry that does not answer keeps the state it has."""
        scope, self._answered = Scope.lasting(_PATIENCE), False
        scope.probe = True
        try:
            honoured = await self._adapter.canary(scope, self._bsn)
        except RegistryError as error:
            _log.warning("canary_unanswered", registry=self._upstream.registry, error=type(error).__name__)
            return False
        if not honoured and self._upstream.off != _REFUTED:
            _log.error("canary_refuted", registry=self._upstream.registry)
        self._upstream.off, self._answered = "" if honoured else _REFUTED, True
        return True

    async def watch(self) -> None:
        """Prove again and again after a first time, until cancelled; soon where the registry did not answer."""
        while True:
            await asyncio.sleep(self._interval if self._answered else min(_AGAIN, self._interval))
            await self.prove()
