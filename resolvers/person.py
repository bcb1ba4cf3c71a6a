"""Persons: the resident, whom a service asks for, and who stands in somebody's own record."""

from datetime import date

from auth.age import is_minor
from auth.policy import Door
from auth.roles import Relation
from resolvers.ask import Ask, Known
from resolvers.errors import InvalidInput
from sources.brp.loaders import BrpLoaders
from sources.brp.records import Kind, Persoon
from sources.core.errors import RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.haalcentraal import Datum

__all__ = ["geldt", "mij", "person", "personen", "relatie_persoon", "relation", "samengestelde_naam"]

_AWAY = (RegistryUnavailable, RegistryTooSlow, RegistryInvalid)
_MOST = 50  # persons in one question of a service


def person(bsn: str, ask: Ask) -> Known[Persoon]:
    """The person of this number, asked for exactly what this viewer may see of what is wanted here."""
    return Known(Persoon(bsn), ask.context.of(BrpLoaders).personen.load((bsn, ask.paths(bsn))), _AWAY)


def mij(ask: Ask) -> Known[Persoon] | None:
    """The resident whose dossier this session is about."""
    subject = ask.context.enter(Door.MIJ).subject
    if subject is None:
        return None
    ask.context.decisions.admit(subject)
    return person(subject, ask)


def personen(ask: Ask, *, burgerservicenummers: list[str]) -> list[Known[Persoon]]:
    """The persons for whom a service asks, at most fifty, in the order of the question."""
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
    ask.context.decisions.relate(bsn, relation(soort, geboren, ask.context.today), of=ask.subject)
    return person(bsn, ask)


def relation(soort: str, geboren: Datum | None, today: date) -> Relation:
    """What somebody in this list of the record is to its subject; a child counts as a minor only when it surely is."""
    if soort != Kind.soort or geboren is None:
        return Relation.ANDER
    if geboren.datum is not None:
        minor = is_minor(today, geboren.datum.year, geboren.datum.month, geboren.datum.day)
    else:
        minor = is_minor(today, geboren.jaar, geboren.maand)
    return Relation.KIND_TOT_12 if minor else Relation.ANDER


def geldt(aanduiding: bool | None) -> bool:
    """An indication that the BRP leaves out where it does not hold."""
    return aanduiding is True


def samengestelde_naam(voornamen: str | None, voorvoegsel: str | None, geslachtsnaam: str | None) -> str | None:
    """Given names, prefix and surname in one line; the BRP composes no full name for relations."""
    return " ".join(part for part in (voornamen, voorvoegsel, geslachtsnaam) if part) or None
