"""The tree of parsed Markdown, beside the one that markdown-it makes of the same tokens."""

import pytest
from markdown_it.tree import SyntaxTreeNode

from asylum_packet.papers.grammar import _markdown
from asylum_packet.papers.tree import tree_of

TEXTS = [
    "",
    "# Title\n\nSome *words and **more*** of [@police-report 3] and [______].\\\nA line.",
    "1. one\n   - inner\n\n     > quoted\n2. two\n\n| a | b |\n|---|---|\n| [c](piece:d) | `e` |\n",
    "Term\n: Meaning[^1] ^[inline]\n\n[^1]: a note\n\n    goes on",
    "::: center size=12\n[Words]{.smallcaps}\n:::\n\n:::: columns\n::: column\nx\n:::\n::::\n",
    "![picture](x) <br> <b>html</b>\n\n<div>\nblock\n</div>\n\n```text\ncode\n```\n\n---",
]
NAMES = ("type", "tag", "content", "markup", "info", "attrs", "meta", "level", "map")


def told(node, *names):
    before = node.previous if hasattr(node, "previous") else node.previous_sibling
    own = [getattr(node, name) for name in (names if not node.is_root else ("type",))]
    return [*own, before.type if before else "", [told(child, *names) for child in node.children]]


@pytest.mark.parametrize("text", TEXTS)
def test_the_tree_says_what_that_of_the_parser_says(text):
    tokens = _markdown().parse(text, {})
    assert told(tree_of(tokens), *NAMES) == told(SyntaxTreeNode(tokens), *NAMES)


def test_every_node_knows_what_it_stands_in():
    (paragraph,) = tree_of(_markdown().parse("Some *words*", {})).children
    (words,) = paragraph.children
    assert words.parent is paragraph
    assert paragraph.parent is not None
    assert paragraph.parent.is_root
