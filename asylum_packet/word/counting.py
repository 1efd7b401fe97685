"""The numbering of a Word file: which number Word prints before a paragraph, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping

from asylum_packet.papers.typography import ordinal
from asylum_packet.values import Struct, field
from asylum_packet.word.archive import Node, whole

_DEEPEST = 8


class Level(Struct, frozen=True, kw_only=True):
    """One level of a numbering: Word's name of its numbers, the text around them, where it starts."""

    numbers: str = "decimal"
    text: str = "%1."
    start: int = 1
    left: int | None = None

    def mark(self, number: int) -> str:
        """Print a number as Word does, as far as it is simple."""
        levels = {"upperRoman": 1, "upperLetter": 2, "lowerLetter": 4, "lowerRoman": 5}
        shown = ordinal(levels.get(self.numbers, 3), number).rstrip(".") if 0 < number < 780 else str(number)
        return self.text.replace("%1", shown, 1) if self.text.count("%") == 1 else self.text


class Numbering(Struct):
    """The numberings of a file, and how far each has counted."""

    abstract: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def level(self, of: str, level: int) -> Level | None:
        """Find a level of a list; None where there is no such list or it has no mark."""
        if of not in self.lists:
            return None
        abstract, own = self.lists[of]
        found = own.get(level) or self.abstract.get(abstract, {}).get(level) or Level()
        return None if found.numbers == "none" else found

    def next(self, of: str, level: int) -> int:
        """Count one paragraph of a list and give its number."""
        found = self.level(of, level) or Level()
        abstract, own = self.lists.get(of, (of, {}))
        counts = self.counts.setdefault(abstract, {})
        if level in own and (of, level) not in self.begun:
            counts.pop(level, None)
        self.begun.add((of, level))
        counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return counts[level]


def read_numbering(root: Node | None) -> Numbering:
    """Read the numberings of a file."""
    abstract: dict[str, Mapping[int, Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
    for node in root.children if root else ():
        if node.name == "w:abstractNum":
            levels = (child for child in node.children if child.name == "w:lvl")
            abstract[node.get("w:abstractNumId")] = {_index(one): _level(one) for one in levels}
    for node in root.children if root else ():
        if node.name == "w:num":
            about = node.value("w:abstractNumId") or ""
            lists[node.get("w:numId")] = (about, _overrides(node, abstract.get(about, {})))
    return Numbering(abstract=abstract, lists=lists)


def _overrides(node: Node, levels: Mapping[int, Level]) -> dict[int, Level]:
    """Read where a list differs from its numbering: another start, or a level of its own."""
    found: dict[int, Level] = {}
    for child in node.children:
        if child.name != "w:lvlOverride":
            continue
        index = _index(child)
        own = child.find("w:lvl")
        level = _level(own) if own else levels.get(index, Level())
        start = whole(child.value("w:startOverride"), level.start)
        found[index] = Level(numbers=level.numbers, text=level.text, start=start, left=level.left)
    return found


def _level(node: Node) -> Level:
    """Read a level."""
    indent = node.find("w:pPr", "w:ind")
    left = (indent.get("w:left") or indent.get("w:start")) if indent else ""
    return Level(
        numbers=node.value("w:numFmt") or "decimal",
        text=(node.value("w:lvlText") or "").replace(f"%{_index(node) + 1}", "%1"),
        start=whole(node.value("w:start"), 1),
        left=whole(left, 0) if left else None,
    )


def _index(node: Node) -> int:
    """Give the level (0-based) that a node is about."""
    return min(whole(node.get("w:ilvl"), 0), _DEEPEST)
