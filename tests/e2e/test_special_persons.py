"""Children by age and authority, and addresses that are kept secret, through the real app with calls counted."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from graphql import GraphQLObjectType, get_named_type

from auth.development import resident
from auth.roles import Level, Purpose
from sources.city import Address, CityPerson
from tests.e2e.dossiers import opened, secret_child
from tests.e2e.published import SDL, needs_words
from tests.faults import answers, only
from tests.workbench import Answered, Workbench, bsn_of, workbench

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SECOND = timedelta(seconds=1)
NONE, AWAY = "GEEN_TOEGANG", "BRON_NIET_BESCHIKBAAR"
FAILING = answers(503, "application/problem+json", b'{"status": 503}')
# One field of each group that may be null, and what a parent sees of a child at DigiD midden, by its age.
FIELDS = {
    "naam": "naam { volledigeNaam }", "adres": "adres { regels }",
    "ouders": "ouders { soort }", "aanvragen": "aanvragen { knopen { nummer } }", "meldingen": "meldingen { soort }",
    "reisdocumenten": "reisdocumenten { nummer }", "facturen": "facturen { heeftVolgende }",
    "belastingaanslagen": "belastingaanslagen { heeftVolgende }", "wozObjecten": "wozObjecten { nummer }",
}  # fmt: skip
CHILD = " ".join(FIELDS.values())
WHO = {"naam", "aanvragen", "adres"}
ELDER, YOUNGER = WHO, WHO | {"ouders", "meldingen"}
SENSITIVE = {"reisdocumenten"}


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    # all of a person is more than anybody asks
    async with workbench(tmp_path, tokens=20_000, fields=10_000, depth=20, cost=10_000) as bench:
        yield bench


def somebody(persona: str, level: Level = Level.MIDDEN) -> Any:
    return resident(persona, bsn_of(persona), "", "", level)


def known(bench: Workbench, bsn: str) -> CityPerson:
    person = bench.city.person(bsn)
    assert person is not None
    return person


def seen_at(age: int | None, level: Level) -> set[str]:
    """What a parent with authority sees of a child of this age."""
    if age is None or age >= 18:
        return set()
    return (YOUNGER if age < 16 else ELDER) | (SENSITIVE if level >= Level.SUBSTANTIEEL else set())


def told(answer: Answered, at: str) -> set[str]:
    """What is told of the person at a path of the answer; of the rest it says why not."""
    person: Any = answer.data
    for step in at.split("."):
        person = person[int(step)] if step.isdigit() else person[step]
    shown = {name for name, value in (person or {}).items() if value is not None}
    codes = {path.rpartition(".")[2]: code for path, code in answer.codes.items() if path.rpartition(".")[0] == at}
    assert codes.keys() == FIELDS.keys() - shown
    return shown


# By age and authority


@pytest.mark.parametrize("level", [Level.MIDDEN, Level.SUBSTANTIEEL])
@pytest.mark.parametrize("persona", ["jan", "fatima", "anja", "peter", "nadia", "eva"])
async def test_a_parent_with_authority_sees_of_a_child_what_fits_its_age(
    persona: str, level: Level, bench: Workbench
) -> None:
    """Together or alone, of a child that lives with them or elsewhere."""
    answer = await bench.ask(somebody(persona, level), f"{{ mij {{ kinderen {{ persoon {{ {CHILD} }} }} }} }}")
    children = known(bench, bsn_of(persona)).children
    for place, bsn in enumerate(children):
        expected = seen_at(known(bench, bsn).age(bench.city.today), level)
        assert told(answer, f"mij.kinderen.{place}.persoon") == expected
        for name, code in (("facturen", NONE), ("reisdocumenten", "HOGER_NIVEAU_NODIG")):
            if expected and name not in expected:
                assert answer.codes[f"mij.kinderen.{place}.persoon.{name}"] == code
    about = {bsn for wire in answer.wires for bsn in wire.persons if wire.registry != "brp"}
    assert about <= {bsn for bsn in children if seen_at(known(bench, bsn).age(bench.city.today), level)}


@pytest.mark.parametrize("level", [Level.MIDDEN, Level.SUBSTANTIEEL])
async def test_each_age_of_a_child_in_one_household(level: Level, bench: Workbench) -> None:
    """Nine children who turn 5 to 19 this year."""
    parent = known(bench, bench.city.bsn(29))
    answer = await bench.ask(
        resident("ouder", parent.bsn, "", "", level), f"{{ mij {{ kinderen {{ persoon {{ {CHILD} }} }} }} }}"
    )
    ages = [known(bench, bsn).age(bench.city.today) or 0 for bsn in parent.children]
    seen = [told(answer, f"mij.kinderen.{place}.persoon") for place in range(len(ages))]
    secret = {bsn for bsn in parent.children if known(bench, bsn).secrecy}
    assert seen == [
        seen_at(age, level) - ({"adres"} if bsn in secret else set())
        for age, bsn in zip(ages, parent.children, strict=True)
    ]
    assert len({frozenset(each) for each in seen}) >= 3 and max(ages) >= 18 > min(ages)


@pytest.mark.parametrize("persona", ["mark", "hassan"])
async def test_a_parent_without_authority_sees_no_more_than_the_own_record_tells(
    persona: str, bench: Workbench
) -> None:
    """Whether another has it, nobody has it for now, or it can't be told; no registry is asked about the child."""
    children = known(bench, bsn_of(persona)).children
    answer = await bench.ask(
        somebody(persona, Level.HOOG), f"{{ mij {{ kinderen {{ naam {{ voornamen }} persoon {{ {CHILD} }} }} }} }}"
    )
    assert children and [each["naam"]["voornamen"] for each in answer.data["mij"]["kinderen"]] == [
        known(bench, bsn).name.given for bsn in children
    ]
    for place in range(len(children)):
        assert told(answer, f"mij.kinderen.{place}.persoon") == set()
    assert set(answer.codes.values()) == {NONE}
    assert [wire.persons for wire in answer.wires] == [[bsn_of(persona)]]
    theirs = await opened(bench, bsn_of(persona), f"kinderen {{ persoon {{ {CHILD} }} }}", Purpose.BURGERZAKEN)
    assert told(theirs, "klantcontact.persoon.kinderen.0.persoon") == set()
    assert [wire.persons for wire in theirs.wires] == [[bsn_of(persona)]]


async def test_what_a_grandparent_a_sibling_or_a_child_has_is_no_authority(bench: Workbench) -> None:
    deep = "kinderen { persoon { burgerservicenummer kinderen { persoon { burgerservicenummer } } } }"
    for persona in ("riet", "daan"):
        answer = await bench.ask(
            persona, f"{{ mij {{ {deep} ouders {{ persoon {{ {deep} burgerservicenummer }} }} }} }}"
        )
        assert {bsn for wire in answer.wires for bsn in wire.persons} == {bsn_of(persona)}


@pytest.mark.parametrize(
    ("child", "years", "before", "after"),
    [
        ("sara", 12, "zeer_geheim", "zaakvertrouwelijk"),
        ("daan", 16, YOUNGER, ELDER),
        ("noor", 18, ELDER, set()),
    ],
)
async def test_a_child_is_another_from_midnight_in_amsterdam_on_its_birthday(
    child: str, years: int, before: Any, after: Any, bench: Workbench
) -> None:
    """Also where the BRP still tells of authority: the stand-in does not know that the day has changed."""
    born = known(bench, bsn_of(child)).birth
    assert born.year and born.month and born.day
    midnight = datetime(born.year + years, born.month, born.day, tzinfo=AMSTERDAM)
    place = known(bench, bsn_of("jan")).children.index(bsn_of(child))
    for moment, expected in ((midnight - SECOND, before), (midnight, after)):
        with time_machine.travel(moment, tick=False):
            answer = await bench.ask(
                somebody("jan", Level.SUBSTANTIEEL), f"{{ mij {{ kinderen {{ persoon {{ {CHILD} }} }} }} }}"
            )
        seen = told(answer, f"mij.kinderen.{place}.persoon")
        if isinstance(expected, str):  # what is confidential is a parent's to see below twelve
            [asked] = {
                wire.body["maximaleVertrouwelijkheidaanduiding"]
                for wire in answer.wires
                if wire.path == "/zaken/_zoek" and wire.persons == [bsn_of(child)]
            }
            assert asked == expected and seen == YOUNGER | SENSITIVE
        else:
            assert seen == (expected | SENSITIVE if expected else set())
        assert (bsn_of(child) in {bsn for wire in answer.wires for bsn in wire.persons}) == bool(seen)


# Secrecy


def everything(name: str, depth: int = 1, within: frozenset[str] = frozenset()) -> str:
    """Every field of a type with all that is below it, through relations as deep as the limits allow.

    Of requests that are bound to one, and of those of relations, the leaves.
    """
    type_ = SDL.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    parts = []
    for field, definition in type_.fields.items():
        inner = get_named_type(definition.type)
        if field == "verwerkingen" or needs_words(type_, field) or (inner.name == "Relatie" and depth == 0):
            continue
        if isinstance(inner, GraphQLObjectType):
            if name not in within and not (name == "Aanvraag" and depth == 0):
                inside = within | {name} - {"Person", "Relatie"}
                parts.append(f"{field} {everything(inner.name, depth - (inner.name == 'Relatie'), inside)}")
        else:
            parts.append(field)
    return f"{{ {' '.join(parts)} }}"


RELATED = ("kinderen", "ouders", "partners")


def root_of(answer: Answered, at: str) -> Any:
    """What stands at a path of the answer."""
    root: Any = answer.data
    for step in at.split("."):
        root = root[step]
    return root


def traces(place: Address) -> list[str]:
    """By what an address would be known in an answer."""
    return [place.object_id, place.designation_id, place.postcode, f"{place.street} {place.number}"]


async def test_where_a_child_lives_with_a_parent_who_keeps_it_secret_the_other_sees_by_no_path(
    bench: Workbench,
) -> None:
    mila, eva = known(bench, bsn_of("mila")), known(bench, bsn_of("eva"))
    assert isinstance(mila.place, Address) and mila.place == eva.place and eva.secrecy and not mila.secrecy
    flat = f"fragment Alles on Person {everything('Person', 0)}"
    of = everything("Relatie")[1:-1].partition(" persoon {")[0]
    theirs = "persoon { ...Alles }"
    whole = f"...Alles kinderen {{ {of} {theirs} }}"
    roundabout = [f"{one} {{ {of} {theirs} }}" for one in RELATED]
    roundabout += [f"{one} {{ persoon {{ {other} {{ {theirs} }} }} }}" for one in RELATED for other in RELATED]
    for fields in (whole, *roundabout):
        for answer, at in (
            (await bench.ask(somebody("ruben", Level.HOOG), f"{{ mij {{ {fields} }} }} {flat}"), "mij"),
            (
                await opened(bench, bsn_of("ruben"), fields, Purpose.BURGERZAKEN, fragments=flat),
                "klantcontact.persoon",
            ),
        ):
            text = json.dumps(answer.body, ensure_ascii=False)
            assert not [trace for trace in traces(mila.place) if trace in text]
            asked = [wire for wire in answer.wires if eva.bsn in wire.persons]
            assert all(wire.registry == "brp" and wire.fields == {"burgerservicenummer"} for wire in asked)
            if fields is whole:
                child = root_of(answer, at)["kinderen"][0]["persoon"]
                assert child["burgerservicenummer"] == mila.bsn and child["naam"]["volledigeNaam"] == mila.name.full
                assert child["adres"] is None and answer.codes[f"{at}.kinderen.0.persoon.adres"] == NONE
                assert len(asked) == 1
    with_whom = await bench.ask("eva", "{ mij { adres { postcode } kinderen { persoon { adres { postcode } } } } }")
    assert with_whom.data["mij"]["kinderen"][0]["persoon"]["adres"] == with_whom.data["mij"]["adres"]
    assert not with_whom.codes and len(with_whom.wires) == 2, "nobody else is asked about a child at home"
    elsewhere = await bench.ask("peter", "{ mij { kinderen { persoon { adres { postcode } } } } }")
    tim = known(bench, bsn_of("tim")).place
    assert isinstance(tim, Address) and elsewhere.data["mij"]["kinderen"][0]["persoon"]["adres"] == {
        "postcode": tim.postcode
    }


async def test_a_childs_own_secret_address_is_kept_from_the_parents_dossier_and_is_in_its_own(bench: Workbench) -> None:
    child, parent = secret_child(bench.city)
    fields = "kinderen { persoon { burgerservicenummer geheimhouding leeftijd adres { regels straat } } }"
    mine = await bench.ask(resident("ouder", parent.bsn, "", ""), f"{{ mij {{ {fields} }} }}")
    theirs = await opened(bench, parent.bsn, fields)
    place = list(parent.children).index(child.bsn)
    for answer, person, at in (
        (mine, mine.data["mij"], "mij"),
        (theirs, theirs.data["klantcontact"]["persoon"], "klantcontact.persoon"),
    ):
        shown = person["kinderen"][place]["persoon"]
        assert shown["geheimhouding"] is True and shown["burgerservicenummer"] == child.bsn and shown["adres"] is None
        assert answer.codes[f"{at}.kinderen.{place}.persoon.adres"] == NONE
    asked = next(wire for wire in mine.wires if child.bsn in wire.persons)
    assert any(field.startswith("verblijfplaats") for field in asked.fields), (
        "the record itself tells that it is secret"
    )
    own = await opened(bench, child.bsn, "geheimhouding adres { regels }")
    assert own.data["klantcontact"]["persoon"]["adres"]["regels"] and not own.codes
    minor = await bench.ask(resident("kind", child.bsn, "", ""), "{ mij { geheimhouding adres { regels } } }")
    assert minor.data["mij"] == own.data["klantcontact"]["persoon"] and not minor.codes


@pytest.mark.parametrize("persona", ["jan", "peter", "ruben", "eva", "mark", "hassan"])
async def test_the_interpreted_twin_decides_the_same(persona: str, bench: Workbench) -> None:
    """What also asks for the schema is interpreted and not compiled: it asks the same, though not always at once."""
    fields = f"mij {{ leeftijd kinderen {{ soort persoon {{ {CHILD} }} }} partners {{ persoon {{ {CHILD} }} }} }}"
    compiled = await bench.ask(persona, f"{{ {fields} }}")
    interpreted = await bench.ask(persona, f"{{ {fields} __schema {{ queryType {{ name }} }} }}")
    assert interpreted.data["mij"] == compiled.data["mij"] and interpreted.codes == compiled.codes
    asked = [{(wire.registry, bsn) for wire in each.wires for bsn in wire.persons} for each in (compiled, interpreted)]
    assert asked[0] == asked[1]


async def test_two_ways_to_the_same_child_ask_for_authority_once(bench: Workbench) -> None:
    """Also where one of them needs less, and where one leads over the child back to its parent."""
    query = """{ a: mij { kinderen { persoon { leeftijd } } } b: mij { kinderen { persoon { adres { postcode } ouders {
      c: persoon { kinderen { persoon { leeftijd } } } d: persoon { kinderen { persoon { adres { postcode } } } } }
    } } } }"""
    for persona, places in (("ruben", 1), ("jan", 3)):
        answer = await bench.ask(persona, query)
        first = [each["persoon"] for each in answer.data["a"]["kinderen"]]
        second = [each["persoon"] for each in answer.data["b"]["kinderen"]]
        assert len(first) == places and all(each["leeftijd"] for each in first)
        me = known(bench, bsn_of(persona))
        for child in second:
            assert (child["adres"] is None) == (persona == "ruben")
            again = [each for parent in child["ouders"] for each in parent["c"]["kinderen"] or ()]
            assert [each["persoon"] for each in again] == first
            deep = [each for parent in child["ouders"] for each in parent["d"]["kinderen"] or ()]
            assert [each["persoon"]["adres"] for each in deep] == [each["adres"] for each in second]
        [once] = [wire for wire in answer.wires if wire.registry == "brp" and "gezag" in wire.fields][:1]
        assert once.persons == [me.bsn] and set(answer.codes.values()) == {NONE}


# When the BRP does not tell


async def test_without_an_answer_about_authority_no_child_is_opened(bench: Workbench) -> None:
    bench.tap.faults["brp"] = only(lambda path, body: "gezag" in body["fields"], FAILING)
    answer = await bench.ask(
        "jan", "{ mij { leeftijd kinderen { persoon { leeftijd } } aanvragen { knopen { nummer } } } }"
    )
    assert answer.codes == {"mij.leeftijd": AWAY, "mij.kinderen": AWAY} and answer.data["mij"]["aanvragen"]["knopen"]
    assert {bsn for wire in answer.wires for bsn in wire.persons} == {bsn_of("jan")}


async def test_without_an_answer_about_secrecy_the_address_alone_is_kept_back(bench: Workbench) -> None:
    query = "{ mij { kinderen { persoon { naam { voornamen } adres { regels } aanvragen { heeftVolgende } } } } }"
    healthy = await bench.ask("peter", query)
    bench.tap.faults["brp"] = only(lambda path, body: bsn_of("anja") in body["burgerservicenummer"], FAILING)
    answer = await bench.ask("peter", query)
    child = answer.data["mij"]["kinderen"][0]["persoon"]
    assert child == {**healthy.data["mij"]["kinderen"][0]["persoon"], "adres": None}
    gone = set(answer.codes.items()) - set(healthy.codes.items())
    assert gone == {("mij.kinderen.0.persoon.adres", NONE)}


async def test_without_the_record_of_a_child_its_registry_is_named_and_not_a_secret(bench: Workbench) -> None:
    bench.tap.faults["brp"] = only(lambda path, body: bsn_of("mila") in body["burgerservicenummer"], FAILING)
    for persona in ("eva", "ruben"):
        answer = await bench.ask(persona, "{ mij { kinderen { persoon { leeftijd adres { regels } } } } }")
        at = "mij.kinderen.0.persoon"
        assert answer.codes == {f"{at}.leeftijd": AWAY, f"{at}.adres": AWAY}
