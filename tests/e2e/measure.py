"""The measure of what may be asked: what was selected, worked out by other rules than the planner's.

It reads the answer and the published SDL: each person in the answer says its own number (`bsn_`), each line with a
`wozObject` its own (`nummer_`), and each field below says in `@veld` which paths it comes from. Who selects `meldingen`
selects what the rules read.

Who selects the record of a child asks for authority: whether the child is theirs, and where its address is selected
whether it is kept from them (`AUTHORITY`, `HOME`, and of another parent no more than is told without asking).
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from graphql import (
    FieldNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    build_schema,
    get_named_type,
    is_required_argument,
    parse,
)

from auth.roles import Level
from resolvers.sleutel import read_sleutel
from settings import ROOT
from sources.afspraken.adapter import AfsprakenAdapter
from sources.belastingen.adapter import BelastingenAdapter
from sources.brp.fields import fields_of
from sources.city import Address, City
from sources.core.zgw import expand_of
from sources.facturen.adapter import FacturenAdapter
from sources.reisdocumenten import adapter as reisdocumenten
from sources.woz import adapter as woz
from tests.workbench import Wire

__all__ = [
    "CITY",
    "CONTROL",
    "GRAIN",
    "INQUIRY",
    "OWN",
    "SDL",
    "Wanted",
    "check",
    "needs_words",
    "rules_read",
    "wanted_by",
]

SDL = build_schema((ROOT / "graphql" / "schema.graphql").read_text())
CITY = City()
CONTROL = {"burgerservicenummer"}
# Fields of a person that the service itself tells, or makes of several sources by words of the question.
OWN = frozenset({"herkomst", "verwerkingen", "thema", "themas", "verwijzingen", "zoek"})
AUTHORITY, HOME = "gezag", "verblijfplaats.adresseerbaarObjectIdentificatie"
ANDERE = ("hoofdaanvraag", "deelaanvragen", "gerelateerd")  # requests of the same person, by their keys
ANY = ".*"  # of an object of which nothing is selected, something has to be asked, and hardly anything may
GRAIN: dict[str, Callable[[frozenset[str]], frozenset[str]]] = {  # from paths to the fields of a registry
    "brp": fields_of,
    "woz": woz.FIELDS.of,
    "facturen": FacturenAdapter.fields.of,
    "belastingen": BelastingenAdapter.fields.of,
    "afspraken": AfsprakenAdapter.fields.of,
    "reisdocumenten": reisdocumenten.FIELDS.of,
}
# What the rules call a part of an aanvraag, as the registry has it; and which of the rows they read.
STAND = {"status": "_expand.status.statustype", "sinds": "_expand.status.datumStatusGezet"}
_TERMS = {"vervaldatum", "termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"}
# What sums and payments read: by the field of ours, and of a sum by its part.
OPEN = {"eersteVervaldatum": _TERMS, "teLaat": _TERMS, "automatisch": {"automatischeIncasso"}}
BILLS = {"facturen": ("facturen", " OPEN"), "belastingen": ("belastingen", "")}
PAID = {
    "facturen": {"nummer": "factuurnummer", "omschrijving": "omschrijving"},
    "belastingen": {"nummer": "aanslagnummer", "omschrijving": "belastingjaar"},
}
MOMENT = {"bedrag": "openstaandBedrag"}  # besides the same of each part, and whether that is paid
PARTS = {"termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"}
# What tells that an address is looked into: of a group everything that stands in it is asked.
INQUIRY = {"verblijfplaats.inOnderzoek", "verblijfplaats.verblijfadres.inOnderzoek"}
READ = {
    "reisdocumenten": ("reisdocumenten", ""),
    "facturen": ("facturen", " OPEN"),
    "betaalmomenten": ("facturen", " OPEN"),
    "belastingaanslagen": ("belastingen", ""),
    "aanvragen": ("zaken", " LOPEND"),
}
MONEY = {"facturen", "belastingen"}
FILTERS = ("OPEN", "AFGEHANDELD", "LOPEND", "AFGEROND")
PAGES = ("aanvragen", "facturen", "belastingaanslagen", "reisdocumenten", "afspraken")  # lists that are asked by person
PLACES = {"bewoning", "verblijfplaatshistorie"}
ABOUT = "onderwerpobject__onderwerpobjectidentificatorObjectId"  # the zaak that contacts were about
# Lists of which nothing can be chosen, with the registries that are asked for them.
TOLD = {"berichten": ["vtb"], "taken": ["vtb", "objecten"], "ingediend": ["vtb"]}
WHOLE = {**TOLD, "parkeervergunningen": ["openproduct"]}  # what rules look at of which nothing can be chosen
REGELS = tomllib.loads((ROOT / "resolvers" / "regels.toml").read_text())["regel"]
# Registry and what it is asked about: a person, with a filter behind it; an address; a number. To record paths.
Wanted = dict[tuple[str, str], set[str]]


def veld(type_: GraphQLObjectType, name: str) -> tuple[list[str], int, str]:
    """The paths, cost and registry that the SDL tells of a field."""
    node = type_.fields[name].ast_node
    assert node is not None
    for directive in node.directives or ():
        if directive.name.value == "veld":
            said = {argument.name.value: argument.value for argument in directive.arguments}
            paths = [path.value for path in said["paden"].values]
            return paths, int(said["kosten"].value), getattr(said["bron"], "value", "")
    return [], 0, ""


def needs_words(type_: GraphQLObjectType, name: str) -> bool:
    """Whether a field can't be asked without an argument."""
    return any(is_required_argument(each) for each in type_.fields[name].args.values())


def told(type_: GraphQLObjectType, name: str) -> dict[str, Any]:
    """What else the SDL tells of a field, by argument."""
    node = type_.fields[name].ast_node
    assert node is not None
    found = [each for each in node.directives or () if each.name.value == "veld"]
    return {argument.name.value: argument.value for each in found for argument in each.arguments}


def groups_of(type_: GraphQLObjectType, name: str) -> set[str]:
    """Which groups a field takes."""
    said = told(type_, name)
    return {said["groep"].value, *(each.value for each in getattr(said.get("ook"), "values", ()))} if said else set()


def is_too_high(type_: GraphQLObjectType, name: str, level: Level) -> bool:
    """Whether nobody at this level reads a field."""
    said = told(type_, name)
    return bool(said) and level < Level[said["niveau"].value]


def registry_of(type_: GraphQLObjectType) -> str:
    """Which registry records of this type come from."""
    return next(found for name in type_.fields if (found := veld(type_, name)[2]))


def is_edge(type_: GraphQLObjectType, name: str) -> bool:
    """Whether the records behind a field come from another question."""
    return (
        name == "inOnderzoek"
        or veld(type_, name)[1] > 0
        or (type_.name, name)
        in {
            ("Aanvraag", "soort"),
            ("Aanvraag", "stappen"),
            ("Person", "herkomst"),
            ("Person", "verwerkingen"),
            ("Person", "teBetalen"),
            ("WOZObject", "taxatieverslag"),
        }
    )


def below(type_: GraphQLObjectType, node: FieldNode) -> tuple[GraphQLObjectType | None, tuple[FieldNode, ...]]:
    """The object type of a field and what is selected of it."""
    named = get_named_type(type_.fields[node.name.value].type)
    if not isinstance(named, GraphQLObjectType) or node.selection_set is None:
        return None, ()
    return named, tuple(each for each in node.selection_set.selections if isinstance(each, FieldNode))


def paths_of(type_: GraphQLObjectType, nodes: tuple[FieldNode, ...], prefix: str = "") -> set[str]:
    """The record paths of a selection: of leaves, of what edges need, and of objects of which nothing is selected."""
    found: set[str] = set()
    for node in nodes:
        if node.name.value == "__typename":
            continue
        paths = [f"{prefix}.{path}" if prefix else path for path in veld(type_, node.name.value)[0]]
        inner, selected = below(type_, node)
        if inner is None or is_edge(type_, node.name.value):
            found.update(paths)
        elif inner.name.endswith("Connectie"):  # a page of what is here
            found.update(paths[1:])
            row = get_named_type(inner.fields["knopen"].type)
            assert isinstance(row, GraphQLObjectType)
            for each in selected:
                found |= paths_of(row, below(inner, each)[1], paths[0]) if each.name.value == "knopen" else set()
        else:  # what picks of records says by which paths it does
            found.update(paths[1:])
            found |= paths_of(inner, selected, paths[0]) or ({f"{paths[0]}{ANY}"} if not paths[1:] else set())
    return found


def of_place() -> list[str]:
    """What of a person tells where they live."""
    person = SDL.type_map["Person"]
    assert isinstance(person, GraphQLObjectType)
    return [name for name in person.fields if "ADRES" in groups_of(person, name)]


# Where somebody may be found: of a child this is not told where it is kept from the parent.
AT_HOME = (*((name,) for name in of_place()), ("contactgegevens", "postadres"), ("contactgegevens", "bezoekadres"))


def rules_read(bsn: str, level: Level, *, own: bool = True) -> Wanted:
    """What meldingen derive from other registries, as far as a resident at this level may see it.

    Of a child that is not one's `own` dossier, and there is no money to see.
    """
    wants: Wanted = {}
    for regel in REGELS:
        bron = regel["bron"]
        if bron in WHOLE:
            wants |= {(registry, bsn): set() for registry in WHOLE[bron] if own or bron != "parkeervergunningen"}
            continue
        if bron == "adres":
            wants.setdefault(("brp", bsn), set()).update(INQUIRY)
            continue
        registry, filter_ = READ[bron]
        if (bron == "reisdocumenten" and level < Level.SUBSTANTIEEL) or (registry in MONEY and not own):
            continue
        read = [*regel.get("als", ()), *regel.get("niet", ()), regel["datum"], *regel["sleutel"]]
        read += [*regel.get("invullen", {}).values(), *([regel["laatste"]] if "laatste" in regel else [])]
        paths = {{"aanvragen": STAND, "betaalmomenten": MOMENT}.get(bron, {}).get(path, path) for path in read}
        wants.setdefault((registry, bsn + filter_), set()).update(
            paths | (PARTS if bron == "betaalmomenten" else set())
        )
    return wants


def rows_of(inner: GraphQLObjectType, selected: tuple[FieldNode, ...]) -> tuple[str, set[str]]:
    """From which registry the rows of a list are, a page of them or all, and what is selected of each."""
    if not inner.name.endswith("Connectie"):
        return registry_of(inner), paths_of(inner, selected)
    row, found = get_named_type(inner.fields["knopen"].type), set()
    assert isinstance(row, GraphQLObjectType)
    for node in selected:
        found |= paths_of(row, below(inner, node)[1]) if node.name.value == "knopen" else set()
    return registry_of(row), found


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


def filter_of(node: FieldNode) -> str:
    """Which rows are asked for, as it stands behind a person."""
    return "".join(f" {each.value.value}" for each in node.arguments or () if each.name.value == "filter")  # type: ignore[attr-defined]


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


def selected_below(node: FieldNode, *names: str) -> list[FieldNode]:
    """The fields at a path of names below a field, through all that have those names."""
    nodes = [node]
    for name in names:
        below_ = [each for one in nodes if one.selection_set for each in one.selection_set.selections]
        nodes = [each for each in below_ if isinstance(each, FieldNode) and each.name.value == name]
    return nodes


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
