"""The organisation: what the trade register tells of it, and what the municipality has of it."""

from datetime import date

from auth.groups import FieldGroup
from resolvers import afspraak as agenda
from resolvers import belastingaanslag as belastingaanslagen
from resolvers import contact
from resolvers import factuur as facturen
from resolvers import herkomst as oorsprong
from resolvers import organisatie as derive
from resolvers import verwerking as inzage
from resolvers import verwijzing as elders
from schema import bladzijde, dossier
from schema.aanvraag import Aanvraag, AanvraagConnectie
from schema.afspraak import AfspraakConnectie
from schema.belastingaanslag import BelastingaanslagConnectie
from schema.bericht import BerichtConnectie
from schema.betaling import BetalingConnectie, TeBetalen
from schema.contact import Contactgegevens, ContactmomentConnectie
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.words import words
from schema.factuur import FactuurConnectie
from schema.herkomst import Herkomst, blokken
from schema.parkeervergunning import ParkeervergunningConnectie
from schema.product import ProductConnectie
from schema.taak import TaakConnectie
from schema.verwerking import VerwerkingConnectie
from schema.verwijzing import Verwijzing
from schema.vestiging import OrganisatieActiviteit, OrganisatieAdres, VestigingConnectie
from sources.kvk import records as kvk

__all__ = ["Organisatie"]


@from_record(
    kvk.Basisprofiel,
    "Een organisatie, met alles wat de gemeente ervan weet.",
    "An organisation, with all that the municipality knows of it.",
    subject="kvkNummer",
    facts={},
)
class Organisatie:
    """The data subject, by its KVK number: what is below is about this organisation."""

    nummer: str = plain("Het KVK-nummer.", "The KVK number.", "kvkNummer", group=FieldGroup.HANDELSREGISTER)
    rsin: str | None = plain(
        "Het RSIN; een eenmanszaak heeft er geen.",
        "The RSIN; a sole trader has none.",
        "_embedded.eigenaar.rsin",
        group=FieldGroup.HANDELSREGISTER,
    )
    naam: str | None = plain("De naam.", "The name.", group=FieldGroup.HANDELSREGISTER)
    statutaire_naam: str | None = plain(
        "De naam in de statuten, als die er zijn.",
        "The name in the articles of association, if there are any.",
        group=FieldGroup.HANDELSREGISTER,
    )
    handelsnamen: list[str] | None = derived(
        "Onder welke namen de organisatie handelt, in de volgorde van inschrijving.",
        "Under which names it trades, in the order of registration.",
        derive.namen,
        "handelsnamen",
        group=FieldGroup.HANDELSREGISTER,
    )
    rechtsvorm: str | None = plain(
        "De rechtsvorm.", "The legal form, in Dutch.", "_embedded.eigenaar.rechtsvorm", group=FieldGroup.HANDELSREGISTER
    )
    activiteiten: list[OrganisatieActiviteit] | None = plain(
        "Wat de organisatie doet.", "What it does.", "sbiActiviteiten", group=FieldGroup.HANDELSREGISTER
    )
    adressen: list[OrganisatieAdres] | None = derived(
        "Waar de organisatie is: de adressen van de hoofdvestiging of, als die er niet is, van de rechtspersoon.",
        "Where it is: the addresses of the main branch or, without one, of the legal person.",
        derive.adressen,
        "_embedded.hoofdvestiging.adressen",
        "_embedded.eigenaar.adressen",
        group=FieldGroup.HANDELSREGISTER,
    )
    startdatum: date | None = derived(
        "Sinds wanneer de organisatie er is.",
        "Since when there is this organisation.",
        derive.datum,
        "materieleRegistratie.datumAanvang",
        group=FieldGroup.HANDELSREGISTER,
    )
    einddatum: date | None = derived(
        "Tot wanneer zij er was; leeg als zij er nog is.",
        "Until when; empty where it still is.",
        derive.datum,
        "materieleRegistratie.datumEinde",
        group=FieldGroup.HANDELSREGISTER,
    )
    werkzame_personen: int | None = plain(
        "Hoeveel mensen er werken.",
        "How many people work there.",
        "totaalWerkzamePersonen",
        group=FieldGroup.HANDELSREGISTER,
    )
    vestigingen: VestigingConnectie | None = edge(
        "De vestigingen, de hoofdvestiging eerst.",
        "The branches, the main one first.",
        derive.vestigingen,
        "kvkNummer",
        group=FieldGroup.HANDELSREGISTER,
        sized_by="eerste",
        arguments=bladzijde.argumenten("vestigingen", "branches"),
    )
    aanvragen: AanvraagConnectie | None = edge(
        "Wat deze organisatie bij de gemeente heeft aangevraagd, het nieuwste eerst. Wie voor een vestiging handelt, "
        "ziet die van deze vestiging.",
        "What this organisation has requested from the municipality, newest first. Who acts for a branch sees that of "
        "the branch.",
        derive.aanvragen,
        "kvkNummer",
        group=FieldGroup.ZAKEN,
        cost=6,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "aanvragen",
            "requests",
            filter=words("Alleen lopende of afgeronde.", "Only those under way, or completed."),
            soorten=words(
                "Alleen van deze soorten, naar hun nummer, hoogstens 50. Geen soorten is geen aanvragen.",
                "Only of these kinds, by their number, at most 50. No kinds is no requests.",
            ),
        ),
    )
    aanvraag: Aanvraag | None = edge(
        "Eén aanvraag van deze organisatie; niets als die er niet is.",
        "One request of this organisation; nothing if there is none.",
        derive.aanvraag,
        "kvkNummer",
        group=FieldGroup.ZAKEN,
        cost=6,
        arguments={"id": words("De sleutel van de aanvraag.", "The key of the request.")},
    )
    facturen: FactuurConnectie | None = edge(
        "De facturen van de gemeente aan deze organisatie, de nieuwste eerst.",
        "The invoices of the municipality to this organisation, newest first.",
        facturen.facturen,
        "kvkNummer",
        group=FieldGroup.FINANCIEEL,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "facturen",
            "invoices",
            filter=words("Alleen openstaande of afgehandelde.", "Only those to be paid, or settled."),
        ),
    )
    belastingaanslagen: BelastingaanslagConnectie | None = edge(
        "De aanslagen van gemeentelijke belastingen, de nieuwste eerst.",
        "The assessments of municipal taxes, newest first.",
        belastingaanslagen.aanslagen,
        "kvkNummer",
        group=FieldGroup.FINANCIEEL,
        sized_by="eerste",
        arguments=bladzijde.argumenten("aanslagen", "assessments"),
    )
    te_betalen: TeBetalen | None = dossier.te_betalen("kvkNummer")
    betalingen: BetalingConnectie | None = dossier.betalingen("kvkNummer")
    parkeervergunningen: ParkeervergunningConnectie | None = dossier.parkeervergunningen("kvkNummer")
    producten: ProductConnectie | None = dossier.producten("kvkNummer")
    berichten: BerichtConnectie | None = dossier.berichten("kvkNummer")
    taken: TaakConnectie | None = dossier.taken("kvkNummer")
    contactgegevens: Contactgegevens | None = edge(
        "Hoe de gemeente deze organisatie kan bereiken; niets als die niets heeft opgegeven.",
        "How the municipality can reach this organisation; nothing if it gave nothing.",
        contact.contactgegevens,
        "kvkNummer",
        group=FieldGroup.PROFIEL,
    )
    contactmomenten: ContactmomentConnectie | None = edge(
        "Wanneer deze organisatie contact had met de gemeente, via alle kanalen, het nieuwste eerst.",
        "When this organisation was in touch with the municipality, through all channels, newest first.",
        contact.contactmomenten,
        "kvkNummer",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten("contactmomenten", "contacts"),
    )
    afspraken: AfspraakConnectie | None = edge(
        "De afspraken van deze organisatie met de gemeente, de laatste eerst.",
        "The appointments of this organisation with the municipality, the last to begin first.",
        agenda.afspraken,
        "kvkNummer",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "afspraken",
            "appointments",
            filter=words("Alleen die komen of zijn geweest.", "Only those to come, or past."),
        ),
    )
    verwerkingen: VerwerkingConnectie | None = edge(
        "Wie deze gegevens heeft gezien, wanneer en waarom.",
        "Who has seen this data, when and why.",
        inzage.verwerkingen,
        "kvkNummer",
        group=FieldGroup.VERWERKINGEN,
        cost=0,
        sized_by="eerste",
        arguments=bladzijde.argumenten("verwerkingen", "looks"),
    )
    verwijzingen: list[Verwijzing] | None = edge(
        "Wat elders te vinden is.",
        "What is to be found elsewhere.",
        elders.van_organisatie,
        group=FieldGroup.SESSIE,
        cost=0,
        size=10,
        arguments={"bij": words("Alleen wat bij een van deze blokken hoort.", "Only what belongs with one of these.")},
    )
    herkomst: list[Herkomst] | None = edge(
        "Per blok: uit welke bron, waarom u het mag zien, en wat u doet als het niet klopt.",
        "For each block: from which source, why you may see it, and what to do when it is wrong.",
        oorsprong.herkomst(blokken(lambda: Organisatie)),
        "kvkNummer",
        group=FieldGroup.SESSIE,
        cost=0,
        size=20,
    )
