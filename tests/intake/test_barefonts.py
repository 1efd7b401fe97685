"""Letters in a font that is neither in the file nor on the machine."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from asylum_packet.intake.barefonts import font_names, unseen_pages
from asylum_packet.intake.convert import convert
from asylum_packet.intake.values import Task


def page_in(font: Dictionary, text: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(b"BT /F 30 Tf 60 600 Td " + text + b" Tj ET")
        pdf.save(out)
    return out.getvalue()


def no_such(encoding: str) -> Dictionary:
    """A font of two-byte codes whose letters no font of any machine has (a private character collection)."""
    info = Dictionary(Registry=String("None"), Ordering=String("None"), Supplement=0)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.NoSuch, CIDSystemInfo=info, DW=1000
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.NoSuch,
        Encoding=Name(encoding),
        DescendantFonts=Array([below]),
    )


def test_a_page_whose_letters_do_not_show_is_found(tmp_path):
    (tmp_path / "a.pdf").write_bytes(page_in(no_such("/UniGB-UCS2-H"), b"<F8F0F8F1F8F2>"))
    assert unseen_pages(tmp_path / "a.pdf") == (1,)


def test_a_page_of_blanks_is_not(tmp_path):
    bare = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.NoSuch)
    (tmp_path / "a.pdf").write_bytes(page_in(bare, b"(   )"))
    assert unseen_pages(tmp_path / "a.pdf") == ()


def test_a_page_whose_letters_show_is_not(tmp_path):
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    (tmp_path / "a.pdf").write_bytes(page_in(helvetica, b"(Words that show)"))
    assert unseen_pages(tmp_path / "a.pdf") == ()


def page_with(body: bytes, colour: bytes = b"0 g") -> bytes:
    """A page with a title in a font that every viewer has, and a body in one that no machine has."""
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Resources = Dictionary(Font=Dictionary(T=helvetica, F=no_such("/UniGB-UCS2-H")))
        title = b"BT /T 30 Tf 60 700 Td (A title that shows) Tj ET "
        page.Contents = pdf.make_stream(
            title + colour + b" BT /F 12 Tf 60 600 Td " + body + b" Tj 0 -20 Td " + body + b" Tj ET"
        )
        pdf.save(out)
    return out.getvalue()


def test_a_page_of_which_only_the_title_shows_is_found(tmp_path):
    (tmp_path / "a.pdf").write_bytes(page_with(b"<F8F0F8F1F8F2F8F3>"))
    assert unseen_pages(tmp_path / "a.pdf") == (1,)


def test_letters_that_nobody_is_meant_to_see_are_not_missed(tmp_path):
    for name, body, colour in (
        ("white", b"<F8F0F8F1F8F2F8F3>", b"1 g"),
        ("unseen", b"<F8F0F8F1F8F2F8F3>", b"3 Tr"),
        ("bullet", b"<F8F0>", b"0 g"),
    ):
        (tmp_path / f"{name}.pdf").write_bytes(page_with(body, colour))
        assert unseen_pages(tmp_path / f"{name}.pdf") == (), name


def named(name: str) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}"))


def message(*attached: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Papers"
    mail["Date"] = "Mon, 2 Mar 2026 10:00:00 +0000"
    mail.set_content("See what is attached.")
    for number, file in enumerate(attached):
        mail.add_attachment(file, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return mail.as_bytes()


def portfolio(*attached: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792))
        pdf.Root.Collection = Dictionary(Type=Name.Collection)
        for number, file in enumerate(attached):
            pdf.attachments[f"{number}.pdf"] = file
        pdf.save(out)
    return out.getvalue()


def test_fonts_that_only_an_attachment_names_are_told_and_letters_in_it_that_do_not_show(tmp_path):
    files = page_in(named("Gothic"), b"(Words)"), page_with(b"<F8F0F8F1F8F2F8F3>")
    for made in (message(*files), portfolio(*files), message(portfolio(*files))):
        (tmp_path / "source").write_bytes(made)
        came = convert(Task(source=str(tmp_path / "source"), target=str(tmp_path / "made.pdf")))
        assert came.seen.bare == ("Gothic", "NoSuch")
        assert [remark.code for remark in came.remarks] == ["FILE-unseen"]
        assert f"page {came.count}:" in came.remarks[0].text


def test_every_font_that_is_only_named_is_told(tmp_path):
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        page.Resources = Dictionary(Font=Dictionary({f"/F{n}": named(f"Font{n:02}") for n in range(12)}))
        pdf.save(tmp_path / "a.pdf")
    bare, carried = font_names(tmp_path / "a.pdf")
    assert len(bare) == 12
    assert carried == ()
