"""The roots of the graph."""

from strawberry.schema.config import StrawberryConfig

from auth.groups import FieldGroup
from resolvers import analyse as analyses
from resolvers import belcode as belcodes
from resolvers import bron as bronnen
from resolvers import klantcontact as contacten
from resolvers import organisatie as organisaties
from resolvers import person as people
from resolvers import sessie as sessies
from resolvers import zoeken
from schema.analyse import Analyse
from schema.belcode import Belcode
from schema.bron import Bron
from schema.engine.declare import edge, from_record
from schema.engine.seams import make_schema
from schema.engine.words import words
from schema.klantcontact import Klantcontact
from schema.organisatie import Organisatie
from schema.organisatiezoeken import Organisatiezoekresultaat
from schema.person import Person
from schema.scalars import SCALARS
from schema.sessie import Sessie
from schema.taal import TAAL
from schema.zoeken import Zoekresultaat

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
    mij: Person | None = edge(
        "De inwoner om wiens dossier het gaat.",
        "The resident whose dossier it is.",
        people.mij,
        arguments={"taal": TAAL},
    )
    mijn_organisatie: Organisatie | None = edge(
        "De organisatie waarvoor u met eHerkenning bent ingelogd.",
        "The organisation for which you logged in with eHerkenning.",
        organisaties.mijn_organisatie,
        arguments={"taal": TAAL},
    )
    klantcontact: Klantcontact | None = edge(
        "Een eigen, lopend klantcontact; voor medewerkers.",
        "An own contact that still holds; for employees.",
        contacten.klantcontact,
        cost=0,
        arguments={"id": words("De sleutel van het klantcontact.", "The key of the contact."), "taal": TAAL},
    )
    zoek_personen: list[Zoekresultaat] | None = edge(
        "Wie een medewerker zoekt: net genoeg om de juiste te kiezen; voor medewerkers, en in een vraag apart.",
        "Whom an employee looks for: just enough to pick the right one; for employees, in a request of its own.",
        zoeken.zoek_personen,
        cost=100,
        size=30,
        arguments={
            "zoek": words("Hoe u zoekt: precies één van de manieren.", "How you search: exactly one of the ways."),
            "doel": words("Waarom u zoekt.", "Why you search."),
        },
    )
    zoek_organisaties: list[Organisatiezoekresultaat] | None = edge(
        "Welke organisatie een medewerker zoekt, in het Handelsregister; voor medewerkers. Hoogstens honderd.",
        "Which organisation an employee looks for, in the trade register; for employees. A hundred at most.",
        organisaties.zoek_organisaties,
        size=100,
        arguments={
            "zoek": words("Hoe u zoekt: precies één van de manieren.", "How you search: exactly one of the ways.")
        },
    )
    personen: list[Person | None] | None = edge(
        "Personen bij hun burgerservicenummer, hoogstens 50; voor diensten.",
        "Persons by their citizen service number, at most 50; for services.",
        people.personen,
        sized_by="burgerservicenummers",
        arguments={
            "burgerservicenummers": words("Van wie, hoogstens 50.", "Whose, at most 50."),
            "taal": TAAL,
        },
    )
    analyse: Analyse | None = edge(
        "Cijfers over aanvragen; voor analisten.",
        "Figures about requests; for analysts.",
        analyses.analyse,
        group=FieldGroup.ANALYSE,
        cost=0,  # the calls are those of the day, whoever asks
    )
    bronnen: list[Bron] | None = edge(
        "De bronnen en of ze te bevragen zijn; voor wie de dienst beheert of gebruikt.",
        "The sources and whether they can be asked; for who runs the service or builds on it.",
        bronnen.bronnen,
        group=FieldGroup.TECHNIEK,
        cost=0,
        size=20,
    )


@from_record(None, "Wat u kunt doen.", "What you can do.", group=FieldGroup.SESSIE)
class Mutation:
    """What changes something."""

    start_klantcontact: Klantcontact | None = edge(
        "Open een dossier voor een doel; voor medewerkers. Het geldt een half uur.",
        "Open a dossier for a purpose; for employees. It holds for half an hour.",
        contacten.start_klantcontact,
        cost=100,
        arguments={
            "wie": words("Wiens dossier: precies één van de manieren.", "Whose dossier: exactly one of the ways."),
            "doel": words("Waarom.", "Why."),
            "verificatie": words("Hoe u weet wie er belt.", "How you know who is calling."),
            "bevestig_geheim": words(
                "Dat u weet dat de gegevens geheim zijn, en niets doorgeeft.",
                "That you know that the data is secret, and pass nothing on.",
            ),
            "code": words(
                "De code uit het portaal, als de beller die voorleest.",
                "The code from the portal, where the caller reads it out.",
            ),
        },
    )
    eindig_klantcontact: bool | None = edge(
        "Sluit een eigen klantcontact; onwaar als er geen liep.",
        "Close an own contact; false if there was none that still held.",
        contacten.eindig_klantcontact,
        cost=0,
        arguments={"id": words("De sleutel van het klantcontact.", "The key of the contact.")},
    )
    toon_belcode: Belcode | None = edge(
        "Een code om voor te lezen aan wie u belt; voor wie voor zichzelf is ingelogd. Een eerdere vervalt.",
        "A code to read out to whom you call; for who logged in for themselves. An earlier one is over.",
        belcodes.toon_belcode,
        cost=0,
        arguments={"pagina": words("Welke pagina u bekijkt.", "Which page you look at.")},
    )


schema = make_schema(Query, Mutation, StrawberryConfig(scalar_map=SCALARS))
