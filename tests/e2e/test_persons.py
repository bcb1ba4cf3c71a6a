"""A person, complete: where they lived, with how many, what is looked into, authority, status; with calls counted."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from auth.development import resident
from auth.roles import Level, Purpose
from sources.city import CityPerson
from tests.e2e.dossiers import opened, secret_child
from tests.faults import answers, spoilt_json
from tests.workbench import Answered, Workbench, bsn_of, workbench

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AWAY = answers(503, "application/problem+json", b'{"status": 503}')
HISTORY = "adresHistorie { heeftVolgende knopen { soort regels van { tekst volledig } tot { tekst } gemeente } }"
PAGE = "query ($na: String) { mij { adresHistorie(eerste: 10, na: $na) { volgende heeftVolgende knopen { regels } } } }"
HISTORIE = "verblijfplaatshistorie"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def somebody(persona: str, level: Level = Level.SUBSTANTIEEL) -> Any:
    return resident(persona, bsn_of(persona), "", "", level)


async def mine(bench: Workbench, persona: str, fields: str) -> Any:
    """What somebody sees of themself, where nothing is refused."""
    answer = await bench.ask(somebody(persona), f"{{ mij {{ {fields} }} }}")
    assert not answer.codes, answer.codes
    return answer.data["mij"]


def person_of(bench: Workbench, bsn: str) -> CityPerson:
    person = bench.city.person(bsn)
    assert person is not None
    return person


def asked(answer: Answered) -> Counter[str]:
    return Counter(wire.registry for wire in answer.wires)


# Family


async def test_a_household_of_twelve_costs_one_call_more_than_its_mother(bench: Workbench) -> None:
    """Ten children: their names come with her own record, and what is theirs in one more call for all of them."""
    tineke = person_of(bench, bsn_of("tineke"))
    names = await bench.ask(somebody("tineke"), "{ mij { leeftijd kinderen { naam { voornamen } } } }")
    assert [each["naam"]["voornamen"] for each in names.data["mij"]["kinderen"]] == [
        person_of(bench, child).name.given for child in tineke.children
    ]
    assert asked(names) == {"brp": 1}
    more = await bench.ask(
        somebody("tineke"),
        "{ mij { leeftijd aantalMedebewoners kinderen { naam { voornamen } persoon { burgerservicenummer leeftijd "
        "adres { regels } nationaliteiten { naam } aantalMedebewoners } } } }",
    )
    minors = [child for child in tineke.children if (person_of(bench, child).age(bench.city.today) or 0) < 18]
    assert len(tineke.children) == 10 > len(minors) > 5
    assert asked(more) == {"brp": 2, "bewoning": 1}
    mother, children = [wire.persons for wire in more.wires if wire.registry == "brp"]
    assert (mother, sorted(children)) == ([tineke.bsn], sorted(minors))
    told = [each["persoon"] for each in more.data["mij"]["kinderen"] if each["persoon"]]
    assert [each["burgerservicenummer"] for each in told] == minors
    assert {each["aantalMedebewoners"] for each in told} == {11} == {more.data["mij"]["aantalMedebewoners"]}
    assert set(more.codes.values()) == {"GEEN_TOEGANG"}, "of those who are of age there is no more than their names"


async def test_a_child_of_a_leap_day_is_of_age_on_the_first_of_march(bench: Workbench) -> None:
    fenna, tineke = (person_of(bench, bsn_of(name)) for name in ("fenna", "tineke"))
    born = fenna.birth.whole
    assert born is not None and (born.month, born.day) == (2, 29)
    midnight = datetime(born.year + 18, 3, 1, tzinfo=AMSTERDAM)
    place = tineke.children.index(fenna.bsn)
    for moment, open_ in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        with time_machine.travel(moment, tick=False):
            answer = await bench.ask(somebody("tineke"), "{ mij { kinderen { persoon { leeftijd } } } }")
        assert (answer.data["mij"]["kinderen"][place]["persoon"]["leeftijd"] is not None) == open_


async def test_when_and_where_a_bond_began_and_ended(bench: Workbench) -> None:
    fields = (
        "partners { verbintenis begin { datum { tekst } plaats land } einde { datum } } ouders { ouderSinds { datum } }"
    )
    for name in ("jan", "peter"):
        union = person_of(bench, bsn_of(name)).partnership
        assert union is not None
        [partner] = (await mine(bench, name, fields))["partners"]
        assert partner["verbintenis"] == {"H": "huwelijk", "P": "geregistreerd partnerschap"}[union.kind]
        assert (partner["begin"]["plaats"], partner["begin"]["land"]) == ("'s-Gravenhage", "Nederland")
        ended = union.until.isoformat() if union.until else None
        assert (partner["einde"] or {}).get("datum") == ended and (ended is None) == (name == "jan")
    born = person_of(bench, bsn_of("daan")).birth.whole
    assert born is not None
    parents = (await mine(bench, "daan", fields))["ouders"]
    assert [each["ouderSinds"]["datum"] for each in parents] == [born.isoformat()] * 2


# Authority


GEZAG = (
    "gezag { soort kind { naam leeftijd burgerservicenummer } gezagsdragers onbekendeDerde toelichting inOnderzoek }"
)


async def test_who_has_authority_over_whom_comes_with_the_own_record_in_every_kind(bench: Workbench) -> None:
    of = {name: (await mine(bench, name, GEZAG))["gezag"] for name in ("jan", "daan", "nadia", "mark", "hassan", "wim")}
    assert [(each["soort"], each["gezagsdragers"]) for each in of["jan"]] == [
        ("GEZAMENLIJK_OUDERLIJK", ["Jan Willem van den Berg", "Fatima Zahra El Amrani"])
    ] * 3
    [own] = of["daan"]
    assert own["kind"]["burgerservicenummer"] == bsn_of("daan") and own in of["jan"]
    assert of["nadia"] == of["mark"] and of["mark"][0]["soort"] == "EENHOOFDIG_OUDERLIJK"
    assert of["mark"][0]["gezagsdragers"] == ["Nadia Terpstra"], "who has none reads who has"
    assert [(each["soort"], each["gezagsdragers"]) for each in of["hassan"]] == [
        ("TIJDELIJK_GEEN", []),
        ("NIET_TE_BEPALEN", []),
    ]
    assert all(each["toelichting"] for each in of["hassan"]) and of["wim"] == []
    indices = range(80, 3000, 2)
    child = next(each for each in map(bench.city.bsn, indices) if _of_one_parent(bench, each))
    other = await bench.ask(resident("kind", child, "", ""), f"{{ mij {{ {GEZAG} }} }}")
    [shared] = other.data["mij"]["gezag"]
    assert (shared["soort"], len(shared["gezagsdragers"]), shared["onbekendeDerde"]) == ("GEZAMENLIJK", 1, True)
    assert asked(other) == {"brp": 1}


def _of_one_parent(bench: Workbench, bsn: str) -> bool:
    person = person_of(bench, bsn)
    age = person.age(bench.city.today)
    return age is not None and age < 18 and len(person.parents) == 1


# Where somebody lives, and has lived


@pytest.mark.parametrize(
    ("persona", "soort", "first", "briefadres"),
    [
        ("jan", "ADRES", "Laan van Meerdervoort 1", False),
        ("clyde", "ADRES", "", True),
        ("boris", "LOCATIE", "Woonboot De Ooievaar, Trekvlietkade", False),
        ("ingrid", "BUITENLAND", "Calle de Alcalá 47 3B", False),
        ("omar", "ONBEKEND", None, False),
    ],
)
async def test_an_address_in_every_shape_and_with_whom_somebody_shares_it(
    persona: str, soort: str, first: str | None, briefadres: bool, bench: Workbench
) -> None:
    fields = "adres { soort regels briefadres functie nietOpAdres land } aantalMedebewoners gemeenteVanInschrijving"
    answer = await bench.ask(somebody(persona), f"{{ mij {{ {fields} }} }}")
    me, place = answer.data["mij"], answer.data["mij"]["adres"]
    assert (place["soort"], place["briefadres"], place["nietOpAdres"]) == (soort, briefadres, False)
    assert place["regels"][:1] == ([] if first is None else [first or place["regels"][0]])
    assert (place["functie"] == "briefadres") == briefadres
    assert me["gemeenteVanInschrijving"].startswith("Registratie") == (persona in ("ingrid", "omar"))
    assert me["aantalMedebewoners"] == (4 if persona == "jan" else None)
    assert asked(answer) == ({"brp": 1, "bewoning": 1} if persona == "jan" else {"brp": 1}), "nobody asks in vain"


async def test_who_is_known_to_live_elsewhere_reads_so_and_is_no_resident(bench: Workbench) -> None:
    history = "adresHistorie { knopen { nietOpAdresVanaf { datum } } }"
    me = await mine(bench, "sjoerd", f"adres {{ nietOpAdres }} aantalMedebewoners {history}")
    left = person_of(bench, bsn_of("sjoerd")).left
    assert left is not None and me["adres"]["nietOpAdres"] is True and me["aantalMedebewoners"] is None
    assert me["adresHistorie"]["knopen"][0]["nietOpAdresVanaf"] == {"datum": left.isoformat()}


async def test_of_who_lives_with_somebody_no_more_than_a_number_is_in_an_answer(bench: Workbench) -> None:
    for name in ("jan", "els", "tineke", "clyde"):
        person = person_of(bench, bsn_of(name))
        answer = await bench.ask(somebody(name), "{ mij { aantalMedebewoners } }")
        others = [bsn for bsn in bench.city.household(person.household).members if bsn != person.bsn]
        assert not [bsn for bsn in others if bsn in answer.text]
        assert not [bsn for wire in answer.wires for bsn in others if bsn in str(wire)], "nor is anybody asked about"


async def test_history_comes_in_every_shape_with_its_periods(bench: Workbench) -> None:
    """And in one call that waits for nothing."""
    answer = await bench.ask(somebody("boris"), f"{{ mij {{ {HISTORY} }} }}")
    rows = answer.data["mij"]["adresHistorie"]["knopen"]
    assert [row["soort"] for row in rows] == ["LOCATIE", "ONBEKEND", "BUITENLAND", "ADRES", "ADRES"]
    assert rows[1]["regels"] == [] and rows[2]["regels"][-1] == "België"
    assert [row["tot"] for row in rows] == [None, *({"tekst": row["van"]["tekst"]} for row in rows[:-1])]
    assert asked(answer) == {HISTORIE: 1}
    [wire] = answer.wires
    assert wire.body["datumTot"] == str(bench.city.today + timedelta(days=1))


@pytest.mark.parametrize(("persona", "tekst"), [("mariam", None), ("halima", "onbekend")])
async def test_of_a_date_that_is_not_wholly_known_what_is_known_is_told(
    persona: str, tekst: str | None, bench: Workbench
) -> None:
    rows = (await mine(bench, persona, HISTORY))["adresHistorie"]["knopen"]
    assert rows[-1]["van"]["volledig"] is False
    assert rows[-1]["van"]["tekst"] == tekst or (tekst is None and rows[-1]["van"]["tekst"].isdigit())


async def test_history_comes_page_by_page_and_a_place_that_is_none_is_refused(bench: Workbench) -> None:
    whole = (await mine(bench, "wim", "adresHistorie(eerste: 100) { knopen { regels } heeftVolgende }"))[
        "adresHistorie"
    ]
    assert len(whole["knopen"]) > 20 and whole["heeftVolgende"] is False
    found: list[Any] = []
    na = None
    for _ in range(5):
        answer = await bench.ask(somebody("wim"), PAGE, na=na)
        page = answer.data["mij"]["adresHistorie"]
        assert asked(answer) == {HISTORIE: 1} and len(page["knopen"]) <= 10
        found, na = found + page["knopen"], page["volgende"]
        if not page["heeftVolgende"]:
            break
    assert found == whole["knopen"] and na is None
    for wrong in ("", "x", "YWRyZXM6MA", "YWRyZXM6LTE", "YWRyZXM6OTk5", "YWRyZXM6MDE", "ZmFjdHV1cjoz"):
        answer = await bench.ask(somebody("wim"), PAGE, na=wrong)
        assert answer.codes == {"mij.adresHistorie": "ONGELDIGE_INVOER"}
    for number in (0, 101):
        answer = await bench.ask(somebody("wim"), f"{{ mij {{ adresHistorie(eerste: {number}) {{ volgende }} }} }}")
        assert answer.codes == {"mij.adresHistorie": "ONGELDIGE_INVOER"} and not answer.wires


async def test_history_takes_a_higher_level_and_of_an_employee_the_purpose_of_civil_affairs(bench: Workbench) -> None:
    low = await bench.ask(somebody("jan", Level.MIDDEN), f"{{ mij {{ {HISTORY} }} }}")
    assert low.codes == {"mij.adresHistorie": "HOGER_NIVEAU_NODIG"} and not low.wires
    for doel, open_ in ((Purpose.BURGERZAKEN, True), (Purpose.OVERIG, False)):
        theirs = await opened(bench, bsn_of("jan"), HISTORY, doel)
        assert (theirs.data["klantcontact"]["persoon"]["adresHistorie"] is not None) == open_
        assert asked(theirs) == ({HISTORIE: 1} if open_ else {})


async def test_where_a_child_lived_is_kept_back_where_its_address_is_and_is_not_asked(bench: Workbench) -> None:
    """Both by the secrecy of the other parent and by its own."""
    fields = f"kinderen {{ persoon {{ burgerservicenummer aantalMedebewoners {HISTORY} }} }}"
    child, parent = secret_child(bench.city)
    for who, kept in ((bsn_of("ruben"), bsn_of("mila")), (parent.bsn, child.bsn)):
        answer = await bench.ask(resident("ouder", who, "", "", Level.HOOG), f"{{ mij {{ {fields} }} }}")
        place = person_of(bench, who).children.index(kept)
        told = answer.data["mij"]["kinderen"][place]["persoon"]
        assert told == {"burgerservicenummer": kept, "aantalMedebewoners": None, "adresHistorie": None}
        for name in ("aantalMedebewoners", "adresHistorie"):
            assert answer.codes[f"mij.kinderen.{place}.persoon.{name}"] == "GEEN_TOEGANG"
        assert not [wire for wire in answer.wires if wire.registry == HISTORIE and kept in wire.persons]
    open_ = await bench.ask(somebody("jan"), f"{{ mij {{ {fields} }} }}")
    assert not open_.codes and asked(open_) == {"brp": 2, "bewoning": 1, HISTORIE: 3}


# What is looked into


ONDERZOEK = "inOnderzoek { onderdelen sinds { datum } tekst }"
LOOKED_INTO = (
    f"naam {{ {ONDERZOEK} }} geboorte {{ {ONDERZOEK} }} {ONDERZOEK} adres {{ {ONDERZOEK} }} "
    f"nationaliteiten {{ {ONDERZOEK} }} ouders {{ {ONDERZOEK} geboorte {{ {ONDERZOEK} }} }} "
    f"adresHistorie(eerste: 1) {{ knopen {{ {ONDERZOEK} }} }}"
)


async def test_what_is_looked_into_stands_with_what_it_is_about_in_the_asked_language(
    bench: Workbench,
) -> None:
    me = await mine(bench, "ineke", LOOKED_INTO)
    days = {"adres": 60, "geboorte": 400}
    ago = {name: (bench.city.today - timedelta(days=each)).isoformat() for name, each in days.items()}
    for name, since in ago.items():
        assert me[name]["inOnderzoek"]["sinds"] == {"datum": since}
    assert me["geboorte"]["inOnderzoek"]["onderdelen"] == ["de datum"]
    assert me["inOnderzoek"]["onderdelen"] == ["de leeftijd"]
    assert me["adres"]["inOnderzoek"]["onderdelen"][:3] == ["de straat", "het huisnummer", "de postcode"]
    assert me["adres"]["inOnderzoek"]["tekst"].startswith("De gemeente onderzoekt dit sinds ")
    assert me["adresHistorie"]["knopen"][0]["inOnderzoek"]["sinds"] == {"datum": ago["adres"]}
    assert me["naam"]["inOnderzoek"] is None and me["nationaliteiten"] == [{"inOnderzoek": None}]
    headers = {"authorization": f"Bearer {bench.token(somebody('ineke'))}", "accept-language": "en"}
    english = await bench.post({"query": f"{{ mij {{ geboorte {{ {ONDERZOEK} }} }} }}"}, headers)
    told = english.data["mij"]["geboorte"]["inOnderzoek"]
    assert told["onderdelen"] == ["the date"] and told["tekst"].endswith(": the date.")
    assert told["tekst"].startswith("The municipality has been looking into this since ")
    nobody = await mine(bench, "jan", LOOKED_INTO)
    assert nobody["adres"]["inOnderzoek"] is nobody["geboorte"]["inOnderzoek"] is nobody["inOnderzoek"] is None


async def test_who_asks_what_is_looked_into_asks_all_of_that_group_and_of_no_other(bench: Workbench) -> None:
    """The registry marks what was asked only, so that a part that was not asked would look sound."""
    answer = await bench.ask(somebody("ineke"), f"{{ mij {{ geboorte {{ datum {{ datum }} {ONDERZOEK} }} }} }}")
    [wire] = answer.wires
    parts = {"geboorte.datum", "geboorte.plaats", "geboorte.land"}
    assert wire.fields == {"burgerservicenummer", *parts} and not {each for each in wire.fields if "nderzoek" in each}
    without = await bench.ask(somebody("ineke"), "{ mij { geboorte { datum { datum } } } }")
    assert without.wires[0].fields == {"burgerservicenummer", "geboorte.datum"}


# What somebody is by law


STATUS = """nationaliteiten { soort naam reden sinds { tekst } } immigratie { sinds { datum } land vanuitOnbekend }
  verblijfstitel { naam sinds { datum } tot { datum } } europeesKiesrecht { aanduiding uitgeslotenTot { tekst } }
  uitsluitingKiesrecht { uitgesloten tot { tekst volledig } } onderCuratele"""


async def test_nationality_permit_and_vote(bench: Workbench) -> None:
    amal = await mine(bench, "amal", STATUS)
    [stateless] = amal["nationaliteiten"]
    assert (stateless["soort"], stateless["naam"]) == ("STAATLOOS", None)
    assert amal["immigratie"]["land"] == "Syrië" and "asiel" in amal["verblijfstitel"]["naam"]
    jan = await mine(bench, "jan", STATUS)
    assert [(each["soort"], each["naam"]) for each in jan["nationaliteiten"]] == [("NATIONALITEIT", "Nederlandse")]
    assert jan["immigratie"] is jan["verblijfstitel"] is jan["europeesKiesrecht"] is jan["uitsluitingKiesrecht"] is None
    bastiaan = await mine(bench, "bastiaan", STATUS)
    assert bastiaan["onderCuratele"] is True and jan["onderCuratele"] is False
    assert bastiaan["uitsluitingKiesrecht"] == {"uitgesloten": True, "tot": {"tekst": "2031", "volledig": False}}
    poles = (bsn for bsn in map(bench.city.bsn, range(80, 9000)) if person_of(bench, bsn).nationality.name == "Poolse")
    pole = next(bsn for bsn in poles if person_of(bench, bsn).deceased is None)
    answer = await bench.ask(resident("pool", pole, "", "", Level.SUBSTANTIEEL), f"{{ mij {{ {STATUS} }} }}")
    assert answer.data["mij"]["europeesKiesrecht"]["aanduiding"] == "persoon ontvangt oproep"
    assert answer.data["mij"]["verblijfstitel"] is None, "a citizen of the Union needs none"


async def test_what_is_sensitive_is_not_asked_at_a_lower_level(bench: Workbench) -> None:
    answer = await bench.ask(somebody("amal", Level.MIDDEN), f"{{ mij {{ leeftijd {STATUS} }} }}")
    assert set(answer.codes.values()) == {"HOGER_NIVEAU_NODIG"} and answer.data["mij"]["leeftijd"]
    assert [wire.fields for wire in answer.wires] == [{"burgerservicenummer", "leeftijd"}]


async def test_how_the_municipality_writes_to_somebody_and_who_has_died(bench: Workbench) -> None:
    written = "aanschrijfwijze { aanhef naam aanspreekvorm lopendeTekst }"
    riet = await mine(bench, "riet", f"{written} naam {{ naamgebruik titel }}")
    assert riet["aanschrijfwijze"]["aanhef"] == "Geachte mevrouw Van den Berg-de Lange"
    assert riet["naam"]["naamgebruik"].startswith("geslachtsnaam echtgenoot") and riet["naam"]["titel"] is None
    died = await opened(bench, bsn_of("kees"), "overlijden { datum { datum } plaats land } leeftijd aantalMedebewoners")
    kees, day = died.data["klantcontact"]["persoon"], person_of(bench, bsn_of("kees")).deceased
    assert day is not None and kees["overlijden"]["datum"] == {"datum": day.isoformat()}
    assert kees["leeftijd"] is None and kees["aantalMedebewoners"] is None, "who has died is no resident"


# Failure


@pytest.mark.parametrize(("registry", "block"), [("bewoning", "aantalMedebewoners"), (HISTORIE, "adresHistorie")])
async def test_a_registry_that_is_away_takes_its_own_block_and_nothing_else(
    registry: str, block: str, tmp_path: Path
) -> None:
    fields = f"naam {{ volledigeNaam }} adres {{ regels }} aantalMedebewoners {HISTORY}"
    async with workbench(tmp_path) as bench:
        whole = (await bench.ask(somebody("jan"), f"{{ mij {{ {fields} }} }}")).data["mij"]
        bench.tap.faults[registry] = AWAY
        answer = await bench.ask(somebody("jan"), f"{{ mij {{ {fields} }} }}")
    assert answer.data["mij"] == {**whole, block: None}
    [error] = answer.body["errors"]
    assert error["path"] == ["mij", block]
    assert error["extensions"] == {"code": "BRON_NIET_BESCHIKBAAR", "opnieuw": True, "bron": registry}


async def test_one_address_that_cannot_be_read_is_missing_in_its_own_place(bench: Workbench) -> None:
    def spoil(body: Any) -> Any:
        body["verblijfplaatsen"][1]["datumVan"] = "gisteren"
        return body

    bench.tap.faults[HISTORIE] = spoilt_json(spoil)
    answer = await bench.ask(somebody("boris"), f"{{ mij {{ {HISTORY} }} }}")
    assert [row and row["soort"] for row in answer.data["mij"]["adresHistorie"]["knopen"]] == [
        *("LOCATIE", None, "BUITENLAND", "ADRES", "ADRES"),
    ]
    assert answer.codes == {"mij.adresHistorie.knopen.1": "BRON_ONGELDIG"}


async def test_a_title_and_a_guardian_are_told_as_the_registry_has_them(bench: Workbench) -> None:
    """Nobody in the city has either."""

    def spoil(body: Any) -> Any:
        [person] = body["personen"]
        person["naam"] = {"adellijkeTitelPredicaat": {"code": "JH", "omschrijving": "jonkheer", "soort": "predicaat"}}
        guardian = {"type": "BekendeDerde", "naam": {"volledigeNaam": "Stichting Jeugdbescherming"}}
        person["gezag"] = [{"type": "Voogdij", "minderjarige": {"burgerservicenummer": "x"}, "derden": [guardian]}]
        return body

    bench.tap.faults["brp"] = spoilt_json(spoil)
    me = await mine(bench, "daan", "naam { titel } gezag { soort gezagsdragers }")
    assert me == {
        "naam": {"titel": "jonkheer"},
        "gezag": [{"soort": "VOOGDIJ", "gezagsdragers": ["Stichting Jeugdbescherming"]}],
    }
