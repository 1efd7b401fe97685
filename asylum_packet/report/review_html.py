"""HTML as values: whatever is not made by `tag` is text, and text is escaped.

    tag("p", "file ", tag("code", name), attrs={"class": "place"})

Pure. A plain string can never become markup, so that no title of an exhibit can.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_VOID = frozenset({"img", "meta", "br"})
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Html(str):
    """Finished markup."""

    __slots__ = ()


def text(words: str) -> Html:
    """Escape a text; what is markup already stays; what no browser can show becomes its sign for that."""
    if isinstance(words, Html):
        return words
    return Html(_escaped(words))


def _escaped(words: str) -> str:
    """Escape a text, whatever it is."""
    if not (words.isascii() and words.isprintable()):
        words = _UNPRINTABLE.sub("\ufffd", words)
    return html.escape(words, quote=True)


def sentence(words: str) -> str:
    """Begin with a capital letter what is printed by itself here and in the middle of a line elsewhere."""
    return words[:1].upper() + words[1:]


def tag(name: str, *children: str, attrs: Mapping[str, str] | None = None) -> Html:
    """Make an element; an attribute with an empty value is printed by its name alone."""
    given = ""
    for key, value in (attrs or {}).items():
        given += f' {key}="{_escaped(value)}"' if value else f" {key}"
    if name in _VOID:
        return Html(f"<{name}{given}>")
    inside = "".join([text(child) for child in children])
    return Html(f"<{name}{given}>{inside}</{name}>")


def join(parts: Iterable[str], between: str = "") -> Html:
    """Put markup and texts in a row."""
    return Html(text(between).join([text(part) for part in parts]))


def link(words: str, target: str, *, label: str = "") -> Html:
    """Make a link; `label` is what a screen reader says where the words alone would not tell."""
    attrs = {"href": target} | ({"aria-label": label} if label else {})
    return tag("a", words, attrs=attrs)


def address(path: str, fragment: str = "") -> str:
    """Spell a relative path as a URL."""
    spelled = _spelled(path)
    return f"{spelled}#{fragment}" if fragment else spelled


@lru_cache(maxsize=64)
def _spelled(path: str) -> str:
    """Spell what stands before a fragment; every link of a page to the packet begins alike."""
    return "".join([chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in path.encode()])


def items(rows: Iterable[str], kind: str = "ul", css: str = "") -> Html:
    """Make a list."""
    return tag(kind, *(tag("li", row) for row in rows), attrs={"class": css} if css else None)


def grid(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Make a table whose first column names the row.

    On a narrow screen the rows are shown as blocks, each cell under the words of its column; the roles say
    to a screen reader that it is a table all the same.
    """
    columns = (tag("th", head, attrs={"scope": "col", "role": "columnheader"}) for head in heads)
    head = tag("tr", *columns, attrs={"role": "row"})
    body = (_row(heads, row) for row in rows)
    return tag(
        "table",
        tag("caption", caption, attrs={"class": "unseen"}),
        tag("thead", head, attrs={"role": "rowgroup"}),
        tag("tbody", *body, attrs={"role": "rowgroup"}),
        attrs={"role": "table"},
    )


def _inside(cell: str) -> tuple[Html, ...]:
    """Wrap what a cell holds; an empty one stays empty, so that it is not shown on a narrow screen."""
    return (tag("span", cell),) if cell else ()


def _row(heads: Sequence[str], cells: Sequence[str]) -> Html:
    """Make a row; its first cell is its heading."""
    first, *others = zip(heads, cells, strict=True)
    made = [tag("th", first[1], attrs={"scope": "row", "role": "rowheader"})]
    made += [tag("td", *_inside(cell), attrs={"role": "cell", "data-head": head}) for head, cell in others]
    return tag("tr", *made, attrs={"role": "row"})
