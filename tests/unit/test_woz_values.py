"""What of the values of a home holds: one decision per date, what became of an objection, the year of the taxes."""

from datetime import date
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.woz import Bezwaar, adresregels, belastingjaar, bezwaar, id_van, waarde, waarden
from sources.woz.records import Waarde

# The statuses of a decision (WOZ-bevragen 1.0, StatusBeschikkingEnum), and what became of an objection by each.
STATUSES = {
    "voorlopige_aanslag": None,
    "beschikking_genomen": None,
    "beschikking_vernietigd": None,
    "beschikking_herzien": None,
    "bezwaar_ingediend": Bezwaar.LOOPT,
    "bezwaar_gehandhaafd": Bezwaar.GEHANDHAAFD,
    "bezwaar_veranderd": Bezwaar.VERANDERD,
    "waarde_ambtshalve_verminderd": Bezwaar.VERANDERD,
    "beroep_aangetekend": Bezwaar.LOOPT,
    "beroep_gehandhaafd": Bezwaar.GEHANDHAAFD,
    "beroep_veranderd": Bezwaar.VERANDERD,
    "hoger_beroep_aangetekend": Bezwaar.LOOPT,
    "hoger_beroep_gehandhaafd": Bezwaar.GEHANDHAAFD,
    "hoger_beroep_veranderd": Bezwaar.VERANDERD,
    "cassatie_ingesteld": Bezwaar.LOOPT,
    "hoge_raad_gehandhaafd": Bezwaar.GEHANDHAAFD,
    "hoge_raad_veranderd": Bezwaar.VERANDERD,
    "hoge_raad_geding_verwezen": Bezwaar.LOOPT,
}
# One of each stage of a dispute, from the first decision on.
COURSE = (
    *("iets_nieuws", "voorlopige_aanslag", "beschikking_genomen", "bezwaar_gehandhaafd"),
    *("waarde_ambtshalve_verminderd", "beroep_aangetekend"),
    *("hoger_beroep_veranderd", "cassatie_ingesteld", "hoge_raad_gehandhaafd"),
)
VERNIETIGD = "beschikking_vernietigd"


def decided(year: int, amount: int, *statuses: str, since: date | None = None) -> Waarde:
    return Waarde(date(year, 1, 1), amount, since, list(statuses))


def amounts(found: list[Waarde]) -> list[int | None]:
    return [each.vastgestelde_waarde for each in found]


def test_each_date_has_one_value_the_newest_date_first() -> None:
    told = [decided(2023, 3), decided(2025, 5), decided(2024, 4)]
    for order in permutations(told):
        assert amounts(waarden(list(order))) == [5, 4, 3]
        newest = waarde(list(order))
        assert newest is told[1]


def test_who_has_no_value_has_none() -> None:
    assert waarden([]) == [] and waarde([]) is None
    undated = Waarde(None, 7, date(2026, 1, 1), ["beschikking_genomen"])
    assert waarden([undated]) == [] and waarde([undated]) is None
    assert amounts(waarden([undated, decided(2024, 4)])) == [4]


def test_a_value_that_was_annulled_is_none_whatever_else_is_said_of_it() -> None:
    annulled = [decided(2025, 5, VERNIETIGD), decided(2025, 6, "beschikking_genomen", VERNIETIGD)]
    for each in annulled:
        assert waarden([each]) == [] and waarde([each]) is None
        assert amounts(waarden([each, decided(2024, 4, "beschikking_genomen")])) == [4]
    assert amounts(waarden([decided(2025, 5, "bezwaar_veranderd")])) == [5]


def test_of_one_date_the_decision_that_took_effect_last_holds() -> None:
    first = decided(2025, 1, "hoge_raad_veranderd", since=date(2026, 1, 1))
    last = decided(2025, 2, "beschikking_herzien", since=date(2026, 7, 1))
    without = decided(2025, 3, "hoge_raad_veranderd")
    for order in permutations([first, last, without]):
        assert amounts(waarden(list(order))) == [2]


@pytest.mark.parametrize(("earlier", "later"), list(combinations(COURSE, 2)))
@pytest.mark.parametrize("since", [date(2026, 1, 1), None])
def test_of_one_day_the_decision_holds_in_which_the_dispute_has_come_furthest(
    earlier: str, later: str, since: date | None
) -> None:
    """As of a value that an objection changed; where a proxy leaves out the ingangsdatum, of one date."""
    old, new = decided(2025, 1, earlier, since=since), decided(2025, 2, later, since=since)
    before = decided(2025, 0, since=since)  # says nothing of itself
    for order in permutations([old, new, before]):
        assert amounts(waarden(list(order))) == [2]
    both = decided(2025, 3, later, earlier, since=since)
    assert amounts(waarden([old, both])) == amounts(waarden([both, old])) == [3]


def test_a_changed_value_and_the_first_decision_of_the_same_day_are_the_changed_one() -> None:
    day = date(2024, 1, 1)
    told = [
        decided(2024, 582, "beschikking_genomen", since=date(2025, 1, 1)),
        decided(2023, 540, "beschikking_genomen", since=day),
        decided(2023, 500, "bezwaar_veranderd", since=day),
    ]
    for order in permutations(told):
        assert amounts(waarden(list(order))) == [582, 500]


DECISIONS = st.builds(
    lambda year, amount, statuses, month: decided(
        year, amount, *statuses, since=date(year + 1, month, 1) if month else None
    ),
    st.integers(2022, 2025),
    st.integers(1, 9),
    st.lists(st.sampled_from([*STATUSES, "iets_nieuws"]), max_size=3),
    st.one_of(st.none(), st.integers(1, 12)),
)


@given(st.lists(DECISIONS, max_size=8))
@settings(max_examples=100, deadline=None)
def test_whatever_is_told_each_date_that_has_a_value_left_is_there_once(told: list[Waarde]) -> None:
    found = waarden(told)
    days = [each.waardepeildatum for each in found]
    standing = {each.waardepeildatum for each in told if VERNIETIGD not in each.beschikkings_statussen}
    assert days == sorted(standing, key=str, reverse=True)
    assert all(any(each is one for one in told) for each in found)
    assert waarde(told) is (found[0] if found else None)


@pytest.mark.parametrize("status", STATUSES)
def test_what_became_of_an_objection_is_told_by_the_status_of_its_decision(status: str) -> None:
    for indicatie in (None, False):  # the registry leaves out what is false
        assert bezwaar([status], indicatie) is STATUSES[status]
        for first in ("beschikking_genomen", "voorlopige_aanslag", "iets_nieuws"):
            if not status.startswith(("beschikking", "voorlopige")):
                assert bezwaar([first, status], indicatie) is bezwaar([status, first], indicatie) is STATUSES[status]


@pytest.mark.parametrize(
    "statuses", [[], ["beschikking_genomen"], ["bezwaar_gehandhaafd"], ["iets_nieuws"], [*STATUSES]]
)
def test_an_objection_under_way_may_be_told_by_its_own_word_alone(statuses: list[str]) -> None:
    assert bezwaar(statuses, True) is Bezwaar.LOOPT


@pytest.mark.parametrize(("earlier", "later"), list(combinations(COURSE, 2)))
def test_of_several_statuses_the_one_that_came_furthest_tells(earlier: str, later: str) -> None:
    for statuses in ([earlier, later], [later, earlier]):
        assert bezwaar(statuses, None) is STATUSES[later]


@pytest.mark.parametrize("stage", ["bezwaar", "beroep", "hoger_beroep"])
@pytest.mark.parametrize("end", ["gehandhaafd", "veranderd"])
def test_of_one_stage_what_was_decided_comes_after_what_was_asked(stage: str, end: str) -> None:
    asked = next(each for each in STATUSES if each.startswith(f"{stage}_") and STATUSES[each] is Bezwaar.LOOPT)
    day, over = date(2026, 2, 1), f"{stage}_{end}"
    values = [decided(2025, 1, asked, since=day), decided(2025, 2, over, since=day)]
    for order in (1, -1):
        assert bezwaar([asked, over][::order], None) is STATUSES[over]
        assert amounts(waarden(values[::order])) == [2]


@pytest.mark.parametrize("statuses", [[], [""], ["_"], ["iets_nieuws"], ["beschikking"], ["iets_nieuws", ""]])
def test_where_nothing_is_known_of_an_objection_there_is_none(statuses: list[str]) -> None:
    assert bezwaar(statuses, None) is bezwaar(statuses, False) is None


@pytest.mark.parametrize(
    ("peildatum", "year"),
    [(None, None), (date(2025, 1, 1), 2026), (date(2024, 12, 31), 2025), (date(1996, 1, 1), 1997)],
)
def test_the_taxes_of_a_year_rest_on_the_value_of_the_year_before(peildatum: date | None, year: int | None) -> None:
    assert belastingjaar(peildatum) == year


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("Spui", 70, None, None, "2511BT", "'s-Gravenhage", None), ["Spui 70", "2511BT  's-Gravenhage"]),
        (
            ("Belgiëlaan", 1, "A", "3", "2391PH", "Hazerswoude-Dorp", None),
            ["Belgiëlaan 1A-3", "2391PH  Hazerswoude-Dorp"],
        ),
        (("Spui", 70, None, "LP02", None, "'s-Gravenhage", None), ["Spui 70-LP02", "'s-Gravenhage"]),
        (("Spui", 70, "a", None, None, None, None), ["Spui 70a"]),
        (("Spui", None, None, None, "2511BT", None, None), ["Spui", "2511BT"]),
        (
            (None, None, None, None, None, "'s-Gravenhage", "naast de derde brug"),
            ["naast de derde brug", "'s-Gravenhage"],
        ),
        (("Spui", None, None, None, "2511BT", "'s-Gravenhage", "bij 70"), ["bij 70", "Spui", "2511BT  's-Gravenhage"]),
        ((None,) * 7, []),
    ],
)
def test_the_lines_say_where_a_home_is(
    parts: tuple[str | None, int | None, str | None, str | None, str | None, str | None, str | None], lines: list[str]
) -> None:
    assert adresregels(*parts) == lines


def test_the_key_of_an_object_is_its_number_in_the_registry() -> None:
    one, other = id_van("051800000001"), id_van("051800000002")
    assert one != other and one == id_van("051800000001")
