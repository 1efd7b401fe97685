"""Cites that are sentences of their own: "He fled. [@a 2] They" prints "He fled. Tab C at 47. They".

A cite typed behind the full stop of the sentence it proves is a citation sentence, and ends as one (Bluebook
rule B1.1); several of them in a row are parted by semicolons.
"""

from __future__ import annotations

from collections.abc import Sequence

from asylum_packet.papers.tree import Node

_CLOSING = "”’\"')]»"
_ENDS = (".", "?", "!", "…")
_OPENING = "“‘\"'«¿¡"


def mark_behind(nodes: Sequence[Node], index: int) -> str:
    """Give what to print behind the cite at a place among the inline nodes around it: ".", ";" or nothing."""
    first = _first_of_row(nodes, index)
    if not _is_sentence_end(_before(nodes, first)):
        return ""
    if _is_followed_by_cite(nodes, index):
        return ";"
    after = _after(nodes, index).lstrip()
    return "." if not after or after[0].isupper() or after[0].isdigit() or after[0] in _OPENING else ""


def _is_gap(node: Node) -> bool:
    """Say whether nothing but spaces stands in a node."""
    return node.type == "softbreak" or (node.type == "text" and not node.content.strip())


def _first_of_row(nodes: Sequence[Node], index: int) -> int:
    """Find the first of the cites that follow each other up to a place."""
    first = index
    for place in range(index - 1, -1, -1):
        if nodes[place].type == "cite":
            first = place
        elif not _is_gap(nodes[place]):
            break
    return first


def _is_followed_by_cite(nodes: Sequence[Node], index: int) -> bool:
    """Say whether the next words are another cite."""
    return next((node.type == "cite" for node in nodes[index + 1 :] if not _is_gap(node)), False)


def _before(nodes: Sequence[Node], index: int) -> str:
    """Read the words before a place, over the calls of footnotes."""
    text = ""
    for node in reversed(nodes[:index]):
        if node.type in {"hardbreak", "cite", "blank"}:
            break
        text = f"{_plain(node)}{text}"
        if text.strip():
            break
    return text


def _after(nodes: Sequence[Node], index: int) -> str:
    """Read the words behind a place, over the calls of footnotes."""
    for node in nodes[index + 1 :]:
        if text := _plain(node).strip():
            return text
        if node.type in {"hardbreak", "blank"}:
            break
    return ""


def _is_sentence_end(text: str) -> bool:
    """Say whether a sentence has ended before a cite."""
    return text != text.rstrip() and text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def _plain(node: Node) -> str:
    """Read the words of a node without their style."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.type in {"text", "code_inline"}:
        return node.content
    return "".join(_plain(child) for child in node.children)
