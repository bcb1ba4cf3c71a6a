"""The agent's door: a klantcontact names one dossier and one purpose, for a limited time."""

from datetime import datetime

from msgspec import Struct
from strawberry import ID

from auth.contacts import Contact
from auth.policy import Door
from auth.roles import Purpose, Verification
from resolvers.ask import Ask, Known
from resolvers.errors import InvalidInput
from resolvers.person import person
from sources.brp.records import Persoon

__all__ = ["Klantcontact", "klantcontact", "persoon", "start_klantcontact"]


class Klantcontact(Struct, frozen=True, rename="camel"):
    """A klantcontact as the graph shows it; the number is for the edge to the person only."""

    id: str
    doel: Purpose
    verificatie: Verification
    gestart: datetime
    verloopt_op: datetime
    burgerservicenummer: str

    def __repr__(self) -> str:  # whom it is about belongs in no log
        return f"{type(self).__name__}(…)"


async def klantcontact(ask: Ask, *, id: ID) -> Klantcontact | None:
    """The agent's own contact; unknown, over and somebody else's are all nothing."""
    agent = ask.context.enter(Door.KLANTCONTACT)
    contact = await ask.context.contacts.read(agent, id)
    return None if contact is None else _opened(contact, ask)


async def start_klantcontact(
    ask: Ask, *, burgerservicenummer: str, doel: Purpose, verificatie: Verification
) -> Klantcontact:
    """Open a dossier for a purpose."""
    agent = ask.context.enter(Door.KLANTCONTACT)
    try:
        contact = await ask.context.contacts.start(agent, burgerservicenummer, doel, verificatie)
    except ValueError:
        raise InvalidInput(
            "Dit is geen geldig burgerservicenummer.", "This is not a valid burgerservicenummer."
        ) from None
    return _opened(contact, ask)


def persoon(burgerservicenummer: str, ask: Ask) -> Known[Persoon]:
    """The person whom the contact is about."""
    return person(burgerservicenummer, ask)


def _opened(contact: Contact, ask: Ask) -> Klantcontact:
    ask.context.decisions.admit(contact.subject, contact.purpose)
    ask.context.opened[contact.subject] = contact.id
    return Klantcontact(
        contact.id, contact.purpose, contact.verification, contact.started, contact.expires, contact.subject
    )
