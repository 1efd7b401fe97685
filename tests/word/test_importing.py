"""A Word brief becomes sections of a case: what Word writes in its many ways comes out as one Markdown."""

import pytest

from asylum_packet.case.model import TextFile
from asylum_packet.cli import main
from asylum_packet.errors import OutputError, WordError
from asylum_packet.papers.grammar import parse
from asylum_packet.papers.press import Press
from asylum_packet.word.importing import beside, read_brief, write_brief
from tests.support.papers_case import papers_case, settled
from tests.support.word import STYLES, h, p, r, word_file, words_of_case, zipped
from tests.test_architecture import imported, trees


@pytest.fixture
def brought(tmp_path):
    """Import a Word file made by hand."""

    def bring(body: str, **more):
        path = tmp_path / "brief.docx"
        path.write_bytes(word_file(body, **more))
        return read_brief(path)

    return bring


@pytest.fixture
def text(brought):
    """Import one section made by hand and give what stands below its heading."""

    def bring(body: str, **more) -> str:
        (one,) = brought(h("Argument") + body, **more).texts
        return one.text.removeprefix("# Argument\n").strip("\n")

    return bring


@pytest.fixture
def codes(brought):
    """Import one section made by hand and give the codes of what was lost, with their lines."""

    def bring(body: str, **more) -> list[tuple[str, int]]:
        found = brought(h("Argument") + body, **more).findings
        return [(one.code, one.source.line) for one in found]

    return bring


def _level(level: int, numbers: str, text: str) -> str:
    start = '<w:start w:val="1"/>' if numbers != "bullet" else ""
    about = f'<w:numFmt w:val="{numbers}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{level}">{start}{about}</w:lvl>'


def _kind(of: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{of}">{"".join(levels)}</w:abstractNum>'


def _num(of: int, kind: int, more: str = "") -> str:
    return f'<w:num w:numId="{of}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERS = (
    _kind(4, _level(0, "decimal", "%1."), _level(1, "lowerLetter", "(%2)"))
    + _kind(5, _level(0, "bullet", "\uf0b7"))
    + _kind(6, _level(0, "upperLetter", "%1."))
    + _num(1, 4)
    + _num(2, 5)
    + _num(3, 4, ANEW)
    + _num(9, 6)
)


def item(text: str, of: int = 1, level: int = 0, more: str = "") -> str:
    about = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>{more}'
    return p(text, "ListParagraph", about)


def field(instruction: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark.format("begin") + told + mark.format("separate") + shown + mark.format("end")


# Sections and their names


def test_each_top_heading_is_a_file_named_as_sections_are(brought):
    found = brought(
        h("Introduction") + p("a") + h("Statement of Facts") + h("Facts", 2) + h("Argument") + p("b")
    )
    assert [one.name for one in found.texts] == ["introduction.md", "statement-of-facts.md", "argument.md"]
    assert found.texts[1].text == "# Statement of Facts\n\n## Facts\n"
    assert found.findings == ()


def test_sections_in_another_order_than_briefs_have_are_numbered(brought):
    found = brought(h("Argument") + p("a") + h("Introduction") + p("b") + h("Argument") + p("c"))
    assert [one.name for one in found.texts] == ["01-argument.md", "02-introduction.md", "03-argument-2.md"]


def test_what_stands_before_the_first_heading_is_kept_in_front_and_said(brought):
    found = brought(p("In the Matter of") + h("Facts") + p("a"))
    assert [(one.name, one.text) for one in found.texts] == [
        ("00-opening.md", "In the Matter of\n"),
        ("01-facts.md", "# Facts\n\na\n"),
    ]
    assert [one.code for one in found.findings] == ["WORD-opening"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("\u05e9\u05dc\u05d5\u05dd", "section-1"),
        ("Con", "section-1"),
        ("2 b or not 2 b?", "section-2-b-or-not-2-b"),
        ("Años / Días", "anos-dias"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(brought, title, name):
    assert brought(h(title) + p("a")).texts[0].name == f"{name}.md"


def test_a_file_that_starts_at_the_second_level_starts_at_the_first(brought):
    found = brought(h("Facts", 2) + h("More", 3) + h("Argument", 2) + p("a"))
    assert [one.text for one in found.texts] == ["# Facts\n\n## More\n", "# Argument\n\na\n"]


def test_headings_come_from_based_on_styles_and_outline_levels(text):
    assert text(p("One", "Sub") + p("Two", "", '<w:outlineLvl w:val="2"/>')) == "\n## One\n\n### Two".strip()


def test_bold_lines_are_headings_where_no_style_says_so(brought):
    center = '<w:jc w:val="center"/>'
    found = brought(
        p(r("STATEMENT OF FACTS", "<w:b/><w:u w:val='single'/>"), "", center)
        + p("A sentence.")
        + p(r("The house", "<w:b/>"))
        + p("More.")
    )
    assert found.texts[0].text == "# STATEMENT OF FACTS\n\nA sentence.\n\n## The house\n\nMore.\n"
    assert [one.code for one in found.findings] == ["WORD-heading", "WORD-heading"]


def test_typed_numbers_of_headings_are_left_to_the_packet(brought):
    found = brought(h("I. Facts") + h("A.\tThe house", 2) + h("B. The gate", 2) + h("II. Argument") + p("a"))
    assert [one.text.splitlines()[0] for one in found.texts] == ["# Facts", "# Argument"]
    assert "## The gate" in found.texts[0].text
    assert {one.code for one in found.findings} == {"WORD-heading"}


def test_a_heading_without_number_among_numbered_ones_says_so(brought):
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    found = brought(p("Facts", "Heading1", numbered) + p("House", "Heading2"), numbering=NUMBERS)
    assert found.texts[0].text == "# Facts\n\n## House {-}\n"


# Words


def test_faces_are_kept_whatever_way_they_were_given(text):
    runs = (
        r("See ") + r("Matter of A-B-", "<w:i/>") + r(", and ") + r("strong ", '<w:rStyle w:val="Strong"/>')
        + r("words", "<w:b/><w:i/>") + r(" in ") + r("small", "<w:smallCaps/>") + r(" and ")
        + r("large", "<w:caps/>")
        + r(" and ") + r("off", '<w:b w:val="0"/>') + r(", ") + r("under", '<w:u w:val="single"/>') + r(".")
    )  # fmt: skip
    assert text(p(runs)) == (
        "See *Matter of A-B-*, and **strong *words*** in [small]{.smallcaps} and LARGE and off,\n"
        "[under]{.underline}."
    )


def test_what_word_cuts_a_word_into_makes_no_difference(text):
    runs = (
        '<w:proofErr w:type="spellStart"/>'
        + r("per", "<w:i/>")
        + '<w:proofErr w:type="spellEnd"/>'
        + r("secuted", "<w:i/>")
    )
    assert text(p(runs)) == "*persecuted*"


def test_smart_tags_content_controls_and_custom_xml_are_gone_through(text):
    runs = (
        f'<w:smartTag w:element="place">{r("Valle")}</w:smartTag>'
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r(' Sereno')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{r(' Honduras')}</w:customXml>"
    )
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
    assert text(p(runs) + block) == "Valle Sereno Honduras\n\nIn a control."


def test_signs_of_markdown_and_templates_print_as_they_stand(brought):
    typed = "1. *a* _b_ [c](d) `e` {{ f }} {% g %} {# h #} #i &lt;j&gt; &amp;amp; k|l \\ m {#n} &lt;!-- o"
    (one,) = brought(h("Argument") + p(typed)).texts
    assert "<!--" not in one.text
    case = papers_case(brief=(TextFile(file="brief/argument.md", text=one.text),))
    written, _ = settled(case)
    assert not written["brief/body"].findings
    words = "".join(
        word.text for block in written["brief/body"].paper.blocks if "{{ f }}" in str(block)
        for word in block.words
    )  # fmt: skip
    assert words == "1. *a* _b_ [c](d) `e` {{ f }} {% g %} {# h #} #i <j> &amp; k|l \\ m {#n} <!– o"


@pytest.mark.parametrize("typed", ["{{ a }} {% b %} {# c #}", "&lt;!-- d --&gt;", "{% endraw %}x"])
def test_code_keeps_what_a_template_would_read(brought, typed):
    code = '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="HTML Preformatted"/></w:style>'
    inline = '<w:style w:type="character" w:styleId="I"><w:name w:val="HTML Code"/></w:style>'
    body = h("Argument") + p(typed, "C") + p(r("see ") + r(typed, '<w:rStyle w:val="I"/>'))
    (one,) = brought(body, styles=STYLES + code + inline).texts
    assert "<!--" not in one.text
    case = papers_case(brief=(TextFile(file="brief/argument.md", text=one.text),))
    _, fence, paragraph = parse(Press(case).templates.render("brief/argument.md", {}).text).root.children
    plain = typed.replace("&lt;", "<").replace("&gt;", ">").replace("endraw", "end raw")
    assert (fence.type, fence.content) == ("fence", f"{plain}\n")
    assert plain in str(paragraph.children[0].content) or "endraw" in typed


def test_tabs_and_breaks_and_hyphens(text):
    runs = (
        r("a")
        + "<w:r><w:tab/></w:r>"
        + r("b")
        + "<w:r><w:br/></w:r>"
        + r("c")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + r("d")
    )
    assert text(p(runs)) == "a b\\\nc\u2011d"


def test_spaces_that_print_puts_in_by_itself_are_plain_in_the_text(text):
    assert text(p("INA\u00a0§\u00a0208 and 24 I&amp;N\u00a0Dec.\u00a0275")) == "INA § 208 and 24 I&N Dec. 275"
    assert text(p("24\u00a0I&amp;N\u00a0Dec.\u00a0275, 10\u00a0p.m.")) == "24 I&N Dec. 275, 10\u00a0p.m."


def test_links_to_the_web_are_kept_and_others_are_said(text, codes):
    links = {"rId5": "https://example.org/report", "rId6": "file:///C:/secret.docx"}
    kept = f'<w:hyperlink r:id="rId5">{r("the ")}{r("report", "<w:i/>")}</w:hyperlink>'
    assert text(p(kept), links=links) == "[the *report*](https://example.org/report)"
    assert text(p(field('HYPERLINK "https://example.org/b"', r("b")))) == "[b](https://example.org/b)"
    lost = f'<w:hyperlink r:id="rId6">{r("a file")}</w:hyperlink>'
    assert text(p(lost), links=links) == "a file"
    assert codes(p(lost), links=links) == [("WORD-link", 3)]


# Lists, quotations, tables


def test_lists_are_numbered_and_nested_as_in_word(text):
    body = item("one") + item("two") + item("deep", level=1) + item("deeper", level=1) + item("three")
    assert text(body, numbering=NUMBERS) == "1. one\n\n2. two\n\n   1. deep\n   2. deeper\n\n3. three"


def test_a_style_can_make_a_paragraph_an_item(text):
    numbered = (
        '<w:style w:type="paragraph" w:styleId="LN"><w:name w:val="List Number"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("one", "LN") + p("two", "LN") + p("text", "LN", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert text(body, numbering=NUMBERS, styles=STYLES + numbered) == "1. one\n2. two\n\ntext"


def test_a_list_that_is_interrupted_counts_on(text):
    body = item("one") + p("between") + item("two")
    assert text(body, numbering=NUMBERS) == "1. one\n\nbetween\n\n2. two"


def test_a_list_that_begins_anew_is_a_list_of_its_own(text, codes):
    body = item("one") + item("two") + item("one", of=3)
    assert text(body, numbering=NUMBERS) == "1. one\n2. two\n\n1) one"
    assert codes(body, numbering=NUMBERS) == [("WORD-list-marks", 6)]


def test_bullets_and_other_marks(text, codes):
    assert text(item("a", of=2) + item("b", of=2), numbering=NUMBERS) == "- a\n- b"
    assert codes(item("a", of=9) + item("b", of=9), numbering=NUMBERS) == [("WORD-list-marks", 3)]


def test_a_paragraph_below_an_item_stays_there(text):
    styles = '<w:style w:type="paragraph" w:styleId="LC"><w:name w:val="List Continue"/></w:style>'
    body = item("one") + p("goes on", "LC") + item("two")
    assert text(body, numbering=NUMBERS, styles=STYLES + styles) == "1. one\n\n   goes on\n\n2. two"


@pytest.mark.parametrize(
    "quote", [p("words", "BlockText"), p("words", "", '<w:ind w:left="1440" w:right="1440"/>')]
)
def test_a_quotation_is_known_by_its_style_or_its_margins(text, quote):
    assert text(p("a") + quote + p("b")) == "a\n\n> words\n\nb"


def cell(text: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def test_a_table_is_kept_with_its_head_and_widths(text):
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Date')}{cell('Event')}</w:tr>"
    row = f"<w:tr>{cell('May 1')}{cell(p('one') + p('two | three'))}</w:tr>"
    fixed = '<w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr>'
    plain = "| Date | Event |\n|---|---|\n| May 1 | one<br>two \\| three |"
    assert text(f"<w:tbl>{grid}{head}{row}</w:tbl>") == plain
    assert text(f"<w:tbl>{fixed}{grid}{head}{row}</w:tbl>") == (
        "::: table shares=25,75\n\n| Date | Event |\n|---|---|\n| May 1 | one<br>two \\| three |\n\n:::"
    )


def test_merged_and_nested_cells_are_taken_apart_and_said(text, codes):
    inner = f"<w:tbl><w:tr>{cell('in')}{cell('ner')}</w:tr></w:tbl>"
    wide = '<w:gridSpan w:val="2"/>'
    body = f"<w:tbl><w:tr>{cell('wide', wide)}</w:tr><w:tr>{cell('a')}{cell(inner + p(''))}</w:tr></w:tbl>"
    assert text(body) == "|  |  |\n|---|---|\n| wide |  |\n| a | in<br>ner |"
    assert codes(body) == [("WORD-table", 3), ("WORD-table", 3)]


# Footnotes


NOTES = (
    f'<w:footnote w:id="-1" w:type="separator">{p("<w:r><w:separator/></w:r>")}</w:footnote>'
    '<w:footnote w:id="2">'
    + p("<w:r><w:footnoteRef/></w:r>" + r(" First ") + r("part", "<w:i/>"))
    + f"{p('Second')}</w:footnote>"
    f'<w:footnote w:id="3">{p("Other")}</w:footnote><w:footnote w:id="4">{p("")}</w:footnote>'
)
CALL = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'


def test_footnotes_follow_their_section_with_all_their_paragraphs(brought):
    found = brought(
        h("Facts") + p(r("a") + CALL.format(2) + r("(b)")) + h("Argument") + p(r("c") + CALL.format(3)),
        footnotes=NOTES,
    )
    assert found.texts[0].text == "# Facts\n\na[^1]\\(b)\n\n[^1]: First *part*\n\n    Second\n"
    assert found.texts[1].text == "# Argument\n\nc[^2]\n\n[^2]: Other\n"
    assert found.findings == ()


def test_a_footnote_that_only_a_footnote_calls_is_carried_too(text):
    notes = (
        f'<w:footnote w:id="2">{p(r("one") + CALL.format(3))}</w:footnote>'
        f'<w:footnote w:id="3">{p(r("two") + CALL.format(2) + CALL.format(4))}</w:footnote>'
        f'<w:footnote w:id="4">{p("")}</w:footnote>'
    )
    assert text(p(r("a") + CALL.format(2)), footnotes=notes) == "a[^1]\n\n[^1]: one[^2]\n\n[^2]: two[^1]"


def test_endnotes_become_footnotes_and_empty_ones_are_said(text, codes):
    call = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    ends = f'<w:endnote w:id="1">{p("End")}</w:endnote>'
    assert text(p(r("a") + call), endnotes=ends) == "a[^1]\n\n[^1]: End"
    assert codes(p(r("a") + call), endnotes=ends) == [("WORD-note", 5)]
    assert codes(p(r("a") + CALL.format(4)), footnotes=NOTES) == [("WORD-note", 3)]


# What cannot be carried over is said with its line


INS = '<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DEL = (
    '<w:del w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{}</w:delText></w:r></w:del>'
)


def test_tracked_changes_are_taken_as_accepted_and_said(text, codes):
    body = p(r("She was ") + DEL.format("hit") + INS.format(r("beaten")) + r(" twice."))
    assert text(body) == "She was beaten twice."
    assert codes(body) == [("WORD-tracked", 3), ("WORD-tracked", 3)]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next(text):
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    assert text(p("One ", "", gone) + p("two.")) == "One two."


PICTURE = '<w:r><w:drawing><wp:inline xmlns:wp="x"><a:blip xmlns:a="y"/></wp:inline></w:drawing></w:r>'
BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "kept", "code"),
    [
        (p(r("a") + PICTURE), "a", "WORD-picture"),
        (p(r("a") + "<w:r><w:object/></w:r>"), "a", "WORD-picture"),
        (p(r("a") + '<w:r><w:commentReference w:id="0"/></w:r>'), "a", "WORD-comment"),
        (p(r("a") + f"<w:r><w:pict><v:shape>{BOX.format(p('in the box'))}</v:shape></w:pict></w:r>"),
         "a\n\nin the box", "WORD-text-box"),
        (p(r("a") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>" + BOX.format(p("once"))
           + "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + BOX.format(p("twice"))
           + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"), "a\n\nonce", "WORD-text-box"),
        (p(r("on ") + field("DATE \\@ MMMM", r("May 1"))), "on May 1", "WORD-field"),
        (p(f'<w:fldSimple w:instr=" REF x ">{r("Part II")}</w:fldSimple>'), "Part II", "WORD-field"),
        (p(r("a ") + "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"), "a x+y", "WORD-equation"),
        (p(r("a ") + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'), "a", "WORD-symbol"),
        (p(r("seen ") + r("secret", "<w:vanish/>")), "seen", "WORD-hidden"),
        (p(r("a ") + r("b", '<w:highlight w:val="yellow"/>')), "a b", "WORD-mark"),
        (p(r("a ") + r("b", "<w:strike/>")), "a b", "WORD-mark"),
        (p(r("a ") + r("b", '<w:rPrChange w:id="1"><w:rPr/></w:rPrChange>')), "a b", "WORD-tracked"),
        (p("a", "", '<w:pPrChange w:id="1"><w:pPr/></w:pPrChange>'), "a", "WORD-tracked"),
        (p(r("4") + r("th", '<w:vertAlign w:val="superscript"/>') + r(" Cir.")), "4th Cir.", "WORD-mark"),
        (p(r("a") + '<w:r><w:br w:type="page"/></w:r>'), "a", "WORD-break"),
        (p(r("a ") + f"<w:odd>{r('b')}</w:odd>"), "a b", "WORD-unknown"),
        (p("See Tab C at 47."), "See Tab C at 47.", "WORD-cite-text"),
        (p("Respectfully submitted,"), "Respectfully submitted,", "WORD-signature"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_over_is_said_where_it_stands(text, codes, body, kept, code):
    assert text(body) == kept
    assert codes(body) == [(code, 3)]


def test_tables_of_contents_are_left_to_the_packet(brought):
    opened, *_, closed = field('TOC \\o "1-3"', "#").partition("#")
    lines = p(opened + r("Facts 3")) + p("Argument 9", "TOC1") + p(r("More 11")) + p(closed)
    found = brought(lines + h("Facts") + p("a"))
    assert [one.text for one in found.texts] == ["# Facts\n\na\n"]
    assert {one.code for one in found.findings} == {"WORD-made"}


def test_running_headers_are_said(codes):
    assert codes(p("a"), header1=p("Reyes")) == [("WORD-running", 0)]
    assert codes(p("a"), header1=p(PICTURE)) == [("WORD-running", 0)]
    assert codes(p("a"), footer1=p("<w:r><w:t>12</w:t></w:r>")) == []


def test_a_cite_that_was_edited_in_word_stands_as_its_words(text, codes):
    body = p(r("See ") + field('ADDIN asylum-packet "@farm-gate" "Tab B at 27"', r("Tab B at 28")) + r("."))
    assert text(body) == "See Tab B at 28."
    assert ("WORD-cite", 3) in codes(body)
    same = p(
        r("See ")
        + field('ADDIN asylum-packet "@farm-gate" "Tab B at 27"', r("Tab B at") + r("\u00a027"))
        + r(".")
    )
    assert text(same) == "See [@farm-gate]."
    assert codes(same) == []


# The whole way


def test_our_own_brief_comes_back_without_what_the_packet_makes(tmp_path):
    path = tmp_path / "brief.docx"
    path.write_bytes(words_of_case()["brief.docx"])
    found = read_brief(path)
    assert [one.name for one in found.texts] == ["statement-of-facts.md", "argument.md", "conclusion.md"]
    assert "[@declaration ¶1]" in found.texts[0].text
    assert "Respectfully" not in "".join(one.text for one in found.texts)
    assert {one.code for one in found.findings} == {"WORD-made", "WORD-running"}


def test_nothing_is_written_over_unless_asked(tmp_path, brought):
    found = brought(h("Facts") + p("new") + h("Argument") + p("new"))
    folder = tmp_path / "brief"
    folder.mkdir()
    (folder / "argument.md").write_text("mine")
    (folder / "other.md").write_text("mine")
    with pytest.raises(OutputError, match=r"argument\.md"):
        write_brief(found, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["argument.md", "other.md"]
    written = write_brief(found, folder, overwrite=True)
    assert (folder / "argument.md").read_text() == "# Argument\n\nnew\n"
    assert [one.source.file for one in beside(folder, written)] == ["brief/other.md"]
    assert (folder / "other.md").read_text() == "mine"


def test_the_command_writes_and_lists(tmp_path, capsys):
    path = tmp_path / "draft.docx"
    path.write_bytes(word_file(h("Facts") + p(r("a") + PICTURE)))
    case = tmp_path / "case"
    case.mkdir()
    assert main(["brief", "import", str(path), str(case)]) == 0
    out = capsys.readouterr().out
    assert (case / "brief/facts.md").read_text(encoding="utf-8") == "# Facts\n\na\n"
    assert "brief/facts.md:3: warning: a picture or object is left out [WORD-picture]" in out
    assert main(["brief", "import", str(path), str(case)]) == 7
    assert main(["brief", "import", str(path)]) == 2
    assert main(["brief", "import", str(path), "-o", str(tmp_path / "else")]) == 0
    assert (tmp_path / "else/facts.md").exists()


# A file that came from anywhere


def refused(tmp_path, content: bytes) -> WordError:
    path = tmp_path / "bad.docx"
    path.write_bytes(content)
    with pytest.raises(WordError) as caught:
        read_brief(path)
    assert "bad.docx" in caught.value.message
    assert caught.value.fix
    return caught.value


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04 broken", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        (zipped({"a.txt": "no"}), "no Word document"),
        (zipped({"word/document.xml": "<w:document"}), "damaged"),
        (zipped({"word/document.xml": ENTITIES + "<x>&a;&b;</x>"}), "declares XML entities"),
        (zipped({"word/document.xml": (ENTITIES + "<x/>").encode("utf-16")}), "declares XML entities"),
        (zipped({"word/document.xml": '<?xml version="1.0" encoding="none"?><x/>'}), "damaged"),
        (word_file("<w:p>" * 300 + "</w:p>" * 300), "more than any brief holds"),
        (word_file(""), "no words"),
        (word_file(p(PICTURE)), "no words"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_brief_is_refused_by_name(tmp_path, content, words):
    assert words in refused(tmp_path, content).message


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    from asylum_packet.word import archive

    monkeypatch.setattr(archive, "MOST_PART_BYTES", 200_000)
    bomb = word_file(p("x" * 3_000_000))
    assert len(bomb) < 20_000
    assert "more than any brief holds" in refused(tmp_path, bomb).message


def test_more_parts_than_word_writes_are_refused(tmp_path, monkeypatch):
    from asylum_packet.word import archive

    many = zipped({"word/document.xml": "<x/>", **{f"{n}.xml": "" for n in range(300)}})
    monkeypatch.setattr(archive, "MOST_DIRECTORY_BYTES", 10_000)
    assert "not built as Word builds" in refused(tmp_path, many).message
    monkeypatch.setattr(archive, "MOST_DIRECTORY_BYTES", 1_000_000)
    monkeypatch.setattr(archive, "MOST_PARTS", 100)
    assert "not built as Word builds" in refused(tmp_path, many).message


def test_more_elements_than_a_brief_has_are_refused(tmp_path, monkeypatch):
    from asylum_packet.word import archive

    monkeypatch.setattr(archive, "MOST_ELEMENTS", 1000)
    assert "more than any brief holds" in refused(tmp_path, word_file(p("x") * 1000)).message


def test_styles_that_go_round_in_a_ring_end(brought):
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    found = brought(p("words", "A"), styles=ring)
    assert [(one.name, one.text) for one in found.texts] == [("brief.md", "words\n")]
    assert [one.code for one in found.findings] == ["WORD-heading"]


@pytest.mark.parametrize(
    "body",
    [
        p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("a")),
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("a")
        ),
        p(r("a"), "", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="77"/></w:numPr>'),
        p(r("a"), "", '<w:ind w:left="x" w:right="9999999999"/><w:outlineLvl w:val="-3"/>'),
        p(r("a") + '<w:r><w:footnoteReference w:id="99"/></w:r>'),
        p(r("a") + '<w:hyperlink r:id="none"><w:r/></w:hyperlink>'),
        "<w:tbl/>" + p("a"),
        "<w:tbl><w:tr/></w:tbl>" + p("a"),
        '<w:altChunk r:id="rId9"/>' + p("a"),
    ],
)
def test_what_is_badly_built_loses_no_words(brought, body):
    (one,) = brought(body).texts
    assert one.text == "a\n"


def test_a_text_longer_than_any_brief_is_refused(tmp_path, monkeypatch):
    from asylum_packet.word import importing

    monkeypatch.setattr(importing, "MOST_LETTERS", 100)
    assert "longer than any brief" in refused(tmp_path, word_file(p("x" * 101))).message


def test_a_table_with_more_columns_than_a_page_can_hold_keeps_its_words(text, codes):
    cells = "".join(cell(f"c{n}") for n in range(100))
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    found = text(body)
    assert all(f"c{n}" in found for n in range(100))
    assert codes(body) == [("WORD-table", 3)]


def test_the_import_needs_no_further_package():
    word = {path.stem: tree for path, tree in trees().items() if path.parent.name == "word"}
    waiting, seen = ["importing"], set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        names = list(imported(word[name]))
        assert not [one for one in names if one[0] == "docx"], name
        below = {one[2] for one in names if one[:2] == ("asylum_packet", "word")}
        waiting += below - seen
    assert {"archive", "story", "markdown", "marking"} <= seen
