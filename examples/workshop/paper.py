"""Typed papers: a text set on Letter or A4 with letterhead, tables, seals, stamps and signatures.

Every page says at its foot that it is a sample, so that nobody takes it for a real document.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from functools import partial

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

from workshop.fonts import register
from workshop.markup import Block, Text

SAMPLE = "SAMPLE \u2013 fictional document, made to show how asylum-packet works"
INK = colors.Color(0.12, 0.16, 0.45)
STAMP_INK = colors.Color(0.45, 0.12, 0.35, alpha=0.75)
_PAGES = {"letter": letter, "a4": A4, "landscape": landscape(letter)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paper looks: typeface, size in points, leading in points."""

    family: str
    size_pt: float
    leading_pt: float

    def style(self, name: str, **changes: object) -> ParagraphStyle:
        """Make the style of a kind of paragraph."""
        base: dict[str, object] = {
            "fontName": self.family,
            "fontSize": self.size_pt,
            "leading": self.leading_pt,
            "spaceAfter": self.leading_pt * 0.55,
        }
        return ParagraphStyle(name, **{**base, **changes})


class Signature(Flowable):
    """A signature: a scribble that is always the same for the same name."""

    def __init__(self, name: str, width_pt: float = 170, height_pt: float = 40) -> None:
        super().__init__()
        self.name, self.width, self.height = name, width_pt, height_pt

    def draw(self) -> None:
        """Draw loops of ink along a rising line, and under some of them a flourish."""
        pen, dice = self.canv, random.Random(self.name)
        pen.setStrokeColor(INK)
        pen.setLineCap(1)
        pen.setLineWidth(dice.uniform(0.9, 1.4))
        slant, rise = dice.uniform(0, 7), dice.uniform(0.1, 0.9)
        x, y = 6.0, 14.0
        path = pen.beginPath()
        path.moveTo(x, y)
        for turn in range(5 + len(self.name) // 3):
            step = dice.uniform(4, 15)
            tall = dice.uniform(16, 30) if turn == 0 or dice.random() < 0.25 else dice.uniform(2, 10)
            deep = dice.uniform(10, 18) if dice.random() < 0.15 else dice.uniform(0, 5)
            lean = slant + tall * 0.25
            path.curveTo(
                x + lean, y + tall, x + step + lean, y + tall, x + step * dice.uniform(0.5, 1), y - deep
            )
            x, y = x + step * 0.85, 12 + dice.uniform(-3, 3) + turn * rise
            path.lineTo(x, y)
        pen.drawPath(path)
        if dice.random() < 0.5:
            pen.setLineWidth(0.7)
            pen.bezier(2, 6, x * 0.4, dice.uniform(-2, 6), x * 0.7, 12, x + dice.uniform(4, 30), 8)


class Stamp(Flowable):
    """A rubber stamp: words in a tilted box, a date below."""

    def __init__(self, words: str, date: str) -> None:
        super().__init__()
        self.words, self.date, self.width, self.height = words, date, 190.0, 52.0

    def draw(self) -> None:
        """Draw it to the right of the page, a little tilted."""
        pen, dice = self.canv, random.Random(self.words + self.date)
        pen.saveState()
        pen.translate(260, 8)
        pen.rotate(dice.uniform(-7, 7))
        pen.setStrokeColor(STAMP_INK)
        pen.setFillColor(STAMP_INK)
        pen.setLineWidth(1.8)
        pen.roundRect(0, 0, 176, 42, 4)
        pen.setFont("sans-bold", 11)
        pen.drawCentredString(88, 24, self.words)
        pen.setFont("type-bold", 10)
        pen.drawCentredString(88, 9, self.date)
        pen.restoreState()


class FormLine(Flowable):
    """A line of a form that can be filled in on the screen, already filled in: a score or a tick."""

    def __init__(self, kind: str, label: str, value: str) -> None:
        super().__init__()
        self.kind, self.label, self.value, self.width, self.height = kind, label, value, 468.0, 26.0

    def draw(self) -> None:
        """Draw the label, and make the field."""
        pen = self.canv
        pen.setFont("serif", 11)
        pen.drawString(0, 8, self.label)
        name = self.label.lower().replace(" ", "_")
        if self.kind == "score":
            pen.acroForm.textfield(
                name=name,
                value=self.value,
                x=300,
                y=2,
                width=60,
                height=18,
                fontSize=11,
                borderWidth=0.5,
                relative=True,
            )
        else:
            pen.acroForm.checkbox(
                name=name, checked=self.value == "yes", x=300, y=3, size=16, borderWidth=0.5, relative=True
            )


class Seal(Flowable):
    """A round seal with words along its rim."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.width, self.height = words, 92.0, 88.0

    def draw(self) -> None:
        """Draw rings, a star, and the words around them."""
        draw_seal(self.canv, self.words, x=330, y=44, radius=40)


def draw_seal(pen: Canvas, words: str, *, x: float, y: float, radius: float) -> None:
    """Draw a round seal around a point; sizes in points."""
    pen.saveState()
    pen.setStrokeColor(STAMP_INK)
    pen.setFillColor(STAMP_INK)
    pen.setLineWidth(1.5)
    pen.circle(x, y, radius)
    pen.setLineWidth(0.6)
    pen.circle(x, y, radius * 0.66)
    star = pen.beginPath()
    for turn in range(10):
        far = radius * (0.42 if turn % 2 == 0 else 0.17)
        angle = math.radians(90 + turn * 36)
        point = (x + far * math.cos(angle), y + far * math.sin(angle))
        if turn == 0:
            star.moveTo(*point)
        else:
            star.lineTo(*point)
    star.close()
    pen.drawPath(star, fill=1, stroke=0)
    pen.setFont("sans-bold", radius * 0.19)
    for turn, letter_ in enumerate(words):
        angle = 90 - (turn - (len(words) - 1) / 2) * min(15, 330 / len(words))
        pen.saveState()
        pen.translate(x, y)
        pen.rotate(angle - 90)
        pen.drawCentredString(0, radius * 0.76, letter_)
        pen.restoreState()
    pen.restoreState()


def typeset(text: Text, *, title: str = "") -> bytes:
    """Set a text as a PDF; the same text gives the same bytes."""
    register()
    settings = text.settings
    size = _PAGES[settings.get("form", "letter")]
    size_pt = float(settings.get("size", "11"))
    look = Look(
        family=settings.get("font", "serif"),
        size_pt=size_pt,
        leading_pt=size_pt * float(settings.get("spacing", "1.32")),
    )
    margin_pt = float(settings.get("margin", "72"))
    foot_pt = float(settings.get("foot", "64"))
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=size,
        leftMargin=margin_pt,
        rightMargin=margin_pt,
        topMargin=margin_pt * 0.85,
        bottomMargin=foot_pt,
        title=title,
        author=settings.get("author", ""),
        invariant=1,
    )
    story = [*_letterhead(settings, look, size[0] - 2 * margin_pt)]
    for block in text.blocks:
        story.extend(_flowables(block, look, size[0] - 2 * margin_pt))
    furniture = partial(_furniture, settings=settings, size=size, margin_pt=margin_pt)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def _letterhead(settings: dict[str, str], look: Look, width_pt: float) -> list[Flowable]:
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
    rule = Table([[""]], colWidths=[width_pt], rowHeights=[6])
    rule.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 1.2, tint)]))
    return [*lines, rule, Spacer(1, 22)]


def _flowables(block: Block, look: Look, width_pt: float) -> list[Flowable]:
    """Set one block."""
    words = block.words
    first, _, second = (part.strip() for part in words.partition("|"))
    plain = look.style("body", alignment=TA_JUSTIFY if look.family == "serif" else 0)
    match block.kind:
        case "title":
            return [
                Paragraph(
                    words,
                    look.style(
                        "t",
                        fontName=f"{look.family}-bold",
                        fontSize=look.size_pt + 2,
                        leading=look.leading_pt + 3,
                        alignment=TA_CENTER,
                    ),
                )
            ]
        case "heading":
            bold = look.style(
                "h",
                fontName=f"{look.family}-bold",
                fontSize=look.size_pt + 0.5,
                keepWithNext=1,
                spaceBefore=6,
            )
            return [Paragraph(words, bold)]
        case "quote":
            return [Paragraph(words, look.style("q", leftIndent=28, rightIndent=28))]
        case "item":
            return [Paragraph(words, look.style("i", leftIndent=18, bulletIndent=6), bulletText="\u2022")]
        case "field":
            return [_field(words, look, width_pt)]
        case "table":
            return [_table(block, look, width_pt), Spacer(1, 10)]
        case "sign":
            name = look.style("s", spaceAfter=2)
            lines = [Paragraph(part, name) for part in (first, second) if part]
            return [KeepTogether([Spacer(1, 8), Signature(first), *lines, Spacer(1, 8)])]
        case "score" | "tick":
            return [FormLine(block.kind, first, second)]
        case "stamp":
            return [Stamp(first, second)]
        case "seal":
            return [Seal(words)]
        case "hand":
            return [
                Paragraph(
                    words,
                    look.style(
                        "hand", fontName="hand", fontSize=look.size_pt + 1, textColor=INK, leftIndent=24
                    ),
                )
            ]
        case "gap":
            return [Spacer(1, float(words))]
        case "page":
            return [PageBreak()]
    return [Paragraph(words, plain)]


def _field(words: str, look: Look, width_pt: float) -> Table:
    """Set a line of a printed form: label, and value over a rule."""
    label, _, value = (part.strip() for part in words.partition(" :: "))
    small = look.style("label", fontName=f"{look.family}-bold", fontSize=look.size_pt - 1.5, spaceAfter=0)
    row = Table(
        [[Paragraph(label, small), Paragraph(value, look.style("value", spaceAfter=0))]],
        colWidths=[width_pt * 0.34, width_pt * 0.66],
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
    return row


def _table(block: Block, look: Look, width_pt: float) -> Table:
    """Set a table with a shaded first row and columns as wide as their words ask for."""
    longest = [max(len(row[column]) for row in block.rows) for column in range(len(block.rows[0]))]
    shares = [min(max(length, 8), 34) for length in longest]
    cell = look.style("cell", fontSize=look.size_pt - 1.5, leading=(look.size_pt - 1.5) * 1.25, spaceAfter=0)
    head = look.style(
        "hcell",
        fontName=f"{look.family}-bold",
        fontSize=look.size_pt - 1.5,
        leading=(look.size_pt - 1.5) * 1.25,
        spaceAfter=0,
    )
    rows = [
        [Paragraph(words, head if index == 0 else cell) for words in row]
        for index, row in enumerate(block.rows)
    ]
    table = Table(rows, colWidths=[width_pt * share / sum(shares) for share in shares], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.Color(0.5, 0.5, 0.5)),
                ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.9, 0.91, 0.93)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
    )
    return table


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
