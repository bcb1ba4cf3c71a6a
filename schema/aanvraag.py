"""What somebody has requested from the municipality, and how far it is."""

from datetime import date, datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import aanvraag as derive
from resolvers import actie, behandeling, contact, duur
from resolvers import bericht as berichten
from resolvers import besluit as besluiten
from resolvers import document as documenten
from resolvers import stap as steps
from resolvers import taak as taken
from resolvers.behandeling import Betaling
from schema import bladzijde
from schema.behandeling import (
    AanvraagEigenschap,
    AanvraagOpschorting,
    AanvraagStatus,
    AanvraagSubstatus,
    AanvraagVerlenging,
    Behandelaar,
)
from schema.bericht import BerichtConnectie
from schema.besluit import Besluit
from schema.contact import ContactmomentConnectie
from schema.document import DocumentConnectie
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.stap import Stap
from schema.taak import TaakConnectie
from sources.catalogi import records as catalogi
from sources.zaken import records as zaken
from sources.zaken.vraag import Voortgang

__all__ = ["Aanvraag", "AanvraagConnectie", "Voortgang"]

make_enum(
    Voortgang,
    "AanvraagFilter",
    words("Welke aanvragen.", "Which requests."),
    {
        Voortgang.LOPEND: words("Waar de gemeente nog mee bezig is.", "Those under way."),
        Voortgang.AFGEROND: words("Wat is afgerond.", "Those that are completed."),
    },
)


@from_record(catalogi.ZaakType, "Het soort aanvraag.", "The kind of request.", group=FieldGroup.ZAKEN)
class AanvraagSoort:
    """From the catalogue, which says nothing about anybody; that someone has such a request does."""

    naam: str | None = plain("Hoe dit soort aanvraag heet.", "What this kind is called.", "omschrijving")
    nummer: str | None = plain("De code van het soort.", "The code of the kind.", "identificatie")
    doorlooptijd: str | None = plain(
        "Hoe lang de behandeling hoogstens duurt (ISO 8601).", "How long it takes at most (ISO 8601)."
    )
    doorlooptijd_in_woorden: str | None = edge(
        "Hoe lang de behandeling hoogstens duurt: binnen 8 weken.",
        "How long it takes at most: within 8 weeks.",
        duur.binnen,
        "doorlooptijd",
        cost=0,
        source="catalogi",
    )


@from_record(zaken.Resultaat, "Hoe een aanvraag is afgelopen.", "How a request ended.", group=FieldGroup.ZAKEN)
class AanvraagResultaat:
    """The result."""

    naam: str | None = edge(
        "Hoe het resultaat heet.",
        "What the result is called.",
        derive.resultaat,
        "resultaattype",
        cost=0,
        source="catalogi",
    )
    uitleg: str | None = edge(
        "Wat zo'n resultaat betekent.",
        "What such a result means.",
        derive.uitleg,
        "resultaattype",
        cost=0,
        source="catalogi",
    )
    toelichting: str | None = plain("Een toelichting bij deze aanvraag.", "An explanation for this request.")


@from_record(
    zaken.Zaak,
    "Iets wat iemand bij de gemeente heeft aangevraagd of gemeld.",
    "Something that somebody has requested from or reported to the municipality.",
    group=FieldGroup.ZAKEN,
)
class Aanvraag:
    """A zaak of the registry, in the words of the resident."""

    id: strawberry.ID = derived("De sleutel van de aanvraag.", "The key of the request.", derive.id_van, "uuid")
    nummer: str | None = plain("Het nummer van de aanvraag.", "The number of the request.", "identificatie")
    titel: str | None = plain("Waar het over gaat.", "What it is about.", "omschrijving")
    toelichting: str | None = plain("Een toelichting.", "An explanation.")
    soort: AanvraagSoort | None = edge(
        "Wat voor aanvraag het is.", "What kind of request it is.", derive.soort, "zaaktype", cost=0
    )
    status: AanvraagStatus | None = plain("De laatste status.", "The latest status.", "_expand.status")
    stappen: list[Stap | None] | None = edge(
        "Alle stappen van dit soort aanvraag, in volgorde. Hun datums zijn per aanvraag een vraag aan de bron.",
        "All steps of this kind of request, in order. Their dates are one call for each request.",
        steps.stappen,
        "uuid",
        "zaaktype",
        "_expand.status.statustype",
        "_expand.status.datumStatusGezet",
        "einddatum",
        cost=0,
        size=6,
        source="catalogi",
    )
    substatussen: list[AanvraagSubstatus | None] | None = edge(
        "Wat er tussen twee statussen gebeurt, het nieuwste eerst. Dit is per aanvraag een vraag aan de bron.",
        "What happens between two statuses, newest first. This is one call for each request.",
        derive.substatussen,
        "uuid",
        size=5,
    )
    statushistorie: list[AanvraagStatus | None] | None = edge(
        "Alle statussen, de nieuwste eerst. Dit is per aanvraag een vraag aan de bron.",
        "All statuses, newest first. This is one call for each request.",
        derive.statushistorie,
        "uuid",
        size=5,
    )
    resultaat: AanvraagResultaat | None = plain("Het resultaat, als er een is.", "The result.", "_expand.resultaat")
    besluiten: list[Besluit | None] | None = edge(
        "Wat er is besloten, het laatste eerst. Dit is per aanvraag een vraag aan de bron.",
        "What was decided, the latest first. This is one call for each request.",
        besluiten.van_aanvraag,
        "url",
        size=2,
    )
    documenten: DocumentConnectie | None = edge(
        "De documenten die u mag zien, de nieuwste eerst.",
        "The documents that you may see, newest first.",
        documenten.van_aanvraag,
        "_expand.zaakinformatieobjecten",
        "uuid",
        sized_by="eerste",
        arguments=bladzijde.argumenten("documenten", "documents"),
    )
    hoofdaanvraag: "Aanvraag | None" = edge(
        "De aanvraag waar deze een deel van is, als die van dezelfde persoon is.",
        "The request that this one is a part of, if it is the same person's.",
        derive.hoofdaanvraag,
        "hoofdzaak",
    )
    deelaanvragen: "list[Aanvraag | None] | None" = edge(
        "De delen van deze aanvraag die van dezelfde persoon zijn, hoogstens 20.",
        "The parts of this request that are the same person's, at most 20.",
        derive.deelaanvragen,
        "deelzaken",
        size=3,
    )
    gerelateerd: "list[Aanvraag | None] | None" = edge(
        "Andere aanvragen van dezelfde persoon die hiermee te maken hebben, hoogstens 20.",
        "Other requests of the same person that have to do with this one, at most 20.",
        derive.gerelateerd,
        "relevanteAndereZaken.url",
        "gerelateerdeZaken.url",
        size=3,
    )
    contactmomenten: ContactmomentConnectie | None = edge(
        "Wanneer deze persoon er contact over had, het nieuwste eerst. Dit is per aanvraag een vraag aan de bron.",
        "When this person was in touch about it, newest first. This is one call for each request.",
        contact.over_aanvraag,
        "uuid",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten("contactmomenten", "contacts"),
    )
    berichten: BerichtConnectie | None = edge(
        "De berichten over deze aanvraag, de nieuwste eerst.",
        "The messages about this request, newest first.",
        berichten.van_aanvraag,
        "uuid",
        "identificatie",
        group=FieldGroup.BERICHTEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten("berichten", "messages"),
    )
    taken: TaakConnectie | None = edge(
        "Wat u voor deze aanvraag moet doen; wat het eerst gedaan moet zijn eerst.",
        "What you have to do for this request, what is due first first.",
        taken.van_aanvraag,
        "uuid",
        "identificatie",
        group=FieldGroup.BERICHTEN,
        cost=2,
        source="vtb",
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "taken", "tasks", filter=words("Alleen wat nog moet, of niet meer.", "Only what is to be done, or not.")
        ),
    )
    startdatum: date | None = plain("Wanneer de behandeling begon.", "When handling began.")
    registratiedatum: date | None = plain("Wanneer de aanvraag binnenkwam.", "When the request came in.")
    verwachte_einddatum: date | None = plain(
        "Wanneer de gemeente klaar denkt te zijn.", "When it is expected to be done.", "einddatumGepland"
    )
    uiterlijke_einddatum: date | None = plain(
        "Wanneer de gemeente uiterlijk klaar moet zijn.",
        "When it must be done at the latest.",
        "uiterlijkeEinddatumAfdoening",
    )
    uiterlijk_in_woorden: str | None = edge(
        "De laatste dag in woorden, en hoe het daar vandaag mee staat: uiterlijk op 3 maart 2027, nog 12 dagen.",
        "The last day in words, and how that stands today: on 3 March 2027 at the latest, 12 days left.",
        duur.uiterlijk,
        "uiterlijkeEinddatumAfdoening",
        "einddatum",
        "opschorting.indicatie",
        cost=0,
        source="zaken",
    )
    opschorting: AanvraagOpschorting | None = derived(
        "Of de termijn stilstaat of heeft stilgestaan; niets als dat nooit zo was.",
        "Whether the term stands or stood still; nothing if it never did.",
        behandeling.opschorting,
        "opschorting",
    )
    verlenging: AanvraagVerlenging | None = plain(
        "Dat de behandeling langer mag duren.", "That handling it may take longer."
    )
    behandelaar: Behandelaar | None = derived(
        "Wie de aanvraag behandelt.", "Who handles the request.", behandeling.behandelaar, "_expand.rollen"
    )
    eigenschappen: list[AanvraagEigenschap] | None = plain(
        "Wat er bij de aanvraag is ingevuld.", "What was filled in with the request.", "_expand.eigenschappen"
    )
    betaling: Betaling | None = derived(
        "Of de kosten zijn betaald.", "Whether the costs are paid.", behandeling.betaling, "betalingsindicatie"
    )
    betaald_op: datetime | None = plain(
        "Wanneer er voor het laatst is betaald.", "When was last paid.", "laatsteBetaaldatum"
    )
    betaling_in_woorden: str | None = edge(
        "Of de kosten zijn betaald, als zin.",
        "Whether the costs are paid, as a sentence.",
        behandeling.betaling_in_woorden,
        "betalingsindicatie",
        "laatsteBetaaldatum",
        cost=0,
        source="zaken",
    )
    actie_nodig: str | None = edge(
        "Wat u nu moet doen; niets als de gemeente niet op u wacht.",
        "What you have to do now; nothing if the municipality is not waiting for you.",
        actie.nodig,
        "uuid",
        "identificatie",
        "omschrijving",
        "_expand.status.statustype",
        "_expand.status.datumStatusGezet",
        cost=0,
        source="catalogi",
    )
    laatst_gewijzigd: datetime | None = plain(
        "Wanneer er voor het laatst iets veranderde.", "When something changed last.", "laatstGemuteerd"
    )
    ongelezen: bool | None = derived(
        "Of er iets is veranderd sinds u de aanvraag het laatst bekeek.",
        "Whether something has changed since you looked at the request last.",
        behandeling.ongelezen,
        "laatstGemuteerd",
        "laatstGeopend",
    )
    einddatum: date | None = plain("Wanneer de aanvraag is afgerond.", "When the request was completed.")
    afgerond: bool = derived("Of de aanvraag is afgerond.", "Whether it is completed.", derive.is_afgerond, "einddatum")


@from_record(
    zaken.Pagina,
    "Een bladzijde met aanvragen, de nieuwste eerst.",
    "A page of requests, newest first.",
    container=True,
)
class AanvraagConnectie:
    """A page; one from which requests were left out is shorter."""

    knopen: list[Aanvraag | None] = plain("De aanvragen.", "The requests.", "zaken")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
