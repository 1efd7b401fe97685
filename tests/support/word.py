"""Word files in tests: those we write for a case made of values, and what stands in any of them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from xml.etree import ElementTree

from asylum_packet.case.model import TextFile
from asylum_packet.word.documents import word_files
from tests.support.papers_case import papers_case, settled

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@cache
def words_of_case(*texts: str) -> dict[str, bytes]:
    """Write the Word files of the papers case with these sections; without any, with its own."""
    sections = tuple(TextFile(file=f"brief/{n:02}.md", text=text) for n, text in enumerate(texts, start=1))
    case = papers_case(brief=sections) if sections else papers_case()
    written, packet = settled(case)
    papers = {key: paper.paper for key, paper in written.items()}
    return word_files(packet, papers, [text.file for text in case.brief])


def part(content: bytes, name: str) -> ElementTree.Element:
    """Read a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def paragraphs(content: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """List style and text of every paragraph."""
    return [(style(one), "".join(_letters(one))) for one in part(content, name).iter(f"{W}p")]


def _letters(paragraph: ElementTree.Element):
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            yield one.text or ""
        elif one.tag in {f"{W}tab", f"{W}br"}:
            yield "\t" if one.tag.endswith("tab") else "\n"


def style(paragraph: ElementTree.Element) -> str:
    """Name the style of a paragraph."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")
