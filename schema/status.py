"""What somebody is by law: nationality, how they came, whether they may stay and vote."""

from auth.groups import FieldGroup
from resolvers import nationaliteit as derive
from resolvers.nationaliteit import NationaliteitSoort
from resolvers.person import geldt
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.onderzoek import Onderzoek, in_onderzoek
from sources.brp import records as brp

__all__ = ["EuropeesKiesrecht", "Immigratie", "Nationaliteit", "UitsluitingKiesrecht", "Verblijfstitel"]

make_enum(
    NationaliteitSoort,
    "NationaliteitSoort",
    words("Wat er over een nationaliteit is vastgelegd.", "What is registered about a nationality."),
    {
        NationaliteitSoort.NATIONALITEIT: words("Een nationaliteit.", "A nationality."),
        NationaliteitSoort.BEHANDELD_ALS_NEDERLANDER: words("Wordt behandeld als Nederlander.", "Is treated as Dutch."),
        NationaliteitSoort.VASTGESTELD_NIET_NEDERLANDER: words("Is geen Nederlander.", "Is not Dutch."),
        NationaliteitSoort.STAATLOOS: words("Is staatloos.", "Is stateless."),
        NationaliteitSoort.ONBEKEND: words("De nationaliteit is onbekend.", "The nationality is unknown."),
    },
)


@from_record(
    brp.Nationaliteit,
    "Een nationaliteit, of dat iemand er geen heeft.",
    "A nationality, or that somebody has none.",
    group=FieldGroup.GEVOELIG,
    presence="type",
)
class Nationaliteit:
    """`naam` is there for a nationality only; `soort` always tells what it is."""

    soort: NationaliteitSoort | None = derived("Wat er is vastgelegd.", "What is registered.", derive.soort, "type")
    naam: str | None = plain("De nationaliteit.", "The nationality, in Dutch.", "nationaliteit.omschrijving")
    reden: str | None = plain("Hoe die is verkregen.", "How it was acquired, in Dutch.", "redenOpname.omschrijving")
    sinds: OnvolledigeDatum | None = plain("Vanaf wanneer.", "Since when.", "datumIngangGeldigheid", whole=True)
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.Immigratie,
    "Hoe iemand naar Nederland is gekomen.",
    "How somebody came to the Netherlands.",
    group=FieldGroup.GEVOELIG,
    presence="datumVestigingInNederland",
)
class Immigratie:
    """The last time, where somebody came more often."""

    sinds: OnvolledigeDatum | None = plain(
        "Sinds wanneer in Nederland.", "Since when in the Netherlands.", "datumVestigingInNederland", whole=True
    )
    land: str | None = plain("Uit welk land.", "From which country.", "landVanwaarIngeschreven.omschrijving")
    vanuit_onbekend: bool = derived(
        "Of niet bekend was waar iemand daarvoor woonde.",
        "Whether it was not known where somebody lived before.",
        geldt,
        "vanuitVerblijfplaatsOnbekend",
    )
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.Verblijfstitel,
    "Op welke grond iemand zonder Nederlandse nationaliteit hier mag verblijven.",
    "On what ground somebody without the Dutch nationality may stay here.",
    group=FieldGroup.GEVOELIG,
    presence="aanduiding",
)
class Verblijfstitel:
    """A residence permit, or what takes its place."""

    naam: str | None = plain("Welke titel het is.", "Which one it is, in Dutch.", "aanduiding.omschrijving")
    sinds: OnvolledigeDatum | None = plain("Vanaf wanneer.", "Since when.", "datumIngang", whole=True)
    tot: OnvolledigeDatum | None = plain("Tot wanneer.", "Until when.", "datumEinde", whole=True)
    in_onderzoek: Onderzoek | None = in_onderzoek()


@from_record(
    brp.EuropeesKiesrecht,
    "Het kiesrecht van een burger van de Europese Unie voor het Europees Parlement.",
    "The right of a citizen of the European Union to vote for its parliament here.",
    group=FieldGroup.GEVOELIG,
    presence="aanduiding",
)
class EuropeesKiesrecht:
    """Only of who has no Dutch nationality."""

    aanduiding: str | None = plain(
        "Of iemand wordt opgeroepen.", "Whether somebody is called to vote, in Dutch.", "aanduiding.omschrijving"
    )
    uitgesloten_tot: OnvolledigeDatum | None = plain(
        "Tot wanneer iemand is uitgesloten.", "Until when somebody is barred.", "einddatumUitsluiting", whole=True
    )


@from_record(
    brp.UitsluitingKiesrecht,
    "Dat iemand niet mag stemmen.",
    "That somebody may not vote.",
    group=FieldGroup.GEVOELIG,
    presence="uitgeslotenVanKiesrecht",
)
class UitsluitingKiesrecht:
    """By a judge's decision."""

    uitgesloten: bool = derived(
        "Of iemand is uitgesloten.", "Whether somebody is barred.", geldt, "uitgeslotenVanKiesrecht"
    )
    tot: OnvolledigeDatum | None = plain("Tot wanneer.", "Until when.", "einddatum", whole=True)
