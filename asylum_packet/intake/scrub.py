"""Private traces inside page content: metadata, piece info, hidden camera data in embedded photographs.

What a page shows is not touched. Document-wide traces (author, scripts, embedded files, ...) need no
scrubbing: the normal form is a new file that takes over nothing but what pages paint.
"""

from __future__ import annotations

from collections.abc import Set

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


def scrub(pdf: pikepdf.Pdf) -> None:
    """Take the private traces out of every stream of a file."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            _forget_layers(thing, thing.keys())
        if not isinstance(thing, pikepdf.Stream):
            continue
        entries = thing.stream_dict
        names = entries.keys()
        _forget_layers(entries, names)
        for key in _PRIVATE & names:
            del entries[key]
        if "/Width" in names and _is_jpeg(entries) and entries.get("/Subtype") == pikepdf.Name.Image:
            _strip_photograph(thing)


def _forget_layers(entries: pikepdf.Dictionary, names: Set[str]) -> None:
    """Take the layers out of resources: their list is gone, so a reader would judge what is left anew.

    A membership that shows its content because another layer is off (ISO 32000-1, table 99) would hide it.
    """
    resources = entries.get("/Resources") if "/Resources" in names else None
    for held in (entries if "/Properties" in names else None, resources):
        lists = held.get("/Properties") if isinstance(held, pikepdf.Dictionary) else None
        if isinstance(lists, pikepdf.Dictionary):
            for name in lists.keys():  # noqa: SIM118 - no plain dict
                if isinstance(lists[name], pikepdf.Dictionary) and lists[name].get("/Type") in _LAYERS:
                    lists[name] = pikepdf.Dictionary()


def _is_jpeg(entries: pikepdf.Dictionary) -> bool:
    """Say whether an image's data is a JPEG file as it stands."""
    kind = entries.get("/Filter")
    if isinstance(kind, pikepdf.Array):
        return len(kind) == 1 and kind[0] == pikepdf.Name.DCTDecode
    return kind == pikepdf.Name.DCTDecode


def _strip_photograph(image: pikepdf.Stream) -> None:
    """Drop camera data and comments from a JPEG inside a PDF, without touching its picture."""
    parms = image.stream_dict.get("/DecodeParms")
    raw = memoryview(image.get_raw_stream_buffer())
    try:
        clean = jpeg.stripped(raw)
    except jpeg.NotJpegError:
        return
    if clean is not raw:
        image.write(bytes(clean))
        image.stream_dict.Filter = pikepdf.Name.DCTDecode
        if isinstance(parms, pikepdf.Dictionary | pikepdf.Array):
            image.stream_dict.DecodeParms = parms
