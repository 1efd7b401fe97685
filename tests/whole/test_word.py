"""`build --docx`: Word files beside the packet, listed in the manifest, never over what somebody edited."""

import hashlib
import importlib.util
import json
import shutil
import zipfile
from dataclasses import replace

import docx
import pytest

from asylum_packet import build, read_case
from asylum_packet.building import build_only
from asylum_packet.cli import main
from asylum_packet.errors import OutputError
from asylum_packet.report.built import built_text
from asylum_packet.verifying import verify
from asylum_packet.word.writing import set_aside
from tests.support.mini import write_mini_case
from tests.whole.conftest import digests

FILES = ("brief.docx", "exhibit-index.docx")


@pytest.fixture(scope="module")
def made(tmp_path_factory, no_blank):
    folder = write_mini_case(tmp_path_factory.mktemp("word") / "mini")
    return folder, build(read_case(folder), folder / "out", options=replace(no_blank, word=True))


@pytest.fixture
def case(made, tmp_path):
    """A copy of the case with what was built for it."""
    return shutil.copytree(made[0], tmp_path / "mini")


def edited(path) -> bytes:
    """Change a word of a file, as Word would by saving it."""
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:t>", b" edited</w:t>", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert path.read_bytes() != content
    return path.read_bytes()


def test_the_word_files_lie_beside_the_packet_and_the_manifest_lists_them(made):
    folder, built = made
    assert built.word == tuple(folder / "out" / name for name in FILES)
    told = json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))["word"]
    assert told == [
        {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in built.word
    ]


def test_every_cite_reads_in_word_as_in_the_pdf(made):
    folder, built = made
    cites = json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))["cites"]
    told = [cite["text"] for cite in cites if cite["file"].startswith("brief/")]
    words = "".join(paragraph.text for paragraph in docx.Document(str(built.word[0])).paragraphs)
    assert told
    assert [text for text in told if text not in words] == []


def test_a_build_writes_the_same_again_and_keeps_what_somebody_edited(case, no_blank):
    before = digests(case / "out")
    mine = edited(case / "out/brief.docx")
    built = build(read_case(case), case / "out", options=replace(no_blank, word=True))
    assert built.edited == (case / "out/brief (edited).docx",)
    assert built.edited[0].read_bytes() == mine
    now = digests(case / "out")
    now.pop("brief (edited).docx")
    assert now == before


def test_each_edited_file_gets_a_name_of_its_own(case):
    first = edited(case / "out/brief.docx")
    assert set_aside(case / "out", FILES) == (case / "out/brief (edited).docx",)
    (case / "out/brief.docx").write_bytes(b"not even a Word file")
    assert set_aside(case / "out", FILES) == (case / "out/brief (edited 2).docx",)
    assert (case / "out/brief (edited).docx").read_bytes() == first
    assert set_aside(case / "out", FILES) == ()


def test_a_build_without_word_leaves_the_files_and_says_that_they_are_older(case, no_blank):
    before = digests(case / "out")
    built = build(read_case(case), case / "out", options=no_blank)
    assert built.kept == FILES
    assert {name: digests(case / "out")[name] for name in FILES} == {name: before[name] for name in FILES}
    assert json.loads((case / "out/manifest.json").read_bytes())["word"] == []
    assert verify(case / "out").older == FILES


def test_editing_a_word_file_does_not_touch_the_packet(case):
    edited(case / "out/brief.docx")
    assert verify(case / "out").faults == ()


def test_one_paper_alone_can_be_written_for_word(case, tmp_path, no_blank):
    out = tmp_path / "alone"
    options = replace(no_blank, word=True)
    built = build_only(read_case(case), out, "brief", options=options)
    assert f"{out.as_posix()}/brief.docx" in built_text(built, size_bytes=1)
    assert [path.name for path in built.word] == ["brief.docx"]
    assert {path.name for path in out.iterdir()} == {"brief.pdf", "brief.docx"}
    assert (out / "brief.docx").read_bytes() == (case / "out/brief.docx").read_bytes()


def test_of_the_form_there_is_no_word_file(case, capsys):
    assert main(["build", str(case), "--docx", "--only", "form"]) == 2
    assert "--docx" in capsys.readouterr().err


def test_without_the_extra_one_line_says_what_to_type(case, no_blank, monkeypatch):
    before = digests(case / "out")
    monkeypatch.setattr(importlib.util, "find_spec", lambda *_: None)
    with pytest.raises(OutputError) as caught:
        build(read_case(case), case / "out", options=replace(no_blank, word=True))
    assert "pip install python-docx" in caught.value.fix
    assert digests(case / "out") == before
