"""Private traces inside page content: metadata, piece info, hidden camera data in embedded photographs.

What a page shows is not touched. Document-wide traces (author, scripts, embedded files, ...) need no
scrubbing: the normal form is a new file that takes over nothing but what pages paint.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

import pikepdf

from asylum_packet.intake import jpeg

_PRIVATE = frozenset(
    {
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/OPI",
        "/AF",
        "/Ref",
        "/StructParent",
        "/StructParents",
        "/Measure",
        "/PtData",
        "/Alternates",
        "/ID",
        "/OC",
    }
)
"""Entries of stream dictionaries that show nothing on paper (ISO 32000-1, tables 89 and 95)."""

_LAYERS = (pikepdf.Name.OCG, pikepdf.Name.OCMD)
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
        if _settle_lists(entries, names) or ("/Type" in names and entries["/Type"] == _FONT):
            bearers.append(thing)
        if stream is None:
            continue
        for key in _PRIVATE & names:
            del entries[key]
        if "/Width" in names and _is_jpeg(entries) and entries.get("/Subtype") == _IMAGE:
            _strip_photograph(stream)
    return bearers


def _settle_lists(entries: pikepdf.Dictionary, names: Set[str]) -> bool:
    """Take the layers out of an object that is or has resources, and say whether fonts are among them.

    The list of layers is gone, so that a reader would judge what is left anew: a membership that shows its
    content because another layer is off (ISO 32000-1, table 99) would hide it.
    """
    if "/Properties" in names:
        _forget_layers(entries["/Properties"])
    resources = entries["/Resources"] if "/Resources" in names else None
    if not isinstance(resources, pikepdf.Dictionary):
        return "/Font" in names
    held = resources.keys()
    if "/Properties" in held:
        _forget_layers(resources["/Properties"])
    return "/Font" in names or "/Font" in held


def _forget_layers(lists: object) -> None:
    """Take the layers out of property lists."""
    if isinstance(lists, pikepdf.Dictionary):
        for name in lists.keys():  # noqa: SIM118 - no plain dict
            if isinstance(lists[name], pikepdf.Dictionary) and lists[name].get("/Type") in _LAYERS:
                lists[name] = pikepdf.Dictionary()


def _is_jpeg(entries: pikepdf.Dictionary) -> bool:
    """Say whether an image's data is a JPEG file as it stands."""
    kind = entries.get("/Filter")
    if isinstance(kind, pikepdf.Array):
        return len(kind) == 1 and kind[0] == _DCT
    return kind == _DCT


def _strip_photograph(image: pikepdf.Stream) -> None:
    """Drop camera data and comments from a JPEG inside a PDF, without touching its picture."""
    raw = memoryview(image.get_raw_stream_buffer())
    try:
        clean = jpeg.stripped(raw)
    except jpeg.NotJpegError:
        return
    if clean is not raw:
        parms = image.stream_dict.get("/DecodeParms")
        image.write(bytes(clean))
        image.stream_dict.Filter = _DCT
        if isinstance(parms, pikepdf.Dictionary | pikepdf.Array):
            image.stream_dict.DecodeParms = parms
