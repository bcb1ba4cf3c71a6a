"""What something is about in another registry, as urns and urls say it."""

import re

from resolvers.sleutel import sleutel
from sources.zaken.loaders import ZakenLoaders

__all__ = ["aanvraag_van", "een_aanvraag_van", "uuid_aan_het_eind", "zaak_van"]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ZAAK = re.compile(r":zaak:|/zaken/")


def uuid_aan_het_eind(verwijzing: str | None) -> str | None:
    """The uuid with which an urn or url ends; one that ends otherwise has none."""
    end = re.split("[:/]", (verwijzing or "").rstrip("/").lower())[-1]
    return end if _UUID.fullmatch(end) else None


def zaak_van(*verwijzingen: str | None) -> str | None:
    """The uuid of the zaak that the first of these is about."""
    for each in verwijzingen:
        uuid = uuid_aan_het_eind(each)
        if uuid is not None and _ZAAK.search((each or "").lower()):
            return uuid
    return None


def aanvraag_van(*verwijzingen: str | None) -> str | None:
    """The key of the request that the first of these is about; it opens nothing that is not one's own."""
    uuid = zaak_van(*verwijzingen)
    return None if uuid is None else sleutel(ZakenLoaders.registry, uuid)


def een_aanvraag_van(verwijzingen: list[str]) -> str | None:
    """The key of the request that the first of a list is about."""
    return aanvraag_van(*verwijzingen)
