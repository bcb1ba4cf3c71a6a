"""The code that a caller reads out: it proves who calls, finds nobody, and both look at the same page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.workbench import Answered, Workbench, bsn_of, workbench

JAN, WIM = bsn_of("jan"), bsn_of("wim")
SHOW = "mutation ($pagina: String!) { toonBelcode(pagina: $pagina) { code verlooptOp } }"
OPEN = """mutation ($wie: KlantcontactWie!, $code: String, $hoe: Verificatie! = CODE_UIT_PORTAAL) {
  startKlantcontact(wie: $wie, doel: AANVRAGEN, verificatie: $hoe, code: $code) { id verificatie pagina } }"""
PAGE = "/aanvragen/9f5a-1"


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


async def shown(bench: Workbench, who: str = "jan") -> str:
    answer = await bench.ask(who, SHOW, pagina=PAGE)
    assert not answer.codes and answer.wires == []
    code: str = answer.data["toonBelcode"]["code"]
    return code


async def tried(bench: Workbench, code: str | None, bsn: str = JAN) -> Answered:
    return await bench.ask("agnes", OPEN, wie={"burgerservicenummer": bsn}, code=code)


async def test_who_reads_it_out_is_verified_and_both_look_at_the_same_page(bench: Workbench) -> None:
    code = await shown(bench)
    found = (await tried(bench, code)).data["startKlantcontact"]
    assert (found["verificatie"], found["pagina"]) == ("CODE_UIT_PORTAAL", PAGE)
    read = await bench.ask("agnes", "query ($id: ID!) { klantcontact(id: $id) { pagina } }", id=found["id"])
    assert read.data == {"klantcontact": {"pagina": PAGE}}
    assert (await tried(bench, code)).codes == {"startKlantcontact": "ONGELDIGE_INVOER"}, "it is good once"


async def test_without_the_right_code_that_verification_opens_nothing(bench: Workbench) -> None:
    code = await shown(bench)
    texts = {
        (await tried(bench, guess, bsn)).text
        for guess, bsn in ((None, JAN), (f"{(int(code) + 1) % 10_000:04}", JAN), (code, WIM))
    }
    assert len(texts) == 1 and "ONGELDIGE_INVOER" in texts.pop() and await bench.contacts() == 0
    company = await bench.ask("agnes", OPEN, wie={"kvkNummer": "69599084"}, code=code)
    assert company.codes == {"startKlantcontact": "ONGELDIGE_INVOER"} and company.wires == []


async def test_another_verification_uses_no_code_up(bench: Workbench) -> None:
    code = await shown(bench)
    answer = await bench.ask("agnes", OPEN, wie={"burgerservicenummer": JAN}, code=code, hoe="LEGITIMATIE")
    assert answer.data["startKlantcontact"]["pagina"] is None
    assert not (await tried(bench, code)).codes


@pytest.mark.parametrize("who", ["agnes", "dienst", "bakkerij", "jan-voor-riet", "jan-voor-noor", None])
async def test_it_is_for_who_is_logged_in_for_themselves(who: str | None, bench: Workbench) -> None:
    answer = await bench.ask(who, SHOW, pagina=PAGE)
    assert answer.codes == {"toonBelcode": "GEEN_TOEGANG" if who else "NIET_INGELOGD"} and answer.wires == []


@pytest.mark.parametrize("page", ["", "aanvragen", "//elders.nl", "/zoeken?q=schulden", "/a b", f"/{'x' * 200}"])
async def test_a_page_is_an_address_of_the_portal_and_no_search(page: str, bench: Workbench) -> None:
    answer = await bench.ask("jan", SHOW, pagina=page)
    assert answer.codes == {"toonBelcode": "ONGELDIGE_INVOER"} and "schulden" not in answer.text
