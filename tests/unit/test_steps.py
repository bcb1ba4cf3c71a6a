"""What is said of a request in words, and of its steps: no more than is known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.actie import wacht
from resolvers.behandeling import Behandelaar, Betaling, behandelaar, betaling, ongelezen, opschorting
from resolvers.duur import laatste_dag, woorden
from resolvers.melding import REGELS
from resolvers.stap import Stand, stand
from sources.catalogi.records import StatusType
from sources.city.zaaktypen import ZAAKTYPEN, Fase
from sources.zaken.records import Betrokkene, Opschorting, Rol

TODAY = date(2027, 2, 19)
WAITING = sorted(REGELS.op_naam("actie-bij-aanvraag").als["status"])


def step(number: int, name: str = "Stap", *, last: bool = False) -> StatusType:
    return StatusType(
        f"https://c.example/statustypen/{number}", omschrijving=name, volgnummer=number, is_eindstatus=last
    )


@given(st.integers(2, 9), st.integers(0, 9), st.booleans(), st.sets(st.integers(1, 9)))
@settings(max_examples=150, deadline=None)
def test_a_step_is_said_to_have_been_only_where_it_can_not_have_been_passed_over(
    count: int, at: int, ended: bool, waiting: set[int]
) -> None:
    steps = [step(number, WAITING[0] if number in waiting else "Stap") for number in range(1, count + 1)]
    now = steps[at - 1] if 1 <= at <= count else None
    told = [stand(each, now, ended) for each in steps]
    assert (told.count(Stand.HUIDIG) == 1) is (now is not None)
    for number, each in enumerate(told, 1):
        if now is not None and number == at:
            assert each is Stand.HUIDIG
        elif ended:
            assert each is Stand.VOORBIJ, "of what has ended nothing comes, and what was passed over is not known"
        elif now is None or number > at:
            assert each is Stand.KOMT
        else:
            assert each is (Stand.VOORBIJ if number in waiting else Stand.GEWEEST)


def test_which_statuses_mean_waiting_is_said_once_and_holds_for_the_city() -> None:
    theirs = {each.omschrijving for kind in ZAAKTYPEN for each in kind.statustypen if each.fase is Fase.WACHT}
    assert {name for name in theirs if wacht(name)} == {name for name in theirs if name in WAITING} != set()
    assert not wacht(None) and not wacht("In behandeling")


@pytest.mark.parametrize(
    ("duur", "nl", "en"),
    [
        ("P8W", "8 weken", "8 weeks"),
        ("P1W", "1 week", "1 week"),
        ("P14D", "14 dagen", "14 days"),
        ("P1D", "1 dag", "1 day"),
        ("P6M", "6 maanden", "6 months"),
        ("P1Y", "1 jaar", "1 year"),
        ("P2Y", "2 jaar", "2 years"),
        ("P1Y2M10D", "1 jaar, 2 maanden en 10 dagen", "1 year, 2 months and 10 days"),
        ("P0D", "0 dagen", "0 days"),
    ],
)
def test_a_duration_is_said_in_words(duur: str, nl: str, en: str) -> None:
    assert (woorden(duur, "nl"), woorden(duur, "en")) == (nl, en)


@pytest.mark.parametrize("text", [None, "", "P", "PT5H", "P1DT2H", "8 weken", "P-1D", "P1.5D", "p8w", "P²D"])
def test_what_is_no_duration_of_days_says_nothing(text: str | None) -> None:
    assert woorden(text, "nl") is None


@pytest.mark.parametrize(
    ("dag", "einddatum", "opgeschort", "nl", "en"),
    [
        (date(2027, 3, 3), None, False, "uiterlijk op 3 maart 2027, nog 12 dagen",
         "on 3 March 2027 at the latest, 12 days left"),
        (date(2027, 2, 20), None, False, "uiterlijk op 20 februari 2027, nog 1 dag",
         "on 20 February 2027 at the latest, 1 day left"),
        (TODAY, None, False, "uiterlijk vandaag, 19 februari 2027", "today at the latest, 19 February 2027"),
        (date(2027, 2, 18), None, False, "had op 18 februari 2027 klaar moeten zijn",
         "should have been ready on 18 February 2027"),
        (date(2027, 2, 18), None, True, "de termijn staat stil; die liep tot 18 februari 2027",
         "the term stands still; it ran until 18 February 2027"),
        (date(2027, 3, 3), date(2027, 2, 1), False, "afgerond op 1 februari 2027", "completed on 1 February 2027"),
        (None, None, False, None, None),
    ],
)  # fmt: skip
def test_the_last_day_is_said_as_it_stands_today(
    dag: date | None, einddatum: date | None, opgeschort: bool, nl: str | None, en: str | None
) -> None:
    said = [laatste_dag(dag, einddatum, opgeschort, TODAY, language) for language in ("nl", "en")]
    assert said == [nl, en]


def test_over_a_leap_day_the_days_are_counted() -> None:
    said = laatste_dag(date(2028, 3, 1), None, False, date(2028, 2, 28), "nl")
    assert said == "uiterlijk op 1 maart 2028, nog 2 dagen"


def test_what_has_changed_since_it_was_opened_is_unread() -> None:
    changed = datetime(2027, 2, 1, 12, tzinfo=UTC)
    assert ongelezen(changed, None) and ongelezen(changed, changed - timedelta(microseconds=1))
    assert ongelezen(changed, changed) is False and ongelezen(None, changed) is None


@pytest.mark.parametrize(
    ("indicatie", "found"),
    [
        ("nvt", Betaling.GEEN_KOSTEN),
        ("nog_niet", Betaling.NIET_BETAALD),
        ("gedeeltelijk", Betaling.DEELS_BETAALD),
        ("geheel", Betaling.BETAALD),
        ("betaald", Betaling.BETAALD),
        ("gefactureerd", Betaling.GEFACTUREERD),
        ("gecrediteerd", Betaling.GECREDITEERD),
        (None, None),
        ("iets_nieuws", None),
    ],
)
def test_a_payment_is_said_as_the_registry_or_the_standard_writes_it(indicatie: str, found: Betaling | None) -> None:
    assert betaling(indicatie) is found


def test_who_handles_a_request_is_told_by_the_name_that_they_go_by() -> None:
    def rol(soort: str, afwijkend: str | None = None, **names: str) -> Rol:
        return Rol(soort, "behandelaar", afwijkend, Betrokkene(**names))

    employee = rol("medewerker", voorletters="B.", voorvoegsel_achternaam="de", achternaam="Wit")
    department = rol("organisatorische_eenheid", naam="Team Bezwaar")
    assert behandelaar([department, employee]) == Behandelaar("B. de Wit", "Team Bezwaar")
    assert behandelaar([rol("medewerker", "Bea", achternaam="Wit"), employee]) == Behandelaar("Bea", None)
    assert behandelaar([rol("medewerker", voorletters="B.")]) is None
    assert behandelaar([]) is behandelaar(None) is None


def test_a_suspension_that_never_was_is_none() -> None:
    never, now = Opschorting(False, False, None), Opschorting(True, False, "wacht")
    assert opschorting(never) is opschorting(None) is None
    assert opschorting(now) is now and opschorting(before := Opschorting(False, True, None)) is before
