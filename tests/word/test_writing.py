"""The brief and the exhibit index as Word has them: real headings, footnotes, lists and tables."""

import io
import re
import zipfile
from xml.etree import ElementTree

import docx
import pytest

from tests.support.word import R, W, paragraphs, part, style, words_of_case

EVERYTHING = """\
# First heading

Words in *italics*, **bold**, [Small Caps]{.smallcaps}, [underlined]{.underline} and "curly quotes" -- with
a dash, a call[^one], a cite [@police-report 1-2; @farm-gate], a [link](https://example.org/a), and a
blank [______].\\
A new line.

## Second heading

> Quoted words.
>
> > Quoted in a quotation.

1. one
2. two

   goes on

   - deeper
   - still
     1. deepest
3. three

Text between.

5) five

### Third heading

Term
: What it means.

```
code  as typed
```

---

| Left | Middle | Right |
|:-----|:------:|------:|
| a | *b* | c |

## Unnumbered {-}

## Again numbered[^two]

She was called \u05de\u05e8\u05d8\u05d4 12 \u05e8\u05d9\u05d9\u05e1 and
\u0645\u0631\u062a\u0627, and \u092e\u093e\u0930\u094d\u0924\u093e too[^one].

\u05e9\u05dc\u05d5\u05dd, she wrote.

[^one]: The first note, with *italics*.

    Its second paragraph.

[^two]: The second note cites [@farm-gate].
"""


@pytest.fixture(scope="module")
def brief() -> bytes:
    return words_of_case(EVERYTHING)["brief.docx"]


@pytest.fixture(scope="module")
def listed(brief) -> list[tuple[str, str]]:
    return paragraphs(brief)


def styled(listed, name: str) -> list[str]:
    return [text for found, text in listed if found == name]


def of_style(brief: bytes, name: str) -> list[ElementTree.Element]:
    return [one for one in part(brief, "word/document.xml").iter(f"{W}p") if style(one) == name]


def test_python_docx_opens_it_and_finds_real_headings(brief):
    found = [p for p in docx.Document(io.BytesIO(brief)).paragraphs if p.style.name.startswith("Heading")]
    assert [(p.style.name, p.text) for p in found] == [
        ("Heading 1", "First heading"),
        ("Heading 2", "Second heading"),
        ("Heading 3", "Third heading"),
        ("Heading 2", "Unnumbered"),
        ("Heading 2", "Again numbered"),
    ]


def test_headings_are_numbered_by_word_as_the_pdf_numbers_them(brief):
    levels = part(brief, "word/numbering.xml").find(f"{W}abstractNum").findall(f"{W}lvl")
    formats = [
        (one.find(f"{W}numFmt").get(f"{W}val"), one.find(f"{W}lvlText").get(f"{W}val")) for one in levels
    ]
    assert formats[:4] == [
        ("upperRoman", "%1."),
        ("upperLetter", "%2."),
        ("decimal", "%3."),
        ("lowerLetter", "%4."),
    ]
    own = [one.find(f"{W}pPr/{W}numPr/{W}numId") for one in of_style(brief, "Heading2")]
    assert [one is None or one.get(f"{W}val") for one in own] == [True, "0", True]


def test_lists_are_words_own_each_with_its_own_count(brief, listed):
    assert styled(listed, "ListNumber") == ["one", "two", "three", "five"]
    assert styled(listed, "ListBullet2") == ["deeper", "still"]
    assert styled(listed, "ListNumber3") == ["deepest"]
    assert styled(listed, "ListContinue") == ["goes on"]
    ids = [one.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for one in of_style(brief, "ListNumber")]
    assert len({*ids[:3]}) == 1
    assert ids[3] != ids[0]
    starts = {
        one.get(f"{W}numId"): one.find(f".//{W}startOverride").get(f"{W}val")
        for one in part(brief, "word/numbering.xml").findall(f"{W}num")
        if one.find(f".//{W}startOverride") is not None
    }
    assert (starts[ids[0]], starts[ids[3]]) == ("1", "5")


def test_blocks_have_the_styles_that_word_has_for_them(listed):
    assert styled(listed, "Quote") == ["Quoted words.", "Quoted in a quotation."]
    assert styled(listed, "DefinitionTerm") == ["Term"]
    assert styled(listed, "Definition") == ["What it means."]
    assert styled(listed, "HTMLPreformatted") == ["code\u00a0\u00a0as\u00a0typed"]
    assert styled(listed, "HorizontalLine") == [""]
    assert styled(listed, "TableHead") == ["Left", "Middle", "Right"]
    assert styled(listed, "TableText") == ["a", "b", "c"]


def test_words_keep_their_face(brief):
    faces = {}
    for run in part(brief, "word/document.xml").iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.findall(f"{W}t"))
        faces[text] = {one.tag.removeprefix(W) for one in run.find(f"{W}rPr") or ()}
    assert faces["italics"] >= {"i", "iCs"}
    assert faces["bold"] >= {"b", "bCs"}
    assert faces["Small Caps"] == {"smallCaps"}
    assert faces["underlined"] == {"u"}


def test_quotation_marks_are_curly_and_dashes_are_dashes(listed):
    text = " ".join(styled(listed, "BodyText"))
    assert "“curly quotes” – with a dash" in text


def test_cites_read_exactly_as_in_the_pdf(brief):
    text = " ".join(p.text for p in docx.Document(io.BytesIO(brief)).paragraphs)
    assert re.search(r"a cite \(?Tab B at \d+–\d+; Tab B at \d+", text), text


def test_footnotes_are_real_ones_at_the_foot_of_their_page(brief):
    calls = [one.get(f"{W}id") for one in part(brief, "word/document.xml").iter(f"{W}footnoteReference")]
    assert calls == ["1", "2"]
    notes = {one.get(f"{W}id"): one for one in part(brief, "word/footnotes.xml").findall(f"{W}footnote")}
    assert {"-1", "0", "1", "2"} == {*notes}
    first = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in notes["1"].findall(f"{W}p")]
    assert first == [" The first note, with italics.", "Its second paragraph."]
    assert "Tab" in "".join(t.text or "" for t in notes["2"].iter(f"{W}t"))


def test_a_second_call_of_a_footnote_refers_to_the_first(brief):
    told = [one.text for one in part(brief, "word/document.xml").iter(f"{W}instrText")]
    assert any("NOTEREF _RefNote1 " in text for text in told)


def test_a_note_that_only_a_note_calls_stands_behind_it():
    made = words_of_case("# A\n\nText[^a].\n\n[^a]: Outer[^b].\n\n[^b]: Inner.")["brief.docx"]
    notes = [text for _, text in paragraphs(made, "word/footnotes.xml")]
    assert notes[2:] == [" Outer2.", "2 Inner."]


def test_other_scripts_are_marked_so_that_word_sets_them(brief):
    marks = {}
    for run in part(brief, "word/document.xml").iter(f"{W}r"):
        text = "".join(t.text or "" for t in run.findall(f"{W}t"))
        marks[text] = {one.tag.removeprefix(W) for one in run.find(f"{W}rPr") or ()}
    assert marks["\u05de\u05e8\u05d8\u05d4 12 \u05e8\u05d9\u05d9\u05e1"] >= {"rtl", "lang"}
    assert marks["\u0645\u0631\u062a\u0627"] >= {"rtl", "lang"}
    assert marks["\u092e\u093e\u0930\u094d\u0924\u093e"] == {"cs"}
    assert [one.find(f"{W}pPr/{W}bidi") is not None for one in of_style(brief, "BodyText")][-1]


def test_the_body_is_double_spaced_in_a_serif_of_twelve_points_with_margins_of_an_inch(brief):
    document = docx.Document(io.BytesIO(brief))
    assert document.styles["Body Text"].paragraph_format.line_spacing == 2.0
    assert (document.styles["Normal"].font.name, document.styles["Normal"].font.size.pt) == (
        "Times New Roman",
        12,
    )
    fonts = part(brief, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert fonts.find(f"{W}rFonts").get(f"{W}ascii") == "Times New Roman"
    assert fonts.find(f"{W}sz").get(f"{W}val") == "24"
    (section,) = document.sections
    assert {section.left_margin.inches, section.right_margin.inches, section.top_margin.inches} == {1.0}
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11.0)


def test_pages_are_numbered_from_the_number_they_have_in_the_packet(brief):
    section = part(brief, "word/document.xml").find(f".//{W}sectPr")
    assert int(section.find(f"{W}pgNumType").get(f"{W}start")) > 1
    footer = part(brief, "word/footer1.xml")
    assert [one.text.strip() for one in footer.iter(f"{W}instrText")] == ["PAGE"]


def test_the_caption_stands_on_the_cover_page(listed):
    text = [text for _, text in listed]
    assert "In the Matter of:" in text
    assert text.index("In the Matter of:") < text.index("TABLE OF CONTENTS")


def test_the_contents_are_a_field_that_leads_to_the_headings(brief, listed):
    root = part(brief, "word/document.xml")
    anchors = [one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    marks = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
    assert len(anchors) == 5
    assert {*anchors} <= marks
    assert re.fullmatch(r"I\.\tFirst heading\t\d+", styled(listed, "TOC1")[0])


def test_an_address_on_the_web_is_a_real_link_and_prints(brief):
    root = part(brief, "word/document.xml")
    (link,) = (one for one in root.iter(f"{W}hyperlink") if one.get(f"{R}id"))
    assert "".join(t.text for t in link.iter(f"{W}t")) == "link (https://example.org/a)"
    rels = part(brief, "word/_rels/document.xml.rels")
    assert {one.get("Target") for one in rels if one.get("TargetMode") == "External"} == {
        "https://example.org/a"
    }


def test_the_index_has_its_columns_as_printed():
    made = words_of_case()["exhibit-index.docx"]
    table = max(docx.Document(io.BytesIO(made)).tables, key=lambda table: len(table.rows))
    assert [cell.text for cell in table.rows[0].cells] == ["Tab", "Description", "Pages"]
    assert table.rows[1].cells[0].text == "A"
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None


def test_nothing_in_it_tells_of_a_person_a_day_or_a_machine(brief):
    with zipfile.ZipFile(io.BytesIO(brief)) as archive:
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(core)} == {"identifier"}
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert not re.search(rb"rsid|w:author|Ejemplo", b"".join(part_bytes(brief, "word/styles.xml")))


def part_bytes(content: bytes, name: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name)]


def test_the_same_paper_gives_the_same_bytes(brief):
    words_of_case.cache_clear()
    assert words_of_case(EVERYTHING)["brief.docx"] == brief
