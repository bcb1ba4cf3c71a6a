"""The pages of each client: how to get there, and the registry whose absence it has to explain."""

from dataclasses import dataclass
from typing import Any

from tests.workbench import bsn_of

__all__ = ["AGENT", "APP", "OPENED", "ORGANISATION", "SERVICE", "SOUGHT", "WEB", "Screen", "agent", "looks"]


@dataclass(frozen=True)
class Screen:
    """A page: its name, its address, what to click there, and which registry it can't do without."""

    name: str
    path: str
    registry: str | None = None
    click: str | None = None
    steps: tuple[dict[str, Any], ...] = ()  # what is done there before anything is clicked
    bare: str = "willemijn"  # the persona of whom it has least to show


WEB = (
    Screen("overzicht", "/", "woz"),
    Screen("meer", "/meer"),
    Screen("aanvragen", "/aanvragen", "zaken"),
    Screen("aanvraag", "/aanvragen", "documenten", ".card__title a", bare="vera"),
    Screen("berichten", "/berichten", "vtb"),
    Screen("bericht", "/berichten", click=".message__button", bare="ineke"),
    Screen("taken", "/taken", "vtb"),
    Screen("rekeningen", "/rekeningen", "facturen"),
    Screen("belasting", "/belasting", "woz"),
    Screen("vergunningen", "/vergunningen", "openproduct"),
    Screen("meldingen", "/meldingen", "signalen"),
    Screen("contact", "/contact", "klantinteracties"),
    Screen("gegevens", "/gegevens", "brp"),
    Screen("wie-keek", "/wie-keek"),
    Screen("mijn-dossier", "/mijn-dossier"),
    Screen("themas", "/themas"),
    Screen("thema", "/themas/burgerzaken", "zaken"),
    Screen("elders", "/elders"),
    Screen("zoeken", "/zoeken"),
    Screen("onbekend", "/bestaat-niet"),
)
ORGANISATION = (
    Screen("organisatie", "/", "kvk", bare="stichting"),
    Screen("organisatie-meer", "/meer", bare="stichting"),
    Screen("organisatie-aanvragen", "/aanvragen", "zaken", bare="stichting"),
    Screen("organisatie-aanvraag", "/aanvragen", "documenten", ".card__title a", bare="stichting"),
    Screen("organisatie-berichten", "/berichten", "vtb", bare="stichting"),
    Screen("organisatie-taken", "/taken", "vtb", bare="stichting"),
    Screen("organisatie-rekeningen", "/rekeningen", "facturen", bare="stichting"),
    Screen("organisatie-belasting", "/belasting", "belastingen", bare="stichting"),
    Screen("organisatie-vergunningen", "/vergunningen", "openproduct", bare="stichting"),
    Screen("organisatie-contact", "/contact", "klantinteracties", bare="stichting"),
    Screen("organisatie-wie-keek", "/wie-keek", bare="stichting"),
    Screen("organisatie-onbekend", "/bestaat-niet", bare="stichting"),
)
APP = (
    Screen("app-start", "/app/", "zaken"),
    Screen("app-aanvragen", "/app/aanvragen", "zaken"),
    Screen("app-aanvraag", "/app/", "documenten", "main a[href*='aanvragen/']", bare="vera"),
    Screen("app-berichten", "/app/berichten", "vtb"),
    Screen("app-meer", "/app/meer", "facturen"),
    Screen("app-onbekend", "/app/bestaat-niet"),
)
# The pages that the service makes itself, for whoever comes.
SERVICE = (
    Screen("inloggen", "/inloggen"),
    Screen("inloggen-mislukt", "/inloggen/digid/terug"),
    Screen("inloggen-onbekend", "/inloggen/anders"),
    Screen("uitgelogd", "/uitgelogd?reden=verlopen"),
    Screen("toegankelijkheid", "/toegankelijkheid"),
    Screen("privacy", "/privacy"),
    Screen("zonder-javascript", "/zonder-javascript"),
)


def _sought(persona: str) -> tuple[dict[str, Any], ...]:
    """For a purpose, verified by questions, by number; then the one who was found."""
    return (
        {"pick": [".search .field:nth-of-type(1) select", "BURGERZAKEN"]},
        {"pick": [".search .field:nth-of-type(2) select", "CONTROLEVRAGEN"]},
        {"fill": [".search__fields input", bsn_of(persona)]},
        {"click": "form.search button[type=submit]", "until": ".found__open"},
    )


def _opened(persona: str) -> tuple[dict[str, Any], ...]:
    return (*_sought(persona), {"click": ".found__open", "until": ".view"})


def agent(persona: str) -> tuple[Screen, ...]:
    """The pages of the workplace, on which this persona calls."""
    return (
        Screen("medewerker-zoeken", "/medewerker/"),
        Screen("medewerker-gevonden", "/medewerker/", steps=_sought(persona)),
        Screen("medewerker-dossier", "/medewerker/", "klantinteracties", steps=_opened(persona)),
        Screen("medewerker-aanvraag", "/medewerker/", "documenten", ".view .card__title a", _opened(persona), "fatima"),
    )


SOUGHT, OPENED, AGENT = _sought("jan"), _opened("jan"), agent("jan")


def looks(screens: tuple[Screen, ...], widths: tuple[int, ...], state: str = "data") -> list[dict[str, Any]]:
    """The steps that lead to each of these pages in a state and look at it there, in each of these widths.

    A page is `loading` when nothing more comes than what led there, `down` is the registry that it can't do without,
    and `ending` the session; `data` and `empty` are a matter of whose they are.
    """
    steps: list[dict[str, Any]] = []
    for screen in screens:
        clicked = [{"click": screen.click}] if screen.click else []
        first = {"go": screen.path, "stall": False, "down": (state == "down" and screen.registry) or ""}
        way: list[dict[str, Any]] = [first, *screen.steps, *clicked]
        if state == "loading":
            way[-1] = {name: value for name, value in way[-1].items() if name != "until"}
            way[-1] |= {"stall": True, "settled": False, "wait": 500}
        elif state == "ending":
            way.append({"until": "dialog[open]"})
        steps += [*way[:-1], way[-1] | {"look": screen.name, "widths": list(widths)}]
    return steps
