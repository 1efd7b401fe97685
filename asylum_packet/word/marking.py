"""Words as Markdown: faces, links, cites and calls, escaped so that our own reader prints what Word printed.

What was written is read again with the grammar of our papers. Where the faces would not come back, they are
given up and that is said; words always come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from asylum_packet.papers.echo import Letter, letters
from asylum_packet.papers.typography import typeset
from asylum_packet.values import Struct, replace
from asylum_packet.word.escaping import BLANK, BREAK, END_RAW, HARD, LONGEST_BLANK, RAW, code, escaped
from asylum_packet.word.importcodes import loss
from asylum_packet.word.prose import Call, Loss, NewLine, Piece, PinCite, Words, plain

_SPACES = re.compile(r"[ \t\n\r]+")
_MARKED = re.compile(r"(?<!\\)((?:\\\\)*)!(?=\[)")
"""An exclamation mark before a bracket of ours, which would make a picture of it."""
_CALLED = re.compile(r"(\[\^[^\]]+\])([(:])")
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}


class Marked(Struct, frozen=True, kw_only=True):
    """Words as Markdown, and what had to be given up."""

    text: str
    losses: tuple[Loss, ...] = ()


def marked(pieces: Sequence[Piece], labels: Mapping[str, str], *, table: bool = False) -> Marked:
    """Write pieces as Markdown on one line, with HARD and BREAK in it.

    Args:
        pieces: What to write.
        labels: The labels of footnotes by their names in the Word file; a call without one is left out.
        table: Whether the words stand in a table, where a line divides cells.
    """
    told = _tidy(_unprinted(pieces))
    wanted = _shape(told, labels)
    text = _written(told, labels, table=table)
    if _read(text, labels, table=table) == wanted:
        return Marked(text=text)
    bare = tuple(_bare(piece) for piece in told)
    text = _written(bare, labels, table=table)
    if _read(text, labels, table=table) != _shape(bare, labels):
        text = _written(bare, labels, table=table, every=True)
    return Marked(
        text=text, losses=(loss("WORD-face", "bold or italic letters, or links, are left out here"),)
    )


def _bare(piece: Piece) -> Piece:
    """Take the face off words."""
    return Words(text=piece.text) if isinstance(piece, Words) else piece


def _unprinted(pieces: Sequence[Piece]) -> list[Piece]:
    """Take the address off the end of linked words, where our own paper printed it behind them."""
    found = list(pieces)
    for index, piece in enumerate(found):
        below = found[index + 1] if index + 1 < len(found) else None
        ends = not isinstance(below, Words) or below.link != getattr(piece, "link", "")
        if isinstance(piece, Words) and piece.link and ends:
            kept = piece.text.removesuffix(f" ({piece.link})")
            found[index] = replace(piece, text=kept) if kept else piece
    return found


def _tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one face, fold spaces, and leave none at the ends of lines."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Words):
            if isinstance(last, Words) and replace(piece, text=last.text) == last:
                joined[-1] = replace(last, text=last.text + piece.text)
            elif piece.text:
                joined.append(piece)
        else:
            joined.append(piece)
    return _without_edges(joined)


def _without_edges(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Take spaces off where a line begins or ends, and one of two that meet."""
    found: list[Piece] = []
    open_end = True
    for piece in pieces:
        if isinstance(piece, Words):
            text = _SPACES.sub(" ", piece.text if piece.mono else _loose(piece.text))
            text = text.removeprefix(" ") if open_end else text
            if text:
                found.append(replace(piece, text=text))
                open_end = text.endswith(" ")
        elif isinstance(piece, NewLine):
            _trim_end(found)
            if found:
                found.append(piece)
            open_end = True
        else:
            found.append(piece)
            open_end = False
    _trim_end(found)
    while found and isinstance(found[-1], NewLine):
        found.pop()
        _trim_end(found)
    return tuple(found)


def _loose(text: str) -> str:
    """Make spaces plain that print puts back where a line must not end, as after a section sign."""
    if "\u00a0" not in text:
        return text
    printed = typeset(text.replace("\u00a0", " "))
    if len(printed) != len(text):
        return text
    return "".join(" " if was == is_ == "\u00a0" else was for was, is_ in zip(text, printed, strict=True))


def _trim_end(found: list[Piece]) -> None:
    """Take spaces off the end of what was found."""
    while found:
        last = found[-1]
        if not isinstance(last, Words) or not last.text.endswith(" "):
            return
        found.pop()
        if text := last.text.rstrip(" "):
            found.append(replace(last, text=text))


def _shape(pieces: Sequence[Piece], labels: Mapping[str, str]) -> tuple[Letter, ...]:
    """Give letter for letter what the reader should find."""
    found: list[Letter] = []
    for piece in pieces:
        match piece:
            case Words():
                found += _word_letters(piece)
            case NewLine():
                found.append(Letter(text="\n"))
            case Call() if piece.note in labels:
                found.append(Letter(text=f"[^{labels[piece.note]}]"))
            case PinCite():
                found.append(Letter(text=f"[{piece.typed}]"))
            case _:
                continue
    return tuple(map(_leveled, found))


def _word_letters(words: Words) -> Iterator[Letter]:
    """Yield the letters of words."""
    for char in BLANK.sub(lambda match: "_" * min(len(match[0]), LONGEST_BLANK), words.text):
        yield Letter(
            text=char,
            bold=words.bold,
            italic=words.italic,
            small_caps=words.small_caps,
            underline=words.underline,
            mono=words.mono,
            linked=bool(words.link),
        )


def _leveled(letter: Letter) -> Letter:
    """Let signs and spaces have no face, as one at the edge of a face may be left out of it."""
    char = _STRAIGHT.get(letter.text, letter.text)
    return letter if len(char) > 1 or char.isalnum() else Letter(text=char)


def _written(pieces: Sequence[Piece], labels: Mapping[str, str], *, table: bool, every: bool = False) -> str:
    """Write pieces; `every` puts a backslash before every sign."""
    way = _Way(labels=labels, table=table, every=every)
    text = "".join(_grouped(pieces, _OUTER, way))
    return _MARKED.sub(r"\1\\!", _CALLED.sub(r"\1\\\2", text))


class _Way(Struct, frozen=True, kw_only=True):
    """How words are written; `before` and `after` are the letters around them."""

    labels: Mapping[str, str]
    table: bool
    every: bool
    before: str = " "
    after: str = " "


_OUTER = ("link", "underline", "small_caps")
"""What is written around words with brackets, from the outside in."""


def _grouped(pieces: Sequence[Piece], names: Sequence[str], way: _Way) -> Iterator[str]:
    """Write pieces with brackets around neighbours that share what `names` say."""
    if not names:
        yield from _emphasised(pieces, way)
        return
    name, *others = names
    at = 0
    for value, group in groupby(pieces, lambda piece: getattr(piece, name, None) or None):
        together = list(group)
        before = _last_char(pieces, at, way)
        at += len(together)
        inside = replace(
            way, before=" " if value else before, after=" " if value else _first_char(pieces, at, way)
        )
        inner = "".join(_grouped(together, others, inside))
        if not value:
            yield inner
        elif name == "link":
            yield _linked(inner, plain(tuple(together)), str(value))
        else:
            yield f"[{inner}]{{.{name.replace('_', '')}}}"


def _emphasised(pieces: Sequence[Piece], way: _Way) -> Iterator[str]:
    """Write pieces with stars around those in bold and italics, the longer of both outside."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        ends = {name: _extent(pieces, at, name) for name in ("bold", "italic")}
        name = max(ends, key=lambda one: ends[one])
        end = ends[name]
        around = replace(
            way, before=_last_char(pieces, at, way), after=_first_char(pieces, max(end, at + 1), way)
        )
        if end == at:
            yield _one(piece, way)
            at += 1
            continue
        lead, core, tail = _core(pieces[at:end], around)
        inner = "".join(
            _emphasised([_without(one, name) for one in core], replace(around, before=" ", after=" "))
        )
        star = "**" if name == "bold" else "*"
        yield (
            escaped(lead, table=way.table, every=way.every)
            + (f"{star}{inner}{star}" if inner else "")
            + escaped(tail, table=way.table, every=way.every)
        )
        at = end


def _extent(pieces: Sequence[Piece], at: int, name: str) -> int:
    """Say up to where neighbours share a face."""
    while at < len(pieces) and getattr(pieces[at], name, False):
        at += 1
    return at


def _without(piece: Piece, name: str) -> Piece:
    """Take a face off words."""
    if not isinstance(piece, Words):
        return piece
    return replace(piece, bold=False) if name == "bold" else replace(piece, italic=False)


def _one(piece: Piece, way: _Way) -> str:
    """Write one piece without stars."""
    match piece:
        case Words():
            return (
                code(piece.text, table=way.table)
                if piece.mono
                else escaped(piece.text, table=way.table, every=way.every)
            )
        case NewLine():
            return BREAK
        case Call():
            return f"[^{way.labels[piece.note]}]" if piece.note in way.labels else ""
        case PinCite():
            return f"[{piece.typed}]".replace(" ", HARD)


def _last_char(pieces: Sequence[Piece], at: int, way: _Way) -> str:
    """Give the letter in front of a piece."""
    if at == 0:
        return way.before
    above = pieces[at - 1]
    if isinstance(above, NewLine):
        return " "
    return above.text[-1] if isinstance(above, Words) else "]"


def _first_char(pieces: Sequence[Piece], at: int, way: _Way) -> str:
    """Give the letter of a piece that stands behind others."""
    if at >= len(pieces):
        return way.after
    below = pieces[at]
    if isinstance(below, NewLine):
        return " "
    return below.text[0] if isinstance(below, Words) else "["


def _core(pieces: Sequence[Piece], around: _Way) -> tuple[str, list[Piece], str]:
    """Part words from what stars cannot stand around: spaces at their edges, a sign that touches a letter."""
    found = list(pieces)
    lead = tail = ""
    while found and isinstance(first := found[0], Words):
        count = _leading(first.text, lead[-1:] or around.before)
        if not count:
            break
        lead += first.text[:count]
        found[:1] = [replace(first, text=first.text[count:])] if count < len(first.text) else []
    while found and isinstance(last := found[-1], Words):
        count = _leading(last.text[::-1], tail[:1] or around.after)
        if not count:
            break
        tail = last.text[-count:] + tail
        found[-1:] = [replace(last, text=last.text[:-count])] if count < len(last.text) else []
    return lead, found, tail


def _leading(text: str, beyond: str) -> int:
    """Count the letters at the beginning of a text that have to stand outside of a face."""
    for count, char in enumerate(text):
        if not _stays_out(char, beyond):
            return count
        beyond = char
    return len(text)


def _stays_out(char: str, beyond: str) -> bool:
    """Say whether a letter at the edge of a face has to stand outside of it (CommonMark 6.2)."""
    return char.isspace() or (not char.isalnum() and beyond.isalnum())


def _linked(inner: str, shown: str, link: str) -> str:
    """Write a link; one that shows its address alone needs no brackets."""
    if shown in {link, link.removeprefix("mailto:")} and not re.search(r"[\s<>]", shown):
        return f"<{shown}>"
    address = re.sub(r"[\s<>()\\]", lambda match: f"%{ord(match[0]):02X}", link)
    return f"[{inner}]({address})"


def _read(text: str, labels: Mapping[str, str], *, table: bool) -> tuple[Letter, ...]:
    """Read what was written as our papers are read."""
    source = text.replace(HARD, " ").replace(BREAK, "\\\n").replace(RAW, "").replace(END_RAW, "")
    if table:
        source = source.replace("\\|", "|")
    return tuple(map(_leveled, letters(source, labels.values()))) if source else ()
