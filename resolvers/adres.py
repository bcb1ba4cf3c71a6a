"""Addresses: what is derived of one, those before it, and how many others live there."""

from collections.abc import Awaitable
from enum import Enum

from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from sources.bewoning.loaders import Adres, BewoningLoaders
from sources.verblijfplaatshistorie.adapter import Vraag
from sources.verblijfplaatshistorie.loaders import VerblijfplaatshistorieLoaders
from sources.verblijfplaatshistorie.records import Pagina, Rest

__all__ = ["AdresSoort", "historie", "is_briefadres", "medebewoners", "regels", "soort"]

_MOST = 100  # addresses of a page
_BRIEFADRES = "B"


class AdresSoort(Enum):
    """The four shapes in which the BRP knows where somebody lives."""

    ADRES = "Adres"
    LOCATIE = "Locatie"
    BUITENLAND = "VerblijfplaatsBuitenland"
    ONBEKEND = "VerblijfplaatsOnbekend"


_SOORTEN = {soort.value: soort for soort in AdresSoort}


def soort(type_: str | None) -> AdresSoort | None:
    """The kind of address; one that we don't know is none."""
    return _SOORTEN.get(type_ or "")


def regels(
    straat: str | None,
    huisnummer: int | None,
    huisletter: str | None,
    toevoeging: str | None,
    aanduiding: str | None,
    postcode: str | None,
    woonplaats: str | None,
    locatie: str | None,
    regel1: str | None,
    regel2: str | None,
    regel3: str | None,
    land: str | None,
) -> list[str]:
    """The lines of an envelope below the name: street and number, postal code and town; abroad as the BRP has them."""
    if locatie is not None:
        eerste = locatie
    else:
        nummer = f"{huisnummer or ''}{huisletter or ''}" + (f"-{toevoeging}" if toevoeging else "")
        eerste = " ".join(part for part in (straat, aanduiding, nummer) if part)
    tweede = "  ".join(part for part in (postcode, woonplaats) if part)
    return [regel for regel in (eerste, tweede, regel1, regel2, regel3, land) if regel]


def is_briefadres(functie: str | None) -> bool:
    """Whether mail arrives there and nobody lives there."""
    return functie == _BRIEFADRES


def historie(bsn: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Pagina | None]:
    """A page of where somebody lived, the latest first; a page costs the same call as all of them. Raises
    `InvalidInput`."""
    hoogstens(eerste, _MOST)
    try:
        rest = Rest.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    load = ask.context.of(VerblijfplaatshistorieLoaders).verblijfplaatsen.load(
        (Vraag(bsn, ask.context.today), ask.paths())
    )

    async def page() -> Pagina | None:
        found = await load
        if found is None:
            return None
        if rest is not None:
            if rest.oudere > len(found):
                raise begin()
            found = found[-rest.oudere :]
        older = len(found) - eerste
        return Pagina(found[:eerste], Rest(older) if older > 0 else None)

    return page()


def medebewoners(bsn: str, object_: str | None, functie: str | None, ask: Ask) -> Awaitable[int | None] | None:
    """How many others are registered where somebody lives; nothing of a place that is no address of the BAG, or where
    only their mail arrives."""
    if object_ is None or is_briefadres(functie):
        return None
    load = ask.context.of(BewoningLoaders).bewoners.load((Adres(object_, ask.context.today), frozenset()))

    async def count() -> int | None:
        found = await load
        return None if found is None else found.anderen(bsn)

    return count()
