"""How sure the municipality is who somebody is."""

from auth.roles import Level
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Level"]

make_enum(
    Level,
    "Niveau",
    words("Hoe zeker de gemeente weet wie u bent.", "How sure the municipality is who you are."),
    {
        Level.GEEN: words("Onbekend.", "Unknown."),
        Level.LAAG: words("Laag.", "Low."),
        Level.MIDDEN: words("Midden, zoals DigiD met sms.", "Middle, such as DigiD with a text message."),
        Level.SUBSTANTIEEL: words("Substantieel.", "Substantial."),
        Level.HOOG: words("Hoog.", "High."),
    },
)
