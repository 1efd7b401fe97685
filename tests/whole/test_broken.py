"""Break any file of a case in any ordinary way: a finding or a named error, never a traceback."""

import shutil

import pikepdf
import pytest

from asylum_packet import read_case
from asylum_packet.laying import lay_out
from tests.support.mini import mini_files, write_case_without_form, write_mini_case
from tests.whole.conftest import digests

FILES = sorted(mini_files())
TEXTS = [path for path in FILES if path.endswith((".yaml", ".md"))]


def locked(path):
    """Put a password on a PDF; other files get the bytes of a locked one."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="user"))


BREAK = {
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2]),
    "garbled": lambda path: path.write_bytes(bytes(byte ^ 0x5A for byte in path.read_bytes())),
    "locked": locked,
    "renamed": lambda path: path.rename(path.with_name(f"{path.stem} (1){path.suffix}")),
    "doubled": lambda path: path.with_name(f"{path.stem} copy{path.suffix}").write_bytes(path.read_bytes()),
    "made a folder": lambda path: (path.unlink(), path.mkdir()),
}


FORM = ("case.yaml", "i589.yaml", "papers/fee-receipt.pdf")
"""What the application is made of; all else is broken in a case without one, which is laid out sooner."""
OPEN = {"brief/09 open.md": "# More\n\nThis is not there yet. [@no-such-exhibit]\n"}
"""An error that keeps the packet a DRAFT, whatever else is broken."""


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """The mini case with and without its application: what a build finds that is not the first."""
    folders = tmp_path_factory.mktemp("good")
    write_mini_case(folders / "with")
    write_case_without_form(folders / "without", files=OPEN)
    for folder in folders.iterdir():
        lay_out(read_case(folder))
        (folder / "out").mkdir()
        (folder / "out" / "packet.pdf").write_bytes(b"the packet before")
    return folders


def copied(good, path, to):
    """Copy the case in which a file is broken."""
    return shutil.copytree(good / ("with" if path in FORM else "without"), to / "mini")


SAME_KIND = ("translation", "certificate", "chart", "country report", "passport")
"""Evidence that lies in the folder as a plain PDF, like the police report: that is built for all of them."""
OUTSIDE = {"deleted", "renamed", "doubled", "made a folder"}


def is_like_another(path):
    return any(word in path for word in SAME_KIND)


BREAKS = [(how, path) for how in BREAK for path in FILES if how in OUTSIDE or not is_like_another(path)]


@pytest.mark.parametrize(("how", "path"), BREAKS)
def test_a_broken_file_is_told_by_name(run, tmp_path, good, how, path):
    folder = copied(good, path, tmp_path)
    out = folder / "out"
    BREAK[how](folder / path)
    before = digests(out)
    is_built = not is_like_another(path)
    ran = run("build" if is_built else "check", folder)
    assert ran.code in {1, 3, 4, 5, 6}, ran.err
    assert "Traceback" not in ran.out + ran.err
    told = ran.out + ran.err
    if ran.code != 1:
        assert digests(out) == before
        assert path.rpartition("/")[2].partition(".")[0] in told or "exhibits" in told or "brief" in told
    assert (out / "packet.pdf").read_bytes() == b"the packet before"


def test_a_broken_translation_is_told_at_its_own_name(run, tmp_path, good):
    path = next(path for path in FILES if path.endswith(" - translation.pdf"))
    folder = copied(good, path, tmp_path)
    (folder / path).write_bytes(b"")
    ran = run("build", folder)
    assert ran.code == 4
    assert "nothing was built" in ran.err + ran.out
    assert f"{path}: error: " in ran.out + ran.err


@pytest.mark.parametrize("path", TEXTS)
def test_any_broken_line_is_told_or_harmless(run, tmp_path, good, path):
    folder = copied(good, path, tmp_path)
    lines = (folder / path).read_text(encoding="utf-8").splitlines()
    step = max(1, len(lines) // 3)
    for number in range(0, len(lines), step):
        for broken in (
            ": : [",
            "\t" + lines[number],
            lines[number].replace(":", "", 1),
            lines[number] + " [@",
        ):
            changed = [*lines[:number], broken, *lines[number + 1 :]]
            (folder / path).write_text("\n".join(changed) + "\n", encoding="utf-8")
            ran = run("check", folder)
            assert ran.code in {0, 1, 3, 4, 5, 6}, (number, broken, ran.err)
            assert "Traceback" not in ran.out + ran.err
