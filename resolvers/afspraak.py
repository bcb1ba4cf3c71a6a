"""Appointments: a person's, page by page, and those that are to come."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

from resolvers.aanvraag import id_van as aanvraag_id
from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from resolvers.sleutel import sleutel
from sources.afspraken.adapter import KOMEND, Wanneer
from sources.afspraken.loaders import AfsprakenLoaders
from sources.afspraken.records import Pagina
from sources.core.contract import Moment
from sources.core.zgw import valid_uuid

__all__ = ["aanvraag_van", "afspraken", "id_van", "veilig"]


def afspraken(
    bsn: str, ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Wanneer | None = None
) -> Awaitable[Pagina | None]:
    """A page of somebody's appointments, the last to begin first."""
    asked, today = vraag(bsn, KOMEND if filter is Wanneer.KOMEND else (), eerste, na, Moment), ask.context.today
    if filter is Wanneer.KOMEND:
        asked = replace(asked, vanaf=today)
    elif filter is Wanneer.GEWEEST:
        asked = replace(asked, tot=today - timedelta(days=1))
    load = ask.context.of(AfsprakenLoaders).afspraken.rijen(asked, eerste, ask.paths())

    async def page() -> Pagina | None:
        lijst = await load
        if lijst is None:
            return None
        rows, volgende = lijst.bladzijde(eerste)
        assert volgende is None or isinstance(volgende, Moment)  # noqa: S101 - the places of this list
        return Pagina(rows, volgende)

    return page()


def id_van(uuid: str) -> str:
    """The key of an appointment."""
    return sleutel(AfsprakenLoaders.registry, uuid)


def veilig(adres: str | None) -> str | None:
    """A link that a client may follow: over https; any other is none."""
    return adres if adres is not None and adres.startswith("https://") else None


def aanvraag_van(urn: str | None) -> str | None:
    """The key of the request that a urn names (`urn:…:zaak:{uuid}`); any other urn names none."""
    named, _, uuid = (urn or "").lower().rpartition(":")
    return aanvraag_id(uuid) if named.endswith(":zaak") and valid_uuid(uuid) else None
