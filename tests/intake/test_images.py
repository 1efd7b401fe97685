"""Photographs, scans and screenshots as pages, compared with what Pillow sees in them."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw, ImageOps

from asylum_packet.intake.values import Limits
from tests.intake.pictures import codes, difference, fact, ink_in_band, one, pdf_of, picture, refused

GPS = 0x8825


def scene(width: int = 1200, height: int = 900) -> Image.Image:
    """A picture whose every corner is another colour, with an arrow that points up."""
    image = Image.new("RGB", (width, height), (250, 240, 220))
    draw = ImageDraw.Draw(image)
    w, h = width // 5, height // 5
    draw.rectangle((0, 0, w, h), (220, 20, 20))
    draw.rectangle((width - w, 0, width, h), (20, 160, 20))
    draw.rectangle((0, height - h, w, height), (20, 20, 220))
    draw.rectangle((width - w, height - h, width, height), (120, 60, 0))
    draw.polygon([(width // 2, h), (width // 2 - w, height // 2), (width // 2 + w, height // 2)], (0, 0, 0))
    return image


def jpeg(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **{"quality": 90, **options})  # type: ignore[arg-type]
    return out.getvalue()


def png(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **options)  # type: ignore[arg-type]
    return out.getvalue()


def expected(image: Image.Image, dpi: int = 72) -> Image.Image:
    """Lay a picture on Letter paper as the room promises to: half-inch margins, centred, at least 150 dpi."""
    size = (792, 612) if image.width > image.height else (612, 792)
    scale = min((size[0] - 72) / image.width, (size[1] - 72) / image.height, 72 / 150)
    new = (round(image.width * scale * dpi / 72), round(image.height * scale * dpi / 72))
    paper = Image.new("RGB", (size[0] * dpi // 72, size[1] * dpi // 72), "white")
    at = (round((paper.width - new[0]) / 2), round((paper.height - new[1]) / 2))
    paper.paste(image.convert("RGB").resize(new, Image.Resampling.BOX), at)
    return paper


def check(folder: Path, name: str, data: bytes, seen: Image.Image) -> Path:
    """Prepare a picture and compare it with what was to be seen."""
    ready, said = one(folder, name, data)
    assert said == ()
    file = pdf_of(ready)
    assert difference(expected(seen), picture(file)) < 0.01
    assert not ink_in_band(file)
    assert not fact(ready).has_text
    return file


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_stands_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = jpeg(scene(), exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    file = check(tmp_path, "a.jpg", data, upright)
    with pikepdf.open(file) as pdf:
        box = [int(side) for side in pdf.pages[0].mediabox]
    assert box == ([0, 0, 792, 612] if orientation < 5 else [0, 0, 612, 792])


def test_where_and_when_a_photograph_was_taken_stays_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "PhoneEjemplo 12"
    exif[0x0132] = "2026:02:20 07:15:00"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (14.0, 38.0, 12.0)
    comment = b"comentario privado"
    data = jpeg(scene(), exif=exif, comment=comment) + b"\x00\x00trailing maker note PhoneEjemplo 12"
    assert data.count(b"PhoneEjemplo") == 2
    file = check(tmp_path, "a.jpg", data, scene())
    with pikepdf.open(file) as pdf:
        raw = pdf.pages[0].obj.Resources.XObject.P.read_raw_bytes()
    for trace in (b"PhoneEjemplo", b"2026:02:20", comment, b"Exif"):
        assert trace in data
        assert trace not in raw
        assert trace not in file.read_bytes()
    assert Image.open(io.BytesIO(raw)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_a_photograph_inside_a_pdf_loses_its_traces_too(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "PhoneEjemplo 12"
    data = jpeg(scene(), exif=exif)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 300))
        image = pdf.make_stream(
            data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1200, Height=900,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            Metadata=pdf.make_stream(b"<x>PhoneEjemplo 12</x>"),
        )  # fmt: skip
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"400 0 0 300 0 0 cm /I Do")
        pdf.save(out, compress_streams=False)
    assert out.getvalue().count(b"PhoneEjemplo") == 2
    ready, _ = one(tmp_path, "a.pdf", out.getvalue())
    assert b"PhoneEjemplo" not in pdf_of(ready).read_bytes()
    seen = picture(tmp_path / "a.pdf")
    paper = Image.new("RGB", (792, 612), "white")
    paper.paste(seen, (196, 156))
    assert difference(paper, picture(pdf_of(ready))) < 0.005


def test_a_jpeg_is_not_encoded_again(tmp_path: Path) -> None:
    data = jpeg(scene())
    file = check(tmp_path, "a.jpg", data, scene())
    with pikepdf.open(file) as pdf:
        assert pdf.pages[0].obj.Resources.XObject.P.read_raw_bytes() == data


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 4}])
def test_other_ways_to_write_a_jpeg(tmp_path: Path, options: dict[str, object]) -> None:
    check(tmp_path, "a.jpg", jpeg(scene(), **options), scene())


def test_a_grey_jpeg(tmp_path: Path) -> None:
    check(tmp_path, "a.jpg", jpeg(scene().convert("L")), scene().convert("L"))


def test_a_cmyk_jpeg_keeps_its_colours(tmp_path: Path) -> None:
    data = jpeg(scene().convert("CMYK"))
    ready, _ = one(tmp_path, "a.jpg", data)
    image = picture(pdf_of(ready))
    red, white = image.getpixel((130, 110)), image.getpixel((image.width // 2, 480))
    assert red[0] > 180
    assert red[1] < 90
    assert min(white) > 200


def test_a_colour_profile_is_kept(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = check(tmp_path, "a.jpg", jpeg(scene(), icc_profile=profile), scene())
    with pikepdf.open(file) as pdf:
        space = pdf.pages[0].obj.Resources.XObject.P.ColorSpace
        assert space[0] == pikepdf.Name.ICCBased
        assert space[1].read_bytes() == profile


@pytest.mark.parametrize(
    ("size", "is_told"),
    [
        ((540, 7000), True),
        ((7000, 540), True),
        ((540, 1200), False),
        ((300, 1500), False),
        ((1200, 900), False),
    ],
)
def test_a_picture_of_a_whole_chat_that_prints_as_a_strip_is_told(
    tmp_path: Path, size: tuple[int, int], is_told: bool
) -> None:
    _, findings = one(tmp_path, "chat.jpg", jpeg(Image.new("L", size, 200)))
    assert [one.code for one in findings] == ["FILE-small-print"] * is_told
    assert all("narrow strip on page 1" in one.message for one in findings)


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    file = check(tmp_path, "a.jpg", jpeg(scene(300, 240)), scene(300, 240))
    with pikepdf.open(file) as pdf:
        matrix = pdf.pages[0].obj.Contents.read_bytes().split()
    assert float(matrix[1]) == pytest.approx(300 * 72 / 150)


def test_a_scan_that_knows_its_size_is_shown_as_that_page(tmp_path: Path) -> None:
    scan = Image.new("L", (1275, 1650), 255)
    ImageDraw.Draw(scan).rectangle((0, 0, 1274, 1649), outline=0, width=6)
    ready, _ = one(tmp_path, "a.jpg", jpeg(scan, dpi=(150, 150)))
    with pikepdf.open(pdf_of(ready)) as pdf:
        matrix = [float(part) for part in pdf.pages[0].obj.Contents.read_bytes().split()[1:7]]
    scale = 764 / 792
    assert matrix == pytest.approx([612 * scale, 0, 0, 764, (612 - 612 * scale) / 2, 28], abs=0.01)
    assert not ink_in_band(pdf_of(ready))


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_plain_pngs_pass_through(tmp_path: Path, mode: str) -> None:
    image = scene(800, 1000).convert(mode)
    data = png(image)
    file = check(tmp_path, "a.png", data, image)
    with pikepdf.open(file) as pdf:
        raw = pdf.pages[0].obj.Resources.XObject.P.read_raw_bytes()
    assert raw in data or raw[:100] in data


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pngs_lie_on_white(tmp_path: Path, mode: str) -> None:
    image = scene(800, 1000).convert("RGBA")
    image.putalpha(Image.new("L", image.size, 128))
    image.paste((0, 0, 0, 0), (300, 600, 500, 900))
    image = image.convert(mode)
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    check(tmp_path, "a.png", png(image), white.convert("RGB"))


def test_a_palette_with_a_transparent_colour_lies_on_white(tmp_path: Path) -> None:
    image = scene(800, 1000).convert("P")
    hole = image.getpixel((400, 700))
    data = png(image, transparency=hole)
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(Image.open(io.BytesIO(data)).convert("RGBA"))
    check(tmp_path, "a.png", data, white.convert("RGB"))


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def raw_png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_sixteen_bits_a_colour(tmp_path: Path) -> None:
    image = scene(400, 300)
    rows = b"".join(
        b"\x00"
        + bytes(part for x in range(400) for level in image.getpixel((x, y)) for part in (level, level))
        for y in range(300)
    )
    check(tmp_path, "a.png", raw_png(400, 300, 16, 2, rows), image)


def test_an_interlaced_png(tmp_path: Path) -> None:
    passes = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    image = scene(160, 120)
    rows = b"".join(
        b"\x00" + b"".join(bytes(image.getpixel((x, y))) for x in range(x0, 160, dx))
        for x0, y0, dx, dy in passes
        for y in range(y0, 120, dy)
    )
    header = struct.pack(">IIBBBBB", 160, 120, 8, 2, 0, 0, 1)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
    check(tmp_path, "a.png", data + chunk(b"IEND", b""), image)


def test_notes_in_a_png_stay_behind(tmp_path: Path) -> None:
    data = png(scene())
    data = data[:33] + chunk(b"tEXt", b"Author\x00Fotografa Ejemplo") + data[33:]
    file = check(tmp_path, "a.png", data, scene())
    assert b"Fotografa" not in file.read_bytes()


def test_a_picture_under_the_wrong_name_is_taken_and_said_so(tmp_path: Path) -> None:
    ready, said = one(tmp_path, "scan.pdf", jpeg(scene()))
    assert fact(ready).kind == "jpeg"
    assert codes(said) == ["FILE-extension"]
    assert said[0].message == "'scan.pdf' is a JPEG picture, whatever its name says"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
@pytest.mark.parametrize("write", [jpeg, png])
def test_a_picture_that_breaks_off_is_damaged(tmp_path: Path, write: object, share: float) -> None:
    data = write(scene())  # type: ignore[operator]
    assert refused(tmp_path, "a", data[: int(len(data) * share)]).code == "FILE-damaged"


def test_a_changed_byte_in_a_png_is_found(tmp_path: Path) -> None:
    data = bytearray(png(scene()))
    data[len(data) // 2] ^= 1
    assert refused(tmp_path, "a.png", bytes(data)).code == "FILE-damaged"


def test_a_picture_of_fifty_thousand_pixels_a_side_is_refused_by_name(tmp_path: Path) -> None:
    said = refused(tmp_path, "a.png", raw_png(50_000, 50_000, 8, 0, b"\x00" * 100))
    assert said.code == "FILE-limit"
    assert "50,000 by 50,000 pixels" in said.message
    assert refused(tmp_path, "b.jpg", jpeg(scene()), limits=Limits(pixels=1_000)).code == "FILE-limit"


def test_a_picture_that_unpacks_to_more_than_it_says_costs_nothing(tmp_path: Path) -> None:
    bomb = raw_png(100, 100, 8, 6, bytes(120_000_000))
    assert len(bomb) < 400_000
    intake_size = one(tmp_path, "a.png", bomb)[0].fact.size_bytes
    assert intake_size == len(bomb)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_png_that_says_how_it_is_turned(tmp_path: Path, mode: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = png(scene().convert(mode), exif=exif)
    check(tmp_path, "a.png", data, ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
