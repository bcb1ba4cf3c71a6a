"""What the service keeps of its own: the store with sessions and klantcontacten, and the logs of every look."""

import asyncio
import contextlib
import importlib
from collections.abc import AsyncIterator
from functools import cached_property
from typing import TYPE_CHECKING

from auth.contacts import Contacts
from auth.errors import StoreUnavailable
from auth.exports import Exports
from auth.log.errors import RegisterFault
from auth.log.logbook import logbook
from auth.log.record import Log
from auth.reports import Reports
from auth.store.vault import Vault, development_key
from settings import Settings, Wrong

if TYPE_CHECKING:
    from auth.log.logs import Logs
    from auth.sessions import Sessions
    from auth.store.database import Store

__all__ = ["Keeping"]

_DATABASE = "mijndenhaag.db"  # in data_dir


class Keeping:
    """What these settings say where to keep; raises `Wrong` where it can't be.

    What stands on SQLAlchemy is made at its first use, since that takes its time to load.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def check(self) -> None:
        """Raise `Wrong` now for keys or a register that are no good, and not at their first use."""
        _ = self.vault, self.log  # both are made here

    @cached_property
    def vault(self) -> Vault:
        """What encrypts whatever is kept."""
        settings = self._settings
        keys = [key.get_secret_value() for key in settings.store_keys]
        try:
            if settings.development and not keys:
                keys = [development_key(settings.data_dir)]
            return Vault(keys)
        except (OSError, ValueError) as error:
            raise Wrong(f"MIJNDENHAAG_STORE_KEYS: {_said(error)}") from None

    @cached_property
    def log(self) -> Log:
        """The log of every look and decision."""
        settings = self._settings
        keys = [key.get_secret_value() for key in settings.log_keys]
        try:
            return logbook(settings.data_dir, keys, development=settings.development)
        except RegisterFault as error:
            raise Wrong(str(error)) from None
        except (OSError, ValueError) as error:
            raise Wrong(f"MIJNDENHAAG_LOG_KEYS: {_said(error)}") from None

    @cached_property
    def store(self) -> "Store":
        """The database."""
        settings, module = self._settings, importlib.import_module("auth.store.database")
        try:
            made: Store = module.Store(settings.database_url.get_secret_value() or settings.data_dir / _DATABASE)
        except (OSError, ValueError) as error:
            raise Wrong(f"MIJNDENHAAG_DATABASE_URL, MIJNDENHAAG_DATA_DIR: {_said(error)}") from None
        return made

    @cached_property
    def contacts(self) -> Contacts:
        """The klantcontacten of employees."""
        made: Contacts = importlib.import_module("auth.store.contacts").StoreContacts(self.store, self.vault)
        return made

    @cached_property
    def reports(self) -> Reports:
        """Which reports about the street somebody made."""
        made: Reports = importlib.import_module("auth.store.reports").StoreReports(self.store, self.vault)
        return made

    @cached_property
    def exports(self) -> Exports:
        """The dossiers that somebody asked to download."""
        made: Exports = importlib.import_module("auth.store.exports").StoreExports(self.store, self.vault)
        return made

    @cached_property
    def sessions(self) -> "Sessions":
        """Who has logged in with a browser."""
        settings, module = self._settings, importlib.import_module("auth.sessions")
        made: Sessions = module.Sessions(
            self.store, self.vault, idle=settings.session_idle, longest=settings.session_longest
        )
        return made

    @cached_property
    def logs(self) -> "Logs":
        """What ships, delivers and reads the log."""
        settings, module = self._settings, importlib.import_module("auth.log.logs")
        try:
            made: Logs = module.Logs(
                self.log,
                self.store,
                {"ldv": settings.ldv_url, "adl": settings.adl_url},
                token=settings.collector_token.get_secret_value(),
                ca=settings.collector_ca,
                certificate=settings.collector_certificate,
                key=settings.collector_key,
            )
        except (OSError, ValueError) as error:  # a PEM file that is none
            raise Wrong(f"MIJNDENHAAG_COLLECTOR_CA, …_CERTIFICATE, …_KEY: {_said(error)}") from None
        return made

    async def upgrade(self) -> None:
        """Bring the tables up to date. Raises `Wrong` where the database can't be reached."""
        try:
            await self.store.upgrade()
        except StoreUnavailable as error:
            raise Wrong(f"MIJNDENHAAG_DATABASE_URL: {error}") from None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Sweep what is over, hear of sessions that ended elsewhere, ship and deliver the logs; let go at the end."""
        await self.upgrade()
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(self.store.close)
            stack.push_async_callback(self.logs.close)
            watching = [self.store.watch(), self.sessions.watch(), self.logs.run()]
            watches = [asyncio.create_task(each) for each in watching]
            try:
                yield
            finally:
                for watch in watches:
                    watch.cancel()
                await asyncio.gather(*watches, return_exceptions=True)


def _said(error: OSError | ValueError) -> str:
    """What is wrong, without the path that the system adds."""
    return getattr(error, "strerror", None) or str(error)
