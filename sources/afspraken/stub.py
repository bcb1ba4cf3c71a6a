"""The stand-in of the afspraken: the appointments of the city, behind the gemeente's own contract."""

from typing import Any

from starlette.applications import Starlette

from sources.city import City
from sources.city.appointments import STATUSES, Appointment
from sources.city.contract import Contract, Soort, credentials, whose

__all__ = ["CREDENTIALS", "stub_app"]

CREDENTIALS: dict[str, Any] = credentials("afspraken")

_FIELDS = (
    *("uuid", "belanghebbende.type", "belanghebbende.value", "onderwerp", "producten", "begin", "eind"),
    *("locatie.naam", "locatie.adres", "locatie.online", "meenemen", "status", "wijzigen", "zaak"),
)


def stub_app(city: City, *, quirks: bool = True) -> Starlette:
    """The afspraken of this city; the contract is ours, and it has no quirks."""

    def body(found: Appointment) -> dict[str, Any]:
        where: dict[str, Any] = {"online": found.office is None}
        if found.office is not None:
            where |= {"naam": found.office[0], "adres": found.office[1]}
        told = {
            "uuid": found.uuid,
            "belanghebbende": whose(city.number(found.index)),
            "onderwerp": found.onderwerp,
            "producten": list(found.producten),
            "begin": found.begin.isoformat(),
            "eind": found.end.isoformat(),
            "locatie": where,
            "meenemen": list(found.meenemen),
            "status": found.status,
            "wijzigen": found.change,
            "zaak": None if found.zaak is None else f"urn:nld:gemeente-den-haag:zaak:{found.zaak}",
        }
        return {name: value for name, value in told.items() if value is not None}

    appointments = city.appointments
    soort = Soort(
        name="afspraken",
        of=appointments.of,
        find=appointments.find,
        body=body,
        day=lambda found: found.begin.date(),
        uuid=lambda found: found.uuid,
        status=lambda found: found.status,
        statuses=STATUSES,
        fields=_FIELDS,
        at=lambda found: found.begin,
    )
    return Contract(soort, city.holder, CREDENTIALS["secret"]).app()
