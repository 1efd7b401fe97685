"""Faces: the fonts we print with, and which of them has a letter.

Every letter of a case must print, in whatever script a name is written. A chain lists faces in order of
preference; `runs` cuts a text into stretches that one face can print, and `missing` says which letters no
face has. The faces that come with the project are asked first; fonts of the machine only when a letter is
missing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, Literal, cast

from asylum_packet.values import Struct, replace

if TYPE_CHECKING:
    import uharfbuzz

    from asylum_packet.fonts.machine import FontFile

Style = Literal["serif", "mono", "sans"]

_PACKAGED = "package:"
_WEIGHT = "wght"
_REGULAR, _BOLD = 400, 700


class Metrics(Struct, frozen=True, kw_only=True):
    """Measures of a face in thousandths of the type size; ascent and descent are both positive."""

    ascent: float
    descent: float
    cap_height: float
    units: int


class Face(Struct, frozen=True, kw_only=True):
    """One font face. Its bytes are read when they are first needed, and kept.

    `origin` is the path of the font file, or "package:MODULE" for bytes held by a Python package; `number` is
    the place inside a font collection (.ttc). `name` is unique among all faces of a run of the program.
    """

    name: str
    family: str
    bold: bool = False
    italic: bool = False
    origin: str
    number: int = 0

    def __hash__(self) -> int:
        """Hash the name, which is unique: letters are looked up by their face, thousands a page."""
        return hash(self.name)

    @property
    def data(self) -> bytes:
        """The bytes of the font file."""
        return _bytes(self.origin)

    def open(self) -> BytesIO:
        """Open the font file for a library that reads from a stream."""
        return BytesIO(self.data)

    @property
    def letters(self) -> frozenset[int]:
        """The code points that this face has glyphs for."""
        return glyphs(self)

    @property
    def is_truetype(self) -> bool:
        """Whether its outlines are TrueType (glyf), the only kind reportlab can embed."""
        return "glyf" in drawn_with(self).face.table_tags

    @property
    def metrics(self) -> Metrics:
        """Its ascent, descent and height of capitals."""
        return _metrics(self)

    def has(self, char: str) -> bool:
        """Say whether it has a glyph for the letter."""
        return ord(char) in glyphs(self)


class FontRun(Struct, frozen=True, kw_only=True):
    """A stretch of text that one face prints."""

    face: Face
    text: str


@lru_cache(maxsize=32)
def _bytes(origin: str) -> bytes:
    """Read a font file once."""
    if origin.startswith(_PACKAGED):
        module = import_module(origin.removeprefix(_PACKAGED))
        return bytes(module.fontbuffer)
    return Path(origin).read_bytes()


@lru_cache(maxsize=256)
def drawn_with(face: Face) -> uharfbuzz.Font:
    """Open a face with HarfBuzz, which reads it a hundred times faster than fontTools does."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face.data), face.number))
    if "fvar" in font.face.table_tags:
        font.set_variations(_places(font.face, bold=face.bold))
    return font


@lru_cache(maxsize=256)
def places(face: Face) -> dict[str, float]:
    """Say where on each axis of a variable font a face is drawn, by the tag of the axis; none for others."""
    return _places(drawn_with(face).face, bold=face.bold)


def _places(font: uharfbuzz.Face, *, bold: bool) -> dict[str, float]:
    """Choose a weight, for the default one may be thin; other axes stay where they are."""
    found = {axis.tag: float(axis.default_value) for axis in font.axis_infos}
    for axis in font.axis_infos:
        if axis.tag == _WEIGHT:
            found[_WEIGHT] = float(min(max(_BOLD if bold else _REGULAR, axis.min_value), axis.max_value))
    return found


@lru_cache(maxsize=256)
def glyphs(face: Face) -> frozenset[int]:
    """Give the code points that a face has glyphs for."""
    return frozenset(drawn_with(face).face.unicodes)


def table(face: Face, tag: str) -> bytes:
    """Read a table of a face as it is stored; empty where there is none."""
    found = drawn_with(face).face
    return bytes(found.reference_table(tag).data) if tag in found.table_tags else b""


@cache
def _coverage(origin: str, number: int) -> Collection[int]:
    """Say which code points a face of the machine has; none where it has no outlines we may embed.

    HarfBuzz reads them a hundred times faster than fontTools, and a machine may have a thousand fonts.
    """
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(origin), number)
    tags = set(face.table_tags)
    # OpenType OS/2 fsType, at offset 8: the value 2 in the lowest four bits forbids embedding.
    rights = bytes(face.reference_table("OS/2").data[8:10]) if "OS/2" in tags else b""
    restricted = int.from_bytes(rights, "big") & 0x000F == 0x0002
    if restricted or not tags & {"glyf", "CFF ", "CFF2"}:
        return ()
    return cast("Collection[int]", face.unicodes)


@cache
def _metrics(face: Face) -> Metrics:
    """Read the measures of a face."""
    units = int(drawn_with(face).face.upem)
    scale = 1000 / units
    # OpenType: hhea has ascender and descender at 4, OS/2 from version 2 on sCapHeight at 88.
    ascent, descent = unpack_from(">hh", table(face, "hhea"), 4)
    style = table(face, "OS/2")
    has_capitals = len(style) >= 90 and unpack_from(">H", style)[0] >= 2
    high = unpack_from(">h", style, 88)[0] if has_capitals else 0
    return Metrics(
        ascent=ascent * scale,
        descent=-descent * scale,
        cap_height=(high or 0.7 * units) * scale,
        units=units,
    )


@cache
def _serif_folder() -> Path:
    """Find the files of the serif package without importing it (its import needs setuptools)."""
    spec = find_spec("font_source_serif_pro")
    if spec is None or spec.origin is None:
        raise ImportError("the package font-source-serif-pro is not installed")
    return Path(spec.origin).parent / "files"


def _serif(*, bold: bool, italic: bool) -> Face:
    """Give a face of the serif text family."""
    cut = {(False, False): "Regular", (True, False): "Bold", (False, True): "It", (True, True): "BoldIt"}
    name = f"SourceSerifPro-{cut[bold, italic]}"
    return Face(
        name=name,
        family="Source Serif Pro",
        bold=bold,
        italic=italic,
        origin=str(_serif_folder() / f"{name}.ttf"),
    )


def _packaged(family: str, *, bold: bool, italic: bool) -> Face:
    """Give a face of a family that pymupdf-fonts holds."""
    cut = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
    return Face(
        name=f"{family}-{cut}",
        family=family,
        bold=bold,
        italic=italic,
        origin=f"{_PACKAGED}pymupdf_fonts.{family}_{cut}",
    )


@cache
def chain(style: Style, *, bold: bool = False, italic: bool = False) -> tuple[Face, ...]:
    """List the faces that come with the project, best first, for text of a style.

    After the faces of the style come Noto Sans (Latin, Greek, Cyrillic), FiraGO (Arabic, Hebrew, Devanagari,
    Thai, Georgian) and symbols. An italic or bold face that lacks a letter is followed by the upright one.
    """
    cuts = list(dict.fromkeys([(bold, italic), (bold, False), (False, False)]))
    first = {
        "serif": [_serif(bold=b, italic=i) for b, i in cuts],
        "mono": [_packaged("CascadiaMono", bold=b, italic=i) for b, i in cuts],
        "sans": [],
    }[style]
    rest = [_packaged(family, bold=bold, italic=italic) for family in ("NotoSans", "FiraGO")]
    symbols = [
        _packaged(family, bold=False, italic=False)
        for family in ("NotoSansSymbols2", "NotoSansSymbols", "NotoSansMath")
    ]
    return (*first, *rest, *symbols)


def needs_no_glyph(char: str) -> bool:
    """Say whether a letter is never drawn: controls, soft hyphens, joiners, direction marks, selectors."""
    return unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} or "\ufe00" <= char <= "\ufe0f"


def clusters(text: str) -> Iterator[str]:
    """Cut a text into letters, each with the marks and joiners that belong to it."""
    start = 0
    for index in range(1, len(text)):
        if not _clings(text[index]):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _clings(char: str) -> bool:
    """Say whether a letter belongs to the one before it."""
    if char.isascii():
        return False
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or char in "\u200c\u200d"
        or "\ufe00" <= char <= "\ufe0f"
    )


def _face_for(cluster: str, faces: tuple[Face, ...]) -> Face | None:
    """Find the first face that has every letter of a cluster: in the chain, then on the machine."""
    needed = frozenset(ord(char) for char in cluster if not needs_no_glyph(char))
    for face in faces:
        if needed <= glyphs(face):
            return face
    return _on_machine(needed, bold=faces[0].bold)


@cache
def _on_machine(needed: frozenset[int], *, bold: bool) -> Face | None:
    """Find a font of the machine that has all of these letters; upright, bold where its file can be."""
    from asylum_packet.fonts.machine import candidates  # our own faces have nearly every letter

    script = unicodedata.name(chr(min(needed, key=_letter_first)), "").split(" ")[0].lower()
    for file in candidates(script, bold=bold):
        for face in _faces_in(file):
            if all(code in _coverage(face.origin, face.number) for code in needed):
                return _made_bold(face) if bold else face
    return None


def _made_bold(face: Face) -> Face:
    """Give the bold weight of a variable font; a font of one weight stays as it is."""
    if face.bold or places(face).get(_WEIGHT, _BOLD) >= _BOLD:
        return face
    heavy = replace(face, name=f"{face.name}-Bold", bold=True)
    return heavy if places(heavy) != places(face) else face


@cache
def _faces_in(file: FontFile) -> tuple[Face, ...]:
    """List the faces of a font file of the machine that we may use; none where it cannot be read."""
    import uharfbuzz

    try:
        count = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file.path)).count
        faces = tuple(_machine_face(file, number) for number in range(count))
        return tuple(face for face in faces if _coverage(face.origin, face.number))
    except (OSError, uharfbuzz.HarfBuzzError):
        return ()


def _letter_first(code: int) -> tuple[bool, int]:
    """Order letters before marks, so that the script is read from the letter."""
    return unicodedata.category(chr(code)).startswith("M"), code


def _machine_face(file: FontFile, number: int) -> Face:
    """Make a face of a font file found on the machine."""
    # Variable fonts carry their axes in the name ("NotoSansEthiopic[wght].ttf").
    stem = Path(file.path).stem.split("[")[0].replace(" ", "")
    name = f"{stem}-{number}" if number else stem
    return Face(name=name, family=stem.split("-")[0], bold=file.bold, origin=file.path, number=number)


def runs(text: str, faces: tuple[Face, ...]) -> tuple[FontRun, ...]:
    """Cut a text into stretches that one face can print; together they are the text.

    Marks stay with their letter, spaces with the stretch before them. A letter that no face has goes to the
    first face, which has nothing to print for it: ask `missing` first.
    """
    first = glyphs(faces[0])
    if not text or {ord(char) for char in text} <= first:
        return (FontRun(face=faces[0], text=text),) if text else ()
    found: list[tuple[Face, list[str]]] = []
    for cluster in clusters(text):
        before = found[-1][0] if found else None
        face = _stay_or_find(cluster, before, faces)
        if found and face == before:
            found[-1][1].append(cluster)
        else:
            found.append((face, [cluster]))
    return tuple(FontRun(face=face, text="".join(parts)) for face, parts in found)


def _stay_or_find(cluster: str, before: Face | None, faces: tuple[Face, ...]) -> Face:
    """Keep spaces and invisible letters with the face before them; find a face for the rest."""
    stays = all(char.isspace() or needs_no_glyph(char) for char in cluster)
    if stays and before is not None and all(needs_no_glyph(c) or before.has(c) for c in cluster):
        return before
    return _face_for(cluster, faces) or faces[0]


def missing(text: str, faces: tuple[Face, ...]) -> tuple[str, ...]:
    """List the letters (with their marks) that no face of the chain or the machine has, each once."""
    first = glyphs(faces[0])
    if {ord(char) for char in text} <= first:
        return ()
    strange = (c for c in dict.fromkeys(clusters(text)) if not all(ord(char) in first for char in c))
    return tuple(c for c in strange if _needed(c) and _face_for(c, faces) is None)


def _needed(cluster: str) -> bool:
    """Say whether a cluster has anything to draw."""
    return not all(needs_no_glyph(char) for char in cluster)


def describe(cluster: str) -> str:
    """Name letters by code point and Unicode name: "U+1275 ETHIOPIC SYLLABLE TE"."""
    return " + ".join(f"U+{ord(char):04X} {unicodedata.name(char, 'UNNAMED')}" for char in cluster)


_IN_PACKAGE = frozenset(
    {"Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada"}
    | {"Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai"}
)
_EAST_ASIAN = frozenset({"Cjk", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Fullwidth", "Halfwidth"})


def what_to_install(cluster: str) -> str:
    """Say which font would print a letter: the Noto family covers every script of Unicode."""
    script = unicodedata.name(cluster[0], "").split(" ")[0].title()
    if script in _EAST_ASIAN or "\u3000" <= cluster[0] <= "\u303f":  # their commas, full stops and brackets
        return "type: pip install manimgx-fonts-cjk (or install the font Noto Sans CJK), then run again"
    if script in _IN_PACKAGE:
        return f"type: pip install manimgx-fonts (or install the font Noto Sans {script}), then run again"
    return "install a font that has this letter, such as one of the Noto family, then run again"
