"""What Open VTB writes of the city's letters, chores and submissions (0.1.0)."""

from datetime import UTC, datetime
from typing import Any

from sources.city import City
from sources.city.chores import FORM, LINK, PAYMENT, Chore
from sources.city.letters import Letter
from sources.city.submissions import Form, Submission

__all__ = ["Bodies"]

Json = dict[str, Any]
_GEMEENTE = "urn:nld:gemeente-den-haag"
_SOORT = {FORM: "formuliertaak", LINK: "urltaak", PAYMENT: "betaaltaak"}
_FORM = {"components": [{"label": "Uw inkomen", "key": "inkomen", "type": "number"}]}
_EMPTY = ("medeInitiator", "verzoekInformatieObject")


class Bodies:
    """Writes for one request; URLs begin with `base`, which follows its Host header."""

    def __init__(self, city: City, base: str, *, exact: bool) -> None:
        self._city, self._base, self._exact = city, base, exact

    def bericht(self, letter: Letter) -> Json:
        """A message."""
        return {
            **self._named("berichten", "berichten", "bericht", letter.uuid),
            "onderwerp": letter.onderwerp,
            "berichtTekst": letter.tekst,
            "publicatiedatum": _moment(letter.published),
            "referentie": letter.referentie,
            "ontvanger": self.holder(letter.index),
            "geopendOp": None if letter.opened is None else _moment(letter.opened),
            "berichtType": letter.soort,
            "isGerelateerdAan": _related(letter.zaak, letter.product, by_number=letter.number % 2 == 0),
            "handelingsPerspectief": letter.action,
            "einddatumHandelingsTermijn": None if letter.until is None else _moment(letter.until),
            "mijnOverheidBerichtenbox": letter.number % 4 == 0,
            "bijlagen": [
                {
                    "informatieObject": _document(each.document),
                    "omschrijving": each.omschrijving,
                    "isBerichtTypeBijlage": False,
                }
                for each in letter.enclosures
            ],
        }

    def taak(self, chore: Chore) -> Json:
        """A task."""
        day = chore.due or self._city.today
        return {
            **self._named("taken", "externetaken", "externetaak", chore.uuid),
            "titel": chore.titel,
            "verwerkerTaakId": chore.workflow,
            "status": chore.status,
            "startdatum": chore.began.isoformat(),
            "handelingsPerspectief": chore.action,
            "einddatumHandelingsTermijn": day.isoformat(),
            "datumHerinnering": None,
            "toelichting": chore.tekst,
            "isToegewezenAan": self.holder(chore.index),
            "isGerelateerdAan": _related(chore.zaak, "", by_number=chore.number % 2 == 1),
            "taakSoort": _SOORT[chore.soort],
            "details": _details(chore),
        }

    def verzoek(self, submission: Submission) -> Json:
        """A submission."""
        amount, document = submission.amount, submission.document
        sent = _moment(submission.sent)
        said = {
            **self._named("verzoeken", "verzoeken", "verzoek", submission.uuid),
            "verzoekType": f"{self._base}/verzoeken/api/v1/verzoektypen/{submission.form.uuid}",
            "verzoekTypeUrn": f"{_GEMEENTE}:verzoektype:uuid:{submission.form.uuid}",
            "aanvraagGegevens": {"toelichting": "Zoals ingevuld."},
            "versie": 1,
            "bijlagen": [],
            "initiator": self.holder(submission.index),
            "medeInitiator": "",
            "isGerelateerdAan": _related(submission.zaak, "", by_number=True),
            "kanaal": "Website",
            "verzoekTaal": "nl",
            "verwerkStatus": "verwerkt" if submission.done else "geregistreerd",
            "verzoekInformatieObject": "" if document is None else _document(document),
            "verzoekBron": {"naam": "Open Formulieren", "kenmerk": submission.inzendingsnummer},
            "verzoekBetaling": {
                "providerKenmerk": "",
                "bedrag": None if amount is None else f"{amount:.2f}",
                "voltooid": amount is not None,
                "transactieDatum": None if amount is None else sent,
                "transactieReferentie": "",
            },
        }
        # The OpenAPI knows no empty URN.
        return {name: value for name, value in said.items() if not (self._exact and name in _EMPTY and value == "")}

    def verzoektype(self, form: Form) -> Json:
        """A kind of submission."""
        named = self._named("verzoeken", "verzoektypen", "verzoektype", form.uuid)
        version = {"url": f"{named['url']}/versies/1", "versie": 1, "status": "published"}
        return {**named, "versies": [version], "naam": form.naam, "omschrijving": form.omschrijving}

    def holder(self, index: int) -> str:
        """Who the person or company at an index of the city is (`City.holder`), as a URN."""
        number = self._city.number(index)
        return f"urn:nld:brp:bsn:{number}" if index < len(self._city) else f"urn:nld:hr:kvknummer:{number}"

    def _named(self, api: str, collection: str, resource: str, uuid: str) -> Json:
        return {
            "url": f"{self._base}/{api}/api/v1/{collection}/{uuid}",
            "urn": f"{_GEMEENTE}:{resource}:uuid:{uuid}",
            "uuid": uuid,
        }


def _details(chore: Chore) -> Json:
    if chore.soort == PAYMENT:
        return {
            "bedrag": f"{chore.amount:.2f}",
            "valuta": "EUR",
            "transactieomschrijving": chore.betalingskenmerk,
            "doelrekening": {"naam": "Gemeente Den Haag", "iban": "NL04BNGH0285010426"},
        }
    filled: Json = {"voorinvullenGegevens": {}, "ontvangenGegevens": {}}
    return {"uitvraagLink": chore.link, **filled} if chore.soort == LINK else {"formulierDefinitie": _FORM, **filled}


def _related(zaak: tuple[str, str] | None, product: str, *, by_number: bool) -> list[Json]:
    """By the number of a zaak or by its uuid: both are used."""
    found = [] if zaak is None else [f"zaaknummer:{zaak[0]}" if by_number else f"uuid:{zaak[1]}"]
    named = [f"{_GEMEENTE}:zaak:{each}" for each in found]
    return [{"urn": each} for each in [*named, *([f"{_GEMEENTE}:product:{product}"] if product else [])]]


def _document(uuid: str) -> str:
    return f"{_GEMEENTE}:informatieobject:uuid:{uuid}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
