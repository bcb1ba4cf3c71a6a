"""Whose requests a dossier has: those of a resident by BSN, of an organisation by what the trade register knows."""

import asyncio

from resolvers.ask import Ask
from sources.core.belanghebbende import Belanghebbende, Soort
from sources.kvk.loaders import KvkLoaders
from sources.zaken.aanvrager import Organisatie, Wie

__all__ = ["aanvrager"]

_WHOLE = frozenset[str]()


async def aanvrager(nummer: str, ask: Ask) -> Wie:
    """By what the requests in the dossier of this number are found: a BSN, or the numbers of an organisation.

    For who acts for a branch, that branch alone. Where the trade register can't tell the numbers, there is no list: it
    would lack what is registered under another one.
    """
    if Belanghebbende(nummer).soort is Soort.BSN:
        return nummer
    viewer = ask.context.principal
    company = viewer.organisation if viewer is not None else None
    if company is not None and company.vestigingsnummer is not None:
        return Organisatie(nummer, vestiging=company.vestigingsnummer)
    loaders = ask.context.of(KvkLoaders)
    profile, branches = await asyncio.gather(
        loaders.profielen.load((nummer, _WHOLE)), loaders.vestigingen.load((nummer, _WHOLE))
    )
    owner = profile.embedded.eigenaar if profile is not None and profile.embedded is not None else None
    rsin = owner.rsin if owner is not None else None
    return Organisatie(nummer, rsin, tuple(branch.vestigingsnummer for branch in branches or ()))
