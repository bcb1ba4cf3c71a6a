"""The stand-in of the belastingen: the assessments of the city, behind the gemeente's own contract."""

from typing import Any

from starlette.applications import Starlette

from sources.city import City
from sources.city.assessments import STATUSES, Assessment, TaxLine
from sources.city.contract import Contract, Soort, credentials, termijnen, whose
from sources.city.relations import related
from sources.city.terms import euros

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, Any] = credentials("belastingen")

_FIELDS = (
    *("uuid", "aanslagnummer", "belanghebbende.type", "belanghebbende.value", "belastingjaar", "dagtekening"),
    *("vervaldatum", "bedrag", "openstaandBedrag", "valuta", "status", "betalingskenmerk", "automatischeIncasso"),
    *("bezwaarMogelijkTot", "document", "isGerelateerdAan"),
    *("regels.belastingsoort", "regels.omschrijving", "regels.bedrag", "regels.tarief"),
    *("regels.wozObjectnummer", "regels.waardepeildatum", "regels.vastgesteldeWaarde"),
    *("termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"),
)


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The belastingen of this city; the contract is ours, and it has no quirks."""

    def body(assessment: Assessment) -> dict[str, Any]:
        found = {
            "uuid": assessment.uuid,
            "aanslagnummer": assessment.aanslagnummer,
            "belanghebbende": whose(city.number(assessment.index)),
            "belastingjaar": assessment.year,
            "dagtekening": assessment.dated.isoformat(),
            "vervaldatum": assessment.due.isoformat(),
            "bedrag": euros(assessment.amount),
            "openstaandBedrag": euros(assessment.outstanding),
            "valuta": "EUR",
            "status": assessment.status,
            "betalingskenmerk": assessment.betalingskenmerk,
            "automatischeIncasso": assessment.incasso,
            "bezwaarMogelijkTot": assessment.objection_until.isoformat(),
            "regels": [_line(line) for line in assessment.lines],
            "document": f"urn:nld:gemeente-den-haag:document:aanslag:{assessment.aanslagnummer}",
            "isGerelateerdAan": related(city, assessment.index, "BEZWAAR")
            if assessment is city.assessments.of(assessment.index)[0]
            else [],
        }
        return {**found, "termijnen": termijnen(assessment.terms)} if assessment.terms else found

    assessments = city.assessments
    soort = Soort(
        name="belastingaanslagen",
        of=assessments.of,
        find=assessments.find,
        body=body,
        day=lambda assessment: assessment.dated,
        uuid=lambda assessment: assessment.uuid,
        status=lambda assessment: assessment.status,
        statuses=STATUSES,
        fields=_FIELDS,
        title=lambda assessment: f"Aanslag {assessment.aanslagnummer}",
    )
    return Contract(soort, city.holder, CREDENTIALS["secret"]).app()


def _line(line: TaxLine) -> dict[str, Any]:
    found = {
        "belastingsoort": line.belastingsoort,
        "omschrijving": line.omschrijving,
        "bedrag": euros(line.amount),
        "tarief": line.tarief,
    }
    if line.home is None or line.value is None:
        return found
    value = {"waardepeildatum": line.value.peildatum.isoformat(), "vastgesteldeWaarde": line.value.amount}
    return {**found, "wozObjectnummer": line.home.woz_number, **value}
