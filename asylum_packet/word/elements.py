"""Elements of WordprocessingML, made in one line each; their order inside a parent is the schema's."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

Value = str | int
_LINKED = {prefix: nsmap[prefix] for prefix in ("w", "r")}


def element(tag: str, *children: BaseOxmlElement | None, **attributes: Value) -> BaseOxmlElement:
    """Make an element of the "w" name space: `element("ind", left=720)` is `<w:ind w:left="720"/>`.

    Children that are None are left out. The attribute `r_id` names a relationship.
    """
    made: BaseOxmlElement = OxmlElement(f"w:{tag}", nsdecls=_LINKED if "r_id" in attributes else None)
    for name, value in attributes.items():
        made.set(qn("r:id" if name == "r_id" else f"w:{name}"), str(value))
    return filled(made, children)


def letters(words: str, tag: str = "t") -> BaseOxmlElement:
    """Make an element that holds words."""
    made = element(tag)
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def filled(parent: BaseOxmlElement, children: Iterable[BaseOxmlElement | None]) -> BaseOxmlElement:
    """Append children to an element."""
    for child in children:
        if child is not None:
            parent.append(child)
    return parent


def on(tag: str, wanted: bool) -> BaseOxmlElement | None:
    """Make the element of a property that is on, or nothing."""
    return element(tag) if wanted else None


def field_runs(instruction: str, shown: Iterable[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """Make the runs of a field: its instruction, and what it shows until somebody updates it."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", letters(f" {instruction} ", "instrText")),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]


def twips(points: float) -> int:
    """Turn points into twentieths of a point, in which Word counts."""
    return round(points * 20)
