"""Where a line, a heading and a last page may not be parted from what they belong to."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.papers import typography
from asylum_packet.papers.blocks import Look, Paragraph, Row, Span, Table
from asylum_packet.papers.breaking import Breaking, break_lines
from asylum_packet.papers.flow import _broken, slabs_of
from asylum_packet.papers.headings import heading
from asylum_packet.papers.lines import pieces_of
from asylum_packet.papers.paging import TEXT_HEIGHT_PT, paginate
from asylum_packet.papers.slabs import Text
from asylum_packet.papers.typography import typeset
from asylum_packet.sheets import Target


def lines_of(text: str, measure_pt: float) -> list[str]:
    pieces = pieces_of((Span(text=typeset(text)),), 12.0, bold=False)
    return [
        "".join(run.text for placed in line.pieces for run in placed.piece.runs)
        for line in break_lines(pieces, measure_pt)
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("in Matter of J-B-N- & S-M-, 24 I&N Dec. 208 (BIA 2007), the Board", "24 I&N Dec. 208"),
        ("the Board in Matter of N-M-N-, 25 I&N Dec. 526", "of N-M-N-,"),
        ("see the record, No. 24-777, at 12 and more words", "at 12"),
        ("see Working Paper 2025/4 of that institute", "2025/4"),
        ("she was born on 03/14/1990 in that town", "03/14/1990"),
        ("from 2023–2025 the number of those killed rose", "2023–2025"),
        ("as the record shows, Tab C at 77–79, 81, she was", "Tab C at 77–79,"),
        ("8 C.F.R. § 1208.13(b) asks no more than that", "8 C.F.R. § 1208.13(b)"),
    ],
)
def test_what_belongs_together_stands_on_one_line(text: str, whole: str) -> None:
    for measure_pt in range(140, 400, 7):
        lines = lines_of(text, float(measure_pt))
        assert any(whole in line for line in lines), (measure_pt, lines)


def test_what_belongs_together_parts_at_its_spaces_where_no_line_has_room_for_it() -> None:
    words = (Span(text="See "), Span(text="(", italic=True), Span(text="Tab\u00a0C\u00a0at\u00a01077–1079"))
    pieces = pieces_of((*words, Span(text=").")), 12.0, bold=False)
    lines = break_lines(pieces, 72.0)
    said = ["".join(run.text for at in line.pieces for run in at.piece.runs) for line in lines]
    assert said == ["See (Tab C at", "1077–1079)."]
    assert all(line.width_pt <= 72.0 for line in lines)


def test_a_word_in_several_faces_that_no_line_has_room_for_stays_inside_the_measure() -> None:
    words = tuple(Span(text="un" + "nen" * 3, italic=bool(n % 2)) for n in range(6))
    lines = break_lines(pieces_of(words, 12.0, bold=False), 100.0)
    assert max(line.width_pt for line in lines) <= 100.0
    said = "".join(run.text for line in lines for at in line.pieces for run in at.piece.runs)
    assert said == "".join(word.text for word in words)


def test_a_long_word_of_another_script_among_chinese_ones_stays_inside_the_measure() -> None:
    words = (Span(text="二〇二五年五月六日上午她离开了家" + "W" * 40 + "，躲到姐姐的住处，直到第二天"),)
    lines = break_lines(pieces_of(words, 12.0, bold=False), 200.0)
    assert max(line.width_pt for line in lines) <= 200.01
    said = "".join(run.text for line in lines for at in line.pieces for run in at.piece.runs)
    assert "家" not in said or said == words[0].text  # without a Chinese font its letters print as numbers


def test_a_web_address_breaks_after_its_signs_and_words_after_their_slash() -> None:
    address = "https://example.org/reports?year=2025&page=4/5"
    assert "".join(lines_of(address, 120.0)) == address
    assert all(line[-1] in "/?=&" for line in lines_of(address, 120.0)[:-1])
    assert lines_of("applicant/beneficiary", 70.0) == ["applicant/", "beneficiary"]


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize(("leading_pt", "after_pt"), [(24.0, 0.0), (15.0, 6.0)])
def test_a_heading_stands_nearer_to_the_text_below_it(level: int, leading_pt: float, after_pt: float) -> None:
    text = Paragraph(words=(Span(text="Text."),), look=Look(leading_pt=leading_pt, after_pt=after_pt))
    title = heading((Span(text="Title"),), level, "", leading_pt - 15.0, None)
    above, middle, below = slabs_of((text, title, text), 400.0)

    def base(slab_index: int) -> float:
        slabs = (above, middle, below)
        top = sum(s.height_pt + s.before_pt for s in slabs[:slab_index]) + slabs[slab_index].before_pt
        return top + max(ink.down_pt for ink in slabs[slab_index].ink if hasattr(ink, "piece"))

    assert base(1) - base(0) > 1.25 * (base(2) - base(1))


def table(rows: int) -> Table:
    cell = (Paragraph(words=(Span(text="row"),)),)
    return Table(rows=tuple(Row(cells=(cell,)) for _ in range(rows + 1)), shares=(1.0,), header=1)


def test_the_last_page_of_a_table_never_holds_a_line_or_two() -> None:
    for rows in range(20, 90):
        slabs = slabs_of((table(rows),), 400.0)
        pages = paginate(slabs, {})
        counts = [sum(bool(slab.header) for _, slab in page.slabs) for page in pages]
        assert sum(counts) == rows
        assert counts[-1] >= 4, rows
        for page in pages:
            assert max(top + slab.height_pt for top, slab in page.slabs) <= TEXT_HEIGHT_PT + 0.01
            tops = [top for top, _ in page.slabs]
            assert all(a < b for a, b in itertools.pairwise(tops))


def test_a_row_that_no_page_parts_reads_cell_by_cell() -> None:
    said = "a letter of her sister about the day on which the soldiers came to the market and what they took"
    cells = [(Paragraph(words=(Span(text=text),)),) for text in (said, "78–80")]
    (slab,) = slabs_of((Table(rows=(Row(cells=tuple(cells)),), shares=(1.0, 1.0)),), 200.0)
    drawn = ["".join(run.text for run in ink.piece.runs) for ink in slab.ink if isinstance(ink, Text)]
    assert len(drawn) > 5
    assert " ".join(drawn) == f"{said} 78–80"


def test_plain_words_of_one_size_are_placed_as_one_and_links_by_themselves() -> None:
    target = Target(piece="a/original", page=1)
    words = (
        Span(text="She fled "),
        Span(text="in "),
        Span(text="Tab A", target=target),
        Span(text=" to us."),
    )
    pieces = pieces_of((*words, Span(text="Acosta", small_caps=True)), 12.0, bold=False)
    (line,) = break_lines(pieces, 400.0)
    said = ["".join(run.text for run in at.piece.runs) for at in line.pieces]
    assert said == ["She fled in ", "Tab", " ", "A", " to us.A", "COSTA"]
    assert [at.piece.spaces for at in line.pieces] == [3, 0, 0, 0, 2, 0]
    ends = [at.x_pt + at.piece.width_pt for at in line.pieces]
    assert [at.x_pt for at in line.pieces] == pytest.approx([0.0, *ends[:-1]])
    assert ends[-1] == pytest.approx(sum(piece.width_pt for piece in pieces))


SIGNS = "§,¶,No.,Tab,C,at,8,12,C.F.R.,I&N,Dec.,--,---,Mr.,INA,May,Sept.,8:30,AM,p.m.,pp.,\u00a0,x"


@given(
    st.lists(st.sampled_from([*SIGNS.split(","), "Matter of M-E-V-G-", "Fed. Reg."]), max_size=8),
    st.sampled_from([" ", "  ", "\u00a0", ""]),
)
def test_signs_that_do_not_stand_in_a_text_change_nothing_in_it(words: list[str], between: str) -> None:
    text = whole = between.join(words)
    for _, _, pattern, replacement in typography._RULES:
        whole = pattern.sub(replacement, whole)
    assert typeset(text) == (text if text.isalpha() else whole)


@given(
    st.lists(
        st.sampled_from(["She fled ", "from–there/on ", "(", "Tab\u00a0C\u00a0at\u00a047", " ", ". "]),
        max_size=14,
    ),
    st.integers(min_value=0, max_value=14),
    st.sampled_from([60.0, 130.0]),
)
def test_a_paragraph_breaks_alike_whether_it_is_given_at_once_or_in_two_parts(
    texts: list[str], cut: int, measure_pt: float
) -> None:
    pieces = [piece for text in texts for piece in pieces_of((Span(text=text),), 12.0, bold=False)]
    begun = Breaking(measure_pt, 20.0)
    begun.add(pieces[:cut])
    one, two = begun.copy(), begun.copy()
    for breaking in (one, two):
        breaking.add(pieces[cut:])
        assert breaking.ended() == break_lines(pieces, measure_pt, 20.0)


def test_a_paragraph_with_another_page_in_its_cite_is_broken_as_if_it_were_the_first() -> None:
    look = Look(first_pt=36.0)
    for number in (5, 77, 123456):
        cite = Span(text=f"Tab\u00a0C\u00a0at\u00a0{number}", target=Target(piece="c/original", page=1))
        words = (Span(text="The soldiers came at dawn and took her son with them ("), cite, Span(text=")."))
        assert _broken(words, look, 200.0) == break_lines(pieces_of(words, 12.0, bold=False), 200.0, 36.0)
