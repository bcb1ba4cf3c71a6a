"""What somebody is to another."""

from enum import Enum

from sources.brp.records import Kind, Ouder, Partner

__all__ = ["RelatieSoort", "soort"]


class RelatieSoort(Enum):
    """The lists of a person's own record in which others stand."""

    PARTNER = Partner.soort
    KIND = Kind.soort
    OUDER = Ouder.soort


soort = RelatieSoort
