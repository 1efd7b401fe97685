"""Photographs on common sheets: as they are, upright, in order, above their captions."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from asylum_packet.findings import Source
from asylum_packet.intake import Framed, Wanted, prepare
from tests.intake.pictures import pdf_of, picture
from tests.intake.reading import text_of

COLOURS = ((200, 30, 30), (30, 150, 30), (30, 30, 200), (200, 160, 20), (120, 20, 120))
MIDDLES = ((150, 80), (450, 80), (150, 450), (450, 450))


def photograph(colour, size=(800, 600), orientation=1):
    traces = Image.Exif()
    traces[0x0112] = orientation
    traces[0x010F] = "Secret Camera"
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=traces)
    return out.getvalue()


def asked(folder: Path, *captions: str, per_sheet=4, names=tuple(f"{n}.jpg" for n in range(5))):
    told = [*captions, *[""] * len(names)]
    framed = tuple(Framed(path=f"house/{name}", caption=told[n]) for n, name in enumerate(names))
    want = Wanted(path="house", framed=framed, per_sheet=per_sheet, where=Source(file="house"))
    return prepare(folder, [want], cache=folder / ".asylum-packet", jobs=1)


def on_sheets(folder: Path, *captions: str, files=None, **options):
    files = files or {f"{n}.jpg": photograph(colour) for n, colour in enumerate(COLOURS)}
    (folder / "house").mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / "house" / name).write_bytes(data)
    return asked(folder, *captions, names=tuple(files), **options)


def only(intake):
    ((ready),) = intake.prepared.values()
    return ready


def test_five_photographs_are_two_sheets_in_their_order(tmp_path):
    ready = only(on_sheets(tmp_path, "The door", "The yard"))
    assert ready.sheets.count == 2
    first = picture(pdf_of(ready))
    for at, colour in zip(MIDDLES, COLOURS, strict=False):
        assert max(abs(a - b) for a, b in zip(first.getpixel(at), colour, strict=True)) < 8
    assert text_of(ready) == ["1. The door 2. The yard Photograph 3 Photograph 4", "Photograph 5"]


def test_pictures_are_not_encoded_again_and_lose_their_traces(tmp_path):
    with pikepdf.open(pdf_of(only(on_sheets(tmp_path)))) as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        assert len(images) == 5
        for image, colour in zip(images, COLOURS, strict=True):
            raw = image.read_raw_bytes()
            assert image.Filter == pikepdf.Name.DCTDecode
            assert raw[raw.index(b"\xff\xdb") :] in photograph(colour)
            assert b"Secret" not in raw


def test_a_turned_photograph_stands_upright(tmp_path):
    files = {"a.jpg": photograph(COLOURS[0], orientation=6)}
    shown = picture(pdf_of(only(on_sheets(tmp_path, per_sheet=1, files=files))))
    across = [x for x in range(shown.width) if shown.getpixel((x, 300))[1] < 100]
    down = [y for y in range(shown.height) if shown.getpixel((306, y))[1] < 100]
    assert len(down) > len(across) > 0


def test_every_photograph_has_a_fact_of_its_own(tmp_path):
    ready = only(on_sheets(tmp_path))
    assert (ready.fact.kind, ready.fact.path, ready.fact.count) == ("photographs", "house", 2)
    assert [one.path for one in ready.members] == [f"house/{n}.jpg" for n in range(5)]
    assert len({one.sha256 for one in ready.members}) == 5
    assert ready.fact.size_bytes == sum(one.size_bytes for one in ready.members)


def test_another_caption_or_number_makes_other_sheets_and_the_same_none(tmp_path):
    one, same = only(on_sheets(tmp_path, "a")), only(asked(tmp_path, "a"))
    assert one.sheets.pdf == same.sheets.pdf
    assert only(asked(tmp_path, "b")).sheets.pdf != one.sheets.pdf
    assert only(asked(tmp_path, "a", per_sheet=2)).sheets.count == 3


def test_a_long_caption_is_whole_and_one_too_long_is_refused_without_its_words(tmp_path):
    words = "The men came back at night and burnt what was left. " * 6
    assert " ".join(words.split()) in text_of(only(on_sheets(tmp_path, words, per_sheet=6)))[0]
    (said,) = asked(tmp_path, words * 9, per_sheet=9).findings
    assert said.code == "FILE-caption"
    assert "'0.jpg'" in said.message
    assert "burnt" not in said.message


def test_what_is_no_picture_is_named(tmp_path):
    (said,) = on_sheets(tmp_path, files={"a.jpg": photograph(COLOURS[0]), "b.pdf": b"%PDF-1.4 x"}).findings
    assert said.code == "FILE-no-photograph"
    assert "'b.pdf', which is a PDF" in said.message


def test_a_photograph_that_is_gone_is_named(tmp_path):
    on_sheets(tmp_path)
    (tmp_path / "house" / "3.jpg").unlink()
    (said,) = asked(tmp_path).findings
    assert said.code == "FILE-missing"
    assert "'3.jpg', which is not there" in said.message


def single(folder: Path, name: str, data: bytes, caption: str):
    (folder / name).write_bytes(data)
    framed = (Framed(path=name, caption=caption),)
    want = Wanted(path=name, framed=framed, per_sheet=1, where=Source(file=name))
    return prepare(folder, [want], cache=folder / ".asylum-packet", jobs=1)


def test_a_photograph_by_itself_stands_above_its_caption_without_a_number(tmp_path):
    ready = only(single(tmp_path, "door.jpg", photograph(COLOURS[0]), "The front door."))
    assert text_of(ready) == ["The front door."]
    assert (ready.fact.count, ready.fact.kind, ready.members) == (1, "photographs", ())
    assert ready.fact.sha256 == sha256(photograph(COLOURS[0])).hexdigest()


def test_what_is_wrong_with_a_photograph_by_itself_is_said_of_the_file(tmp_path):
    (said,) = single(tmp_path, "door.jpg", b"%PDF-1.4 no picture", "The front door.").findings
    assert said.message == "'door.jpg' is a PDF"
    (said,) = single(tmp_path, "yard.jpg", photograph(COLOURS[0]), "The yard. " * 1200).findings
    assert said.message == "'yard.jpg' has a caption too long for its sheet"
