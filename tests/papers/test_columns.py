"""Columns that nobody gave widths are as wide as their words ask for, and cut no word they have room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.papers.blocks import Paragraph, Row, Span
from asylum_packet.papers.columns import shares
from asylum_packet.papers.letters import Cut, measured

ROOM_PT = 440.0
TEXTS = st.lists(st.sampled_from(["May", "a house", "notwithstanding", "the men came " * 30]), min_size=1)


def rows(*texts: tuple[str, ...]) -> list[Row]:
    return [
        Row(cells=tuple((Paragraph(words=(Span(text=text),) if text else ()),) for text in row))
        for row in texts
    ]


def width(text: str) -> float:
    return sum(run.width for run in measured(text, Cut())) * 12.0 / 1000


def test_a_column_of_dates_leaves_the_room_to_the_events():
    date, event = shares(rows(("March 2, 2024", "The men came at night and said it. " * 6)), ROOM_PT)
    assert date < 0.3 * ROOM_PT < 0.7 * ROOM_PT < event
    assert date >= width("March")


def test_what_fits_on_one_line_stays_on_one_line():
    texts = ("March 2, 2024", "Three men came to the house", "Tab B at 57")
    assert all(one >= width(text) for one, text in zip(shares(rows(texts), ROOM_PT), texts, strict=True))


def test_columns_that_say_the_same_are_equally_wide():
    assert shares(rows(("one", "one"), ("two", "two")), ROOM_PT) == (ROOM_PT / 2, ROOM_PT / 2)


@pytest.mark.parametrize("texts", [("", ""), ("x" * 200, "y" * 300), ("", "word " * 500)])
def test_odd_cells_have_their_room(texts):
    given_pt = shares(rows(texts), ROOM_PT)
    assert sum(given_pt) == pytest.approx(ROOM_PT)
    assert all(one > 0 for one in given_pt)


@given(TEXTS)
def test_no_column_is_narrower_than_its_longest_word(texts):
    given_pt = shares(rows(tuple(texts[:4])), ROOM_PT)
    assert sum(given_pt) == pytest.approx(ROOM_PT)
    for one, text in zip(given_pt, texts, strict=False):
        assert one >= max(width(word) for word in text.split()) - 0.01


def test_a_date_or_a_cite_is_not_parted_to_make_room_for_a_long_cell():
    texts = (
        "September 3,\u00a02022",
        "Two men in caps of the works ask for her. " * 3,
        "Tab B at 26",
    )
    given_pt = shares(rows(texts), ROOM_PT)
    assert sum(given_pt) == pytest.approx(ROOM_PT)
    assert given_pt[0] >= width(texts[0])
    assert given_pt[2] >= width(texts[2])
