"""From words to runs: faces, scripts, footnote calls, blanks, links, and pin cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.papers.blocks import Blank, Inline, LineBreak, NoteCall, Span
from asylum_packet.values import Struct, field, replace
from asylum_packet.word.elements import element, field_runs, filled, letters, on
from asylum_packet.word.pincites import instruction
from asylum_packet.word.scripts import Script, language, stretches

_UNDERSCORE_PT = 6.0
_FIRST_MARK = 900_000
"""Numbers of bookmarks from here on are those of footnotes."""


class Notes(Struct):
    """The footnotes of a paper while it is written: those called so far, and the links it holds.

    `links` maps addresses to the relationships of the part that is written; `before` counts the notes of the
    papers before this one. Inside a note Word takes no call of another: `nested` are those to print there.
    """

    called: list[int] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    before: int = 0
    inside: bool = False
    nested: list[int] = field(default_factory=list)


class Face(Struct, frozen=True, kw_only=True):
    """What a paragraph asks of its runs beyond its style; `size_pt` is 0 where the style's size is right."""

    bold: bool = False
    size_pt: float = 0.0


_PLAIN = Face()


def runs(words: Sequence[Inline], notes: Notes, face: Face = _PLAIN) -> Iterator[BaseOxmlElement]:
    """Give the runs of a paragraph."""
    spans = [_faced(word, face) for word in words]
    for (cite, link), group in groupby(spans, _belonging):
        together = list(group)
        made = [run for word in _merged(together) for run in _one(word, notes, face)]
        if cite:
            shown = "".join(word.text for word in together if isinstance(word, Span))
            yield from field_runs(instruction(cite, shown), made)
        elif link in notes.links:
            yield filled(element("hyperlink", r_id=notes.links[link]), made)
        else:
            yield from made


def _faced(word: Inline, face: Face) -> Inline:
    """Leave of a word what Word is told of it; cites get plain spaces, by which Word's search finds them."""
    if not isinstance(word, Span):
        return word
    text = word.text.replace("\u00a0", " ") if word.cite else word.text
    return replace(word, text=text, uses=(), target=None, written=(), bold=word.bold or face.bold)


def _belonging(word: Inline) -> tuple[str, str]:
    """Say which cite or link a word is part of."""
    return (word.cite, word.link) if isinstance(word, Span) else ("", "")


def _merged(words: Iterable[Inline]) -> Iterator[Inline]:
    """Join neighbouring words of one face."""
    last: Span | None = None
    for word in words:
        if last is not None and isinstance(word, Span) and replace(word, text=last.text) == last:
            last = replace(last, text=last.text + word.text)
            continue
        if last is not None:
            yield last
        last = word if isinstance(word, Span) else None
        if last is None:
            yield word
    if last is not None:
        yield last


def _one(word: Inline, notes: Notes, face: Face) -> Iterator[BaseOxmlElement]:
    """Give the runs of one word."""
    match word:
        case Span():
            for script, text in stretches(word.text):
                if text:
                    yield element("r", _properties(word, script, text, face), *_text(text))
        case LineBreak():
            yield element("r", element("br"))
        case Blank():
            count = max(3, round(word.width_pt / _UNDERSCORE_PT))
            yield element("r", letters("_" * count))
        case NoteCall():
            yield from _call(word.number, notes)


def _text(text: str) -> Iterator[BaseOxmlElement]:
    """Give the text of a run; a tab is an element of its own."""
    for index, part in enumerate(text.split("\t")):
        if index:
            yield element("tab")
        if part:
            yield letters(part)


def _call(number: int, notes: Notes) -> Iterator[BaseOxmlElement]:
    """Call a footnote; Word knows each call once, and a further one refers to the first."""
    known = notes.before + number
    shown = element("r", _raised(), letters(str(number)))
    if notes.inside:
        notes.nested.append(number)
        yield shown
    elif number in notes.called:
        yield from field_runs(f"NOTEREF _RefNote{known} \\f \\h", [shown])
    else:
        notes.called.append(number)
        mark = _FIRST_MARK + known
        yield element("bookmarkStart", id=mark, name=f"_RefNote{known}")
        yield element("r", _raised(), element("footnoteReference", id=known))
        yield element("bookmarkEnd", id=mark)


def _raised() -> BaseOxmlElement:
    """Give the face of a raised number."""
    return element("rPr", element("rStyle", val="FootnoteReference"))


def _size(size_pt: float) -> tuple[BaseOxmlElement, ...]:
    """Give the size of a run, where it is not that of its style."""
    half_points = round(2 * size_pt)
    if not half_points:
        return ()
    return (element("sz", val=half_points), element("szCs", val=half_points))


def _properties(span: Span, script: Script, text: str, face: Face) -> BaseOxmlElement | None:
    """Give the properties of a run; None where it is set as its paragraph is."""
    rtl = script is Script.RIGHT_TO_LEFT
    children = [
        element("rStyle", val="HTMLCode") if span.mono else None,
        on("b", span.bold),
        on("bCs", span.bold),
        on("i", span.italic),
        on("iCs", span.italic),
        on("smallCaps", span.small_caps),
        *_size(face.size_pt),
        element("u", val="single") if span.underline else None,
        on("rtl", rtl),
        on("cs", script is Script.COMPLEX),
        element("lang", bidi=language(text)) if rtl else None,
    ]
    return element("rPr", *children) if any(child is not None for child in children) else None
