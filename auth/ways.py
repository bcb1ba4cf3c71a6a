"""The ways in: with what somebody logs in, and so what they can be here."""

from collections.abc import Mapping

from auth.principal import Principal
from auth.roles import Mandate, Role
from auth.worded import Worded

__all__ = ["MANDATES", "Way", "way_of"]


class Way(Worded):
    """One way to log in. `dutch` and `english` name it in words, its value is its place in an address."""

    DIGID = "digid", "Inloggen met DigiD", "Log in with DigiD"
    DIGID_MACHTIGEN = (
        "digid-machtigen",
        "Inloggen voor iemand anders met DigiD Machtigen",
        "Log in for someone else, with DigiD",
    )
    OUDERLIJK_GEZAG = "ouderlijk-gezag", "Inloggen voor uw kind met DigiD", "Log in for your child with DigiD"
    EHERKENNING = (
        "eherkenning",
        "Inloggen voor een organisatie met eHerkenning",
        "Log in for an organisation with eHerkenning",
    )
    EHERKENNING_BEWINDVOERING = (
        "eherkenning-bewindvoering",
        "Inloggen als bewindvoerder met eHerkenning",
        "Log in as an administrator for a client, with eHerkenning",
    )
    EIDAS = "eidas", "Inloggen met een Europees inlogmiddel (eIDAS)", "Log in with a European means (eIDAS)"
    MEDEWERKERS = "medewerkers", "Inloggen als medewerker van de gemeente", "Log in as an employee of the municipality"


_OF_ROLE = {
    Role.INWONER: Way.DIGID,
    Role.INWONER_EIDAS: Way.EIDAS,
    Role.EIDAS_ZONDER_BSN: Way.EIDAS,
    Role.ONDERNEMER: Way.EHERKENNING,
}
MANDATES: Mapping[Way, Mandate] = {
    Way.DIGID_MACHTIGEN: Mandate.MACHTIGING,
    Way.OUDERLIJK_GEZAG: Mandate.OUDERLIJK_GEZAG,
    Way.EHERKENNING_BEWINDVOERING: Mandate.BEWIND,
}
_OF_MANDATE = {mandate: way for way, mandate in MANDATES.items()}


def way_of(principal: Principal) -> Way:
    """The way by which somebody like this came in."""
    if principal.representation is not None:
        return _OF_MANDATE[principal.representation.mandate]
    return _OF_ROLE.get(principal.role, Way.MEDEWERKERS)
