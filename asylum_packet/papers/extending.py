"""Templates that extend others: what Jinja would leave out without a word is an error.

A block that the extended template does not have is never printed, and neither are words outside every block.
"""

from __future__ import annotations

import difflib

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError

from asylum_packet.papers.origins import without_marks

_DEEPEST = 10
"""How many templates may extend each other in a row."""

_HAS_NONE = "it has no blocks: export it (asylum-packet templates export) and change the whole"


class ExtensionError(TemplateSyntaxError):
    """A part of a template that extends another would not be printed; `fix` is what to type."""

    def __init__(self, message: str, line: int, name: str | None, fix: str) -> None:
        super().__init__(message, line, name)
        self.fix = fix


def check(source: nodes.Template, environment: Environment, name: str | None) -> None:
    """Look a parsed template over, if it extends another.

    Raises:
        ExtensionError: A part of it would not be printed.
    """
    extended = _extended(source)
    known = _blocks(extended, environment, 0) if extended else None
    if known is None:
        return
    for node in source.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            near = difflib.get_close_matches(node.name, known, n=1, cutoff=0.6)
            there = f"blocks there are: {', '.join(sorted(known))}" if known else _HAS_NONE
            fix = f"did you mean '{near[0]}'?" if near else there
            message = f"{extended} has no block '{node.name}', so it would not be printed"
            raise ExtensionError(message, node.lineno, name, fix)
        if isinstance(node, nodes.Output) and (line := _words_at(node)):
            message = "what stands outside every block of a template that extends another is not printed"
            raise ExtensionError(message, line, name, "put it into one of its blocks" if known else _HAS_NONE)


def _extended(source: nodes.Template) -> str | None:
    """Name the template that one extends, where it is named outright."""
    extends = next((node for node in source.body if isinstance(node, nodes.Extends)), None)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    return str(extends.template.value)


def _blocks(name: str, environment: Environment, depth: int) -> frozenset[str] | None:
    """List the blocks of a template and of those it extends; None where one cannot be read."""
    if environment.loader is None or depth > _DEEPEST:
        return None
    try:
        text, _, _ = environment.loader.get_source(environment, name)
        tree = environment.parse(text)
    except (TemplateNotFound, TemplateSyntaxError):
        return None  # told when it is its turn to be read
    own = frozenset(block.name for block in tree.find_all(nodes.Block))
    extended = _extended(tree)
    above = _blocks(extended, environment, depth + 1) if extended else frozenset()
    return None if above is None else own | above


def _words_at(output: nodes.Output) -> int:
    """Give the line of the first thing that an output would print; 0 where it prints nothing."""
    for node in output.nodes:
        if not isinstance(node, nodes.TemplateData):
            return node.lineno
        words = without_marks(node.data)
        if words.strip():
            return node.lineno + words[: len(words) - len(words.lstrip())].count("\n")
    return 0
