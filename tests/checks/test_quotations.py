"""Words quoted from the record, compared with the pages that are cited behind them."""

from __future__ import annotations

import time

import pytest

from asylum_packet.case.model import TextFile
from asylum_packet.checks.quotations import is_on, quotations
from asylum_packet.sequence import Cite

PAGE = """\
SAMPLE - page 3
The witness said: "We do not for-
get the witnesses of the market," and then he
left the mar\u00adket. It hadn\u2019t rained. The caf\u00e9 was
closed \u2014 all of it \u2014 by nine. Nobody asked why.
"""
NEXT = "SAMPLE - page 4\nShe went home on foot.\nThe end of it\n"


@pytest.mark.parametrize(
    "words",
    [
        "We do not forget the witnesses of the market",
        "we do not forget the witnesses",
        "We do not forget ... the market",
        "We do not forget . . . the market",
        "[T]he witness said",
        "We [never] forget the witnesses of the market",
        "he left the mar[ket]",
        "left the market. It hadn't rained",
        "The cafe was closed -- all of it -- by nine",
        "*We do not forget* the witnesses",
        "Nobody asked why. She went home on foot",
        "by nine. Nobody asked why. ... on foot",
    ],
)
def test_words_that_stand_on_the_pages_are_found(words: str) -> None:
    assert is_on((PAGE, NEXT), words)


@pytest.mark.parametrize(
    "words",
    [
        "We did not forget the witnesses of the market",
        "We do not forget the witness of the market",
        "We do not forget ... the shop",
        "She went home by bus",
        "on foot. Nobody asked why",
    ],
)
def test_words_that_do_not_are_not(words: str) -> None:
    assert not is_on((PAGE, NEXT), words)


def found(text: str, *typed: str) -> list[tuple[int, str]]:
    """List line and words of the quotations of a text whose cites are these, each where it stands."""
    cites = [
        Cite(
            file="brief/a.md",
            line=text[: text.index(f"[{one}]")].count("\n") + 1,
            id="x",
            page=1,
            packet_page=number,
            text="Tab A at 1",
            typed=one,
        )
        for number, one in enumerate(typed, start=1)
    ]
    return [(q.line, q.words) for q in quotations(TextFile(file="brief/a.md", text=text), cites)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('He said "one two three four" ([@x 1]).', 1, "one two three four"),
        ("He said “one two three four.” [@x 1].", 1, "one two three four."),
        ('a\n\nHe said\n"one two\nthree four" ([@x 1]).', 4, "one two\nthree four"),
        ('"one two three four."[^1] *See also* [@x 1].', 1, "one two three four."),
        ('"one two three four" (see [@x 1])', 1, "one two three four"),
        ("> one two three four\n> five ([@x 1])\n", 1, "one two three four\nfive"),
        ("Text:\n\n> one two three four\n\n[@x 1].\n", 3, "one two three four"),
        ("> one two three four\n>\n> — The witness ([@x 1])", 1, "one two three four"),
    ],
)
def test_words_in_front_of_a_cite_are_a_quotation(text: str, line: int, words: str) -> None:
    assert found(text, "@x 1") == [(line, words)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "three words only" ([@x 1]).',
        'The words "one two three four" are not hers; she fled ([@x 1]).',
        "She fled ([@x 1]).",
        'one two three four" ([@x 1]).',
        '"one two three four"\n\n[@x 1]',
        "",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert found(text, *(["@x 1"] if text else [])) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He saw it. [@x 1] ("one two three four").', ["one two three four"]),
        ("He saw it. [@x 1] (noting that “one two\nthree four,” and more).", ["one two\nthree four,"]),
        ('[@x 1]. ("one two three four")', ["one two three four"]),
        ('It was so [@x 1] (the letter of her sister, called "one two three four").', []),
        ('[@x 1]\n\n("one two three four")', []),
        ('[@x 1] ("two words")', []),
    ],
)
def test_words_in_a_bracket_right_behind_a_cite_are_a_quotation(text: str, words: list[str]) -> None:
    assert [said for _, said in found(text, "@x 1")] == words


def test_words_between_two_cites_are_one_quotation_of_both() -> None:
    text = 'So [@x 1] ("one two three four" [@y 2]).'
    assert [said for _, said in found(text, "@x 1", "@y 2")] == ["one two three four"]


def test_two_quotations_share_a_cite_and_one_quotation_has_two() -> None:
    text = (
        '"one two three four" and "five six seven eight" ([@x 1]). "nine ten eleven twelve" ([@x 2]; [@x 3]).'
    )
    cites = [
        Cite(file="f", line=1, id="x", page=1, packet_page=n, text="", typed=f"@x {n}") for n in (1, 2, 3)
    ]
    listed = quotations(TextFile(file="f", text=text), cites)
    assert [(one.number, one.words.split()[0], one.pages) for one in listed] == [
        (1, "one", (1,)),
        (2, "five", (1,)),
        (3, "nine", (2, 3)),
    ]


def test_the_pages_of_a_cite_are_all_of_its_range_but_not_those_of_a_book() -> None:
    def pages(last: int) -> tuple[int, ...]:
        cite = Cite(file="f", line=1, id="x", page=1, packet_page=5, packet_last=last, text="", typed="@x")
        (one,) = quotations(TextFile(file="f", text='"one two three four" [@x]'), [cite])
        return one.pages

    assert pages(7) == (5, 6, 7)
    assert len(pages(64)) == 60
    assert pages(65) == pages(10**9) == ()


@pytest.mark.parametrize(
    "text", ['"' * 40_000, '"a b c d" [@x] ' * 3_000, "> a b c d\n" * 9_000 + "[@x]", "*" * 40_000 + "[@x]"]
)
def test_a_text_without_sense_is_read_in_time(text: str) -> None:
    start = time.process_time()
    cites = [Cite(file="f", line=1, id="x", page=1, packet_page=1, text="", typed="@x")]
    quotations(TextFile(file="f", text=text), cites)
    assert time.process_time() - start < 2.0
