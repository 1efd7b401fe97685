"""Laying out a paper: its blocks on pages, and its tables with the numbers those pages turn out to have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asylum_packet.errors import TemplateError
from asylum_packet.pages import PageRange
from asylum_packet.papers.authorities_table import table
from asylum_packet.papers.blocks import (
    Authorities,
    Block,
    Contents,
    Look,
    Paper,
    Paragraph,
    Space,
    Span,
    Together,
)
from asylum_packet.papers.breaking import break_lines
from asylum_packet.papers.draw import TEXT_WIDTH_PT, Found, Laid, found
from asylum_packet.papers.flow import Known, running, slabs_of
from asylum_packet.papers.lines import pieces_of
from asylum_packet.papers.notes import called_once, with_inner
from asylum_packet.papers.paging import TEXT_HEIGHT_PT, Page, paginate
from asylum_packet.papers.slabs import Ink, Slab
from asylum_packet.sheets import Target
from asylum_packet.values import Struct, replace

MOST_PAGES = 3000
_ROUNDS = 5
_HEADER_SIZE_PT = 9.5


def lay(paper: Paper, key: str, first_page: int) -> tuple[Laid, PageRange | None]:
    """Lay a paper out on pages.

    Args:
        paper: The paper.
        key: Its key in the packet, for links of its table of contents.
        first_page: The packet's number of its first page.

    Returns:
        Its pages, and those of them that are the body of a brief.
    """
    notes = {number: slabs_of(blocks, TEXT_WIDTH_PT) for number, blocks in enumerate(paper.notes, start=1)}
    header = _header(paper)
    laid = Laid(pages=(), header=header)
    lying, tables = Found(), _Tables(paper=paper, key=key, first_page=first_page)
    slabs: Sequence[Slab] = ()
    known: Known = {}
    blocks = _filled(paper.blocks)
    has_tables = any(isinstance(block, Contents | Authorities) for block in blocks)
    for _ in range(_ROUNDS):
        filled = tuple(tables.filled(blocks, lying))
        slabs = called_once(slabs_of(filled, TEXT_WIDTH_PT, known)) or (Slab(height_pt=0.0),)
        if sum(slab.height_pt for slab in slabs) > MOST_PAGES * TEXT_HEIGHT_PT:
            raise _too_long(key)
        laid = Laid(pages=paginate(slabs, with_inner(slabs, notes)), header=header, blocks=filled)
        if not has_tables:
            break
        before, lying = lying, found(laid, links=False)
        if (lying.headings, lying.uses) == (before.headings, before.uses) and tables.length is not None:
            break
        body = _body(laid.pages)
        tables.length = tables.length or len(body or laid.pages)
    return laid, _body(laid.pages)


def _too_long(key: str) -> TemplateError:
    """Refuse a paper that no court would read, before it fills the memory."""
    return TemplateError(
        f"{key} would have more than {MOST_PAGES} pages",
        fix="look for a loop in its template, or a column too narrow for its text",
    )


def _header(paper: Paper) -> tuple[Ink, ...]:
    """Set the running header."""
    pieces = pieces_of(paper.header, _HEADER_SIZE_PT, bold=False, turns=False)
    lines = break_lines(pieces, TEXT_WIDTH_PT) if paper.header else ()
    return running(lines, _HEADER_SIZE_PT * 1.2)


def _filled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Let the spaces of a paper of one page share what is left of it."""
    shares = sum(block.share for block in blocks if isinstance(block, Space))
    if not shares:
        return blocks
    used = sum(slab.height_pt + slab.before_pt for slab in slabs_of(blocks, TEXT_WIDTH_PT))
    left = max(0.0, TEXT_HEIGHT_PT - used - 1.0)
    return tuple(
        replace(block, height_pt=block.height_pt + left * block.share / shares)
        if isinstance(block, Space)
        else block
        for block in blocks
    )


class _Tables(Struct, kw_only=True):
    """Fills the tables of a paper; `length` is that of its body, None as long as it is not known.

    The block that asks for a table stays in front of its lines, where it prints nothing.
    """

    paper: Paper
    key: str
    first_page: int
    length: int | None = None

    def filled(self, blocks: Sequence[Block], lying: Found) -> Iterator[Block]:
        """Put the lines of both tables in their places."""
        blocks = [block for one in blocks for block in self._authorities(one, lying)]
        titles = [block for block in _paragraphs(blocks) if block.level]
        for block in blocks:
            yield block
            if isinstance(block, Contents):
                yield from self._contents(block, titles, lying)

    def _contents(self, block: Contents, titles: Sequence[Paragraph], lying: Found) -> Iterator[Block]:
        """Give the lines of the table of contents."""
        for index, title in enumerate(titles):
            if title.level <= block.depth:
                place = lying.headings[index] if index < len(lying.headings) else None
                page = place.page if place else 1
                target = Target(piece=self.key, page=page, top_pt=place.top_pt if place else None)
                yield _entry(title, target, self.first_page + page - 1)

    def _authorities(self, block: Block, lying: Found) -> Sequence[Block]:
        """Give the table of authorities in its place, where the body is long enough, and any other block."""
        if not isinstance(block, Authorities):
            return (block,)
        too_short = block.over and (self.length or 0) <= block.over
        if too_short or not self.paper.uses:
            return ()
        return (block, *block.head, *table(self.paper.uses, lying.uses, self.key, self.first_page))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield paragraphs in the order in which their headings are found on the pages."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Together):
            yield from _paragraphs(block.blocks)


def _entry(title: Paragraph, target: Target, number: int) -> Paragraph:
    """Set one line of the table of contents; it leads to its heading."""
    words = tuple(
        replace(word, target=target, bold=False, italic=False, uses=()) if isinstance(word, Span) else word
        for word in title.words
    )
    look = Look(
        left_pt=28.0 * (title.level - 1) + (28.0 if title.number else 0.0),
        right_pt=0.0,
        before_pt=5.0 if title.level == 1 else 1.0,
        after_pt=1.0,
    )
    leader = (Span(text=str(number), target=target),)
    return Paragraph(words=words, look=look, bullet=title.number, bullet_pt=28.0, leader=leader)


def _body(pages: Sequence[Page]) -> PageRange | None:
    """Find the pages of the body."""
    first = next((n for n, page in enumerate(pages, 1) for _, slab in page.slabs if slab.begins_body), None)
    if first is None:
        return None
    last = next(
        (n for n, page in enumerate(pages, 1) for _, slab in page.slabs if slab.ends_body), len(pages)
    )
    while last < len(pages) and _has_notes_alone(pages[last]):
        last += 1
    return PageRange(first, max(first, last))


def _has_notes_alone(page: Page) -> bool:
    """Say whether nothing but the rest of a footnote stands on a page."""
    return page.rule_pt is not None and all(top_pt >= page.rule_pt for top_pt, _ in page.slabs)
