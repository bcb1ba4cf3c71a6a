"""The register of processing activities is whole, and a wrong one stops the start with a clear word."""

import itertools
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from auth.groups import FieldGroup
from auth.log.errors import RegisterFault
from auth.log.keys import configured_keys, development_keys
from auth.log.register import REGISTER, Activity, Register, activity_of, read_register
from auth.log.version import policy_version
from auth.roles import Mandate, Purpose, Relation, Role
from auth.table import POLICY, Grant


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = REGISTER.read_text()
    assert old in text
    path = tmp_path / "verwerkingen.toml"
    path.write_text(text.replace(old, new, 1))
    return path


def test_everybody_who_can_look_has_an_activity_of_the_register() -> None:
    register = read_register()
    for purpose in Purpose:
        assert activity_of(Role.MEDEWERKER, purpose=purpose) in register.keys
        assert activity_of(Role.MEDEWERKER_AFGESCHERMD, purpose=purpose) in register.keys
    for role in (Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN, Role.ONDERNEMER):
        for relation, mandate in itertools.product(Relation, (None, *Mandate)):
            assert activity_of(role, relation=relation, mandate=mandate) in register.keys
    assert activity_of(Role.DIENST) in register.keys
    assert activity_of(Role.FG) in register.keys


def test_who_looks_at_whom_decides_which_activity_it_is() -> None:
    assert activity_of(Role.INWONER) == "inzage-eigen"
    assert activity_of(Role.INWONER, relation=Relation.KIND_VAN_12) == "inzage-ouder"
    assert activity_of(Role.INWONER, mandate=Mandate.OUDERLIJK_GEZAG) == "inzage-ouder"
    assert (
        activity_of(Role.INWONER, relation=Relation.GEMACHTIGD, mandate=Mandate.MACHTIGING)
        == "inzage-vertegenwoordiger"
    )
    assert activity_of(Role.ONDERNEMER, relation=Relation.ORGANISATIE) == "inzage-onderneming"
    assert activity_of(Role.MEDEWERKER, purpose=Purpose.PARKEREN) == "klantcontact-parkeren"


@pytest.mark.parametrize("role", [Role.MEDEWERKER, Role.ANALIST, Role.BEHEERDER])
def test_without_a_purpose_or_a_task_there_is_no_activity(role: Role) -> None:
    with pytest.raises(KeyError):
        activity_of(role)


def test_the_texts_that_a_resident_reads_name_no_employee_and_no_code() -> None:
    for key in read_register().keys:
        activity = read_register().of(key, date(2026, 12, 1))
        for text in (activity.plain_dutch, activity.plain_english):
            assert not any(word in text for word in (*Purpose, *Role, *FieldGroup))
            assert not text.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('uri = "urn:', 'uri = "urn ', "no URI"),
        ("version = 1", "version = 2", "versions are 1, 2"),
        ("retention_months = 12", "retention_months = 0", "retention_months"),
        ("since = 2026-11-01", 'since = "gisteren"', "since"),
        ('basis = "', 'base = "', "base"),
        ('key = "inzage-eigen"', 'key = "Inzage eigen"', "lower-case"),
        ('key = "inzage-ouder"', 'key = "inzage-oma"', "lacks inzage-ouder"),
        ('plain_dutch = "U bekeek uw eigen gegevens"', 'plain_dutch = " "', "plain_dutch"),
        ("retention_months = 12", "retention_months = 12\nreleased = 2027-01-01", "confidential"),
        ("[[activity]]\nkey", "[[activity]\nkey", "verwerkingen.toml"),
        ("[[activity]]\nkey", "[[activiteit]]\nkey", "activiteit"),
    ],
)
def test_a_wrong_register_stops_the_start_and_says_where(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(RegisterFault, match=says.replace("[", r"\[")):
        read_register(changed(tmp_path, old, new))


def test_a_register_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(RegisterFault, match="can't be read: FileNotFoundError"):
        read_register(tmp_path / "verwerkingen.toml")


def versions(*changes: dict[str, object]) -> list[Activity]:
    base = {
        field: getattr(read_register().of("toezicht", date(2026, 12, 1)), field) for field in Activity.__struct_fields__
    }
    rest = [read_register().of(key, date(2026, 12, 1)) for key in read_register().keys - {"toezicht"}]
    return [*rest, *(Activity(**{**base, **change}) for change in changes)]


def test_a_new_version_holds_from_its_day_on() -> None:
    register = Register(versions({}, {"version": 2, "since": date(2027, 1, 1), "department": "Anders"}))
    assert register.of("toezicht", date(2026, 12, 31)).version == 1
    assert register.of("toezicht", date(2027, 1, 1)).department == "Anders"
    assert register.of("toezicht", date(2020, 1, 1)).version == 1
    assert register.version != read_register().version


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 1}, "versions"),
        ({"version": 2}, "later"),
        ({"version": 2, "since": date(2027, 1, 1), "uri": "urn:other"}, "stays"),
    ],
)
def test_a_version_that_does_not_follow_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(RegisterFault, match=says):
        Register(versions({}, change))


def test_what_is_confidential_is_withheld_for_its_period_until_it_is_released() -> None:
    register = Register(
        versions(
            {},
            {"version": 2, "since": date(2027, 1, 1), "confidential": True, "released": date(2028, 1, 1)},
            {"version": 3, "since": date(2027, 7, 1)},
        )
    )
    january, july = 1_798_758_000_000, 1_814_392_800_000  # midnights in Amsterdam, in winter and in summer
    assert register.withheld(date(2027, 3, 1)) == [("toezicht", january, july)]
    assert register.withheld(date(2028, 1, 1)) == []
    assert Register(versions({"confidential": True})).withheld(date(2030, 1, 1)) == [("toezicht", None, None)]


def test_the_version_of_the_policy_is_the_same_in_every_process_and_of_every_order() -> None:
    command = "from auth.log.version import policy_version; print(policy_version())"
    elsewhere = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == policy_version()
    assert policy_version(POLICY[::-1]) == policy_version()
    more = Grant(roles=frozenset({Role.FG}), kinds=frozenset({FieldGroup.ANALYSE}))
    assert policy_version((*POLICY, more)) != policy_version()


def test_keys_come_from_a_setting_or_from_a_file_for_its_owner(tmp_path: Path) -> None:
    (made,) = development_keys(tmp_path / "data")
    assert development_keys(tmp_path / "data") == (made,)
    path = tmp_path / "data" / "log-key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert configured_keys([path.read_text()]) == (made,)
    path.chmod(0o644)
    with pytest.raises(PermissionError):
        development_keys(tmp_path / "data")
    path.chmod(0o600)
    path.write_text("c2hvcnQ=")
    with pytest.raises(ValueError, match="restore"):
        development_keys(tmp_path / "data")


@pytest.mark.parametrize(
    ("texts", "says"), [([], "at least one"), (["%"], "key 1 is no base64"), (["c2hvcnQ="], "5 bytes")]
)
def test_what_is_no_key_is_refused_without_telling_it(texts: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=says) as refusal:
        configured_keys(texts)
    assert not any(text in str(refusal.value) for text in texts)
