"""Contact details, contacts and appointments of an organisation: by its own number, and of nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.test_organisatie import BAKERY, BICYCLES, FOUNDATION, HAVEN, NONE, called_about, company, mine
from tests.workbench import Workbench, workbench

ASK = """contactgegevens { emailadressen { adres } telefoonnummers { adres voorkeur } voorkeurstaal }
  contactmomenten { knopen { kanaal } } afspraken { knopen { id onderwerp status } }"""


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def test_an_organisation_has_its_own_in_a_call_each(bench: Workbench) -> None:
    seen = []
    for place, kvk in ((0, BAKERY), (2, BICYCLES)):
        answer = await mine(bench, ASK, company(kvk))
        assert not answer.codes, answer.text
        told = answer.data["mijnOrganisatie"]
        assert told["contactgegevens"]["emailadressen"] == [{"adres": f"bedrijf{place}@example.nl"}]
        assert told["contactgegevens"]["voorkeurstaal"] is None
        index = bench.city.holder(kvk)
        assert index is not None
        open_ = [each for each in bench.city.encounters.of(index) if not each.confidential]
        assert [each["kanaal"] for each in told["contactmomenten"]["knopen"]] == [each.kanaal for each in open_]
        assert [each["status"] for each in told["afspraken"]["knopen"]] == ["BEVESTIGD", "AFGEROND"]
        seen += [each["id"] for each in told["afspraken"]["knopen"]]
        calls = sorted((wire.registry, wire.path) for wire in answer.wires)
        assert calls == [
            ("afspraken", "/afspraken/_zoek"),
            ("klantinteracties", "/klantcontacten"),
            ("klantinteracties", "/partijen"),
        ]
        [search] = [wire.body for wire in answer.wires if wire.registry == "afspraken"]
        assert (search["type"], search["kvkNummer"]) == ("ZoekMetKvkNummer", [kvk])
        for wire in answer.wires:
            assert wire.registry != "klantinteracties" or ("kvk_nummer" in wire.query and wire.persons == [kvk])
    assert len(set(seen)) == 4


POST = "contactgegevens { postadres { regels postcode plaats } bezoekadres { regels } emailadressen { adres } }"


async def test_where_it_wants_its_post_is_told_to_the_organisation_and_who_helps_it(bench: Workbench) -> None:
    for place, kvk in enumerate((BAKERY, FOUNDATION, BICYCLES)):
        answer = await mine(bench, POST, company(kvk))
        assert not answer.codes, answer.text
        told = answer.data["mijnOrganisatie"]["contactgegevens"]
        lines = [f"Postbus {30500 + place}", "2500 GM Den Haag"]
        assert told["postadres"] == {"regels": lines, "postcode": "2500 GM", "plaats": "Den Haag"}
        assert told["bezoekadres"] is None and [wire.registry for wire in answer.wires] == ["klantinteracties"]
        helped = await called_about(bench, kvk, POST)
        assert helped.data["startKlantcontact"]["organisatie"]["contactgegevens"] == told and not helped.codes


async def test_who_acts_for_a_branch_is_told_nothing_of_it_and_nothing_is_asked(bench: Workbench) -> None:
    answer = await mine(bench, POST, company(BICYCLES, vestigingsnummer=HAVEN))
    assert answer.data["mijnOrganisatie"]["contactgegevens"] is None and not answer.wires
    assert answer.codes == {"mijnOrganisatie.contactgegevens": NONE}
