"""One request in each client: the app gets less than the portal, the workplace what the portal gets, to the letter."""

from pathlib import Path

from auth.roles import Purpose, Verification
from tests.e2e.dossiers import AGNES
from tests.operations import operation
from tests.workbench import bsn_of, workbench


async def test_each_client_gets_its_own_fields_of_one_request(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        page = (await bench.ask("jan", operation("web/MijnAanvragen"))).data["mij"]["aanvragen"]["knopen"]
        key = page[0]["id"]
        web = await bench.ask("jan", operation("web/MijnAanvraag"), id=key)
        app = await bench.ask("jan", operation("app/Aanvraag"), id=key)
        contact = await bench.service.keeping.contacts.start(
            AGNES, bsn_of("jan"), Purpose.OVERIG, Verification.CONTROLEVRAGEN
        )
        agent = await bench.ask_as(AGNES, operation("agent/MijnAanvraag"), contact=contact.id, id=key)
    assert app.codes == web.codes == {}
    assert len(app.text) < len(web.text) / 2 and len(app.wires) <= len(web.wires)
    assert app.data["mij"]["aanvraag"]["status"]["naam"] == web.data["mij"]["aanvraag"]["status"]["naam"]
    assert agent.data["klantcontact"]["persoon"] == web.data["mij"]
