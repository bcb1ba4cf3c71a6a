"""Letters, chores and submissions of the city: found back by arithmetic, of adults, and as each persona is told."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.city import PERSONAS, City
from sources.city.dossiers import Kind
from sources.city.majority import of_age_since

DAYS = (date(2026, 11, 23), date(2024, 2, 29))
INDEX = {persona.name: persona.index for persona in PERSONAS}


@cache
def city(today: date = DAYS[0]) -> City:
    return City(2026, today)


def kept(of: City) -> dict[str, Any]:
    return {"letters": of.letters, "tasks": of.tasks, "objects": of.object_tasks, "submissions": of.submissions}


@given(st.sampled_from(DAYS), st.integers(0, 40) | st.integers(0, 9090))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_what_somebody_has_is_found_back_and_nobody_elses(today: date, index: int) -> None:
    here = city(today)
    person = here.person(here.bsn(index))
    assert person is not None
    seen: set[str] = set()
    for name, one in kept(here).items():
        own = one.of(index)
        assert not own or (person.deceased is None and of_age_since(person) <= today)
        for each in own:
            assert each.index == index and one.find(each.uuid) == each and each.uuid not in seen
            assert all(other.find(each.uuid) is None for other in kept(here).values() if other is not one), name
            if each.zaak is not None:
                found = here.dossiers.find(Kind.ZAAK, each.zaak[1])
                assert found is not None and found[0].index == index and found[0].identificatie == each.zaak[0]
            seen.add(each.uuid)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_personas_have_what_they_are_known_by(today: date) -> None:
    here = city(today)
    counts = {name: [len(one.of(INDEX[name])) for one in kept(here).values()] for name in INDEX}
    assert counts["jan"] == [7, 3, 3, 4] and counts["wim"] == [130, 30, 30, 36] and counts["willemijn"] == [0] * 4
    assert counts["daan"] == counts["kees"] == [0] * 4
    letters = here.letters.of(INDEX["jan"])
    assert [letter.published.date() > today for letter in letters] == [True, *[False] * 6]
    assert sum(letter.opened is None for letter in letters) == 3
    assert {chore.status for chore in here.object_tasks.of(INDEX["wim"])} == {"open", "afgerond"}


def test_ordinary_residents_have_some_of_everything() -> None:
    found = {name: [len(one.of(index)) for index in range(60, 300)] for name, one in kept(city()).items()}
    assert all(0 in counts and max(counts) <= 3 and sum(counts) > 20 for counts in found.values())
    assert {chore.status for index in range(60, 400) for chore in city().object_tasks.of(index)} == {
        *("open", "afgerond", "ingediend", "verwerkt", "gesloten")
    }
    for one in kept(city()).values():
        assert 50 < len(one.everybodys) < 600 and one.find("geen") is None


def test_texts_are_as_long_as_the_registry_allows() -> None:
    for letter in city().letters.everybodys:
        assert len(letter.onderwerp) <= 50 and len(letter.soort) <= 8 and len(letter.referentie) <= 25
        assert all(len(each.omschrijving) <= 40 for each in letter.enclosures)
    for chore in (*city().tasks.everybodys, *city().object_tasks.everybodys):
        assert len(chore.titel) <= 100 and len(chore.tekst) <= 80 and chore.link.startswith(("https://", ""))
        assert chore.due is None or chore.began < chore.due
