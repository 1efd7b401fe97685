"""Small capitals, underlines, the text below a block quotation, and paragraphs read from the right."""

from __future__ import annotations

import pytest

from asylum_packet.papers.blocks import Paragraph, Span
from asylum_packet.papers.flow import slabs_of
from asylum_packet.papers.slabs import Text
from tests.papers.test_reading import DOUBLE, read

WIDTH_PT = 300.0


def spans(text: str) -> list[Span]:
    found = read(text)
    assert not found.findings
    return [
        word
        for block in found.paper.blocks
        if isinstance(block, Paragraph)
        for word in block.words
        if isinstance(word, Span)
    ]


def test_small_capitals_and_underlines_hold_other_styles() -> None:
    one, two, three, four = spans("[Acosta *and* [others]{.underline}]{.smallcaps}")[:4]
    assert (one.text, one.small_caps) == ("Acosta ", True)
    assert (two.text, two.small_caps, two.italic) == ("and", True, True)
    assert (three.text, three.small_caps) == (" ", True)
    assert (four.text, four.small_caps, four.underline) == ("others", True, True)


@pytest.mark.parametrize("text", ["[a]{.b}", "[a] {.smallcaps}", "[a", "a]{.smallcaps}", "\\[a]{.smallcaps}"])
def test_what_is_no_style_prints_as_it_was_typed(text: str) -> None:
    assert "".join(span.text for span in spans(text)) == text.replace("\\", "")
    assert not any(span.small_caps for span in spans(text))


def test_small_capitals_are_smaller_capitals() -> None:
    (block,) = read("[Acosta]{.smallcaps}").paper.blocks
    (slab,) = slabs_of((block,), WIDTH_PT)
    drawn = [(ink.piece.runs[0].text, ink.piece.size_pt) for ink in slab.ink if isinstance(ink, Text)]
    assert drawn == [("A", 12.0), ("COSTA", pytest.approx(9.6))]


@pytest.mark.parametrize(
    ("below", "first_pt"),
    [
        ("[@farm-gate].", 0.0),
        ("See [@farm-gate].", 0.0),
        ("(emphasis added).", 0.0),
        ("and so she left.", 0.0),
        ("She left.", 36.0),
        ("Seen from there, she left.", 36.0),
    ],
)
def test_text_that_goes_on_below_a_quotation_is_not_indented(below: str, first_pt: float) -> None:
    paragraphs = [b for b in read(f"{DOUBLE}> quoted\n\n{below}\n").paper.blocks if isinstance(b, Paragraph)]
    assert paragraphs[-1].look.first_pt == first_pt
    alone = [b for b in read(f"{DOUBLE}text\n\n{below}\n").paper.blocks if isinstance(b, Paragraph)]
    assert alone[-1].look.first_pt == 36.0


def edges(text: str) -> tuple[float, float]:
    (block,) = read(text).paper.blocks
    (slab,) = slabs_of((block,), WIDTH_PT)
    pieces = [ink for ink in slab.ink if isinstance(ink, Text)]
    return min(ink.x_pt for ink in pieces), max(ink.x_pt + ink.piece.width_pt for ink in pieces)


def test_a_paragraph_that_is_read_from_the_right_is_set_from_the_right() -> None:
    left, right = edges("أنا شاهد، Reyes.")
    assert left > 100.0
    assert right == pytest.approx(WIDTH_PT)
    assert edges("Reyes: أنا شاهد.")[0] == 0.0


def test_the_words_of_such_a_paragraph_run_from_right_to_left() -> None:
    (block,) = read("שלום Reyes עולם").paper.blocks
    (slab,) = slabs_of((block,), WIDTH_PT)
    at = {ink.piece.runs[0].text: ink.x_pt for ink in slab.ink if isinstance(ink, Text)}
    places = sorted(at.items(), key=lambda pair: -pair[1])
    assert [text for text, _ in places if text.strip()][1] == "Reyes"
