"""The register of processing activities: why data of a person is read, as the municipality answers for it.

It is a file, `verwerkingen.toml`; every change that matters is a new version of an activity with the day from which it
holds (LDV 1.0.0, the register). Nothing is ever taken out: what was logged refers to it.
"""

import functools
import hashlib
import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import msgspec

from auth.log.errors import RegisterFault
from auth.moments import AMSTERDAM
from auth.roles import Mandate, Purpose, Relation, Role

__all__ = ["DOWNLOAD", "LOG_IN", "REGISTER", "SEARCH", "Activity", "Register", "activity_of", "read_register"]

REGISTER = Path(__file__).with_name("verwerkingen.toml")

DOWNLOAD = "document-downloaden"
LOG_IN = "inloggen"
SEARCH = "klantcontact-zoeken"

_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")
_COMPANY = frozenset({Relation.ORGANISATIE, Relation.VESTIGING})
_CHILD = frozenset(relation for relation in Relation if relation.is_child)


class Activity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of one activity, from the day `since` on in Europe/Amsterdam.

    `dutch` and `english` are its name, `plain_dutch` and `plain_english` what a resident reads. A `confidential` one is
    withheld from the resident until the day `released`, where there is one.
    """

    key: str
    uri: str
    version: int
    since: date
    dutch: str
    english: str
    plain_dutch: str
    plain_english: str
    basis: str
    department: str
    retention_months: int
    confidential: bool = False
    released: date | None = None


class Register:
    """The activities by key, each with its versions in order. Raises `RegisterFault` for a register that is wrong."""

    def __init__(self, activities: Sequence[Activity]) -> None:
        self._versions: dict[str, list[Activity]] = {}
        for activity in activities:
            _check(activity, self._versions.setdefault(activity.key, []))
            self._versions[activity.key].append(activity)
        missing = sorted(_needed() - self._versions.keys())
        if missing:
            raise RegisterFault(f"the register lacks {', '.join(missing)}")
        self.keys = frozenset(self._versions)
        self.version = hashlib.sha256(msgspec.json.encode(activities)).hexdigest()[:16]

    def of(self, key: str, day: date) -> Activity:
        """The version that held on this day; the first one for a day before it. Raises `KeyError`."""
        versions = self._versions[key]
        return next((version for version in reversed(versions) if version.since <= day), versions[0])

    def uri(self, key: str) -> str:
        """The URI of an activity, the same in all its versions. Raises `KeyError`."""
        return self._versions[key][0].uri

    def withheld(self, today: date) -> list[tuple[str, int | None, int | None]]:
        """What may not be told yet: (key, from, until) in milliseconds since the epoch, None where it has no end."""
        periods = []
        for key, versions in self._versions.items():
            for place, version in enumerate(versions):
                if version.confidential and (version.released is None or version.released > today):
                    later = versions[place + 1] if place + 1 < len(versions) else None
                    begins = _midnight(version.since) if place else None
                    periods.append((key, begins, None if later is None else _midnight(later.since)))
        return periods


def read_register(path: Path = REGISTER) -> Register:
    """The register in this file. Raises `RegisterFault`, which says where it is wrong."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File)
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterFault(f"{path.name} can't be read: {type(error).__name__}") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RegisterFault(f"{path.name}: {error}") from None
    try:
        return Register(found.activity)
    except RegisterFault as fault:
        raise RegisterFault(f"{path.name}: {fault}") from None


def activity_of(
    role: Role,
    *,
    purpose: Purpose | None = None,
    relation: Relation = Relation.ZELF,
    mandate: Mandate | None = None,
) -> str:
    """The activity for which somebody with this role reads a dossier. Raises `KeyError` where there is none.

    An employee has a purpose; a representative a mandate; a resident or company looks at themselves or at a child.
    """
    if role.is_employee:
        return _KLANTCONTACT[purpose] if purpose is not None else _none()
    if role is Role.DIENST:
        return "dienst-raadplegen"
    if role is Role.FG:
        return "toezicht"
    if role not in (Role.INWONER, Role.INWONER_EIDAS, Role.EIDAS_ZONDER_BSN, Role.ONDERNEMER):
        return _none()
    if relation in _CHILD or mandate is Mandate.OUDERLIJK_GEZAG:
        return "inzage-ouder"
    if mandate is not None:
        return "inzage-vertegenwoordiger"
    return "inzage-onderneming" if relation in _COMPANY else "inzage-eigen"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    activity: list[Activity]


_KLANTCONTACT = {purpose: f"klantcontact-{purpose.lower()}" for purpose in Purpose}


def _none() -> str:
    raise KeyError("no activity of the register is for this")


@functools.cache
def _needed() -> frozenset[str]:
    """What the service itself names."""
    own = {"inzage-eigen", "inzage-onderneming", "inzage-ouder", "inzage-vertegenwoordiger"}
    return frozenset({*own, *_KLANTCONTACT.values(), "dienst-raadplegen", "toezicht", DOWNLOAD, LOG_IN, SEARCH})


def _check(activity: Activity, earlier: Sequence[Activity]) -> None:
    where = f"activity {activity.key!r}, version {activity.version}"
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", activity.key):
        raise RegisterFault(f"{where}: a key is words of lower-case letters with dashes between")
    if not _URI.fullmatch(activity.uri):
        raise RegisterFault(f"{where}: uri is no URI")
    texts = ("dutch", "english", "plain_dutch", "plain_english", "basis", "department")
    if empty := [name for name in texts if not getattr(activity, name).strip()]:
        raise RegisterFault(f"{where}: {', '.join(empty)} must say something")
    if activity.retention_months < 1:
        raise RegisterFault(f"{where}: retention_months must be 1 or more")
    if activity.released is not None and not activity.confidential:
        raise RegisterFault(f"{where}: released is for what is confidential")
    if activity.version != len(earlier) + 1:
        raise RegisterFault(f"{where}: versions are 1, 2 and so on, in this order")
    if earlier and activity.since <= earlier[-1].since:
        raise RegisterFault(f"{where}: since must be later than that of version {earlier[-1].version}")
    if earlier and activity.uri != earlier[-1].uri:
        raise RegisterFault(f"{where}: the uri of an activity stays what it is")


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), AMSTERDAM).timestamp() * 1000)
