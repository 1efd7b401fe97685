"""A small strict reader of iCalendar files (RFC 5545): refuses what a calendar might only tolerate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[A-Za-z0-9-]+)*):(?P<value>.*)", re.S)
ONCE = {
    "VCALENDAR": {"VERSION", "PRODID", "CALSCALE"},
    "VEVENT": {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"),
        *("SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"),
    },
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
NESTED = {"": {"VCALENDAR"}, "VCALENDAR": {"VEVENT"}, "VEVENT": {"VALARM"}, "VALARM": set()}
SHAPES = {
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "DTSTART;VALUE=DATE": r"\d{8}",
    "DTEND;VALUE=DATE": r"\d{8}",
    "SEQUENCE": r"\d{1,9}",
    "TRIGGER": r"-?P(?:\d+D)?(?:T(?:\d+H)?)?",
    "UID": r"[0-9a-f-]{36}",
    "VERSION": r"2\.0",
}
TEXTS = {"SUMMARY", "DESCRIPTION", "PRODID"}


@dataclass
class Component:
    """A component: its properties (names with their parameters) and what lies in it."""

    kind: str
    properties: dict[str, str] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.properties[name]


def read_calendar(content: bytes) -> Component:
    """Read the one calendar of a file; any fault is an AssertionError."""
    root = Component("")
    open_ = [root]
    for line in unfolded(content):
        match = LINE.fullmatch(line)
        assert match, f"no content line: {line!r}"
        name, value = match["name"] + match["parameters"], match["value"]
        if name == "BEGIN":
            assert value in NESTED[open_[-1].kind], f"{value} in {open_[-1].kind}"
            open_[-1].inside.append(Component(value))
            open_.append(open_[-1].inside[-1])
        elif name == "END":
            assert value == open_.pop().kind
        else:
            assert name in ONCE[open_[-1].kind], f"{name} in {open_[-1].kind}"
            assert name not in open_[-1].properties, f"{name} twice"
            open_[-1].properties[name] = read_value(name, value)
    assert open_ == [root]
    (calendar,) = root.inside
    for one in (calendar, *calendar.inside, *(alarm for event in calendar.inside for alarm in event.inside)):
        assert set(one.properties) == ONCE[one.kind]
    return calendar


def unfolded(content: bytes) -> list[str]:
    """Join folded lines: each ends in CRLF, holds at most 75 octets and whole letters."""
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    lines: list[str] = []
    for one in raw:
        assert len(one) <= 75, len(one)
        assert b"\r" not in one
        assert b"\n" not in one
        text = one.decode("utf-8")
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def read_value(name: str, value: str) -> str:
    """Check the shape of a value and take the escapes out of a text."""
    assert not re.search(r"[\x00-\x1f\x7f]", value)
    if name in SHAPES:
        assert re.fullmatch(SHAPES[name], value), f"{name}:{value}"
    if name not in TEXTS:
        return value
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"bare ; or , in {value!r}"
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value), f"unknown escape in {value!r}"
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
