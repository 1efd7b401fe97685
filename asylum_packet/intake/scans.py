"""The pages most scanners make: nothing but one picture. Where it lies is read without drawing anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import pikepdf

from asylum_packet.intake.paintables import Paintable
from asylum_packet.intake.placing import Matrix, Place, apply, joined
from asylum_packet.intake.shown import Picture, Shown, goes_on, scan_among
from asylum_packet.sheets import STAMP_BAND_PT, Rect

_LONGEST_PACKED = 300
_MOST_WORDS = 400
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)")
_SETTING = frozenset(b"gs w J j M ri i g G rg RG".split())


def only_pictures(form: pikepdf.Stream, things: Mapping[str, Paintable]) -> tuple[Picture, ...]:
    """List the pictures that are certainly all that a page draws, in its user space; else nothing.

    `things` is what it can paint, by name.
    """
    if not things or not 0 < int(form.stream_dict.get("/Length", 0)) <= _LONGEST_PACKED:
        return ()
    try:
        drawn = _drawn(form.read_bytes())
    except pikepdf.PdfError:
        return ()
    pictures = tuple(
        picture for name, matrix in drawn if (picture := _picture(things.get(name), matrix)) is not None
    )
    return pictures if len(pictures) == len(drawn) else ()


def in_band(pictures: tuple[Picture, ...], matrix: Matrix) -> bool:
    """Say whether a corner of any picture lies under the stamp; `matrix` leads to the sheet."""
    square = ((0, 0), (1, 0), (0, 1), (1, 1))
    return any(
        apply(joined(picture.matrix, matrix), *corner)[1] < STAMP_BAND_PT - 0.01
        for picture in pictures
        for corner in square
    )


def shown_of(pictures: tuple[Picture, ...], spot: Place, window: Rect) -> Shown:
    """Say what is known of a page in its place; `pictures` are all that it draws, where that is known."""
    if not pictures:
        return Shown(window=window)
    placed = [picture._replace(matrix=joined(picture.matrix, spot.matrix)) for picture in pictures]
    size = round(spot.width_pt), round(spot.height_pt)
    return Shown(
        window=window,
        scan=scan_among(placed, *size, window),
        goes_on=any(goes_on(picture.matrix, *size, window) for picture in placed),
    )


@lru_cache(maxsize=16)  # the pages of one scanner say the same
def _drawn(content: bytes) -> tuple[tuple[str, Matrix], ...]:
    """List what a short content draws, by name and matrix; nothing where it does anything else.

    Only the plainest writing is read, words with spaces between them, as scanners write it.
    """
    now: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    found = []
    given: list[bytes] = []
    words = content.split()
    for word in words if len(words) <= _MOST_WORDS else (b"",):
        if word.startswith(b"/") or _NUMBER.fullmatch(word):
            given.append(word)
            continue
        if word == b"q":
            kept.append(now)
        elif word == b"Q" and kept:
            now = kept.pop()
        elif word == b"cm" and len(given) == 6 and not any(part.startswith(b"/") for part in given):
            a, b, c, d, e, f = map(float, given)
            now = joined((a, b, c, d, e, f), now)
        elif word == b"Do" and len(given) == 1:
            found.append((given[0].decode("latin-1"), now))
        elif word not in _SETTING:
            return ()
        given.clear()
    return tuple(found)


def _picture(thing: Paintable | None, matrix: Matrix) -> Picture | None:
    """Read what is known of a picture; None where it is none, or does not say how large it is."""
    if thing is None or not thing.is_picture:
        return None
    width, height, packed = (thing.number(key) for key in ("/Width", "/Height", "/Length"))
    if not width or not height or packed is None or width < 1 or height < 1:
        return None
    return Picture(
        matrix=matrix, width=int(width), height=int(height), packed=int(packed), packing=_packing(thing)
    )


def _packing(thing: Paintable) -> str:
    """Name how a picture is packed, "" where it is in several ways."""
    kind = thing.entries["/Filter"] if "/Filter" in thing.names else None
    if isinstance(kind, pikepdf.Array) and len(kind) == 1:
        kind = kind[0]
    return str(kind).removeprefix("/") if isinstance(kind, pikepdf.Name) else ""
