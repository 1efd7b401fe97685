"""What a directive does not take is told, never dropped without a word."""

from __future__ import annotations

import re

import pytest

from asylum_packet.papers.directives import DIRECTIVES
from asylum_packet.papers.taken import TAKES, strange
from asylum_packet.papers.templating import BUILT_IN, built_in_names


def test_every_directive_is_known() -> None:
    assert set(TAKES) == set(DIRECTIVES)


def test_our_own_templates_say_nothing_that_is_not_taken() -> None:
    said = [
        line.removeprefix("::: ")
        for name in built_in_names()
        for line in (BUILT_IN / name).read_text(encoding="utf-8").splitlines()
        if line.startswith("::: ")
    ]
    assert len(said) > 50
    assert [info for info in said if strange(re.sub(r"\{\{.*?\}\}", "x", info))] == []


@pytest.mark.parametrize(
    ("info", "message", "fix"),
    [
        ("centre", "there is no directive 'centre'", "those there are: authorities, body"),
        ("center sise=14", "'center' does not take 'sise='", "it takes after=, bold, indent="),
        ("center size=big", "'size=big' says nothing", "type points or inches"),
        ("style spacing=triple", "'spacing=triple' says nothing", "type spacing= with double or single"),
        ("columns shares=1,b", "'shares=1,b' says nothing", "type numbers with commas"),
        ("page break", "'page' does not take 'break'", "it takes nothing more"),
        ("box center frame", "'box' does not take 'frame'", "it takes after="),
    ],
)
def test_what_is_not_taken_is_told(info: str, message: str, fix: str) -> None:
    ((said, mend),) = strange(info)
    assert (said, mend.startswith(fix)) == (message, True)


@pytest.mark.parametrize(
    "info",
    [
        'signature service-brief by="the person who serves" left=3in',
        'table plain shares=1,6.5,2 continued="(continued)" pad=0',
        "box width=2in align=right center",
        "space 12 grow=3",
        "style spacing=double headings=numbered size=12pt",
    ],
)
def test_what_is_taken_is_not(info: str) -> None:
    assert strange(info) == ()
