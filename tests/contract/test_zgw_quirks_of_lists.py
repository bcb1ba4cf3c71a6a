"""The quirks of Open Zaak's lists: pages and order, what expand gives, and which version an answer says it is."""

from collections import Counter
from datetime import date

import pytest

from sources.city import PERSONAS
from sources.city.catalogue import CATALOGUE
from sources.city.dossiers import Kind
from tests.contract.openzaak import BSN, ORIGIN, Zaaksysteem
from tests.contract.quirks import Quirk, Quirks

ZAKEN, CATALOGI, DOCUMENTEN = "/zaken/api/v1", "/catalogi/api/v1", "/documenten/api/v1"
MANY = next(persona.bsn for persona in PERSONAS if persona.case == "veel-zaken")
JAN, FATIMA = PERSONAS[0].bsn, PERSONAS[1].bsn
NOBODY = "111222333"  # passes the eleven-test, and is not of this city
quirk = Quirks()

# Pages and order


@quirk("pageSize has no cap, and what is no size is a hundred", 6, 8, 9, 147)
async def _(oz: Zaaksysteem) -> None:
    sizes = {size: len((await oz.zaken(f"{BSN}={MANY}&pageSize={size}"))["results"]) for size in (1000, 0, -1, "abc")}
    assert sizes == {1000: 300, 0: 100, -1: 100, "abc": 100}


@quirk("next is whole, sorted and encoded; previous of the second page names none", 3, 4, 138)
async def _(oz: Zaaksysteem) -> None:
    page = await oz.zaken(f"{BSN}={MANY}&pageSize=10&page=2&expand=status,status.statustype")
    others = f"pageSize=10&{BSN}={MANY}"
    assert page["next"] == f"{ORIGIN}{ZAKEN}/zaken?expand=status%2Cstatus.statustype&page=3&{others}"
    assert page["previous"] == f"{ORIGIN}{ZAKEN}/zaken?expand=status%2Cstatus.statustype&{others}"


@quirk("behind the last page is nothing, not even a page", 5)
async def _(oz: Zaaksysteem) -> None:
    for page in (31, 0, "abc"):
        answer = await oz.ask(f"GET {ZAKEN}/zaken?{BSN}={MANY}&pageSize=10&page={page}")
        assert (answer.status_code, answer.json()["detail"]) == (404, "Ongeldige pagina.")


@quirk("a zaak that comes in between two pages moves what follows", 4)
async def _(oz: Zaaksysteem) -> None:
    first = await oz.search({BSN: MANY}, "pageSize=20")
    added = oz.city.dossiers.add_zaak(MANY)
    second = await oz.search({BSN: MANY}, "pageSize=20&page=2")
    assert second["results"][0]["uuid"] == first["results"][-1]["uuid"]
    assert (await oz.search({BSN: MANY}, "pageSize=1"))["results"][0]["identificatie"] == added.identificatie


@quirk("zaken come newest made first, not newest begun; ordering may have more keys", 1, 18)
async def _(oz: Zaaksysteem) -> None:
    begun = [zaak["startdatum"] for zaak in (await oz.zaken(f"{BSN}={MANY}"))["results"]]
    assert begun != sorted(begun, reverse=True)
    ordered = (await oz.search({BSN: MANY, "ordering": ["-startdatum", "identificatie"]}, "pageSize=300"))["results"]
    keys = [(-date.fromisoformat(zaak["startdatum"]).toordinal(), zaak["identificatie"]) for zaak in ordered]
    assert keys == sorted(keys) and len({key[0] for key in keys}) < 100


@quirk("zaken that are alike in what they are ordered by come in no order to lean on")
async def _(oz: Zaaksysteem) -> None:
    usual = [zaak["uuid"] for zaak in (await oz.search({BSN: MANY}, "pageSize=300"))["results"]]
    ordered = (await oz.search({BSN: MANY, "ordering": ["-startdatum"]}, "pageSize=300"))["results"]
    first_day = [zaak["uuid"] for zaak in ordered if zaak["startdatum"] == ordered[0]["startdatum"]]
    assert first_day != sorted(first_day, key=usual.index) and len(first_day) > 1


@quirk("documents of a zaak are a bare list", 80, 81)
async def _(oz: Zaaksysteem) -> None:
    uuid = oz.city.dossiers.uuid(Kind.ZAAK, oz.city.dossiers.of(MANY)[0])
    links = await oz.json(f"GET {ZAKEN}/zaakinformatieobjecten?zaak={ORIGIN}{ZAKEN}/zaken/{uuid}")
    assert isinstance(links, list) and isinstance(await oz.json(f"GET {ZAKEN}/zaakinformatieobjecten"), list)


@quirk("statussen come newest first, and one of them is the last set", 72, 76)
async def _(oz: Zaaksysteem) -> None:
    zaak = next(zaak for zaak in oz.city.dossiers.of(MANY) if len(zaak.statussen) > 3)
    line = f"GET {ZAKEN}/statussen?zaak={ORIGIN}{ZAKEN}/zaken/{oz.city.dossiers.uuid(Kind.ZAAK, zaak)}"
    statussen = (await oz.json(line))["results"]
    moments = [status["datumStatusGezet"] for status in statussen]
    assert moments == sorted(moments, reverse=True) and len(set(moments)) == len(zaak.statussen)
    assert [status["indicatieLaatstGezetteStatus"] for status in statussen] == [True] + [False] * (len(moments) - 1)
    assert (await oz.json(f"{line}&indicatieLaatstGezetteStatus=true"))["results"] == statussen[:1]


@quirk("statussen of no URL are refused, of somebody else's URL none", 74, 75, 150, 152)
async def _(oz: Zaaksysteem) -> None:
    uuid = oz.city.dossiers.uuid(Kind.ZAAK, oz.city.dossiers.of(MANY)[0])
    for zaak in ("", uuid):
        assert (await oz.ask(f"GET {ZAKEN}/statussen?zaak={zaak}")).status_code == 400
    assert (await oz.json(f"GET {ZAKEN}/statussen?zaak=https://elders.test/zaken/{uuid}"))["count"] == 0


@quirk("statustypen come in no order", 98)
async def _(oz: Zaaksysteem) -> None:
    zaaktype = CATALOGUE.current("BEZWAAR", oz.city.today)
    url = f"{ORIGIN}{CATALOGI}/zaaktypen/{zaaktype.uuid}"
    found = (await oz.json(f"GET {CATALOGI}/statustypen?zaaktype={url}"))["results"]
    numbers = [statustype["volgnummer"] for statustype in found]
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6] and numbers not in (sorted(numbers), sorted(numbers)[::-1])
    assert [statustype["isEindstatus"] for statustype in found if statustype["volgnummer"] == 6] == [True]


# What is expanded


@quirk("a path without its parent expands nothing, and _expand is always there", 1, 12)
async def _(oz: Zaaksysteem) -> None:
    orphans = "status.statustype,resultaat.resultaattype,rollen.roltype,eigenschappen.eigenschap"
    for query in ("", "&expand=", f"&expand={orphans}"):
        page = await oz.zaken(f"{BSN}={MANY}{query}")
        assert [zaak["_expand"] for zaak in page["results"]] == [{}] * 100


@quirk("a repeated expand is the last one; a body and a query are added up", 42, 148)
async def _(oz: Zaaksysteem) -> None:
    page = await oz.zaken(f"{BSN}={MANY}&expand=status&expand=zaaktype&pageSize=1")
    assert list(page["results"][0]["_expand"]) == ["zaaktype"]
    page = await oz.search({BSN: MANY, "expand": ["zaaktype"]}, "expand=rollen&pageSize=1")
    assert set(page["results"][0]["_expand"]) == {"zaaktype", "rollen"}


@quirk("what a zaak has none of is not in its _expand", 129, 133, 135, 136)
async def _(oz: Zaaksysteem) -> None:
    expand = ["status", "resultaat", "hoofdzaak", "deelzaken", "eigenschappen"]
    for zaak in (await oz.search({BSN: JAN, "expand": expand}))["results"]:
        assert set(zaak["_expand"]) == {name for name in expand if zaak[name]}


@quirk("an expand that is unknown is refused, also on a detail and of documents", 15, 16, 46, 79)
async def _(oz: Zaaksysteem) -> None:
    uuid = oz.city.dossiers.uuid(Kind.ZAAK, oz.city.dossiers.of(MANY)[0])
    for line in (
        f"/zaken?expand=status,zaakinformatieobjecten.informatieobject&{BSN}={JAN}",
        f"/zaken/{uuid}?expand=x",
    ):
        assert (await oz.ask(f"GET {ZAKEN}{line}")).json()["invalidParams"][0]["code"] == "invalid_choice"
    refused = await oz.ask(f"GET {ZAKEN}/rollen?expand=roltype")
    assert refused.json()["invalidParams"][0]["code"] == "unknown-parameters"


@quirk("expanding the kind of an eigenschap breaks the page that has one", 13, 14, 133, 134)
async def _(oz: Zaaksysteem) -> None:
    broken = "expand=eigenschappen,eigenschappen.eigenschap"
    answer = await oz.ask(f"GET {ZAKEN}/zaken?{BSN}={MANY}&{broken}")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert (await oz.ask(f"GET {ZAKEN}/zaken?{BSN}={MANY}&expand=eigenschappen")).status_code == 200
    without = f"{ORIGIN}{CATALOGI}/zaaktypen/{CATALOGUE.current('BEZWAAR', oz.city.today).uuid}"
    assert (await oz.zaken(f"{BSN}={MANY}&{broken}&zaaktype={without}"))["count"]


# Versions


@quirk("a detail has a strong ETag that knows nothing of expand; a list has none", 44, 45, 47, 48, 49)
async def _(oz: Zaaksysteem) -> None:
    line = f"GET {ZAKEN}/zaken/{oz.city.dossiers.uuid(Kind.ZAAK, oz.city.dossiers.of(MANY)[0])}"
    etag = (await oz.ask(line)).headers["etag"]
    assert etag.startswith('"') and (await oz.ask(f"{line}?expand=status")).headers["etag"] == etag
    for query in ("", "?expand=status"):
        assert (await oz.ask(line + query, headers={"If-None-Match": etag})).status_code == 304
    everything = await oz.ask(f"GET {ZAKEN}/zaken?{BSN}={JAN}", headers={"If-None-Match": etag})
    assert everything.status_code == 200 and "etag" not in everything.headers


@quirk("an ETag is sometimes stale for ever; laatstGemuteerd is not", 153, 155, 162, 163)
async def _(oz: Zaaksysteem) -> None:
    stale: Counter[bool] = Counter()
    for zaak in oz.city.dossiers.of(MANY)[:80]:
        if zaak.stage.ended:
            continue
        line = f"GET {ZAKEN}/zaken/{oz.city.dossiers.uuid(Kind.ZAAK, zaak)}"
        before = await oz.ask(line)
        oz.city.dossiers.add_status(zaak, zaak.zaaktype.statustypen[1].omschrijving)
        after = await oz.ask(line)
        assert before.json()["status"] != after.json()["status"]
        assert before.json()["laatstGemuteerd"] < after.json()["laatstGemuteerd"]
        again = await oz.ask(line, headers={"If-None-Match": before.headers["etag"]})
        assert (again.status_code == 304) is (before.headers["etag"] == after.headers["etag"])
        stale[again.status_code == 304] += 1
    assert 0 < stale[True] < stale[False]


@pytest.mark.parametrize("quirk", quirk.rows())
async def test_the_stand_in_plays(quirk: Quirk) -> None:
    await quirk.played()
