"""Contact: how somebody can be reached, and when they were in touch with the municipality."""

from collections.abc import Awaitable

from auth.errors import Reason, Refused
from resolvers.aanvraag import id_van as aanvraag_id
from resolvers.ask import Ask
from resolvers.bladzijde import begin, hoogstens
from resolvers.sleutel import sleutel
from sources.core.belanghebbende import Belanghebbende
from sources.core.zgw import valid_uuid
from sources.klantinteracties.adapter import MOST, KlantcontactVraag
from sources.klantinteracties.loaders import KlantinteractiesLoaders
from sources.klantinteracties.records import DigitaalAdres, Pagina, Partij, SoortDigitaalAdres
from sources.klantinteracties.venster import Plek

__all__ = [
    "aanvragen_van",
    "contactgegevens",
    "contactmomenten",
    "emailadressen",
    "id_van",
    "nummer",
    "over_aanvraag",
    "overige",
    "regels",
    "telefoonnummers",
]


def contactgegevens(nummer: str, ask: Ask) -> Awaitable[Partij | None]:
    """How somebody can be reached, by BSN or KVK number.

    What they gave to be kept secret is for themselves and who helps them, and not for who comes by through them: the
    number of a child may be that of a parent who hides.
    """
    load: Awaitable[Partij | None] = ask.context.of(KlantinteractiesLoaders).partij.load(
        (Belanghebbende(nummer), ask.paths())
    )
    return load if ask.context.decisions.is_open(nummer) else _open(load)


async def _open(load: Awaitable[Partij | None]) -> Partij | None:
    partij = await load
    if partij is not None and partij.indicatie_geheimhouding:
        raise Refused(Reason.GEEN_TOEGANG)
    return partij


def contactmomenten(nummer: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Pagina | None]:
    """A page of somebody's contacts with the municipality, by BSN or KVK number, newest first."""
    return _pagina(nummer, ask, eerste, na)


def over_aanvraag(uuid: str, ask: Ask, *, eerste: int = 20, na: str | None = None) -> Awaitable[Pagina | None] | None:
    """A page of the contacts about a request: those of whose request it is, and nobody else's."""
    return None if ask.subject is None else _pagina(ask.subject, ask, eerste, na, uuid)


def _pagina(nummer: str, ask: Ask, eerste: int, na: str | None, zaak: str | None = None) -> Awaitable[Pagina | None]:
    hoogstens(eerste, MOST)
    try:
        after = Plek.read(na) if na is not None else None
    except ValueError:
        raise begin() from None
    vraag = KlantcontactVraag(Belanghebbende(nummer), eerste, after, zaak)
    load: Awaitable[Pagina | None] = ask.context.of(KlantinteractiesLoaders).klantcontacten.load((vraag, ask.paths()))
    return load


def emailadressen(adressen: list[DigitaalAdres] | None) -> list[DigitaalAdres]:
    """The e-mail addresses."""
    return _van(adressen, SoortDigitaalAdres.EMAIL)


def telefoonnummers(adressen: list[DigitaalAdres] | None) -> list[DigitaalAdres]:
    """The telephone numbers."""
    return _van(adressen, SoortDigitaalAdres.TELEFOONNUMMER)


def overige(adressen: list[DigitaalAdres] | None) -> list[DigitaalAdres]:
    """What is neither."""
    return _van(adressen, SoortDigitaalAdres.OVERIG)


def _van(adressen: list[DigitaalAdres] | None, soort: SoortDigitaalAdres) -> list[DigitaalAdres]:
    return [adres for adres in adressen or () if adres.soort_digitaal_adres is soort]


def regels(
    straat: str | None,
    huisnummer: int | None,
    toevoeging: str | None,
    postcode: str | None,
    stad: str | None,
    regel1: str | None,
    regel2: str | None,
    regel3: str | None,
) -> list[str]:
    """The lines of an address: street and number, postal code and town, and what was given in lines."""
    number = f"{huisnummer or ''}{toevoeging or ''}"
    parted = (" ".join(filter(None, (straat, number))), " ".join(filter(None, (postcode, stad))))
    return [line for line in (*parted, regel1, regel2, regel3) if line]


def nummer(referentienummer: str | None, nummer_: str | None) -> str | None:
    """The number to mention: the one that took the other's place comes first."""
    return referentienummer or nummer_


def aanvragen_van(ids: list[str | None] | None, soorten: list[str | None] | None) -> list[str]:
    """The keys of the requests among what a contact was about; registers call such a thing `zaak` or `zgw-Zaak`."""
    pairs = zip(ids or (), soorten or (), strict=True)
    uuids = ((id_ or "").lower() for id_, soort in pairs if (soort or "").lower().endswith("zaak"))
    return [aanvraag_id(uuid) for uuid in uuids if valid_uuid(uuid)]


def id_van(uuid: str) -> str:
    """The key of a contact, or of a digital address."""
    return sleutel(KlantinteractiesLoaders.registry, uuid)
