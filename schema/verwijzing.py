"""Referrals to what is kept elsewhere."""

from auth.groups import FieldGroup
from resolvers import verwijzing as derive
from schema.engine.declare import from_record, plain

__all__ = ["Verwijzing"]


@from_record(
    derive.Verwijzing,
    "Waar u vindt wat de gemeente niet zelf heeft.",
    "Where you find what the municipality does not keep itself.",
    group=FieldGroup.SESSIE,
)
class Verwijzing:
    """One referral, in the language that is asked for."""

    sleutel: str = plain("Hoe de verwijzing in bestanden heet.", "What files call the referral.")
    aanbieder: str = plain("Van wie de pagina is.", "Whose page it is.")
    naam: str = plain("Hoe het heet.", "What it is called.")
    tekst: str = plain("Wat u er vindt.", "What you find there.")
    adres: str = plain("Waar het is.", "Where it is.")
    bij: list[str] = plain("Bij welke blokken van een dossier het hoort.", "With which blocks of a dossier it belongs.")
    zonder_opnieuw_inloggen: bool = plain(
        "Of u daar niet opnieuw hoeft in te loggen, omdat u nu met DigiD bent ingelogd.",
        "Whether you need not log in again there, since you have logged in with DigiD now.",
    )
