import io
import json

import pytest
from PIL import Image

from asylum_packet.intake import clean, thumbnails
from asylum_packet.intake.thumbnails import MOST, MOST_BYTES, WIDTH_PX
from asylum_packet.intake.thumbnails import thumbnails as draw
from asylum_packet.sheets import Sheets
from tests.support.mini_evidence import text_pdf

PAGES = text_pdf(["first page", "second page"])


@pytest.fixture
def cache(tmp_path):
    (tmp_path / "prepared").mkdir()
    return tmp_path


def pixels(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


def test_a_picture_is_small_and_of_the_first_page_of_the_sheets(cache):
    drawn = draw({"a": Sheets(pdf=PAGES, count=1), "b": Sheets(pdf=PAGES, count=1, skip=1)}, cache)
    assert pixels(drawn["a"]).size == (WIDTH_PX, 228)
    assert drawn["a"] != drawn["b"]
    assert max(map(len, drawn.values())) <= MOST_BYTES


def test_a_busy_page_is_drawn_more_coarsely(cache, tmp_path):
    noise = Image.effect_noise((1200, 1550), 120)
    noise.save(tmp_path / "noise.pdf")
    drawn = draw({"a": Sheets(pdf=tmp_path / "noise.pdf", count=1)}, cache)
    assert len(drawn["a"]) <= MOST_BYTES


def test_what_is_unchanged_is_not_drawn_again(cache, tmp_path, monkeypatch):
    file = tmp_path / "prepared" / "one.pdf"
    file.write_bytes(PAGES)
    wanted = {"a": Sheets(pdf=file, count=2), "b": Sheets(pdf=PAGES, count=1, skip=1)}
    first = draw(wanted, cache)
    monkeypatch.setattr(thumbnails, "_drawn", lambda _: pytest.fail("drawn again"))
    assert draw(wanted, cache) == first


def test_only_the_pictures_of_the_last_build_are_kept(cache):
    draw({"a": Sheets(pdf=PAGES, count=1), "b": Sheets(pdf=PAGES, count=1, skip=1)}, cache)
    draw({"a": Sheets(pdf=PAGES, count=1)}, cache)
    assert len(json.loads((cache / "prepared" / "thumbnails.json").read_text())) == 1


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"k": 3}', b'{"k": "%%"}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_store_is_drawn_anew(cache, damage):
    store = cache / "prepared" / "thumbnails.json"
    first = draw({"a": Sheets(pdf=PAGES, count=1)}, cache)
    store.write_bytes(damage)
    assert draw({"a": Sheets(pdf=PAGES, count=1)}, cache) == first


def test_a_page_that_cannot_be_drawn_has_no_picture(cache, tmp_path):
    wanted = {
        "torn": Sheets(pdf=b"%PDF-1.4 torn", count=1),
        "gone": Sheets(pdf=tmp_path / "gone.pdf", count=1),
        "short": Sheets(pdf=PAGES, count=1, skip=7),
        "good": Sheets(pdf=PAGES, count=1),
    }
    assert list(draw(wanted, cache)) == ["good"]


def test_there_are_never_more_than_the_page_can_bear(cache):
    assert len(draw({str(n): Sheets(pdf=PAGES, count=1) for n in range(MOST + 5)}, cache)) == MOST


def test_clean_removes_them_with_the_prepared_exhibits(cache):
    draw({"a": Sheets(pdf=PAGES, count=1)}, cache)
    assert clean(cache) > 0
    assert not (cache / "prepared").exists()


def test_a_store_that_is_a_link_is_not_followed(cache, tmp_path):
    secret = tmp_path / "elsewhere.json"
    secret.write_text("{}")
    (cache / "prepared" / "thumbnails.json").symlink_to(secret)
    draw({"a": Sheets(pdf=PAGES, count=1)}, cache)
    assert secret.read_text() == "{}"
