"""What every test can ask for: the official blanks, the command line, a small budget for hypothesis."""

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from asylum_packet.fonts import machine
from asylum_packet.intake import workers

settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Leave thousands of tests out of every search for lost values: it took a tenth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let programs that tests start share what Python compiles, where it may not lie beside the source."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(tmp_path_factory.getbasetemp().parent / "compiled")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch, tmp_path_factory):
    """Tests see no firm file, no blank, no data folder and no fonts of the person who runs them."""
    for name in ("ASYLUM_PACKET_FIRM", "ASYLUM_PACKET_BLANK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASYLUM_PACKET_DATA", str(tmp_path_factory.getbasetemp() / "no-blanks-here"))
    monkeypatch.setattr(machine, "font_files", _font_files)
    monkeypatch.setattr(workers, "FEWEST_PROCESSES", 0)  # one for every small case takes half the run


_all_font_files = machine.font_files


def _font_files(folders: tuple[str, ...] = (), packages: tuple[str, ...] = machine.PACKAGES) -> object:
    """List the fonts of installed packages, and of folders only where a test names them."""
    return _all_font_files(folders, packages)


@pytest.fixture(scope="session")
def blanks() -> Path:
    """Give the folder with the official blanks of Form I-589."""
    named = os.environ.get("ASYLUM_PACKET_BLANKS", "")
    if not named:
        pytest.skip("ASYLUM_PACKET_BLANKS is not set: no official blank of Form I-589 at hand")
    folder = Path(named)
    assert folder.is_dir(), f"ASYLUM_PACKET_BLANKS names no folder: {folder}"
    return folder


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave back: exit code, results, and what it said on stderr."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys) -> Callable[..., Ran]:
    """Run the command line in this process."""
    from asylum_packet.cli import main

    def run(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
