"""The words on prepared pages are read once, and never those of other pages."""

from __future__ import annotations

import stat
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from asylum_packet.intake import words
from asylum_packet.intake.words import words_of
from asylum_packet.sheets import Sheets


def pdf(path: Path, *pages: str) -> Sheets:
    canvas = Canvas(str(path), pagesize=(612, 792))
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return Sheets(pdf=path, count=len(pages))


def test_the_words_of_pages_are_read(tmp_path: Path) -> None:
    sheets = pdf(tmp_path / "a.pdf", "first page", "second page", "")
    assert words_of(sheets, [3, 1, 1]) == {1: "first page", 3: ""}
    assert words_of(sheets, [0, 4]) == {}


def test_sheets_that_begin_inside_a_file_count_from_their_own_first_page(tmp_path: Path) -> None:
    data = pdf(tmp_path / "a.pdf", "first page", "second page").pdf.read_bytes()
    assert words_of(Sheets(pdf=data, count=1, skip=1), [1, 2]) == {1: "second page"}


def test_pages_are_opened_once(tmp_path: Path, monkeypatch) -> None:
    sheets = pdf(tmp_path / "a.pdf", "first page", "second page")
    assert words_of(sheets, [1]) == {1: "first page"}
    assert words_of(sheets, [1, 2]) == {1: "first page", 2: "second page"}
    monkeypatch.setattr(words, "_read", lambda *_: 1 / 0)
    assert words_of(sheets, [2, 1]) == {1: "first page", 2: "second page"}
    kept = tmp_path / "a.words.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_pages_are_given_in_their_order_whichever_were_read_before(tmp_path: Path) -> None:
    sheets = pdf(tmp_path / "a.pdf", "first page", "second page", "third page")
    assert words_of(sheets, [2]) == {2: "second page"}
    assert list(words_of(sheets, [1, 2, 3]).values()) == ["first page", "second page", "third page"]


def test_words_of_other_pages_are_not_believed(tmp_path: Path) -> None:
    words_of(pdf(tmp_path / "a.pdf", "first page"), [1])
    assert words_of(pdf(tmp_path / "a.pdf", "quite another page"), [1]) == {1: "quite another page"}


def test_a_damaged_cache_and_a_damaged_file_are_no_error(tmp_path: Path) -> None:
    sheets = pdf(tmp_path / "a.pdf", "first page")
    for broken in ("{", "[]", '{"pdf": 1}', '{"pdf": [1, 2], "pages": {"1": "lie"}}'):
        (tmp_path / "a.words.json").write_text(broken)
        assert words_of(sheets, [1]) == {1: "first page"}
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert words_of(Sheets(pdf=tmp_path / "b.pdf", count=2), [2]) == {2: ""}
    assert words_of(Sheets(pdf=tmp_path / "none.pdf", count=2), [2]) == {2: ""}
