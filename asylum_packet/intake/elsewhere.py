"""Pictures and pages that a web page or an Office file shows and does not carry: they lie elsewhere.

Nothing is fetched here, from no network and no other file, so they are not on the pages; that has to be told.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from asylum_packet.intake.values import Remark

_FRAMES = frozenset({"iframe", "frame", "embed", "object"})
_WITHIN = ("data:", "cid:", "about:", "javascript:", "#")
_DOT = re.compile(r"\s*[012](?:px)?\s*")
"""Sizes of pictures that nobody is meant to see: they only tell the sender that somebody looked."""

_MOST_XML_BYTES = 50_000_000
_LINKED = {
    "word/_rels/document.xml.rels": re.compile(
        rb'<Relationship\b(?=[^>]*\bType="[^">]*/image")(?=[^>]*\bTargetMode="External")'
    ),
    "content.xml": re.compile(rb'<draw:image\b[^>]*\bxlink:href="(?:https?:|file:|\.\./|/)'),
}


def left_elsewhere(page: str) -> tuple[Remark, ...]:
    """Say how many pictures and frames of a web page lie elsewhere.

    Args:
        page: The text of the page, as HTML.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return (
        *_told(reader.pictures, "a picture", "pictures"),
        *_told(reader.frames, "a frame with a page", "frames with pages"),
    )


def linked_pictures(source: Path) -> tuple[Remark, ...]:
    """Say how many pictures of an Office file are only named in it; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(source) as archive:
            sizes = {item.filename: item.file_size for item in archive.infolist()}
            count = sum(
                len(pattern.findall(archive.read(name)))
                for name, pattern in _LINKED.items()
                if sizes.get(name, _MOST_XML_BYTES) < _MOST_XML_BYTES
            )
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return ()
    return _told(count, "a picture", "pictures")


def is_elsewhere(told: Mapping[str, str]) -> bool:
    """Say whether a picture lies elsewhere and is meant to be seen, by the attributes of its tag."""
    is_dot = any(_DOT.fullmatch(told.get(side, "")) for side in ("width", "height"))
    return _leads_away(told.get("src", "")) and not is_dot


def _leads_away(address: str) -> bool:
    """Say whether an address is of something that is not in the page itself."""
    return bool(address.strip()) and not address.strip().casefold().startswith(_WITHIN)


def _told(count: int, one: str, many: str) -> tuple[Remark, ...]:
    """Make a remark of a number."""
    if not count:
        return ()
    words = f"{one} that lies" if count == 1 else f"{count:,} {many} that lie"
    return (Remark(code="FILE-elsewhere", text=f"has {words} elsewhere, not printed"),)


class _Reader(HTMLParser):
    """Counts what is shown and not there."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.pictures = 0
        self.frames = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look where a picture or a frame comes from."""
        told = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.pictures += is_elsewhere(told)
        elif tag in _FRAMES:
            self.frames += _leads_away(told.get("data" if tag == "object" else "src", ""))
