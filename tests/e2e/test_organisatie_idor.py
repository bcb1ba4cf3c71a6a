"""Every key in the dossier of an organisation tried by other organisations, by a branch and by residents: nothing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.dossiers import AGNES, opened
from tests.e2e.test_idor import GIVEN, KIND, TOLD, same, surely, tampered, texts
from tests.e2e.test_organisatie import BAKERY, BICYCLES, FOUNDATION, HAVEN, company
from tests.workbench import Workbench, bsn_of, workbench

COMPANIES = (BAKERY, FOUNDATION, BICYCLES)
RESIDENTS = ("mariam", "wim", "jan")  # the first is the owner of the bakery
# What tells keys of an organisation: what tells these of a resident, and its branches.
LISTS = (
    *("Aanvraag", "Factuur", "Belastingaanslag", "Afspraak", "Contactmoment", "Verwerking"),
    *("Parkeervergunning", "Product", "Bericht", "Taak"),
)
ITS = {name: TOLD[name] for each in LISTS for name in (f"{each}.id", f"{each}Connectie.volgende")}
ITS["Document.id"] = TOLD["Document.id"]
ITS["VestigingConnectie.volgende"] = "vestigingen(eerste: 1) { volgende }"
Keys = dict[str, dict[str, set[str]]]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path, cost=10_000) as bench:
        yield bench


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    async def all_() -> Keys:
        found: Keys = {}
        async with workbench(tmp_path_factory.mktemp("keys"), cost=10_000) as bench:
            for kvk in COMPANIES:
                contact = 'startKlantcontact(wie: { kvkNummer: "%s" }, doel: OVERIG, verificatie: LEGITIMATIE)'
                look = "{ organisatie { aanvragen(eerste: 1) { volgende } } }"
                for _ in range(2):
                    await bench.ask_as(AGNES, f"mutation {{ {contact % kvk} {look} }}")
                found[kvk] = {}
                for where, fields in ITS.items():
                    answer = await bench.ask_as(company(kvk), f"{{ mijnOrganisatie {{ {fields} }} }}")
                    assert not answer.codes
                    found[kvk][where] = set(texts(answer.data, where.rpartition(".")[2]))
            for persona in RESIDENTS:
                await opened(bench, bsn_of(persona))
                answer = await bench.ask(surely(persona), f"{{ mij {{ {TOLD['Aanvraag.id']} }} }}")
                found[persona] = {"Aanvraag.id": set(texts(answer.data, "id"))}
        return found

    return asyncio.run(all_())


def test_the_organisations_that_are_tried_have_every_kind_of_key(keys: Keys) -> None:
    for where in ITS:
        assert any(keys[kvk][where] for kvk in COMPANIES), where
    requests = [key for each in keys.values() for key in each["Aanvraag.id"]]
    assert len(requests) == len(set(requests)) > 100, "and nobody has a request of another"


@pytest.mark.parametrize("viewer", [*COMPANIES, HAVEN])
async def test_anothers_request_is_as_unknown_as_one_that_nobody_has(viewer: str, keys: Keys, bench: Workbench) -> None:
    who = company(BICYCLES, vestigingsnummer=HAVEN) if viewer == HAVEN else company(viewer)
    ask = f"{{ {GIVEN['Organisatie.aanvraag(id)']} }}"
    await bench.ask_as(who, ask % min(keys["wim"]["Aanvraag.id"]))  # the trade register is in memory from here on
    nowhere = {same(await bench.ask_as(who, ask % key)) for key in tampered(min(keys["wim"]["Aanvraag.id"]))}
    (unknown,) = nowhere
    assert unknown[1] == '{"data":{"mijnOrganisatie":{"aanvraag":null}}}' and unknown[2]
    own = BICYCLES if viewer == HAVEN else viewer
    for owner, theirs in keys.items():
        if owner != own:
            for key in sorted(theirs["Aanvraag.id"])[:6]:
                assert same(await bench.ask_as(who, ask % key)) == unknown, owner
    for where in ("Document.id", "Factuur.id", "Belastingaanslag.id"):  # keys of another registry
        for key in sorted(keys[own][where])[:2]:
            answer = await bench.ask_as(who, ask % key)
            assert answer.data["mijnOrganisatie"]["aanvraag"] is None and not answer.wires


async def test_a_resident_gets_nothing_by_the_keys_of_an_organisation(keys: Keys, bench: Workbench) -> None:
    ask = f"{{ {GIVEN['Person.aanvraag(id)']} }}"
    for persona in RESIDENTS:
        (unknown,) = {
            same(await bench.ask(surely(persona), ask % key)) for key in tampered(min(keys["wim"]["Aanvraag.id"]))
        }
        for kvk in COMPANIES:
            for key in sorted(keys[kvk]["Aanvraag.id"])[:4]:
                assert same(await bench.ask(surely(persona), ask % key)) == unknown


@pytest.mark.parametrize("field", [*KIND, "verwerkingen"])
async def test_a_place_in_anothers_list_shows_ones_own_rows_only(field: str, keys: Keys, bench: Workbench) -> None:
    ask = f"{{ {GIVEN[f'Organisatie.{field}(na)']} }}"
    kind = KIND.get(field, "Verwerking.id").partition(".")[0]
    tried = 0
    for owner in COMPANIES:
        for cursor in keys[owner][f"{kind}Connectie.volgende"]:
            for viewer in COMPANIES:
                answer = await bench.ask_as(company(viewer), ask % cursor)
                assert not answer.codes
                shown = set(texts(answer.data, "id"))
                others = set().union(*(keys[each][f"{kind}.id"] for each in COMPANIES if each != viewer))
                assert field == "verwerkingen" or not shown & others
                tried += viewer != owner
    assert tried
