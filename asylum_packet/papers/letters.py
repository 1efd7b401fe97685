"""Letters and their widths: which face prints a word, how wide it is, and how its pairs are kerned.

The only place where reportlab learns of our faces. Words are measured once and kept: a brief is set several
times until its page numbers stand still.
"""

from __future__ import annotations

from functools import cache, lru_cache

from reportlab.pdfbase.ttfonts import TTFont

from asylum_packet.fonts.bidi import Running
from asylum_packet.fonts.faces import Face, chain, missing, places
from asylum_packet.fonts.kerning import kerns
from asylum_packet.fonts.shaping import Glyph, Shaped, shape_line
from asylum_packet.values import Struct


class Cut(Struct, frozen=True):
    """Which face of the family: serif or mono, upright or slanted, regular or bold."""

    bold: bool = False
    italic: bool = False
    mono: bool = False

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces to ask, best first."""
        return chain("mono" if self.mono else "serif", bold=self.bold, italic=self.italic)


class Run(Struct, frozen=True):
    """Letters of one face, measured in thousandths of the type size.

    `kerns` has one number for each letter: what is added to its width before the next. A run with `glyphs`
    was shaped (Arabic, Burmese), or its face is of a kind that reportlab cannot embed (other outlines than
    TrueType, several weights in one file); it is drawn by glyph.
    """

    font: str
    text: str
    width: float
    kerns: tuple[float, ...] = ()
    glyphs: tuple[Glyph, ...] = ()


@cache
def registered(face: Face) -> TTFont:
    """Give the reportlab font of a face."""
    font = TTFont(face.name, face.open(), subfontIndex=face.number)
    _FONTS[face.name] = font
    _SHAPED[face.name] = face
    return font


_FONTS: dict[str, TTFont] = {}
_SHAPED: dict[str, Face] = {}


def font_named(name: str) -> TTFont:
    """Give the reportlab font of a run."""
    return _FONTS[name]


def face_named(name: str) -> Face:
    """Give the face of a run that was shaped."""
    return _SHAPED[name]


def _run(face: Face, text: str) -> Run:
    """Measure letters of one face."""
    font = registered(face)
    kerning = kerns(face, text)
    widths = font.face.charWidths
    default = font.face.defaultWidth
    width = sum([widths.get(code, default) for code in map(ord, text)]) + sum(kerning)
    return Run(face.name, text, width, kerning)


def remeasured(run: Run, text: str) -> Run:
    """Measure some of the letters of a run that is drawn letter by letter."""
    return _run(face_named(run.font), text)


def _shaped_run(shaped: Shaped) -> Run:
    """Keep a stretch that was shaped by its glyphs, or measure it letter by letter."""
    if shaped.is_plain and shaped.face.is_truetype and not places(shaped.face):
        return _run(shaped.face, shaped.text)
    _SHAPED[shaped.face.name] = shaped.face
    return Run(shaped.face.name, shaped.text, shaped.width, glyphs=shaped.glyphs)


@lru_cache(maxsize=65536)
def measured(word: str, cut: Cut, *, leftwards: bool = False) -> tuple[Run, ...]:
    """Cut a word into runs of one face each, left to right; letters that no face has print as numbers.

    `leftwards` sets all of it right to left, brackets turned round; code points stay as they are.
    """
    shown = printable(word, cut)
    if leftwards and shown == word:
        running = Running(leftwards=True, levels=(1,) * len(shown))
        return tuple(_shaped_run(shaped) for shaped in shape_line(shown, cut.faces, running=running))
    if _has_all(shown, cut):
        return (_run(cut.faces[0], shown),) if shown else ()
    return tuple(_shaped_run(shaped) for shaped in shape_line(shown, cut.faces))


def printable(word: str, cut: Cut) -> str:
    """Replace what no face prints by its code point in brackets."""
    if word.isascii():
        return word
    for cluster in unprintable(word, cut):
        word = word.replace(cluster, "".join(f"[U+{ord(char):04X}]" for char in cluster))
    return word


def unprintable(text: str, cut: Cut) -> tuple[str, ...]:
    """List the letters that no face has."""
    return () if text.isascii() or _has_all(text, cut) else missing(text, cut.faces)


def _has_all(text: str, cut: Cut) -> bool:
    """Say whether the first face has every letter, asking the font that is drawn with and is open already."""
    return _letters(cut).issuperset(map(ord, text))


@cache
def _letters(cut: Cut) -> frozenset[int]:
    """Give the code points that the first face has glyphs for."""
    return frozenset(registered(cut.faces[0]).face.charToGlyph)
