"""What is put on a paper after it was typed: signatures, stamps, seals, and fields filled in on a screen."""

from __future__ import annotations

import math
import random
from typing import Final

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

INK: Final = colors.Color(0.12, 0.16, 0.45)
STAMP_INK: Final = colors.Color(0.45, 0.12, 0.35, alpha=0.75)


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
                borderWidth=1,
                relative=True,
            )
        else:
            pen.acroForm.checkbox(
                name=name, checked=self.value == "yes", x=300, y=3, size=16, borderWidth=1, relative=True
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
    _star(pen, x, y, radius)
    pen.setFont("sans-bold", radius * 0.19)
    for turn, letter in enumerate(words):
        angle = -(turn - (len(words) - 1) / 2) * min(15, 330 / len(words))
        pen.saveState()
        pen.translate(x, y)
        pen.rotate(angle)
        pen.drawCentredString(0, radius * 0.76, letter)
        pen.restoreState()
    pen.restoreState()


def _star(pen: Canvas, x: float, y: float, radius: float) -> None:
    """Draw the star in the middle of a seal."""
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
