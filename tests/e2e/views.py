"""Two answers about one person, for two viewers: every difference is one that the policy predicts, or it is told.

It knows the decisions, the published SDL and the city, and nothing of how the service comes to its answers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import GraphQLObjectType, get_named_type

from auth.groups import FieldGroup
from auth.policy import Action, Context, Decision, Question, Resource, Subject, decide
from auth.roles import Level, Purpose, Relation, Role
from resolvers.melding import REGELS
from schema.engine.seams import core_schema, declared_of
from schema.query import schema
from sources.city import City
from sources.city.zaaktypen import VERTROUWELIJKHEID
from tests.e2e.measure import living, other_parents
from tests.e2e.published import OWN, SDL, needs_words
from tests.workbench import Answered

__all__ = ["GROUPS", "UNLIKE", "Comparison", "Viewer", "confidential", "root_of"]

# Why somebody may see it and their own link differ by design, and when it was asked by nature; who looked is not for an
# employee, who is logged in nowhere else either.
UNLIKE = {"waarom", "peilmoment", "verwerkingen", "zonderOpnieuwInloggen", "download", "agenda"}
_ALIASES = {"bsn_": "burgerservicenummer", "nummer_": "wozNummer"}
_PERSON = core_schema(schema).type_map["Person"]
assert isinstance(_PERSON, GraphQLObjectType)
_TAKEN: dict[str, tuple[FieldGroup, ...]] = {  # all groups that a field of a person takes
    name: declared.declared.groups
    for name, each in _PERSON.fields.items()
    if (declared := declared_of(each)) is not None and declared.declared.groups
}
# What rules look at, by the block of a person that shows the same.
_BLOCKS = {"betaalmomenten": "facturen"}
GROUPS = {name: groups[0] for name, groups in _TAKEN.items()}
_RULES = {regel.naam: _BLOCKS.get(regel.bron, regel.bron) for regel in REGELS.regel}
_USUAL = VERTROUWELIJKHEID.index("zaakvertrouwelijk")
_RELATED = ("partners", "kinderen", "ouders")
_WITH_DOCUMENTS = (
    *("aanvragen", "aanvraag", "berichten", "ingediend", "parkeervergunningen"),
    *("thema", "themas", "zoek"),  # made of such
)


class Viewer(NamedTuple):
    """A resident at a level, or an employee with a purpose."""

    role: Role
    level: Level = Level.GEEN
    purpose: Purpose | None = None

    def decision(self, group: FieldGroup, relation: Relation, facts: Mapping[str, object] | None = None) -> Decision:
        """What the policy says to this viewer about these fields of such a person."""
        resource, context = Resource(group, relation), Context(self.purpose, facts)
        return decide(Question(Subject(self.role, self.level), Action.LEZEN, resource, context))

    def blocks(self, relation: Relation) -> set[str]:
        """Of which blocks the origin is told, before anything is asked."""
        return {name for name in _TAKEN if self.may(name, relation)} - OWN

    def may(self, name: str, relation: Relation, facts: Mapping[str, object] | None = None) -> bool:
        """Whether the policy gives this viewer all groups that a field of a person takes."""
        return all(self.decision(group, relation, facts).decision for group in _TAKEN[name])


def confidential(city: City, bsn: str) -> bool:
    """Whether somebody has a request, or a document of one, that is confidential."""
    zaken = [zaak for zaak in city.dossiers.of(bsn) if zaak.index == city.index(bsn)]
    grades = [zaak.vertrouwelijkheid for zaak in zaken]
    grades += [document.vertrouwelijkheid for zaak in zaken for document in zaak.documenten]
    return any(VERTROUWELIJKHEID.index(grade) > _USUAL for grade in grades)


def root_of(answer: Answered, at: str) -> Any:
    """What stands at a path of the answer."""
    root: Any = answer.data
    for step in at.split("."):
        root = root[step]
    return root


@dataclass
class Comparison:
    """Two answers about the subject of a dossier; `met` counts what was explained, by why."""

    city: City
    subject: str
    viewers: tuple[Viewer, Viewer]
    met: Counter[str] = field(default_factory=Counter)

    def unexplained(self, one: Any, other: Any, bsn: str | None, at: str = "") -> Iterator[str]:
        """The places below a person where the answers differ and the policy does not say so."""
        relation = self.relation(bsn)
        facts = self.facts(bsn, relation)
        known = [viewer.decision(FieldGroup.BSN, relation).decision for viewer in self.viewers]
        if one is None or other is None:  # a field that can't be null was refused
            closed = [value is None for value in (one, other)]
            if any(shut and open_ for shut, open_ in zip(closed, known, strict=True)) or len(set(known)) < len(
                set(closed)
            ):
                yield at
            return
        for key in one.keys() | other.keys():
            name, place = _ALIASES.get(key, key), f"{at}.{key}"
            if name == "__typename" or name in UNLIKE:
                continue
            first, second = (viewer.may(name, relation, facts) for viewer in self.viewers)
            values = (one.get(key), other.get(key))
            if not (first and second):
                denied = [value for value, each in zip(values, (first, second), strict=True) if not each]
                self.met["by the group"] += first != second
                if denied != [None] * len(denied):
                    yield place
            elif name in _RELATED:
                yield from self._related(name, *values, bsn, place)
            elif name == "herkomst":
                yield from self._herkomst(*values, relation, place)
            elif name == "meldingen":
                yield from self._meldingen(*values, relation, place)
            elif name in _WITH_DOCUMENTS and self._differ(FieldGroup.ZAKEN_GEVOELIG, relation):
                if _plain(values[0]) != _plain(values[1]):
                    self.met["confidential"] += 1
                    if bsn is None or not confidential(self.city, bsn):
                        yield place
            elif _plain(values[0]) != _plain(values[1]):
                yield place

    def relation(self, bsn: str | None) -> Relation:
        """What somebody is to the subject of the dossier, as the city has it."""
        person = None if bsn is None else self.city.person(bsn)
        if bsn == self.subject:
            return Relation.ZELF
        if person is None or self.subject not in person.parents or not living(self.subject):
            return Relation.ANDER
        age = person.age(self.city.today)
        exception = person.persona.authority if person.persona is not None else None
        alone = exception is not None and (exception.name != "FIRST_PARENT" or person.parents[0] != self.subject)
        if age is None or age >= 18 or alone:
            return Relation.ANDER
        return Relation.KIND_TOT_12 if age < 12 else Relation.KIND_VAN_12 if age < 16 else Relation.KIND_VAN_16

    def facts(self, bsn: str | None, relation: Relation) -> Mapping[str, object]:
        """What the record tells the policy, and of a child that of the other parent."""
        person = None if bsn is None else self.city.person(bsn)
        if person is None:
            return {}
        others = other_parents(person.bsn, self.subject) if relation not in (Relation.ZELF, Relation.ANDER) else set()
        secret = [each.secrecy for other in others if (each := self.city.person(other)) is not None]
        return {"geheimhouding": person.secrecy, "geheimhoudingOuder": any(secret)}

    def _differ(self, group: FieldGroup, relation: Relation) -> bool:
        one, other = (viewer.decision(group, relation).decision for viewer in self.viewers)
        return one != other

    def _related(self, name: str, one: Any, other: Any, bsn: str | None, at: str) -> Iterator[str]:
        person = None if bsn is None else self.city.person(bsn)
        if one is None or other is None or person is None or len(one) != len(other):
            if one != other:
                yield at
            return
        partner = [person.partnership.bsn] if person.partnership is not None else []
        whose: list[str | None] = list(
            {"partners": partner, "kinderen": person.children, "ouders": person.parents}[name]
        )
        whose += [None] * len(one)  # a parent whom the registry knows by name only
        for place, (first, second) in enumerate(zip(one, other, strict=True)):
            if _plain({**first, "persoon": None}) != _plain({**second, "persoon": None}):
                yield f"{at}.{place}"
            if "persoon" in first:
                yield from self.unexplained(first["persoon"], second["persoon"], whose[place], f"{at}.{place}.persoon")

    def _herkomst(self, one: Any, other: Any, relation: Relation, at: str) -> Iterator[str]:
        for viewer, told in zip(self.viewers, (one, other), strict=True):
            blocks = viewer.blocks(relation)
            if len(told) != len(blocks) or any("blok" in each and each["blok"] not in blocks for each in told):
                yield at
        shared = self.viewers[0].blocks(relation) & self.viewers[1].blocks(relation)
        self.met["origin"] += not len(shared) == len(one) == len(other)
        left, right = ([_plain(each) for each in told if each.get("blok") in shared] for told in (one, other))
        if left != right:
            yield at

    def _meldingen(self, one: Any, other: Any, relation: Relation, at: str) -> Iterator[str]:
        """Where a higher level is all that lacks, one neutral entry comes first; and rules differ by what they read."""
        parted = []
        for viewer, told in zip(self.viewers, (one, other), strict=True):
            groups = {GROUPS[bron] for bron in _RULES.values()}
            more = any(viewer.decision(group, relation).level is not None for group in groups)
            kinds = [each.get("soort", "") for each in told]
            if (more and not kinds) or ("soort" in (told or [{}])[0] and kinds.count("HOGER_NIVEAU") != more):
                yield at
            rest = told[more:]
            may = {name for name, bron in _RULES.items() if viewer.decision(GROUPS[bron], relation).decision}
            if any(each.get("regel") in _RULES.keys() - may for each in rest):
                yield at
            parted.append(rest)
        unlike = {
            name
            for name, bron in _RULES.items()
            if self._differ(GROUPS[bron], relation)
            or (bron == "aanvragen" and self._differ(FieldGroup.ZAKEN_GEVOELIG, relation))
        }
        if not unlike and parted[0] != parted[1]:
            yield at
        if parted[0] != parted[1]:
            self.met["by a rule"] += 1
            if all("regel" in each for rest in parted for each in rest):
                left, right = ([each for each in rest if each["regel"] not in unlike] for rest in parted)
                if left != right:
                    yield at
            elif not any(_within(*pair) for pair in (parted, parted[::-1])):
                yield at


def _within(few: list[Any], many: list[Any]) -> bool:
    """Whether these stand among those, in the same order."""
    rest = iter(many)
    return all(any(each == one for one in rest) for each in few)


def _plain(value: Any) -> Any:
    """A part of an answer without what is unlike by design."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if name not in UNLIKE}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def whole(name: str, *without: str, within: frozenset[str] = frozenset()) -> str:
    """Every field of a type, with all that is below it; lists are three long. Of a type in itself, the leaves."""
    type_ = SDL.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    parts = []

    def below(inner: Any) -> str:
        return whole(inner.name, within=within | {name}) if isinstance(inner, GraphQLObjectType) else ""

    for each in type_.fields.keys() - UNLIKE - {*without}:
        if needs_words(type_, each):
            continue
        inner = get_named_type(type_.fields[each].type)
        if name in within and isinstance(inner, GraphQLObjectType):
            continue
        given = "(eerste: 3)" if "eerste" in type_.fields[each].args else ""
        parts.append(f"{each}{given} {below(inner)}")
    return f"{{ {' '.join(sorted(parts))} }}"
