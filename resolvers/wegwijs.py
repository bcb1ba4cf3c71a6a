"""What files say of finding one's way: themes, and referrals to elsewhere. A wrong file stops the start."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Struct

from resolvers.tweetalig import Tweetalig
from resolvers.verwijzing import VerwijzingRegel

__all__ = ["THEMAS", "VERWIJZINGEN", "ThemaBestand", "Wegwijs"]

VERWIJZINGEN = Path(__file__).with_name("verwijzingen.toml")
THEMAS = Path(__file__).with_name("themas")
_MOST_THEMES = 50
_NAME = r"^[a-z][a-z0-9-]{1,40}$"

T = TypeVar("T", bound=Struct)


class ThemaBestand(Struct, frozen=True, forbid_unknown_fields=True):
    """One theme, as its file has it; `docs/themas.md` says what its parts mean."""

    naam: Annotated[str, msgspec.Meta(pattern=_NAME)]
    titel: Tweetalig
    tekst: Tweetalig
    volgorde: int = 100
    blokken: list[str] = []
    aanvragen: list[str] = []
    documenten: list[str] = []
    producten: list[str] = []
    taken: list[str] = []
    verwijzingen: list[str] = []


class _Verwijzingen(Struct, frozen=True, forbid_unknown_fields=True):
    verwijzing: list[VerwijzingRegel]


class Wegwijs:
    """The themes in their order, and all referrals."""

    def __init__(self, themas: Collection[ThemaBestand], verwijzingen: Collection[VerwijzingRegel]) -> None:
        self.verwijzingen = tuple(verwijzingen)
        self.themas = {each.naam: each for each in sorted(themas, key=lambda each: (each.volgorde, each.naam))}
        self._by_key = {each.sleutel: each for each in self.verwijzingen}

    def verwijzing(self, sleutel: str) -> VerwijzingRegel:
        """The referral of this key; KeyError where there is none."""
        return self._by_key[sleutel]

    @classmethod
    def read(cls, themas: Path, verwijzingen: Path, blokken: Collection[str]) -> "Wegwijs":
        """What a folder of themes and a file of referrals say. Raises `ValueError` that names the file and the fault.

        `blokken` are the fields of a person and of a company that they may name.
        """
        regels = _read(verwijzingen, _Verwijzingen).verwijzing
        _unique(verwijzingen, [regel.sleutel for regel in regels])
        for regel in regels:
            _known(verwijzingen, f"{regel.sleutel}: bij", regel.bij, blokken)
        sleutels = {regel.sleutel for regel in regels}
        if not themas.is_dir():
            raise ValueError(f"{themas.name}: there is no such folder")
        found: list[ThemaBestand] = []
        for path in sorted(themas.glob("*.toml")):
            thema = _read(path, ThemaBestand)
            if thema.naam != path.stem:
                raise ValueError(f"{path.name}: naam: the theme is called as its file, {path.stem!r}")
            _known(path, "blokken", thema.blokken, blokken)
            _known(path, "verwijzingen", thema.verwijzingen, sleutels)
            for name in ("aanvragen", "documenten", "producten", "taken"):
                _filled(path, name, getattr(thema, name))
            found.append(thema)
        if len(found) > _MOST_THEMES:
            raise ValueError(f"{themas.name}: at most {_MOST_THEMES} themes")
        return cls(found, regels)


def _read(path: Path, type_: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type_)
    except OSError:
        raise ValueError(f"{path.name}: there is no such file") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from None


def _known(path: Path, where: str, named: Collection[str], known: Collection[str]) -> None:
    for each in named:
        if each not in known:
            raise ValueError(f"{path.name}: {where}: there is no {each!r}")


def _filled(path: Path, where: str, named: list[str]) -> None:
    if not all(each.strip() for each in named) or len(set(named)) < len(named):
        raise ValueError(f"{path.name}: {where}: a text each, and each once")


def _unique(path: Path, named: list[str]) -> None:
    for each in named:
        if named.count(each) > 1:
            raise ValueError(f"{path.name}: {each!r} stands there twice")
