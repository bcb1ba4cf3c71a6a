"""The issuer of development: a key that stays, and tokens that the real door accepts."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from auth.development import DEVELOPMENT_IDENTITIES, DevelopmentIdentity, DevelopmentIssuer, resident
from auth.development.keys import SigningKeys
from auth.errors import NotAuthenticated
from auth.keys import Keys
from auth.principal import Principal
from auth.roles import Level, Role, Scope
from auth.tokens import Bearer
from auth.ways import Way
from tests.policy.tokens import GENERAL

ISSUER, AUDIENCE, BSN = "http://127.0.0.1:8000", "urn:mijndenhaag:api", "999990019"
FILE = "development-key.json"
AGNES = next(each for each in DEVELOPMENT_IDENTITIES if each.name == "agnes")


def issuer(folder: Path) -> DevelopmentIssuer:
    return DevelopmentIssuer(folder, issuer=ISSUER, audience=AUDIENCE)


def kids(keys: SigningKeys) -> list[str]:
    return [each["kid"] for each in keys.public()["keys"]]


async def principal(made: DevelopmentIssuer, identity: DevelopmentIdentity, seconds: int = 60) -> Principal:
    bearer = Bearer(Keys(made.jwks), issuer=ISSUER, audience=AUDIENCE, profile=GENERAL)
    found = await bearer.authenticate(f"Bearer {made.issue(identity, seconds)}")
    assert found is not None
    return found


@pytest.mark.parametrize("level", Level)
async def test_a_resident_has_the_number_and_the_level_that_were_asked(tmp_path: Path, level: Level) -> None:
    found = await principal(issuer(tmp_path), resident("emma", BSN, "Een moeder", "A mother", level))
    assert (found.role, found.subject, found.level, found.id) == (Role.INWONER, BSN, level, "emma")


async def test_the_employees_and_the_service_get_in(tmp_path: Path) -> None:
    made = issuer(tmp_path / "data")
    own = [each for each in DEVELOPMENT_IDENTITIES if each.login is None or each.login.way is Way.MEDEWERKERS]
    found = {each.name: await principal(made, each) for each in own}
    assert {name: each.role for name, each in found.items()} == {
        "agnes": Role.MEDEWERKER,
        "bart": Role.MEDEWERKER,
        "chandra": Role.MEDEWERKER_AFGESCHERMD,
        "dirk": Role.ANALIST,
        "esther": Role.BEHEERDER,
        "frank": Role.FG,
        "dienst": Role.DIENST,
    }
    assert found["dienst"].scopes == frozenset(Scope)
    assert all(each.name.islower() and each.dutch and each.english for each in DEVELOPMENT_IDENTITIES)


async def test_a_token_that_is_over_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAuthenticated):
        await principal(issuer(tmp_path), AGNES, -60)


async def test_a_second_process_signs_with_the_same_key(tmp_path: Path) -> None:
    first, second = issuer(tmp_path), issuer(tmp_path)
    assert await first.jwks() == await second.jwks()
    bearer = Bearer(Keys(first.jwks), issuer=ISSUER, audience=AUDIENCE, profile=GENERAL)
    assert await bearer.authenticate(f"Bearer {second.issue(AGNES)}") is not None


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: kids(issuer(folder).keys), range(8)))
    assert len({kid for (kid,) in tokens}) == 1
    assert [path.name for path in folder.iterdir()] == [FILE]


async def test_only_the_owner_can_read_the_key_and_only_half_of_it_is_published(tmp_path: Path) -> None:
    made = issuer(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    (published,) = json.loads(await made.jwks())["keys"]
    (kept,) = json.loads((tmp_path / "data" / FILE).read_text())["keys"]
    assert "d" in kept and "d" not in published
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


async def test_after_a_rotation_what_was_signed_holds_until_the_old_key_is_forgotten(tmp_path: Path) -> None:
    made = issuer(tmp_path)
    before = made.issue(AGNES)

    async def gets_in(token: str) -> bool:
        bearer = Bearer(Keys(made.jwks), issuer=ISSUER, audience=AUDIENCE, profile=GENERAL)
        try:
            return await bearer.authenticate(f"Bearer {token}") is not None
        except NotAuthenticated:
            return False

    made.keys.rotate()
    after = made.issue(AGNES)
    assert await gets_in(before) and await gets_in(after) and made.keys.old == 1
    assert kids(issuer(tmp_path).keys) == kids(made.keys), "and so after a start anew"
    made.keys.forget()
    assert not await gets_in(before) and await gets_in(after) and made.keys.old == 0
    assert kids(issuer(tmp_path).keys) == kids(made.keys)


def test_the_file_of_one_key_as_it_once_was_is_read(tmp_path: Path) -> None:
    made = issuer(tmp_path)
    (kept,) = json.loads((tmp_path / FILE).read_text())["keys"]
    (tmp_path / FILE).write_text(json.dumps(kept))
    assert kids(issuer(tmp_path).keys) == kids(made.keys)


def test_a_key_of_another_algorithm_is_made_when_it_is_wanted_and_rotates_along(tmp_path: Path) -> None:
    keys = issuer(tmp_path).keys
    published = keys.public("RS256", "ES256")["keys"]
    assert [each["alg"] for each in published] == ["ES256", "RS256"]
    keys.rotate()
    assert [each["alg"] for each in keys.public()["keys"]] == ["ES256", "RS256", "ES256", "RS256"]
    for algorithm in ("RS256", "ES256"):
        assert keys.verified(keys.sign({"a": 1}, "JWT", algorithm), "JWT") == {"a": 1}
        assert keys.verified(keys.sign({"a": 1}, "JWT", algorithm), "at+jwt") is None
        assert keys.verified(keys.missign({"a": 1}, "JWT", algorithm), "JWT") is None
    for rubbish in ("", "a.b.c", "é", "eyJhbGciOiJub25lIn0.e30."):
        assert keys.verified(rubbish, "JWT") is None
