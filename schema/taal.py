"""In which language an operation speaks."""

from auth.language import Taal
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["TAAL", "Taal"]

make_enum(
    Taal,
    "Taal",
    words("De talen van de dienst.", "The languages of the service."),
    {taal: words(taal.dutch + ".", taal.english + ".") for taal in Taal},
)
TAAL = words(
    "In welke taal, als dat een andere is dan uw browser zegt; wat bronnen zeggen, blijft zoals het is.",
    "In which language, where it is another than your browser says; what sources say stays as it is.",
)
