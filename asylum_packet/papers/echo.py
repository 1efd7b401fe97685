"""What our reader makes of a line of Markdown, letter by letter: for whoever writes Markdown to proof it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asylum_packet.papers import grammar
from asylum_packet.papers.faces import Face
from asylum_packet.papers.tree import Node
from asylum_packet.values import replace


class Letter(Face, frozen=True, kw_only=True):
    """A letter with its face; a cite and the call of a footnote count as one, "[@id 3]" and "[^1]"."""

    text: str
    linked: bool = False


def letters(text: str, labels: Iterable[str]) -> tuple[Letter, ...]:
    """Read one paragraph.

    Args:
        text: The Markdown of the paragraph.
        labels: The labels of the footnotes there are.
    """
    notes = "".join(f"\n\n[^{label}]: x" for label in labels)
    tree = grammar.parse(f"x {text}{notes}")
    first = tree.root.children[0]
    found = tuple(_letters(first, Letter(text="")))[2:]
    others = [node for node in tree.root.children[1:] if node.type != "footnote_block"]
    return (*found, *(Letter(text=node.type) for node in others))


def _letters(node: Node, face: Letter) -> Iterator[Letter]:
    """Yield the letters of a node with their faces."""
    for child in node.children:
        match child.type:
            case "text":
                yield from (replace(face, text=char) for char in child.content)
            case "code_inline":
                yield from (replace(face, text=char, mono=True) for char in child.content)
            case "softbreak":
                yield Letter(text=" ")
            case "hardbreak":
                yield Letter(text="\n")
            case "cite":
                yield Letter(text=f"[{child.content}]")
            case "blank":
                yield from (Letter(text="_") for _ in child.content)
            case "footnote_ref":
                yield Letter(text=f"[^{child.meta.get('label')}]")
            case "em":
                yield from _letters(child, replace(face, italic=not face.italic))
            case "strong":
                yield from _letters(child, replace(face, bold=True))
            case "smallcaps":
                yield from _letters(child, replace(face, small_caps=True))
            case "underline":
                yield from _letters(child, replace(face, underline=True))
            case "link":
                yield from _letters(child, replace(face, linked=True))
            case "inline":
                yield from _letters(child, face)
            case _:
                yield replace(face, text=child.content or child.type)
