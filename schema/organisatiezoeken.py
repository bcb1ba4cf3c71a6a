"""How an employee looks for an organisation, and what the trade register shows of what it finds."""

from auth.groups import FieldGroup
from resolvers.zoekvraag import OrganisatieZoekvraag
from schema.engine.declare import from_record, plain
from schema.engine.seams import make_input
from schema.engine.words import words
from sources.kvk import records as kvk

__all__ = ["KVK_NUMMER", "Organisatiezoekresultaat"]

KVK_NUMMER = words("Het KVK-nummer van een organisatie.", "The KVK number of an organisation.")

make_input(
    OrganisatieZoekvraag,
    "OrganisatieZoekvraag",
    words("Hoe naar een organisatie wordt gezocht.", "How an organisation is looked for."),
    {
        "kvk_nummer": words("Het KVK-nummer.", "The KVK number."),
        "rsin": words("Het RSIN.", "The RSIN."),
        "vestigingsnummer": words("Het vestigingsnummer.", "The number of a branch."),
        "naam": words("De naam, of een deel ervan.", "The name, or a part of it."),
    },
    one_of=True,
)


@from_record(
    kvk.Resultaat,
    "Wat het Handelsregister vindt: een vestiging, of de rechtspersoon, van een organisatie.",
    "What the trade register finds: a branch, or the legal person, of an organisation.",
    group=FieldGroup.HANDELSREGISTER,
)
class Organisatiezoekresultaat:
    """Enough to pick the right one; its dossier opens by `nummer`."""

    nummer: str = plain("Het KVK-nummer.", "The KVK number.", "kvkNummer")
    rsin: str | None = plain("Het RSIN; alleen bij een rechtspersoon.", "The RSIN; of a legal person only.")
    vestigingsnummer: str | None = plain(
        "Het vestigingsnummer; leeg bij een rechtspersoon.", "The number of the branch; empty for a legal person."
    )
    naam: str | None = plain("De naam.", "The name.")
    soort: str | None = plain(
        "Hoofdvestiging, nevenvestiging of rechtspersoon.",
        "Main branch, other branch or legal person, in Dutch.",
        "type",
    )
    straat: str | None = plain("De straat.", "The street.", "adres.binnenlandsAdres.straatnaam")
    plaats: str | None = plain("De plaats.", "The town.", "adres.binnenlandsAdres.plaats")
