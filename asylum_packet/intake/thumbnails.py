"""Small pictures of the first pages of documents, for the page that looks a packet over.

They are kept in one file beside the prepared exhibits, CASE/.asylum-packet/prepared/thumbnails.json, under
names made of the content, and only those of the last build: an unchanged exhibit is not drawn again.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.disk import content_of
from asylum_packet.intake.drafts import draft_of
from asylum_packet.sheets import Sheets

MOST = 60
"""More pictures than this would make the page heavy, and the first build slow."""

WIDTH_PX = 176
MOST_BYTES = 8_000
"""What a picture may weigh; a busy page gets a coarser one."""

_QUALITIES = (62, 45, 30, 15)
_VERSION = 1
_LARGEST_CACHE_BYTES = 4_000_000


def thumbnails(wanted: Mapping[str, Sheets], cache: Path) -> dict[str, bytes]:
    """Draw the first page of each of the wanted sheets as a JPEG; a page that cannot be drawn has none.

    Args:
        wanted: The sheets by a name of the caller's; only the first `MOST` are drawn.
        cache: CASE/.asylum-packet. Where it cannot be written the pictures are drawn every time.
    """
    store = cache / "prepared" / "thumbnails.json"
    known = _read(store)
    names = {name: _name(sheets) for name, sheets in list(wanted.items())[:MOST]}
    pictures = {
        key: known[key] if key in known else _drawn(wanted[name])
        for name, key in names.items()
        if key is not None
    }
    kept = {key: picture for key, picture in pictures.items() if picture is not None}
    if kept.keys() != known.keys():
        _write(store, kept)
    return {name: kept[key] for name, key in names.items() if key in kept}


def _name(sheets: Sheets) -> str | None:
    """Name a first page by its content; a prepared file is already named by it. None where it is gone."""
    if isinstance(sheets.pdf, Path):
        try:
            found = sheets.pdf.stat()
        except OSError:
            return None
        content = f"{sheets.pdf.name} {found.st_size} {found.st_mtime_ns}"
    else:
        content = hashlib.sha256(sheets.pdf).hexdigest()
    told = f"{_VERSION} {WIDTH_PX} {MOST_BYTES} {sheets.skip} {content}"
    return hashlib.sha256(told.encode()).hexdigest()[:40]


def _drawn(sheets: Sheets) -> bytes | None:
    """Draw a first page, as finely as its weight allows."""
    try:
        with pdfium.PdfDocument(sheets.pdf) as document:
            page = document[sheets.skip]
            picture = page.render(scale=WIDTH_PX / max(page.get_width(), 1.0)).to_pil().convert("RGB")
    except (pdfium.PdfiumError, OSError, ValueError):
        return None
    for quality in _QUALITIES:
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=quality, optimize=True)
        if written.tell() <= MOST_BYTES:
            break
    return written.getvalue()


def _read(store: Path) -> dict[str, bytes]:
    """Read the pictures of the last build; none where there is no file or it is damaged."""
    told = content_of(store, most_bytes=_LARGEST_CACHE_BYTES)
    try:
        content = {} if told is None else json.loads(told)
        return {
            str(key): data
            for key, text in content.items()
            if (data := base64.b64decode(text, validate=True)).startswith(b"\xff\xd8")
        }
    except (ValueError, RecursionError, TypeError, AttributeError, binascii.Error):
        return {}


def _write(store: Path, pictures: Mapping[str, bytes]) -> None:
    """Keep the pictures; where that is not possible they are drawn again next time."""
    text = json.dumps({key: base64.b64encode(data).decode() for key, data in pictures.items()})
    draft = draft_of(store)
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(text)
        draft.replace(store)
