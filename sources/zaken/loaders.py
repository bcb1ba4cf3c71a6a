"""The loaders of the zaken for one operation."""

from collections.abc import Hashable, Mapping, Sequence

from sources.core.errors import RegistryError
from sources.core.loader import Paths, RegistryLoader
from sources.core.scope import Scope
from sources.core.zgw import Vertrouwelijkheid, expand_of
from sources.zaken.adapter import ZakenAdapter
from sources.zaken.records import Pagina, Status, Substatus, Zaak
from sources.zaken.vraag import MOST, Voortgang, ZaakSleutel, ZaakVraag

_OPEN = Vertrouwelijkheid.ZAAKVERTROUWELIJK  # nobody is found by a zaak that is more confidential

__all__ = [
    "AanvraagLoader",
    "AanvragenLoader",
    "AanvragersLoader",
    "StatussenLoader",
    "SubstatussenLoader",
    "ZakenLoaders",
]


class AanvragenLoader(RegistryLoader[ZaakVraag, Pagina]):
    """Pages of zaken; the registry can be asked about one person, or by one key of an organisation, at a time."""

    def __init__(self, adapter: ZakenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """What must come along; of a zaak itself everything comes."""
        return expand_of(paths)

    def whole(self, identity: ZaakVraag) -> Hashable | None:
        """All that somebody requested, from the newest on."""
        return _whose(identity) if identity.filter is None and identity.na is None else None

    def part_of(self, identity: ZaakVraag) -> Hashable | None:
        """What runs, or has ended, of all that."""
        return _whose(identity) if identity.filter is not None and identity.na is None else None

    def part(self, identity: ZaakVraag, whole: Pagina) -> Pagina | None:
        """Those of a page that is all there is."""
        if whole.volgende is not None or not all(isinstance(each, Zaak) for each in whole.zaken):
            return None
        ended = identity.filter is Voortgang.AFGEROND
        mine = [each for each in whole.zaken if isinstance(each, Zaak) and (each.einddatum is not None) == ended]
        return Pagina(list(mine)) if len(mine) <= identity.eerste else None

    async def fetch(
        self, identities: Sequence[ZaakVraag], asked: Paths, wave: int
    ) -> Mapping[ZaakVraag, Pagina | Exception | None]:
        """One question."""
        (vraag,) = identities
        return {vraag: await self._adapter.zoek(self.scope, vraag, asked, wave)}


def _whose(vraag: ZaakVraag) -> Hashable:
    return vraag.wie, vraag.maximum, vraag.zaaktypen


class AanvraagLoader(RegistryLoader[ZaakSleutel, Zaak]):
    """Known zaken of a person or organisation; those of one share a call."""

    size = MOST

    def __init__(self, adapter: ZakenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """What must come along; of a zaak itself everything comes."""
        return expand_of(paths)

    def apart(self, identity: ZaakSleutel) -> Hashable:
        """A call is about one person or organisation."""
        return identity.wie, identity.maximum

    async def fetch(
        self, identities: Sequence[ZaakSleutel], asked: Paths, wave: int
    ) -> Mapping[ZaakSleutel, Zaak | Exception | None]:
        """One call for up to a hundred zaken of one person; of an organisation one for each key."""
        wie, maximum = identities[0].wie, identities[0].maximum
        uuids = [each.uuid for each in identities]
        found = await self._adapter.zaken_van(self.scope, wie, uuids, asked, maximum, wave)
        return {each: found[each.uuid] for each in identities}


class AanvragersLoader(RegistryLoader[str, frozenset[str]]):
    """Who started the zaak of a number; one zaak at a time."""

    def __init__(self, adapter: ZakenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, frozenset[str] | Exception | None]:
        """One zaak."""
        (identificatie,) = identities
        return {identificatie: await self._adapter.aanvragers(self.scope, identificatie, _OPEN, wave)}


class StatussenLoader(RegistryLoader[str, list[Status | RegistryError]]):
    """The statussen that a zaak has had, by its uuid; the registry can be asked about one zaak at a time."""

    def __init__(self, adapter: ZakenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a status comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, list[Status | RegistryError] | Exception | None]:
        """One zaak."""
        (zaak,) = identities
        return {zaak: await self._adapter.statussen(self.scope, zaak, wave)}


class SubstatussenLoader(RegistryLoader[str, list[Substatus | RegistryError]]):
    """What is noted for who started a zaak, by its uuid; the registry can be asked about one zaak at a time."""

    def __init__(self, adapter: ZakenAdapter, scope: Scope) -> None:
        super().__init__(scope)
        self._adapter = adapter

    def grain(self, paths: Paths) -> Paths:
        """Nothing to choose: a note comes whole."""
        return frozenset()

    async def fetch(
        self, identities: Sequence[str], asked: Paths, wave: int
    ) -> Mapping[str, list[Substatus | RegistryError] | Exception | None]:
        """One zaak."""
        (zaak,) = identities
        return {zaak: await self._adapter.substatussen(self.scope, zaak, wave)}


class ZakenLoaders:
    """`aanvragen`: key (`ZaakVraag`, paths of `Zaak`); `aanvraag`: key (`ZaakSleutel`, paths of `Zaak`).

    `statussen`, `substatussen`: key (uuid of a zaak that was found for its person, paths of `Status`, `Substatus`).
    `aanvragers`: key (number of a zaak, nothing), gives BSNs.
    """

    registry = "zaken"

    def __init__(self, adapter: ZakenAdapter, scope: Scope) -> None:
        self.aanvragen = AanvragenLoader(adapter, scope)
        self.aanvraag = AanvraagLoader(adapter, scope)
        self.statussen = StatussenLoader(adapter, scope)
        self.substatussen = SubstatussenLoader(adapter, scope)
        self.aanvragers = AanvragersLoader(adapter, scope)
