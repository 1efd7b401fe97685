"""Same inputs, same bytes; and whatever happens, what stands in out/ is whole."""

import os
import shutil
import signal
import sys
import warnings
from pathlib import Path

import pytest

from asylum_packet import build, read_case
from asylum_packet.errors import ProofError
from asylum_packet.verifying import verify
from tests.support.mini import write_brief_case, write_case_without_form, write_mini_case
from tests.whole.conftest import digests


def test_two_builds_give_the_same_bytes(whole, tmp_path, request):
    options = request.getfixturevalue("options" if whole.built.uploads else "no_blank")
    elsewhere = shutil.copytree(whole.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("out", ".*"))
    build(read_case(elsewhere), tmp_path / "second", options=options)
    assert digests(tmp_path / "second") == digests(whole.out)


def test_a_build_after_an_edit_gives_the_bytes_of_a_first_build(tmp_path, options):
    folder, out = write_mini_case(tmp_path / "mini"), tmp_path / "out"
    build(read_case(folder), out, options=options)
    with (folder / "brief/01-facts.md").open("a", encoding="utf-8") as brief:
        brief.write("\nShe has not gone back since.\n")
    build(read_case(folder), out, options=options)
    new = shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns(".*"))
    build(read_case(new), tmp_path / "second", options=options)
    assert digests(out) == digests(tmp_path / "second")


def test_what_is_gone_is_told_once_and_changes_no_byte(tmp_path, no_blank):
    more = "# Facts\n\nShe fled in May.\n"
    folder, out = write_brief_case(tmp_path / "brief", files={"brief/01-facts.md": more}), tmp_path / "out"
    build(read_case(folder), out, options=no_blank)
    (folder / "brief/01-facts.md").unlink()
    first, told = build(read_case(folder), out, options=no_blank), digests(out)
    again = build(read_case(folder), out, options=no_blank)
    assert ["CASE-gone" in {one.code for one in built.findings} for built in (first, again)] == [True, False]
    assert digests(out) == told


def test_the_sources_are_never_touched(whole, tmp_path):
    after = {
        path: digest
        for path, digest in digests(whole.folder).items()
        if not path.startswith((".asylum-packet/", "out/"))
    }
    assert after == digests(write_mini_case(tmp_path / "mini"))


def test_a_draft_leaves_the_last_good_packet_alone_and_names_it(tmp_path, options, no_blank):
    folder, out = write_mini_case(tmp_path / "mini"), tmp_path / "out"
    build(read_case(folder), out, options=options)
    good = digests(out)
    drafted = build(read_case(folder), out, options=no_blank)
    assert drafted.kept == ("packet.pdf", "efile")
    assert drafted.kept_since
    now = digests(out)
    filed = [path for path in good if path == "packet.pdf" or path.startswith("efile/")]
    assert len(filed) > 1
    assert {path: now[path] for path in filed} == {path: good[path] for path in filed}
    assert set(verify(out).older) == set(filed)
    build(read_case(folder), out, options=options)
    assert digests(out) == good


def test_a_file_that_fails_its_proof_replaces_nothing(tmp_path, no_blank, monkeypatch):
    from asylum_packet.packet import finishing

    folder, out = write_mini_case(tmp_path / "mini"), tmp_path / "out"
    build(read_case(folder), out, options=no_blank)
    before = digests(out)
    monkeypatch.setattr(finishing, "prove", lambda *_, **__: ("page 3 bears the stamp of page 4",))
    write_mini_case(folder, replace={"case.yaml": {"Baltimore": "Hyattsville"}})
    with pytest.raises(ProofError):
        build(read_case(folder), out, options=no_blank)
    assert digests(out) == before


WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
KILLS = 9


def is_write(event, args):
    """Say whether an audit event changes what lies on the disk."""
    return event in WRITES or (event == "open" and isinstance(args[1], str) and args[1].strip("rbtU") != "")


def files_to_file(out):
    """Hash the finished PDF files in an output folder."""
    return {
        path: digest
        for path, digest in digests(out).items()
        if path.endswith(".pdf") and not any(part.startswith(".") for part in Path(path).parts)
    }


def killed_after(writes, folder, out, options):
    """Build in a process that is killed at its n-th change of the disk; say how many changes there were."""
    reads, tells = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the test runner has threads
        child = os.fork()
    if child == 0:
        seen = 0

        def hook(event, args):
            nonlocal seen
            if is_write(event, args):
                seen += 1
                if seen == writes:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            build(read_case(folder), out, options=options)
            os.write(tells, str(seen).encode())
        finally:
            os._exit(0)
    os.close(tells)
    with os.fdopen(reads, "rb") as told:
        count = told.read()
    os.waitpid(child, 0)
    return int(count or 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and forks are of Unix")
def test_a_build_killed_at_any_moment_leaves_the_old_packet_or_the_new_one(tmp_path, no_blank):
    options, folder, out = no_blank, write_case_without_form(tmp_path / "mini"), tmp_path / "mini/out"
    packet = build(read_case(folder), out, options=options).packet.name
    old = files_to_file(out)
    assert any(path.startswith("efile/") for path in old)
    case_yaml = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(case_yaml.replace("Baltimore", "Hyattsville"), encoding="utf-8")
    build(read_case(folder), tmp_path / "new", options=options)
    new = files_to_file(tmp_path / "new")
    assert old[packet] != new[packet]
    whole = shutil.copytree(folder, tmp_path / "whole")
    changes = killed_after(0, whole, whole / "out", options)
    assert changes > KILLS
    for moment in sorted({1 + changes * kill // KILLS for kill in range(KILLS)}):
        home = shutil.copytree(folder, tmp_path / f"killed-{moment}")
        assert killed_after(moment, home, home / "out", options) == 0
        stands = files_to_file(home / "out")
        assert packet in stands
        assert all(digest in {old.get(path), new.get(path)} for path, digest in stands.items()), moment
    build(read_case(home), home / "out", options=options)
    assert files_to_file(home / "out") == new
    assert not list((home / "out").rglob(".tmp-*"))
