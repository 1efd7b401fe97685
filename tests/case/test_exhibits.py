"""exhibits/ by its names and exhibits.yaml: tabs, documents, companions, letters."""

import time

import pytest

from asylum_packet.case.court_papers import PaperKeys
from asylum_packet.case.exhibits import arrange
from asylum_packet.case.ids import _free_id, cited_ids
from asylum_packet.case.yamltree import load_text
from asylum_packet.sequence import PartKind
from tests.case.folders import findings, lines, read

REPORT = "03 2024-03-02 police report [es]"


def arranged(paths, yaml="", **more):
    return arrange(tuple(paths), load_text(yaml, "exhibits.yaml") if yaml else None, **more)


def clean(paths, yaml="", **more):
    result = arranged(paths, yaml, **more)
    assert lines(result.findings) == []
    return result


def told(paths, yaml="", **more):
    return lines(arranged(paths, yaml, **more).findings)


def letters(result):
    return [(tab.label, tab.title, [document.id for document in tab.documents]) for tab in result.tabs]


def only_document(result):
    ((document,),) = (tab.documents for tab in result.tabs)
    return document


def test_three_files_are_one_document_translation_certificate_original():
    document = only_document(
        clean([f"{REPORT}.pdf", f"{REPORT} - translation.pdf", f"{REPORT} - certificate.docx"])
    )
    assert (document.id, document.title) == ("police-report", "Police report")
    assert (document.date, document.language) == ("March 2, 2024", "Spanish")
    assert document.is_foreign
    assert [(part.kind, part.path) for part in document.parts] == [
        (PartKind.TRANSLATION, f"exhibits/{REPORT} - translation.pdf"),
        (PartKind.CERTIFICATE, f"exhibits/{REPORT} - certificate.docx"),
        (PartKind.ORIGINAL, f"exhibits/{REPORT}.pdf"),
    ]
    assert document.where.file == f"exhibits/{REPORT}.pdf"


def test_an_entry_is_a_tab_and_a_folder_is_a_tab():
    result = clean(
        ["10 letter.pdf", "2 medical/b.pdf", "2 medical/a.pdf", "1 passport.pdf", "2 medical/x/c.pdf"]
    )
    assert letters(result) == [
        ("A", "Passport", ["passport"]),
        ("B", "Medical", ["a", "b", "c"]),
        ("C", "Letter", ["letter"]),
    ]


def test_the_declaration_takes_the_first_tab():
    result = clean(["1 passport.pdf"], declaration="Declaration of Marta Reyes")
    assert letters(result)[0] == ("A", "Declaration of Marta Reyes", ["declaration"])
    declaration = result.tabs[0].documents[0]
    assert declaration.generated
    assert (declaration.parts, declaration.where.file) == ((), "declaration.md")


def test_exhibits_yaml_moves_and_names_the_declaration():
    yaml = "declaration: {tab: C, title: Declaration, date: 2027-01-15}"
    result = clean(["1 a.pdf", "2 b.pdf"], yaml, declaration="Declaration of Marta Reyes")
    assert letters(result) == [("A", "A", ["a"]), ("B", "B", ["b"]), ("C", "Declaration", ["declaration"])]
    assert result.tabs[2].documents[0].date == "January 15, 2027"


def test_the_declaration_can_be_left_out():
    result = clean(
        ["1 a.pdf"], "declaration: {leave_out: the signed one is filed}", declaration="Declaration of M"
    )
    assert letters(result) == [("A", "A", ["a"])]
    assert [(entry.path, entry.reason) for entry in result.left_out] == [
        ("declaration.md", "the signed one is filed")
    ]


@pytest.mark.parametrize(
    ("original", "companion"),
    [
        ("03 police report [es].pdf", "03 police report - translation.pdf"),
        ("03 2024-03-02 police report.pdf", "Police Report - Translation.docx"),
        ("police_report_[es].jpg", "police_report_-_translation.pdf"),
        ("03 police report Guatemala [es].pdf", "03 police report - translation.pdf"),
        ("niño.pdf", "nino - translation.pdf"),
        ("medical/1 a.pdf", "medical/1 a - translation.pdf"),
    ],
)
def test_small_differences_between_names_still_pair(original, companion):
    document = only_document(clean([original, companion]))
    assert document.part(PartKind.TRANSLATION).path == f"exhibits/{companion}"


def test_date_order_and_language_decide_between_several():
    paths = ["1 2024-01-01 letter.pdf", "2 2024-02-02 letter.pdf", "2 letter - translation.pdf"]
    result = arranged(paths, '"2 2024-02-02 letter.pdf": {id: second-letter}')
    assert lines(result.findings) == []
    assert result.tabs[1].documents[0].part(PartKind.TRANSLATION) is not None
    assert result.tabs[0].documents[0].part(PartKind.TRANSLATION) is None


def test_a_companion_lends_date_and_language():
    document = only_document(clean(["report.pdf", "2024-03-02 report [es] - translation.pdf"]))
    assert (document.date, document.language) == ("March 2, 2024", "Spanish")


def test_the_english_of_a_translation_is_not_the_originals_language():
    assert only_document(clean(["report.pdf", "report [en] - translation.pdf"])).language == ""


def test_a_companion_without_its_document_is_told():
    assert told(["01 letter.pdf", "02 report - certificate.pdf"]) == [
        "exhibits/02 report - certificate.pdf EXHIBITS-companion-orphan [] this certificate has no document "
        "beside it | name it like its original, or write in exhibits.yaml "
        '"02 report - certificate.pdf": {title: its title}'
    ]


def test_an_orphan_is_offered_the_nearest_document():
    (line,) = told(["medical/report.pdf", "reports - translation.pdf"])
    assert line.endswith(
        'write in exhibits.yaml "medical/report.pdf": {companions: {translation: "reports - '
        'translation.pdf"}}'
    )


def test_two_files_claiming_one_place_are_told():
    assert told(["letter.pdf", "letter - translation.docx", "letter - translation.pdf"]) == [
        "exhibits/letter - translation.pdf EXHIBITS-companion-clash [] this file and "
        "'letter - translation.docx' are both the translation of 'letter.pdf' | delete one, or write in "
        'exhibits.yaml "letter - translation.pdf": {leave_out: the reason}'
    ]


def test_a_companion_that_fits_several_documents_is_told():
    found = told(["letter.jpg", "letter.pdf", "letter - translation.pdf"])
    assert (
        "exhibits/letter - translation.pdf EXHIBITS-companion-unclear [] this translation fits "
        "several documents: "
        'letter.jpg, letter.pdf | write in exhibits.yaml "letter.jpg": '
        '{companions: {translation: "letter - translation.pdf"}}'
    ) in found


def test_exhibits_yaml_names_companions():
    yaml = "letter.pdf: {companions: {translation: english.pdf, certificate: papers/cert}}"
    document = only_document(clean(["letter.pdf", "english.pdf", "papers/cert.pdf"], yaml))
    assert [part.path for part in document.parts] == [
        "exhibits/english.pdf",
        "exhibits/papers/cert.pdf",
        "exhibits/letter.pdf",
    ]


def test_one_certificate_may_serve_two_documents():
    yaml = "a.pdf: {companions: {certificate: c.pdf}}\nb.pdf: {companions: {certificate: c.pdf}}"
    result = clean(["a.pdf", "b.pdf", "c.pdf"], yaml)
    assert [d.part(PartKind.CERTIFICATE).path for tab in result.tabs for d in tab.documents] == [
        "exhibits/c.pdf",
        "exhibits/c.pdf",
    ]


@pytest.mark.parametrize(
    ("name", "code", "fix"),
    [
        ("englihs.pdf", "EXHIBITS-unknown-file", "did you mean english.pdf?"),
        ("letter.pdf", "EXHIBITS-unknown-file", "did you mean letter.pdf?"),
        ("../x.pdf", "CASE-path-outside", "copy the file into the case folder and write its path from there"),
    ],
)
def test_a_companion_that_cannot_be_is_told(name, code, fix):
    found = arranged(
        ["letter.pdf", "english.pdf"], f"letter.pdf: {{companions: {{translation: {name}}}}}"
    ).findings
    assert [(f.code, f.source.field) for f in found] == [(code, "companions")]
    if name != "letter.pdf":
        assert found[0].fix == fix


def test_a_title_makes_a_document_of_what_looks_like_a_companion():
    result = clean(["birth - certificate.pdf"], "birth - certificate: {title: Birth certificate}")
    assert letters(result) == [("A", "Birth certificate", ["birth-certificate"])]


THREE = ["01 letter.pdf", "02 letter.pdf", "03 letter.pdf"]


def ids(result):
    return [document.id for tab in result.tabs for document in tab.documents]


def test_two_documents_with_one_id_are_told_what_to_write_where_a_cite_may_mean_both():
    assert told(THREE, cited=frozenset({"letter"})) == [
        "exhibits/02 letter.pdf EXHIBITS-id-clash [] '01 letter.pdf' and '02 letter.pdf' both "
        "get the id letter; for now the second one is letter-2 | "
        'write in exhibits.yaml "02 letter.pdf": {id: letter-2}',
        "exhibits/03 letter.pdf EXHIBITS-id-clash [] '01 letter.pdf' and '03 letter.pdf' both "
        "get the id letter; for now the second one is letter-3 | "
        'write in exhibits.yaml "03 letter.pdf": {id: letter-3}',
    ]


def test_documents_that_no_cite_can_mix_up_are_numbered_in_silence():
    assert ids(clean(THREE)) == ["letter", "letter-2", "letter-3"]
    assert ids(clean(THREE, cited=frozenset({"photo"}))) == ["letter", "letter-2", "letter-3"]


def test_a_cite_of_an_id_that_only_the_order_of_files_gave_is_a_question():
    (found,) = told(THREE, cited=frozenset({"letter-3"}))
    assert "exhibits/03 letter.pdf EXHIBITS-id-clash" in found


def test_the_line_a_clash_offers_mends_it():
    clean(["01 letter.pdf", "02 letter.pdf"], '"02 letter.pdf": {id: letter-2}', cited=frozenset({"letter"}))


def test_an_id_that_is_written_belongs_to_its_document_whatever_stands_before_it():
    yaml = '"02 report.pdf": {id: letter}'
    assert ids(clean(["01 letter.pdf", "02 report.pdf"], yaml)) == ["letter-2", "letter"]


def test_one_id_written_for_two_documents_is_told_though_nothing_cites_it():
    yaml = '"01 a.pdf": {id: letter}\n"02 b.pdf": {id: letter}\n'
    (found,) = told(["01 a.pdf", "02 b.pdf"], yaml)
    assert "EXHIBITS-id-clash [] '01 a.pdf' and '02 b.pdf' both get the id letter" in found


def test_ten_thousand_documents_of_one_name_are_numbered_at_once():
    looked_up = []

    class Counted(set):
        def __contains__(self, name):
            looked_up.append(name)
            return super().__contains__(name)

    taken, numbers = Counted({"letter"}), {}
    for _ in range(10_000):
        taken.add(_free_id("letter", taken, numbers))
    assert "letter-10001" in set(taken)
    assert len(looked_up) == 10_000


def test_a_signed_declaration_beside_declaration_md_is_a_clash():
    found = told(["01 declaration.pdf"], declaration="Declaration of Marta Reyes")
    assert found[0].startswith(
        "exhibits/01 declaration.pdf EXHIBITS-id-clash [] 'declaration.md' and '01 declaration.pdf' both get"
    )


YAML_BY_NAME = """\
{name}:
  id: report
  title: Report of the police
  date: 3/2/2024
  source: National Civil Police
  author: Officer Example
  url: https://example.org/report
  accessed: 2026-05-01
  language: es
  pages: 1-3,7
  tab: f
"""


@pytest.mark.parametrize(
    "name", [f"{REPORT}.pdf", REPORT, "police-report", f"exhibits/{REPORT}.pdf", REPORT.upper()]
)
def test_a_document_may_be_named_by_file_stem_or_id(name):
    result = clean([f"{REPORT}.pdf", "09 other.pdf"], YAML_BY_NAME.replace("{name}", f'"{name}"'))
    document = result.tabs[1].documents[0]
    assert (result.tabs[1].label, document.id, document.title) == ("F", "report", "Report of the police")
    assert (document.date, document.accessed) == ("March 2, 2024", "May 1, 2026")
    assert (document.source, document.author) == ("National Civil Police", "Officer Example")
    assert (document.url, document.language) == ("https://example.org/report", "Spanish")
    assert [str(pages) for pages in document.pages] == ["1–3", "7"]


def test_a_list_whose_rows_name_their_file_says_the_same():
    yaml = f"- file: {REPORT}\n  title: Report\n- file: 09 other.pdf\n  leave_out: a duplicate\n"
    result = clean([f"{REPORT}.pdf", "09 other.pdf"], yaml)
    assert letters(result) == [("A", "Report", ["police-report"])]
    assert [(e.path, e.reason) for e in result.left_out] == [("exhibits/09 other.pdf", "a duplicate")]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2024-03-02", "March 2, 2024"),
        ("03/02/2024", "March 2, 2024"),
        ("2024-03", "March 2024"),
        ("2024", "2024"),
        ("spring 2024", "spring 2024"),
        ("issued June 20, 2019", "issued June 20, 2019"),
    ],
)
def test_dates_print_as_courts_write_them_and_words_stay(typed, printed):
    assert only_document(clean(["a.pdf"], f"a.pdf:\n  date: {typed}")).date == printed


def test_a_folder_takes_a_title_and_a_letter():
    result = clean(["1 a.pdf", "2 med/x.pdf", "2 med/y.pdf"], "2 med: {title: Medical records, tab: D}")
    assert letters(result) == [("A", "A", ["a"]), ("D", "Medical records", ["x", "y"])]


def test_a_folder_can_be_left_out_with_everything_in_it():
    result = clean(["1 a.pdf", "2 med/x.pdf", "2 med/x - translation.pdf"], "2 med/: {leave_out: too long}")
    assert letters(result) == [("A", "A", ["a"])]
    assert [entry.path for entry in result.left_out] == [
        "exhibits/2 med/x - translation.pdf",
        "exhibits/2 med/x.pdf",
    ]


def test_a_document_left_out_takes_its_companions_with_it():
    result = clean(["a.pdf", "a - translation.pdf"], "a.pdf: {leave_out: a duplicate}")
    assert result.tabs == ()
    assert {(entry.path, entry.reason) for entry in result.left_out} == {
        ("exhibits/a.pdf", "a duplicate"),
        ("exhibits/a - translation.pdf", "a duplicate"),
    }


def test_a_companion_alone_can_be_left_out():
    result = clean(["a.pdf", "a - translation.pdf"], "a - translation: {leave_out: not certified}")
    assert only_document(result).part(PartKind.TRANSLATION) is None


def test_pinned_letters_are_kept_and_the_rest_fill_up_in_order():
    result = clean(["1 a.pdf", "2 b.pdf", "3 c.pdf", "4 d.pdf"], "4 d.pdf: {tab: B}\n1 a.pdf: {tab: D}")
    assert [(tab.label, tab.title) for tab in result.tabs] == [("A", "B"), ("B", "D"), ("C", "C"), ("D", "A")]


def test_one_letter_twice_is_one_tab():
    result = clean(["1 a.pdf", "2 b.pdf", "3 c/x.pdf"], "1 a.pdf: {tab: B}\n2 b.pdf: {tab: B}")
    assert letters(result) == [("A", "C", ["x"]), ("B", "A; B", ["a", "b"])]


def test_a_document_pinned_to_a_folders_letter_goes_under_its_title():
    result = clean(["1 a.pdf", "2 med/x.pdf"], "2 med: {tab: A}\n1 a.pdf: {tab: A}")
    assert letters(result) == [("A", "Med", ["a", "x"])]


def test_letters_start_at_the_first_tab():
    assert [tab.label for tab in clean(["a.pdf", "b.pdf"], first_tab="Z").tabs] == ["Z", "AA"]


def test_a_letter_before_the_first_tab_is_a_warning():
    assert told(["a.pdf"], "a.pdf: {tab: B}", first_tab="D") == [
        "exhibits/a.pdf EXHIBITS-tab-early [] tab B comes before D, the first tab of this filing | "
        "pin a letter from D on"
    ]


def test_more_tabs_than_letters_are_told_once():
    assert told([f"{n:03} x{n}.pdf" for n in range(263)]) == [
        "exhibits/260 x260.pdf EXHIBITS-too-many-tabs [] 3 tabs have no letter: they end at tab 260 | "
        "put documents that belong together into folders; a folder is one tab"
    ]


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (
            "01 leter.pdf: {tab: B}",
            "exhibits.yaml:1:1 EXHIBITS-unknown-file [01 leter.pdf] nothing in exhibits/ is "
            "called '01 leter.pdf' | "
            "did you mean 01 letter.pdf?",
        ),
        (
            "xyz: {tab: B}",
            "exhibits.yaml:1:1 EXHIBITS-unknown-file [xyz] nothing in exhibits/ is called 'xyz' | "
            "write a name as it stands in exhibits/",
        ),
        (
            "01 letter.pdf: {tab: B}\nletter: {date: x}",
            "exhibits.yaml:2:1 EXHIBITS-entry-clash [letter] 'letter' and '01 letter.pdf' on "
            "line 1 are about the "
            "same file | put the keys of both under one of them",
        ),
        (
            "02 photo: {tab: B}",
            "exhibits.yaml:1:1 EXHIBITS-entry-clash [02 photo] '02 photo' fits 2 files: 02 photo.jpg, "
            "02 photo.png | write the whole name of one, with its extension",
        ),
        (
            "03 med: {date: x}",
            "exhibits.yaml:1:1 EXHIBITS-wrong-key [date] 'date' has no meaning for a folder | "
            "write only leave_out, tab, title here",
        ),
        (
            "03 med/in: {tab: B}",
            "exhibits.yaml:1:1 EXHIBITS-wrong-key [tab] 'tab' has no meaning for a folder inside a tab | "
            "write only leave_out here",
        ),
        (
            "01 letter - translation.pdf: {tab: B}",
            "exhibits.yaml:1:1 EXHIBITS-wrong-key [tab] 'tab' has no meaning for a translation "
            "or certificate | "
            "write only leave_out here",
        ),
        (
            "declaration: {pages: 1-2}",
            "exhibits.yaml:1:1 EXHIBITS-wrong-key [pages] 'pages' has no meaning for the "
            "declaration made from "
            "declaration.md | write only date, leave_out, tab, title here",
        ),
        (
            "01 letter.pdf: {file: x}",
            "exhibits.yaml:1:1 EXHIBITS-wrong-key [01 letter.pdf] 'file' is for a list; the "
            "name stands before the "
            "colon here | delete the line",
        ),
        (
            "- title: x",
            "exhibits.yaml:1:3 CASE-missing-key [] a row without the file it is about | "
            "write file: and the name of the file",
        ),
        (
            "01 letter.pdf: {page: 3}",
            "exhibits.yaml:1:17 CASE-unknown-key [01 letter.pdf.page] 'page' is not a key of 01 letter.pdf | "
            "did you mean pages?",
        ),
        (
            "01 letter.pdf: {pages: 3-1}",
            "exhibits.yaml:1:24 CASE-wrong-value [01 letter.pdf.pages] "
            "the value of 'pages' is not a list of pages | "
            "type pages and ranges, such as 1-3,7",
        ),
        (
            "01 letter.pdf: {id: My Letter}",
            "exhibits.yaml:1:21 CASE-wrong-value [01 letter.pdf.id] the value of 'id' is not an id | "
            "type small letters, digits and hyphens, such as my-letter",
        ),
        (
            "01 letter.pdf: {tab: 1}",
            "exhibits.yaml:1:22 CASE-wrong-value [01 letter.pdf.tab] "
            "the value of 'tab' is not a tab letter | "
            "type A to Z, then AA, BB, CC",
        ),
        (
            "01 letter.pdf: {leave_out: yes}",
            "exhibits.yaml:1:28 CASE-wrong-value [01 letter.pdf.leave_out] "
            "the value of 'leave_out' is no reason | "
            "write why it is left out, in a few words, or delete the line",
        ),
        (
            "01 letter.pdf: Letter of May",
            "exhibits.yaml:1:16 CASE-wrong-type [01 letter.pdf] keys are due behind '01 letter.pdf', not "
            "one text | write them under it, indented: title: ..., date: ...",
        ),
        (
            "hello",
            "exhibits.yaml:1:1 CASE-wrong-type [] exhibits.yaml holds keys or a list, not one text | "
            "write the file's name, a colon, and its keys indented under it",
        ),
    ],
)
def test_a_finding_in_exhibits_yaml(yaml, expected):
    paths = [
        "01 letter.pdf",
        "01 letter - translation.pdf",
        "02 photo.jpg",
        "02 photo.png",
        "03 med/in/x.pdf",
    ]
    found = told(paths, yaml, declaration="Declaration of Marta Reyes")
    assert [line for line in found if "EXHIBITS-id-clash" not in line] == [expected]


def test_an_unknown_language_mark_is_a_warning():
    assert told(["letter [zz].pdf"]) == [
        "exhibits/letter [zz].pdf EXHIBITS-language [] [zz] in the file name is no language code we know | "
        'write in exhibits.yaml "letter [zz].pdf": {language: its name}'
    ]
    clean(["letter [zz].pdf"], '"letter [zz].pdf": {language: Zzyzx}')


def test_names_match_whichever_way_accents_are_stored():
    assert only_document(clean(["nin\u0303o.pdf"], "niño.pdf: {title: A child}")).title == "A child"


def test_system_files_are_listed_with_their_reason(tmp_path):
    junk = [".DS_Store", "Thumbs.db", "desktop.ini", "~$letter.docx", ".hidden/x.pdf"]
    case = read(tmp_path, {f"exhibits/{name}": "x" for name in [*junk, "letter.pdf"]})
    assert {entry.path: entry.reason for entry in case.left_out} == {
        "exhibits/.DS_Store": "made by the operating system",
        "exhibits/Thumbs.db": "made by the operating system",
        "exhibits/desktop.ini": "made by the operating system",
        "exhibits/~$letter.docx": "a lock that an open program left",
        "exhibits/.hidden": "hidden",
    }
    assert [tab.title for tab in case.tabs] == ["Letter"]
    assert case.warnings == ()


def test_the_case_file_chooses_the_first_tab_and_the_declaration_the_lead(tmp_path):
    case = read(
        tmp_path,
        {"exhibits/a.pdf": "x", "declaration.md": "1. I am.\n"},
        case="""\
court: {city: Baltimore, state: MD}
respondents: [{name: {first: Marta, last: Reyes}, a_number: 212345678}]
attorney: {name: Ana Ejemplo}
filing: {first_tab: D}
""",
    )
    assert [(tab.label, tab.title) for tab in case.tabs] == [("D", "Declaration of Marta Reyes"), ("E", "A")]
    assert case.declaration.text == "1. I am.\n"
    assert case.submissions == ("exhibits",)


def test_findings_of_exhibits_stop_the_reading(tmp_path):
    found = findings(tmp_path, {"exhibits/1 a.pdf": "x", "exhibits.yaml": "b: {title: B}"})
    assert [finding.code for finding in found] == ["EXHIBITS-unknown-file"]


def test_two_documents_with_one_id_can_be_looked_at_until_that_is_mended(tmp_path):
    files = {f"exhibits/{number} a.pdf": "x" for number in (1, 2, 3)} | {"exhibits/a-2.pdf": "x"}
    case = read(tmp_path, files | {"brief/facts.md": "She wrote it down [@a 1].\n"})
    assert [document.id for document in case.documents] == ["a", "a-3", "a-4", "a-2"]
    assert [finding.code for finding in case.warnings] == ["EXHIBITS-id-clash"] * 2


def test_two_documents_with_an_id_that_a_template_of_the_case_cites_are_told(tmp_path):
    files = {"exhibits/1 a.pdf": "x", "exhibits/2 a.pdf": "x", "brief/facts.md": "She wrote it down.\n"}
    assert read(tmp_path / "plain", files).warnings == ()
    for text, told in (("{{ tab.title }}, see [@a 1]", ["EXHIBITS-id-clash"]), ("see \x07 [@a 1]", [])):
        folder = tmp_path / str(len(text))
        case = read(folder, files | {"templates/standards/nexus.md.j2": text})
        assert [finding.code for finding in case.warnings] == told


def test_a_companion_cannot_have_companions():
    yaml = "a.pdf: {companions: {translation: b.pdf}}\nb.pdf: {companions: {translation: a.pdf}}"
    assert told(["a.pdf", "b.pdf"], yaml) == [
        "exhibits.yaml:1:1 EXHIBITS-companion-clash [a.pdf] 'a.pdf' is named as a companion, and has "
        "companions of its own | write all companions under the one original",
        "exhibits.yaml:2:1 EXHIBITS-companion-clash [b.pdf] 'b.pdf' is named as a companion, and has "
        "companions of its own | write all companions under the one original",
    ]


def test_what_is_said_about_a_named_companion_is_not_lost():
    yaml = "a.pdf: {companions: {translation: b.pdf}}\nb.pdf: {title: Letter}"
    (line,) = told(["a.pdf", "b.pdf"], yaml)
    assert "'title' has no meaning for a translation or certificate" in line


def test_a_folder_made_to_be_slow_is_arranged_in_a_moment():
    paths = [f"x/{n} a.pdf" for n in range(2_000)] + [f"y/{n} b{n} - translation.pdf" for n in range(2_000)]
    yaml = "".join(f"nothing-{n}.pdf: {{title: x}}\n" for n in range(5_000))
    start = time.perf_counter()
    assert told(paths, yaml)
    assert time.perf_counter() - start < 10


def test_what_is_to_be_done_with_the_pages_is_read():
    found = arranged(
        ["report.pdf"],
        """
        report.pdf:
          blank_pages: leave out
          ocr: yes
          highlight: ["unable or unwilling", 3-4]
        """,
    )
    (document,) = found.tabs[0].documents
    assert document.leaves_out_blanks
    assert document.recognises
    assert document.highlight == ("unable or unwilling", "3-4")


def test_ids_are_looked_for_in_texts_and_in_the_rows_of_case_yaml():
    papers = PaperKeys(
        witnesses=({"name": "Teresa", "records": "letter 3; @passport"},),
        certificates=({"documents": ("birth",)},),
    )
    texts = ["He wrote [@report/original 2; @farm-gate, 3].", "See [@declaration#beating]."]
    assert cited_ids(texts, papers) >= {"report", "farm-gate", "declaration", "letter", "passport", "birth"}
    assert cited_ids(texts, None) == {"report", "farm-gate", "declaration"}
