import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.report.tables import counted, fold, size, table, width


def test_columns_are_as_wide_as_their_widest_cell():
    assert table(("TAB", "ID"), [("A", "police-report"), ("AAAA", "x")]) == (
        "TAB   ID\nA     police-report\nAAAA  x"
    )


def test_wide_letters_and_accents_keep_columns_straight():
    lines = table(("NAME", "N"), [("李明", "1"), ("Jose\u0301", "2")]).splitlines()
    assert [width(line[: line.index(mark)]) for line, mark in zip(lines[1:], "12", strict=True)] == [6, 6]


@given(
    st.lists(st.tuples(st.from_regex("[a-z]{1,9}", fullmatch=True), st.text("xyz", min_size=1)), min_size=1)
)
def test_every_cell_is_in_the_table(rows):
    lines = table(("A", "B"), rows).splitlines()
    assert [tuple(line.split()) for line in lines[1:]] == rows


@pytest.mark.parametrize(
    ("size_bytes", "printed"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (999_999, "1,000 kB"), (24_000_000, "24.0 MB")],
)
def test_sizes_are_printed_in_decimal_units_as_the_court_counts_them(size_bytes, printed):
    assert size(size_bytes) == printed


def test_one_thing_is_not_plural():
    assert counted(1, "page") == "1 page"
    assert counted(0, "page") == "0 pages"
    assert counted(1200, "page") == "1,200 pages"


@given(st.text(st.sampled_from("ab -/李\u0301"), max_size=90), st.integers(4, 30))
def test_a_folded_text_is_as_narrow_as_asked_and_whole(text, wide):
    lines = fold(text.strip(), wide)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(width, lines)) <= wide


def test_cells_fold_in_their_column():
    rows = [("A", "one-two-three", "1"), ("B", "  one/two", "2")]
    assert table(("T", "ID", "P"), rows, folds={1: 8}) == (
        "T  ID        P\nA  one-two-  1\n   three\nB    one/    2\n     two"
    )
