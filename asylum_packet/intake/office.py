"""Office files and web pages become pages through LibreOffice, where it is installed.

It runs without a window, on a copy, in a folder and with settings of its own that are thrown away afterwards:
no macros, no links to other files, no network, and only for so long.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.intake.compound import read_compound
from asylum_packet.intake.elsewhere import left_elsewhere, linked_pictures
from asylum_packet.intake.plaintext import decoded
from asylum_packet.intake.soffice import find_office, office_look
from asylum_packet.intake.through import as_pages, workroom
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.intake.webtext import text_of_html
from asylum_packet.values import replace

_ENDINGS = {
    "docx": "docx",
    "xlsx": "xlsx",
    "pptx": "pptx",
    "opendocument": "odt",
    "office97": "doc",
    "rtf": "rtf",
    "html": "html",
}
_FILTERS = {"html": ("--infilter=HTML (StarWriter)",)}
"""The web view of LibreOffice drops headings at the top of a page; its text view does not (seen in 7.4)."""

_MOST_LOST = 0.02
"""Share of the words of a web page that may be missing (menus that are never shown) without a finding."""

_SHARE_OF_TIME = 0.75
"""Of the time a file may take; the rest is for the pages that come of it."""

_MOST_XML_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_NOWHERE = "127.0.0.1"

_SETTING = """\
<item oor:path="/org.openoffice.{path}">\
<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>
"""
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Save/Graphic", "AddReplacementImages", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.WriterWeb/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-US"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""


def prepare_office(kind: str, task: Task) -> Outcome:
    """Print an Office file to `task.target`.

    Raises:
        Refusal: LibreOffice is not there, or cannot do it.
    """
    _refuse_locked(Path(task.source))
    office = find_office()
    if office is None:
        raise Refusal("FILE-office", "needs LibreOffice to become pages, and it is not installed here")
    maker = office_look()
    remarks = (*_unseen(Path(task.source)), *linked_pictures(Path(task.source)))
    with workroom(task) as room:
        made = _converted(office, kind, task, room)
        lost = _lost(Path(task.source), made) if kind == "html" else ()
        outcome = as_pages(task, kind, made, (*remarks, *lost))
    return replace(outcome, maker=maker, removed=() if kind == "html" else ("metadata",))


def _refuse_locked(source: Path) -> None:
    """Refuse what opens only with a password: Office puts the whole file into a sealed stream."""
    with source.open("rb") as file:
        if not file.read(4).startswith(_OLE):
            return
    try:
        is_sealed = "EncryptedPackage" in read_compound(source.read_bytes())
    except Refusal:
        return  # LibreOffice may still make something of it
    if is_sealed:
        raise Refusal("FILE-sealed", "opens only with a password, which LibreOffice cannot be given here")


def _converted(office: Path, kind: str, task: Task, room: Path) -> Path:
    """Have LibreOffice make a PDF."""
    source = room / f"document.{_ENDINGS[kind]}"
    shutil.copyfile(task.source, source)
    profile = room / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items))
    out = room / "out"
    _run(
        [
            str(office),
            f"-env:UserInstallation={profile.as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--nologo",
                "--nofirststartwizard",
            ),
            *_FILTERS.get(kind, ()),
            *(
                "--convert-to",
                "pdf:writer_pdf_Export" if kind == "html" else "pdf",
                "--outdir",
                str(out),
                str(source),
            ),
        ],
        room,
        task.limits.seconds * _SHARE_OF_TIME,
    )
    made = out / "document.pdf"
    if not made.is_file() or not made.stat().st_size:
        raise Refusal("FILE-office-failed", "cannot be opened by LibreOffice")
    return made


def _run(command: list[str], room: Path, seconds: float) -> None:
    """Run a program in its own group of processes, and end all of them when its time is up.

    Raises:
        Refusal: It cannot be started, or takes too long.
    """
    try:
        process = subprocess.Popen(
            command,
            cwd=room,
            env=_environment(room),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise Refusal("FILE-office-failed", "needs LibreOffice, which does not start here") from None
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Refusal("FILE-timeout", f"takes LibreOffice longer than {seconds:g} seconds") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and everything it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(room: Path) -> dict[str, str]:
    """Give the program a home of its own and a way to nowhere instead of the network."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
    nowhere = f"http://{_NOWHERE}:9"
    proxies = {name: nowhere for low in ("http_proxy", "https_proxy") for name in (low, low.upper())}
    return {**kept, **proxies, "HOME": str(room), "TMPDIR": str(room), "SAL_USE_VCLPLUGIN": "svp"}


def _lost(source: Path, made: Path) -> tuple[Remark, ...]:
    """Say what a web page shows and its printed pages do not: pictures that lie elsewhere, and words."""
    page = decoded(source.read_bytes())[0]
    return (*left_elsewhere(page), *_lost_words(page, made))


def _lost_words(page: str, made: Path) -> tuple[Remark, ...]:
    """Compare the words of a web page with those on its pages."""
    wanted = _words(re.sub(r"<\S+>|\[picture: [^]]*]", " ", text_of_html(page)))
    with pdfium.PdfDocument(made) as document:
        printed = " ".join(page.get_textpage().get_text_range() for page in document)
    lost = sum((wanted - _words(printed)).values())
    if lost <= _MOST_LOST * sum(wanted.values()):
        return ()
    return (Remark(code="FILE-office-parts", text=f"has {lost:,} words that are not on its pages"),)


def _words(text: str) -> Counter[str]:
    """Count the words of a text, whatever broke them over lines."""
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


_PARTS = {
    "word/comments.xml": ("comments in its margin, which are not printed", re.compile(rb"<w:comment\b")),
    "word/document.xml": (
        "tracked changes, printed as marks with the old text beside the new",
        re.compile(rb"<w:(?:ins|del)\b[^>]*w:author"),
    ),
    "xl/workbook.xml": ("hidden sheets, which are not printed", re.compile(rb'state="(?:veryH|h)idden"')),
}
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_HIDDEN_SLIDE = re.compile(rb"<p:sld\b[^>]*\bshow=\"0\"")


def _unseen(source: Path) -> Iterator[Remark]:
    """Say what an Office file holds that its pages do not show, or show as marks."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = {item.filename: item.file_size for item in archive.infolist()}
            for name, (words, pattern) in _PARTS.items():
                if names.get(name, _MOST_XML_BYTES) < _MOST_XML_BYTES and pattern.search(archive.read(name)):
                    yield Remark(code="FILE-office-parts", text=f"has {words}")
            slides = [n for n, size in names.items() if _SLIDE.fullmatch(n) and size < _MOST_XML_BYTES]
            if any(_HIDDEN_SLIDE.search(archive.read(name)) for name in slides[:500]):
                yield Remark(code="FILE-office-parts", text="has hidden slides, which are not printed")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return
