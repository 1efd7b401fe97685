"""Outlook files (.msg) as letters, read by [MS-OXMSG] and [MS-OXPROPS] without any other program.

A message is a storage of properties, each a stream named by its number and type; recipients and attachments
are storages inside it.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from asylum_packet.intake.compound import read_compound
from asylum_packet.intake.letters import Attached, Letter, prepare_letter
from asylum_packet.intake.plaintext import decoded
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.intake.webtext import text_of_html

_SUBJECT, _SENDER_NAME, _SENDER, _SENDER_SMTP, _SENT_FOR = "0037", "0C1A", "0C1F", "5D01", "0042"
_TO, _CC, _BCC, _BODY, _HTML, _RTF = "0E04", "0E03", "0E02", "1000", "1013", "1009"
_NAME, _ADDRESS, _SMTP = "3001", "3003", "39FE"
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = "3701", "3707", "3704", "3001"
_SUBMITTED, _DELIVERED, _RECIPIENT_TYPE = 0x0039, 0x0E06, 0x0C15
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
    return _letter(streams, "", header_bytes=32)


def _letter(streams: Streams, at: str, *, header_bytes: int) -> Letter:
    """Read a message at a place in the streams; those inside another have a shorter header."""
    numbers = _numbers(streams.get(at + _PROPERTIES, b""), header_bytes)
    sent = numbers.get(_SUBMITTED) or numbers.get(_DELIVERED)
    head = [
        ("From", _sender(streams, at)),
        *_recipients(streams, at),
        ("Date", _date(sent) if sent else ""),
        ("Subject", _text(streams, at, _SUBJECT)),
    ]
    body, remarks = _body(streams, at)
    return Letter(
        head=tuple((label, text) for label, text in head if text),
        body=body,
        attached=tuple(_attached(streams, at)),
        remarks=remarks,
    )


def _text(streams: Streams, at: str, number: str) -> str:
    """Read a text property, "" where it is not there."""
    wide = streams.get(f"{at}__substg1.0_{number}{_TEXT}")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    return streams.get(f"{at}__substg1.0_{number}{_ANSI}", b"").decode("cp1252", "replace").rstrip("\0")


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


def _sender(streams: Streams, at: str) -> str:
    """Write who sent it; an internal directory address says nothing to a reader."""
    address = _text(streams, at, _SENDER_SMTP) or _text(streams, at, _SENDER)
    name = _text(streams, at, _SENDER_NAME) or _text(streams, at, _SENT_FOR)
    return _person(name, "" if address.startswith("/") and name else address)


def _recipients(streams: Streams, at: str) -> Iterator[tuple[str, str]]:
    """Write to whom it went: the list of recipients, else the lines as Outlook showed them."""
    people: dict[str, list[str]] = {}
    for place in _places(streams, at, "__recip_version1.0_"):
        kind = _numbers(streams.get(place + _PROPERTIES, b""), 8).get(_RECIPIENT_TYPE, 1) & 0xFFFFFFFF
        address = _text(streams, place, _SMTP) or _text(streams, place, _ADDRESS)
        name = _text(streams, place, _NAME)
        person = _person(name, "" if address.startswith("/") and name else address)
        people.setdefault(_KINDS.get(kind, "To"), []).append(person)
    for label, number in (("To", _TO), ("Cc", _CC), ("Bcc", _BCC)):
        yield label, "; ".join(people.get(label, [])) or _text(streams, at, number)


def _places(streams: Streams, at: str, kind: str) -> list[str]:
    """List the storages of a kind directly below a place."""
    found = re.compile(re.escape(at) + f"({re.escape(kind)}[^/]*/)")
    return sorted({at + match[1] for name in streams if (match := found.match(name))})


def _body(streams: Streams, at: str) -> tuple[str, tuple[Remark, ...]]:
    """Read what it says: as text, else from its HTML."""
    if plain := _text(streams, at, _BODY).replace("\r\n", "\n"):
        return plain, ()
    if html := streams.get(f"{at}__substg1.0_{_HTML}{_BINARY}"):
        text, remarks = decoded(html)
        return text_of_html(text), remarks
    if html_text := _text(streams, at, _HTML):
        return text_of_html(html_text), ()
    if f"{at}__substg1.0_{_RTF}{_BINARY}" in streams:
        raise Refusal("FILE-outlook", "holds its text only in Outlook's own form")
    return "", ()


def _attached(streams: Streams, at: str) -> Iterator[Attached]:
    """Give what is attached, messages inside among it."""
    for number, place in enumerate(_places(streams, at, "__attach_version1.0_"), 1):
        name = next(
            (t for p in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME) if (t := _text(streams, place, p))), ""
        )
        inner = f"{place}__substg1.0_{_DATA}000D/"
        if inner + _PROPERTIES in streams:
            yield Attached(name=name or "message", letter=_letter(streams, inner, header_bytes=24))
        else:
            data = streams.get(f"{place}__substg1.0_{_DATA}{_BINARY}", b"")
            yield Attached(name=name or f"attachment {number}", data=data)
