"""The organisation: what the trade register tells of it, and what the municipality has of it."""

from datetime import date

from auth.groups import FieldGroup
from resolvers import afspraak as agenda
from resolvers import belastingaanslag as belastingaanslagen
from resolvers import bericht as post
from resolvers import betaling as betalingen
from resolvers import contact
from resolvers import factuur as facturen
from resolvers import herkomst as oorsprong
from resolvers import organisatie as derive
from resolvers import parkeervergunning as vergunningen
from resolvers import product as producten
from resolvers import taak as taken
from resolvers import te_betalen as open_bedragen
from resolvers import verwerking as inzage
from schema import bladzijde
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
            "aanvragen", "requests", filter=words("Alleen lopende of afgeronde.", "Only those under way, or completed.")
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
    te_betalen: TeBetalen | None = edge(
        "Wat er nu te betalen is aan facturen en aanslagen.",
        "What is to be paid now of invoices and assessments.",
        open_bedragen.te_betalen,
        "kvkNummer",
        group=FieldGroup.FINANCIEEL,
        cost=0,
        source="facturen, belastingen",
    )
    betalingen: BetalingConnectie | None = edge(
        "Wat er is betaald, voor zover de bronnen van facturen en aanslagen dat zeggen.",
        "What was paid, as far as the sources of invoices and assessments tell.",
        betalingen.betalingen,
        "kvkNummer",
        group=FieldGroup.FINANCIEEL,
        cost=2,
        sized_by="eerste",
        arguments=bladzijde.argumenten("rekeningen", "bills"),
        source="facturen, belastingen",
    )
    parkeervergunningen: ParkeervergunningConnectie | None = edge(
        "De parkeervergunningen van deze organisatie, de nieuwste eerst.",
        "The parking permits of this organisation, newest first.",
        vergunningen.parkeervergunningen,
        "kvkNummer",
        group=FieldGroup.PARKEREN,
        cost=2,
        sized_by="eerste",
        arguments=bladzijde.argumenten("vergunningen", "permits"),
        source="openproduct, objecten",
    )
    producten: ProductConnectie | None = edge(
        "Wat de gemeente deze organisatie gaf, zoals vergunningen, het nieuwste eerst.",
        "What the municipality gave this organisation, such as permits, newest first.",
        producten.producten,
        "kvkNummer",
        group=FieldGroup.PARKEREN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "producten", "products", soorten=words("Alleen deze soorten, bij hun code.", "Only these kinds, by code.")
        ),
    )
    berichten: BerichtConnectie | None = edge(
        "De berichten van de gemeente aan deze organisatie, de nieuwste eerst. Vragen maakt niets gelezen.",
        "The messages of the municipality to this organisation, newest first. Asking marks nothing as read.",
        post.berichten,
        "kvkNummer",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "berichten", "messages", filter=words("Alleen ongelezen of gelezen.", "Only unread, or read.")
        ),
    )
    taken: TaakConnectie | None = edge(
        "Wat deze organisatie voor de gemeente moet doen; wat het eerst gedaan moet zijn eerst. Een bron die er niet "
        "is, staat als leeg onderdeel in de lijst, met een fout.",
        "What this organisation has to do for the municipality, what is due first first. A source that can't be had is "
        "an empty item of the list, with an error.",
        taken.taken,
        "kvkNummer",
        group=FieldGroup.BERICHTEN,
        cost=2,
        source="vtb, objecten",
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "taken", "tasks", filter=words("Alleen wat nog moet, of niet meer.", "Only what is to be done, or not.")
        ),
    )
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
    herkomst: list[Herkomst] | None = edge(
        "Per blok: uit welke bron, waarom u het mag zien, en wat u doet als het niet klopt.",
        "For each block: from which source, why you may see it, and what to do when it is wrong.",
        oorsprong.herkomst(blokken(lambda: Organisatie)),
        "kvkNummer",
        group=FieldGroup.SESSIE,
        cost=0,
        size=20,
    )
