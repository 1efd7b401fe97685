"""JPEG files in the midst of a content (ISO 32000-1, 8.9.7), without what a camera wrote into them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from asylum_packet.intake import jpeg
from asylum_packet.intake.unwrapping import filters_of, parms_of, unwrapped

_BEGINS = re.compile(rb"(?<!\S)BI(?=[\s/])(.{1,2000}?)\sID\s", re.DOTALL)
_ENDS = re.compile(rb"\sEI(?!\S)")
_MOST_ENDS = 200
_MOST_GROWTH, _LEAST_ROOM = 8, 1 << 20
_RETOLD = ("/F", "/Filter", "/DP", "/DecodeParms", "/L", "/Length")


def without_traces(content: bytes) -> bytes:
    """Strip the JPEG files in a content; the very same bytes come back where there is nothing to strip.

    What is wrapped around one is replaced by hexadecimal digits, which no reader can take for its end.
    """
    if b"DCT" not in content:
        return content
    parts = []
    at = 0
    for begins in _BEGINS.finditer(content):
        if begins.start() < at or b"DCT" not in begins[1]:
            continue
        found = _stripped(begins[1], content, begins.end())
        if found is not None:
            new, end = found
            parts += [content[at : begins.start()], new]
            at = end
    return b"".join([*parts, content[at:]]) if parts else content


def _stripped(told: bytes, content: bytes, start: int) -> tuple[bytes, int] | None:
    """Give a picture in the midst of a content anew, and where it ended; None where nothing is to be done."""
    try:
        entries = pikepdf.Object.parse(b"<<" + told + b" >>")
    except pikepdf.PdfError:
        return None
    if not isinstance(entries, pikepdf.Dictionary):
        return None
    filters = filters_of(entries.get("/F", entries.get("/Filter")))
    if filters[-1:] != ("/DCTDecode",):
        return None
    *around, own = parms_of(entries.get("/DP", entries.get("/DecodeParms")), len(filters))
    for end, raw in _wholes(content, start, filters[:-1], around):
        clean = jpeg.stripped(raw, skips=True)
        return (_written(entries, bytes(clean), own, is_bare=not around), end) if clean is not raw else None
    return None


def _wholes(
    content: bytes, start: int, around: tuple[str, ...], parms: list[object]
) -> Iterator[tuple[int, bytes | memoryview]]:
    """Yield the JPEG file that begins at a place where it is whole, with the place behind its last operator.

    The letters of that operator may stand in the picture, too.
    """
    for _, ends in zip(range(_MOST_ENDS), _ENDS.finditer(content, start), strict=False):
        packed = content[start : ends.start()]
        raw = unwrapped(packed, around, parms, most_bytes=_MOST_GROWTH * len(packed) + _LEAST_ROOM)
        if raw is not None and _is_whole(raw):
            yield ends.end(), raw


def _is_whole(raw: bytes | memoryview) -> bool:
    """Say whether a JPEG file has its end."""
    try:
        return any(part.marker == jpeg.EOI for part in jpeg.segments(raw, skips=True))
    except jpeg.NotJpegError:
        return False


def _written(entries: pikepdf.Dictionary, clean: bytes, own: object, *, is_bare: bool) -> bytes:
    """Write a picture into a content."""
    for key in _RETOLD:
        if key in entries:
            del entries[key]
    entries["/F"] = pikepdf.Name.DCT if is_bare else pikepdf.Array([pikepdf.Name.AHx, pikepdf.Name.DCT])
    if isinstance(own, pikepdf.Dictionary):
        entries["/DP"] = own if is_bare else pikepdf.Array([None, own])
    data = clean if is_bare else clean.hex().encode() + b">"
    return b"BI" + entries.unparse()[2:-2] + b"ID " + data + b"\nEI"
