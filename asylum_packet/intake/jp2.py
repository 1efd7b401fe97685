"""JPEG 2000 files as a run of boxes: the same picture without those that hold notes. Pure.

The picture itself is never decoded or changed (ISO/IEC 15444-1, annex I).
"""

from __future__ import annotations

_SIGNATURE = b"\x00\x00\x00\x0cjP"
_PRIVATE = frozenset({b"uuid", b"xml ", b"uinf", b"jumb"})
_FRAGMENTS = b"ftbl"


class NotJp2Error(ValueError):
    """The boxes run past the end of the file."""


def public_boxes(data: bytes) -> bytes:
    """Leave out the boxes that hold notes: Exif, XMP, places; the very same bytes where there are none.

    A bare codestream has no boxes. A file that says by byte numbers where its picture lies (ISO/IEC 15444-2)
    is left as it is.

    Raises:
        NotJp2Error: It breaks off.
    """
    if not data.startswith(_SIGNATURE):
        return data
    kept, at, is_fragmented = [], 0, False
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if length == 0 else at + length
        if length != 0 and (length < 8 or end > len(data)):
            raise NotJp2Error("breaks off")
        kind = data[at + 4 : at + 8]
        is_fragmented = is_fragmented or kind == _FRAGMENTS
        if kind not in _PRIVATE:
            kept.append(data[at:end])
        at = end
    public = b"".join(kept)
    return data if is_fragmented or len(public) == len(data) else public
