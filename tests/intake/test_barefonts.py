"""Letters in a font that is neither in the file nor on the machine."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from asylum_packet.intake.barefonts import unseen_pages


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
