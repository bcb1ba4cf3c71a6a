"""The pure functions behind derived fields."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.roles import Relation
from resolvers import adres, datum, person, sleutel
from sources.core.haalcentraal import Datum

TODAY = date(2026, 11, 23)
NOTHING: list[None] = [None] * 12


def regels(**parts: str | int) -> list[str]:
    order = (
        *("straat", "huisnummer", "huisletter", "toevoeging", "aanduiding", "postcode", "woonplaats", "locatie"),
        *("regel1", "regel2", "regel3", "land"),
    )
    assert parts.keys() <= set(order)
    return adres.regels(*(parts.get(name) for name in order))  # type: ignore[arg-type]


def test_an_address_in_lines() -> None:
    assert adres.regels(*NOTHING) == []
    plain = regels(straat="Turfmarkt", huisnummer=55, postcode="2511DP", woonplaats="'s-Gravenhage")
    assert plain == ["Turfmarkt 55", "2511DP  's-Gravenhage"]
    assert regels(straat="Plein", huisnummer=1, huisletter="A", toevoeging="3") == ["Plein 1A-3"]
    assert regels(straat="Plein", aanduiding="tegenover", huisnummer=1) == ["Plein tegenover 1"]
    assert regels(locatie="Woonboot De Ooievaar") == ["Woonboot De Ooievaar"]
    assert regels(regel1="Calle 1", regel2="28014 Madrid", land="Spanje") == ["Calle 1", "28014 Madrid", "Spanje"]


@pytest.mark.parametrize("soort", list(adres.AdresSoort))
def test_each_kind_of_address_is_known(soort: adres.AdresSoort) -> None:
    assert adres.soort(soort.value) is soort


def test_an_unknown_kind_of_address_is_none() -> None:
    assert adres.soort("Ruimteschip") is None and adres.soort(None) is None


def test_parts_of_a_date_come_from_the_whole_or_from_the_part() -> None:
    whole = date(2019, 3, 5)
    assert (datum.jaar(whole, None), datum.maand(whole, None), datum.is_volledig(whole)) == (2019, 3, True)
    assert (datum.jaar(None, 2019), datum.maand(None, 3), datum.is_volledig(None)) == (2019, 3, False)
    assert datum.jaar(None, None) is None and datum.maand(None, None) is None


def test_a_name_is_composed_of_what_there_is() -> None:
    assert person.samengestelde_naam("Jan", "van den", "Berg") == "Jan van den Berg"
    assert person.samengestelde_naam(None, None, "Abayomi") == "Abayomi"
    assert person.samengestelde_naam(None, None, None) is None


@pytest.mark.parametrize(
    ("soort", "born", "relation"),
    [
        ("kind", Datum(datum=date(2008, 11, 24)), Relation.MINDERJARIG_KIND),
        ("kind", Datum(datum=date(2008, 11, 23)), Relation.ANDER),  # eighteen today
        ("kind", Datum(jaar=2009), Relation.MINDERJARIG_KIND),
        ("kind", Datum(jaar=2008), Relation.ANDER),  # may be eighteen
        ("kind", Datum(jaar=2008, maand=12), Relation.MINDERJARIG_KIND),
        ("kind", Datum(onbekend=True), Relation.ANDER),
        ("kind", None, Relation.ANDER),
        ("partner", Datum(datum=date(2010, 1, 1)), Relation.ANDER),
        ("ouder", Datum(datum=date(2010, 1, 1)), Relation.ANDER),
    ],
)
def test_only_a_child_that_is_surely_a_minor_is_one(soort: str, born: Datum | None, relation: Relation) -> None:
    assert person.relation(soort, born, TODAY) is relation


@given(st.uuids(), st.sampled_from(["zaken", "documenten"]))
def test_a_key_leads_back_to_its_registry_only(uuid: UUID, registry: str) -> None:
    key = sleutel.sleutel(registry, str(uuid))
    assert sleutel.read_sleutel(registry, key) == str(uuid)
    assert sleutel.read_sleutel("brp", key) is None
    assert str(uuid) not in key and registry not in key


@given(st.text())
def test_any_other_text_is_no_key(text: str) -> None:
    found = sleutel.read_sleutel("zaken", text)
    assert found is None or sleutel.sleutel("zaken", found) == text
