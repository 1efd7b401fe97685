"""Whether what lies in out/ is what the folder would give now: said in one line, then in detail."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from asylum_packet import build, check, read_case
from asylum_packet.errors import OutputError
from asylum_packet.verifying import verify
from tests.support.mini import write_mini_case
from tests.whole.conftest import EDITION

FIRM = "attorney:\n  firm: Example Immigration Law\n"


@pytest.fixture
def built(ready, tmp_path):
    """A copy of the case that was built with the official form."""
    folder = tmp_path / "mini"
    shutil.copytree(ready.folder, folder, ignore=shutil.ignore_patterns(".asylum-packet"))
    return folder


def told(folder: Path, options, firm: Path | None = None):
    return verify(folder / "out", read_case(folder, firm=firm), options=options)


def test_a_fresh_build_stands(built, options):
    found = told(built, options)
    assert found.stands
    assert (found.faults, found.changes, found.older, found.draft) == ((), (), (), False)
    assert found.uploads == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("case.yaml", "'case.yaml' has changed"),
        ("i589.yaml", "'i589.yaml' has changed"),
        ("templates/cover.md.j2", "'templates/cover.md.j2' is new"),
        ("exhibits/99 late letter.pdf", "'exhibits/99 late letter.pdf' is new"),
    ],
)
def test_every_kind_of_input_is_watched(built, options, name, words):
    path = built / name
    path.parent.mkdir(exist_ok=True)
    before = path.read_bytes() if path.exists() else b"{% extends 'built-in/cover.md.j2' %}"
    path.write_bytes(before + b"\n# changed\n")
    found = told(built, options)
    assert found.changes == (words,)
    assert not found.faults
    assert not found.stands


def test_every_file_of_the_case_counts(built, options):
    files = [p for folder in ("exhibits", "brief", "papers") for p in (built / folder).rglob("*.*")]
    assert len(files) > 5
    for path in files:
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert told(built, options).changes == (f"'{path.relative_to(built).as_posix()}' has changed",)
        path.unlink()
        changes = verify(built / "out", read_case_or_none(built), options=options).changes
        assert changes is None or f"'{path.relative_to(built).as_posix()}' is gone" in changes
        path.write_bytes(content)
    assert told(built, options).stands


def test_what_was_in_the_packet_before_and_is_gone_is_told_though_nothing_names_it(built, options):
    gone = ["brief/02-argument.md", "exhibits/04 passport.pdf"]
    for path in gone:
        (built / path).unlink()
    (built / "exhibits/05 letter.pdf").write_bytes((built / "papers/fee-receipt.pdf").read_bytes())
    told = [one for one in check(read_case(built), options=options) if one.code == "CASE-gone"]
    assert [(one.severity, one.source.file) for one in told] == [("warning", path) for path in gone]
    shutil.rmtree(built / "out")
    assert "CASE-gone" not in {one.code for one in check(read_case(built), options=options)}


def read_case_or_none(folder: Path):
    from asylum_packet.errors import CaseFileError

    try:
        return read_case(folder)
    except CaseFileError:
        return None


def test_the_official_form_and_the_firm_are_inputs(built, options, no_blank, tmp_path):
    assert told(built, no_blank).changes == (
        "it was built on a blank Form I-589 of edition 01/20/25, and none is installed: "
        "if build was given it, type --blank with the same file here",
    )
    firm = tmp_path / "firm.yaml"
    firm.write_text(FIRM, encoding="utf-8")
    assert told(built, options, firm).changes == ("the firm's file is new",)
    nexus = tmp_path / "templates" / "standards" / "nexus.md.j2"
    nexus.parent.mkdir(parents=True)
    nexus.write_text("Nexus.", encoding="utf-8")
    assert told(built, options, firm).changes == (
        "the firm's file is new",
        "the firm's template standards/nexus.md.j2 is new",
    )


def test_files_that_were_altered_or_lost_are_named(built, options):
    out = built / "out"
    with pikepdf.open(out / "packet.pdf", allow_overwriting_input=True) as pdf:
        del pdf.pages[3]
        pdf.save(out / "packet.pdf")
    first, second = sorted((out / "efile").iterdir())[:2]
    first.unlink()
    (out / "efile" / "Reyes_Old.pdf").write_bytes(second.read_bytes())
    found = told(built, options)
    assert found.faults == ("packet.pdf is not the file that was built", f"efile/{first.name} is missing")
    assert found.older == ("efile/Reyes_Old.pdf",)


def test_a_manifest_that_claims_other_pages_is_not_believed(built, options):
    path = built / "out/manifest.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    made["packet"]["pages"] += 1
    made["submissions"][1]["files"][0]["first_page"] += 1
    made["submissions"][2]["files"][0]["file"] = "../case.yaml"
    path.write_text(json.dumps(made), encoding="utf-8")
    faults = told(built, options).faults
    assert (
        f"packet.pdf does not have the {made['packet']['pages']} pages that the manifest tells of" in faults
    )
    assert any("do not hold its pages once and in order" in fault for fault in faults)
    assert "the manifest names a file outside its folder" in faults


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"packet": 3}', b"\xff"])
def test_what_is_no_manifest_is_refused(built, options, content):
    (built / "out/manifest.json").write_bytes(content)
    with pytest.raises(OutputError, match=r"manifest\.json"):
        told(built, options)


def test_a_manifest_that_says_nothing_stands_for_nothing(built, options):
    (built / "out/manifest.json").write_bytes(b'{"packet": {}, "submissions": [3, {"files": [{}]}]}')
    assert told(built, options).faults


def test_a_manifest_of_an_older_version_tells_of_files_only(built, options):
    path = built / "out/manifest.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    del made["inputs"]
    path.write_text(json.dumps(made), encoding="utf-8")
    found = told(built, options)
    assert (found.faults, found.changes, found.stands) == ((), None, False)


def test_a_build_that_was_stopped_while_publishing_is_told(built, options):
    out = built / "out"
    (out / "manifest.json").rename(out / ".tmp-was-manifest.json")
    with pytest.raises(OutputError, match="a build was stopped while it put its files into"):
        told(built, options)
    build(read_case(built), out, options=options)
    assert told(built, options).stands


def test_the_command_says_it_in_one_line_and_by_its_exit_code(built, blanks, run):
    blank = blanks / EDITION
    done = run("verify", built / "out", "--blank", blank)
    assert done.code == 0, done.out
    assert done.out.splitlines()[0].startswith(
        f"{(built / 'out').as_posix()} is what the case folder would give now"
    )
    (built / "brief").joinpath("new.md").write_text("# More\n", encoding="utf-8")
    done = run("verify", built / "out", "--blank", blank)
    assert done.code == 1
    assert done.out.splitlines()[0].endswith("is not what the case folder would give now: 1 change since")
    assert "'brief/new.md' is new" in done.out
    made = json.loads(run("verify", built / "out", "--blank", blank, "--format", "json").out)
    assert made == {
        "stands": False,
        "draft": False,
        "faults": [],
        "changes": ["'brief/new.md' is new"],
        "older": [],
    }
    moved = shutil.copytree(built / "out", built.parent / "elsewhere" / "out")
    done = run("verify", moved)
    assert done.code == 0
    assert "whether the case folder would give the same is not known" in done.out
    assert run("verify", moved, "--case", built, "--blank", blank).code == 1
    (moved / "manifest.json").unlink()
    assert run("verify", moved).code == 7


def test_a_draft_that_stands_is_still_a_draft(tmp_path, no_blank, run):
    folder = write_mini_case(tmp_path / "mini")
    build(read_case(folder), folder / "out", options=no_blank)
    found = told(folder, no_blank)
    assert found.stands
    assert found.draft
    (folder / "out" / "packet.pdf").write_bytes(b"%PDF-1.7 the packet of before")
    for options in ((), ("--case", folder)):
        ran = run("verify", folder / "out", *options)
        assert ran.code == 1
        assert "not to be filed" in ran.out
        assert "packet.pdf is of an earlier build" in ran.out
        assert "asylum-packet check" in ran.out


def test_a_folder_that_cannot_be_read_hides_nothing_of_what_was_built(built, run):
    (built / "case.yaml").write_text("court: [", encoding="utf-8")
    with (built / "out/efile/Molina_Brief.pdf").open("ab") as file:
        file.write(b"x")
    ran = run("verify", built / "out")
    assert ran.code == 3
    assert "is not as it was built: 1 difference" in ran.out
    assert "case.yaml:1" in ran.err + ran.out
