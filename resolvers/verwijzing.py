"""Referrals: what of somebody is elsewhere and isn't copied here, and where to go for it. They are data."""

from collections.abc import Collection, Sequence
from enum import Enum
from urllib.parse import urlsplit

from msgspec import Struct

from auth.roles import Role
from resolvers.ask import Ask
from resolvers.tweetalig import Tweetalig

__all__ = ["Verwijzing", "VerwijzingRegel", "Voor", "getoond", "van_organisatie", "van_persoon"]


class Voor(Enum):
    """For whom a referral is."""

    PERSOON = "persoon"
    ORGANISATIE = "organisatie"


class VerwijzingRegel(Struct, frozen=True, forbid_unknown_fields=True):
    """One referral, as `verwijzingen.toml` has it; what its parts mean stands at the head of that file."""

    sleutel: str
    aanbieder: str
    naam: Tweetalig
    tekst: Tweetalig
    adres: Tweetalig
    bij: list[str] = []
    voor: tuple[Voor, ...] = (Voor.PERSOON,)
    digid_eenmalig: bool = False

    def __post_init__(self) -> None:
        for address in (self.adres.nl, self.adres.en):
            parts = urlsplit(address)
            if parts.scheme != "https" or not parts.hostname or parts.username is not None:
                raise ValueError("adres: an address that begins with https://")


class Verwijzing(Struct, frozen=True, rename="camel"):
    """A referral in the language of who asks."""

    sleutel: str
    aanbieder: str
    naam: str
    tekst: str
    adres: str
    bij: list[str]
    zonder_opnieuw_inloggen: bool


def getoond(regel: VerwijzingRegel, ask: Ask) -> Verwijzing:
    """One referral to this viewer: only who logged in with DigiD for themself is logged in elsewhere too."""
    viewer, language = ask.context.principal, ask.context.language
    digid = viewer is not None and viewer.role is Role.INWONER and viewer.representation is None
    return Verwijzing(
        sleutel=regel.sleutel,
        aanbieder=regel.aanbieder,
        naam=regel.naam.in_taal(language),
        tekst=regel.tekst.in_taal(language),
        adres=regel.adres.in_taal(language),
        bij=regel.bij,
        zonder_opnieuw_inloggen=regel.digid_eenmalig and digid,
    )


def van_persoon(ask: Ask, *, bij: list[str] | None = None) -> list[Verwijzing]:
    """The referrals of a resident; with `bij` only those that belong with one of these blocks."""
    return _those(ask.context.wegwijs.verwijzingen, Voor.PERSOON, bij, ask)


def van_organisatie(ask: Ask, *, bij: list[str] | None = None) -> list[Verwijzing]:
    """The referrals of a company."""
    return _those(ask.context.wegwijs.verwijzingen, Voor.ORGANISATIE, bij, ask)


def _those(regels: Sequence[VerwijzingRegel], voor: Voor, bij: Collection[str] | None, ask: Ask) -> list[Verwijzing]:
    wanted = [regel for regel in regels if voor in regel.voor and (bij is None or not set(bij).isdisjoint(regel.bij))]
    return [getoond(regel, ask) for regel in wanted]
