"""Calls to the source of appointments (own contract)."""

from enum import Enum

from sources.afspraken.records import Afspraak, AfspraakStatus
from sources.core.contract import ContractAdapter, Moment
from sources.core.fields import Fields

__all__ = ["KOMEND", "AfsprakenAdapter", "Wanneer"]

KOMEND = (AfspraakStatus.GEPLAND.value, AfspraakStatus.BEVESTIGD.value)  # the statuses of what takes place


class Wanneer(Enum):
    """Which appointments: those from today on that take place, or those before today."""

    KOMEND = "komend"
    GEWEEST = "geweest"


class AfsprakenAdapter(ContractAdapter[Afspraak]):
    """Appointments, by when they begin."""

    record, path, datum, plaats = Afspraak, "/afspraken", "begin", Moment
    fields = Fields(Afspraak, control=("uuid", "begin"))
