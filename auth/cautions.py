"""What an employee must know of somebody before they look any further."""

from enum import StrEnum

__all__ = ["Caution"]


class Caution(StrEnum):
    """Why a dossier is handled with more than the usual care; `dutch` and `english` say it in words."""

    GEHEIMHOUDING = "GEHEIMHOUDING"
    OVERLEDEN = "OVERLEDEN"
    AFGESCHERMD = "AFGESCHERMD"

    @property
    def dutch(self) -> str:
        """The caution in Dutch."""
        return _TEXTS[self][0]

    @property
    def english(self) -> str:
        """The caution in English."""
        return _TEXTS[self][1]


_TEXTS = {
    Caution.GEHEIMHOUDING: (
        "De gegevens zijn geheim: geef niets door, ook geen adres",
        "The data is secret: pass nothing on, no address either",
    ),
    Caution.OVERLEDEN: ("Deze persoon is overleden", "This person has died"),
    Caution.AFGESCHERMD: (
        "Het dossier is afgeschermd: alleen de afdeling Afgeschermde dossiers behandelt het",
        "The dossier is shielded: only the department Afgeschermde dossiers handles it",
    ),
}
