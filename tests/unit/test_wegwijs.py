"""Themes and referrals are files: what is delivered is whole, and a wrong one says what is wrong."""

from pathlib import Path

import pytest

from resolvers.verwijzing import Voor
from resolvers.wegwijs import THEMAS, VERWIJZINGEN, Wegwijs
from schema.engine.seams import camel, fields_of
from schema.person import Person
from settings import Wrong
from tests.workbench import workbench

BLOKKEN = {"naam", "adres", "wozObjecten", "belastingaanslagen", "reisdocumenten", "berichten", "meldingen"}
THEMA = """
naam = "water"
titel = { nl = "Water", en = "Water" }
tekst = { nl = "Alles over water.", en = "All about water." }
blokken = ["naam"]
aanvragen = ["LIGPLAATS"]
verwijzingen = ["elders"]
"""
VERWIJZING = """
[[verwijzing]]
sleutel = "elders"
aanbieder = "Iemand"
naam = { nl = "Elders", en = "Elsewhere" }
tekst = { nl = "Het andere.", en = "The other." }
adres = { nl = "https://elders.example", en = "https://elders.example/en" }
bij = ["adres"]
"""


def written(tmp_path: Path, thema: str = THEMA, verwijzing: str = VERWIJZING, name: str = "water") -> tuple[Path, Path]:
    (folder := tmp_path / "themas").mkdir()
    (folder / f"{name}.toml").write_text(thema, encoding="utf-8")
    (file := tmp_path / "verwijzingen.toml").write_text(verwijzing, encoding="utf-8")
    return folder, file


def test_a_theme_is_one_file_more(tmp_path: Path) -> None:
    wegwijs = Wegwijs.read(*written(tmp_path), BLOKKEN)
    assert [each.aanvragen for each in wegwijs.themas.values()] == [["LIGPLAATS"]]
    assert wegwijs.verwijzing("elders").adres.en == "https://elders.example/en"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('naam = "water"', 'naam = "Water!"', "naam"),
        ('naam = "water"', 'naam = "vuur"', "the theme is called as its file, 'water'"),
        ('en = "Water"', 'en = " "', "a text in Dutch and in English"),
        (', en = "Water"', "", "missing required field `en`"),
        ('blokken = ["naam"]', 'blokken = ["geheim"]', "blokken: there is no 'geheim'"),
        ('verwijzingen = ["elders"]', 'verwijzingen = ["nergens"]', "verwijzingen: there is no 'nergens'"),
        ('aanvragen = ["LIGPLAATS"]', 'aanvragen = ["A", "A"]', "aanvragen: a text each, and each once"),
        ('aanvragen = ["LIGPLAATS"]', 'aanvraag = ["A"]', "unknown field `aanvraag`"),
        ("titel =", "titel ==", "water.toml"),
    ],
)
def test_a_wrong_theme_says_which_file_and_what(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in THEMA
    with pytest.raises(ValueError, match=r"^water\.toml: ") as raised:
        Wegwijs.read(*written(tmp_path, thema=THEMA.replace(old, new)), BLOKKEN)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://elders.example/en", "http://elders.example", "begins with https://"),
        ("https://elders.example/en", "https://iemand@elders.example", "begins with https://"),
        ("https://elders.example/en", "javascript:alert(1)", "begins with https://"),
        ('bij = ["adres"]', 'bij = ["nergens"]', "elders: bij: there is no 'nergens'"),
        ('bij = ["adres"]', 'voor = ["kat"]', "voor"),
    ],
)
def test_a_wrong_referral_says_what(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"^verwijzingen\.toml: ") as raised:
        Wegwijs.read(*written(tmp_path, verwijzing=VERWIJZING.replace(old, new)), BLOKKEN)
    assert said in str(raised.value)


def test_a_referral_has_one_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'elders' stands there twice"):
        Wegwijs.read(*written(tmp_path, verwijzing=VERWIJZING + VERWIJZING), BLOKKEN)


async def test_a_wrong_file_stops_the_start(tmp_path: Path) -> None:
    folder, file = written(tmp_path, thema=THEMA.replace('"naam"]', '"geheim"]'))
    with pytest.raises(Wrong, match=r"MIJNDENHAAG_THEMAS, .*water\.toml: blokken: there is no 'geheim'"):
        async with workbench(tmp_path, themas=folder, verwijzingen=file):
            pass


async def test_the_business_adds_a_theme_without_code(tmp_path: Path) -> None:
    folder, file = written(tmp_path)
    async with workbench(tmp_path, themas=folder, verwijzingen=file) as bench:
        answer = await bench.ask("jan", '{ mij { themas { naam } thema(naam: "water") { verwijzingen { naam } } } }')
    assert answer.data["mij"] == {"themas": [{"naam": "water"}], "thema": {"verwijzingen": [{"naam": "Elders"}]}}


def test_every_referral_that_is_delivered_has_a_place() -> None:
    """Beside a block of a person, in a theme, or with a company."""
    wegwijs = Wegwijs.read(THEMAS, VERWIJZINGEN, {camel(field.python_name) for field in fields_of(Person)})
    placed = {sleutel for thema in wegwijs.themas.values() for sleutel in thema.verwijzingen}
    for regel in wegwijs.verwijzingen:
        assert regel.bij or regel.sleutel in placed or Voor.ORGANISATIE in regel.voor, regel.sleutel
    assert {regel.aanbieder for regel in wegwijs.verwijzingen} >= {"MijnOverheid", "Kadaster", "RDW"}
