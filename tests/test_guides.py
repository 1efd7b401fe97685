"""The guides do what they say: their commands run, in their order, on a case; their template builds."""

import re
import shutil
from pathlib import Path

import pytest

from tests.docs_pages import DOCS
from tests.support.mini import write_mini_case
from tests.support.word import h, p, word_file
from tests.test_docs import typed_commands

GUIDES = ("paralegal.md", "attorney.md", "templates.md")
NEED_A_FORM = (["form", "install"], ["form", "inspect"], ["form", "read"], ["form", "fill"])
"""Commands that take a form which is not on the desk; tests/form and tests/cli run them."""


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A folder to work in, with the case, the firm's file and the second file of answers of the guides."""
    monkeypatch.chdir(tmp_path)
    write_mini_case(tmp_path / "reyes")
    shutil.copy(tmp_path / "reyes" / "i589.yaml", tmp_path / "corrected.yaml")
    (tmp_path / "draft.docx").write_bytes(word_file(h("Statement of the case") + p("Words of a draft.")))
    (tmp_path / "firm.yaml").write_text("service: {server: Luis Muestra}\n", encoding="utf-8")
    return tmp_path


def pressed_ctrl_c(*_: object) -> None:
    """End what waits for a save."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_a_guide_runs(guide, desk, run, monkeypatch):
    monkeypatch.setattr("asylum_packet.watching.waking.Waker.wait", pressed_ctrl_c)
    calls = [argv for _, *argv in typed_commands(DOCS / guide)]
    assert calls
    for argv in calls:
        if argv[0] == "new":
            shutil.rmtree(desk / argv[1])
        if argv[:2] not in NEED_A_FORM:
            ran = run(*argv)
            assert ran.code in {0, 1}, f"{argv}: {ran.err}"
            assert ran.out, argv
        if argv[0] == "new":
            write_mini_case(desk / argv[1])


def test_the_template_of_the_guide_changes_the_cover_page(desk, run):
    text = (DOCS / "templates.md").read_text(encoding="utf-8")
    template = re.findall(r"^```jinja\n(.*?)^```", text, re.M | re.S)[0]
    (desk / "reyes" / "templates").mkdir()
    (desk / "reyes" / "templates" / "cover.md.j2").write_text(template, encoding="utf-8")
    assert run("build", "reyes").code == 1
    import pypdfium2

    with pypdfium2.PdfDocument(desk / "reyes" / "out" / "packet-DRAFT.pdf") as packet:
        cover = packet[0].get_textpage().get_text_bounded()
    assert "Pro bono counsel" in cover
    assert "Telephone" not in cover
    assert "ICPM-3.3-cover" not in run("check", "reyes").out


def test_the_message_about_a_missing_name_is_as_the_guide_shows_it(desk, run):
    page = (DOCS / "templates.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```text\n(.*?)^```", page, re.M | re.S)[0]
    (desk / "reyes" / "templates").mkdir()
    text = "{# a cover #}\n" * 11 + "{{ cuort.city }}\n"
    (desk / "reyes" / "templates" / "cover.md.j2").write_text(text, encoding="utf-8")
    ran = run("build", "reyes")
    assert ran.code == 6
    assert shown.replace("templates/", "reyes/templates/", 1) in ran.err
