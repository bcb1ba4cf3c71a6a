"""Invoices and assessments of the city: every cent accounted for, on every day, and each persona as it is told."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.city import PERSONAS, City, CityPerson
from sources.city.assessments import FIRST_YEAR, Assessment, dated
from sources.city.assessments import STATUSES as ASSESSED
from sources.city.invoices import STATUSES as INVOICED
from sources.city.invoices import Invoice
from sources.city.majority import of_age_since
from sources.city.terms import in_terms, reference

TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(2024, 2, 29), date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1), date(2027, 1, 1))
INDEX = {persona.name: persona.index for persona in PERSONAS}
SETTLED = {"betaald", "vervallen", "gecrediteerd"}
DAY = timedelta(days=1)
days = pytest.mark.parametrize("today", DAYS, ids=str)
persons = st.one_of(st.integers(0, 40), st.integers(0, 9090))


@cache
def city(today: date = TODAY, seed: int = 2026) -> City:
    return City(seed, today)


cities = st.builds(lambda seed, today: city(today, seed), st.sampled_from((2026, 7)), st.sampled_from(DAYS))


def known(city: City, index: int) -> CityPerson:
    person = city.person(city.bsn(index))
    assert person is not None
    return person


def cents(amount: Decimal) -> bool:
    return amount == amount.quantize(Decimal("0.01"))


@given(cities, persons)
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_an_invoice_adds_up_and_its_days_are_those_of_its_status(city: City, index: int) -> None:
    person, today = known(city, index), city.today
    own = city.invoices.of(index)
    places = [(invoice.invoiced, invoice.uuid) for invoice in own]
    assert places == sorted(places, reverse=True)
    assert len(own) <= 8 or index in (INDEX["wim"], INDEX["robin"])
    for invoice in own:
        assert city.invoices.find(invoice.uuid) == invoice
        assert invoice.index == index and invoice.amount == sum(line.amount for line in invoice.lines) > 0
        assert all(cents(line.amount) for line in invoice.lines)
        assert of_age_since(person) <= invoice.invoiced <= min(today, invoice.due)
        assert person.deceased is None
        assert (invoice.outstanding == 0) is (invoice.status in SETTLED)
        if invoice.terms:
            assert sum(term.amount for term in invoice.terms) == invoice.amount
            assert sum(term.amount for term in invoice.terms if not term.paid) == invoice.outstanding
            assert invoice.terms[-1].due == invoice.due
            assert all(one.due < other.due for one, other in pairwise(invoice.terms))
        if invoice.status == "deels_betaald":
            assert 0 < invoice.outstanding < invoice.amount
            assert [term.paid for term in invoice.terms] == [term.due < today for term in invoice.terms]
        elif invoice.status not in SETTLED:
            assert invoice.outstanding == invoice.amount
        late = {
            "open": (-40, 0),
            "herinnering": (1, 30),
            "aanmaning": (31, 60),
            "overgedragen_aan_invordering": (61, 365),
        }
        if invoice.status in late:
            least, most = late[invoice.status]
            assert least <= (today - invoice.due).days <= most
        assert not (invoice.online and (invoice.incasso or invoice.outstanding == 0))


@given(cities, persons)
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_an_assessment_adds_up_and_is_of_the_homes_that_somebody_owns(city: City, index: int) -> None:
    person, today = known(city, index), city.today
    homes = {home.woz_number: home for home in city.homes.owned_by(index)}
    own = city.assessments.of(index)
    years = [assessment.year for assessment in own]
    assert years == sorted(set(years), reverse=True)
    for assessment in own:
        year = assessment.year
        assert FIRST_YEAR <= year <= today.year and assessment.dated == dated(year) <= today
        assert assessment.dated + DAY == date(year, 3, 1)
        assert assessment.objection_until == assessment.dated + timedelta(days=42)
        assert of_age_since(person) <= date(year, 1, 1)
        assert person.deceased is None or person.deceased >= assessment.dated
        assert city.assessments.find(assessment.uuid) == assessment
        assert assessment.amount == sum(line.amount for line in assessment.lines) > 0
        assert all(cents(line.amount) and line.tarief for line in assessment.lines)
        about = [line for line in assessment.lines if line.home is not None]
        assert {line.belastingsoort for line in about} <= {"ozb_eigenaar", "rioolheffing"}
        assert not {"ozb_eigenaar", "rioolheffing"} & {x.belastingsoort for x in assessment.lines if x.home is None}
        for line in about:
            assert line.home is not None and homes[line.home.woz_number] == line.home
            assert line.value == line.home.value(date(year - 1, 1, 1))
            if line.belastingsoort == "ozb_eigenaar" and line.value is not None:
                percentage = Decimal(line.tarief.split()[0].replace(",", "."))
                exact = line.value.amount * percentage / 100
                assert Decimal("0.03") < percentage < Decimal("0.1") and abs(line.amount - exact) <= Decimal("0.005")
        valued = [home for home in homes.values() if home.value(date(year - 1, 1, 1))]
        assert Counter(line.belastingsoort for line in about) == (
            {"ozb_eigenaar": len(valued), "rioolheffing": len(valued)} if valued else {}
        )
        standing(assessment, today)


def standing(assessment: Assessment, today: date) -> None:
    """How far an assessment is paid goes with its year, its terms and its status."""
    year, status, amount = assessment.year, assessment.status, assessment.amount
    assert assessment.incasso is bool(assessment.terms)
    assert 0 <= assessment.outstanding <= amount
    assert year == today.year or assessment.outstanding == 0
    if assessment.terms:
        assert len(assessment.terms) == 10 and assessment.due == assessment.terms[-1].due == date(year, 12, 31)
        assert all((term.due + DAY).day == 1 for term in assessment.terms)
        assert sum(term.amount for term in assessment.terms) == amount
        assert [term.paid for term in assessment.terms] == [term.due < today for term in assessment.terms]
        assert sum(term.amount for term in assessment.terms if not term.paid) == assessment.outstanding
    else:
        assert assessment.outstanding in (0, amount) and assessment.due == date(year, 4, 30)
    contested = any(line.value is not None and line.value.contested for line in assessment.lines)
    assert contested is (status == "in_bezwaar")
    if status in ("betaald", "kwijtgescholden"):
        assert assessment.outstanding == 0
    elif status == "deels_betaald":
        assert 0 < assessment.outstanding < amount
    elif status in ("opgelegd", "in_invordering"):
        assert assessment.outstanding == amount and (assessment.due < today) is (status == "in_invordering")
    if status == "verminderd":
        lowered = [
            line
            for line in assessment.lines
            if line.home is not None and line.value is not None
            for was in line.home.values()
            if was.peildatum == line.value.peildatum and was.amount > line.value.amount
        ]
        assert lowered


@given(cities, st.integers(0, 4089))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_a_household_pays_once_for_its_waste(city: City, household: int) -> None:
    members = [city.index(bsn) or 0 for bsn in city.household(household).members]
    lines = [
        (assessment.year, line.belastingsoort)
        for member in members
        for assessment in city.assessments.of(member)
        for line in assessment.lines
        if line.home is None
    ]
    counts = Counter(year for year, soort in lines if soort == "afvalstoffenheffing")
    assert set(counts.values()) <= {1}
    assert {year for year, soort in lines if soort == "hondenbelasting"} <= set(counts)


@days
def test_this_years_assessment_comes_on_the_last_day_of_february(today: date) -> None:
    own = city(today).assessments.of(INDEX["jan"])
    newest = today.year if (today.month, today.day) >= (2, 29 if today.year % 4 == 0 else 28) else today.year - 1
    assert [assessment.year for assessment in own] == list(range(newest, FIRST_YEAR - 1, -1))


@days
def test_who_is_of_no_age_or_no_more_has_no_invoices(today: date) -> None:
    everybody = city(today)
    seen = Counter[str]()
    for index in range(0, 600):
        person, money = known(everybody, index), everybody
        if of_age_since(person) > today:
            seen["minor"] += 1
            assert not money.invoices.of(index) and not money.assessments.of(index)
        if person.deceased is not None:
            seen["deceased"] += 1
            assert money.invoices.of(index) == ()
    assert seen["minor"] > 50 and seen["deceased"] > 1


@days
def test_personas_have_the_invoices_they_are_known_by(today: date) -> None:
    def of(name: str) -> list[Invoice]:
        return list(city(today).invoices.of(INDEX[name]))

    def one(name: str, status: str) -> Invoice:
        (found,) = [invoice for invoice in of(name) if invoice.status == status]
        return found

    assert one("jan", "open").due == today + 14 * DAY
    assert Counter(invoice.status for invoice in of("jan"))["betaald"] >= 3
    assert [(invoice.status, invoice.due) for invoice in of("fatima")] == [("open", today)]
    assert [(invoice.status, invoice.due) for invoice in of("peter")] == [("herinnering", today - 10 * DAY)]
    terms = one("anja", "deels_betaald").terms
    assert [term.paid for term in terms] == [True, True, False, False] and terms[2].due > today
    assert [invoice.status for invoice in of("lotte")] == ["aanmaning", "overgedragen_aan_invordering"]
    assert [(invoice.status, invoice.incasso) for invoice in of("riet")] == [("open", True)]
    assert [invoice.status for invoice in of("els")] == ["in_betwisting", "gecrediteerd"]
    assert len(of("wim")) == 130 and Counter(invoice.status for invoice in of("wim"))["open"] == 3
    assert Counter(invoice.status for invoice in of("wim"))["betaald"] > 100
    assert len({invoice.invoiced for invoice in of("wim")}) < 130  # some of one day
    assert of("willemijn") == of("daan") == of("kees") == []


@days
def test_personas_have_the_assessments_of_where_they_live(today: date) -> None:
    def soorten(name: str) -> list[str]:
        return [line.belastingsoort for line in city(today).assessments.of(INDEX[name])[0].lines]

    two = ["ozb_eigenaar", "rioolheffing"] * 2
    assert soorten("wim")[:5] == [*two, "afvalstoffenheffing"]
    assert soorten("jan")[:3] == [*two[:2], "afvalstoffenheffing"]
    assert soorten("ingrid") == two[:2]  # who lives in Spain
    for tenant in ("els", "anja", "lotte"):
        assert set(soorten(tenant)) <= {"afvalstoffenheffing", "hondenbelasting"}
    assert city(today).assessments.of(INDEX["fatima"]) == ()
    assert "verminderd" in {assessment.status for assessment in city(today).assessments.of(INDEX["jan"])}


def test_everything_that_can_be_the_matter_is() -> None:
    money = city()
    invoices = [invoice for index in range(600) for invoice in money.invoices.of(index)]
    assert {invoice.status for invoice in invoices} == set(INVOICED)
    assert {bool(invoice.terms) for invoice in invoices if invoice.status == "betaald"} == {True, False}
    assert Counter(invoice.status for invoice in invoices)["betaald"] > len(invoices) / 2
    assert {len(money.invoices.of(index)) for index in range(30, 600)} == set(range(9))
    assessments = [assessment for index in range(1200) for assessment in money.assessments.of(index)]
    early = [a for index in range(300) for a in city(date(2026, 3, 1)).assessments.of(index)]
    assert {assessment.status for assessment in assessments + early} == set(ASSESSED) - {"vernietigd", "in_beroep"}
    assert {line.belastingsoort for assessment in assessments for line in assessment.lines} == {
        *("ozb_eigenaar", "rioolheffing", "afvalstoffenheffing", "hondenbelasting")
    }


@given(st.text(max_size=40) | st.uuids(version=4).map(str))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_no_other_uuid_is_anything(text: str) -> None:
    money = city()
    assert money.invoices.find(text) is None is money.assessments.find(text)


def test_an_invoice_is_no_assessment_and_no_zaak() -> None:
    money, dossiers = city(), city().dossiers
    invoice, assessment = money.invoices.of(0)[0], money.assessments.of(0)[0]
    assert money.assessments.find(invoice.uuid) is None is money.invoices.find(assessment.uuid)
    assert [dossiers.find(kind, uuid) for kind in range(1, 9) for uuid in (invoice.uuid, assessment.uuid)] == [
        None
    ] * 16


def test_a_city_is_its_seed_and_its_day() -> None:
    again, other = City(2026, TODAY), City(7, TODAY)
    for index in (0, 7, 500, 9090):
        assert again.invoices.of(index) == city().invoices.of(index)
        assert again.assessments.of(index) == city().assessments.of(index)
    assert any(other.invoices.of(index) != again.invoices.of(index) for index in range(500, 510))


@given(st.integers(1, 10**7), st.integers(1, 12))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_terms_are_equal_but_for_a_cent(amount: int, count: int) -> None:
    terms = in_terms(Decimal(amount) / 100, [TODAY + n * DAY for n in range(-1, count - 1)], TODAY)
    amounts = [term.amount for term in terms]
    assert sum(amounts) * 100 == amount and max(amounts) - min(amounts) <= Decimal("0.01")
    assert all(cents(amount) for amount in amounts)
    assert [term.paid for term in terms] == [True, *[False] * (count - 1)]


@given(st.integers(0, 10**15 - 1))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_a_reference_proves_itself(number: int) -> None:
    check, *digits = map(int, reference(number))
    assert int("".join(map(str, digits))) == number and len(digits) == 15
    weights = (10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # from the left, ending on the right with 2
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    assert check == {0: 0, 1: 1}.get(rest, 11 - rest)
