"""The pages of the identity provider but for the form: plain HTML that works without a script."""

from collections.abc import Mapping, Sequence
from html import escape

from auth.development.clients import Client
from auth.development.grants import Session
from auth.development.ways import broker_of
from auth.ways import Way

__all__ = ["end_page", "ended_page", "home_page", "page", "refusal_page", "ways_page"]


def page(
    base: str,
    title: str,
    main: str,
    name: str = "Inloggen (ontwikkeling)",
    *,
    wrong: bool = False,
) -> str:
    """A whole page; `base` is where the provider is, `main` is HTML already.

    With `wrong` its title says first that something has to be mended.
    """
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{"Fout: " if wrong else ""}{escape(title)} - ontwikkeling</title>
<link rel="stylesheet" href="{escape(base)}/stijl.css">
<link rel="icon" href="data:,">
</head>
<body>
<header class="header">
<p class="melding">Nagemaakt inlogscherm, alleen voor ontwikkeling. Niemand hier bestaat echt.</p>
<div class="header__inner"><p class="header__name">{escape(name)}</p></div></header>
<main class="breed">
<h1>{escape(title)}</h1>
{main}
</main>
</body>
</html>
"""


def refusal_page(base: str, reason: str) -> str:
    """That it can't go on, where nobody may be sent back."""
    text = "Ga terug naar de toepassing waar u vandaan kwam en begin opnieuw."
    return page(base, "Inloggen kan zo niet", f"<p>{escape(reason)}</p>\n<p>{text}</p>")


def ways_page(base: str, here: str, ways: Sequence[Way]) -> str:
    """With what somebody wants to log in."""
    links = "\n".join(
        f'<li><a href="{escape(here)}?weg={way.value}">{escape(broker_of(way).name)}</a></li>' for way in ways
    )
    return page(base, "Hoe wilt u inloggen?", f'<ul class="wegen">\n{links}\n</ul>')


def end_page(base: str, form: Mapping[str, str]) -> str:
    """Whether somebody wants to log out, where no client gave proof that it was they who asked."""
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in form.items()
    )
    main = f"""<p>Een toepassing vraagt om u uit te loggen bij dit inlogscherm en bij alle toepassingen.</p>
<form method="post" action="{escape(base)}/uitloggen">
{hidden}
<div class="knoppen"><button class="eerst">Uitloggen</button></div>
</form>"""
    return page(base, "Wilt u uitloggen?", main)


def ended_page(base: str, told: Mapping[str, bool]) -> str:
    """That somebody is logged out, and which clients were told."""
    return page(base, "U bent uitgelogd", _told(told))


def home_page(
    base: str,
    clients: Sequence[Client],
    session: Session | None,
    old_keys: int,
    secret: str,
    told: Mapping[str, bool] | None = None,
) -> str:
    """What the provider knows, and the buttons to try it with."""
    rows = "\n".join(
        f"<dt>{escape(each.client_id)}</dt>\n<dd>{escape(each.style.value)}; "
        f"{escape(', '.join(broker_of(way).name for way in each.ways)) or 'geen inlog, een dienst'}</dd>"
        for each in clients
    )
    if session is None:
        logged_in = "<p>In deze browser is niemand ingelogd.</p>"
    else:
        known = ", ".join(session.clients) or "geen"
        logged_in = (
            f"<p>Ingelogd met {escape(broker_of(session.login.way).name)}. Toepassingen: {escape(known)}.</p>"
            + _button(base, "uitloggen-overal", "Uitloggen bij alle toepassingen", secret)
        )
    keys = f"<p>Oude sleutels die nog gepubliceerd worden: {old_keys}.</p>"
    buttons = _button(base, "sleutels/nieuw", "Nieuwe sleutel", secret)
    buttons += _button(base, "sleutels/vergeten", "Vergeet de oude sleutels", secret)
    news = "" if told is None else f'<div role="status"><p>Uitgelogd.</p>{_told(told)}</div>'
    main = f"""{news}<h2>Sessie</h2>
{logged_in}
<h2>Sleutels</h2>
{keys}
<div class="knoppen">{buttons}</div>
<h2>Toepassingen</h2>
<dl>
{rows}
</dl>"""
    return page(base, "Inlogdienst voor ontwikkeling", main)


def _button(base: str, where: str, text: str, secret: str) -> str:
    return (
        f'<form method="post" action="{escape(base)}/{where}"><input type="hidden" name="geheim" '
        f'value="{escape(secret)}"><button>{escape(text)}</button></form>'
    )


def _told(told: Mapping[str, bool]) -> str:
    if not told:
        return "<p>Er was geen toepassing die dit wil weten.</p>"
    rows = "\n".join(f"<li>{escape(name)}: {'gemeld' if took else 'niet bereikt'}</li>" for name, took in told.items())
    return f"<ul>\n{rows}\n</ul>"
