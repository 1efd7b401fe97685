"""What a paper is made of, before it has lines and pages: paragraphs, tables, boxes, and the words in them.

Markdown becomes these values (`markdown.py`), and these values become lines and pages (`flow.py`). All of
them are frozen and can be compared, so that what did not change between two rounds is not set again.
"""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter

from asylum_packet.findings import Source
from asylum_packet.papers.authorities_values import Use
from asylum_packet.papers.faces import Face
from asylum_packet.sheets import Target
from asylum_packet.values import Struct


class Align(StrEnum):
    """How the lines of a paragraph stand between its margins."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Look(Struct, frozen=True, kw_only=True):
    """How a paragraph is set; lengths in points, margins measured from those of the text around it.

    `first_pt` moves the first line only. `turns` lets a paragraph that begins in Arabic or Hebrew run from
    the right; captions, tables and signatures of our papers do so only where they have no Latin letter.
    """

    size_pt: float = 12.0
    leading_pt: float = 15.0
    left_pt: float = 0.0
    right_pt: float = 0.0
    first_pt: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    align: Align = Align.LEFT
    bold: bool = False
    keep_next: bool = False
    turns: bool = True


class NestKind(StrEnum):
    """What a paragraph may stand inside."""

    QUOTE = "quote"
    ITEM = "item"
    TERM = "term"
    MEANING = "meaning"
    CODE = "code"


class Nest(Struct, frozen=True, kw_only=True):
    """What a paragraph stands inside: a quotation, an item of a list, a term of a glossary, code.

    `of` numbers the lists of a paper, so that their items can be told apart; `number` is that of the item,
    None in a list of bullets.
    """

    kind: NestKind
    of: int = 0
    number: int | None = None


class Span(Face, frozen=True, kw_only=True):
    """Words in one face; where `target` is set they lead to another page of the packet.

    `uses` numbers the uses of authorities that begin with its first word; `written` says where its letters
    were written, from each offset on. `cite` is the pin cite that prints them, as it was typed; `link` is the
    address on the web that belongs to them.
    """

    text: str
    target: Target | None = None
    cite: str = ""
    link: str = ""
    uses: tuple[int, ...] = ()
    written: tuple[tuple[int, Source], ...] = ()

    def __eq__(self, other: object) -> bool:
        """Compare all but where it was written."""
        return isinstance(other, Span) and type(other) is type(self) and _of_span(self) == _of_span(other)

    def __hash__(self) -> int:
        """Tell apart what does not compare as equal."""
        return hash(_of_span(self))

    def saying(self, text: str, written: tuple[tuple[int, Source], ...] = ()) -> Span:
        """Give the same span with other words; much faster than `replace`, and asked for every word."""
        return Span(
            text=text,
            bold=self.bold,
            italic=self.italic,
            underline=self.underline,
            small_caps=self.small_caps,
            mono=self.mono,
            target=self.target,
            cite=self.cite,
            link=self.link,
            uses=self.uses,
            written=written,
        )


_of_span = attrgetter(*(name for name in Span.__struct_fields__ if name != "written"))


class LineBreak(Struct, frozen=True, kw_only=True):
    """A new line inside a paragraph."""


class Blank(Struct, frozen=True, kw_only=True):
    """A line to write on by hand, `width_pt` wide."""

    width_pt: float


class NoteCall(Struct, frozen=True, kw_only=True):
    """The raised number that calls a footnote."""

    number: int


Inline = Span | LineBreak | Blank | NoteCall


class Paragraph(Struct, frozen=True, kw_only=True):
    """A run of words with one look.

    `bullet` hangs in the left margin of the first line ("12.", "•"). `level` makes it a heading, 1 the
    highest, with its `number` ("II."); `mark` names it for cites ("¶12"), and so does `name`, which its
    writer gave it ("beating"). `leader` is set at the right margin of the last line, after dots, and leads
    where its own words lead. `nests` tell what it stands inside, from the outside in.
    """

    words: tuple[Inline, ...]
    look: Look = Look()
    bullet: str = ""
    bullet_pt: float = 0.0
    level: int = 0
    number: str = ""
    mark: str = ""
    name: str = ""
    leader: tuple[Span, ...] = ()
    nests: tuple[Nest, ...] = ()
    source: Source | None = None

    def __eq__(self, other: object) -> bool:
        """Compare all but where it was written and what it stands inside."""
        return isinstance(other, Paragraph) and _of_paragraph(self) == _of_paragraph(other)

    def __hash__(self) -> int:
        """Tell apart what does not compare as equal."""
        return hash(_of_paragraph(self))


_of_paragraph = attrgetter(*(name for name in Paragraph.__struct_fields__ if name not in {"nests", "source"}))


class Row(Struct, frozen=True, kw_only=True):
    """One row of a table: its cells from left to right, each a run of blocks."""

    cells: tuple[tuple[Block, ...], ...]
    keep_next: bool = False
    rule_above: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """Rows under common columns; `header` rows repeat on every page.

    `shares` divides the width; where there are none, the words in the columns do.

    `divided` draws a line between two columns and below the first, as the captions of courts have it. In a
    list or a quotation a table stands in by `left_pt` and `right_pt`. Where a page begins with a row whose
    first cell is empty, the last first cell stands above it once more, with the words `continued` beside it.
    """

    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    header: int = 0
    ruled: bool = True
    divided: bool = False
    continued: str = ""
    gap_pt: float = 10.0
    pad_pt: float = 3.0
    left_pt: float = 0.0
    right_pt: float = 0.0


class Box(Struct, frozen=True, kw_only=True):
    """Blocks with a frame around them, as wide as `width_pt`, or as the text where it is 0."""

    blocks: tuple[Block, ...]
    width_pt: float = 0.0
    align: Align = Align.LEFT
    weight_pt: float = 1.2


class Together(Struct, frozen=True, kw_only=True):
    """Blocks that are never parted by a page break; `with_last` also keeps the text before them."""

    blocks: tuple[Block, ...]
    with_last: bool = False
    left_pt: float = 0.0


class Signature(Struct, frozen=True, kw_only=True):
    """A place to sign, with a name unique in the packet and who signs; prints nothing itself."""

    name: str
    who: str


class Rule(Struct, frozen=True, kw_only=True):
    """A thin line across the text."""

    before_pt: float = 6.0
    after_pt: float = 6.0
    weight_pt: float = 0.6


class Space(Struct, frozen=True, kw_only=True):
    """Room between blocks; on a paper of one page it grows with `share` of what is left of the page."""

    height_pt: float
    share: float = 0.0


class NewPage(Struct, frozen=True, kw_only=True):
    """What follows begins on a page of its own; `body` says that the body of the brief begins there."""

    body: bool = False


class EndOfBody(Struct, frozen=True, kw_only=True):
    """The body of the brief ends here."""


class Contents(Struct, frozen=True, kw_only=True):
    """The table of contents stands here: every heading of the paper down to level `depth`."""

    depth: int = 3


class Authorities(Struct, frozen=True, kw_only=True):
    """The table of authorities stands here, below `head`, where the body has more than `over` pages."""

    head: tuple[Block, ...] = ()
    over: int = 0


Block = (
    Paragraph
    | Table
    | Box
    | Together
    | Signature
    | Rule
    | Space
    | NewPage
    | EndOfBody
    | Contents
    | Authorities
)


class Paper(Struct, frozen=True, kw_only=True):
    """A paper ready to be set: its blocks, the footnotes they call (1-based), and what runs on every page.

    `uses` are the uses of authorities in it, which the spans number.
    """

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()
    header: tuple[Inline, ...] = ()
    uses: tuple[Use, ...] = ()
