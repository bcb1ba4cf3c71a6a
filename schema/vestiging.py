"""Branches of an organisation, and what the trade register tells of each."""

from datetime import date

from auth.groups import FieldGroup
from resolvers import organisatie as derive
from schema import bladzijde
from schema.engine.declare import derived, edge, from_record, plain
from sources.kvk import records as kvk

__all__ = ["OrganisatieActiviteit", "OrganisatieAdres", "Vestiging", "VestigingConnectie", "VestigingProfiel"]


@from_record(
    kvk.SbiActiviteit,
    "Wat een organisatie doet, volgens de Standaard Bedrijfsindeling.",
    "What an organisation does, by the Standaard Bedrijfsindeling (SBI).",
    group=FieldGroup.HANDELSREGISTER,
)
class OrganisatieActiviteit:
    """An activity."""

    code: str | None = plain("De SBI-code.", "The SBI code.", "sbiCode")
    omschrijving: str | None = plain("In woorden.", "In words, in Dutch.", "sbiOmschrijving")
    hoofdactiviteit: bool | None = derived(
        "Of het de belangrijkste is.", "Whether it is the main one.", derive.geldt, "indHoofdactiviteit"
    )


@from_record(
    kvk.Adres,
    "Een adres van een organisatie; van een afgeschermd adres staat hier niets.",
    "An address of an organisation; of one that is shielded nothing is told.",
    group=FieldGroup.HANDELSREGISTER,
)
class OrganisatieAdres:
    """Where to visit or write."""

    soort: str | None = plain("Bezoekadres of correspondentieadres.", "For visits or for letters, in Dutch.", "type")
    afgeschermd: bool = derived(
        "Of het adres is afgeschermd.", "Whether the address is shielded.", derive.afgeschermd, "indAfgeschermd"
    )
    regel: str | None = derived("Het adres in één regel.", "The address in one line.", derive.regel, "volledigAdres")
    straat: str | None = plain("De straat.", "The street.", "straatnaam")
    huisnummer: int | None = plain("Het huisnummer.", "The house number.")
    huisletter: str | None = plain("De huisletter.", "The letter after the house number.")
    toevoeging: str | None = plain(
        "De toevoeging bij het huisnummer.", "The addition to the house number.", "huisnummerToevoeging"
    )
    postbus: int | None = plain("De postbus.", "The post-office box.", "postbusnummer")
    postcode: str | None = plain("De postcode.", "The postal code.")
    plaats: str | None = plain("De plaats.", "The town.")
    land: str | None = plain("Het land.", "The country, in Dutch.")


@from_record(
    kvk.Vestiging,
    "Alles wat het Handelsregister van een vestiging vertelt.",
    "All that the trade register tells of a branch.",
    group=FieldGroup.HANDELSREGISTER,
)
class VestigingProfiel:
    """A branch, whole; each is a call that is paid for, and kept for a day."""

    handelsnamen: list[str] = derived(
        "Onder welke namen de vestiging handelt.", "Under which names it trades.", derive.namen, "handelsnamen"
    )
    activiteiten: list[OrganisatieActiviteit] = plain("Wat de vestiging doet.", "What it does.", "sbiActiviteiten")
    adressen: list[OrganisatieAdres] = plain("Waar de vestiging is.", "Where it is.")
    websites: list[str] = plain("De websites.", "The websites.")
    startdatum: date | None = derived(
        "Sinds wanneer de vestiging er is.",
        "Since when there is this branch.",
        derive.datum,
        "materieleRegistratie.datumAanvang",
    )
    einddatum: date | None = derived(
        "Tot wanneer zij er was; leeg als zij er nog is.",
        "Until when; empty where it still is.",
        derive.datum,
        "materieleRegistratie.datumEinde",
    )
    werkzame_personen: int | None = plain(
        "Hoeveel mensen er werken.", "How many people work there.", "totaalWerkzamePersonen"
    )


@from_record(
    kvk.VestigingBasis,
    "Een vestiging van een organisatie.",
    "A branch of an organisation.",
    group=FieldGroup.HANDELSREGISTER,
)
class Vestiging:
    """A branch, as far as the list tells of it."""

    nummer: str = plain("Het vestigingsnummer.", "The number of the branch.", "vestigingsnummer")
    naam: str | None = plain("De naam.", "The name.", "eersteHandelsnaam")
    hoofdvestiging: bool | None = derived(
        "Of het de hoofdvestiging is.", "Whether it is the main branch.", derive.geldt, "indHoofdvestiging"
    )
    commercieel: bool | None = derived(
        "Of er handel wordt gedreven.", "Whether it trades.", derive.geldt, "indCommercieleVestiging"
    )
    afgeschermd: bool = derived(
        "Of het adres is afgeschermd.", "Whether the address is shielded.", derive.afgeschermd, "indAdresAfgeschermd"
    )
    adres: str | None = derived("Het adres in één regel.", "The address in one line.", derive.regel, "volledigAdres")
    profiel: VestigingProfiel | None = edge(
        "Alles wat het Handelsregister ervan vertelt. Dit is per vestiging een vraag aan de bron.",
        "All that the trade register tells of it. This is one call for each branch.",
        derive.profiel,
        "vestigingsnummer",
    )


@from_record(
    kvk.Pagina,
    "Een bladzijde met vestigingen, de hoofdvestiging eerst.",
    "A page of branches, the main one first.",
    container=True,
)
class VestigingConnectie:
    """A page."""

    knopen: list[Vestiging | None] = plain("De vestigingen.", "The branches.", "vestigingen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = plain("Waar de volgende bladzijde begint.", "Where the next page begins.")
