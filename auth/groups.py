"""Field groups: what kind of fact a field tells, and so who may read it."""

from enum import StrEnum

__all__ = ["FieldGroup"]


class FieldGroup(StrEnum):
    """What a field tells about somebody; the policy decides per viewer, data subject and group.

    `dutch` and `english` say it in words. The groups follow the permission matrix; some are of registries that come
    later.
    """

    OPENBAAR = "OPENBAAR"
    SESSIE = "SESSIE"
    BSN = "BSN"
    IDENTITEIT = "IDENTITEIT"
    ADRES = "ADRES"
    RELATIES = "RELATIES"
    GEVOELIG = "GEVOELIG"
    ZAKEN = "ZAKEN"
    ZAKEN_GEVOELIG = "ZAKEN_GEVOELIG"
    FINANCIEEL = "FINANCIEEL"
    PARKEREN = "PARKEREN"
    PROFIEL = "PROFIEL"
    BERICHTEN = "BERICHTEN"
    OPENBARE_RUIMTE = "OPENBARE_RUIMTE"
    VERWERKINGEN = "VERWERKINGEN"
    TECHNIEK = "TECHNIEK"
    ANALYSE = "ANALYSE"

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
    FieldGroup.GEVOELIG: (
        "Nationaliteit, verblijfstitel, historie en reisdocumenten",
        "Nationality, residence permit, history and travel documents",
    ),
    FieldGroup.ZAKEN: (
        "Aanvragen bij de gemeente, met hun status en documenten",
        "Requests to the municipality, with their status and documents",
    ),
    FieldGroup.ZAKEN_GEVOELIG: (
        "Aanvragen en documenten die vertrouwelijk zijn, zoals die over zorg, jeugd of schulden",
        "Requests and documents that are confidential, such as those about care, youth or debts",
    ),
    FieldGroup.FINANCIEEL: (
        "WOZ-waarden, belastingaanslagen en facturen",
        "Property values, tax assessments and invoices",
    ),
    FieldGroup.PARKEREN: ("Parkeren en vergunningen", "Parking and permits"),
    FieldGroup.PROFIEL: ("Contactgegevens en voorkeuren", "Contact details and preferences"),
    FieldGroup.BERICHTEN: (
        "Meldingen, berichten, taken, contacten en afspraken",
        "Messages, tasks, contacts and appointments",
    ),
    FieldGroup.OPENBARE_RUIMTE: ("Eigen meldingen over de straat", "Own reports about the street"),
    FieldGroup.VERWERKINGEN: (
        "Wie de gegevens heeft gezien, wanneer en waarom",
        "Who looked at the data, when and why",
    ),
    FieldGroup.TECHNIEK: ("Het schema en de staat van de bronnen", "The schema and the state of the sources"),
    FieldGroup.ANALYSE: ("Aantallen, zonder personen", "Counts, without persons"),
}
