"""Appointments: a person's, page by page, and those that are to come."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

from resolvers.aanvraag import id_van as aanvraag_id
from resolvers.ask import Ask
from resolvers.bladzijde import vraag
from resolvers.downloads.linking import link
from resolvers.sleutel import sleutel
from sources.afspraken.adapter import KOMEND, Wanneer
from sources.afspraken.loaders import AfsprakenLoaders
from sources.afspraken.records import AfspraakStatus, Pagina
from sources.core.contract import Moment
from sources.core.zgw import valid_uuid

__all__ = ["aanvraag_van", "afspraken", "agenda", "id_van", "veilig"]


def afspraken(
    nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None, filter: Wanneer | None = None
) -> Awaitable[Pagina | None]:
    """A page of somebody's appointments, by BSN or KVK number, the last to begin first."""
    asked, today = vraag(nummer, KOMEND if filter is Wanneer.KOMEND else (), eerste, na, Moment), ask.context.today
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


def agenda(uuid: str, status: AfspraakStatus | None, ask: Ask) -> str | None:
    """A link to it as a file for a calendar, for who sees it now; none for what does not take place, or has been."""
    return link(AfsprakenLoaders.registry, uuid, ask) if status is not None and status.value in KOMEND else None


def veilig(adres: str | None) -> str | None:
    """A link that a client may follow: over https, in one piece; any other is none."""
    if adres is None or not adres.startswith("https://") or not adres.isprintable() or " " in adres:
        return None
    return adres


def aanvraag_van(urn: str | None) -> str | None:
    """The key of the request that a urn names (`urn:…:zaak:{uuid}`); any other urn names none."""
    named, _, uuid = (urn or "").lower().rpartition(":")
    return aanvraag_id(uuid) if named.endswith(":zaak") and valid_uuid(uuid) else None
