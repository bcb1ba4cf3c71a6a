"""Names as letters need them: initials, salutation, the name on the envelope and the name in a sentence.

The rules are those of the BRP API (voorletters, aanhef, aanschrijfwijze, gebruikInLopendeTekst) for persons without a
title of nobility; the city has none.
"""

from sources.city import Name

__all__ = ["envelope", "in_text", "initials", "salutation"]


def initials(given: str) -> str:
    """One letter for each first name; a first name of one letter gets no full stop."""
    letters = ""
    for name in given.split():
        letters += name if len(name) == 1 else f"{name[0]}."
        letters += " " if len(name) == 1 else ""
    return letters.strip()


def salutation(name: Name, sex: str, use: str, partner: Name | None) -> str:
    """How a letter begins."""
    return f"Geachte {_addressed(name, sex, use, partner, 'heer')}"


def in_text(name: Name, sex: str, use: str, partner: Name | None) -> str:
    """How a sentence names the person."""
    return _addressed(name, sex, use, partner, "de heer")


def envelope(name: Name, use: str, partner: Name | None) -> str:
    """The line above the address."""
    used, letters = _used(name, use, partner), initials(name.given)
    return f"{letters} {used}" if letters else _capital(used)


def _addressed(name: Name, sex: str, use: str, partner: Name | None, mister: str) -> str:
    used = _used(name, use, partner)
    if sex == "O":
        return f"{initials(name.given)} {used}".strip()
    return f"{mister if sex == 'M' else 'mevrouw'} {_capital(used)}"


def _used(name: Name, use: str, partner: Name | None) -> str:
    own = f"{name.prefix} {name.surname}".strip()
    if partner is None or use == "E":
        return own
    other = f"{partner.prefix} {partner.surname}".strip()
    return {"P": other, "V": f"{other}-{own}", "N": f"{own}-{other}"}[use]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
