"""A file that LibreOffice wrote, and ours in the order of the schema, so that Word opens them as they are."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from asylum_packet.word.importing import read_brief
from tests.support.word import W, words_of_case
from tests.word.test_writing import EVERYTHING

FACTS = """\
# Statement of Facts

Ms. Example was born in *Valle Sereno* in **1988**. See *Matter of A-B-*, 1 I&N Dec. 2.[^1]

> A quotation of some length stands here, indented on both sides.

1. First

   - inner bullet
   - another

2. Second

Between.

3. Third

## The house

| Date | Event |
|:-:|:-:|
| May 1 | threat |
| merged |  |

::: center
Centred words
:::

---

A [report](https://example.org/report) says so. [Underlined]{.underline}, struck.

```
code  here
 and there
```

Term
: Its meaning.

[^1]: The footnote text with *italics*.
"""


def test_a_brief_that_libreoffice_wrote_comes_in_whole():
    found = read_brief(Path(__file__).parent / "libreoffice.docx")
    assert [one.name for one in found.texts] == ["statement-of-facts.md", "argument.md"]
    assert found.texts[0].text == FACTS
    assert [(one.code, one.source.line) for one in found.findings] == [("WORD-table", 20), ("WORD-mark", 31)]


# ECMA-376 Part 1, annex A: the children of these elements stand in this order, as far as we write them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs bidi spacing ind jc "
    "outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs smallCaps noProof sz szCs u vertAlign rtl cs lang",
    "tblPr": "tblW jc tblInd tblLayout tblCellMar tblLook",
    "tcPr": "tcW tcBorders tcMar",
    "trPr": "cantSplit tblHeader",
    "tcBorders": "top left bottom right",
    "tblCellMar": "top left bottom right",
    "sectPr": "headerReference footerReference pgSz pgMar pgNumType titlePg",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr",
    "style": "name basedOn next qFormat pPr rPr tblPr",
    "settings": "defaultTabStop characterSpacingControl footnotePr compat",
    "numbering": "abstractNum num",
}  # fmt: skip


@pytest.mark.parametrize("name", ["brief.docx", "exhibit-index.docx"])
def test_elements_stand_in_the_order_of_the_schema(name):
    content = words_of_case(EVERYTHING)[name]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [
            archive.read(one) for one in archive.namelist() if one.startswith("word/") and one.endswith("l")
        ]
    seen = set()
    for part in parts:
        for node in ElementTree.fromstring(part).iter():
            kind = node.tag.removeprefix(W)
            if kind in ORDER:
                seen.add(kind)
                wanted = ORDER[kind].split()
                places = [wanted.index(child.tag.removeprefix(W)) for child in node]
                assert places == sorted(places), (kind, [child.tag for child in node])
    assert len(seen) >= len(ORDER) - 2


def test_bookmarks_and_notes_have_names_and_numbers_of_their_own():
    with zipfile.ZipFile(io.BytesIO(words_of_case(EVERYTHING)["brief.docx"])) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    starts = [(one.get(f"{W}id"), one.get(f"{W}name")) for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    assert len({one for one, _ in starts}) == len(starts) == len({name for _, name in starts})
    assert sorted(ends) == sorted(one for one, _ in starts)
    marks = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
    assert marks.count("begin") == marks.count("separate") == marks.count("end") > 2
