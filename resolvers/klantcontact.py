"""The agent's door: a klantcontact names one dossier and one purpose, for a limited time."""

from datetime import datetime

from msgspec import Struct
from strawberry import ID, UNSET

from auth.bsn import valid_bsn
from auth.cautions import Caution
from auth.contacts import Contact
from auth.errors import Reason, Refused
from auth.language import Taal
from auth.policy import Door
from auth.principal import Principal
from auth.roles import Purpose, Verification
from resolvers import organisatie as organisaties
from resolvers.ask import Ask, Known
from resolvers.deur import aanvragers, cautions, in_order, known, screened, valid
from resolvers.errors import Explained, InvalidInput
from resolvers.person import person
from resolvers.zoekvraag import Wie, chosen
from sources.brp.records import Persoon
from sources.kvk.records import Basisprofiel

__all__ = ["Klantcontact", "eindig_klantcontact", "klantcontact", "organisatie", "persoon", "start_klantcontact"]


class Klantcontact(Struct, frozen=True, rename="camel"):
    """A klantcontact as the graph shows it; the number is for the edges to whom it is about only."""

    id: str
    doel: Purpose
    verificatie: Verification
    gestart: datetime
    verloopt_op: datetime
    waarschuwingen: list[Caution]
    nummer: str
    pagina: str | None = None

    def __repr__(self) -> str:  # whom it is about belongs in no log
        return f"{type(self).__name__}(…)"


async def klantcontact(ask: Ask, *, id: ID, taal: Taal | None = None) -> Klantcontact | None:
    """The agent's own contact; unknown, over and somebody else's are all nothing."""
    ask.context.speak(taal)
    agent = ask.context.enter(Door.KLANTCONTACT)
    contact = await ask.context.contacts.read(agent, id)
    if contact is None or screened(agent, contact.subject, ask):  # it may have been shielded since
        return None
    return _opened(contact, ask)


async def start_klantcontact(
    ask: Ask,
    *,
    wie: Wie,
    doel: Purpose,
    verificatie: Verification,
    bevestig_geheim: bool = False,
    code: str | None = None,
) -> Klantcontact:
    """Open a dossier for a purpose, after one look at whether it may be opened at all.

    Somebody whom the BRP does not know, and the employee's own number, are refused alike.
    """
    agent = ask.context.enter(Door.KLANTCONTACT)
    if wie.kvk_nummer is not UNSET:
        if verificatie is Verification.CODE_UIT_PORTAAL:
            raise InvalidInput(*_NO_CODE)
        kvk = await organisaties.deur(wie.kvk_nummer or "", doel, ask)
        return _opened(await ask.context.contacts.start(agent, kvk, doel, verificatie), ask)
    bsn = await _whose(wie, agent, ask)
    if bsn is None or bsn == agent.bsn:
        raise Refused(Reason.GEEN_TOEGANG)
    if screened(agent, bsn, ask):
        raise Explained(Caution.AFGESCHERMD, *_SHIELDED)
    found = await known([bsn], frozenset(), ask)
    if not found:
        raise Refused(Reason.GEEN_TOEGANG)
    (person,) = found
    ask.context.met[bsn] = doel
    said = cautions(bsn, person.geheimhouding_persoonsgegevens, person.opschorting_bijhouding, ask)
    if doel is Purpose.NALATENSCHAP and Caution.OVERLEDEN not in said:
        raise Explained(None, *_ALIVE)
    if doel is not Purpose.NALATENSCHAP and Caution.OVERLEDEN in said:
        raise Explained(Caution.OVERLEDEN, *_DECEASED)
    if Caution.GEHEIMHOUDING in said and not bevestig_geheim:
        raise Explained(Caution.GEHEIMHOUDING, *_SECRET)
    page = ""
    if verificatie is Verification.CODE_UIT_PORTAAL:
        shown = await ask.context.contacts.codes.accept(bsn, code or "")
        if shown is None:
            raise InvalidInput(*_NO_CODE)
        page = shown.page
    return _opened(await ask.context.contacts.start(agent, bsn, doel, verificatie, said, page), ask)


async def eindig_klantcontact(ask: Ask, *, id: ID) -> bool:
    """End the agent's own contact; whether there was one that still held."""
    agent = ask.context.enter(Door.KLANTCONTACT)
    return await ask.context.contacts.end(agent, id)


def persoon(nummer: str, ask: Ask) -> Known[Persoon] | None:
    """The person whom the contact is about; nobody where it is about an organisation."""
    return person(nummer, ask) if valid_bsn(nummer) else None


def organisatie(nummer: str, ask: Ask) -> Known[Basisprofiel] | Basisprofiel | None:
    """The organisation that the contact is about; none where it is about a person."""
    return None if valid_bsn(nummer) else organisaties.organisatie(nummer, ask)


async def _whose(wie: Wie, agent: Principal, ask: Ask) -> str | None:
    """The number behind what an employee gave; None where there is nobody behind it."""
    way, value = chosen(wie)
    if way == "burgerservicenummer":
        return valid(value)
    if way == "zoekresultaat":
        found = ask.context.sealed.open(agent, value)
        if found is None:
            raise InvalidInput("Dit zoekresultaat geldt niet meer. Zoek opnieuw.", "This result is over. Search again.")
        return found
    started = await aanvragers(value, ask)
    if len(started) > 1:
        raise InvalidInput(
            "Dit nummer hoort bij meer dan één aanvrager. Zoek ermee, en kies.",
            "This number belongs to more than one person. Search by it, and choose.",
        )
    return next(iter(started), None)


def _opened(contact: Contact, ask: Ask) -> Klantcontact:
    ask.context.decisions.admit(contact.subject, contact.purpose)
    ask.context.opened[contact.subject] = contact.id
    return Klantcontact(
        contact.id,
        contact.purpose,
        contact.verification,
        contact.started,
        contact.expires,
        in_order(contact.cautions),
        contact.subject,
        contact.page or None,
    )


_NO_CODE = (
    "De code klopt niet, of geldt niet meer. Laat de beller een nieuwe maken.",
    "The code is wrong, or good no longer. Let the caller make a new one.",
)
_SHIELDED = (
    "Afgeschermd: neem contact op met de afdeling Afgeschermde dossiers.",
    "Shielded: contact the department Afgeschermde dossiers.",
)
_DECEASED = (
    "Deze persoon is overleden. Het dossier gaat open met het doel NALATENSCHAP.",
    "This person has died. The dossier opens with the purpose NALATENSCHAP.",
)
_ALIVE = (
    "Het doel NALATENSCHAP is er alleen voor iemand die is overleden.",
    "The purpose NALATENSCHAP is only for somebody who has died.",
)
_SECRET = (
    "De gegevens van deze persoon zijn geheim. Bevestig met `bevestigGeheim` dat u niets doorgeeft.",
    "The data of this person is secret. Confirm by `bevestigGeheim` that you pass nothing on.",
)
