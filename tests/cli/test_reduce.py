"""`asylum-packet reduce`: a smaller copy of what is too large, told before and after; the original stays."""

import hashlib

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from asylum_packet.findings import Source
from asylum_packet.intake.prepare import prepare
from asylum_packet.intake.reducing import reduce
from asylum_packet.intake.values import Wanted

WANTED = Wanted(path="exhibits/small.pdf", where=Source(file="exhibits.yaml"))


def noise(size=(1700, 2200), mode="RGB"):
    return Image.effect_noise(size, 60).convert(mode)


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    path = tmp_path_factory.mktemp("scan") / "big scan.pdf"
    noise().save(path, resolution=200, quality=90, save_all=True, append_images=[noise((85, 110))])
    return path


def test_a_copy_is_smaller_and_says_what_it_was(run, scan, tmp_path):
    before = sha(scan)
    ran = run("reduce", scan, "-o", tmp_path / "small.pdf", "--dpi", "100", "--quality", "60")
    assert ran.code == 0
    first, *_ = ran.out.splitlines()
    assert first.startswith("page 1: 200 dpi, JPEG quality 90, ")
    assert " -> 100 dpi, JPEG quality 60, " in first
    assert "page 2" not in ran.out, "what is small already stays"
    assert (tmp_path / "small.pdf").stat().st_size < scan.stat().st_size / 4
    assert sha(scan) == before
    with pypdfium2.PdfDocument(tmp_path / "small.pdf") as pdf:
        assert len(pdf) == 2
        assert pdf[0].get_size() == pytest.approx((612, 792), abs=1)
        grey = pdf[0].render(scale=0.25).to_pil().convert("L")
    assert 90 < sum(grey.tobytes()) / len(grey.tobytes()) < 170, "still the same noise"
    with pikepdf.open(tmp_path / "small.pdf") as small:
        assert small.check_pdf_syntax() == []


def test_the_copy_becomes_pages(scan, tmp_path):
    (tmp_path / "exhibits").mkdir()
    reduce(scan, tmp_path / "exhibits/small.pdf", dpi=100, quality=60)
    done = prepare(tmp_path, [WANTED], cache=tmp_path / "cache", jobs=1)
    assert [one.fact.count for one in done.prepared.values()] == [2]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_picture_becomes_a_page_of_a_pdf(run, tmp_path, mode):
    noise((850, 1100), mode).save(tmp_path / "photo.png")
    ran = run("reduce", tmp_path / "photo.png", "-o", tmp_path / "photo.pdf", "--dpi", "72")
    assert ran.code == 0
    assert " -> 72 dpi, JPEG quality 75, " in ran.out
    with pikepdf.open(tmp_path / "photo.pdf") as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == pytest.approx([0, 0, 612, 792], abs=0.01)


def test_line_art_and_masks_are_left_alone(tmp_path):
    noise(mode="1").save(tmp_path / "fax.pdf")
    assert reduce(tmp_path / "fax.pdf", tmp_path / "out.pdf", dpi=72, quality=30) == ()


def test_nothing_is_written_over(run, scan, tmp_path):
    (tmp_path / "there.pdf").write_bytes(b"old")
    ran = run("reduce", scan, "-o", tmp_path / "there.pdf")
    assert ran.code == 7
    assert "there.pdf is there already" in ran.err
    assert (tmp_path / "there.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("content", [b"", b"no picture", b"%PDF-1.7 torn", b"\xff\xd8\xff\xe0 torn"])
def test_what_is_neither_pdf_nor_picture_is_refused_by_name(run, tmp_path, content):
    (tmp_path / "odd.bin").write_bytes(content)
    ran = run("reduce", tmp_path / "odd.bin", "-o", tmp_path / "out.pdf")
    assert ran.code == 4
    assert "odd.bin cannot be made smaller" in ran.err
    assert not (tmp_path / "out.pdf").exists()
