"""Office files become pages through LibreOffice; where it fails, that is an answer about the file."""

from __future__ import annotations

import os
import shutil
import stat
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from asylum_packet.intake import Limits, office, soffice
from asylum_packet.intake.containers import look_inside
from asylum_packet.intake.values import Task
from tests.intake.compounds import compound, message
from tests.intake.pictures import codes, ink_in_band, one, pdf_of, picture, refused, take_in
from tests.intake.reading import text_of

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi Carta de la \b se\'f1ora Ejemplo\b0 .\par}"
PAGE = (
    "<!doctype html><html><head><title>n</title><style>p{}</style></head><body><h1>Country news</h1>"
    "<p>Police said <b>no</b>.</p>{}<p>The end.</p></body></html>"
)


WRITTEN = Path(__file__).parent / "office"
"""Files that LibreOffice 7.4 wrote of a letter, a table and a slide, in the form of each program."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Print every file of theirs with our own command line, but with a single start of LibreOffice."""
    room = tmp_path_factory.mktemp("room")
    files = [path for path in WRITTEN.iterdir() if path.name in KINDS]
    more = [shutil.copy(path, room / f"{path.suffix[1:]}{path.suffix}") for path in files]
    run = office._run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "_run", lambda command, *given: run([*command, *map(str, more)], *given))
        program = soffice.find_office()
        assert program is not None
        office._converted(program, "rtf", Task(source=str(WRITTEN / "letter.rtf"), target=""), room)
    return {path.name: (room / "out" / f"{path.suffix[1:]}.pdf").read_bytes() for path in files}


@pytest.fixture
def prints(printed, monkeypatch):
    """Give what LibreOffice has made of a file of theirs, instead of starting it again."""

    def take(name: str) -> None:
        def run(command: list[str], room: Path, seconds: float) -> None:
            (room / "out").mkdir()
            (room / "out" / "document.pdf").write_bytes(printed[name])

        monkeypatch.setattr(office, "_run", run)

    return take


RUN = office._run
KINDS = {
    "letter.rtf": ("rtf", "Carta de la señora Ejemplo."),
    "letter.docx": ("docx", "Carta de la señora Ejemplo."),
    "letter.doc": ("office97", "Carta de la señora Ejemplo."),
    "letter.odt": ("opendocument", "Carta de la señora Ejemplo."),
    "table.xlsx": ("xlsx", "Date Amount 2024-01-02 100"),
    "slide.pptx": ("pptx", "The plan"),
}


@needs_office
@pytest.mark.parametrize("name", KINDS)
def test_a_file_of_every_kind_becomes_pages(tmp_path, prints, name):
    kind, words = KINDS[name]
    prints(name)
    prepared, findings = one(tmp_path, name, (WRITTEN / name).read_bytes())
    assert prepared.fact.kind == kind
    assert words in text_of(prepared)[0]
    assert prepared.fact.has_text
    assert not ink_in_band(pdf_of(prepared))
    assert codes(findings) == []
    shown = picture(pdf_of(prepared))
    assert (shown.width > shown.height) == (kind == "pptx")


def test_the_older_forms_are_told_by_their_content():
    kinds = {
        path.name: look_inside(path) for path in WRITTEN.iterdir() if path.suffix in {".xls", ".ods", ".odp"}
    }
    assert kinds == {"table.xls": "office97", "table.ods": "opendocument", "slide.odp": "opendocument"}


@needs_office
def test_a_web_page_keeps_every_word(tmp_path):
    prepared, findings = one(tmp_path, "news.html", PAGE.replace("{}", "").encode())
    assert text_of(prepared) == ["Country news Police said no. The end."]
    assert codes(findings) == []


@needs_office
def test_a_file_of_the_machine_is_not_drawn_into_a_web_page(tmp_path):
    from PIL import Image

    secret = tmp_path / "secret.png"
    Image.new("RGB", (400, 400), "red").save(secret)
    page = PAGE.replace("{}", f'<img src="{secret.as_uri()}" width=400 height=400>')
    prepared, _ = one(tmp_path, "news.html", page.encode())
    colours = {colour for _, colour in picture(pdf_of(prepared)).getcolors(1 << 24)}
    assert not [colour for colour in colours if colour[0] > 200 and colour[1] < 60]


@needs_office
def test_an_unchanged_file_is_not_converted_again_but_by_another_libreoffice(tmp_path, monkeypatch, prints):
    prints("letter.rtf")
    first, _ = one(tmp_path, "letter.rtf", RTF)
    with monkeypatch.context() as nothing:
        nothing.setattr("asylum_packet.intake.office._run", None)
        assert one(tmp_path, "letter.rtf")[0] == first
    monkeypatch.setattr(office, "_run", RUN)
    fake_office(tmp_path, monkeypatch, "exit 1")
    assert refused(tmp_path, "letter.rtf").code == "FILE-office-failed"


def fake_office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program named soffice first on the path."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    program = tools / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


def test_without_libreoffice_the_message_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(soffice.shutil, "which", lambda _: None)
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())
    said = refused(tmp_path, "letter.rtf", RTF)
    assert said.code == "FILE-office"
    assert "LibreOffice" in said.fix


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("exit 0", "FILE-office-failed"),
        ("kill -SEGV $$", "FILE-office-failed"),
        ('for a; do case "$p" in --outdir) mkdir -p "$a"; : > "$a/document.pdf";; esac; p="$a"; done', None),
    ],
)
def test_a_libreoffice_that_makes_nothing_is_an_answer(tmp_path, monkeypatch, script, code):
    fake_office(tmp_path, monkeypatch, script)
    assert refused(tmp_path, "letter.rtf", RTF).code == (code or "FILE-office-failed")


def test_a_libreoffice_that_writes_nonsense_is_an_answer(tmp_path, monkeypatch):
    nonsense = (
        'for a; do case "$p" in --outdir) mkdir -p "$a"; echo no > "$a/document.pdf";; esac; p="$a"; done'
    )
    fake_office(tmp_path, monkeypatch, nonsense)
    assert refused(tmp_path, "letter.rtf", RTF).code == "FILE-damaged"


def test_a_libreoffice_that_hangs_is_ended_with_all_it_started(tmp_path, monkeypatch):
    fake_office(tmp_path, monkeypatch, f"(sleep 30; echo late > {tmp_path}/late) & sleep 30")
    start = time.monotonic()
    said = refused(tmp_path, "letter.rtf", RTF, limits=Limits(seconds=2))
    assert said.code == "FILE-timeout"
    assert time.monotonic() - start < 10
    assert not list((tmp_path / ".asylum-packet" / "prepared").glob(".room*"))


def test_what_may_pass_is_not_remembered(tmp_path, monkeypatch):
    fake_office(tmp_path, monkeypatch, "exit 1")
    refused(tmp_path, "letter.rtf", RTF)
    assert not list((tmp_path / ".asylum-packet" / "prepared").glob("?" * 40 + ".json"))


def test_nothing_of_the_users_own_settings_reaches_the_program(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_MINE", "x")
    fake_office(tmp_path, monkeypatch, f'env > "{tmp_path}/seen"; echo "$@" >> "{tmp_path}/seen"')
    refused(tmp_path, "letter.rtf", RTF)
    seen = (tmp_path / "seen").read_text()
    assert "SECRET_OF_MINE" not in seen
    assert "UserInstallation=file://" in seen
    assert "http_proxy=http://127.0.0.1:9" in seen
    assert "letter.rtf" not in seen


def zipped(**members: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("padding", os.urandom(9000))
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped(word__document_xml="x"), "docx"),
        (zipped(xl__workbook_xml="x"), "xlsx"),
        (zipped(ppt__presentation_xml="x"), "pptx"),
        (zipped(photo_jpg="x"), "archive"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "opendocument"),
        (compound(message()), "msg"),
        (compound({"WordDocument": b"x"}), "office97"),
    ],
)
def test_containers_are_told_apart_by_what_is_in_them(tmp_path, data, kind):
    (tmp_path / "file").write_bytes(data)
    assert look_inside(tmp_path / "file") == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04broken", "FILE-damaged"),
        (compound(message())[:700], "FILE-damaged"),
        (compound({"Something": b"x"}), "FILE-kind"),
    ],
)
def test_a_container_that_cannot_be_read_is_not_given_to_libreoffice(tmp_path, monkeypatch, data, code):
    monkeypatch.setattr("asylum_packet.intake.office._run", None)
    assert refused(tmp_path, "letter.doc", data).code == code


def test_a_sealed_office_file_is_locked(tmp_path):
    raw = compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"})
    assert refused(tmp_path, "letter.docx", raw).code == "FILE-sealed"


@needs_office
def test_comments_and_tracked_changes_are_told(tmp_path, prints):
    prints("letter.docx")
    out = BytesIO()
    with zipfile.ZipFile(WRITTEN / "letter.docx") as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            target.writestr(item, source.read(item))
        target.writestr("word/comments.xml", '<w:comments><w:comment w:id="0"/></w:comments>')
    _, findings = one(tmp_path, "letter.docx", out.getvalue())
    assert codes(findings) == ["FILE-office-parts"]


def test_a_mail_with_a_letter_waits_for_libreoffice(tmp_path, monkeypatch):
    from tests.intake.test_mail import an_email

    monkeypatch.setattr(soffice.shutil, "which", lambda _: None)
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())
    mail = an_email()
    mail.add_attachment(RTF, maintype="application", subtype="rtf", filename="letter.rtf")
    intake = take_in(tmp_path, "x.eml") if (tmp_path / "x.eml").write_bytes(mail.as_bytes()) else None
    assert intake is not None
    assert codes(intake.findings) == ["FILE-unprinted"]
    assert not list((tmp_path / ".asylum-packet" / "prepared").glob("?" * 40 + ".json"))
