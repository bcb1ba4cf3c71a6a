"""A declaration that is not whole does not build, and says what is missing."""

from dataclasses import dataclass

import pytest
import strawberry

from auth.groups import FieldGroup
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import core_schema, make_input
from schema.engine.words import words
from tests.graph.village import records


def test_a_field_without_a_group() -> None:
    with pytest.raises(TypeError, match=r"Open\.leeftijd has no field group: nobody may read it"):

        @from_record(records.Persoon, "Open", "Open")
        class Open:
            leeftijd: int | None = plain("Leeftijd", "Age")


def test_a_path_that_the_record_lacks() -> None:
    with pytest.raises(TypeError, match=r"Naam has no 'achternaam'.*it has volledigeNaam, voorletters"):

        @from_record(records.Naam, "Fout", "Wrong", group=FieldGroup.IDENTITEIT)
        class Wrong:
            achternaam: str | None = plain("Achternaam", "Surname")


def test_a_field_that_is_not_declared() -> None:
    with pytest.raises(TypeError, match="declare it with plain, derived or edge"):

        @from_record(records.Naam, "Fout", "Wrong", group=FieldGroup.IDENTITEIT)
        class Undeclared:
            voorletters: str | None = strawberry.field(description="Voorletters")


def test_a_data_subject_that_does_not_tell_what_the_policy_wants_to_know() -> None:
    with pytest.raises(TypeError, match="does not tell geheimhouding"):

        @from_record(records.Persoon, "Stil", "Silent", group=FieldGroup.IDENTITEIT, subject="burgerservicenummer")
        class Silent:
            leeftijd: int | None = plain("Leeftijd", "Age")


def test_an_argument_without_words() -> None:
    async def aanvragen(ask: object, *, eerste: int = 20) -> None: ...

    with pytest.raises(TypeError, match="Argument 'eerste' of aanvragen has no words"):
        edge("Aanvragen", "Requests", aanvragen, group=FieldGroup.ZAKEN)


def test_what_is_declared_is_what_the_sdl_says() -> None:
    @from_record(records.Naam, "De naam", "The name", group=FieldGroup.IDENTITEIT)
    class Naam:
        letters: str | None = plain("De letters", "The letters", "voorletters")
        lengte: int | None = derived("De lengte", "The length", lambda naam: len(naam or ""), "volledigeNaam")

    async def zoek(ask: object, *, hoe: str) -> None: ...

    @from_record(None, "Vragen", "Questions", group=FieldGroup.SESSIE)
    class Query:
        naam: Naam | None = edge("Naam", "Name", zoek, cost=2, arguments={"hoe": words("Hoe", "How")})

    sdl = strawberry.Schema(Query).as_str()
    assert 'letters: String @en(tekst: "The letters") @veld(bron: null, paden: ["voorletters"],' in sdl
    assert '@veld(bron: null, paden: ["volledigeNaam"], groep: IDENTITEIT, niveau: MIDDEN, kosten: 0)' in sdl
    assert 'hoe: String! @en(tekst: "How")' in sdl and "kosten: 2" in sdl
    assert core_schema(strawberry.Schema(Query)).type_map["Naam"].description == "De naam"


def test_an_input_without_words() -> None:
    @dataclass(kw_only=True, repr=False)
    class Vraag:
        nummer: str
        plaats: str = ""

    with pytest.raises(TypeError, match=r"Input field Vraag\.plaats has no words"):
        make_input(Vraag, "Vraag", words("Vraag", "Question"), {"nummer": words("Nummer", "Number")})


def test_an_input_does_not_show_what_was_filled_in() -> None:
    @dataclass(kw_only=True, repr=False)
    class Wens:
        nummer: str

    made = make_input(Wens, "Wens", words("Wens", "Wish"), {"nummer": words("Nummer", "Number")})
    assert repr(made(nummer="geheim")) == "Wens(…)"
