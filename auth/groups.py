"""Field groups: what kind of fact a field tells, and so who may read it."""

from enum import StrEnum

__all__ = ["FieldGroup"]


class FieldGroup(StrEnum):
    """What a field tells about somebody; the policy decides per viewer, data subject and group.

    `dutch` and `english` say it in words. The groups follow the permission matrix; those of registries that are not
    there yet come with them.
    """

    OPENBAAR = "OPENBAAR"
    SESSIE = "SESSIE"
    BSN = "BSN"
    IDENTITEIT = "IDENTITEIT"
    ADRES = "ADRES"
    RELATIES = "RELATIES"
    GEVOELIG = "GEVOELIG"
    ZAKEN = "ZAKEN"
    FINANCIEEL = "FINANCIEEL"
    BERICHTEN = "BERICHTEN"

    @property
    def dutch(self) -> str:
        """What the group holds, in Dutch."""
        return _TEXTS[self][0]

    @property
    def english(self) -> str:
        """What the group holds, in English."""
        return _TEXTS[self][1]


_TEXTS = {
    FieldGroup.OPENBAAR: (
        "Gegevens die voor iedereen zijn en over niemand gaan",
        "Data that is for everybody and about nobody",
    ),
    FieldGroup.SESSIE: ("Wie er is ingelogd, en hoe", "Who has logged in, and how"),
    FieldGroup.BSN: ("Het burgerservicenummer", "The citizen service number"),
    FieldGroup.IDENTITEIT: (
        "Naam, geslacht, geboorte, leeftijd en overlijden",
        "Name, gender, birth, age and death",
    ),
    FieldGroup.ADRES: ("Waar iemand woont of verblijft", "Where someone lives or stays"),
    FieldGroup.RELATIES: (
        "Partners, kinderen en ouders, voor zover ze in iemands eigen gegevens staan",
        "Partners, children and parents, as far as somebody's own record tells of them",
    ),
    FieldGroup.GEVOELIG: ("Reisdocumenten", "Travel documents"),
    FieldGroup.ZAKEN: (
        "Aanvragen bij de gemeente, met hun status en documenten",
        "Requests to the municipality, with their status and documents",
    ),
    FieldGroup.FINANCIEEL: (
        "WOZ-waarden, belastingaanslagen en facturen",
        "Property values, tax assessments and invoices",
    ),
    FieldGroup.BERICHTEN: ("Meldingen van de gemeente", "Messages of the municipality"),
}
