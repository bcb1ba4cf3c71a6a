"""Whom the identity tests look for in the city, and how an agent gets to them."""

from auth.principal import Principal
from auth.roles import Purpose, Role, Verification
from sources.city import City, CityPerson
from tests.workbench import Answered, Workbench

__all__ = ["AGNES", "BART", "minor", "opened", "secret_child", "started"]


# The employees of development, as their tokens tell of them.
AGNES, BART = (Principal(Role.MEDEWERKER, name, "mijndenhaag-ontwikkeling", 0) for name in ("agnes", "bart"))


def minor(city: City, bsn: str) -> bool:
    """Whether this is somebody of the city below eighteen."""
    person = city.person(bsn)
    age = None if person is None else person.age(city.today)
    return age is not None and age < 18


def secret_child(city: City) -> tuple[CityPerson, CityPerson]:
    """A minor whose address is secret, and a parent; which ones depends on today."""
    for index in range(3000):
        child = city.person(city.bsn(index))
        if child is not None and child.secrecy and child.parents and minor(city, child.bsn):
            parent = city.person(child.parents[0])
            if parent is not None and parent.deceased is None:
                return child, parent
    raise AssertionError("the city has no such child")


async def opened(
    bench: Workbench,
    bsn: str,
    fields: str = "leeftijd",
    doel: Purpose = Purpose.OVERIG,
    agent: Principal = AGNES,
    fragments: str = "",
) -> Answered:
    """What an employee sees of somebody within a contact that was begun before."""
    contact = await bench.service.keeping.contacts.start(agent, bsn, doel, Verification.CONTROLEVRAGEN)
    query = "query ($id: ID!) { klantcontact(id: $id) { id persoon { %s } } }"
    answer = await bench.ask_as(agent, f"{query % fields} {fragments}", id=contact.id)
    assert "data" in answer.body, answer.text
    assert answer.data["klantcontact"]
    return answer


async def started(
    bench: Workbench, agent: str, bsn: str, fields: str = "leeftijd", doel: Purpose = Purpose.OVERIG
) -> Answered:
    """What an agent sees of somebody within a contact that begins now."""
    query = (
        "mutation ($bsn: String!, $doel: Doel!) { startKlantcontact(wie: { burgerservicenummer: $bsn }, doel: $doel, "
        "verificatie: CONTROLEVRAGEN, bevestigGeheim: true) { id persoon { %s } } }"
    )
    answer = await bench.ask(agent, query % fields, bsn=bsn, doel=doel)
    assert answer.data["startKlantcontact"]
    return answer
