"""A portfolio is printed as what it holds, not as the cover that asks for another program."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name

from tests.intake.makers import changed, pages
from tests.intake.pictures import codes, one
from tests.intake.reading import text_of


def cover(canvas: object) -> None:
    canvas.drawString(72, 700, "For the best experience, open this in another program")  # type: ignore[attr-defined]


def says(words: str) -> bytes:
    return pages(lambda c: c.drawString(72, 700, words))


def portfolio(**files: bytes) -> bytes:
    def fill(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)
        for name, data in files.items():
            pdf.attachments[name.replace("_", ".")] = data

    return changed(pages(cover), fill)


def test_every_file_of_a_portfolio_is_printed_with_a_bookmark(tmp_path):
    data = portfolio(letter_pdf=says("The letter"), note_txt=b"The note")
    prepared, findings = one(tmp_path, "all.pdf", data)
    first, *rest = text_of(prepared)
    assert "letter.pdf (a PDF, 1 page)" in first
    assert rest == ["The letter", "The note"]
    assert [(h.title, h.page) for h in prepared.sheets.headings] == [
        ("What is in it", 1),
        ("letter.pdf", 2),
        ("note.txt", 3),
    ]
    assert codes(findings) == []
    assert prepared.fact.kind == "pdf"
    assert [(one.name, one.page) for one in prepared.fact.inside] == [("letter.pdf", 2), ("note.txt", 3)]
    assert prepared.fact.removed == ("cover of a portfolio", "metadata")


def test_what_of_a_portfolio_cannot_be_printed_is_said(tmp_path):
    data = portfolio(film_mp4=b"\0\0\0\x18ftypmp42" + bytes(99))
    prepared, findings = one(tmp_path, "all.pdf", data)
    assert codes(findings) == ["FILE-recording-inside"]
    assert prepared.sheets.count == 2


def test_portfolios_inside_portfolios_end(tmp_path):
    data = says("The innermost")
    for _ in range(9):
        data = portfolio(inner_pdf=data)
    prepared, findings = one(tmp_path, "all.pdf", data)
    assert "FILE-unprinted" in codes(findings)
    assert prepared.sheets.count < 9


def test_a_pdf_with_attachments_and_no_collection_stays_itself(tmp_path):
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["note.txt"] = b"x"

    prepared, findings = one(tmp_path, "all.pdf", changed(says("The page"), attach))
    assert text_of(prepared) == ["The page"]
    assert codes(findings) == ["FILE-attachments"]
