"""Photographs on common sheets, each above its caption: the pictures as they are, in the order given.

A sheet is a grid of equal fields above the stamp. A picture stands upright in its field, as large as it fits
but not below 150 dots per inch; its caption, with the number of the photograph, is set below it, whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from asylum_packet.fonts.faces import chain, describe, missing
from asylum_packet.fonts.shaping import shape_line
from asylum_packet.fonts.text import tidy
from asylum_packet.intake.frames import moving
from asylum_packet.intake.images import LEAST_DPI, READERS, image_of, upright
from asylum_packet.intake.kinds import HEAD_BYTES, recognise
from asylum_packet.intake.lettering import Letters
from asylum_packet.intake.manuscript import shown, wrapped
from asylum_packet.intake.pagemaker import save
from asylum_packet.intake.placing import MARGIN_PT, operands
from asylum_packet.intake.rasters import Raster
from asylum_packet.intake.sources import of_member
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.sheets import LETTER_PT, STAMP_BAND_PT, Rect
from asylum_packet.values import Struct

_GRIDS = {1: (1, 1), 2: (1, 2), 3: (1, 3), 4: (2, 2), 6: (2, 3), 9: (3, 3)}
"""Columns and rows by the number of photographs on a sheet."""

_GAP_PT = 18.0
_SIZES_PT = (10.0, 9.0, 8.0)
_LEADING = 1.22
_ABOVE_CAPTION_PT = 5.0
_LEAST_PICTURE = 0.45
"""Share of its field that a picture keeps whatever its caption says."""

_STYLE = "serif"


class _Mounted(Struct, frozen=True, kw_only=True):
    """A picture of a file, and the caption below it; `file` is "" where it is the exhibit itself."""

    file: str
    raster: Raster
    caption: str


def prepare_sheets(task: Task) -> Outcome:
    """Write photographs to `task.target`, several on a sheet.

    Raises:
        Refusal: One of them cannot become a picture, or its caption does not fit.
    """
    pictures: list[_Mounted] = []
    remarks: list[Remark] = []
    for number, (source, caption) in enumerate(task.framed, 1):
        name = "" if source == task.source else Path(source).name
        rasters, said = _rasters(Path(source), name, task)
        remarks += said
        for again, raster in enumerate(rasters):
            more = f", page {again + 1}" if again else ""
            of_several = f"{number}{more}. " if len(task.framed) > 1 or again else ""
            words = f"{of_several}{caption}" if caption else f"Photograph {number}{more}"
            pictures.append(_Mounted(file=name, raster=raster, caption=words))
    with pikepdf.new() as out:
        desk = _Desk(out=out, letters=Letters(), fonts=out.make_indirect(pikepdf.Dictionary()))
        on_each = task.per_sheet if task.per_sheet in _GRIDS else 4
        for at in range(0, len(pictures), on_each):
            desk.sheet(pictures[at : at + on_each], _fields(on_each))
        desk.finish()
        save(out, Path(task.target))
        removed = tuple(sorted({name for one in pictures for name in one.raster.removed}))
        return Outcome(
            kind="photographs", count=len(out.pages), has_text=True, remarks=tuple(remarks), removed=removed
        )


def _rasters(source: Path, name: str, task: Task) -> tuple[tuple[Raster, ...], tuple[Remark, ...]]:
    """Take the pictures of a file over.

    Raises:
        Refusal: It is none, or damaged; the remark names it.
    """
    data = source.read_bytes()
    kind = recognise(data[:HEAD_BYTES])
    try:
        if kind is None or kind.name not in READERS:
            what = kind.words if kind else "of a kind that is not known here"
            raise Refusal("FILE-no-photograph", f"is {what}")
        rasters = READERS[kind.name](data, task.limits)
        said = moving(kind.name, data)
    except Refusal as refusal:
        told = _of(name, refusal.remark)
        raise Refusal(told.code, told.text) from None
    return rasters, tuple(_of(name, remark) for remark in said)


def _of(name: str, remark: Remark) -> Remark:
    """Say of a folder what is to be said of a photograph in it; one by itself speaks for itself."""
    return of_member(name, remark) if name else remark


def _fields(on_each: int) -> list[Rect]:
    """Divide a sheet, row by row from the top."""
    columns, rows = _GRIDS[on_each]
    foot = max(MARGIN_PT, STAMP_BAND_PT + 4)
    wide = (LETTER_PT[0] - 2 * MARGIN_PT - (columns - 1) * _GAP_PT) / columns
    high = (LETTER_PT[1] - MARGIN_PT - foot - (rows - 1) * _GAP_PT) / rows
    fields = []
    for row in range(rows):
        top = LETTER_PT[1] - MARGIN_PT - row * (high + _GAP_PT)
        for column in range(columns):
            left = MARGIN_PT + column * (wide + _GAP_PT)
            fields.append((left, top - high, left + wide, top))
    return fields


class _Desk(Struct):
    """The file being made, and the letters used in it."""

    out: pikepdf.Pdf
    letters: Letters
    fonts: pikepdf.Object

    def sheet(self, pictures: Sequence[_Mounted], fields: Sequence[Rect]) -> None:
        """Make one sheet."""
        content: list[bytes] = []
        images = {}
        for number, (one, box) in enumerate(zip(pictures, fields, strict=False)):
            size, lines = _set(one, box)
            images[f"/P{number}"] = image_of(self.out, one.raster)
            foot = box[1] + len(lines) * size * _LEADING + _ABOVE_CAPTION_PT
            below = self._picture(content, f"/P{number}", one.raster, (box[0], foot, box[2], box[3]))
            self._caption(content, lines, size, box[0], below - _ABOVE_CAPTION_PT)
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=pikepdf.Array([0, 0, *(round(side) for side in LETTER_PT)]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(images), Font=self.fonts),
            Contents=self.out.make_stream(b"\n".join(content)),
        )
        self.out.pages.append(pikepdf.Page(page))

    def _picture(self, content: list[bytes], name: str, raster: Raster, box: Rect) -> float:
        """Place a picture at the top of a box, in its middle; give the height of its foot."""
        left, bottom, right, top = box
        size = (raster.height, raster.width) if raster.orientation >= 5 else (raster.width, raster.height)
        scale = min((right - left) / size[0], (top - bottom) / size[1], 72 / LEAST_DPI)
        wide, high = size[0] * scale, size[1] * scale
        matrix = upright(raster, (wide, 0, 0, high, left + (right - left - wide) / 2, top - high))
        content.append(b"q " + operands(*matrix) + b" cm " + name.encode() + b" Do Q")
        return top - high

    def _caption(self, content: list[bytes], lines: list[str], size: float, x: float, top: float) -> None:
        """Set a caption below a picture."""
        faces = chain(_STYLE)
        content.append(b"BT 0 g")
        for number, line in enumerate(lines):
            at, y = x, top - size * (0.8 + _LEADING * number)
            for run in shape_line(line, faces):
                content.append(shown(run, self.letters.use(run), at, y, size))
                at += run.width * size / 1000
        content.append(b"ET")

    def finish(self) -> None:
        """Write the fonts that the captions use."""
        for name, font in dict(self.letters.fonts(self.out)).items():
            self.fonts[name] = font


def _set(one: _Mounted, box: Rect) -> tuple[float, list[str]]:
    """Choose the type size at which a caption leaves its picture room enough.

    Raises:
        Refusal: There is none, or letters are missing.
    """
    faces, caption = chain(_STYLE), tidy(one.caption)
    if lost := missing(caption, faces):
        raise _unset(one, "FILE-letters", f"has a caption with letters no font here has: {describe(lost[0])}")
    room = (box[3] - box[1]) * (1 - _LEAST_PICTURE)
    for size in _SIZES_PT:
        lines = list(wrapped(caption, box[2] - box[0], size, faces))
        if len(lines) * size * _LEADING <= room:
            return size, lines
    raise _unset(one, "FILE-caption", "has a caption too long for its sheet")


def _unset(one: _Mounted, code: str, text: str) -> Refusal:
    """Refuse a caption; its words are nobody's business but the case's."""
    told = _of(one.file, Remark(code=code, text=text))
    return Refusal(told.code, told.text)
