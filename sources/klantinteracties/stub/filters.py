"""The two lists that the stand-in has, with the filters of their OpenAPI: what a filter compares, and with whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from sources.city import City
from sources.city.encounters import Encounter
from sources.city.parties import Party
from sources.klantinteracties.stub.written import ORGANISATION, RESIDENT, Json, Written

__all__ = ["KLANTCONTACTEN", "PARTIJEN", "Listing"]

T = TypeVar("T")
Found = tuple[Sequence[T], frozenset[str]]  # what may be in a list, and the filters that all of it has passed already
Values = Callable[[Json], Sequence[Any]]  # what a resource has, of which one must be what is asked
_BOOLEANS = {"true": True, "false": False}
_CODES = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")
_POST = ("NummeraanduidingId", "Adresregel1", "Adresregel2", "Adresregel3", "Land")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A list: what may be in it for some filters, how one is written, and what each filter compares.

    A value of `booleans` is true or false; those of `parts` hold what is asked, in whatever case.
    """

    name: str
    among: Callable[[City, Mapping[str, str]], "Found[T]"]
    written: Callable[[Written, T], Json]
    values: Mapping[str, Values]
    expand: frozenset[str]
    compared: frozenset[str] = frozenset()  # what must be expanded for the filters
    booleans: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    uuids: frozenset[str] = frozenset()
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[str]:
        """The names of all filters."""
        return frozenset(self.values)

    def found(self, city: City, filters: Mapping[str, str], whole: Written) -> Sequence[T]:
        """What passes all filters, in the order of the list; `whole` writes with what is compared expanded."""
        among, passed = self.among(city, filters)
        left = {name: asked for name, asked in filters.items() if name not in passed}
        return [each for each in among if self._passes(self.written(whole, each), left)] if left else among

    def _passes(self, body: Json, filters: Mapping[str, str]) -> bool:
        return all(self._holds(name, asked, self.values[name](body)) for name, asked in filters.items())

    def _holds(self, name: str, asked: str, own: Sequence[Any]) -> bool:
        if name in self.booleans:
            return asked.lower() not in _BOOLEANS or _BOOLEANS[asked.lower()] in own
        if name in self.parts:
            return any(asked.lower() in each.lower() for each in own)
        if name == "plaatsgevondenOp":
            return any(_moment(each) == _moment(asked) for each in own)
        return asked in own


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _identificator(name: str) -> Values:
    return lambda body: [each["partijIdentificator"][name] for each in body["partijIdentificatoren"]]


def _field(name: str) -> Values:
    return lambda body: [body[name]]


def _in_group(group: str, name: str) -> Values:
    return lambda body: [body[group][name]]


def _nothing(body: Json) -> Sequence[Any]:
    return ()


def _holders(city: City, filters: Mapping[str, str], prefix: str) -> Sequence[Party]:
    """Whose number it is, or all whose numbers have these codes: never all of the city where somebody is named."""
    codes = {name: code for name in RESIDENT if (code := filters.get(f"{prefix}{name}")) is not None}
    persons, companies = (codes.items() <= each.items() for each in (RESIDENT, ORGANISATION))
    number = filters.get(f"{prefix}objectId")
    if number is None:
        return [party for party in city.parties.everybodys if (persons if party.index < len(city) else companies)]
    index = city.holder(number)
    party = city.parties.of(index) if index is not None and (persons if index < len(city) else companies) else None
    return [] if party is None else [party]


def _parties(city: City, filters: Mapping[str, str]) -> Found[Party]:
    return _holders(city, filters, _IS), frozenset(f"{_IS}{name}" for name in _CODES)


def _encounters(city: City, filters: Mapping[str, str]) -> Found[Encounter]:
    zaak, party = filters.get(f"{_ABOUT}ObjectId"), filters.get(f"{_PARTY}uuid")
    if party is not None:
        one = city.parties.find(party)
        return (() if one is None else city.encounters.of(one.index)), frozenset({f"{_PARTY}uuid"})
    if zaak is not None and f"{_WHO}objectId" not in filters:
        return city.encounters.about(zaak), frozenset()
    if not any(f"{_WHO}{name}" in filters for name in _CODES):
        return city.encounters.everybodys, frozenset()
    whose = {party.index for party in _holders(city, filters, _WHO)}
    found = (
        [each for index in whose for each in city.encounters.of(index)]
        if len(whose) <= 1
        else [each for each in city.encounters.everybodys if each.index in whose]
    )
    return found, frozenset(f"{_WHO}{name}" for name in _CODES)


def _party_of(name: str) -> Values:
    """What the party has who took part."""

    def values(body: Json) -> Sequence[Any]:
        parties = [each["_expand"]["wasPartij"] for each in body["_expand"]["hadBetrokkenen"]]
        return [value for party in parties for value in _identificator(name)(party)]

    return values


def _involved(*path: str) -> Values:
    def values(body: Json) -> Sequence[Any]:
        found: list[Any] = body["_expand"]["hadBetrokkenen"]
        for step in path:
            found = [each[step] for each in found]
        return found

    return values


def _subject(name: str) -> Values:
    return lambda body: [
        each["onderwerpobjectidentificator"][name] for each in body["_expand"]["gingOverOnderwerpobjecten"]
    ]


def _tied(name: str) -> Values:
    return lambda body: [each[name] for each in body["gingOverOnderwerpobjecten"]]


def _upper(name: str) -> str:
    return name[0].upper() + name[1:]


_IS = "partijIdentificator__"
_PARTY = "hadBetrokkene__wasPartij__"
_WHO = f"{_PARTY}{_IS}"
_ABOUT = "onderwerpobject__onderwerpobjectidentificator"

PARTIJEN: Listing[Party] = Listing(
    name="partijen",
    among=_parties,
    written=Written.partij,
    values={
        **{f"partijIdentificator__{name}": _identificator(name) for name in _CODES},
        **{f"subIdentificatorVan__{name}": _nothing for name in _CODES},
        **{f"vertegenwoordigdePartij__{name}": _nothing for name in ("uuid", "url")},
        "categorierelatie__categorie__naam": _nothing,
        **{name: _field(name) for name in ("soortPartij", "nummer", "indicatieActief", "indicatieGeheimhouding")},
        **{
            f"{group}{name}": _in_group(group, name[0].lower() + name[1:])
            for group in ("bezoekadres", "correspondentieadres")
            for name in _POST
        },
    },
    expand=frozenset({"betrokkenen", "betrokkenen.hadKlantcontact", "categorieRelaties", "digitaleAdressen"}),
    booleans=frozenset({"indicatieActief", "indicatieGeheimhouding"}),
    uuids=frozenset({"vertegenwoordigdePartij__uuid"}),
    choices={"soortPartij": frozenset({"persoon", "organisatie", "contactpersoon"})},
)
KLANTCONTACTEN: Listing[Encounter] = Listing(
    name="klantcontacten",
    among=_encounters,
    written=Written.klantcontact,
    values={
        **{f"{_WHO}{name}": _party_of(name) for name in _CODES},
        "hadBetrokkene__uuid": _involved("uuid"),
        "hadBetrokkene__url": _involved("url"),
        "hadBetrokkene__wasPartij": lambda body: [True],
        "hadBetrokkene__wasPartij__uuid": _involved("wasPartij", "uuid"),
        "hadBetrokkene__wasPartij__url": _involved("wasPartij", "url"),
        "hadBetrokkene__digitaaladres__adres__icontains": _nothing,
        **{f"{_ABOUT}{_upper(name)}": _subject(name) for name in _CODES},
        **{f"wasOnderwerpobject__onderwerpobjectidentificator{_upper(name)}": _nothing for name in _CODES},
        **{f"wasOnderwerpobject__{name}": _nothing for name in ("uuid", "url")},
        **{f"onderwerpobject__{name}": _tied(name) for name in ("uuid", "url")},
        "leiddeTotInterneTaken": lambda body: [False],
        **{
            name: _field(name)
            for name in (
                *("nummer", "referentienummer", "kanaal", "onderwerp", "inhoud", "reactie"),
                *("indicatieContactGelukt", "vertrouwelijk", "plaatsgevondenOp"),
            )
        },
    },
    expand=frozenset(
        {
            *("gingOverOnderwerpobjecten", "hadBetrokkenen", "hadBetrokkenen.digitaleAdressen"),
            *("hadBetrokkenen.wasPartij", "leiddeTotInterneTaken", "omvatteBijlagen"),
        }
    ),
    compared=frozenset({"gingOverOnderwerpobjecten", "hadBetrokkenen", "hadBetrokkenen.wasPartij"}),
    booleans=frozenset(
        {"hadBetrokkene__wasPartij", "leiddeTotInterneTaken", "indicatieContactGelukt", "vertrouwelijk"}
    ),
    parts=frozenset({"onderwerp", "inhoud", "reactie", "hadBetrokkene__digitaaladres__adres__icontains"}),
    uuids=frozenset(
        {
            *("hadBetrokkene__uuid", "hadBetrokkene__wasPartij__uuid"),
            *("onderwerpobject__uuid", "wasOnderwerpobject__uuid"),
        }
    ),
)
