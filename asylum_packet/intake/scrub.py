"""Private traces inside page content: metadata, piece info, hidden camera data in embedded photographs.

What a page shows is not touched. Document-wide traces (author, scripts, embedded files, ...) need no
scrubbing: the normal form is a new file that takes over nothing but what pages paint.
"""

from __future__ import annotations

import base64
import contextlib
import zlib
from collections.abc import Iterable, Set

import pikepdf

from asylum_packet.intake import jp2, jpeg
from asylum_packet.intake.entries import OF_FONTS, OF_RESOURCES, OF_STREAMS

_TEXT = "/ActualText"
_LONG = {
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/Fl": "/FlateDecode",
    "/DCT": "/DCTDecode",
}
"""Short names of filters (table 94), which viewers take here, too."""

_MOST_GROWTH, _LEAST_ROOM = 8, 1 << 20
"""A JPEG is packed already: what unpacks to many times its size is none."""

_FONT, _IMAGE, _DCT = pikepdf.Name.Font, pikepdf.Name.Image, pikepdf.Name.DCTDecode


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
            filters = _filters(entries)
            if filters[-1:] == ("/DCTDecode",):
                _strip_photograph(stream, filters)
            elif filters == ("/JPXDecode",):
                _strip_boxes(stream)
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


def _filters(entries: pikepdf.Dictionary) -> tuple[str, ...]:
    """List the filters of a stream by their long names; nothing where they cannot be read."""
    kind = entries.get("/Filter")
    listed = list(kind) if isinstance(kind, pikepdf.Array) else [kind]
    if not all(isinstance(one, pikepdf.Name) for one in listed):
        return ()
    return tuple(_LONG.get(str(one), str(one)) for one in listed)


def _strip_photograph(image: pikepdf.Stream, filters: tuple[str, ...]) -> None:
    """Drop camera data and comments from a JPEG inside a PDF, without touching its picture.

    `filters` are those of the stream; the last of them is that of the JPEG, others are wrapped around it.
    """
    raw = _unwrapped(memoryview(image.get_raw_stream_buffer()), filters[:-1])
    if raw is None:
        return
    try:
        clean = jpeg.stripped(raw, skips=True)
    except jpeg.NotJpegError:
        return
    if clean is not raw:
        parms = image.stream_dict.get("/DecodeParms")
        image.write(bytes(clean))
        image.stream_dict.Filter = _DCT
        own = (
            parms[len(filters) - 1]
            if isinstance(parms, pikepdf.Array) and len(parms) >= len(filters)
            else parms
        )
        if isinstance(own, pikepdf.Dictionary):
            image.stream_dict.DecodeParms = own


def _strip_boxes(image: pikepdf.Stream) -> None:
    """Drop the notes from a JPEG 2000 file inside a PDF."""
    raw = image.read_raw_bytes()
    with contextlib.suppress(jp2.NotJp2Error):
        clean = jp2.public_boxes(raw)
        if clean is not raw:
            image.write(clean, filter=pikepdf.Name.JPXDecode)


def _unwrapped(raw: memoryview, around: tuple[str, ...]) -> memoryview | None:
    """Take off what is wrapped around a JPEG; None where that cannot be done, or gives far too much."""
    for one in around:
        try:
            if one == "/ASCII85Decode":
                text = b"".join(bytes(raw).partition(b"~>")[0].split()).removeprefix(b"<~")
                raw = memoryview(base64.a85decode(text))
            elif one == "/ASCIIHexDecode":
                text = b"".join(bytes(raw).partition(b">")[0].split())
                raw = memoryview(bytes.fromhex((text + b"0" * (len(text) % 2)).decode("ascii")))
            elif one == "/FlateDecode":
                most = _MOST_GROWTH * len(raw) + _LEAST_ROOM
                inflater = zlib.decompressobj()
                raw = memoryview(inflater.decompress(raw, most))
                if inflater.unconsumed_tail:
                    return None
            else:
                return None
        except (ValueError, zlib.error):
            return None
    return raw
