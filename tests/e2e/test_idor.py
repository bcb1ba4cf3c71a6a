"""Every key in the graph tried by everybody else: nothing, and not to be told from a key that nobody has.

Two lists are made from the published SDL: where a key can be given, and where one is told. A new one fails until it is
tried here. Times are not compared: whose a request is decides the registry, in the call that would bring it.
"""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, get_named_type

from auth.development import resident
from auth.principal import Principal
from auth.roles import Level, Purpose, Role, Verification
from sources.zaken.cursor import Cursor
from tests.e2e.dossiers import AGNES, BART, opened
from tests.e2e.published import SDL
from tests.workbench import Answered, Workbench, bsn_of, workbench

RESIDENTS = ("jan", "fatima", "daan", "peter", "anja", "ruben", "lotte", "wim", "els", "nadia")
OTHER_ROLES = [Principal(role, role.value, "web", 0, Level.HOOG) for role in Role if not role.is_employee]
_ABOUT = ("Afspraak", "Belastingaanslag", "Factuur", "Parkeervergunning", "Product")
# Where a key of a request is told.
REQUESTS = {"Aanvraag.id", "Contactmoment.aanvraagIds", *(f"{name}.aanvraagId" for name in _ABOUT)}
SOME = 4  # keys of each kind of each other persona
KEYS = {"id", "na"}  # the names of arguments that are keys whatever their type
REQUEST = "nummer titel documenten { knopen { id titel } } statushistorie { sinds } status { naam }"
# Where a key can be given, with what asks for something by it; `%s` is the key.
GIVEN = {
    "Person.aanvraag(id)": f'mij {{ aanvraag(id: "%s") {{ id {REQUEST} }} }}',
    "Person.aanvragen(na)": 'mij { aanvragen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }',
    "Aanvraag.documenten(na)": (
        'mij { aanvragen(eerste: 5) { knopen { documenten(eerste: 2, na: "%s") { knopen { id } volgende } } } }'
    ),
    "Besluit.documenten(na)": (
        'mij { aanvragen(eerste: 50) { knopen { besluiten { documenten(eerste: 1, na: "%s") { knopen { id } } } } } }'
    ),
    "Person.facturen(na)": 'mij { facturen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }',
    "Person.belastingaanslagen(na)": (
        'mij { belastingaanslagen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Person.parkeervergunningen(na)": (
        'mij { parkeervergunningen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Person.producten(na)": 'mij { producten(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }',
    "Person.betalingen(na)": 'mij { betalingen(eerste: 3, na: "%s") { knopen { rekeningId } volgende } }',
    "Person.wozObjectenElders(na)": 'mij { wozObjectenElders(eerste: 3, na: "%s") { knopen { id } volgende } }',
    "WOZObject.waarden(na)": 'mij { wozObjecten { waarden(eerste: 3, na: "%s") { knopen { waarde } volgende } } }',
    "Person.afspraken(na)": 'mij { afspraken(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }',
    "Person.contactmomenten(na)": (
        'mij { contactmomenten(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Aanvraag.contactmomenten(na)": (
        'mij { aanvragen(eerste: 1) { knopen { contactmomenten(eerste: 1, na: "%s") { '
        "knopen { id } heeftVolgende volgende } } } }"
    ),
    "Person.meldingenOpenbareRuimte(na)": (
        'mij { meldingenOpenbareRuimte(eerste: 3, na: "%s") { knopen { id nummer } heeftVolgende volgende } }'
    ),
    "Person.adresHistorie(na)": (
        'mij { adresHistorie(eerste: 1, na: "%s") { knopen { regels } heeftVolgende volgende } }'
    ),
    "Person.verwerkingen(na)": (
        'mij { verwerkingen(eerste: 3, na: "%s") { knopen { id eigen } heeftVolgende volgende } }'
    ),
    "Thema.documenten(na)": (
        'mij { thema(naam: "burgerzaken") { documenten(eerste: 2, na: "%s") { knopen { id } volgende } } }'
    ),
    "Thema.taken(na)": 'mij { thema(naam: "wonen") { taken(eerste: 1, na: "%s") { knopen { id } volgende } } }',
    "Thema.aanvragen(na)": 'mij { thema(naam: "burgerzaken") { aanvragen(na: "%s") { knopen { id } volgende } } }',
    "Person.berichten(na)": (
        'mij { berichten(eerste: 3, na: "%s") { aantalOngelezen knopen { id } heeftVolgende volgende } }'
    ),
    "Person.taken(na)": 'mij { taken(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }',
    "Person.ingediend(na)": 'mij { ingediend(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }',
    "Aanvraag.berichten(na)": (
        'mij { aanvragen(eerste: 3) { knopen { berichten(na: "%s") { knopen { id } heeftVolgende volgende } } } }'
    ),
    "Aanvraag.taken(na)": (
        'mij { aanvragen(eerste: 3) { knopen { taken(na: "%s") { knopen { id } heeftVolgende volgende } } } }'
    ),
    "Organisatie.aanvraag(id)": f'mijnOrganisatie {{ aanvraag(id: "%s") {{ id {REQUEST} }} }}',
    "Organisatie.aanvragen(na)": (
        'mijnOrganisatie { aanvragen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Organisatie.facturen(na)": (
        'mijnOrganisatie { facturen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Organisatie.belastingaanslagen(na)": (
        'mijnOrganisatie { belastingaanslagen(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Organisatie.contactmomenten(na)": (
        'mijnOrganisatie { contactmomenten(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    "Organisatie.afspraken(na)": (
        'mijnOrganisatie { afspraken(eerste: 3, na: "%s") { knopen { id } heeftVolgende volgende } }'
    ),
    **{
        f"Organisatie.{name}(na)": (
            f'mijnOrganisatie {{ {name}(eerste: 1, na: "%s") {{ knopen {{ {key} }} heeftVolgende volgende }} }}'
        )
        for name, key in (
            *(("betalingen", "rekeningId"), ("parkeervergunningen", "id"), ("producten", "id")),
            *(("berichten", "id"), ("taken", "id")),
        )
    },
    "Thema.producten(na)": 'mij { thema(naam: "parkeren") { producten(na: "%s") { knopen { id } volgende } } }',
    "Organisatie.verwerkingen(na)": (
        'mijnOrganisatie { verwerkingen(eerste: 3, na: "%s") { knopen { id eigen } heeftVolgende volgende } }'
    ),
    "Organisatie.vestigingen(na)": (
        'mijnOrganisatie { vestigingen(eerste: 3, na: "%s") { knopen { nummer } heeftVolgende volgende } }'
    ),
    "Query.klantcontact(id)": 'klantcontact(id: "%s") { id doel persoon { burgerservicenummer naam { voornamen } } }',
    "Mutation.eindigKlantcontact(id)": 'eindigKlantcontact(id: "%s")',
    "KlantcontactWie(zoekresultaat)": (
        'startKlantcontact(wie: { zoekresultaat: "%s" }, doel: OVERIG, verificatie: LEGITIMATIE, bevestigGeheim: true)'
        " { id }"
    ),
}
# Where a key is told, with what tells them all of one person.
TOLD = {
    "Aanvraag.id": "aanvragen(eerste: 100) { knopen { id } }",
    "Document.id": "aanvragen(eerste: 100) { knopen { documenten { knopen { id } } } }",
    "Besluit.id": "aanvragen(eerste: 100) { knopen { besluiten { id } } }",
    "DocumentConnectie.volgende": "aanvragen(eerste: 100) { knopen { documenten(eerste: 1) { volgende } } }",
    "Factuur.id": "facturen(eerste: 100) { knopen { id } }",
    "Belastingaanslag.id": "belastingaanslagen(eerste: 100) { knopen { id } }",
    "Afspraak.id": "afspraken(eerste: 100) { knopen { id } }",
    "Afspraak.aanvraagId": "afspraken(eerste: 100) { knopen { aanvraagId } }",
    "DigitaalAdres.id": "contactgegevens { emailadressen { id } telefoonnummers { id } }",
    "Contactmoment.id": "contactmomenten(eerste: 100) { knopen { id } }",
    "Contactmoment.aanvraagIds": "contactmomenten(eerste: 100) { knopen { aanvraagIds } }",
    "Melding.id": "meldingen { id }",
    "MeldingOpenbareRuimte.id": "meldingenOpenbareRuimte(eerste: 20) { knopen { id } }",
    "Bericht.id": "berichten(eerste: 100) { knopen { id } }",
    "Treffer.aanvraag": 'zoek(tekst: "ontvangst") { aanvraag }',
    "Bericht.aanvraag": "berichten(eerste: 100) { knopen { aanvraag } }",
    "Taak.id": "taken(eerste: 100) { knopen { id } }",
    "Taak.aanvraag": "taken(eerste: 100) { knopen { aanvraag } }",
    "Verzoek.id": "ingediend(eerste: 100) { knopen { id } }",
    "BerichtConnectie.volgende": "berichten(eerste: 1) { volgende }",
    "TaakConnectie.volgende": "taken(eerste: 1) { volgende }",
    "VerzoekConnectie.volgende": "ingediend(eerste: 1) { volgende }",
    "WOZObject.id": "wozObjecten { id }",
    "Parkeervergunning.id": "parkeervergunningen(eerste: 100) { knopen { id } }",
    "Parkeervergunning.aanvraagId": "parkeervergunningen(eerste: 100) { knopen { aanvraagId } }",
    "Product.id": "producten(eerste: 100) { knopen { id } }",
    "Product.aanvraagId": "producten(eerste: 100) { knopen { aanvraagId } }",
    "Factuur.aanvraagId": "facturen(eerste: 100) { knopen { aanvraagId } }",
    "Belastingaanslag.aanvraagId": "belastingaanslagen(eerste: 100) { knopen { aanvraagId } }",
    "Betaling.rekeningId": "betalingen(eerste: 100) { knopen { rekeningId } }",
    "WOZBeschikking.aanslagId": "wozObjecten { beschikking { aanslagId } }",
    "Verwerking.id": "verwerkingen(eerste: 100) { knopen { id } }",
    "VerwerkingConnectie.volgende": "verwerkingen(eerste: 1) { volgende }",
    "ParkeervergunningConnectie.volgende": "parkeervergunningen(eerste: 1) { volgende }",
    "ProductConnectie.volgende": "producten(eerste: 1) { volgende }",
    "BetalingConnectie.volgende": "betalingen(eerste: 1) { volgende }",
    "WOZObjectConnectie.volgende": "wozObjectenElders(eerste: 1) { volgende }",
    "WOZWaardeConnectie.volgende": "wozObjecten { waarden(eerste: 1) { volgende } }",
    "AanvraagConnectie.volgende": "aanvragen(eerste: 1) { volgende }",
    "AdresHistorieConnectie.volgende": "adresHistorie(eerste: 1) { volgende }",
    "FactuurConnectie.volgende": "facturen(eerste: 1) { volgende }",
    "MeldingOpenbareRuimteConnectie.volgende": "meldingenOpenbareRuimte(eerste: 1) { volgende }",
    "BelastingaanslagConnectie.volgende": "belastingaanslagen(eerste: 1) { volgende }",
    "AfspraakConnectie.volgende": "afspraken(eerste: 1) { volgende }",
    "ContactmomentConnectie.volgende": "contactmomenten(eerste: 1) { volgende }",
}
RARE = {"WOZObjectConnectie.volgende"}  # of who owns two homes elsewhere: a landlord, and no persona
# Told to an employee: to the one who began it, or who searched.
AGENTS = ("Klantcontact.id", "Zoekresultaat.sleutel")
# Told of an organisation: `tests/e2e/test_organisatie_idor.py` tries these, and those of residents, by each other.
COMPANIES = ("VestigingConnectie.volgende",)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Workbench]:
    async with workbench(tmp_path, cost=10_000) as bench:
        yield bench


def surely(persona: str) -> Any:
    """A persona who may see all of the own dossier."""
    return resident(persona, bsn_of(persona), "", "", Level.SUBSTANTIEEL)


def texts(value: Any, name: str) -> Iterator[str]:
    """Every text under this name in an answer."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == name:
                yield from each if isinstance(each, list) else [each] if isinstance(each, str) else ()
            yield from texts(each, name)
    for each in value if isinstance(value, list) else ():
        yield from texts(each, name)


Keys = dict[str, dict[str, set[str]]]  # by persona, and by where they are told


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Every key in the dossier of every persona; the city is the same for every service."""

    async def all_() -> Keys:
        async with workbench(tmp_path_factory.mktemp("keys"), cost=10_000) as bench:
            for persona in RESIDENTS:
                for _ in range(2):
                    await opened(bench, bsn_of(persona))  # so that there is somebody who looked
            return {persona: await keys_of(bench, persona) for persona in RESIDENTS}

    return asyncio.run(all_())


async def keys_of(bench: Workbench, persona: str) -> dict[str, set[str]]:
    """Every key in the dossier of a persona, by where it is told."""
    found = {}
    for where, fields in TOLD.items():
        answer = await bench.ask(surely(persona), f"{{ mij {{ {fields} }} }}")
        found[where] = set(texts(answer.data, where.rpartition(".")[2]))
    return found


def tampered(key: str) -> Iterator[str]:
    """Keys of the same make that nobody has: of the same registry, with another number in it."""
    named, colon, raw = urlsafe_b64decode(key + "=" * (-len(key) % 4)).partition(b":")
    for number in (bytes(len(raw)), bytes(each ^ 0x5A for each in raw)):
        yield urlsafe_b64encode(named + colon + number).decode().rstrip("=")


def same(answer: Answered) -> tuple[Any, ...]:
    """All that an outsider can tell of an answer, but for the time that it took: the calls are the same calls."""
    calls = tuple((wire.registry, wire.method, wire.path, len(wire.persons)) for wire in answer.wires)
    return answer.status, answer.text, calls


def test_every_argument_that_is_a_key_and_every_key_that_is_told_is_tried_here() -> None:
    given, told = set(), set()
    for type_ in SDL.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            for name, field in type_.fields.items():
                if get_named_type(field.type).name == "ID" or name in ("volgende", "id"):
                    told.add(f"{type_.name}.{name}")
                for argument, definition in field.args.items():
                    if get_named_type(definition.type).name == "ID" or argument in KEYS:
                        given.add(f"{type_.name}.{name}({argument})")
        elif isinstance(type_, GraphQLInputObjectType):
            for name, each in type_.fields.items():
                if get_named_type(each.type).name == "ID" or name in KEYS:
                    given.add(f"{type_.name}({name})")
    assert given == set(GIVEN) and told == {*TOLD, *AGENTS, *COMPANIES}


def test_the_dossiers_that_are_tried_have_every_kind_of_key(keys: Keys) -> None:
    found = list(keys.values())
    for where in TOLD.keys() - RARE:
        assert sum(1 for each in found if each[where]) >= 2, f"two personas at least have {where}"
    told = [key for each in found for name in ("Aanvraag.id", "Document.id", "Factuur.id") for key in each[name]]
    assert len(told) == len(set(told)) > 100, "and nobody has a key of another"


@pytest.mark.parametrize("viewer", RESIDENTS)
async def test_anothers_keys_are_as_unknown_as_keys_that_nobody_has(viewer: str, keys: Keys, bench: Workbench) -> None:
    """Each key of each kind of each other persona, also where a key of another kind is asked for."""
    by_key = GIVEN["Person.aanvraag(id)"].replace('"%s"', "$id")
    ask = f"query ($id: ID!) {{ {by_key} }}"
    nothing = '{"data":{"mij":{"aanvraag":null}}}'
    # by the filter on whose it is: right and data in one
    asked = (200, nothing, (("zaken", "POST", "/zaken/_zoek", 1),))
    unasked = (200, nothing, ())  # a key of another registry
    for unknown in tampered(min(keys["wim"]["Aanvraag.id"])):
        assert same(await bench.ask(surely(viewer), ask, id=unknown)) == asked
    tried = 0
    for persona in RESIDENTS:
        if persona == viewer:
            continue
        for where, theirs in keys[persona].items():
            for key in sorted(theirs)[:SOME]:
                answer = await bench.ask(surely(viewer), ask, id=key)
                is_request = where in REQUESTS or where.endswith(".aanvraag")  # or what names one
                assert same(answer) == (asked if is_request else unasked), f"{where} of {persona}"
                tried += 1
    assert tried > 100


async def test_many_keys_at_once_tell_no_more_than_one(keys: Keys, bench: Workbench) -> None:
    """One's own among others', each by an alias: its own comes, and nothing of theirs."""
    own = sorted(keys["jan"]["Aanvraag.id"])[:5]
    theirs = sorted(keys["wim"]["Aanvraag.id"])[:10]
    fields = " ".join(
        f'k{place}: aanvraag(id: "{key}") {{ id {REQUEST} }}' for place, key in enumerate([*own, *theirs])
    )
    answer = await bench.ask(surely("jan"), f"{{ mij {{ {fields} }} }}")
    shown = [answer.data["mij"][f"k{place}"] for place in range(15)]
    assert [each["id"] for each in shown[:5]] == own and shown[5:] == [None] * 10 and not answer.codes
    known = {each["id"] for one in shown[:5] for each in one["documenten"]["knopen"]}
    documents = [wire for wire in answer.wires if wire.registry == "documenten"]
    assert sum(len(wire.body["uuid__in"]) for wire in documents) >= len(known)
    mine = {zaak.identificatie for zaak in bench.city.dossiers.of(bsn_of("jan"))}
    assert {each["nummer"] for each in shown[:5]} <= mine


@pytest.mark.parametrize("field", ["aanvragen", "facturen", "belastingaanslagen", "afspraken", "contactmomenten"])
async def test_a_place_in_anothers_list_is_a_place_in_ones_own_and_no_more(
    field: str, keys: Keys, bench: Workbench
) -> None:
    """A cursor says where a page begins, in the order of the list; it holds no list. Own rows only, by own calls only.

    It can't be told from a made-up one that says the same place.
    """
    ask, tried = GIVEN[f"Person.{field}(na)"], 0
    own = {persona: keys[persona][KIND[field]] for persona in RESIDENTS}
    for persona in RESIDENTS:
        for cursor in keys[persona][f"{KIND[field].partition('.')[0]}Connectie.volgende"]:
            for viewer in RESIDENTS:
                answer = await bench.ask(surely(viewer), f"{{ {ask % cursor} }}")
                assert not answer.codes and answer.status == 200
                assert {bsn for wire in answer.wires for bsn in wire.persons} <= {bsn_of(viewer)}
                shown = set(texts(answer.data, "id"))
                assert not shown & set().union(*(own[each] for each in RESIDENTS if each != viewer))
                tried += viewer != persona
                if field == "aanvragen" and viewer != persona:
                    place = Cursor.read(cursor)
                    made = Cursor(place.startdatum, place.identificatie, another(place.uuid), place.gelijk)
                    assert (made.uuid != place.uuid) and same(
                        await bench.ask(surely(viewer), f"{{ {ask % made.text()} }}")
                    ) == same(answer)
    assert tried


KIND = {
    "aanvragen": "Aanvraag.id",
    "facturen": "Factuur.id",
    "belastingaanslagen": "Belastingaanslag.id",
    "afspraken": "Afspraak.id",
    "contactmomenten": "Contactmoment.id",
    "parkeervergunningen": "Parkeervergunning.id",
    "producten": "Product.id",
    "berichten": "Bericht.id",
    "taken": "Taak.id",
}


def another(uuid: str) -> str:
    """A number of the same make."""
    return uuid.translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))


async def test_a_klantcontact_is_of_who_began_it_and_for_everybody_else_not_there(bench: Workbench) -> None:
    ask, contacts = f"{{ {GIVEN['Query.klantcontact(id)']} }}", bench.service.keeping.contacts
    begun = [
        await contacts.start(AGNES, bsn_of(persona), Purpose.OVERIG, Verification.CONTROLEVRAGEN)
        for persona in RESIDENTS
    ]
    for contact in begun:
        mine = await bench.ask_as(AGNES, ask % contact.id)
        assert mine.data["klantcontact"]["persoon"]["burgerservicenummer"] == contact.subject
        tampers = (contact.id[:-1], contact.id + "A", contact.id.swapcase(), "")
        answers = [same(await bench.ask_as(BART, ask % key)) for key in (contact.id, *tampers)]
        assert set(answers) == {(200, '{"data":{"klantcontact":null}}', ())}
        assert same(await bench.ask_as(AGNES, ask % contact.id.swapcase())) == answers[0]
    for viewer in OTHER_ROLES:
        there, nowhere = [await bench.ask_as(viewer, ask % key) for key in (begun[0].id, "nergens")]
        assert same(there) == same(nowhere) and there.codes == {"klantcontact": "GEEN_TOEGANG"} and not there.wires
    for nobody in (begun[0].id, "nergens"):
        assert (await bench.ask(None, ask % nobody)).codes == {"klantcontact": "NIET_INGELOGD"}


async def test_nobody_else_ends_a_klantcontact_or_opens_one_by_what_another_searched(bench: Workbench) -> None:
    contacts = bench.service.keeping.contacts
    begun = await contacts.start(AGNES, bsn_of("jan"), Purpose.OVERIG, Verification.CONTROLEVRAGEN)
    end = f"mutation {{ {GIVEN['Mutation.eindigKlantcontact(id)']} }}"
    others = [same(await bench.ask_as(BART, end % key)) for key in (begun.id, "nergens")]
    assert set(others) == {(200, '{"data":{"eindigKlantcontact":false}}', ())}
    search = f'{{ zoekPersonen(zoek: {{ burgerservicenummer: "{bsn_of("jan")}" }}, doel: OVERIG) {{ sleutel }} }}'
    found = await bench.ask_as(AGNES, search)
    key = found.data["zoekPersonen"][0]["sleutel"]
    start = f"mutation {{ {GIVEN['KlantcontactWie(zoekresultaat)']} }}"
    tried = [await bench.ask_as(BART, start % each) for each in (key, key[:-2] + "AA", "nergens")]
    assert len({same(each) for each in tried}) == 1 and tried[0].codes == {"startKlantcontact": "ONGELDIGE_INVOER"}
    assert (await bench.ask_as(AGNES, start % key)).data["startKlantcontact"]["id"]
    assert (await bench.ask_as(AGNES, end % begun.id)).data == {"eindigKlantcontact": True}


async def test_a_place_among_anothers_looks_is_one_among_ones_own(keys: Keys, bench: Workbench) -> None:
    ask = f"{{ {GIVEN['Person.verwerkingen(na)']} }}"
    theirs = keys["jan"]["Verwerking.id"]
    assert theirs, "who looked at the own dossier has looks in it"
    for viewer in ("fatima", "wim"):
        for key in theirs:
            answer = await bench.ask(surely(viewer), ask % key)
            assert not answer.codes and not answer.wires
            shown = answer.data["mij"]["verwerkingen"]["knopen"]
            assert all(each["eigen"] for each in shown), "of an own visit the key is a day, and that is everybody's"
