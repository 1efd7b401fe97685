"""Right-to-left paragraphs and quotations read right on every line they are broken into."""

import pytest

from asylum_packet.papers.blocks import Blank, LineBreak, Look, NoteCall, Paragraph, Span
from asylum_packet.papers.breaking import break_lines
from asylum_packet.papers.flow import slabs_of
from asylum_packet.papers.lines import pieces_of
from asylum_packet.papers.ways import levels_of

ARABIC = "وصلت الشرطة (ثلاث سيارات من طراز Toyota Hilux) في الساعة 23:30 يوم 14/02/2024"
HEBREW = "הגיע בשעה 9:00 (תיק 55) עם John Q. Public ואמר"


def on_paper(text: str, measure_pt: float) -> list[list[str]]:
    """Give the words of each line as they stand, from left to right."""
    lines = break_lines(pieces_of([Span(text=text)], 12.0, bold=False), measure_pt)
    return [
        [
            "".join(run.text for run in one.piece.runs)
            for one in sorted(line.pieces, key=lambda at: at.x_pt)
            if not one.piece.is_space
        ]
        for line in lines
    ]


def of_one_line(text: str) -> list[str]:
    (line,) = on_paper(text, 2000.0)
    return line


def test_every_line_is_a_part_of_its_paragraph_whatever_it_begins_with():
    assert on_paper(ARABIC, 175.0) == [
        ["من", "سيارات", "ثلاث(", "الشرطة", "وصلت"],
        ["الساعة", "في", ")", "Toyota", "Hilux", "طراز"],
        ["14/02/2024", "يوم", "23:30"],
    ]
    assert on_paper(HEBREW, 90.0) == [
        ["9:00", "בשעה", "הגיע"],
        ["John", "עם", ")", "55", "תיק("],
        ["ואמר", "Q.", "Public"],
    ]


def test_an_arabic_quotation_in_an_english_sentence_is_not_cut_up_by_its_brackets():
    line = of_one_line(f"He wrote: “{ARABIC}” and left.")
    assert line[:3] == ["He", "wrote:", "“"]
    assert line[-3:] == ["”", "and", "left."]
    inside = [word for word in line[3:-3] if word.strip("()")]
    assert inside[:2] == ["14/02/2024", "يوم"]
    assert inside[-1] == "وصلت"
    assert inside.index("Toyota") < inside.index("Hilux")


def test_a_latin_quotation_in_an_arabic_sentence_keeps_its_own_order():
    line = of_one_line("قال «Matter of Acosta (BIA 1985)» ثم سكت")
    at = line.index("Matter")
    assert line[at : at + 5] == ["Matter", "of", "Acosta", "(BIA", "1985)"]


def test_what_is_no_letter_runs_as_its_neighbours_do():
    words = (Span(text="نص"), NoteCall(number=3), Blank(width_pt=9.0), LineBreak(), Span(text="abc"))
    assert levels_of(words) == ((1, 1), (1,), (1,), (1,), (2, 2, 2))


def test_text_that_runs_one_way_has_no_levels():
    assert levels_of((Span(text="Ordinary words, “quoted”."), NoteCall(number=1))) == ()


def test_a_caption_that_begins_with_an_arabic_name_stays_an_english_line():
    words = (Span(text="محمد الحسن, A 234-567-890"),)
    assert levels_of(words)[0][-1] == 2
    assert levels_of(words, turns=False)[0][-1] == 0
    assert set(levels_of((Span(text="محمد الحسن"),), turns=False)[0]) == {1}


def test_the_number_of_a_paragraph_that_is_read_from_the_right_stands_at_its_right():
    look = Look(first_pt=36.0, left_pt=20.0, right_pt=5.0)
    made = {}
    for text in ("They came at night.", "جاؤوا في الليل."):
        paragraph = Paragraph(words=(Span(text=text),), look=look, bullet="12.", bullet_pt=22.0)
        (line,) = slabs_of((paragraph,), 400.0)
        made[text] = [(ink.x_pt, ink.x_pt + ink.piece.width_pt, _said(ink)) for ink in line.ink]
    english, arabic = made.values()
    assert english[-1][0] == pytest.approx(20.0 + 36.0 - 22.0)
    stop, number = sorted(arabic)[-2:]
    assert (stop[2], number[2]) == (".", "12")
    assert number[1] == pytest.approx(400.0 - (20.0 + 36.0 - 22.0))
    assert max(end for _, end, said in arabic if said not in {".", "12"}) == pytest.approx(400.0 - 56.0)


def _said(ink):
    return "".join(run.text for run in ink.piece.runs)
