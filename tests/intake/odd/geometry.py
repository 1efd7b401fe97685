"""Pages of every size and shape: boxes, rotations, units, origins, inherited entries."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pikepdf
from pikepdf import Array

from tests.intake.odd.making import Box, Odd, charted, document

_SIZES = {
    "letter": (612, 792),
    "legal": (612, 1008),
    "a4": (595.28, 841.89),
    "a3": (841.89, 1190.55),
    "a5": (419.53, 595.28),
    "ledger": (1224, 792),
    "stamp": (30, 40),
    "speck": (3, 4),
    "receipt": (200, 1500),
    "panorama": (2400, 300),
    "poster": (3000, 4200),
    "huge": (14400, 14400),
    "passport": (354, 250),
    "almost": (612.4, 792.3),
    "slide": (720, 405),
}
_TURNS: tuple[object, ...] = (0, 90, 180, 270, -90, 450, 45, 720, "up", 90.0)
_MANY = 44


def geometry() -> Iterator[Odd]:
    """Yield pages of one chart each, seen through all sorts of boxes."""
    yield from _sizes()
    yield from _mixed()
    yield from _boxes()
    yield from _inherited()


def _sizes() -> Iterator[Odd]:
    for name, (wide, high) in _SIZES.items():
        yield Odd(name=f"size-{name}", data=document(charted((0, 0, wide, high))))


def _mixed() -> Iterator[Odd]:
    dice = Random(589)
    for number in range(_MANY):
        wide, high = dice.choice(list(_SIZES.values()))
        x, y = (dice.choice([0, 0, -300, 1000, 17.5]) for _ in range(2))
        box = (x, y, x + wide, y + high)
        keys: dict[str, object] = {}
        turn = dice.choice([*_TURNS, 0, 90, 180, 270])
        if turn != 0:
            keys["Rotate"] = pikepdf.String(turn) if isinstance(turn, str) else turn
        if dice.random() < 0.5:
            keys["CropBox"] = Array(list(_part(box, dice)))
        if dice.random() < 0.3:
            keys["UserUnit"] = dice.choice([2, 0.5, 10, 1])
        yield Odd(name=f"boxes-{number:02}", data=document(charted(box, f"Page {number}", **keys)))


def _part(box: Box, dice: Random) -> list[float]:
    """Cut a part out of a box, its corners in any order, sometimes reaching out of it."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    x = sorted(left + wide * dice.uniform(-0.2, 1.2) for _ in range(2))
    y = sorted(bottom + high * dice.uniform(-0.2, 1.2) for _ in range(2))
    x[1], y[1] = max(x[1], x[0] + wide * 0.3), max(y[1], y[0] + high * 0.3)
    corners = [x[0], y[0], x[1], y[1]]
    return [corners[2], corners[3], corners[0], corners[1]] if dice.random() < 0.3 else corners


def _boxes() -> Iterator[Odd]:
    odd: dict[str, list[object]] = {
        "crop-outside": [5000, 5000, 6000, 6000],
        "crop-empty": [100, 100, 100, 400],
        "crop-short": [10, 10, 300],
        "crop-text": [pikepdf.String("a"), 0, 100, 100],
        "crop-hairline": [0, 0, 612, 0.5],
    }
    for name, numbers in odd.items():
        yield Odd(name=f"box-{name}", data=document(charted(CropBox=Array(numbers))))
    for name, numbers in {
        "media-reversed": [612, 792, 0, 0],
        "media-zero": [0, 0, 0, 0],
        "media-long": [0, 0, 612, 792, 5, 5],
    }.items():
        yield Odd(name=f"box-{name}", data=document(charted(MediaBox=Array(numbers))))

    def without(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj.MediaBox

    yield Odd(name="box-media-missing", data=document(charted(), change=without))
    yield Odd(name="box-bleed-trim", data=document(charted(TrimBox=Array([50, 50, 500, 700]))))


def _inherited() -> Iterator[Odd]:
    """Yield pages whose entries stand in the tree above them."""

    def lift(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        above = pdf.Root.Pages
        for key, value in (("/MediaBox", page.MediaBox), ("/Resources", page.Resources)):
            above[key] = value
            del page[key]
        above.Rotate = 90
        above.CropBox = Array([50, 100, 500, 700])

    yield Odd(name="inherited-all", data=document(charted(), charted(words="Second"), change=lift))

    def deep(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        node = pdf.Root.Pages
        for _ in range(30):
            inner = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Parent=node))
            node.Kids = Array([inner])
            node = inner
        node.Kids = Array([page])
        node.Rotate = 270
        page.Parent = node

    yield Odd(name="inherited-deep", data=document(charted(), change=deep))
