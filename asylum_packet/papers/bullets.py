"""Bullets: the sign or number that hangs in the margin of a paragraph's first line."""

from __future__ import annotations

from asylum_packet.papers.blocks import Paragraph
from asylum_packet.papers.letters import Cut, measured
from asylum_packet.papers.lines import Piece
from asylum_packet.papers.slabs import Text


def simple(text: str, size_pt: float, *, bold: bool = False) -> Piece:
    """Measure a word in the upright face."""
    runs = measured(text, Cut(bold))
    return Piece(runs=runs, width_pt=sum(run.width for run in runs) * size_pt / 1000, size_pt=size_pt)


def bullet(paragraph: Paragraph, base: float) -> tuple[Text, ...]:
    """Hang the bullet at the left of the first line; `base` is its baseline, in points below its top."""
    look = paragraph.look
    piece = simple(paragraph.bullet, look.size_pt, bold=look.bold)
    return (Text(look.left_pt + look.first_pt - paragraph.bullet_pt, base, piece),)


def bullet_at_right(paragraph: Paragraph, base: float, measure: float) -> tuple[Text, ...]:
    """Hang the bullet of a line that is set from the right: "1." has its stop at the left there."""
    look, label = paragraph.look, paragraph.bullet.rstrip(".")
    x = look.right_pt + measure - look.first_pt + paragraph.bullet_pt
    ink: list[Text] = []
    for text in filter(None, (label, paragraph.bullet[len(label) :])):
        piece = simple(text, look.size_pt, bold=look.bold)
        x -= piece.width_pt
        ink.append(Text(x, base, piece))
    return tuple(ink)
