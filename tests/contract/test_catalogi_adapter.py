"""The catalogue adapter on the wire: shared, fetched once, bounded, forgotten in time."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.catalogi.adapter import CatalogiAdapter
from sources.catalogi.cache import TypeCache
from sources.catalogi.loaders import CatalogiLoaders
from sources.catalogi.records import InformatieObjectType, ResultaatType, StatusType, Type, ZaakType
from sources.core.errors import InvalidKey, RegistryError, RegistryInvalid, RegistryTooSlow, RegistryUnavailable
from sources.core.transport import Answer, Request
from tests.contract.wire import RUBBISH, Wire, always, json_answer, scope_of, upstream
from tests.shared import shared

KINDS: dict[str, type[Type]] = {
    "zaaktypen": ZaakType,
    "statustypen": StatusType,
    "resultaattypen": ResultaatType,
    "informatieobjecttypen": InformatieObjectType,
}
NONE: frozenset[str] = frozenset()
DOWN = Answer(503, {}, b"")


def url(number: int, kind: str = "statustypen") -> str:
    """As a zaak has it: at whatever host the zaak was asked."""
    return f"http://binnen:8000/catalogi/api/v1/{kind}/{UUID(int=number, version=4)}"


def type_(number: int, kind: str = "statustypen", **other: Any) -> dict[str, Any]:
    of = {} if kind == "zaaktypen" else {"zaaktype": url(number // 10, "zaaktypen")}
    return {"url": url(number, kind), "omschrijving": f"type {number}", "statustekst": "", "volgnummer": 1} | of | other


class Catalogue:
    """A catalogue with these types, that pages and gives details as the real one does."""

    def __init__(self, types: dict[str, list[dict[str, Any]]], seconds: float = 0.0, largest: int = 500) -> None:
        self.types, self.largest = types, largest
        self.instead: dict[str, Answer] = {}  # what is answered at a path, whatever is there
        self.wire = Wire(self.answer, seconds)

    def answer(self, request: Request) -> Answer:
        assert request.method == "GET" and request.body is None
        if request.path in self.instead:
            return self.instead[request.path]
        _, kind, *rest = request.path.split("/")
        rows = self.types[kind]
        if rest:
            found = [row for row in rows if row["url"].endswith(rest[0])]
            return json_answer(found[0]) if found else json_answer({"code": "not_found"}, 404)
        query = dict(request.query)
        assert query["status"] == "alles"  # old versions and drafts: a zaak may have any
        number = int(query["page"])
        at, to = (number - 1) * self.largest, number * self.largest
        return json_answer({"count": len(rows), "next": "more" if rows[to:] else None, "results": rows[at:to]})

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.wire.requests]


def adapter(catalogue: Catalogue, **settings: Any) -> CatalogiAdapter:
    return CatalogiAdapter(upstream("catalogi", catalogue.wire), **settings)


async def one(catalogi: CatalogiAdapter, number: int, seconds: float = 5.0) -> StatusType | RegistryError:
    return (await catalogi.typen(scope_of(seconds), StatusType, [url(number)], 1))[url(number)]


async def test_twenty_cold_types_are_one_call_and_none_when_warm() -> None:
    catalogue = Catalogue({"statustypen": [type_(number) for number in range(60)]})
    catalogi, scope = adapter(catalogue), scope_of()
    loader = CatalogiLoaders(catalogi, scope).statustypen
    assert loader.known(url(3)) is None
    types = await loader.load_many([(url(number), NONE) for number in range(20)])
    assert [record.omschrijving for record in types if record] == [f"type {number}" for number in range(20)]
    assert [(call.operation, call.wave) for call in scope.calls] == [("GET /statustypen", 1)]

    later = scope_of()
    warm = CatalogiLoaders(catalogi, later).statustypen
    assert warm.known(url(59)) is not None  # came along, and answers without waiting
    assert warm.load((url(7), NONE)).done()
    await warm.load_many([(url(number), NONE) for number in range(60)])
    assert later.calls == [] and len(catalogue.asked) == 1


async def test_each_kind_has_a_list_of_its_own() -> None:
    catalogue = Catalogue({kind: [type_(number, kind) for number in range(3)] for kind in KINDS})
    loaders = CatalogiLoaders(adapter(catalogue), scope_of())
    assert type(await loaders.zaaktypen.load((url(1, "zaaktypen"), NONE))) is ZaakType
    assert type(await loaders.resultaattypen.load((url(1, "resultaattypen"), NONE))) is ResultaatType
    assert (
        type(await loaders.informatieobjecttypen.load((url(1, "informatieobjecttypen"), NONE))) is InformatieObjectType
    )
    assert catalogue.asked == ["/zaaktypen", "/resultaattypen", "/informatieobjecttypen"]
    assert loaders.statustypen.known(url(1, "zaaktypen")) is None


async def test_who_come_at_the_same_time_wait_for_one_fetch() -> None:
    catalogue = Catalogue({"statustypen": [type_(1)]}, seconds=0.01)
    catalogi = adapter(catalogue)
    found = await asyncio.gather(*(one(catalogi, 1) for _ in range(50)))
    assert len({id(record) for record in found}) == 1 and isinstance(found[0], StatusType)
    assert catalogue.asked == ["/statustypen"]


async def test_a_type_that_is_not_in_the_list_is_read_alone_and_once() -> None:
    catalogue = Catalogue({"statustypen": []}, seconds=0.01)
    catalogi = adapter(catalogue)
    await one(catalogi, 5)
    catalogue.types["statustypen"].append(type_(5))
    found = await asyncio.gather(*(one(catalogi, 5) for _ in range(9)))
    assert all(isinstance(record, StatusType) for record in found)
    assert catalogue.asked == ["/statustypen", *[f"/statustypen/{UUID(int=5, version=4)}"] * 2]


async def test_a_failure_is_not_kept() -> None:
    catalogue = Catalogue({"statustypen": [type_(1)]})
    catalogi = adapter(catalogue)
    detail = f"/statustypen/{UUID(int=1, version=4)}"
    catalogue.instead = {"/statustypen": DOWN, detail: DOWN}
    assert isinstance(await one(catalogi, 1), RegistryUnavailable)
    catalogue.instead = {"/statustypen": DOWN}
    assert isinstance(await one(catalogi, 1), StatusType)
    assert catalogue.asked == ["/statustypen", detail, detail]


@pytest.mark.parametrize(
    ("answer", "left_for"), [(Answer(503, {}, b""), 15.0), (json_answer({"results": "geen"}), 25.0)]
)
async def test_a_list_that_cannot_be_had_is_left_for_a_while(answer: Answer, left_for: float) -> None:
    now = [0.0]
    catalogue = Catalogue({"statustypen": [type_(number) for number in range(9)]})
    catalogue.instead["/statustypen"] = answer
    catalogi = adapter(catalogue, ttl=100.0, clock=lambda: now[0])
    for number, moment in ((1, 0.0), (2, left_for - 1.0)):
        now[0] = moment
        assert isinstance(await one(catalogi, number), StatusType)
    assert catalogue.asked.count("/statustypen") == 1
    now[0] = left_for
    catalogue.instead.clear()
    assert isinstance(await one(catalogi, 3), StatusType)
    assert catalogue.asked.count("/statustypen") == 2
    assert catalogi.known(StatusType, url(8)) is not None


async def test_a_long_list_is_read_so_far_and_no_further() -> None:
    catalogue = Catalogue({"statustypen": [type_(number) for number in range(50)]}, largest=10)
    catalogi = adapter(catalogue)
    scope = scope_of()
    found = await catalogi.typen(scope, StatusType, [url(3), url(45)], 1)
    assert all(isinstance(record, StatusType) for record in found.values())
    assert catalogue.asked == ["/statustypen"] * 4 + [f"/statustypen/{UUID(int=45, version=4)}"]
    assert [call.operation for call in scope.calls] == ["GET /statustypen"] * 4 + ["GET /statustypen/{uuid}"]


async def test_types_are_bounded_and_the_least_used_goes_first() -> None:
    catalogue = Catalogue({"statustypen": [type_(number) for number in range(30)]})
    catalogi = adapter(catalogue, capacity=10)
    found = await catalogi.typen(scope_of(), StatusType, [url(number) for number in range(30)], 1)
    assert all(isinstance(record, StatusType) for record in found.values())
    kept = [number for number in range(30) if catalogi.known(StatusType, url(number))]
    assert kept == list(range(20, 30)) and catalogue.asked == ["/statustypen"]


def test_a_type_that_is_used_stays() -> None:
    cache = TypeCache(10.0, 2)
    first, second, third = (StatusType(url=url(number)) for number in range(3))
    for step in (first, second):
        cache.put(step)
    cache.get(first.uuid)
    cache.put(third)
    assert [cache.get(record.uuid) for record in (first, second, third)] == [first, None, third]


@given(st.lists(st.tuples(st.sampled_from(["put", "get", "forget", "wait"]), st.integers(1, 8)), max_size=60))
@settings(max_examples=60, deadline=None)
def test_the_cache_is_the_latest_used_fresh_types_and_no_more(steps: list[tuple[str, int]]) -> None:
    now = [0.0]
    cache = TypeCache(10.0, 4, lambda: now[0])
    model: dict[str, float] = {}  # in order of use: when each goes out of date
    for step, number in steps:
        record = StatusType(url=url(number))
        if step == "wait":
            now[0] += number
        elif step == "put":
            cache.put(record)
            model.pop(record.uuid, None)
            model[record.uuid] = now[0] + 10.0
            while len(model) > 4:
                del model[next(iter(model))]
        elif step == "forget":
            cache.forget(record.uuid)
            model.pop(record.uuid, None)
        else:
            until = model.pop(record.uuid, 0.0)
            fresh = until > now[0]
            assert (cache.get(record.uuid) is not None) == fresh
            if fresh:
                model[record.uuid] = until
        assert len(cache) == len(model) <= 4


async def test_types_go_out_of_date() -> None:
    now = [0.0]
    catalogue = Catalogue({"statustypen": [type_(1)]})
    catalogi = adapter(catalogue, ttl=60.0, clock=lambda: now[0])
    await one(catalogi, 1)
    now[0] = 59.0
    assert catalogi.known(StatusType, url(1)) is not None
    now[0] = 60.0
    assert catalogi.known(StatusType, url(1)) is None
    catalogue.types["statustypen"] = [type_(1, omschrijving="nieuw")]
    found = await one(catalogi, 1)
    assert isinstance(found, StatusType) and found.omschrijving == "nieuw"


async def test_a_changed_zaaktype_takes_its_statustypen_along_and_no_others() -> None:
    kinds = {"statustypen": [type_(number) for number in range(10, 30)], "zaaktypen": [type_(1, "zaaktypen")]}
    catalogi = adapter(Catalogue(kinds))
    await catalogi.typen(scope_of(), ZaakType, [url(1, "zaaktypen")], 1)
    await one(catalogi, 10)
    catalogi.forget(url(1, "zaaktypen").replace("binnen:8000", "buiten.example"))
    assert catalogi.known(ZaakType, url(1, "zaaktypen")) is None
    assert catalogi.known(StatusType, url(12)) is None
    assert catalogi.known(StatusType, url(22)) is not None


async def test_after_a_change_the_list_is_read_again_and_not_type_by_type() -> None:
    catalogue = Catalogue({"statustypen": [type_(number) for number in range(10, 20)]})
    catalogi = adapter(catalogue)
    await one(catalogi, 10)
    catalogi.forget(url(1, "zaaktypen"))
    await catalogi.typen(scope_of(), StatusType, [url(number) for number in range(10, 20)], 1)
    assert catalogue.asked == ["/statustypen", "/statustypen"]


async def test_what_changed_while_it_was_on_its_way_is_given_but_not_kept() -> None:
    catalogi = adapter(Catalogue({"statustypen": [type_(1)]}, seconds=0.02))
    waiting = asyncio.create_task(one(catalogi, 1))
    await asyncio.sleep(0.01)
    catalogi.forget(url(1))
    assert isinstance(await waiting, StatusType)
    assert catalogi.known(StatusType, url(1)) is None


async def test_who_has_no_time_left_leaves_and_the_fetch_goes_on() -> None:
    catalogue = Catalogue({"statustypen": [type_(1)]}, seconds=0.05)
    catalogi = adapter(catalogue)
    hasty, patient = await asyncio.gather(one(catalogi, 1, seconds=0.01), one(catalogi, 1))
    assert isinstance(hasty, RegistryTooSlow) and isinstance(patient, StatusType)
    assert catalogue.asked == ["/statustypen"]
    assert isinstance(await one(catalogi, 1, seconds=-1.0), StatusType)  # what is known needs no time


async def test_who_is_cancelled_does_not_take_the_others_along() -> None:
    catalogi = adapter(Catalogue({"statustypen": [type_(1)]}, seconds=0.02))
    first, second = (asyncio.create_task(one(catalogi, 1)) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()
    assert isinstance(await second, StatusType) and first.cancelled()


async def test_known_types_are_given_when_the_rest_cannot_be_had() -> None:
    catalogue = Catalogue({"statustypen": [type_(1)]}, seconds=0.02)
    catalogi = adapter(catalogue)
    await one(catalogi, 1)
    found = await catalogi.typen(scope_of(0.005), StatusType, [url(1), url(2)], 1)
    assert isinstance(found[url(1)], StatusType) and isinstance(found[url(2)], RegistryTooSlow)


@pytest.mark.parametrize("end", ["", "x", "../zaaktypen", "0", "ffffffff-ffff-4fff-8fff-ffffffffffff?x=1"])
async def test_a_url_without_a_uuid_is_not_asked(end: str) -> None:
    catalogue = Catalogue({"statustypen": []})
    address = f"http://elsewhere.example/statustypen/{end}"
    found = await adapter(catalogue).typen(scope_of(), StatusType, [address], 1)
    assert isinstance(found[address], InvalidKey)
    assert catalogue.asked == ["/statustypen"]


async def test_a_url_is_never_followed() -> None:
    catalogue = Catalogue({"statustypen": [type_(1)]})
    catalogue.instead = {"/statustypen": DOWN}
    address = f"http://169.254.169.254/latest/{UUID(int=1, version=4)}"
    assert isinstance((await adapter(catalogue).typen(scope_of(), StatusType, [address], 1))[address], StatusType)
    assert catalogue.asked == ["/statustypen", f"/statustypen/{UUID(int=1, version=4)}"]


async def test_another_type_than_was_asked_does_not_get_through() -> None:
    wire = Wire(lambda request: json_answer(type_(2)) if request.path.count("/") > 1 else Answer(503, {}, b""))
    catalogi = CatalogiAdapter(upstream("catalogi", wire))
    assert isinstance(await one(catalogi, 1), RegistryInvalid)
    assert catalogi.known(StatusType, url(1)) is None and catalogi.known(StatusType, url(2)) is None


async def test_one_malformed_type_does_not_fail_the_list() -> None:
    catalogue = Catalogue({"statustypen": [type_(1), type_(2, volgnummer="twee"), type_(3)]})
    found = await adapter(catalogue).typen(scope_of(), StatusType, [url(1), url(2), url(3)], 1)
    assert isinstance(found[url(1)], StatusType) and isinstance(found[url(3)], StatusType)
    assert isinstance(found[url(2)], RegistryInvalid)


@pytest.mark.parametrize("kind", RUBBISH)
async def test_rubbish_is_a_named_failure(kind: str) -> None:
    answer, name = RUBBISH[kind]
    loader = CatalogiLoaders(CatalogiAdapter(upstream("catalogi", always(answer))), scope_of()).statustypen
    (error,) = await asyncio.gather(loader.load((url(1), NONE)), return_exceptions=True)
    assert type(error).__name__ == name
    assert isinstance(error, RegistryError) and error.registry == "catalogi"


async def test_there_is_nobody_to_find_here() -> None:
    catalogue = Catalogue({})
    assert await adapter(catalogue).canary(scope_of(), "999990019") is True
    assert catalogue.asked == []


@pytest.mark.parametrize("kind", KINDS)
async def test_every_recorded_list_of_types_is_read_whole(kind: str) -> None:
    read = 0
    for file in sorted(shared("recorded/openzaak").glob("*.json")):
        exchange = json.loads(file.read_text())
        path = exchange["request"]["line"].partition("/catalogi/api/v1")[2].partition("?")[0]
        body = exchange["body"]
        if exchange["status"] != 200 or not isinstance(body, dict) or not path.startswith(f"/{kind}"):
            continue
        rows = body.get("results", [body])
        answers = {"results": rows, "count": len(rows), "next": None}
        wire = always(json_answer(answers))
        found = await CatalogiAdapter(upstream("catalogi", wire)).typen(
            scope_of(), KINDS[kind], [row["url"] for row in rows], 1
        )
        assert len(wire.requests) == (1 if rows else 0)
        for row in rows:
            record = found[row["url"]]
            assert isinstance(record, KINDS[kind]) and record.omschrijving == row["omschrijving"]
            assert record.toelichting == (row.get("toelichting") or None)
            read += 1
    assert read >= 2
