"""The pages of each client: how to get there, and the registry whose absence it has to explain."""

from dataclasses import dataclass
from typing import Any

__all__ = ["APP", "WEB", "Screen", "looks"]


@dataclass(frozen=True)
class Screen:
    """A page: its name, its address, what to click there, and which registry it can't do without."""

    name: str
    path: str
    registry: str | None = None
    click: str | None = None


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


def looks(screens: tuple[Screen, ...], widths: tuple[int, ...], suffix: str = "") -> list[dict[str, Any]]:
    """The steps that look at each of these pages in each of these widths."""
    steps: list[dict[str, Any]] = []
    for screen in screens:
        look = {"look": screen.name + suffix, "widths": list(widths)}
        if screen.click:
            steps += [{"go": screen.path}, {"click": screen.click, **look}]
        else:
            steps.append({"go": screen.path, **look})
    return steps
