"""How text is set where we are on a page: looks, indents, and what stands around it."""

from __future__ import annotations

from asylum_packet.papers.blocks import Look, Nest, NestKind
from asylum_packet.values import Struct, replace

NOTE_LOOK = Look(size_pt=10.5, leading_pt=12.5, left_pt=14.0, after_pt=3.0)
INDENT_PT = 30.0
"""How far an item of a list stands in."""
HANG_PT = INDENT_PT - 10.0
"""How far before its words the bullet of an item hangs."""
QUOTE_PT = 36.0
COUNTED_PT = 36.0
"""How far the first line of a numbered paragraph of a declaration stands in."""
_TEXT = Look(after_pt=6.0)
_QUOTE = Look(after_pt=8.0)


class Setting(Struct, frozen=True, kw_only=True):
    """How text is set where we are: the look of a paragraph, and what stands around it.

    `numbered` numbers the headings; `counted` numbers every paragraph, as in a declaration; `nests` are what
    it stands inside.
    """

    look: Look = _TEXT
    quote: Look = _QUOTE
    numbered: bool = False
    counted: bool = False
    depth: int = 0
    nests: tuple[Nest, ...] = ()


def lists_around(setting: Setting) -> int:
    """Count the lists we are inside of, a numbered paragraph too; quotations and footnotes are none."""
    in_paragraph = setting.counted and setting.depth > 0 and not setting.nests
    return sum(nest.kind is NestKind.ITEM for nest in setting.nests) + in_paragraph


def moved_in(setting: Setting) -> Setting:
    """Let the bullets of a list below a numbered paragraph hang where the words of that paragraph begin."""
    further = COUNTED_PT - (INDENT_PT - HANG_PT)
    look = replace(setting.look, left_pt=setting.look.left_pt + further)
    quote = replace(setting.quote, left_pt=setting.quote.left_pt + further)
    return replace(setting, look=look, quote=quote)
