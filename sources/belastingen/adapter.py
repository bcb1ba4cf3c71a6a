"""Calls to the source of tax assessments (own contract)."""

from sources.belastingen.records import Belastingaanslag
from sources.core.contract import ContractAdapter
from sources.core.fields import Fields

__all__ = ["BelastingenAdapter"]


class BelastingenAdapter(ContractAdapter[Belastingaanslag]):
    """Tax assessments, by dagtekening."""

    record, path, datum = Belastingaanslag, "/belastingaanslagen", "dagtekening"
    fields = Fields(Belastingaanslag, control=("uuid", "dagtekening"))
