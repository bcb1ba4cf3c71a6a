"""Appointments with the municipality."""

from datetime import datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import afspraak as derive
from schema import bladzijde
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.afspraken import records as afspraken
from sources.afspraken.adapter import Wanneer
from sources.afspraken.records import AfspraakStatus

__all__ = ["Afspraak", "AfspraakConnectie"]

make_enum(
    Wanneer,
    "AfspraakFilter",
    words("Welke afspraken.", "Which appointments."),
    {
        Wanneer.KOMEND: words("Die van vandaag en later, als ze doorgaan.", "From today on, if they take place."),
        Wanneer.GEWEEST: words("Die van vóór vandaag.", "Those before today."),
    },
)
make_enum(
    AfspraakStatus,
    "AfspraakStatus",
    words("Hoe het met een afspraak staat.", "How an appointment stands."),
    {
        AfspraakStatus.GEPLAND: words("Gepland, nog niet bevestigd.", "Planned, not confirmed yet."),
        AfspraakStatus.BEVESTIGD: words("Bevestigd.", "Confirmed."),
        AfspraakStatus.GEANNULEERD: words("Gaat niet door.", "Does not take place."),
        AfspraakStatus.AFGEROND: words("Geweest.", "Has been."),
        AfspraakStatus.NIET_VERSCHENEN: words("U was er niet.", "You were not there."),
    },
)


@from_record(
    afspraken.Afspraak,
    "Een afspraak met de gemeente, aan een balie of online.",
    "An appointment with the municipality, at a desk or on line.",
    group=FieldGroup.BERICHTEN,
)
class Afspraak:
    """When it is, where, and what to bring."""

    id: strawberry.ID = derived("De sleutel van de afspraak.", "The key of the appointment.", derive.id_van, "uuid")
    onderwerp: str | None = plain("Waar het over gaat.", "What it is about.")
    producten: list[str] = plain("Voor welke producten.", "For which products.")
    begin: datetime | None = plain("Wanneer de afspraak begint.", "When it begins.")
    eind: datetime | None = plain("Wanneer de afspraak eindigt.", "When it ends.")
    locatie: str | None = plain("Hoe de plaats heet.", "What the place is called.", "locatie.naam")
    adres: str | None = plain("Het adres van de plaats.", "The address of the place.", "locatie.adres")
    online: bool | None = plain("Of de afspraak online is.", "Whether it is on line.", "locatie.online")
    meenemen: list[str] = plain("Wat u meeneemt.", "What you bring.")
    status: AfspraakStatus | None = plain("Hoe het ermee staat.", "How it stands.")
    wijzigen: str | None = derived(
        "Waar u de afspraak kunt wijzigen of afzeggen.", "Where you can change or cancel it.", derive.veilig, "wijzigen"
    )
    aanvraag_id: strawberry.ID | None = derived(
        "De sleutel van de aanvraag waar de afspraak over gaat.",
        "The key of the request that it is about.",
        derive.aanvraag_van,
        "zaak",
    )
    agenda: str | None = edge(
        "Waar u de afspraak ophaalt voor uw eigen agenda (.ics): alleen u, en tien minuten lang.",
        "Where you fetch the appointment for your own calendar (.ics): only you, for ten minutes.",
        derive.agenda,
        "uuid",
        "status",
        cost=0,
    )


@from_record(
    afspraken.Pagina,
    "Een bladzijde met afspraken, de laatste eerst.",
    "A page of appointments, the last to begin first.",
    container=True,
)
class AfspraakConnectie:
    """A page; one from which appointments were left out is shorter."""

    knopen: list[Afspraak | None] = plain("De afspraken.", "The appointments.", "afspraken")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
