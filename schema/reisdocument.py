"""Passports and identity cards."""

from auth.groups import FieldGroup
from schema.datum import OnvolledigeDatum
from schema.engine.declare import from_record, plain
from sources.reisdocumenten import records as reisdocumenten

__all__ = ["Reisdocument"]


@from_record(
    reisdocumenten.Inhouding,
    "Dat een reisdocument is ingeleverd of vermist.",
    "That a travel document was taken in or lost.",
    group=FieldGroup.GEVOELIG,
    presence="aanduiding",
)
class ReisdocumentInhouding:
    """Such a document can't be used any more."""

    reden: str | None = plain("Wat er is gebeurd.", "What happened, in Dutch.", "aanduiding.omschrijving")
    datum: OnvolledigeDatum | None = plain("Wanneer.", "When.", whole=True)


@from_record(
    reisdocumenten.Reisdocument,
    "Een paspoort of identiteitskaart.",
    "A passport or an identity card.",
    group=FieldGroup.GEVOELIG,
    presence="soort",
)
class Reisdocument:
    """Documents that are over are there too."""

    nummer: str | None = plain("Het documentnummer.", "The number of the document.", "reisdocumentnummer")
    soort: str | None = plain("Wat voor document het is.", "What kind it is, in Dutch.", "soort.omschrijving")
    geldig_tot: OnvolledigeDatum | None = plain(
        "Tot wanneer het geldt.", "Until when it holds.", "datumEindeGeldigheid", whole=True
    )
    inhouding: ReisdocumentInhouding | None = plain(
        "Of het is ingeleverd of vermist.", "Whether it was taken in or lost.", "inhoudingOfVermissing"
    )
