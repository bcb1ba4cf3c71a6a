"""Each quirk of Open Zaak that an adapter must live with, played by the stand-ins; numbers are those of recordings.

Status, media type and shape of every recording are compared in `test_zgw_recordings`; here is what they mean.
"""

from datetime import date, datetime
from typing import Any

import pytest

from sources.city import PERSONAS
from sources.city.catalogue import CATALOGUE
from sources.city.dossiers import Kind
from tests.contract.openzaak import BSN, ORIGIN, Zaaksysteem, token, uuid_of
from tests.contract.quirks import Quirk, Quirks

ZAKEN, CATALOGI, DOCUMENTEN = "/zaken/api/v1", "/catalogi/api/v1", "/documenten/api/v1"
MANY = next(persona.bsn for persona in PERSONAS if persona.case == "veel-zaken")
JAN, FATIMA = PERSONAS[0].bsn, PERSONAS[1].bsn
NOBODY = "111222333"  # passes the eleven-test, and is not of this city
quirk = Quirks()

# Whom a filter finds


@quirk("an empty BSN in the list is everybody", 35)
async def _(oz: Zaaksysteem) -> None:
    everybody = await oz.zaken()
    assert (await oz.zaken(f"{BSN}="))["count"] == everybody["count"] > 10_000


@quirk("an empty BSN in a search is everybody", 35)
async def _(oz: Zaaksysteem) -> None:
    assert (await oz.search({BSN: ""}))["count"] == (await oz.zaken())["count"]


@quirk("an empty BSN among rollen is everybody", 149)
async def _(oz: Zaaksysteem) -> None:
    name = "betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
    page = await oz.json(f"GET {ZAKEN}/rollen?{name}=&pageSize=500")
    assert len({rol["betrokkeneIdentificatie"].get("inpBsn") for rol in page["results"]}) > 10


@quirk("everybody can be paged through to the last page", 35, 7)
async def _(oz: Zaaksysteem) -> None:
    count = (await oz.zaken(f"{BSN}="))["count"]
    last = await oz.zaken(f"{BSN}=&pageSize=500&page={-(-count // 500)}")
    assert last["next"] is None and len(last["results"]) == (count % 500 or 500)


@quirk("a search does not miss a parameter that it does not know")
async def _(oz: Zaaksysteem) -> None:
    misspelt = {BSN.replace("inpBsn", "inpbsn"): JAN}
    assert (await oz.search(misspelt))["count"] == (await oz.zaken())["count"]


@quirk("the list refuses a parameter that it does not know", 10, 20, 37)
async def _(oz: Zaaksysteem) -> None:
    answer = await oz.ask(f"GET {ZAKEN}/zaken?{BSN.replace('inpBsn', 'inpbsn')}={JAN}&page_size=5")
    assert answer.status_code == 400
    assert answer.json()["invalidParams"][0]["code"] == "unknown-parameters"


@quirk("a search by uuid and BSN gives nothing of another", 43)
async def _(oz: Zaaksysteem) -> None:
    (own,), (other,) = [oz.city.dossiers.of(bsn)[-1:] for bsn in (MANY, PERSONAS[8].bsn)]
    uuids = [oz.city.dossiers.uuid(Kind.ZAAK, zaak) for zaak in (own, other)]
    assert [zaak["uuid"] for zaak in (await oz.search({"uuid__in": uuids, BSN: MANY}))["results"]] == uuids[:1]
    assert (await oz.search({"uuid__in": uuids[1:], BSN: MANY}))["count"] == 0
    assert (await oz.search({"uuid__in": uuids}))["count"] == 2


@quirk("a BSN that nobody has finds nothing, malformed or not", 31, 32, 34)
async def _(oz: Zaaksysteem) -> None:
    for bsn in (NOBODY, "123456789", MANY[:8]):
        assert (await oz.search({BSN: bsn}))["count"] == 0


@quirk("a BSN of ten digits is too long", 33)
async def _(oz: Zaaksysteem) -> None:
    answer = await oz.ask(f"POST {ZAKEN}/zaken/_zoek", {BSN: f"{MANY}1"})
    assert (answer.status_code, answer.json()["invalidParams"][0]["code"]) == (400, "max_length")


@quirk("of a repeated parameter the last one counts", 36)
async def _(oz: Zaaksysteem) -> None:
    last = await oz.zaken(f"{BSN}={MANY}&{BSN}={JAN}")
    assert last["count"] == (await oz.zaken(f"{BSN}={JAN}"))["count"] != 300


@quirk("a BSN finds every rol, with omschrijvingGeneriek that one rol", 26, 27, 28)
async def _(oz: Zaaksysteem) -> None:
    rollen = ("initiator", "mede_initiator", "belanghebbende", "behandelaar")
    found = {rol: (await oz.search({BSN: FATIMA, "rol__omschrijvingGeneriek": rol}))["count"] for rol in rollen}
    assert found["initiator"] and found["mede_initiator"] + found["belanghebbende"]
    assert found["behandelaar"] == 0  # her zaken have one: somebody else
    assert (await oz.search({BSN: FATIMA}))["count"] == sum(found.values())


@quirk("the rollen of a zaak tell of other residents and of employees", 77)
async def _(oz: Zaaksysteem) -> None:
    of_two = next(zaak for zaak in oz.city.dossiers.of(FATIMA) if zaak.index == 0 and len(zaak.rollen) == 4)
    url = f"{ORIGIN}{ZAKEN}/zaken/{oz.city.dossiers.uuid(Kind.ZAAK, of_two)}"
    people = [r["betrokkeneIdentificatie"] for r in (await oz.json(f"GET {ZAKEN}/rollen?zaak={url}"))["results"]]
    assert {person["inpBsn"] for person in people if "inpBsn" in person} == {JAN, FATIMA}
    assert all(person["geboortedatum"] for person in people if "inpBsn" in person)
    assert sum("achternaam" in person for person in people) == 1


# What may be seen


@quirk("confidentiality is no limit unless asked for", 21, 22)
async def _(oz: Zaaksysteem) -> None:
    grades = ("openbaar", "zaakvertrouwelijk", "zeer_geheim")
    counts = [(await oz.search({BSN: JAN, "maximaleVertrouwelijkheidaanduiding": grade}))["count"] for grade in grades]
    assert 0 < counts[0] < counts[1] < counts[2] == (await oz.search({BSN: JAN}))["count"]


@quirk("documents come whatever their status and confidentiality", 82, 93)
async def _(oz: Zaaksysteem) -> None:
    zaken = (await oz.search({BSN: MANY, "expand": ["zaakinformatieobjecten"]}))["results"]
    links = [link for zaak in zaken for link in zaak["_expand"].get("zaakinformatieobjecten", [])]
    body = {"uuid__in": [uuid_of(link["informatieobject"]) for link in links], "expand": ["informatieobjecttype"]}
    found = (await oz.json(f"POST {DOCUMENTEN}/enkelvoudiginformatieobjecten/_zoek?pageSize=500", body))["results"]
    assert len(found) == len(links) > 100
    assert {"in_bewerking", "definitief", "gearchiveerd"} < {document["status"] for document in found}
    assert {"openbaar", "confidentieel", "zeer_geheim"} < {d["vertrouwelijkheidaanduiding"] for d in found}
    assert not {"status", "vertrouwelijkheidaanduiding"} & {key for link in links for key in link if link[key]}


@quirk("a client with few rights gets a shorter list without a word", 66, 70)
async def _(oz: Zaaksysteem) -> None:
    few = await oz.zaken(f"{BSN}={MANY}&pageSize=500", client="beperkt")
    assert 0 < few["count"] < 300
    assert {uuid_of(zaak["zaaktype"]) for zaak in few["results"]} <= {
        zaaktype.uuid for zaaktype in CATALOGUE.zaaktypen if zaaktype.identificatie == "PARK-BEW"
    }


@quirk("a client with few rights is refused a detail, the types and a whole list for its expand", 67, 68, 69, 91)
async def _(oz: Zaaksysteem) -> None:
    zaak = next(z for z in oz.city.dossiers.of(MANY) if z.zaaktype.identificatie == "BEZWAAR" and z.documenten)
    uuid, document = (oz.city.dossiers.uuid(kind, zaak) for kind in (Kind.ZAAK, Kind.INFORMATIEOBJECT))
    for line in (
        f"{ZAKEN}/zaken/{uuid}",
        f"{ZAKEN}/zaken?{BSN}={MANY}&expand=zaaktype,status,rollen",
        f"{CATALOGI}/zaaktypen",
        f"{DOCUMENTEN}/enkelvoudiginformatieobjecten/{document}",
    ):
        assert (await oz.ask(f"GET {line}", client="beperkt")).json()["code"] == "permission_denied"
    assert (await oz.zaken(f"{BSN}={MANY}&expand=status,rollen", client="beperkt"))["count"]


@quirk("URLs follow the Host header", 145)
async def _(oz: Zaaksysteem) -> None:
    answer = await oz.ask(f"GET {ZAKEN}/zaken?{BSN}={MANY}&pageSize=1", headers={"Host": "elders.test:81"})
    page = answer.json()
    urls = [page["next"], *(value for value in page["results"][0].values() if str(value).startswith("http"))]
    assert len(urls) > 3 and all(url.startswith("http://elders.test:81/") for url in urls)


# Headers and errors


@quirk("the zaken need a coordinate system, the rest does not", 38, 39)
async def _(oz: Zaaksysteem) -> None:
    without: dict[str, str | None] = {"Accept-Crs": None, "Content-Crs": None}
    line = f"GET {ZAKEN}/zaken?{BSN}={JAN}"
    assert (await oz.ask(line, headers=without)).json()["detail"] == "'Accept-Crs' header ontbreekt"
    assert (await oz.ask(line, headers={"Accept-Crs": "EPSG:28992"})).status_code == 406
    assert (await oz.ask(f"GET {CATALOGI}/zaaktypen", headers=without)).status_code == 200


@quirk("a body needs a coordinate system too, and has to be JSON", 117, 160)
async def _(oz: Zaaksysteem) -> None:
    line = f"POST {ZAKEN}/zaken/_zoek"
    for value, status in ((None, 412), ("EPSG:28992", 406)):
        assert (await oz.ask(line, {BSN: JAN}, {"Content-Crs": value})).status_code == status
    assert (await oz.ask(line, {BSN: JAN}, {"Content-Type": "text/plain"})).status_code == 415
    assert (await oz.ask(line, b"{nope")).json()["code"] == "parse_error"


@quirk("every refused token is 403, and the code says why", 54, 56, 57, 58, 59, 61, 64)
async def _(oz: Zaaksysteem) -> None:
    codes = {
        None: "permission_denied",
        f"bearer {token()}": "permission_denied",
        f"Bearer {token(secret='een-heel-ander-geheim-dan-dat-van-het-register')}": "invalid-jwt-signature",
        f"Bearer {token('onbekend')}": "invalid-client-identifier",
        "Bearer geen.jwt": "jwt-decode-error",
        f"Bearer {token(age=3661)}": "jwt-expired",
        f"Bearer {token(exp=1)}": "jwt-expiredsignatureerror",
    }
    for path in (f"{ZAKEN}/zaken?{BSN}={JAN}", f"{CATALOGI}/zaaktypen", f"{ZAKEN}/statussen"):
        for authorization, code in codes.items():
            answer = await oz.ask(f"GET {path}", headers={"Authorization": authorization})
            assert (answer.status_code, answer.json()["code"]) == (403, code)


@quirk("a token lives an hour, and may come from a clock that is ahead", 60, 62, 63)
async def _(oz: Zaaksysteem) -> None:
    for age in (3540, -5, -60):
        fresh: dict[str, str | None] = {"Authorization": f"Bearer {token(age=age)}"}
        assert (await oz.ask(f"GET {CATALOGI}/zaaktypen", headers=fresh)).status_code == 200


@quirk("errors are plain JSON, but an unknown path is HTML and no uuid breaks the server", 51, 52, 53, 40)
async def _(oz: Zaaksysteem) -> None:
    seen = {}
    for path in ("zaken/00000000-0000-4000-8000-000000000000", "zaken/abc", "bestaatniet"):
        answer = await oz.ask(f"GET {ZAKEN}/{path}")
        seen[path] = (answer.status_code, answer.headers["content-type"].partition(";")[0])
    assert list(seen.values()) == [(404, "application/json"), (500, "application/json"), (404, "text/html")]
    assert (await oz.ask(f"GET {CATALOGI}/zaaktypen", headers={"Accept": "text/xml"})).status_code == 406


@quirk("a download is not for who wants JSON, and tells nothing of the document", 84, 139, 141, 142)
async def _(oz: Zaaksysteem) -> None:
    zaak = next(zaak for zaak in oz.city.dossiers.of(MANY) if zaak.documenten)
    uuid = oz.city.dossiers.uuid(Kind.INFORMATIEOBJECT, zaak)
    document = await oz.json(f"GET {DOCUMENTEN}/enkelvoudiginformatieobjecten/{uuid}")
    line = f"GET {document['inhoud']}"
    assert "/download?versie=" in line and (await oz.ask(line)).status_code == 406
    whole = await oz.ask(line, headers={"Accept": "*/*", "Range": "bytes=0-9"})
    assert (whole.status_code, len(whole.content)) == (200, document["bestandsomvang"])
    assert whole.headers["content-type"] == "application/octet-stream"
    assert document["bestandsnaam"] not in whole.headers["content-disposition"].replace(f"{uuid}.bin", "")
    assert (await oz.ask(line, headers={"Accept": "*/*", "Authorization": None})).status_code == 403


# Values


@quirk("nothing is an empty text, or null for dates and relations; groups are never empty", 1, 44)
async def _(oz: Zaaksysteem) -> None:
    zaken = (await oz.search({BSN: MANY}, "pageSize=500"))["results"]
    texts = ("toelichting", "betalingsindicatie", "communicatiekanaal", "selectielijstklasse")
    nulls = ("einddatum", "status", "resultaat", "hoofdzaak", "zaakgeometrie", "archiefnominatie", "verlenging")
    assert all(any(zaak[name] == "" for zaak in zaken) and None not in [z[name] for z in zaken] for name in texts)
    assert all(any(zaak[name] is None for zaak in zaken) for name in nulls if name != "status")
    assert any(zaak["opschorting"] == {"indicatie": False, "eerdereOpschorting": False, "reden": ""} for zaak in zaken)
    assert any(statustype.statustekst == "" for statustype in CATALOGUE.statustypen)


@quirk("a zaak may have no status yet", 1)
async def _(oz: Zaaksysteem) -> None:
    assert None in [zaak["status"] for zaak in (await oz.search({BSN: JAN}))["results"]]


@quirk("moments are UTC, with microseconds where the server made them; days are days", 1, 72)
async def _(oz: Zaaksysteem) -> None:
    for zaak in (await oz.search({BSN: MANY, "expand": ["status"]}, "pageSize=50"))["results"]:
        datetime.strptime(zaak["laatstGemuteerd"], "%Y-%m-%dT%H:%M:%S.%fZ")
        datetime.strptime(zaak["_expand"]["status"]["datumStatusGezet"], "%Y-%m-%dT%H:%M:%SZ")
        date.fromisoformat(zaak["startdatum"])


@quirk("einddatum and resultaat come with the last status, never before", 44)
async def _(oz: Zaaksysteem) -> None:
    page = await oz.search({BSN: MANY, "expand": ["status", "status.statustype"]}, "pageSize=500")
    for zaak in page["results"]:
        status = zaak["_expand"].get("status")
        ended = status is not None and status["_expand"]["statustype"]["isEindstatus"]
        assert (zaak["einddatum"] is not None) is (zaak["resultaat"] is not None) is ended


@quirk("zaken and their parts have a uuid; types and documents are known by their URL only", 44, 82, 97)
async def _(oz: Zaaksysteem) -> None:
    body: dict[str, Any] = {BSN: MANY, "expand": ["status", "rollen", "zaaktype", "status.statustype"]}
    zaak = (await oz.search(body, "pageSize=1"))["results"][0]
    status = zaak["_expand"]["status"]
    for own in (zaak, status, *zaak["_expand"]["rollen"]):
        assert uuid_of(own["url"]) == own["uuid"]
    for kind in (zaak["_expand"]["zaaktype"], status["_expand"]["statustype"]):
        assert "uuid" not in kind and (await oz.json(f"GET {kind['url']}")) == kind


@quirk("a list of types has those in use unless asked for more", 94, 96)
async def _(oz: Zaaksysteem) -> None:
    names = {}
    for status in ("", "?status=concept", "?status=alles"):
        page = await oz.json(f"GET {CATALOGI}/zaaktypen{status}")
        names[status] = {zaaktype["identificatie"] for zaaktype in page["results"]}
    assert names["?status=concept"] == {"LAADPAAL"} and names["?status=alles"] == names[""] | {"LAADPAAL"}


@pytest.mark.parametrize("quirk", quirk.rows())
async def test_the_stand_in_plays(quirk: Quirk) -> None:
    await quirk.played()
