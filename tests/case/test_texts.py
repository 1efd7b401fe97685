"""The texts people write: the brief in its order, the declaration, comments and starters."""

import time

import pytest

from asylum_packet.case.texts import in_brief_order
from tests.case.folders import findings, lines, read


@pytest.mark.parametrize(
    "ordered",
    [
        [
            *("introduction.md", "procedural-history.md", "facts.md", "issues.md", "standard.md"),
            *("summary.md", "argument.md", "conclusion.md"),
        ],
        [
            "Introduction.md",
            "Statement_of_Facts.md",
            "burden of proof.md",
            "ARGUMENT.md",
            "zebra.md",
            "prayer.md",
        ],
        ["facts.md", "argument.md", "bars-2.md", "bars-10.md", "conclusion.md"],
        ["1-argument.md", "2-facts.md", "10-introduction.md", "appendix.md"],
    ],
)
def test_sections_come_in_the_order_of_a_brief_or_of_their_numbers(ordered):
    paths = tuple(f"brief/{name}" for name in ordered)
    assert in_brief_order(tuple(sorted(paths))) == paths
    assert in_brief_order(tuple(sorted(paths, reverse=True))) == paths


def test_the_brief_is_read_in_order_with_its_lines(tmp_path):
    case = read(tmp_path, {"brief/argument.md": "A\r\nB\n", "brief/facts.md": "\ufeffF\n"})
    assert [(text.file, text.text) for text in case.brief] == [
        ("brief/facts.md", "F\n"),
        ("brief/argument.md", "A\nB\n"),
    ]
    assert case.submissions == ("brief",)


def test_comments_are_blanked_out_and_lines_stay_where_they_are(tmp_path):
    case = read(tmp_path, {"brief/facts.md": "<!-- one\ntwo -->\nThree<!-- x --> and <!-- y -->four.\n"})
    assert case.brief[0].text == "\n\nThree and four.\n"


def test_a_comment_that_never_ends_is_told(tmp_path):
    found = findings(tmp_path, {"brief/facts.md": "One <!-- x -->\nTwo <!-- three\n\nFour\n"})
    assert lines(found) == [
        "brief/facts.md:2:5 CASE-open-comment [] a comment begins here and never ends | write --> after it"
    ]


def test_many_comments_are_read_in_a_moment(tmp_path):
    start = time.perf_counter()
    findings(tmp_path, {"declaration.md": "<!--" * 1_000_000})
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text", ["", " \n", "<!-- later -->", "# Facts\n\n<!-- later -->\n", "Facts\n=====\n" * 0]
)
def test_a_text_with_headings_and_comments_only_is_not_written_yet(tmp_path, text):
    case = read(tmp_path, {"brief/facts.md": text, "declaration.md": text})
    assert (case.brief, case.declaration, case.tabs) == ((), None, ())
    assert [(entry.path, entry.reason) for entry in case.left_out] == [
        ("brief/facts.md", "nothing is written in it yet"),
        ("declaration.md", "nothing is written in it yet"),
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"One\nTw\xf3\n", "2:3"), (b"One\n\x00wo\n", "1:1"), (b"One\ntw\x07\n", "2:3")],
)
def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path, data, place):
    (line,) = lines(findings(tmp_path, {"declaration.md": data}))
    assert line.startswith(f"declaration.md:{place} CASE-encoding")
