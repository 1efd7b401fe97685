"""Which paragraphs begin on each page of a signed declaration, as exhibits.yaml says it."""

from __future__ import annotations

import pytest

from asylum_packet.case.entries import ExhibitChoices, parse_paragraphs
from asylum_packet.pages import PageRange


def test_paragraphs_are_told_page_by_page() -> None:
    assert parse_paragraphs("1-7, 8 – 14,-, 15") == (
        PageRange(1, 7),
        PageRange(8, 14),
        None,
        PageRange(15, 15),
    )
    assert ExhibitChoices(paragraphs="1-7").begun == (PageRange(1, 7),)
    assert ExhibitChoices().begun == ()


@pytest.mark.parametrize("text", ["1-7, 7-9", "3, 1", "a", "1-2-3", "0", "1-999999", "1;2"])
def test_what_is_no_such_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the paragraphs of each page"):
        ExhibitChoices(paragraphs=text)
