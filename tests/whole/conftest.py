"""The mini case built once with a real blank, for every test that only looks at the result."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from asylum_packet import build, read_case
from asylum_packet.options import Options
from tests.support.mini import write_mini_case

EDITION = "i-589-2025-01-20.pdf"


@dataclass(frozen=True)
class Whole:
    """A case folder and what a build wrote for it."""

    folder: Path
    out: Path
    manifest: dict
    built: object


def digests(folder: Path) -> dict[str, str]:
    """Hash every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def options(blanks, tmp_path_factory) -> Options:
    return Options(blank=blanks / EDITION, data_folder=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def no_blank(tmp_path_factory) -> Options:
    return Options(data_folder=tmp_path_factory.mktemp("no-blank"))


def made(folder: Path, options: Options) -> Whole:
    """Write the mini case and build it."""
    write_mini_case(folder)
    out = folder / "out"
    built = build(read_case(folder), out, options=options)
    return Whole(folder, out, json.loads((out / "manifest.json").read_text(encoding="utf-8")), built)


@pytest.fixture(scope="session")
def ready(options, tmp_path_factory) -> Whole:
    """The mini case with the official form: nothing stands against filing it."""
    return made(tmp_path_factory.mktemp("ready") / "mini", options)


@pytest.fixture(scope="session")
def draft(no_blank, tmp_path_factory) -> Whole:
    """The mini case without an official blank."""
    return made(tmp_path_factory.mktemp("draft") / "mini", no_blank)


@pytest.fixture(params=["draft", "ready"])
def whole(request) -> Whole:
    """Both."""
    return request.getfixturevalue(request.param)
