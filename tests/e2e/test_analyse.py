"""What analysts are told of real data: equal to what the city holds, one snapshot a day, and never about a person."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from auth.development import DEVELOPMENT_IDENTITIES, DevelopmentIdentity
from auth.figures import LEAST
from auth.roles import Role
from resolvers.analyse import Klasse
from resolvers.periods import counted, measured
from sources.city import City
from tests.databases import POSTGRESQL
from tests.faults import answers
from tests.workbench import Answered, Wire, Workbench, workbench

ALL = """{ analyse {
  peildatum geteld { van totEnMet } gemeten { van totEnMet }
  aanvragen { soort naam maand voortgang aantal onderdrukt }
  doorlooptijden { soort naam aantal mediaan negentigstePercentiel onderdrukt }
} }"""
BOUNDS = [int(each) for each in Klasse if each]
PATIENT: dict[str, Any] = {"deadline": 60}


async def asked(bench: Workbench, query: str = ALL) -> Answered:
    answered = await bench.ask("dirk", query)
    assert answered.status == 200 and "errors" not in answered.body
    return answered


def census(city: City, days: list[date]) -> dict[str, dict[str, Counter[bool]]]:
    """The zaken of the city by kind, month of beginning and whether they have ended: by looking at all of them."""
    found: dict[str, dict[str, Counter[bool]]] = {}
    for zaak in city.dossiers.everybody():
        months = found.setdefault(zaak.zaaktype.identificatie, {})
        if days[0] <= zaak.startdatum < days[-1]:
            months.setdefault(f"{zaak.startdatum:%Y-%m}", Counter())[zaak.einddatum is not None] += 1
    return found


def true_counts(city: City, days: list[date]) -> dict[tuple[Any, Any, Any], int]:
    counts: Counter[tuple[Any, Any, Any]] = Counter()
    for soort, months in census(city, days).items():
        for month, by_state in months.items():
            for ended, number in by_state.items():
                state = "AFGEROND" if ended else "LOPEND"
                for key in ((soort, month, state), (soort, month, None), (soort, None, None), (None, None, None)):
                    counts[key] += number
    return counts


async def test_what_is_told_is_what_the_city_holds_and_the_same_for_all_of_a_day(tmp_path: Path) -> None:
    """One snapshot, looked at from all sides: making it counts all of a city."""
    async with workbench(tmp_path, **PATIENT) as bench:
        bench.tap.peak = 0
        first = await asyncio.gather(*(asked(bench) for _ in range(3)))
        told, wires = first[0].data["analyse"], bench.tap.wires[:]
        counts_are_true_and_none_is_small(bench.city, told["aanvragen"])
        lead_times_are_true(bench.city, told["doorlooptijden"])
        periods_are_apart(bench.city, told)
        assert bench.tap.peak <= 4, "the registry is for residents"

        assert len({answered.text for answered in first}) == 1
        for _ in range(30):
            bench.city.dossiers.add_zaak(bench.city.bsn(7), "MELDING", startdatum=counted(bench.city.today)[3])
        assert (await asked(bench)).text == first[0].text
        await cells_can_be_picked(bench, told["aanvragen"])
        assert bench.tap.wires == wires, "it is made once"
        calls_are_few_and_about_nobody([wire for wire in wires if "_zoek" not in wire.path])
    if not POSTGRESQL:  # where each workbench has a database of its own
        async with workbench(tmp_path, **PATIENT) as other:
            again = await asked(other)
        assert again.text == first[0].text and again.wires == []


def counts_are_true_and_none_is_small(city: City, cellen: list[dict[str, Any]]) -> None:
    days = counted(city.today)
    true, shown = true_counts(city, days), 0
    # Of a kind with hardly any requests, another kind is left out too: the total would tell.
    kinds = [cel for cel in cellen if cel["soort"] is not None and cel["maand"] is None and cel["aantal"] is None]
    assert len(kinds) in (0, 2) and (not kinds or min(true[cel["soort"], None, None] for cel in kinds) < LEAST)
    for cel in cellen:
        key = (cel["soort"], cel["maand"], cel["voortgang"])
        assert cel["onderdrukt"] is (cel["aantal"] is None)
        if cel["aantal"] is None:
            assert true[key] < LEAST or cel["maand"] is not None or cel in kinds
        else:
            shown += 1
            assert cel["aantal"] == true[key] >= LEAST
    assert shown > 150 and true[None, None, None] == cellen[0]["aantal"]
    assert len(cellen) == 1 + len(census(city, days)) * (1 + 3 * (len(days) - 1))


def lead_times_are_true(city: City, told: list[dict[str, Any]]) -> None:
    days = measured(city.today)
    took: dict[str, list[int]] = {}
    for zaak in city.dossiers.everybody():
        own = took.setdefault(zaak.zaaktype.identificatie, [])
        if days[0] <= zaak.startdatum < days[-1] and zaak.einddatum is not None:
            own.append((zaak.einddatum - zaak.startdatum).days)
    enough = {soort: len(own) if len(own) >= LEAST else None for soort, own in took.items()}
    assert {each["soort"]: each["aantal"] for each in told} == enough
    for each in told:
        if each["aantal"] is None:
            assert each["mediaan"] is None and each["negentigstePercentiel"] is None
            continue
        own = sorted(took[each["soort"]])
        for name, percent in (("mediaan", 50), ("negentigstePercentiel", 90)):
            value = own[-(-percent * len(own) // 100) - 1]
            klasse = list(Klasse)[sum(value > bound for bound in BOUNDS)]
            assert each[name] == klasse.name, (each, value)
    assert len(told) == len(took) > 10


def periods_are_apart(city: City, told: dict[str, Any]) -> None:
    assert date.fromisoformat(told["geteld"]["van"]) == counted(city.today)[0]
    after = date.fromisoformat(told["gemeten"]["totEnMet"]) + timedelta(1)
    assert after == counted(city.today)[0], "what is measured is none of what is counted"


def calls_are_few_and_about_nobody(wires: list[Wire]) -> None:
    own = [wire for wire in wires if wire.path in ("/zaken", "/zaaktypen")]
    assert Counter(wire.registry for wire in own)["catalogi"] == 1 and 0 < len(own) < 14 * 28
    for wire in own:
        assert wire.method == "GET" and wire.body is None and "rol__" not in wire.query
        assert wire.registry == "catalogi" or "zaaktype=http" in wire.query


async def cells_can_be_picked(bench: Workbench, whole: list[dict[str, Any]]) -> None:
    fields = "{ soort naam maand voortgang aantal onderdrukt }"
    for arguments, kept in (
        ('(soort: "WMO")', lambda cel: cel["soort"] == "WMO"),
        ("(voortgang: LOPEND)", lambda cel: cel["voortgang"] == "LOPEND"),
        ('(soort: "WMO", voortgang: AFGEROND)', lambda cel: (cel["soort"], cel["voortgang"]) == ("WMO", "AFGEROND")),
        ('(soort: "ONBEKEND")', lambda cel: False),
    ):
        picked = await asked(bench, f"{{ analyse {{ aanvragen{arguments} {fields} }} }}")
        assert picked.data["analyse"]["aanvragen"] == [cel for cel in whole if kept(cel)]


@pytest.mark.parametrize("fault", [503, 403, 400])
async def test_a_registry_that_fails_gives_an_error_with_its_name_and_no_part_of_the_figures(
    tmp_path: Path, fault: int
) -> None:
    async with workbench(tmp_path, **PATIENT) as bench:
        bench.tap.faults["zaken"] = answers(fault, "application/json", b"{}")
        answered = await bench.ask("dirk", ALL)
        code = "BRON_ONGELDIG" if fault == 400 else "BRON_NIET_BESCHIKBAAR"
        assert answered.data == {"analyse": None} and answered.codes == {"analyse": code}
        before = len(bench.tap.wires)
        again = await bench.ask("dirk", ALL)
        assert again.codes == {"analyse": code} and len(bench.tap.wires) == before, "not tried again at once"


async def test_who_can_not_wait_so_long_is_told_to_come_back(tmp_path: Path) -> None:
    async with workbench(tmp_path, deadline=0.4) as bench:
        bench.tap.pause = 0.05
        answered = await bench.ask("dirk", ALL)
        assert answered.codes == {"analyse": "BRON_TE_TRAAG"}
        assert answered.body["errors"][0]["extensions"]["opnieuw"] is True


OTHERS = [None, *(name for name in ("jan", "agnes", "dienst"))]


@pytest.mark.parametrize("who", OTHERS)
async def test_nobody_else_is_told(tmp_path: Path, who: str | None) -> None:
    async with workbench(tmp_path) as bench:
        answered = await bench.ask(who, ALL)
        assert answered.data == {"analyse": None} and answered.wires == []
        assert answered.codes == {"analyse": "GEEN_TOEGANG" if who else "NIET_INGELOGD"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INWONER])
async def test_of_all_roles_one_is_told(tmp_path: Path, role: Role) -> None:
    """By tokens that say the role; whether such a token is let in at all is for its own tests."""
    async with workbench(tmp_path, deadline=0.2) as bench:
        who = DevelopmentIdentity("iemand", "Iemand", "Somebody", {"roles": [role.value.lower()]})
        answered = await bench.ask(who, "{ analyse { peildatum } }")
        if role is Role.ANALIST:
            assert answered.wires, "it is counted for"
        else:
            assert answered.wires == []
            assert {error["extensions"]["code"] for error in answered.body["errors"]} <= {
                "NIET_INGELOGD",
                "GEEN_TOEGANG",
            }


def test_the_analyst_of_development_is_one() -> None:
    assert [each.claims["roles"] for each in DEVELOPMENT_IDENTITIES if each.name == "dirk"] == [["analist"]]
