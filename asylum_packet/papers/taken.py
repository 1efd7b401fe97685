"""Words and options that a directive takes: any other would be dropped without a word, so it is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from asylum_packet.papers.grammar import Directive, read_directive
from asylum_packet.values import Struct

_SIDES = frozenset({"left", "center", "right"})
_LOOK = frozenset({"size", "leading", "after", "indent"})
_LIST = "shares"
_FREE = frozenset({"by", "continued"})
"""Options whose value is text; all but these, the list and the choices are lengths."""
_CHOICES = {
    "spacing": frozenset({"single", "double"}),
    "headings": frozenset({"plain", "numbered"}),
    "align": _SIDES,
}


class _Takes(Struct, frozen=True):
    """The words and the options of a directive; `anything` stands for a word of one's own."""

    words: frozenset[str] = frozenset()
    options: frozenset[str] = frozenset()
    anything: bool = False


_TEXT = _Takes(frozenset({"bold"}), _LOOK)
_NOTHING = _Takes()
TAKES = {
    "style": _Takes(_TEXT.words, _LOOK | {"spacing", "headings"}),
    **dict.fromkeys(("center", "right", "left", "title", "single"), _TEXT),
    "columns": _Takes(options=frozenset({"shares", "gap"})),
    "column": _Takes(_SIDES | {"bold"}, _LOOK),
    "box": _Takes(frozenset({"bold", "center"}), _LOOK | {"width", "align", "weight"}),
    "table": _Takes(
        frozenset({"plain", "divided"}), frozenset({"shares", "size", "gap", "pad", "continued"})
    ),
    "signature": _Takes(_TEXT.words, _LOOK | {"by", "left"}, anything=True),
    "contents": _Takes(options=frozenset({"depth"})),
    "authorities": _Takes(options=frozenset({"over"})),
    "space": _Takes(options=frozenset({"grow"}), anything=True),
    **dict.fromkeys(("keep", "paragraphs", "page", "body", "end"), _NOTHING),
}
"""What each of our directives takes."""


@lru_cache(maxsize=1024)
def strange(info: str) -> tuple[tuple[str, str], ...]:
    """List what is wrong with the words behind the colons of a directive, each as message and fix."""
    return tuple(_strange(info))


def _strange(info: str) -> Iterator[tuple[str, str]]:
    """Yield a directive that there is not, and what one does not take."""
    directive = read_directive(info)
    takes = TAKES.get(directive.name)
    if takes is None:
        yield f"there is no directive '{directive.name}'", f"those there are: {', '.join(sorted(TAKES))}"
        return
    known = ", ".join(sorted((*takes.words, *(f"{option}=" for option in takes.options)))) or "nothing more"
    for word in directive.words:
        if word not in takes.words and not takes.anything:
            yield f"'{directive.name}' does not take '{word}'", f"it takes {known}"
    for option, value in directive.options.items():
        if option not in takes.options:
            yield f"'{directive.name}' does not take '{option}='", f"it takes {known}"
        elif not _is_meant(directive, option):
            yield f"'{option}={value}' says nothing", _wanted(option)


def _is_meant(directive: Directive, option: str) -> bool:
    """Say whether the value of an option is one that is read."""
    value = directive.options[option]
    if option in _CHOICES:
        return value in _CHOICES[option]
    if option == _LIST:
        return len(directive.numbers(option)) == value.count(",") + 1
    return option in _FREE or directive.number(option, -1.0) >= 0


def _wanted(option: str) -> str:
    """Say what the value of an option looks like."""
    if option in _CHOICES:
        return f"type {option}= with {' or '.join(sorted(_CHOICES[option]))}"
    return (
        "type numbers with commas between them: 1,3"
        if option == _LIST
        else "type points or inches: 14, 0.5in"
    )
