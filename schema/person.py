"""The person."""

from auth.groups import FieldGroup
from resolvers import aanvraag as zaken
from resolvers import adres as adressen
from resolvers import afspraak as agenda
from resolvers import belastingaanslag as belastingaanslagen
from resolvers import contact, eigendom, zoek
from resolvers import factuur as facturen
from resolvers import herkomst as oorsprong
from resolvers import melding as berichten
from resolvers import openbareruimte as straat
from resolvers import person as derive
from resolvers import reisdocument as reisdocumenten
from resolvers import thema as thematisch
from resolvers import verwerking as inzage
from resolvers import verwijzing as elders
from resolvers import verzoek as verzoeken
from resolvers import woz as woz_objecten
from schema import bladzijde, dossier
from schema.aanvraag import Aanvraag, AanvraagConnectie
from schema.adres import Adres
from schema.adreshistorie import AdresHistorieConnectie
from schema.afspraak import AfspraakConnectie
from schema.belastingaanslag import BelastingaanslagConnectie
from schema.bericht import BerichtConnectie
from schema.betaling import BetalingConnectie, TeBetalen
from schema.contact import Contactgegevens, ContactmomentConnectie
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.words import words
from schema.factuur import FactuurConnectie
from schema.gezag import Gezag
from schema.herkomst import Herkomst, blokken
from schema.identiteit import Aanschrijfwijze, Geboorte, Naam, Overlijden
from schema.melding import Melding
from schema.onderzoek import Onderzoek, in_onderzoek
from schema.openbareruimte import MeldingOpenbareRuimteConnectie
from schema.parkeervergunning import ParkeervergunningConnectie
from schema.product import ProductConnectie
from schema.reisdocument import Reisdocument
from schema.relatie import Relatie
from schema.status import EuropeesKiesrecht, Immigratie, Nationaliteit, UitsluitingKiesrecht, Verblijfstitel
from schema.taak import TaakConnectie
from schema.thema import Thema
from schema.verwerking import VerwerkingConnectie
from schema.verwijzing import Verwijzing
from schema.verzoek import VerzoekConnectie
from schema.woz import WOZObject, WOZObjectConnectie
from schema.zoek import Treffer
from sources.brp import records as brp

__all__ = ["Person"]

_ADRES, _GEVOELIG = FieldGroup.ADRES, FieldGroup.GEVOELIG


@from_record(
    brp.Persoon,
    "Een persoon, met alles wat de gemeente van die persoon weet.",
    "A person, with all that the municipality knows of this person.",
    subject="burgerservicenummer",
    facts={"geheimhouding": "geheimhoudingPersoonsgegevens"},
)
class Person:
    """The data subject: what is below is about this person, down to the next one."""

    burgerservicenummer: str = plain("Het burgerservicenummer.", "The citizen service number.", group=FieldGroup.BSN)
    naam: Naam | None = plain("De naam.", "The name.", group=FieldGroup.IDENTITEIT)
    geslacht: str | None = plain(
        "Het geslacht.", "The gender, in Dutch.", "geslacht.omschrijving", group=FieldGroup.IDENTITEIT
    )
    geboorte: Geboorte | None = plain("De geboorte.", "The birth.", group=FieldGroup.IDENTITEIT)
    leeftijd: int | None = plain("De leeftijd in jaren.", "The age in years.", group=FieldGroup.IDENTITEIT)
    overlijden: Overlijden | None = plain(
        "Het overlijden, als iemand niet meer leeft.", "The death, if someone has died.", group=FieldGroup.IDENTITEIT
    )
    geheimhouding: bool | None = derived(
        "Of de gemeente deze gegevens niet aan anderen mag geven.",
        "Whether the municipality may not give this record to others.",
        derive.geldt,
        "geheimhoudingPersoonsgegevens",
        group=FieldGroup.IDENTITEIT,
    )
    aanschrijfwijze: Aanschrijfwijze | None = plain(
        "Hoe de gemeente deze persoon aanschrijft.",
        "How the municipality writes to this person.",
        "adressering",
        group=FieldGroup.IDENTITEIT,
    )
    in_onderzoek: Onderzoek | None = in_onderzoek(group=FieldGroup.IDENTITEIT)
    adres: Adres | None = plain(
        "Waar deze persoon woont.", "Where this person lives.", "verblijfplaats", group=FieldGroup.ADRES
    )
    aantal_medebewoners: int | None = edge(
        "Hoeveel anderen er op dit adres staan ingeschreven; niets bij een briefadres of een plek zonder adres.",
        "How many others are registered at this address; nothing of a postal address or a place without address.",
        adressen.medebewoners,
        "burgerservicenummer",
        "verblijfplaats.adresseerbaarObjectIdentificatie",
        "verblijfplaats.functieAdres.code",
        group=FieldGroup.ADRES,
        source="bewoning",
    )
    adres_historie: AdresHistorieConnectie | None = edge(
        "Waar deze persoon heeft gewoond, het laatste adres eerst.",
        "Where this person has lived, the latest address first.",
        adressen.historie,
        "burgerservicenummer",
        group=_GEVOELIG,
        also=(_ADRES,),
        sized_by="eerste",
        arguments=bladzijde.argumenten("adressen", "addresses"),
    )
    gemeente_van_inschrijving: str | None = plain(
        "Waar iemand is ingeschreven.", "Where registered.", "gemeenteVanInschrijving.omschrijving", group=_ADRES
    )
    datum_inschrijving: OnvolledigeDatum | None = plain(
        "Sinds wanneer daar.", "Since when there.", "datumInschrijvingInGemeente", group=_ADRES, whole=True
    )
    eerste_inschrijving: OnvolledigeDatum | None = plain(
        "De eerste inschrijving.", "The first registration.", "datumEersteInschrijvingGBA", group=_ADRES, whole=True
    )
    partners: list[Relatie] | None = plain(
        "De huidige partners, of anders de laatste ex-partner.",
        "The current partners, or else the last former one.",
        group=FieldGroup.RELATIES,
    )
    kinderen: list[Relatie] | None = plain("De kinderen.", "The children.", group=FieldGroup.RELATIES)
    ouders: list[Relatie] | None = plain("De ouders.", "The parents.", group=FieldGroup.RELATIES)
    gezag: list[Gezag] | None = plain(
        "Wie het gezag heeft over deze persoon, of over de minderjarige kinderen van deze persoon.",
        "Who has authority over this person, or over the minor children of this person.",
        group=FieldGroup.RELATIES,
    )
    nationaliteiten: list[Nationaliteit] | None = plain("De nationaliteiten.", "The nationalities.", group=_GEVOELIG)
    immigratie: Immigratie | None = plain("De komst naar Nederland.", "The coming to this country.", group=_GEVOELIG)
    verblijfstitel: Verblijfstitel | None = plain("De verblijfstitel.", "The residence permit.", group=_GEVOELIG)
    europees_kiesrecht: EuropeesKiesrecht | None = plain(
        "Het kiesrecht voor het Europees Parlement.", "The vote for the European Parliament.", group=_GEVOELIG
    )
    uitsluiting_kiesrecht: UitsluitingKiesrecht | None = plain(
        "Of iemand niet mag stemmen.", "Whether somebody is barred from voting.", group=_GEVOELIG
    )
    onder_curatele: bool | None = derived(
        "Of iemand onder curatele staat.",
        "Whether under legal guardianship.",
        derive.geldt,
        "indicatieCurateleRegister",
        group=_GEVOELIG,
    )
    aanvragen: AanvraagConnectie | None = edge(
        "Wat deze persoon bij de gemeente heeft aangevraagd, het nieuwste eerst.",
        "What this person has requested from the municipality, newest first.",
        zaken.aanvragen,
        "burgerservicenummer",
        group=FieldGroup.ZAKEN,
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
        "Eén aanvraag van deze persoon; niets als die er niet is.",
        "One request of this person; nothing if there is none.",
        zaken.aanvraag,
        "burgerservicenummer",
        group=FieldGroup.ZAKEN,
        arguments={"id": words("De sleutel van de aanvraag.", "The key of the request.")},
    )
    woz_objecten: list[WOZObject | None] | None = edge(
        "Wat u aan onroerend goed op uw woonadres hebt, met de WOZ-waarden. Wat elders staat, staat bij de aanslagen.",
        "Property at this person's address, with its values. What is elsewhere stands with the assessments.",
        woz_objecten.op_adres,
        "burgerservicenummer",
        "verblijfplaats.adresseerbaarObjectIdentificatie",
        group=FieldGroup.FINANCIEEL,
    )
    woz_objecten_elders: WOZObjectConnectie | None = edge(
        "Onroerend goed elders waarvoor deze persoon is aangeslagen; per object een vraag aan de bron.",
        "Property elsewhere that this person is assessed for; one call for each.",
        eigendom.elders,
        "burgerservicenummer",
        "verblijfplaats.adresseerbaarObjectIdentificatie",
        group=FieldGroup.FINANCIEEL,
        cost=2 + eigendom.MOST,
        sized_by="eerste",
        arguments={
            **bladzijde.argumenten("objecten", "properties"),
            "eerste": words("Hoeveel objecten, 1 tot en met 20.", "How many properties, 1 to 20."),
        },
    )
    te_betalen: TeBetalen | None = dossier.te_betalen("burgerservicenummer")
    betalingen: BetalingConnectie | None = dossier.betalingen("burgerservicenummer")
    facturen: FactuurConnectie | None = edge(
        "De facturen van de gemeente aan deze persoon, de nieuwste eerst.",
        "The invoices of the municipality to this person, newest first.",
        facturen.facturen,
        "burgerservicenummer",
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
        "burgerservicenummer",
        group=FieldGroup.FINANCIEEL,
        sized_by="eerste",
        arguments=bladzijde.argumenten("aanslagen", "assessments"),
    )
    parkeervergunningen: ParkeervergunningConnectie | None = dossier.parkeervergunningen("burgerservicenummer")
    producten: ProductConnectie | None = dossier.producten("burgerservicenummer")
    meldingen: list[Melding | None] | None = edge(
        "Wat deze persoon moet weten of doen, het nieuwste eerst en hoogstens honderd: gestuurd door een afdeling in "
        "het afgelopen jaar, of volgend uit een regel. Een bron die er niet is, staat als leeg onderdeel in de lijst, "
        "met een fout.",
        "What this person is to know or do, newest first and at most a hundred: sent by a department in the last "
        "year, or following from a rule. A source that can't be had is an empty item of the list, with an error.",
        berichten.meldingen,
        "burgerservicenummer",
        group=FieldGroup.BERICHTEN,
        cost=4,
        size=10,
    )
    contactgegevens: Contactgegevens | None = edge(
        "Hoe de gemeente deze persoon kan bereiken, en wat die het liefst heeft; niets als die niets heeft opgegeven.",
        "How the municipality can reach this person, and what they prefer; nothing if they gave nothing.",
        contact.contactgegevens,
        "burgerservicenummer",
        group=FieldGroup.PROFIEL,
    )
    contactmomenten: ContactmomentConnectie | None = edge(
        "Wanneer deze persoon contact had met de gemeente, via alle kanalen, het nieuwste eerst.",
        "When this person was in touch with the municipality, through all channels, newest first.",
        contact.contactmomenten,
        "burgerservicenummer",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten("contactmomenten", "contacts"),
    )
    meldingen_openbare_ruimte: MeldingOpenbareRuimteConnectie | None = edge(
        "Wat deze persoon over de straat heeft gemeld, het nieuwste eerst.",
        "What this person reported about the street, newest first.",
        straat.meldingen,
        "burgerservicenummer",
        group=FieldGroup.OPENBARE_RUIMTE,
        cost=straat.CALLS,
        sized_by="eerste",
        arguments=bladzijde.argumenten("meldingen", "reports"),
    )
    afspraken: AfspraakConnectie | None = edge(
        "De afspraken van deze persoon met de gemeente, de laatste eerst.",
        "The appointments of this person with the municipality, the last to begin first.",
        agenda.afspraken,
        "burgerservicenummer",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "afspraken",
            "appointments",
            filter=words("Alleen die komen of zijn geweest.", "Only those to come, or past."),
        ),
    )
    berichten: BerichtConnectie | None = dossier.berichten("burgerservicenummer")
    taken: TaakConnectie | None = dossier.taken("burgerservicenummer")
    ingediend: VerzoekConnectie | None = edge(
        "Wat deze persoon heeft ingediend en wat nog geen aanvraag is.",
        "What this person submitted and what is not a request yet.",
        verzoeken.ingediend,
        "burgerservicenummer",
        group=FieldGroup.ZAKEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten("ingediende zaken", "submissions"),
    )
    reisdocumenten: list[Reisdocument | None] | None = edge(
        "Paspoorten en identiteitskaarten, ook verlopen.",
        "Passports and identity cards, also those that are over.",
        reisdocumenten.van,
        "burgerservicenummer",
        group=FieldGroup.GEVOELIG,
        size=4,
    )
    themas: list[Thema] | None = edge(
        "De thema's, met wat er van deze persoon bij hoort.",
        "The themes, with what of this person belongs to each.",
        thematisch.themas,
        group=FieldGroup.SESSIE,
        cost=0,
        size=10,
    )
    thema: Thema | None = edge(
        "Eén thema.",
        "One theme.",
        thematisch.thema,
        group=FieldGroup.SESSIE,
        cost=0,
        arguments={"naam": words("De vaste naam van het thema.", "The fixed name of the theme.")},
    )
    verwijzingen: list[Verwijzing] | None = edge(
        "Wat elders te vinden is.",
        "What is to be found elsewhere.",
        elders.van_persoon,
        group=FieldGroup.SESSIE,
        cost=0,
        size=10,
        arguments={"bij": words("Alleen wat bij een van deze blokken hoort.", "Only what belongs with one of these.")},
    )
    zoek: list[Treffer | None] | None = edge(
        "Zoek in dit dossier, van elke soort het nieuwste. Een bron die er niet is, is leeg en heeft een fout.",
        "Search this dossier, of each kind the newest. A source that can't be had is empty and has an error.",
        zoek.zoek,
        "burgerservicenummer",
        group=FieldGroup.SESSIE,
        cost=11,
        sized_by="eerste",
        arguments={
            "tekst": words("Wat u zoekt, 2 tot en met 100 tekens.", "What you look for, 2 to 100 characters."),
            "eerste": words("Hoeveel, 1 tot en met 50.", "How many, 1 to 50."),
        },
    )
    verwerkingen: VerwerkingConnectie | None = edge(
        "Wie deze gegevens heeft gezien, wanneer en waarom.",
        "Who has seen this data, when and why.",
        inzage.verwerkingen,
        "burgerservicenummer",
        group=FieldGroup.VERWERKINGEN,
        cost=0,
        sized_by="eerste",
        arguments=bladzijde.argumenten("verwerkingen", "looks"),
    )
    herkomst: list[Herkomst] | None = edge(
        "Per blok: uit welke bron, waarom u het mag zien, en wat u doet als het niet klopt.",
        "For each block: from which source, why you may see it, and what to do when it is wrong.",
        oorsprong.herkomst(blokken(lambda: Person)),
        "burgerservicenummer",
        group=FieldGroup.SESSIE,
        cost=0,
        size=20,
    )
