"""What an employee must know of somebody before they look any further."""

from auth.worded import Worded

__all__ = ["Caution"]


class Caution(Worded):
    """Why a dossier is handled with more than the usual care; `dutch` and `english` say it in words."""

    GEHEIMHOUDING = (
        "GEHEIMHOUDING",
        "De gegevens zijn geheim: geef niets door, ook geen adres",
        "The data is secret: pass nothing on, no address either",
    )
    OVERLEDEN = "OVERLEDEN", "Deze persoon is overleden", "This person has died"
    AFGESCHERMD = (
        "AFGESCHERMD",
        "Het dossier is afgeschermd: alleen de afdeling Afgeschermde dossiers behandelt het",
        "The dossier is shielded: only the department Afgeschermde dossiers handles it",
    )
