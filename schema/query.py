"""The roots of the graph."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from auth.groups import FieldGroup
from resolvers import analyse as analyses
from resolvers import klantcontact as contacten
from resolvers import person as people
from resolvers import sessie as sessies
from schema.analyse import Analyse
from schema.engine.declare import edge, from_record
from schema.engine.words import words
from schema.klantcontact import Klantcontact
from schema.person import Person
from schema.scalars import SCALARS
from schema.sessie import Sessie

__all__ = ["Mutation", "Query", "schema"]


@from_record(None, "Wat u kunt vragen.", "What you can ask.", group=FieldGroup.SESSIE)
class Query:
    """Each root is a door: it opens for one role."""

    sessie: Sessie | None = edge(
        "Wie er is ingelogd; niets zonder log-in.",
        "Who has logged in; nothing without a log-in.",
        sessies.sessie,
        group=FieldGroup.OPENBAAR,
        cost=0,
    )
    mij: Person | None = edge("De inwoner om wiens dossier het gaat.", "The resident whose dossier it is.", people.mij)
    klantcontact: Klantcontact | None = edge(
        "Een eigen, lopend klantcontact; voor medewerkers.",
        "An own contact that still holds; for employees.",
        contacten.klantcontact,
        cost=0,
        arguments={"id": words("De sleutel van het klantcontact.", "The key of the contact.")},
    )
    personen: list[Person | None] | None = edge(
        "Personen bij hun burgerservicenummer, hoogstens 50; voor diensten.",
        "Persons by their citizen service number, at most 50; for services.",
        people.personen,
        sized_by="burgerservicenummers",
        arguments={
            "burgerservicenummers": words("Van wie, hoogstens 50.", "Whose, at most 50."),
        },
    )
    analyse: Analyse | None = edge(
        "Cijfers over aanvragen; voor analisten.",
        "Figures about requests; for analysts.",
        analyses.analyse,
        group=FieldGroup.ANALYSE,
        cost=0,  # the calls are those of the day, whoever asks
    )


@from_record(None, "Wat u kunt doen.", "What you can do.", group=FieldGroup.SESSIE)
class Mutation:
    """What changes something."""

    start_klantcontact: Klantcontact | None = edge(
        "Open een dossier voor een doel; voor medewerkers. Het geldt een half uur.",
        "Open a dossier for a purpose; for employees. It holds for half an hour.",
        contacten.start_klantcontact,
        cost=0,
        arguments={
            "burgerservicenummer": words("Wiens dossier.", "Whose dossier."),
            "doel": words("Waarom.", "Why."),
            "verificatie": words("Hoe u weet wie er belt.", "How you know who is calling."),
        },
    )


schema = strawberry.Schema(Query, Mutation, config=StrawberryConfig(scalar_map=SCALARS))
