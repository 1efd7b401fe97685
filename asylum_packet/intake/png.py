"""PNG files: header, and the packed rows as a PDF can take them over (PNG 1.2; RFC 2083)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from asylum_packet.intake.jpeg import tiff_orientation

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


class NotPngError(ValueError):
    """The bytes do not follow the rules of a PNG file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
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
    header, palette, profile, dpi, transparent = None, b"", b"", (0.0, 0.0), False
    rows: list[bytes] = []
    ended, orientation = False, 1
    for name, body in _chunks(data):
        if name == b"IHDR" and len(body) == 13:
            header = struct.unpack(">IIBBBBB", body)
        elif name == b"PLTE":
            palette = body
        elif name == b"tRNS":
            transparent = True
        elif name == b"iCCP":
            profile = _profile(body)
        elif name == b"pHYs" and len(body) == 9:
            x, y, unit = struct.unpack(">IIB", body)
            dpi = (x * 0.0254, y * 0.0254) if unit == 1 else dpi
        elif name == b"eXIf":
            orientation = tiff_orientation(body) or 1
        elif name == b"IDAT":
            rows.append(body)
        ended = name == b"IEND"
    if (
        header is None
        or not ended
        or not rows
        or header[3] not in _CHANNELS
        or header[2] not in {1, 2, 4, 8, 16}
    ):
        raise NotPngError("no complete picture in it")
    return Picture(
        width=header[0],
        height=header[1],
        depth=header[2],
        colour=header[3],
        interlaced=header[6] != 0,
        palette=palette,
        has_transparency=transparent,
        profile=profile,
        dpi=dpi,
        rows=b"".join(rows),
        orientation=orientation,
    )


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
    try:
        return zlib.decompressobj().decompress(packed[1:], 4_000_000)
    except zlib.error:
        return b""
