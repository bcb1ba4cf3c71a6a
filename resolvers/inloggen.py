"""What the registry of persons says before somebody is let in."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from resolvers.deur import DOOR, died
from sources.brp.loaders import BrpLoaders
from sources.core.errors import RegistryError
from sources.core.scope import Scope

__all__ = ["any_has_died"]


async def any_has_died(numbers: Iterable[str], adapters: Mapping[str, Any], scope: Scope) -> bool:
    """Whether the record of one of these is closed by death, in one call; who can't be asked about has not.

    A registry that is away locks nobody out: the dead do not log in, and what is shown comes from it all the same.
    """
    persons = BrpLoaders(adapters[BrpLoaders.registry], scope).personen
    try:
        found = await asyncio.gather(*(persons.load((number, DOOR)) for number in numbers))
    except RegistryError:
        return False
    return any(person is not None and died(person.opschorting_bijhouding) for person in found)
