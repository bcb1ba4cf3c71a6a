"""Reports about the street."""

from datetime import datetime

import strawberry

from auth.groups import FieldGroup
from resolvers import openbareruimte as derive
from resolvers.melding import in_taal
from resolvers.openbareruimte import Voortgang
from schema import bladzijde
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.signalen import records as signalen

__all__ = ["MeldingOpenbareRuimteConnectie"]

_STATE, _SINCE = "status.state", "status.created_at"
make_enum(
    Voortgang,
    "MeldingOpenbareRuimteStatus",
    words("Hoe ver een melding over de straat is.", "How far a report about the street is."),
    {each: words(f"{each.dutch}.", f"{each.english}.") for each in Voortgang},
)


@from_record(
    derive.Stap,
    "Een stap van een melding over de straat.",
    "A step of a report about the street.",
    name="MeldingOpenbareRuimteStap",
    group=FieldGroup.OPENBARE_RUIMTE,
)
class Stap:
    """What has been, what is, or what comes."""

    naam: str | None = edge("Hoe de stap heet.", "What the step is called.", in_taal, "naam", cost=0)
    bereikt: bool = plain("Of de melding zo ver is gekomen.", "Whether the report came this far.")
    huidig: bool = plain("Of de melding hier nu staat.", "Whether the report stands here now.")
    op: datetime | None = plain("Sinds wanneer, als dat bekend is.", "Since when, where that is known.")


@from_record(
    signalen.Signal,
    "Wat iemand over de straat heeft gemeld, en hoe het daarmee staat.",
    "What somebody reported about the street, and how that stands.",
    name="MeldingOpenbareRuimte",
    group=FieldGroup.OPENBARE_RUIMTE,
    presence="signal_id",
)
class MeldingOpenbareRuimte:
    """One made while logged in, or under an address that was verified; of the latter there is less."""

    id: strawberry.ID = derived("De sleutel van de melding.", "The key of the report.", derive.id_van, "signal_id")
    nummer: str | None = plain("Het nummer waaronder u haar kent.", "The number by which you know it.", "id_display")
    hoofdcategorie: str | None = plain(
        "Waar het over gaat, in het groot.", "What it is about, broadly.", "category.main"
    )
    categorie: str | None = plain("Waar het over gaat.", "What it is about.", "category.sub")
    omschrijving: str | None = plain(
        "Wat u schreef; alleen van een melding die u ingelogd deed.",
        "What you wrote; only of a report that you made while logged in.",
        "text",
    )
    locatie: str | None = plain(
        "Waar het is; alleen van een melding die u ingelogd deed.",
        "Where it is; only of a report that you made while logged in.",
        "location.address_text",
    )
    gebied: str | None = plain(
        "In welk deel van de stad het is.", "In which part of the city it is.", "location.area_name"
    )
    status: Voortgang | None = derived("Hoe ver het is.", "How far it is.", derive.voortgang, _STATE)
    open: bool | None = derived(
        "Of de gemeente er nog iets aan moet doen.",
        "Whether the municipality has to do something.",
        derive.is_open,
        _STATE,
    )
    ingediend_op: datetime | None = plain("Wanneer het is gemeld.", "When it was reported.", "created_at")
    gewijzigd_op: datetime | None = plain("Wanneer er iets veranderde.", "When something changed.", "updated_at")
    afgehandeld_op: datetime | None = derived(
        "Wanneer het is afgehandeld, als dat bekend is.",
        "When it was dealt with, where that is known.",
        derive.afgehandeld_op,
        _STATE,
        _SINCE,
    )
    stappen: list[Stap] = derived(
        "Wat is geweest, wat is en wat komt.",
        "What has been, what is and what comes.",
        derive.stappen,
        _STATE,
        "created_at",
        _SINCE,
    )


@from_record(
    signalen.Gemeld,
    "Een bladzijde met meldingen over de straat, de nieuwste eerst.",
    "A page of reports about the street, newest first.",
    container=True,
)
class MeldingOpenbareRuimteConnectie:
    """A page; a source that could not be had is an empty item at its end."""

    knopen: list[MeldingOpenbareRuimte | None] = plain("De meldingen.", "The reports.", "meldingen")
    heeft_volgende: bool = bladzijde.heeft_volgende()
    volgende: str | None = bladzijde.volgende()
