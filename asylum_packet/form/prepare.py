"""A blank made ready to be written on: plain pages, with the fields' places kept beside them.

The official file carries two forms in one (AcroForm and XFA), scripts, usage rights and a structure tree.
With any of these left in, viewers show different things. The prepared pages keep only what is printed: the
page itself, the bar codes, and the little drawings that tick a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

from asylum_packet.form.boxes import Box, BoxKind
from asylum_packet.values import Struct

_KEPT_OF_PAGE = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Resources", "/Contents"}
TICK = "/Answer589Tick"
"""How the drawings of ticks are named in page resources, unlike any name the form itself uses."""
_BRACKETS = {"MyriadPro-Regular": ("Helvetica", b"[]")}
"""Both editions print two square brackets in Myriad, which they do not carry, and nothing else."""


class Ready(Struct, frozen=True, kw_only=True):
    """A box with the drawing that ticks it.

    `drawing` is the name of the tick's form in the /XObject resources of its page, "" for a text box;
    `matrix` places the drawing on the page (ISO 32000-2 12.5.5).
    """

    box: Box
    drawing: str = ""
    matrix: tuple[float, float, float, float] = (1.0, 1.0, 0.0, 0.0)


def prepare(pdf: Pdf, fields: Sequence[tuple[Box, Dictionary]]) -> tuple[bytes, tuple[Ready, ...]]:
    """Make the plain pages of a blank, and the boxes to write on. Changes `pdf`.

    What the pages lead to is copied into a new file: to add to one that holds the rest, too, all of it would
    be read, thousands of fields and notes on its structure.
    """
    from asylum_packet.fonts.carrying import carry  # a blank is made ready once, when it is installed

    plain = Pdf.new()
    for page in pdf.pages:
        _strip(page.obj, _KEPT_OF_PAGE)
        plain.pages.append(page)
    for page in plain.pages:
        _isolate(plain, page)
    shared: dict[bytes, Stream] = {}
    ready = [_place(plain, box, widget, shared) for box, widget in fields]
    carry(plain, _fonts(plain), also=_BRACKETS)
    written = BytesIO()
    plain.save(
        written,
        encryption=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
        min_version=pdf.pdf_version,
    )
    return written.getvalue(), tuple(each for each in ready if each is not None)


def _fonts(pdf: Pdf) -> Iterator[Dictionary]:
    """Yield the fonts that the pages print with."""
    for page in pdf.pages:
        fonts = page.obj["/Resources"]["/Font"].values()
        yield from (font for font in fonts if isinstance(font, Dictionary))


def _strip(of: pikepdf.Object, kept: set[str]) -> None:
    """Delete all keys of a dictionary but some."""
    for key in list(of.keys()):
        if key not in kept:
            del of[key]


def _isolate(pdf: Pdf, page: pikepdf.Page) -> None:
    """Give a page resources of its own, and close its graphics state so that writing starts clean."""
    page.obj["/MediaBox"] = Array([0, 0, 612, 792])
    page.obj["/CropBox"] = Array([0, 0, 612, 792])
    resources = _copy(page.obj, "/Resources")
    for kind in ("/XObject", "/Font"):
        resources[kind] = _copy(resources, kind)
    page.obj["/Resources"] = resources
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ\n"), prepend=False)


def _copy(of: pikepdf.Object, key: str) -> Dictionary:
    """Copy a dictionary inside another; an empty one where there is none."""
    found = of.get(key)
    return Dictionary(dict(found.items())) if isinstance(found, Dictionary) else Dictionary()


def _place(pdf: Pdf, box: Box, widget: Dictionary, shared: dict[bytes, Stream]) -> Ready | None:
    """Keep the drawing of a tick for later; draw a bar code now."""
    if box.kind is BoxKind.TEXT:
        return Ready(box=box)
    normal = widget["/AP"]["/N"]
    stream = normal if box.kind is BoxKind.BAR_CODE else normal[box.state]
    if not isinstance(stream, Stream):
        raise TypeError(f"no drawing for the field {box.name}")
    matrix = _matrix(stream, box)
    page = pdf.pages[box.page - 1]
    forms = page.obj["/Resources"]["/XObject"]
    # Most ticks are the same drawing: one copy serves all.
    content = bytes(stream.read_bytes()) + bytes(repr(_numbers(stream["/BBox"])), "ascii")
    if box.kind is not BoxKind.TICK:
        stream = _copied(pdf, stream)
    elif content in shared:
        stream = shared[content]
    else:
        shared[content] = stream = _copied(pdf, stream)
    name = next((key for key, value in forms.items() if value.objgen == stream.objgen), "")
    if not name:
        name = f"{TICK if box.kind is BoxKind.TICK else '/BarCode'}{len(forms)}"
        forms[name] = stream
    if box.kind is BoxKind.BAR_CODE:
        page.contents_add(pdf.make_stream(drawn(name, matrix)), prepend=False)
        return None
    return Ready(box=box, drawing=name, matrix=matrix)


def _copied(pdf: Pdf, stream: Stream) -> Stream:
    """Copy a drawing of another file, with what it leads to."""
    copy = pdf.copy_foreign(stream)
    if not isinstance(copy, Stream):
        raise TypeError("a drawing became something else")
    return copy


def _numbers(array: pikepdf.Object) -> list[float]:
    """Read an array of numbers."""
    return [float(number) for number in array]


def _matrix(stream: Stream, box: Box) -> tuple[float, float, float, float]:
    """Fit the drawing's own frame into the box: scale and shift (ISO 32000-2 12.5.5, algorithm 8)."""
    left, bottom, right, top = _numbers(stream["/BBox"])
    across = box.width_pt / (right - left) if right != left else 1.0
    up = box.height_pt / (top - bottom) if top != bottom else 1.0
    return (across, up, box.rect[0] - left * across, box.rect[1] - bottom * up)


def drawn(name: str, matrix: tuple[float, float, float, float]) -> bytes:
    """Write the operators that draw a form."""
    across, up, x, y = (f"{number:.4f}".rstrip("0").rstrip(".") for number in matrix)
    return f"q {across} 0 0 {up} {x} {y} cm {name} Do Q\n".encode("ascii")
