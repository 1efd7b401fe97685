"""The texts people write: sections of the brief, the declaration, long answers.

Comments (`<!-- ... -->`) are hints to whoever edits the file and are never printed; they are blanked out
here, line by line, so that line numbers stay true. A text with headings and comments only is not written yet.
"""

from __future__ import annotations

import re
from typing import Final

from asylum_packet.case.codes import found
from asylum_packet.case.folder import Listing, read_file
from asylum_packet.case.model import TextFile
from asylum_packet.case.names import natural
from asylum_packet.case.yamltree import decode
from asylum_packet.findings import Finding, Source

_HEADING = re.compile("^[ ]{0,3}(?:#{1,6}(?:[ \t].*)?|[=-]+[ \t]*)$", re.MULTILINE)
_TAG = re.compile(r"\{%-?\s*(?:include\s+[^%\s][^%\n]*|if\s+[^%\s][^%\n]*|else\s*|endif\s*)-?%\}")
_INCLUDE = re.compile(r"\{%-?\s*include\s")
_STARTS = re.compile(r"\s*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\|)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SECTIONS: Final = (
    ("introduction", "preliminary-statement"),
    ("jurisdiction", "procedural-history", "procedural-posture", "procedure", "history"),
    ("facts", "statement-of-facts", "statement-of-the-facts", "statement-of-the-case", "background"),
    ("issues", "issues-presented", "questions", "questions-presented"),
    ("burden", "burden-of-proof", "standard", "legal-standard", "standard-of-review", "standards"),
    ("summary", "summary-of-argument", "summary-of-the-argument"),
    ("argument", "arguments", "discussion", "analysis"),
)
_LAST: Final = frozenset({"conclusion", "prayer", "prayer-for-relief", "relief"})


def read_text(listing: Listing, path: str) -> TextFile | Finding:
    """Read a text of the case folder, its comments blanked out."""
    data = read_file(listing, path)
    if isinstance(data, Finding):
        return data
    text, finding = decode(data, path)
    if finding is not None:
        return finding
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _UNPRINTABLE.search(text):
        message = f"a character here (U+{ord(match[0]):04X}) is not text"
        fix = "delete it and type the text again"
        return found("CASE-encoding", message, _at(text, match.start(), path), fix)
    return _without_comments(text, path)


def _without_comments(text: str, path: str) -> TextFile | Finding:
    """Blank out the comments, keeping every line where it is."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            message, fix = "a comment begins here and never ends", "write --> after it"
            return found("CASE-open-comment", message, _at(text, start, path), fix)
        kept += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + 3
    return TextFile(file=path, text="".join([*kept, text[position:]]))


def _at(text: str, offset: int, path: str) -> Source:
    """Say where an offset stands, 1-based."""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return Source(file=path, line=line, column=column)


def is_written(text: TextFile) -> bool:
    """Say whether a text holds more than headings and lines that ask for a block of a template."""
    return bool(_TAG.sub("", _HEADING.sub("", text.text)).strip())


def asks_for_blocks(text: TextFile) -> bool:
    """Say whether a text asks for a block of a template, such as a legal standard."""
    return _INCLUDE.search(text.text) is not None


def unwrapped(text: str) -> str:
    """Join the lines of a paragraph as Markdown means them; lists, quotations and hard breaks keep theirs."""
    lines: list[str] = []
    for line in text.split("\n"):
        before = lines[-1] if lines else ""
        if before.strip() and line.strip() and not before.endswith(("  ", "\\")) and not _STARTS.match(line):
            lines[-1] = f"{before.rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(line.rstrip().removesuffix("\\") for line in lines)


def in_brief_order(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Put the sections of a brief in order: by their numbers, else as briefs are conventionally built.

    As soon as one name starts with a digit, all sort naturally. Otherwise known names come in their
    conventional order, and unknown ones before the conclusion.
    """
    if any(path.rpartition("/")[2][:1].isdigit() for path in paths):
        return tuple(sorted(paths, key=natural))
    return tuple(sorted(paths, key=lambda path: (_section(path), natural(path))))


def _section(path: str) -> int:
    """Give the place of a section in a brief, by its file name."""
    name = path.rpartition("/")[2].removesuffix(".md").casefold().replace("_", "-").replace(" ", "-")
    if name in _LAST:
        return len(_SECTIONS) + 1
    known = (place for place, names in enumerate(_SECTIONS) if name in names)
    return next(known, len(_SECTIONS))
