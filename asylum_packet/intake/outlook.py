"""Outlook files (.msg) as letters, read by [MS-OXMSG] and [MS-OXPROPS] without any other program.

A message is a storage of properties, each a stream named by its number and type; recipients and attachments
are storages inside it.
"""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from asylum_packet.intake.compound import read_compound
from asylum_packet.intake.letters import GUESSED, Attached, Letter, fuller, prepare_letter
from asylum_packet.intake.plaintext import decoded
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.intake.webtext import text_of_html

_SUBJECT, _SENDER_NAME, _SENDER, _SENDER_SMTP, _SENT_FOR = "0037", "0C1A", "0C1F", "5D01", "0042"
_TO, _CC, _BCC, _BODY, _HTML, _RTF = "0E04", "0E03", "0E02", "1000", "1013", "1009"
_NAME, _ADDRESS, _SMTP = "3001", "3003", "39FE"
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = "3701", "3707", "3704", "3001"
_SUBMITTED, _DELIVERED, _RECIPIENT_TYPE = 0x0039, 0x0E06, 0x0C15
_CODE_PAGE, _PAGE_CODE, _METHOD = 0x3FFD, 0x3FDE, 0x3705
_ELSEWHERE = frozenset({2, 3, 4, 7})
"""How an attachment is attached where only its address is noted ([MS-OXCMSG] 2.2.2.9)."""

_CODE_PAGES = {
    20127: "ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    54936: "gb18030",
    65001: "utf-8",
    **{28590 + number: f"iso8859-{number}" for number in range(1, 17)},
}
"""Code pages by another name than their number."""

_TEXT, _ANSI, _BINARY = "001F", "001E", "0102"
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_PROPERTIES = "__properties_version1.0"
_BEGINNING = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)

Streams = Mapping[str, bytes]


def prepare_msg(task: Task) -> Outcome:
    """Print an Outlook file to `task.target`.

    Raises:
        Refusal: It cannot become pages.
    """
    streams = read_compound(Path(task.source).read_bytes())
    return prepare_letter(task, "msg", read_msg(streams))


def read_msg(streams: Streams) -> Letter:
    """Read a message.

    Raises:
        Refusal: It is no message, or its text is only there in Outlook's own form.
    """
    if _PROPERTIES not in streams:
        raise Refusal("FILE-damaged", "is damaged: it is no whole Outlook message")
    return _Message(streams, "", header_bytes=32).letter()


class _Message:
    """A message at a place in the streams; the list of properties of one inside another begins sooner."""

    def __init__(self, streams: Streams, at: str, *, header_bytes: int) -> None:
        """Read the numbers it has, which say how its texts of 8 bits are encoded ([MS-OXCMSG] 2.2.1.4)."""
        self.streams, self.at = streams, at
        self.numbers = _numbers(streams.get(at + _PROPERTIES, b""), header_bytes)
        self.encoding = encoding_of(self.numbers.get(_CODE_PAGE, 0) & 0xFFFFFFFF)
        self.guessed = False

    def letter(self) -> Letter:
        """Read it.

        Raises:
            Refusal: Its text is only there in Outlook's own form.
        """
        sent = self.numbers.get(_SUBMITTED) or self.numbers.get(_DELIVERED)
        head = [
            ("From", self._sender()),
            *self._recipients(),
            ("Date", _date(sent) if sent else ""),
            ("Subject", self._text(_SUBJECT)),
        ]
        body, remarks = self._body()
        attached = tuple(self._attached())
        return Letter(
            head=tuple((label, text) for label, text in head if text),
            body=body,
            attached=attached,
            remarks=(*remarks, *((GUESSED,) if self.guessed and not remarks else ())),
            left=("message properties",),
        )

    def _text(self, number: str, place: str = "") -> str:
        """Read a text property of the message, or of a place inside it; "" where it is not there."""
        at = place or self.at
        wide = self.streams.get(f"{at}__substg1.0_{number}{_TEXT}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._decoded(self.streams.get(f"{at}__substg1.0_{number}{_ANSI}", b"")).rstrip("\0")

    def _decoded(self, raw: bytes) -> str:
        """Decode a text of 8 bits, and remember where that was a guess."""
        for encoding in (self.encoding or "ascii", "utf-8", "cp1252"):
            try:
                return raw.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                self.guessed = True
        return raw.decode("latin-1")

    def _sender(self) -> str:
        """Write who sent it; an internal directory address says nothing to a reader."""
        address = self._text(_SENDER_SMTP) or self._text(_SENDER)
        name = self._text(_SENDER_NAME) or self._text(_SENT_FOR)
        return _person(name, "" if address.startswith("/") and name else address)

    def _recipients(self) -> Iterator[tuple[str, str]]:
        """Write to whom it went: the list of recipients, else the lines as Outlook showed them."""
        people: dict[str, list[str]] = {}
        for place in self._places("__recip_version1.0_"):
            kind = self._numbers_of(place).get(_RECIPIENT_TYPE, 1) & 0xFFFFFFFF
            address = self._text(_SMTP, place) or self._text(_ADDRESS, place)
            name = self._text(_NAME, place)
            person = _person(name, "" if address.startswith("/") and name else address)
            people.setdefault(_KINDS.get(kind, "To"), []).append(person)
        for label, number in (("To", _TO), ("Cc", _CC), ("Bcc", _BCC)):
            yield label, "; ".join(people.get(label, [])) or self._text(number)

    def _places(self, kind: str) -> list[str]:
        """List the storages of a kind directly below the message."""
        found = re.compile(re.escape(self.at) + f"({re.escape(kind)}[^/]*/)")
        return sorted({self.at + match[1] for name in self.streams if (match := found.match(name))})

    def _numbers_of(self, place: str) -> Mapping[int, int]:
        """Read the numbers of a recipient or an attachment."""
        return _numbers(self.streams.get(place + _PROPERTIES, b""), 8)

    def _body(self) -> tuple[str, tuple[Remark, ...]]:
        """Read what it says: as text, or from its HTML where that says more."""
        plain = self._text(_BODY).replace("\r\n", "\n")
        page = self._text(_HTML)
        remarks: tuple[Remark, ...] = ()
        if html := self.streams.get(f"{self.at}__substg1.0_{_HTML}{_BINARY}"):
            page, remarks = self._page(html)
        body = fuller(plain, text_of_html(page))
        if not body.strip() and f"{self.at}__substg1.0_{_RTF}{_BINARY}" in self.streams:
            raise Refusal("FILE-outlook", "holds its text only in Outlook's own form (RTF)")
        return body, () if body is plain else remarks

    def _page(self, html: bytes) -> tuple[str, tuple[Remark, ...]]:
        """Decode a body in HTML by the code page it is noted to have, else by what it looks like."""
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return html.decode(encoding_of(self.numbers.get(_PAGE_CODE, 0) & 0xFFFFFFFF) or "ascii"), ()
        return decoded(html)

    def _attached(self) -> Iterator[Attached]:
        """Give what is attached, messages inside among it."""
        for number, place in enumerate(self._places("__attach_version1.0_"), 1):
            names = (self._text(one, place) for one in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))
            name = next((one for one in names if one), "")
            inner = f"{place}__substg1.0_{_DATA}000D/"
            if inner + _PROPERTIES in self.streams:
                yield self._message_inside(name or "message", inner)
                continue
            data = self.streams.get(f"{place}__substg1.0_{_DATA}{_BINARY}")
            why = None if data is not None else self._why_not(place, inner)
            yield Attached(name=name or f"attachment {number}", data=data or b"", refused=why)

    def _message_inside(self, name: str, inner: str) -> Attached:
        """Read a message that was sent on; one that cannot be read is told in its own place."""
        try:
            return Attached(name=name, letter=_Message(self.streams, inner, header_bytes=24).letter())
        except Refusal as refusal:
            return Attached(name=name, refused=refusal.remark)

    def _why_not(self, place: str, inner: str) -> Remark:
        """Say why an attachment has no bytes: it is an object of a program, or lies elsewhere."""
        if any(name.startswith(inner) for name in self.streams):
            return Remark(code="FILE-kind", text="is an object of another program, put into the message")
        method = self._numbers_of(place).get(_METHOD, 0) & 0xFFFFFFFF
        if method in _ELSEWHERE:
            return Remark(code="FILE-missing", text="is only a link: the file itself is not in the message")
        return Remark(code="FILE-empty", text="is empty")


def encoding_of(code_page: int) -> str:
    """Name the encoding of a Windows code page, "" where none is noted or known."""
    name = _CODE_PAGES.get(code_page, f"cp{code_page}")
    try:
        return codecs.lookup(name).name if code_page else ""
    except LookupError:
        return ""


def _numbers(raw: bytes, header_bytes: int) -> Mapping[int, int]:
    """Read the properties that stand in the list itself, by number: rows of 16 bytes after a header."""
    rows = (raw[start : start + 16] for start in range(header_bytes, len(raw) - 15, 16))
    return {number: value for _, number, value in (struct.unpack("<HH4xQ", row) for row in rows)}


def _date(ticks: int) -> str:
    """Print a time as it was noted: in universal time, to the minute."""
    try:
        day = _BEGINNING + dt.timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return f"{day:%B} {day.day}, {day.year} {day:%H:%M} UTC"


def _person(name: str, address: str) -> str:
    """Write a person as mail programs do."""
    if not address or address == name:
        return name
    return f"{name} <{address}>" if name else address
