"""What a container holds: a Word document and an archive begin alike, and so do Outlook and old Office."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from asylum_packet.intake.compound import read_compound
from asylum_packet.intake.values import Refusal

CONTAINERS = frozenset(
    {"docx", "xlsx", "pptx", "opendocument", "pages", "epub", "archive", "msg", "office97"}
)
"""Kinds whose first bytes do not tell for certain what they are."""

_MEMBERS = {
    "word/document.xml": "docx",
    "word/document2.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "ppt/presentation.xml": "pptx",
    "Index/Document.iwa": "pages",
    "Index.zip": "pages",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_BOOK = b"application/epub+zip"
_OFFICE_STREAMS = frozenset({"WordDocument", "Workbook", "Book", "PowerPoint Document", "EncryptedPackage"})
_COMPOUND = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 500_000_000


def look_inside(file: Path) -> str:
    """Name the kind of a container by what lies in it.

    Nobody else is asked about a container that cannot be read: LibreOffice prints its bytes as letters.

    Raises:
        Refusal: It is damaged, or holds nothing that is known here.
    """
    with file.open("rb") as stream:
        head = stream.read(4)
    if head.startswith(b"PK"):
        return _zip_kind(file)
    return _compound_kind(file) if head == _COMPOUND else "archive"


def _zip_kind(file: Path) -> str:
    """Tell by the names in an archive; nothing is unpacked but the first bytes of one."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as told:
                    said = told.read(200)
                if said.startswith(_OPEN_DOCUMENT):
                    return "opendocument"
                if said.startswith(_BOOK):
                    return "epub"
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        raise Refusal("FILE-damaged", "is damaged: what is packed in it cannot be read") from None
    return next((kind for name, kind in _MEMBERS.items() if name in names), "archive")


def _compound_kind(file: Path) -> str:
    """Tell by the streams of a compound file."""
    if file.stat().st_size > _MOST_BYTES:
        raise Refusal("FILE-too-large", f"is larger than {_MOST_BYTES / 1e6:,.0f} MB")
    names = read_compound(file.read_bytes()).keys()
    if "__properties_version1.0" in names:
        return "msg"
    if names & _OFFICE_STREAMS:
        return "office97"
    raise Refusal("FILE-kind", "is of a kind that is not known here")
