"""Field groups: what kind of fact a field tells, and so who may read it."""

from auth.worded import Worded

__all__ = ["FieldGroup"]


class FieldGroup(Worded):
    """What a field tells about somebody; the policy decides per viewer, data subject and group.

    `dutch` and `english` say it in words. The groups follow the permission matrix; some are of registries that come
    later.
    """

    OPENBAAR = (
        "OPENBAAR",
        "Gegevens die voor iedereen zijn en over niemand gaan",
        "Data that is for everybody and about nobody",
    )
    SESSIE = "SESSIE", "Wie er is ingelogd, en hoe", "Who has logged in, and how"
    BSN = "BSN", "Het burgerservicenummer", "The citizen service number"
    IDENTITEIT = "IDENTITEIT", "Naam, geslacht, geboorte, leeftijd en overlijden", "Name, gender, birth, age and death"
    ADRES = "ADRES", "Waar iemand woont of verblijft", "Where someone lives or stays"
    RELATIES = (
        "RELATIES",
        "Partners, kinderen, ouders en gezag, voor zover ze in iemands eigen gegevens staan",
        "Partners, children, parents and authority, as far as somebody's own record tells of them",
    )
    GEVOELIG = (
        "GEVOELIG",
        "Nationaliteit, verblijfstitel, kiesrecht, curatele, historie en reisdocumenten",
        "Nationality, residence permit, vote, guardianship, history and travel documents",
    )
    ZAKEN = (
        "ZAKEN",
        "Aanvragen bij de gemeente, met hun status en documenten",
        "Requests to the municipality, with their status and documents",
    )
    ZAKEN_GEVOELIG = (
        "ZAKEN_GEVOELIG",
        "Aanvragen en documenten die vertrouwelijk zijn, zoals die over zorg, jeugd of schulden",
        "Requests and documents that are confidential, such as those about care, youth or debts",
    )
    FINANCIEEL = (
        "FINANCIEEL",
        "WOZ-waarden, belastingaanslagen en facturen",
        "Property values, tax assessments and invoices",
    )
    PARKEREN = "PARKEREN", "Parkeren en vergunningen", "Parking and permits"
    PROFIEL = "PROFIEL", "Contactgegevens en voorkeuren", "Contact details and preferences"
    BERICHTEN = (
        "BERICHTEN",
        "Meldingen, berichten, taken, contacten en afspraken",
        "Messages, tasks, contacts and appointments",
    )
    OPENBARE_RUIMTE = "OPENBARE_RUIMTE", "Eigen meldingen over de straat", "Own reports about the street"
    VERWERKINGEN = (
        "VERWERKINGEN",
        "Wie de gegevens heeft gezien, wanneer en waarom",
        "Who looked at the data, when and why",
    )
    HANDELSREGISTER = (
        "HANDELSREGISTER",
        "Wat het Handelsregister van een organisatie vertelt",
        "What the trade register tells of an organisation",
    )
    TECHNIEK = "TECHNIEK", "Het schema en de staat van de bronnen", "The schema and the state of the sources"
    ANALYSE = "ANALYSE", "Aantallen, zonder personen", "Counts, without persons"
