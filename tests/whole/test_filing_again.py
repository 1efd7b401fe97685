"""A filing that goes on from an earlier one: numbers, tabs, index, cites of what was filed before."""

import json
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from asylum_packet import build, read_case
from asylum_packet.cli import main
from asylum_packet.errors import CaseFileError, OutputError
from asylum_packet.options import Options
from tests.support.mini import write_mini_case
from tests.support.mini_evidence import text_pdf

CITES = """\
# Supplemental Facts

The second report ([@second-report]) agrees with the first ([@police-report 2-3]), of which the whole
([@police-report]) was filed. He said so before ([@declaration ¶2], [@declaration ¶¶2-3]). The translation
([@police-report/translation 1]) is complete.
"""


@pytest.fixture(scope="session")
def first(options, tmp_path_factory) -> Path:
    """The mini case, built and put aside as it was filed."""
    folder = tmp_path_factory.mktemp("again") / "mini"
    write_mini_case(folder)
    build(read_case(folder), folder / "out", options=options)
    (folder / "out").rename(folder / "out-2027-02")
    return folder


@pytest.fixture
def case(first, tmp_path) -> Path:
    """The same folder in March: a new report, a supplemental brief."""
    folder = shutil.copytree(first, tmp_path / "mini")
    (folder / "exhibits/05 2027-02-20 second report.pdf").write_bytes(text_pdf(["One", "Two"]))
    shutil.rmtree(folder / "brief")
    (folder / "brief").mkdir()
    (folder / "brief/facts.md").write_text(CITES, encoding="utf-8")
    text = (
        (folder / "case.yaml").read_text().replace("filing: {date: 2027-02-01}", "filing: {date: 2027-03-01}")
    )
    (folder / "case.yaml").write_text(text)
    return folder


def again(folder: Path, options: Options, manifest: str = "out-2027-02/manifest.json"):
    """Build the filing that goes on."""
    built = build(read_case(folder, continues=folder / manifest), folder / "out", options=options)
    return built, json.loads((folder / "out/manifest.json").read_text())


def words(path: Path, page: int) -> str:
    """Read a page (1-based in the file), spaces and line ends evened out."""
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(document[page - 1].get_textpage().get_text_range().split())


def all_words(path: Path) -> str:
    """Read the whole packet."""
    with pypdfium2.PdfDocument(path) as document:
        count = len(document)
    return " ".join(words(path, page) for page in range(1, count + 1))


def test_pages_and_tabs_go_on_where_the_last_filing_ended(case, options):
    before = json.loads((case / "out-2027-02/manifest.json").read_text())
    built, made = again(case, options)
    assert made["submissions"][0]["first_page"] == before["packet"]["pages"] + 1
    assert [(one["id"], one["tab"]) for one in made["documents"]] == [("second-report", "F")]
    assert [one["name"] for one in made["submissions"]] == ["brief", "exhibits"]
    with pikepdf.open(built.packet) as pdf:
        assert int(pdf.Root.PageLabels.Nums[1].St) == before["packet"]["pages"] + 1


def test_the_index_lists_the_new_part_only(case, options):
    built, made = again(case, options)
    exhibits = made["submissions"][-1]
    index = words(built.packet, exhibits["first_page"] - made["submissions"][0]["first_page"] + 2)
    assert "Second report" in index
    assert "Police report" not in index


def test_cites_of_the_earlier_filing_print_where_it_lies_and_when_it_was_filed(case, options):
    before = json.loads((case / "out-2027-02/manifest.json").read_text())
    police = next(one for one in before["documents"] if one["id"] == "police-report")
    marks = next(one for one in before["documents"] if one["id"] == "declaration")["marks"]
    second = next(mark["page"] for mark in marks if mark["name"] == "¶2")
    built, made = again(case, options)
    text = all_words(built.packet)
    start, filed = police["first_page"], "(filed Feb. 1, 2027)"
    assert f"Tab {police['tab']} at {start + 1}–{start + 2} {filed}" in text
    assert f"Tab {police['tab']} at {start}–{police['last_page']} {filed}" in text
    assert f"Tab A at {second}, ¶ 2 {filed}" in text
    assert f"¶¶ 2–3 {filed}" in text
    assert "[@" not in text
    assert [one for one in built.findings if one.code.startswith("CITE")] == []
    cites = {one["text"]: one["packet_page"] for one in made["cites"]}
    assert all((page == 0) == ("(filed" in told) for told, page in cites.items())


def test_such_a_cite_is_text_and_no_link(case, options):
    built, _ = again(case, options)
    with pikepdf.open(built.packet) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        links = [a for page in pdf.pages for a in page.obj.get("/Annots", []) if a.Subtype == "/Link"]
        assert links
        assert all(link.Dest[0].objgen in pages for link in links)
        assert not [link for link in links if "filed" in str(link.get("/Contents", ""))]


@pytest.mark.parametrize(
    ("cite", "code", "says"),
    [
        ("[@police-report 9]", "CITE-page-beyond", "'police-report' has no page 9 (filed Feb. 1, 2027)"),
        ("[@declaration ¶99]", "CITE-unknown-paragraph", "'declaration' has no ¶99 (filed Feb. 1, 2027)"),
        ("[@police-report/sketch 1]", "CITE-syntax", "'police-report' was filed without a part 'sketch'"),
        ("[@polise-report]", "CITE-unknown-id", "no document has the id 'polise-report'"),
    ],
)
def test_a_cite_of_what_was_not_filed_is_an_error(case, options, cite, code, says):
    (case / "brief/facts.md").write_text(f"# Facts\n\nHe fled ({cite}).\n", encoding="utf-8")
    built, _ = again(case, options)
    assert [(one.message) for one in built.findings if one.code == code] == [says]


def test_a_third_filing_still_knows_the_first(case, options):
    again(case, options)
    (case / "out").rename(case / "out-2027-03")
    (case / "exhibits/06 2027-03-20 third report.pdf").write_bytes(text_pdf(["Three"]))
    (case / "brief/facts.md").write_text("# Facts\n\nAs before ([@police-report 1]; [@second-report 2]).\n")
    built, made = again(case, options, "out-2027-03/manifest.json")
    text = all_words(built.packet)
    assert "(filed Feb. 1, 2027); Tab F at" in text
    assert "(filed Mar. 1, 2027)" in text
    assert [(one["id"], one["tab"]) for one in made["documents"]] == [("third-report", "G")]
    assert {one["id"] for one in made["earlier"]} >= {"police-report", "second-report"}


def test_what_was_filed_is_listed_as_left_out_with_its_place(case, options):
    _, made = again(case, options)
    reasons = {one["path"]: one["reason"] for one in made["left_out"]}
    assert reasons["exhibits/04 passport.pdf"].startswith("filed before, at Tab ")
    assert reasons["i589.yaml"] == "the application is not filed this time"
    assert not [path for path in reasons if path.startswith("out-2027-02/")]


def test_the_filing_before_is_never_overwritten(case, options):
    (case / "out-2027-02").rename(case / "out")
    with pytest.raises(OutputError) as raised:
        again(case, options, "out/manifest.json")
    assert "lies the filing that this one goes on from" in raised.value.message
    assert (case / "out/packet.pdf").exists()


def test_the_same_again_gives_the_same_bytes(case, options):
    built, _ = again(case, options)
    before = built.packet.read_bytes(), built.manifest.read_bytes()
    again(case, options)
    assert (built.packet.read_bytes(), built.manifest.read_bytes()) == before


def test_the_command_goes_on_from_a_manifest(case, first, options, capsys):
    argv = ["build", str(case), "--blank", str(options.blank), "--format", "json"]
    assert main([*argv, "--continue", str(case / "out-2027-02/manifest.json")]) in {0, 1}
    assert json.loads(capsys.readouterr().out)["documents"][0]["tab"] == "F"
    assert main([*argv, str(first), "--continue", str(case / "out-2027-02/manifest.json")]) == 2


def test_an_amended_application_says_so_on_its_cover_and_is_filed_again(case, options):
    (case / "filed").mkdir()
    shutil.copy(case / "i589.yaml", case / "filed/i589.yaml")
    text = (case / "case.yaml").read_text()
    (case / "case.yaml").write_text(
        text.replace("filing: {date: 2027-03-01}", "filing: {date: 2027-03-01, amends: filed/i589.yaml}")
    )
    built, made = again(case, options)
    assert [one["name"] for one in made["submissions"]] == ["application", "brief", "exhibits"]
    assert "AMENDED APPLICATION FOR ASYLUM" in words(built.packet, 1)


def test_the_list_of_changes_goes_with_an_amended_form_when_it_is_wanted(case, options):
    (case / "filed").mkdir()
    shutil.copy(case / "i589.yaml", case / "filed/i589.yaml")
    for file, old, new in (
        ("i589.yaml", "religion: Catholic", "religion: Evangelical"),
        (
            "case.yaml",
            "filing: {date: 2027-03-01}",
            "filing: {date: 2027-03-01, amends: filed/i589.yaml, attach_changes: yes}",
        ),
    ):
        (case / file).write_text((case / file).read_text().replace(old, new))
    built, _ = again(case, options)
    page = next(one for one in range(12, 20) if "CHANGES TO FORM I-589" in words(built.packet, one))
    told = words(built.packet, page)
    assert "Catholic Evangelical" in told
    assert "Molina" not in told.split("Now")[1], "only what changed"
    assert "List of changes to Form I-589" in words(built.packet, page + 1), "the proof of service names it"


def test_only_answers_can_be_compared(case, options):
    text = (case / "case.yaml").read_text()
    filing = "filing: {date: 2027-03-01, amends: out-2027-02/manifest.json, attach_changes: yes}"
    (case / "case.yaml").write_text(text.replace("filing: {date: 2027-03-01}", filing))
    with pytest.raises(CaseFileError) as raised:
        again(case, options)
    assert [one.code for one in raised.value.findings] == ["CASE-wrong-value"]
