"""The homes of the city: whose they are, told the same from both ends, and what they were worth in every year."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auth.bsn import valid_bsn
from sources.city import PERSONAS, Address, City, CityPerson
from sources.city.homes import Home

TODAY = date(2026, 11, 23)
INDEX = {persona.name: persona.index for persona in PERSONAS}
# The first hundred kin, and those who live behind the last: as persons and as households.
PERSONS, HOUSEHOLDS = (*range(2000), *range(9080, 9091)), {*range(900), *range(4086, 4097)}
CASES = (st.integers(0, 2**32 - 1), st.dates(date(2020, 1, 1), date(2060, 12, 31)), st.integers(0, 4096))


@pytest.fixture(scope="module")
def city() -> City:
    return City(today=TODAY)


@pytest.fixture(scope="module")
def homes(city: City) -> list[Home]:
    return [city.homes.home(household) for household in range(city.households)]


def known(city: City, index: int) -> CityPerson:
    person = city.person(city.bsn(index))
    assert person is not None
    return person


def own(city: City, name: str) -> Home:
    return city.homes.home(known(city, INDEX[name]).household)


def test_a_number_leads_back_to_its_home_and_no_other_number_to_any(city: City, homes: list[Home]) -> None:
    assert [city.homes.by_number(home.woz_number) for home in homes[::9]] == homes[::9]
    assert len({home.woz_number for home in homes}) == len(homes)
    assert all(len(home.woz_number) == 12 and home.woz_number.startswith("0518") for home in homes)
    beyond = f"0518{int(homes[-1].woz_number[4:]) + 1:08d}"
    assert [city.homes.by_number(text) for text in (beyond, "051800000000", "036301000000")] == [None] * 3


@given(st.one_of(st.text(max_size=13), st.from_regex(r"0518[0-9]{8}", fullmatch=True)))
@example("0518\u0660\u0661" + 6 * "\u0660").via("digits that are not ASCII")
@settings(max_examples=100, deadline=None)
def test_any_text_is_the_number_of_one_home_or_of_none(text: str) -> None:
    found = City(today=TODAY).homes.by_number(text)
    assert found is None or found.woz_number == text


def test_a_household_outside_the_city_has_no_home(city: City) -> None:
    for household in (-1, city.households):
        with pytest.raises(IndexError):
            city.homes.home(household)


def test_owners_and_homes_name_each_other(city: City, homes: list[Home]) -> None:
    some = [home for home in homes if home.household in HOUSEHOLDS]
    by_home = {(home.owner, home.household) for home in some if home.owner is not None}
    by_person = {(index, home.household) for index in PERSONS for home in city.homes.owned_by(index)}
    assert by_home == by_person
    assert Counter(Counter(owner for owner, _ in by_home).values()).keys() == {1, 2}


def test_tenants_and_homes_name_each_other(city: City, homes: list[Home]) -> None:
    some = [home for home in homes if home.household in HOUSEHOLDS]
    by_home = {(home.user, home.household) for home in some if home.user not in (None, home.owner)}
    rented = ((index, city.homes.rented_by(index)) for index in PERSONS)
    assert by_home == {(index, home.household) for index, home in rented if home is not None}


def test_a_home_belongs_to_a_person_or_to_a_company(city: City, homes: list[Home]) -> None:
    companies = Counter(home.company for home in homes if home.company is not None)
    assert all((home.owner is None) != (home.company is None) for home in homes)
    assert len(companies) >= 3 and min(companies.values()) > 100
    assert all(valid_bsn(rsin) and not rsin.startswith("9999") and name for name, rsin in companies)
    assert 0.45 < sum(home.owner is not None for home in homes) / len(homes) < 0.6
    owned = {(city.bsn(home.owner), home.household) for home in homes if home.owner is not None}
    elsewhere = {bsn for bsn, household in owned if bsn not in city.household(household).members}
    assert 50 < len(elsewhere) < 300
    assert all(known(city, city.index(bsn) or 0).deceased is None for bsn in elsewhere)


def test_the_homes_of_a_company_are_found_by_its_rsin(city: City, homes: list[Home]) -> None:
    for name, rsin in {home.company for home in homes if home.company is not None}:
        found = list(city.homes.held_by(rsin, range(700)))
        assert found == [home for home in homes[:700] if home.company == (name, rsin)]


@given(*CASES)
@settings(max_examples=80, deadline=None)
def test_owner_and_user_are_living_adults_and_the_user_lives_there(seed: int, today: date, household: int) -> None:
    city = City(seed, today)
    home = city.homes.home(household)
    assert home.address == city.household(household).address
    for index in {home.owner, home.user} - {None}:
        person = known(city, index or 0)
        assert person.deceased is None
        assert person.age(today) is None or (person.age(today) or 0) >= 18
    if home.owner is not None:
        assert home in city.homes.owned_by(home.owner)
    if home.user is not None:
        user = known(city, home.user)
        assert user.household == household
        assert isinstance(user.place, Address) and not user.place.postal


@given(*CASES)
@settings(max_examples=80, deadline=None)
def test_every_year_since_2015_has_a_value_and_one_at_most_has_two(seed: int, today: date, household: int) -> None:
    first = 1985 if household == 1 else 2015
    home = City(seed, today).homes.home(household)
    values = home.values()
    years = list(range(today.year - 1, first - 1, -1))
    assert list(dict.fromkeys(value.peildatum for value in values)) == [date(year, 1, 1) for year in years]
    assert len(values) - len(years) in (0, 1)
    for value in values:
        assert value.ingangsdatum == date(value.peildatum.year + 1, 1, 1)
        assert value.amount % 1000 == 0 and 40_000 < value.amount < 4_000_000
        assert value.contested == ("bezwaar_ingediend" in value.statuses)
        assert not value.contested or value.peildatum.year == today.year - 1
        latest = home.value(value.peildatum)
        if latest != value:
            assert latest is not None and latest.amount < value.amount
            assert (latest.statuses, value.statuses) == (("bezwaar_veranderd",), ("beschikking_genomen",))
            assert values.index(latest) == values.index(value) - 1
    assert (
        home.value(date(first - 1, 1, 1)) is home.value(date(today.year, 1, 1)) is home.value(date(2020, 1, 2)) is None
    )


def test_before_there_are_values_there_are_none() -> None:
    assert City(today=date(2015, 6, 1)).homes.home(0).values() == ()
    assert len(City(today=date(2016, 6, 1)).homes.home(2).values()) == 1


def test_some_values_were_changed_and_a_few_are_contested(homes: list[Home]) -> None:
    changed = sum(len(home.values()) > len({value.peildatum for value in home.values()}) for home in homes)
    contested = sum(any(value.contested for value in home.values()) for home in homes)
    assert 0.1 < changed / len(homes) < 0.25
    assert 0.02 < contested / len(homes) < 0.1


def test_homes_are_plausible(homes: list[Home]) -> None:
    assert all(30 <= home.area <= 250 and 10 <= home.ground <= 300 for home in homes)
    assert all(1870 <= home.built <= 2012 for home in homes)
    newest = sorted(home.values()[0].amount for home in homes)
    assert 250_000 < newest[len(newest) // 2] < 500_000
    dear, cheap = [
        [home.values()[0].amount // home.area for home in homes if home.address.district == district]
        for district in ("Archipelbuurt", "Schilderswijk")
    ]
    assert min(dear) > max(cheap)


def test_the_homes_behind_one_number_are_one_building(homes: list[Home]) -> None:
    by_number: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for home in homes:
        assert len(home.building) == 16 and home.building.startswith("051810")
        by_number.setdefault((home.address.street, home.address.number), set()).add((home.building, home.built))
    assert all(len(buildings) == 1 for buildings in by_number.values())
    assert len({building for (building,) in by_number.values()}) == len(by_number) < len(homes)


def test_homes_are_their_seed_and_their_day(homes: list[Home]) -> None:
    again, other = City(today=TODAY).homes, City(seed=7, today=TODAY).homes
    some = range(0, len(homes), 31)
    assert [again.home(household) for household in reversed(some)] == [homes[household] for household in reversed(some)]
    assert sum(other.home(household) != homes[household] for household in some) > len(some) * 0.9


def test_of_the_personas_only_jan_and_wim_ever_objected() -> None:
    for seed in range(60):
        city = City(seed, TODAY)
        objected = {
            (name, value.peildatum.year, value.statuses[0])
            for name in ("jan", "riet", "wim", "els", "peter", "anja", "lotte")
            for value in own(city, name).values()
            if value.statuses != ("beschikking_genomen",)
        }
        own_choice = {item for item in objected if item[0] == "wim" and item[2] == "bezwaar_veranderd"}
        assert objected - own_choice == {("jan", 2024, "bezwaar_veranderd"), ("wim", 2025, "bezwaar_ingediend")}


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2040, 1, 1)], ids=str)
@pytest.mark.parametrize("seed", [2026, 5, 11])
def test_personas_have_the_homes_that_were_promised(seed: int, today: date) -> None:
    city = City(seed, today)
    jan, wim, els, lotte = (own(city, name) for name in ("jan", "wim", "els", "lotte"))
    assert (jan.owner, jan.user) == (INDEX["jan"], INDEX["fatima"])
    assert len(jan.values()) == today.year - 2015 + 1
    assert jan.values()[1].statuses == ("bezwaar_veranderd",) and not jan.values()[0].contested
    assert city.homes.owned_by(INDEX["wim"]) == (wim, lotte)
    assert (lotte.user, city.homes.rented_by(INDEX["lotte"])) == (INDEX["lotte"], lotte)
    assert wim.values()[0].contested and not any(value.contested for value in lotte.values())
    assert els.company is not None and els.user == INDEX["els"] and city.homes.owned_by(INDEX["els"]) == ()
    assert own(city, "anja").user == INDEX["anja"] and city.homes.owned_by(INDEX["anja"]) == ()
    for name in ("peter", "riet"):
        home = own(city, name)
        assert home.owner == home.user == INDEX[name] and city.homes.rented_by(INDEX[name]) is None
    for name in ("kees", "fatima", "daan", "sara", "noor", "tim", "boris", "omar", "clyde"):
        assert city.homes.owned_by(INDEX[name]) == ()
    for name in ("ingrid", "boris", "omar"):
        assert own(city, name).user is None and city.homes.rented_by(INDEX[name]) is None
    assert city.homes.owned_by(INDEX["ingrid"]) == (own(city, "ingrid"),)
