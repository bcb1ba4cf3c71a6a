"""Organisations: the one for which somebody logged in, its branches, and its requests under every key."""

from collections.abc import Awaitable
from datetime import date

from strawberry import ID

from auth.errors import Reason, Refused
from auth.language import Taal
from auth.policy import Door
from auth.principal import Organisation
from auth.roles import Purpose
from resolvers import aanvraag as zaken
from resolvers.aanvrager import aanvrager
from resolvers.ask import Ask, Known
from resolvers.bladzijde import begin, hoogstens
from resolvers.errors import Explained, InvalidInput
from resolvers.sleutel import plaats, read_plaats
from resolvers.zoekvraag import OrganisatieZoekvraag, chosen
from sources.core.errors import InvalidKey, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.kvk.adapter import Sleutel, Zoekvraag
from sources.kvk.loaders import KvkLoaders
from sources.kvk.records import Adres, Basisprofiel, Handelsnaam, Pagina, Resultaat, Vestiging
from sources.zaken.records import Pagina as Zaken
from sources.zaken.records import Zaak
from sources.zaken.vraag import Voortgang

__all__ = [
    "aanvraag",
    "aanvragen",
    "adressen",
    "afgeschermd",
    "datum",
    "deur",
    "entered",
    "geldt",
    "mijn_organisatie",
    "namen",
    "organisatie",
    "profiel",
    "regel",
    "vestigingen",
    "zoek_organisaties",
]

_AWAY = (RegistryUnavailable, RegistryTooSlow, RegistryInvalid)
_NUMBER = frozenset({"kvkNummer"})
_WHOLE = frozenset[str]()
_MOST = 100  # branches on a page


def mijn_organisatie(
    ask: Ask, *, taal: Taal | None = None
) -> Known[Basisprofiel] | Basisprofiel | Awaitable[Basisprofiel | None] | None:
    """The organisation for which somebody logged in; nothing for who came as a bewindvoerder."""
    ask.context.speak(taal)
    company = _of_viewer(ask)
    if company is None:
        return None
    if company.kvk is None:
        return _by_rsin(company.rsin or "", ask)
    ask.context.decisions.represent(company.kvk)
    return organisatie(company.kvk, ask)


async def entered(ask: Ask) -> str | None:
    """Which organisation this session is for, opened as `mijn_organisatie` opens it; None for none.

    Raises `Refused`. Of who logged in by an RSIN the trade register is asked for the number.
    """
    company = _of_viewer(ask)
    if company is None:
        return None
    kvk = company.kvk if company.kvk is not None else await _number(company.rsin or "", ask)
    ask.context.decisions.represent(kvk)
    return kvk


def _of_viewer(ask: Ask) -> Organisation | None:
    viewer = ask.context.enter(Door.MIJN_ORGANISATIE)
    return viewer.organisation if viewer.representation is None else None


def organisatie(kvk: str, ask: Ask) -> Known[Basisprofiel] | Basisprofiel:
    """The organisation of this number; the register is not asked where nothing of it is selected."""
    if ask.paths(kvk) <= _NUMBER:
        return Basisprofiel(kvk)
    return Known(Basisprofiel(kvk), ask.context.of(KvkLoaders).profielen.load((kvk, ask.paths(kvk))), _AWAY)


async def _number(rsin: str, ask: Ask) -> str:
    """The number of the organisation of an RSIN. Raises `Explained` where the trade register knows not just one."""
    found = await ask.context.of(KvkLoaders).zoek.load((Zoekvraag(Sleutel.RSIN, rsin), _WHOLE))
    numbers = {row.kvk_nummer for row in found or () if row.rsin == rsin}
    if len(numbers) != 1:
        raise Explained(None, *_NOT_REGISTERED)
    (kvk,) = numbers
    return kvk


async def _by_rsin(rsin: str, ask: Ask) -> Basisprofiel | None:
    """The organisation of an RSIN, by the trade register."""
    kvk = await _number(rsin, ask)
    ask.context.decisions.represent(kvk)
    if ask.paths(kvk) <= _NUMBER:
        return Basisprofiel(kvk)
    profile: Basisprofiel | None = await ask.context.of(KvkLoaders).profielen.load((kvk, ask.paths(kvk)))
    return profile


async def deur(kvk: str, doel: Purpose, ask: Ask) -> str:
    """The number, where the dossier of that organisation may be opened for this purpose.

    Raises `InvalidInput` for what is no number, and `Refused` where the trade register has no such organisation.
    """
    if not doel.of_organisations:
        raise Explained(None, *_OF_PERSONS)
    try:
        found = await ask.context.of(KvkLoaders).profielen.load((kvk, _WHOLE))
    except InvalidKey:
        raise InvalidInput("Dit is geen KVK-nummer.", "This is no KVK number.") from None
    if found is None:
        raise Refused(Reason.GEEN_TOEGANG)
    return kvk


async def zoek_organisaties(ask: Ask, *, zoek: OrganisatieZoekvraag) -> list[Resultaat]:
    """What the trade register finds, at most a hundred: branches and legal persons, each with its organisation.

    It is public, so that it says nothing of whom somebody helps, and needs no purpose.
    """
    ask.context.enter(Door.ZOEKEN_ORGANISATIES)
    way, value = chosen(zoek)
    vraag = Zoekvraag(_WAYS[way], value or "")
    if not vraag.valid:
        raise InvalidInput(*_RULES[vraag.sleutel])
    found: list[Resultaat] | None = await ask.context.of(KvkLoaders).zoek.load((vraag, _WHOLE))
    return found or []


async def aanvragen(
    kvk: str,
    ask: Ask,
    *,
    eerste: int = 20,
    na: str | None = None,
    filter: Voortgang | None = None,
    soorten: list[str] | None = None,
) -> Zaken | None:
    """A page of what an organisation has requested, newest first; for who acts for a branch, what that branch has."""
    hoogstens(eerste, _MOST)
    return await zaken.pagina(await aanvrager(kvk, ask), kvk, ask, eerste, na, filter, soorten)


async def aanvraag(kvk: str, ask: Ask, *, id: ID) -> Zaak | None:
    """One request of this organisation, or branch; what is unknown and what is another's are both nothing."""
    uuid = zaken.uuid_van(id)
    return None if uuid is None else await zaken.een(await aanvrager(kvk, ask), kvk, uuid, ask)


async def vestigingen(kvk: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Pagina:
    """A page of the branches, the main one first, then by number."""
    hoogstens(eerste, _MOST)
    after = None if na is None else read_plaats(KvkLoaders.registry, na)
    if na is not None and after is None:
        raise begin()
    found = await ask.context.of(KvkLoaders).vestigingen.load((kvk, _WHOLE)) or []
    numbers = [row.vestigingsnummer for row in found]
    if after is not None and after not in numbers:
        raise begin()
    start = 0 if after is None else numbers.index(after) + 1
    shown = found[start : start + eerste]
    more = start + eerste < len(found)
    return Pagina(list(shown), plaats(KvkLoaders.registry, shown[-1].vestigingsnummer) if shown and more else None)


def profiel(vestigingsnummer: str, ask: Ask) -> Awaitable[Vestiging | None]:
    """All that the trade register tells of a branch."""
    return ask.context.of(KvkLoaders).vestiging.load((vestigingsnummer, ask.paths()))


def adressen(hoofdvestiging: list[Adres] | None, eigenaar: list[Adres] | None) -> list[Adres]:
    """Where an organisation is: the addresses of its main branch or, without one, its own."""
    return hoofdvestiging or eigenaar or []


def namen(handelsnamen: list[Handelsnaam]) -> list[str]:
    """The names, in the order in which they were registered."""
    in_order = sorted(handelsnamen, key=lambda each: each.volgorde or 0)
    return [each.naam for each in in_order if each.naam is not None]


def datum(text: str | None) -> date | None:
    """A date of eight digits; one of which a part is not known is none."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) if text is not None and len(text) == 8 else None
    except ValueError:
        return None


def geldt(indicatie: str | None) -> bool | None:
    """What the register says with Ja or Nee."""
    return None if indicatie is None else indicatie == "Ja"


def afgeschermd(indicatie: str | None) -> bool:
    """Whether an address is kept back: it is told only where the register says that it may be."""
    return indicatie != "Nee"


def regel(adres: str | None) -> str | None:
    """A whole address in one line; the register has any number of spaces between street and postal code."""
    return None if adres is None else " ".join(adres.split())


_WAYS = {
    "kvk_nummer": Sleutel.KVK,
    "rsin": Sleutel.RSIN,
    "vestigingsnummer": Sleutel.VESTIGING,
    "naam": Sleutel.NAAM,
}
_RULES = {
    Sleutel.KVK: ("`kvkNummer`: acht cijfers.", "`kvkNummer`: eight digits."),
    Sleutel.RSIN: ("`rsin`: een geldig RSIN van negen cijfers.", "`rsin`: a valid RSIN of nine digits."),
    Sleutel.VESTIGING: ("`vestigingsnummer`: twaalf cijfers.", "`vestigingsnummer`: twelve digits."),
    Sleutel.NAAM: ("`naam`: 2 tot en met 200 tekens.", "`naam`: 2 to 200 characters."),
}
_OF_PERSONS = (
    "Dit doel is er alleen voor het dossier van een persoon.",
    "This purpose is only for the dossier of a person.",
)
_NOT_REGISTERED = (
    "Het Handelsregister kent bij het RSIN waarmee u inlogde niet precies één organisatie. Log in met uw KVK-nummer, "
    "of neem contact op met de Kamer van Koophandel.",
    "The trade register does not know exactly one organisation by the RSIN of your log-in. Log in by your KVK number, "
    "or contact the Chamber of Commerce (KVK).",
)
