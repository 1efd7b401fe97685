"""All odd PDFs in one list."""

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.odd.drawn import drawn
from tests.intake.odd.geometry import geometry
from tests.intake.odd.graphics import graphics
from tests.intake.odd.hurt import hurt
from tests.intake.odd.layered import layered
from tests.intake.odd.making import Odd
from tests.intake.odd.marks import marks
from tests.intake.odd.programs import programs
from tests.intake.odd.structure import structure


def of_ours() -> Iterator[Odd]:
    """Yield those that need no program besides Python."""
    for family in (geometry, structure, marks, layered, graphics, drawn, hurt):
        yield from family()


def everything() -> Iterator[Odd]:
    """Yield all of them, as far as the programs are on this machine."""
    yield from of_ours()
    yield from programs()
