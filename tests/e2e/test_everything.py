"""Everything of one person in one operation: how many calls, in how many waves, and what comes on top."""

from collections import Counter
from pathlib import Path
from typing import Any

from auth.development import resident
from auth.roles import Level
from tests.workbench import Answered, Workbench, bsn_of, workbench

JAN = resident("jan", bsn_of("jan"), "", "", Level.SUBSTANTIEEL)
# Every block of a person once; requests without what is asked for each of them.
EVERYTHING = """{ mij {
  naam { volledigeNaam } adres { regels } nationaliteiten { naam } gezag { soort } aantalMedebewoners
  kinderen { naam { volledigeNaam } persoon { naam { volledigeNaam } } }
  adresHistorie { knopen { regels } } reisdocumenten { nummer }
  aanvragen { knopen { id nummer titel soort { naam } status { naam } stappen { naam stand }
    documenten { knopen { id titel } } } }
  ingediend { knopen { id } } berichten { knopen { id onderwerp } } taken { knopen { id titel } }
  meldingen { id titel } facturen { knopen { id nummer } } belastingaanslagen { knopen { id nummer } }
  teBetalen { totaal { bedrag } } betalingen { knopen { bedrag } } wozObjecten { nummer waarde { waarde } }
  parkeervergunningen { knopen { id } } producten { knopen { id } }
  contactgegevens { emailadressen { adres } } contactmomenten { knopen { id } } afspraken { knopen { id } }
  meldingenOpenbareRuimte { knopen { id nummer } } verwijzingen { naam } themas { naam }
} }"""
FIRST = {
    **{"brp": 1, "verblijfplaatshistorie": 1, "reisdocumenten": 1, "zaken": 1, "facturen": 1, "belastingen": 1},
    **{"openproduct": 1, "objecten": 1, "vtb": 3, "afspraken": 1, "klantinteracties": 2},
}  # of Open VTB what was submitted, tasks and messages; of Open Klant details and contacts
SECOND = {"documenten": 1, "brp": 1, "bewoning": 1, "woz": 1, "signalen": 1}


async def warm(bench: Workbench) -> Answered:
    """The answer with the catalogue in memory, and with calls that take long enough to wait for each other."""
    headers = {"authorization": f"Bearer {bench.token(JAN)}", "x-uitvoering": "1"}
    await bench.post({"query": EVERYTHING}, headers)
    bench.tap.pause = 0.3
    answer = await bench.post({"query": EVERYTHING}, headers)
    assert not answer.codes
    return answer


def waves(answer: Answered) -> dict[int, Counter[str]]:
    """The calls of each wave by registry, but for those for each report that is linked."""
    made: list[dict[str, Any]] = answer.body["extensions"]["uitvoering"]["bevragingen"]
    found: dict[int, Counter[str]] = {}
    for call in made:
        if "signal_id" not in call["operatie"]:
            found.setdefault(call["golf"], Counter())[call["bron"]] += 1
    return found


async def test_everything_of_one_person_is_nineteen_calls_in_two_waves(tmp_path: Path) -> None:
    """As the service starts: tasks have one home, Open VTB."""
    async with workbench(tmp_path, registries={"objecten": {}}) as bench:
        answer = await warm(bench)
    assert waves(answer) == {1: FIRST, 2: SECOND}
    assert sum(FIRST.values()) + sum(SECOND.values()) == 19
    assert all(value for name, value in answer.data["mij"].items() if name != "ingediend")


async def test_tasks_in_two_registries_are_one_call_more(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        answer = await warm(bench)
    assert waves(answer) == {1: FIRST | {"objecten": 2}, 2: SECOND}
    linked = [wire for wire in answer.wires if wire.path.startswith("/public/signals/")]
    assert len(linked) == 2 and len(answer.wires) == 20 + len(linked)
