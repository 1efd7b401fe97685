from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase._fontdata import standardFonts, widthsByFontGlyph

from asylum_packet.fonts.carrying import carry, fonts_of, named_only
from asylum_packet.fonts.standard import encodings, fitted, standard, standard_name
from tests.fonts.make_standard import made, of_pdfium, widths_of


@pytest.mark.parametrize(
    ("named", "face"),
    [
        ("Helvetica", "Helvetica"),
        ("Arial,BoldItalic", "Helvetica-BoldOblique"),
        ("ABCDEF+ArialMT", "Helvetica"),
        ("TimesNewRomanPS-BoldMT", "Times-Bold"),
        ("Times New Roman,Italic", "Times-Italic"),
        ("CourierNewPS-ItalicMT", "Courier-Oblique"),
        ("SymbolMT", "Symbol"),
        ("ArialNarrow", ""),
        ("ArialUnicodeMS", ""),
        ("Calibri", ""),
        ("", ""),
    ],
)
def test_other_names_of_the_standard_faces_are_known(named, face):
    assert standard_name(named) == face


def test_every_standard_face_has_the_standard_widths():
    for name in standardFonts:
        assert {
            glyph: standard(name).widths[glyph] for glyph in widthsByFontGlyph[name]
        } == widthsByFontGlyph[name]


def test_a_face_gets_the_widths_that_a_file_states():
    face = fitted("Helvetica", {"W": 500, "i": 500, "x": 500.4})
    widths = widths_of(face.file)
    assert (widths["W"], widths["i"], widths["x"]) == (500, 500, 500)
    assert face.name.endswith("+ChromSansOTF")


def test_times_new_roman_is_kept_ready():
    assert fitted("Times-Roman", {"A": 722, "mu": 576}).file == standard("Times-Roman~TimesNewRomanPSMT").file


def test_the_outlines_are_those_of_pdfium():
    if not of_pdfium("Helvetica").startswith(b"\x01\x00\x04"):
        pytest.skip("pdfium gives out a font of this machine in place of its own")
    for name, file, _ in made(("Times-Roman", "Symbol")):
        assert file == standard(name).file, name


def _page(tmp_path: Path, **fonts: Dictionary) -> tuple[pikepdf.Pdf, Path]:
    """Make a page that prints the letters of its fonts, a line for each."""
    pdf = pikepdf.new()
    lines = (f"BT /{key} 20 Tf 40 {700 - 40 * at} Td <{_SHOWN}> Tj ET" for at, key in enumerate(fonts))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 612, 792]),
        Resources=Dictionary(Font=Dictionary({f"/{key}": font for key, font in fonts.items()})),
        Contents=pdf.make_stream("\n".join(lines).encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    file = tmp_path / "page.pdf"
    pdf.save(file)
    return pdf, file


_SHOWN = bytes(range(0x21, 0x3F)).hex()


def _font(name: str, **entries: object) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), **entries)


def _picture(file: Path) -> bytes:
    document = pypdfium2.PdfDocument(file)
    return bytes(document[0].render(scale=1).buffer)


def test_standard_faces_are_put_in_and_nothing_moves(tmp_path):
    pdf, file = _page(
        tmp_path,
        A=_font("Helvetica-Bold"),
        B=_font("TimesNewRomanPSMT", Encoding=Name.WinAnsiEncoding),
        C=_font("Symbol"),
        D=_font("ZapfDingbats", Encoding=Name.WinAnsiEncoding),
        E=_font("Courier", Encoding=Dictionary(Differences=Array([0x21, Name.Euro, Name.fi]))),
        F=_font("Times-Italic", Encoding=Name.MacRomanEncoding),
    )
    before = _picture(file)
    carry(pdf, fonts_of(pdf))
    bare, carried = named_only(pdf)
    assert bare == ()
    assert carried == (
        "Courier",
        "Helvetica-Bold",
        "Symbol",
        "Times-Italic",
        "TimesNewRomanPSMT",
        "ZapfDingbats",
    )
    pdf.save(file)
    assert _picture(file) == before


def test_letters_are_made_to_fit_the_widths_of_the_file(tmp_path):
    wide = Array([700, 200])
    font = _font("Arial", Encoding=Name.WinAnsiEncoding, FirstChar=0x30, LastChar=0x31, Widths=wide)
    pdf, _ = _page(tmp_path, A=font)
    carry(pdf, fonts_of(pdf))
    (told,) = fonts_of(pdf)
    widths = widths_of(told.FontDescriptor.FontFile3.read_bytes())
    assert (widths["zero"], widths["one"], widths["two"]) == (700, 200, 556)


def test_what_has_no_rightful_stand_in_stays(tmp_path):
    pdf, _ = _page(
        tmp_path,
        A=_font("Calibri", Encoding=Name.WinAnsiEncoding),
        B=_font("Helvetica", Encoding=Dictionary(Differences=Array([0x41, Name.afii10017]))),
        C=_font("Arial", Encoding=Name("/Identity-H")),
    )
    carry(pdf, fonts_of(pdf))
    assert named_only(pdf) == (("Arial", "Calibri", "Helvetica"), ())


def test_the_font_below_a_composite_one_is_seen_wherever_it_stands(tmp_path):
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.MSGothic)
    pdf, _ = _page(tmp_path, A=_font("Calibri"))
    over = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.MSGothic,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]),
        )
    )
    pdf.pages[0].Resources.Font.B = over
    carry(pdf, fonts_of(pdf))
    assert named_only(pdf) == (("Calibri", "MSGothic"), ())


def test_the_encodings_cover_what_the_faces_can_print():
    for letters in encodings().values():
        assert set(letters.values()) <= set(standard("Helvetica").widths)
