"""The travel documents of the city: who has which, until when, and back from a number to its holder."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.city import PERSONAS, City, CityPerson
from sources.city.travel import TravelDocument

TODAY = date(2026, 11, 23)
INDEX = {persona.name: persona.index for persona in PERSONAS}
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def city() -> City:
    return City(today=TODAY)


@pytest.fixture(scope="module")
def everything(city: City) -> list[tuple[int, TravelDocument]]:
    return [(index, document) for index in range(len(city)) for document in city.travel.documents(index)]


def known(city: City, index: int) -> CityPerson:
    person = city.person(city.bsn(index))
    assert person is not None
    return person


def test_a_number_leads_back_to_its_document_and_holder(
    city: City, everything: list[tuple[int, TravelDocument]]
) -> None:
    assert [city.travel.find(document.number) for _, document in everything[::7]] == everything[::7]
    assert len({document.number for _, document in everything}) == len(everything)
    assert all(re.fullmatch("[A-NP-Z0-9]{9}", document.number) for _, document in everything)


@given(st.one_of(st.text(max_size=10), st.from_regex("[NI][A-NP-Z0-9]{7}[0-9]", fullmatch=True)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_the_number_of_one_document_or_of_none(text: str) -> None:
    found = City(today=TODAY).travel.find(text)
    assert found is None or found[1].number == text


def test_documents_are_of_the_dutch_and_most_of_them_have_one(
    city: City, everything: list[tuple[int, TravelDocument]]
) -> None:
    holders = {index for index, _ in everything}
    dutch = {index for index in range(len(city)) if known(city, index).nationality.code == "0001"}
    assert holders < dutch and len(holders) > len(dutch) * 0.8
    assert len(dutch) < len(city)
    assert {(document.kind.code, document.kind.name) for _, document in everything} == {
        ("PN", "Nationaal paspoort"),
        ("NI", "Nederlandse identiteitskaart"),
    }


def test_some_documents_are_gone_and_nobody_has_two_of_a_kind(
    city: City, everything: list[tuple[int, TravelDocument]]
) -> None:
    gone = Counter(document.withheld[1:] for _, document in everything if document.withheld is not None)
    assert set(gone) == {("V", "vermist"), ("I", "ingehouden of ingeleverd"), ("R", "van rechtswege vervallen")}
    assert 0.02 < sum(gone.values()) / len(everything) < 0.12
    held = Counter((index, document.kind.code) for index, document in everything if document.withheld is None)
    assert set(held.values()) == {1}
    for index, document in everything:
        deceased = known(city, index).deceased
        assert document.withheld is None or document.withheld[0] <= TODAY
        assert deceased is None or document.withheld is not None


@given(st.integers(0, 2**32 - 1), st.dates(date(2020, 1, 1), date(2060, 12, 31)), st.integers(0, 9090))
@settings(max_examples=120, deadline=None)
def test_a_document_lasts_five_years_for_a_minor_and_ten_for_an_adult(seed: int, today: date, index: int) -> None:
    city = City(seed, today)
    person = known(city, index)
    age = person.age(today)
    for document in city.travel.documents(index):
        last = person.deceased or today
        term = 5 if age is not None and age < 18 else 10
        assert document.ends <= last.replace(year=last.year + term, day=min(last.day, 28)) + 4 * DAY
        if document.withheld is None:
            assert document.ends > today - 366 * DAY
        if person.birth.whole is not None:
            assert document.ends > person.birth.whole
        assert city.travel.find(document.number) == (index, document)


def test_documents_are_their_seed_and_their_day(city: City) -> None:
    again, other = City(today=TODAY), City(seed=7, today=TODAY)
    some = range(40, len(city), 53)
    documents = [city.travel.documents(index) for index in some]
    assert [again.travel.documents(index) for index in some] == documents
    assert sum(other.travel.documents(index) != found for index, found in zip(some, documents, strict=True)) > 100


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2040, 1, 1)], ids=str)
@pytest.mark.parametrize("seed", [2026, 5])
def test_personas_have_the_documents_that_were_promised(seed: int, today: date) -> None:
    travel = City(seed, today).travel
    (jan, _), (fatima,), (wim,) = (travel.documents(INDEX[name]) for name in ("jan", "fatima", "wim"))
    assert {document.kind.code for document in (jan, fatima, wim)} == {"PN"}
    assert [document.ends for document in (jan, fatima, wim)] == [today + 30 * DAY, today - 10 * DAY, today]
    valid, lost = travel.documents(INDEX["els"])
    assert valid.kind == lost.kind and min(valid.ends, lost.ends) > today + 365 * DAY
    assert valid.withheld is None
    assert lost.withheld == (today - 45 * DAY, "V", "vermist")
    for name in ("willemijn", "abayomi", "omar", "clyde"):
        assert travel.documents(INDEX[name]) == ()
    assert all(document.withheld is not None for document in travel.documents(INDEX["kees"]))


def test_nobody_outside_the_city_has_documents(city: City) -> None:
    with pytest.raises(IndexError):
        city.travel.documents(len(city))
