"""Text files, printed as they are: nothing is interpreted, also not the marks of Markdown.

A text that aligns columns by spaces keeps them in type of one width; any other is set in the serif of the
packet. Encodings are told by their marks, else UTF-8, else the one of Windows in Western Europe.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from asylum_packet.fonts.faces import Style
from asylum_packet.intake.manuscript import Block, write_manuscript
from asylum_packet.intake.through import as_pages, workroom
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALIGNED = re.compile(r"\S(?: {3,}|\t)\S|[\u2500-\u257f]")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\v]")
_MOST_BYTES = 50_000_000


def prepare_text(task: Task) -> Outcome:
    """Print a text file to `task.target`.

    Raises:
        Refusal: It cannot become pages.
    """
    source = Path(task.source)
    if source.stat().st_size > _MOST_BYTES:
        raise Refusal("FILE-limit", f"is a text file of more than {_MOST_BYTES / 1e6:,.0f} MB")
    text, remarks = decoded(source.read_bytes())
    text = _LINE_ENDS.sub("\n", text)
    if not text.strip():
        raise Refusal("FILE-empty", "holds nothing but blanks")
    style, size = style_of(text)
    with workroom(task) as room:
        said = write_manuscript([Block(text=text, style=style, size_pt=size)], room / "text.pdf", task.limits)
        return as_pages(task, "text", room / "text.pdf", (*remarks, *said))


def decoded(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """Read bytes as text.

    Raises:
        Refusal: It is no text in an encoding we know.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                raise Refusal("FILE-damaged", "is damaged: its text breaks off") from None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Refusal("FILE-encoding", "is text in an encoding that is not known here") from None
    said = Remark(code="FILE-encoding-guessed", text="does not say its encoding; read as Windows-1252")
    return text, (said,)


def style_of(text: str) -> tuple[Style, float]:
    """Choose type and size: one width where blanks align columns."""
    lines = [line for line in text.splitlines()[:2_000] if line.strip()]
    aligned = sum(bool(_ALIGNED.search(line)) for line in lines)
    return ("mono", 9.5) if aligned * 10 > len(lines) else ("serif", 11.0)
