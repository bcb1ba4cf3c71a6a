"""Why an employee opens a dossier."""

from auth.roles import Purpose
from schema.engine.seams import make_enum
from schema.engine.words import words

__all__ = ["Purpose"]

make_enum(
    Purpose,
    "Doel",
    words("Waarom een medewerker een dossier opent.", "Why an employee opens a dossier."),
    {purpose: words(purpose.dutch + ".", purpose.english + ".") for purpose in Purpose},
)
