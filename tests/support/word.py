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


_CONTENT_TYPES = """\
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_HEADING = (
    '<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:rPr><w:b/></w:rPr>'
    "</w:style>"
)
STYLES = "".join(_HEADING.format(n=n) for n in (1, 2, 3)) + (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="BlockText"><w:name w:val="Block Text"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Firm Subhead"/>'
    '<w:basedOn w:val="Heading2"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def word_file(body: str, *, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """Make a Word file by hand: the XML of its body, and of further parts such as `footnotes`.

    `links` maps relationships of the text to addresses.
    """
    rels = "".join(
        f'<Relationship Id="{name}" TargetMode="External" Target="{address}" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
        for name, address in (links or {}).items()
    )
    texts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{parts.pop('styles', STYLES)}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>',
        **{
            f"word/{name}.xml": f"<w:{_ROOTS.get(name, name)} {_SPACES}>{text}</w:{_ROOTS.get(name, name)}>"
            for name, text in parts.items()
        },
    }
    return zipped(texts)


_ROOTS = {"header1": "hdr", "footer1": "ftr"}


def zipped(texts: dict[str, str | bytes]) -> bytes:
    """Pack parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def p(text: str = "", style: str = "", about: str = "") -> str:
    """Make a paragraph of Word; a text that begins with "<" is XML already."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = text if text.startswith("<") else r(text) if text else ""
    return f"<w:p><w:pPr>{named}{about}</w:pPr>{inside}</w:p>"


def r(text: str, about: str = "") -> str:
    """Make a run of Word."""
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def h(text: str, level: int = 1) -> str:
    """Make a heading of Word."""
    return p(text, f"Heading{level}")
