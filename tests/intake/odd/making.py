"""How an odd PDF is put together: pages from operators and resources, saved by pikepdf."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

Box = tuple[float, float, float, float]
LETTER: Box = (0, 0, 612, 792)
Change = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """An odd PDF: its bytes, the password it opens with, and what is expected of it.

    `code` names the refusal expected, "" for pages; `differs` says why its pages may look otherwise than
    PDFium shows the source; `is_hurt` that its bytes were damaged, so that pages or a named error will do.
    """

    name: str
    data: bytes
    password: str = ""
    code: str = ""
    differs: str = ""
    is_hurt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page: its content, its resources, its other entries."""

    content: bytes
    resources: Mapping[str, object] = field(default_factory=dict)
    box: Box = LETTER
    keys: Mapping[str, object] = field(default_factory=dict)


def helvetica() -> Dictionary:
    """Describe a font every viewer has."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def fonts() -> dict[str, object]:
    """Give resources with one font, /F."""
    return {"/Font": Dictionary(F=helvetica())}


def document(*leaves: Leaf, change: Change | None = None, **save: object) -> bytes:
    """Save pages as a PDF; `change` may do anything to it before."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for leaf in leaves:
            entries = {
                "/Type": Name.Page,
                "/MediaBox": Array(list(leaf.box)),
                "/Resources": Dictionary(dict(leaf.resources)),
                "/Contents": pdf.make_stream(leaf.content),
                **leaf.keys,
            }
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(entries))))
        if change:
            change(pdf)
        return _saved(pdf, out, save)


def _saved(pdf: pikepdf.Pdf, out: BytesIO, save: Mapping[str, object]) -> bytes:
    """Save a file; that its form fields are odd is what it is for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pdf.save(out, **{"deterministic_id": "encryption" not in save, **save})  # type: ignore[arg-type]
    return out.getvalue()


def chart(box: Box = LETTER, words: str = "This way up") -> bytes:
    """Paint what tells up from down, left from right and inside from outside, in the measure of the box."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    unit = min(wide, high)

    def square(x: float, y: float) -> str:
        return f"{left + x * wide:.4f} {bottom + y * high:.4f} {unit * 0.14:.4f} {unit * 0.12:.4f} re f"

    lines = [
        "q 0.95 0.97 1 rg " + f"{left} {bottom} {wide} {high} re f",
        "1 0 0 rg " + square(0.08, 0.82),
        "0 0.6 0 rg " + square(0.74, 0.84),
        "0 0 1 rg " + square(0.06, 0.06),
        "0.8 0.6 0 rg " + square(0.78, 0.04),
        f"0 G {unit * 0.01:.4f} w {left + 0.1 * wide:.4f} {bottom + 0.3 * high:.4f} m"
        f" {left + 0.9 * wide:.4f} {bottom + 0.62 * high:.4f} l S",
        f"0.5 0 0.5 RG {left + 0.02 * wide:.4f} {bottom + 0.02 * high:.4f}"
        f" {0.96 * wide:.4f} {0.96 * high:.4f} re S",
        f"0 g BT /F {unit * 0.07:.4f} Tf {left + 0.2 * wide:.4f} {bottom + 0.72 * high:.4f} Td",
        f"({words}) Tj ET Q",
    ]
    return "\n".join(lines).encode("latin-1")


def charted(box: Box = LETTER, words: str = "This way up", **keys: object) -> Leaf:
    """Give a page with a chart that fills its box."""
    entries = {f"/{key}": value for key, value in keys.items()}
    return Leaf(content=chart(box, words), resources=fonts(), box=box, keys=entries)


def form(pdf: pikepdf.Pdf, content: bytes, box: Box, **entries: object) -> pikepdf.Stream:
    """Make a form XObject."""
    given = {"Resources": Dictionary(fonts()), **entries}
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(box)), **given)


def image(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], **entries: object) -> pikepdf.Stream:
    """Make an image XObject; packed by deflate unless a filter is given."""
    given: dict[str, object] = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB, **entries}
    if "Filter" not in given:
        data, given["Filter"] = zlib.compress(data), Name.FlateDecode
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], **given
    )


def reopened(data: bytes, change: Change, **save: object) -> bytes:
    """Open a PDF, change it, save it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        return _saved(pdf, out, save)
