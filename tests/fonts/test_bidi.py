"""The bidirectional algorithm, over the whole paragraph a line is cut from."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.fonts.bidi import (
    RIGHTWARDS,
    Directions,
    alone,
    has_right_to_left,
    in_visual_order,
    levels,
)
from asylum_packet.fonts.faces import chain
from asylum_packet.fonts.shaping import shape_line

MIXED = st.text(alphabet="ab אבגعر12٣()[].,:/-+%é\u0301", max_size=40)


def visual(text, base):
    cut = [(level, char) for level, char in zip(levels(text, base=base), text, strict=True)]
    return "".join(char for _, char in in_visual_order(cut))


# What another implementation of UAX #9 (unicode-bidi) makes of them; brackets are not mirrored here.
ORDERED = [
    (0, "א [2]\u0301 aa", "\u0301]2[ א aa"),
    (1, "%2b(1)\u0301-", "-%2b(1)\u0301"),
    (0, "ב[1(א]", "]א(1[ב"),
    (0, "a (אב [12) c", "a (12[ בא) c"),
    (1, "عام 2019/03/12 في Laredo, TX (US)", "Laredo, TX (US) يف 2019/03/12 ماع"),
    (0, "from אב 12 to 34", "from 12 בא to 34"),
    (1, "50% من $20", "20$ نم 50%"),
]


@pytest.mark.parametrize(("base", "logical", "paper"), ORDERED)
def test_a_line_stands_as_other_programs_have_it(base, logical, paper):
    assert visual(logical, base) == paper


@pytest.mark.parametrize(
    ("base", "logical", "paper"),
    [
        (1, "رقم +503 2222-3333", "+503 2222-3333 مقر"),
        (1, "هاتف 410-555-0100", "410-555-0100 فتاه"),
        (1, "הטלפון +1 (410) 555-0100.", ".+1 (410) 555-0100 ןופלטה"),
        (1, "(هاتف 410 555 0100) ثم", "مث )410 555 0100 فتاه("),
        (0, "Call محمد 410-555-0100 now", "Call دمحم 410-555-0100 now"),
        (1, "الرقم A 212-345-678", "A 212-345-678 مقرلا"),
        (1, "الرقم 212-345-678", "212-345-678 مقرلا"),
        (1, "يوم 2024-03-02", "2024-03-02 موي"),
        (1, "من 1990-1995 ثم 12-15", "15-12 مث 1995-1990 نم"),
        (1, "سنة 2019 2020", "2020 2019 ةنس"),
        (1, "ص 12 15 18 20", "20 18 15 12 ص"),
    ],
)
def test_a_telephone_number_reads_in_its_own_order_and_a_range_as_the_words_do(base, logical, paper):
    assert visual(logical, base) == paper


def test_a_number_that_begins_a_line_runs_as_in_its_paragraph():
    text = "في المدينة a 12 - 34 ثم"
    cut = text.index("12")
    first, second = Directions.of(text).of_lines([(0, cut), (cut, len(text))])
    assert (first.leftwards, second.leftwards) == (True, True)
    # After the Latin letter the numbers are Latin, and so is the sign between them.
    assert second.levels[:7] == (2,) * 7
    assert alone(text[cut:]).levels[:7] != second.levels[:7]


def test_every_paragraph_of_a_text_has_a_direction_of_its_own():
    text = "12 34\n12 אב ab"
    spans = ((0, 3), (3, 6), (6, 9), (9, 14))
    directions = Directions.of(text)
    assert [each.leftwards for each in directions.of_lines(spans)] == [False, False, True, True]
    assert [each.leftwards for each in directions.of_lines(((0, 5),), after=9)] == [True]


def test_spaces_at_the_end_of_a_line_run_as_the_paragraph():
    (line,) = Directions.of("אב ab  cd").of_lines([(0, 7)])
    assert line.levels == (1, 1, 1, 2, 2, 1, 1)


@given(MIXED)
def test_a_paragraph_of_one_line_is_that_line(text):
    (line,) = Directions.of(text).of_lines([(0, len(text))])
    assert line == alone(text)


@given(MIXED, st.data())
def test_every_letter_of_a_line_cut_anywhere_is_drawn_once(text, data):
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    (running,) = Directions.of(text).of_lines([(first, last)])
    shaped = shape_line(text[first:last], chain("mono"), running=running)
    assert sorted("".join(each.text for each in shaped)) == sorted(text[first:last])


def test_text_without_such_letters_has_no_levels():
    assert alone("Señor 12 (a)") is RIGHTWARDS


def test_every_letter_of_a_script_that_runs_right_to_left_is_seen():
    every = map(chr, range(sys.maxunicode + 1))
    leftwards = [char for char in every if unicodedata.bidirectional(char) in {"R", "AL", "AN"}]
    assert [char for char in leftwards if not has_right_to_left(f"a {char}")] == []
    assert not has_right_to_left("“Él dijo”, § 12 – 中文")
