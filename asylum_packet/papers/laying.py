"""Laying out a paper: its blocks on pages, and its contents with the numbers those pages turn out to have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from asylum_packet.errors import TemplateError
from asylum_packet.pages import PageRange
from asylum_packet.papers.blocks import Block, Contents, Look, Paper, Paragraph, Space, Span, Together
from asylum_packet.papers.draw import TEXT_WIDTH_PT, Laid, found
from asylum_packet.papers.flow import running, slabs_of
from asylum_packet.papers.lines import break_lines, pieces_of
from asylum_packet.papers.paging import TEXT_HEIGHT_PT, Page, paginate
from asylum_packet.papers.slabs import Ink, Slab
from asylum_packet.sheets import Target

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
    places: tuple[tuple[int, float | None], ...] = ()
    slabs: Sequence[Slab] = ()
    body = _filled(paper.blocks)
    for _ in range(_ROUNDS):
        blocks = _with_contents(body, key, places, first_page)
        slabs = slabs_of(blocks, TEXT_WIDTH_PT) or (Slab(height_pt=0.0),)
        if sum(slab.height_pt for slab in slabs) > MOST_PAGES * TEXT_HEIGHT_PT:
            raise _too_long(key)
        laid = Laid(pages=paginate(slabs, notes), header=header)
        before, places = places, tuple((h.page, h.top_pt) for h in found(laid).headings)
        if places == before or not any(isinstance(block, Contents) for block in paper.blocks):
            break
    return laid, _body(laid.pages)


def _too_long(key: str) -> TemplateError:
    """Refuse a paper that no court would read, before it fills the memory."""
    return TemplateError(
        f"{key} would have more than {MOST_PAGES} pages",
        fix="look for a loop in its template, or a column too narrow for its text",
    )


def _header(paper: Paper) -> tuple[Ink, ...]:
    """Set the running header."""
    pieces = pieces_of(paper.header, _HEADER_SIZE_PT, bold=False)
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


def _with_contents(
    blocks: Sequence[Block], key: str, places: Sequence[tuple[int, float | None]], first_page: int
) -> Iterator[Block]:
    """Put the lines of the table of contents in its place."""
    titles = [block for block in _paragraphs(blocks) if block.level]
    for block in blocks:
        if not isinstance(block, Contents):
            yield block
            continue
        for index, title in enumerate(titles):
            page, top_pt = places[index] if index < len(places) else (1, None)
            if title.level <= block.depth:
                yield _entry(title, Target(piece=key, page=page, top_pt=top_pt), first_page + page - 1)


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
        replace(word, target=target, bold=False, italic=False) if isinstance(word, Span) else word
        for word in title.words
    )
    look = Look(
        left_pt=28.0 * (title.level - 1) + (28.0 if title.number else 0.0),
        right_pt=0.0,
        before_pt=5.0 if title.level == 1 else 1.0,
        after_pt=1.0,
    )
    return Paragraph(words=words, look=look, bullet=title.number, bullet_pt=28.0, leader=str(number))


def _body(pages: Sequence[Page]) -> PageRange | None:
    """Find the pages of the body."""
    first = next((n for n, page in enumerate(pages, 1) for _, slab in page.slabs if slab.begins_body), None)
    if first is None:
        return None
    last = next(
        (n for n, page in enumerate(pages, 1) for _, slab in page.slabs if slab.ends_body), len(pages)
    )
    return PageRange(first, max(first, last))
