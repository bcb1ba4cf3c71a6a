"""Travel documents as BRP API Reisdocumenten 2.0 spells them; what was not asked, or is empty, is `None`."""

from sources.core.haalcentraal import Datum, Waarde
from sources.core.record import Record

__all__ = ["Inhouding", "Reisdocument"]


class Inhouding(Record, frozen=True):
    """That a document was taken in or lost: since when, and which of these."""

    datum: Datum | None = None
    aanduiding: Waarde | None = None


class Reisdocument(Record, frozen=True):
    """A passport or an identity card; `soort.code` is from national table 48."""

    reisdocumentnummer: str | None = None
    soort: Waarde | None = None
    datum_einde_geldigheid: Datum | None = None
    inhouding_of_vermissing: Inhouding | None = None
