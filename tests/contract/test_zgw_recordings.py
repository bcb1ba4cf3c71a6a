"""The ZGW stand-ins answer what was recorded as Open Zaak did: status, media type, shape, and words of refusal."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sources.city import PERSONAS, City
from sources.city.catalogue import CATALOGUE
from sources.city.dossiers import Dossiers, Kind
from sources.city.zaken import Zaak
from tests.contract.openzaak import Recording, Zaaksysteem, differences, token
from tests.shared import SHARED, shared

CITY = City(2026, date(2026, 11, 23))
FOLDER = "recorded/openzaak"
# What the stand-ins do not do: writing, and resources that nobody of ours reads.
LEFT_OUT = {
    *(71, 87, 88, 92, 103, 106, 107, 111, 115, 116, 117, 118, 119, 120, 121, 122, 123),
    *(154, 156, 157, 158, 160),
    *(155, 161, 162, 163),  # what came after a write; the quirk about stale ETags plays it
}
_DEPARTMENT = "organisatorische_eenheid"
MANY = next(persona for persona in PERSONAS if persona.case == "veel-zaken")


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def _names() -> list[str]:
    names = [file.stem for file in (SHARED / FOLDER).glob("*.json") if _number(file.stem) not in LEFT_OUT]
    return sorted(names, key=_number) or ["01-zaken-bsn1"]


def _one(dossiers: Dossiers, identificatie: str) -> Zaak:
    """A zaak of this kind that has everything a zaak can have."""
    return next(
        zaak
        for zaak in dossiers.of(MANY.bsn)
        if zaak.zaaktype.identificatie == identificatie and zaak.stage == "afgehandeld" and len(zaak.documenten) > 1
    )


def _bsn_of_one(city: City) -> str:
    """Somebody with one zaak, that nobody else has a rol in."""
    bsns = (city.bsn(index) for index in range(len(city)))
    return next(bsn for bsn in bsns if [len(zaak.rollen) for zaak in city.dossiers.of(bsn)] == [1])


def _theirs_to_ours(city: City) -> dict[str, str]:
    """Their BSNs and uuids, and which of ours stand for them."""
    dossiers = city.dossiers
    parking, objection = _one(dossiers, "PARK-BEW"), _one(dossiers, "BEZWAAR")
    types = {zaaktype.identificatie: zaaktype.uuid for zaaktype in reversed(CATALOGUE.zaaktypen)}
    return {
        "999993653": MANY.bsn,
        "999990408": PERSONAS[0].bsn,
        "999993847": _bsn_of_one(city),
        "999992223": PERSONAS[1].bsn,
        "999990019": "111222333",
        "080c8941-6af3-421e-bffa-54dda97a47d0": dossiers.uuid(Kind.ZAAK, parking),
        "1f396643-11ec-4641-b19c-a212b38c211c": dossiers.uuid(Kind.ZAAK, parking),
        "9256d15a-90e6-41b1-b834-aeba152cc9dd": dossiers.uuid(Kind.ZAAK, objection),
        "c0180946-8a7f-4ab5-b12b-9ca5a2748808": dossiers.uuid(Kind.STATUS, parking, 0),
        "340386ec-f9d6-418a-93de-95edc1117234": dossiers.uuid(Kind.INFORMATIEOBJECT, parking, 0),
        "463e1279-5e67-48be-bef5-bc665b85814a": types["PARK-BEW"],
        "598b897d-8231-4575-94b8-1fd6385c62c1": types["BEZWAAR"],
        "d2948e0e-2d67-4121-b603-4b9ff683eb45": next(
            one.uuid for one in CATALOGUE.all("besluittypen") if "BEZWAAR" in one.zaaktypen
        ),
        "ZAAK-2025-0000000001": parking.identificatie,
    }


def _without_departments(told: Any) -> Any:
    """An answer without the rollen of departments, of which the recorded registry had none."""
    if isinstance(told, dict):
        return {key: _without_departments(value) for key, value in told.items()}
    if not isinstance(told, list):
        return told
    shown = [row for row in told if not (isinstance(row, dict) and row.get("betrokkeneType") == _DEPARTMENT)]
    return [_without_departments(row) for row in shown]


OURS = _theirs_to_ours(CITY)
AUTHORIZATIONS: dict[int, Callable[[], str]] = {
    56: lambda: f"Bearer {token(secret='een-heel-ander-geheim-dan-dat-van-het-register')}",
    57: lambda: f"Bearer {token('onbekend')}",
    58: lambda: "Bearer geen.jwt",
    59: lambda: f"Bearer {token(age=7200)}",
    60: lambda: f"Bearer {token(age=59 * 60)}",
    61: lambda: f"Bearer {token(age=61 * 60)}",
    62: lambda: f"Bearer {token(age=-5)}",
    63: lambda: f"Bearer {token(age=-60)}",
    64: lambda: f"Bearer {token(age=100, exp=1)}",
    65: lambda: f"bearer {token()}",
    **dict.fromkeys((66, 67, 68, 69, 70, 91), lambda: f"Bearer {token('beperkt')}"),
}


def test_another_shape_is_seen() -> None:
    rows = {"results": [{"url": "a", "einddatum": None}, {"url": "b", "einddatum": "2026-01-01"}]}
    assert differences(rows, {"results": [{"url": "c", "einddatum": None}]}) == []
    assert differences(rows, {"results": [{"url": 1, "einddatum": None}]})
    assert differences(rows, {"results": [{"url": "c"}]})
    assert differences({"a": {"b": [{"c": 1}]}}, {"a": {"b": [{"d": 1}]}})


@pytest.mark.parametrize("name", _names())
async def test_the_stand_in_answers_as_open_zaak_did(name: str) -> None:
    recording = Recording.read(shared(f"{FOLDER}/{name}.json"))
    ours = OURS

    def in_our_words(text: str) -> str:
        return re.sub("|".join(map(re.escape, ours)), lambda found: ours[found[0]], text)

    system = Zaaksysteem(CITY)
    headers: dict[str, str | None] = {"Accept": None, "Accept-Crs": None, "Content-Crs": None, **recording.headers}
    number = _number(name)
    if "Authorization" not in recording.headers:
        headers["Authorization"] = None
    elif number in AUTHORIZATIONS:
        headers["Authorization"] = AUTHORIZATIONS[number]()
    else:
        del headers["Authorization"]
    line = in_our_words(recording.line)
    if "If-None-Match" in recording.headers and recording.status == 304:
        headers["If-None-Match"] = (await system.ask(line)).headers["ETag"]
    body = None if recording.sent is None else json.loads(in_our_words(json.dumps(recording.sent)))

    answer = await system.ask(line, body, headers)

    assert answer.status_code == recording.status
    assert answer.headers.get("content-type") == recording.content_type
    assert ("etag" in answer.headers) is recording.etag
    if recording.content_type == "application/json" and recording.body is not None:
        told = _without_departments(answer.json())
        assert differences(told, recording.body) == []
        if recording.status >= 400:
            assert [told[key] for key in ("code", "title", "status")] == [
                recording.body[key] for key in ("code", "title", "status")
            ]
            assert told["detail"] == recording.body["detail"]
            assert told.get("invalidParams") == recording.body.get("invalidParams")
    elif recording.content_type == "application/octet-stream" and recording.body is not None:
        assert answer.content[:5] == recording.body["_start"].encode()[:5]
