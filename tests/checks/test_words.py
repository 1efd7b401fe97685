"""Words in messages and texts: what is listed, what counts as the same, where a match stands."""

import re

import pytest

from asylum_packet.case.model import TextFile
from asylum_packet.checks.words import folded, is_none, lines_with, listed, says


def test_a_short_list_is_written_out_and_a_long_one_counted():
    assert listed(["a", "b"]) == "a, b"
    assert listed([str(n) for n in range(10)]) == "0, 1, 2, 3, 4, 5, 6, 7 and 2 more"


@pytest.mark.parametrize(
    ("one", "other"),
    [("José  Peña", "JOSE PENA"), ("Muñoz-Ríos", "Munoz Rios"), ("O’Neil", "O'Neil"), ("Reyes, ", "reyes")],
)
def test_names_that_a_reader_takes_for_the_same_are_the_same(one, other):
    assert folded(one) == folded(other)


def test_different_names_stay_different():
    assert folded("Reyes") != folded("Reyas")


@pytest.mark.parametrize("text", ["None", "N/A", "n/a", "Unknown", "Not applicable"])
def test_an_answer_can_say_that_there_is_nothing(text):
    assert is_none(text)


def test_a_match_is_placed_by_line_and_column():
    texts = [TextFile(file="brief/a.md", text="one\n  two words")]
    ((place, match),) = lines_with(texts, re.compile("two"))
    assert (str(place), match[0]) == ("brief/a.md:2:3", "two")


def test_words_are_found_across_the_end_of_a_line():
    assert says([TextFile(file="a", text="well-founded\nfear")], re.compile("founded fear"))
