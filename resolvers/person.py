"""Persons: the resident, whom a service asks for, and who stands in somebody's own record."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from auth.groups import FieldGroup
from auth.language import Taal
from auth.policy import Door
from auth.roles import Mandate, Relation
from auth.table import NOTED
from resolvers.ask import Ask, Known
from resolvers.errors import InvalidInput
from resolvers.gezag import PATH, holders, relation
from sources.brp.loaders import BrpLoaders
from sources.brp.records import Kind, Persoon
from sources.core.errors import RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.haalcentraal import Datum

__all__ = ["entered", "geldt", "mij", "person", "personen", "relatie_persoon", "samengestelde_naam"]

_AWAY = (RegistryUnavailable, RegistryTooSlow, RegistryInvalid)
_SECRECY = "geheimhoudingPersoonsgegevens"
_HOME = "verblijfplaats.adresseerbaarObjectIdentificatie"
[_PARENT_SECRECY] = NOTED
_MOST = 50  # persons in one question of a service


def person(bsn: str, ask: Ask) -> Known[Persoon]:
    """The person of this number, asked for exactly what this viewer may see of what is wanted here.

    Where something below depends on it, whom they have authority over is asked along.
    """
    record: Awaitable[Persoon | None] = ask.context.of(BrpLoaders).personen.load((bsn, ask.paths(bsn)))
    decisions = ask.context.decisions
    if ask.authority is not None and decisions.is_open(bsn) and decisions.may(bsn, FieldGroup.RELATIES):
        home = frozenset({_HOME}) if FieldGroup.ADRES in ask.authority else frozenset[str]()
        record = _after(record, ask.context.authority(bsn, home))
    return Known(Persoon(bsn), record, _AWAY)


async def _after(record: Awaitable[Persoon | None], authority: "asyncio.Future[Any]") -> Persoon | None:
    found = await record
    await asyncio.wait([authority])
    return found


def mij(ask: Ask, *, taal: Taal | None = None) -> Known[Persoon] | Awaitable[Persoon | None] | None:
    """The resident whose dossier this session is about."""
    ask.context.speak(taal)
    viewer = ask.context.enter(Door.MIJ)
    if viewer.subject is None:
        return None
    if viewer.representation is not None and viewer.representation.mandate is Mandate.OUDERLIJK_GEZAG:
        return _child(viewer.bsn, viewer.subject, ask)
    ask.context.decisions.admit(viewer.subject)
    return person(viewer.subject, ask)


async def entered(ask: Ask) -> str | None:
    """Whose dossier this session is about, opened as `mij` opens it, without a look at the record; None for nobody's.

    Raises `Refused`. Only of a child for whom a parent logged in is asked whether that parent has authority.
    """
    viewer = ask.context.enter(Door.MIJ)
    if viewer.subject is not None and viewer.representation is not None:
        if viewer.representation.mandate is Mandate.OUDERLIJK_GEZAG:
            await _child(viewer.bsn, viewer.subject, ask)
            return viewer.subject
    if viewer.subject is not None:
        ask.context.decisions.admit(viewer.subject)
    return viewer.subject


async def _child(parent: str | None, child: str, ask: Ask) -> Persoon | None:
    """A child for whom a parent logged in: first of all, whether the BRP gives that parent authority now."""
    if parent is None:
        return None
    persons, decisions = ask.context.of(BrpLoaders).personen, ask.context.decisions
    record = await persons.load((child, frozenset({PATH, "geboorte.datum"})))
    if record is None:
        return None
    found = holders(record.gezag, child)
    born = record.geboorte.datum if record.geboorte else None
    decisions.entrust(child, relation(parent in found, born, ask.context.today))
    if FieldGroup.ADRES in ask.groups and decisions.may(child, FieldGroup.ADRES):
        await _note_secrecy(child, found - {parent}, ask)
    return await persons.load((child, ask.paths(child)))


def personen(ask: Ask, *, burgerservicenummers: list[str], taal: Taal | None = None) -> list[Known[Persoon]]:
    """The persons for whom a service asks, at most fifty, in the order of the question."""
    ask.context.speak(taal)
    ask.context.enter(Door.PERSONEN)
    if len(burgerservicenummers) > _MOST:
        raise InvalidInput(
            f"Vraag hoogstens {_MOST} burgerservicenummers tegelijk.",
            f"Ask for {_MOST} burgerservicenummers at most.",
        )
    for bsn in burgerservicenummers:
        ask.context.decisions.admit(bsn)
    return [person(bsn, ask) for bsn in burgerservicenummers]


def relatie_persoon(soort: str, bsn: str | None, geboren: Datum | None, ask: Ask) -> Known[Persoon] | None:
    """The person behind a relation; who has no number here is not in the registry of persons."""
    if bsn is None:
        return None
    decisions, found, parent = ask.context.decisions, frozenset[str](), None
    if soort == Kind.soort and ask.subject is not None and decisions.is_open(ask.subject):
        home = frozenset({_HOME}) if FieldGroup.ADRES in ask.groups else frozenset[str]()
        parent = ask.context.known_authority(ask.subject, home)  # it came with the parent's record
        found = holders(parent.gezag, bsn) if parent is not None else found
    what = relation(ask.subject in found, geboren, ask.context.today)
    decisions.relate(bsn, what, of=ask.subject)
    if what is Relation.ANDER or not (FieldGroup.ADRES in ask.groups and decisions.may(bsn, FieldGroup.ADRES)):
        return person(bsn, ask)
    record = ask.context.of(BrpLoaders).personen.load((bsn, ask.paths(bsn) | {_HOME}))
    return Known(Persoon(bsn), _kept_secret(record, _home(parent), found - {ask.subject}, ask), _AWAY)


async def _kept_secret(
    record: Awaitable[Persoon | None], home: str | None, others: frozenset[str | None], ask: Ask
) -> Persoon | None:
    """A child, once it is known whether its address is to be kept from its parent: not if it lives with that parent."""
    child = await record
    if child is not None:
        if home is not None and _home(child) == home:
            ask.context.decisions.note(child.burgerservicenummer, _PARENT_SECRECY, False)
        else:
            await _note_secrecy(child.burgerservicenummer, others, ask)
    return child


def _home(person: Persoon | None) -> str | None:
    place = person.verblijfplaats if person is not None else None
    return place.adresseerbaar_object_identificatie if place is not None else None


async def _note_secrecy(child: str, others: frozenset[str | None], ask: Ask) -> None:
    """Note whether another who has authority over a child keeps their own address secret: the child may live there.

    Of whom that can't be asked, it stays unknown, and unknown is kept back.
    """
    persons = ask.context.of(BrpLoaders).personen
    loads = [persons.load((other, frozenset({_SECRECY}))) for other in others if other]
    try:
        records = await asyncio.gather(*loads)
    except RegistryError:
        return
    secret = any(record is None or geldt(record.geheimhouding_persoonsgegevens) for record in records)
    ask.context.decisions.note(child, _PARENT_SECRECY, secret)


def geldt(aanduiding: bool | None) -> bool:
    """An indication that the BRP leaves out where it does not hold."""
    return aanduiding is True


def samengestelde_naam(voornamen: str | None, voorvoegsel: str | None, geslachtsnaam: str | None) -> str | None:
    """Given names, prefix and surname in one line; the BRP composes no full name for relations."""
    return " ".join(part for part in (voornamen, voorvoegsel, geslachtsnaam) if part) or None
