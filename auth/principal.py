"""Who is asking, and for whom."""

from dataclasses import dataclass, field

from auth.groups import FieldGroup
from auth.roles import Level, Mandate, Role, Scope

__all__ = ["Organisation", "Principal", "Representation"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The company for which somebody logged in with eHerkenning.

    Either number may be missing, never both; with a `vestigingsnummer` they act for that branch only. `intermediary` is
    the KVK number of a company in between (a chain).
    """

    kvk: str | None = None
    rsin: str | None = None
    vestigingsnummer: str | None = None
    intermediary: str | None = None


@dataclass(frozen=True, slots=True)
class Representation:
    """By what somebody acts for the data subject. `groups` are what a machtiging is about; the others name none."""

    mandate: Mandate
    groups: frozenset[FieldGroup] = frozenset()


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who has logged in, or a service with its own credentials. Its repr tells nothing personal.

    `id` is what the issuer calls them: opaque, stable, the key under which an employee's own things are kept.
    `subject` is whose dossier a resident opens, their own or that of whom they represent, and None for everybody else.
    `bsn` is the own number of who logged in, where the token says it. `level` is that of the log-in, for a
    representative no higher than that of the mandate. `pseudonym` is of who came with eIDAS without BSN. `department`
    is an employee's. The purpose of an employee is not here: it belongs to a klantcontact. `session` is by what the
    session of a browser is known here, which is not what the browser has; empty for who came with a token.
    """

    role: Role
    id: str = field(repr=False)
    client_id: str
    expires: int  # seconds since the epoch
    level: Level = Level.GEEN
    subject: str | None = field(default=None, repr=False)
    bsn: str | None = field(default=None, repr=False)
    scopes: frozenset[Scope] = frozenset()
    representation: Representation | None = None
    organisation: Organisation | None = field(default=None, repr=False)
    pseudonym: str | None = field(default=None, repr=False)
    department: str = ""
    session: str = field(default="", repr=False, compare=False)
