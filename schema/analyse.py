"""Figures for analysts, in which nobody can be recognised."""

from datetime import date

from auth.groups import FieldGroup
from resolvers import analyse as derive
from resolvers.analyse import Klasse
from schema.aanvraag import Voortgang
from schema.engine.declare import edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Analyse"]

make_enum(
    Klasse,
    "DoorlooptijdKlasse",
    words("Hoe lang een aanvraag duurde.", "How long a request took."),
    {
        Klasse.TOT_EN_MET_7_DAGEN: words("Hoogstens 7 dagen.", "At most 7 days."),
        Klasse.TOT_EN_MET_14_DAGEN: words("8 tot en met 14 dagen.", "8 to 14 days."),
        Klasse.TOT_EN_MET_28_DAGEN: words("15 tot en met 28 dagen.", "15 to 28 days."),
        Klasse.TOT_EN_MET_56_DAGEN: words("29 tot en met 56 dagen.", "29 to 56 days."),
        Klasse.TOT_EN_MET_84_DAGEN: words("57 tot en met 84 dagen.", "57 to 84 days."),
        Klasse.TOT_EN_MET_182_DAGEN: words("85 tot en met 182 dagen.", "85 to 182 days."),
        Klasse.LANGER: words("Langer dan 182 dagen.", "Longer than 182 days."),
    },
)


@from_record(derive.Periode, "Van dag tot en met dag.", "From day up to and with day.", group=FieldGroup.ANALYSE)
class AnalysePeriode:
    """Whole months."""

    van: date = plain("De eerste dag.", "The first day.")
    tot_en_met: date = plain("De laatste dag.", "The last day.")


@from_record(
    derive.Cel,
    "Een aantal aanvragen. Wat leeg is, is opgeteld: zonder soort alle soorten, zonder maand de hele periode.",
    "A number of requests. What is empty is summed: without a kind all kinds, without a month the whole period.",
    group=FieldGroup.ANALYSE,
)
class AnalyseCel:
    """A cell."""

    soort: str | None = plain("De code van het soort; leeg voor alle.", "The code of the kind; empty for all.")
    naam: str | None = plain("Hoe het soort heet.", "What the kind is called.")
    maand: str | None = plain(
        "De maand waarin de aanvragen begonnen (2026-10); leeg voor alle.",
        "The month in which the requests began (2026-10); empty for all.",
    )
    voortgang: Voortgang | None = plain(
        "Lopend of afgerond; leeg voor beide samen.", "Under way or completed; empty for both together."
    )
    aantal: int | None = plain("Hoeveel; leeg als het is onderdrukt.", "How many; empty where that is suppressed.")
    onderdrukt: bool = plain(
        "Of het aantal wordt verzwegen: het is kleiner dan 10, of zou verraden wat kleiner is dan 10.",
        "Whether the number is not told: it is under 10, or would give away what is under 10.",
    )


@from_record(
    derive.Doorlooptijd,
    "Hoe lang aanvragen van een soort duurden, van begin tot eind.",
    "How long requests of a kind took, from begin to end.",
    group=FieldGroup.ANALYSE,
)
class AnalyseDoorlooptijd:
    """Of requests that have ended."""

    soort: str = plain("De code van het soort.", "The code of the kind.")
    naam: str = plain("Hoe het soort heet.", "What the kind is called.")
    aantal: int | None = plain(
        "Hoeveel er zijn gemeten; leeg als het er minder zijn dan 10.",
        "How many were measured; empty where these are fewer than 10.",
    )
    mediaan: Klasse | None = plain(
        "Hoe lang de helft hoogstens duurde; leeg als aan een kant ervan minder dan 10 aanvragen staan.",
        "How long half of them took at most; empty where fewer than 10 stand on one side of it.",
    )
    negentigste_percentiel: Klasse | None = plain(
        "Hoe lang negen van de tien hoogstens duurden; leeg als aan een kant ervan minder dan 10 aanvragen staan.",
        "How long nine in ten took at most; empty where fewer than 10 stand on one side of it.",
    )
    onderdrukt: bool = plain("Of het aantal wordt verzwegen.", "Whether the number is not told.")


@from_record(
    derive.Analyse,
    "Cijfers over aanvragen, een keer per dag gemaakt. Er staat niets in over een persoon.",
    "Figures about requests, made once a day. Nothing in them is about a person.",
    group=FieldGroup.ANALYSE,
)
class Analyse:
    """The same for all who ask on one day."""

    peildatum: date = plain("De dag waarop is geteld.", "The day of counting.")
    geteld: AnalysePeriode = plain("Wanneer wat is geteld begon.", "When that which is counted began.")
    gemeten: AnalysePeriode = plain(
        "Wanneer begon waarvan de doorlooptijd is gemeten: een jaar eerder, omdat daarvan bijna alles is afgerond.",
        "When that began of which the lead time is measured: a year earlier, since nearly all of it has ended.",
    )
    aanvragen: list[AnalyseCel] | None = edge(
        "Hoeveel aanvragen er zijn, per soort, maand van begin en voortgang.",
        "How many requests there are, by kind, month of beginning and progress.",
        derive.aanvragen,
        "cellen",
        cost=0,
        arguments={
            "soort": words("Alleen van dit soort, bij de code.", "Of this kind only, by its code."),
            "voortgang": words("Alleen die nog lopen, of die zijn afgerond.", "Those under way only, or completed."),
        },
    )
    doorlooptijden: list[AnalyseDoorlooptijd] = plain("Hoe lang aanvragen duurden.", "How long requests took.")
