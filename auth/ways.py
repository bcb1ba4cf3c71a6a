"""The ways in: with what somebody logs in, and so what they can be here."""

from enum import StrEnum

from auth.principal import Principal
from auth.roles import Mandate, Role

__all__ = ["Way", "way_of"]


class Way(StrEnum):
    """One way to log in. `dutch` and `english` name it in words, its value is its place in an address."""

    DIGID = "digid"
    DIGID_MACHTIGEN = "digid-machtigen"
    OUDERLIJK_GEZAG = "ouderlijk-gezag"
    EHERKENNING = "eherkenning"
    EHERKENNING_BEWINDVOERING = "eherkenning-bewindvoering"
    EIDAS = "eidas"
    MEDEWERKERS = "medewerkers"

    @property
    def dutch(self) -> str:
        """With what, in Dutch."""
        return _TEXTS[self][0]

    @property
    def english(self) -> str:
        """With what, in English."""
        return _TEXTS[self][1]


_TEXTS = {
    Way.DIGID: ("Inloggen met DigiD", "Log in with DigiD"),
    Way.DIGID_MACHTIGEN: ("Inloggen voor iemand anders met DigiD Machtigen", "Log in for someone else, with DigiD"),
    Way.OUDERLIJK_GEZAG: ("Inloggen voor uw kind met DigiD", "Log in for your child with DigiD"),
    Way.EHERKENNING: ("Inloggen voor een organisatie met eHerkenning", "Log in for an organisation with eHerkenning"),
    Way.EHERKENNING_BEWINDVOERING: (
        "Inloggen als bewindvoerder met eHerkenning",
        "Log in as an administrator for a client, with eHerkenning",
    ),
    Way.EIDAS: ("Inloggen met een Europees inlogmiddel (eIDAS)", "Log in with a European means (eIDAS)"),
    Way.MEDEWERKERS: ("Inloggen als medewerker van de gemeente", "Log in as an employee of the municipality"),
}

_OF_ROLE = {
    Role.INWONER: Way.DIGID,
    Role.INWONER_EIDAS: Way.EIDAS,
    Role.EIDAS_ZONDER_BSN: Way.EIDAS,
    Role.ONDERNEMER: Way.EHERKENNING,
}
_OF_MANDATE = {
    Mandate.MACHTIGING: Way.DIGID_MACHTIGEN,
    Mandate.OUDERLIJK_GEZAG: Way.OUDERLIJK_GEZAG,
    Mandate.BEWIND: Way.EHERKENNING_BEWINDVOERING,
}


def way_of(principal: Principal) -> Way:
    """The way by which somebody like this came in."""
    if principal.representation is not None:
        return _OF_MANDATE[principal.representation.mandate]
    return _OF_ROLE.get(principal.role, Way.MEDEWERKERS)
