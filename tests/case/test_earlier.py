"""A filing that goes on from an earlier one: the manifest it reads, what it leaves out, where it begins."""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from asylum_packet.case.earlier import Earlier, read_earlier
from asylum_packet.case.reading import read_case
from asylum_packet.errors import CaseFileError
from asylum_packet.findings import Finding, Source
from tests.case.folders import CASE, make

HERE = Source(file="case.yaml", field="filing.continues")
POLICE = b"police report"
DECLARATION = "1. My name is Marta.\n"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def told(**changes: object) -> dict[str, object]:
    """Make a manifest as a build writes it: a declaration at Tab A, a police report at Tab B."""
    pages = {"first_page": 41, "last_page": 44}
    whole: dict[str, object] = {
        "version": "0.1.0",
        "packet": {"file": "packet.pdf", "sha256": "0" * 64, "pages": 50, "draft": False},
        "filing": {"date": "2027-02-01"},
        "submissions": [
            {"name": "application", "first_page": 1, "last_page": 14, "files": []},
            {"name": "brief", "first_page": 15, "last_page": 30, "files": []},
            {"name": "exhibits", "first_page": 31, "last_page": 50, "files": []},
        ],
        "documents": [
            {
                "id": "declaration",
                "tab": "A",
                "title": "Declaration",
                "first_page": 34,
                "last_page": 35,
                "marks": [{"name": "¶1", "page": 34}, {"name": "¶2", "page": 35}],
                "parts": [
                    {
                        "kind": "original",
                        "first_page": 34,
                        "last_page": 35,
                        "sources": [{"path": "declaration.md", "sha256": sha(DECLARATION.encode())}],
                    }
                ],
            },
            {
                "id": "police-report",
                "tab": "B",
                "title": "Police report",
                **pages,
                "parts": [
                    {"kind": "translation", "first_page": 41, "last_page": 42, "sources": []},
                    {
                        "kind": "original",
                        "first_page": 43,
                        "last_page": 44,
                        "sources": [{"path": "exhibits/police report.pdf", "sha256": sha(POLICE)}],
                    },
                ],
            },
        ],
        "inputs": [{"path": "brief/facts.md", "sha256": sha(b"# Facts\nIt happened.\n")}],
    }
    return {**whole, **changes}


def earlier(tmp_path: Path, **changes: object) -> Earlier | Finding:
    """Read such a manifest."""
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(told(**changes)), encoding="utf-8")
    return read_earlier(path, HERE)


def folder(tmp_path: Path, files: dict[str, str | bytes], *, manifest: object = None) -> Path:
    """Write a case that goes on from it."""
    whole = {"out-2027-02/manifest.json": json.dumps(told() if manifest is None else manifest), **files}
    case = CASE + "filing: {continues: out-2027-02/manifest.json}\n"
    return make(tmp_path / "case", whole, case=case)


def test_a_manifest_tells_where_to_go_on(tmp_path):
    read = earlier(tmp_path)
    assert (read.filed, read.next_page, read.next_tab, read.is_draft) == (dt.date(2027, 2, 1), 51, "C", False)
    assert read.submissions == ("application", "brief", "exhibits")


@pytest.mark.parametrize(
    ("part", "within", "page"),
    [
        (None, 1, 41),
        (None, 3, 43),
        (None, 4, 44),
        (None, 5, None),
        ("original", 2, 44),
        ("certificate", 1, None),
    ],
)
def test_a_page_inside_a_document_is_a_page_of_the_packet_it_was_filed_in(tmp_path, part, within, page):
    assert earlier(tmp_path).document("police-report").page(part, within) == page


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2027-02-01", "(filed Feb. 1, 2027)"),
        ("2027-05-31", "(filed May 31, 2027)"),
        ("2027-09-09", "(filed Sept. 9, 2027)"),
        (None, "(filed earlier)"),
    ],
)
def test_a_cite_says_when_it_was_filed(tmp_path, date, when):
    assert earlier(tmp_path, filing={"date": date}).document("declaration").when == when


def test_older_manifests_say_less_and_are_read(tmp_path):
    whole = told()
    del whole["filing"], whole["inputs"]
    (tmp_path / "manifest.json").write_text(json.dumps(whole))
    read = read_earlier(tmp_path / "manifest.json", HERE)
    assert (read.filed, read.next_page, read.inputs) == (None, 51, {})


def test_what_was_filed_before_the_filing_before_is_carried_on(tmp_path):
    old = {**told()["documents"][1], "id": "passport", "tab": "D", "filed": "2026-12-01"}
    read = earlier(tmp_path, earlier=[old])
    assert read.document("passport").when == "(filed Dec. 1, 2026)"
    assert read.next_tab == "E"


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"[" * 100_000,
    json.dumps({}).encode(),
    json.dumps(told(submissions=[])).encode(),
    json.dumps(told(documents=[{"id": "x"}])).encode(),
    json.dumps(told(documents=[{**told()["documents"][0], "tab": "AB"}])).encode(),
    json.dumps(told(documents=[{**told()["documents"][0], "id": "a b"}])).encode(),
    json.dumps(told(documents=[{**told()["documents"][0], "first_page": 0}])).encode(),
    json.dumps(told(documents=[{**told()["documents"][0], "first_page": True}])).encode(),
    json.dumps(told(documents=[{**told()["documents"][0], "last_page": 10**9}])).encode(),
    json.dumps(told(filing={"date": "soon"})).encode(),
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_manifest_is_a_finding(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)
    said = read_earlier(tmp_path / "manifest.json", HERE)
    assert isinstance(said, Finding)
    assert (said.code, said.message) == (
        "CASE-earlier-filing",
        "manifest.json is not a manifest that a build wrote",
    )


def test_a_filing_goes_on_with_page_and_tab_and_leaves_out_what_was_filed(tmp_path):
    case = read_case(
        folder(
            tmp_path,
            {
                "exhibits/police report.pdf": POLICE,
                "exhibits/new letter.pdf": b"x",
                "declaration.md": DECLARATION,
            },
            manifest=told(
                documents=[
                    told()["documents"][0],
                    {
                        **told()["documents"][1],
                        "parts": told()["documents"][1]["parts"][1:],
                    },
                ]
            ),
        )
    )
    assert (case.filing.first_page, case.filing.first_tab) == (51, "C")
    assert [(tab.label, tab.title) for tab in case.tabs] == [("C", "New letter")]
    assert [(entry.path, entry.reason) for entry in case.left_out] == [
        ("declaration.md", "filed before, at Tab A, pages 34–35 (filed Feb. 1, 2027)"),
        ("exhibits/police report.pdf", "filed before, at Tab B, pages 41–44 (filed Feb. 1, 2027)"),
    ]
    assert case.warnings == ()
    assert case.declaration is None


def test_page_and_tab_that_a_person_chose_stay(tmp_path):
    root = folder(tmp_path, {"exhibits/new.pdf": b"x"})
    text = (
        (root / "case.yaml")
        .read_text()
        .replace("manifest.json}", "manifest.json, first_page: 301, first_tab: J}")
    )
    (root / "case.yaml").write_text(text)
    case = read_case(root)
    assert (case.filing.first_page, case.tabs[0].label) == (301, "J")


def test_the_command_line_wins_over_the_file(tmp_path):
    root = folder(tmp_path, {"exhibits/new.pdf": b"x"})
    other = tmp_path / "other.json"
    other.write_text(json.dumps(told(submissions=[{"name": "brief", "first_page": 1, "last_page": 99}])))
    assert read_case(root, continues=other).filing.first_page == 100


def test_another_document_under_an_id_that_was_filed_is_an_error(tmp_path):
    root = folder(tmp_path, {"exhibits/police report.pdf": b"another one"})
    with pytest.raises(CaseFileError) as raised:
        read_case(root)
    ((code, message, fix),) = [(one.code, one.message, one.fix) for one in raised.value.findings]
    assert code == "CASE-earlier-id"
    assert message == (
        "another document was filed as 'police-report' before, at Tab B, pages 41–44 (filed Feb. 1, 2027)"
    )
    assert fix == (
        'give this one an id of its own, in exhibits.yaml: "police report.pdf": {id: police-report-2}'
    )


def test_an_id_of_its_own_mends_it(tmp_path):
    files = {
        "exhibits/police report.pdf": b"another one",
        "exhibits.yaml": "police report.pdf: {id: report-2}\n",
    }
    assert [one.id for one in read_case(folder(tmp_path, files)).documents] == ["report-2"]


def test_a_draft_was_never_filed(tmp_path):
    manifest = told(packet={"draft": True})
    case = read_case(folder(tmp_path, {"exhibits/new.pdf": b"x"}, manifest=manifest))
    assert [one.code for one in case.warnings] == ["CASE-earlier-draft"]


def test_a_manifest_that_is_not_there_is_told(tmp_path):
    root = make(tmp_path / "case", {}, case=CASE + "filing: {continues: nowhere.json}\n")
    with pytest.raises(CaseFileError) as raised:
        read_case(root)
    assert [one.code for one in raised.value.findings] == ["CASE-missing-file"]


@pytest.mark.parametrize("path", ["../manifest.json", "/etc/hostname"])
def test_a_manifest_outside_the_case_folder_is_refused_in_the_file(tmp_path, path):
    root = make(tmp_path / "case", {}, case=CASE + f"filing: {{continues: {path}}}\n")
    with pytest.raises(CaseFileError) as raised:
        read_case(root)
    assert [one.code for one in raised.value.findings] == ["CASE-path-outside"]


def test_a_link_to_a_manifest_elsewhere_is_refused(tmp_path):
    (tmp_path / "far.json").write_text(json.dumps(told()))
    root = make(tmp_path / "case", {}, case=CASE + "filing: {continues: near.json}\n")
    (root / "near.json").symlink_to(tmp_path / "far.json")
    with pytest.raises(CaseFileError) as raised:
        read_case(root)
    assert "CASE-path-outside" in {one.code for one in raised.value.findings}


BRIEF = "# Facts\nIt happened.\n"


@pytest.mark.parametrize(
    ("filing", "brief", "made"),
    [
        ("", BRIEF, ("exhibits",)),
        ("", BRIEF + "Twice.\n", ("brief", "exhibits")),
        (", submissions: [application, brief]", BRIEF, ("application", "brief")),
        (", amends: filed.yaml", BRIEF, ("application", "exhibits")),
    ],
)
def test_what_was_filed_is_not_filed_again_unless_it_is_chosen_changed_or_amended(
    tmp_path, filing, brief, made
):
    root = folder(
        tmp_path,
        {
            "exhibits/new.pdf": b"x",
            "filed.yaml": "",
            "brief/facts.md": brief,
            "i589.yaml": "applicant: {first_name: M}\n",
        },
    )
    text = (root / "case.yaml").read_text().replace("manifest.json}", f"manifest.json{filing}}}")
    (root / "case.yaml").write_text(text)
    assert read_case(root).submissions == made


def test_long_answers_of_an_amended_form_are_read_beside_it(tmp_path):
    old = {"filed/i589.yaml": "claim: {past_harm: {answer: yes, explanation: {file: claim/harm.md}}}\n"}
    root = make(tmp_path / "case", old, case=CASE + "filing: {amends: filed/i589.yaml}\n")
    with pytest.raises(CaseFileError) as refused:
        read_case(root)
    (one,) = refused.value.findings
    assert (one.code, one.source.file, one.source.line) == ("CASE-missing-file", "filed/i589.yaml", 1)
    assert one.fix == (
        "long answers are read beside the old answers: copy claim/ as it was filed to filed/claim/"
    )
    (root / "filed/claim").mkdir()
    (root / "filed/claim/harm.md").write_text("They came at night.", encoding="utf-8")
    case = read_case(root)
    assert case.amended.claim.past_harm.explanation == "They came at night."
    assert not [one for one in case.warnings if one.source.file.startswith("filed/")]


def test_answers_that_an_amended_form_replaces_must_be_there(tmp_path):
    root = make(tmp_path / "case", {}, case=CASE + "filing: {amends: filed/i589.yaml}\n")
    with pytest.raises(CaseFileError) as raised:
        read_case(root)
    assert [(one.code, one.source.field) for one in raised.value.findings] == [
        ("CASE-missing-file", "filing.amends")
    ]
    make(root, {"filed/i589.yaml": "applicant: {first_name: M}\n"}, case=None)
    case = read_case(root)
    assert (case.warnings, case.left_out) == ((), ())


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2027-02-01", "the same day as"),
        ("2027-01-31", "an earlier day than"),
        ("2027-02-02", None),
        ("", None),
    ],
)
def test_a_filing_that_is_not_dated_after_the_one_before_is_asked_about(tmp_path, date, said):
    root = folder(tmp_path, {"exhibits/new.pdf": b"x"})
    text = (root / "case.yaml").read_text(encoding="utf-8")
    (root / "case.yaml").write_text(text.replace("filing: {", f"filing: {{date: {date}, "), encoding="utf-8")
    found = [(one.code, one.message, one.source.field) for one in read_case(root).warnings]
    message = f"filing.date is {said} that of the filing before, which this one goes on from"
    assert found == ([("CASE-earlier-date", message, "filing.date")] if said else [])
