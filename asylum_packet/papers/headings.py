"""Headings: how they are set, and the sign that leaves their number out."""

from __future__ import annotations

import re

from asylum_packet.findings import Source
from asylum_packet.papers.blocks import Align, Inline, Look, Paragraph, Span
from asylum_packet.values import replace

_UNNUMBERED = re.compile(r"\s*\{-\}\s*$")
_HANG_PT = 30.0
_NEAREST_PT = -3.0
"""Room below a heading in double-spaced text, whose lines bring more above them than a heading needs."""


def heading(
    words: tuple[Inline, ...], level: int, bullet: str, loose_pt: float, source: Source | None
) -> Paragraph:
    """Set a heading: the first level centred, the others hanging behind their number.

    `loose_pt` is the room that the lines of the text below have above them already.
    """
    room = 10.0 if level > 1 else 13.0
    look = Look(
        before_pt=room + loose_pt,
        after_pt=max(_NEAREST_PT, 6.0 - loose_pt),
        bold=level < 4,
        keep_next=True,
    )
    if level == 1:
        look = replace(look, align=Align.CENTER, left_pt=36.0, right_pt=36.0)
        return Paragraph(words=words, look=look, level=1, number=bullet, source=source)
    if level > 2:
        words = tuple(replace(word, italic=True) if isinstance(word, Span) else word for word in words)
    left = _HANG_PT * (level - 1) if bullet else 0.0
    look = replace(look, left_pt=left, right_pt=24.0)
    return Paragraph(
        words=words, look=look, bullet=bullet, bullet_pt=_HANG_PT, level=level, number=bullet, source=source
    )


def without_sign(words: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], bool]:
    """Take "{-}" off the end of a heading."""
    last = words[-1] if words else None
    if not isinstance(last, Span) or not _UNNUMBERED.search(last.text):
        return words, False
    return (*words[:-1], replace(last, text=_UNNUMBERED.sub("", last.text))), True
