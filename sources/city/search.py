"""Searching zaken as the Zaken API does: every filter and order of its OpenAPI (1.5.1), over the city's dossiers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sources.city.bodies import archief
from sources.city.catalogue import BASE as CATALOGI
from sources.city.catalogue import RSIN
from sources.city.census import COUNTED, Dates
from sources.city.companies import Registration
from sources.city.dossiers import Dossiers, Kind
from sources.city.openzaak import choice, invalid
from sources.city.zaaktypen import VERTROUWELIJKHEID
from sources.city.zaken import Rol, Zaak

__all__ = ["BODY", "LISTED", "ORDERINGS", "ROLLEN", "URLS", "Search", "rol_test"]

Test = Callable[[Zaak], bool]
RolTest = Callable[[Rol], bool]

_DATES: dict[str, Callable[[Zaak], date | None]] = {
    "archiefactiedatum": archief,
    "einddatum": lambda zaak: zaak.einddatum,
    "einddatumGepland": lambda zaak: zaak.gepland,
    "registratiedatum": lambda zaak: zaak.registratiedatum,
    "startdatum": lambda zaak: zaak.startdatum,
    "uiterlijkeEinddatumAfdoening": lambda zaak: zaak.uiterlijk,
}
_COMPARED: dict[str, Callable[[date, date], bool]] = {
    "": lambda own, asked: own == asked,
    "__gt": lambda own, asked: own > asked,
    "__gte": lambda own, asked: own >= asked,
    "__lt": lambda own, asked: own < asked,
    "__lte": lambda own, asked: own <= asked,
}
_SORTED: dict[str, Callable[[Zaak], Any]] = {
    "archiefactiedatum": archief,
    "einddatum": lambda zaak: zaak.einddatum,
    "identificatie": lambda zaak: zaak.identificatie,
    "publicatiedatum": lambda zaak: None,
    "registratiedatum": lambda zaak: zaak.registratiedatum,
    "startdatum": lambda zaak: zaak.startdatum,
}
ORDERINGS = frozenset(sign + name for name in _SORTED for sign in ("", "-"))

_BSN = "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
_BRANCH, _NNP = "betrokkeneIdentificatie__vestiging__", "betrokkeneIdentificatie__nietNatuurlijkPersoon__"
# By what a company is found: whether as a branch, and by which number of it.
_COMPANY: dict[str, tuple[bool, Callable[[Registration], str]]] = {
    f"{_NNP}innNnpId": (False, lambda company: company.rsin),
    f"{_NNP}kvkNummer": (False, lambda company: company.kvk),
    f"{_NNP}vestigingsNummer": (False, lambda company: company.number),
    f"{_BRANCH}kvkNummer": (True, lambda company: company.kvk),
    f"{_BRANCH}vestigingsNummer": (True, lambda company: company.number),
}
# Who else is no resident: nobody in the city is, so that such a filter finds nothing.
_NOBODY = (
    "betrokkene",
    "betrokkeneIdentificatie__natuurlijkPersoon__anpIdentificatie",
    "betrokkeneIdentificatie__natuurlijkPersoon__inpA_nummer",
    "betrokkeneIdentificatie__nietNatuurlijkPersoon__annIdentificatie",
    "betrokkeneIdentificatie__organisatorischeEenheid__identificatie",
    "betrokkeneIdentificatie__medewerker__identificatie",
    "machtiging__loa",
)
_CHOICES: dict[str, Sequence[str]] = {
    "maximaleVertrouwelijkheidaanduiding": VERTROUWELIJKHEID,
    "archiefnominatie": ("blijvend_bewaren", "vernietigen"),
    "archiefstatus": (
        *("nog_te_archiveren", "gearchiveerd"),
        *("gearchiveerd_procestermijn_onbekend", "overgedragen"),
    ),
    "betrokkeneType": (
        *("natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging"),
        *("organisatorische_eenheid", "medewerker"),
    ),
    "omschrijvingGeneriek": (
        *("adviseur", "behandelaar", "belanghebbende", "beslisser"),
        *("initiator", "klantcontacter", "mede_initiator", "zaakcoordinator"),
    ),
    "machtiging": ("eigen", "gemachtigde", "machtiginggever"),
}
ROLLEN = frozenset({_BSN, *_COMPANY, *_NOBODY, "betrokkeneType", "omschrijvingGeneriek", "machtiging"})
URLS = frozenset({"zaaktype", "zaaktype__in", "zaaktype__not_in", "status__statustype", "resultaat__resultaattype"})
_DATED = frozenset(
    {f"{name}{suffix}" for name in _DATES for suffix in ("", "__gt", "__lt")}
    | {"startdatum__gte", "startdatum__lte", "einddatum__isnull", "archiefactiedatum__isnull"}
)
_FILTERS = (
    _DATED
    | {f"rol__{name}" for name in ROLLEN}
    | {"archiefnominatie", "archiefnominatie__in", "archiefstatus", "archiefstatus__in", "bronorganisatie"}
    | {"bronorganisatie__in", "identificatie", "identificatie__icontains", "kenmerk", "kenmerk__bron"}
    | {"maximaleVertrouwelijkheidaanduiding", "omschrijving", "resultaat__resultaattype", "status__statustype"}
    | {"zaaktype", "zaaktype__omschrijving"}
)
LISTED = _FILTERS | {"expand", "ordering", "page", "pageSize"}  # the query of GET /zaken
BODY = _FILTERS | {"expand", "ordering", "uuid__in", "zaaktype__in", "zaaktype__not_in", "zaakgeometrie"}
_LISTS = frozenset({"uuid__in", "zaaktype__in", "zaaktype__not_in"})


_LOOKED_THROUGH = 2000


class Search:
    """One search. `values` are the filters that say something; `origin` is what our own URLs begin with."""

    def __init__(self, dossiers: Dossiers, values: Mapping[str, Any], origin: str) -> None:
        self._dossiers, self._origin = dossiers, origin
        self._values = {name: _text(name, value) for name, value in values.items() if name in _FILTERS | _LISTS}
        self._nowhere = "zaakgeometrie" in values  # no zaak of the city has a geometry

    def found(self, ordering: Sequence[str], *more: Test) -> Sequence[Zaak]:
        """The zaken that pass, newest made first unless ordered.

        Where nothing is filtered, all of the city, made as they are looked at; the same by zaaktype and dates. What
        else filters and orders, but names nobody, goes through the newest of them only.
        """
        if self._values and self._values.keys() <= COUNTED and not self._nowhere:
            counted = self._counted()
            passed = [zaak for zaak in counted if all(test(zaak) for test in more)] if more else counted
            return _in_order(passed, ordering) if ordering else passed
        tests = [*self._tests(), *more]
        zaken = self._candidates()
        if (tests or ordering) and len(zaken) > _LOOKED_THROUGH:
            zaken = zaken[:_LOOKED_THROUGH]
        if self._nowhere:
            zaken = []
        if tests:
            zaken = [zaak for zaak in zaken if all(test(zaak) for test in tests)]
        return _in_order(zaken, ordering) if ordering else zaken

    def _candidates(self) -> Sequence[Zaak]:
        """The fewest zaken to look through."""
        if f"rol__{_BSN}" in self._values:
            return self._dossiers.of(self._values[f"rol__{_BSN}"])
        for name in self._values:
            if name.removeprefix("rol__") in _COMPANY:
                return self._dossiers.of_company(name.rpartition("__")[2], self._values[name])
        if "uuid__in" in self._values:
            found = (self._dossiers.find(Kind.ZAAK, uuid) for uuid in self._values["uuid__in"])
            distinct = {(zaak[0].index, zaak[0].number): zaak[0] for zaak in found if zaak is not None}
            return [distinct[place] for place in sorted(distinct, reverse=True)]
        if "identificatie" in self._values:
            one = self._dossiers.by_identificatie(self._values["identificatie"])
            return [] if one is None else [one]
        return self._dossiers.everybody()

    def _counted(self) -> Sequence[Zaak]:
        """Those of one zaaktype that began and ended when the filters say."""
        tests = [_date_test(name, value) for name, value in self._values.items() if name != "zaaktype"]
        zaaktype = self._values.get("zaaktype")
        if zaaktype is not None:
            start, _, uuid = zaaktype.rpartition("/")
            zaaktype = uuid if start == f"{self._origin}{CATALOGI}/zaaktypen" else ""

        def passes(dates: Dates) -> bool:
            return all(test(dates) for test in tests)

        return self._dossiers.census.found(self._dossiers.everybody(), zaaktype, passes)

    def _tests(self) -> list[Test]:
        rol_tests = []
        tests: list[Test] = []
        for name, value in self._values.items():
            if name.startswith("rol__"):
                rol_tests.append(rol_test(self._dossiers, name.removeprefix("rol__"), value, name))
            else:
                tests.append(self._test(name, value))
        if rol_tests:  # one and the same rol has to pass them all
            tests.append(lambda zaak: any(all(test(rol) for test in rol_tests) for rol in zaak.rollen))
        return tests

    def _test(self, name: str, value: Any) -> Test:
        if name in _DATED:
            return _date_test(name, value)
        if name in _CHOICES and value not in _CHOICES[name]:
            raise choice(name, value)
        if name == "uuid__in":
            places = {self._place(uuid) for uuid in value}
            return lambda zaak: (zaak.index, zaak.number) in places
        if name.startswith("zaaktype__") and name in URLS:
            among = name == "zaaktype__in"
            return lambda zaak: (self._zaaktype_url(zaak) in value) is among
        if name == "maximaleVertrouwelijkheidaanduiding":
            allowed = frozenset(VERTROUWELIJKHEID[: VERTROUWELIJKHEID.index(value) + 1])
            return lambda zaak: zaak.vertrouwelijkheid in allowed
        return self._text_test(name, value)

    def _text_test(self, name: str, value: str) -> Test:
        many = value.split(",")
        tests: dict[str, Test] = {
            "identificatie": lambda zaak: zaak.identificatie == value,
            "identificatie__icontains": lambda zaak: value.lower() in zaak.identificatie.lower(),
            "omschrijving": lambda zaak: value.lower() in zaak.zaaktype.omschrijving.lower(),
            "zaaktype__omschrijving": lambda zaak: value.lower() in zaak.zaaktype.omschrijving.lower(),
            "zaaktype": lambda zaak: self._zaaktype_url(zaak) == value,
            "status__statustype": lambda zaak: value == self._status_url(zaak),
            "resultaat__resultaattype": lambda zaak: value == self._resultaat_url(zaak),
            "bronorganisatie": lambda zaak: value == RSIN,
            "bronorganisatie__in": lambda zaak: RSIN in many,
            "archiefnominatie": lambda zaak: zaak.stage.ended and value == "vernietigen",
            "archiefnominatie__in": lambda zaak: zaak.stage.ended and "vernietigen" in many,
            "archiefstatus": lambda zaak: value == "nog_te_archiveren",
            "archiefstatus__in": lambda zaak: "nog_te_archiveren" in many,
            "kenmerk": lambda zaak: zaak.kenmerk is not None and value == f"Formulieren:{zaak.kenmerk}",
            "kenmerk__bron": lambda zaak: zaak.kenmerk is not None and value == "Formulieren",
        }
        return tests[name]

    def _place(self, uuid: str) -> tuple[int, int] | None:
        found = self._dossiers.find(Kind.ZAAK, uuid)
        return None if found is None else (found[0].index, found[0].number)

    def _zaaktype_url(self, zaak: Zaak) -> str:
        return f"{self._origin}{CATALOGI}/zaaktypen/{zaak.zaaktype.uuid}"

    def _status_url(self, zaak: Zaak) -> str | None:
        statussen = zaak.statussen
        return f"{self._origin}{CATALOGI}/statustypen/{statussen[-1].statustype.uuid}" if statussen else None

    def _resultaat_url(self, zaak: Zaak) -> str | None:
        found = zaak.resultaat
        return None if found is None else f"{self._origin}{CATALOGI}/resultaattypen/{found.uuid}"


def rol_test(dossiers: Dossiers, name: str, value: str, parameter: str) -> RolTest:
    """The test on a rol behind one filter; `parameter` is what the filter is called to who asks."""
    if name in _CHOICES and value not in _CHOICES[name]:
        raise choice(parameter, value)
    if name == _BSN:
        if len(value) > 9:
            raise invalid(parameter, "max_length", "De waarde is te lang.")
        index = dossiers.index(value)
        return lambda rol: index is not None and rol.person == index
    if name in _COMPANY:
        branch, number = _COMPANY[name]
        return lambda rol: rol.company is not None and rol.company.branch is branch and number(rol.company) == value
    if name == "omschrijvingGeneriek":
        return lambda rol: rol.roltype.generiek == value
    if name == "betrokkeneType":
        return lambda rol: value == rol.kind
    if name == "machtiging":  # nobody in the city acts for another yet
        return lambda rol: value == "eigen"
    return lambda rol: False


def _date_test(name: str, value: str) -> Callable[[Any], bool]:
    field, separator, suffix = name.partition("__")
    own = _DATES[field]
    if suffix == "isnull":
        if value.lower() not in ("true", "false"):
            raise invalid(name, "invalid", "Voer true of false in.")
        return lambda zaak: (own(zaak) is None) is (value.lower() == "true")
    try:
        asked = date.fromisoformat(value)
    except ValueError:
        raise invalid(name, "invalid", "Voer een geldige datum in.") from None
    compare = _COMPARED[separator + suffix]
    return lambda zaak: (day := own(zaak)) is not None and compare(day, asked)


def _in_order(zaken: Iterable[Zaak], ordering: Sequence[str]) -> list[Zaak]:
    """As the database sorts: what is null comes last, or first where descending; ties as the rows were written."""
    found = list(zaken)[::-1]
    for name in reversed(ordering):
        found.sort(key=_null_last(_SORTED[name.removeprefix("-")]), reverse=name.startswith("-"))
    return found


def _null_last(own: Callable[[Zaak], Any]) -> Callable[[Zaak], tuple[bool, Any]]:
    return lambda zaak: (True, None) if (value := own(zaak)) is None else (False, value)


def _text(name: str, value: Any) -> Any:
    """A value of the query or of a JSON body as what its filter compares with."""
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise invalid(name, "not_a_list", "Verwachtte een lijst met teksten.")
        return [_uuid(name, item) for item in value] if name == "uuid__in" else value
    if isinstance(value, list) and name.endswith("__in") and all(isinstance(item, str) for item in value):
        return ",".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        raise invalid(name, "null", "Dit veld mag niet leeg zijn.")
    if not isinstance(value, str):
        raise invalid(name, "invalid", "Ongeldige waarde.")
    return value


def _uuid(name: str, value: str) -> str:
    try:
        return str(UUID(value))
    except ValueError:
        raise invalid(name, "invalid", "Voer een geldige UUID in.") from None
