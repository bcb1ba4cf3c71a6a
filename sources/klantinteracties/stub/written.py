"""What Open Klant writes of the parties and the encounters of the city: resources that refer to each other by URL."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sources.city import City
from sources.city.encounters import Encounter
from sources.city.parties import DigitalAddress, Party, Post

__all__ = ["ORGANISATION", "RESIDENT", "Json", "Written", "as_said"]

Json = dict[str, Any]
RESIDENT = {"codeObjecttype": "natuurlijk_persoon", "codeSoortObjectId": "bsn", "codeRegister": "brp"}
ORGANISATION = {"codeObjecttype": "niet_natuurlijk_persoon", "codeSoortObjectId": "kvk_nummer", "codeRegister": "hr"}
# Empty, which Open Klant writes and the formats of its own OpenAPI forbid.
_BLANK = frozenset({"nummeraanduidingId", "postcode", "land", "referentie", "hoofdOnderwerpType"})


def as_said(body: Any) -> Any:
    """A body as the OpenAPI says it is: without what is empty and may not be."""
    if isinstance(body, list):
        return [as_said(item) for item in body]
    if not isinstance(body, dict):
        return body
    return {name: as_said(value) for name, value in body.items() if value != "" or name not in _BLANK}


class Written:
    """Bodies with addresses below `base`; what is in `expand` stands whole under `_expand`.

    A path of which the parent is not in it is left out in silence.
    """

    def __init__(self, city: City, base: str, expand: Collection[str] = ()) -> None:
        self._city, self._base, self._expand = city, base, frozenset(expand)

    def partij(self, party: Party, expand: Collection[str] | None = None) -> Json:
        """A Partij, with its digital addresses and its encounters by URL."""
        expand = self._expand if expand is None else expand
        mine = self._city.encounters.of(party.index)
        body = {
            **self._at("partijen", party.uuid),
            "nummer": None,
            "interneNotitie": "",
            "betrokkenen": [self._at("betrokkenen", each.involved) for each in mine],
            "categorieRelaties": [],
            "digitaleAdressen": [self._at("digitaleadressen", each.uuid) for each in party.addresses],
            "voorkeursDigitaalAdres": party.preferred and self._at("digitaleadressen", party.preferred),
            "vertegenwoordigden": [],
            "rekeningnummers": [],
            "voorkeursRekeningnummer": None,
            "partijIdentificatoren": [self._identificator(party)],
            "soortPartij": "persoon" if self._is_person(party) else "organisatie",
            "indicatieGeheimhouding": party.secret or self._has_secrecy(party),
            "voorkeurstaal": party.language,
            "indicatieActief": party.active,
            "bezoekadres": _adres(party.visit),
            "correspondentieadres": _adres(party.post),
            "partijIdentificatie": self._naam(party) if self._is_person(party) else {"naam": self._handelsnaam(party)},
        }
        found: dict[str, Callable[[], list[Json]]] = {
            "digitaleAdressen": lambda: [self._digitaal_adres(party, each) for each in party.addresses],
            "betrokkenen": lambda: [self._betrokkene(party, each, _below(expand, "betrokkenen")) for each in mine],
            "categorieRelaties": lambda: [],
        }
        return body | {"_expand": {name: rows() for name, rows in found.items() if name in expand}}

    def klantcontact(self, encounter: Encounter, *, expanded: bool = True) -> Json:
        """A Klantcontact, with who took part and what it was about by URL."""
        zaak = self._city.encounters.zaak(encounter)
        body = {
            **self._at("klantcontacten", encounter.uuid),
            "gingOverOnderwerpobjecten": [self._at("onderwerpobjecten", encounter.subject)] if zaak else [],
            "hadBetrokkenActoren": [self._actor(encounter)],
            "omvatteBijlagen": [],
            "hadBetrokkenen": [self._at("betrokkenen", encounter.involved)],
            "leiddeTotInterneTaken": [],
            "nummer": None,
            "referentienummer": encounter.nummer,
            "kanaal": encounter.kanaal,
            "onderwerp": encounter.onderwerp,
            "inhoud": encounter.inhoud,
            "reactie": encounter.reactie,
            "indicatieContactGelukt": encounter.gelukt,
            "hoofdOnderwerpType": "",
            "verdereActieOndernomen": False,
            "taal": encounter.language,
            "vertrouwelijk": encounter.confidential,
            "plaatsgevondenOp": _moment(encounter.moment),
            "metadata": {},
        }
        if not expanded:
            return body
        party = self._city.parties.of(encounter.index)
        assert party is not None  # noqa: S101 - who was in touch is a party
        below = _below(self._expand, "hadBetrokkenen")
        found: dict[str, Callable[[], list[Json]]] = {
            "gingOverOnderwerpobjecten": lambda: [self._onderwerpobject(encounter, zaak)] if zaak else [],
            "hadBetrokkenen": lambda: [self._betrokkene(party, encounter, below)],
        }
        return body | {"_expand": {name: rows() for name, rows in found.items() if name in self._expand}}

    def _at(self, kind: str, uuid: str) -> Json:
        return {"uuid": uuid, "url": f"{self._base}/{kind}/{uuid}"}

    def _identificator(self, party: Party) -> Json:
        return {
            **self._at("partij-identificatoren", party.identifier),
            "identificeerdePartij": self._at("partijen", party.uuid),
            "anderePartijIdentificator": "",
            "partijIdentificator": {
                **(RESIDENT if self._is_person(party) else ORGANISATION),
                "objectId": self._city.number(party.index),
            },
            "subIdentificatorVan": None,
        }

    def _is_person(self, party: Party) -> bool:
        return party.index < len(self._city)

    def _has_secrecy(self, party: Party) -> bool:
        person = self._city.person(self._city.bsn(party.index)) if self._is_person(party) else None
        return person is not None and person.secrecy

    def _handelsnaam(self, party: Party) -> str:
        return self._city.companies.company(party.index - len(self._city)).name

    def _naam(self, party: Party) -> Json:
        if not self._is_person(party):
            nobody = dict.fromkeys(("voorletters", "voornaam", "voorvoegselAchternaam", "achternaam"), "")
            return {"contactnaam": nobody, "volledigeNaam": ""}
        person = self._city.person(self._city.bsn(party.index))
        assert person is not None  # noqa: S101 - a party of the city
        name = person.name
        contact = {
            "voorletters": "".join(f"{each[0]}." for each in name.given.split())[:10],
            "voornaam": name.given,
            "voorvoegselAchternaam": name.prefix,
            "achternaam": name.surname,
        }
        return {"contactnaam": contact, "volledigeNaam": name.full}

    def _digitaal_adres(self, party: Party, address: DigitalAddress) -> Json:
        return {
            **self._at("digitaleadressen", address.uuid),
            "verstrektDoorBetrokkene": None,
            "verstrektDoorPartij": self._at("partijen", party.uuid),
            "adres": address.adres,
            "soortDigitaalAdres": address.soort,
            "isStandaardAdres": address.standard,
            "omschrijving": address.omschrijving,
            "referentie": address.referentie,
            "verificatieDatum": address.verified and address.verified.isoformat(),
        }

    def _betrokkene(self, party: Party, encounter: Encounter, expand: Collection[str]) -> Json:
        body = {
            **self._at("betrokkenen", encounter.involved),
            "wasPartij": self._at("partijen", party.uuid),
            "hadKlantcontact": self._at("klantcontacten", encounter.uuid),
            "digitaleAdressen": [],
            "bezoekadres": _adres(Post()),
            "correspondentieadres": _adres(Post()),
            **self._naam(party),
            "rol": "klant",
            "organisatienaam": "",
            "initiator": encounter.kanaal != "brief",
        }
        found: dict[str, Callable[[], Any]] = {
            "wasPartij": lambda: {name: value for name, value in self.partij(party, ()).items() if name != "_expand"},
            "hadKlantcontact": lambda: self.klantcontact(encounter, expanded=False),
            "digitaleAdressen": lambda: [],
        }
        # Only what is asked below it gives it an `_expand`, where other resources have an empty one.
        return body | ({"_expand": {name: one() for name, one in found.items() if name in expand}} if expand else {})

    def _onderwerpobject(self, encounter: Encounter, zaak: str) -> Json:
        return {
            **self._at("onderwerpobjecten", encounter.subject),
            "klantcontact": self._at("klantcontacten", encounter.uuid),
            "wasKlantcontact": None,
            "onderwerpobjectidentificator": {
                "objectId": zaak,
                "codeObjecttype": "zgw-Zaak",
                "codeRegister": "openzaak",
                "codeSoortObjectId": "uuid",
            },
        }

    def _actor(self, encounter: Encounter) -> Json:
        identificator = {"objectId": "mw1", "codeObjecttype": "mdw", "codeRegister": "msei", "codeSoortObjectId": "idf"}
        return {
            **self._at("actoren", encounter.actor),
            "naam": "Team Contact",
            "soortActor": "medewerker",
            "indicatieActief": True,
            "actoridentificator": identificator,
            "actorIdentificatie": {
                "functie": "balie",
                "emailadres": "balie@example.nl",
                "telefoonnummer": "0701234567",
            },
        }


def _below(expand: Collection[str], parent: str) -> frozenset[str]:
    return frozenset(each.removeprefix(f"{parent}.") for each in expand if each.startswith(f"{parent}."))


def _adres(post: Post) -> Json:
    """Empty, it is a group of empty texts."""
    return {"nummeraanduidingId": "", **post._asdict()}


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
