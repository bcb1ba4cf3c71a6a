"""One view: a resident and an agent see the same person, but for what the policy says."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from auth.development import resident
from auth.groups import FieldGroup
from auth.policy import Action, Context, Question, Resource, Subject, decide
from auth.roles import Level, Purpose, Relation, Role
from schema.engine.seams import declared_of
from sources.city import City
from tests.e2e.dossiers import minor, secret_child, started
from tests.workbench import Workbench, bsn_of, workbench

PERSON = """burgerservicenummer naam { volledigeNaam voornamen voorletters voorvoegsel geslachtsnaam } geslacht
  geboorte { datum { tekst datum jaar maand volledig } plaats land } leeftijd overlijden { datum { tekst } plaats land }
  geheimhouding adres { soort regels straat huisnummer postcode woonplaats locatie land functie sinds { tekst }
    bagId }"""
RELATION = "soort burgerservicenummer naam { volledigeNaam } geboorte { datum { tekst } plaats } geslacht"
ALL = f"""{PERSON} partners {{ {RELATION} persoon {{ {PERSON} }} }} ouders {{ {RELATION} persoon {{ {PERSON} }} }}
  kinderen {{ {RELATION} persoon {{ {PERSON} partners {{ soort }} aanvragen {{ heeftVolgende }} }} }}
  aanvragen(eerste: 3) {{ heeftVolgende volgende knopen {{ id nummer titel toelichting soort {{ naam nummer }}
    status {{ naam sinds laatste }} resultaat {{ naam }} statushistorie {{ naam sinds }} startdatum einddatum afgerond
    documenten {{ id titel soort datum formaat grootte }} }} }}"""
GROUPS = {
    "burgerservicenummer": FieldGroup.BSN, "naam": FieldGroup.IDENTITEIT, "geslacht": FieldGroup.IDENTITEIT,
    "geboorte": FieldGroup.IDENTITEIT, "leeftijd": FieldGroup.IDENTITEIT, "overlijden": FieldGroup.IDENTITEIT,
    "geheimhouding": FieldGroup.IDENTITEIT, "adres": FieldGroup.ADRES, "partners": FieldGroup.RELATIES,
    "kinderen": FieldGroup.RELATIES, "ouders": FieldGroup.RELATIES, "aanvragen": FieldGroup.ZAKEN,
}  # fmt: skip


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def may(role: Role, group: FieldGroup, relation: Relation, secret: bool) -> bool:
    """What the policy says to this role about this field of this person."""
    viewer, purpose = (Subject(role, Level.MIDDEN), None) if role is Role.INWONER else (Subject(role), Purpose.OVERIG)
    resource, context = Resource(group, relation), Context(purpose, {"geheimhouding": secret})
    return decide(Question(viewer, Action.LEZEN, resource, context)).decision


def differing(city: City, person: Any, relation: Relation, at: str) -> set[str]:
    """The places where the policy gives one viewer what it does not give the other."""
    known = city.person(person["burgerservicenummer"]) if person.get("burgerservicenummer") else None
    secret = known is not None and known.secrecy
    return {
        f"{at}.{name}"
        for name in person
        if may(Role.INWONER, GROUPS[name], relation, secret) != may(Role.MEDEWERKER, GROUPS[name], relation, secret)
    }


def differences(one: Any, other: Any, at: str) -> set[str]:
    """The places, as high as possible, where two answers are not the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return set().union(*(differences(one[name], other[name], f"{at}.{name}") for name in one))
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return set().union(
            *(differences(a, b, f"{at}.{place}") for place, (a, b) in enumerate(zip(one, other, strict=True)))
        )
    return set() if one == other else {at}


async def test_agent_and_resident_see_the_same_person_but_for_what_the_policy_says(bench: Workbench) -> None:
    """Design, one view: equal where both may see it, and different nowhere else than the table says."""
    for name, field in bench.service.executor.schema.type_map["Person"].fields.items():  # type: ignore[attr-defined]
        declared = declared_of(field)
        assert declared is not None and GROUPS.get(name, FieldGroup.ZAKEN) is declared.declared.group
    _, parent = secret_child(bench.city)
    ordinary = [bench.city.bsn(index) for index in range(40, 800, 95)]
    subjects = [
        *map(bsn_of, ("jan", "fatima", "riet", "wim", "els", "peter", "anja", "tim", "lotte", "yusuf", "mariam"))
    ]
    subjects += [*map(bsn_of, ("halima", "abayomi", "ingrid", "omar", "boris", "willemijn", "robin", "clyde"))]
    differed = 0
    for bsn in [*subjects, *ordinary, parent.bsn]:
        mine = await bench.ask(resident("iemand", bsn, "", ""), f"{{ mij {{ {ALL} }} }}")
        theirs = await started(bench, "agnes", bsn, ALL)
        me, him = mine.data["mij"], theirs.data["startKlantcontact"]["persoon"]
        assert me["burgerservicenummer"] == him["burgerservicenummer"] == bsn
        expected = differing(bench.city, him, Relation.ZELF, "persoon")
        for place, child in enumerate(him["kinderen"]):
            if child["persoon"] is not None:
                number = child["burgerservicenummer"]
                relation = Relation.MINDERJARIG_KIND if minor(bench.city, number) else Relation.ANDER
                expected |= differing(bench.city, child["persoon"], relation, f"persoon.kinderen.{place}.persoon")
        assert differences(me, him, "persoon") == expected
        differed += bool(expected)
    assert differed, "the comparison must have met a difference"
