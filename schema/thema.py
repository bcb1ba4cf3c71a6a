"""Themes: what of a dossier belongs together."""

from auth.groups import FieldGroup
from resolvers import thema as derive
from resolvers import themadocument
from schema import bladzijde
from schema.aanvraag import AanvraagConnectie
from schema.document import DocumentConnectie
from schema.engine.declare import edge, from_record, plain
from schema.engine.words import words
from schema.product import ProductConnectie
from schema.taak import TaakConnectie
from schema.verwijzing import Verwijzing

__all__ = ["Thema"]


@from_record(
    derive.Thema,
    "Wat in iemands dossier bij elkaar hoort, zoals Parkeren of Belasting en WOZ.",
    "What of somebody's dossier belongs together, such as Parking, or Taxes and property value.",
    group=FieldGroup.SESSIE,
)
class Thema:
    """A theme, in the language that is asked for; what is below it is this person's."""

    naam: str = plain("De vaste naam.", "The fixed name.")
    titel: str = plain("Hoe het thema heet.", "What the theme is called.")
    tekst: str = plain("Wat erbij hoort.", "What belongs to it.")
    blokken: list[str] = plain(
        "Welke velden van de persoon bij dit thema horen.", "Which fields of the person belong to this theme."
    )
    verwijzingen: list[Verwijzing] = plain("Wat elders te vinden is.", "What is to be found elsewhere.")
    aanvragen: AanvraagConnectie | None = edge(
        "De aanvragen van dit thema, ook die zijn afgerond, de nieuwste eerst.",
        "The requests of this theme, completed ones too, newest first.",
        derive.aanvragen,
        "soorten",
        group=FieldGroup.ZAKEN,
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "aanvragen", "requests", filter=words("Alleen lopende of afgeronde.", "Only those under way, or completed.")
        ),
    )
    producten: ProductConnectie | None = edge(
        "De producten van dit thema, zoals vergunningen, het nieuwste eerst.",
        "The products of this theme, such as permits, newest first.",
        derive.producten,
        "producttypen",
        group=FieldGroup.PARKEREN,
        sized_by="eerste",
        arguments=bladzijde.argumenten("producten", "products"),
    )
    documenten: DocumentConnectie | None = edge(
        "De documenten bij de aanvragen van dit thema, ook die zijn afgerond; die van de nieuwste aanvraag eerst.",
        "The documents of the requests of this theme, completed ones too; those of the newest request first.",
        themadocument.documenten,
        "soorten",
        "documentsoorten",
        group=FieldGroup.ZAKEN,
        cost=2,
        source="documenten",
        sized_by="eerste",
        arguments=bladzijde.argumenten("documenten", "documents"),
    )
    taken: TaakConnectie | None = edge(
        "Wat er te doen is voor de aanvragen van dit thema; wat het eerst gedaan moet zijn eerst.",
        "What is to be done for the requests of this theme, what is due first first.",
        derive.taken,
        "taaksoorten",
        group=FieldGroup.BERICHTEN,
        cost=3,
        source="zaken, vtb, objecten",
        sized_by="eerste",
        arguments=bladzijde.argumenten(
            "taken", "tasks", filter=words("Alleen wat nog moet, of niet meer.", "Only what is to be done, or not.")
        ),
    )
