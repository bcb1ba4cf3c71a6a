"""Where the persons of the city have lived: lives without a gap, and what is looked into."""

from datetime import date

import pytest

from sources.city import PERSONAS, Abroad, Address, City, CityPerson, Moored, Unknown

TODAY = date(2026, 11, 23)
CITY = City(today=TODAY)
EVERYBODY = range(0, len(CITY), 3)


def known(index: int) -> CityPerson:
    person = CITY.person(CITY.bsn(index))
    assert person is not None
    return person


@pytest.mark.parametrize("seed", [2026, 5])
def test_the_places_of_a_life_follow_each_other_from_birth_or_arrival(seed: int) -> None:
    city = City(seed, TODAY)
    counts = set()
    for index in EVERYBODY:
        person = city.person(city.bsn(index))
        assert person is not None
        first, *earlier = city.residences.of(person)
        assert (first.place, first.since.whole, first.until) == (person.place, person.place_since, None)
        for newer, older in zip((first, *earlier), earlier, strict=False):
            assert older.until == newer.since and older.since != newer.since
            assert newer.since.whole is None or older.since.whole is None or older.since.whole < newer.since.whole
        begun = person.arrived or person.birth.whole
        oldest = (first, *earlier)[-1].since.whole
        assert begun is None or oldest is None or begun <= oldest
        counts.add(len(earlier))
    assert counts >= {0, 1, 2, 3}


def test_it_is_a_pure_function_of_the_person_and_the_seed() -> None:
    again = City(today=TODAY)
    for index in range(0, 400, 7):
        assert again.residences.of(known(index)) == CITY.residences.of(known(index))
    other = City(7, TODAY)
    assert any(other.residences.of(known(i)) != CITY.residences.of(known(i)) for i in range(80, 120))


def test_a_child_that_moved_with_its_parents_lived_where_they_did() -> None:
    together = 0
    for index in range(80, 3000):
        child = known(index)
        parents = [CITY.person(bsn) for bsn in child.parents]
        home = next((each for each in parents if each is not None and each.household == child.household), None)
        if home is not None:
            theirs = {row.place for row in CITY.residences.of(home)}
            mine = [row.place for row in CITY.residences.of(child)[1:]]
            assert set(mine) <= theirs
            together += bool(mine)
    assert together > 20


def test_every_shape_is_somewhere_in_somebodys_past() -> None:
    shapes = {type(row.place) for index in EVERYBODY for row in CITY.residences.of(known(index))[1:]}
    boris = next(persona.index for persona in PERSONAS if persona.name == "boris")
    shapes |= {type(row.place) for row in CITY.residences.of(known(boris))}
    assert shapes == {Address, Moored, Abroad, Unknown}


def test_what_is_looked_into_is_of_the_living_who_are_here_and_not_of_many() -> None:
    looked = {person.index: found for person in map(known, range(len(CITY))) if (found := CITY.inquiries(person))}
    assert 20 < len(looked) < 200
    for index, inquiries in looked.items():
        person = known(index)
        assert person.deceased is None and not isinstance(person.place, Abroad | Unknown)
        assert all(each.since < TODAY and each.what.startswith(each.category) for each in inquiries)
