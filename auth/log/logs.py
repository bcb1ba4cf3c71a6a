"""The logs of a service as they run: what is shipped, delivered and read, around the log that operations write."""

import asyncio
import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx

from auth.log.delivery import Delivery
from auth.log.readings import Readings
from auth.log.record import Log
from auth.log.shipper import Shipper
from auth.store.database import Store

__all__ = ["Logs"]

_TIMEOUT = 10  # seconds for a collector


class Logs:
    """Runs beside the service. `collectors` are the addresses of `ldv` and `adl`; an empty one is not delivered to, and
    its lines stay in the store. `token` is a bearer token for both, `ca` the only authorities that are trusted,
    `certificate` and `key` are our own, as PEM files.

    Raises `ValueError` for an address that is none, and `OSError` for a file that can't be read.
    """

    def __init__(
        self,
        log: Log,
        store: Store,
        collectors: Mapping[str, str],
        *,
        token: str = "",
        ca: Path | None = None,
        certificate: Path | None = None,
        key: Path | None = None,
    ) -> None:
        folder = log.journal.folder
        self.log = log
        self.shipper = Shipper(folder, store, log.register)
        self.readings = Readings(store, log.pseudonyms, log.register, self.shipper)
        self._client: httpx.AsyncClient | None = None
        self.deliveries: list[Delivery] = []
        if any(collectors.values()) or ca or certificate:  # a client takes its time to make
            tls = ssl.create_default_context(cafile=ca)
            if certificate is not None:
                tls.load_cert_chain(certificate, key)
            headers = {"authorization": f"Bearer {token}"} if token else {}
            self._client = client = httpx.AsyncClient(verify=tls, headers=headers, timeout=_TIMEOUT)
            self.deliveries = [
                Delivery(kind, url, client, store, log.register, clock=log.clock)
                for kind, url in collectors.items()
                if url
            ]

    async def run(self) -> None:
        """Ship and deliver until cancelled."""
        folder = self.log.journal.folder
        await asyncio.gather(self.shipper.run(), *(delivery.run(folder) for delivery in self.deliveries))

    async def close(self) -> None:
        """Let go of the journal, so that another process ships what is left, and of the collectors."""
        await self.log.journal.close()
        if self._client is not None:
            await self._client.aclose()
