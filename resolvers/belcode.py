"""The code that a resident reads out on the telephone, to show that it is they who call."""

import re
from datetime import datetime

from msgspec import Struct

from auth.policy import Door
from resolvers.ask import Ask
from resolvers.errors import InvalidInput

__all__ = ["Belcode", "toon_belcode"]

_PAGE = re.compile(r"/(?!/)[A-Za-z0-9/_~.:%-]{0,199}")  # an address of the portal, without what was searched for


class Belcode(Struct, frozen=True, rename="camel"):
    """Four digits, and until when they are good."""

    code: str
    verloopt_op: datetime

    def __repr__(self) -> str:  # who has it is taken for the resident
        return f"{type(self).__name__}(…)"


async def toon_belcode(ask: Ask, *, pagina: str) -> Belcode:
    """A new code of the resident who has logged in for themselves, on the page that they look at."""
    resident = ask.context.enter(Door.MIJ)
    if _PAGE.fullmatch(pagina) is None:
        raise InvalidInput("`pagina`: het adres van een pagina van het portaal.", "`pagina`: the address of a page.")
    code = await ask.context.contacts.codes.show(resident, pagina)
    return Belcode(code.digits, code.expires)
