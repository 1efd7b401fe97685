from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.support.mini import mini_files, write_mini_case


def test_every_file_is_written_below_the_folder(tmp_path: Path) -> None:
    write_mini_case(tmp_path)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == set(mini_files())


def test_a_file_can_be_added_overwritten_or_left_out(tmp_path: Path) -> None:
    write_mini_case(
        tmp_path,
        files={
            "exhibits/05 new.pdf": b"x",
            "declaration.md": "1. Only this.\n",
            "papers/fee-receipt.pdf": None,
        },
    )
    assert (tmp_path / "exhibits/05 new.pdf").read_bytes() == b"x"
    assert (tmp_path / "declaration.md").read_text() == "1. Only this.\n"
    assert not (tmp_path / "papers/fee-receipt.pdf").exists()


def test_a_text_can_be_replaced(tmp_path: Path) -> None:
    write_mini_case(tmp_path, replace={"case.yaml": {"detained: no": "detained: yes"}})
    assert "detained: yes" in (tmp_path / "case.yaml").read_text()


def test_replacing_what_is_not_there_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"case\.yaml of the mini case does not say"):
        write_mini_case(tmp_path, replace={"case.yaml": {"Chicago": "Boston"}})
    with pytest.raises(ValueError, match="has no file"):
        write_mini_case(tmp_path, files={"gone.pdf": None})


def test_the_country_report_has_three_pages_and_the_bulletin_an_owner_password() -> None:
    files = mini_files()
    with pikepdf.open(
        io.BytesIO(files["exhibits/03 Country conditions/01 2025-11-05 country report.pdf"])
    ) as pdf:
        assert len(pdf.pages) == 3
    bulletin = files["exhibits/03 Country conditions/02 2026-05-04 radio bulletin.pdf"]
    with pikepdf.open(io.BytesIO(bulletin)) as pdf:
        assert pdf.is_encrypted


def test_the_photograph_was_taken_with_the_telephone_upright() -> None:
    with Image.open(io.BytesIO(mini_files()["exhibits/02 Threats/01 2026-02-20 farm gate.jpg"])) as picture:
        assert picture.getexif()[0x0112] == 6
