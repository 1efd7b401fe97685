"""Odd PDFs become pages that look as PDFium shows the source, or a named error.

A seeded choice of them is looked at here. ASYLUM_PACKET_ODD_PDFS=all looks at all, with those that
Ghostscript, LibreOffice, Chromium, tesseract and qpdf on this machine write; `python -m tests.intake.odd`
prints them as a table.
"""

import os
from random import Random

import pytest
from PIL import Image, ImageDraw

from tests.intake.odd.__main__ import exercise
from tests.intake.odd.comparing import SAME, difference, table
from tests.intake.odd.corpus import everything, of_ours

_LOOKED_AT = 100
_SLICES = 4
_ALL = os.environ.get("ASYLUM_PACKET_ODD_PDFS") == "all"


@pytest.fixture(scope="module")
def chosen():
    """Give the files to look at: from every family its share."""
    if _ALL:
        return list(everything())
    found = list(of_ours())
    assert len(found) > 300
    assert len({odd.name for odd in found}) == len(found)
    return Random(589).sample(found, _LOOKED_AT)


@pytest.mark.parametrize("part", range(_SLICES))
def test_odd_pdfs_look_as_they_did_or_are_named(tmp_path, chosen, part):
    verdicts = exercise(chosen[part::_SLICES], tmp_path)
    wrong = [verdict for verdict in verdicts if verdict.wrong]
    assert not wrong, f"\n{table(wrong)}"
    assert any(verdict.pair for verdict in verdicts)


def _page(*lines):
    picture = Image.new("RGB", (420, 540), "white")
    pen = ImageDraw.Draw(picture)
    for line in lines:
        pen.line(line, fill="black", width=1)
    return picture


def test_the_comparison_sees_a_thin_line_that_is_gone():
    line = (50, 60, 380, 400)
    assert difference(_page(line, (20, 20, 20, 500)), _page(line)) > SAME


def test_the_comparison_forgives_an_edge_between_two_pixels():
    one, other = _page(), _page()
    ImageDraw.Draw(one).rectangle((50, 50, 200, 300), fill="red")
    ImageDraw.Draw(other).rectangle((51, 50, 201, 300), fill="red")
    assert difference(one, other) == 0
