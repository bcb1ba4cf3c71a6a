"""What a bill of the city is about: the zaak of a kind that somebody made first, as an urn."""

from sources.city import City
from sources.city.dossiers import Kind

__all__ = ["related"]


def related(city: City, index: int, zaaktype: str) -> list[str]:
    """The urn of the zaak of this kind that a person or company (`City.holder`) started, if there is one."""
    if index < len(city):
        own = [zaak for zaak in city.dossiers.of(city.bsn(index)) if zaak.index == index]
    else:
        own = list(city.dossiers.of_company("kvkNummer", city.number(index)))
    uuids = [city.dossiers.uuid(Kind.ZAAK, zaak) for zaak in own if zaak.zaaktype.identificatie == zaaktype]
    return [f"urn:nld:gemeente-den-haag:openzaak:zaken:zaak:uuid:{uuid}" for uuid in uuids[:1]]
