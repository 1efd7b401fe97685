"""What others do to a PDF before it reaches the paralegal: locks, notes, bookmarks, sideways pages."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String

Rect = tuple[float, float, float, float]
YELLOW = (1.0, 0.92, 0.25)


def locked(pdf: bytes, owner: str) -> bytes:
    """Protect a PDF with an owner's password; it opens without one.

    RC4 with 128 bits, as many offices still use it: unlike AES it writes the same bytes every time.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        allow = pikepdf.Permissions(modify_other=False, modify_annotation=False, extract=False)
        lock = pikepdf.Encryption(owner=owner, user="", R=3, aes=False, metadata=False, allow=allow)
        document.save(out, static_id=True, encryption=lock)
    return out.getvalue()


def outlined(pdf: bytes, entries: Sequence[tuple[str, int]]) -> bytes:
    """Give a PDF bookmarks of its own: titles and pages (1-based)."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page - 1) for title, page in entries)
        return _saved(document)


def sideways(pdf: bytes, page: int) -> bytes:
    """Store a page (1-based) lying on its side, with /Rotate 90 to show it upright."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        leaf = document.pages[page - 1]
        width, height = (float(side) for side in leaf.mediabox[2:4])
        leaf.contents_add(f"q 0 1 -1 0 {height:.2f} 0 cm".encode(), prepend=True)
        leaf.contents_add(b"Q")
        leaf.mediabox = Array([0, 0, height, width])
        for box in (Name.CropBox, Name.TrimBox, Name.BleedBox, Name.ArtBox):
            if box in leaf:
                del leaf[box]
        leaf.Rotate = 90
        return _saved(document)


def marked(pdf: bytes, passages: Sequence[tuple[int, str]], notes: Sequence[tuple[int, str]]) -> bytes:
    """Highlight passages and stick notes on pages (1-based), as a person does in a viewer."""
    found = [(page, _lines_of(pdf, page, words)) for page, words in passages]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page, rects in found:
            _add(document, page, _highlight(document, rects))
        for place, (page, words) in enumerate(notes):
            _add(document, page, _note(document, words, top_pt=620 - 90 * place))
        return _saved(document)


def _lines_of(pdf: bytes, page: int, words: str) -> list[Rect]:
    """Find where words stand on a page: one rectangle a line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page - 1].get_textpage()
        hit = text.search(words).get_next()
        if hit is None:
            raise ValueError(f"no such words on page {page}: {words}")
        return [text.get_rect(index) for index in range(text.count_rects(*hit))]
    finally:
        document.close()


def _add(document: pikepdf.Pdf, page: int, annotation: Dictionary) -> None:
    """Put an annotation on a page."""
    leaf = document.pages[page - 1].obj
    if Name.Annots not in leaf:
        leaf.Annots = Array()
    leaf.Annots.append(document.make_indirect(annotation))


def _highlight(document: pikepdf.Pdf, rects: Sequence[Rect]) -> Dictionary:
    """Make a highlight over lines, with its appearance."""
    box = [
        min(r[0] for r in rects) - 1,
        min(r[1] for r in rects) - 1,
        max(r[2] for r in rects) + 1,
        max(r[3] for r in rects) + 1,
    ]
    quads = [c for left, low, right, top in rects for c in (left, top, right, top, left, low, right, low)]
    bars = " ".join(
        f"{left:.2f} {low:.2f} {right - left:.2f} {top - low:.2f} re" for left, low, right, top in rects
    )
    ink = " ".join(str(part) for part in YELLOW)
    look = Stream(document, f"/G gs {ink} rg {bars} f".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array(box)
    look.Resources = Dictionary(ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    look.Group = Dictionary(S=Name.Transparency)
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=Array(box),
        QuadPoints=Array(quads),
        C=Array(YELLOW),
        F=4,
        T=String("A. Ejemplo"),
        AP=Dictionary(N=document.make_indirect(look)),
    )


def _note(document: pikepdf.Pdf, words: str, *, top_pt: float) -> Dictionary:
    """Make a sticky note in the right margin, with its appearance."""
    ink = " ".join(str(part) for part in YELLOW)
    look = Stream(
        document,
        f"{ink} rg 0.3 G 0.8 w 1 1 18 18 re B 4 14 m 16 14 l 4 10 m 16 10 l 4 6 m 12 6 l S".encode(),
    )
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 20, 20])
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([568, top_pt - 20, 588, top_pt]),
        Contents=String(words),
        Name=Name.Note,
        C=Array(YELLOW),
        F=4,
        T=String("A. Ejemplo"),
        AP=Dictionary(N=document.make_indirect(look)),
    )


def _saved(document: pikepdf.Pdf) -> bytes:
    """Write a PDF so that the same pages give the same bytes."""
    out = io.BytesIO()
    document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
