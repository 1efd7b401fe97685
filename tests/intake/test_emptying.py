"""A source that becomes the prepared file itself gives the very file that copying its pages gives."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from asylum_packet.intake import pdf as preparing
from asylum_packet.intake.emptying import may_be_emptied
from asylum_packet.intake.values import Task
from tests.intake.makers import pages
from tests.intake.odd.corpus import of_ours
from tests.intake.odd.making import Odd

SECRET = b"nobody is to read this"


def prepared(folder: Path, data: bytes) -> bytes:
    """Prepare a PDF and give what was written."""
    source, target = folder / "source.pdf", folder / "made.pdf"
    source.write_bytes(data)
    preparing.prepare_pdf(Task(source=str(source), target=str(target)))
    return target.read_bytes()


def with_ways_out() -> bytes:
    """Make a page whose picture leads to another page, to the file as a whole, and to what is private."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pages(lambda c: c.drawString(72, 700, "words"), lambda c: None))) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(SECRET)
        picture = pdf.make_stream(bytes(4), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        picture.Next, picture.Top = pdf.pages[1].obj, pdf.Root
        picture.PieceInfo = pdf.make_stream(SECRET)
        pdf.pages[0].Resources.XObject = Dictionary(P=picture)
        pdf.Root.Names = pdf.make_indirect(Dictionary(JavaScript=pdf.make_stream(SECRET)))
        pdf.docinfo["/Author"] = SECRET.decode()
        pdf.trailer.Kept = Array([pdf.make_stream(SECRET)])
        del pdf.pages[1]
        pdf.save(written, compress_streams=False)
    return written.getvalue()


def whole() -> list[Odd]:
    """List odd PDFs that become pages."""
    return [odd for odd in of_ours() if not (odd.code or odd.password or odd.is_hurt)]


@pytest.mark.parametrize("odd", Random(15).sample(whole(), 25), ids=lambda odd: odd.name)
def test_emptying_and_copying_give_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: Odd
) -> None:
    emptied = prepared(tmp_path, odd.data)
    monkeypatch.setattr(preparing, "may_be_emptied", lambda *_, **__: False)
    assert prepared(tmp_path, odd.data) == emptied


def test_what_a_page_leads_to_beside_what_it_shows_is_not_kept(tmp_path: Path) -> None:
    data = with_ways_out()
    assert SECRET in data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert may_be_emptied(pdf, 1, is_damaged=False)
    made = prepared(tmp_path, data)
    assert SECRET not in made
    with pikepdf.open(BytesIO(made)) as pdf:
        assert set(pdf.trailer.keys()) == {"/ID", "/Root", "/Size"}
        assert set(pdf.Root.keys()) == {"/Pages", "/Type"}
        assert len(pdf.pages) == 1
        assert not any(
            SECRET in thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
        )


def test_a_few_pages_of_a_large_file_are_copied() -> None:
    data = BytesIO(pages(lambda c: c.drawString(72, 700, "words")))
    with pikepdf.open(data) as pdf:
        assert may_be_emptied(pdf, 1, is_damaged=False)
        assert not may_be_emptied(pdf, 1, is_damaged=True)
        pdf.trailer.Size = 200
        assert not may_be_emptied(pdf, 1, is_damaged=False)
        assert may_be_emptied(pdf, 20, is_damaged=False)


@pytest.mark.parametrize("where", ["page", "tree"])
def test_a_page_that_is_its_own_resources_keeps_its_letters(tmp_path: Path, where: str) -> None:
    written = BytesIO()
    with pikepdf.open(BytesIO(pages(lambda c: c.drawString(72, 700, "words")))) as pdf:
        page = pdf.pages[0].obj
        node = page if where == "page" else page.Parent
        node.Font = page.Resources.Font
        page.Resources = node
        pdf.save(written)
    with pikepdf.open(BytesIO(prepared(tmp_path, written.getvalue()))) as pdf:
        assert list(pdf.pages[0].Resources.XObject.P.Resources.keys()) == ["/Font"]
        assert "/Subtype" in pdf.pages[0].Resources.XObject.P.Resources.Font.F1


def test_words_that_look_like_a_reference_beyond_all_numbers_are_words(tmp_path: Path) -> None:
    written = BytesIO()
    with pikepdf.open(BytesIO(pages(lambda c: c.drawString(72, 700, "words")))) as pdf:
        text = "case 99999999999 1 R and 1 99999999999 R"
        pdf.pages[0].Resources.Properties = Dictionary(M=Dictionary(ActualText=text))
        pdf.save(written)
    assert text.encode() in prepared(tmp_path, written.getvalue())
