"""Who has logged in, and how."""

from datetime import datetime

from auth.groups import FieldGroup
from auth.roles import Mandate, Role
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
        Role.INWONER: words("Inwoner, met DigiD.", "Resident, with DigiD."),
        Role.INWONER_EIDAS: words("Inwoner, met een Europees inlogmiddel.", "Resident, with a European log-in."),
        Role.EIDAS_ZONDER_BSN: words(
            "Iemand uit Europa zonder burgerservicenummer.", "Somebody from Europe without a citizen service number."
        ),
        Role.ONDERNEMER: words("Voor een organisatie, met eHerkenning.", "For an organisation, with eHerkenning."),
        Role.MEDEWERKER: words("Medewerker van de gemeente.", "Employee of the municipality."),
        Role.MEDEWERKER_AFGESCHERMD: words(
            "Medewerker die ook afgeschermde dossiers behandelt.", "Employee who also handles shielded dossiers."
        ),
        Role.ANALIST: words("Analist, zonder toegang tot personen.", "Analyst, without access to persons."),
        Role.DIENST: words("Een dienst, zonder mens erachter.", "A service, without a human behind it."),
        Role.BEHEERDER: words("Beheerder, zonder toegang tot personen.", "Administrator, without access to persons."),
        Role.FG: words("Functionaris gegevensbescherming.", "Data protection officer."),
    },
)

make_enum(
    Mandate,
    "Mandaat",
    words("Waardoor iemand voor een ander handelt.", "By what somebody acts for another."),
    {
        Mandate.MACHTIGING: words("Een machtiging, zoals met DigiD Machtigen.", "A mandate that the other gave."),
        Mandate.OUDERLIJK_GEZAG: words("Het gezag over een kind.", "Authority over a child."),
        Mandate.BEWIND: words("Bewind, door de rechter ingesteld.", "Administration by order of the court."),
    },
)


@from_record(derive.Sessie, "Wie er is ingelogd, en hoe.", "Who has logged in, and how.", group=FieldGroup.SESSIE)
class Sessie:
    """The session of the one who asks."""

    rol: Role = plain("Als wat u bent ingelogd.", "As what you have logged in.")
    niveau: Level = plain("Hoe zeker de gemeente weet wie u bent.", "How sure the municipality is who you are.")
    verloopt_op: datetime = plain("Tot wanneer de sessie geldt.", "Until when the session holds.")
    mandaat: Mandate | None = plain(
        "Waardoor u voor een ander handelt; leeg als u voor uzelf komt.",
        "By what you act for another; empty where you come for yourself.",
    )
    kvk_nummer: str | None = plain("Voor welke organisatie u handelt.", "For which organisation you act.")
    vestigingsnummer: str | None = plain(
        "Voor welke vestiging alleen; leeg als het voor de hele organisatie is.",
        "For which branch only; empty where it is for the whole organisation.",
    )
