"""What the registries of persons share: an incomplete date, and a code with its text (Haal Centraal)."""

from datetime import date

from sources.core.record import Record

__all__ = ["Datum", "Waarde"]


class Waarde(Record, frozen=True):
    """A code from a national table with its text; the registry gives both or none."""

    code: str | None = None
    omschrijving: str | None = None


class Datum(Record, frozen=True):
    """A date of which `type` says how much is known: Datum, JaarMaandDatum, JaarDatum or DatumOnbekend.

    One flat record, since the registry sends a date whole and the graph shows one type.
    """

    type: str | None = None
    lang_formaat: str | None = None
    datum: date | None = None
    jaar: int | None = None
    maand: int | None = None
    onbekend: bool | None = None
