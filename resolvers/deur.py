"""What an employee passes before they see anything of somebody: the number, the shield, the state of the record."""

from collections.abc import Iterable

import structlog

from auth.bsn import valid_bsn
from auth.cautions import Caution
from auth.principal import Principal
from auth.roles import Role
from resolvers.ask import Ask
from resolvers.errors import InvalidInput
from sources.brp.loaders import BrpLoaders
from sources.brp.records import OpschortingBijhouding, Persoon
from sources.core.errors import InvalidKey
from sources.zaken.loaders import ZakenLoaders

__all__ = ["DOOR", "aanvragers", "cautions", "died", "in_order", "known", "screened", "valid"]

_log = structlog.get_logger("mijndenhaag.deur")

DOOR = frozenset({"opschortingBijhouding.reden.code", "geheimhoudingPersoonsgegevens"})  # both come unasked
_DIED = "O"  # opschortingBijhouding.reden (BRP API Personen 2.7)


def valid(burgerservicenummer: str) -> str:
    """The number, if it is one. Raises `InvalidInput`."""
    if not valid_bsn(burgerservicenummer):
        raise InvalidInput("Dit is geen geldig burgerservicenummer.", "This is not a valid burgerservicenummer.")
    return burgerservicenummer


async def aanvragers(aanvraagnummer: str, ask: Ask) -> frozenset[str]:
    """Who started the aanvraag of this number; nobody where there is none, or none that may be seen."""
    try:
        found = await ask.context.of(ZakenLoaders).aanvragers.load((aanvraagnummer.strip(), frozenset()))
    except InvalidKey:
        raise InvalidInput("Dit is geen nummer van een aanvraag.", "This is not the number of a request.") from None
    return found or frozenset()


async def known(burgerservicenummers: Iterable[str], paths: frozenset[str], ask: Ask) -> list[Persoon]:
    """The records of those whom the BRP knows, with what it takes to decide whether they may be shown."""
    personen = ask.context.of(BrpLoaders).personen
    found = await personen.load_many([(bsn, paths | DOOR) for bsn in sorted(burgerservicenummers)])
    return [person for person in found if person is not None]


def screened(agent: Principal, burgerservicenummer: str, ask: Ask) -> bool:
    """Whether a shield keeps this employee out; that they came to it is logged, without whose it is."""
    if agent.role is Role.MEDEWERKER_AFGESCHERMD or not ask.context.shielded.contains(burgerservicenummer):
        return False
    _log.warning("afgeschermd_dossier", role=agent.role.value, trace=ask.context.scope.trace_id)
    return True


def died(opgeschort: OpschortingBijhouding | None) -> bool:
    """Whether the record is closed because its subject has died."""
    return opgeschort is not None and opgeschort.reden is not None and opgeschort.reden.code == _DIED


def cautions(
    burgerservicenummer: str, geheimhouding: bool | None, opgeschort: OpschortingBijhouding | None, ask: Ask
) -> frozenset[Caution]:
    """What an employee must know of somebody."""
    said = {
        Caution.GEHEIMHOUDING: geheimhouding is True,
        Caution.OVERLEDEN: died(opgeschort),
        Caution.AFGESCHERMD: ask.context.shielded.contains(burgerservicenummer),
    }
    return frozenset(caution for caution, holds in said.items() if holds)


def in_order(found: frozenset[Caution]) -> list[Caution]:
    """As they stand in a list, always in the same order."""
    return [caution for caution in Caution if caution in found]
