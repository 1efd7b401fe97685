"""Block quotations: the room around them, and the paragraph that goes on below one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from asylum_packet.papers.blocks import Block, Inline, Paragraph, Space, Span
from asylum_packet.papers.tree import Node
from asylum_packet.values import replace

_GOES_ON = re.compile(r"[a-z(]|(?:See|Id\.|Accord|Cf\.)(?=[ ,])")
_ROOM_PT = 7.0
_MORE_ABOVE_PT, _LESS_BELOW_PT = 4.0, 6.0
"""Double-spaced text has its room above its lines: more is due above a quotation, less below it."""


def spaced(blocks: Sequence[Block], *, is_loose: bool) -> tuple[Block, ...]:
    """Put room around the blocks of a quotation; `is_loose` says that the text around is double-spaced."""
    if not blocks:
        return ()
    *above, last = blocks
    if is_loose and isinstance(last, Paragraph):
        nearer = max(0.0, last.look.after_pt - _LESS_BELOW_PT)
        last = replace(last, look=replace(last.look, after_pt=nearer))
    return _lowered((*above, last), _ROOM_PT + (_MORE_ABOVE_PT if is_loose else 0.0))


def _lowered(blocks: Sequence[Block], room_pt: float) -> tuple[Block, ...]:
    """Leave room above blocks, which a page does not begin with where they begin with a paragraph."""
    first, *rest = blocks
    if not isinstance(first, Paragraph):
        return (Space(height_pt=room_pt), first, *rest)
    return (replace(first, look=replace(first.look, before_pt=first.look.before_pt + room_pt)), *rest)


def goes_on_below(node: Node, words: Sequence[Inline]) -> bool:
    """Say whether a paragraph goes on where a block quotation stopped it: with its cite, or mid-sentence."""
    above = node.previous
    first = words[0] if words else None
    if above is None or above.type != "blockquote" or not isinstance(first, Span):
        return False
    return first.target is not None or _GOES_ON.match(first.text) is not None
