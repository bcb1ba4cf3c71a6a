"""The stand-in of the facturen: the invoices of the city, behind the gemeente's own contract."""

from typing import Any

from starlette.applications import Starlette

from sources.city import City
from sources.city.contract import Contract, Soort, credentials, termijnen, whose
from sources.city.invoices import STATUSES, Invoice
from sources.city.relations import related
from sources.city.terms import IBAN, euros

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, Any] = credentials("facturen")

_FIELDS = (
    *("uuid", "factuurnummer", "belanghebbende.type", "belanghebbende.value", "omschrijving", "categorie"),
    *("factuurdatum", "vervaldatum", "bedrag", "openstaandBedrag", "valuta", "status", "betalingskenmerk", "iban"),
    *("automatischeIncasso", "betaalbaarOnline", "document", "isGerelateerdAan"),
    *("regels.omschrijving", "regels.aantal", "regels.bedrag", "regels.btwPercentage"),
    *("termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"),
)


_FORMS = {"parkeervergunning-bewoners": "PARK-BEW", "omgevingsvergunning": "OMGEVING", "uittreksel-brp": "UITTREKSEL"}


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The facturen of this city; the contract is ours, and it has no quirks."""

    def body(invoice: Invoice) -> dict[str, Any]:
        found = {
            "uuid": invoice.uuid,
            "factuurnummer": invoice.factuurnummer,
            "belanghebbende": whose(city.number(invoice.index)),
            "omschrijving": invoice.omschrijving,
            "categorie": invoice.categorie,
            "factuurdatum": invoice.invoiced.isoformat(),
            "vervaldatum": invoice.due.isoformat(),
            "bedrag": euros(invoice.amount),
            "openstaandBedrag": euros(invoice.outstanding),
            "valuta": "EUR",
            "status": invoice.status,
            "betalingskenmerk": invoice.betalingskenmerk,
            "iban": IBAN,
            "automatischeIncasso": invoice.incasso,
            "betaalbaarOnline": invoice.online,
            "regels": [
                {
                    "omschrijving": line.omschrijving,
                    "aantal": line.count,
                    "bedrag": euros(line.amount),
                    "btwPercentage": line.btw,
                }
                for line in invoice.lines
            ],
            "document": f"urn:nld:gemeente-den-haag:document:factuur:{invoice.factuurnummer}",
            "isGerelateerdAan": [
                f"urn:nld:gemeente-den-haag:product:{invoice.product}",
                *related(city, invoice.index, _FORMS.get(invoice.product, "")),
            ],
        }
        return {**found, "termijnen": termijnen(invoice.terms)} if invoice.terms else found

    invoices = city.invoices
    soort = Soort(
        name="facturen",
        of=invoices.of,
        find=invoices.find,
        body=body,
        day=lambda invoice: invoice.invoiced,
        uuid=lambda invoice: invoice.uuid,
        status=lambda invoice: invoice.status,
        statuses=STATUSES,
        fields=_FIELDS,
        title=lambda invoice: f"Factuur {invoice.factuurnummer}",
    )
    return Contract(soort, city.holder, CREDENTIALS["secret"]).app()
