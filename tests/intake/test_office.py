"""Office files become pages through LibreOffice; where it fails, that is an answer about the file."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from asylum_packet.intake import Limits, soffice
from asylum_packet.intake.containers import look_inside
from tests.intake.compounds import compound, message
from tests.intake.pictures import codes, ink_in_band, one, pdf_of, picture, refused, take_in
from tests.intake.reading import text_of

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi Carta de la \b se\'f1ora Ejemplo\b0 .\par}"
PAGE = (
    "<!doctype html><html><head><title>n</title><style>p{}</style></head><body><h1>Country news</h1>"
    "<p>Police said <b>no</b>.</p>{}<p>The end.</p></body></html>"
)


SLIDE = """<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:body><office:presentation><draw:page><draw:frame svg:x="2cm" svg:y="2cm" svg:width="9cm"
 svg:height="3cm"><draw:text-box><text:p>The plan</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have LibreOffice itself write one file of every kind."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "letter.rtf").write_bytes(RTF)
    (folder / "table.csv").write_text("Date,Amount\n2024-01-02,100\n")
    (folder / "slide.fodp").write_text(SLIDE)
    for kind, source in (
        *((kind, "letter.rtf") for kind in ("docx", "doc")),
        *((kind, "table.csv") for kind in ("xlsx", "ods")),
        ("pptx", "slide.fodp"),
    ):
        profile = (folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(folder), str(folder / source)], check=True, timeout=120)
    return folder


@needs_office
@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("letter.rtf", "rtf", "Carta de la señora Ejemplo."),
        ("letter.docx", "docx", "Carta de la señora Ejemplo."),
        ("letter.doc", "office97", "Carta de la señora Ejemplo."),
        ("table.xlsx", "xlsx", "Amount"),
        ("table.ods", "opendocument", "Amount"),
    ],
)
def test_a_file_of_every_kind_becomes_pages(tmp_path, made, name, kind, words):
    prepared, findings = one(tmp_path, name, (made / name).read_bytes())
    assert prepared.fact.kind == kind
    assert words in text_of(prepared)[0]
    assert prepared.fact.has_text
    assert not ink_in_band(pdf_of(prepared))
    assert codes(findings) == []


@needs_office
def test_a_presentation_becomes_landscape_pages(tmp_path, made):
    prepared, _ = one(tmp_path, "slide.pptx", (made / "slide.pptx").read_bytes())
    assert prepared.fact.kind == "pptx"
    assert text_of(prepared) == ["The plan"]


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
def test_an_unchanged_file_is_not_converted_again(tmp_path, monkeypatch):
    one(tmp_path, "letter.rtf", RTF)
    monkeypatch.setattr("asylum_packet.intake.office._run", None)
    prepared, _ = one(tmp_path, "letter.rtf")
    assert prepared.sheets.count == 1


@needs_office
def test_another_libreoffice_converts_it_again(tmp_path, monkeypatch):
    one(tmp_path, "letter.rtf", RTF)
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
def test_comments_and_tracked_changes_are_told(tmp_path, made):
    out = BytesIO()
    with zipfile.ZipFile(made / "letter.docx") as source, zipfile.ZipFile(out, "w") as target:
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
