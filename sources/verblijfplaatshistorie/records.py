"""Where somebody lived, as BRP API Verblijfplaatshistorie 2.0 spells it; what is empty is `None`."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from sources.core.haalcentraal import Datum, Onderzoek, Verblijfadres, Waarde
from sources.core.record import Record

__all__ = ["Pagina", "Rest", "VerblijfplaatsVoorkomen"]


class VerblijfplaatsVoorkomen(Record, frozen=True):
    """A place with its period, in one flat record for the four kinds of it.

    `type` is Adres, Locatie, VerblijfplaatsBuitenland or VerblijfplaatsOnbekend; without `datum_tot` it is the present
    one. `datum_tot` is the day on which the next one began.
    """

    type: str
    verblijfadres: Verblijfadres | None = None
    functie_adres: Waarde | None = None
    adresseerbaar_object_identificatie: str | None = None
    nummeraanduiding_identificatie: str | None = None
    gemeente_van_inschrijving: Waarde | None = None
    datum_van: Datum | None = None
    datum_tot: Datum | None = None
    verblijft_niet_op_adres_vanaf: Datum | None = None
    in_onderzoek: Onderzoek | None = None


class Rest(Record, frozen=True):
    """A place in somebody's history: how many older places there are below it.

    Counted from the oldest, since a new one comes on top. It holds nothing about a person.
    """

    oudere: int

    def text(self) -> str:
        """As opaque text for a client."""
        return urlsafe_b64encode(f"adres:{self.oudere}".encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Rest":
        """The place of this text; `ValueError` when it is none of ours, without the text in it."""
        try:
            kind, _, count = urlsafe_b64decode(text + "=" * (-len(text) % 4)).partition(b":")
            found = cls(int(count))
        except ValueError:
            raise ValueError("not a place in this list") from None
        if kind != b"adres" or found.oudere < 1 or found.text() != text:
            raise ValueError("not a place in this list")
        return found


class Pagina(Record, frozen=True):
    """Some of somebody's places, the latest first; one that could not be read is its error."""

    verblijfplaatsen: list[VerblijfplaatsVoorkomen | Exception]
    volgende: Rest | None = None
