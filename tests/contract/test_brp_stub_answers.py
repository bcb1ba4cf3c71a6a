"""The texts, shapes and codes that the BRP stand-in makes."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pytest

from sources.brp.stub import stub_app
from sources.brp.stub.fields import PERSOON
from sources.brp.stub.letters import envelope, in_text, initials, salutation
from sources.city import PERSONAS, City, Name
from tests.contract.brp_openapi import code_tables
from tests.shared import shared

CITY = City(today=date(2026, 11, 23))
EXACT = stub_app(CITY, quirks=False)
BSN = {persona.name: persona.bsn for persona in PERSONAS}
KIND = "RaadpleegMetBurgerservicenummer"
SOUND = {"type": KIND, "burgerservicenummer": [BSN["jan"]], "fields": ["burgerservicenummer"]}
Json = dict[str, Any]


async def send(body: Json) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(EXACT), base_url="http://brp") as client:
        return await client.post("/personen", json=body)


# --- computed texts: the examples of the API's features


@pytest.mark.parametrize(
    ("given", "letters"),
    [
        ("Henk", "H."),
        ("Johan Frank Robert", "J.F.R."),
        ("Theo Philip IJsbrand", "T.P.I."),
        ("Anne-Fleur Belle", "A.B."),
        ("Suzie Q", "S.Q"),
        ("A", "A"),
        ("J P", "J P"),
        ("", ""),
    ],
)
def test_initials(given: str, letters: str) -> None:
    assert initials(given) == letters


@pytest.mark.parametrize(
    ("sex", "letter", "sentence"),
    [
        ("M", "Geachte heer Van Puffelen", "de heer Van Puffelen"),
        ("V", "Geachte mevrouw Van Puffelen", "mevrouw Van Puffelen"),
        ("O", "Geachte R.M. van Puffelen", "R.M. van Puffelen"),
    ],
)
def test_salutation_by_sex(sex: str, letter: str, sentence: str) -> None:
    name = Name("Robin Melle", "van", "Puffelen")
    assert salutation(name, sex, "E", None) == letter
    assert in_text(name, sex, "E", None) == sentence


@pytest.mark.parametrize(
    ("use", "used"),
    [
        ("E", "In het Veld"),
        ("P", "Van Velzen"),
        ("V", "Van Velzen-in het Veld"),
        ("N", "In het Veld-van Velzen"),
    ],
)
def test_salutation_by_use_of_name(use: str, used: str) -> None:
    name, partner = Name("", "in het", "Veld"), Name("Jan", "van", "Velzen")
    assert salutation(name, "V", use, partner) == f"Geachte mevrouw {used}"
    assert salutation(name, "V", use, None) == "Geachte mevrouw In het Veld"


@pytest.mark.parametrize(
    ("name", "use", "partner", "line"),
    [
        (("Anna Özil", "", "Groenen"), "E", None, "A.Ö. Groenen"),
        (("Bert Philip", "van", "Groenen"), "E", None, "B.P. van Groenen"),
        (("Elise Q", "In Den", "Groenen"), "E", None, "E.Q In Den Groenen"),
        (("Geraldine", "van", "Velzen"), "V", ("", "", "Groenlo"), "G. Groenlo-van Velzen"),
        (("Leo", "", "Groenen"), "N", ("", "Van Den", "Berg"), "L. Groenen-Van Den Berg"),
        (("Nico", "van", "Velzen"), "P", ("", "Van Den", "Berg"), "N. Van Den Berg"),
        (("", "", "Ali bin Mohammed"), "P", ("", "van", "Velzen"), "Van Velzen"),
        (("", "", "Ali bin Mohammed"), "N", ("", "van", "Velzen"), "Ali bin Mohammed-van Velzen"),
    ],
)
def test_the_line_on_the_envelope(name: tuple[str, ...], use: str, partner: tuple[str, ...] | None, line: str) -> None:
    assert envelope(Name(*name), use, Name(*partner) if partner else None) == line


async def group(name: str, *fields: str) -> Json:
    """The one group of a persona that was asked."""
    body = {**SOUND, "burgerservicenummer": [BSN[name]], "fields": list(fields)}
    (found,) = (await send(body)).json()["personen"]
    (value,) = (item for key, item in found.items() if key != "opschortingBijhouding")
    asked: Json = value
    return asked


async def test_the_widow_who_uses_her_husbands_name_is_written_so() -> None:
    letters = await group("riet", "adressering")
    assert letters["aanhef"] == "Geachte mevrouw Van den Berg-de Lange"
    assert letters["aanschrijfwijze"] == {"naam": "M.T. van den Berg-de Lange"}
    assert letters["gebruikInLopendeTekst"] == "mevrouw Van den Berg-de Lange"


async def test_dates_come_as_whole_as_they_are_known() -> None:
    born = CITY.person(BSN["yusuf"]), CITY.person(BSN["mariam"])
    assert born[0] is not None and born[1] is not None
    month = await group("yusuf", "geboorte.datum")
    year = await group("mariam", "geboorte.datum")
    assert month["datum"] | {"langFormaat": ""} == {
        "type": "JaarMaandDatum",
        "jaar": born[0].birth.year,
        "maand": born[0].birth.month,
        "langFormaat": "",
    }
    text = str(born[1].birth.year)
    assert year["datum"] == {"type": "JaarDatum", "jaar": born[1].birth.year, "langFormaat": text}
    unknown = {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    assert (await group("halima", "geboorte.datum"))["datum"] == unknown
    whole = (await group("kees", "overlijden.datum"))["datum"]
    assert whole == {"type": "Datum", "datum": "2024-05-11", "langFormaat": "11 mei 2024"}


async def test_each_kind_of_residence_has_its_shape() -> None:
    kinds = {"jan": "Adres", "boris": "Locatie", "ingrid": "VerblijfplaatsBuitenland", "omar": "VerblijfplaatsOnbekend"}
    shapes = {
        "jan": {"officieleStraatnaam", "korteStraatnaam", "huisnummer", "postcode", "woonplaats"},
        "boris": {"locatiebeschrijving"},
        "ingrid": {"regel1", "regel2", "regel3", "land"},
    }
    for name, kind in kinds.items():
        whole = await group(name, "verblijfplaats")
        assert whole["type"] == kind and "datumVan" in whole
        assert set(whole.get("verblijfadres", {})) == shapes.get(name, set())
        assert (await group(name, "verblijfplaats.datumVan")) == {"type": kind, "datumVan": whole["datumVan"]}
    assert (await group("clyde", "verblijfplaats.functieAdres"))["functieAdres"]["code"] == "B"


async def test_the_lines_of_an_address_follow_its_shape() -> None:
    lines = {name: await group(name, "adressering.adresregel1", "adressering.adresregel2") for name in ("jan", "boris")}
    assert lines["jan"] == {"adresregel1": "Laan van Meerdervoort 1", "adresregel2": "2517 AA  'S-GRAVENHAGE"}
    assert lines["boris"] == {"adresregel1": "Woonboot De Ooievaar, Trekvlietkade", "adresregel2": "'S-GRAVENHAGE"}
    abroad = await group("ingrid", "adressering.adresregel1", "adressering.adresregel3", "adressering.land")
    assert abroad["adresregel1"] == "Calle de Alcalá 47 3B" and abroad["land"]["omschrijving"] == "Spanje"
    assert await group("omar", "adressering.adresregel1") == {}


@pytest.mark.parametrize(("parity", "line"), [(0, " 4 A"), (1, " 4-2")])
async def test_a_letter_stands_apart_and_a_number_behind_a_dash(parity: int, line: str) -> None:
    home = CITY.household(4 * 48 + parity)
    assert home.address.letter + home.address.addition in ("A", "2")
    body = {**SOUND, "burgerservicenummer": [home.members[0]], "fields": ["adressering.adresregel1"]}
    (found,) = (await send(body)).json()["personen"]
    assert found["adressering"]["adresregel1"] == home.address.short_street + line


async def test_an_alias_answers_only_for_homes_in_the_country() -> None:
    inland = {
        **SOUND,
        "burgerservicenummer": [BSN["jan"]],
        "fields": ["verblijfplaatsBinnenland.verblijfadres.postcode"],
    }
    (found,) = (await send(inland)).json()["personen"]
    assert found == {"verblijfplaats": {"type": "Adres", "verblijfadres": {"postcode": "2517AA"}}}
    both = {**inland, "fields": ["verblijfplaats.verblijfadres.huisnummer", *inland["fields"]]}
    (found,) = (await send(both)).json()["personen"]
    assert found["verblijfplaats"]["verblijfadres"] == {"huisnummer": 1, "postcode": "2517AA"}
    for name in ("ingrid", "omar"):
        body = {**SOUND, "burgerservicenummer": [BSN[name]], "fields": ["verblijfplaatsBinnenland"]}
        (found,) = (await send(body)).json()["personen"]
        assert set(found) == {"opschortingBijhouding"}
        assert await group(name, "adresseringBinnenland.adresregel1", "adresseringBinnenland.adresregel2") == {}


async def test_custody_over_minors_is_told_to_them_and_their_parents() -> None:
    body = {**SOUND, "burgerservicenummer": [BSN["tim"], BSN["peter"], BSN["lotte"]], "fields": ["gezag"]}
    minor, parent, adult = (await send(body)).json()["personen"]
    assert minor == parent and adult == {"gezag": []}
    (relation,) = minor["gezag"]
    assert relation["type"] == "GezamenlijkOuderlijkGezag"
    assert {found["burgerservicenummer"] for found in relation["ouders"]} == {BSN["peter"], BSN["anja"]}


async def test_custody_that_only_one_parent_has_or_nobody_is_told_as_the_api_has_it() -> None:
    names = ["luuk", "nadia", "mark", "amina", "bilal"]
    body = {**SOUND, "burgerservicenummer": [BSN[name] for name in names], "fields": ["gezag"]}
    luuk, nadia, mark, amina, bilal = [found["gezag"] for found in (await send(body)).json()["personen"]]
    assert luuk == nadia == mark
    assert luuk[0]["type"] == "EenhoofdigOuderlijkGezag" and luuk[0]["ouder"]["burgerservicenummer"] == BSN["nadia"]
    assert [each[0]["type"] for each in (amina, bilal)] == ["TijdelijkGeenGezag", "GezagNietTeBepalen"]
    for (relation,), name in ((amina, "amina"), (bilal, "bilal")):
        assert relation.keys() == {"type", "minderjarige", "toelichting"}
        assert relation["minderjarige"]["burgerservicenummer"] == BSN[name]


# --- answers against the API's own data


async def everything() -> list[Json]:
    numbers = [*BSN.values(), *(CITY.bsn(index) for index in range(60, len(CITY), 90))]
    found: list[Json] = []
    for start in range(0, len(numbers), 20):
        body = {**SOUND, "burgerservicenummer": numbers[start : start + 20], "fields": list(PERSOON)}
        found.extend((await send(body)).json()["personen"])
    return found


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        for name, item in value.items():
            yield from walk(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, path + "[]")


async def test_nothing_is_null_false_or_an_empty_text() -> None:
    seen = [(path, value) for found in await everything() for path, value in walk(found)]
    assert len(seen) > 10_000
    assert [path for path, value in seen if value is None or value is False or value == ""] == []


async def test_answers_have_the_shape_of_recorded_ones() -> None:
    recorded = json.loads((shared("registers/brp/testdata/response-voorbeelden.json")).read_text())
    shapes: dict[str, set[type]] = {}
    for path, value in (pair for found in recorded["personen"] for pair in walk(found)):
        shapes.setdefault(path, set()).add(type(value))
    compared = set()
    for path, value in (pair for found in await everything() for pair in walk(found)):
        if path in shapes:
            assert type(value) in shapes[path], path
            compared.add(path)
    assert len(compared) > 100


async def test_codes_are_those_of_the_national_tables() -> None:
    tables = code_tables(shared("registers/brp"))
    expected = {
        "land": "land",
        "landVanwaarIngeschreven": "land",
        "plaats": "gemeente",
        "gemeenteVanInschrijving": "gemeente",
        "nationaliteit": "nationaliteit",
        "geslacht": "Geslacht",
        "aanduidingNaamgebruik": "Naamgebruik",
        "functieAdres": "Functie_Adres",
        "soortVerbintenis": "Soort_Verbintenis",
    }
    seen = set()
    for path, value in (pair for found in await everything() for pair in walk(found)):
        table = "Reden_Opschorting_Bijhouding" if path == "opschortingBijhouding.reden" else None
        table = table or expected.get(path.rpartition(".")[2].removesuffix("[]"))
        if table is not None and isinstance(value, dict) and "code" in value:
            assert (value["code"], value["omschrijving"]) in tables[table]
            seen.add(table)
    assert seen == set(expected.values()) | {"Reden_Opschorting_Bijhouding"}
