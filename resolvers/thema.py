"""Themes: what of somebody's dossier belongs together, as the municipality's files say."""

from collections.abc import Awaitable

from msgspec import Struct

from resolvers import aanvraag as zaken
from resolvers import product, taak, verband
from resolvers.ask import Ask
from resolvers.bladzijde import hoogstens, plek
from resolvers.errors import InvalidInput
from resolvers.verwijzing import Verwijzing, getoond
from resolvers.wegwijs import ThemaBestand
from sources.openproduct.records import Producten
from sources.zaken.records import Pagina, Zaak
from sources.zaken.vraag import MOST, Voortgang

__all__ = ["Thema", "aanvragen", "producten", "taken", "thema", "themas"]

_KEYS = frozenset({"uuid", "identificatie"})  # by which tasks name a request
_MOST_CALLS = 5  # of requests, for one page of tasks


class Thema(Struct, frozen=True, rename="camel"):
    """A theme in the language of who asks; what it is about is named as the registries name it."""

    naam: str
    titel: str
    tekst: str
    blokken: list[str]
    verwijzingen: list[Verwijzing]
    soorten: list[str]
    documentsoorten: list[str]
    producttypen: list[str]
    taaksoorten: list[str]


def themas(ask: Ask) -> list[Thema]:
    """All themes, in their order."""
    return [_shown(each, ask) for each in ask.context.wegwijs.themas.values()]


def thema(ask: Ask, *, naam: str) -> Thema:
    """The theme of this name. Raises `InvalidInput` where there is none: what there are is no secret."""
    found = ask.context.wegwijs.themas.get(naam)
    if found is None:
        raise InvalidInput("Er is geen thema met deze naam.", "There is no theme of this name.")
    return _shown(found, ask)


def aanvragen(
    soorten: list[str], ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Voortgang | None = None
) -> Awaitable[Pagina | None] | Pagina | None:
    """The requests of the kinds of a theme, newest first, those that are completed too."""
    if ask.subject is None:
        return None
    if not soorten:
        hoogstens(eerste, MOST)
        return Pagina([], None)
    return zaken.aanvragen(ask.subject, ask, eerste=eerste, na=na, filter=filter, soorten=soorten)


def producten(
    soorten: list[str], ask: Ask, *, eerste: int = 20, na: str | None = None
) -> Awaitable[Producten | None] | Producten | None:
    """What the municipality gave somebody of the kinds of a theme, newest first."""
    return None if ask.subject is None else product.producten(ask.subject, ask, eerste=eerste, na=na, soorten=soorten)


def taken(
    soorten: list[str],
    ask: Ask,
    *,
    eerste: int = 20,
    na: str | None = None,
    filter: taak.Afgehandeld | None = taak.Afgehandeld.OPEN,
) -> Awaitable[taak.Taken] | taak.Taken | None:
    """What somebody has to do for requests of the kinds of a theme, what is due first first."""
    if ask.subject is None:
        return None
    if not soorten:
        plek(eerste, na)
        return taak.Taken()
    own = _aanvragen(ask.subject, soorten, ask)
    return taak.van_aanvragen(own, ask.subject, ask, eerste=eerste, na=na, filter=filter)


async def _aanvragen(subject: str, soorten: list[str], ask: Ask) -> list[verband.Zaak]:
    """How somebody's requests of these kinds are named, the newest five hundred of them."""
    found: list[verband.Zaak] = []
    na = None
    for _ in range(_MOST_CALLS):
        page = await zaken.pagina(subject, subject, ask, MOST, na, soorten=soorten, paths=_KEYS)
        rows = [] if page is None else page.zaken
        found += [verband.Zaak(each.identificatie, each.uuid) for each in rows if isinstance(each, Zaak)]
        if page is None or page.volgende is None:
            break
        na = page.volgende.text()
    return found


def _shown(bestand: ThemaBestand, ask: Ask) -> Thema:
    language, wegwijs = ask.context.language, ask.context.wegwijs
    return Thema(
        naam=bestand.naam,
        titel=bestand.titel.in_taal(language),
        tekst=bestand.tekst.in_taal(language),
        blokken=bestand.blokken,
        verwijzingen=[getoond(wegwijs.verwijzing(sleutel), ask) for sleutel in bestand.verwijzingen],
        soorten=bestand.aanvragen,
        documentsoorten=bestand.documenten,
        producttypen=bestand.producten,
        taaksoorten=bestand.taken,
    )
