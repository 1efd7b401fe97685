"""What finished pages show is seen: blanks, crooked scans, boxes over text, numbers, languages."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps
from reportlab.pdfgen.canvas import Canvas

from asylum_packet.facts import PrivateNumber, Seen
from asylum_packet.intake.looking import look
from asylum_packet.intake.pdf import prepare_pdf
from asylum_packet.intake.record import read_outcome, write_outcome
from asylum_packet.intake.scanlook import lies
from asylum_packet.intake.shown import Shown
from asylum_packet.intake.telling import certified, private_numbers
from asylum_packet.intake.values import Outcome, Task
from tests.intake.makers import pages
from tests.intake.pictures import codes, one

WORDS = ("police", "came", "again", "before", "dawn", "asked", "names")


def grain(size: tuple[int, int]) -> Image.Image:
    """Make the noise of a scanner, a tile of it over and over."""
    tile, noise = Image.effect_noise((256, 256), 14), Image.new("L", size)
    for left in range(0, size[0], 256):
        for top in range(0, size[1], 256):
            noise.paste(tile, (left, top))
    return noise


@cache
def scan(*, turn: float = 0, blank: bool = False, shift: int = 0, dpi: int = 150) -> bytes:
    """Make a page as an office scanner does: grey paper, a little noise, a JPEG in a PDF."""
    width, height = round(8.5 * dpi), 11 * dpi
    image = Image.new("L", (width, height), 245)
    if not blank:
        draw, font, dice = ImageDraw.Draw(image), ImageFont.load_default(11 * dpi / 72), random.Random(1)
        for row in range(45):
            line = " ".join(dice.choice(WORDS) for _ in range(12))
            at = (round(width * 0.12) + shift, round(height * (0.08 + 0.018 * row)))
            draw.text(at, line, fill=20, font=font)
    if turn:
        image = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=245)
    image = Image.blend(image, grain(image.size), 0.08)
    out = BytesIO()
    image.save(out, "JPEG", quality=75, dpi=(dpi, dpi))
    return img2pdf.convert(out.getvalue())  # type: ignore[no-any-return]


def seen(folder: object, data: bytes, name: str = "a.pdf") -> Seen:
    """Prepare a file and give what was seen."""
    return one(folder, name, data)[0].fact.seen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ({}, {"silent": (1,)}),
        ({"dpi": 300}, {"silent": (1,)}),
        ({"turn": 2}, {"silent": (1,), "skewed": (1,)}),
        ({"turn": -3}, {"silent": (1,), "skewed": (1,)}),
        ({"turn": 5, "dpi": 100}, {"silent": (1,), "skewed": (1,)}),
        ({"turn": 0.5}, {"silent": (1,)}),
        ({"turn": 1.2, "dpi": 175}, {"silent": (1,)}),
        ({"shift": -200}, {"silent": (1,), "cut": (1,)}),
        ({"blank": True}, {"blank": (1,)}),
        ({"blank": True, "dpi": 300}, {"blank": (1,)}),
    ],
)
def test_a_scan_is_judged_by_how_it_came(tmp_path, how: Mapping[str, int], wanted):
    found = seen(tmp_path, scan(**how))  # type: ignore[arg-type]
    named = {key: getattr(found, key) for key in ("silent", "blank", "skewed", "cut")}
    assert {key: value for key, value in named.items() if value} == wanted


def test_what_is_known_of_scans_beforehand_is_what_looking_at_them_shows(tmp_path: Path) -> None:
    source = tmp_path / "scans.pdf"
    source.write_bytes(scan(dpi=100))
    words = BytesIO(pages(lambda c: c.drawString(72, 700, "words")))
    with pikepdf.open(source, allow_overwriting_input=True) as pdf, pikepdf.open(words) as text:
        for turn in (0, 90, 180, 0):
            pdf.pages.append(pdf.pages[0])
            pdf.pages[-1].Rotate = turn
        pdf.pages.append(text.pages[0])
        pdf.save()
    target = tmp_path / "made.pdf"
    shown = prepare_pdf(Task(source=str(source), target=str(target))).shown
    assert [one.scan is not None for one in shown] == [True] * 5 + [False]
    seen = look(target, "pdf", shown)
    assert seen == look(target, "pdf", tuple(Shown(window=one.window) for one in shown))
    assert seen.silent == (1, 2, 3, 4, 5)
    assert [page for page, _ in seen.coarse] == [1, 2, 3, 4, 5]


def unlike_jpeg() -> bytes:
    """Make a scan whose picture is packed in a way that has to be opened to be seen."""
    dots = Image.effect_noise((600, 800), 90).convert("1")
    out = BytesIO()
    dots.save(out, "PNG", dpi=(72, 72))
    return img2pdf.convert(out.getvalue())  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("what", "opened", "silent"),
    [
        (scan, [], (1, 2, 3, 4)),
        (unlike_jpeg, [0, 1], (1, 2, 3, 4)),
        (lambda: pages(lambda c: c.drawString(72, 700, "words")), [0, 1, 2, 3], ()),
    ],
    ids=["jpegs", "scans", "words"],
)
def test_pages_are_opened_once_and_of_scans_the_first_two_that_are_no_jpeg_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: Callable[[], bytes],
    opened: list[int],
    silent: tuple[int, ...],
) -> None:
    found: list[int] = []
    page = pypdfium2.PdfDocument.get_page
    monkeypatch.setattr(
        pypdfium2.PdfDocument, "get_page", lambda file, at: found.append(at) or page(file, at)
    )
    source = tmp_path / "source.pdf"
    source.write_bytes(what())
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages.extend([pdf.pages[0]] * 3)
        pdf.save()
    assert seen(tmp_path, source.read_bytes()).silent == silent
    assert found == opened


@pytest.mark.parametrize("size", [(700, 45), (20, 1), (1, 700)])
def test_a_scan_without_room_for_lines_lies_as_it_should(size: tuple[int, int]) -> None:
    assert lies(Image.new("L", size, 0)) == (False, False)


def test_the_resolution_of_a_scan_is_told(tmp_path):
    assert seen(tmp_path, scan(dpi=120)).coarse[0][1] in range(119, 126)
    assert seen(tmp_path, scan(dpi=300), "b.pdf").coarse == ()


def bare(colour: int, kind: str = "PNG") -> bytes:
    """Make a picture of one colour."""
    out = BytesIO()
    Image.new("L", (850, 1100), colour).save(out, kind)
    return out.getvalue()


def test_a_white_picture_is_blank_and_that_of_a_bare_wall_is_not(tmp_path):
    assert seen(tmp_path, bare(255), "a.png").blank == (1,)
    assert seen(tmp_path, bare(255, "JPEG"), "b.jpg").blank == (1,)
    assert seen(tmp_path, bare(200), "c.png").blank == ()


def test_a_picture_is_a_scan_where_its_resolution_makes_it_a_page(tmp_path):
    picture = Image.radial_gradient("L").resize((850, 1100))
    for dpi, name in ((100, "a.png"), (200, "b.png")):
        picture.save(tmp_path / name, dpi=(dpi, dpi))
    assert one(tmp_path, "a.png")[0].fact.seen.coarse[0][1] in range(99, 106)
    assert one(tmp_path, "b.png")[0].fact.seen.coarse == ()


def test_an_empty_scan_that_is_stored_the_other_way_round_is_blank(tmp_path: Path) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(scan(blank=True))) as pdf:
        (held,) = pdf.pages[0].get_images().values()
        turned = BytesIO()
        ImageOps.invert(Image.open(BytesIO(held.read_raw_bytes()))).save(turned, "JPEG")
        held.write(turned.getvalue(), filter=pikepdf.Name.DCTDecode)
        held.Decode = pikepdf.Array([1, 0])
        pdf.save(out)
    assert seen(tmp_path, out.getvalue()).blank == (1,)


def redrawn(content: bytes, **keys: object) -> bytes:
    """Make the page of a scan that draws its picture, /Im0, in another way."""
    written = BytesIO()
    with pikepdf.open(BytesIO(scan())) as pdf:
        page = pdf.pages[0].obj
        (name,) = page.Resources.XObject.keys()
        page.Contents = pdf.make_stream(content.replace(b"/Im0", name.encode()))
        for key, value in keys.items():
            page[f"/{key}"] = value
        pdf.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"q 612 0 0 792 700 0 cm /Im0 Do Q",
        b"q 612 0 0 792 0 -800 cm /Im0 Do Q",
        b"q 612 0 0 792 700 0 cm /Im0 Do Q 0 0 m",
        b"q 0 0 0 0 re W n 612 0 0 792 0 0 cm /Im0 Do Q",
        b"q 700 0 50 50 re W n 612 0 0 792 0 0 cm /Im0 Do Q",
        b"q 0 0 50 50 re W n 60 60 50 50 re W n 612 0 0 792 0 0 cm /Im0 Do Q",
    ],
)
def test_a_page_that_does_not_show_its_scan_is_blank(tmp_path: Path, content: bytes) -> None:
    prepared, findings = one(tmp_path, "a.pdf", redrawn(content))
    assert prepared.fact.seen.blank == (1,)
    assert {"FILE-outside-picture", "FILE-blank-page"} <= set(codes(findings))


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (b"q 612 0 0 792 0 0 cm /Im0 Do Q", {"CropBox": pikepdf.Array([0, 0, 612, 700])}),
        (b"q 612 0 0 792 0 0 cm /Im0 Do Q 0 0 m", {"CropBox": pikepdf.Array([100, 0, 612, 792])}),
        (b"q 612 0 0 792 0 0 cm /Im0 Do Q", {"CropBox": pikepdf.Array([0, 0, 612, 700]), "Rotate": 90}),
        (b"q 612 0 0 792 0 0 cm /Im0 Do Q", {"CropBox": pikepdf.Array([0, 0, 200, 200])}),
        (b"q 1 0 0 1 50 50 cm 0 0 500 600 re W n 612 0 0 792 0 0 cm /Im0 Do Q", {}),
        (b"q 50 50 m 500 50 l 500 700 l 50 700 l h W* n 612 0 0 792 0 0 cm /Im0 Do Q", {}),
        (b"q 800 0 0 1035 0 0 cm /Im0 Do Q", {}),
    ],
)
def test_a_scan_that_goes_on_outside_of_its_page_is_told(
    tmp_path: Path, content: bytes, keys: Mapping[str, object]
) -> None:
    prepared, findings = one(tmp_path, "a.pdf", redrawn(content, **keys))
    assert prepared.fact.seen.cropped == (1,)
    (told,) = (finding for finding in findings if finding.code == "FILE-outside-picture")
    assert told.message == "'a.pdf' keeps what was cropped away of a scan or photograph on page 1"


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (b"q 612 0 0 792 0 0 cm /Im0 Do Q", {}),
        (b"q 612 0 0 792 0 0 cm /Im0 Do Q", {"CropBox": pikepdf.Array([6, 6, 606, 786])}),
        (b"q 0 0 612 792 re W n 612 0 0 792 0 0 cm /Im0 Do Q", {}),
        (b"q 0 -50 900 900 re W n 612 0 0 792 0 0 cm /Im0 Do Q", {}),
        (b"q 611 21 -28 791 14 -10 cm /Im0 Do Q", {}),
        (b"q 90 0 0 90 600 700 cm /Im0 Do Q", {}),
    ],
)
def test_a_scan_that_loses_a_margin_at_most_is_not_told(
    tmp_path: Path, content: bytes, keys: Mapping[str, object]
) -> None:
    prepared, findings = one(tmp_path, "a.pdf", redrawn(content, **keys))
    assert prepared.fact.seen.cropped == ()
    assert "FILE-outside-picture" not in codes(findings)


def test_an_empty_page_is_blank_and_said_so(tmp_path):
    data = pages(lambda c: c.drawString(72, 700, "Words on a page"), lambda c: None)
    prepared, findings = one(tmp_path, "a.pdf", data)
    assert prepared.fact.seen.blank == (2,)
    assert codes(findings) == ["FILE-blank-page"]


def test_a_page_with_a_single_short_line_is_not_blank(tmp_path):
    data = pages(lambda c: c.line(100, 400, 300, 400) or c.rect(100, 300, 40, 9, fill=1))
    assert seen(tmp_path, data).blank == ()


def boxed(canvas: Canvas) -> None:
    """Hide words under a box, the wrong way."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "Name: Ejemplo")
    canvas.setFillGray(0)
    canvas.rect(137, 695, 60, 16, stroke=0, fill=1)


def headed(canvas: Canvas) -> None:
    """Print white words on a dark ground, as tables do."""
    canvas.setFillGray(0.1)
    canvas.rect(100, 695, 200, 16, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(104, 700, "White on black")


def marked(canvas: Canvas) -> None:
    """Mark words with a light, see-through colour."""
    canvas.drawString(100, 700, "Marked words")
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(95, 695, 100, 16, stroke=0, fill=1)


def stroked(canvas: Canvas) -> None:
    """Hide words under a stroke of a marker pen, as phones offer it."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "Name: Ejemplo")
    canvas.setLineWidth(16)
    canvas.line(137, 704, 197, 704)


def pasted(canvas: Canvas) -> None:
    """Hide words under a black picture."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "Name: Ejemplo")
    canvas.drawInlineImage(Image.new("RGB", (4, 4)), 137, 695, 60, 16)


def highlighted(canvas: Canvas) -> None:
    """Print black words on a black ground, as a word processor does."""
    canvas.setFont("Helvetica", 12)
    canvas.rect(137, 695, 60, 16, stroke=0, fill=1)
    canvas.drawString(100, 700, "Name: Ejemplo")


def framed(canvas: Canvas) -> None:
    """Print a frame around words, as one dark shape with a hole."""
    canvas.drawString(100, 700, "Name: - Ejemplo | il.")
    path = canvas.beginPath()
    path.rect(90, 690, 150, 30)
    path.rect(92, 692, 146, 26)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def pictured(canvas: Canvas) -> None:
    """Print words on a light picture, and a dark one beside them."""
    canvas.drawInlineImage(Image.new("RGB", (4, 4), (220, 230, 255)), 90, 690, 150, 30)
    canvas.drawString(100, 700, "Name: Ejemplo")
    canvas.drawInlineImage(Image.new("RGB", (4, 4)), 250, 690, 50, 30)


@pytest.mark.parametrize("paint", [boxed, stroked, pasted, highlighted])
def test_letters_under_something_black_are_counted(tmp_path, paint):
    assert seen(tmp_path, pages(paint)).covered == ((1, 7),)


@pytest.mark.parametrize("paint", [headed, marked, framed, pictured])
def test_dark_grounds_and_markers_hide_nothing(tmp_path, paint):
    assert seen(tmp_path, pages(paint)).covered == ()


def test_private_numbers_are_told_by_page_kind_and_ending(tmp_path):
    def paint(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "SSN 123-45-6789, card 4111 1111 1111 1111, case 212-345-678")

    assert seen(tmp_path, pages(lambda c: c.drawString(9, 99, "x"), paint)).numbers == (
        PrivateNumber(2, "card number", "11"),
        PrivateNumber(2, "social security number", "89"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "A 212-345-678",
        "000-12-3456 and 666-12-3456 and 912-34-5678",
        "4111 1111 1111 1112",
        "0000 0000 0000 0000",
        "tel. 410-555-0100, 202-555-01234",
        "order 1234567890123456",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert private_numbers(text, 1) == ()


def test_a_number_without_hyphens_needs_its_name():
    assert private_numbers("Social Security Number: 123456789", 1)
    assert not private_numbers("receipt 123456789", 1)


def test_the_elements_of_a_certificate_are_found():
    text = (
        "I, Ana Ejemplo, am competent to translate from Spanish and certify that this is true and accurate. "
        "1 Main St, (410) 555-0100"
    )
    assert certified(text) == ("competence", "accuracy", "contact")
    assert certified("I translated this.") == ()


def test_what_was_seen_is_kept_as_it_was():
    held = Seen(
        silent=(1,),
        coarse=((2, 120),),
        covered=((3, 4),),
        numbers=(PrivateNumber(2, "card number", "11"),),
        language="Spanish",
        words=40,
        certifies=("accuracy",),
    )
    assert read_outcome(write_outcome(Outcome(kind="pdf", count=3, seen=held))).seen == held


def test_no_letter_of_a_private_number_is_kept(tmp_path):
    one(tmp_path, "a.pdf", pages(lambda c: c.drawString(72, 700, "SSN 123-45-6789")))
    kept = b"".join(p.read_bytes() for p in (tmp_path / ".asylum-packet" / "prepared").glob("*.json"))
    assert b"6789" not in kept


def test_fonts_that_a_file_does_not_carry_are_named(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "bare.pdf"))
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 700, "words")
    canvas.save()
    with pikepdf.open(tmp_path / "bare.pdf", allow_overwriting_input=True) as pdf:
        calibri = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Calibri
        )
        pdf.pages[0].Resources.Font.Calibri = calibri
        pdf.save()
    prepared, _ = one(tmp_path, "bare.pdf")
    assert prepared.fact.seen.bare == ("Calibri",)
    assert "Times-Roman" in prepared.fact.seen.carried


def test_a_page_of_ours_carries_its_fonts(tmp_path: Path) -> None:
    prepared, _ = one(tmp_path, "letter.txt", b"Words of a letter.")
    assert prepared.fact.seen.bare == ()
