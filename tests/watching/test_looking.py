"""Two looks at a case folder: what counts as a change, and what editors and we ourselves leave about."""

import shutil
from pathlib import Path

import pytest

from asylum_packet.watching.looking import How, Watched, changes, is_passing


@pytest.fixture
def folder(tmp_path) -> Path:
    for path in ("case.yaml", "brief/facts.md", "exhibits/01 letter.pdf", "out/packet.pdf"):
        place = tmp_path / "case" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("as it was")
    return tmp_path / "case"


def differences(watched: Watched, act) -> list[str]:
    before = watched.look()
    act()
    return [str(change) for change in changes(before, watched.look())]


def saved_by_rename(path: Path, text: str) -> None:
    """Save as vim, Emacs and most editors do: a backup, a new file, a rename over the old one."""
    shutil.copy(path, path.with_name(path.name + "~"))
    fresh = path.with_name(f".{path.name}.swp")
    fresh.write_text(text)
    fresh.rename(path)


def test_a_file_saved_by_a_rename_is_one_that_changed(folder):
    watched = Watched(folder=folder, out=folder / "out")
    facts = folder / "brief" / "facts.md"
    assert differences(watched, lambda: saved_by_rename(facts, "as it is")) == ["brief/facts.md changed"]


def test_new_and_gone_files_are_told_apart(folder):
    watched = Watched(folder=folder, out=folder / "out")

    def act():
        (folder / "brief" / "argument.md").write_text("new")
        (folder / "exhibits" / "01 letter.pdf").unlink()

    assert differences(watched, act) == ["brief/argument.md new", "exhibits/01 letter.pdf gone"]


@pytest.mark.parametrize(
    "name",
    [
        *(".facts.md.swp", ".facts.md.swx", "facts.md~", "#facts.md#", ".#facts.md", "4913", "~$facts.docx"),
        *("facts.md___jb_tmp___", "facts.md.tmp", ".goutputstream-ABC123", "scan.pdf.part", ".DS_Store"),
    ],
)
def test_what_editors_leave_about_does_not_count(folder, name):
    watched = Watched(folder=folder, out=folder / "out")
    assert is_passing(name)
    assert not watched.counts(str((folder / "brief").resolve() / name))
    assert differences(watched, lambda: (folder / "brief" / name).write_text("x")) == []


@pytest.mark.parametrize("name", ["facts.md", "01 letter of 4913.pdf", "template.md", "c#.md", "party.md"])
def test_ordinary_names_count(name):
    assert not is_passing(name)


@pytest.mark.parametrize("path", ["out/packet.pdf", ".asylum-packet/a/b", "signed/ledger.json"])
def test_what_we_write_ourselves_does_not_count(folder, path):
    watched = Watched(folder=folder, out=folder / "out")

    def act():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("written by a build")

    assert differences(watched, act) == []
    assert not watched.counts(str(folder.resolve() / path))


def test_an_output_folder_of_another_name_does_not_count(folder):
    watched = Watched(folder=folder, out=folder / "proofs")
    (folder / "proofs").mkdir()
    assert differences(watched, lambda: (folder / "proofs" / "packet.pdf").write_text("x")) == []


def test_the_firms_file_and_its_templates_count(folder, tmp_path):
    firm, templates = tmp_path / "firm.yaml", tmp_path / "templates"
    watched = Watched(folder=folder, out=folder / "out", beside=(firm, templates))

    def act():
        firm.write_text("attorney: {}")
        templates.mkdir()
        (templates / "cover.md.j2").write_text("words")

    told = differences(watched, act)
    assert told == [f"{firm.as_posix()} new", f"{templates.as_posix()}/cover.md.j2 new"]


def test_a_folder_that_is_gone_is_no_empty_one(folder):
    watched = Watched(folder=folder, out=folder / "out")
    shutil.rmtree(folder / "brief")
    assert [change.how for change in changes(watched.look(), {})] == [How.GONE] * 2
    shutil.rmtree(folder)
    assert watched.look() is None
