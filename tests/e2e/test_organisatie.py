"""The entrepreneur's dossier: who sees which organisation, of it what, in how many calls, and who is told of it."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.principal import Organisation, Principal
from auth.roles import Level, Purpose, Role, Verification
from sources.city import City
from sources.city.dossiers import Kind
from sources.city.zaaktypen import VERTROUWELIJKHEID
from tests.e2e.dossiers import AGNES, opened
from tests.faults import answers, spoilt_json
from tests.workbench import Answered, Workbench, bsn_of, workbench

BAKERY, FOUNDATION, BICYCLES, HAVEN = "90001001", "90001002", "90001003", "000090000301"
PROFILE = """nummer rsin naam statutaireNaam handelsnamen rechtsvorm startdatum einddatum werkzamePersonen
  activiteiten { code omschrijving hoofdactiviteit } adressen { soort afgeschermd regel straat huisnummer plaats }
  vestigingen { knopen { nummer naam hoofdvestiging commercieel afgeschermd adres profiel { handelsnamen } } }"""
MONEY = """facturen { knopen { id nummer bedrag openstaandBedrag status } volgende }
  belastingaanslagen { knopen { id nummer jaar bedrag regels { soort bedrag wozObject { id } } } }"""
REQUESTS = "aanvragen(eerste: 100) { knopen { id nummer titel soort { naam } status { naam } } }"
# What is of the company as a whole, besides its money.
OF_THE_WHOLE = ("teBetalen", "betalingen", "parkeervergunningen", "producten", "berichten", "taken", "afspraken",
                "contactmomenten", "contactgegevens")  # fmt: skip
REST = """teBetalen { totaal { bedrag aantal minstens } } betalingen { knopen { soort bedrag rekeningId } }
  parkeervergunningen { knopen { id nummer soort status kentekens { kenteken } } } producten { knopen { id soort } }
  berichten { aantalOngelezen knopen { id onderwerp ongelezen } } taken { knopen { id titel bron uiterlijk } }
  afspraken { knopen { id } } contactmomenten { knopen { id } } contactgegevens { voorkeurstaal }"""
WHOLE = f"{PROFILE} {MONEY} {REQUESTS}"
NONE, LEVEL, AWAY = "GEEN_TOEGANG", "HOGER_NIVEAU_NODIG", "BRON_NIET_BESCHIKBAAR"


def company(kvk: str | None = BICYCLES, level: Level = Level.SUBSTANTIEEL, **other: Any) -> Principal:
    """Somebody who came with eHerkenning for this company."""
    return Principal(Role.ONDERNEMER, "eh", "web", 4_000_000_000, level, organisation=Organisation(kvk, **other))


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path, cost=10_000) as bench:
        yield bench


async def mine(bench: Workbench, fields: str, who: Principal | None = None) -> Answered:
    return await bench.ask_as(who or company(), f"{{ mijnOrganisatie {{ {fields} }} }}")


async def called_about(bench: Workbench, kvk: str, fields: str, doel: Purpose = Purpose.OVERIG) -> Answered:
    """What an employee sees of an organisation."""
    query = f"""mutation ($kvk: String!, $doel: Doel!) {{ startKlantcontact(wie: {{ kvkNummer: $kvk }}, doel: $doel,
      verificatie: CONTROLEVRAGEN) {{ id doel persoon {{ leeftijd }} organisatie {{ {fields} }} }} }}"""
    return await bench.ask("agnes", query, kvk=kvk, doel=doel)


def confidential(city: City, kvk: str) -> set[str]:
    """The numbers of the requests of a company that are for itself only."""
    usual = VERTROUWELIJKHEID.index("zaakvertrouwelijk")
    own = city.dossiers.of_company("kvkNummer", kvk)
    return {zaak.identificatie for zaak in own if VERTROUWELIJKHEID.index(zaak.vertrouwelijkheid) > usual}


def numbers(organisation: Any) -> set[str]:
    return {each["nummer"] for each in organisation["aanvragen"]["knopen"]}


# --- the own organisation


async def test_an_entrepreneur_sees_the_whole_of_their_organisation(bench: Workbench) -> None:
    answer = await mine(bench, WHOLE)
    assert not answer.codes
    told, its = answer.data["mijnOrganisatie"], bench.city.companies.by_kvk(BICYCLES)
    assert its is not None
    assert (told["nummer"], told["rsin"], told["naam"]) == (its.kvk, its.rsin, its.name)
    assert (told["rechtsvorm"], told["startdatum"]) == (its.form, its.started.isoformat())
    assert told["adressen"][0]["straat"] == its.branches[0].address.street and "  " not in told["adressen"][0]["regel"]
    assert [row["nummer"] for row in told["vestigingen"]["knopen"]] == [branch.number for branch in its.branches]
    assert [row["hoofdvestiging"] for row in told["vestigingen"]["knopen"]] == [True, False]
    zaken = bench.city.dossiers.of_company("kvkNummer", BICYCLES)
    assert numbers(told) == {zaak.identificatie for zaak in zaken}
    holder = bench.city.holder(BICYCLES)
    assert holder is not None
    assert {row["nummer"] for row in told["facturen"]["knopen"]} == {
        invoice.factuurnummer for invoice in bench.city.invoices.of(holder)
    }
    assert told["belastingaanslagen"]["knopen"]


async def test_it_costs_one_call_to_each_source_and_one_to_each_key(bench: Workbench) -> None:
    await mine(bench, REQUESTS)  # the catalogue is in memory from here on
    cold = await mine(bench, f"naam {MONEY} {REQUESTS}", company(FOUNDATION))
    calls = Counter((wire.registry, wire.path.replace(FOUNDATION, "{}")) for wire in cold.wires)
    assert calls == {
        ("kvk", "/v1/basisprofielen/{}"): 1,
        ("kvk", "/v1/basisprofielen/{}/vestigingen"): 1,
        ("facturen", "/facturen/_zoek"): 1,
        ("belastingen", "/belastingaanslagen/_zoek"): 1,
        ("zaken", "/zaken/_zoek"): 4,
    }
    warm = await mine(bench, f"naam {MONEY} {REQUESTS}", company(FOUNDATION))
    assert Counter(wire.registry for wire in warm.wires) == {"facturen": 1, "belastingen": 1, "zaken": 4}
    assert warm.data == cold.data


@pytest.mark.parametrize(
    ("fields", "asked"),
    [("nummer", set()), ("facturen { knopen { nummer } }", {"facturen"}), ("nummer naam", {"kvk"})],
)
async def test_what_is_not_selected_is_not_asked(fields: str, asked: set[str], bench: Workbench) -> None:
    answer = await mine(bench, fields)
    assert not answer.codes and {wire.registry for wire in answer.wires} == asked


async def test_its_permits_sums_messages_and_tasks_are_its_own_in_a_call_each(bench: Workbench) -> None:
    seen: list[set[str]] = []
    for kvk in (BAKERY, BICYCLES):
        answer = await mine(bench, REST, company(kvk))
        assert not answer.codes, answer.text
        told, index = answer.data["mijnOrganisatie"], bench.city.holder(kvk)
        assert index is not None
        permits = [each for each in bench.city.permits.of_company(kvk) if each.published]
        parking = [each for each in permits if each.kind.soort]
        assert {each["nummer"] for each in told["parkeervergunningen"]["knopen"]} == {each.nummer for each in parking}
        assert len(told["producten"]["knopen"]) == len(permits) > 0
        left = [each.outstanding for each in bench.city.invoices.of(index) if each.outstanding > 0]
        left += [each.outstanding for each in bench.city.assessments.of(index) if each.outstanding > 0]
        assert told["teBetalen"]["totaal"] == {"bedrag": f"{sum(left):.2f}", "aantal": len(left), "minstens": False}
        assert [each["ongelezen"] for each in told["berichten"]["knopen"]] == [True, False]
        assert told["berichten"]["aantalOngelezen"] == 1
        assert [each["bron"] for each in told["taken"]["knopen"]] == ["vtb", "objecten"]
        calls = Counter(wire.registry for wire in answer.wires)
        once = ("openproduct", "objecten", "afspraken")
        assert calls.items() >= {**dict.fromkeys(once, 1), "vtb": 2, "klantinteracties": 2}.items()
        assert calls["facturen"] <= 2 and calls["belastingen"] <= 2, "the sum looks at what is open, in larger pages"
        assert not any(bsn_of("mariam") in wire.persons for wire in answer.wires)
        lists = ("parkeervergunningen", "producten", "berichten", "taken", "afspraken", "contactmomenten")
        seen.append({each["id"] for name in lists for each in told[name]["knopen"]})
    assert seen[0] and seen[0].isdisjoint(seen[1])


async def test_an_organisation_known_by_its_rsin_is_looked_up(bench: Workbench) -> None:
    answer = await bench.ask("stichting", f"{{ sessie {{ kvkNummer }} mijnOrganisatie {{ {WHOLE} }} }}")
    assert answer.data["sessie"]["kvkNummer"] is None and not answer.codes
    assert answer.data["mijnOrganisatie"]["nummer"] == FOUNDATION
    assert [wire.query for wire in answer.wires if wire.path == "/v2/zoeken"] == [
        "rsin=851234562&resultatenPerPagina=100"
    ]
    assert answer.data["mijnOrganisatie"] == (await mine(bench, WHOLE, company(FOUNDATION))).data["mijnOrganisatie"]


async def test_an_rsin_that_the_register_does_not_know_is_told_in_words(bench: Workbench) -> None:
    answer = await mine(bench, WHOLE, company(None, rsin="851234604"))
    assert answer.data == {"mijnOrganisatie": None} and answer.codes == {"mijnOrganisatie": NONE}
    assert "Handelsregister" in answer.body["errors"][0]["message"]
    assert {wire.registry for wire in answer.wires} == {"kvk"}


async def test_a_shielded_address_is_told_to_nobody(bench: Workbench) -> None:
    hidden = next(each for each in bench.city.companies if each.branches[0].shielded)
    street = hidden.branches[0].address.street
    for answer in (await mine(bench, PROFILE, company(hidden.kvk)), await called_about(bench, hidden.kvk, PROFILE)):
        assert not answer.codes and f'{street} {hidden.branches[0].address.number}"' not in answer.text
        root = answer.data.get("mijnOrganisatie") or answer.data["startKlantcontact"]["organisatie"]
        assert root["adressen"] == [dict.fromkeys(root["adressen"][0]) | {"soort": "bezoekadres", "afgeschermd": True}]
        assert [(row["adres"], row["afgeschermd"]) for row in root["vestigingen"]["knopen"]] == [(None, True)]


async def test_branches_come_in_pages(bench: Workbench) -> None:
    most = max(bench.city.companies, key=lambda each: len(each.branches))
    seen, na = [], "null"
    for _ in most.branches:
        answer = await mine(
            bench,
            f"vestigingen(eerste: 1, na: {na}) {{ knopen {{ nummer }} heeftVolgende volgende }}",
            company(most.kvk),
        )
        page = answer.data["mijnOrganisatie"]["vestigingen"]
        seen += [row["nummer"] for row in page["knopen"]]
        assert page["heeftVolgende"] == (page["volgende"] is not None)
        na = f'"{page["volgende"]}"'
    assert seen == [branch.number for branch in most.branches] and page["volgende"] is None
    for wrong in ("nergens", "a3ZrLzAwMDA5MDAwMDMwMQ"):  # no place, and one in another's list
        answer = await mine(bench, f'vestigingen(na: "{wrong}") {{ volgende }}', company(FOUNDATION))
        assert answer.codes == {"mijnOrganisatie.vestigingen": "ONGELDIGE_INVOER"}


# --- who sees what


async def test_who_acts_for_a_branch_sees_its_requests_and_nothing_of_the_whole(bench: Workbench) -> None:
    branch = company(vestigingsnummer=HAVEN)
    answer = await mine(bench, f"{WHOLE} {REST} verwerkingen {{ knopen {{ id }} }} herkomst {{ blok }}", branch)
    told = answer.data["mijnOrganisatie"]
    zaken = bench.city.dossiers.of_company("kvkNummer", BICYCLES)
    its = {zaak.identificatie for zaak in zaken if zaak.company is not None and zaak.company.number == HAVEN}
    assert numbers(told) == its and told["naam"]
    closed = ("facturen", "belastingaanslagen", "verwerkingen", *OF_THE_WHOLE)
    assert answer.codes == {f"mijnOrganisatie.{name}": NONE for name in closed}
    of_the_whole = {"facturen", "belastingen", "openproduct", "vtb", "objecten", "afspraken", "klantinteracties"}
    assert {wire.registry for wire in answer.wires}.isdisjoint(of_the_whole)
    assert {row["blok"] for row in told["herkomst"]}.isdisjoint(closed)
    whole = (await mine(bench, REQUESTS)).data["mijnOrganisatie"]["aanvragen"]["knopen"]
    for each in whole:
        one = await mine(bench, f'aanvraag(id: "{each["id"]}") {{ nummer }}', branch)
        assert one.data["mijnOrganisatie"]["aanvraag"] == (
            {"nummer": each["nummer"]} if each["nummer"] in its else None
        )


async def test_a_level_too_low_opens_no_door(bench: Workbench) -> None:
    for level in (Level.GEEN, Level.LAAG, Level.MIDDEN):
        answer = await mine(bench, WHOLE, company(level=level))
        assert answer.data == {"mijnOrganisatie": None} and answer.codes == {"mijnOrganisatie": LEVEL}
        assert answer.body["errors"][0]["extensions"]["niveau"] == "SUBSTANTIEEL" and answer.wires == []


@pytest.mark.parametrize("persona", ["jan", "agnes", "dirk", "dienst", "esther", "frank", "pierre"])
async def test_the_door_of_organisations_is_for_entrepreneurs(persona: str, bench: Workbench) -> None:
    answer = await bench.ask(persona, f"{{ mijnOrganisatie {{ {WHOLE} }} }}")
    assert answer.codes == {"mijnOrganisatie": NONE} and answer.wires == []


async def test_a_bewindvoerder_sees_the_person_and_not_their_own_organisation(bench: Workbench) -> None:
    answer = await bench.ask("bewind-voor-boris", f"{{ mij {{ leeftijd }} mijnOrganisatie {{ {WHOLE} }} }}")
    assert not answer.codes and answer.data["mij"] and answer.data["mijnOrganisatie"] is None


async def test_a_company_and_its_owner_never_see_each_others(bench: Workbench) -> None:
    bakery = bench.city.companies.by_kvk(BAKERY)
    assert bakery is not None and bakery.owner is not None
    bsn = bench.city.bsn(bakery.owner)
    owner = await bench.ask(
        "mariam", f"{{ mij {{ burgerservicenummer {MONEY} {REQUESTS} }} mijnOrganisatie {{ naam }} }}"
    )
    its = await bench.ask("bakkerij", f"{{ mijnOrganisatie {{ {WHOLE} }} mij {{ burgerservicenummer }} }}")
    assert owner.data["mij"]["burgerservicenummer"] == bsn and owner.data["mijnOrganisatie"] is None
    assert its.data["mij"] is None and bsn not in its.text
    assert not any(wire.persons for wire in its.wires) and BAKERY not in owner.text
    keys = [
        {row["id"] for row in root["aanvragen"]["knopen"]} for root in (owner.data["mij"], its.data["mijnOrganisatie"])
    ]
    assert keys[1] and keys[0].isdisjoint(keys[1])
    for key in sorted(keys[1]):
        answer = await bench.ask("mariam", f'{{ mij {{ aanvraag(id: "{key}") {{ nummer }} }} }}')
        assert answer.data["mij"]["aanvraag"] is None
    for key in sorted(keys[0]):
        answer = await bench.ask("bakkerij", f'{{ mijnOrganisatie {{ aanvraag(id: "{key}") {{ nummer }} }} }}')
        assert answer.data["mijnOrganisatie"]["aanvraag"] is None


# --- employees


async def test_an_employee_sees_the_same_dossier_but_for_what_is_confidential(bench: Workbench) -> None:
    own = (await mine(bench, WHOLE)).data["mijnOrganisatie"]
    answer = await called_about(bench, BICYCLES, WHOLE)
    assert not answer.codes
    contact = answer.data["startKlantcontact"]
    assert contact["persoon"] is None and contact["doel"] == "OVERIG"
    seen = contact["organisatie"]
    secret = confidential(bench.city, BICYCLES)
    assert secret and numbers(own) - numbers(seen) == secret
    shown = [each for each in own["aanvragen"]["knopen"] if each["nummer"] not in secret]
    assert seen | {"aanvragen": None} == own | {"aanvragen": None} and seen["aanvragen"]["knopen"] == shown
    again = await bench.ask("agnes", f'{{ klantcontact(id: "{contact["id"]}") {{ organisatie {{ {WHOLE} }} }} }}')
    assert again.data["klantcontact"]["organisatie"] == seen
    other = await bench.ask("bart", f'{{ klantcontact(id: "{contact["id"]}") {{ organisatie {{ nummer }} }} }}')
    assert other.data["klantcontact"] is None


@pytest.mark.parametrize("doel", Purpose, ids=str)
async def test_an_organisation_opens_for_the_purposes_that_are_about_one(doel: Purpose, bench: Workbench) -> None:
    answer = await called_about(bench, BICYCLES, "naam", doel)
    assert bool(answer.data["startKlantcontact"]) == doel.of_organisations
    if not doel.of_organisations:
        assert answer.codes == {"startKlantcontact": NONE} and answer.wires == [] and await bench.contacts() == 0
        begun = await bench.service.keeping.contacts.start(AGNES, BICYCLES, doel, Verification.LEGITIMATIE)
        read = await bench.ask_as(AGNES, f'{{ klantcontact(id: "{begun.id}") {{ organisatie {{ {WHOLE} }} }} }}')
        assert set(read.codes.values()) == {NONE} and not read.wires, "the policy says so too"


@pytest.mark.parametrize(
    ("kvk", "code"), [("12345678", NONE), ("1234567", "ONGELDIGE_INVOER"), (bsn_of("jan"), "ONGELDIGE_INVOER")]
)
async def test_what_is_no_organisation_opens_nothing(kvk: str, code: str, bench: Workbench) -> None:
    answer = await called_about(bench, kvk, "naam")
    assert answer.codes == {"startKlantcontact": code} and kvk not in str(answer.body.get("errors"))
    assert await bench.contacts() == 0


async def test_a_contact_about_a_person_shows_no_organisation(bench: Workbench) -> None:
    answer = await opened(bench, bsn_of("jan"), "leeftijd } organisatie { nummer")
    assert answer.data["klantcontact"]["organisatie"] is None and answer.data["klantcontact"]["persoon"]


async def test_an_employee_finds_an_organisation_by_each_of_its_numbers_and_by_name(bench: Workbench) -> None:
    its = bench.city.companies.by_kvk(BICYCLES)
    assert its is not None
    fields = "nummer rsin vestigingsnummer naam soort straat plaats"
    ways = {"kvkNummer": its.kvk, "rsin": its.rsin, "vestigingsnummer": HAVEN, "naam": "fietsenmakerij scheveningen"}
    for way, value in ways.items():
        answer = await bench.ask("agnes", f'{{ zoekOrganisaties(zoek: {{ {way}: "{value}" }}) {{ {fields} }} }}')
        found = answer.data["zoekOrganisaties"]
        assert found and {row["nummer"] for row in found} == {BICYCLES}, way
        assert [wire.registry for wire in answer.wires] == ["kvk"]
    nothing = await bench.ask("agnes", '{ zoekOrganisaties(zoek: { kvkNummer: "12345678" }) { nummer } }')
    assert nothing.data["zoekOrganisaties"] == [] and not nothing.codes
    for wrong in ('kvkNummer: "1"', 'rsin: "123456789"', 'vestigingsnummer: ""', 'naam: "x"'):
        answer = await bench.ask("agnes", f"{{ zoekOrganisaties(zoek: {{ {wrong} }}) {{ nummer }} }}")
        assert answer.codes == {"zoekOrganisaties": "ONGELDIGE_INVOER"} and answer.wires == []
    for persona in ("jan", "bakkerij", "dienst"):
        answer = await bench.ask(persona, '{ zoekOrganisaties(zoek: { naam: "bakkerij" }) { nummer } }')
        assert answer.codes == {"zoekOrganisaties": NONE} and answer.wires == []


# --- the log


async def test_a_company_reads_who_looked_and_nobody_elses_looks(bench: Workbench) -> None:
    await called_about(bench, BAKERY, WHOLE, Purpose.BELASTINGEN)
    await mine(bench, WHOLE, company(BAKERY))
    fields = "verwerkingen { knopen { eigen omschrijving doel afdeling gegevens } }"
    looks = (await mine(bench, fields, company(BAKERY))).data["mijnOrganisatie"]["verwerkingen"]["knopen"]
    assert [each["doel"] for each in looks if each["doel"]] == ["BELASTINGEN"]
    assert any("onderneming" in each["omschrijving"] for each in looks) and not any(each["eigen"] for each in looks)
    assert {"ZAKEN", "FINANCIEEL", "HANDELSREGISTER"} <= set(looks[-1]["gegevens"])
    assert (await mine(bench, fields)).data["mijnOrganisatie"]["verwerkingen"]["knopen"] == []
    owner = await bench.ask("mariam", f"{{ mij {{ {fields} }} }}")
    assert owner.data["mij"]["verwerkingen"]["knopen"] == [], "that of the company is not that of its owner"


async def test_where_it_comes_from_is_told_of_each_block(bench: Workbench) -> None:
    told = (await mine(bench, "herkomst { blok bron waarom }")).data["mijnOrganisatie"]["herkomst"]
    sources = {row["blok"]: row["bron"] for row in told}
    assert (
        sources.items() >= {"naam": "kvk", "vestigingen": "kvk", "aanvragen": "zaken", "facturen": "facturen"}.items()
    )
    assert {row["waarom"] for row in told} == {"U handelt voor deze organisatie."}
    branch = await mine(bench, "herkomst { waarom }", company(vestigingsnummer=HAVEN))
    assert {row["waarom"] for row in branch.data["mijnOrganisatie"]["herkomst"]} == {
        "U handelt voor een vestiging van deze organisatie."
    }
    agent = await called_about(bench, BICYCLES, "herkomst { waarom }")
    assert {row["waarom"] for row in agent.data["startKlantcontact"]["organisatie"]["herkomst"]} == {
        "U helpt deze organisatie: een andere vraag aan de gemeente."
    }


# --- failures


async def test_without_the_trade_register_the_money_is_there_and_no_list_that_would_lack_some(tmp_path: Path) -> None:
    async with workbench(tmp_path, cost=10_000, faults={"kvk": answers(503, "application/json", b"{}")}) as bench:
        answer = await mine(bench, f"nummer naam handelsnamen {MONEY} {REQUESTS}")
        told = answer.data["mijnOrganisatie"]
        assert told["nummer"] == BICYCLES and told["naam"] is None and told["facturen"]["knopen"]
        closed = {"naam", "handelsnamen", "aanvragen"}
        assert answer.codes == {f"mijnOrganisatie.{name}": AWAY for name in closed}
        assert {error["extensions"]["bron"] for error in answer.body["errors"]} == {"kvk"}
        branch = await mine(bench, REQUESTS, company(vestigingsnummer=HAVEN))
        assert numbers(branch.data["mijnOrganisatie"]), "of a branch its own number says enough"


async def test_requests_of_some_kinds_are_asked_by_each_key(bench: Workbench) -> None:
    zaken = bench.city.dossiers.of_company("kvkNummer", BICYCLES)
    ask = 'aanvragen(eerste: 100, soorten: ["BEZWAAR", "OMGEVING"]) { knopen { nummer gerelateerd { nummer } } }'
    answer = await mine(bench, ask)
    wanted = {zaak.identificatie for zaak in zaken if zaak.zaaktype.identificatie in ("BEZWAAR", "OMGEVING")}
    assert (
        not answer.codes
        and wanted
        and numbers(answer.data["mijnOrganisatie"]) == wanted < {zaak.identificatie for zaak in zaken}
    )
    searches = [wire for wire in answer.wires if wire.registry == "zaken"]
    assert len(searches) > 2 and all(wire.body["zaaktype__in"] for wire in searches)
    none = await mine(bench, "aanvragen(soorten: []) { knopen { nummer } }")
    assert none.data["mijnOrganisatie"]["aanvragen"] == {"knopen": []}


async def test_what_a_request_belongs_to_is_found_by_the_keys_of_the_organisation(bench: Workbench) -> None:
    uuid = bench.city.dossiers.uuid
    own = next(iter(bench.city.dossiers.of_company("kvkNummer", BICYCLES)))
    for whose, number in ((own, own.identificatie), (bench.city.dossiers.of(bsn_of("jan"))[0], None)):
        url = f"https://registers.invalid/zaken/api/v1/zaken/{uuid(Kind.ZAAK, whose)}"

        def belongs(page: Any, url: str = url) -> Any:
            return page | {"results": [row | {"hoofdzaak": url} for row in page["results"]]}

        bench.tap.faults["zaken"] = spoilt_json(belongs)
        answer = await mine(bench, "aanvragen(eerste: 1) { knopen { hoofdaanvraag { nummer } } }")
        [one] = answer.data["mijnOrganisatie"]["aanvragen"]["knopen"]
        assert not answer.codes and one["hoofdaanvraag"] == (number and {"nummer": number})
