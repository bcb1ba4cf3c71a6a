"""Looking for somebody: just enough of each person found to pick the right one."""

from collections.abc import Iterable
from typing import Any

from strawberry import ID

from auth.cautions import Caution
from auth.policy import Door
from auth.principal import Principal
from auth.roles import Purpose
from resolvers.ask import Ask
from resolvers.deur import DOOR, aanvragers, cautions, died, in_order, known, screened, valid
from resolvers.errors import InvalidInput
from resolvers.zoekvraag import ADDRESSES, PersoonZoekvraag, brp_vraag, chosen
from sources.brp.loaders import BrpLoaders
from sources.brp.records import OpschortingBijhouding, Persoon
from sources.brp.zoekvraag import TooManyFound

__all__ = ["adresregels", "sleutel", "waarschuwingen", "zoek_personen"]


async def zoek_personen(ask: Ask, *, zoek: PersoonZoekvraag, doel: Purpose) -> list[Persoon]:
    """Whom this employee finds, for this purpose. Nobody, and nobody whom they may find, are the same empty list.

    For an estate only the deceased are found. Of who is shielded from this employee there is a key and no more. By
    an address nobody is found whose address is secret, or who is shielded from this employee.
    """
    agent = ask.context.enter(Door.ZOEKEN)
    way, value = chosen(zoek)
    if way == "burgerservicenummer":
        found = await _numbered([valid(value)], doel, agent, ask)
    elif way == "aanvraagnummer":
        found = await _numbered(await aanvragers(value, ask), doel, agent, ask)
    else:
        found = await _searched(way, value, doel, agent, ask)
    for person in found:
        ask.context.decisions.admit(person.burgerservicenummer, doel)
        ask.context.searched.add(person.burgerservicenummer)
    return found


def sleutel(burgerservicenummer: str, ask: Ask) -> ID | None:
    """A key of this person for who is looking; for a while, and for nobody else."""
    agent = ask.context.principal
    return None if agent is None else ID(ask.context.sealed.seal(agent, burgerservicenummer))


def waarschuwingen(
    burgerservicenummer: str, geheimhouding: bool | None, opgeschort: OpschortingBijhouding | None, ask: Ask
) -> list[Caution]:
    """What to know before the dossier is opened."""
    return in_order(cautions(burgerservicenummer, geheimhouding, opgeschort, ask))


def adresregels(regel1: str | None, regel2: str | None, geheimhouding: bool | None) -> list[str] | None:
    """The first two lines of an envelope; nothing of a secret address."""
    return None if geheimhouding else [regel for regel in (regel1, regel2) if regel] or None


async def _numbered(numbers: Iterable[str], doel: Purpose, agent: Principal, ask: Ask) -> list[Persoon]:
    """By number: of who is shielded the record is not asked."""
    others = [bsn for bsn in numbers if bsn != agent.bsn]
    hidden = [bsn for bsn in others if screened(agent, bsn, ask)]
    found = await known([bsn for bsn in others if bsn not in hidden], ask.paths(), ask)
    return [*(Persoon(bsn) for bsn in hidden), *(person for person in found if _fits(person, doel))]


async def _searched(way: str, value: Any, doel: Purpose, agent: Principal, ask: Ask) -> list[Persoon]:
    """By the rules of the BRP."""
    vraag = brp_vraag(way, value, deceased=doel is Purpose.NALATENSCHAP)
    try:
        found = await ask.context.of(BrpLoaders).gevonden.load((vraag, ask.paths() | DOOR))
    except TooManyFound:
        raise InvalidInput(
            "Er zijn te veel personen gevonden. Zoek preciezer.", "Too many persons were found. Search more precisely."
        ) from None
    fitting = [person for person in found or () if person.burgerservicenummer != agent.bsn and _fits(person, doel)]
    hidden = {person.burgerservicenummer for person in fitting if screened(agent, person.burgerservicenummer, ask)}
    if way in ADDRESSES:  # who is found by an address has told it
        return [
            person
            for person in fitting
            if not person.geheimhouding_persoonsgegevens and person.burgerservicenummer not in hidden
        ]
    return [
        Persoon(person.burgerservicenummer) if person.burgerservicenummer in hidden else person for person in fitting
    ]


def _fits(person: Persoon, doel: Purpose) -> bool:
    return doel is not Purpose.NALATENSCHAP or died(person.opschorting_bijhouding)
