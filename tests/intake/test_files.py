"""Files are found inside the case folder, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asylum_packet.intake.values import Limits
from tests.intake.makers import compass, pages
from tests.intake.pictures import one, refused, take_in


@pytest.mark.parametrize("path", ["../secret.pdf", "/etc/passwd", "exhibits/../../secret.pdf", ""])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (tmp_path / "secret.pdf").write_bytes(pages(compass()))
    assert refused(case, path).code == "FILE-outside"


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (tmp_path / "secret.pdf").write_bytes(pages(compass()))
    (case / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    (case / "out").symlink_to(tmp_path)
    assert refused(case, "a.pdf").code == "FILE-outside"
    assert refused(case, "out/secret.pdf").code == "FILE-outside"


def test_a_link_inside_the_case_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages(compass()))
    (tmp_path / "b.pdf").symlink_to("a.pdf")
    assert one(tmp_path, "b.pdf")[0].sheets.count == 1


def test_a_link_to_itself_and_a_link_to_nowhere_are_findings(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to("a.pdf")
    (tmp_path / "b.pdf").symlink_to("nowhere.pdf")
    assert refused(tmp_path, "a.pdf").code in {"FILE-unreadable", "FILE-missing"}
    assert refused(tmp_path, "b.pdf").code == "FILE-missing"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    said = refused(tmp_path, "a.pdf")
    assert (said.code, said.message) == ("FILE-unreadable", "'a.pdf' is a folder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert refused(tmp_path, "a.pdf").code == "FILE-unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages(compass()))
    (tmp_path / "a.pdf").chmod(0)
    assert refused(tmp_path, "a.pdf").code == "FILE-unreadable"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    said = refused(tmp_path, "a.pdf", pages(compass()), limits=Limits(file_bytes=100))
    assert said.code == "FILE-too-large"


def test_the_same_file_wanted_twice_is_prepared_once(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages(compass()))
    (tmp_path / "b.pdf").write_bytes(pages(compass()))
    heard: list[tuple[int, int, str]] = []
    intake = take_in(tmp_path, "a.pdf", "b.pdf", "a.pdf", progress=lambda *told: heard.append(told))
    files = {prepared.sheets.pdf for prepared in intake.prepared.values()}
    assert len(intake.prepared) == 2
    assert len(files) == 1
    assert heard == [(2, 2, "a.pdf")]
