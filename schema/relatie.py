"""Who stands in somebody's own record: partners, children and parents."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from auth.groups import FieldGroup
from resolvers import person as derive
from resolvers.relatie import RelatieSoort
from resolvers.relatie import soort as relatie_soort
from schema.datum import OnvolledigeDatum
from schema.engine.declare import derived, edge, from_record, plain
from schema.engine.seams import make_enum
from schema.engine.words import words
from schema.identiteit import Geboorte, RelatieNaam, Verbintenis
from schema.onderzoek import Onderzoek, in_onderzoek
from sources.brp import records as brp

if TYPE_CHECKING:
    from schema.person import Person

__all__ = ["Relatie"]

make_enum(
    RelatieSoort,
    "RelatieSoort",
    words("Wat iemand van een ander is.", "What somebody is to another."),
    {
        RelatieSoort.PARTNER: words("Partner of ex-partner.", "Partner or former partner."),
        RelatieSoort.KIND: words("Kind.", "Child."),
        RelatieSoort.OUDER: words("Ouder.", "Parent."),
    },
)


@from_record(
    brp.Relatie,
    "Een partner, kind of ouder, zoals die in iemands eigen gegevens staat.",
    "A partner, child or parent, as somebody's own record tells of them.",
    group=FieldGroup.RELATIES,
    presence="soort",
)
class Relatie:
    """What is here costs nothing extra; `persoon` is that person's own record, which is another question."""

    soort: RelatieSoort = derived("Partner, kind of ouder.", "Partner, child or parent.", relatie_soort, "soort")
    burgerservicenummer: str | None = plain("Het burgerservicenummer.", "The citizen service number.")
    naam: RelatieNaam | None = plain("De naam.", "The name.")
    geboorte: Geboorte | None = plain("De geboorte.", "The birth.")
    geslacht: str | None = plain(
        "Het geslacht; van een kind staat het hier niet.",
        "The gender; of a child it is not told here.",
        "geslacht.omschrijving",
    )
    verbintenis: str | None = plain(
        "Van een partner: huwelijk of geregistreerd partnerschap.",
        "Of a partner: marriage or registered partnership, in Dutch.",
        "soortVerbintenis.omschrijving",
    )
    begin: Verbintenis | None = plain(
        "Van een partner: wanneer en waar het huwelijk of partnerschap begon.",
        "Of a partner: when and where the marriage or partnership began.",
        "aangaanHuwelijkPartnerschap",
    )
    einde: OnvolledigeDatum | None = plain(
        "Van een ex-partner: wanneer het huwelijk of partnerschap eindigde.",
        "Of a former partner: when the marriage or partnership ended.",
        "ontbindingHuwelijkPartnerschap.datum",
        whole=True,
    )
    ouder_sinds: OnvolledigeDatum | None = plain(
        "Van een ouder: vanaf wanneer.",
        "Of a parent: since when.",
        "datumIngangFamilierechtelijkeBetrekking",
        whole=True,
    )
    in_onderzoek: Onderzoek | None = in_onderzoek()
    persoon: Annotated["Person", strawberry.lazy("schema.person")] | None = edge(
        "De eigen gegevens van deze persoon, als u die mag zien: die van een kind waarover u gezag hebt.",
        "This person's own record, if you may see it: that of a child over whom you have authority.",
        derive.relatie_persoon,
        "soort",
        "burgerservicenummer",
        "geboorte.datum",
        authority="kinderen",
    )
