"""What the outermost edge makes of every end a command can come to: exit code, stdout, stderr."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from asylum_packet.cli import edge, trouble
from asylum_packet.errors import (
    CaseFileError,
    ExhibitError,
    ExitCode,
    FormError,
    OutputError,
    PacketError,
    ProofError,
    TemplateError,
)
from asylum_packet.findings import Finding, Severity, Source

SECRET = "Marta Elena Reyes, A 212-345-678"


def ends_with(monkeypatch, ending) -> None:
    """Let the command line do one thing only."""

    @click.command()
    def only() -> object:
        if isinstance(ending, BaseException):
            raise ending
        return ending

    monkeypatch.setattr(edge, "cli", only)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (CaseFileError, 3),
        (ExhibitError, 4),
        (FormError, 5),
        (TemplateError, 6),
        (OutputError, 7),
        (ProofError, 70),
        (PacketError, 70),
    ],
)
def test_every_error_of_ours_has_its_exit_code_and_says_what_to_type(monkeypatch, run, kind, code):
    ends_with(monkeypatch, kind("something is wrong", fix="type this", source=Source(file="a.md", line=3)))
    ran = run()
    assert ran.code == code
    assert ran.out == ""
    assert ran.err == "a.md:3: error: something is wrong\n    fix: type this\n"


def test_the_findings_of_an_error_are_all_printed(monkeypatch, run):
    findings = tuple(
        Finding(code=f"X-{n}", severity=Severity.ERROR, message=f"fault {n}", source=Source(file="case.yaml"))
        for n in (1, 2)
    )
    ends_with(monkeypatch, CaseFileError("cannot be read", findings=findings))
    assert run().err.splitlines() == [
        "case.yaml: error: fault 1 [X-1]",
        "case.yaml: error: fault 2 [X-2]",
        "2 errors",
        "error: cannot be read",
    ]


@pytest.mark.parametrize("value", [ExitCode.CLEAN, ExitCode.FINDINGS])
def test_what_a_command_returns_is_the_exit_code(monkeypatch, run, value):
    ends_with(monkeypatch, value)
    assert run().code == value


def test_a_command_that_returns_nothing_is_clean(monkeypatch, run):
    ends_with(monkeypatch, None)
    assert run().code == 0


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), click.Abort()])
def test_control_c_is_130(monkeypatch, run, interruption):
    ends_with(monkeypatch, interruption)
    ran = run()
    assert ran.code == 130
    assert ran.err.strip() == "interrupted: nothing was replaced"


def test_a_full_disk_names_the_file_and_is_no_bug(monkeypatch, run):
    ends_with(monkeypatch, OSError(28, "No space left on device", "out/packet.pdf"))
    ran = run()
    assert ran.code == 7
    assert ran.err.startswith("error: 'out/packet.pdf': no space left on device\n    fix: ")


def fails_with_a_secret() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise RuntimeError(f"could not place {SECRET}") from error


def test_a_bug_apologises_and_leaves_a_report_without_any_word_of_the_case(monkeypatch, run, tmp_path):
    monkeypatch.setattr(trouble.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RuntimeError) as bug:
        fails_with_a_secret()
    ends_with(monkeypatch, bug.value)
    ran = run()
    (report,) = tmp_path.iterdir()
    text = report.read_text(encoding="utf-8")
    assert ran.code == 70
    assert str(report) in ran.err
    assert "this is a bug in asylum-packet, not in your case" in ran.err
    assert "Traceback" not in ran.err
    assert "Reyes" not in text + ran.err
    assert "fix: read it, then send it" in ran.err
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "in fails_with_a_secret" in text
    assert "asylum_packet/cli/edge.py:" in text
    assert str(Path(__file__).parent) not in text


def test_what_was_made_of_exhibits_before_is_the_first_to_be_suspected(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(trouble.tempfile, "tempdir", str(tmp_path))
    assert edge.say(ValueError(SECRET), "reyes") == 70
    told = capsys.readouterr().err
    assert "fix: asylum-packet clean with the case folder takes away" in told
    assert "if it stays, read it, then send it" in told
    assert edge.say(ProofError("page 3 bears the stamp of page 4"), "reyes") == 70
    assert "fix: nothing was replaced; asylum-packet clean" in capsys.readouterr().err


def test_the_report_of_a_missing_library_names_it():
    with pytest.raises(ImportError) as missing:
        import asylum_packet.cellar  # noqa: F401
    assert "ModuleNotFoundError (asylum_packet.cellar)" in trouble.trouble(missing.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner-only mode bits")
def test_the_report_of_a_bug_can_be_read_by_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setattr(trouble.tempfile, "tempdir", str(tmp_path))
    kept = trouble.save("text")
    assert kept is not None
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_bug_with_no_room_for_a_report_prints_it(monkeypatch, run, tmp_path):
    monkeypatch.setattr(trouble.tempfile, "tempdir", str(tmp_path / "not-there"))
    ends_with(monkeypatch, ZeroDivisionError(SECRET))
    ran = run()
    assert ran.code == 70
    assert "builtins.ZeroDivisionError" in ran.err
    assert SECRET not in ran.err


def test_an_unknown_command_is_a_usage_error(run):
    ran = run("biuld")
    assert ran.code == 2
    assert ran.out == ""
    assert "No such command 'biuld'" in ran.err


def test_a_folder_that_is_not_there_is_a_usage_error(run, tmp_path):
    ran = run("check", tmp_path / "nobody")
    assert ran.code == 2
    assert "does not exist" in ran.err


def test_no_plug_in_of_another_package_sees_a_case(run, monkeypatch):
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "")
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS")
    run("--version")
    assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"


def test_the_version_is_printed(run):
    assert run("--version").out.startswith("asylum-packet, version ")


def python(code: str, **pipes: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code], text=True, stderr=subprocess.PIPE, **pipes)


def test_help_loads_none_of_the_heavy_libraries():
    code = """if True:
        import sys
        from asylum_packet.cli import main
        assert main(["--help"]) == 0
        big = "pydantic yaml jinja2 reportlab pypdf pikepdf pypdfium2 PIL rich markdown_it eyecite fontTools"
        print(sorted(set(big.split()) & set(sys.modules)))
    """
    process = python(code, stdout=subprocess.PIPE)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert out.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(["rules"], 0, True), (["rules", "--format", "json"], 0, True), (["nonsense"], 2, False)],
)
def test_a_program_ends_with_all_it_had_to_say_and_without_being_taken_apart(words, code, said, run):
    late = "import atexit; atexit.register(print, 'late')\n"
    process = python(
        f"{late}import sys; sys.argv[1:] = {words!r}; from asylum_packet.cli import run; run()",
        stdout=subprocess.PIPE,
    )
    out, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert out == run(*words).out
    assert bool(out) == said
    assert err == run(*words).err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE convention")
def test_a_reader_that_goes_away_ends_the_command_quietly():
    reading, writing = os.pipe()
    os.close(reading)
    process = python(
        "import sys; from asylum_packet.cli import main; sys.exit(main(['rules']))", stdout=writing
    )
    os.close(writing)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 141
    assert err == ""


@pytest.mark.skipif(os.name != "posix", reason="shells there close nothing")
@pytest.mark.parametrize("closed", ["<&-", "<&- >&- 2>&-"])
def test_no_file_of_ours_takes_the_number_of_a_stream_that_is_closed(closed):
    program = (
        "import os, sys; from asylum_packet.cli import edge; "
        "edge.cli = lambda *_, **__: os.open('.', os.O_RDONLY) < 3 or sys.stdin.isatty(); "
        "os._exit(edge.main())"
    )
    assert subprocess.run(f"'{sys.executable}' -c \"{program}\" {closed}", shell=True).returncode == 0
