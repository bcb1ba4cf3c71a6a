import gc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.city import PERSONAS, Abroad, Address, City, CityPerson, Moored, PartialDate, Persona, Unknown
from sources.city.personas import Authority

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def city() -> City:
    return City(today=TODAY)


@pytest.fixture(scope="module")
def people(city: City) -> dict[str, CityPerson]:
    return {person.bsn: person for person in (known(city, city.bsn(index)) for index in range(len(city)))}


def known(city: City, bsn: str) -> CityPerson:
    person = city.person(bsn)
    assert person is not None
    return person


def years(person: CityPerson) -> int:
    """What a living person of a known year turns in the year of today."""
    assert person.birth.year is not None
    return TODAY.year - person.birth.year


def test_every_valid_test_number_is_a_person_and_no_other_number_is(city: City) -> None:
    valid = [bsn for bsn in (str(number) for number in range(999900000, 1000000000)) if valid_bsn(bsn)]
    assert [city.bsn(index) for index in range(len(city))] == valid
    assert [city.index(bsn) for bsn in valid] == list(range(9091))


@given(st.one_of(st.text(max_size=12), st.from_regex(r"9999[0-9]{5}", fullmatch=True)))
@example("9999٣٣٣٣٣").via("digits that are not ASCII")
@settings(max_examples=200, deadline=None)
def test_a_number_has_a_person_exactly_when_it_is_valid_and_in_the_range(text: str) -> None:
    city = City(today=TODAY)
    assert (city.person(text) is not None) == (valid_bsn(text) and text.startswith("9999"))


def test_an_index_outside_the_city_is_an_error(city: City) -> None:
    for ask, first_outside in ((city.bsn, len(city)), (city.household, city.households)):
        for index in (-1, first_outside):
            with pytest.raises(IndexError):
                ask(index)


def test_everyone_is_a_member_of_exactly_the_household_they_name(city: City, people: dict[str, CityPerson]) -> None:
    members = [(bsn, index) for index in range(city.households) for bsn in city.household(index).members]
    assert len(members) == len(people)
    assert dict(members) == {bsn: person.household for bsn, person in people.items()}


def test_every_address_leads_back_to_its_one_household(city: City) -> None:
    seen = set()
    for index in range(city.households):
        home = city.household(index)
        address = home.address
        assert city.at_object(address.object_id) == city.at_object(address.designation_id) == home
        assert home in city.at_postcode(address.postcode, address.number)
        assert address.object_id[:6] == "051801" and address.designation_id[:6] == "051820"
        assert len(address.object_id) == len(address.designation_id) == 16
        assert len(address.short_street) <= 24
        seen.add((address.postcode, address.number, address.letter, address.addition))
    assert len(seen) == city.households


def test_an_address_outside_the_city_has_no_household(city: City) -> None:
    beyond = f"051801{1_000_000 + city.households:010d}"
    assert [city.at_object(text) for text in ("", "0" * 16, "0363010001166707", "051801", beyond)] == [None] * 5
    home = city.household(0).address
    assert city.at_postcode(home.postcode, 99999) == city.at_postcode(home.postcode, 0) == ()
    assert city.at_postcode("9999ZZ", 1) == city.at_postcode(f"{home.postcode[:5]}B", home.number) == ()
    assert {found.index for found in city.at_postcode(home.postcode, home.number)} == {0}


def test_who_lives_at_an_address_lives_at_that_of_the_household(city: City, people: dict[str, CityPerson]) -> None:
    elsewhere = set()
    for person in people.values():
        if isinstance(person.place, Address):
            assert replace(person.place, postal=False) == city.household(person.household).address
        else:
            elsewhere.add(person.persona and person.persona.name)
    assert elsewhere == {"ingrid", "omar", "boris"}


def test_parents_and_children_name_each_other(people: dict[str, CityPerson]) -> None:
    links = {(parent, child) for child, person in people.items() for parent in person.parents}
    assert links == {(parent, child) for parent, person in people.items() for child in person.children}
    assert len(links) > 3000
    assert max(len(person.parents) for person in people.values()) == 2


def test_partners_name_each_other_with_the_same_dates(people: dict[str, CityPerson]) -> None:
    unions = 0
    for bsn, person in people.items():
        if person.partnership is not None:
            unions += 1
            other = people[person.partnership.bsn].partnership
            assert other is not None and other.bsn == bsn != person.partnership.bsn
            assert replace(other, bsn=person.partnership.bsn) == person.partnership
    assert unions > 2000


def test_nobody_is_their_own_kin(people: dict[str, CityPerson]) -> None:
    for bsn, person in people.items():
        kin = [*person.parents, *person.children, *([person.partnership.bsn] if person.partnership else [])]
        assert len({bsn, *kin}) == len(kin) + 1


def test_ages_are_plausible(people: dict[str, CityPerson]) -> None:
    for person in people.values():
        for parent in (people[bsn] for bsn in person.parents):
            if parent.birth.year is not None and person.birth.year is not None:
                assert 18 <= person.birth.year - parent.birth.year <= 50
        if person.birth.year is not None:
            assert 0 < years(person) < 100
        if person.birth.whole is not None:
            last = person.deceased or TODAY
            assert person.birth.whole <= person.place_since <= last
            assert person.birth.whole <= person.registered_since <= last
            at_home = any(people[bsn].household == person.household for bsn in person.parents)
            assert at_home or person.place_since.year >= person.birth.whole.year + 18
            assert person.partnership is None or person.birth.whole.year + 18 <= person.partnership.since.year
        if person.partnership is not None:
            assert person.partnership.since < (person.partnership.until or TODAY)


def test_no_minor_lives_without_an_adult_or_has_died(city: City, people: dict[str, CityPerson]) -> None:
    minors = {bsn for bsn, person in people.items() if (person.age(TODAY) or 99) < 18}
    assert len(minors) > 1500
    for index in range(city.households):
        members = city.household(index).members
        assert not set(members) <= minors
        assert any(people[bsn].deceased is None for bsn in members if bsn not in minors) or not set(members) & minors
    assert all(people[bsn].partnership is None and not people[bsn].children for bsn in minors)


def test_the_city_is_mixed(people: dict[str, CityPerson]) -> None:
    everyone = [person for person in people.values() if person.persona is None]
    assert set(Counter(person.sex for person in everyone)) == {"M", "V"}
    assert {person.name_use for person in everyone} == {"E", "N", "P", "V"}
    assert len({person.nationality for person in everyone}) >= 6
    assert len({person.name.full for person in everyone}) > 4000
    assert min(Counter(person.sex for person in everyone).values()) > len(everyone) * 0.45
    for rare in (
        [person for person in everyone if person.secrecy],
        [person for person in everyone if person.deceased],
        [person for person in everyone if person.birth.day is None],
        [person for person in everyone if person.arrived],
        [person for person in everyone if not person.parents and not person.forebears],
    ):
        assert 20 < len(rare) < len(everyone) / 4


def test_a_city_is_its_seed_and_its_day(people: dict[str, CityPerson]) -> None:
    some = list(people)[::97]
    again, other = City(today=TODAY), City(seed=7, today=TODAY)
    assert [again.person(bsn) for bsn in reversed(some)] == [people[bsn] for bsn in reversed(some)]
    assert sum(other.person(bsn) != people[bsn] for bsn in some) > len(some) * 0.95
    assert City().today == City(seed=7).today


@given(st.integers(0, 2**32 - 1), st.dates(date(2020, 1, 1), date(2060, 12, 31)), st.integers(0, 9090))
@settings(max_examples=60, deadline=None)
def test_relations_hold_under_every_seed_on_every_day(seed: int, today: date, index: int) -> None:
    city = City(seed, today)
    person = known(city, city.bsn(index))
    assert person.bsn in city.household(person.household).members
    assert all(person.bsn in known(city, child).parents for child in person.children)
    assert all(person.bsn in known(city, parent).children for parent in person.parents)
    if person.partnership is not None:
        back = known(city, person.partnership.bsn).partnership
        assert back is not None and back.bsn == person.bsn


def test_asking_for_many_keeps_only_some_at_hand() -> None:
    def at_hand() -> int:
        gc.collect()
        return sum(isinstance(thing, CityPerson) for thing in gc.get_objects())

    before = at_hand()
    city = City(seed=3, today=TODAY)
    for index in range(4000):
        known(city, city.bsn(index))
    assert at_hand() - before <= 2048


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        ((2000, 11, 23), date(2026, 11, 23), 26),
        ((2000, 11, 24), date(2026, 11, 23), 25),
        ((1996, 2, 29), date(2017, 2, 28), 20),
        ((1996, 2, 29), date(2017, 3, 1), 21),
        ((2000, 10), date(2026, 11, 23), 26),
        ((2000, 12), date(2026, 11, 23), 25),
        ((2000, 11), date(2026, 11, 23), None),
        ((2000,), date(2026, 11, 23), None),
        ((), date(2026, 11, 23), None),
    ],
)
def test_age_follows_the_rules_of_the_brp(city: City, birth: tuple[int, ...], today: date, age: int | None) -> None:
    person = replace(known(city, city.bsn(0)), birth=PartialDate(*birth))
    assert person.age(today) == age
    assert replace(person, deceased=today).age(today) is None


Case = Callable[[City, CityPerson], bool]


def _family(city: City, person: CityPerson) -> bool:
    ages = [known(city, child).age(city.today) for child in person.children]
    partner = known(city, person.partner or "")
    return len(ages) == 3 and all(age is not None and age < 18 for age in ages) and partner.partner == person.bsn


def _child(city: City, person: CityPerson) -> bool:
    age = person.age(city.today)
    return len(person.parents) == 2 and age is not None and age < 18


def _divorced(_: City, person: CityPerson) -> bool:
    return person.partner is None and person.partnership is not None and person.partnership.until is not None


def _left_home(city: City, person: CityPerson) -> bool:
    homes = {known(city, parent).household for parent in person.parents}
    return (person.age(city.today) or 0) >= 18 and len(homes) == 2 and person.household not in homes


def _widowed(city: City, person: CityPerson) -> bool:
    return _divorced(city, person) and known(city, person.partnership.bsn if person.partnership else "").deceased == (
        person.partnership and person.partnership.until
    )


def _birth(year: bool, month: bool) -> Case:
    return lambda _, person: (
        (person.birth.year is not None, person.birth.month is not None, person.birth.day) == (year, month, None)
    )


def _ordinary(_: City, person: CityPerson) -> bool:
    home = isinstance(person.place, Address) and not person.place.postal
    return home and person.birth.day is not None and person.deceased is None and not person.secrecy


def _under(authority: Authority) -> Case:
    """A minor of the city over whom it is not simply every parent who has authority."""

    def holds(city: City, person: CityPerson) -> bool:
        age = person.age(city.today)
        return person.persona is not None and person.persona.authority is authority and age is not None and age < 18

    return holds


def _children(*cases: str) -> Case:
    """The cases of somebody's children, who live in the same household or with the other parent."""

    def holds(city: City, person: CityPerson) -> bool:
        found = [known(city, child).persona for child in person.children]
        return [each.case for each in found if each is not None] == list(cases) and len(found) == len(cases)

    return holds


CASES: dict[str, Case] = {
    "alleen-gezag": _children("gezag-een-ouder"),
    "zonder-gezag": lambda city, person: (
        _children("gezag-een-ouder")(city, person)
        or _children("tijdelijk-geen-gezag", "gezag-niet-te-bepalen")(city, person)
    ),
    "gezag-een-ouder": lambda city, person: (
        _under(Authority.FIRST_PARENT)(city, person)
        and known(city, person.parents[0]).household == person.household
        and known(city, person.parents[1]).household != person.household
    ),
    "tijdelijk-geen-gezag": _under(Authority.NOBODY_FOR_NOW),
    "gezag-niet-te-bepalen": _under(Authority.CANNOT_BE_TOLD),
    "gezin": _family,
    "kind": _child,
    "overleden": lambda city, person: person.deceased is not None and person.deceased < city.today,
    "weduwe": _widowed,
    "veel-zaken": _ordinary,
    "geheimhouding": lambda _, person: person.secrecy,
    "gescheiden": _divorced,
    "uitwonend": _left_home,
    "geboorte-jaar-maand": _birth(True, True),
    "geboorte-jaar": _birth(True, False),
    "geboorte-onbekend": _birth(False, False),
    "mononiem": lambda _, person: not person.name.given and not person.name.prefix and bool(person.name.surname),
    "buitenland": lambda _, person: isinstance(person.place, Abroad),
    "adres-onbekend": lambda _, person: isinstance(person.place, Unknown),
    "locatie": lambda _, person: isinstance(person.place, Moored),
    "alleen-brp": _ordinary,
    "geslacht-onbekend": lambda _, person: person.sex == "O",
    "afgeschermd": lambda _, person: person.persona is not None and person.persona.shielded,
    "briefadres": lambda _, person: isinstance(person.place, Address) and person.place.postal,
    "groot-gezin": lambda city, person: (
        len(person.children) == 10 and len(city.household(person.household).members) == 12
    ),
    "schrikkeldag": lambda city, person: (
        (person.birth.month, person.birth.day) == (2, 29) and person.age(city.today) in range(10, 15)
    ),
    "in-onderzoek": lambda city, person: [each.category for each in city.inquiries(person)] == ["08", "01"],
    "niet-op-adres": lambda _, person: person.left is not None and person.place_since < person.left,
    "staatloos": lambda _, person: person.nationality.code == "0499",
    "curatele": lambda _, person: person.persona is not None and person.persona.guarded,
}


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2040, 1, 1)], ids=str)
@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_every_persona_is_what_it_is_said_to_be(persona: Persona, today: date) -> None:
    for seed in (2026, 5):
        city = City(seed, today)
        person = known(city, persona.bsn)
        assert person.persona is persona
        assert CASES[persona.case](city, person)


def test_personas_have_names_of_their_own_and_cover_every_case(city: City, people: dict[str, CityPerson]) -> None:
    assert {persona.case for persona in PERSONAS} == set(CASES)
    assert len({persona.name for persona in PERSONAS}) == len({persona.bsn for persona in PERSONAS}) == len(PERSONAS)
    for persona in PERSONAS:
        assert persona.name.isascii() and persona.name.isalpha() and persona.name.islower()
        assert persona.dutch and persona.english and persona.dutch != persona.english
        assert city.index(persona.bsn) == persona.index
    jan, fatima = (next(persona for persona in PERSONAS if persona.name == name) for name in ("jan", "fatima"))
    assert people[jan.bsn].partner == fatima.bsn
    assert people[jan.bsn].children == people[fatima.bsn].children
