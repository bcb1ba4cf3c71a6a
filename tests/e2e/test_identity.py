"""Who sees what, from the token to the answer: doors, dossiers, relations, secrecy, contacts."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import ECKey

from auth.contacts import LIFETIME
from auth.development import DevelopmentIdentity, resident
from auth.roles import Level, Purpose
from sources.city import Address, CityPerson
from tests.e2e.dossiers import opened
from tests.workbench import Answered, Workbench, bsn_of, identity_of, workbench

JAN, FATIMA, LOTTE, TIM = map(bsn_of, ("jan", "fatima", "lotte", "tim"))
DIENST, AGNES = identity_of("dienst"), identity_of("agnes")
WHO: dict[str, DevelopmentIdentity | None] = {
    "nobody": None,
    "resident": identity_of("jan"),
    "resident, low": resident("jan", JAN, "", "", Level.LAAG),
    "resident, level unknown": resident("jan", JAN, "", "", Level.GEEN),
    "agent": AGNES,
    "agent who is the subject": replace(AGNES, claims={"roles": ["medewerker"], "bsn": JAN}),
    "service": DIENST,
    "service without scopes": replace(DIENST, claims={"roles": ["dienst"]}),
}
OPEN = "{ burgerservicenummer }"
ROOTS = {
    "sessie": "{ sessie { rol niveau } }",
    "mij": f"{{ mij {OPEN} }}",
    "klantcontact": f'{{ klantcontact(id: "nergens") {{ id persoon {OPEN} }} }}',
    "startKlantcontact": f'mutation {{ startKlantcontact(wie: {{ burgerservicenummer: "{JAN}" }}, doel: PARKEREN, '
    f"verificatie: LEGITIMATIE) {{ doel persoon {OPEN} }} }}",
    "zoekPersonen": f'{{ zoekPersonen(zoek: {{ burgerservicenummer: "{JAN}" }}, doel: PARKEREN) {{ naam }} }}',
    "personen": f'{{ personen(burgerservicenummers: ["{JAN}"]) {{ naam {{ volledigeNaam }} }} }}',
}
IN, NONE, LEVEL, IT_IS_ME = "NIET_INGELOGD", "GEEN_TOEGANG", "HOGER_NIVEAU_NODIG", {"burgerservicenummer": JAN}
TABLE: dict[str, dict[str, Any]] = {  # a code, or what is answered
    "nobody": {
        "sessie": None, "mij": IN, "klantcontact": IN, "startKlantcontact": IN, "zoekPersonen": IN, "personen": IN,
    },
    "resident": {
        "sessie": {"rol": "INWONER", "niveau": "MIDDEN"}, "mij": IT_IS_ME,
        "klantcontact": NONE, "startKlantcontact": NONE, "zoekPersonen": NONE, "personen": NONE,
    },
    "resident, low": {
        "sessie": {"rol": "INWONER", "niveau": "LAAG"}, "mij": LEVEL,
        "klantcontact": NONE, "startKlantcontact": NONE, "zoekPersonen": NONE, "personen": NONE,
    },
    "resident, level unknown": {
        "sessie": {"rol": "INWONER", "niveau": "GEEN"}, "mij": LEVEL,
        "klantcontact": NONE, "startKlantcontact": NONE, "zoekPersonen": NONE, "personen": NONE,
    },
    "agent": {
        "sessie": {"rol": "MEDEWERKER", "niveau": "GEEN"}, "mij": NONE, "klantcontact": None,
        "startKlantcontact": {"doel": "PARKEREN", "persoon": IT_IS_ME}, "personen": NONE,
        "zoekPersonen": [{"naam": "Jan Willem van den Berg"}],
    },
    "agent who is the subject": {
        "sessie": {"rol": "MEDEWERKER", "niveau": "GEEN"}, "mij": NONE, "klantcontact": None,
        "startKlantcontact": NONE, "zoekPersonen": [], "personen": NONE,
    },
    "service": {
        "sessie": {"rol": "DIENST", "niveau": "GEEN"}, "mij": NONE, "klantcontact": NONE,
        "startKlantcontact": NONE, "zoekPersonen": NONE,
        "personen": [{"naam": {"volledigeNaam": "Jan Willem van den Berg"}}],
    },
    "service without scopes": {
        "sessie": {"rol": "DIENST", "niveau": "GEEN"}, "mij": NONE, "klantcontact": NONE,
        "startKlantcontact": NONE, "zoekPersonen": NONE, "personen": {"personen.0.naam": NONE},
    },
}  # fmt: skip


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path) as bench:
        yield bench


def known(bench: Workbench, bsn: str) -> CityPerson:
    """Somebody of the city."""
    person = bench.city.person(bsn)
    assert person is not None
    return person


def lives(bench: Workbench, bsn: str) -> str | None:
    """Where somebody of the city lives, if that is an address."""
    place = known(bench, bsn).place
    return place.object_id if isinstance(place, Address) else None


def asked_about(answer: Answered) -> set[str]:
    """Whom any registry was told about."""
    return {person for wire in answer.wires for person in wire.persons}


# Doors


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("who", WHO)
async def test_a_door_opens_for_one_role(who: str, root: str, bench: Workbench) -> None:
    answer = await bench.ask(WHO[who], ROOTS[root])
    expected = TABLE[who][root]
    assert answer.status == 200
    if isinstance(expected, str):
        assert answer.body["data"] == {root: None} and answer.codes == {root: expected}
        extensions = answer.body["errors"][0]["extensions"]
        assert extensions.get("niveau") == ("MIDDEN" if expected == LEVEL else None)
        assert extensions["opnieuw"] is False and answer.wires == []
    elif root == "personen" and isinstance(expected, dict):
        assert answer.codes == expected and answer.wires == []
    else:
        assert answer.body == {"data": {root: expected}}


BAD_TOKENS = {
    "no token": "Bearer ",
    "no scheme": "{token}",
    "another scheme": "Basic {token}",
    "rubbish": "Bearer rubbish",
    "cut off": "Bearer {cut}",
    "without signature": "Bearer {unsigned}",
    "another's signature": "Bearer {foreign}",
    "expired": "Bearer {expired}",
    "two roles": "Bearer {two}",
    "on behalf of another": "Bearer {behalf}",
}


@pytest.mark.parametrize("bad", BAD_TOKENS)
async def test_a_token_that_is_no_good_is_a_401_that_says_no_more(bad: str, bench: Workbench) -> None:
    jan = identity_of("jan")
    token = bench.token(jan)
    header, claims, _ = token.split(".")
    foreign = ECKey.generate_key("P-256", {"kid": "other"})
    header_of = BAD_TOKENS[bad].format(
        token=token,
        cut=token[:-8],
        unsigned=f"{header}.{claims}.",
        foreign=jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": "other"}, {"bsn": JAN}, foreign),
        expired=bench.service.entrance.issuer.issue(jan, -120),
        two=bench.token(replace(jan, claims={**jan.claims, "roles": ["inwoner", "medewerker"]})),
        behalf=bench.token(replace(jan, claims={**jan.claims, "act": {"sub": "x"}})),
    )
    for root in ("mij", "sessie"):
        answer = await bench.post({"query": ROOTS[root]}, {"authorization": header_of})
        assert answer.status == 401 and "data" not in answer.body and answer.wires == []
        assert answer.codes == {"": "NIET_INGELOGD"}
        assert JAN not in answer.text and "eyJ" not in answer.text


# A resident and the own dossier


# Of a resident only, and of nobody else.
OWN = """aanvragen { knopen { nummer } } wozObjecten { nummer } facturen { knopen { nummer } }
  belastingaanslagen { knopen { regels { wozObject { nummer } } } } meldingen { titel } reisdocumenten { nummer }"""
OWN_FIELDS = ("aanvragen", "wozObjecten", "facturen", "belastingaanslagen", "meldingen", "reisdocumenten")
FAMILY = f"""{{ mij {{ burgerservicenummer naam {{ volledigeNaam }} adres {{ regels }} {OWN}
  partners {{ persoon {{ ...Alles }} }} kinderen {{ persoon {{ ...Alles }} }} ouders {{ persoon {{ ...Alles }} }} }} }}
fragment Alles on Person {{ burgerservicenummer naam {{ volledigeNaam }} leeftijd geboorte {{ plaats }}
  adres {{ regels bag {{ status }} }} geheimhouding kinderen {{ naam {{ volledigeNaam }} }} {OWN} }}"""


CHILDREN = {"jan": 3, "fatima": 3, "peter": 1, "anja": 1, "nadia": 1, "mark": 0, "eva": 1, "ruben": 1, "hassan": 0}
CHILDLESS = ("daan", "riet", "tim", "lotte", "els", "wim", "mila", "amina")


@pytest.mark.parametrize("persona", [*CHILDREN, *CHILDLESS])
async def test_nobody_is_asked_about_but_the_resident_and_children_under_authority(
    persona: str, bench: Workbench
) -> None:
    """But of another with authority over a child that lives elsewhere, whether their address is secret."""
    answer = await bench.ask(resident(persona, bsn_of(persona), "", "", Level.SUBSTANTIEEL), FAMILY)
    me = bench.city.person(bsn_of(persona))
    assert me is not None
    seen = [each["persoon"] for each in answer.data["mij"]["kinderen"] if each["persoon"] is not None]
    children = {each["burgerservicenummer"] for each in seen}
    assert children <= set(me.children) and len(children) == CHILDREN.get(persona, 0)
    elsewhere = {bsn for bsn in children if lives(bench, bsn) != lives(bench, me.bsn)}
    others = {wire.persons[0] for wire in answer.wires if wire.registry == "brp"} - {me.bsn} - children
    assert asked_about(answer) == {me.bsn} | children | others
    parents = {bsn for child in elsewhere for bsn in known(bench, child).parents} - {me.bsn}
    assert others == parents
    for wire in answer.wires:
        assert not others & set(wire.persons) or (wire.registry == "brp" and wire.fields == {"burgerservicenummer"})
    told = [wire for wire in answer.wires if wire.registry not in ("brp", "catalogi", "woz", "bag")]
    assert told and all(set(wire.persons) <= {me.bsn} | children for wire in told)
    money = [wire for wire in told if wire.registry in ("facturen", "belastingen")]
    assert money and all(wire.persons == [me.bsn] for wire in money)
    at_home = f"adresseerbaarObjectIdentificatie={me.place.object_id}&" if isinstance(me.place, Address) else "nowhere"
    mine = {each["wozObject"]["nummer"] for aanslag in answer.data["mij"]["belastingaanslagen"]["knopen"]
            for each in aanslag["regels"] if each["wozObject"] is not None}  # fmt: skip
    for wire in answer.wires:
        if wire.registry == "woz":
            assert wire.query.startswith(at_home) or wire.path.rpartition("/")[2] in mine, "neither home nor theirs"
    assert set(answer.codes.values()) <= {NONE} and answer.data["mij"]["burgerservicenummer"] == me.bsn


async def test_an_aanvraag_of_somebody_else_is_as_unknown_as_one_that_is_not_there(bench: Workbench) -> None:
    query = "query ($id: ID!) { mij { aanvraag(id: $id) { nummer titel documenten { knopen { titel } } } } }"
    theirs = await bench.ask("wim", "{ mij { aanvragen(eerste: 1) { knopen { id } } } }")
    id = theirs.data["mij"]["aanvragen"]["knopen"][0]["id"]
    assert (await bench.ask("wim", query, id=id)).data["mij"]["aanvraag"]["nummer"]
    unknown = id[:-4] + ("AAAA" if id[-4:] != "AAAA" else "BBBB")
    foreign, nowhere = await bench.ask("jan", query, id=id), await bench.ask("jan", query, id=unknown)
    assert foreign.text == nowhere.text == '{"data":{"mij":{"aanvraag":null}}}'
    assert (await bench.ask("jan", query, id="geen sleutel")).text == nowhere.text


@pytest.mark.parametrize(
    ("viewer", "relation", "other"),
    [("jan", "partners", FATIMA), ("peter", "kinderen", LOTTE), ("daan", "ouders", JAN)],
)
async def test_of_a_partner_an_adult_child_and_a_parent_nothing_is_told_or_asked(
    viewer: str, relation: str, other: str, bench: Workbench
) -> None:
    """Only what the own record tells of them."""
    fields = f"naam {{ volledigeNaam }} leeftijd adres {{ regels }} kinderen {{ geslacht }} {OWN}"
    query = f"{{ mij {{ {relation} {{ burgerservicenummer naam {{ volledigeNaam }} persoon {{ {fields} }} }} }} }}"
    answer = await bench.ask(viewer, query)
    place = [each["burgerservicenummer"] for each in answer.data["mij"][relation]].index(other)
    told = answer.data["mij"][relation][place]
    known = bench.city.person(other)
    assert known is not None and told["naam"]["volledigeNaam"] == known.name.full
    names = ("naam", "leeftijd", "adres", "kinderen", *OWN_FIELDS)
    assert told["persoon"] == dict.fromkeys(names)
    codes = {path: code for path, code in answer.codes.items() if path.startswith(f"mij.{relation}.{place}.")}
    assert codes == {f"mij.{relation}.{place}.persoon.{name}": NONE for name in names}
    assert other not in asked_about(answer)


# What is sensitive, and what is about money


@pytest.mark.parametrize("level", [Level.MIDDEN, Level.SUBSTANTIEEL, Level.HOOG])
async def test_travel_documents_take_a_higher_level_and_no_registry_is_asked_below_it(
    level: Level, bench: Workbench
) -> None:
    """Nor for the meldingen that follow from them: one entry says that there may be more, whether or not there is."""
    query = "{ mij { reisdocumenten { nummer } meldingen { soort regel } } }"
    enough = level >= Level.SUBSTANTIEEL
    answer = await bench.ask(resident("jan", JAN, "", "", level), query)
    assert ("reisdocumenten" in {wire.registry for wire in answer.wires}) == enough
    kinds = [each["soort"] for each in answer.data["mij"]["meldingen"]]
    rules = {each["regel"] for each in answer.data["mij"]["meldingen"]}
    assert ("HOGER_NIVEAU" in kinds) != enough and ("paspoort-verloopt" in rules) == enough
    assert bool(answer.data["mij"]["reisdocumenten"]) == enough
    if not enough:
        [error] = answer.body["errors"]
        assert error["path"] == ["mij", "reisdocumenten"]
        assert error["extensions"]["code"] == LEVEL and error["extensions"]["niveau"] == "SUBSTANTIEEL"
    nothing = await bench.ask(resident("willemijn", bsn_of("willemijn"), "", "", level), query)
    said = [each for each in answer.data["mij"]["meldingen"] if each["soort"] == "HOGER_NIVEAU"]
    assert [each for each in nothing.data["mij"]["meldingen"] if each["soort"] == "HOGER_NIVEAU"] == said


@pytest.mark.parametrize("doel", Purpose)
async def test_an_employee_sees_travel_documents_for_one_purpose_only(doel: Purpose, bench: Workbench) -> None:
    answer = await opened(bench, JAN, "reisdocumenten { nummer } meldingen { soort regel }", doel)
    person = answer.data["klantcontact"]["persoon"]
    right = doel is Purpose.BURGERZAKEN
    assert ("reisdocumenten" in {wire.registry for wire in answer.wires}) == bool(person["reisdocumenten"]) == right
    assert ("paspoort-verloopt" in {each["regel"] for each in person["meldingen"]}) == right
    assert answer.codes == ({} if right else {"klantcontact.persoon.reisdocumenten": NONE})
    assert "HOGER_NIVEAU" not in {each["soort"] for each in person["meldingen"]}, "no level would do"


async def test_a_service_sees_money_by_its_scope_and_no_messages_or_travel_documents_at_all(bench: Workbench) -> None:
    query = f'{{ personen(burgerservicenummers: ["{JAN}"]) {{ {OWN} }} }}'
    answer = await bench.ask(DIENST, query)
    closed = {f"personen.0.{name}": NONE for name in ("meldingen", "reisdocumenten")}
    assert answer.codes == closed and answer.data["personen"][0]["facturen"]["knopen"]
    assert not {"objecten", "reisdocumenten"} & {wire.registry for wire in answer.wires}
    poor = replace(DIENST, claims={**DIENST.claims, "scope": "gegevens:lezen zaken:lezen"})
    answer = await bench.ask(poor, query)
    money = {f"personen.0.{name}": NONE for name in ("wozObjecten", "facturen", "belastingaanslagen")}
    assert answer.codes == closed | money and {wire.registry for wire in answer.wires} <= {"zaken", "catalogi"}


async def test_a_key_of_somebody_elses_list_opens_nothing_of_it(bench: Workbench) -> None:
    """Where a page begins says nothing of whose page it is."""
    for field in ("facturen", "belastingaanslagen"):
        query = f"query ($na: String) {{ mij {{ {field}(eerste: 2, na: $na) {{ knopen {{ id }} volgende }} }} }}"
        theirs = (await bench.ask("wim", query)).data["mij"][field]
        mine = (await bench.ask("jan", query)).data["mij"][field]
        answer = await bench.ask("jan", query, na=theirs["volgende"])
        assert theirs["volgende"] and asked_about(answer) == {JAN} and not answer.codes
        foreign = {each["id"] for each in theirs["knopen"]}
        assert mine["knopen"] and not foreign & {each["id"] for each in answer.data["mij"][field]["knopen"]}


# Secrecy


async def test_who_has_a_secret_address_sees_it(bench: Workbench) -> None:
    answer = await bench.ask("els", "{ mij { geheimhouding adres { regels } } }")
    assert answer.data["mij"]["geheimhouding"] is True and answer.data["mij"]["adres"]["regels"] and not answer.codes


# An agent and one dossier


CONTACT = "query ($id: ID!) { klantcontact(id: $id) { id doel persoon { burgerservicenummer leeftijd } } }"


async def test_only_who_started_a_contact_reads_it_and_others_cannot_tell_that_it_is_there(bench: Workbench) -> None:
    id = (await opened(bench, JAN)).data["klantcontact"]["id"]
    own = await bench.ask("agnes", CONTACT, id=id)
    assert own.data["klantcontact"]["persoon"]["burgerservicenummer"] == JAN
    others = [
        await bench.ask("bart", CONTACT, id=id),
        await bench.ask("bart", CONTACT, id=secrets.token_urlsafe(16)),
        await bench.ask("bart", CONTACT, id=""),
    ]
    assert {(each.status, each.text, len(each.wires)) for each in others} == {
        (200, '{"data":{"klantcontact":null}}', 0)
    }


async def test_a_contact_ends_after_its_time(bench: Workbench) -> None:
    id = (await opened(bench, JAN)).data["klantcontact"]["id"]
    with time_machine.travel(datetime.now(UTC) + LIFETIME - timedelta(minutes=1)):
        assert (await bench.ask("agnes", CONTACT, id=id)).data["klantcontact"]
    with time_machine.travel(datetime.now(UTC) + LIFETIME + timedelta(seconds=1)):
        over = await bench.ask("agnes", CONTACT, id=id)
        assert over.text == '{"data":{"klantcontact":null}}' and over.wires == []


async def test_a_session_ends_with_its_token(bench: Workbench) -> None:
    headers = {"authorization": f"Bearer {bench.token('jan')}"}
    assert (await bench.post({"query": ROOTS["mij"]}, headers)).status == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1, minutes=1)):
        assert (await bench.post({"query": ROOTS["mij"]}, headers)).status == 401


async def test_two_contacts_of_one_agent_stay_apart(bench: Workbench) -> None:
    first = (await opened(bench, JAN)).data["klantcontact"]["id"]
    second = (await opened(bench, bsn_of("els"))).data["klantcontact"]["id"]
    query = "query ($a: ID!, $b: ID!) { a: klantcontact(id: $a) { persoon { burgerservicenummer } } " \
        "b: klantcontact(id: $b) { persoon { burgerservicenummer } } }"  # fmt: skip
    answer = await bench.ask("agnes", query, a=first, b=second)
    assert [answer.data[key]["persoon"]["burgerservicenummer"] for key in "ab"] == [JAN, bsn_of("els")]
