"""Who acts for another, and who came without DigiD: through the real door, as somebody of whom no token tells yet."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auth.groups import FieldGroup
from auth.principal import Organisation, Principal, Representation
from auth.roles import Level, Mandate, Role
from tests.e2e.measure import HOME
from tests.e2e.test_special_persons import AWAY, CHILD, FAILING, FIELDS, NONE, SENSITIVE, YOUNGER, told
from tests.faults import only
from tests.workbench import Workbench, bsn_of, workbench

LEVEL = "HOGER_NIVEAU_NODIG"
ASK = f"{{ mij {{ {CHILD} }} }}"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def acting(
    for_: str,
    by: str,
    mandate: Mandate,
    *groups: FieldGroup,
    level: Level = Level.SUBSTANTIEEL,
    role: Role = Role.INWONER,
) -> Principal:
    given = Representation(mandate, frozenset(groups))
    return Principal(role, "acting", "web", 0, level, subject=bsn_of(for_), bsn=bsn_of(by), representation=given)


def itself(persona: str, role: Role, level: Level) -> Principal:
    return Principal(role, "iemand", "web", 0, level, subject=bsn_of(persona), bsn=bsn_of(persona))


def persons(answer: Any) -> list[list[str]]:
    """Whom each call to the BRP was about."""
    return [wire.persons for wire in answer.wires if wire.registry == "brp"]


# A parent for a child


@pytest.mark.parametrize(
    ("parent", "child", "seen"),
    [
        ("jan", "daan", YOUNGER | SENSITIVE),
        ("fatima", "noor", YOUNGER | SENSITIVE),
        ("anja", "tim", YOUNGER | SENSITIVE),
        ("peter", "tim", YOUNGER | SENSITIVE),
        ("nadia", "luuk", YOUNGER | SENSITIVE),
        ("eva", "mila", YOUNGER | SENSITIVE),
        ("ruben", "mila", (YOUNGER | SENSITIVE) - {"adres"}),
        ("mark", "luuk", set()),
        ("hassan", "amina", set()),
        ("hassan", "bilal", set()),
        ("peter", "lotte", set()),
        ("jan", "tim", set()),
        ("jan", "fatima", set()),
        ("riet", "jan", set()),
    ],
)
async def test_who_logs_in_as_a_parent_sees_the_child_as_far_as_the_brp_gives_authority_now(
    parent: str, child: str, seen: set[str], bench: Workbench
) -> None:
    answer = await bench.ask_as(acting(child, parent, Mandate.OUDERLIJK_GEZAG), ASK)
    assert told(answer, "mij") == seen
    assert persons(answer)[0] == [bsn_of(child)], "authority comes first"
    first = answer.wires[0]
    assert first.registry == "brp" and first.fields == {"burgerservicenummer", "gezag", "geboorte.datum"}
    if not seen:
        assert len(answer.wires) == 1 and set(answer.codes.values()) == {NONE}, "and without it nothing follows"


async def test_what_decides_about_the_address_is_asked_only_for_the_address(bench: Workbench) -> None:
    viewer = acting("tim", "peter", Mandate.OUDERLIJK_GEZAG)
    without = await bench.ask_as(viewer, "{ mij { leeftijd } }")
    assert persons(without) == [[bsn_of("tim")], [bsn_of("tim")]]
    address = await bench.ask_as(viewer, "{ mij { adres { straat } } }")
    assert persons(address) == [[bsn_of("tim")], [bsn_of("anja")], [bsn_of("tim")]]
    assert address.wires[1].fields == {"burgerservicenummer"}
    assert not any(HOME in wire.fields for wire in address.wires)


@pytest.mark.parametrize("fields", ["leeftijd", "aanvragen { heeftVolgende }", "adres { straat }"])
async def test_without_an_answer_about_authority_a_child_stays_closed(fields: str, bench: Workbench) -> None:
    bench.tap.faults["brp"] = only(lambda path, body: "gezag" in body["fields"], FAILING)
    answer = await bench.ask_as(acting("daan", "jan", Mandate.OUDERLIJK_GEZAG), f"{{ mij {{ {fields} }} }}")
    assert answer.data == {"mij": None} and answer.codes == {"mij": AWAY}
    assert {wire.registry for wire in answer.wires} == {"brp"}


async def test_a_level_that_is_too_low_is_told_before_anything_is_asked(bench: Workbench) -> None:
    """The level of a representative is that of the log-in or of the mandate, whichever is lower."""
    for mandate in (Mandate.OUDERLIJK_GEZAG, Mandate.MACHTIGING):
        for role, needed in ((Role.INWONER, Level.MIDDEN), (Role.INWONER_EIDAS, Level.SUBSTANTIEEL)):
            viewer = acting("daan", "jan", mandate, level=Level(needed - 1), role=role)
            answer = await bench.ask_as(viewer, ASK)
            assert answer.data == {"mij": None} and answer.codes == {"mij": LEVEL} and answer.wires == []
            assert answer.body["errors"][0]["extensions"]["niveau"] == needed.name


async def test_a_child_for_whom_a_parent_logged_in_leads_to_nobody_else(bench: Workbench) -> None:
    deep = "naam { voornamen } adres { regels } aanvragen { knopen { nummer } }"
    query = f"{{ mij {{ ouders {{ burgerservicenummer persoon {{ {deep} kinderen {{ persoon {{ {deep} }} }} }} }} }} }}"
    answer = await bench.ask_as(acting("luuk", "nadia", Mandate.OUDERLIJK_GEZAG), query)
    parents = {each["burgerservicenummer"]: each["persoon"] for each in answer.data["mij"]["ouders"]}
    assert set(parents[bsn_of("mark")].values()) == {None}
    assert bsn_of("mark") not in {bsn for wire in answer.wires for bsn in wire.persons}


# A mandate


MANDATED = {
    FieldGroup.ZAKEN: {"aanvragen"},
    FieldGroup.FINANCIEEL: {"facturen", "belastingaanslagen", "wozObjecten"},
    FieldGroup.GEVOELIG: set(),
    FieldGroup.ADRES: set(),
}


@pytest.mark.parametrize("groups", [(), *((group,) for group in MANDATED), tuple(MANDATED)])
async def test_a_mandate_opens_who_gave_it_and_what_it_names(groups: tuple[FieldGroup, ...], bench: Workbench) -> None:
    viewer = acting("jan", "wim", Mandate.MACHTIGING, *groups)
    answer = await bench.ask_as(viewer, ASK)
    assert told(answer, "mij") == {"naam"}.union(*(MANDATED[group] for group in groups))
    assert {bsn for wire in answer.wires for bsn in wire.persons} == {bsn_of("jan")}
    family = await bench.ask_as(viewer, "{ mij { kinderen { persoon { leeftijd } } } }")
    assert family.codes == {"mij.kinderen": NONE} and family.wires == []


@pytest.mark.parametrize("level", [Level.MIDDEN, Level.SUBSTANTIEEL])
@pytest.mark.parametrize("named", [False, True])
async def test_what_is_confidential_takes_a_mandate_that_names_it_and_a_higher_level(
    named: bool, level: Level, bench: Workbench
) -> None:
    groups = [FieldGroup.ZAKEN, *([FieldGroup.ZAKEN_GEVOELIG] if named else [])]
    viewer = acting("jan", "wim", Mandate.MACHTIGING, *groups, level=level)
    answer = await bench.ask_as(viewer, "{ mij { aanvragen { knopen { nummer } } } }")
    [wire] = [wire for wire in answer.wires if wire.path == "/zaken/_zoek"]
    most = "zeer_geheim" if named and level >= Level.SUBSTANTIEEL else "zaakvertrouwelijk"
    assert wire.body["maximaleVertrouwelijkheidaanduiding"] == most


async def test_the_representative_is_never_taken_for_the_represented(bench: Workbench) -> None:
    """Both directions, so that swapping them is seen."""
    for subject, viewer in (("jan", "wim"), ("wim", "jan")):
        answer = await bench.ask_as(acting(subject, viewer, Mandate.MACHTIGING), "{ mij { burgerservicenummer } }")
        assert answer.data["mij"] == {"burgerservicenummer": bsn_of(subject)}


# A bewindvoerder, and a company


@pytest.mark.parametrize("groups", [(), (FieldGroup.ZAKEN,)])
async def test_a_bewindvoerder_sees_the_money_and_of_requests_what_the_court_named(
    groups: tuple[FieldGroup, ...], bench: Workbench
) -> None:
    viewer = replace(acting("wim", "jan", Mandate.BEWIND, *groups, role=Role.ONDERNEMER), bsn=None)
    answer = await bench.ask_as(viewer, ASK)
    money = {"facturen", "belastingaanslagen", "wozObjecten"}
    assert told(answer, "mij") == {"naam", "adres"} | money | ({"aanvragen"} if groups else set())
    low = await bench.ask_as(replace(viewer, level=Level.MIDDEN), ASK)
    assert low.data == {"mij": None} and low.codes == {"mij": LEVEL} and low.wires == []


async def test_a_secret_address_is_for_the_person_and_for_employees_and_not_for_a_bewindvoerder(
    bench: Workbench,
) -> None:
    viewer = replace(acting("els", "jan", Mandate.BEWIND, role=Role.ONDERNEMER), bsn=None)
    answer = await bench.ask_as(viewer, "{ mij { geheimhouding adres { regels straat } } }")
    assert answer.data == {"mij": {"geheimhouding": True, "adres": None}} and answer.codes == {"mij.adres": NONE}


async def test_who_comes_for_a_company_or_without_a_number_opens_no_person(bench: Workbench) -> None:
    company = Principal(Role.ONDERNEMER, "o", "web", 0, Level.SUBSTANTIEEL, organisation=Organisation(kvk="69599084"))
    abroad = Principal(Role.EIDAS_ZONDER_BSN, "e", "web", 0, Level.SUBSTANTIEEL, pseudonym="pseudo")
    for viewer in (company, abroad):
        answer = await bench.ask_as(viewer, ASK)
        assert answer.body == {"data": {"mij": None}} and answer.wires == []
        low = await bench.ask_as(replace(viewer, level=Level.MIDDEN), ASK)
        assert low.codes == {"mij": LEVEL}


# eIDAS with a BSN


async def test_a_european_log_in_with_a_number_opens_the_same_dossier_at_substantieel(bench: Workbench) -> None:
    fields = CHILD + " kinderen { persoon { leeftijd adres { regels } aanvragen { knopen { nummer } } } }"
    query = f"{{ mij {{ {fields} }} }}"
    for level in (Level.LAAG, Level.MIDDEN):
        low = await bench.ask_as(itself("jan", Role.INWONER_EIDAS, level), query)
        assert low.data == {"mij": None} and low.codes == {"mij": LEVEL} and low.wires == []
        assert low.body["errors"][0]["extensions"]["niveau"] == "SUBSTANTIEEL"
    digid = await bench.ask_as(itself("jan", Role.INWONER, Level.SUBSTANTIEEL), query)
    eidas = await bench.ask_as(itself("jan", Role.INWONER_EIDAS, Level.SUBSTANTIEEL), query)
    assert digid.text == eidas.text and not digid.codes.keys() - {"mij"}
    assert digid.data["mij"].keys() > FIELDS.keys()
