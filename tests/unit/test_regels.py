"""The rules by which meldingen are derived: each at its edge dates, in both languages, and a file that is wrong."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.roles import Level
from resolvers.bronnen import BRONNEN
from resolvers.dagen import in_woorden
from resolvers.melding import REGELS
from resolvers.regel import Regel, gelezen
from settings import ROOT
from sources.belastingen.records import Aanslagregel, AanslagStatus, Belastingsoort
from sources.core.haalcentraal import Datum, Waarde
from sources.facturen.records import FactuurStatus
from sources.objecten.records import Melding, MeldingSoort
from sources.openproduct.records import Parkeergegevens, ProductStatus
from sources.reisdocumenten.records import Inhouding
from tests.unit.regels import (
    CASES,
    aanslag,
    factuur,
    kaart,
    klaar,
    moment,
    open_taak,
    paspoort,
    rijbewijs,
    stand,
    taak,
    vergunning,
)

FILE = ROOT / "resolvers" / "regels.toml"
RECORDS: dict[str, Any] = {name: bron.record for name, bron in BRONNEN.items()}
DAY = timedelta(days=1)
LEAP = date(2028, 2, 29)
# The day that matters: an ordinary one, both sides of a leap day, the turn of a year, and of summer and winter time.
DAYS = [
    date(2026, 11, 25), date(2027, 2, 28), date(2028, 2, 28), LEAP, date(2028, 3, 1), date(2027, 12, 31),
    date(2028, 1, 1), date(2027, 3, 28), date(2027, 10, 31),
]  # fmt: skip


def regel(naam: str) -> Regel:
    return next(each for each in REGELS.regel if each.naam == naam)


def shown(naam: str, today: date, *records: Any) -> list[Melding]:
    return list(regel(naam).meldingen(records, today))


def test_every_rule_has_its_case_here() -> None:
    assert {each.naam for each in REGELS.regel} == CASES.keys()


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("naam", CASES)
def test_a_rule_speaks_from_its_first_day_to_its_last(naam: str, day: date) -> None:
    case = CASES[naam]
    record, first, last = case.record(day), day + timedelta(case.van), day + timedelta(case.tot)
    said = {today: shown(naam, today, record) for today in (first - DAY, first, last, last + DAY)}
    assert said[first - DAY] == said[last + DAY] == []
    [one], [other] = said[first], said[last]
    assert one == other, "the same melding, as long as it is there"
    assert (one.publicatiedatum, one.geldig_tot, one.soort, one.regel) == (first, last, case.soort, naam)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("naam", CASES)
def test_a_rule_says_it_in_both_languages_with_the_day_in_words(naam: str, day: date) -> None:
    case = CASES[naam]
    [melding] = shown(naam, day + timedelta(case.van), case.record(day))
    words = {"nl": in_woorden(day, "nl"), "en": in_woorden(day, "en")}
    assert (melding.titel.nl, melding.titel.en) == tuple(text.format(**words) for text in case.titel)
    assert melding.tekst is not None and melding.tekst.en is not None
    assert words["nl"] in melding.titel.nl + melding.tekst.nl and words["en"] in f"{melding.titel.en}{melding.tekst.en}"
    for text in (melding.titel, melding.tekst):
        assert text.en and text.nl != text.en and not set("{}") & set(text.nl + text.en)


def test_days_and_amounts_are_written_as_each_language_has_them() -> None:
    assert (in_woorden(LEAP, "nl"), in_woorden(LEAP, "en")) == ("29 februari 2028", "29 February 2028")
    [melding] = shown("factuur-te-laat", LEAP + DAY, factuur(LEAP))
    assert melding.tekst is not None
    assert melding.tekst.nl == "Leges: € 1.234,50 had uiterlijk 29 februari 2028 betaald moeten zijn."
    assert melding.tekst.en == "Leges: €1,234.50 should have been paid by 29 February 2028."


# Passports and identity cards

DOCUMENTS = {"paspoort": paspoort, "identiteitskaart": kaart}


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_is_good_on_its_last_day_and_over_on_the_next(kind: str, today: date) -> None:
    made, (other,) = DOCUMENTS[kind], [each for each in DOCUMENTS if each != kind]
    for ends, verloopt, verlopen in ((today, 1, 0), (today - DAY, 0, 1), (today + DAY, 1, 0)):
        assert len(shown(f"{kind}-verloopt", today, made(ends))) == verloopt
        assert len(shown(f"{kind}-verlopen", today, made(ends))) == verlopen
        assert not [*shown(f"{other}-verloopt", today, made(ends)), *shown(f"{other}-verlopen", today, made(ends))]


def test_who_has_a_newer_passport_hears_nothing_of_the_old_one() -> None:
    today = date(2026, 11, 25)
    old, new = paspoort(today - 10 * DAY), paspoort(today + 3000 * DAY)
    for records in ((old, new), (new, old)):
        assert not shown("paspoort-verlopen", today, *records) and not shown("paspoort-verloopt", today, *records)
    lost = paspoort(today + 3000 * DAY, inhouding_of_vermissing=Inhouding(aanduiding=Waarde("V", "Vermist")))
    assert len(shown("paspoort-verlopen", today, old, lost)) == 1, "one that was lost is no newer passport"


@pytest.mark.parametrize(
    "changes",
    [
        {"soort": Waarde("NI", "Nederlandse identiteitskaart")},
        {"soort": None},
        {"inhouding_of_vermissing": Inhouding(aanduiding=Waarde("I", "Ingeleverd"))},
        {"datum_einde_geldigheid": None},
        {"datum_einde_geldigheid": Datum("JaarMaandDatum", jaar=2026, maand=11)},
        {"datum_einde_geldigheid": Datum("DatumOnbekend", onbekend=True)},
    ],
    ids=str,
)
def test_another_document_or_a_day_that_is_not_known_is_no_passport_that_expires(changes: dict[str, Any]) -> None:
    today = date(2026, 11, 25)
    for naam in ("paspoort-verloopt", "paspoort-verlopen"):
        for ends in (today + 10 * DAY, today - 10 * DAY):
            assert not shown(naam, today, paspoort(ends, **changes))


# Invoices


@pytest.mark.parametrize("status", FactuurStatus)
def test_an_invoice_is_late_only_while_it_is_to_be_paid(status: FactuurStatus) -> None:
    late = {FactuurStatus.OPEN, FactuurStatus.DEELS_BETAALD, FactuurStatus.HERINNERING, FactuurStatus.AANMANING}
    today = date(2026, 11, 25)
    assert len(shown("factuur-te-laat", today, factuur(today - DAY, status=status))) == (status in late)
    assert not shown("factuur-te-laat", today, factuur(today, status=status)), "due today is not late"


def test_what_is_debited_by_itself_is_nobodys_to_pay() -> None:
    today = date(2026, 11, 25)
    for incasso, count in ((True, 0), (False, 1), (None, 1)):
        assert len(shown("factuur-te-laat", today, factuur(today - DAY, automatische_incasso=incasso))) == count


def test_each_invoice_has_a_melding_of_its_own() -> None:
    today = date(2026, 11, 25)
    first = factuur(today - DAY)
    other = msgspec.structs.replace(first, uuid="0c3f9f1e-8a3e-4b56-9d3a-3f1f7ad0a009")
    keys = {each.uuid for each in shown("factuur-te-laat", today, first, other)}
    assert len(keys) == 2
    assert {each.uuid for each in shown("factuur-te-laat", today + 5 * DAY, first, other)} == keys


def test_what_is_to_be_paid_is_said_a_week_before_and_not_when_it_is_late() -> None:
    today = date(2026, 11, 25)
    for days, count in ((-1, 0), (0, 1), (7, 1), (8, 0)):
        assert len(shown("betaling-nadert", today, moment(today + days * DAY))) == count
    assert not shown("betaling-nadert", today, moment(today, automatische_incasso=True))
    assert not shown("betaling-nadert", today, moment(today, status=FactuurStatus.OVERGEDRAGEN))
    first, other = moment(today), moment(today + DAY)
    assert len({each.uuid for each in shown("betaling-nadert", today, first, other)}) == 2, "each part its own"


def test_who_objects_already_or_has_no_property_on_it_hears_nothing_of_the_period() -> None:
    today = date(2026, 4, 11)
    for status in AanslagStatus:
        objects = status in {AanslagStatus.IN_BEZWAAR, AanslagStatus.IN_BEROEP, AanslagStatus.VERNIETIGD}
        assert len(shown("bezwaar-tegen-woz", today, aanslag(today, status=status))) == (not objects)
    for lines in ([], [Aanslagregel(Belastingsoort.AFVALSTOFFENHEFFING)], [Aanslagregel()]):
        assert not shown("bezwaar-tegen-woz", today, aanslag(today, regels=lines))
    assert not shown("bezwaar-tegen-woz", today, aanslag(today, bezwaar_mogelijk_tot=None))


# Tasks


def test_a_task_is_said_once_with_its_term_or_without() -> None:
    today = date(2026, 11, 25)
    for task, naam in ((taak(today, datum=today), "taak-met-termijn"), (open_taak(today), "taak-zonder-termijn")):
        said = [each for rule in REGELS.regel if rule.bron == "taken" for each in rule.meldingen([task], today)]
        assert [each.regel for each in said] == [naam] and said[0].is_gerelateerd_aan == []
    [linked] = shown("taak-met-termijn", today, taak(today, zaak="abc", zaaknummer="ZAAK-1"))
    assert linked.is_gerelateerd_aan == ["zaak:abc", "zaaknummer:ZAAK-1"]


# Permits


def test_a_permit_ends_where_it_holds_and_does_not_renew_itself() -> None:
    today = date(2026, 11, 25)
    for status in ProductStatus:
        holds = status in {ProductStatus.ACTIEF, ProductStatus.GEREED}
        assert len(shown("parkeervergunning-loopt-af", today, vergunning(today, status=status))) == holds
    for renews, count in ((True, 0), (False, 1), (None, 1)):
        permit = vergunning(today, dataobject=Parkeergegevens(automatisch_verlengen=renews))
        assert len(shown("parkeervergunning-loopt-af", today, permit)) == count
    assert not shown("parkeervergunning-loopt-af", today, vergunning(today, eind_datum=None))


# Requests


def test_what_is_ready_is_said_once_by_what_it_is() -> None:
    today = date(2026, 11, 25)
    for made, naam in ((rijbewijs, "rijbewijs-ligt-klaar"), (klaar, "document-ligt-klaar")):
        for status, count in (("Ligt klaar", 1), ("Klaar om op te halen", 1), ("Uitgereikt", 0), (None, 0)):
            said = [each for regel in REGELS.regel if regel.bron == "aanvragen"
                    for each in regel.meldingen([made(today, status=status)], today)]  # fmt: skip
            assert [each.regel for each in said] == [naam] * count
    assert len(shown("document-ligt-klaar", today, klaar(today, zaaktype=None))) == 1, "of a kind that is not known"


def test_a_request_waits_for_the_resident_by_what_its_status_is_called() -> None:
    today = date(2026, 11, 25)
    for status, count in (("Wacht op informatie", 1), ("Wacht op medisch advies", 0), ("Ontvangen", 0), (None, 0)):
        assert len(shown("actie-bij-aanvraag", today, stand(today, status=status))) == count
    assert not shown("actie-bij-aanvraag", today, stand(today, sinds=None))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-1000, 1000))
@settings(max_examples=200, deadline=None)
def test_no_day_has_two_meldingen_of_one_passport(ends: date, away: int) -> None:
    today = ends + timedelta(days=away)
    both = [*shown("paspoort-verloopt", today, paspoort(ends)), *shown("paspoort-verlopen", today, paspoort(ends))]
    assert len(both) == (-90 <= away <= 365)


# The file


def parts() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text())


def written(value: Any) -> str:
    """Enough of TOML to write the rules again."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}" = {written(each)}' for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return f"'{value}'" if isinstance(value, str) else str(value)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown part": ({"onbekend": 1}, "onbekend"),
    "no such source": ({"bron": "kvk"}, "there is no bron 'kvk'"),
    "a path that is none": ({"datum": "einde"}, "has no 'einde'"),
    "a condition on nothing": ({"als": {"soort.kleur": ["rood"]}}, "has no 'kleur'"),
    "a word without a path": ({"titel": {"nl": "{nummer}", "en": "x"}}, "nummer"),
    "a brace too many": ({"titel": {"nl": "{", "en": "x"}}, "paspoort-verloopt"),
    "another kind": ({"soort": "feest"}, "feest"),
    "an exception of nothing": ({"niet": {"soort.kleur": ["rood"]}}, "has no 'kleur'"),
    "about a word without a path": ({"over": ["zaak:{zaak}"]}, "zaak"),
    "days that are none": ({"van": "morgen"}, "van"),
}


def test_the_file_is_what_is_used_and_reads_the_same_again(tmp_path: Path) -> None:
    again = tmp_path / "regels.toml"
    again.write_text("\n".join(f"{name} = {written(value)}" for name, value in parts().items()))
    assert gelezen(again, RECORDS) == REGELS


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_stops_with_its_name_and_what_is_wrong(wrong: str, tmp_path: Path) -> None:
    change, said = WRONG[wrong]
    whole = parts()
    next(each for each in whole["regel"] if each["naam"] == "paspoort-verloopt").update(change)
    bad = tmp_path / "slecht.toml"
    bad.write_text("\n".join(f"{part} = {written(value)}" for part, value in whole.items()))
    with pytest.raises(ValueError, match=r"slecht\.toml") as stopped:
        gelezen(bad, RECORDS)
    assert said in str(stopped.value)


def test_a_file_that_is_no_toml_stops_with_its_name(tmp_path: Path) -> None:
    bad = tmp_path / "slecht.toml"
    bad.write_text("[[regel")
    with pytest.raises(ValueError, match=r"slecht\.toml"):
        gelezen(bad, RECORDS)


def test_the_neutral_entry_is_the_same_for_everybody_and_says_which_level() -> None:
    today = date(2026, 11, 25)
    entry = REGELS.meer(today, Level.SUBSTANTIEEL)
    assert entry == REGELS.meer(today, Level.SUBSTANTIEEL) and entry.titel.nl != entry.titel.en
    assert (entry.niveau, entry.soort) == (Level.SUBSTANTIEEL, MeldingSoort.HOGER_NIVEAU)
