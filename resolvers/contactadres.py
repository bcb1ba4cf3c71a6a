"""The address by which a resident can be found elsewhere: one of which the municipality knows that it is theirs."""

from collections.abc import Awaitable
from datetime import date

from resolvers.ask import Ask
from sources.core.belanghebbende import Belanghebbende
from sources.klantinteracties.loaders import KlantinteractiesLoaders
from sources.klantinteracties.records import DigitaalAdres, SoortDigitaalAdres

__all__ = ["geverifieerd_adres"]

_PATHS = frozenset(f"_expand.digitaleAdressen.{name}" for name in ("adres", "verificatieDatum"))


def geverifieerd_adres(bsn: str, ask: Ask) -> Awaitable[str | None]:
    """The e-mail address of somebody that was verified: the usual one of those, or else the last that was."""
    load = ask.context.of(KlantinteractiesLoaders).partij.load((Belanghebbende(bsn), _PATHS))

    async def known() -> str | None:
        party = await load
        given = () if party is None or party.expand is None else party.expand.digitale_adressen
        proven = [each for each in given if _is_proven(each)]
        return max(proven, key=_order).adres if proven else None

    return known()


def _is_proven(address: DigitaalAdres) -> bool:
    is_mail = address.soort_digitaal_adres is SoortDigitaalAdres.EMAIL
    return is_mail and address.verificatie_datum is not None and bool(address.adres)


def _order(address: DigitaalAdres) -> tuple[bool, date]:
    return bool(address.is_standaard_adres), address.verificatie_datum or date.min
