"""To which request something belongs, and which documents belong to it, by the URNs that registries name them with."""

from collections.abc import Iterable
from typing import NamedTuple

from resolvers.sleutel import sleutel
from sources.core.zgw import valid_uuid
from sources.zaken.loaders import ZakenLoaders

__all__ = ["Zaak", "aanvraag", "document", "hoort_bij", "nummer", "zaken"]


class Zaak(NamedTuple):
    """A zaak as something else names it: by its number, or by its uuid."""

    nummer: str | None = None
    uuid: str | None = None


def zaken(urns: Iterable[str] | None) -> list[Zaak]:
    """The zaken among these URNs: `urn:nld:gemeente:zaak:zaaknummer:…` and `urn:nld:gemeente:zaak:uuid:…`."""
    found = []
    for urn in urns or ():
        head, _, value = urn.rpartition(":")
        if head.lower().endswith(":zaak:zaaknummer") and value:
            found.append(Zaak(nummer=value))
        elif head.lower().endswith((":zaak:uuid", ":zaak")) and valid_uuid(value.lower()):
            found.append(Zaak(uuid=value.lower()))
    return found


def hoort_bij(genoemd: Iterable[Zaak], uuid: str, identificatie: str | None) -> bool:
    """Whether one of these is this zaak."""
    return any(each.uuid == uuid or (each.nummer is not None and each.nummer == identificatie) for each in genoemd)


def aanvraag(genoemd: Iterable[Zaak]) -> str | None:
    """The key of the request that is named by its uuid; it tells nothing of the request, and opens no door."""
    return next((sleutel(ZakenLoaders.registry, each.uuid) for each in genoemd if each.uuid is not None), None)


def nummer(genoemd: Iterable[Zaak]) -> str | None:
    """The number of the request that is named by its number."""
    return next((each.nummer for each in genoemd if each.nummer is not None), None)


def document(urn: str) -> str | None:
    """The uuid of a document: `urn:nld:gemeente:informatieobject:uuid:…`."""
    uuid = urn.rpartition(":")[2].lower()
    return uuid if valid_uuid(uuid) else None
