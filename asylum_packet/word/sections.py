"""From one Word file to the sections of a brief: where each begins, and what its file is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from asylum_packet.case.texts import in_brief_order
from asylum_packet.papers.typography import ordinal
from asylum_packet.values import Struct, replace
from asylum_packet.word.importcodes import loss
from asylum_packet.word.prose import Align, Block, Para, Piece, Role, Words

_LONGEST_NAME = 60
_LONGEST_HEADING = 160
_TYPED = re.compile(r"\s*(?P<number>[IVXLC]{1,7}|[A-Z]|[a-z]|\d{1,3})[.)]\s+(?=\S)")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
OPENING, WHOLE = "opening", "brief"
"""The names of what stands in front of the first heading, and of a brief that has none."""


class Section(Struct, frozen=True, kw_only=True):
    """A section: the name of its file without ending, and its blocks."""

    name: str
    blocks: tuple[Block, ...]


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Give blocks with their headings: where no style says so, short bold lines that stand by themselves."""
    if any(isinstance(block, Para) and block.role is Role.HEADING for block in blocks):
        return _untyped(list(blocks))
    centred = [block for block in blocks if _looks_like_heading(block) and block_align(block) is Align.CENTER]
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Para) and _looks_like_heading(block):
            level = 1 if not centred or block.align is Align.CENTER else 2
            note = loss("WORD-heading", "taken for a heading, because it stands in bold by itself")
            block = replace(
                block,
                pieces=_plain(block.pieces),
                role=Role.HEADING,
                level=level,
                align=Align.LEFT,
                losses=(*block.losses, note),
            )
        found.append(block)
    return _untyped(found)


def _plain(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Take off the faces by which somebody made a heading look like one."""
    return tuple(
        replace(piece, bold=False, underline=False, italic=False) if isinstance(piece, Words) else piece
        for piece in pieces
    )


def block_align(block: Block) -> Align:
    """Give where the lines of a block stand."""
    return block.align if isinstance(block, Para) else Align.LEFT


def _looks_like_heading(block: Block) -> bool:
    """Say whether a paragraph looks like a heading that somebody made by hand."""
    if not isinstance(block, Para) or block.role is not Role.TEXT or block.item or block.inner:
        return False
    words = [piece for piece in block.pieces if isinstance(piece, Words) and piece.text.strip()]
    short = 1 < len(block.text.strip()) <= _LONGEST_HEADING
    return (
        short and bool(words) and all(piece.bold for piece in words) and not block.text.rstrip().endswith(":")
    )


def _untyped(blocks: list[Block]) -> list[Block]:
    """Take the numbers off headings that were typed, where they are those the packet will print."""
    counters = [0] * 6
    levels = [block.level for block in blocks if isinstance(block, Para) and block.role is Role.HEADING]
    top = min(levels, default=1)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Para) and block.role is Role.HEADING and not block.numbered:
            level = min(block.level - top + 1, 6)
            match = _TYPED.match(block.text)
            expected = ordinal(level, counters[level - 1] + 1).rstrip(".")
            if match and match["number"] == expected:
                note = loss("WORD-heading", "its typed number is left out: the packet numbers headings")
                block = replace(
                    block,
                    pieces=_cut(block.pieces, match.end()),
                    numbered=True,
                    losses=(*block.losses, note),
                )
        if isinstance(block, Para) and block.role is Role.HEADING and block.numbered:
            level = min(block.level - top + 1, 6)
            counters[level - 1] += 1
            counters[level:] = [0] * (6 - level)
        found.append(block)
    return found


def _cut(pieces: Sequence[Piece], count: int) -> tuple[Piece, ...]:
    """Take letters off the beginning."""
    found: list[Piece] = []
    for piece in pieces:
        if count and isinstance(piece, Words):
            gone = min(count, len(piece.text))
            count -= gone
            if kept := piece.text[gone:]:
                found.append(replace(piece, text=kept))
        else:
            found.append(piece)
    return tuple(found)


def top_level(blocks: Sequence[Block]) -> int:
    """Give the level of the highest headings."""
    return min((b.level for b in blocks if isinstance(b, Para) and b.role is Role.HEADING), default=1)


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Part blocks at the highest headings, and name the files so that they follow each other in a brief."""
    top = top_level(blocks)
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Para) and block.role is Role.HEADING and block.level == top:
            parts.append([])
        parts[-1].append(block)
    opening, *rest = parts
    names = _names([_title(part) for part in rest])
    if opening and not rest:
        return [Section(name=WHOLE, blocks=tuple(opening))]
    if opening:
        names = [OPENING, *names]
        rest = [opening, *rest]
    paths = tuple(f"brief/{name}.md" for name in names)
    if opening or in_brief_order(paths) != paths:
        names = [f"{number:02}-{name}" for number, name in enumerate(names, start=0 if opening else 1)]
    return [Section(name=name, blocks=tuple(part)) for name, part in zip(names, rest, strict=True)]


def _title(blocks: Sequence[Block]) -> str:
    """Give the words of the heading that begins a section."""
    first = blocks[0]
    return first.text if isinstance(first, Para) else ""


def _names(titles: Sequence[str]) -> list[str]:
    """Make the name of a file of each title, each unlike the others."""
    names: list[str] = []
    for number, title in enumerate(titles, start=1):
        letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
        name = re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "")).strip("-")[:_LONGEST_NAME].strip("-")
        name = name if name and name not in _RESERVED else f"section-{number}"
        name = f"section-{name}" if name[0].isdigit() else name
        again, free = 2, name
        while free in names:
            free = f"{name}-{again}"
            again += 1
        names.append(free)
    return names
