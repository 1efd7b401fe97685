"""Parsed Markdown as a tree of what our reader asks, made in one pass.

markdown-it brings a tree too; it copies the tokens of every level once more and looks up each answer in
them, which took as long as a third of the parsing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markdown_it.token import Token


class Node:
    """A stretch of Markdown: one token, or a pair that opens and closes and what stands between.

    `map` are its first line and the line behind its last (0-based), where it has its own; `previous` is what
    stands before it in the same `parent`. The other names are those of the token.
    """

    __slots__ = (
        *("attrs", "children", "content", "info", "level", "map", "markup", "meta"),
        *("parent", "previous", "tag", "type"),
    )

    def __init__(self, token: Token, parent: Node | None) -> None:
        self.type = token.type
        self.tag, self.content, self.markup, self.info = token.tag, token.content, token.markup, token.info
        self.attrs: dict[str, str | int | float] = token.attrs
        self.meta: dict[Any, Any] = token.meta
        self.level = token.level
        self.map = (token.map[0], token.map[1]) if token.map else None
        self.parent = parent
        self.previous: Node | None = None
        self.children: list[Node] = []

    @property
    def is_root(self) -> bool:
        """Whether it is the whole text."""
        return self.parent is None


def tree_of(tokens: Iterable[Token]) -> Node:
    """Make the tree of a parsed text."""
    root = Node(Token("root", "", 0), None)
    _fill(root, tokens)
    return root


def _fill(within: Node, tokens: Iterable[Token]) -> None:
    """Hang tokens below a node, those between an opening and its closing one below the opening one."""
    above = within
    for token in tokens:
        if token.nesting < 0:
            above = above.parent or within
            continue
        node = Node(token, above)
        if above.children:
            node.previous = above.children[-1]
        above.children.append(node)
        if token.nesting:
            node.type = token.type.removesuffix("_open")
            above = node
        elif token.children:
            _fill(node, token.children)
