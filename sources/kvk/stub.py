"""The stand-in of the KVK: the companies of the city (Basisprofiel and Vestigingsprofiel 1.4, Zoeken 2.0)."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sources.city import City
from sources.city.companies import Branch, Company
from sources.city.places import Address

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, Any] = {"auth": "api-key", "header": "apikey", "secret": "voor-ontwikkeling-kvk"}

Json = dict[str, Any]

_HAL = "application/hal+json"
_KVK, _RSIN, _BRANCH = re.compile("[0-9]{8}"), re.compile("[0-9]{9}"), re.compile("[0-9]{12}")
_PATTERNS = {
    "kvkNummer": _KVK,
    "rsin": _RSIN,
    "vestigingsnummer": _BRANCH,
    "postcode": re.compile("[0-9]{4}[a-zA-Z]{2}"),
    "huisnummer": re.compile("[0-9]{1,6}"),
    "huisletter": re.compile("[a-zA-Z]"),
    "postbusnummer": re.compile("[0-9]{1,6}"),
    "inclusiefInactieveRegistraties": re.compile("true|false"),
    "pagina": re.compile("[1-9][0-9]{0,2}|1000"),
    "resultatenPerPagina": re.compile("[1-9][0-9]?|100"),
    "type": re.compile("(hoofdvestiging|nevenvestiging|rechtspersoon)"),
}
_PARAMETERS = frozenset({*_PATTERNS, "naam", "straatnaam", "plaats"})
_KEYS = frozenset({"kvkNummer", "rsin", "vestigingsnummer", "naam", "straatnaam", "plaats", "postcode"})
_MOST = 1000  # results in all


class _Fout(Exception):
    def __init__(self, status: int, code: str, omschrijving: str) -> None:
        super().__init__(status)
        self.status, self.code, self.omschrijving = status, code, omschrijving


class _Hit(NamedTuple):
    """A row of a search: a branch of a company, or (None) its legal person."""

    company: Company
    branch: Branch | None


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The KVK of this city. With quirks a whole address has the spaces between that the KVK writes."""
    stub = _Stub(city, quirks)
    profile = "/v1/basisprofielen/{kvk}"
    routes = (
        ("/v2/zoeken", stub.zoeken),
        (profile, stub.basisprofiel),
        (f"{profile}/eigenaar", stub.eigenaar),
        (f"{profile}/hoofdvestiging", stub.hoofdvestiging),
        (f"{profile}/vestigingen", stub.vestigingen),
        ("/v1/vestigingsprofielen/{nummer}", stub.vestigingsprofiel),
    )
    app = Starlette(
        routes=[Route(path, _answering(handler)) for path, handler in routes],
        exception_handlers={HTTPException: _failed},
    )
    app.router.redirect_slashes = False
    return app


class _Stub:
    def __init__(self, city: City, quirks: bool) -> None:
        self._companies, self._quirks = city.companies, quirks

    def basisprofiel(self, request: Request) -> Json:
        """GET /v1/basisprofielen/{kvkNummer}."""
        company = self._company(request)
        found: Json = {
            "kvkNummer": company.kvk,
            "indNonMailing": "Ja",
            "naam": company.name,
            "formeleRegistratiedatum": _day(company),
            "materieleRegistratie": {"datumAanvang": _day(company)},
            "totaalWerkzamePersonen": len(company.branches),
            "sbiActiviteiten": _activities(company),
            "_embedded": {"hoofdvestiging": self._branch(company, company.branches[0]), "eigenaar": _owner(company)},
        }
        if company.statutory:
            found["statutaireNaam"] = company.statutory
        if company.commercial:
            found["handelsnamen"] = _names(branch.name for branch in company.branches)
        return found

    def eigenaar(self, request: Request) -> Json:
        """GET /v1/basisprofielen/{kvkNummer}/eigenaar."""
        return _owner(self._company(request))

    def hoofdvestiging(self, request: Request) -> Json:
        """GET /v1/basisprofielen/{kvkNummer}/hoofdvestiging."""
        company = self._company(request)
        return self._branch(company, company.branches[0])

    def vestigingen(self, request: Request) -> Json:
        """GET /v1/basisprofielen/{kvkNummer}/vestigingen, in no order."""
        company = self._company(request)
        trade = _yes(company.commercial)
        rows = []
        for branch in reversed(company.branches):
            row = {
                "vestigingsnummer": branch.number,
                "kvkNummer": company.kvk,
                "eersteHandelsnaam": branch.name,
                "indHoofdvestiging": _yes(branch.main),
                "indAdresAfgeschermd": _yes(branch.shielded),
                "indCommercieleVestiging": trade,
            }
            rows.append(row if branch.shielded else row | {"volledigAdres": self._whole(branch.address)})
        many = len(rows)
        return {
            "kvkNummer": company.kvk,
            "aantalCommercieleVestigingen": many if company.commercial else 0,
            "aantalNietCommercieleVestigingen": 0 if company.commercial else many,
            "totaalAantalVestigingen": many,
            "vestigingen": rows,
        }

    def vestigingsprofiel(self, request: Request) -> Json:
        """GET /v1/vestigingsprofielen/{vestigingsnummer}."""
        number = request.path_params["nummer"]
        _geo(request)
        if _BRANCH.fullmatch(number) is None:
            raise _Fout(400, "IPD0006", f"Het vestigingsnummer {number} is niet valide.")
        found = self._companies.by_branch(number)
        if found is None:
            text = f"Op basis van het vestigingsnummer {number} kan het product niet worden geleverd."
            raise _Fout(404, "IPD0007", text)
        company, branch = found
        trade = {"handelsnamen": _names([branch.name])} if company.commercial else {}
        return self._branch(company, branch) | trade | {"sbiActiviteiten": _activities(company)}

    def zoeken(self, request: Request) -> Json:
        """GET /v2/zoeken."""
        query = _query(request)
        hits = [hit for hit in self._candidates(query) if self._passes(hit, query)][:_MOST]
        size, page = int(query.get("resultatenPerPagina", "10")), int(query.get("pagina", "1"))
        shown = hits[(page - 1) * size : page * size]
        if not shown:
            text = "Er zijn geen gegevens gevonden die voldoen aan de opgegeven zoekparameters."
            raise _Fout(404, "IPD5200", text)
        found = {"pagina": page, "resultatenPerPagina": size, "totaal": len(hits)}
        return found | {"resultaten": [self._row(hit) for hit in shown]}

    def _candidates(self, query: dict[str, str]) -> Iterator[_Hit]:
        companies: Any = self._companies
        if "kvkNummer" in query:
            companies = [self._companies.by_kvk(query["kvkNummer"])]
        elif "rsin" in query:
            companies = [self._companies.by_rsin(query["rsin"])]
        for company in filter(None, companies):
            if company.rsin is not None:
                yield _Hit(company, None)
            for branch in reversed(company.branches):
                yield _Hit(company, branch)

    def _passes(self, hit: _Hit, query: dict[str, str]) -> bool:
        company, branch = hit
        where = None if branch is None or branch.shielded else branch.address
        kind = _kind(branch)
        said: dict[str, Callable[[str], bool]] = {
            "rsin": lambda value: branch is None and company.rsin == value,
            "vestigingsnummer": lambda value: branch is not None and branch.number == value,
            "naam": lambda value: (
                value.lower() in (branch.name if branch else company.statutory or company.name).lower()
            ),
            "straatnaam": lambda value: where is not None and where.street.lower() == value.lower(),
            "plaats": lambda value: where is not None and where.city.lower() == value.lower(),
            "postcode": lambda value: where is not None and where.postcode == value.upper(),
            "huisnummer": lambda value: where is not None and where.number == int(value),
            "huisletter": lambda value: where is not None and where.letter == value.upper(),
            "postbusnummer": lambda value: False,
            "type": lambda value: value == kind,
        }
        return all(test(query[name]) for name, test in said.items() if name in query)

    def _row(self, hit: _Hit) -> Json:
        company, branch = hit
        row: Json = {"kvkNummer": company.kvk, "naam": branch.name if branch else company.statutory or company.name}
        if branch is None:
            row |= {"rsin": company.rsin}
        else:
            row |= {"vestigingsnummer": branch.number}
            if not branch.shielded:
                where = {"type": "bezoekadres", "straatnaam": branch.address.street, "plaats": branch.address.city}
                row |= {"adres": {"binnenlandsAdres": where}}
        return row | {"type": _kind(branch), "actief": "Ja"}

    def _company(self, request: Request) -> Company:
        number = request.path_params["kvk"]
        _geo(request)
        if _KVK.fullmatch(number) is None:
            raise _Fout(400, "IPD0004", f"Het KVK-nummer {number} is niet valide.")
        company = self._companies.by_kvk(number)
        if company is None:
            text = f"Op basis van het KVK-nummer {number} kan het product niet worden geleverd."
            raise _Fout(404, "IPD0005", text)
        return company

    def _branch(self, company: Company, branch: Branch) -> Json:
        return {
            "vestigingsnummer": branch.number,
            "kvkNummer": company.kvk,
            **({"rsin": company.rsin} if company.rsin else {}),
            "formeleRegistratiedatum": _day(company),
            "materieleRegistratie": {"datumAanvang": _day(company)},
            "eersteHandelsnaam": branch.name,
            "indHoofdvestiging": _yes(branch.main),
            "indCommercieleVestiging": _yes(company.commercial),
            "totaalWerkzamePersonen": 1,
            "adressen": [self._address(branch)],
        }

    def _address(self, branch: Branch) -> Json:
        """A shielded address comes with all that it is: who asks has to hide it."""
        where = branch.address
        found: Json = {
            "type": "bezoekadres",
            "indAfgeschermd": _yes(branch.shielded),
            "volledigAdres": self._whole(where),
            "straatnaam": where.street,
            "huisnummer": where.number,
            "postcode": where.postcode,
            "plaats": where.city,
            "land": "Nederland",
        }
        if where.letter:
            found["huisletter"] = where.letter
        if where.addition:
            found["huisnummerToevoeging"] = where.addition
        return found

    def _whole(self, where: Address) -> str:
        spaces = " " * 24 if self._quirks else " "
        return f"{where.street} {where.number}{where.letter or where.addition}{spaces}{where.postcode} {where.city}"


def _answering(handler: Callable[[Request], Json]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        try:
            if request.headers.get(CREDENTIALS["header"]) != CREDENTIALS["secret"]:
                raise _Fout(401, "IPD1001", "Geen of onjuiste apikey aangeleverd.")
            accept = {part.partition(";")[0].strip() for part in request.headers.get("accept", "*/*").split(",")}
            if accept.isdisjoint({_HAL, "application/json", "application/*", "*/*"}):
                raise _Fout(406, "IPD1004", "Opgegeven Accept header wordt niet ondersteund.")
            return Response(msgspec.json.encode(handler(request)), media_type=_HAL)
        except _Fout as fout:
            return _refused(fout)

    return endpoint


def _query(request: Request) -> dict[str, str]:
    """The query of a search; a parameter that is unknown, given twice or malformed is refused."""
    pairs = request.query_params.multi_items()
    query = dict(pairs)
    wrong = [name for name in query if name not in _PARAMETERS]
    wrong += [name for name, value in query.items() if name in _PATTERNS and not _PATTERNS[name].fullmatch(value)]
    if wrong or len(query) < len(pairs) or not _KEYS & query.keys():
        raise _Fout(400, "IPD1999", "Een opgegeven parameter is niet valide.")
    return query


def _geo(request: Request) -> None:
    known = {"geoData"}
    if set(request.query_params) - known or request.query_params.get("geoData", "false") not in ("true", "false"):
        raise _Fout(400, "IPD1999", "Een opgegeven parameter is niet valide.")


def _owner(company: Company) -> Json:
    found = {"rechtsvorm": company.form, "uitgebreideRechtsvorm": company.form}
    return {"rsin": company.rsin, **found} if company.rsin else found


def _activities(company: Company) -> list[Json]:
    return [
        {"sbiCode": sbi.code, "sbiOmschrijving": sbi.omschrijving, "indHoofdactiviteit": _yes(place == 0)}
        for place, sbi in enumerate(company.sbi)
    ]


def _names(names: Any) -> list[Json]:
    return [{"naam": name, "volgorde": place} for place, name in enumerate(dict.fromkeys(names))]


def _kind(branch: Branch | None) -> str:
    if branch is None:
        return "rechtspersoon"
    return "hoofdvestiging" if branch.main else "nevenvestiging"


def _day(company: Company) -> str:
    return company.started.strftime("%Y%m%d")


def _yes(holds: bool) -> str:
    return "Ja" if holds else "Nee"


def _refused(fout: _Fout) -> Response:
    body = {"fout": [{"code": fout.code, "omschrijving": fout.omschrijving}]}
    return Response(msgspec.json.encode(body), fout.status, media_type=_HAL)


async def _failed(request: Request, failure: Exception) -> Response:
    """What the router refuses; the gateway before the KVK says it so."""
    return _refused(
        _Fout(failure.status_code if isinstance(failure, HTTPException) else 500, "IPD1002", "Niet gevonden.")
    )
