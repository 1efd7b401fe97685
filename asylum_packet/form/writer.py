"""Writing on the prepared pages: text in embedded type, ticks by the form's own drawings.

Each page gets one stream of its own after the printed form, so that nothing of the form is touched. Every
glyph that is drawn is embedded, with the letters it stands for, so that the pages can be searched and copied.
The same pages and answers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from asylum_packet.fonts.embedding import Embedded, embed
from asylum_packet.fonts.faces import Face
from asylum_packet.fonts.shaping import Shaped, note, shape_line
from asylum_packet.form.boxes import Box
from asylum_packet.form.fitting import MARGIN_PT, Fitted
from asylum_packet.form.prepare import TICK, Ready, drawn
from asylum_packet.values import Struct, field

_CAP_HEIGHT_EM = 0.66


class Inscription(Struct, frozen=True, kw_only=True):
    """A text in a box."""

    box: Box
    fitted: Fitted


class Leaf(Struct, frozen=True, kw_only=True):
    """A page of the result: which page of the blank it is, and what is written on it."""

    page: int
    texts: tuple[Inscription, ...] = ()
    ticks: tuple[Ready, ...] = ()


class _Type(Struct):
    """The faces a file uses: the name of each in page resources, and the glyphs drawn."""

    names: dict[Face, str] = field(default_factory=dict)
    letters: dict[Face, dict[int, str]] = field(default_factory=dict)

    def use(self, shaped: Shaped) -> str:
        """Note the glyphs of a stretch, and give the resource name of its face."""
        name = self.names.setdefault(shaped.face, f"/T{len(self.names) + 1}")
        note(self.letters.setdefault(shaped.face, {}), shaped.glyphs)
        return name

    def fonts(self, pdf: Pdf) -> dict[str, Dictionary]:
        """Write the faces into a file, by their names in resources."""
        return {name: _font(pdf, embed(face, self.letters[face])) for face, name in self.names.items()}


def write(pdf: bytes, leaves: Iterable[Leaf], faces: tuple[Face, ...]) -> bytes:
    """Write on copies of the prepared pages, in the order of the leaves.

    Args:
        pdf: The prepared blank.
        leaves: The pages of the result; a page of the blank may come several times.
        faces: The chain of faces to print with.
    """
    used = _Type()
    said = [(leaf, *_content(leaf, faces, used)) for leaf in leaves]
    with pikepdf.open(BytesIO(pdf)) as blank:
        fonts = used.fonts(blank)
        pages = [page.obj for page in blank.pages]
        result = [
            _page(blank, pages[leaf.page - 1], leaf, content, {name: fonts[name] for name in named})
            for leaf, content, named in said
        ]
        return _saved(blank, result)


def write_with_fields(
    pdf: bytes, leaves: Iterable[Leaf], faces: tuple[Face, ...], boxes: Sequence[Ready]
) -> bytes:
    """Write into fields on copies of the prepared pages: nothing is flattened.

    Args:
        pdf: The prepared blank.
        leaves: The pages of the result; a page of the blank may come several times.
        faces: The chain of faces to print with.
        boxes: Every box of the blank.
    """
    from asylum_packet.form.fields import Fields  # only a form for correcting keeps them

    used = _Type()
    said = [(leaf, _fields_of(leaf, faces, used)) for leaf in leaves]
    with pikepdf.open(BytesIO(pdf)) as blank:
        fields = Fields(blank, used.fonts(blank))
        pages = [page.obj for page in blank.pages]
        result = []
        for leaf, texts in said:
            source = pages[leaf.page - 1]
            page = _page(blank, source, Leaf(page=leaf.page), b"", {})
            here = [ready for ready in boxes if ready.box.page == leaf.page]
            ticked = frozenset(tick.box.path for tick in leaf.ticks)
            fields.put_on(page, here, source["/Resources"]["/XObject"], texts=texts, ticked=ticked)
            result.append(page)
        fields.finish()
        return _saved(blank, result)


def _saved(blank: Pdf, pages: Iterable[Dictionary]) -> bytes:
    """Put pages in place of those of the blank, and save."""
    del blank.pages[:]
    for page in pages:
        blank.pages.append(pikepdf.Page(page))
    written = BytesIO()
    blank.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return written.getvalue()


def _fields_of(leaf: Leaf, faces: tuple[Face, ...], used: _Type) -> dict[str, tuple[str, bytes]]:
    """Give what each field of a page holds and how it is drawn, by qualified name."""
    return {text.box.path: (text.fitted.text, _inscribe(text, faces, used, {})) for text in leaf.texts}


def _content(leaf: Leaf, faces: tuple[Face, ...], used: _Type) -> tuple[bytes, list[str]]:
    """Write the operators for a page, and name the faces it draws with."""
    named: dict[str, None] = {}
    ticks = [drawn(tick.drawing, tick.matrix) for tick in leaf.ticks]
    texts = [_inscribe(text, faces, used, named) for text in leaf.texts]
    return b"".join([*ticks, *texts]), list(named)


def _page(
    pdf: Pdf, page: pikepdf.Object, leaf: Leaf, content: bytes, fonts: dict[str, Dictionary]
) -> Dictionary:
    """Make a page with its writing; only the ticks it shows stay in its resources."""
    ticked = {tick.drawing for tick in leaf.ticks}
    resources = dict(page["/Resources"].items())
    forms = dict(resources["/XObject"].items())
    kept = {name: form for name, form in forms.items() if name in ticked or not name.startswith(TICK)}
    resources["/XObject"] = Dictionary(kept)
    resources["/Font"] = Dictionary({**dict(resources["/Font"].items()), **fonts})
    contents = page["/Contents"]
    before = list(contents) if isinstance(contents, Array) else [contents]
    copy = Dictionary({**dict(page.items()), "/Resources": Dictionary(resources)})
    copy["/Contents"] = Array([*before, pdf.make_stream(content)] if content else before)
    return pdf.make_indirect(copy)


def _inscribe(text: Inscription, faces: tuple[Face, ...], used: _Type, named: dict[str, None]) -> bytes:
    """Write the operators for one box."""
    out: list[bytes] = []
    for letters, x, y in _placed(text, faces):
        for shaped in letters:
            name = used.use(shaped)
            named[name] = None
            out.append(_show(shaped, name, text.fitted.size_pt, x, y))
            x += shaped.width * text.fitted.size_pt / 1000
    return b"BT\n" + b"".join(out) + b"ET\n" if out else b""


def _placed(text: Inscription, faces: tuple[Face, ...]) -> Iterable[tuple[tuple[Shaped, ...], float, float]]:
    """Say where each line (or each cell of a comb) starts, in points on the page."""
    box, size = text.box, text.fitted.size_pt
    left, _, _, top = box.rect
    if box.cells:
        cell = box.width_pt / box.cells
        for index, letter in enumerate(text.fitted.lines[0]):
            shaped = shape_line(letter, faces)
            yield shaped, left + cell * index + (cell - _width(shaped, size)) / 2, _middle(box, size)
        return
    lines = zip(text.fitted.lines, text.fitted.running, strict=True)
    for number, (line, running) in enumerate(lines):
        if not line:
            continue
        shaped = shape_line(line, faces, running=running)
        leading = text.fitted.leading
        y = top - MARGIN_PT - (leading.rise_em + number * leading.pitch_em) * size
        align = 2 if box.is_multiline and running.leftwards else box.align
        room = box.width_pt - 2 * MARGIN_PT - _width(shaped, size)
        yield shaped, left + MARGIN_PT + room * align / 2, y if box.is_multiline else _middle(box, size)


def _middle(box: Box, size: float) -> float:
    """Give the baseline that centres capitals in a box of one line."""
    return box.rect[1] + (box.height_pt - _CAP_HEIGHT_EM * size) / 2


def _width(line: tuple[Shaped, ...], size: float) -> float:
    """Measure a shaped line in points."""
    return sum(shaped.width for shaped in line) * size / 1000


def _show(shaped: Shaped, name: str, size: float, x: float, y: float) -> bytes:
    """Write the operators for one stretch of one face."""
    start = f"{name} {_number(size)} Tf\n"
    if shaped.is_plain:
        codes = "".join(f"{glyph.number:04X}" for glyph in shaped.glyphs)
        return f"{start}1 0 0 1 {_number(x)} {_number(y)} Tm <{codes}> Tj\n".encode("ascii")
    # Joined or reordered letters: the text they stand for goes along whole (ISO 32000-2 14.9.4).
    told = ("\ufeff" + shaped.text).encode("utf-16-be").hex().upper()
    out = [f"/Span <</ActualText <{told}>>> BDC\n{start}"]
    for glyph in shaped.glyphs:
        across, up = x + glyph.right * size / 1000, y + glyph.up * size / 1000
        out.append(f"1 0 0 1 {_number(across)} {_number(up)} Tm <{glyph.number:04X}> Tj\n")
        x += glyph.advance * size / 1000
    return "".join([*out, "EMC\n"]).encode("ascii")


def _number(value: float) -> str:
    """Write a number of points, to a thousandth."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _font(pdf: Pdf, font: Embedded) -> Dictionary:
    """Write a subset as a composite font whose codes are glyph numbers (ISO 32000-2 9.7)."""
    name = Name("/" + font.name)
    within = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if font.is_truetype else Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=_descriptor(pdf, font),
        DW=font.default_width,
        W=_widths(font),
    )
    if font.is_truetype:
        within["/CIDToGIDMap"] = Name.Identity
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(within)]),
            ToUnicode=pdf.make_stream(font.to_unicode),
        )
    )


def _descriptor(pdf: Pdf, font: Embedded) -> Dictionary:
    """Write the measures of a subset, with the font file itself (ISO 32000-2 9.8)."""
    file = pdf.make_stream(font.file)
    if font.is_truetype:
        file["/Length1"] = len(font.file)
    else:
        file["/Subtype"] = Name.CIDFontType0C
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + font.name),
        Flags=font.flags,
        FontBBox=Array(list(font.box)),
        ItalicAngle=font.italic_angle,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.cap_height,
        StemV=font.stem,
    )
    descriptor["/FontFile2" if font.is_truetype else "/FontFile3"] = file
    return pdf.make_indirect(descriptor)


def _widths(font: Embedded) -> Array:
    """List the widths that differ from the default one by more than a ten-thousandth of the size."""
    found = Array([])
    for number, wide in font.widths.items():
        if abs(wide - font.default_width) > 0.1:
            found.append(number)
            found.append(Array([wide]))
    return found
