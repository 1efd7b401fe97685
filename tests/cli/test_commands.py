"""Each command from argument to exit code, on the mini case: results on stdout only, findings by name."""

import json
import shutil
from pathlib import Path

import pytest

from asylum_packet import building, read_case
from asylum_packet.cli.options import ONLY
from asylum_packet.options import Options
from asylum_packet.packet import ahead
from asylum_packet.packet.ahead import Ahead
from tests.support.mini import write_mini_case


@pytest.fixture
def fresh(tmp_path) -> Path:
    """The mini case, of which nothing is prepared."""
    return write_mini_case(tmp_path / "mini")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory) -> Path:
    """The mini case, built once without the official form."""
    folder = write_mini_case(tmp_path_factory.mktemp("drafted") / "mini")
    options = Options(data_folder=tmp_path_factory.mktemp("no-blanks"))
    building.build(read_case(folder), folder / "out", options=options)
    return folder


@pytest.fixture
def built(drafted, tmp_path) -> Path:
    """A copy of it."""
    return shutil.copytree(drafted, tmp_path / "mini")


@pytest.fixture
def case(drafted, tmp_path) -> Path:
    """A copy of it with its exhibits prepared and nothing built."""
    return shutil.copytree(drafted, tmp_path / "mini", ignore=shutil.ignore_patterns("out"))


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def codes(text: str) -> set[str]:
    return {finding["code"] for finding in json.loads(text)["findings"]}


# new


def test_new_writes_a_folder_that_reads_without_a_schema_error(run, tmp_path):
    folder = tmp_path / "client"
    ran = run("new", folder)
    assert (ran.code, ran.err) == (0, "")
    assert f"asylum-packet check {folder.as_posix()}" in ran.out
    checked = run("check", folder, "--format", "json")
    schema = {"CASE-syntax", "CASE-unknown-key", "CASE-wrong-type", "CASE-duplicate-key", "CASE-missing-file"}
    assert not codes(checked.out) & schema
    assert checked.code in {0, 1}


def test_what_to_type_next_can_be_copied_to_the_shell(run, tmp_path):
    ran = run("new", tmp_path / "Reyes family")
    assert f"asylum-packet check '{tmp_path.as_posix()}/Reyes family'" in ran.out


def test_new_never_overwrites_a_case(run, case):
    before = snapshot(case)
    ran = run("new", case)
    assert ran.code in {3, 7}
    assert "fix: " in ran.err
    assert snapshot(case) == before


# check


def test_check_without_the_official_blank_finds_that_and_ends_with_1(run, case):
    ran = run("check", case)
    assert ran.code == 1
    assert ran.err == ""
    assert ran.out.splitlines()[-1].startswith("1 error")


def test_check_with_the_official_blank_is_clean(run, case, blanks):
    ran = run("check", case, "--blank", blanks / "i-589-2025-01-20.pdf")
    assert ran.code == 0, ran.out
    assert "error" not in ran.out.splitlines()[-1]


def test_check_as_json_is_json_with_the_same_exit_code(run, case):
    ran = run("check", case, "--format", "json")
    read = json.loads(ran.out)
    assert ran.code == 1
    assert read["errors"] == 1
    assert set(read["findings"][0]) == {"code", "severity", "message", "source", "fix", "authority"}


def test_check_as_json_tells_findings_as_the_manifest_does(run, built):
    manifest = json.loads((built / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert json.loads(run("check", built, "--format", "json").out)["findings"] == manifest["findings"]


def test_check_prints_the_findings_of_an_unreadable_case_as_its_result(run, tmp_path):
    case = write_mini_case(tmp_path / "mini", replace={"case.yaml": {"respondents:": "respondants:"}})
    ran = run("check", case)
    assert ran.code == 3
    assert ran.err == ""
    assert f"{case.as_posix()}/case.yaml:" in ran.out
    assert "[CASE-unknown-key]" in ran.out
    assert "respondents" in ran.out
    assert "CASE-unknown-key" in codes(run("check", case, "--format", "json").out)


def test_case_yaml_may_be_named_for_its_folder(run, case):
    assert run("check", case / "case.yaml").out == run("check", case).out


def test_another_file_is_no_case_folder(run, case):
    ran = run("check", case / "i589.yaml")
    assert ran.code == 2
    assert "name the case folder" in ran.err


def test_check_writes_nothing_but_its_cache(run, fresh):
    before = snapshot(fresh)
    run("check", fresh)
    after = {name: seen for name, seen in snapshot(fresh).items() if not name.startswith(".asylum-packet/")}
    assert after == before


# build


def test_build_without_a_blank_writes_a_draft_and_ends_with_1(run, case):
    ran = run("build", case)
    assert ran.code == 1
    assert ran.err == ""
    assert "DRAFT" in ran.out
    assert (case / "out" / "packet-DRAFT.pdf").read_bytes().startswith(b"%PDF-")
    assert not (case / "out" / "packet.pdf").exists()
    assert (case / "out" / "manifest.json").is_file()


def test_build_with_a_blank_writes_the_packet_and_its_upload_files(run, case, blanks, tmp_path):
    out = tmp_path / "elsewhere"
    ran = run("build", case, "--out", out, "--blank", blanks / "i-589-2025-01-20.pdf")
    assert ran.code == 0, ran.out
    assert (out / "packet.pdf").is_file()
    assert len(list((out / "efile").glob("*.pdf"))) == 3
    assert f"{out.as_posix()}/packet.pdf" in ran.out
    assert not (case / "out").exists()


def test_a_packet_alone_takes_the_upload_set_of_another_away(run, case, blanks):
    blank = ("--blank", blanks / "i-589-2025-01-20.pdf")
    assert run("build", case, *blank).code == 0
    with_set = (case / "out" / "packet.pdf").read_bytes()
    assert (case / "out" / "efile").is_dir()
    assert run("build", case, "--packet-only", *blank).code == 0
    assert (case / "out" / "packet.pdf").read_bytes() == with_set
    assert not (case / "out" / "efile").exists()


def test_a_second_build_begins_like_the_first_and_leaves_nothing_else_behind(run, case, monkeypatch):
    run("build", case)
    first = snapshot(case / "out")
    taken = []

    class Noting(Ahead):
        def take(self, key):
            taken.append(super().take(key))
            return taken[-1]

    monkeypatch.setattr(ahead, "Ahead", Noting)
    run("build", case)
    assert [started is not None for started in taken] == [True]
    assert {name: content for name, (_, content) in snapshot(case / "out").items()} == {
        name: content for name, (_, content) in first.items()
    }
    taken.clear()
    run("build", case, "--only", "brief")
    assert taken == []


def test_the_blank_may_be_named_by_the_environment(run, case, blanks, monkeypatch):
    monkeypatch.setenv("ASYLUM_PACKET_BLANK", str(blanks / "i-589-2025-01-20.pdf"))
    assert run("check", case).code == 0


def test_build_as_json_prints_the_manifest(run, case):
    ran = run("build", case, "--format", "json")
    assert json.loads(ran.out) == json.loads((case / "out" / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("breakage", "code"),
    [
        ({"files": {"exhibits/04 torn.pdf": b"%PDF-1.4 torn"}}, 4),
        ({"replace": {"case.yaml": {"respondents:": "respondants:"}}}, 3),
        ({"files": {"templates/tab-sheet.md.j2": "{{ nobody.knows }}"}}, 6),
        ({"files": {"brief/09 extra.md": "{% if %}"}}, 6),
    ],
)
def test_a_build_that_cannot_go_on_names_the_file_and_leaves_the_last_packet(run, built, breakage, code):
    before = snapshot(built / "out")
    write_mini_case(built, **breakage)
    ran = run("build", built)
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert "error: " in ran.err
    assert "Traceback" not in ran.err
    assert snapshot(built / "out") == before


def test_an_output_that_cannot_be_a_folder_is_a_usage_error(run, case, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert run("build", case, "--out", tmp_path / "taken").code == 2


def test_no_answer_is_ever_in_a_message(run, tmp_path):
    case = write_mini_case(
        tmp_path / "mini",
        replace={"i589.yaml": {"dob:": "dob: 31/31/1988x #"}},
        files={"exhibits/04 torn.pdf": b"%PDF-1.4 torn"},
    )
    for argv in (["check", case], ["build", case], ["cites", case]):
        ran = run(*argv)
        assert ran.code
        assert "1988x" not in ran.out + ran.err


@pytest.mark.parametrize("what", ONLY)
def test_one_paper_can_be_built_alone_and_leaves_the_packet_as_it_was(run, built, what):
    before = snapshot(built / "out")
    ran = run("build", built, "--only", what)
    after = snapshot(built / "out")
    assert ran.code == 1
    assert ran.out.startswith("a working copy")
    assert after.pop(f"{what}.pdf")
    assert after == before


def test_a_paper_built_alone_can_be_told_as_json(run, case):
    read = json.loads(run("build", case, "--only", "brief", "--format", "json").out)
    assert read["file"] == f"{case.as_posix()}/out/brief.pdf"
    assert read["pages"] == pages(case / "out" / "brief.pdf")


def test_the_command_line_knows_every_paper_that_can_be_built_alone():
    assert set(ONLY) == set(building.ONLY)


# cites


def test_cites_shows_what_can_be_typed(run, case):
    ran = run("cites", case)
    assert (ran.code, ran.err) == (0, "")
    assert "police-report/original" in ran.out


def test_cites_as_json_has_the_pages_of_the_manifest(run, built):
    manifest = json.loads((built / "out" / "manifest.json").read_text(encoding="utf-8"))
    cited = json.loads(run("cites", built, "--format", "json").out)
    keys = ("id", "tab", "first_page", "last_page")
    assert [[one[key] for key in keys] for one in cited["documents"]] == [
        [one[key] for key in keys] for one in manifest["documents"]
    ]


# rules, schema


def test_rules_lists_every_rule_with_its_source(run):
    from asylum_packet.law.rules import RULES

    ran = run("rules")
    assert ran.code == 0
    assert all(f"{name}  [" in ran.out for name in RULES)
    assert ran.out.count("\n    see: ") == len(RULES)


def test_rules_can_be_asked_for_by_the_beginning_of_their_id(run):
    ids = [rule["id"] for rule in json.loads(run("rules", "icpm-4.19", "--format", "json").out)["rules"]]
    assert ids
    assert all(one.startswith("ICPM-4.19") for one in ids)


def test_an_unknown_rule_is_a_usage_error(run):
    ran = run("rules", "NOBODY")
    assert ran.code == 2
    assert "no rule begins with 'NOBODY'" in ran.err


def test_schema_prints_the_schema_of_each_file(run):
    whole = json.loads(run("schema").out)
    assert {"case.yaml", "i589.yaml"} <= set(whole)
    assert json.loads(run("schema", "case.yaml").out) == whole["case.yaml"]
    assert "respondents" in whole["case.yaml"]["properties"]


def test_a_schema_of_nothing_is_a_usage_error(run):
    ran = run("schema", "letters.yaml")
    assert ran.code == 2
    assert "case.yaml" in ran.err


# form


def test_form_list_without_a_blank_says_how_to_get_one(run):
    ran = run("form", "list")
    assert ran.code == 0
    assert "asylum-packet form install" in ran.out


def test_a_blank_once_installed_serves_every_case(run, case, blanks, tmp_path, monkeypatch):
    monkeypatch.setenv("ASYLUM_PACKET_DATA", str(tmp_path / "data"))
    ran = run("form", "install", blanks / "i-589-2025-01-20.pdf")
    assert (ran.code, ran.err) == (0, "")
    assert "01/20/25" in ran.out
    assert "01/20/25" in run("form", "list").out
    assert [one["edition"] for one in json.loads(run("form", "list", "--format", "json").out)["blanks"]] == [
        "01/20/25"
    ]
    assert run("check", case).code == 0


def test_what_is_no_blank_is_refused_with_exit_5(run, case, tmp_path, monkeypatch):
    monkeypatch.setenv("ASYLUM_PACKET_DATA", str(tmp_path / "data"))
    ran = run("form", "install", case / "papers" / "fee-receipt.pdf")
    assert ran.code == 5
    assert ran.out == ""
    assert "fix: " in ran.err
    assert not list((tmp_path / "data").rglob("*.pdf"))


def test_form_fill_writes_the_twelve_pages(run, case, blanks, tmp_path):
    out = tmp_path / "form.pdf"
    ran = run("form", "fill", case, "-o", out, "--blank", blanks / "i-589-2025-01-20.pdf")
    assert ran.code == 0, ran.err
    assert pages(out) >= 12


def test_form_fill_without_a_blank_says_what_to_do(run, case, tmp_path):
    ran = run("form", "fill", case, "-o", tmp_path / "form.pdf")
    assert ran.code == 5
    assert "form install" in ran.err
    assert not (tmp_path / "form.pdf").exists()


def test_form_sheet_writes_the_answer_sheet(run, case, tmp_path):
    out = tmp_path / "sheet.pdf"
    ran = run("form", "sheet", case, "-o", out)
    assert ran.code == 0, ran.err
    assert pages(out) >= 3


def pages(pdf: Path) -> int:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


# templates, clean


def test_templates_are_listed_and_exported_once(run, tmp_path):
    lines = run("templates", "list").out.splitlines()[1:]
    names = [line.split()[0] for line in lines]
    assert "brief.md.j2" in names
    assert all(len(line.split()) > 2 for line in lines)
    ran = run("templates", "export", tmp_path / "ours")
    assert ran.code == 0
    assert all((tmp_path / "ours" / name).is_file() for name in names)
    again = run("templates", "export", tmp_path / "ours")
    assert again.code == 7
    assert "fix: " in again.err


def test_clean_removes_what_was_prepared_and_nothing_else(run, fresh):
    before = set(snapshot(fresh))
    run("check", fresh)
    assert set(snapshot(fresh)) > before
    assert run("clean", fresh).code == 0
    assert set(snapshot(fresh)) == before
    assert not (fresh / ".asylum-packet").exists()


def test_clean_leaves_what_somebody_else_put_beside_the_prepared_files(run, fresh):
    run("check", fresh)
    (fresh / ".asylum-packet" / "mine.txt").write_text("x", encoding="utf-8")
    assert run("clean", fresh).code == 0
    assert [path.name for path in (fresh / ".asylum-packet").iterdir()] == ["mine.txt"]


# demo


# Without the official form, the demo of the wheel is looked at in tests/test_packaging.py.


def test_demo_with_a_blank_is_no_draft(run, tmp_path, blanks, drafted, monkeypatch):
    """Of a smaller example; what is said of ours, tests/examples/test_findings.py looks at."""
    monkeypatch.setattr("asylum_packet.cli.demo.example", lambda: drafted)
    ran = run("demo", tmp_path / "first", "--blank", blanks / "i-589-2025-01-20.pdf")
    assert (ran.code, ran.err) == (0, "")
    assert f"{tmp_path.as_posix()}/first/out/packet.pdf" in ran.out
    assert (tmp_path / "first" / "out" / "packet.pdf").is_file()


def test_demo_leaves_a_folder_that_is_in_use_alone(run, case):
    before = snapshot(case)
    ran = run("demo", case)
    assert ran.code == 7
    assert "fix: name a folder that does not exist yet" in ran.err
    assert snapshot(case) == before
