"""What the rules read of which registry, by the file that they stand in: who selects `meldingen` selects this."""

import tomllib

from auth.roles import Level
from settings import ROOT

__all__ = ["INQUIRY", "TOLD", "Wanted", "rules_read"]

# What the rules call a part of an aanvraag, as the registry has it; and which of the rows they read.
STAND = {"status": "_expand.status.statustype", "sinds": "_expand.status.datumStatusGezet"}
MOMENT = {"bedrag": "openstaandBedrag"}  # besides the same of each part, and whether that is paid
PARTS = {"termijnen.vervaldatum", "termijnen.bedrag", "termijnen.betaald"}
# What tells that an address is looked into: of a group everything that stands in it is asked.
INQUIRY = {"verblijfplaats.inOnderzoek", "verblijfplaats.verblijfadres.inOnderzoek"}
READ = {
    "reisdocumenten": ("reisdocumenten", ""),
    "facturen": ("facturen", " OPEN"),
    "betaalmomenten": ("facturen", " OPEN"),
    "belastingaanslagen": ("belastingen", ""),
    "aanvragen": ("zaken", " LOPEND"),
}
MONEY = {"facturen", "belastingen"}
# Lists of which nothing can be chosen, with the registries that are asked for them.
TOLD = {"berichten": ["vtb"], "taken": ["vtb", "objecten"], "ingediend": ["vtb"]}
WHOLE = {**TOLD, "parkeervergunningen": ["openproduct"]}  # what rules look at of which nothing can be chosen
REGELS = tomllib.loads((ROOT / "resolvers" / "regels.toml").read_text())["regel"]
# Registry and what it is asked about: a person, with a filter behind it; an address; a number. To record paths.
Wanted = dict[tuple[str, str], set[str]]


def rules_read(bsn: str, level: Level, *, own: bool = True) -> Wanted:
    """What meldingen derive from other registries, as far as a resident at this level may see it.

    Of a child that is not one's `own` dossier, and there is no money to see.
    """
    wants: Wanted = {}
    for regel in REGELS:
        bron = regel["bron"]
        if bron in WHOLE:
            wants |= {(registry, bsn): set() for registry in WHOLE[bron] if own or bron != "parkeervergunningen"}
            continue
        if bron == "adres":
            wants.setdefault(("brp", bsn), set()).update(INQUIRY)
            continue
        registry, filter_ = READ[bron]
        if (bron == "reisdocumenten" and level < Level.SUBSTANTIEEL) or (registry in MONEY and not own):
            continue
        read = [*regel.get("als", ()), *regel.get("niet", ()), regel["datum"], *regel["sleutel"]]
        read += [*regel.get("invullen", {}).values(), *([regel["laatste"]] if "laatste" in regel else [])]
        paths = {{"aanvragen": STAND, "betaalmomenten": MOMENT}.get(bron, {}).get(path, path) for path in read}
        wants.setdefault((registry, bsn + filter_), set()).update(
            paths | (PARTS if bron == "betaalmomenten" else set())
        )
    return wants
