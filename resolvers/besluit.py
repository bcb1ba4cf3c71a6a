"""Decisions: what was decided on a request, and in which documents that stands."""

from collections.abc import Awaitable

from auth.worded import Worded
from resolvers.ask import Ask
from resolvers.catalogus import catalogue, told
from resolvers.document import bladzijde
from resolvers.sleutel import sleutel
from sources.besluiten.loaders import BesluitenLoaders
from sources.besluiten.records import Besluit
from sources.core.errors import RegistryError
from sources.core.zgw import uuid_of
from sources.documenten.records import Pagina

__all__ = ["Vervalreden", "documenten", "id_van", "soort", "van_aanvraag", "vervalreden"]

WHOLE = frozenset[str]()


class Vervalreden(Worded):
    """Why a decision holds no longer (Besluiten API 1.1, VervalredenEnum)."""

    TIJDELIJK = "tijdelijk", "Het besluit was tijdelijk.", "The decision was temporary."
    INGETROKKEN_OVERHEID = (
        "ingetrokken_overheid",
        "De gemeente heeft het besluit ingetrokken.",
        "The municipality has withdrawn the decision.",
    )
    INGETROKKEN_BELANGHEBBENDE = (
        "ingetrokken_belanghebbende",
        "Het besluit is op verzoek ingetrokken.",
        "The decision has been withdrawn on request.",
    )


def van_aanvraag(zaak: str | None, ask: Ask) -> Awaitable[list[Besluit | RegistryError] | None] | None:
    """What was decided on a request, the latest first."""
    return None if zaak is None else ask.context.of(BesluitenLoaders).besluiten.load((zaak, ask.paths()))


async def documenten(besluit: str, zaak: str | None, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Pagina:
    """A page of the documents in which a decision stands and that may be shown."""
    urls = await ask.context.of(BesluitenLoaders).brieven.load((besluit, WHOLE))
    return await bladzijde([(None, url) for url in urls or ()], uuid_of(zaak or ""), ask, eerste, na)


def soort(url: str | None, ask: Ask) -> Awaitable[str | None] | str | None:
    """What a kind of decision is called."""
    return told(catalogue(ask).besluittypen, url, lambda found: found.omschrijving)


def vervalreden(reden: str | None) -> Vervalreden | None:
    """Why it holds no longer, where the registry says so in a way that we know."""
    return next((each for each in Vervalreden if each == reden), None)


def id_van(url: str) -> str:
    """The key of a decision."""
    return sleutel(BesluitenLoaders.registry, url.rpartition("/")[2])
