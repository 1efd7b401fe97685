"""Tab sheets that surely fill one page: they need not be set where only page numbers are asked for.

A packet has a tab sheet for every tab, and nothing but its page depends on how it looks. The rule adds up how
tall the sheet is at most: every line as badly filled as a line can be.
"""

from __future__ import annotations

from asylum_packet.case.model import Tab
from asylum_packet.fonts.bidi import has_right_to_left
from asylum_packet.fonts.text import tidy
from asylum_packet.papers.draw import TEXT_WIDTH_PT
from asylum_packet.papers.letters import Cut, measured, unprintable
from asylum_packet.papers.paging import TEXT_HEIGHT_PT
from asylum_packet.papers.typography import typeset

TEMPLATE = "tab-sheet.md.j2"
FIXED_PT = 405.0
"""What stands on each of our tab sheets, apart from its title: letter, pages, the head of the table."""
_TITLE = (17.0, 23.0, TEXT_WIDTH_PT)
_ROW = (11.0, 13.75, 360.0)
_ROW_PT = 6.5
_MOST_LABEL = 3
_MOST_LETTERS = 1000
_GROWN = 1.3
"""How much wider words become at most by curly quotes, dashes and kerning."""


def fills_one_page(tab: Tab) -> bool:
    """Say whether our sheet of a tab surely fills one page, with nothing on it that no font has."""
    told = [", ".join(part for part in (one.title, one.date) if part) for one in tab.documents]
    if len(tab.label) > _MOST_LABEL or sum(map(len, (tab.title, *told))) > _MOST_LETTERS:
        return False
    if not all(map(_is_plain, (tab.label, tab.title, *told))):
        return False
    rows = sum(_tallest(text, _ROW) + _ROW_PT for text in told)
    return FIXED_PT + _tallest(tab.title, _TITLE) + rows <= TEXT_HEIGHT_PT


def _is_plain(text: str) -> bool:
    """Say whether our faces print every letter, from left to right."""
    both, printed = (Cut(), Cut(bold=True)), typeset(tidy(text))
    return not has_right_to_left(text) and not any(unprintable(printed, cut) for cut in both)


def _tallest(text: str, setting: tuple[float, float, float]) -> float:
    """Give the height of a text at most, in points: two lines together hold more than one full line."""
    size_pt, leading_pt, width_pt = setting
    words = (word for word in text.split() for word in (word, "\u00a0"))
    wide = _GROWN * sum(run.width for word in words for run in measured(word, Cut())) * size_pt / 1000
    return (1 if wide <= width_pt else 2 * int(wide / width_pt) + 2) * leading_pt
