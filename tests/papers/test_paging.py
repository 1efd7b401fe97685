"""Pages: no line alone, no heading at the foot, footnotes below the text that calls them, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.papers.blocks import (
    Box,
    Look,
    NewPage,
    NoteCall,
    Paragraph,
    Row,
    Rule,
    Space,
    Span,
    Table,
    Together,
)
from asylum_packet.papers.breaking import break_lines
from asylum_packet.papers.flow import slabs_of
from asylum_packet.papers.lines import pieces_of
from asylum_packet.papers.paging import TEXT_HEIGHT_PT, Page, paginate
from asylum_packet.papers.slabs import Slab, Stroke, Text, in_reading_order
from asylum_packet.values import replace

TEN = Look(leading_pt=20.0)


def paragraph(lines: int, **more: object) -> Paragraph:
    """Make a paragraph of so many lines in a column of 100 points."""
    text = " ".join(["mmmmmmm"] * lines)
    return Paragraph(words=(Span(text=text),), look=more.pop("look", TEN), **more)  # type: ignore[arg-type]


def pages_of(blocks: Sequence[object], notes: dict[int, tuple[Slab, ...]] | None = None) -> tuple[Page, ...]:
    return paginate(slabs_of(blocks, 100.0), notes or {}, 200.0)  # type: ignore[arg-type]


def lines_on(page: Page) -> int:
    return len(page.slabs)


def test_a_paragraph_of_the_test_has_the_lines_it_says() -> None:
    assert [len(slabs_of([paragraph(n)], 100.0)) for n in (1, 2, 7)] == [1, 2, 7]


def test_ten_lines_fill_the_page() -> None:
    assert [lines_on(page) for page in pages_of([paragraph(25)])] == [10, 10, 5]


def test_one_line_is_not_left_alone_at_the_foot() -> None:
    assert [lines_on(page) for page in pages_of([paragraph(9), paragraph(6)])] == [9, 6]


def test_one_line_is_not_left_alone_at_the_head() -> None:
    assert [lines_on(page) for page in pages_of([paragraph(11)])] == [9, 2]


def test_a_paragraph_of_three_lines_stays_whole() -> None:
    assert [lines_on(page) for page in pages_of([paragraph(8), paragraph(3)])] == [8, 3]


def test_a_heading_goes_with_two_lines_of_its_text() -> None:
    heading = paragraph(1, look=Look(leading_pt=20.0, keep_next=True))
    pages = pages_of([paragraph(8), heading, paragraph(5)])
    assert [lines_on(page) for page in pages] == [8, 6]


def test_headings_in_a_row_go_together() -> None:
    heading = paragraph(1, look=Look(leading_pt=20.0, keep_next=True))
    pages = pages_of([paragraph(7), heading, heading, paragraph(5)])
    assert [lines_on(page) for page in pages] == [7, 7]


def test_a_signature_takes_two_lines_of_text_with_it() -> None:
    signature = Together(blocks=(paragraph(3),), with_last=True)
    assert [lines_on(page) for page in pages_of([paragraph(8), signature])] == [6, 5]


def test_a_signature_takes_two_lines_along_though_the_last_paragraph_has_one() -> None:
    signature = Together(blocks=(paragraph(3),), with_last=True)
    pages = pages_of([paragraph(7), paragraph(1), Space(height_pt=0.0), signature])
    assert [lines_on(page) for page in pages] == [5, 7]


def test_room_does_not_part_a_heading_from_what_stands_below_it() -> None:
    heading = paragraph(1, look=Look(leading_pt=20.0, keep_next=True))
    table = Table(rows=(Row(cells=((paragraph(1),),)),) * 3, shares=(1.0,), header=1, pad_pt=0.0)
    pages = pages_of([paragraph(8), heading, Space(height_pt=2.0), table])
    assert lines_on(pages[0]) == 8


@given(st.data())
def test_no_page_ends_where_it_may_not_whatever_footnotes_it_has(data: st.DataObject) -> None:
    heading = paragraph(1, look=Look(leading_pt=20.0, keep_next=True))
    kinds = st.sampled_from(["text", "text", "heading", "called", "kept"])
    blocks: list[object] = [paragraph(2)]
    notes: dict[int, tuple[Slab, ...]] = {}
    for kind in data.draw(st.lists(kinds, max_size=14)):
        lines = data.draw(st.integers(1, 6))
        if kind == "heading":
            blocks += [heading, paragraph(2)]
        elif kind == "kept":
            blocks.append(Together(blocks=(paragraph(min(lines, 4)),)))
        else:
            blocks.append(paragraph(lines))
        if kind == "called":
            number = len(notes) + 1
            notes[number] = slabs_of([paragraph(data.draw(st.integers(1, 30)))], 100.0)
            words = (*blocks[-1].words, NoteCall(number=number))  # type: ignore[attr-defined]
            blocks[-1] = replace(blocks[-1], words=words)  # type: ignore[type-var]
    blocks.append(Together(blocks=(paragraph(3),), with_last=True))
    pages = paginate(slabs_of(blocks, 100.0), notes, 400.0)  # type: ignore[arg-type]
    for page in pages:
        text = [(top, slab) for top, slab in page.slabs if page.rule_pt is None or top < page.rule_pt]
        assert page is pages[-1] or not text or text[-1][1].may_end
        assert all(top + slab.height_pt <= (page.rule_pt or 400.0) + 0.1 for top, slab in text)
    shown = sum(len(page.slabs) for page in pages)
    assert shown == len(slabs_of(blocks, 100.0)) + sum(len(note) for note in notes.values())  # type: ignore[arg-type]


def test_room_above_a_block_vanishes_at_the_head_of_a_page() -> None:
    spaced = paragraph(10, look=Look(leading_pt=20.0, before_pt=30.0))
    pages = pages_of([paragraph(10), spaced])
    assert [lines_on(page) for page in pages] == [10, 10]
    assert pages[1].slabs[0][0] == 0.0


def test_a_new_page_begins_where_it_is_asked_for() -> None:
    assert [lines_on(p) for p in pages_of([paragraph(2), NewPage(), paragraph(2)])] == [2, 2]


def note(lines: int) -> tuple[Slab, ...]:
    return tuple(Slab(height_pt=10.0) for _ in range(lines))


def calling(*numbers: int) -> Slab:
    return Slab(height_pt=20.0, calls=numbers)


def test_a_footnote_stands_on_the_page_that_calls_it() -> None:
    slabs = [calling(1), *[Slab(height_pt=20.0)] * 8]
    first, second = paginate(slabs, {1: note(4)}, 200.0)
    assert (len(first.slabs), len(second.slabs)) == (7 + 4, 2)
    assert first.rule_pt is not None
    assert first.slabs[-1][0] == 190.0


def test_a_long_footnote_goes_on_at_the_foot_of_the_next_page() -> None:
    slabs = [*[Slab(height_pt=20.0)] * 7, calling(1), *[Slab(height_pt=20.0)] * 3]
    first, second = paginate(slabs, {1: note(9)}, 200.0)
    assert len(first.slabs) == 8 + 2
    assert len(second.slabs) == 3 + 7
    assert second.rule_pt is not None


def test_a_footnote_longer_than_any_page_ends_at_last() -> None:
    pages = paginate([calling(1)], {1: note(70)}, 200.0)
    assert sum(len(page.slabs) for page in pages) == 71


def test_a_table_repeats_its_head_and_never_cuts_a_low_row() -> None:
    rows = tuple(Row(cells=((paragraph(2),),), rule_above=True) for _ in range(9))
    pages = pages_of([Table(rows=rows, shares=(1.0,), header=1, pad_pt=0.0)])
    assert [lines_on(page) for page in pages] == [5, 1 + 4]


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    tall = Row(cells=((paragraph(30),), (paragraph(3),)))
    pages = pages_of([Table(rows=(tall,), shares=(1.0, 1.0), gap_pt=0.0, pad_pt=0.0)])
    assert len(pages) > 2
    assert all(top + slab.height_pt <= 200.01 for page in pages for top, slab in page.slabs)


def _read(page: Page) -> list[str]:
    """Give the words of a page line by line, as they are read."""
    return [
        "".join(run.text for run in one.piece.runs)
        for _, ink in in_reading_order(page.slabs)
        for one in ink
        if isinstance(one, Text)
    ]


def _column(letter: str, lines: int) -> list[str]:
    """Make words each of which fills a line of 60 points."""
    return [f"{letter * 4}{number:02}" for number in range(lines)]


def _words(*words: str) -> Paragraph:
    return Paragraph(words=(Span(text=" ".join(words)),), look=TEN)


@given(st.sampled_from([0.0, 30.0]), st.booleans())
def test_the_cells_of_a_high_row_are_read_one_after_the_other(left_pt: float, is_held: bool) -> None:
    title, pages_told = _column("m", 16), _column("w", 14)
    rows = tuple(Row(cells=((_words(*title),), (_words(*pages_told),)), rule_above=True) for _ in range(2))
    table = Table(rows=rows, shares=(1.0, 1.0), gap_pt=0.0, pad_pt=0.0, left_pt=0.0 if is_held else left_pt)
    blocks = [Together(blocks=(table,), left_pt=left_pt)] if is_held else [table]
    pages = paginate(slabs_of(blocks, 120.0 + left_pt), {}, 2_000.0)
    read = [word for page in pages for word in _read(page)]
    assert read == [*title, *pages_told] * 2


def test_what_goes_on_over_the_page_is_read_below_its_header_cell_by_cell() -> None:
    head = Row(cells=((_words("first"),), (_words("second"),)))
    first, second = _column("m", 20), _column("w", 20)
    tall = Row(cells=((_words(*first),), (_words(*second),)))
    table = Table(rows=(head, tall), shares=(1.0, 1.0), header=1, gap_pt=0.0, pad_pt=0.0)
    pages = paginate(slabs_of([table], 120.0), {}, 300.0)
    fits = len(_read(pages[0])) // 2 - 1
    assert _read(pages[0]) == ["first", "second", *first[:fits], *second[:fits]]
    assert _read(pages[1]) == ["first", "second", *first[fits:], *second[fits:]]


def test_a_high_row_in_a_frame_is_read_cell_by_cell() -> None:
    first, second = _column("m", 16), _column("w", 16)
    table = Table(rows=(Row(cells=((_words(*first),), (_words(*second),))),), shares=(1.0, 1.0), gap_pt=0.0)
    pages = paginate(slabs_of([Box(blocks=(table,))], 132.0), {}, 2_000.0)
    assert [word for page in pages for word in _read(page)] == [*first, *second]


def test_a_box_too_high_for_a_page_is_still_printed() -> None:
    pages = pages_of([paragraph(2), Box(blocks=(paragraph(30),))])
    texts = [ink for page in pages for _, slab in page.slabs for ink in slab.ink if isinstance(ink, Text)]
    assert len(texts) >= 32


@given(st.lists(st.tuples(st.integers(1, 14), st.booleans()), max_size=30))
def test_every_line_lands_once_in_order_inside_the_page(shapes: list[tuple[int, bool]]) -> None:
    blocks = [
        paragraph(count, look=Look(leading_pt=20.0, keep_next=keep and count < 3)) for count, keep in shapes
    ]
    slabs = slabs_of(blocks, 100.0)
    pages = paginate(slabs, {}, 200.0)
    assert [id(slab) for page in pages for _, slab in page.slabs] == [id(slab) for slab in slabs]
    assert all(top + slab.height_pt <= 200.01 for page in pages for top, slab in page.slabs)


def test_words_are_neither_lost_nor_parted() -> None:
    text = (
        "Matter of M-E-V-G-, 26\u00a0I&N\u00a0Dec.\u00a0227 "
        "https://example.org/a/very/long/address?with=query&more=1 end"
    )
    lines = break_lines(pieces_of([Span(text=text)], 12.0, bold=False), 120.0)
    shown = ["".join(run.text for p in line.pieces for run in p.piece.runs) for line in lines]
    assert "".join(shown).replace(" ", "") == text.replace("\u00a0", " ").replace(" ", "")
    assert any("M-E-V-G-," in line for line in shown)
    assert any("26 I&N Dec. 227" in line for line in shown)
    assert all(line.width_pt <= 120.01 for line in lines)


def test_the_page_is_letter_with_one_inch_margins() -> None:
    assert TEXT_HEIGHT_PT == 792 - 2 * 72


def test_a_table_in_a_list_stands_in_with_the_header_of_every_page() -> None:
    rows = (Row(cells=((paragraph(1),),)),) * 30
    pages = pages_of([Table(rows=rows, shares=(), header=1, left_pt=12.0, right_pt=5.0)])
    edges = {one.x_pt for page in pages for _, slab in page.slabs for one in slab.ink}
    assert len(pages) > 2
    assert min(edges) == 12.0
    ends = [
        one.to_x_pt for page in pages for _, slab in page.slabs for one in slab.ink if isinstance(one, Stroke)
    ]
    assert set(ends) == {95.0}


def test_a_header_too_tall_to_repeat_stands_once_and_loses_nothing() -> None:
    rows = (Row(cells=((paragraph(40),),)), Row(cells=((paragraph(1),),)))
    slabs = slabs_of([Table(rows=rows, shares=(1.0,), header=1)], 100.0)
    pages = paginate(slabs, {}, TEXT_HEIGHT_PT)
    shown = [one for page in pages for _, slab in page.slabs for one in slab.ink if isinstance(one, Text)]
    assert len(shown) == 41
    assert all(top + slab.height_pt <= TEXT_HEIGHT_PT for page in pages for top, slab in page.slabs)


def _said(page: Page) -> list[str]:
    """Give the words of a page, slab by slab."""
    texts = (
        "".join(run.text for one in slab.ink if isinstance(one, Text) for run in one.piece.runs).strip()
        for _, slab in page.slabs
    )
    return [text for text in texts if text]


def test_a_group_of_rows_that_goes_on_says_so_on_the_next_page() -> None:
    def row(tab: str, text: str) -> Row:
        cells = (paragraph(0), Paragraph(words=(Span(text=text),), look=TEN))
        label = replace(cells[0], words=(Span(text=tab),) if tab else ())
        return Row(cells=((label,), (cells[1],)))

    names = [("Tab", "what"), ("A", "a"), ("", "b"), ("B", "c"), *(("", "d"),) * 12]
    table = Table(
        rows=tuple(row(*one) for one in names),
        shares=(1.0, 1.0),
        header=1,
        pad_pt=0.0,
        gap_pt=0.0,
        continued="(on)",
    )
    first, second = pages_of([table])
    assert _said(first) == ["Tabwhat", "Aa", "b", "Bc", *"dddddd"]
    assert _said(second) == ["Tabwhat", "B(on)", *"dddddd"]
    plain, bare = pages_of([replace(table, continued="")])
    assert (_said(plain), _said(bare)) == (_said(first), ["Tabwhat", *"dddddd"])


def test_a_group_that_begins_with_its_page_does_not_go_on() -> None:
    rows = [Row(cells=((paragraph(1),), (paragraph(1),)))] * 15
    pages = pages_of([Table(rows=tuple(rows), shares=(1.0, 1.0), pad_pt=0.0, gap_pt=0.0, continued="(on)")])
    assert all("(on)" not in " ".join(_said(page)) for page in pages)


def spread(lines: int, called_at: int, text: int = 120) -> list[int]:
    """Say how many lines of a long footnote stand on each page of a paper."""
    slabs = [*[Slab(height_pt=24.0)] * called_at, calling(1), *[Slab(height_pt=24.0)] * text]
    pages = paginate(slabs, {1: tuple(Slab(height_pt=12.5) for _ in range(lines))})
    counts = [sum(slab.height_pt == 12.5 for _, slab in page.slabs) for page in pages]
    return [count for count in counts if count]


def test_a_long_footnote_is_not_spread_thinly_over_many_pages() -> None:
    assert sum(spread(38, 3)) == 38
    for called_at in range(26):
        counts = spread(38, called_at)
        assert len(counts) <= (2 if called_at < 23 else 3), (called_at, counts)
        assert min(counts[1:], default=2) > 1
    assert max(map(len, (spread(90, called_at) for called_at in range(26)))) <= 5


def test_a_rule_between_paragraphs_does_not_end_a_page_like_the_one_above_footnotes() -> None:
    rule = Rule(before_pt=2.0, after_pt=10.0)
    for lines in range(1, 20):
        for page in pages_of([paragraph(lines), rule, paragraph(3)]):
            assert not any(isinstance(ink, Stroke) for ink in page.slabs[-1][1].ink), lines
