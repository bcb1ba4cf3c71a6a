"""The file of an appointment, read back by the rules of iCalendar (RFC 5545) and not by those that wrote it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolvers.downloads.agenda import agenda, vouwen
from sources.afspraken.records import Afspraak, AfspraakStatus, Locatie

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, 30, 5, tzinfo=AMSTERDAM)
UUID = "53e7dc4a-4c38-4679-8ff1-c3eec4a3ee8b"
BEGIN = datetime(2026, 11, 30, 10, 15, tzinfo=AMSTERDAM)
WHOLE = Afspraak(
    UUID,
    "Paspoort; of identiteitskaart,\nmet spoed",
    ["paspoort"],
    BEGIN,
    BEGIN + timedelta(minutes=15),
    Locatie("Stadsdeelkantoor Centrum", "Spui 70, 2511 BT Den Haag"),
    ["oud paspoort", "pasfoto"],
    AfspraakStatus.BEVESTIGD,
    "https://afspraken.example.nl/1",
)
# The properties that this reader knows, and which of them are texts.
LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[^:]*)*):(?P<value>.*)", re.S)
TEXTS = {"SUMMARY", "LOCATION", "DESCRIPTION"}
ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS", "CLASS"}


def read(file: bytes) -> dict[str, dict[str, str]]:
    """The properties of the calendar and of its one event; fails for what the RFC does not allow."""
    assert file.endswith(b"\r\n")
    for folded in file[:-2].split(b"\r\n"):
        assert len(folded) <= 75 and b"\r" not in folded and b"\n" not in folded
        folded.decode()  # no letter is broken by a fold
    unfolded = file.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode().removesuffix("\r\n").split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR" and unfolded[-1] == "END:VCALENDAR"
    found: dict[str, dict[str, str]] = {}
    within: list[str] = []
    for line in unfolded:
        match = LINE.fullmatch(line)
        assert match is not None, line
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            within.append(value)
            found[value] = {}
        elif name == "END":
            assert within.pop() == value
        else:
            assert name not in found[within[-1]], f"{name} stands there once"
            found[within[-1]][name] = text(value) if name in TEXTS else value
    return found


def text(value: str) -> str:
    """A TEXT value, unescaped; fails for what had to be escaped (RFC 5545 §3.3.11)."""
    said, rest = "", value
    while rest:
        letter, rest = rest[0], rest[1:]
        if letter == "\\":
            letter, rest = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}[rest[0]], rest[1:]
        else:
            assert letter not in ";,\n"
        said += letter
    return said


def of(language: Any = "nl", **other: Any) -> dict[str, dict[str, str]]:
    made = agenda(msgspec.structs.replace(WHOLE, **other), NOW, language)
    assert made is not None
    return read(made)


def test_an_appointment_is_one_event_with_all_that_is_known_of_it() -> None:
    found = of()
    assert found["VCALENDAR"] == {
        "VERSION": "2.0",
        "PRODID": "-//Gemeente Den Haag//MijnDenHaag//NL",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
    }
    assert found["VEVENT"] == {
        "UID": UUID,
        "DTSTAMP": "20261123T083005Z",
        "DTSTART": "20261130T091500Z",
        "DTEND": "20261130T093000Z",
        "SUMMARY": "Paspoort; of identiteitskaart,\nmet spoed",
        "LOCATION": "Stadsdeelkantoor Centrum, Spui 70, 2511 BT Den Haag",
        "DESCRIPTION": "Neem mee: oud paspoort\nNeem mee: pasfoto\nhttps://afspraken.example.nl/1",
        "URL": "https://afspraken.example.nl/1",
        "STATUS": "CONFIRMED",
        "CLASS": "PRIVATE",
    }


def test_what_we_say_ourselves_is_in_the_language_that_is_asked() -> None:
    bare = {"onderwerp": None, "locatie": Locatie(online=True), "wijzigen": None}
    dutch, english = of("nl", **bare)["VEVENT"], of("en", **bare)["VEVENT"]
    assert (dutch["SUMMARY"], dutch["LOCATION"]) == ("Afspraak met de gemeente", "Online")
    assert (english["SUMMARY"], english["LOCATION"]) == ("Appointment", "On line")
    assert english["DESCRIPTION"] == "Bring: oud paspoort\nBring: pasfoto" and "URL" not in english


@pytest.mark.parametrize(
    ("status", "told"),
    [
        *((AfspraakStatus.GEPLAND, "TENTATIVE"), (AfspraakStatus.BEVESTIGD, "CONFIRMED"), (None, "CONFIRMED")),
        *((AfspraakStatus.GEANNULEERD, "CANCELLED"), (AfspraakStatus.AFGEROND, "CONFIRMED")),
    ],
)
def test_a_calendar_sees_whether_it_takes_place(status: AfspraakStatus | None, told: str) -> None:
    assert of(status=status)["VEVENT"]["STATUS"] == told


@pytest.mark.parametrize(
    ("local", "told"),
    [
        ("2027-03-28T01:30", "20270328T003000Z"),  # before the clock turns on
        ("2027-03-28T03:30", "20270328T013000Z"),  # an hour later, by the clock two
        ("2027-07-01T00:30", "20270630T223000Z"),
        ("2028-02-29T23:59", "20280229T225900Z"),
    ],
)
def test_a_moment_is_told_in_utc_also_around_the_turn_of_the_clock(local: str, told: str) -> None:
    begin = datetime.fromisoformat(local).replace(tzinfo=AMSTERDAM)
    assert of(begin=begin, eind=begin.astimezone(UTC) + timedelta(hours=1))["VEVENT"]["DTSTART"] == told


@pytest.mark.parametrize("missing", ["begin", "eind"])
def test_an_appointment_at_no_known_time_is_no_file(missing: str) -> None:
    assert agenda(msgspec.structs.replace(WHOLE, **{missing: None}), NOW, "nl") is None


@pytest.mark.parametrize(
    "link",
    ["http://x.nl", "javascript:alert(1)", "https://x.nl/ y", "https://x.nl/\r\nATTENDEE:mailto:a@b", "https://é"],
)
def test_a_link_that_is_not_safe_stands_nowhere_as_one(link: str) -> None:
    found = of(wijzigen=link)["VEVENT"]
    assert "URL" not in found and found.keys() <= ONCE


TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('\\;,:\n\r"é€😀\x00\x7f\u2028'), max_size=200)


@given(TEXT, TEXT, st.lists(TEXT, max_size=4))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_whatever_stands_in_a_text_comes_back_and_makes_no_property_of_its_own(
    onderwerp: str, adres: str, meenemen: list[str]
) -> None:
    found = of(onderwerp=onderwerp, locatie=Locatie(adres=adres), meenemen=meenemen, wijzigen=None)["VEVENT"]
    assert found.keys() <= ONCE
    plain = onderwerp.replace("\r\n", "\n").replace("\r", "\n")
    said = "".join(letter for letter in plain if letter == "\n" or letter.isprintable())
    assert found["SUMMARY"] == (said if onderwerp else "Afspraak met de gemeente")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_a_folded_line_unfolds_to_what_it_was(line: str) -> None:
    folded = vouwen(line)
    assert folded.replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
