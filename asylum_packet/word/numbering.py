"""Numbered headings and lists as Word's own, so that they count on when somebody edits.

Word is asked for the very numbers that the PDF prints. A mark that Word would not print is written as text.
"""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from asylum_packet.papers.blocks import NestKind, Paragraph
from asylum_packet.papers.typography import ordinal
from asylum_packet.values import Struct, field
from asylum_packet.word.elements import element, filled, twips

HEADINGS = 1
"""The numbering of the headings, which their styles name."""
_LEVELS = ("upperRoman", "upperLetter", "decimal", "lowerLetter", "lowerRoman", "lowerRoman")
_MOST_NUMBER = 32_000
_DEEPEST = 8
_STEP_PT, _HANG_PT = 30.0, 20.0


class Format(Struct, frozen=True, kw_only=True):
    """How the items of a list are marked: Word's name of the numbers, and what stands around them."""

    numbers: str
    text: str

    @classmethod
    def of(cls, paragraph: Paragraph) -> Format | None:
        """Tell from the mark of an item; None where Word would not print this mark."""
        bullet, number = paragraph.bullet, paragraph.nests[-1].number
        if number is None:
            return cls(numbers="bullet", text=bullet)
        if number > _MOST_NUMBER:
            return None
        if bullet in {f"{number}.", f"{number})"}:
            return cls(numbers="decimal", text="%" + bullet[-1])
        if bullet == f"({ordinal(4, number).rstrip('.')})" and number:
            return cls(numbers="lowerLetter", text="(%)")
        return None


class Lists(Struct):
    """The lists of a document while it is written: each with its own numbering, which begins anew."""

    formats: list[Format] = field(default_factory=list)
    lists: dict[tuple[int, int], int] = field(default_factory=dict)
    starts: list[tuple[int, int, int]] = field(default_factory=list)

    def item(self, paragraph: Paragraph, paper: int) -> tuple[int, int] | None:
        """Give Word's level (0-based) and numbering of an item; None where its mark is to be text.

        Args:
            paragraph: The paragraph that the mark stands before.
            paper: A number for the paper, whose lists are numbered by themselves.
        """
        nest = paragraph.nests[-1] if paragraph.nests else None
        if nest is None or nest.kind is not NestKind.ITEM:
            return None
        level = sum(one.kind is NestKind.ITEM for one in paragraph.nests) - 1
        form = Format.of(paragraph)
        if form is None or level > _DEEPEST:
            return None
        if form not in self.formats:
            self.formats.append(form)
        key = (paper, nest.of)
        if key not in self.lists:
            self.starts.append((self.formats.index(form), level, nest.number or 1))
            self.lists[key] = len(self.starts) + HEADINGS
        return level, self.lists[key]

    def part(self) -> BaseOxmlElement:
        """Make the whole numbering of the document."""
        made = element("numbering", _headings())
        filled(made, (_list(form, number) for number, form in enumerate(self.formats, start=1)))
        made.append(element("num", element("abstractNumId", val=0), numId=HEADINGS))
        for index, (form, level, start) in enumerate(self.starts, start=HEADINGS + 1):
            override = element("lvlOverride", element("startOverride", val=start), ilvl=level)
            made.append(element("num", element("abstractNumId", val=form + 1), override, numId=index))
        return made


def _headings() -> BaseOxmlElement:
    """Make the numbering of headings: I., A., 1., a., i."""
    made = element("abstractNum", element("multiLevelType", val="multilevel"), abstractNumId=0)
    for index, numbers in enumerate(_LEVELS):
        made.append(
            element(
                "lvl",
                element("start", val=1),
                element("numFmt", val=numbers),
                element("pStyle", val=f"Heading{index + 1}"),
                element("suff", val="space") if index == 0 else None,
                element("lvlText", val=f"%{index + 1}."),
                element("lvlJc", val="left"),
                ilvl=index,
            )
        )
    return made


def _list(form: Format, number: int) -> BaseOxmlElement:
    """Make the numbering of lists with one kind of mark, at every level alike."""
    made = element("abstractNum", element("multiLevelType", val="hybridMultilevel"), abstractNumId=number)
    for level in range(_DEEPEST + 1):
        indent = element("ind", left=twips(_STEP_PT * (level + 1)), hanging=twips(_HANG_PT))
        made.append(
            element(
                "lvl",
                element("start", val=1),
                element("numFmt", val=form.numbers),
                element("lvlText", val=form.text.replace("%", f"%{level + 1}")),
                element("lvlJc", val="left"),
                element("pPr", indent),
                ilvl=level,
            )
        )
    return made
