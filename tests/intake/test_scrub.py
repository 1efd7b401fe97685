"""Nothing stays of what a PDF keeps beside its pictures, drawings and fonts; the picture stays as it is."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops

from asylum_packet.intake import pdf as preparing
from asylum_packet.intake.inlines import without_traces
from asylum_packet.intake.unwrapping import filters_of, unwrapped
from asylum_packet.intake.values import Task
from tests.intake.makers import changed, compass, pages

SECRET = "nobody is to read this"


def prepared(folder: Path, data: bytes) -> bytes:
    """Prepare a PDF and give what was written."""
    source, target = folder / "source.pdf", folder / "made.pdf"
    source.write_bytes(data)
    preparing.prepare_pdf(Task(source=str(source), target=str(target)))
    return target.read_bytes()


def seen(data: bytes) -> Image.Image:
    """Draw the first page small."""
    with pdfium.PdfDocument(data) as document:
        return document[0].render(scale=0.5).to_pil().convert("RGB")


def look_the_same(one: bytes, other: bytes) -> bool:
    """Say whether two first pages look the same."""
    first, second = seen(one), seen(other)
    if first.size != second.size:
        return False
    high = first.height - 16  # prepared pages may clear the foot
    return (
        max(most for _, most in ImageChops.difference(first, second).crop((0, 0, 306, high)).getextrema()) < 8
    )


def with_secrets(pdf: pikepdf.Pdf) -> None:
    """Hang private things on everything that a page leads to, as pdfTeX, InDesign and worse do."""
    page = pdf.pages[0].obj
    hidden = pdf.make_indirect(Dictionary(Author=String(SECRET)))
    script = Dictionary(S=Name.JavaScript, JS=String(SECRET))
    form = pdf.make_stream(b"99 600 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([99, 600, 108, 609])
    form["/PTEX.FileName"], form["/PTEX.InfoDict"], form.AA = String(SECRET), hidden, Dictionary(O=script)
    picture = pdf.make_stream(b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent, picture.Own = Name.DeviceGray, 8, hidden
    page.Resources.XObject = Dictionary(A=form, B=picture)
    page.Resources.Properties = Dictionary(M=Dictionary(Metadata=pdf.make_stream(SECRET.encode())))
    page.Resources.PieceInfo = Dictionary(Own=hidden)
    for font in dict(page.Resources.Font.items()).values():
        font.Metadata, font.AA = pdf.make_stream(SECRET.encode()), Dictionary(O=script)
    content = b"/Span /M BDC " + page.Contents.read_bytes() + b" EMC q 90 0 0 90 300 300 cm /B Do Q /A Do"
    page.Contents = pdf.make_stream(content, Own=hidden)


@pytest.mark.parametrize("copies", [False, True], ids=["in place", "copied"])
def test_no_entry_stays_that_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copies: bool
) -> None:
    source = changed(pages(compass()), with_secrets, compress_streams=False)
    assert SECRET.encode() in source
    if copies:
        monkeypatch.setattr(preparing, "may_be_emptied", lambda *_, **__: False)
    made = prepared(tmp_path, source)
    assert SECRET.encode() not in made
    assert b"JavaScript" not in made
    assert look_the_same(source, made)


def test_text_that_a_viewer_copies_stays_in_property_lists(tmp_path: Path) -> None:
    def tag(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.Properties = Dictionary(
            M=Dictionary(ActualText=String("fi"), T=String(SECRET))
        )

    made = prepared(tmp_path, changed(pages(compass()), tag))
    assert b"/ActualText (fi)" in made
    assert SECRET.encode() not in made


@pytest.mark.parametrize(
    "entry",
    [{"/Matrix": Array([0.5, 0, 0, 0.5, 0, 0])}, {"/Matrix": Array([0, 0, 0, 0, 0, 0])}],
    ids=["half as large", "nothing left"],
)
def test_entries_of_a_content_stream_that_mean_nothing_there_mean_nothing_here(
    tmp_path: Path, entry: dict[str, object]
) -> None:
    def set_entry(pdf: pikepdf.Pdf) -> None:
        for key, value in entry.items():
            pdf.pages[0].Contents[key] = value

    source = changed(pages(compass()), set_entry)
    assert look_the_same(source, prepared(tmp_path, source))


def photograph() -> bytes:
    """Make a JPEG that tells who took it."""
    exif, out = Image.Exif(), BytesIO()
    exif[0x010E] = SECRET
    Image.linear_gradient("L").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _padded(data: bytes) -> bytes:
    """Put zeros behind the first segment, which viewers pass over."""
    end = 4 + int.from_bytes(data[4:6], "big")
    return data[:end] + bytes(3) + data[end:]


def lzw(data: bytes, early: int = 1) -> bytes:
    """Pack bytes by LZW as ISO 32000-1, 7.4.4 has it, with codes that grow to 12 bits."""
    table: dict[bytes, int] = {bytes((byte,)): byte for byte in range(256)}
    codes, run, size = [(256, 9)], b"", 258
    width = 9
    for byte in data:
        longer = run + bytes((byte,))
        if longer in table:
            run = longer
            continue
        codes.append((table[run], width))
        table[longer], run = size, bytes((byte,))
        size += 1
        width = max(9, min(12, (size - 1 + early).bit_length()))
        if size == 4094:
            codes.append((256, width))
            table, size, width = {bytes((one,)): one for one in range(256)}, 258, 9
    codes.append((table[run], width))
    codes.append((257, max(9, min(12, (size + early).bit_length()))))
    bits = "".join(f"{code:0{wide}b}" for code, wide in codes)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def runs(data: bytes) -> bytes:
    """Pack bytes by run lengths: repeated ones once with their number, others as they are."""
    out, at = bytearray(), 0
    while at < len(data):
        same = 1
        while same < 128 and data[at : at + same + 1] == data[at : at + 1] * (same + 1):
            same += 1
        if same > 1:
            out += bytes((257 - same, data[at]))
            at += same
        else:
            out += b"\x04" + data[at : at + 5] if len(data) - at >= 5 else b"\x00" + data[at : at + 1]
            at += 5 if len(data) - at >= 5 else 1
    return bytes(out) + b"\x80"


WRAPPED: dict[str, tuple[list[str], Callable[[bytes], bytes]]] = {
    "alone": (["/DCTDecode"], bytes),
    "by its short name": (["/DCT"], bytes),
    "as text": (["/ASCII85Decode", "/DCTDecode"], lambda data: base64.a85encode(data, wrapcol=70) + b"\n~>"),
    "as digits": (["/ASCIIHexDecode", "/DCTDecode"], lambda data: data.hex().encode() + b">"),
    "deflated": (["/FlateDecode", "/DCTDecode"], zlib.compress),
    "by LZW": (["/LZWDecode", "/DCTDecode"], lzw),
    "by run lengths": (["/RunLengthDecode", "/DCTDecode"], runs),
    "as digits, deflated": (
        ["/FlateDecode", "/ASCIIHexDecode", "/DCTDecode"],
        lambda data: zlib.compress(data.hex().encode() + b">"),
    ),
    "by all of them": (
        ["/A85", "/LZW", "/RL", "/Fl", "/AHx", "/DCT"],
        lambda data: base64.a85encode(lzw(runs(zlib.compress(data.hex().encode() + b">")))) + b"~>",
    ),
    "behind a line end": (["/DCTDecode"], lambda data: b"\r\n" + data),
    "with zeros between": (["/DCTDecode"], _padded),
}


@pytest.mark.parametrize("way", WRAPPED)
def test_a_photograph_loses_its_traces_however_it_is_wrapped(tmp_path: Path, way: str) -> None:
    filters, wrap = WRAPPED[way]

    def put(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(wrap(photograph()), Type=Name.XObject, Subtype=Name.Image)
        picture.Width, picture.Height, picture.BitsPerComponent = 256, 256, 8
        picture.ColorSpace, picture.Filter = Name.DeviceGray, Array([Name(one) for one in filters])
        pdf.pages[0].Resources.XObject = Dictionary(B=picture)
        pdf.pages[0].Contents = pdf.make_stream(b"q 200 0 0 200 100 300 cm /B Do Q")

    source = changed(pages(compass()), put)
    made = prepared(tmp_path, source)
    with pikepdf.open(BytesIO(made)) as pdf:
        (picture,) = (one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Width" in one)
        assert SECRET.encode() not in picture.read_raw_bytes()
        assert picture.Filter == Name.DCTDecode
    assert len(set(seen(made).convert("L").tobytes())) > 100
    assert look_the_same(source, made)


@given(st.binary(min_size=1, max_size=3_000), st.sampled_from([0, 1]))
def test_what_is_packed_by_lzw_or_run_lengths_comes_back(data: bytes, early: int) -> None:
    told = Dictionary(EarlyChange=early)
    for packed, kind, parms in (
        (lzw(data, early), "/LZWDecode", told),
        (runs(data), "/RunLengthDecode", None),
    ):
        assert unwrapped(packed, (kind,), (parms,), most_bytes=9_000) == data


def test_codes_of_lzw_grow_and_begin_anew() -> None:
    data = Random(3).randbytes(20_000)
    for early in (0, 1):
        packed = lzw(data, early)
        told = (Dictionary(EarlyChange=early),)
        assert unwrapped(packed, ("/LZWDecode",), told, most_bytes=20_000) == data
        assert unwrapped(packed, ("/LZWDecode",), told, most_bytes=19_999) is None


@given(st.binary(max_size=300), st.sampled_from(["/LZW", "/RL", "/A85", "/AHx", "/Fl"]))
def test_nonsense_unpacks_to_little_or_nothing(data: bytes, short: str) -> None:
    (kind,) = filters_of(Name(short))
    found = unwrapped(data, (kind,), (None,), most_bytes=5_000)
    assert found is None or len(found) <= 5_000


INLINE = {way: one for way, one in WRAPPED.items() if way != "behind a line end"}


@pytest.mark.parametrize("way", INLINE)
@pytest.mark.parametrize("is_deflated", [False, True], ids=["as it is", "deflated"])
def test_a_photograph_in_the_midst_of_a_content_loses_its_traces(
    tmp_path: Path, way: str, is_deflated: bool
) -> None:
    filters, wrap = INLINE[way]
    told = b"/W 256 /H 256 /BPC 8 /CS /G /F [" + " ".join(filters).encode() + b"]"
    picture = b"BI " + told + b" ID " + wrap(photograph()) + b"\nEI"
    content = b"q 200 0 0 200 100 300 cm " + picture + b" Q q 90 0 0 90 400 300 cm\n" + picture + b"\nQ"

    def put(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.N = Array([0, 0, 612, 792]), 3  # an entry that means something in other streams
        pdf.pages[0].Resources.XObject = Dictionary(F=form)
        pdf.pages[0].Contents = pdf.make_stream(b"/F Do (BI /F /DCT ID ) pop")

    source = changed(pages(compass()), put, compress_streams=is_deflated)
    made = prepared(tmp_path, source)
    with pikepdf.open(BytesIO(made)) as pdf:
        drawn = [step for one in pdf.objects if _is_form(one) for step in pikepdf.parse_content_stream(one)]
        inside = [step for step in drawn if isinstance(step, pikepdf.ContentStreamInlineImage)]
        assert len(inside) == 2
        assert not any(SECRET.encode() in one.read_bytes() for one in pdf.objects if _is_form(one))
        for step in inside:
            assert step.iimage.as_pil_image().size == (256, 256)
    assert len(set(seen(made).convert("L").tobytes())) > 100
    assert look_the_same(source, made)


def _is_form(thing: pikepdf.Object) -> bool:
    """Say whether an object is a form."""
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Form


def test_a_photograph_without_traces_and_words_like_those_around_one_stay_as_they_are() -> None:
    out = BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    plain = b"q BI /W 256 /H 256 /BPC 8 /CS /G /F /DCT ID " + out.getvalue() + b" EI Q"
    for content in (plain, b"(BI /F /DCT ID \xff\xd8 EI) Tj", b"BI /F /DCT >> ID x EI", b"q Q", plain[:-9]):
        assert without_traces(content) is content


def test_what_unpacks_to_far_more_than_a_photograph_is_left_alone(tmp_path: Path) -> None:
    def put(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(zlib.compress(bytes(20_000_000)), Type=Name.XObject, Subtype=Name.Image)
        picture.Width, picture.Height, picture.BitsPerComponent = 256, 256, 8
        picture.ColorSpace, picture.Filter = Name.DeviceGray, Array([Name.FlateDecode, Name.DCTDecode])
        pdf.pages[0].Resources.XObject = Dictionary(B=picture)

    made = prepared(tmp_path, changed(pages(compass()), put))
    assert len(made) < 100_000


@pytest.mark.parametrize("is_cut", [False, True], ids=["whole", "cut"])
def test_a_jpeg_2000_picture_loses_its_notes(tmp_path: Path, is_cut: bool) -> None:
    out = BytesIO()
    Image.linear_gradient("L").save(out, "JPEG2000")
    data = out.getvalue()
    named = 12 + int.from_bytes(data[12:16], "big")  # behind the boxes that say what kind of file it is
    data = data[:named] + (8 + len(SECRET)).to_bytes(4, "big") + b"xml " + SECRET.encode() + data[named:]
    if is_cut:
        start = data.rindex(b"jp2c") - 4  # a picture that says how long it is, and breaks off before
        data = data[:start] + (len(data) - start).to_bytes(4, "big") + data[start + 4 : -50]

    def put(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Filter=Name.JPXDecode)
        picture.Width, picture.Height, picture.BitsPerComponent = 256, 256, 8
        picture.ColorSpace = Name.DeviceGray
        pdf.pages[0].Resources.XObject = Dictionary(B=picture)
        pdf.pages[0].Contents = pdf.make_stream(b"q 200 0 0 200 100 300 cm /B Do Q")

    source = changed(pages(compass()), put)
    made = prepared(tmp_path, source)
    assert (SECRET.encode() in made) == is_cut
    assert look_the_same(source, made)
