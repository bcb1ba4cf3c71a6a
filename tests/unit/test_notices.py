"""Notices of the city: found back by arithmetic, sent to adults, and each persona as it is told."""

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.city import PERSONAS, City, CityPerson
from sources.city.majority import of_age_since
from sources.city.notices import Notice

TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(2024, 2, 29), date(2026, 3, 1), date(2027, 1, 1))
INDEX = {persona.name: persona.index for persona in PERSONAS}
DAY = timedelta(days=1)


@cache
def city(today: date = TODAY, seed: int = 2026) -> City:
    return City(seed, today)


cities = st.builds(lambda seed, today: city(today, seed), st.sampled_from((2026, 7)), st.sampled_from(DAYS))


def known(city: City, index: int) -> CityPerson:
    person = city.person(city.bsn(index))
    assert person is not None
    return person


@given(cities, st.integers(0, 40) | st.integers(0, 9090))
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_a_notice_is_whole_and_found_back(city: City, index: int) -> None:
    own, person = city.notices.of(index), known(city, index)
    places = [(notice.published, notice.uuid) for notice in own]
    assert places == sorted(places, reverse=True)
    assert len(own) <= 3 or index in (INDEX["jan"], INDEX["wim"])
    for notice in own:
        assert notice.index == index and notice.uuid != notice.object_uuid
        assert city.notices.find(notice.uuid) == city.notices.find(notice.object_uuid) == notice
        assert of_age_since(person) <= notice.published and person.deceased is None
        assert notice.registered < city.today and notice.registered < notice.published
        assert notice.until is None or notice.until > notice.published
        assert notice.titel.nl and (notice.tekst is None or notice.tekst.nl)
        assert (notice.place is not None) is (notice.soort == "ligt_klaar")
        assert notice.soort != "actie_nodig" or notice.action is not None
        assert notice.action is None or notice.action.startswith("https://")


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_personas_have_the_notices_they_are_known_by(today: date) -> None:
    def of(name: str) -> list[Notice]:
        return list(city(today).notices.of(INDEX[name]))

    tomorrow, ready, news, over = of("jan")
    assert tomorrow.published == today + DAY
    assert ready.soort == "ligt_klaar" and ready.place and ready.titel.en
    assert ready.titel.nl == "Uw rijbewijs ligt klaar op stadsdeelkantoor Centrum"
    assert news.soort == "mededeling" and news.until is not None and news.until > today >= news.published
    assert over.until == today - DAY
    assert [notice.titel.en for notice in of("fatima")] == [None]
    (action,) = of("els")
    assert action.soort == "actie_nodig" and action.action is not None and ".example.nl/" in action.action
    many = of("wim")
    assert len(many) == 60 and len({notice.published for notice in many}) < 60
    assert 700 < (many[0].published - many[-1].published).days < 740
    assert {notice.soort for notice in many} == {
        *("document_verloopt", "ligt_klaar", "actie_nodig", "termijn", "mededeling")
    }
    assert of("willemijn") == of("daan") == of("kees") == []


def test_who_is_of_no_age_or_no_more_is_sent_nothing() -> None:
    none = [i for i in range(800) if (p := known(city(), i)).deceased is not None or of_age_since(p) > TODAY]
    assert len(none) > 100
    assert all(city().notices.of(index) == () for index in none)


def test_everybodys_are_all_there_are_newest_made_first() -> None:
    everybodys = city().notices.everybodys
    assert [notice.index for notice in everybodys] == sorted((notice.index for notice in everybodys), reverse=True)
    assert [notice for notice in everybodys if notice.index < 50] == [
        notice for index in reversed(range(50)) for notice in city().notices.of(index)
    ]
    assert len({notice.uuid for notice in everybodys} | {notice.object_uuid for notice in everybodys}) == 2 * len(
        everybodys
    )
    assert {len(city().notices.of(index)) for index in range(40, 400)} == {0, 1, 2, 3}
    states = Counter(
        "yet to come" if n.published > TODAY else "over" if n.until is not None and n.until < TODAY else "now"
        for n in everybodys
    )
    assert min(states["yet to come"], states["over"], states["now"]) > 50


@given(st.text(max_size=40) | st.uuids(version=4).map(str))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_no_other_uuid_is_a_notice(text: str) -> None:
    assert city().notices.find(text) is None


def test_a_city_is_its_seed_and_its_day() -> None:
    again, other = City(2026, TODAY).notices, City(7, TODAY).notices
    assert all(again.of(index) == city().notices.of(index) for index in (0, 7, 500, 9090))
    assert any(other.of(index) != again.of(index) for index in range(500, 510))
