from typing import Generic, TypeVar

import strawberry

from auth.groups import FieldGroup as G
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from tests.graph.village import records, resolvers

T = TypeVar("T")
make_enum(
    records.Betaling, "Betaling", words("Betaling", "Payment"), {m: words(m.value, m.value) for m in records.Betaling}
)


@from_record(records.Naam, "Naam", "Name", group=G.IDENTITEIT)
class Naam:
    volledige_naam: str | None = plain("Volledige naam", "Full name")
    voorletters: str | None = plain("Voorletters", "Initials")


@from_record(records.Datum, "Datum", "Date", group=G.IDENTITEIT)
class OnvolledigeDatum:
    tekst: str | None = plain("In woorden", "In words", "langFormaat")
    datum: str | None = plain("Datum", "Date")
    jaar: int | None = plain("Jaar", "Year")
    volledig: bool = derived("Volledig?", "Complete?", resolvers.is_volledig, "type")


@from_record(records.Geboorte, "Geboorte", "Birth", group=G.IDENTITEIT)
class Geboorte:
    datum: OnvolledigeDatum | None = plain("Datum", "Date", whole=True)


@from_record(records.Verblijfadres, "Adres", "Address", group=G.ADRES)
class Adres:
    straat: str | None = plain("Straat", "Street")
    huisnummer: int | None = plain("Huisnummer", "House number")
    postcode: str | None = plain("Postcode", "Postal code")
    regel: str | None = derived("Regel", "Line", resolvers.regel, "straat", "huisnummer", "postcode")


@from_record(records.Status, "Status", "Status", group=G.ZAKEN)
class Status:
    sinds: str = plain("Sinds", "Since", "gezet")
    toelichting: str | None = plain("Toelichting", "Explanation")


@from_record(records.Zaak, "Aanvraag", "Request", group=G.ZAKEN)
class Aanvraag:
    id: strawberry.ID = plain("Sleutel", "Identifier", "uuid")
    nummer: str = plain("Nummer", "Number", "identificatie")
    titel: str | None = plain("Titel", "Title", "omschrijving")
    status: Status | None = plain("Status", "Status", "_expand.status")
    betaling: records.Betaling | None = plain("Betaling", "Payment", group=G.SESSIE)


@from_record(records.Pagina, "Bladzijde", "Page", container=True)
class Connectie(Generic[T]):
    knopen: list[T] = plain("Knopen", "Items")
    volgende: str | None = plain("Volgende", "Next")


@from_record(records.Waarde, "Waarde", "Value", group=G.OPENBAAR)
class Waarde:
    peildatum: str = plain("Peildatum", "Reference date")
    bedrag: int | None = plain("Bedrag", "Amount")


@from_record(records.NatuurlijkPersoon, "Mens", "Human", group=G.OPENBAAR)
class NatuurlijkPersoon:
    naam: str | None = plain("Naam", "Name")
    burgerservicenummer: str | None = plain("Bsn", "Bsn")


@from_record(records.Bedrijf, "Bedrijf", "Company", group=G.OPENBAAR)
class Bedrijf:
    naam: str | None = plain("Naam", "Name")
    kvk_nummer: str = plain("Kvk", "Kvk")


@from_record(records.WozObject, "Object", "Object", group=G.OPENBAAR)
class WOZObject:
    identificatie: str = plain("Nummer", "Number")
    waarden: list[Waarde | None] | None = plain("Waarden", "Values")
    laatste: Waarde | None = derived("Laatste", "Latest", resolvers.laatste, "waarden", picks=("peildatum",))
    nieuw: list[Waarde] | None = derived("Nieuw", "New", resolvers.nieuw, "waarden", picks=("peildatum",))
    enkele: list[Waarde] | None = edge(
        "Enkele",
        "Some",
        resolvers.enkele,
        "waarden",
        cost=0,
        picks=("peildatum",),
        arguments={"eerste": words("Hoeveel", "How many")},
    )
    belanghebbende: NatuurlijkPersoon | Bedrijf | None = plain("Van wie", "Whose")


@from_record(records.Relatie, "Relatie", "Relation", group=G.RELATIES)
class Relatie:
    soort: str = plain("Soort", "Kind")
    voornamen: str | None = plain("Voornamen", "Given names")
    persoon: "Person | None" = edge("Persoon", "Person", resolvers.persoon, "burgerservicenummer")


@from_record(records.Persoon, "Persoon", "Person", subject="burgerservicenummer", facts={"geheimhouding": "geheim"})
class Person:
    burgerservicenummer: str = plain("Bsn", "Bsn", group=G.BSN)
    naam: Naam | None = plain("Naam", "Name", group=G.IDENTITEIT)
    geboorte: Geboorte | None = plain("Geboorte", "Birth", group=G.IDENTITEIT)
    leeftijd: int | None = plain("Leeftijd", "Age", group=G.IDENTITEIT)
    adres: Adres | None = plain("Adres", "Address", "verblijfplaats.verblijfadres", group=G.ADRES)
    kinderen: list[Relatie] = plain("Kinderen", "Children", group=G.RELATIES)
    partners: list["Person | None"] | None = edge(
        "Partners", "Partners", resolvers.personen, "partners.burgerservicenummer", group=G.RELATIES
    )
    aanvragen: Connectie[Aanvraag] | None = edge(
        "Aanvragen",
        "Requests",
        resolvers.aanvragen,
        "burgerservicenummer",
        group=G.ZAKEN,
        sized_by="eerste",
        arguments={"eerste": words("Hoeveel", "How many"), "na": words("Na", "After")},
    )
    woz_objecten: list[WOZObject] | None = edge(
        "Woz", "Woz", resolvers.woz_objecten, "verblijfplaats.adresseerbaarObject", group=G.OPENBAAR
    )


@from_record(records.Straat, "Straat", "Street", container=True)
class Straat:
    naam: str | None = plain("Naam", "Name")
    bewoners: list[Person | None] = plain("Bewoners", "Residents")


@from_record(None, "Vragen", "Questions", group=G.SESSIE)
class Query:
    mij: Person | None = edge("Ik", "Me", resolvers.mij)
    straat: Straat | None = edge("Straat", "Street", resolvers.straat, cost=3)
    personen: list[Person | None] | None = edge(
        "Personen",
        "Persons",
        resolvers.bij_naam,
        sized_by="bsns",
        arguments={"bsns": words("Nummers", "Numbers")},
    )


schema = strawberry.Schema(Query, types=[NatuurlijkPersoon, Bedrijf])
