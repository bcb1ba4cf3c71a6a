"""The page on which somebody chooses who they log in as, in the manner of a broker."""

from collections.abc import Mapping, Sequence
from html import escape

from auth.development.choice import Choices
from auth.development.grants import Deviation
from auth.development.pages import page
from auth.development.ways import SERVICES, broker_of
from auth.roles import Level
from auth.ways import Way

__all__ = ["form_page"]

# The fields for somebody of one's own making: name, label, help.
_SOMEBODY = "Een naam uit de lijst, of een burgerservicenummer van 9 cijfers"
_ACTING = ("nummer", "Wie inlogt", _SOMEBODY)
_OTHER = ("nummer-ander", "Wie vertegenwoordigd wordt", _SOMEBODY)
_FIELDS: Mapping[Way, tuple[tuple[str, str, str], ...]] = {
    Way.DIGID: (_ACTING,),
    Way.EIDAS: (_ACTING,),
    Way.DIGID_MACHTIGEN: (_ACTING, _OTHER),
    Way.OUDERLIJK_GEZAG: (_ACTING, _OTHER),
    Way.EHERKENNING_BEWINDVOERING: (_OTHER,),
    Way.EHERKENNING: (
        ("kvk", "KVK-nummer", "8 cijfers"),
        ("vestiging", "Vestigingsnummer", "12 cijfers; leeg laten voor alle vestigingen"),
    ),
}
_WITH_SERVICE = (Way.DIGID_MACHTIGEN, Way.EHERKENNING_BEWINDVOERING)


def form_page(
    base: str,
    here: str,
    way: Way,
    choices: Choices,
    levels: Sequence[Level],
    client_id: str,
    said: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> str:
    """The form; `said` is what was filled in before, `faults` what was wrong with it."""
    said, faults = said or {}, faults or {}
    parts = [
        _summary(faults),
        f"<p>U gaat inloggen bij <strong>{escape(client_id)}</strong>.</p>",
        f'<form method="post" action="{escape(here)}?weg={way.value}" autocomplete="off" novalidate>',
        _who(way, choices, said, faults),
        _levels(way, levels, said, faults),
        _deviations(said, faults),
        '<div class="knoppen"><button class="eerst" name="besluit" value="inloggen">Inloggen</button>'
        '<button name="besluit" value="weigeren">Annuleren</button></div>\n</form>',
    ]
    main = "\n".join(filter(None, parts))
    name = broker_of(way).name
    return page(base, f"Inloggen met {name}", main, name, wrong=bool(faults))


def _summary(faults: Mapping[str, str]) -> str:
    if not faults:
        return ""
    rows = "".join(f'<li><a href="#{escape(name)}">{escape(text)}</a></li>' for name, text in faults.items())
    return f'<div class="fouten" role="alert"><h2>Dit moet anders</h2><ul>{rows}</ul></div>'


def _who(way: Way, choices: Choices, said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    people = choices.of(way)
    chosen = said.get("persona", people[0].name if people else "anders")
    rows = [
        _radio("persona", each.name, _called(each.name), each.dutch, each.name == chosen, first=number == 0)
        for number, each in enumerate(people)
    ]
    fields = _FIELDS.get(way, ())
    own = ""
    if fields:
        mine = "\n".join(_text(name, label, text, said, faults) for name, label, text in fields)
        mine += _people(choices)
        mine += _services(said, faults) if way in _WITH_SERVICE else ""
        other = "Een andere organisatie" if way is Way.EHERKENNING else "Iemand anders"
        head = _radio("persona", "anders", other, "Vul hieronder in wie", chosen == "anders", not people)
        own = f'<div class="zelf">{head}\n{mine}</div>'
    wrong = f'<p class="fout">{escape(faults["persona"])}</p>' if "persona" in faults else ""
    listed = f'<div class="keuzes">\n{chr(10).join(rows)}\n</div>\n' if rows else ""
    return f"<fieldset>\n<legend>Wie logt er in?</legend>\n{wrong}{listed}{own}\n</fieldset>"


def _levels(way: Way, levels: Sequence[Level], said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    if not levels:
        return ""
    usual = next((each for each in levels if each >= Level.MIDDEN), levels[-1])
    chosen = said.get("niveau", usual.name)
    rows = "\n".join(
        _radio("niveau", each.name, broker_of(way).levels[each], "", each.name == chosen, first=each is levels[0])
        for each in levels
    )
    wrong = f'<p class="fout">{escape(faults["niveau"])}</p>' if "niveau" in faults else ""
    return f'<fieldset>\n<legend>Niveau</legend>\n{wrong}<div class="keuzes smal">\n{rows}\n</div>\n</fieldset>'


def _deviations(said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    chosen = said.get("afwijking", Deviation.GEEN.value)
    options = [(each.value, each.dutch) for each in Deviation]
    opened = " open" if chosen != Deviation.GEEN.value or "afwijking" in faults else ""
    field = _select("afwijking", "Wat gaat er fout?", options, chosen, faults)
    return f"<details{opened}><summary>Laat iets fout gaan</summary>{field}</details>"


def _services(said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    options = [(number, service.dutch) for number, service in SERVICES.items()]
    return _select("dienst", "Waarvoor", options, said.get("dienst", options[0][0]), faults)


def _radio(name: str, value: str, label: str, text: str, checked: bool, first: bool = False) -> str:
    """One choice; the first of them carries the name of the group, to be found by a link."""
    mark = f' id="{escape(name)}"' if first else ""
    small = f"<small>{escape(text)}</small>" if text else ""
    return (
        f'<label class="keuze"><input type="radio"{mark} name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if checked else ''}><b>{escape(label)}</b>{small}</label>"
    )


def _text(name: str, label: str, text: str, said: Mapping[str, str], faults: Mapping[str, str]) -> str:
    wrong, described = _wrong(name, faults)
    invalid = ' aria-invalid="true"' if wrong else ""
    return (
        f'<div class="veld"><label for="{name}">{escape(label)}</label>'
        f'<p class="hulp" id="{name}-hulp">{escape(text)}</p>{wrong}'
        f'<input id="{name}" name="{name}" autocomplete="off" spellcheck="false"{_asks(name)} '
        f'value="{escape(said.get(name, ""))}" aria-describedby="{name}-hulp{described}"'
        f"{invalid}></div>"
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str, faults: Mapping[str, str]) -> str:
    wrong, described = _wrong(name, faults)
    rows = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options
    )
    about = f' aria-describedby="{described.strip()}" aria-invalid="true"' if wrong else ""
    return (
        f'<div class="veld"><label for="{name}">{escape(label)}</label>{wrong}'
        f'<select id="{name}" name="{name}"{about}>{rows}</select></div>'
    )


def _people(choices: Choices) -> str:
    options = "".join(f'<option value="{escape(_called(name))}"></option>' for name in choices.names)
    return f'<datalist id="mensen">{options}</datalist>'


def _asks(name: str) -> str:
    return ' list="mensen"' if name.startswith("nummer") else ' inputmode="numeric"'


def _wrong(name: str, faults: Mapping[str, str]) -> tuple[str, str]:
    if name not in faults:
        return "", ""
    return f'<p class="fout" id="{name}-fout">{escape(faults[name])}</p>', f" {name}-fout"


def _called(name: str) -> str:
    return " ".join(part if part in ("voor", "eidas") else part.capitalize() for part in name.split("-"))
