"""The issuer of development: a key that stays, and tokens that the real door accepts."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from auth.development import DEVELOPMENT_IDENTITIES, DevelopmentIdentity, DevelopmentIssuer, resident
from auth.errors import NotAuthenticated
from auth.keys import Keys
from auth.principal import Principal
from auth.profiles import read_profiles
from auth.roles import Level, Role, Scope
from auth.tokens import Bearer

ISSUER, AUDIENCE, BSN = "http://127.0.0.1:8000", "urn:mijndenhaag:api", "999990019"
FILE = "development-key.json"


def issuer(folder: Path) -> DevelopmentIssuer:
    return DevelopmentIssuer(folder, issuer=ISSUER, audience=AUDIENCE)


async def principal(made: DevelopmentIssuer, identity: DevelopmentIdentity, seconds: int = 60) -> Principal:
    bearer = Bearer(Keys(made.jwks), issuer=ISSUER, audience=AUDIENCE, profile=read_profiles()["algemeen"])
    found = await bearer.authenticate(f"Bearer {made.issue(identity, seconds)}")
    assert found is not None
    return found


@pytest.mark.parametrize("level", Level)
async def test_a_resident_has_the_number_and_the_level_that_were_asked(tmp_path: Path, level: Level) -> None:
    found = await principal(issuer(tmp_path), resident("emma", BSN, "Een moeder", "A mother", level))
    assert (found.role, found.subject, found.level, found.id) == (Role.INWONER, BSN, level, "emma")


async def test_the_employees_and_the_service_get_in(tmp_path: Path) -> None:
    made = issuer(tmp_path / "data")
    found = {each.name: await principal(made, each) for each in DEVELOPMENT_IDENTITIES}
    assert {name: each.role for name, each in found.items()} == {
        "agnes": Role.MEDEWERKER,
        "bart": Role.MEDEWERKER,
        "dienst": Role.DIENST,
    }
    assert found["dienst"].scopes == frozenset(Scope)
    assert all(name.islower() and each.dutch and each.english for name in found for each in DEVELOPMENT_IDENTITIES)


async def test_a_token_that_is_over_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAuthenticated):
        await principal(issuer(tmp_path), DEVELOPMENT_IDENTITIES[0], -60)


async def test_a_second_process_signs_with_the_same_key(tmp_path: Path) -> None:
    first, second = issuer(tmp_path), issuer(tmp_path)
    assert await first.jwks() == await second.jwks()
    bearer = Bearer(Keys(first.jwks), issuer=ISSUER, audience=AUDIENCE, profile=read_profiles()["algemeen"])
    assert await bearer.authenticate(f"Bearer {second.issue(DEVELOPMENT_IDENTITIES[0])}") is not None


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: issuer(folder)._key.kid, range(8)))
    assert len(set(tokens)) == 1
    assert [path.name for path in folder.iterdir()] == [FILE]


async def test_only_the_owner_can_read_the_key_and_only_half_of_it_is_published(tmp_path: Path) -> None:
    made = issuer(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    (published,) = json.loads(await made.jwks())["keys"]
    assert "d" in json.loads((tmp_path / "data" / FILE).read_text()) and "d" not in published
    assert (published["alg"], published["use"]) == ("ES256", "sig")


def test_a_key_that_others_can_read_or_that_is_none_stops_the_start(tmp_path: Path) -> None:
    issuer(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    with pytest.raises(PermissionError, match=FILE):
        issuer(tmp_path)
    (tmp_path / FILE).chmod(0o600)
    for rubbish in ("", "{}", "[]", '{"kty": "EC"}', "null"):
        (tmp_path / FILE).write_text(rubbish)
        with pytest.raises(ValueError, match=FILE):
            issuer(tmp_path)


async def test_every_token_has_its_own_id_and_an_identity_shows_no_number(tmp_path: Path) -> None:
    emma = resident("emma", BSN, "Een moeder", "A mother")
    made = issuer(tmp_path)
    assert made.issue(emma) != made.issue(emma)
    assert BSN not in repr(emma)
