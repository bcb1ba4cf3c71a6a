"""Who is asking."""

from dataclasses import dataclass, field

from auth.roles import Level, Role, Scope

__all__ = ["Principal"]


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who has logged in, or a service with its own credentials. Its repr tells nothing personal.

    `id` is what the issuer calls them: opaque, stable, the key under which an employee's own things are kept.
    `subject` is whose dossier a resident opens, and None for everybody else. `bsn` is the own number of who logged in,
    where the token says it. The purpose of an employee is not here: it belongs to a klantcontact.
    """

    role: Role
    id: str = field(repr=False)
    client_id: str
    expires: int  # seconds since the epoch
    level: Level = Level.GEEN
    subject: str | None = field(default=None, repr=False)
    bsn: str | None = field(default=None, repr=False)
    scopes: frozenset[Scope] = frozenset()
