"""What exhibits.yaml asks to be done with a file is done, and what cannot be done is said."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageChops
from reportlab.pdfgen.canvas import Canvas

from asylum_packet.findings import Finding, Source
from asylum_packet.intake import Handling, Prepared, Wanted, prepare
from asylum_packet.intake.record import read_task, write_task
from asylum_packet.intake.values import Task
from tests.intake.makers import pages
from tests.intake.pictures import codes, pdf_of, picture
from tests.intake.reading import text_of
from tests.intake.test_looking import scan

has_recognition = shutil.which("tesseract") is not None and (
    shutil.which("ocrmypdf") is not None or importlib.util.find_spec("ocrmypdf") is not None
)
needs_recognition = pytest.mark.skipif(not has_recognition, reason="ocrmypdf and tesseract are not installed")


def handled(folder: Path, data: bytes, how: Handling) -> tuple[Prepared, tuple[Finding, ...]]:
    """Prepare a file with what is asked."""
    (folder / "a.pdf").write_bytes(data)
    want = Wanted(path="a.pdf", how=how, where=Source(file="a.pdf"))
    intake = prepare(folder, [want], cache=folder / ".asylum-packet")
    return intake.prepared[want], intake.findings


def report(canvas: Canvas) -> None:
    """Write a page with a sentence that runs over a line end."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "The police did not act. Reports say that the state was")
    canvas.drawString(72, 684, "\u201cunable or unwilling\u201d to protect women.")


def yellow(prepared: Prepared, index: int = 0) -> list[tuple[int, int]]:
    """Give the places (in points from the upper left) that are yellow."""
    red, green, blue = picture(pdf_of(prepared), index).split()
    other = ImageChops.lighter(red.point(lambda v: v <= 220), green.point(lambda v: v <= 200))
    other = ImageChops.lighter(other, blue.point(lambda v: v >= 120))
    return [
        (at % other.width, at // other.width) for at, is_other in enumerate(other.tobytes()) if not is_other
    ]


def test_empty_pages_are_left_out_when_asked(tmp_path):
    data = pages(*(lambda c, n=n: c.drawString(72, 700, f"page {n}") if n != 2 else None for n in (1, 2, 3)))
    prepared, findings = handled(tmp_path, data, Handling(leaves_out_blanks=True))
    assert text_of(prepared) == ["page 1", "page 3"]
    assert codes(findings) == ["FILE-blank-left-out"]
    assert "page 2" in findings[0].message


def test_a_file_of_nothing_but_empty_pages_stays(tmp_path):
    prepared, findings = handled(tmp_path, pages(lambda c: None), Handling(leaves_out_blanks=True))
    assert prepared.sheets.count == 1
    assert codes(findings) == ["FILE-blank-page"]


def test_words_are_marked_where_they_stand(tmp_path):
    prepared, findings = handled(tmp_path, pages(report), Handling(highlight=("did not act",)))
    places = yellow(prepared)
    assert places
    assert {y for _, y in places} <= set(range(78, 98))
    assert min(x for x, _ in places) > 120
    assert prepared.fact.seen.unfound == ()
    assert codes(findings) == []


def test_a_passage_over_two_lines_is_marked_on_both(tmp_path):
    passage = 'state was "unable   or UNWILLING" to'
    prepared, _ = handled(tmp_path, pages(report), Handling(highlight=(passage,)))
    rows = {y for _, y in yellow(prepared)}
    assert any(80 <= y <= 96 for y in rows)
    assert any(98 <= y <= 112 for y in rows)


def test_marking_hides_no_letter(tmp_path):
    plain, _ = handled(tmp_path, pages(report), Handling())
    before = picture(pdf_of(plain)).convert("L").histogram()[:60]
    prepared, _ = handled(tmp_path, pages(report), Handling(highlight=("The police did not act",)))
    after = picture(pdf_of(prepared)).convert("L").histogram()[:60]
    assert sum(after) >= sum(before) > 50
    assert text_of(prepared) == text_of(plain)


def test_what_is_not_there_is_told_by_its_number(tmp_path):
    asked = ("did not act", "never written", "9")
    prepared, _ = handled(tmp_path, pages(report), Handling(highlight=asked))
    assert prepared.fact.seen.unfound == (2, 3)


def test_whole_pages_get_a_bar_beside_them(tmp_path):
    prepared, _ = handled(tmp_path, pages(report, report, report), Handling(highlight=("2-3",)))
    assert [bool(yellow(prepared, index)) for index in range(3)] == [False, True, True]
    assert max(x for x, _ in yellow(prepared, 1)) < 30


def test_marking_asked_anew_is_done_anew(tmp_path):
    handled(tmp_path, pages(report), Handling(highlight=("did not act",)))
    prepared, _ = handled(tmp_path, pages(report), Handling())
    assert not yellow(prepared)


@needs_recognition
def test_a_scan_gets_text_and_keeps_its_picture(tmp_path):
    plain, _ = handled(tmp_path, scan(), Handling())
    prepared, _ = handled(tmp_path, scan(), Handling(recognises=True))
    assert text_of(prepared)[0].count("police") > 10
    assert prepared.fact.has_text
    assert prepared.fact.seen.silent == ()
    from tests.intake.pictures import difference

    assert difference(picture(pdf_of(prepared)), picture(pdf_of(plain))) < 0.01


def test_pages_with_text_are_not_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr("asylum_packet.intake.recognition._run", None)
    prepared, _ = handled(tmp_path, pages(report), Handling(recognises=True))
    assert prepared.fact.seen.silent == ()


def test_without_the_program_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ocrmypdf", None)
    monkeypatch.setattr("asylum_packet.intake.recognition.importlib.util.find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    prepared, findings = handled(tmp_path, scan(), Handling(recognises=True))
    assert prepared.sheets.count == 1
    (said,) = [one for one in findings if one.code == "FILE-ocr-missing"]
    assert "pip install ocrmypdf" in said.fix


def test_a_recognition_that_fails_leaves_the_pages(tmp_path, monkeypatch):
    monkeypatch.setattr("asylum_packet.intake.recognition._missing", lambda: "")
    monkeypatch.setattr("asylum_packet.intake.recognition._run", lambda *_: False)
    prepared, findings = handled(tmp_path, scan(), Handling(recognises=True))
    assert prepared.sheets.count == 1
    assert "FILE-ocr-failed" in codes(findings)


@pytest.fixture
def reads_nothing(monkeypatch):
    """Have a text recognition that knows English and finds no letter."""
    room = "asylum_packet.intake.recognition"
    monkeypatch.setattr(f"{room}._missing", lambda: "")
    monkeypatch.setattr(f"{room}._run", lambda task, made, *_: bool(shutil.copy(task.target, made)))
    listed = subprocess.CompletedProcess((), 0, stdout="eng\nosd\n")
    monkeypatch.setattr(f"{room}.subprocess.run", lambda *_, **__: listed)


@pytest.mark.usefixtures("reads_nothing")
def test_where_there_is_no_letter_to_read_it_is_told_once_and_not_asked_for_again(tmp_path):
    prepared, findings = handled(tmp_path, scan(), Handling(recognises=True))
    assert codes(findings).count("FILE-ocr-nothing") == 1
    assert "FILE-ocr-language" not in codes(findings)
    assert prepared.fact.seen.silent == ()
    assert prepared.fact.has_text


@pytest.mark.usefixtures("reads_nothing")
@pytest.mark.parametrize(("language", "words"), [("Spanish", "Spanish (spa)"), ("Mam", "Mam here")])
def test_a_language_that_cannot_be_read_is_told(tmp_path, language, words):
    _, findings = handled(tmp_path, scan(), Handling(recognises=True, language=language))
    (said,) = [one for one in findings if one.code == "FILE-ocr-language"]
    assert f"tesseract has no data for {words}" in said.message
    assert "asylum-packet clean CASE" in said.fix


def test_text_outside_of_the_page_does_not_come_back_when_empty_pages_are_left_out(tmp_path):
    def beside(canvas):
        canvas.drawString(72, 700, "Words on the page")
        canvas.drawString(72, 900, "A secret beside it")

    prepared, _ = handled(tmp_path, pages(beside, lambda c: None), Handling(leaves_out_blanks=True))
    assert prepared.sheets.count == 1
    assert text_of(prepared) == ["Words on the page"]
    assert "text outside of the page" in prepared.fact.removed


def test_what_is_asked_reaches_another_process():
    task = Task(source="a", target="b", how=Handling(recognises=True, highlight=("x", "3-4")))
    assert read_task(write_task(task)).how == task.how
