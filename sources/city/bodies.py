"""The zaken of the city, as the Zaken API of Open Zaak writes them (1.5.1)."""

from datetime import date, datetime
from typing import Any

from sources.city.besluiten import Besluit
from sources.city.catalogue import BASE as CATALOGI
from sources.city.catalogue import CATALOGUE, RSIN
from sources.city.companies import Registration
from sources.city.dossiers import Dossiers, Kind
from sources.city.people import CityPerson
from sources.city.substatussen import Substatus
from sources.city.zaken import Document, Place, Rol, Status, Zaak

__all__ = ["BESLUITEN", "DOCUMENTEN", "ZAKEN", "Bodies", "archief"]

ZAKEN, DOCUMENTEN, BESLUITEN = "/zaken/api/v1", "/documenten/api/v1", "/besluiten/api/v1"


def archief(zaak: Zaak) -> date | None:
    """When the dossier of an ended zaak may be destroyed: ten years later."""
    end = zaak.einddatum
    return None if end is None else date(end.year + 10, end.month, min(end.day, 28) if end.month == 2 else end.day)


class Bodies:
    """Writes zaken and their parts; URLs begin with `origin`.

    With `exact` the types of the catalogue have the dates that their OpenAPI asks for.
    """

    def __init__(self, dossiers: Dossiers, origin: str, *, exact: bool = False) -> None:
        self._dossiers, self._origin, self._exact = dossiers, origin, exact

    def url(self, kind: int, zaak: Zaak, part: int = 0) -> str:
        """The URL of a zaak or a part of it."""
        uuid = self._dossiers.uuid(kind, zaak, part)
        if kind == Kind.EIGENSCHAP:
            return f"{self.url(Kind.ZAAK, zaak)}/zaakeigenschappen/{uuid}"
        return f"{self._origin}{_PATHS[kind]}/{uuid}"

    def type_url(self, kind: str, item: Any) -> str:
        """The URL of a type in the catalogue."""
        return f"{self._origin}{CATALOGI}/{kind}/{item.uuid}"

    def zaak(self, zaak: Zaak, expand: frozenset[str] = frozenset()) -> dict[str, Any]:
        """A zaak, with what is to be expanded. A path counts only where its parent is there too."""
        statussen, ended = zaak.statussen, zaak.resultaat is not None
        betaling, betaald = zaak.betaling
        return {
            "url": self.url(Kind.ZAAK, zaak),
            "uuid": self._dossiers.uuid(Kind.ZAAK, zaak),
            "identificatie": zaak.identificatie,
            "bronorganisatie": RSIN,
            "omschrijving": zaak.zaaktype.omschrijving,
            "toelichting": zaak.toelichting,
            "zaaktype": self.type_url("zaaktypen", zaak.zaaktype),
            "registratiedatum": zaak.registratiedatum.isoformat(),
            "verantwoordelijkeOrganisatie": RSIN,
            "startdatum": zaak.startdatum.isoformat(),
            "einddatum": _day(zaak.einddatum),
            "einddatumGepland": _day(zaak.gepland),
            "uiterlijkeEinddatumAfdoening": _day(zaak.uiterlijk),
            "publicatiedatum": None,
            "laatstGemuteerd": _moment(zaak.changed),
            "laatstGeopend": _moment(zaak.geopend) if zaak.geopend is not None else None,
            "communicatiekanaal": "",
            "communicatiekanaalNaam": "",
            "productenOfDiensten": [],
            "vertrouwelijkheidaanduiding": zaak.vertrouwelijkheid,
            "betalingsindicatie": betaling,
            "betalingsindicatieWeergave": _BETALING.get(betaling, ""),
            "laatsteBetaaldatum": _moment(betaald) if betaald is not None else None,
            "zaakgeometrie": None,
            "verlenging": {"reden": "Meer tijd nodig", "duur": "P14D"} if zaak.verlengd else None,
            "opschorting": {
                "indicatie": zaak.opgeschort,
                "eerdereOpschorting": zaak.eerder_opgeschort,
                "reden": "Wacht op aanvullende gegevens" if zaak.opgeschort or zaak.eerder_opgeschort else "",
            },
            "selectielijstklasse": "",
            "hoofdzaak": self._at(zaak.hoofdzaak) if zaak.hoofdzaak is not None else None,
            "deelzaken": [self._at(place) for place in zaak.deelzaken],
            "relevanteAndereZaken": [
                {"url": self._at(place), "aardRelatie": "vervolg", "overigeRelatie": "", "toelichting": ""}
                for place in zaak.verwant
            ],
            "gerelateerdeZaken": [{"url": self._at(place)} for place in zaak.verwant],
            "eigenschappen": [self.url(Kind.EIGENSCHAP, zaak, part) for part, _, _ in zaak.eigenschappen],
            "rollen": [self.url(Kind.ROL, zaak, rol.part) for rol in zaak.rollen],
            "status": self.url(Kind.STATUS, zaak, statussen[-1].part) if statussen else None,
            "zaakinformatieobjecten": [
                self.url(Kind.ZAAKINFORMATIEOBJECT, zaak, document.part) for document in reversed(zaak.documenten)
            ],
            "zaakobjecten": [self.url(Kind.ZAAKOBJECT, zaak)] if zaak.about_address else [],
            "kenmerken": [{"kenmerk": zaak.kenmerk, "bron": "Formulieren"}] if zaak.kenmerk else [],
            "archiefnominatie": "vernietigen" if ended else None,
            "archiefstatus": "nog_te_archiveren",
            "archiefactiedatum": _day(archief(zaak)),
            "resultaat": self.url(Kind.RESULTAAT, zaak) if ended else None,
            "opdrachtgevendeOrganisatie": "",
            "processobjectaard": "",
            "startdatumBewaartermijn": _day(zaak.einddatum),
            "processobject": {"datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": ""},
            "_expand": self._expanded(zaak, expand),
        }

    def status(self, zaak: Zaak, status: Status) -> dict[str, Any]:
        """A status of a zaak."""
        return {
            "url": self.url(Kind.STATUS, zaak, status.part),
            "uuid": self._dossiers.uuid(Kind.STATUS, zaak, status.part),
            "zaak": self.url(Kind.ZAAK, zaak),
            "statustype": self.type_url("statustypen", status.statustype),
            "datumStatusGezet": _moment(status.moment),
            "statustoelichting": status.toelichting,
            "indicatieLaatstGezetteStatus": status == zaak.statussen[-1],
            "gezetdoor": None,
            "zaakinformatieobjecten": [],
        }

    def resultaat(self, zaak: Zaak) -> dict[str, Any]:
        """The result of an ended zaak."""
        return {
            "url": self.url(Kind.RESULTAAT, zaak),
            "uuid": self._dossiers.uuid(Kind.RESULTAAT, zaak),
            "zaak": self.url(Kind.ZAAK, zaak),
            "resultaattype": self.type_url("resultaattypen", zaak.resultaat),
            "toelichting": "",
        }

    def zaakinformatieobject(self, zaak: Zaak, document: Document) -> dict[str, Any]:
        """What binds a document to a zaak; with neither its confidentiality nor its status."""
        return {
            "url": self.url(Kind.ZAAKINFORMATIEOBJECT, zaak, document.part),
            "uuid": self._dossiers.uuid(Kind.ZAAKINFORMATIEOBJECT, zaak, document.part),
            "informatieobject": self.url(Kind.INFORMATIEOBJECT, zaak, document.part),
            "zaak": self.url(Kind.ZAAK, zaak),
            "aardRelatieWeergave": "Hoort bij, omgekeerd: kent",
            "titel": document.titel if zaak.luck % 2 else "",
            "beschrijving": "",
            "registratiedatum": _moment(document.moment),
            "vernietigingsdatum": None,
            "status": None,
        }

    def eigenschap(self, zaak: Zaak, part: int) -> dict[str, Any]:
        """What a zaak tells of itself."""
        _, eigenschap, waarde = zaak.eigenschappen[part]
        return {
            "url": self.url(Kind.EIGENSCHAP, zaak, part),
            "uuid": self._dossiers.uuid(Kind.EIGENSCHAP, zaak, part),
            "zaak": self.url(Kind.ZAAK, zaak),
            "eigenschap": self.type_url("eigenschappen", eigenschap),
            "naam": eigenschap.omschrijving,
            "waarde": waarde,
        }

    def zaakobject(self, zaak: Zaak) -> dict[str, Any]:
        """The address that a zaak is about."""
        home = self._dossiers.address(zaak.index)
        return {
            "url": self.url(Kind.ZAAKOBJECT, zaak),
            "uuid": self._dossiers.uuid(Kind.ZAAKOBJECT, zaak),
            "zaak": self.url(Kind.ZAAK, zaak),
            "object": "",
            "zaakobjecttype": None,
            "objectType": "adres",
            "objectTypeOverige": "",
            "objectTypeOverigeDefinitie": None,
            "relatieomschrijving": "Locatie",
            "objectIdentificatie": {
                "identificatie": home.designation_id,
                "wplWoonplaatsNaam": home.city,
                "gorOpenbareRuimteNaam": home.street,
                "huisnummer": home.number,
                "huisletter": home.letter,
                "huisnummertoevoeging": home.addition,
                "postcode": home.postcode,
            },
        }

    def rol(self, zaak: Zaak, rol: Rol) -> dict[str, Any]:
        """A rol: whoever may read it reads the BSN and the date of birth of each resident in it."""
        body: dict[str, Any] = {
            "url": self.url(Kind.ROL, zaak, rol.part),
            "uuid": self._dossiers.uuid(Kind.ROL, zaak, rol.part),
            "zaak": self.url(Kind.ZAAK, zaak),
            "betrokkene": "",
            "betrokkeneType": rol.kind,
            "afwijkendeNaamBetrokkene": "",
            "roltype": self.type_url("roltypen", rol.roltype),
            "omschrijving": rol.roltype.omschrijving,
            "omschrijvingGeneriek": rol.roltype.generiek,
            "roltoelichting": "bedrijf" if rol.company else "behandelaar" if rol.person is None else "burger",
            "registratiedatum": _moment(zaak.changed),
            "indicatieMachtiging": "",
            "contactpersoonRol": {"emailadres": "", "functie": "", "telefoonnummer": "", "naam": ""},
            "statussen": [],
            "beginGeldigheid": None,
            "eindeGeldigheid": None,
        }
        if rol.company is not None:
            return body | {"betrokkeneIdentificatie": _organisatie(rol.company), "authenticatieContext": None}
        if rol.afdeling:
            department = {"identificatie": f"afd-{len(rol.afdeling)}", "naam": rol.afdeling, "isGehuisvestIn": ""}
            return body | {"betrokkeneIdentificatie": department}
        if rol.person is None:
            initials, _, name = rol.medewerker.partition(" ")
            prefix, _, last = name.rpartition(" ")
            names = {"achternaam": last, "voorletters": initials, "voorvoegselAchternaam": prefix}
            return body | {"betrokkeneIdentificatie": {"identificatie": f"mw-{last.lower()}", **names}}
        person = _natuurlijk_persoon(self._dossiers.person(rol.person))
        return body | {"betrokkeneIdentificatie": person, "authenticatieContext": None}

    def substatus(self, zaak: Zaak, substatus: Substatus) -> dict[str, Any]:
        """A note below a status."""
        return {
            "url": self.url(Kind.SUBSTATUS, zaak, substatus.part),
            "uuid": self._dossiers.uuid(Kind.SUBSTATUS, zaak, substatus.part),
            "zaak": self.url(Kind.ZAAK, zaak),
            "status": self.url(Kind.STATUS, zaak, substatus.status.part),
            "omschrijving": substatus.omschrijving,
            "tijdstip": _moment(substatus.tijdstip),
            "doelgroep": substatus.doelgroep,
        }

    def besluit(self, besluit: Besluit) -> dict[str, Any]:
        """A decision; the Besluiten API sends no `uuid`."""
        return {
            "url": self.url(Kind.BESLUIT, besluit.zaak, besluit.part),
            "identificatie": f"BESLUIT-{besluit.datum.year}-{besluit.zaak.index * 1000 + besluit.zaak.number + 1:010d}",
            "verantwoordelijkeOrganisatie": RSIN,
            "besluittype": self.type_url("besluittypen", besluit.besluittype),
            "zaak": self.url(Kind.ZAAK, besluit.zaak),
            "datum": besluit.datum.isoformat(),
            "toelichting": "" if besluit.zaak.luck % 2 else "Wij hebben alle belangen afgewogen.",
            "bestuursorgaan": "" if besluit.zaak.luck % 3 else "College van burgemeester en wethouders",
            "ingangsdatum": besluit.datum.isoformat(),
            "vervaldatum": _day(besluit.vervaldatum),
            "vervalreden": "tijdelijk" if besluit.vervaldatum is not None else "",
            "vervalredenWeergave": "Besluit met tijdelijke werking" if besluit.vervaldatum is not None else "",
            "publicatiedatum": None,
            "verzenddatum": besluit.verzonden.isoformat(),
            "uiterlijkeReactiedatum": besluit.reactie.isoformat(),
        }

    def zaakbesluit(self, besluit: Besluit) -> dict[str, Any]:
        """That a zaak has a decision."""
        uuid = self._dossiers.uuid(Kind.BESLUIT, besluit.zaak, besluit.part)
        zaak = self.url(Kind.ZAAK, besluit.zaak)
        return {"url": f"{zaak}/besluiten/{uuid}", "uuid": uuid, "besluit": self.url(Kind.BESLUIT, besluit.zaak)}

    def besluitinformatieobject(self, besluit: Besluit, document: int) -> dict[str, Any]:
        """What binds a document to a decision."""
        return {
            "url": self.url(Kind.BESLUITINFORMATIEOBJECT, besluit.zaak, document),
            "informatieobject": self.url(Kind.INFORMATIEOBJECT, besluit.zaak, document),
            "besluit": self.url(Kind.BESLUIT, besluit.zaak, besluit.part),
        }

    def _zaak(self, place: Place) -> Zaak:
        found = self._dossiers.at(*place)
        if found is None:
            raise AssertionError("zaken are bound to zaken that are there")
        return found

    def _at(self, place: Place) -> str:
        return self.url(Kind.ZAAK, self._zaak(place))

    def _expanded(self, zaak: Zaak, expand: frozenset[str]) -> dict[str, Any]:
        """What stands below `_expand`: nothing at all for what the zaak has none of."""
        found: dict[str, Any] = {}
        if "zaaktype" in expand:
            found["zaaktype"] = self._type("zaaktypen", zaak.zaaktype)
        if "eigenschappen" in expand and zaak.eigenschappen:
            found["eigenschappen"] = [
                self._typed(expand, "eigenschappen.eigenschap", self.eigenschap(zaak, part), "eigenschappen", kind)
                for part, kind, _ in zaak.eigenschappen
            ]
        if "rollen" in expand:
            found["rollen"] = [
                self._typed(expand, "rollen.roltype", self.rol(zaak, rol), "roltypen", rol.roltype)
                for rol in zaak.rollen
            ]
        if "status" in expand and zaak.statussen:
            last = zaak.statussen[-1]
            body = self.status(zaak, last)
            found["status"] = self._typed(expand, "status.statustype", body, "statustypen", last.statustype)
        if "zaakinformatieobjecten" in expand and zaak.documenten:
            newest = reversed(zaak.documenten)
            found["zaakinformatieobjecten"] = [self.zaakinformatieobject(zaak, document) for document in newest]
        if "zaakobjecten" in expand and zaak.about_address:
            found["zaakobjecten"] = [self.zaakobject(zaak)]
        if "resultaat" in expand and zaak.resultaat is not None:
            body = self.resultaat(zaak)
            found["resultaat"] = self._typed(expand, "resultaat.resultaattype", body, "resultaattypen", zaak.resultaat)
        if "hoofdzaak" in expand and zaak.hoofdzaak is not None:
            found["hoofdzaak"] = self.zaak(self._zaak(zaak.hoofdzaak), _below("hoofdzaak", expand))
        if "deelzaken" in expand and zaak.deelzaken:
            inside = _below("deelzaken", expand)
            found["deelzaken"] = [self.zaak(self._zaak(place), inside) for place in zaak.deelzaken]
        return found

    def _typed(self, expand: frozenset[str], path: str, body: dict[str, Any], kind: str, item: Any) -> dict[str, Any]:
        if path in expand:
            body["_expand"] = {path.rpartition(".")[2]: self._type(kind, item)}
        return body

    def _type(self, kind: str, item: Any) -> dict[str, Any]:
        return CATALOGUE.body(kind, item, self._origin, exact=self._exact)


_PATHS = {
    Kind.ZAAK: f"{ZAKEN}/zaken",
    Kind.STATUS: f"{ZAKEN}/statussen",
    Kind.ROL: f"{ZAKEN}/rollen",
    Kind.RESULTAAT: f"{ZAKEN}/resultaten",
    Kind.ZAAKINFORMATIEOBJECT: f"{ZAKEN}/zaakinformatieobjecten",
    Kind.ZAAKOBJECT: f"{ZAKEN}/zaakobjecten",
    Kind.SUBSTATUS: f"{ZAKEN}/substatussen",
    Kind.INFORMATIEOBJECT: f"{DOCUMENTEN}/enkelvoudiginformatieobjecten",
    Kind.BESLUIT: f"{BESLUITEN}/besluiten",
    Kind.BESLUITINFORMATIEOBJECT: f"{BESLUITEN}/besluitinformatieobjecten",
}
_BETALING = {
    "nvt": "Er is geen sprake van te betalen, met de zaak gemoeide, kosten.",
    "gefactureerd": "Opdracht tot facturatie verzonden",
    "gecrediteerd": "Opdracht tot creditering verzonden",
    "betaald": "Betaling vastgesteld (bijvoorbeeld via online kassa bij directe aanvraag)",
    "nog_niet": "De met de zaak gemoeide kosten zijn (nog) niet betaald.",
    "gedeeltelijk": "De met de zaak gemoeide kosten zijn gedeeltelijk betaald.",
    "geheel": "De met de zaak gemoeide kosten zijn geheel betaald.",
}


def _below(parent: str, expand: frozenset[str]) -> frozenset[str]:
    """What is to be expanded of the zaken at a path."""
    start = f"{parent}."
    return frozenset(path.removeprefix(start) for path in expand if path.startswith(start))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(moment: datetime) -> str:
    """A moment in UTC: with microseconds where the server made it, without where it was given."""
    return moment.isoformat().replace("+00:00", "Z")


def _natuurlijk_persoon(person: CityPerson) -> dict[str, Any]:
    born = person.birth.whole
    return {
        "inpBsn": person.bsn,
        "anpIdentificatie": "",
        "inpA_nummer": "",
        "geslachtsnaam": person.name.surname,
        "voorvoegselGeslachtsnaam": person.name.prefix,
        "voorletters": "".join(f"{given[0]}." for given in person.name.given.split()),
        "voornamen": person.name.given,
        "geslachtsaanduiding": {"M": "m", "V": "v"}.get(person.sex, "o"),
        "geboortedatum": "" if born is None else born.isoformat(),
        "verblijfsadres": None,
        "subVerblijfBuitenland": None,
    }


def _organisatie(company: Registration) -> dict[str, Any]:
    if company.branch:
        return {
            "vestigingsNummer": company.number,
            "handelsnaam": [company.name],
            "verblijfsadres": None,
            "subVerblijfBuitenland": None,
            "kvkNummer": company.kvk,
        }
    return {
        "innNnpId": company.rsin,
        "annIdentificatie": "",
        "kvkNummer": company.kvk,
        "vestigingsNummer": company.number,
        "statutaireNaam": company.name,
        "innRechtsvorm": "",
        "bezoekadres": "",
        "subVerblijfBuitenland": None,
    }
