"""The Markdown of our papers: CommonMark with tables, footnotes, definition lists and what courts need.

[@police-report 3]          a pin cite
[______]                    a blank to write on, as wide as its underscores
[Words]{.smallcaps}         small capitals; {.underline} draws a line under the words
::: box align=right         a directive; it ends at the next line with as many colons
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from asylum_packet.papers.tree import Node, tree_of
from asylum_packet.values import Struct, field

DIRECTIVE = "directive"
PIECE = "piece:"
"""What the link of a template begins with that leads to a piece of the packet."""
MOST_NESTED = 40
"""How deep blocks may stand in each other; the parser drops what is deeper."""
_CITE = re.compile(r"\[(@[^\[\]]{1,400})\]")
_BLANK = re.compile(r"\[(_{3,200})\]")
_STYLED = re.compile(r"\{\.(smallcaps|underline)\}")
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(in|pt)?")
_SHARE = re.compile(r"\d{1,4}(?:\.\d{1,3})?")
_LONGEST_PT = 720.0
_OPTION = re.compile(r'(?P<key>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))|(?P<word>\S+)')
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Directive(Struct, frozen=True, kw_only=True):
    """What stands behind the colons: a name, further words, and options."""

    name: str
    words: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    def number(self, key: str, default: float = 0.0, *, least: float = 0.0) -> float:
        """Read an option as a number; lengths may say "in", else they are points, and fit on a page."""
        match = _LENGTH.fullmatch(self.options[key]) if key in self.options else None
        if match is None:
            return default
        points = float(match[1]) * (72.0 if match[2] == "in" else 1.0)
        return min(max(points, least), _LONGEST_PT)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Read an option as numbers with commas between them."""
        text = self.options.get(key, "")
        return tuple(float(part) for part in text.split(",") if _SHARE.fullmatch(part) and float(part) > 0)


@lru_cache(maxsize=1024)
def read_directive(info: str) -> Directive:
    """Read the words behind the colons of a directive; papers say the same ones again and again."""
    words: list[str] = []
    options: dict[str, str] = {}
    for match in _OPTION.finditer(_ESCAPED.sub(r"\1", info)):
        if match["key"]:
            options[match["key"]] = match["quoted"] if match["quoted"] is not None else match["bare"]
        else:
            words.append(match["word"])
    return Directive(name=words[0] if words else "", words=tuple(words[1:]), options=options)


def _cite(state: StateInline, silent: bool) -> bool:
    """Read a pin cite or a blank at an opening bracket."""
    for kind, pattern in (("cite", _CITE), ("blank", _BLANK)):
        if match := pattern.match(state.src, state.pos, state.posMax):
            if not silent:
                token = state.push(kind, "", 0)
                token.content = match[1]
            state.pos = match.end()
            return True
    return False


def _styled(state: StateInline, silent: bool) -> bool:
    """Read words in brackets with a style behind them."""
    if state.src[state.pos] != "[" or "]{." not in state.src:
        return False
    start, stop = state.pos, state.posMax
    end = state.md.helpers.parseLinkLabel(state, start)
    style = _STYLED.match(state.src, end + 1, stop) if end >= 0 else None
    if style is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        state.push(f"{style[1]}_open", "span", 1)
        state.md.inline.tokenize(state)
        state.push(f"{style[1]}_close", "span", -1)
    state.pos, state.posMax = style.end(), stop
    return True


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """Make the parser. Link definitions are off: a line that prints nothing would be lost silently."""
    parser = MarkdownIt("commonmark", {"typographer": True, "html": True, "maxNesting": MOST_NESTED})
    parser.enable(["table", "smartquotes"])
    footnote_plugin(parser)
    deflist_plugin(parser)
    container_plugin(parser, DIRECTIVE, validate=lambda params, _markup: bool(params.strip()))
    parser.inline.ruler.before("link", "cite", _cite)
    parser.inline.ruler.before("link", "styled", _styled)
    parser.disable("reference")
    takes, spells = parser.validateLink, parser.normalizeLink
    # Our own links lead to pieces of the packet; to take them apart as web addresses costs more than a row.
    parser.validateLink = lambda url: url.startswith(PIECE) or takes(url)  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url if url.startswith(PIECE) else spells(url)  # type: ignore[method-assign]
    return parser


class Tree(Struct, frozen=True, kw_only=True):
    """A parsed text, the labels of footnotes that nothing calls, and the lines (0-based) nested too deep."""

    root: Node
    uncalled: tuple[str, ...]
    too_deep: tuple[int, ...]


@lru_cache(maxsize=64)
def parse(text: str) -> Tree:
    """Parse Markdown; kept for the next round, in which only page numbers change, and for the next build."""
    env: dict[str, object] = {}
    tokens = _markdown().parse(text, env)
    notes = env.get("footnotes", {})
    refs = notes.get("refs", {}) if isinstance(notes, dict) else {}
    uncalled = tuple(label.removeprefix(":") for label, number in refs.items() if number < 0)
    deep = (token.map[0] for token in tokens if token.level >= MOST_NESTED - 1 and token.map)
    return Tree(root=tree_of(tokens), uncalled=uncalled, too_deep=tuple(deep)[:1])


_LINE_OF_DASHES = re.compile(r"[ >]*\|?(?: *:?-{2,}:? *\|)* *:?-{2,}:? *\|? *")


def is_line_of_dashes(line: str) -> bool:
    """Say whether a line divides the head of a table from its rows (GFM 4.10)."""
    return "|" in line and _LINE_OF_DASHES.fullmatch(line) is not None


_LETTERED = re.compile(r"[ \t>]*\(?([a-z])[.)][ \t]")


def lettered(lines: Sequence[str]) -> int | None:
    """Find the line of a paragraph where a list was typed with letters, which Markdown does not know.

    Gives the index of the line that begins with "a.", where one below it begins with "b."; else None.
    """
    begun = [found[1] if (found := _LETTERED.match(line)) else "" for line in lines]
    first = begun.index("a") if "a" in begun else len(begun)
    return first if "b" in begun[first:] else None


_END_OF_CELL = re.compile(r"(?<!\\)\|")


def cells_in(line: str) -> int:
    """Count the cells that a line of a table was typed with."""
    cells = [cell.strip() for cell in _END_OF_CELL.split(line.strip().lstrip("> "))]
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
