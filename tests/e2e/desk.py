"""What an employee at the desk asks: a search, and a contact."""

from typing import Any

from auth.roles import Purpose
from tests.workbench import Answered, Workbench

__all__ = ["HIDDEN", "OPEN", "SEARCH", "number_of", "opened", "searched"]

SEARCH = """query ($zoek: PersoonZoekvraag!, $doel: Doel!) {
  zoekPersonen(zoek: $zoek, doel: $doel) { sleutel naam geboortedatum { datum } adresregels waarschuwingen } }"""
OPEN = """mutation ($wie: KlantcontactWie!, $doel: Doel!, $geheim: Boolean! = false) {
  startKlantcontact(wie: $wie, doel: $doel, verificatie: CONTROLEVRAGEN, bevestigGeheim: $geheim) {
    id doel verificatie waarschuwingen } }"""
# What is left of somebody who is shielded from who asks.
HIDDEN = {"naam": None, "geboortedatum": None, "adresregels": None, "waarschuwingen": ["AFGESCHERMD"]}


async def searched(bench: Workbench, agent: Any, doel: Purpose = Purpose.OVERIG, /, **zoek: Any) -> Answered:
    """A search by one way."""
    return await bench.ask(agent, SEARCH, zoek=zoek, doel=doel)


async def opened(
    bench: Workbench, agent: Any, doel: Purpose = Purpose.OVERIG, /, *, geheim: bool = False, **wie: Any
) -> Answered:
    """A contact with who is meant in one way."""
    return await bench.ask(agent, OPEN, wie=wie, doel=doel, geheim=geheim)


async def number_of(bench: Workbench, persona: str) -> str:
    """The number of an aanvraag of somebody."""
    answer = await bench.ask(persona, "{ mij { aanvragen(eerste: 1) { knopen { nummer } } } }")
    number: str = answer.data["mij"]["aanvragen"]["knopen"][0]["nummer"]
    return number
