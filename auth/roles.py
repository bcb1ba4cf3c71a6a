"""The words in which the policy speaks of a viewer: role, level of assurance, scope, purpose, relation."""

from enum import IntEnum, StrEnum

from auth.worded import Worded

__all__ = ["Level", "Mandate", "Purpose", "Relation", "Role", "Scope", "Verification"]


class Role(StrEnum):
    """As what somebody has logged in; a person who is both resident and employee logs in as one of them.

    INWONER came with DigiD, INWONER_EIDAS with a European means that says the BSN, EIDAS_ZONDER_BSN with one that says
    a pseudonym only. ONDERNEMER came with eHerkenning, for the company or as a bewindvoerder. MEDEWERKER_AFGESCHERMD is
    the employee who may also open a shielded dossier. FG is the data protection officer.
    """

    INWONER = "INWONER"
    INWONER_EIDAS = "INWONER_EIDAS"
    EIDAS_ZONDER_BSN = "EIDAS_ZONDER_BSN"
    ONDERNEMER = "ONDERNEMER"
    MEDEWERKER = "MEDEWERKER"
    MEDEWERKER_AFGESCHERMD = "MEDEWERKER_AFGESCHERMD"
    ANALIST = "ANALIST"
    DIENST = "DIENST"
    BEHEERDER = "BEHEERDER"
    FG = "FG"

    @property
    def is_employee(self) -> bool:
        """Whether somebody opens dossiers of others for their work, by klantcontacten."""
        return self in (Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD)


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
    VERGUNNINGEN_LEZEN = "vergunningen:lezen"


class Relation(StrEnum):
    """What the data subject is to who looks, or, for an employee, to the subject of the dossier that is open.

    ZELF is the subject of the dossier. A KIND is a minor over whom the BRP gives that subject authority: to 12, from 12
    and from 16. GEMACHTIGD gave a mandate through DigiD Machtigen, ONDER_BEWIND is represented by a bewindvoerder.
    ORGANISATIE is the company for which somebody logged in, or about which an employee is called; VESTIGING is it for
    who may act for one of its branches only. ANDER is everybody else.
    """

    ZELF = "ZELF"
    KIND_TOT_12 = "KIND_TOT_12"
    KIND_VAN_12 = "KIND_VAN_12"
    KIND_VAN_16 = "KIND_VAN_16"
    GEMACHTIGD = "GEMACHTIGD"
    ONDER_BEWIND = "ONDER_BEWIND"
    ORGANISATIE = "ORGANISATIE"
    VESTIGING = "VESTIGING"
    ANDER = "ANDER"

    @property
    def is_child(self) -> bool:
        """Whether it is a minor over whom the BRP gives authority."""
        return self in (Relation.KIND_TOT_12, Relation.KIND_VAN_12, Relation.KIND_VAN_16)


class Mandate(StrEnum):
    """By what somebody acts for another."""

    MACHTIGING = "MACHTIGING"
    OUDERLIJK_GEZAG = "OUDERLIJK_GEZAG"
    BEWIND = "BEWIND"


class Verification(Worded):
    """How an employee made sure that the caller is who they say; `dutch` and `english` say it in words."""

    CONTROLEVRAGEN = "CONTROLEVRAGEN", "Met controlevragen", "By control questions"
    LEGITIMATIE = "LEGITIMATIE", "Met een identiteitsbewijs aan de balie", "By an identity document at the counter"
    CODE_UIT_PORTAAL = "CODE_UIT_PORTAAL", "Met de code uit het portaal", "By the code from the portal"
    NIET_GEVERIFIEERD = (
        "NIET_GEVERIFIEERD",
        "Niet: er werd niet over het dossier gesproken",
        "Not: the dossier was not spoken of",
    )


class Purpose(Worded):
    """Why an employee opens a dossier (doelbinding, AVG art. 5.1.b); the agent chooses by `dutch` or `english`."""

    AANVRAGEN = (
        "AANVRAGEN",
        "Een vraag over een lopende of afgeronde aanvraag",
        "A question about a current or completed request",
    )
    BURGERZAKEN = (
        "BURGERZAKEN",
        "Paspoort, rijbewijs, verhuizing of gegevens in de basisregistratie",
        "Passport, driving licence, moving house or data in the register of persons",
    )
    BELASTINGEN = "BELASTINGEN", "Gemeentelijke belastingen en WOZ-waarde", "Municipal taxes and property valuation"
    PARKEREN = "PARKEREN", "Parkeren en parkeervergunningen", "Parking and parking permits"
    NALATENSCHAP = "NALATENSCHAP", "De nalatenschap van iemand die is overleden", "The estate of somebody who has died"
    OVERIG = "OVERIG", "Een andere vraag aan de gemeente", "Another question to the municipality"

    @property
    def of_organisations(self) -> bool:
        """Whether the dossier of an organisation can be opened for it."""
        return self not in (Purpose.BURGERZAKEN, Purpose.NALATENSCHAP)
