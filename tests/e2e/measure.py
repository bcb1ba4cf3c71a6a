"""The measure of what may be asked: what was selected, worked out by other rules than the planner's.

It reads the answer and the published SDL (`tests.e2e.published`): each person in the answer says its own number
(`bsn_`), each line with a `wozObject` its own (`nummer_`), and each field below says which paths it comes from. Who
selects `meldingen` selects what the rules read (`tests.e2e.rules`).

Who selects the record of a child asks for authority: whether the child is theirs, and where its address is selected
whether it is kept from them (`AUTHORITY`, `HOME`, and of another parent no more than is told without asking).
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from graphql import FieldNode, GraphQLObjectType, OperationDefinitionNode, parse

from auth.roles import Level
from resolvers.sleutel import read_sleutel
from sources.afspraken.adapter import AfsprakenAdapter
from sources.belastingen.adapter import BelastingenAdapter
from sources.brp.fields import fields_of
from sources.city import Address, City
from sources.core.zgw import expand_of
from sources.facturen.adapter import FacturenAdapter
from sources.reisdocumenten import adapter as reisdocumenten
from sources.woz import adapter as woz
from tests.e2e.published import ANY, SDL, below, filter_of, groups_of, is_too_high, paths_of, rows_of, selected_below
from tests.e2e.rules import TOLD, Wanted, rules_read
from tests.workbench import Wire

__all__ = [
    "AUTHORITY",
    "CITY",
    "CONTROL",
    "GRAIN",
    "HOME",
    "check",
    "living",
    "other_parents",
    "wanted_by",
]

CITY = City()
CONTROL = {"burgerservicenummer"}
AUTHORITY, HOME = "gezag", "verblijfplaats.adresseerbaarObjectIdentificatie"
ANDERE = ("hoofdaanvraag", "deelaanvragen", "gerelateerd")  # requests of the same person, by their keys
GRAIN: dict[str, Callable[[frozenset[str]], frozenset[str]]] = {  # from paths to the fields of a registry
    "brp": fields_of,
    "woz": woz.FIELDS.of,
    "facturen": FacturenAdapter.fields.of,
    "belastingen": BelastingenAdapter.fields.of,
    "afspraken": AfsprakenAdapter.fields.of,
    "reisdocumenten": reisdocumenten.FIELDS.of,
}
_TERMS = {"vervaldatum", "termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"}
# What sums and payments read: by the field of ours, and of a sum by its part.
OPEN = {"eersteVervaldatum": _TERMS, "teLaat": _TERMS, "automatisch": {"automatischeIncasso"}}
BILLS = {"facturen": ("facturen", " OPEN"), "belastingen": ("belastingen", "")}
PAID = {
    "facturen": {"nummer": "factuurnummer", "omschrijving": "omschrijving"},
    "belastingen": {"nummer": "aanslagnummer", "omschrijving": "belastingjaar"},
}
FILTERS = ("OPEN", "AFGEHANDELD", "LOPEND", "AFGEROND")
PAGES = ("aanvragen", "facturen", "belastingaanslagen", "reisdocumenten", "afspraken")  # lists that are asked by person
ABOUT = "onderwerpobject__onderwerpobjectidentificatorObjectId"  # the zaak that contacts were about


def of_place() -> list[str]:
    """What of a person tells where they live."""
    person = SDL.type_map["Person"]
    assert isinstance(person, GraphQLObjectType)
    return [name for name in person.fields if "ADRES" in groups_of(person, name)]


# Where somebody may be found: of a child this is not told where it is kept from the parent.
AT_HOME = (*((name,) for name in of_place()), ("contactgegevens", "postadres"), ("contactgegevens", "bezoekadres"))


def money(node: FieldNode, inner: GraphQLObjectType, bsn: str) -> Wanted:
    """What sums and payments read of the sources of bills, by what is selected of them."""
    wants: Wanted = defaultdict(set)
    names = {name for below_ in selected_below(node, "knopen") for name in _names(below_)}
    if node.name.value == "betalingen":
        always = {"bedrag", "openstaandBedrag", "status"}
        for registry, paths in PAID.items():
            wants[registry, bsn] |= always | {path for name, path in paths.items() if name in names}
        return wants
    for part in selected_below(node, "totaal") + selected_below(node, "facturen") + selected_below(node, "belastingen"):
        read = {"openstaandBedrag"}.union(*(OPEN[name] for name in _names(part) if name in OPEN))
        for name, (registry, filter_) in BILLS.items():
            if part.name.value in (name, "totaal"):
                wants[registry, bsn + filter_] |= read
    return wants


def _names(node: FieldNode) -> list[str]:
    chosen = node.selection_set.selections if node.selection_set is not None else ()
    return [each.name.value for each in chosen if isinstance(each, FieldNode)]


def elsewhere(bsn: str) -> list[str]:
    """The numbers of what somebody of the city owns elsewhere."""
    index, place = CITY.index(bsn), home(bsn)
    owned = CITY.homes.owned_by(index) if index is not None else ()
    return [each.woz_number for each in owned if place is None or each.address.object_id != place.object_id]


def home(bsn: str) -> Address | None:
    """Where somebody of the city lives, if that is an address."""
    person = CITY.person(bsn)
    return person.place if person is not None and isinstance(person.place, Address) else None


def other_parents(child: str, parent: str) -> set[str]:
    """Of whom else it is asked whether their address is secret: who has authority over a child that lives elsewhere."""
    there, here = home(child), home(parent)
    if there is not None and here is not None and there.object_id == here.object_id:
        return set()
    person = CITY.person(child)
    assert person is not None
    only_first = person.persona is not None and person.persona.authority is not None
    return {bsn for bsn in person.parents[: 1 if only_first else None] if living(bsn)} - {parent}


def living(bsn: str) -> bool:
    """Whether somebody of the city lives."""
    person = CITY.person(bsn)
    return person is not None and person.deceased is None


def wanted_by(text: str, data: dict[str, Any], level: Level) -> tuple[Wanted, set[str]]:
    """What was selected, per registry and person in the answer; and which fields were selected at all."""
    wants: Wanted = defaultdict(set)
    fields: set[str] = set()

    def edge(bsn: str, node: FieldNode, inner: GraphQLObjectType, selected: tuple[FieldNode, ...]) -> None:
        """What is wanted of a registry by an edge of this person; one that was refused wants nothing."""
        place = home(bsn)
        if node.name.value == "wozObjecten":
            if place is not None:
                wants["woz", place.object_id] |= paths_of(inner, selected)
        elif node.name.value in PAGES:
            registry, paths = rows_of(inner, selected)
            wants[registry, bsn + filter_of(node)] |= paths
        elif node.name.value in ("teBetalen", "betalingen"):
            for key, read in money(node, inner, bsn).items():
                wants[key] |= read
        elif node.name.value == "wozObjectenElders":
            wants["belastingen", bsn] |= {"belastingjaar", "regels.wozObjectnummer"}
            if place is not None:
                wants["woz", place.object_id] |= set()
            for number in elsewhere(bsn):
                wants["woz", number] |= rows_of(inner, selected)[1]
        elif node.name.value == "contactgegevens":
            wants["klantinteracties", f"{bsn} /partijen"] |= paths_of(inner, selected)
        elif node.name.value == "meldingenOpenbareRuimte":  # by the address that was verified
            wants["klantinteracties", f"{bsn} /partijen"].add("_expand.digitaleAdressen.verificatieDatum")
        elif node.name.value == "contactmomenten":
            wants["klantinteracties", f"{bsn} /klantcontacten"] |= rows_of(inner, selected)[1]
        elif node.name.value in TOLD:
            for registry in TOLD[node.name.value]:
                wants[registry, bsn] = set()
        elif node.name.value == "adresHistorie":
            wants["verblijfplaatshistorie", bsn] = set()
        elif node.name.value == "meldingen":
            wants["objecten", bsn] = set()
            for key, read in rules_read(bsn, level, own=bsn == me).items():
                wants[key] |= read
        elif node.name.value == "adres" and place is not None:
            if any(each.name.value == "bag" for each in selected):
                wants["bag", place.designation_id] = set()

    def authority(item: Any, nodes: tuple[FieldNode, ...]) -> None:
        """What decides about the children of a person whose own dossier this is."""
        if item["bsn_"] != me:
            return
        for node in nodes:
            if node.name.value != "kinderen" or not selected_below(node, "persoon"):
                continue
            wants["brp", me].add(AUTHORITY)
            if not any(selected_below(node, "persoon", *path) for path in AT_HOME):
                continue
            wants["brp", me].add(HOME)
            for child in item[(node.alias or node.name).value] or ():
                number = child["persoon"] and child["persoon"]["bsn_"]
                if number:
                    wants["brp", number].add(HOME)
                    for other in other_parents(number, me):
                        wants["brp", other] |= set()

    def walk(type_: GraphQLObjectType, nodes: tuple[FieldNode, ...], value: Any, owner: str = "") -> None:
        for item in value if isinstance(value, list) else [value]:
            if item is None:
                continue
            if type_.name == "Person":
                owner = item["bsn_"]
                shown = tuple(
                    n for n in nodes if n.name.value == "__typename" or not is_too_high(type_, n.name.value, level)
                )
                wants["brp", owner] |= paths_of(type_, shown)
                authority(item, nodes)
            for node in nodes:
                fields.add(node.name.value)
                at = home(item["bsn_"]) if node.name.value == "aantalMedebewoners" else None
                if at is not None and not at.postal:
                    wants["bewoning", at.object_id] = set()
                inner, selected = (None, ()) if node.name.value == "__typename" else below(type_, node)
                if inner is None:
                    continue
                shown = item[(node.alias or node.name).value]
                # Who gave no contact details has none, which is no refusal.
                if type_.name == "Person" and (shown is not None or node.name.value == "contactgegevens"):
                    edge(item["bsn_"], node, inner, selected)
                if node.name.value in ANDERE:
                    wants["zaken", f"{owner} OP SLEUTEL"] |= paths_of(inner, selected)
                if type_.name == "Aanvraag" and shown is not None:
                    for registry in TOLD.get(node.name.value, ()):
                        wants[registry, owner] |= set()
                if node.name.value == "beschikking":
                    lines = {"regels.wozObjectnummer", "regels.waardepeildatum"}
                    wants["belastingen", str(me)] |= paths_of(inner, selected) | lines
                if type_.name == "Aanvraag" and node.name.value == "contactmomenten" and item.get("id_"):
                    zaak = read_sleutel("zaken", item["id_"])
                    wants["klantinteracties", f"{owner} /klantcontacten {zaak}"] |= rows_of(inner, selected)[1]
                if node.name.value == "wozObject" and item["nummer_"] is not None:
                    wants["woz", item["nummer_"]] |= paths_of(inner, selected)
                walk(inner, selected, shown, owner)

    [definition] = parse(text).definitions
    assert isinstance(definition, OperationDefinitionNode)
    query = SDL.query_type
    assert query is not None
    me = (data["mij"] or {}).get("bsn_")
    walk(query, tuple(n for n in definition.selection_set.selections if isinstance(n, FieldNode)), data)
    return wants, fields


def asked_about(wire: Wire) -> list[str]:
    """What a request is about, as wants have it."""
    if wire.registry == "woz":
        return parse_qs(wire.query).get("adresseerbaarObjectIdentificatie") or [wire.path.rpartition("/")[2]]
    if wire.registry == "bewoning":
        return [wire.body["adresseerbaarObjectIdentificatie"]]
    if wire.registry == "bag":
        return [wire.path.rpartition("/")[2]]
    filter_ = ""
    if wire.path == "/zaken/_zoek":
        filter_ = {True: " LOPEND", False: " AFGEROND", None: ""}[wire.body.get("einddatum__isnull")]
        filter_ = " OP SLEUTEL" if "uuid__in" in wire.body else filter_
    elif wire.registry == "facturen" and "status" in wire.body:
        filter_ = " OPEN" if "open" in wire.body["status"] else " AFGEHANDELD"
    elif wire.registry == "klantinteracties":
        about = parse_qs(wire.query).get(ABOUT)
        filter_ = f" {wire.path}" + (f" {about[0]}" if about else "")
    elif wire.registry == "afspraken":
        filter_ = " KOMEND" if "datumVanaf" in wire.body else " GEWEEST" if "datumTot" in wire.body else ""
    return [bsn + filter_ for bsn in wire.persons]


def check_fields(wire: Wire, wanted: set[str]) -> None:
    """Of one person, address or number no field that was not selected, besides what says whose the answer is."""
    grain = GRAIN[wire.registry]
    control = grain(frozenset()) | CONTROL
    if "status" in (wire.body or {}):  # by which a row is held against the question
        control |= {"status"}
    paths, objects = _parted(wanted)
    surplus = wire.fields - grain(paths) - control
    for each in objects:
        telling = surplus & grain(frozenset({each}))
        assert len(telling) <= 1, f"asked only to know of {each}: {sorted(telling)}"
        surplus -= telling
    assert not surplus, f"asked and not selected: {sorted(surplus)}"


def check(wires: list[Wire], wants: Wanted, fields: set[str], me: str) -> None:
    """Fail for a request that holds more than was selected, or is about another; and for what is missing of `me`."""
    allowed = {key: {*wanted, *_parts(key, wants)} for key, wanted in wants.items()}
    for wire in wires:
        about = asked_about(wire)
        if wire.path.endswith("/verzoektypen"):  # which says nothing about anybody
            assert not about
        elif (
            wire.registry
            in {*GRAIN, "objecten", "bag", "klantinteracties", "vtb", "bewoning", "verblijfplaatshistorie"}
            or wire.path == "/zaken/_zoek"
        ):
            assert about and all((wire.registry, each) in wants for each in about), f"not selected: {wire.registry}"
        if wire.registry in GRAIN:
            for each in about:
                check_fields(wire, allowed[wire.registry, each])
        elif wire.path == "/zaken/_zoek":
            [question] = about
            paths, objects = _parted(allowed["zaken", question])
            beyond = set(wire.body.get("expand", [])) - expand_of(paths | {f"{each}.url" for each in objects})
            assert not beyond, f"expanded and not selected: {sorted(beyond)}"
        elif wire.registry == "openproduct":
            every = "producttype__code__in" not in parse_qs(wire.query)
            ruled = not every and bool(about) and all((wire.registry, each) in wants for each in about)
            named = fields & ({"producten"} if every else {"producten", "parkeervergunningen"})
            assert named or ruled, "not selected: openproduct"
        elif wire.registry == "klantinteracties":
            [question] = about
            paths, objects = _parted(wants["klantinteracties", question])
            asked_ = parse_qs(wire.query).get("expand", [""])[0]
            surplus = set(filter(None, asked_.split(","))) - expand_of(paths | {f"{each}.url" for each in objects})
            assert not surplus, f"expanded and not selected: {sorted(surplus)}"
        elif wire.path == "/statussen":
            assert {"statushistorie", "stappen"} & fields
        elif wire.path == "/substatussen":
            assert "substatussen" in fields
        elif wire.registry == "besluiten":
            assert "besluiten" in fields and (wire.path == "/besluiten" or "documenten" in fields)
        elif wire.registry == "documenten":
            assert fields & {"documenten", "bijlagen", "document"}
        elif wire.registry == "signalen":
            assert "meldingenOpenbareRuimte" in fields
        elif wire.registry == "vtb":
            assert fields & ({"soort"} if wire.path.endswith("/verzoektypen") else {*TOLD, "meldingen"})
    asked: dict[tuple[str, str], frozenset[str]] = defaultdict(
        frozenset
    )  # oneself also behind a child, in a later call
    for wire in wires:
        for each in asked_about(wire) if wire.registry in GRAIN else ():
            asked[wire.registry, each] |= wire.fields
    for (registry, each), wanted in wants.items():
        if registry not in GRAIN or (registry == "brp" and each != me):
            continue
        of_all = asked.get((registry, each.partition(" ")[0]), frozenset())  # which may tell the part too
        mine, grain = asked.get((registry, each), frozenset()) | of_all | CONTROL, GRAIN[registry]
        paths, objects = _parted(wanted)
        besides = (
            mine - grain(frozenset()) - CONTROL
        )  # what stands for a relation is not asked where another field does
        assert grain(paths | besides) <= mine, f"selected and not asked: {registry}"
        relations = {name for name in ("kinderen", "ouders", "partners") if any(f.startswith(f"{name}.") for f in mine)}
        known = {one for one in objects if one.partition(".")[0] in relations}  # what it does not tell of all of them
        telling = [mine & grain(frozenset({one})) - CONTROL for one in objects - known]
        assert all(telling), "an object of which nothing is asked"
    assert len(set(_keys(wires))) == len(_keys(wires)), "asked twice"


def _parts(key: tuple[str, str], wants: Wanted) -> set[str]:
    """What is wanted of parts of a list that is asked whole: one call tells both."""
    registry, each = key
    if registry not in ("facturen", "zaken") or " " in each:
        return set()
    parts = [wants[registry, f"{each} {part}"] for part in FILTERS if (registry, f"{each} {part}") in wants]
    return set().union(*parts, *([{"status"}] if parts and registry == "facturen" else []))


def _parted(wants: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Paths whose value is shown, and objects of which only is shown that they are there."""
    objects = frozenset(path.removesuffix(ANY) for path in wants if path.endswith(ANY))
    return frozenset(path for path in wants if not path.endswith(ANY)), objects


def _keys(wires: list[Wire]) -> list[tuple[Any, ...]]:
    return [
        (wire.registry, wire.path, wire.query, bsn, str(wire.body)) for wire in wires for bsn in wire.persons or [""]
    ]
