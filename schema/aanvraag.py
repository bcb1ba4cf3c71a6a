"""What somebody has requested from the municipality, how far it is, and the documents that belong to it."""

from datetime import date, datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import aanvraag as derive
from resolvers import bericht as berichten
from resolvers import contact
from resolvers import document as documenten
from resolvers import taak as taken
from schema import bladzijde
from schema.bericht import BerichtConnectie
from schema.contact import ContactmomentConnectie
from schema.document import Document
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
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


@from_record(zaken.Status, "Een stap die een aanvraag heeft bereikt.", "A stage of a request.", group=FieldGroup.ZAKEN)
class AanvraagStatus:
    """A status as it was set."""

    naam: str | None = edge(
        "Hoe de status heet.", "What the status is called.", derive.status, "statustype", cost=0, source="catalogi"
    )
    sinds: datetime | None = plain("Sinds wanneer.", "Since when.", "datumStatusGezet")
    toelichting: str | None = plain("Een toelichting.", "An explanation.", "statustoelichting")
    laatste: bool | None = edge(
        "Of de aanvraag met deze status is afgerond.",
        "Whether the request is completed with this status.",
        derive.is_laatste,
        "statustype",
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
    toelichting: str | None = plain("Een toelichting.", "An explanation.")


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
    statushistorie: list[AanvraagStatus | None] | None = edge(
        "Alle statussen, de nieuwste eerst. Dit is per aanvraag een vraag aan de bron.",
        "All statuses, newest first. This is one call for each request.",
        derive.statushistorie,
        "uuid",
        size=5,
    )
    resultaat: AanvraagResultaat | None = plain("Het resultaat, als er een is.", "The result.", "_expand.resultaat")
    documenten: list[Document | None] | None = edge(
        "De documenten die u mag zien.",
        "The documents that you may see.",
        documenten.van_aanvraag,
        "_expand.zaakinformatieobjecten.informatieobject",
        "uuid",
        size=5,
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
