"""The pages most scanners make: nothing but one picture. Where it lies is read without drawing anything."""

from __future__ import annotations

import pikepdf

from asylum_packet.intake.boxes import read_number
from asylum_packet.intake.placing import Matrix, View, apply, joined, place
from asylum_packet.sheets import STAMP_BAND_PT

_LONGEST_PACKED = 300
_MOST_OPERATORS = 60
_SETTING = frozenset({"q", "Q", "cm", "gs", "Do", "w", "J", "j", "M", "d", "ri", "i", "g", "G", "rg", "RG"})


def covers_band(form: pikepdf.Stream, resources: pikepdf.Dictionary, view: View) -> bool:
    """Say whether a short page certainly has a picture under the stamp; not certain is no."""
    if not 0 < int(form.stream_dict.get("/Length", 0)) <= _LONGEST_PACKED:
        return False
    spot = place(view, clear_band=False)
    if not spot.reaches_band:
        return False
    pictures = resources.get("/XObject")
    if not isinstance(pictures, pikepdf.Dictionary):
        return False
    square = ((0, 0), (1, 0), (0, 1), (1, 1))
    return any(
        apply(joined(matrix, spot.matrix), *corner)[1] < STAMP_BAND_PT - 0.01
        for matrix in _drawn(form, pictures)
        for corner in square
    )


def _drawn(form: pikepdf.Stream, pictures: pikepdf.Dictionary) -> list[Matrix]:
    """List the matrices of the pictures a short content draws; none where it does anything else."""
    try:
        steps = pikepdf.parse_content_stream(form)
    except pikepdf.PdfError:
        return []
    if len(steps) > _MOST_OPERATORS or any(str(step.operator) not in _SETTING for step in steps):
        return []
    now: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    found = []
    for step in steps:
        name = str(step.operator)
        if name == "q":
            kept.append(now)
        elif name == "Q" and kept:
            now = kept.pop()
        elif name == "cm":
            now = joined(_matrix(step.operands), now)
        elif name == "Do" and _is_picture(pictures.get(str(step.operands[0]))):
            found.append(now)
    return found


def _matrix(operands: object) -> Matrix:
    """Read the six operands of `cm`."""
    numbers = [read_number(value) or 0.0 for value in operands]  # type: ignore[attr-defined]
    a, b, c, d, e, f = (*numbers, *(0.0,) * 6)[:6]
    return (a, b, c, d, e, f)


def _is_picture(thing: object) -> bool:
    """Say whether an XObject is a picture."""
    return isinstance(thing, pikepdf.Stream) and thing.stream_dict.get("/Subtype") == pikepdf.Name.Image
