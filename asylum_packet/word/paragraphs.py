"""Paragraphs of a paper as paragraphs of Word: a built-in style for what they are, or direct formatting.

What the template set around the attorney's text (cover page, titles, signature) is in styles called
"Packet ...", by which the import knows it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.fonts.bidi import is_right_to_left
from asylum_packet.papers.blocks import Align, Look, NestKind, Paragraph, Span
from asylum_packet.values import Struct, field
from asylum_packet.word.elements import element, filled, letters, on, twips
from asylum_packet.word.numbering import Lists
from asylum_packet.word.runs import Face, Notes, runs

_DOUBLE = 1.6
"""Lines this many times as high as their letters are double-spaced, as far as Word is concerned."""
_DEEPEST_STYLE = 5
_DOUBLE_SPACED = ("BodyText", "Definition", "List")
_PARAGRAPHS = {NestKind.QUOTE: "Quote", NestKind.TERM: "DefinitionTerm", NestKind.MEANING: "Definition",
               NestKind.CODE: "HTMLPreformatted"}  # fmt: skip
_SIZES = {"TableText": 11.0, "TableHead": 11.0, "FootnoteText": 10.5, "HTMLPreformatted": 10.0}
_BOLD = frozenset({"Heading1", "Heading2", "Heading3", "DefinitionTerm", "TableHead", "TOAHeading"})


class Place(Struct, kw_only=True):
    """Where in a document we are while it is written.

    `own` says that the text is the attorney's, not the template's; `paper` numbers the paper; `room_pt` and
    `breaks` wait for the next paragraph; `left_pt` is how far everything here is moved to the right; `keeps`
    holds every paragraph on the page of the next; `style` is that of every paragraph here, "" where each has
    its own; `titles` number the headings that the table of contents leads to, by their identity.
    """

    lists: Lists
    notes: Notes
    own: bool = False
    paper: int = 0
    room_pt: float = 0.0
    breaks: bool = False
    left_pt: float = 0.0
    keeps: bool = False
    style: str = ""
    titles: dict[int, int] = field(default_factory=dict)
    levels: list[tuple[int, int]] = field(default_factory=list)


def paragraph(block: Paragraph, place: Place) -> BaseOxmlElement:
    """Make a paragraph."""
    numbers = _numbers(block, place)
    made = element("p", _properties(block, place, numbers))
    if block.level:
        return _heading(made, block, place)
    if block.bullet and numbers is None:
        made.append(element("r", letters(block.bullet), element("tab")))
    filled(made, _words(block, place))
    return filled(made, _leader(block, place))


def _heading(made: BaseOxmlElement, block: Paragraph, place: Place) -> BaseOxmlElement:
    """Fill a heading; a bookmark around it lets the table of contents lead there."""
    title = place.titles.get(id(block))
    if title is None:
        return filled(made, _words(block, place))
    made.append(element("bookmarkStart", id=title, name=bookmark(title)))
    filled(made, _words(block, place))
    made.append(element("bookmarkEnd", id=title))
    return made


def _words(block: Paragraph, place: Place) -> Iterator[BaseOxmlElement]:
    """Give the runs of a paragraph, in the face that it asks for beyond its style."""
    style, look = style_of(block, place), block.look
    size = 0.0 if look.size_pt == _SIZES.get(style, 12.0) else look.size_pt
    face = Face(bold=look.bold and style not in _BOLD, size_pt=size)
    return runs(block.words, place.notes, face)


def bookmark(number: int) -> str:
    """Name the bookmark of a heading as Word's own tables of contents do."""
    return f"_Toc{100_000_000 + number}"


def _leader(block: Paragraph, place: Place) -> Iterator[BaseOxmlElement]:
    """Give the page numbers at the right margin, behind dots that the style draws."""
    if block.leader:
        yield element("r", element("tab"))
        yield from runs(block.leader, place.notes)


def style_of(block: Paragraph, place: Place) -> str:
    """Name the style of a paragraph."""
    if place.style:
        return place.style
    if block.level:
        return f"Heading{min(block.level, 6)}"
    if not place.own:
        return "PacketText"
    kind = block.nests[-1].kind if block.nests else None
    if kind is NestKind.ITEM:
        return _list_style(block)
    return _PARAGRAPHS.get(kind, "BodyText") if kind else "BodyText"


def _list_style(block: Paragraph) -> str:
    """Name the style of an item or of what goes on below it; each level has its own."""
    level = sum(nest.kind is NestKind.ITEM for nest in block.nests)
    name = "ListContinue"
    if block.bullet:
        name = "ListBullet" if block.nests[-1].number is None else "ListNumber"
    return name if level == 1 else f"{name}{min(level, _DEEPEST_STYLE)}"


def _properties(block: Paragraph, place: Place, numbers: BaseOxmlElement | None) -> BaseOxmlElement:
    """Give the properties of a paragraph, in the schema's order."""
    style, look = style_of(block, place), block.look
    room, breaks = place.room_pt, place.breaks
    place.room_pt, place.breaks = 0.0, False
    text = "".join(word.text for word in block.words if isinstance(word, Span))
    return element(
        "pPr",
        element("pStyle", val=style),
        on("keepNext", place.keeps or (look.keep_next and not block.level)),
        on("pageBreakBefore", breaks),
        numbers,
        on("bidi", is_right_to_left(text)),
        _spacing(look, style, room),
        _indent(block, style, place.left_pt),
        _jc(look, style, rtl=is_right_to_left(text)),
        _mark(look, style),
    )


def _numbers(block: Paragraph, place: Place) -> BaseOxmlElement | None:
    """Let Word number a heading or an item; a heading without a number is told so."""
    if block.level:
        if block.number:
            return None
        return element("numPr", element("ilvl", val=0), element("numId", val=0))
    found = place.lists.item(block, place.paper) if block.bullet else None
    if found is None:
        return None
    return element("numPr", element("ilvl", val=found[0]), element("numId", val=found[1]))


def _spacing(look: Look, style: str, room_pt: float) -> BaseOxmlElement | None:
    """Give the room around a paragraph, and its lines where its style would part them otherwise."""
    values: dict[str, str | int] = {}
    if style == "PacketText":
        values = {"before": twips(look.before_pt + room_pt), "after": twips(look.after_pt)}
    elif style in {"TableText", "TableHead"}:
        values = {"after": twips(look.after_pt)} if look.after_pt else {}
    elif room_pt and not style.startswith("Heading"):
        values = {"before": twips(room_pt)}
    if style.startswith(_DOUBLE_SPACED) and look.leading_pt < _DOUBLE * look.size_pt:
        values |= {"after": twips(look.after_pt), "line": 240, "lineRule": "auto"}
    return element("spacing", **values) if values else None


def _indent(block: Paragraph, style: str, left_pt: float) -> BaseOxmlElement | None:
    """Move a paragraph in, where its style does not do it in the same way."""
    look = block.look
    if block.level or style.startswith(("TOC", "Table", "TOA", "Foot")):
        return None
    left, right, first = twips(look.left_pt + left_pt), twips(look.right_pt), twips(look.first_pt)
    if (style, left, right, first) in _OWN or (block.nests and _fits_list(style, left, right)):
        return None
    hang = twips(block.bullet_pt) if block.bullet else 0
    if hang:
        return element("ind", left=left, right=right, hanging=hang - first if hang > first else hang)
    if first < 0:
        return element("ind", left=left, right=right, hanging=-first)
    return (
        element("ind", left=left, right=right, firstLine=first)
        if left or right or style == "BodyText"
        else None
    )


_OWN = frozenset({("BodyText", 0, 0, 720), ("Quote", 720, 720, 0), ("Definition", 600, 0, 0),
                  ("DefinitionTerm", 0, 0, 0), ("HTMLPreformatted", 600, 0, 0)})  # fmt: skip


def _fits_list(style: str, left: int, right: int) -> bool:
    """Say whether a list's style has these margins."""
    level = int(style[-1]) if style[-1].isdigit() else 1
    return style.startswith("List") and left == 600 * level and not right


def _jc(look: Look, style: str, *, rtl: bool) -> BaseOxmlElement | None:
    """Give where the lines stand; Word counts "left" from where a paragraph begins."""
    if look.align is Align.LEFT or style == "Heading1":
        return None
    align = look.align.value
    if rtl and look.align is Align.RIGHT:
        align = "left"
    return element("jc", val=align)


def _mark(look: Look, style: str) -> BaseOxmlElement | None:
    """Give the face of the paragraph's own mark; it decides how high an empty line is."""
    if style != "PacketText" or look.size_pt == 12.0:
        return None
    size = round(look.size_pt * 2)
    return element("rPr", element("sz", val=size), element("szCs", val=size))
