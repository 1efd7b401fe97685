"""Private traces inside page content: metadata, piece info, hidden camera data in embedded photographs.

What a page shows is not touched. Document-wide traces (author, scripts, embedded files, ...) need no
scrubbing: the normal form is a new file that takes over nothing but what pages paint.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable, Set

import pikepdf

from asylum_packet.intake import jp2, jpeg
from asylum_packet.intake.boxes import read_number
from asylum_packet.intake.entries import OF_FONTS, OF_RESOURCES, OF_STREAMS
from asylum_packet.intake.inlines import without_traces
from asylum_packet.intake.unwrapping import filters_of, most_unwrapped, parms_of, unwrapped

_TEXT = "/ActualText"
_MOST_GROWTH, _LEAST_ROOM = 8, 1 << 20
"""A JPEG is packed already: what unpacks to many times its size is none."""

_SMALLEST_WITH_PICTURE = 150
"""Packed bytes of a content that can hold a picture with a trace in it."""

_MOST_CONTENT = 100_000_000
_NO_CONTENT = frozenset(
    {"/Length1", "/Length3", "/FunctionType", "/ShadingType", "/N", "/CMapName", "/HalftoneType", "/Width"}
)
"""Entries of streams that are fonts, functions, profiles, maps or pictures."""

_FONT, _IMAGE, _FORM = pikepdf.Name.Font, pikepdf.Name.Image, pikepdf.Name.Form
_DEFLATED = ("/FlateDecode",)


def scrub(things: Iterable[pikepdf.Object]) -> list[pikepdf.Object]:
    """Take the private traces out of all objects of a file; give those that are fonts or list some."""
    bearers = []
    for thing in things:
        stream = thing if isinstance(thing, pikepdf.Stream) else None
        entries = stream.stream_dict if stream is not None else thing
        if not isinstance(entries, pikepdf.Dictionary):
            continue
        names = entries.keys()
        is_font = "/Type" in names and entries["/Type"] == _FONT
        if _settle_lists(entries, names) or is_font:
            bearers.append(thing)
        if stream is None:
            if is_font:
                _keep(entries, names, OF_FONTS)
            continue
        _keep(entries, names, OF_STREAMS)
        if "/Width" in names and entries.get("/Subtype") == _IMAGE:
            _strip_picture(stream, entries)
        elif _may_draw(entries, names):
            _strip_content(stream, entries)
    return bearers


def _settle_lists(entries: pikepdf.Dictionary, names: Set[str]) -> bool:
    """Settle the lists of an object that is or has resources, and say whether fonts are among them."""
    if "/Properties" in names:
        _empty(entries["/Properties"])
    resources = entries["/Resources"] if "/Resources" in names else None
    if not isinstance(resources, pikepdf.Dictionary):
        return "/Font" in names
    held = resources.keys()
    if not held <= OF_RESOURCES:
        _keep(resources, held, OF_RESOURCES)
    if "/Properties" in held:
        _empty(resources["/Properties"])
    return "/Font" in names or "/Font" in held


def _empty(lists: object) -> None:
    """Empty property lists, but for the text that a viewer copies.

    What a program noted with content (metadata, titles) is private, and the list of layers is gone, so that
    a reader would judge what is left of them anew: a membership that shows its content because another layer
    is off (ISO 32000-1, table 99) would hide it.
    """
    if isinstance(lists, pikepdf.Dictionary):
        for name in lists.keys():  # noqa: SIM118 - no plain dict
            one = lists[name]
            if isinstance(one, pikepdf.Dictionary):
                text = one.get(_TEXT)
                kept = pikepdf.Dictionary()
                if isinstance(text, pikepdf.String):
                    kept[_TEXT] = text
                lists[name] = kept


def _keep(entries: pikepdf.Dictionary, names: Set[str], known: Set[str]) -> None:
    """Take all entries out but those that are known to show something."""
    for key in names - known:
        del entries[key]


def _may_draw(entries: pikepdf.Dictionary, names: Set[str]) -> bool:
    """Say whether a stream may be a content: that of a form, a pattern, or a letter that the file draws."""
    return names.isdisjoint(_NO_CONTENT) or "/PatternType" in names or entries.get("/Subtype") == _FORM


def _strip_picture(image: pikepdf.Stream, entries: pikepdf.Dictionary) -> None:
    """Drop what is told in a picture beside what it shows, without touching that.

    What is wrapped around it without loss goes as well.
    """
    filters = filters_of(entries.get("/Filter"))
    if filters[-1:] not in {("/DCTDecode",), ("/JPXDecode",)}:
        return
    packed = memoryview(image.get_raw_stream_buffer())
    most = _MOST_GROWTH * len(packed) + _LEAST_ROOM
    *around, own = parms_of(entries.get("/DecodeParms"), len(filters))
    raw = unwrapped(packed, filters[:-1], around, most_bytes=most)
    clean = raw
    with contextlib.suppress(jpeg.NotJpegError, jp2.NotJp2Error):
        if raw is not None and filters[-1] == "/DCTDecode":
            clean = jpeg.stripped(raw, skips=True)
        elif raw is not None:
            raw = bytes(raw)
            clean = jp2.public_boxes(raw)
    if clean is not None and clean is not raw:
        image.write(bytes(clean))
        image.stream_dict.Filter = pikepdf.Name(filters[-1])
        if isinstance(own, pikepdf.Dictionary):
            image.stream_dict.DecodeParms = own


def _strip_content(stream: pikepdf.Stream, entries: pikepdf.Dictionary) -> None:
    """Drop what a camera wrote into pictures that stand in the midst of a content."""
    length = read_number(entries.get("/Length")) or 0
    if length < _SMALLEST_WITH_PICTURE:
        return
    content = _unpacked(stream, entries, length)
    if content is not None:
        clean = without_traces(content)
        if clean is not content:
            stream.write(zlib.compress(clean, 6), filter=pikepdf.Name.FlateDecode)


def _unpacked(stream: pikepdf.Stream, entries: pikepdf.Dictionary, length: float) -> bytes | None:
    """Unpack a content; None where that cannot be done, or gives too much."""
    filters = filters_of(entries["/Filter"]) if "/Filter" in entries else ()
    if (
        most_unwrapped(length, filters) <= _MOST_CONTENT
    ):  # as nearly always; qpdf is quick, but knows no bounds
        try:
            return stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        except pikepdf.PdfError:
            return None
    parms = parms_of(entries.get("/DecodeParms"), len(filters))
    packed = memoryview(stream.get_raw_stream_buffer())
    unpacked = unwrapped(packed, filters, parms, most_bytes=_MOST_CONTENT)
    return None if unpacked is None else bytes(unpacked)
