"""The deadlines of a case as a person reads them, what is late first, and as JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from asylum_packet.case.model import Case
from asylum_packet.law.agenda import LATE, Deadline, Kind, Question, Standing
from asylum_packet.law.deadlines import named
from asylum_packet.law.rules import RULES, Confidence
from asylum_packet.report.tables import counted, table

_WIDTH = 100
_DAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?=\d)")
_CAUTION = """\
Counted by the rules named below and by federal holidays. A judge's order goes first: type it as filings_due.
Days on which the President closes the offices for once are not known here. An attorney confirms every day."""


def deadlines_text(rows: Sequence[Deadline], case: Case, *, today: dt.date) -> str:
    """Print a table of every deadline, then how each was counted, what to do, and whose rule it is."""
    dated, undated = [row for row in rows if row.last], [row for row in rows if not row.last]
    lines = [_heading(case, today)]
    if dated:
        lines += ["", table(("", "DAY", "SAFE DAY", "STANDS", "WHAT"), (_row(row, today) for row in dated))]
    if undated:
        lines += [
            "",
            table(("", "NO DAY YET", "WAITS FOR"), (("", _called(row), row.when) for row in undated)),
        ]
    lines += ["", _CAUTION]
    for number, row in enumerate(rows, start=1):
        lines += ["", *_details(number, row, today)]
    return "\n".join(lines)


def _heading(case: Case, today: dt.date) -> str:
    """Say what is counted for: the folder, today, and the hearing."""
    hearing = case.hearing
    if hearing is None or hearing.date is None:
        next_one = "no hearing date is given"
    else:
        next_one = f"{hearing.kind} hearing on {named(hearing.date)}, {_from(hearing.date, today)}"
    return f"{case.folder.name}: deadlines as of {named(today)}; {next_one}"


def _row(row: Deadline, today: dt.date) -> tuple[str, ...]:
    """Give the cells of one row; a late one is marked at the left."""
    if row.last is None:
        return ("", row.when, "", "", _called(row))
    mark = "!!" if row.standing in LATE else ""
    safe = named(row.last.safe) if row.kind is Kind.LAST else ""
    return (mark, named(row.last.day), safe, _stands(row, today), _called(row))


def _called(row: Deadline) -> str:
    """Name a deadline, with the file of the application where there are several."""
    return f"{row.name} ({row.about})" if row.about else row.name


def _stands(row: Deadline, today: dt.date) -> str:
    """Say in a word or two where a dated row stands."""
    if row.last is None:
        return ""
    days = (row.last.day - today).days
    words = {
        Standing.OVERDUE: f"OVERDUE by {counted(-days, 'day')}",
        Standing.PLANNED_LATE: "PLANNED LATE",
        Standing.MET: "filed in time",
        Standing.NOT_SAID: f"{_from(row.last.day, today)}: kept?",
    }
    return words.get(row.standing, _from(row.last.day, today))


def _from(day: dt.date, today: dt.date) -> str:
    """Say how far a day is from today."""
    days = (day - today).days
    if days == 0:
        return "today"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"


def _details(number: int, row: Deadline, today: dt.date) -> Iterator[str]:
    """Yield the lines of one deadline."""
    when = f"{row.kind} {named(row.last.day)}" if row.last else row.when
    stands = _stands(row, today)
    yield from _wrapped(f"{number}. {_called(row)}: {when}{f' ({stands})' if stands else ''}", "   ")
    yield from _wrapped(f"   counted: {row.counted}", " " * 12)
    yield from _wrapped(f"   do: {row.do}", " " * 7)
    for rule in row.rules:
        yield from _wrapped(f"   see: {cited(rule)} [{rule}]", " " * 8)
    if row.questions:
        yield "   ask, and put the answer and its evidence into the file:"
        for question in row.questions:
            yield from _asked(question)


def _asked(question: Question) -> Iterator[str]:
    """Yield the lines of a question: what to ask, what would show it."""
    yield from _wrapped(f"   [ ] {question.asks}", " " * 7)
    yield from _wrapped(f"       evidence: {question.evidence} [{question.rule}]", " " * 17)


def _wrapped(text: str, indent: str) -> list[str]:
    """Break a line; ids, file names and days with their weekday stay whole."""
    whole = _DAY.sub("\\1\u00a0", text)
    lines = textwrap.wrap(
        whole, _WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return [line.replace("\u00a0", " ") for line in lines]


def cited(rule: str) -> str:
    """Print the authority of a rule and how sure we are of it, also where we are."""
    found = RULES[rule]
    sure = " (read in official text)" if found.confidence is Confidence.VERIFIED else ""
    return f"{found.cited}{sure}"


def deadlines_json(rows: Iterable[Deadline], case: Case, *, today: dt.date) -> str:
    """Print `{"case", "today", "deadlines": [{key, name, kind, day, safe, counted, standing, rules, ...}]}`.

    `case` is the folder's name, days are ISO days or null, `days` counts from today to `day`.
    """
    entries = [_entry(row, today) for row in rows]
    return json.dumps({"case": case.folder.name, "today": today.isoformat(), "deadlines": entries}, indent=2)


def _entry(row: Deadline, today: dt.date) -> dict[str, object]:
    """Give one deadline as JSON."""
    last = row.last
    return {
        "key": row.key,
        "name": row.name,
        "application": row.about or None,
        "kind": str(row.kind),
        "standing": str(row.standing),
        "day": last.day.isoformat() if last else None,
        "safe": last.safe.isoformat() if last else None,
        "counted_to": last.counted.isoformat() if last else None,
        "days": (last.day - today).days if last else None,
        "when": row.when or None,
        "counted": row.counted,
        "do": row.do,
        "rules": [_rule_entry(rule) for rule in row.rules],
        "questions": [
            {"asks": one.asks, "evidence": one.evidence, "rule": one.rule} for one in row.questions
        ],
    }


def _rule_entry(rule: str) -> dict[str, object]:
    """Give the rule of a deadline with its authority and how sure we are of it."""
    found = RULES[rule]
    return {"id": rule, "authority": found.authority, "confidence": str(found.confidence)}
