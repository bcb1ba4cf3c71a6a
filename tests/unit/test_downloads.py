"""The parts of a download: ranges, names, exact lengths, links, and what a scanner says."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.message import Message
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.links import LASTS, Link, Links
from auth.principal import Principal
from auth.roles import Role
from auth.store.vault import Vault
from resolvers.downloads.naming import disposition, headers_of, media_type
from resolvers.downloads.ranges import Part, Unsatisfiable, part_of
from resolvers.downloads.reopening import File
from resolvers.downloads.sending import BrokenOff, Outgoing, Spool, TooLarge, exactly, outgoing
from sources.core.errors import RegistryInvalid
from sources.core.scanning import Clamd, Infected, ScannerUnavailable
from sources.core.transport import Streamed
from tests.contract.loopback import misbehaving
from tests.databases import STORE_KEY

few = settings(max_examples=60, deadline=None)
JAN = Principal(Role.INWONER, "jan", "web", 0, subject="999990019", session="a1")
LINK = Link("documenten", "uuid", "999990019", 2, "zaak")


# Links


def test_a_link_opens_for_who_it_was_made_for_until_it_is_late() -> None:
    now = [1000.0]
    links = Links(Vault([STORE_KEY]), clock=lambda: now[0])
    token = links.make(JAN, LINK).removeprefix("/documenten/")
    assert links.read(JAN, token) == LINK and re.fullmatch(r"[A-Za-z0-9_-]+", token)
    assert "999990019" not in token and repr(LINK) == "Link('documenten')"
    for other in (
        Principal(Role.INWONER, "jan", "web", 0, subject="999990019", session="b2"),
        Principal(Role.INWONER, "jan", "web", 0, subject="999990019"),
        Principal(Role.INWONER, "els", "web", 0, subject="999990019", session="a1"),
        Principal(Role.INWONER, "jan", "app", 0, subject="999990019", session="a1"),
        Principal(Role.INWONER, "jan", "web", 0, subject="999990020", session="a1"),
        Principal(Role.MEDEWERKER, "jan", "web", 0, subject="999990019", session="a1"),
    ):
        assert links.read(other, token) is None
    now[0] += LASTS
    assert links.read(JAN, token) is None


@few
@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.hex()), st.integers(0, 200))
def test_a_text_that_is_no_link_opens_nothing(text: str, place: int) -> None:
    links = Links(Vault([STORE_KEY]))
    assert links.read(JAN, text) is None
    token = links.make(JAN, LINK).removeprefix("/documenten/")
    place %= len(token) - 1  # of the last letter not every bit counts
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    assert links.read(JAN, changed) is None


# Ranges


@few
@given(st.integers(1, 50), st.integers(0, 60), st.integers(0, 60), st.sampled_from(["a-b", "a-", "-b"]))
def test_a_range_is_the_bytes_that_a_slice_would_give(total: int, a: int, b: int, form: str) -> None:
    header = "bytes=" + form.replace("a", str(a)).replace("b", str(b))
    whole = bytes(range(total))
    expected = whole[a:] if form == "a-" else whole[max(total - b, 0) :] if form == "-b" else whole[a : b + 1]
    if form == "a-b" and b < a:
        assert part_of(header, "", total, "") is None
    elif not expected:
        with pytest.raises(Unsatisfiable):
            part_of(header, "", total, "")
    else:
        part = part_of(header, "", total, "")
        assert part is not None and whole[part.start : part.end] == expected
        assert part.told == f"bytes {part.start}-{part.end - 1}/{total}"


@pytest.mark.parametrize("header", ["", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,3-4", "items=0-1", "bytes=0x1-2"])
def test_what_is_no_single_range_is_as_if_nothing_was_asked(header: str) -> None:
    assert part_of(header, "", 10, "") is None


def test_a_range_of_another_version_is_all() -> None:
    assert part_of("bytes=0-1", '"versie-2"', 10, '"versie-2"') == Part(0, 2, 10)
    for other in ('"versie-1"', 'W/"versie-2"', "Thu, 26 Nov 2026 00:00:00 GMT"):
        assert part_of("bytes=0-1", other, 10, '"versie-2"') is None


# Names


@few
@given(
    st.text(max_size=200), st.sampled_from(["application/pdf", "text/html", "application/octet-stream", "image/png"])
)
def test_whatever_a_name_the_header_is_one_and_harmless(name: str, media: str) -> None:
    value = disposition(name, media)
    assert value.isascii() and value.isprintable()
    message = Message()
    message["content-disposition"] = value
    assert message.get_content_disposition() == (
        "attachment" if media in ("text/html", "application/octet-stream") else "inline"
    )
    said = message.get_filename()
    assert said and not re.search(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]', said) and not said.startswith(".")
    assert len(said) < 140


@pytest.mark.parametrize(
    ("name", "media", "value"),
    [
        ("besluit.pdf", "application/pdf", 'inline; filename="besluit.pdf"'),
        (
            "Besluit één.pdf",
            "application/pdf",
            "inline; filename=\"Besluit een.pdf\"; filename*=UTF-8''Besluit%20%C3%A9%C3%A9n.pdf",
        ),
        ("../../etc/passwd", "text/html", 'attachment; filename="_.._etc_passwd.html"'),
        ('a"; filename="b.exe', "application/pdf", 'inline; filename="a__ filename=_b.exe"'),
        (
            "factuur\u202efdp.exe",
            "application/pdf",
            'inline; filename="facturfdp.exe"'.replace("facturfdp", "factuurfdp"),
        ),
        ("", "application/pdf", 'inline; filename="document.pdf"'),
        ("日本", "application/pdf", "inline; filename=\"document.pdf\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf"),
        ("x.svg", "image/svg+xml", 'attachment; filename="x.svg"'),
    ],
)
def test_a_name_is_what_is_saved(name: str, media: str, value: str) -> None:
    assert disposition(name, media) == value


@pytest.mark.parametrize(
    ("said", "media"),
    [
        ("application/pdf", "application/pdf"),
        (" Application/PDF; charset=x", "application/pdf"),
        ("text/html\r\nX: y", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("pdf", "application/octet-stream"),
    ],
)
def test_a_media_type_is_one_or_just_bytes(said: str, media: str) -> None:
    assert media_type(said) == media


def test_no_script_of_a_file_runs_here() -> None:
    html, pdf = dict(headers_of("x.html", "text/html")), dict(headers_of("x.pdf", "application/pdf"))
    assert html["content-disposition"].startswith("attachment") and "sandbox" in html["content-security-policy"]
    assert pdf["content-security-policy"].startswith("default-src 'none'")
    assert {each["x-content-type-options"] for each in (html, pdf)} == {"nosniff"}


# Lengths


async def given_(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def read(pieces: AsyncIterator[bytes]) -> tuple[bytes, bool]:
    """What came, and whether it came to its end."""
    found = b""
    try:
        async for piece in pieces:
            found += piece
    except BrokenOff:
        return found, False
    return found, True


@few
@given(st.lists(st.binary(max_size=9), max_size=8), st.integers(0, 40), st.integers(0, 40), st.booleans())
async def test_exactly_so_many_bytes_come_or_it_breaks_off(
    pieces: list[bytes], skip: int, take: int, ending: bool
) -> None:
    whole = b"".join(pieces)
    found, ended = await read(exactly(given_(*pieces), skip, take, ending=ending))
    fits = len(whole) == skip + take if ending else len(whole) >= skip + take
    assert ended is fits
    if fits:
        assert found == whole[skip : skip + take]
    else:
        assert len(found) < take or not take, "what broke off does not look whole"


def file(size: int | None, *pieces: bytes, status: int = 200, **headers: str) -> tuple[File, list[str]]:
    asked: list[str] = []

    def open_(range_: str) -> object:
        @asynccontextmanager
        async def opened() -> AsyncIterator[Streamed]:
            asked.append(range_)
            yield Streamed(status, {k.replace("_", "-"): v for k, v in headers.items()}, given_(*pieces))

        return opened()

    return File("documenten", "x.pdf", "application/pdf", size, 2, open_), asked  # type: ignore[arg-type]


async def sent(
    made: File, asked: dict[str, str] | None = None, spool: Spool | None = None
) -> tuple[Outgoing, bytes, bool]:
    async with outgoing(made, asked or {}, spool) as answer:
        return answer, *await read(answer.pieces)


async def test_another_size_than_the_metadata_say_is_not_begun_and_a_shorter_body_is_not_ended() -> None:
    longer, _ = file(5, b"123456", content_length="6")
    with pytest.raises(RegistryInvalid, match="another size"):
        await sent(longer)
    for pieces in ((b"12", b"34"), (b"12", b"3456")):
        unsaid, _ = file(5, *pieces)
        answer, body, ended = await sent(unsaid)
        assert dict(answer.headers)["content-length"] == "5" and len(body) < 5 and not ended
    packed, _ = file(5, b"12345", content_encoding="gzip")
    with pytest.raises(RegistryInvalid):
        await sent(packed)


async def test_a_registry_that_honours_a_range_sends_the_part_and_one_that_lies_about_it_nothing() -> None:
    honest, asked = file(10, b"2", b"3", status=206, content_range="bytes 2-3/10")
    answer, body, ended = await sent(honest, {"range": "bytes=2-3"})
    assert (answer.status, body, ended, asked) == (206, b"23", True, ["bytes=2-3"])
    assert dict(answer.headers)["content-range"] == "bytes 2-3/10"
    for told in ("bytes 0-1/10", "bytes 2-3/11", ""):
        liar, _ = file(10, b"23", status=206, content_range=told)
        with pytest.raises(RegistryInvalid):
            await sent(liar, {"range": "bytes=2-3"})
    unasked, _ = file(10, b"23", status=206, content_range="bytes 2-3/10")
    with pytest.raises(RegistryInvalid):
        await sent(unasked)


# Scanning

Behaviour = Callable[[bytes], bytes]


@asynccontextmanager
async def clamd(says: Behaviour, stop_after: int = 2**30) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A daemon that speaks INSTREAM (clamd(8)), on TCP; what it was sent is kept."""
    seen: list[bytes] = []

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(await reader.readexactly(4)):
            content += await reader.readexactly(length)
            if len(content) > stop_after:
                writer.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        seen.append(content)
        writer.write(says(content))
        await writer.drain()

    async with misbehaving(served) as peer:
        yield f"tcp://127.0.0.1:{peer.port}", seen


def eicar(content: bytes) -> bytes:
    return b"stream: Eicar-Signature FOUND\0" if b"EICAR" in content else b"stream: OK\0"


async def test_a_file_leaves_only_after_all_of_it_was_looked_through(tmp_path: Path) -> None:
    pieces = [bytes([place]) * 70_000 for place in range(5)]
    async with clamd(eicar) as (address, seen):
        spool = Spool(Clamd(address), tmp_path, 10**6)
        made, asked = file(350_000, *pieces)
        answer, body, ended = await sent(made, {"range": "bytes=69999-70000"}, spool)
        assert (answer.status, body, ended) == (206, b"\0\1", True)
        assert seen == [b"".join(pieces)] and asked == [""], "all of it, although a part was asked"
        made, _ = file(None, *pieces)
        answer, body, ended = await sent(made, None, spool)
        assert body == b"".join(pieces) and dict(answer.headers)["content-length"] == "350000"
    assert os.listdir(tmp_path) == [], "and nothing of it stays"


async def test_what_is_found_is_not_sent(tmp_path: Path) -> None:
    async with clamd(eicar) as (address, _):
        made, _asked = file(None, b"x" * 1000, b"EICAR")
        with pytest.raises(Infected):
            await sent(made, None, Spool(Clamd(address), tmp_path, 10**6))


async def test_what_is_too_large_or_too_short_is_not_sent(tmp_path: Path) -> None:
    async with clamd(eicar) as (address, _):
        made, _asked = file(None, *[b"x" * 600] * 2)
        with pytest.raises(TooLarge):
            await sent(made, None, Spool(Clamd(address), tmp_path, 1000))
        short, _asked = file(9, b"1234")
        with pytest.raises(BrokenOff):
            await sent(short, None, Spool(Clamd(address), tmp_path, 1000))


@pytest.mark.parametrize(
    "reply", [b"stream: x ERROR\0", b"UNKNOWN COMMAND\0", b"", b"stream: OK", b"\0", b"stream: OK\n\0"]
)
async def test_what_nobody_can_judge_is_not_sent(reply: bytes, tmp_path: Path) -> None:
    async with clamd(lambda content: reply) as (address, _):
        made, _asked = file(None, b"x")
        with pytest.raises(ScannerUnavailable):
            await sent(made, None, Spool(Clamd(address), tmp_path, 1000))


async def test_a_daemon_that_breaks_off_is_away_or_is_silent_is_unavailable(tmp_path: Path) -> None:
    made, _ = file(None, *[b"x" * 65536] * 400)
    async with clamd(eicar, stop_after=100_000) as (address, _):
        with pytest.raises(ScannerUnavailable):
            await sent(made, None, Spool(Clamd(address), tmp_path, 10**9))
    made, _ = file(None, b"x")
    with pytest.raises(ScannerUnavailable):
        await sent(made, None, Spool(Clamd(address), tmp_path, 1000))
    with pytest.raises(ScannerUnavailable):
        await sent(made, None, Spool(Clamd(f"unix:{tmp_path}/nobody"), tmp_path, 1000))


async def test_a_daemon_that_says_nothing_is_waited_for_no_longer_than_it_has(tmp_path: Path) -> None:
    async def nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with misbehaving(nothing) as peer:
        made, _ = file(None, b"x")
        with pytest.raises(ScannerUnavailable):
            await sent(made, None, Spool(Clamd(f"tcp://127.0.0.1:{peer.port}", seconds=0.1), tmp_path, 1000))


@pytest.mark.parametrize("address", ["", "clamd", "http://x:1", "tcp://host", "tcp://host:1/x", "unix:", "unix://x/y"])
def test_an_address_that_is_none_stops_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="clamd"):
        Clamd(address)
