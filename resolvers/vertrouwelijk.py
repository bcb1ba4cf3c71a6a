"""How confidential what somebody sees may be: by what a request says of itself, and by what kind of request it is."""

import asyncio
from collections.abc import Sequence

from auth.groups import FieldGroup
from resolvers.ask import Ask
from sources.catalogi.loaders import CatalogiLoaders
from sources.catalogi.records import ZaakType
from sources.core.errors import RegistryError
from sources.core.zgw import Vertrouwelijkheid
from sources.zaken.records import Zaak

__all__ = ["gewone", "hoogstens_vertrouwelijk"]


def hoogstens_vertrouwelijk(subject: str | None, ask: Ask) -> Vertrouwelijkheid:
    """The most confidential of somebody's requests and documents that this viewer may see.

    Nothing tells that there is more: a registry that is asked for less answers as if there were no more.
    """
    return Vertrouwelijkheid.ZEER_GEHEIM if _may(subject, ask) else Vertrouwelijkheid.ZAAKVERTROUWELIJK


async def gewone(zaken: Sequence[Zaak | RegistryError], subject: str | None, ask: Ask) -> list[Zaak | RegistryError]:
    """Those that this viewer may see by their kind: of the kinds that the municipality calls sensitive, none without
    the right to confidential requests.

    What kind a request is, tells the catalogue, nearly always in memory. Of which it can't be told, its error comes in
    the place of the request.
    """
    sensitive = ask.context.sensitive
    if not sensitive or _may(subject, ask):
        return list(zaken)
    loader = ask.context.of(CatalogiLoaders).zaaktypen
    urls = {zaak.zaaktype for zaak in zaken if isinstance(zaak, Zaak) and zaak.zaaktype is not None}
    found = await asyncio.gather(*(_type(loader.load((url, frozenset()))) for url in urls))
    kinds = dict(zip(urls, found, strict=True))
    shown: list[Zaak | RegistryError] = []
    for zaak in zaken:
        kind = kinds.get(zaak.zaaktype or "") if isinstance(zaak, Zaak) else None
        if isinstance(zaak, RegistryError):
            shown.append(zaak)
        elif isinstance(kind, RegistryError):
            shown.append(kind)
        elif kind is not None and kind.identificatie not in sensitive:
            shown.append(zaak)
    return shown


async def _type(load: "asyncio.Future[ZaakType | None]") -> ZaakType | RegistryError | None:
    try:
        return await load
    except RegistryError as error:
        return error


def _may(subject: str | None, ask: Ask) -> bool:
    return subject is not None and ask.context.decisions.may(subject, FieldGroup.ZAKEN_GEVOELIG)
