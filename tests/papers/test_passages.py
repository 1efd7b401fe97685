"""Named passages of the declaration: taken off the page, cited from the brief."""

from __future__ import annotations

import pytest

from asylum_packet.case.model import Case, Tab, TextFile
from asylum_packet.pages import PageRange
from asylum_packet.values import replace
from tests.papers.sheets import texts
from tests.support.papers_case import document, papers_case, settled

DECLARATION = """\
1. I was born in San Benito.

2. Men beat me with sticks.
   I fell. {#beating}

3. I went to the *police*. {#police}

   They wrote it down. {#report}
"""


def case(declaration: str, brief: str) -> Case:
    return papers_case(
        declaration=TextFile(file="declaration.md", text=declaration),
        brief=(TextFile(file="brief/facts.md", text=brief),),
    )


def test_a_passage_is_cited_by_its_name_and_the_name_is_not_printed() -> None:
    brief = (
        "She was beaten ([@declaration#beating]) and said so ([@declaration#report; @declaration#police])."
    )
    written, packet = settled(case(DECLARATION, brief))
    assert not written["brief/body"].findings
    assert not written["declaration/original"].findings
    (page,) = texts(written["declaration/original"].sheets)
    assert "{" not in page
    assert "#" not in page
    assert "I fell.\n" in page
    at = packet.document("declaration").first
    body = " ".join(" ".join(texts(written["brief/body"].sheets)).split())
    assert f"beaten (Tab A at {at}, ¶ 2)" in body
    assert f"said so (Tab A at {at}, ¶ 3; Tab A at {at}, ¶ 3)" in body


@pytest.mark.parametrize(
    ("declaration", "line", "message"),
    [
        ("1. One. {#2nd}\n", 1, "'{#2nd}' is no name for a passage"),
        ("1. One. {#}\n", 1, "'{#}' is no name for a passage"),
        ("1. One. {#a}\n\n2. Two,\n   and more. {#a}\n", 4, "two passages are called 'a'"),
    ],
)
def test_a_name_that_cannot_be_cited_is_an_error_at_its_line(
    declaration: str, line: int, message: str
) -> None:
    written, _ = settled(case(declaration, "Text."))
    (finding,) = written["declaration/original"].findings
    assert (finding.code, finding.message) == ("TEXT-passage", message)
    assert finding.source is not None
    assert (finding.source.file, finding.source.line) == ("declaration.md", line)


def test_a_sign_inside_a_sentence_prints_as_it_was_typed() -> None:
    written, _ = settled(case("1. One {#a} two.\n\n2. `code {#b}`\n", "Text."))
    (page,) = texts(written["declaration/original"].sheets)
    assert "One {#a} two." in page
    assert "code {#b}" in page


def test_a_declaration_that_is_already_signed_is_cited_and_certified() -> None:
    signed = replace(
        document("declaration", "Declaration of Marta Elena Reyes"), paragraphs=(PageRange(1, 4),)
    )
    text = TextFile(file="brief/facts.md", text="She fled ([@declaration ¶3]; [@declaration 2]).")
    tabs = (Tab(label="A", title=signed.title, documents=(signed,)),)
    written, packet = settled(
        papers_case(declaration=None, tabs=tabs, brief=(text,)), {"declaration/original": 2}
    )
    assert [piece.key for piece in packet.pieces if piece.slot.document] == [
        "declaration/original",
        "declaration/certificate",
    ]
    at = packet.document("declaration").first
    assert f"Tab A at {at}, ¶ 3; Tab A at {at + 1}" in " ".join(texts(written["brief/body"].sheets))
    (certificate,) = texts(written["declaration/certificate"].sheets)
    assert "CERTIFICATE OF INTERPRETATION" in certificate
    (index,) = texts(written["exhibits/index"].sheets)
    assert f"– Declaration {at}–{at + 1}\n– Certificate of interpretation {at + 2}" in index
