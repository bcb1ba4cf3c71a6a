"""A zaaksysteem that adapter tests fill with rows: it filters, sorts and pages as the real one does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from auth.bsn import valid_bsn
from sources.core.transport import Answer, Request
from sources.core.zgw import Vertrouwelijkheid, toegestaan
from sources.zaken.adapter import ZakenAdapter
from sources.zaken.records import Pagina, Zaak
from sources.zaken.vraag import ZaakVraag
from tests.contract.wire import Wire, json_answer, scope_of, upstream

__all__ = [
    "BSN",
    "BSNS",
    "FILTER",
    "NONE",
    "ZAAKVERTROUWELIJK",
    "Row",
    "Zaaksysteem",
    "adapter",
    "says",
    "uuid",
    "uuids",
    "zaak",
    "zoek",
]

BSNS = [bsn for bsn in (f"99999{number:04}" for number in range(1000)) if valid_bsn(bsn)]
BSN = BSNS[0]
FILTER = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
ZAAKVERTROUWELIJK = Vertrouwelijkheid.ZAAKVERTROUWELIJK
NONE: frozenset[str] = frozenset()
Row = dict[str, Any]


def uuid(number: int) -> str:
    return str(UUID(int=number, version=4))


def zaak(number: int, day: int = 0, **other: Any) -> Row:
    """A zaak that began `day` days after the first of January 2026."""
    return {
        "url": f"https://zaken.example/api/zaken/{uuid(number)}",
        "uuid": uuid(number),
        "identificatie": f"ZAAK-2026-{number:010}",
        "startdatum": (date(2026, 1, 1) + timedelta(day)).isoformat(),
        "einddatum": None,
        "toelichting": "",
        "vertrouwelijkheidaanduiding": "openbaar",
        "_expand": {},
    } | other


class Zaaksysteem:
    """A zaaksysteem with the zaken of one person, that filters, sorts and pages as the real one does."""

    def __init__(self, rows: list[Row], largest: int = 500) -> None:
        self.rows, self.largest = rows, largest
        self.after_answer: Callable[[int], None] = lambda number: None  # what happens between two requests
        self.wire = Wire(self.answer)

    def answer(self, request: Request) -> Answer:
        assert (request.method, request.path) == ("POST", "/zaken/_zoek")
        body, query = msgspec.json.decode(request.body or b""), dict(request.query)
        rows = [row for row in self.rows if self._passes(row, body)]
        assert body["ordering"] == ["-startdatum", "-identificatie"]
        rows.sort(key=lambda row: (row["startdatum"], row["identificatie"]), reverse=True)
        size, number = min(int(query["pageSize"]), self.largest), int(query.get("page", 1))
        page, rest = rows[(number - 1) * size : number * size], rows[number * size :]
        answer = json_answer(
            {"count": len(rows), "next": "https://zaken.example/?page" if rest else None, "results": page}
        )
        self.after_answer(len(self.wire.requests))
        return answer

    def _passes(self, row: Row, body: dict[str, Any]) -> bool:
        if "einddatum__isnull" in body and (row["einddatum"] is None) != body["einddatum__isnull"]:
            return False
        if "uuid__in" in body and row["uuid"] not in body["uuid__in"]:
            return False
        maximum = Vertrouwelijkheid(body["maximaleVertrouwelijkheidaanduiding"])
        return (
            body.get(FILTER) == BSN
            and row["startdatum"] <= body.get("startdatum__lte", "9999-12-31")
            and toegestaan(row["vertrouwelijkheidaanduiding"], maximum)
        )


def says(results: Any, **page: Any) -> Wire:
    return Wire(
        lambda _: json_answer({"count": len(results), "next": None, "previous": None, "results": results} | page)
    )


def adapter(wire: Wire) -> ZakenAdapter:
    return ZakenAdapter(upstream("zaken", wire))


async def zoek(wire: Wire, vraag: ZaakVraag, expand: frozenset[str] = NONE) -> Pagina:
    return await adapter(wire).zoek(scope_of(), vraag, expand, 1)


def uuids(pagina: Pagina) -> list[str]:
    return [one.uuid for one in pagina.zaken if isinstance(one, Zaak)]
