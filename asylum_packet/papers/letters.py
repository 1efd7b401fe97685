"""Letters and their widths: which face prints a word, how wide it is, and how its pairs are kerned.

The only place where reportlab learns of our faces. Words are measured once and kept: a brief is set several
times until its page numbers stand still.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import TTFont

from asylum_packet.fonts.faces import Face, chain, glyphs, missing, needs_no_glyph, runs


@dataclass(frozen=True, slots=True)
class Cut:
    """Which face of the family: serif or mono, upright or slanted, regular or bold."""

    bold: bool = False
    italic: bool = False
    mono: bool = False

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces to ask, best first."""
        return chain("mono" if self.mono else "serif", bold=self.bold, italic=self.italic)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face, measured in thousandths of the type size.

    `kerns` has one number for each letter: what is added to its width before the next.
    """

    font: str
    text: str
    width: float
    kerns: tuple[float, ...]


@cache
def registered(face: Face) -> TTFont:
    """Give the reportlab font of a face."""
    font = TTFont(face.name, face.open(), subfontIndex=face.number)
    _FONTS[face.name] = font
    return font


_FONTS: dict[str, TTFont] = {}


def font_named(name: str) -> TTFont:
    """Give the reportlab font of a run."""
    return _FONTS[name]


def embeds(face: Face) -> bool:
    """Whether reportlab can embed the face (ISO 32000-2 9.6.3: TrueType outlines only)."""
    return face.is_truetype


@cache
def _shaper(face: Face) -> hb.Font:
    """Open a face for measuring pairs."""
    return hb.Font(hb.Face(hb.Blob(face.data), face.number))


def _kerns(face: Face, text: str) -> tuple[float, ...]:
    """Measure what kerning adds after each letter; zeros where glyphs and letters do not match one to one."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    shaper = _shaper(face)
    hb.shape(shaper, buffer, {"kern": True, "liga": False, "clig": False, "calt": False})
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    if buffer.direction != "ltr" or [info.cluster for info in infos] != list(range(len(text))):
        return (0.0,) * len(text)
    units = shaper.face.upem
    return tuple(
        round((place.x_advance - shaper.get_glyph_h_advance(info.codepoint)) * 1000 / units, 1)
        for info, place in zip(infos, positions, strict=True)
    )


def _run(face: Face, text: str) -> Run:
    """Measure letters of one face."""
    font = registered(face)
    kerns = _kerns(face, text) if len(text) > 1 else (0.0,)
    widths = font.face.charWidths
    default = font.face.defaultWidth
    width = sum(widths.get(ord(char), default) for char in text) + sum(kerns)
    return Run(face.name, text, width, kerns)


@lru_cache(maxsize=65536)
def measured(word: str, cut: Cut) -> tuple[Run, ...]:
    """Cut a word into runs of one face each, measured; a letter that has no face prints as its number."""
    shown = printable(word, cut)
    return tuple(_run(run.face, run.text) for run in runs(shown, cut.faces))


@lru_cache(maxsize=65536)
def printable(word: str, cut: Cut) -> str:
    """Replace what no face prints by its code point in brackets, and drop what is never drawn."""
    if word.isascii() and word.isprintable():
        return word
    for cluster in unprintable(word, cut):
        word = word.replace(cluster, "".join(f"[U+{ord(char):04X}]" for char in cluster))
    return "".join(char for char in word if not needs_no_glyph(char))


def unprintable(text: str, cut: Cut) -> tuple[str, ...]:
    """List the letters that no face we can embed has."""
    first = glyphs(cut.faces[0]).keys()
    if {ord(char) for char in text} <= first:
        return ()
    lost = list(missing(text, cut.faces))
    for run in runs(text, cut.faces):
        if not embeds(run.face):
            lost += [char for char in run.text if not needs_no_glyph(char)]
    return tuple(dict.fromkeys(lost))


def space_width(cut: Cut) -> float:
    """Give the width of a space in thousandths of the type size."""
    return measured(" ", cut)[0].width
