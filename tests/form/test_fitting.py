"""Text fits or the caller hears that it does not; nothing is lost at a line or page break."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.fonts.faces import chain
from asylum_packet.fonts.shaping import width
from asylum_packet.form.boxes import Box, BoxKind
from asylum_packet.form.fitting import (
    Leading,
    capacity,
    fit_block,
    fit_line,
    printed,
    split_at_sentence,
    wrap,
)
from asylum_packet.form.supplement import Section, paginate, reference

MONO = chain("mono")
PROSE = st.text(alphabet="ab. é\n!?жם中", max_size=400)
BIG = Box(
    name="t", key="supplement_b.text", kind=BoxKind.TEXT, page=12, rect=(36, 36, 576, 528), is_multiline=True
)
SMALL = Box(name="p", key="supplement_b.part", kind=BoxKind.TEXT, page=12, rect=(80, 540, 151, 552))


def one(key):
    """Give the keys of a section that holds one answer."""
    return ((0, (key,)),)


@given(PROSE, st.floats(40, 300))
def test_lines_follow_one_another_without_a_gap_and_none_is_too_wide(text, width_pt):
    spans = wrap(text, width_pt=width_pt, size_pt=9, faces=MONO)
    assert "".join(text[first:last] for first, last in spans) == text
    for line in printed(text, spans):
        assert "\n" not in line
        assert width(line, MONO) * 9 / 1000 <= width_pt - 4 + 0.01 or len(line) == 1


@given(PROSE, st.integers(2, 8))
def test_a_text_split_over_pages_is_the_text(text, count):
    spans = wrap(text, width_pt=120, size_pt=9, faces=MONO)
    now, rest = split_at_sentence(text, spans, count)
    assert now + rest == text
    assert len(wrap(now.rstrip("\n"), width_pt=120, size_pt=9, faces=MONO)) <= count
    assert now or not text


def test_a_page_breaks_after_a_sentence():
    text = "One two three. " * 40
    now, rest = split_at_sentence(text, wrap(text, width_pt=130, size_pt=9, faces=MONO), 7)
    assert now.endswith(". ")
    assert rest.startswith("One")


def test_one_line_shrinks_to_seven_points_and_no_further():
    assert fit_line("x" * 16, width_pt=100, height_pt=14, faces=MONO).size_pt == 9
    assert 7 <= fit_line("x" * 21, width_pt=100, height_pt=14, faces=MONO).size_pt < 9
    assert fit_line("x" * 24, width_pt=100, height_pt=14, faces=MONO) is None


def test_a_block_shrinks_once_and_then_does_not_fit():
    at = {"width_pt": 522.0, "height_pt": 120.0, "faces": MONO}
    assert fit_block("word " * 150, **at).size_pt == 9
    assert fit_block("word " * 235, **at).size_pt == 8
    assert fit_block("word " * 300, **at) is None


BODY = st.lists(st.text(alphabet="abcdeé.", min_size=1, max_size=14), max_size=2500).map(" ".join)


@given(st.lists(st.tuples(BODY, st.booleans()), min_size=1, max_size=4))
def test_supplement_pages_hold_every_letter_in_order(answers):
    sections = [
        Section(
            keys=one(f"k{n}"),
            part="B",
            question=f"{n}",
            heading=f"[{n}]",
            body=body,
            has_own_page=own_page,
        )
        for n, (body, own_page) in enumerate(answers)
    ]
    pages = paginate(sections, box=BIG, narrow=(SMALL, SMALL), faces=MONO)
    for page in pages:
        assert len(page.text.lines) <= (492 - 4) / (1.1328 * 9)
    told = "".join(line for page in pages for line in page.text.lines[1:])
    told = re.sub(r"\(continued[^)]*\)|\[\d\] *| ", "", told)
    assert told == "".join(body for body, _ in answers).replace(" ", "")


def test_pages_are_numbered_and_say_where_they_go_on():
    body = "This is a sentence of the story. " * 400
    first, *_, last = paginate(
        [Section(keys=one("k"), part="B", question="1.A", heading="Part B", body=body, has_own_page=True)],
        box=BIG,
        narrow=(SMALL, SMALL),
        faces=MONO,
    )
    assert first.text.lines[0] == "Supplement B, page B-1"
    assert first.text.lines[-1] == "(continued on page B-2)"
    assert (first.part, first.question) == ("B", "1.A")
    assert last.text.lines[2] == f"Part B (continued from page B-{last.number - 1})"


@pytest.mark.parametrize(
    ("wide", "words"),
    [(200, "See Supplement B, page B-2"), (80, "See Supp. B, B-2"), (40, "See B-2"), (20, "B-2")],
)
def test_a_box_says_where_to_look_in_as_many_words_as_fit(wide, words):
    box = Box(name="x", key="x", kind=BoxKind.TEXT, page=1, rect=(0, 0, wide, 14))
    assert reference("B-2", box, MONO).lines == (words,)


def test_a_very_long_answer_takes_time_by_its_length_alone():
    import time

    def seconds(sentences):
        body = "A sentence of the story, told once more. " * sentences
        section = Section(keys=one("k"), part="B", question="1.A", heading="B", body=body, has_own_page=True)
        start = time.process_time()
        pages = paginate([section], box=BIG, narrow=(SMALL, SMALL), faces=MONO)
        assert len(pages) > sentences / 130
        return time.process_time() - start

    seconds(200)
    assert seconds(8000) < 30 * seconds(800) + 0.1


def test_rows_of_a_table_share_a_heading_break_between_rows_and_are_told_on_their_own_page():
    rows = [f"Residence {n}: number and street: {n} St. Mary Row; city: Laurel\n" for n in range(1, 71)]
    starts = [sum(map(len, rows[:n])) for n in range(70)]
    section = Section(
        keys=tuple((start, (f"residences[{n}].street",)) for n, start in enumerate(starts)),
        part="A.III",
        question="2",
        heading="Part A.III, item 2: residences",
        body="".join(rows).rstrip(),
    )
    first, second = paginate([section], box=BIG, narrow=(SMALL, SMALL), faces=MONO)
    for page in (first, second):
        told = {int(line.split(":")[0].split()[1]) for line in page.text.lines if line.startswith("Res")}
        assert {int(re.findall(r"\d+", key)[0]) + 1 for key in page.keys} == told
    assert first.text.lines[2] == "Part A.III, item 2: residences"
    assert second.text.lines[3].startswith("Residence ")
    assert "".join(line for page in (first, second) for line in page.text.lines).count("item 2") == 2


def test_letters_that_stack_stand_further_apart_and_still_fit():
    plain, stacked = "word " * 200, "हिन्दी र्कि श्री ट्ठू " * 40
    assert Leading.of([plain, "Ñandú Łęcki"], MONO) == Leading()
    leading = Leading.of([stacked], MONO)
    assert leading.pitch_em > 1.3
    fitted = fit_block(stacked, width_pt=522, height_pt=120, faces=MONO)
    assert fitted is not None
    assert fitted.leading == leading
    assert len(fitted.lines) <= capacity(120, fitted.size_pt, leading) < capacity(120, fitted.size_pt)
    heaped = Leading.of(["क" + "\u0947" * 400], MONO)
    assert heaped.pitch_em <= 2.2


def test_a_name_that_stacks_does_not_push_the_lines_of_other_answers_apart():
    row = Section(keys=one("r"), part="A.III", question="5", heading="Part A.III", body="Name: हिन्दी र्कि ट्ठू")
    long = Section(
        keys=one("k"), part="B", question="1.A", heading="Part B", body="A word. " * 600, has_own_page=True
    )
    alone = paginate([long], box=BIG, narrow=(SMALL, SMALL), faces=MONO)
    shared, *own = paginate([row, long], box=BIG, narrow=(SMALL, SMALL), faces=MONO)
    assert shared.text.leading.pitch_em > Leading().pitch_em
    assert [page.text.leading for page in own] == [Leading()] * len(alone)
    for page in (shared, *own):
        assert len(page.text.lines) <= capacity(BIG.height_pt, page.text.size_pt, page.text.leading)
    tall = Section(keys=one("t"), part="B", question="2", heading="B", body=row.body * 200, has_own_page=True)
    for page in paginate([long, tall, row], box=BIG, narrow=(SMALL, SMALL), faces=MONO):
        assert len(page.text.lines) <= capacity(BIG.height_pt, page.text.size_pt, page.text.leading)
