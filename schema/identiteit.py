"""Who somebody is: name, birth and death, in the own record and in that of a relation."""

from auth.groups import FieldGroup
from resolvers import person as derive
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, from_record, plain
from schema.onderzoek import Onderzoek, in_onderzoek
from sources.brp import records as brp

__all__ = ["Aanschrijfwijze", "Geboorte", "Naam", "Overlijden", "RelatieNaam", "Verbintenis"]

_VOORNAMEN = ("De voornamen.", "The given names.")
_VOORLETTERS = ("De voorletters.", "The initials.")
_VOORVOEGSEL = ("Het voorvoegsel, zoals “van der”.", "The prefix, such as “van der”.")
_GESLACHTSNAAM = ("De achternaam zonder voorvoegsel.", "The surname without prefix.")
_TITEL = (
    "De adellijke titel of het predicaat.",
    "The title of nobility or predicate.",
    "adellijkeTitelPredicaat.omschrijving",
)


@from_record(
    brp.Naam,
    "De naam van een persoon.",
    "The name of a person.",
    group=FieldGroup.IDENTITEIT,
    presence="volledigeNaam",
)
class Naam:
    """Every part may be absent: some people have one name only."""

    volledige_naam: str | None = plain(
        "Voornamen, voorvoegsel en geslachtsnaam in één regel.", "Given names, prefix and surname in one line."
    )
    voornamen: str | None = plain(*_VOORNAMEN)
    voorletters: str | None = plain(*_VOORLETTERS)
    voorvoegsel: str | None = plain(*_VOORVOEGSEL)
    geslachtsnaam: str | None = plain(*_GESLACHTSNAAM)
    titel: str | None = plain(*_TITEL)
    naamgebruik: str | None = plain(
        "Of iemand de eigen achternaam of die van de partner gebruikt.",
        "Whether somebody uses their own surname or the partner's, in Dutch.",
        "aanduidingNaamgebruik.omschrijving",
    )
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.Adressering,
    "Hoe de gemeente iemand aanschrijft.",
    "How the municipality writes to somebody.",
    group=FieldGroup.IDENTITEIT,
    presence="aanhef",
)
class Aanschrijfwijze:
    """As the registry composes it of names, titles and the use of names."""

    aanhef: str | None = plain("Hoe een brief begint.", "How a letter begins, in Dutch.")
    naam: str | None = plain("De naam op een envelop.", "The name on an envelope.", "aanschrijfwijze.naam")
    aanspreekvorm: str | None = plain(
        "De regel boven de naam, bij een titel.",
        "The line above the name, for a title.",
        "aanschrijfwijze.aanspreekvorm",
    )
    lopende_tekst: str | None = plain(
        "Hoe de naam in een zin staat.", "The name within a sentence, in Dutch.", "gebruikInLopendeTekst"
    )


@from_record(
    brp.Geboorte,
    "Wanneer en waar iemand is geboren.",
    "When and where someone was born.",
    group=FieldGroup.IDENTITEIT,
    presence="datum",
)
class Geboorte:
    """Birth."""

    datum: OnvolledigeDatum | None = plain("De geboortedatum.", "The date of birth.", whole=True)
    plaats: str | None = plain("De geboorteplaats.", "The place of birth.", "plaats.omschrijving")
    land: str | None = plain("Het geboorteland.", "The country of birth.", "land.omschrijving")
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.Overlijden,
    "Wanneer en waar iemand is overleden.",
    "When and where someone died.",
    group=FieldGroup.IDENTITEIT,
    presence="datum",
)
class Overlijden:
    """Death."""

    datum: OnvolledigeDatum | None = plain("De datum van overlijden.", "The date of death.", whole=True)
    plaats: str | None = plain("De plaats van overlijden.", "The place of death.", "plaats.omschrijving")
    land: str | None = plain("Het land van overlijden.", "The country of death.", "land.omschrijving")
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.NaamGerelateerde,
    "De naam van een partner, kind of ouder.",
    "The name of a partner, child or parent.",
    group=FieldGroup.RELATIES,
    presence="geslachtsnaam",
)
class RelatieNaam:
    """The name in somebody else's record."""

    volledige_naam: str | None = derived(
        "Voornamen, voorvoegsel en geslachtsnaam in één regel.",
        "Given names, prefix and surname in one line.",
        derive.samengestelde_naam,
        "voornamen",
        "voorvoegsel",
        "geslachtsnaam",
    )
    voornamen: str | None = plain(*_VOORNAMEN)
    voorletters: str | None = plain(*_VOORLETTERS)
    voorvoegsel: str | None = plain(*_VOORVOEGSEL)
    geslachtsnaam: str | None = plain(*_GESLACHTSNAAM)
    titel: str | None = plain(*_TITEL)
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.Verbintenis,
    "Wanneer en waar een huwelijk of partnerschap is begonnen.",
    "When and where a marriage or partnership began.",
    group=FieldGroup.RELATIES,
    presence="datum",
)
class Verbintenis:
    """The beginning of a bond."""

    datum: OnvolledigeDatum | None = plain("De datum.", "The date.", whole=True)
    plaats: str | None = plain("De plaats.", "The place.", "plaats.omschrijving")
    land: str | None = plain("Het land.", "The country.", "land.omschrijving")
    in_onderzoek: Onderzoek | None = in_onderzoek()
