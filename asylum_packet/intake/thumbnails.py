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
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

import pypdfium2 as pdfium

from asylum_packet.intake.drafts import draft_of
from asylum_packet.intake.processes import Process, answer, close, send
from asylum_packet.intake.workers import Spare
from asylum_packet.sheets import Sheets

MOST = 60
"""More pictures than this would make the page heavy, and the first build slow."""

WIDTH_PX = 176
MOST_BYTES = 8_000
"""What a picture may weigh; a busy page gets a coarser one."""

_QUALITIES = (62, 45, 30, 15)
_VERSION = 1
_PATIENCE_S = 60.0
_LARGEST_CACHE_BYTES = 4_000_000


class Thumbnails:
    """The pictures of one build; a process that has nothing to do draws them before they are asked for."""

    def __init__(self, cache: Path, spare: Spare | None = None) -> None:
        """Keep them below `cache`, CASE/.asylum-packet; where it cannot be written, all are drawn again."""
        self._cache = cache
        self._spare = spare
        self._drawing: Process | None = None

    def begin(self, wanted: Iterable[Sheets]) -> None:
        """Have the first pages of prepared sheets drawn, where somebody has the time."""
        process = self._spare.take() if self._spare and self._drawing is None else None
        if process is None:
            return
        pages = [[str(sheets.pdf), sheets.skip] for sheets in wanted if isinstance(sheets.pdf, Path)]
        send(process, {"draw": pages, "cache": str(self._cache)})
        self._drawing = process

    def finish(self, wanted: Mapping[str, Sheets]) -> dict[str, bytes]:
        """Give the first page of each of the wanted sheets as a JPEG; a page that cannot be drawn has none.

        Args:
            wanted: The sheets by a name of the caller's; only the first `MOST` are drawn.
        """
        if self._drawing is not None:
            timer = threading.Timer(_PATIENCE_S, self._drawing.kill)
            timer.start()
            answer(self._drawing)  # what it has not drawn is drawn here
            timer.cancel()
            self.close()
        return thumbnails(wanted, self._cache)

    def close(self) -> None:
        """End what nobody waits for any more."""
        if self._drawing is not None:
            close(self._drawing)
        self._drawing = None


def draw_ahead(asked: Mapping[str, object]) -> None:
    """Draw what `Thumbnails.begin` asks for into the cache."""
    match asked:
        case {"draw": list() as pages, "cache": str() as cache}:
            sheets = [Sheets(pdf=Path(pdf), count=1, skip=skip) for pdf, skip in pages]
            thumbnails({str(number): one for number, one in enumerate(sheets)}, Path(cache))


def thumbnails(wanted: Mapping[str, Sheets], cache: Path) -> dict[str, bytes]:
    """Draw the first pages that the cache does not know; see `Thumbnails.finish`."""
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
    try:
        if store.is_symlink() or store.stat().st_size > _LARGEST_CACHE_BYTES:
            return {}
        content = json.loads(store.read_bytes())
        return {
            str(key): data
            for key, text in content.items()
            if (data := base64.b64decode(text, validate=True)).startswith(b"\xff\xd8")
        }
    except (OSError, ValueError, RecursionError, TypeError, AttributeError, binascii.Error):
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
