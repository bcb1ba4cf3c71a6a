"""Requested minus selected minus control is nothing, for random operations, every person and every registry."""

import asyncio
from collections import Counter, defaultdict
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auth.development import resident
from auth.roles import Level
from sources.woz import adapter as woz
from tests.e2e.measure import (
    AUTHORITY,
    CITY,
    CONTROL,
    GRAIN,
    HOME,
    check,
    wanted_by,
)
from tests.e2e.published import SDL, needs_words
from tests.e2e.rules import INQUIRY, Wanted, rules_read
from tests.workbench import Wire, Workbench, bsn_of, workbench

PERSONAS = [
    "jan",
    "jan",
    "fatima",
    "fatima",
    "peter",
    "anja",
    "nadia",
    "mark",
    "eva",
    "ruben",
    "ruben",
    "ruben",
    "peter",
    "hassan",
    "els",
    "ingrid",
    "omar",
    "boris",
    "halima",
    "willemijn",
    "wim",
]
# What lies behind these takes several steps, so they are taken more often.
OWN_DATA = ("themas", "verwijzingen")  # of the service itself, tried by themselves
FAR = (
    "kinderen",
    "persoon",
    "aanvragen",
    "documenten",
    "deelaanvragen",
    "adres",
    "bag",
    "belastingaanslagen",
    "regels",
    "wozObject",
)
# Of these everything is asked where nothing is selected: see the last test here.
REFUSED = ("GEEN_TOEGANG", "HOGER_NIVEAU_NODIG")


class Writer:
    """Random operations of a resident; every person says its number."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def operation(self) -> str:
        if self.random.random() < 0.2:  # what lies behind a child is decided by more than what is selected
            child = self.selection("Person", 4)
            return "{ mij { bsn_: burgerservicenummer kinderen { persoon " + child + " } } }"
        if self.random.random() < 0.1:  # so far away that chance alone seldom gets there
            line = "nummer_: wozNummer wozObject " + self.selection("WOZObject", 2)
            return "{ mij { bsn_: burgerservicenummer belastingaanslagen { knopen { regels { " + line + " } } } } }"
        return "{ mij " + self.selection("Person", 5) + " }"

    def selection(self, name: str, depth: int) -> str:
        type_ = SDL.type_map[name]
        assert isinstance(type_, GraphQLObjectType)
        fields = [each for each in type_.fields if not needs_words(type_, each) and each not in OWN_DATA]
        deep = [field for field in fields if isinstance(get_named_type(type_.fields[field].type), GraphQLObjectType)]
        far = [field for field in deep if field in FAR]
        weighed = fields + deep * 3 + far * 8 if depth else fields
        chosen = dict.fromkeys(self.random.choices(weighed, k=self.random.randint(0, 4)))
        parts = [self.field(type_, field, depth) for field in chosen]
        own = ["bsn_: burgerservicenummer"] if name == "Person" else []
        own += ["id_: id"] if name == "Aanvraag" and "contactmomenten" in chosen else []  # by which it is asked
        own += ["nummer_: wozNummer"] if "wozObject" in chosen else []  # which that edge needs anyhow
        return "{ __typename " + " ".join([*own, *(part for part in parts if part)]) + " }"

    def field(self, type_: GraphQLObjectType, field: str, depth: int) -> str:
        named = get_named_type(type_.fields[field].type)
        if not isinstance(named, GraphQLObjectType):
            return field
        if depth == 0:
            return ""
        given = []
        if "eerste" in type_.fields[field].args:
            given.append(f"eerste: {self.random.randint(1, 5)}")
        if "filter" in type_.fields[field].args and self.random.random() < 0.5:
            filters = get_named_type(type_.fields[field].args["filter"].type)
            assert isinstance(filters, GraphQLEnumType)
            given.append(f"filter: {self.random.choice(list(filters.values))}")
        arguments = f"({', '.join(given)})" if given else ""
        return f"{field}{arguments} {self.selection(named.name, depth - 1)}"


def decided_by(wires: list[Wire], me: str) -> set[str]:
    """Which of the questions that only decide were asked: for authority, and of the other parent for secrecy."""
    asked = [wire for wire in wires if wire.registry == "brp"]
    children = {bsn for parent in [CITY.person(me)] if parent is not None for bsn in parent.children}
    found = {AUTHORITY for wire in asked if AUTHORITY in wire.fields}
    return found | {"secrecy" for wire in asked if not children & set(wire.persons) and me not in wire.persons}


def test_nothing_is_asked_that_was_not_selected(tmp_path: Path) -> None:
    met: Counter[str] = Counter()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        bench: Workbench = runner.run(stack.enter_async_context(workbench(tmp_path)))

        @settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(st.integers(0, 2**40), st.sampled_from(PERSONAS), st.sampled_from([Level.MIDDEN, Level.SUBSTANTIEEL]))
        def holds(seed: int, persona: str, level: Level) -> None:
            text = Writer(seed).operation()
            answer = runner.run(bench.ask(resident(persona, bsn_of(persona), "", "", level), text))
            assert answer.status == 200 and answer.data["mij"], answer.text
            wants, fields = wanted_by(text, answer.data, level)
            check(answer.wires, wants, fields, bsn_of(persona))
            met.update(f"{wire.registry}" for wire in answer.wires)
            met.update("woz by number" for wire in answer.wires if wire.path.startswith("/wozobjecten/"))
            met.update(["family"] if any(len(wire.persons) > 1 for wire in answer.wires) else [])
            met.update(decided_by(answer.wires, bsn_of(persona)))
            met.update({code for code in answer.codes.values() if code in REFUSED})

        try:
            holds()
        finally:
            runner.run(stack.aclose())
    judged = [
        *GRAIN,
        "zaken",
        "documenten",
        "besluiten",
        "objecten",
        "klantinteracties",
        "bag",
        "bewoning",
        "verblijfplaatshistorie",
        "woz by number",
        "family",
        AUTHORITY,
        *REFUSED,
    ]
    # Which seeds are tried moves with the constants in the tree, which hypothesis collects.
    assert {name: met[name] for name in judged if met[name] < 3} == {} and met["secrecy"]


ME, OTHER = bsn_of("jan"), bsn_of("wim")
PLACE, ELSEWHERE = (CITY.homes.home(number).address for number in (0, 2))
NUMBER = CITY.homes.home(0).woz_number
OPEN = ["open", "deels_betaald", "herinnering", "aanmaning", "overgedragen_aan_invordering", "in_betwisting"]


def persons(registry: str, path: str, bsn: str, *fields: str, **words: Any) -> Wire:
    """A request about one person."""
    whose = bsn if registry == "reisdocumenten" else [bsn]
    return Wire(registry, "POST", path, "", {}, {"burgerservicenummer": whose, "fields": list(fields), **words})


def zaken(bsn: str, *expand: str, **words: Any) -> Wire:
    whose = {"rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": bsn, "expand": list(expand)}
    return Wire("zaken", "POST", "/zaken/_zoek", "", {}, {**whose, **words})


def property_(*fields: str, at: str = "", number: str = "") -> Wire:
    """A request to the WOZ, by address or by number."""
    query = f"adresseerbaarObjectIdentificatie={at}&" if at else ""
    path = f"/wozobjecten/{number}" if number else "/wozobjecten"
    return Wire("woz", "GET", path, f"{query}fields={'%2C'.join([*sorted(woz.FIELDS.control), *fields])}", {}, None)


def permits(bsn: str) -> Wire:
    """A request for somebody's permits."""
    query = f"eigenaren__bsn={bsn}&producttype__code__in=PARKEERVERGUNNING-BEWONER"
    return Wire("openproduct", "GET", "/producten", query, {}, None)


def messages(*bsns: str) -> Wire:
    asked = f"belanghebbende__type__exact__bsn,belanghebbende__value__in__{'|'.join(bsns)}"
    return Wire("objecten", "POST", "/objects/search", "", {}, {"data_attrs": asked})


def tasks(bsn: str) -> Wire:
    return Wire("vtb", "GET", "/externetaken", f"isToegewezenAan=urn:nld:brp:bsn:{bsn}&status=open", {}, None)


def address(designation: str) -> Wire:
    return Wire("bag", "GET", f"/adressenuitgebreid/{designation}", "", {}, None)


def contact(path: str, bsn: str, expand: str = "") -> Wire:
    prefix = "" if path == "/partijen" else "hadBetrokkene__wasPartij__"
    query = f"{prefix}partijIdentificator__objectId={bsn}" + (f"&expand={expand}" if expand else "")
    return Wire("klantinteracties", "GET", path, query, {}, None)


FINE = {
    "brp": persons("brp", "/personen", ME, "naam.voornamen", *sorted(GRAIN["brp"](frozenset(INQUIRY)) - CONTROL)),
    "facturen": persons("facturen", "/facturen/_zoek", ME, "uuid", "factuurdatum", "bedrag"),
    "facturen by rule": persons("facturen", "/facturen/_zoek", ME, "uuid", "factuurdatum", "status", "vervaldatum",
                                "automatischeIncasso", "factuurnummer", "omschrijving", "openstaandBedrag",
                                "termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald", status=OPEN),
    "belastingen": persons("belastingen", "/belastingaanslagen/_zoek", ME, "uuid", "dagtekening", "regels.tarief",
                           "regels.belastingsoort", "status", "bezwaarMogelijkTot", "aanslagnummer", "belastingjaar"),
    "afspraken": persons("afspraken", "/afspraken/_zoek", ME, "uuid", "begin", "locatie.naam"),
    "reisdocumenten": persons("reisdocumenten", "/reisdocumenten", ME, "houder.burgerservicenummer", "soort",
                              "reisdocumentnummer", "datumEindeGeldigheid", "inhoudingOfVermissing.aanduiding"),
    "zaken": zaken(ME, "resultaat"),
    "zaken by rule": zaken(ME, "status", einddatum__isnull=True),
    "woz": property_("grondoppervlakte", at=PLACE.object_id),
    "woz by number": property_("aanduiding.straat", number=NUMBER),
    "objecten": messages(ME),
    "vtb by rule": tasks(ME),
    "permits by rule": permits(ME),
    "contactgegevens": contact("/partijen", ME, "digitaleAdressen"),
    "contactmomenten": contact("/klantcontacten", ME),
    "bag": address(PLACE.designation_id),
}  # fmt: skip
SELECTED: Wanted = {
    ("brp", ME): {"naam.voornamen"},
    ("facturen", ME): {"bedrag"},
    ("belastingen", ME): {"regels.tarief"},
    ("afspraken", ME): {"locatie.naam"},
    ("reisdocumenten", ME): {"reisdocumentnummer"},
    ("zaken", ME): {"_expand.resultaat.toelichting"},
    ("woz", PLACE.object_id): {"grondoppervlakte"},
    ("woz", NUMBER): {"aanduiding.straat"},
    ("objecten", ME): set(),
    ("klantinteracties", f"{ME} /partijen"): {"_expand.digitaleAdressen.adres"},
    ("klantinteracties", f"{ME} /klantcontacten"): {"kanaal"},
    ("bag", PLACE.designation_id): set(),
}
SURPLUS = {
    "a field of a person": persons("brp", "/personen", ME, "naam.voornamen", "leeftijd"),
    "another person": persons("brp", "/personen", OTHER, "naam.voornamen"),
    "a field of an invoice": persons("facturen", "/facturen/_zoek", ME, "uuid", "bedrag", "iban"),
    "what only was selected, of those that the rules read": persons(
        "facturen", "/facturen/_zoek", ME, "uuid", "bedrag", status=OPEN
    ),
    "another status": persons("facturen", "/facturen/_zoek", ME, "uuid", "bedrag", status=["betaald"]),
    "another's invoices": persons("facturen", "/facturen/_zoek", OTHER, "uuid"),
    "a field of a line": persons("belastingen", "/belastingaanslagen/_zoek", ME, "regels.tarief", "regels.bedrag"),
    "another's assessments": persons("belastingen", "/belastingaanslagen/_zoek", OTHER, "uuid"),
    "a field of an appointment": persons("afspraken", "/afspraken/_zoek", ME, "locatie.naam", "meenemen"),
    "appointments of other days": persons("afspraken", "/afspraken/_zoek", ME, "uuid", datumVanaf="2026-01-01"),
    "another's appointments": persons("afspraken", "/afspraken/_zoek", OTHER, "uuid"),
    "a field of a travel document": persons("reisdocumenten", "/reisdocumenten", ME, "inhoudingOfVermissing.datum"),
    "another's travel documents": persons("reisdocumenten", "/reisdocumenten", OTHER, "soort"),
    "what comes along with a zaak": zaken(ME, "resultaat", "zaakinformatieobjecten"),
    "zaken that have ended": zaken(ME, einddatum__isnull=False),
    "another's zaken": zaken(OTHER),
    "a field of a property": property_("grondoppervlakte", "aanduiding.straat", at=PLACE.object_id),
    "a field of a property by number": property_("waarden.vastgesteldeWaarde", number=NUMBER),
    "another address": property_(at=ELSEWHERE.object_id),
    "another number": property_(number=CITY.homes.home(2).woz_number),
    "another's messages": messages(OTHER),
    "what comes along with a party": contact("/partijen", ME, "betrokkenen,digitaleAdressen"),
    "what comes along with a contact": contact("/klantcontacten", ME, "gingOverOnderwerpobjecten"),
    "another's contact details": contact("/partijen", OTHER),
    "another's contacts": contact("/klantcontacten", OTHER),
    "the messages of another too": messages(ME, OTHER),
    "the tasks of another": tasks(OTHER),
    "another address in the BAG": address(ELSEWHERE.designation_id),
}


def planted() -> Wanted:
    """What is selected where a wire too many is planted: something of everything, and the meldingen."""
    wants: Wanted = defaultdict(set, {key: set(paths) for key, paths in SELECTED.items()})
    for key, read in rules_read(ME, Level.SUBSTANTIEEL).items():
        wants[key] |= read
    return wants


@pytest.mark.parametrize("surplus", SURPLUS)
def test_the_measure_sees_a_surplus(surplus: str) -> None:
    """Against itself: among wires that were all selected, one with something too many, or about somebody else."""
    check([*FINE.values()], planted(), {"meldingen"}, ME)
    with pytest.raises(AssertionError, match="not selected"):
        check([*FINE.values(), SURPLUS[surplus]], planted(), {"meldingen"}, ME)


@pytest.mark.parametrize("key", rules_read(ME, Level.SUBSTANTIEEL), ids=str)
def test_the_measure_sees_what_rules_read_without_meldingen(key: tuple[str, str]) -> None:
    wants = planted()
    wants[key] -= rules_read(ME, Level.SUBSTANTIEEL)[key] - SELECTED.get(key, set())
    if not wants[key]:
        del wants[key]
    with pytest.raises(AssertionError, match="not selected"):
        check([*FINE.values()], wants, {"meldingen"}, ME)


@pytest.mark.parametrize(
    "name", ["brp", "facturen", "facturen by rule", "belastingen", "afspraken", "reisdocumenten", "woz"]
)
def test_the_measure_sees_what_is_not_asked(name: str) -> None:
    with pytest.raises(AssertionError, match="selected and not asked"):
        check([wire for each, wire in FINE.items() if each != name], planted(), {"meldingen"}, ME)


@pytest.mark.parametrize("lines", ["regels", "termijnen"])
@pytest.mark.parametrize("field", ["facturen", "belastingaanslagen"])
async def test_of_lines_of_which_nothing_is_selected_hardly_anything_is_asked(
    field: str, lines: str, tmp_path: Path
) -> None:
    text = f"{{ mij {{ bsn_: burgerservicenummer {field} {{ knopen {{ {lines} {{ __typename }} }} }} }} }}"
    async with workbench(tmp_path) as bench:
        answer = await bench.ask("jan", text)
        check(answer.wires, *wanted_by(text, answer.data, Level.MIDDEN), ME)


RUBEN, MILA, EVA = map(bsn_of, ("ruben", "mila", "eva"))
# A child that does not live with who asks: authority, both homes, and of the other parent nothing by name.
CHILDREN = "{ mij { bsn_: burgerservicenummer kinderen { persoon { bsn_: burgerservicenummer %s leeftijd } } } }"
TOO_MUCH = {
    "a name of the other parent": persons("brp", "/personen", EVA, "burgerservicenummer", "naam.voornamen"),
    "the address of the other parent": persons(
        "brp", "/personen", EVA, "burgerservicenummer", "verblijfplaats.datumVan"
    ),
    "the home of the other parent": persons("brp", "/personen", EVA, "burgerservicenummer", HOME),
    "whom the other parent has authority over": persons("brp", "/personen", EVA, "burgerservicenummer", AUTHORITY),
    "more of the own address": persons("brp", "/personen", RUBEN, "burgerservicenummer", "verblijfplaats.datumVan"),
    "whom the child has authority over": persons("brp", "/personen", MILA, "burgerservicenummer", AUTHORITY),
    "somebody who is no parent": persons("brp", "/personen", bsn_of("nadia"), "burgerservicenummer"),
}
WITHOUT_ADDRESS = {
    "of the other parent anything": persons("brp", "/personen", EVA, "burgerservicenummer"),
    "where the parent lives": persons("brp", "/personen", RUBEN, "burgerservicenummer", HOME),
    "where the child lives": persons("brp", "/personen", MILA, "burgerservicenummer", HOME),
}


async def of_child(bench: Workbench, fields: str) -> tuple[list[Wire], Wanted]:
    """What is asked for the child of a parent who lives elsewhere, and what was selected."""
    answer = await bench.ask("ruben", CHILDREN % fields)
    wants, names = wanted_by(CHILDREN % fields, answer.data, Level.MIDDEN)
    check(answer.wires, wants, names, RUBEN)
    return answer.wires, wants


async def test_the_measure_sees_more_than_decides_about_the_address_of_a_child(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        wires, wants = await of_child(bench, "adres { straat }")
        assert [wire.fields for wire in wires if wire.persons == [EVA]] == [{"burgerservicenummer"}]
        for surplus in TOO_MUCH.values():
            with pytest.raises(AssertionError, match="not selected"):
                check([*wires, surplus], wants, set(), RUBEN)
        with pytest.raises(AssertionError, match="selected and not asked"):
            check([wire for wire in wires if RUBEN not in wire.persons], wants, set(), RUBEN)


async def test_the_measure_sees_what_only_an_address_would_need(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        wires, wants = await of_child(bench, "geslacht")
        for surplus in (*TOO_MUCH.values(), *WITHOUT_ADDRESS.values()):
            with pytest.raises(AssertionError, match="not selected"):
                check([*wires, surplus], wants, set(), RUBEN)
        names = "{ mij { bsn_: burgerservicenummer kinderen { naam { voornamen } } } }"
        answer = await bench.ask("ruben", names)
        wants, fields = wanted_by(names, answer.data, Level.MIDDEN)
        check(answer.wires, wants, fields, RUBEN)
        with pytest.raises(AssertionError, match="not selected"):
            check([*answer.wires, persons("brp", "/personen", RUBEN, AUTHORITY)], wants, fields, RUBEN)
