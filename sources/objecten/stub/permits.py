"""Parking permits as objects: an objecttype as it was seen, with the number of who has a permit in `bsn`."""

from collections.abc import Mapping
from typing import Any

from sources.city import City
from sources.city.permits import Permit

__all__ = ["PARKEERVERGUNNING", "found_permits"]

PARKEERVERGUNNING = "c6f0b7a9-3d51-4c8e-a2b4-91d7e05f6a3c"  # the uuid of the objecttype


def found_permits(city: City, base: str, body: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The permits that a search asks for by whose they are; `None` where it asks for another kind of object."""
    if not str(body.get("type", "")).rstrip("/").endswith(PARKEERVERGUNNING):
        return None
    bsns: list[str] | None = None
    for text in str(body.get("data_attrs", "")).split(","):
        key, _, value = text.rpartition("__")
        if key in ("bsn__exact", "bsn__in"):
            bsns = value.split("|")
    indexes = range(100) if bsns is None else [index for bsn in bsns if (index := city.index(bsn)) is not None]
    return [
        _written(city, base, permit)
        for index in indexes
        for permit in city.permits.of(index)
        if permit.kind.soort and permit.published and permit.index == index
    ]


def _written(city: City, base: str, permit: Permit) -> dict[str, Any]:
    made = permit.made.isoformat()
    data = {
        "bsn": city.permits.owner(permit),
        "soort": permit.kind.soort,
        "status": permit.status,
        "zone": permit.zone[0],
        "kenteken": permit.plates[0].kenteken if permit.plates else None,
        "geldigTot": permit.end.isoformat() if permit.end is not None else None,
        "saldoMinuten": permit.minutes,
    }
    return {
        "url": f"{base}/objects/{permit.object_uuid}",
        "uuid": permit.object_uuid,
        "type": f"{base}/objecttypes/{PARKEERVERGUNNING}",
        "record": {
            "index": 1,
            "typeVersion": 1,
            "data": {name: value for name, value in data.items() if value is not None},
            "geometry": None,
            "references": [],
            "startAt": (permit.begin or permit.made).isoformat(),
            "endAt": None,
            "registrationAt": made,
            "correctionFor": None,
        },
    }
