"""Where somebody lived, as BRP API Verblijfplaatshistorie 2.0 spells it; what is empty is `None`."""

from sources.core.haalcentraal import Datum, Onderzoek, Verblijfadres, Waarde
from sources.core.record import Record

__all__ = ["VerblijfplaatsVoorkomen"]


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
