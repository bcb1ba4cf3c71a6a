"""Who has logged in, and how."""

from datetime import datetime

from auth.groups import FieldGroup
from auth.roles import Role
from resolvers import sessie as derive
from schema.engine.declare import from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.niveau import Level

__all__ = ["Sessie"]

make_enum(
    Role,
    "Rol",
    words("Als wat iemand is ingelogd.", "As what somebody has logged in."),
    {
        Role.INWONER: words("Inwoner, met DigiD.", "Resident."),
        Role.MEDEWERKER: words("Medewerker van de gemeente.", "Employee of the municipality."),
        Role.DIENST: words("Een dienst, zonder mens erachter.", "A service, without a human behind it."),
    },
)


@from_record(derive.Sessie, "Wie er is ingelogd, en hoe.", "Who has logged in, and how.", group=FieldGroup.SESSIE)
class Sessie:
    """The session of the one who asks."""

    rol: Role = plain("Als wat u bent ingelogd.", "As what you have logged in.")
    niveau: Level = plain("Hoe zeker de gemeente weet wie u bent.", "How sure the municipality is who you are.")
    verloopt_op: datetime = plain("Tot wanneer de sessie geldt.", "Until when the session holds.")
