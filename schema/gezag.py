"""Who has parental authority over whom."""

from auth.groups import FieldGroup
from resolvers import gezag as derive
from resolvers.gezag import GezagSoort
from resolvers.person import geldt
from schema.engine.declare import derived, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from sources.brp import records as brp

__all__ = ["Gezag"]

make_enum(
    GezagSoort,
    "GezagSoort",
    words("Wat voor gezag het is.", "What kind of authority it is."),
    {
        GezagSoort.GEZAMENLIJK_OUDERLIJK: words(
            "Ouderlijk gezag van beide ouders.", "Parental authority of both parents."
        ),
        GezagSoort.EENHOOFDIG_OUDERLIJK: words("Ouderlijk gezag van één ouder.", "Parental authority of one parent."),
        GezagSoort.GEZAMENLIJK: words(
            "Gezag van een ouder samen met iemand anders.", "Authority of a parent together with somebody else."
        ),
        GezagSoort.VOOGDIJ: words("Voogdij: gezag van een ander dan een ouder.", "Guardianship, of no parent."),
        GezagSoort.TIJDELIJK_GEEN: words("Niemand heeft nu het gezag.", "Nobody has authority for now."),
        GezagSoort.NIET_TE_BEPALEN: words(
            "Wie het gezag heeft, is niet vast te stellen.", "Who has authority can't be told."
        ),
    },
)

_DRAGERS = ("ouder", "ouders", "derde", "derden")


@from_record(
    brp.Gezagsdrager,
    "Het kind over wie iemand het gezag heeft.",
    "The child over whom somebody has authority.",
    group=FieldGroup.RELATIES,
    presence="burgerservicenummer",
)
class GezagKind:
    """The minor."""

    burgerservicenummer: str | None = plain("Het burgerservicenummer.", "The citizen service number.")
    naam: str | None = plain("De hele naam.", "The full name.", "naam.volledigeNaam")
    leeftijd: int | None = plain("De leeftijd in jaren.", "The age in years.")


@from_record(
    brp.Gezagsrelatie,
    "Wie het gezag heeft over één kind.",
    "Who has authority over one child.",
    group=FieldGroup.RELATIES,
    presence="type",
)
class Gezag:
    """Of who has authority only the name is told here."""

    soort: GezagSoort | None = derived("Wat voor gezag het is.", "What kind it is.", derive.soort, "type")
    kind: GezagKind | None = plain("Over wie.", "Over whom.", "minderjarige")
    gezagsdragers: list[str] = derived(
        "De namen van wie het gezag hebben.", "The names of those who have it.", derive.namen, *_DRAGERS
    )
    onbekende_derde: bool = derived(
        "Of ook iemand het heeft van wie de naam niet bekend is.",
        "Whether somebody whose name is not known has it too.",
        derive.is_onbekende_derde,
        "derde",
    )
    toelichting: str | None = plain("Een toelichting van de bron.", "An explanation by the source, in Dutch.")
    in_onderzoek: bool = derived("Of dit wordt onderzocht.", "Whether this is looked into.", geldt, "inOnderzoek")
