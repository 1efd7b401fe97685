"""A proof of a form: its pages with every box outlined and the key drawn in it of the answer it would take.

A person compares each key with the question printed beside it. Proofs are for looking at, never for filing:
they say so on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from asylum_packet.form.boxes import Box, BoxKind, is_left_empty, read_boxes
from asylum_packet.form.inspection import opened, read_bytes

_FONT = "/ProofType"
_EM = 0.5
"""Width of a letter of Helvetica in ems, about: labels only have to fit, not to look fine."""
_SIZES_PT = (7.0, 6.0, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5)
_BLUE, _RED, _GREY, _ORANGE = "0 0.2 0.8", "0.8 0 0", "0.45 0.45 0.45", "0.9 0.45 0"
_TICK_LABEL_PT = 4.2
_BANNER = "PROOF - not for filing. Each key must stand at the question it asks; compare them all."


def proof(path: Path) -> bytes:
    """Draw the proof of a form.

    Raises:
        FormError: It cannot be opened as a PDF file.
    """
    with opened(read_bytes(path), path.name) as pdf:
        boxes = [box for box, _ in read_boxes(pdf)]
        for number, page in enumerate(pdf.pages, 1):
            _draw(pdf, page, [box for box in boxes if box.page == number])
        for key in ("/AcroForm", "/Perms", "/Names", "/OpenAction", "/AA", "/StructTreeRoot", "/MarkInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        written = BytesIO()
        pdf.save(written, encryption=False, deterministic_id=True)
    return written.getvalue()


def _draw(pdf: Pdf, page: pikepdf.Page, boxes: Sequence[Box]) -> None:
    """Draw the keys of one page; fields give way, so that nothing covers the drawing."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    resources = Dictionary(dict(page.obj.get("/Resources", Dictionary()).items()))
    fonts = resources.get("/Font", Dictionary())
    resources["/Font"] = Dictionary({**dict(fonts.items()), _FONT: pdf.make_indirect(font)})
    page.obj["/Resources"] = resources
    top = float(page.mediabox[3])
    marks = [_text(_BANNER, 36, top - 10, 7, _RED), *(_label(box) for box in boxes)]
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ\n" + b"".join(marks)), prepend=False)
    for key in ("/Annots", "/AA", "/StructParents"):
        if key in page.obj:
            del page.obj[key]


def _label(box: Box) -> bytes:
    """Outline a box, and write its key into it; below it where it is a box to tick."""
    if box.kind is BoxKind.BAR_CODE:
        return b""
    words, colour = _words(box)
    left, bottom, right, top = box.rect
    outline = f"q {colour} RG 0.4 w {left} {bottom} {right - left} {top - bottom} re S Q\n".encode("ascii")
    if box.kind is BoxKind.TICK:
        return outline + _text(words, left, bottom - _TICK_LABEL_PT, _TICK_LABEL_PT, colour)
    size = next(
        (size for size in _SIZES_PT if len(words) * _EM * size <= right - left - 2 and size < top - bottom),
        _SIZES_PT[-1],
    )
    middle = top - size - 2 if box.is_multiline else bottom + (top - bottom - 0.7 * size) / 2
    return outline + _text(words, left + 1, middle, size, colour)


def _words(box: Box) -> tuple[str, str]:
    """Say what a box takes, and in which colour."""
    if not box.key:
        return f"? {box.name}", _ORANGE
    if is_left_empty(box.key):
        return f"left empty: {box.key}", _GREY
    return (f"{box.key} = {box.value}", _BLUE) if box.value else (box.key, _BLUE)


def _text(words: str, x: float, y: float, size: float, colour: str) -> bytes:
    """Write one line."""
    letters = words.encode("cp1252", "replace").hex()
    return f"q {colour} rg BT {_FONT} {size} Tf {x:.2f} {y:.2f} Td <{letters}> Tj ET Q\n".encode("ascii")
