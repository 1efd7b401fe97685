"""Typed papers: a text set on Letter or A4 with letterhead, tables, seals, stamps and signatures.

Every page says at its head that it is a sample, so that nobody takes it for a real document.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from asylum_packet.values import Struct
from workshop.fonts import register
from workshop.ink import INK, FormLine, Seal, Signature, Stamp
from workshop.markup import Block, Text

SAMPLE = "SAMPLE \u2013 fictional document, made to show how asylum-packet works"
_PAGES = {"letter": letter, "a4": A4, "landscape": landscape(letter)}


class Look(Struct, frozen=True, kw_only=True):
    """How a paper looks: typeface, sizes and width of its text in points."""

    family: str
    size_pt: float
    leading_pt: float
    width_pt: float

    def style(self, name: str, **changes: Any) -> ParagraphStyle:
        """Make the style of a kind of paragraph."""
        base: dict[str, Any] = {
            "fontName": self.family,
            "fontSize": self.size_pt,
            "leading": self.leading_pt,
            "spaceAfter": self.leading_pt * 0.55,
        }
        return ParagraphStyle(name, **{**base, **changes})

    def styled(self, kind: str) -> ParagraphStyle:
        """Give the style of a block that is one paragraph."""
        bold = f"{self.family}-bold"
        changes: dict[str, dict[str, Any]] = {
            "title": {
                "fontName": bold,
                "fontSize": self.size_pt + 2,
                "leading": self.leading_pt + 3,
                "alignment": TA_CENTER,
            },
            "heading": {
                "fontName": bold,
                "fontSize": self.size_pt + 0.5,
                "keepWithNext": 1,
                "spaceBefore": 6,
            },
            "quote": {"leftIndent": 28, "rightIndent": 28},
            "item": {"leftIndent": 18, "bulletIndent": 6},
            "hand": {"fontName": "hand", "fontSize": self.size_pt + 1, "textColor": INK, "leftIndent": 24},
            "paragraph": {"alignment": TA_JUSTIFY if self.family == "serif" else 0},
        }
        return self.style(kind, **changes[kind])


def typeset(text: Text) -> bytes:
    """Set a text as a PDF; the same text gives the same bytes."""
    register()
    settings = text.settings
    size = _PAGES[settings.get("form", "letter")]
    margin_pt = float(settings.get("margin", "72"))
    size_pt = float(settings.get("size", "11"))
    look = Look(
        family=settings.get("font", "serif"),
        size_pt=size_pt,
        leading_pt=size_pt * float(settings.get("spacing", "1.32")),
        width_pt=size[0] - 2 * margin_pt,
    )
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=size,
        leftMargin=margin_pt,
        rightMargin=margin_pt,
        topMargin=margin_pt * 0.85,
        bottomMargin=float(settings.get("foot", "64")),
        invariant=1,
    )
    furniture = partial(_furniture, settings=settings, size=size, margin_pt=margin_pt)
    story = [
        *_letterhead(settings, look),
        *(flow for block in text.blocks for flow in _flowables(block, look)),
    ]
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def _letterhead(settings: dict[str, str], look: Look) -> list[Flowable]:
    """Set the lines of the letterhead, the first one large, and a rule below."""
    if "letterhead" not in settings:
        return []
    first, *rest = (line.strip() for line in settings["letterhead"].split("|"))
    family = settings.get("headfont", look.family)
    tint = colors.toColor(settings.get("tint", "#1c2733"))
    big = look.style(
        "head", fontName=f"{family}-bold", fontSize=14, leading=18, alignment=TA_CENTER, textColor=tint
    )
    small = look.style("sub", fontName=family, fontSize=9, leading=12, alignment=TA_CENTER, spaceAfter=0)
    lines: list[Flowable] = [Paragraph(first, big), *(Paragraph(line, small) for line in rest)]
    rule = Table([[""]], colWidths=[look.width_pt], rowHeights=[6])
    rule.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 1.2, tint)]))
    return [*lines, rule, Spacer(1, 22)]


def _flowables(block: Block, look: Look) -> list[Flowable]:
    """Set one block."""
    if block.kind in _SETTERS:
        return _SETTERS[block.kind](block, look)
    bullet = "\u2022" if block.kind == "item" else None
    return [Paragraph(block.words, look.styled(block.kind), bulletText=bullet)]


def _halves(words: str) -> tuple[str, str]:
    """Take the two halves of a line apart: NAME | ROLE."""
    first, _, second = words.partition("|")
    return first.strip(), second.strip()


def _signed(block: Block, look: Look) -> list[Flowable]:
    """Set a signature over name and role, all on one page."""
    name, role = _halves(block.words)
    lines = [Paragraph(part, look.style("signer", spaceAfter=2)) for part in (name, role) if part]
    return [KeepTogether([Spacer(1, 8), Signature(name), Spacer(1, 4), *lines, Spacer(1, 8)])]


def _field(block: Block, look: Look) -> list[Flowable]:
    """Set a line of a printed form: label, and value over a rule."""
    label, _, value = (part.strip() for part in block.words.partition(" :: "))
    small = look.style("label", fontName=f"{look.family}-bold", fontSize=look.size_pt - 1.5, spaceAfter=0)
    row = Table(
        [[Paragraph(label, small), Paragraph(value, look.style("value", spaceAfter=0))]],
        colWidths=[look.width_pt * 0.34, look.width_pt * 0.66],
    )
    row.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (1, 0), (1, 0), 0.5, colors.grey),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return [row]


def _table(block: Block, look: Look) -> list[Flowable]:
    """Set a table with a shaded first row and columns as wide as their words ask for."""
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(block.rows[0]))]
    shares = [min(max(length, 10), 34) for length in longest]
    small = {"fontSize": look.size_pt - 1.5, "leading": (look.size_pt - 1.5) * 1.25, "spaceAfter": 0}
    cell, head = look.style("cell", **small), look.style("head", fontName=f"{look.family}-bold", **small)
    rows = [
        [Paragraph(words, head if index == 0 else cell) for words in row]
        for index, row in enumerate(block.rows)
    ]
    table = Table(rows, colWidths=[look.width_pt * share / sum(shares) for share in shares], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.Color(0.5, 0.5, 0.5)),
                ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.9, 0.91, 0.93)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
    )
    return [table, Spacer(1, 10)]


_SETTERS: dict[str, Callable[[Block, Look], list[Flowable]]] = {
    "field": _field,
    "table": _table,
    "sign": _signed,
    "score": lambda block, _: [FormLine(block.kind, *_halves(block.words))],
    "tick": lambda block, _: [FormLine(block.kind, *_halves(block.words))],
    "stamp": lambda block, _: [Stamp(*_halves(block.words))],
    "seal": lambda block, _: [Seal(block.words)],
    "gap": lambda block, _: [Spacer(1, float(block.words))],
    "page": lambda *_: [PageBreak()],
}


def _furniture(
    pen: Canvas,
    document: SimpleDocTemplate,
    *,
    settings: dict[str, str],
    size: tuple[float, float],
    margin_pt: float,
) -> None:
    """Draw what stands on every page: running foot, page number, and that it is a sample."""
    pen.saveState()
    foot_pt = float(settings.get("footline", "46"))
    pen.setFont("sans", 7)
    pen.setFillColor(colors.Color(0.42, 0.42, 0.42))
    if "footer" in settings:
        pen.drawString(margin_pt, foot_pt, settings["footer"])
    if settings.get("numbered", "yes") == "yes":
        pen.drawRightString(size[0] - margin_pt, foot_pt, str(document.page))
    pen.setFillColor(colors.Color(0.55, 0.55, 0.55))
    pen.setFont("sans", 6)
    pen.drawCentredString(size[0] / 2, size[1] - 22, SAMPLE)
    pen.restoreState()
