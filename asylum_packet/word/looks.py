"""The styles of a Word file: what a paragraph is, and which faces its words have without asking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from asylum_packet.values import Struct, field
from asylum_packet.word.archive import Node, whole

_MOST_ABOVE = 20
"""How many styles one may be based on; more is a ring."""
_HEADING = re.compile(r"(?:heading|überschrift|título|titre) ?(\d)")
_OFF = {"0", "false", "off", "none"}
QUOTES = (
    "quote",
    "intense quote",
    "quotations",
    "block text",
    "block quotation",
    "block quote",
    "blockquote",
)
OURS = "packet "
"""How the styles begin of what the packet makes by itself."""
MADE = ("toc ", "toc heading", "contents ", "table of authorities", "toa heading", "table of contents",
        "bibliography", "index ")  # fmt: skip
CODE = ("html preformatted", "preformatted text", "source code", "code block")


class Style(Struct, frozen=True, kw_only=True):
    """A style: its name in lower case, what it is based on, and its properties."""

    name: str
    above: str = ""
    paragraph: Node | None = None
    run: Node | None = None


class Styles(Struct, frozen=True, kw_only=True):
    """The styles of a file by their ids."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""

    def chain(self, style: str) -> Iterator[Style]:
        """Yield a style and those it is based on, the nearest first."""
        for _ in range(_MOST_ABOVE):
            found = self.by_id.get(style or self.default)
            if found is None:
                return
            yield found
            if not found.above:
                return
            style = found.above

    def name(self, style: str) -> str:
        """Name a style, in lower case; the id where there is no such style."""
        found = self.by_id.get(style or self.default)
        return found.name if found else style.casefold()

    def names(self, style: str) -> tuple[str, ...]:
        """Name a style and those it is based on."""
        return tuple(one.name for one in self.chain(style)) or (style.casefold(),)

    def paragraph(self, style: str, *path: str) -> Node | None:
        """Find a property of paragraphs in a style or those above it."""
        found = (one.paragraph.find(*path) for one in self.chain(style) if one.paragraph)
        return next((node for node in found if node is not None), None)

    def run(self, style: str, name: str) -> Node | None:
        """Find a property of runs in a style or those above it."""
        found = (one.run.find(name) for one in self.chain(style) if one.run)
        return next((node for node in found if node is not None), None)

    def heading(self, style: str) -> int:
        """Give the level of a heading's style; 0 for any other."""
        for name in self.names(style):
            if match := _HEADING.fullmatch(name):
                return min(max(int(match[1]), 1), 6)
        outline = self.paragraph(style, "w:outlineLvl")
        return level_of(outline)


def level_of(outline: Node | None) -> int:
    """Give the level of a heading (1-based) that an outline level tells; 0 for body text."""
    level = whole(outline.get("w:val"), -1) if outline else -1
    return min(level + 1, 6) if 0 <= level < 9 else 0


def is_on(node: Node | None) -> bool:
    """Say whether a property that is on or off is on."""
    return node is not None and node.get("w:val", "1").casefold() not in _OFF


def read_styles(root: Node | None) -> Styles:
    """Read the styles of a file."""
    by_id: dict[str, Style] = {}
    default = ""
    for node in root.children if root else ():
        if node.name != "w:style":
            continue
        identifier = node.get("w:styleId")
        by_id[identifier] = Style(
            name=(node.value("w:name") or identifier).casefold(),
            above=node.value("w:basedOn") or "",
            paragraph=node.find("w:pPr"),
            run=node.find("w:rPr"),
        )
        if node.get("w:type") == "paragraph" and is_on_attribute(node.get("w:default")):
            default = identifier
    return Styles(by_id=by_id, default=default)


def is_on_attribute(value: str) -> bool:
    """Say whether an attribute says yes."""
    return value.casefold() in {"1", "true", "on"}
