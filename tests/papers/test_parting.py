"""Writing without spaces between words stays inside the measure, and parts only where its readers part it."""

from __future__ import annotations

import itertools

import pytest

from asylum_packet.fonts.shaping import Glyph
from asylum_packet.papers.blocks import Span
from asylum_packet.papers.breaking import break_lines
from asylum_packet.papers.letters import Run
from asylum_packet.papers.lines import Piece, pieces_of
from asylum_packet.papers.parting import flows, joined, letters_of, may_part

CHINESE = "他们说如果我不离开这个村子，他们就会杀了我。我很害怕，所以第二天早上（星期日）我带着孩子去了城里。"
THAI = "พวกเขาบอกว่าถ้าฉันไม่ออกจากหมู่บ้านนี้พวกเขาจะฆ่าฉันและครอบครัวของฉัน"


def chinese(text: str) -> Piece:
    """A word in a font that is drawn by glyph, each letter an em wide: no test needs the font itself."""
    glyphs = tuple(Glyph(number=ord(letter), advance=1000.0, text=letter) for letter in text)
    run = Run("Chinese", text, 1000.0 * len(text), glyphs=glyphs)
    return Piece(runs=(run,), width_pt=12.0 * len(text), size_pt=12.0, flows=flows(text))


def said(pieces: list[Piece], measure_pt: float) -> list[str]:
    lines = break_lines(pieces, measure_pt)
    assert all(line.width_pt <= measure_pt + 0.01 for line in lines)
    return ["".join(run.text for one in line.pieces for run in one.piece.runs) for line in lines]


@pytest.mark.parametrize("measure_pt", [60.0, 100.0, 130.0, 470.0])
def test_a_chinese_sentence_fills_its_lines_and_no_mark_begins_or_bracket_ends_one(measure_pt: float) -> None:
    lines = said([chinese(CHINESE)], measure_pt)
    assert "".join(lines) == CHINESE
    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)
    assert all(len(line) * 12 > measure_pt - 48 for line in lines[:-1])


def test_it_begins_on_the_line_that_goes_before_it() -> None:
    words = pieces_of((Span(text="She wrote: "),), 12.0, bold=False)
    first, *_ = said([*words, chinese(CHINESE)], 300.0)
    assert first.startswith("She wrote: 他们说")


def test_a_name_in_an_english_sentence_stays_whole() -> None:
    words = pieces_of((Span(text="It was "),), 12.0, bold=False)
    assert said([*words, chinese("王小明")], 60.0) == ["It was", "王小明"]
    assert not flows("王小明")
    assert not flows("Sergeant")
    assert flows("他们说如果我不")


@pytest.mark.parametrize("measure_pt", [40.0, 90.0, 200.0])
def test_a_stretch_of_thai_is_parted_between_whole_letters_where_no_line_has_room(measure_pt: float) -> None:
    lines = said(pieces_of((Span(text=THAI),), 12.0, bold=False), measure_pt)
    assert "".join(lines).replace("\u0e4d\u0e32", "\u0e33") == THAI
    for line, below in itertools.pairwise(lines):
        assert may_part(line[-1], below[0], anywhere=True)


@pytest.mark.parametrize("text", ["كلمة" + "طويل" * 20, "מילה" + "ארוכה" * 20])
def test_a_word_without_end_that_is_read_from_the_right_goes_on_below(text: str) -> None:
    lines = break_lines(pieces_of((Span(text=text),), 12.0, bold=False), 150.0)
    assert all(line.width_pt <= 150.01 for line in lines)
    read = [sorted(line.pieces, key=lambda one: -one.x_pt) for line in lines]
    assert "".join(run.text for line in read for one in line for run in one.piece.runs) == text


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("我", "们", True),
        ("我", "，", False),
        ("（", "我", False),
        ("A", "我", True),
        ("A", "B", False),
        ("っ", "た", True),
        ("か", "っ", False),
        ("김", "민", False),
    ],
)
def test_letters_part_where_their_readers_part_them(before: str, after: str, parts: bool) -> None:
    assert may_part(before, after, anywhere=False) is parts


def test_letters_of_a_run_together_are_the_run() -> None:
    (piece,) = pieces_of((Span(text="ဒီရွာက"),), 12.0, bold=False)
    (run,) = piece.runs
    assert joined(list(letters_of(run))) == [run]
