"""The pages of each client: how to get there, and the registry whose absence it has to explain."""

from dataclasses import dataclass
from typing import Any

from tests.workbench import bsn_of

__all__ = ["AGENT", "APP", "OPENED", "SOUGHT", "WEB", "Screen", "looks"]


@dataclass(frozen=True)
class Screen:
    """A page: its name, its address, what to click there, and which registry it can't do without."""

    name: str
    path: str
    registry: str | None = None
    click: str | None = None
    steps: tuple[dict[str, Any], ...] = ()  # what is done there before anything is clicked


WEB = (
    Screen("overzicht", "/", "woz"),
    Screen("meer", "/meer"),
    Screen("aanvragen", "/aanvragen", "zaken"),
    Screen("aanvraag", "/aanvragen", "documenten", ".card__title a"),
    Screen("berichten", "/berichten", "vtb"),
    Screen("taken", "/taken", "vtb"),
    Screen("rekeningen", "/rekeningen", "facturen"),
    Screen("belasting", "/belasting", "woz"),
    Screen("vergunningen", "/vergunningen", "openproduct"),
    Screen("meldingen", "/meldingen", "signalen"),
    Screen("contact", "/contact", "klantinteracties"),
    Screen("gegevens", "/gegevens", "brp"),
    Screen("wie-keek", "/wie-keek"),
    Screen("thema", "/themas/burgerzaken", "zaken"),
    Screen("elders", "/elders"),
    Screen("zoeken", "/zoeken"),
    Screen("onbekend", "/bestaat-niet"),
)
APP = (
    Screen("app-start", "/app/", "zaken"),
    Screen("app-aanvraag", "/app/", "documenten", "main a[href*='aanvragen/']"),
    Screen("app-berichten", "/app/berichten", "vtb"),
    Screen("app-meer", "/app/meer", "facturen"),
)
# For a purpose, verified by questions, by number; then the one who was found.
SOUGHT = (
    {"pick": [".search .field:nth-of-type(1) select", "BURGERZAKEN"]},
    {"pick": [".search .field:nth-of-type(2) select", "CONTROLEVRAGEN"]},
    {"fill": [".search__fields input", bsn_of("jan")]},
    {"click": "form.search button[type=submit]", "until": ".found__open"},
)
OPENED = (*SOUGHT, {"click": ".found__open", "until": ".view"})
AGENT = (
    Screen("medewerker-zoeken", "/medewerker/"),
    Screen("medewerker-gevonden", "/medewerker/", steps=SOUGHT),
    Screen("medewerker-dossier", "/medewerker/", "klantinteracties", steps=OPENED),
    Screen("medewerker-aanvraag", "/medewerker/", "documenten", ".view .card__title a", OPENED),
)


def looks(screens: tuple[Screen, ...], widths: tuple[int, ...], suffix: str = "") -> list[dict[str, Any]]:
    """The steps that look at each of these pages in each of these widths."""
    steps: list[dict[str, Any]] = []
    for screen in screens:
        look = {"look": screen.name + suffix, "widths": list(widths)}
        way = [{"go": screen.path}, *screen.steps]
        if screen.click:
            way.append({"click": screen.click})
        steps += [*way[:-1], way[-1] | look]
    return steps
