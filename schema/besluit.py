"""What the municipality decided on a request, and until when one can object."""

from datetime import date

import strawberry

from auth.groups import FieldGroup
from resolvers import besluit as derive
from resolvers.besluit import Vervalreden
from schema import bladzijde
from schema.document import DocumentConnectie
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.besluiten import records as besluiten

__all__ = ["Besluit"]

make_enum(
    Vervalreden,
    "Vervalreden",
    words("Waarom een besluit niet meer geldt.", "Why a decision holds no longer."),
    {each: words(each.dutch, each.english) for each in Vervalreden},
)


@from_record(
    besluiten.Besluit,
    "Wat de gemeente op een aanvraag heeft besloten.",
    "What the municipality decided on a request.",
    group=FieldGroup.ZAKEN,
)
class Besluit:
    """A decision."""

    id: strawberry.ID = derived("De sleutel van het besluit.", "The key of the decision.", derive.id_van, "url")
    nummer: str | None = plain("Het nummer.", "The number.", "identificatie")
    soort: str | None = edge(
        "Wat voor besluit het is.",
        "What kind of decision it is.",
        derive.soort,
        "besluittype",
        cost=0,
        source="catalogi",
    )
    toelichting: str | None = plain("Een toelichting.", "An explanation.")
    bestuursorgaan: str | None = plain("Wie heeft besloten.", "Who decided.")
    datum: date | None = plain("Wanneer is besloten.", "When it was decided.")
    verzonden: date | None = plain("Wanneer het is verzonden.", "When it was sent.", "verzenddatum")
    ingangsdatum: date | None = plain("Vanaf wanneer het geldt.", "From when it holds.")
    vervaldatum: date | None = plain("Tot wanneer het geldt.", "Until when it holds.")
    vervalreden: Vervalreden | None = derived(
        "Waarom het dan niet meer geldt.", "Why it holds no longer.", derive.vervalreden, "vervalreden"
    )
    bezwaar_mogelijk_tot: date | None = plain(
        "De laatste dag waarop u bezwaar kunt maken.", "The last day to object.", "uiterlijkeReactiedatum"
    )
    documenten: DocumentConnectie | None = edge(
        "De documenten waarin het staat en die u mag zien. Dit is per besluit een vraag aan de bron.",
        "The documents in which it stands and that you may see. This is one call for each decision.",
        derive.documenten,
        "url",
        "zaak",
        cost=2,
        sized_by="eerste",
        arguments=bladzijde.argumenten("documenten", "documents"),
    )
