"""Names in exhibits/ that nearly say something are told of, and never acted on."""

import pytest

from asylum_packet.case.exhibits import arrange
from asylum_packet.case.yamltree import load_text

REPORT = "03 2024-03-02 police report [es]"


def told(paths, yaml=""):
    tree = load_text(yaml, "exhibits.yaml") if yaml else None
    return arrange(tuple(paths), tree).findings


@pytest.mark.parametrize(
    ("near", "meant"),
    [
        (f"{REPORT} translation.pdf", f"{REPORT} - translation.pdf"),
        (f"{REPORT} - translaton.pdf", f"{REPORT} - translation.pdf"),
        (f"{REPORT} (translation).pdf", f"{REPORT} - translation.pdf"),
        (f"{REPORT}_translation.docx", f"{REPORT} - translation.docx"),
        (f"{REPORT}-Translation.pdf", f"{REPORT} - translation.pdf"),
        ("police report certified translation.pdf", f"{REPORT} - translation.pdf"),
        ("police report translation and certificate.pdf", f"{REPORT} - translation.pdf"),
        (f"{REPORT} certificate of translation.pdf", f"{REPORT} - certificate.pdf"),
        (f"{REPORT} - certficate.pdf", f"{REPORT} - certificate.pdf"),
    ],
)
@pytest.mark.parametrize("folder", ["", "police/"])
def test_a_companion_that_is_nearly_named_so_is_told_of_and_not_paired(near, meant, folder):
    original = f"{folder}{REPORT}.pdf"
    result = arrange((original, f"{folder}{near}"), None)
    assert [len(document.parts) for tab in result.tabs for document in tab.documents] == [1, 1]
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("EXHIBITS-companion-near", "error")
    assert finding.source.file == f"exhibits/{folder}{near}"
    assert f"'{original}'" in finding.message
    assert finding.fix.startswith(f'did you mean "{meant}"? if not,')


@pytest.mark.parametrize(
    "paths",
    [
        ["birth certificate.pdf", "passport.pdf"],
        ["bank.pdf", "bank transaction.pdf"],
        ["police report.pdf", "police report certified.pdf"],
        ["a/report.pdf", "b/report translation.pdf"],
        ["translation.pdf", "lost in translation.pdf"],
    ],
)
def test_a_document_that_only_sounds_like_a_companion_is_left_alone(paths):
    assert told(paths) == ()


@pytest.mark.parametrize("choice", ["{title: A police certificate}", "{id: x}", "{leave_out: filed before}"])
def test_exhibits_yaml_settles_that_a_file_is_no_companion(choice):
    paths = ["police.pdf", "police certificate.pdf"]
    assert [one.code for one in told(paths)] == ["EXHIBITS-companion-near"]
    assert told(paths, f'"police certificate.pdf": {choice}') == ()


@pytest.mark.parametrize("mark", ["es", "ES", "Spanish", "quc"])
def test_a_language_in_round_brackets_is_told_of(mark):
    (finding,) = told([f"police report ({mark}).pdf"])
    assert (finding.code, finding.severity) == ("EXHIBITS-language", "warning")
    assert finding.fix.startswith(f"did you mean [{mark}]?")
    assert told([f"police report ({mark}).pdf"], f'"police report ({mark}).pdf": {{language: es}}') == ()


@pytest.mark.parametrize("name", ["letter (redacted).pdf", "letter (1).pdf", "letter (es) [fr].pdf"])
def test_other_round_brackets_are_left_alone(name):
    assert told([name]) == ()


@pytest.mark.parametrize(
    "start",
    [
        *("3-5-2024", "03.05.2024", "3_5_2024", "3-5-24", "2024-3-5", "2024-13-45", "2024-02-30"),
        *("2024.03.05", "20240305", "04 3-5-2024", "2. 2024-13-45"),
    ],
)
def test_a_name_that_starts_with_a_day_in_another_shape_is_told_of(start):
    (finding,) = told([f"{start} letter.pdf"])
    assert (finding.code, finding.severity) == ("EXHIBITS-date", "warning")
    assert "such as 2024-03-05" in finding.fix
    assert told([f"{start} letter.pdf"], f'"{start} letter.pdf": {{date: 2024-03-05}}') == ()


@pytest.mark.parametrize(
    "name",
    [
        *("2024-03-05 x.pdf", "04 2024-03-05 x.pdf", "2024-03 x.pdf", "2024-03-02 to 2024-03-05 x.pdf"),
        *("1.2.10 x.pdf", "2023-24 report.pdf", "2024 report.pdf", "12-03 notes.pdf"),
        *("IMG_20240305.jpg", "12345678 x.pdf"),
    ],
)
def test_other_numbers_are_left_alone(name):
    assert told([name]) == ()
