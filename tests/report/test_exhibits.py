"""The table of exhibits, and the draft of exhibits.yaml."""

from types import SimpleNamespace

from asylum_packet.case.parts import DocumentPart, Photograph
from asylum_packet.case.yamltree import load_text
from asylum_packet.facts import FileFact, Seen
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.report.exhibits import ExhibitRow, draft_text, exhibit_rows, exhibits_text
from asylum_packet.sequence import PartKind
from asylum_packet.values import replace
from tests.case.test_exhibits import arranged
from tests.support.inline_case import a_document

LONG = "a-very-long-name-that-a-scanner-made-20240302-000001"


def row(document, *findings):
    files = tuple((part.kind, part.path, None) for part in document.parts)
    return ExhibitRow(tab="A", document=document, files=files, findings=findings)


def sheets():
    pictures = (
        Photograph(path="exhibits/07 House/b.jpg", what='The "front" door', when="March 2, 2024"),
        Photograph(path="exhibits/07 House/a.jpg"),
    )
    part = DocumentPart(kind=PartKind.ORIGINAL, path="exhibits/07 House", photographs=pictures, per_sheet=2)
    document = a_document("house", title="House")
    where = replace(document.where, file="exhibits/07 House")
    return row(replace(document, parts=(part,), where=where))


def test_a_long_id_goes_on_in_the_next_line_and_loses_no_letter():
    rows = (row(a_document(LONG, title=LONG.replace("-", " "))), row(a_document("short")))
    lines = exhibits_text(rows, ()).split("\n\n")[0].splitlines()
    assert max(map(len, lines)) < 150
    at = lines[0].index("PAGES")
    assert "".join(line[3:at].strip() for line in lines[1:-1]) == LONG


def test_a_finding_says_what_to_do():
    found = Finding(code="PII", severity=Severity.WARNING, message="page 1", fix="mask it")
    assert "  warning: page 1 [PII]\n    fix: mask it" in exhibits_text((row(a_document("a"), found),), ())


def test_a_run_of_findings_is_told_by_its_first_ones():
    many = [
        Finding(code="PII", severity=Severity.WARNING, message=f"page {n}", fix="mask it") for n in range(9)
    ]
    text = exhibits_text((row(a_document("a"), *many),), ())
    assert "page 3" in text
    assert "page 4" not in text
    assert "and 5 more like these" in text


def test_the_draft_of_sheets_reads_back_as_the_same_sheets():
    drafted = draft_text((sheets(),))
    again = arranged(["07 House/a.jpg", "07 House/b.jpg"], drafted)
    assert again.findings == ()
    (document,) = again.tabs[0].documents
    (part,) = sheets().document.parts
    assert document.parts == (part,)
    assert load_text(drafted, "exhibits.yaml")


def seen_as(name, kind="jpeg", **seen):
    document = replace(a_document("x"), where=Source(file=f"exhibits/{name}"))
    fact = FileFact(path=name, kind=kind, count=1, size_bytes=1, sha256="0", seen=Seen(**seen))
    return ExhibitRow(tab="A", document=document, files=((PartKind.ORIGINAL, name, fact),), findings=())


def test_the_draft_offers_sheets_for_a_folder_of_photographs_alone():
    house = [seen_as(f"07 House/{name}.jpg") for name in "ab"]
    mixed = [seen_as("08 Mixed/a.jpg"), seen_as("08 Mixed/b.pdf", "pdf")]
    told = draft_text((*house, *mixed, seen_as("09 Alone/a.jpg"), seen_as("c.jpg")))
    assert told.count("per_sheet: 4") == 1
    assert (
        '# To print the 2 pictures of this folder on common sheets, delete their entries and write:\n# "07 H'
        in told
    )
    assert told.count("# what:") == 5


def test_the_draft_offers_to_leave_out_a_file_that_is_empty_as_a_whole():
    assert "# leave_out: it is empty" in draft_text((seen_as("a.png", "png", blank=(1,)),))


def test_a_picture_without_words_is_in_no_language():
    lines = exhibits_text((seen_as("a.jpg"), seen_as("b.pdf", "pdf", words=3)), ()).splitlines()
    assert [line.split()[4] for line in lines[1:3]] == ["-", "English"]


def test_what_is_found_in_a_photograph_stands_under_its_sheet():
    document = sheets().document
    twice = Finding(
        code="PKT-same-twice",
        severity=Severity.WARNING,
        message="has the same content as a.jpg",
        source=Source(file="exhibits/07 House/b.jpg"),
    )
    case = SimpleNamespace(tabs=(SimpleNamespace(label="A", documents=(document,)),))
    (row_there,) = exhibit_rows(case, {}, (twice,))
    assert row_there.findings == (twice,)
