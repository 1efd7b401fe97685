"""Deadlines as an iCalendar file (RFC 5545), for the calendar a firm already keeps.

Calendars are synced to servers of others, and that somebody seeks asylum is nobody else's to know (8 CFR
1208.6 binds even the government). So an event carries the name of the case folder, a neutral name of the
deadline and its days, and nothing else of the case: no name, no A-number, no file, no arrival, no hearing, no
rule. Every event is marked private.

The same case on the same day gives the same bytes. An event keeps its UID from day to day, so that a
calendar that takes the file again moves the event instead of showing it twice.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from asylum_packet.law.agenda import Deadline, Kind, Standing
from asylum_packet.values import Struct

_LONGEST_LINE = 75
"""Octets, without the line break: RFC 5545 3.1."""
_MORNING_OF = "PT9H"
_DAYS_AHEAD = ("-P6DT15H", "-P1DT15H")
"""Nine in the morning, a week and two days before the day, whose events begin at midnight."""
_NAMES = {
    "filing": "filing deadline",
    "one-year": "one-year date",
    "their-response": "answer of the other side",
    "work-permit-ask": "first day to ask for a work permit",
    "work-permit-grant": "first day a work permit can be given",
    "decision-aim": "180 days since filing",
    "address": "change of address form",
    "appeal": "appeal, 10 days",
    "appeal-merits": "appeal, 30 days",
}
_NAMESPACE = uuid.UUID("6f1c3a52-3f0e-5c7e-9d55-0c7f1b1f8a10")
_FIRST_REVISION = dt.date(2020, 1, 1)
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class _Event(Struct, frozen=True, kw_only=True):
    """An all-day event; `key` names it for good inside its case, `reminders` are durations from midnight."""

    key: str
    day: dt.date
    shows: str
    says: str
    reminders: tuple[str, ...]


def calendar_text(rows: Iterable[Deadline], folder: Path, *, today: dt.date) -> str:
    """Write the dated deadlines as a calendar: CRLF line ends, folded lines.

    Args:
        rows: The deadlines; those without a day are left out.
        folder: The absolute case folder. Its name is shown; its path only makes the UIDs, hashed, so that two
            clients of one name in different folders keep their own events.
        today: The day of writing: the stamp of every event, and the day before which nothing reminds.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Court calendar//Deadlines//EN",
        "CALSCALE:GREGORIAN",
    ]
    for row in rows:
        for event in _events(row, folder.name or "case", today):
            lines += _lines(event, folder, today)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _events(row: Deadline, case: str, today: dt.date) -> Iterator[_Event]:
    """Yield the event of a deadline, before it one of its safe day where that is another."""
    if row.last is None:
        return
    shows = f"{case}: {_NAMES[row.key]}{f', form {row.form}' if row.form else ''}"
    says = "Count it again in the case folder before relying on it."
    ahead: tuple[str, ...] = ()
    if row.kind is Kind.LAST:
        says = f"Last day by the rule {row.last.day}, safe day {row.last.safe}.\n{says}"
        ahead = () if row.standing is Standing.MET else _DAYS_AHEAD
    elif row.kind is Kind.EARLIEST:
        ahead = (_MORNING_OF,)
    key = f"{row.key}/{row.form}"
    if row.kind is Kind.LAST and row.last.safe != row.last.day:
        yield _event(
            f"{key}/safe", row.last.safe, f"{shows}, safe day", says, _still(ahead, row.last.safe, today)
        )
        ahead = (_MORNING_OF,) if ahead else ()
    yield _event(key, row.last.day, shows, says, _still(ahead, row.last.day, today))


def _event(key: str, day: dt.date, shows: str, says: str, reminders: tuple[str, ...]) -> _Event:
    """Make an event."""
    return _Event(key=key, day=day, shows=shows, says=says, reminders=reminders)


def _still(reminders: tuple[str, ...], day: dt.date, today: dt.date) -> tuple[str, ...]:
    """Give reminders only of a day that is not gone: many calendars ring at once for what is past."""
    return reminders if day >= today else ()


def _lines(event: _Event, folder: Path, today: dt.date) -> Iterator[str]:
    """Yield the content lines of an event, not yet folded."""
    uid = uuid.uuid5(
        _NAMESPACE, f"{folder.as_posix()}\n{event.key}".encode("utf-8", "backslashreplace").decode()
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{_basic(today)}T000000Z"
    yield f"SEQUENCE:{max(0, (today - _FIRST_REVISION).days)}"
    yield f"DTSTART;VALUE=DATE:{_basic(event.day)}"
    yield f"DTEND;VALUE=DATE:{_basic(event.day + dt.timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(event.shows)}"
    yield f"DESCRIPTION:{_escaped(event.says)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for trigger in event.reminders:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
        yield from (f"DESCRIPTION:{_escaped(event.shows)}", "END:VALARM")
    yield "END:VEVENT"


def _basic(day: dt.date) -> str:
    """Print a day as RFC 5545 3.3.4 wants it: four digits of the year, no dashes."""
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """Escape a text value: RFC 5545 3.3.11; what no calendar can show becomes a space."""
    plain = _UNPRINTABLE.sub(" ", text)
    for letter in ("\\", ";", ","):
        plain = plain.replace(letter, f"\\{letter}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line at 75 octets, never inside a letter; what follows begins with a space."""
    parts, part, room = [], "", _LONGEST_LINE
    for letter in line:
        octets = len(letter.encode())
        if octets > room:
            parts.append(part)
            part, room = "", _LONGEST_LINE - 1
        part, room = part + letter, room - octets
    return "\r\n ".join([*parts, part]) + "\r\n"
