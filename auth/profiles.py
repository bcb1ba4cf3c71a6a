"""The claim profiles as they are delivered, or as a municipality changes them: a TOML file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from auth.claims import ClaimProfile

__all__ = ["PROFILES", "WrongProfiles", "read_profiles"]

PROFILES = Path(__file__).parent / "profielen.toml"


class WrongProfiles(Exception):
    """The file of claim profiles holds no claim profiles; the text says where, in words of the file itself."""


def read_profiles(file: Path = PROFILES) -> Mapping[str, ClaimProfile]:
    """Every profile by its name. Raises `WrongProfiles` for a file that is absent, no TOML, or says what we don't know.

    A way that could be read in two directions is no way: `chain` and `acting` go not together.
    """
    try:
        with file.open("rb") as opened:
            tables = tomllib.load(opened)
    except OSError:
        raise WrongProfiles("the file can't be read") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongProfiles(f"this is no TOML: {error}") from None
    profiles = {}
    for name, table in tables.items():
        try:
            profiles[name] = msgspec.convert(table, ClaimProfile)
        except msgspec.ValidationError as error:
            raise WrongProfiles(f"{name}: {error}") from None
    for name, profile in profiles.items():
        for way, reading in profile.ways.items():
            if reading.chain and reading.acting is not None:
                raise WrongProfiles(f"{name}.ways.{way}: give `chain` or `acting`")
            if bool(reading.subject.value) != bool(reading.subject.type):
                raise WrongProfiles(f"{name}.ways.{way}: `value` and `type` go together")
    if not profiles:
        raise WrongProfiles("there is no profile in it")
    return profiles
