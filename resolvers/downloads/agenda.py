"""An appointment as a file for somebody's own calendar (iCalendar, RFC 5545): one event, in UTC.

A calendar shows a moment in UTC at the right time wherever it is, so that no rules of a time zone need to be told. Of
the whole RFC this takes the writing of lines: folded at 75 octets, with texts escaped. That is too little to depend on
a library for, and a test reads it back by other rules.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from auth.language import Language
from resolvers.afspraak import veilig
from sources.afspraken.records import Afspraak, AfspraakStatus

__all__ = ["agenda", "vouwen"]

_WIDEST = 75  # octets, without the end of the line
_STATUS = {AfspraakStatus.GEPLAND: "TENTATIVE", AfspraakStatus.GEANNULEERD: "CANCELLED"}
_WORDS = {"nl": ("Afspraak met de gemeente", "Online", "Neem mee"), "en": ("Appointment", "On line", "Bring")}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def agenda(afspraak: Afspraak, now: datetime, language: Language) -> bytes | None:
    """The file, made at this moment; None where it is not known when the appointment is."""
    if afspraak.begin is None or afspraak.eind is None:
        return None
    return b"".join(map(vouwen, _lines(afspraak, afspraak.begin, afspraak.eind, now, language)))


def _lines(afspraak: Afspraak, begin: datetime, eind: datetime, now: datetime, language: Language) -> Iterator[str]:
    what, online, bring = _WORDS[language]
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gemeente Den Haag//MijnDenHaag//NL", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", "BEGIN:VEVENT", f"UID:{afspraak.uuid}", f"DTSTAMP:{_moment(now)}")
    yield from (f"DTSTART:{_moment(begin)}", f"DTEND:{_moment(eind)}", f"SUMMARY:{_text(afspraak.onderwerp or what)}")
    place = afspraak.locatie
    where = [part for part in (place.naam, place.adres) if part] if place is not None else []
    if where or (place is not None and place.online):
        yield f"LOCATION:{_text(', '.join(where) or online)}"
    change = veilig(afspraak.wijzigen)
    described = [f"{bring}: {each}" for each in afspraak.meenemen] + ([change] if change else [])
    if described:
        yield f"DESCRIPTION:{_text(chr(10).join(described))}"
    if change and change.isascii() and change.isprintable():
        yield f"URL:{change}"
    status = "CONFIRMED" if afspraak.status is None else _STATUS.get(afspraak.status, "CONFIRMED")
    yield from (f"STATUS:{status}", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """A TEXT value: what has a meaning in it is escaped, and of what no text may hold only new lines are left."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in plain if letter == "\n" or letter.isprintable()).translate(_ESCAPED)


def vouwen(line: str) -> bytes:
    """A content line with its end, folded so that no line is wider than 75 octets and no letter is broken."""
    folded, width = bytearray(), 0
    for letter in line:
        octets = letter.encode(errors="replace")
        if width + len(octets) > _WIDEST:
            folded += b"\r\n "
            width = 1
        folded += octets
        width += len(octets)
    return bytes(folded + b"\r\n")
