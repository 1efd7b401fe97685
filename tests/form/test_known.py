"""Official files that are known to the byte are recalled as they would be read."""

import hashlib
import json

import pikepdf
import pytest

from asylum_packet.form import blanks as reading
from asylum_packet.form.blanks import read_blank
from asylum_packet.form.boxes import read_boxes
from asylum_packet.form.known import known
from tests.form.make_known import FOLDER, make

FILES = ("i-589-2020-08-25.pdf", "i-589-2025-01-20.pdf")


@pytest.mark.parametrize("file", FILES)
def test_a_list_is_what_its_file_holds(blanks, file):
    name, text = make(blanks / file)
    assert (FOLDER / name).read_text(encoding="utf-8") == text
    recalled = known(name.removesuffix(".json"))
    with pikepdf.open(blanks / file) as pdf:
        assert recalled.boxes == tuple(box for box, _ in read_boxes(pdf))


@pytest.mark.parametrize("file", FILES)
def test_a_known_file_becomes_the_same_blank_without_being_read_field_by_field(blanks, file, monkeypatch):
    data = (blanks / file).read_bytes()
    read = reading._read.__wrapped__
    with monkeypatch.context() as patch:
        patch.setattr(reading, "known", lambda _: None)
        slowly = read(data, file)
    monkeypatch.setattr(reading, "_proven", lambda *_, **__: pytest.fail("read field by field"))
    assert read(data, file) == slowly
    assert slowly.verified


def test_there_are_no_lists_but_of_the_files_that_were_measured(blanks):
    sums = {hashlib.sha256((blanks / file).read_bytes()).hexdigest() for file in FILES}
    assert {path.stem for path in FOLDER.iterdir()} == sums


@pytest.mark.parametrize("sha256", ["0" * 64, "", "../fields"])
def test_any_other_file_is_not_known(sha256):
    assert known(sha256) is None


def test_a_file_with_another_byte_is_read(blanks, tmp_path, monkeypatch):
    told = []
    real = reading._proven
    monkeypatch.setattr(
        reading, "_proven", lambda *given, **named: told.append(given) or real(*given, **named)
    )
    (tmp_path / "one-more.pdf").write_bytes((blanks / FILES[1]).read_bytes() + b"\n")
    assert read_blank(tmp_path / "one-more.pdf").edition == "01/20/25"
    assert told


def test_a_list_is_small_and_names_every_field_once():
    for path in FOLDER.iterdir():
        assert path.stat().st_size < 60_000
        paths = [row["path"] for row in json.loads(path.read_bytes())["fields"]]
        assert len(paths) == len(set(paths)) > 440
