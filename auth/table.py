"""The permission matrix as data: who may do what with which facts about whom, and what that takes.

What no line names is refused. `docs/policy.md` explains the table, `tests/policy/table.txt` shows all that follows from
it. A line names its groups one by one: a group that is added later is nobody's until a line here says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from auth.groups import FieldGroup
from auth.roles import Level, Purpose, Relation, Role, Scope

__all__ = ["NOTED", "POLICY", "Action", "Door", "Grant"]


class Action(StrEnum):
    """What somebody wants to do: read or change a group of facts about a data subject, or open a door."""

    LEZEN = "lezen"
    WIJZIGEN = "wijzigen"
    OPENEN = "openen"


class Door(StrEnum):
    """A root of the graph behind which data subjects are found."""

    MIJ = "mij"
    MIJN_ORGANISATIE = "mijnOrganisatie"
    KLANTCONTACT = "klantcontact"
    ZOEKEN = "zoekPersonen"
    ZOEKEN_ORGANISATIES = "zoekOrganisaties"
    PERSONEN = "personen"


Kind = FieldGroup | Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One line of the table: these roles may do this, under all of these conditions.

    `purposes` empty asks for no purpose. `mandated` asks for a mandate that names the group. `unless` are facts that
    take the grant away: one that is true, or of which nobody knows.
    """

    roles: frozenset[Role | None]
    action: Action = Action.LEZEN
    kinds: frozenset[Kind]
    relations: frozenset[Relation | None] = frozenset({None})
    level: Level = Level.GEEN
    scope: Scope | None = None
    purposes: frozenset[Purpose] = frozenset()
    mandated: bool = False
    unless: frozenset[str] = frozenset()

    def cells(self) -> Iterator[tuple[Role | None, Action, Kind, Relation | None]]:
        """Every (role, action, kind, relation) that this line is about."""
        return (
            (role, self.action, kind, relation)
            for role in self.roles
            for kind in self.kinds
            for relation in self.relations
        )


# Facts that are not in the record itself: the resolver that reaches somebody notes them (`Decisions.note`).
NOTED = frozenset({"geheimhoudingOuder"})

_G, _R = FieldGroup, Relation


def _kinds(*kinds: Kind) -> frozenset[Kind]:
    return frozenset(kinds)


def _roles(*roles: Role | None) -> frozenset[Role | None]:
    return frozenset(roles)


def _whose(*relations: Relation | None) -> frozenset[Relation | None]:
    return frozenset(relations)


_ANYBODY = _whose(None, *Relation)
_LOGGED_IN = _roles(*Role)
_DIGID, _EIDAS, _PSEUDONYM = _roles(Role.INWONER), _roles(Role.INWONER_EIDAS), _roles(Role.EIDAS_ZONDER_BSN)
_COMPANY = _roles(Role.ONDERNEMER)
_EMPLOYEES = _roles(Role.MEDEWERKER, Role.MEDEWERKER_AFGESCHERMD)
_SERVICE = _roles(Role.DIENST)
_SELF, _ALL_CHILDREN = _whose(_R.ZELF), _whose(*(relation for relation in _R if relation.is_child))
_BELOW_SIXTEEN = _whose(_R.KIND_TOT_12, _R.KIND_VAN_12)

_WHO = _kinds(_G.BSN, _G.IDENTITEIT)
_REGISTERED = _WHO | {_G.ADRES}
_DOSSIER = _REGISTERED | {
    _G.RELATIES,
    _G.ZAKEN,
    _G.FINANCIEEL,
    _G.PARKEREN,
    _G.PROFIEL,
    _G.BERICHTEN,
    _G.OPENBARE_RUIMTE,
}
_PERMITS = _kinds(_G.PARKEREN, _G.OPENBARE_RUIMTE)
_CONTACT = _kinds(_G.PROFIEL, _G.BERICHTEN)
_OWN_SECRET = frozenset({"geheimhouding"})
_SECRET = _OWN_SECRET | NOTED
_ANY_PURPOSE = frozenset(Purpose)
_CIVIL = frozenset({Purpose.BURGERZAKEN})
_OF_ORGANISATIONS = frozenset(purpose for purpose in Purpose if purpose.of_organisations)

_EVERYBODY = (
    Grant(roles=_roles(None, *Role), kinds=_kinds(_G.OPENBAAR), relations=_ANYBODY),
    Grant(roles=_LOGGED_IN, kinds=_kinds(_G.SESSIE), relations=_ANYBODY),
    # Employees too: who is asked why something is not there has to know that its registry is down.
    Grant(roles=_EMPLOYEES | _roles(Role.ANALIST, Role.DIENST, Role.BEHEERDER), kinds=_kinds(_G.TECHNIEK)),
)

# DigiD asks for midden, and for substantieel where it is sensitive; eIDAS and eHerkenning for substantieel throughout.
_RESIDENTS = (
    Grant(roles=_DIGID, action=Action.OPENEN, kinds=_kinds(Door.MIJ), level=Level.MIDDEN),
    Grant(roles=_DIGID, kinds=_DOSSIER | {_G.VERWERKINGEN}, relations=_SELF, level=Level.MIDDEN),
    Grant(roles=_DIGID, kinds=_kinds(_G.GEVOELIG, _G.ZAKEN_GEVOELIG), relations=_SELF, level=Level.SUBSTANTIEEL),
    Grant(
        roles=_DIGID,
        action=Action.WIJZIGEN,
        kinds=_PERMITS | {_G.ZAKEN, _G.FINANCIEEL} | _CONTACT,
        relations=_SELF,
        level=Level.MIDDEN,
    ),
    Grant(
        roles=_EIDAS | _PSEUDONYM,
        action=Action.OPENEN,
        kinds=_kinds(Door.MIJ),
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_EIDAS,
        kinds=_DOSSIER | {_G.VERWERKINGEN, _G.GEVOELIG, _G.ZAKEN_GEVOELIG},
        relations=_SELF,
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_EIDAS,
        action=Action.WIJZIGEN,
        kinds=_PERMITS | {_G.ZAKEN} | _CONTACT,
        relations=_SELF,
        level=Level.SUBSTANTIEEL,
    ),
    # Without a BSN there is only what is registered on the pseudonym.
    Grant(
        roles=_PSEUDONYM,
        kinds=_CONTACT | {_G.IDENTITEIT, _G.ZAKEN, _G.VERWERKINGEN},
        relations=_SELF,
        level=Level.SUBSTANTIEEL,
    ),
    Grant(roles=_PSEUDONYM, action=Action.WIJZIGEN, kinds=_CONTACT, relations=_SELF, level=Level.SUBSTANTIEEL),
)


def _parent(roles: frozenset[Role | None], level: Level) -> tuple[Grant, ...]:
    """What a parent with authority sees of a child, by its age; what is about care or money is never among it."""
    high = Level.SUBSTANTIEEL
    young = _whose(_R.KIND_TOT_12)
    return (
        Grant(roles=roles, kinds=_WHO | {_G.ZAKEN}, relations=_ALL_CHILDREN, level=level),
        Grant(roles=roles, kinds=_kinds(_G.ADRES), relations=_ALL_CHILDREN, level=level, unless=_SECRET),
        Grant(roles=roles, kinds=_CONTACT | {_G.RELATIES}, relations=_BELOW_SIXTEEN, level=level),
        Grant(roles=roles, kinds=_kinds(_G.GEVOELIG), relations=_ALL_CHILDREN, level=high),
        Grant(roles=roles, kinds=_kinds(_G.ZAKEN_GEVOELIG), relations=young, level=high),
        Grant(roles=roles, kinds=_kinds(_G.VERWERKINGEN), relations=young, level=level),
    )


def _mandate(roles: frozenset[Role | None], level: Level) -> tuple[Grant, ...]:
    """What somebody with a machtiging sees of who gave it: who they are, and what the mandate names."""
    given = _whose(_R.GEMACHTIGD)
    named = _PERMITS | {_G.ZAKEN, _G.FINANCIEEL}
    sensitive = _kinds(_G.ZAKEN_GEVOELIG)
    return (
        Grant(roles=roles, kinds=_WHO, relations=given, level=level),
        Grant(roles=roles, kinds=named, relations=given, level=level, mandated=True),
        Grant(roles=roles, kinds=sensitive, relations=given, level=Level.SUBSTANTIEEL, mandated=True),
        Grant(
            roles=roles,
            action=Action.WIJZIGEN,
            kinds=_PERMITS | {_G.ZAKEN},
            relations=given,
            level=level,
            mandated=True,
        ),
    )


_REPRESENTATIVES = (
    *_parent(_DIGID, Level.MIDDEN),
    *_parent(_EIDAS, Level.SUBSTANTIEEL),
    *_mandate(_DIGID, Level.MIDDEN),
    *_mandate(_EIDAS, Level.SUBSTANTIEEL),
)

_ORGANISATION = _PERMITS | {_G.ZAKEN, _G.FINANCIEEL, _G.PROFIEL, _G.BERICHTEN}
_UNDER = _whose(_R.ONDER_BEWIND)
_COMPANIES = (
    Grant(
        roles=_COMPANY,
        action=Action.OPENEN,
        kinds=_kinds(Door.MIJ, Door.MIJN_ORGANISATIE),
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_COMPANY,
        kinds=_ORGANISATION | {_G.ADRES, _G.HANDELSREGISTER, _G.ZAKEN_GEVOELIG, _G.VERWERKINGEN},
        relations=_whose(_R.ORGANISATIE),
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_COMPANY,
        action=Action.WIJZIGEN,
        kinds=_ORGANISATION,
        relations=_whose(_R.ORGANISATIE),
        level=Level.SUBSTANTIEEL,
    ),
    # Who acts for one branch: its requests. What is registered on the whole company is not for them.
    Grant(
        roles=_COMPANY,
        kinds=_kinds(_G.HANDELSREGISTER, _G.ZAKEN, _G.ZAKEN_GEVOELIG),
        relations=_whose(_R.VESTIGING),
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_COMPANY,
        action=Action.WIJZIGEN,
        kinds=_kinds(_G.ZAKEN),
        relations=_whose(_R.VESTIGING),
        level=Level.SUBSTANTIEEL,
    ),
    # A bewindvoerder: the money without more, requests as far as the court's order names them.
    Grant(
        roles=_COMPANY,
        kinds=_WHO | _PERMITS | {_G.FINANCIEEL, _G.VERWERKINGEN},
        relations=_UNDER,
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_COMPANY,
        kinds=_kinds(_G.ADRES),
        relations=_UNDER,
        level=Level.SUBSTANTIEEL,
        unless=_OWN_SECRET,
    ),
    Grant(
        roles=_COMPANY,
        kinds=_kinds(_G.ZAKEN, _G.ZAKEN_GEVOELIG),
        relations=_UNDER,
        level=Level.SUBSTANTIEEL,
        mandated=True,
    ),
    Grant(
        roles=_COMPANY,
        action=Action.WIJZIGEN,
        kinds=_kinds(_G.FINANCIEEL),
        relations=_UNDER,
        level=Level.SUBSTANTIEEL,
    ),
    Grant(
        roles=_COMPANY,
        action=Action.WIJZIGEN,
        kinds=_kinds(_G.ZAKEN),
        relations=_UNDER,
        level=Level.SUBSTANTIEEL,
        mandated=True,
    ),
)

# An employee: the same dossier through another door, never without a purpose, and never what is confidential.
_AGENTS = (
    Grant(
        roles=_EMPLOYEES, action=Action.OPENEN, kinds=_kinds(Door.KLANTCONTACT, Door.ZOEKEN, Door.ZOEKEN_ORGANISATIES)
    ),
    Grant(roles=_EMPLOYEES, kinds=_DOSSIER, relations=_SELF, purposes=_ANY_PURPOSE),
    Grant(roles=_roles(Role.MEDEWERKER), kinds=_kinds(_G.GEVOELIG), relations=_SELF, purposes=_CIVIL),
    Grant(
        roles=_roles(Role.MEDEWERKER_AFGESCHERMD),
        kinds=_kinds(_G.GEVOELIG),
        relations=_SELF,
        purposes=_ANY_PURPOSE,
    ),
    Grant(
        roles=_roles(Role.MEDEWERKER),
        action=Action.WIJZIGEN,
        kinds=_kinds(_G.PROFIEL),
        relations=_SELF,
        purposes=_ANY_PURPOSE,
    ),
    # An organisation: what it sees itself, without what is confidential and who looked.
    Grant(
        roles=_EMPLOYEES,
        kinds=_ORGANISATION | {_G.ADRES, _G.HANDELSREGISTER},
        relations=_whose(_R.ORGANISATIE),
        purposes=_OF_ORGANISATIONS,
    ),
    # What a search of the trade register finds is public; it says nothing of whom they help.
    Grant(roles=_EMPLOYEES, kinds=_kinds(_G.HANDELSREGISTER)),
    # Of a child in that dossier what its parent would see; the address not where it is kept from the parent.
    Grant(roles=_EMPLOYEES, kinds=_WHO | {_G.ZAKEN}, relations=_ALL_CHILDREN, purposes=_ANY_PURPOSE),
    Grant(roles=_EMPLOYEES, kinds=_kinds(_G.ADRES), relations=_ALL_CHILDREN, purposes=_ANY_PURPOSE, unless=_SECRET),
    Grant(roles=_EMPLOYEES, kinds=_CONTACT | {_G.RELATIES}, relations=_BELOW_SIXTEEN, purposes=_ANY_PURPOSE),
    Grant(roles=_EMPLOYEES, kinds=_kinds(_G.GEVOELIG), relations=_ALL_CHILDREN, purposes=_CIVIL),
)

_OTHERS = (
    # A service: the persons whom it asks for, within its scopes.
    Grant(roles=_SERVICE, action=Action.OPENEN, kinds=_kinds(Door.PERSONEN)),
    Grant(roles=_SERVICE, kinds=_REGISTERED, relations=_SELF, scope=Scope.GEGEVENS_LEZEN),
    Grant(roles=_SERVICE, kinds=_kinds(_G.ZAKEN), relations=_SELF, scope=Scope.ZAKEN_LEZEN),
    Grant(roles=_SERVICE, kinds=_kinds(_G.FINANCIEEL), relations=_SELF, scope=Scope.FINANCIEEL_LEZEN),
    Grant(roles=_SERVICE, kinds=_PERMITS, relations=_SELF, scope=Scope.VERGUNNINGEN_LEZEN),
    # Counts for an analyst, and nothing of anybody; an administrator has neither.
    Grant(roles=_roles(Role.ANALIST), kinds=_kinds(_G.ANALYSE)),
    # The data protection officer reads who looked at whom, and nothing of what they saw.
    Grant(roles=_roles(Role.FG), kinds=_kinds(_G.VERWERKINGEN), relations=_SELF),
)

POLICY: tuple[Grant, ...] = (*_EVERYBODY, *_RESIDENTS, *_REPRESENTATIVES, *_COMPANIES, *_AGENTS, *_OTHERS)
