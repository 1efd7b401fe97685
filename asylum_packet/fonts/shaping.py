"""Shaping: which glyphs print a text, and where each one stands.

Latin, Greek and Cyrillic letters are one glyph each and need no shaping. Arabic letters join, Ethiopic is
plain, Burmese and Devanagari reorder: for these HarfBuzz says what to draw. Widths are in thousandths of the
type size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from asylum_packet.fonts.bidi import Running, alone, in_visual_order
from asylum_packet.fonts.faces import Face, drawn_with, needs_no_glyph, runs
from asylum_packet.values import Struct

if TYPE_CHECKING:
    pass


class Glyph(Struct, frozen=True, kw_only=True):
    """A glyph of a face: its number, its advance, its offset, and the letters it stands for.

    `text` is "" for all but the first glyph of a group of letters that are drawn together.
    """

    number: int
    advance: float
    right: float = 0.0
    up: float = 0.0
    text: str = ""


class Shaped(Struct, frozen=True, kw_only=True):
    """A stretch of text of one face in one direction; `glyphs` stand left to right as on paper.

    `is_plain` says that every letter is one glyph without offset, so that the glyphs give the text back.
    """

    face: Face
    text: str
    glyphs: tuple[Glyph, ...]
    is_plain: bool

    @property
    def width(self) -> float:
        """How far it runs, in thousandths of the type size."""
        return sum(glyph.advance for glyph in self.glyphs)


def shape(face: Face, text: str, *, right_to_left: bool = False) -> Shaped:
    """Shape a text that one face can print."""
    drawn = "".join(char for char in text if not needs_no_glyph(char) or char in "\u200c\u200d")
    if not right_to_left and all(_is_plain(char) for char in drawn):
        found = tuple(_plain(face, char) for char in drawn)
        return Shaped(face=face, text=text, glyphs=found, is_plain=True)
    return _shaped(face, drawn, right_to_left)


def shape_line(text: str, faces: tuple[Face, ...], *, running: Running | None = None) -> tuple[Shaped, ...]:
    """Shape a line in the first faces that have its letters; stretches come left to right as on paper.

    Args:
        text: The line.
        faces: The chain of faces to print with.
        running: How the line runs in the paragraph that it is cut from; None where it is a paragraph of
            its own.
    """
    found: list[Shaped] = []
    for leftwards, stretch in _stretches(text, running):
        pieces = [
            shape(run.face, piece, right_to_left=leftwards)
            for run in runs(stretch, faces)
            for piece in _scripts(run.text)
        ]
        found += reversed(pieces) if leftwards else pieces
    return tuple(found)


@lru_cache(maxsize=20_000)
def width(text: str, faces: tuple[Face, ...]) -> float:
    """Measure a text set in one line, in thousandths of the type size."""
    return sum(shaped.width for shaped in shape_line(text, faces))


def reach(text: str, faces: tuple[Face, ...]) -> tuple[float, float]:
    """Say how far letters of the fallback faces reach above and below the base line, in thousandths.

    Burmese and its neighbours stack their letters higher than a line of typewriter type. Letters of the first
    face, which sets the lines, do not count.
    """
    if text.isascii():
        return 0.0, 0.0
    found = [_word_reach(word, faces) for word in dict.fromkeys(text.split()) if not word.isascii()]
    return max((up for up, _ in found), default=0.0), max((down for _, down in found), default=0.0)


@lru_cache(maxsize=20_000)
def _word_reach(word: str, faces: tuple[Face, ...]) -> tuple[float, float]:
    """Measure one word."""
    up = down = 0.0
    for shaped in shape_line(word, faces):
        if shaped.face == faces[0]:
            continue
        font, scale = drawn_with(shaped.face), 1000 / shaped.face.metrics.units
        for glyph in shaped.glyphs:
            ink = font.get_glyph_extents(glyph.number)
            if ink is not None and ink.height:
                up = max(up, ink.y_bearing * scale + glyph.up)
                down = max(down, -(ink.y_bearing + ink.height) * scale - glyph.up)
    return up, down


def _stretches(text: str, running: Running | None) -> list[tuple[bool, str]]:
    """Cut a line of a paragraph where the direction changes, in visual order."""
    running = running or alone(text)
    if not running.levels:
        return [(False, text)] if text else []
    pairs = zip(running.levels, text, strict=True)
    cut = [(level, "".join(char for _, char in group)) for level, group in groupby(pairs, key=lambda p: p[0])]
    return [(level % 2 == 1, stretch) for level, stretch in in_visual_order(cut)]


def _scripts(text: str) -> list[str]:
    """Cut a text where its script changes, because HarfBuzz shapes one script at a time."""
    if all(_is_plain(char) for char in text):
        return [text]
    found: list[tuple[str, list[str]]] = []
    for char in text:
        script = _script(char)
        if found and script in {"", found[-1][0]}:
            found[-1][1].append(char)
        elif found and not found[-1][0]:
            found[-1] = (script, [*found[-1][1], char])
        else:
            found.append((script, [char]))
    return ["".join(parts) for _, parts in found]


@lru_cache(maxsize=5000)
def _script(char: str) -> str:
    """Name the script of a letter by the first word of its Unicode name; "" for marks and punctuation."""
    if not unicodedata.category(char).startswith("L"):
        return ""
    return unicodedata.name(char, "").split(" ")[0]


def _is_plain(char: str) -> bool:
    """Say whether a letter is always one glyph of its own: up to Cyrillic, without marks, and punctuation."""
    code = ord(char)
    if code < 0x300:
        return True
    if code >= 0x530 and not (0x1E00 <= code < 0x2C00 or 0x3000 <= code < 0xA000 or 0xAC00 <= code < 0xD7A4):
        return False
    return not unicodedata.category(char).startswith("M") and char not in "\u200c\u200d"


@lru_cache(maxsize=20_000)
def _plain(face: Face, char: str) -> Glyph:
    """Give the glyph of a letter, .notdef (number 0) where the face has none."""
    font = drawn_with(face)
    number = font.get_nominal_glyph(ord(char)) or 0
    advance = font.get_glyph_h_advance(number) * 1000 / face.metrics.units
    return Glyph(number=number, advance=advance, text=char)


def _shaped(face: Face, text: str, right_to_left: bool) -> Shaped:
    """Shape a text with HarfBuzz, without ligatures for show."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(drawn_with(face), buffer, {"liga": False, "calt": _needs_context(text), "clig": False})
    scale = 1000 / face.metrics.units
    told = _told(face, text, [(info.codepoint, info.cluster) for info in buffer.glyph_infos])
    found = [
        Glyph(
            number=info.codepoint,
            advance=position.x_advance * scale,
            right=position.x_offset * scale,
            up=position.y_offset * scale,
            text=stands_for,
        )
        for info, position, stands_for in zip(buffer.glyph_infos, buffer.glyph_positions, told, strict=True)
    ]
    return Shaped(face=face, text=text, glyphs=tuple(found), is_plain=False)


def _told(face: Face, text: str, drawn: list[tuple[int, int]]) -> list[str]:
    """Say which letters each glyph stands for, given its number and where its group of letters starts.

    In a group where every letter has a glyph of its own, in order (a letter and its accent), each stands for
    that one; in any other group the first glyph stands for all.
    """
    starts = sorted({start for _, start in drawn})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    found: list[str] = []
    for start, group in groupby(drawn, key=lambda each: each[1]):
        numbers = [number for number, _ in group]
        letters = text[start : ends[start]]
        alone = numbers == [drawn_with(face).get_nominal_glyph(ord(char)) for char in letters]
        found += letters if alone else [letters, *("" for _ in numbers[1:])]
    return found


def note(letters: dict[int, str], shaped: Iterable[Glyph]) -> None:
    """Note for each glyph that is drawn which letters it stands for, for the text of the file.

    A glyph that was seen for several texts (a letter alone, and as the first of a group) stands for the
    shortest of them, whichever came first.
    """
    for glyph in shaped:
        before = letters.get(glyph.number, "")
        if not before or 0 < len(glyph.text) < len(before):
            letters[glyph.number] = glyph.text


def _needs_context(text: str) -> bool:
    """Say whether contextual forms are part of the script: they are but for Latin, Greek and Cyrillic."""
    return any(ord(char) >= 0x530 for char in text)
