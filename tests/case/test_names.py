"""What the names of exhibits say."""

from pathlib import Path

import pytest

from asylum_packet.case.names import natural, read_name, slug

TABLE = Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE if line and not line.startswith("#")]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_name_says(row):
    name, *expected = row
    read = read_name(name)
    companion = read.companion.value if read.companion else ""
    assert [read.order, read.date, read.title, read.language, companion, slug(read.title)] == expected


def test_a_bare_number_is_order_only_as_far_as_there_are_files():
    assert read_name("120 letters.pdf", siblings=3).title == "120 letters"
    assert read_name("120 letters.pdf", siblings=80).title == "Letters"


def test_a_bracketed_code_that_is_no_language_is_remembered():
    assert read_name("letter [zz].pdf").odd_mark == "zz"


@pytest.mark.parametrize(
    "ordered",
    [
        ["1 a", "2 a", "10 a"],
        ["01 a", "2 a", "003 a", "10 a"],
        ["A - x", "B - x", "C - x"],
        ["2024-03-02 x", "2024-11-01 x", "2025-01-01 x"],
        ["a2b3", "a2b10", "a10b1"],
        ["Álbum 2", "álbum 10"],
        ["1 x", "a", "é"],
        ["02 medical/1 b.jpg", "02 medical/10 a.jpg", "03 letter.pdf"],
        ["1", "1/2", "1/10", "2"],
    ],
)
def test_natural_order(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=natural) == ordered
