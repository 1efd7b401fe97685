"""PNG files: header, and the packed rows as a PDF can take them over (PNG 1.2; RFC 2083)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from asylum_packet.intake.jpeg import tiff_orientation
from asylum_packet.values import Struct

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


class NotPngError(ValueError):
    """The bytes do not follow the rules of a PNG file."""


class Picture(Struct, frozen=True, kw_only=True):
    """A PNG: its header, and the deflated rows as they stand in the file.

    `colour` is the colour type of the standard; `dpi` is (0, 0) where the file does not say.
    """

    width: int
    height: int
    depth: int
    colour: int
    interlaced: bool
    palette: bytes = b""
    has_transparency: bool = False
    profile: bytes = b""
    dpi: tuple[float, float] = (0.0, 0.0)
    rows: bytes = b""
    orientation: int = 1

    @property
    def channels(self) -> int:
        """Samples a pixel has in the file."""
        return _CHANNELS[self.colour]

    @property
    def passes_through(self) -> bool:
        """Whether a PDF can take the rows as they are: no transparency, not interlaced."""
        return not (self.interlaced or self.has_transparency or self.colour in {4, 6})


def read_png(data: bytes) -> Picture:
    """Read a PNG without unpacking its picture; every chunk is proven by its check sum.

    Raises:
        NotPngError: Broken off, changed, or no PNG.
    """
    held: dict[bytes, bytes] = {}
    rows: list[bytes] = []
    last = b""
    for name, body in _chunks(data):
        if name == b"IDAT":
            rows.append(body)
        else:
            held.setdefault(name, body)
        last = name
    header = held.get(b"IHDR", b"")
    if len(header) != 13 or last != b"IEND" or not rows:
        raise NotPngError("no complete picture in it")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if colour not in _CHANNELS or depth not in {1, 2, 4, 8, 16}:
        raise NotPngError("a kind of picture that PNG does not have")
    return Picture(
        width=width,
        height=height,
        depth=depth,
        colour=colour,
        interlaced=interlaced != 0,
        palette=held.get(b"PLTE", b""),
        has_transparency=b"tRNS" in held,
        profile=_profile(held.get(b"iCCP", b"")),
        dpi=_dpi(held.get(b"pHYs", b"")),
        rows=b"".join(rows),
        orientation=tiff_orientation(held.get(b"eXIf", b"")) or 1,
    )


def _dpi(body: bytes) -> tuple[float, float]:
    """Read dots per inch; (0, 0) where only a ratio is given."""
    if len(body) != 9:
        return (0.0, 0.0)
    x, y, unit = struct.unpack(">IIB", body)
    return (x * 0.0254, y * 0.0254) if unit == 1 else (0.0, 0.0)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and body of every chunk up to the last one."""
    at = len(SIGNATURE)
    if data[:at] != SIGNATURE:
        raise NotPngError("no PNG signature")
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            raise NotPngError("breaks off")
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise NotPngError("a check sum is wrong")
        name = data[at + 4 : at + 8]
        yield name, data[at + 8 : end - 4]
        if name == b"IEND":
            return
        at = end


def _profile(body: bytes) -> bytes:
    """Unpack a colour profile of at most 4 MB; none where it cannot be."""
    _, _, packed = body.partition(b"\x00")
    if not packed:
        return b""
    try:
        return zlib.decompressobj().decompress(packed[1:], 4_000_000)
    except zlib.error:
        return b""
