"""The pure functions behind derived fields."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.roles import Relation
from resolvers import adres, datum, gezag, person, sleutel
from sources.brp.records import Gezagsdrager, Gezagsrelatie
from sources.core.haalcentraal import Datum

TODAY = date(2026, 11, 23)
NOTHING: list[None] = [None] * 12


def regels(**parts: str | int) -> list[str]:
    order = (
        *("straat", "huisnummer", "huisletter", "toevoeging", "aanduiding", "postcode", "woonplaats", "locatie"),
        *("regel1", "regel2", "regel3", "land"),
    )
    assert parts.keys() <= set(order)
    return adres.regels(*(parts.get(name) for name in order))  # type: ignore[arg-type]


def test_an_address_in_lines() -> None:
    assert adres.regels(*NOTHING) == []
    plain = regels(straat="Turfmarkt", huisnummer=55, postcode="2511DP", woonplaats="'s-Gravenhage")
    assert plain == ["Turfmarkt 55", "2511DP  's-Gravenhage"]
    assert regels(straat="Plein", huisnummer=1, huisletter="A", toevoeging="3") == ["Plein 1A-3"]
    assert regels(straat="Plein", aanduiding="tegenover", huisnummer=1) == ["Plein tegenover 1"]
    assert regels(locatie="Woonboot De Ooievaar") == ["Woonboot De Ooievaar"]
    assert regels(regel1="Calle 1", regel2="28014 Madrid", land="Spanje") == ["Calle 1", "28014 Madrid", "Spanje"]


@pytest.mark.parametrize("soort", list(adres.AdresSoort))
def test_each_kind_of_address_is_known(soort: adres.AdresSoort) -> None:
    assert adres.soort(soort.value) is soort


def test_an_unknown_kind_of_address_is_none() -> None:
    assert adres.soort("Ruimteschip") is None and adres.soort(None) is None


def test_parts_of_a_date_come_from_the_whole_or_from_the_part() -> None:
    whole = date(2019, 3, 5)
    assert (datum.jaar(whole, None), datum.maand(whole, None), datum.is_volledig(whole)) == (2019, 3, True)
    assert (datum.jaar(None, 2019), datum.maand(None, 3), datum.is_volledig(None)) == (2019, 3, False)
    assert datum.jaar(None, None) is None and datum.maand(None, None) is None


def test_a_name_is_composed_of_what_there_is() -> None:
    assert person.samengestelde_naam("Jan", "van den", "Berg") == "Jan van den Berg"
    assert person.samengestelde_naam(None, None, "Abayomi") == "Abayomi"
    assert person.samengestelde_naam(None, None, None) is None


@pytest.mark.parametrize(
    ("holds", "born", "relation"),
    [
        (True, Datum(datum=date(2014, 11, 24)), Relation.KIND_TOT_12),
        (True, Datum(datum=date(2014, 11, 23)), Relation.KIND_VAN_12),  # twelve today
        (True, Datum(datum=date(2010, 11, 23)), Relation.KIND_VAN_16),
        (True, Datum(datum=date(2008, 11, 24)), Relation.KIND_VAN_16),
        (True, Datum(datum=date(2008, 11, 23)), Relation.ANDER),  # eighteen today
        (True, Datum(jaar=2009), Relation.KIND_VAN_16),
        (True, Datum(jaar=2008), Relation.ANDER),  # may be eighteen
        (True, Datum(jaar=2008, maand=12), Relation.KIND_VAN_16),
        (True, Datum(onbekend=True), Relation.ANDER),
        (True, None, Relation.ANDER),
        (False, Datum(datum=date(2020, 1, 1)), Relation.ANDER),
        (False, None, Relation.ANDER),
    ],
)
def test_only_a_child_that_is_surely_a_minor_and_under_authority_is_one(
    holds: bool, born: Datum | None, relation: Relation
) -> None:
    assert gezag.relation(holds, born, TODAY) is relation


CHILD, MOTHER, FATHER, GUARDIAN = (Gezagsdrager(number) for number in ("kind", "moeder", "vader", "voogd"))


@pytest.mark.parametrize(
    ("said", "having"),
    [
        (Gezagsrelatie("GezamenlijkOuderlijkGezag", CHILD, ouders=[MOTHER, FATHER]), {"moeder", "vader"}),
        (Gezagsrelatie("EenhoofdigOuderlijkGezag", CHILD, ouder=MOTHER), {"moeder"}),
        (Gezagsrelatie("GezamenlijkGezag", CHILD, ouder=MOTHER, derde=GUARDIAN), {"moeder", "voogd"}),
        (Gezagsrelatie("Voogdij", CHILD, derden=[GUARDIAN]), {"voogd"}),
        (Gezagsrelatie("GezamenlijkOuderlijkGezag", CHILD, ouders=[MOTHER, Gezagsdrager()]), {"moeder"}),
        (Gezagsrelatie("Voogdij", CHILD), set()),
        (Gezagsrelatie("TijdelijkGeenGezag", CHILD, ouders=[MOTHER]), set()),
        (Gezagsrelatie("GezagNietTeBepalen", CHILD, ouder=MOTHER), set()),
        (Gezagsrelatie("IetsNieuws", CHILD, ouder=MOTHER), set()),
        (Gezagsrelatie(None, CHILD, ouder=MOTHER), set()),
        (Gezagsrelatie("EenhoofdigOuderlijkGezag", Gezagsdrager("ander kind"), ouder=MOTHER), set()),
        (Gezagsrelatie("EenhoofdigOuderlijkGezag", None, ouder=MOTHER), set()),
    ],
)
def test_authority_is_of_whom_the_record_names_for_this_child_and_of_nobody_in_between(
    said: Gezagsrelatie, having: set[str]
) -> None:
    assert gezag.holders([said], "kind") == having


def test_who_has_authority_by_any_of_the_relations_has_it() -> None:
    one = Gezagsrelatie("EenhoofdigOuderlijkGezag", CHILD, ouder=MOTHER)
    other = Gezagsrelatie("EenhoofdigOuderlijkGezag", Gezagsdrager("ander kind"), ouder=FATHER)
    assert gezag.holders([one, other], "kind") == {"moeder"} and gezag.holders([], "kind") == set()


@given(st.uuids(), st.sampled_from(["zaken", "documenten"]))
def test_a_key_leads_back_to_its_registry_only(uuid: UUID, registry: str) -> None:
    key = sleutel.sleutel(registry, str(uuid))
    assert sleutel.read_sleutel(registry, key) == str(uuid)
    assert sleutel.read_sleutel("brp", key) is None
    assert str(uuid) not in key and registry not in key


@given(st.text())
def test_any_other_text_is_no_key(text: str) -> None:
    found = sleutel.read_sleutel("zaken", text)
    assert found is None or sleutel.sleutel("zaken", found) == text
