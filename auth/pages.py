"""The pages of log-in and log-out."""

from collections.abc import Mapping, Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from auth.failures import Failure
from auth.language import Language, language_of
from auth.page import button, links, page
from auth.roles import Level
from auth.ways import Way

__all__ = ["choice", "forbidden", "goodbye", "home", "lost", "refusal"]

_TITLES: Mapping[str, tuple[str, str]] = {
    "choice": ("Inloggen bij Mijn Den Haag", "Log in to Mijn Den Haag"),
    "forbidden": ("U hebt geen toegang tot deze pagina", "You have no access to this page"),
    "goodbye": ("U bent uitgelogd", "You have been logged out"),
    "home": ("U bent ingelogd", "You are logged in"),
    "lost": ("Deze pagina bestaat niet", "This page does not exist"),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "how": (
        "Kies hoe u wilt inloggen. Daarna ziet u uw aanvragen, berichten en gegevens bij de gemeente Den Haag.",
        "Choose how you want to log in. Then you see your applications, messages and data at the municipality of The"
        " Hague.",
    ),
    "none": ("Inloggen kan nu niet.", "You can't log in now."),
    "closed": (
        "Gebruikt u een computer die ook van anderen is? Sluit dan alle vensters van de browser.",
        "Do you share this computer with others? Then close all windows of the browser.",
    ),
    "idle": (
        "U deed een tijd niets. Daarom hebben wij u uitgelogd. Zo kan niemand anders uw gegevens zien.",
        "You did nothing for a while. That is why we logged you out. So nobody else can see your data.",
    ),
    "employees": (
        "Deze pagina is alleen voor medewerkers van de gemeente.",
        "This page is for employees of the municipality only.",
    ),
    "again": ("Opnieuw inloggen", "Log in again"),
    "retry": ("Opnieuw proberen", "Try again"),
    "way": ("Inloggen", "Log in"),
    "other": ("Op een andere manier inloggen", "Log in another way"),
    "home": ("Naar Mijn Den Haag", "To Mijn Den Haag"),
    "came": ("U koos:", "You chose:"),
    "higher": ("Meer zien: log in op een hoger niveau", "See more: log in at a higher level"),
    "alone": ("Verder als uzelf", "Go on as yourself"),
    "out": ("Uitloggen", "Log out"),
}
_GROUPS: Sequence[tuple[tuple[str, str], Sequence[Way]]] = (
    (("Voor uzelf", "For yourself"), (Way.DIGID, Way.EIDAS)),
    (
        ("Voor iemand anders", "For someone else"),
        (Way.DIGID_MACHTIGEN, Way.OUDERLIJK_GEZAG, Way.EHERKENNING_BEWINDVOERING),
    ),
    (("Voor een organisatie", "For an organisation"), (Way.EHERKENNING,)),
    (("Voor medewerkers van de gemeente", "For employees of the municipality"), (Way.MEDEWERKERS,)),
)
_FAILURES: Mapping[Failure, tuple[int, tuple[str, str], tuple[str, str]]] = {
    Failure.GEANNULEERD: (
        200,
        ("U hebt het inloggen geannuleerd", "You cancelled the log-in"),
        ("U bent niet ingelogd. U kunt het opnieuw proberen.", "You are not logged in. You can try again."),
    ),
    Failure.NIVEAU_TE_LAAG: (
        403,
        ("Log in op een hoger niveau", "Log in at a higher level"),
        (
            "De manier waarop u inlogde is hier niet zeker genoeg. Gebruik bijvoorbeeld de DigiD-app, met een controle "
            "van uw identiteitsbewijs, of een hoger niveau van eHerkenning.",
            "The way you logged in is not certain enough here. Use the DigiD app with a check of your identity "
            "document, for instance, or a higher level of eHerkenning.",
        ),
    ),
    Failure.GEEN_IDENTITEIT: (
        403,
        ("Wij kunnen niet zien wie u bent", "We can't tell who you are"),
        (
            "Bij het inloggen kregen wij niet de gegevens die nodig zijn. Log op een andere manier in, of bel 14070.",
            "The log-in did not give us the data that we need. Log in another way, or call +31 70 353 30 00.",
        ),
    ),
    Failure.GEEN_MACHTIGING: (
        403,
        ("Uw machtiging geldt hier niet", "Your authorisation does not hold here"),
        (
            "De machtiging waarmee u inlogde is niet voor een dienst van deze website. Vraag een andere aan.",
            "The authorisation you logged in with is not for a service of this website. Ask for another one.",
        ),
    ),
    Failure.NIET_BESCHIKBAAR: (
        503,
        ("Inloggen lukt nu niet", "Log-in does not work now"),
        (
            "De inlogdienst is niet bereikbaar. Probeer het over een paar minuten opnieuw.",
            "The log-in service can't be reached. Try again in a few minutes.",
        ),
    ),
    Failure.VERLOPEN: (
        400,
        ("Het inloggen duurde te lang", "The log-in took too long"),
        (
            "Of u begon in een ander venster of een andere browser. Begin hier opnieuw.",
            "Or you began in another window or browser. Start again here.",
        ),
    ),
    Failure.ANDER: (
        403,
        ("U logde in als iemand anders", "You logged in as somebody else"),
        (
            "Om meer te zien logt u op een hoger niveau in als dezelfde persoon. Er is niets veranderd.",
            "To see more, log in at a higher level as the same person. Nothing has changed.",
        ),
    ),
    Failure.OVERLEDEN: (
        403,
        ("U kunt hier niet inloggen", "You can't log in here"),
        (
            "Volgens de basisregistratie is deze persoon overleden. Voor een nalatenschap belt u 14070.",
            "According to the register of persons this person has died. About an estate, call +31 70 353 30 00.",
        ),
    ),
    Failure.MISLUKT: (
        400,
        ("Het inloggen is mislukt", "The log-in failed"),
        (
            "U bent niet ingelogd. Probeer het opnieuw. Lukt het nog niet, bel dan 14070.",
            "You are not logged in. Try again. If it still does not work, call +31 70 353 30 00.",
        ),
    ),
}


def choice(request: Request, ways: Sequence[tuple[Way, str]]) -> Response:
    """The ways in, each with where it begins, under for whom somebody comes."""
    language = language_of(request.headers)
    paths, text = dict(ways), ""
    for whom, group in _GROUPS:
        rows = "".join(
            f'<li><a href="{escape(paths[way])}">{_way(way, language)}</a></li>' for way in group if way in paths
        )
        if rows:
            text += f'<h2>{escape(_in(whom, language))}</h2><ul class="wegen">{rows}</ul>'
    word = "how" if ways else "none"
    return page(language, _title("choice", language), f"<p>{_word(word, language)}</p>{text}")


def refusal(request: Request, failure: Failure, retry: str, other: str) -> Response:
    """Why somebody is not logged in, and two ways on."""
    language = language_of(request.headers)
    status, titles, texts = _FAILURES[failure]
    ways_on = links((retry, _word("retry", language)), (other, _word("other", language)))
    return page(language, _in(titles, language), f"<p>{escape(_in(texts, language))}</p>{ways_on}", status)


def home(request: Request, way: Way, *, higher: Level | None, represents: bool, forms: Sequence[str]) -> Response:
    """For who is logged in: by what way, and on, up and out from here. `forms` are origins to which a form may lead."""
    language = language_of(request.headers)
    text = f"<p>{_word('came', language)} {_way(way, language)}.</p>"
    if higher is not None:
        text += links((f"/inloggen/verhogen?niveau={higher.name}&terug=/", _word("higher", language)))
    buttons = button("/vertegenwoordiging/beeindigen", _word("alone", language)) if represents else ""
    buttons += button("/uitloggen", _word("out", language))
    return page(language, _title("home", language), f'{text}<div class="knoppen">{buttons}</div>', forms=forms)


def goodbye(request: Request, *, by_itself: bool = False) -> Response:
    """After log-out, or when a session was over by itself."""
    language = language_of(request.headers)
    why = f"<p>{_word('idle', language)}</p>" if by_itself else ""
    text = f"{why}<p>{_word('closed', language)}</p>" + links(("/inloggen", _word("again", language)))
    return page(language, _title("goodbye", language), text)


def forbidden(request: Request) -> Response:
    """What is asked is there for others."""
    language = language_of(request.headers)
    text = f"<p>{_word('employees', language)}</p>" + links(("/", _word("home", language)))
    return page(language, _title("forbidden", language), text, 403)


def lost(request: Request) -> Response:
    """There is no such page."""
    language = language_of(request.headers)
    ways_on = links(("/", _word("home", language)), ("/inloggen", _word("way", language)))
    return page(language, _title("lost", language), ways_on, 404)


def _in(texts: tuple[str, str], language: Language) -> str:
    return texts[language == "en"]


def _word(name: str, language: Language) -> str:
    return escape(_in(_WORDS[name], language))


def _title(name: str, language: Language) -> str:
    return _in(_TITLES[name], language)


def _way(way: Way, language: Language) -> str:
    return escape(way.english if language == "en" else way.dutch)
