"""The files of a case folder: listed, never left, read within bounds; nothing lost silently."""

import os

import pytest

from asylum_packet.case import folder
from asylum_packet.case.folder import check_path, list_folder, locate
from asylum_packet.case.reading import read_case
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding, Source
from tests.case.folders import CASE, findings, lines, make, read
from tests.support.mini import write_mini_case

HERE = Source(file="case.yaml", line=1, column=1, field="fee_receipt")
COPY = "put a copy of what it leads to in its place"


@pytest.fixture
def outside(tmp_path):
    """A file that is none of the case's."""
    path = tmp_path / "elsewhere" / "secret.pdf"
    path.parent.mkdir()
    path.write_text("secret")
    return path


@pytest.fixture
def root(tmp_path):
    return make(tmp_path / "case", {"exhibits/a.pdf": "x"})


def test_a_link_out_of_the_case_folder_is_refused(root, outside):
    (root / "exhibits/b.pdf").symlink_to(outside)
    assert lines(findings(root)) == [
        f"exhibits/b.pdf CASE-path-outside [] the link leads out of the case folder | {COPY}"
    ]


@pytest.mark.parametrize("name", ["exhibits", "brief", "i589"])
def test_a_folder_that_is_a_link_out_of_the_case_is_refused(tmp_path, outside, name):
    root = make(tmp_path / "case", {})
    (root / name).symlink_to(outside.parent)
    assert lines(findings(root)) == [
        f"{name} CASE-path-outside [] the link leads out of the case folder | {COPY}"
    ]


@pytest.mark.parametrize("name", ["case.yaml", "i589.yaml", "exhibits.yaml", "declaration.md"])
def test_a_file_we_read_may_not_be_a_link_out_of_the_case(tmp_path, outside, name):
    root = make(tmp_path / "case", {}, case=None if name == "case.yaml" else CASE)
    (root / name).symlink_to(outside)
    found = findings(root, case=None)
    assert f"{name} CASE-path-outside [] the link leads out of the case folder | {COPY}" in lines(found)


@pytest.mark.parametrize("path", ["papers/fee.pdf", "papers"])
def test_a_paper_behind_a_link_is_refused_at_the_line_that_names_it(tmp_path, outside, path):
    root = make(tmp_path / "case", {}, case=CASE + "fee_receipt: papers/fee.pdf\n")
    if path == "papers":
        (root / path).symlink_to(outside.parent)
    else:
        (root / "papers").mkdir()
        (root / path).symlink_to(outside)
    assert lines(findings(root, case=None)) == [
        f"case.yaml:8:14 CASE-path-outside [fee_receipt] the link leads out of the case folder | {COPY}"
    ]


def test_a_long_answer_behind_a_link_is_refused(tmp_path, outside):
    root = make(tmp_path / "case", {"i589.yaml": "claim: {torture: {explanation: {file: claim/x.md}}}"})
    (root / "claim").mkdir()
    (root / "claim/x.md").symlink_to(outside)
    assert [f.code for f in findings(root)] == ["CASE-path-outside"]


def test_a_link_to_a_file_of_the_case_is_that_file(root):
    (root / "exhibits/b.pdf").symlink_to(root / "exhibits/a.pdf")
    assert [tab.title for tab in read(root).tabs] == ["A", "B"]


def test_a_link_to_a_folder_of_the_case_is_not_followed(root):
    (root / "exhibits/loop").symlink_to(root)
    assert lines(findings(root)) == [
        f"exhibits/loop CASE-path-style [] a link to a folder is not followed | {COPY}"
    ]


def test_a_link_that_leads_nowhere_is_told(root):
    (root / "exhibits/b.pdf").symlink_to(root / "gone.pdf")
    (root / "exhibits/c.pdf").symlink_to(root / "exhibits/c.pdf")
    assert [f.code for f in findings(root)] == ["CASE-missing-file", "CASE-missing-file"]


def test_a_link_in_a_place_that_nothing_reads_is_only_listed(root, outside):
    (root / "drive").symlink_to(outside.parent)
    case = read(root)
    assert [(entry.path, entry.reason) for entry in case.left_out] == [
        ("drive", "the link leads out of the case folder")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_does_not_hang_the_reading(root):
    os.mkfifo(root / "exhibits/pipe.pdf")
    os.mkfifo(root / "i589.yaml")
    assert [(f.source.file, f.code) for f in findings(root)] == [
        ("exhibits/pipe.pdf", "CASE-unreadable"),
        ("i589.yaml", "CASE-unreadable"),
    ]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_what_may_not_be_read_is_told(root):
    (root / "i589.yaml").write_text("x")
    (root / "i589.yaml").chmod(0)
    (root / "exhibits").chmod(0)
    found = findings(root)
    (root / "exhibits").chmod(0o700)
    assert [(f.source.file, f.code) for f in found] == [
        ("exhibits", "CASE-unreadable"),
        ("i589.yaml", "CASE-unreadable"),
    ]


@pytest.mark.parametrize("name", ["a\nb.pdf", "a\x1b[31m.pdf", "a\u202efdp.pdf", "a\x85.pdf"])
def test_a_name_that_cannot_be_printed_is_refused(root, name):
    (root / "exhibits" / name).write_text("x")
    (finding,) = findings(root)
    assert (finding.code, finding.fix) == ("CASE-file-name", "rename it with ordinary letters")
    assert finding.source.file.startswith("exhibits/a\\u00") or "\\u202e" in finding.source.file


@pytest.mark.skipif(os.name == "nt", reason="names are not bytes there")
def test_a_name_that_is_no_text_is_refused(root):
    (root / "exhibits" / os.fsdecode(b"a\xff.pdf")).write_text("x")
    (finding,) = findings(root)
    assert (finding.code, finding.source.file) == ("CASE-file-name", "exhibits/a\\udcff.pdf")


def test_folders_nested_without_end_are_refused(root):
    deep = root.joinpath("exhibits", *"abcdefghijklmnopqrstuvwxyz")
    deep.mkdir(parents=True)
    assert [f.code for f in findings(root)] == ["CASE-too-big"]


def test_too_many_files_are_refused(root, monkeypatch):
    monkeypatch.setattr(folder, "MAX_FILES", 5)
    for number in range(6):
        (root / f"exhibits/{number}.pdf").write_text("x")
    assert {f.code for f in findings(root)} == {"CASE-too-big"}


def test_a_text_longer_than_any_case_has_is_refused(root):
    (root / "i589.yaml").write_bytes(b"#" * 5_000_001)
    (root / "declaration.md").write_bytes(b"x" * 5_000_001)
    assert [(f.source.file, f.code) for f in findings(root)] == [
        ("declaration.md", "CASE-too-big"),
        ("i589.yaml", "CASE-too-big"),
    ]


def test_our_own_output_is_passed_over(root):
    make(root, {"out/packet.pdf": "x", ".asylum-packet/cache.pdf": "x"})
    assert read(root).left_out == ()


@pytest.mark.parametrize("text", ["a/../b", "..", "/a", "~/a", "C:a", "c:/a"])
def test_a_path_that_leaves_is_refused_by_its_looks(text):
    assert check_path(text, HERE).code == "CASE-path-outside"


@pytest.mark.parametrize("text", ["a/b", "a..b", "...", "a b/c.pdf", "./a", "a//b"])
def test_an_ordinary_path_is_not_refused(text):
    assert check_path(text, HERE) is None


def test_a_path_is_found_whichever_way_its_accents_are_stored(tmp_path):
    make(tmp_path, {"papers/recibo-nin\u0303o.pdf": "x"})
    assert locate(list_folder(tmp_path.resolve()), "papers//./recibo-niño.pdf", HERE) == (
        "papers/recibo-nin\u0303o.pdf"
    )


def test_a_null_character_in_a_path_is_only_a_missing_file(tmp_path):
    finding = locate(list_folder(tmp_path), "a\0b", HERE)
    assert isinstance(finding, Finding)
    assert finding.message == "there is no file a\\u0000b"


UNUSED = [
    ("notes.txt", "no file of a case has this name", ""),
    ("exhibit.yaml", "no file of a case has this name", "did you mean exhibits.yaml?"),
    ("i589.yml", "no file of a case has this name", "did you mean i589.yaml?"),
    ("Declaration.md", "no file of a case has this name", "did you mean declaration.md?"),
    ("brief.md", "no file of a case has this name", "did you mean brief/brief.md?"),
    (
        "police report.pdf",
        "no file of a case has this name",
        "did you mean exhibits/police report.pdf, or papers/police report.pdf named in case.yaml?",
    ),
    ("exhibit/a.pdf", "no folder of a case has this name", "did you mean exhibits/a.pdf?"),
    ("old/a.pdf", "no folder of a case has this name", ""),
    (
        "claim/x.md",
        "no answer names it",
        "write explanation: {file: claim/x.md} at its question, or delete it",
    ),
    (
        "papers/fee.pdf",
        "case.yaml does not name it",
        "write fee_receipt, annual_fee_receipt, hearing_notice, notice_to_appear or biometrics: "
        "papers/fee.pdf "
        "in case.yaml",
    ),
    (
        "brief/facts.docx",
        "no section of the brief: only .md files directly in brief/ are",
        "write it as a .md file in brief/, or move it to exhibits/",
    ),
    (
        "brief/old/facts.md",
        "no section of the brief: only .md files directly in brief/ are",
        "write it as a .md file in brief/, or move it to exhibits/",
    ),
    ("i589/marta.yml", "no form: only .yaml files directly in i589/ are", "name it i589/NAME.yaml"),
    (
        "signed/form.docx",
        "no scan of a signed page: .pdf, .jpg and .png directly in signed/ are",
        "name it signed/SLOT.pdf; asylum-packet sign CASE lists the slots",
    ),
]


@pytest.mark.parametrize(("path", "reason", "fix"), UNUSED, ids=[row[0] for row in UNUSED])
def test_a_file_that_nothing_uses_is_listed_and_warned_of_where_it_looks_meant(tmp_path, path, reason, fix):
    case = read(tmp_path, {path: "x"})
    assert [(entry.path, entry.reason) for entry in case.left_out] == [(path, reason)]
    warned = [(w.code, w.source.file, w.message, w.fix) for w in case.warnings]
    assert warned == ([("CASE-unused-file", path, f"{path} is not used: {reason}", fix)] if fix else [])


def test_templates_and_forms_are_used(tmp_path):
    case = read(tmp_path, {"templates/brief.md.j2": "x", "forms/i-589.pdf": "x"})
    assert (case.left_out, case.warnings) == ((), ())


@pytest.mark.parametrize("name", ["Exhibits", "EXHIBITS", "Brief", "I589", "Papers"])
def test_a_folder_in_capitals_is_one_finding_however_many_files_it_holds(tmp_path, name):
    meant = name.lower()
    assert lines(findings(tmp_path, {f"{name}/{number}.pdf": "x" for number in range(3)})) == [
        f"{name} CASE-folder-name [] the folder {name} is not read: a case has {meant}, in small letters | "
        f"rename the folder to {meant}"
    ]


def test_a_folder_in_capitals_beside_the_right_one_is_to_be_emptied(tmp_path):
    make(tmp_path, {"exhibits/a.pdf": "x", "Exhibits/b.pdf": "x"})
    if len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1:
        pytest.skip("this disk does not tell capitals from small letters")
    found = findings(tmp_path)
    assert [(one.source.file, one.fix) for one in found] == [("Exhibits", "move what is in it to exhibits")]


def test_a_folder_in_capitals_whose_paper_is_named_so_is_used(tmp_path):
    case = read(tmp_path, {"Papers/fee.pdf": "x"}, case=CASE + "fee_receipt: Papers/fee.pdf\n")
    assert (case.fee_receipt, case.warnings) == ("Papers/fee.pdf", ())


def test_what_a_file_that_cannot_be_read_may_name_is_not_called_unused(tmp_path):
    for broken, place in (("case.yaml", "papers"), ("i589.yaml", "claim")):
        case = write_mini_case(
            tmp_path / broken, files={broken: "a: [", f"{place}/story.md": "x", "exhibts.yaml": "x"}
        )
        with pytest.raises(CaseFileError) as error:
            read_case(case)
        codes = [(one.code, one.source.file) for one in error.value.findings if one.code != "FILE-unreadable"]
        assert ("CASE-syntax", broken) in codes
        assert [file for code, file in codes if code == "CASE-unused-file"] == ["exhibts.yaml"]


def test_a_declaration_that_cannot_be_read_is_not_missing_too(tmp_path):
    case = write_mini_case(
        tmp_path, files={"declaration.md": b"\xff\xfe", "exhibits.yaml": "declaration:\n  tab: B\n"}
    )
    with pytest.raises(CaseFileError) as error:
        read_case(case)
    assert [one.code for one in error.value.findings] == ["CASE-encoding"]
