"""Where somebody has lived, period by period."""

from auth.groups import FieldGroup
from resolvers.adres import AdresSoort
from schema import adres, bladzijde
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, from_record, plain
from schema.onderzoek import Onderzoek, in_onderzoek
from sources.verblijfplaatshistorie import records as historie

__all__ = ["AdresHistorieConnectie", "AdresPeriode"]


@from_record(
    historie.VerblijfplaatsVoorkomen,
    "Waar iemand in een periode woonde of verbleef; het huidige adres hoort erbij.",
    "Where somebody lived or stayed in a period; the present address is one of them.",
    group=FieldGroup.GEVOELIG,
    presence="type",
)
class AdresPeriode:
    """In the four shapes that an address has."""

    soort: AdresSoort | None = derived(*adres.SOORT)
    regels: list[str] = derived(*adres.REGELS)
    van: OnvolledigeDatum | None = plain("Vanaf wanneer.", "Since when.", "datumVan", whole=True)
    tot: OnvolledigeDatum | None = plain(
        "Tot wanneer: de dag waarop het volgende adres inging.",
        "Until when: the day on which the next address began.",
        "datumTot",
        whole=True,
    )
    gemeente: str | None = plain(
        "De gemeente waar iemand stond ingeschreven.",
        "The municipality of registration.",
        "gemeenteVanInschrijving.omschrijving",
    )
    straat: str | None = plain(*adres.STRAAT)
    huisnummer: int | None = plain(*adres.HUISNUMMER)
    huisletter: str | None = plain(*adres.HUISLETTER)
    toevoeging: str | None = plain(*adres.TOEVOEGING)
    aanduiding: str | None = plain(*adres.AANDUIDING)
    postcode: str | None = plain(*adres.POSTCODE)
    woonplaats: str | None = plain(*adres.WOONPLAATS)
    locatie: str | None = plain(*adres.LOCATIE)
    land: str | None = plain(*adres.LAND)
    functie: str | None = plain(*adres.FUNCTIE)
    briefadres: bool = derived(*adres.BRIEFADRES)
    niet_op_adres_vanaf: OnvolledigeDatum | None = plain(
        "Vanaf wanneer is vastgesteld dat iemand hier niet meer woont.",
        "Since when it is established that someone does not live here any more.",
        "verblijftNietOpAdresVanaf",
        whole=True,
    )
    in_onderzoek: Onderzoek | None = in_onderzoek("verblijfplaatshistorie", "inOnderzoek", "verblijfadres.inOnderzoek")


@from_record(
    historie.Pagina,
    "Een bladzijde met adressen, het laatste eerst.",
    "A page of addresses, the latest first.",
    container=True,
)
class AdresHistorieConnectie:
    """A page; the registry gives all of them at once."""

    knopen: list[AdresPeriode | None] = plain("De adressen.", "The addresses.", "verblijfplaatsen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
