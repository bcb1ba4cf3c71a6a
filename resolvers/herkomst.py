"""Where what is shown comes from, why this viewer may see it, and where to go when it is wrong."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from auth.decisions import Standing
from auth.groups import FieldGroup
from auth.roles import Relation, Role
from resolvers.ask import Ask
from sources import REGISTRIES
from sources.registry import Text

__all__ = ["Blok", "Herkomst", "herkomst"]

_REGISTRIES = {registry.name: registry for registry in REGISTRIES}
_KIND = tuple(relation for relation in Relation if relation.is_child)
_EMPLOYEES = tuple(role for role in Role if role.is_employee)
_OWN = Text("Het zijn uw eigen gegevens.", "It is your own data.")
_HELPED = Text("U helpt deze inwoner: {doel}.", "You help this resident: {doel}.")
_HELPED_PARENT = Text("U helpt de ouder van dit kind: {doel}.", "You help the parent of this child: {doel}.")
_HELPED_COMPANY = Text("U helpt deze organisatie: {doel}.", "You help this organisation: {doel}.")
_WAAROM = {
    **{(role, Relation.ZELF): _OWN for role in (Role.INWONER, Role.INWONER_EIDAS)},
    **{
        (role, relation): Text(
            "U hebt het gezag over dit kind.",
            "You have authority over this child.",
        )
        for role in (Role.INWONER, Role.INWONER_EIDAS)
        for relation in _KIND
    },
    **{
        (role, Relation.GEMACHTIGD): Text("Deze persoon heeft u gemachtigd.", "This person has given you a mandate.")
        for role in (Role.INWONER, Role.INWONER_EIDAS)
    },
    (Role.ONDERNEMER, Relation.ONDER_BEWIND): Text(
        "U bent bewindvoerder van deze persoon.", "You administer this person's affairs by order of the court."
    ),
    (Role.ONDERNEMER, Relation.ORGANISATIE): Text("U handelt voor deze organisatie.", "You act for this organisation."),
    (Role.ONDERNEMER, Relation.VESTIGING): Text(
        "U handelt voor een vestiging van deze organisatie.", "You act for a branch of this organisation."
    ),
    **{(role, Relation.ORGANISATIE): _HELPED_COMPANY for role in _EMPLOYEES},
    **{(role, Relation.ZELF): _HELPED for role in _EMPLOYEES},
    **{(role, relation): _HELPED_PARENT for role in _EMPLOYEES for relation in _KIND},
    (Role.DIENST, Relation.ZELF): Text(
        "Deze dienst heeft het nodig voor haar taak.", "This service needs it for its task."
    ),
}


class Blok(NamedTuple):
    """A part of a person in the graph: its name, its field group, the registry that it comes from, further groups."""

    naam: str
    groep: FieldGroup
    bron: str
    ook: tuple[FieldGroup, ...] = ()


class Herkomst(Struct, frozen=True, rename="camel"):
    """What is told of one block; `correctieAdres` is a page for the resident, `None` where there is none."""

    blok: str
    groep: FieldGroup
    bron: str
    naam: str
    peilmoment: datetime
    grond: str
    waarom: str
    correctie: str
    correctie_adres: str | None


def herkomst(blokken: Callable[[], Sequence[Blok]]) -> Callable[[str, Ask], list[Herkomst]]:
    """An edge that tells the origin of those of these blocks that this viewer may see of a person."""

    def of(bsn: str, ask: Ask) -> list[Herkomst]:
        decisions = ask.context.decisions
        return [
            _told(blok, standing, ask)
            for blok in blokken()
            if (standing := decisions.standing(bsn, blok.groep)) is not None
            and all(decisions.standing(bsn, groep) is not None for groep in blok.ook)
        ]

    return of


def _told(blok: Blok, standing: Standing, ask: Ask) -> Herkomst:
    registry, english = _REGISTRIES[blok.bron], ask.context.language == "en"
    origin = registry.origin

    def said(text: Text) -> str:
        return text.english if english else text.dutch

    return Herkomst(
        blok=blok.naam,
        groep=blok.groep,
        bron=blok.bron,
        naam=registry.english if english else registry.dutch,
        peilmoment=ask.context.now,  # nothing of anybody is kept: what is shown was asked at this moment
        grond=said(origin.ground),
        waarom=_why(standing, ask, said),
        correctie=said(origin.correction),
        correctie_adres=origin.address or None,
    )


def _why(standing: Standing, ask: Ask, said: Callable[[Text], str]) -> str:
    relation, purpose = standing
    viewer = ask.context.principal
    text = _WAAROM.get((viewer.role, relation)) if viewer is not None and relation is not None else None
    if text is None:
        return ""
    doel = said(Text(purpose.dutch, purpose.english)) if purpose is not None else ""
    return said(text).format(doel=doel[:1].lower() + doel[1:])
