"""The words in which the policy speaks of a viewer: role, level of assurance, scope, purpose, relation."""

from enum import IntEnum, StrEnum

__all__ = ["Level", "Purpose", "Relation", "Role", "Scope"]


class Role(StrEnum):
    """As what somebody has logged in; a person who is both resident and employee logs in as one of them."""

    INWONER = "INWONER"
    MEDEWERKER = "MEDEWERKER"
    DIENST = "DIENST"


class Level(IntEnum):
    """How sure we are that they are who they say: one scale for DigiD, eHerkenning and eIDAS. Unknown is GEEN."""

    GEEN = 0
    LAAG = 1
    MIDDEN = 2
    SUBSTANTIEEL = 3
    HOOG = 4


class Scope(StrEnum):
    """What a client was given for its activity; in a token as `scope`, divided by spaces (RFC 6749 §3.3)."""

    GEGEVENS_LEZEN = "gegevens:lezen"
    ZAKEN_LEZEN = "zaken:lezen"
    FINANCIEEL_LEZEN = "financieel:lezen"


class Relation(StrEnum):
    """What the data subject is to the dossier that the viewer has opened.

    ZELF is the dossier's own subject, MINDERJARIG_KIND a child under eighteen of that subject. How old the child is
    exactly and who has parental authority are not part of it yet, so the policy is careful with children.
    """

    ZELF = "ZELF"
    MINDERJARIG_KIND = "MINDERJARIG_KIND"
    ANDER = "ANDER"


class Purpose(StrEnum):
    """Why an employee opens a dossier (doelbinding, AVG art. 5.1.b); the agent chooses by `dutch` or `english`."""

    AANVRAGEN = "AANVRAGEN"
    BURGERZAKEN = "BURGERZAKEN"
    BELASTINGEN = "BELASTINGEN"
    PARKEREN = "PARKEREN"
    NALATENSCHAP = "NALATENSCHAP"
    OVERIG = "OVERIG"

    @property
    def dutch(self) -> str:
        """The purpose in Dutch."""
        return _PURPOSES[self][0]

    @property
    def english(self) -> str:
        """The purpose in English."""
        return _PURPOSES[self][1]


_PURPOSES = {
    Purpose.AANVRAGEN: (
        "Een vraag over een lopende of afgeronde aanvraag",
        "A question about a current or completed request",
    ),
    Purpose.BURGERZAKEN: (
        "Paspoort, rijbewijs, verhuizing of gegevens in de basisregistratie",
        "Passport, driving licence, moving house or data in the register of persons",
    ),
    Purpose.BELASTINGEN: (
        "Gemeentelijke belastingen en WOZ-waarde",
        "Municipal taxes and property valuation",
    ),
    Purpose.PARKEREN: ("Parkeren en parkeervergunningen", "Parking and parking permits"),
    Purpose.NALATENSCHAP: ("De nalatenschap van iemand die is overleden", "The estate of somebody who has died"),
    Purpose.OVERIG: ("Een andere vraag aan de gemeente", "Another question to the municipality"),
}
