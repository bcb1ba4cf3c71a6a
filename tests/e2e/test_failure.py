"""A registry that fails: its fields are null with a typed error, the rest is served, within the deadline."""

import asyncio
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import sources
from tests.faults import Fault, answers, only, slow, spoilt, spoilt_json
from tests.workbench import Answered, bsn_of, workbench

# Who is logged in is known without the registry of persons, so the aanvragen are served without it too.
DOCUMENT = """{
  sessie { rol }
  mij { burgerservicenummer
    naam { volledigeNaam } leeftijd adres { regels } kinderen { persoon { adres { regels } } }
    aanvragen(eerste: 3) { heeftVolgende knopen {
    nummer titel soort { naam } status { naam sinds } resultaat { naam }
    statushistorie { naam sinds } documenten { knopen { titel soort } } } } }
}"""
REGISTRIES = ("brp", "zaken", "catalogi", "documenten")
JSON, HTML = "application/json", "text/html; charset=utf-8"
PAGE = b"<!DOCTYPE html><html><body><h1>Server error</h1></body></html>"
TIMEOUT, DEADLINE = 0.25, 2.0
AWAY, LATE, INVALID = "BRON_NIET_BESCHIKBAAR", "BRON_TE_TRAAG", "BRON_ONGELDIG"
KNOOP = r"mij\.aanvragen\.knopen\.\d+"
NAMES = r"(soort|status\.naam|resultaat\.naam|statushistorie\.\d+\.naam|documenten\.knopen\.\d+\.soort)"
# What of the document a registry answers for: there, and nowhere else, stands the error.
ANSWERS_FOR = {
    "brp": r"mij\.(naam|leeftijd|adres|kinderen)",
    "zaken": r"mij\.aanvragen",
    "catalogi": rf"{KNOOP}\.{NAMES}",
    "documenten": rf"{KNOOP}\.documenten",
}
NAMES_OF = {registry.name: registry.dutch for registry in sources.REGISTRIES}
WRONG_TYPE = {"brp": ("leeftijd", "oud"), "zaken": ("omschrijving", 7), "catalogi": ("omschrijving", []),
              "documenten": ("titel", {})}  # fmt: skip


def wrong_types(registry: str) -> Fault:
    """Each row has a value of another type than the contract says, in a field that is no key."""
    name, value = WRONG_TYPE[registry]

    def change(body: Any) -> Any:
        rows = body.get("personen", body.get("results", [body]))
        for row in rows:
            assert name in row, "the fault must hit what is asked"
            row[name] = value
        return body

    return spoilt_json(change)


FAULTS: dict[str, tuple[Fault, str]] = {
    "broken off": (answers(200, JSON, b"no gzip", content_encoding="gzip"), AWAY),
    "503 JSON": (answers(503, "application/problem+json", b'{"status": 503}'), AWAY),
    "500 HTML": (answers(500, HTML, PAGE), AWAY),
    "401": (answers(401, JSON, b"{}"), AWAY),
    "403": (answers(403, JSON, b'{"code": "permission_denied"}'), AWAY),
    "429": (answers(429, JSON, b"{}", retry_after="60"), AWAY),
    "302": (answers(302, HTML, b"", location="https://inloggen.example/"), INVALID),
    "404": (answers(404, JSON, b'{"code": "not_found"}'), INVALID),
    "404 HTML": (answers(404, HTML, PAGE), INVALID),
    "200 HTML": (answers(200, HTML, PAGE), INVALID),
    "HTML that says it is JSON": (answers(200, JSON, PAGE), INVALID),
    "another JSON": (answers(200, JSON, b'{"results": 5, "personen": {"a": [1]}, "count": "x", "url": null}'), INVALID),
    "empty JSON": (answers(200, JSON, b"{}"), INVALID),
    "null": (answers(200, JSON, b"null"), INVALID),
    "deep JSON": (answers(200, JSON, b'{"personen":' * 1_000 + b"[" * 200_000), INVALID),
    "no text": (answers(200, JSON, b'{"personen": ["\xff\xfe"], "results": ["\xff\xfe"]}'), INVALID),
    "truncated JSON": (spoilt(lambda body: body[: len(body) * 2 // 3]), INVALID),
    "empty body": (answers(200, JSON, b""), INVALID),
    "no content": (answers(204, JSON, b""), INVALID),
}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The answer when nothing fails; the city is the same for every service."""

    async def ask() -> Answered:
        async with workbench(tmp_path_factory.mktemp("healthy"), deadline=30) as bench:
            return await bench.ask("jan", DOCUMENT)

    answer = asyncio.run(ask())
    assert answer.status == 200 and "errors" not in answer.body
    assert {wire.registry for wire in answer.wires} == set(REGISTRIES)
    yield answer.data


def places(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every place in an answer that holds something, with its path."""
    if at and value is not None:
        yield at, value
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inside:
        yield from places(each, f"{at}.{step}" if at else str(step))


def answered_for(healthy: Any, faults: Mapping[str, tuple[str, str]], told: set[str]) -> dict[str, tuple[str, str]]:
    """Where errors must stand: for each registry the pattern of its places and the code; not below another error.

    An empty list of documents may be one of which nothing may be shown: that can fail too, if it was `told`.
    """
    hit = {
        path: (registry, code)
        for registry, (pattern, code) in faults.items()
        for path, value in places(healthy)
        if re.fullmatch(pattern, path) and (value not in ([], {"knopen": []}) or path in told)
    }
    return {path: each for path, each in hit.items() if not any(path.startswith(f"{other}.") for other in hit)}


def without(value: Any, nulled: set[str], at: str = "") -> Any:
    """A healthy answer with null at these places and nothing else changed."""
    if at in nulled:
        return None
    if isinstance(value, dict):
        return {name: without(each, nulled, f"{at}.{name}" if at else name) for name, each in value.items()}
    if isinstance(value, list):
        return [without(each, nulled, f"{at}.{index}") for index, each in enumerate(value)]
    return value


def check(answer: Answered, healthy: Any, faults: Mapping[str, tuple[str, str]]) -> None:
    """Exactly the places of these registries are null, each with its error, and the rest is as it was."""
    assert answer.status == 200
    errors = {".".join(map(str, error["path"])): error for error in answer.body.get("errors", ())}
    assert len(errors) == len(answer.body.get("errors", ())), "one error for each place"
    expected = answered_for(healthy, faults, set(errors))
    assert set(errors) == set(expected)
    for path, (registry, code) in expected.items():
        assert set(errors[path]) == {"message", "locations", "path", "extensions"}
        assert errors[path]["extensions"] == {"code": code, "opnieuw": code != INVALID, "bron": registry}
        assert NAMES_OF[registry] in errors[path]["message"]
    assert answer.data == without(healthy, set(expected)), "null where it failed, and the rest as it was"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("registry", REGISTRIES)
async def test_a_registry_that_fails_takes_nothing_with_it(
    registry: str, fault: str, healthy: Any, tmp_path: Path
) -> None:
    failing, code = FAULTS[fault]
    async with workbench(tmp_path) as bench:
        bench.tap.faults[registry] = failing
        answer = await bench.ask("jan", DOCUMENT)
    check(answer, healthy, {registry: (ANSWERS_FOR[registry], code)})


@pytest.mark.parametrize("registry", REGISTRIES)
async def test_a_row_of_wrong_types_is_the_error_of_that_row(registry: str, healthy: Any, tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        bench.tap.faults[registry] = wrong_types(registry)
        answer = await bench.ask("jan", DOCUMENT)
    check(answer, healthy, {registry: (KNOOP if registry == "zaken" else ANSWERS_FOR[registry], INVALID)})


async def test_a_document_that_cannot_be_read_does_not_take_the_others_with_it(healthy: Any, tmp_path: Path) -> None:
    where, title = next(
        (f"mij.aanvragen.knopen.{at}.documenten.knopen.{place}", document["titel"])
        for at, knoop in enumerate(healthy["mij"]["aanvragen"]["knopen"])
        for place, document in enumerate(knoop["documenten"]["knopen"])
        if len(knoop["documenten"]["knopen"]) > 1
    )

    def one(body: Any) -> Any:
        for row in body["results"]:
            if row["titel"] == title:
                row["creatiedatum"] = "gisteren"
        return body

    async with workbench(tmp_path) as bench:
        bench.tap.faults["documenten"] = spoilt_json(one)
        answer = await bench.ask("jan", DOCUMENT)
    check(answer, healthy, {"documenten": (re.escape(where), INVALID)})


@pytest.mark.parametrize("registry", REGISTRIES)
async def test_a_registry_slower_than_its_time_is_not_waited_for(registry: str, healthy: Any, tmp_path: Path) -> None:
    async with workbench(tmp_path, deadline=DEADLINE, registries={registry: {"timeout": TIMEOUT}}) as bench:
        bench.tap.faults[registry] = slow(60)
        started = time.monotonic()
        answer = await bench.ask("jan", DOCUMENT)
        lasted = time.monotonic() - started
    check(answer, healthy, {registry: (ANSWERS_FOR[registry], LATE)})
    assert TIMEOUT <= lasted < DEADLINE


@pytest.mark.parametrize("registry", REGISTRIES)
async def test_a_registry_slower_than_the_operation_ends_with_it(registry: str, healthy: Any, tmp_path: Path) -> None:
    async with workbench(tmp_path, deadline=DEADLINE / 2) as bench:
        bench.tap.faults[registry] = slow(60)
        started = time.monotonic()
        answer = await bench.ask("jan", DOCUMENT)
        lasted = time.monotonic() - started
    check(answer, healthy, {registry: (ANSWERS_FOR[registry], LATE)})
    assert DEADLINE / 2 <= lasted < DEADLINE, "the deadline, and the time to write the answer on a busy machine"


async def test_all_at_once_and_slow_still_end_within_the_deadline(healthy: Any, tmp_path: Path) -> None:
    async with workbench(tmp_path, deadline=DEADLINE / 2) as bench:
        bench.tap.faults.update(dict.fromkeys(REGISTRIES, slow(60)))
        started = time.monotonic()
        answer = await bench.ask("jan", DOCUMENT)
        lasted = time.monotonic() - started
        assert len(answer.wires) == 2, "the person and the aanvragen; nothing that waits for these"
    check(answer, healthy, {registry: (pattern, LATE) for registry, pattern in ANSWERS_FOR.items()})
    assert DEADLINE / 2 <= lasted < DEADLINE


@given(st.dictionaries(st.sampled_from(REGISTRIES), st.sampled_from(sorted(FAULTS)), min_size=2))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@example(dict.fromkeys(REGISTRIES, "503 JSON"))
@example({"brp": "empty body", "zaken": "500 HTML"})
@example({"catalogi": "404", "documenten": "403"})
def test_several_that_fail_at_once_fail_each_in_its_own_place(
    healthy: Any, tmp_path_factory: pytest.TempPathFactory, failing: dict[str, str]
) -> None:
    async def ask() -> Answered:
        async with workbench(tmp_path_factory.getbasetemp()) as bench:
            bench.tap.faults.update((registry, FAULTS[fault][0]) for registry, fault in failing.items())
            return await bench.ask("jan", DOCUMENT)

    faults = {registry: (ANSWERS_FOR[registry], FAULTS[fault][1]) for registry, fault in failing.items()}
    check(asyncio.run(ask()), healthy, faults)


# Over the network


@pytest.mark.parametrize("transport", ["pyreqwest", "httpx"])
@pytest.mark.parametrize("registry", REGISTRIES)
async def test_a_registry_whose_port_is_closed_takes_nothing_with_it(
    registry: str, transport: str, healthy: Any, tmp_path: Path
) -> None:
    async with workbench(tmp_path, over_http=[registry], transport=transport) as bench:
        assert (await bench.states())[registry] == "ok"
        await bench.hang_up(registry)
        started = time.monotonic()
        answer = await bench.ask("jan", DOCUMENT)
        lasted = time.monotonic() - started
    check(answer, healthy, {registry: (ANSWERS_FOR[registry], AWAY)})
    assert lasted < DEADLINE


@pytest.mark.parametrize("transport", ["pyreqwest", "httpx"])
async def test_registries_over_the_network_fail_as_those_in_process(
    transport: str, healthy: Any, tmp_path: Path
) -> None:
    slowly = {"documenten": {"timeout": 2 * TIMEOUT}}
    async with workbench(tmp_path, over_http=REGISTRIES, transport=transport, registries=slowly) as bench:
        assert (await bench.ask("jan", DOCUMENT)).body == {"data": healthy}
        bench.tap.faults |= {"brp": answers(500, HTML, PAGE), "documenten": slow(1)}
        answer = await bench.ask("jan", DOCUMENT)
    check(answer, healthy, {"brp": (ANSWERS_FOR["brp"], AWAY), "documenten": (ANSWERS_FOR["documenten"], LATE)})


# A part of what a registry does


async def test_a_call_that_fails_takes_no_other_call_of_its_registry_with_it(healthy: Any, tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        bench.tap.faults["brp"] = only(
            lambda path, body: bsn_of("jan") not in body["burgerservicenummer"], FAULTS["503 JSON"][0]
        )
        answer = await bench.ask("jan", DOCUMENT)
        check(answer, healthy, {"brp": (r"mij\.kinderen\.\d+\.persoon\.adres", AWAY)})
    async with workbench(tmp_path) as bench:
        bench.tap.faults["zaken"] = only(lambda path, body: path.endswith("/statussen"), FAULTS["200 HTML"][0])
        answer = await bench.ask("jan", DOCUMENT)
        check(answer, healthy, {"zaken": (rf"{KNOOP}\.statushistorie", INVALID)})


async def test_of_fifty_persons_only_those_of_the_call_that_failed_are_missing(tmp_path: Path) -> None:
    query = "query ($bsns: [String!]!) { personen(burgerservicenummers: $bsns) { naam { volledigeNaam } } }"
    async with workbench(tmp_path) as bench:
        bsns = [bench.city.bsn(100 + 7 * number) for number in range(50)]
        whole = await bench.ask("dienst", query, bsns=bsns)
        bench.tap.faults["brp"] = only(
            lambda path, body: bsns[25] in body["burgerservicenummer"], FAULTS["truncated JSON"][0]
        )
        answer = await bench.ask("dienst", query, bsns=bsns)
    missing = {f"personen.{place}.naam" for place in range(20, 40)}
    assert answer.codes == dict.fromkeys(missing, INVALID)
    assert answer.data == without(whole.data, missing)


async def test_a_registry_that_keeps_failing_is_left_alone_and_the_rest_is_served_as_before(
    healthy: Any, tmp_path: Path
) -> None:
    """The breaker opens: the answer stays what it was, and the registry is no longer asked."""
    async with workbench(tmp_path) as bench:
        bench.tap.faults["brp"] = FAULTS["503 JSON"][0]
        asked = []
        for _ in range(24):
            answer = await bench.ask("jan", "{ mij { burgerservicenummer leeftijd } }")
            assert answer.codes == {"mij.leeftijd": AWAY} and answer.data["mij"]["burgerservicenummer"]
            asked.append(len(answer.wires))
        assert asked == [1] * 20 + [0] * 4
        check(await bench.ask("jan", DOCUMENT), healthy, {"brp": (ANSWERS_FOR["brp"], AWAY)})


async def test_the_error_speaks_the_language_that_was_asked(tmp_path: Path) -> None:
    async with workbench(tmp_path) as bench:
        bench.tap.faults["zaken"] = FAULTS["503 JSON"][0]
        headers = {"authorization": f"Bearer {bench.token('jan')}"}
        body = {"query": "{ mij { aanvragen { heeftVolgende } } }"}
        dutch = await bench.post(body, headers)
        english = await bench.post(body, headers | {"accept-language": "en"})
    assert dutch.body["errors"][0]["message"] == "De bron Aanvragen is nu niet beschikbaar."
    assert english.body["errors"][0]["message"] == "The source Requests is not available now."


# An edge whose record fails, and one whose does not


async def test_what_needs_the_record_of_a_person_falls_with_it_and_the_rest_of_the_document_does_not(
    tmp_path: Path,
) -> None:
    async with workbench(tmp_path) as bench:
        bench.tap.faults["brp"] = FAULTS["503 JSON"][0]
        answer = await bench.ask("jan", "{ sessie { rol } mij { naam { volledigeNaam } } }")
        assert answer.data == {"sessie": {"rol": "INWONER"}, "mij": {"naam": None}}
        assert answer.codes == {"mij.naam": AWAY}
        together = await bench.ask("jan", "{ mij { leeftijd aanvragen { knopen { nummer status { naam } } } } }")
        assert together.codes == {"mij.leeftijd": AWAY} and together.data["mij"]["aanvragen"]["knopen"]
        agent = await bench.ask(
            "agnes",
            "mutation ($bsn: String!) { startKlantcontact(wie: { burgerservicenummer: $bsn }, doel: OVERIG, "
            "verificatie: CONTROLEVRAGEN) { doel persoon { leeftijd } } }",
            bsn=bsn_of("jan"),
        )
        assert agent.data == {"startKlantcontact": None}, "no dossier is opened unseen"
        assert agent.codes == {"startKlantcontact": AWAY}
