"""The logbook: the log of a service, made of what its settings say."""

from collections.abc import Sequence
from pathlib import Path

from auth.log.journal import Journal
from auth.log.keys import configured_keys, development_keys
from auth.log.pseudonym import Pseudonyms
from auth.log.record import Log
from auth.log.register import read_register

__all__ = ["logbook"]

_JOURNAL = "log"


def logbook(folder: Path, keys: Sequence[str], *, development: bool) -> Log:
    """The log with its journal under this folder, and with these keys; on a workbench without any, one made there.

    Raises `RegisterFault`, and `ValueError` or `OSError` for keys that are none, or are missing in productie.
    """
    made = development_keys(folder) if development and not keys else configured_keys(keys)
    return Log(Journal(folder / _JOURNAL), Pseudonyms(made), read_register())
