"""Put scans in the place of pages: a new PDF of a paper, its other pages as they were."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pikepdf

from asylum_packet.errors import OutputError
from asylum_packet.packet.ledger import Fit
from asylum_packet.packet.syntax import numbers
from asylum_packet.sheets import LETTER_PT, STAMP_BAND_PT, Sheets
from asylum_packet.values import replace

Placed = tuple[Sheets, int, Fit]
"""A scan, the page of it (0-based), and how it lies."""

_FORM_FOOT_PT = 21.0
_FORM_CORNERS = ((0.0, 0.0, 192.0, _FORM_FOOT_PT), (470.0, 0.0, 142.0, _FORM_FOOT_PT))
"""Where we print on the official form: the code at the left, the stamp at the right; x, y, width, height."""


def with_scans(sheets: Sheets, placed: Mapping[int, Placed], *, kept_foot: bool) -> Sheets:
    """Replace pages (1-based) by scans; links on them go, as nobody could tell where their words now are.

    Args:
        sheets: The paper as it was typeset or filled in.
        placed: The scan of each page to replace.
        kept_foot: Keep the foot of the scans but for the corners in which we print (the official form).

    Raises:
        OutputError: The prepared pages cannot be read.
    """
    written = BytesIO()
    try:
        with ExitStack() as stack, pikepdf.new() as out:
            source = stack.enter_context(_opened(sheets))
            for within in range(1, sheets.count + 1):
                if within in placed:
                    scan, index, fit = placed[within]
                    page = stack.enter_context(_opened(scan)).pages[scan.skip + index]
                    out.pages.append(_page(out, page, fit, kept_foot=kept_foot))
                else:
                    out.pages.append(source.pages[sheets.skip + within - 1])
            _save(out, written)
    except (pikepdf.PdfError, OSError) as error:
        raise OutputError(
            "the prepared pages of a signed paper cannot be read",
            fix="delete the folder .asylum-packet in the case folder and build again",
        ) from error
    links = tuple(link for link in sheets.links if link.page not in placed)
    return replace(sheets, pdf=written.getvalue(), skip=0, links=links)


def _opened(sheets: Sheets) -> pikepdf.Pdf:
    """Open sheets."""
    return pikepdf.open(sheets.pdf if isinstance(sheets.pdf, Path) else BytesIO(sheets.pdf))


def _save(out: pikepdf.Pdf, written: BytesIO) -> None:
    """Save: the same pages always give the same bytes."""
    out.save(
        written,
        min_version="1.7",
        static_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )


def _page(out: pikepdf.Pdf, scan: pikepdf.Page, fit: Fit, *, kept_foot: bool) -> pikepdf.Page:
    """Make a Letter page that shows a scan as it fits."""
    wide, high = (float(scan.mediabox[2]), float(scan.mediabox[3]))
    form = out.copy_foreign(scan.as_form_xobject())
    clip = b"" if fit.is_whole else _clip(kept_foot=kept_foot)
    matrix = b" ".join(b"%.4f" % value for value in _matrix(fit, wide, high))
    content = b"q\n" + clip + matrix + b" cm\n/P Do\nQ\n"
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, *(int(side) for side in LETTER_PT)]),
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=form)),
        Contents=out.make_stream(content),
    )
    return pikepdf.Page(out.make_indirect(page))


def _clip(*, kept_foot: bool) -> bytes:
    """Leave out where we print ourselves."""
    if not kept_foot:
        return _box(0.0, STAMP_BAND_PT, LETTER_PT[0], LETTER_PT[1] - STAMP_BAND_PT) + b"re W n\n"
    corners = b"".join(_box(*corner) + b"re\n" for corner in _FORM_CORNERS)
    return _box(0.0, 0.0, *LETTER_PT) + b"re\n" + corners + b"W* n\n"


def _box(*sides: float) -> bytes:
    """Spell a rectangle: x, y, width, height."""
    return numbers(sides).strip(b"[]") + b" "


def _matrix(fit: Fit, wide: float, high: float) -> tuple[float, ...]:
    """Turn clockwise about the page's own corner, enlarge, move."""
    a, b, c, d, e, f = {
        0: (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        90: (0.0, -1.0, 1.0, 0.0, 0.0, wide),
        180: (-1.0, 0.0, 0.0, -1.0, wide, high),
        270: (0.0, 1.0, -1.0, 0.0, high, 0.0),
    }[fit.turn]
    k = fit.scale
    return (a * k, b * k, c * k, d * k, e * k + fit.right_pt, f * k + fit.up_pt)
