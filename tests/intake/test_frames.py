"""Scans of many pages, faxes, web pictures: each made by Pillow, compared with what Pillow sees in it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from PIL import Image, ImageDraw, ImageOps

from asylum_packet.intake import Wanted, prepare
from asylum_packet.intake.values import Limits
from asylum_packet.pages import PageRange
from tests.intake.pictures import codes, difference, fact, ink_in_band, one, pdf_of, picture, refused, wanted
from tests.intake.test_images import check, chunk, expected, scene


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def fax(number: int) -> Image.Image:
    """A fax page of 850 x 1100 dots, black and white."""
    image = Image.new("1", (850, 1100), 1)
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 60, 200 + 60 * number, 160), fill=0)
    draw.line((60, 1000, 790, 1000), fill=0, width=4)
    return image


@pytest.mark.parametrize(
    ("kind", "name", "options"),
    [
        ("GIF", "a.gif", {}),
        ("BMP", "a.bmp", {}),
        ("WEBP", "a.webp", {"lossless": True}),
        ("WEBP", "b.webp", {"quality": 90}),
        ("TIFF", "a.tif", {}),
        ("TIFF", "b.tiff", {"compression": "tiff_lzw"}),
        ("TIFF", "c.tif", {"compression": "jpeg", "quality": 90}),
        ("JPEG2000", "a.jp2", {"quality_mode": "dB", "quality_layers": [45]}),
        ("AVIF", "a.avif", {"quality": 90}),
    ],
)
def test_other_pictures_become_pages(
    tmp_path: Path, kind: str, name: str, options: dict[str, object]
) -> None:
    image = scene(800, 600)
    check(tmp_path, name, saved(image, kind, **options), image)


def test_a_fax_of_several_pages_passes_through(tmp_path: Path) -> None:
    pages = [fax(number) for number in range(3)]
    data = saved(
        pages[0], "TIFF", compression="group4", save_all=True, append_images=pages[1:], tiffinfo={278: 1100}
    )
    ready, said = one(tmp_path, "fax.tif", data)
    assert said == ()
    assert ready.sheets.count == 3
    with pikepdf.open(pdf_of(ready)) as pdf:
        for page in pdf.pages:
            image = page.obj.Resources.XObject.P
            assert image.Filter == pikepdf.Name.CCITTFaxDecode
            assert image.read_raw_bytes() in data
    for index, page_seen in enumerate(pages):
        assert difference(expected(page_seen), picture(pdf_of(ready), index)) < 0.01


@pytest.mark.parametrize("compression", ["group3", "packbits", "raw"])
def test_other_black_and_white_scans_keep_one_bit_a_dot(tmp_path: Path, compression: str) -> None:
    ready, _ = one(tmp_path, "a.tif", saved(fax(1), "TIFF", compression=compression))
    assert difference(expected(fax(1)), picture(pdf_of(ready))) < 0.01
    with pikepdf.open(pdf_of(ready)) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.P
        assert (image.BitsPerComponent, str(image.Filter)) == (1, "/CCITTFaxDecode")


def test_a_scan_at_its_own_resolution_is_shown_as_the_page_it_was(tmp_path: Path) -> None:
    data = saved(fax(1), "TIFF", compression="group4", dpi=(100, 100))
    ready, _ = one(tmp_path, "a.tif", data)
    with pikepdf.open(pdf_of(ready)) as pdf:
        matrix = [float(part) for part in pdf.pages[0].obj.Contents.read_bytes().split()[1:7]]
    assert matrix[3] == pytest.approx(764)
    assert not ink_in_band(pdf_of(ready))


def test_pages_of_a_tiff_can_be_picked(tmp_path: Path) -> None:
    pages = [fax(number) for number in range(3)]
    (tmp_path / "a.tif").write_bytes(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))

    def take(*ranges: PageRange) -> tuple[Wanted, object]:
        want = wanted("a.tif", *ranges)
        return want, prepare(tmp_path, [want], cache=tmp_path / ".asylum-packet")

    want, intake = take(PageRange(3, 3), PageRange(1, 1), PageRange(3, 3))
    ready = intake.prepared[want]  # type: ignore[attr-defined]
    assert ready.sheets.count == 3
    assert difference(expected(pages[2]), picture(pdf_of(ready), 0)) < 0.01
    assert difference(expected(pages[0]), picture(pdf_of(ready), 1)) < 0.01
    _, beyond = take(PageRange(4, 4))
    assert codes(beyond.findings) == ["FILE-pages"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_tiff_stands_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(scene(400, 300), "TIFF", exif=exif)
    check(tmp_path, "a.tif", data, ImageOps.exif_transpose(Image.open(io.BytesIO(data))))


def test_of_a_moving_picture_the_first_is_printed_and_said_so(tmp_path: Path) -> None:
    data = saved(scene(200, 150), "GIF", save_all=True, append_images=[Image.new("RGB", (200, 150), "black")])
    ready, said = one(tmp_path, "a.gif", data)
    assert codes(said) == ["FILE-moving"]
    assert difference(expected(scene(200, 150)), picture(pdf_of(ready))) < 0.02


def test_notes_in_other_pictures_stay_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "PhoneEjemplo 12"
    for kind, name in (("WEBP", "a.webp"), ("TIFF", "a.tif"), ("JPEG2000", "a.jp2")):
        data = saved(
            scene(), kind, **({"comment": "PhoneEjemplo 12"} if kind == "JPEG2000" else {"exif": exif})
        )
        assert b"PhoneEjemplo" in data
        ready, _ = one(tmp_path, name, data)
        if kind != "JPEG2000":  # a comment inside its code stream is part of the picture's data
            assert b"PhoneEjemplo" not in pdf_of(ready).read_bytes()
        assert not fact(ready).has_text


def test_private_boxes_of_a_jpeg_2000_picture_stay_behind(tmp_path: Path) -> None:
    data = saved(scene(), "JPEG2000")
    note = b"uuid" + bytes(16) + b"PhoneEjemplo"
    at = data.index(b"jp2h") - 4
    spoiled = data[:at] + (len(note) + 4).to_bytes(4, "big") + note + data[at:]
    ready, _ = one(tmp_path, "a.jp2", spoiled)
    assert b"PhoneEjemplo" not in pdf_of(ready).read_bytes()
    assert difference(expected(scene()), picture(pdf_of(ready))) < 0.02


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "BMP", "WEBP", "JPEG2000", "AVIF"])
@pytest.mark.parametrize("share", [0.1, 0.6])
def test_other_pictures_that_break_off_are_damaged(tmp_path: Path, kind: str, share: float) -> None:
    data = saved(scene(), kind)
    assert refused(tmp_path, "a", data[: int(len(data) * share)]).code == "FILE-damaged"


def test_other_pictures_that_are_too_large_are_refused(tmp_path: Path) -> None:
    for kind in ("TIFF", "GIF", "BMP", "WEBP", "JPEG2000", "AVIF"):
        assert refused(tmp_path, kind, saved(scene(), kind), limits=Limits(pixels=1_000)).code == "FILE-limit"
    many = saved(fax(0), "TIFF", save_all=True, append_images=[fax(1)] * 4)
    assert refused(tmp_path, "many", many, limits=Limits(pages=3)).code == "FILE-limit"


SMALL = Image.new("RGB", (64, 48), "navy")


def heic(picture: Image.Image, **options: object) -> bytes:
    """Take a picture as a phone does."""
    pillow_heif.register_heif_opener()
    traces = Image.Exif()
    traces[0x010F] = "Secret Camera"
    traces.get_ifd(0x8825)[1] = "N"
    return saved(picture, "HEIF", exif=traces, quality=95, **options)


def test_a_picture_of_a_phone_keeps_its_colours_and_loses_its_traces(tmp_path: Path) -> None:
    ready, said = one(tmp_path, "IMG_1.HEIC", heic(scene()))
    assert (fact(ready).kind, codes(said)) == ("heic", [])
    assert b"Secret" not in pdf_of(ready).read_bytes()
    assert b"Exif" not in pdf_of(ready).read_bytes()
    with pikepdf.open(pdf_of(ready)) as pdf:
        (held,) = pdf.pages[0].get_images().values()
        shown = pikepdf.PdfImage(held).as_pil_image().convert("RGB")
    assert difference(shown, scene().convert("RGB")) < 0.01


def test_of_several_pictures_in_one_file_of_a_phone_the_first_is_printed(tmp_path: Path) -> None:
    both = heic(SMALL, save_all=True, append_images=[SMALL.rotate(180)])
    assert codes(one(tmp_path, "IMG_1.HEIC", both)[1]) == ["FILE-moving"]


def test_a_phone_picture_without_its_decoder_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asylum_packet.intake.frames.importlib.util.find_spec", lambda _: None)
    said = refused(tmp_path, "a.heic", heic(SMALL))
    assert said.code == "FILE-extra"
    assert "pip install pillow-heif" in said.fix


def test_a_png_chunk_is_made_right() -> None:
    assert chunk(b"IEND", b"") == bytes.fromhex("0000000049454e44ae426082")
