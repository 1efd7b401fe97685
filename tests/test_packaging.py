"""The wheel and the sdist carry everything: templates, example, data; and the wheel works by itself."""

import configparser
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.docs_pictures import MARK, PICTURES, brief_pages, packet_pages, words_mark
from tests.test_architecture import imported, trees

ROOT = Path(__file__).parent.parent
COPIED = ("asylum_packet", "examples", "templates", "docs", "tests", "benchmarks")
FILES = ("setup.cfg", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "CHANGELOG.md")
MODULE = {
    "Pillow": "PIL",
    "PyYAML": "yaml",
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
}
OF_AN_EXTRA = {"watchfiles": "watch", "docx": "docx"}
DATA_ONLY = {"font-source-serif-pro", "pymupdf-fonts"}
BUILD = "import sys; from setuptools import build_meta as make; make.build_{kind}(sys.argv[1])"


def tracked(*folders: str) -> list[str]:
    """List the files git knows, so that what lies about in a working tree is not packed."""
    listed = ""
    if shutil.which("git"):
        asked = ["git", "-C", str(ROOT), "ls-files", "-z", *folders]
        listed = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    if not listed:
        found = (file for folder in folders for file in [ROOT / folder, *(ROOT / folder).rglob("*")])
        return [str(f.relative_to(ROOT)) for f in found if f.is_file() and "__pycache__" not in f.parts]
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """Build both archives from a copy, without a network: setuptools is called as pip would call it."""
    setuptools = pytest.importorskip("setuptools", minversion="77", reason="needs setuptools 77 or later")
    assert setuptools
    source = tmp_path_factory.mktemp("source")
    for name in tracked(*COPIED, *FILES):
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("made")
    for kind in ("sdist", "wheel"):
        code = BUILD.format(kind=kind)
        done = subprocess.run(
            [sys.executable, "-c", code, str(out)], cwd=source, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "deprecat" not in done.stderr.lower()
    return out


def test_the_package_asks_for_the_libraries_it_imports_and_no_other():
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    asked = {line.split(">=")[0] for line in settings["options"]["install_requires"].split()}
    used = {name for tree in trees().values() for name, *_ in imported(tree)}
    brought_by_others = {"markupsafe", "pydantic_core"}  # by jinja2 and pydantic, which are built on them
    libraries = used - sys.stdlib_module_names - {"asylum_packet"} - brought_by_others
    assert {MODULE.get(name, name) for name in asked - DATA_ONLY} == libraries - set(OF_AN_EXTRA)
    extras = settings["options.extras_require"]
    for library, extra in OF_AN_EXTRA.items():
        assert all(f"{library}>=" in extras[name] for name in (extra, "all", "test")), library


def wheel_names(made: Path) -> set[str]:
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["templates", "examples/reyes"])
def test_the_wheel_carries_every_file_of_a_folder_beside_the_package(made, folder):
    wanted = {f"asylum_packet/{name}" for name in tracked(folder)}
    assert wanted
    assert wanted <= wheel_names(made)


def test_the_wheel_carries_the_data_files_of_the_package(made):
    wanted = {name for name in tracked("asylum_packet") if not name.endswith(".py")}
    assert "asylum_packet/py.typed" in wanted
    assert wanted <= wheel_names(made)


def test_the_wheel_carries_nothing_else(made):
    tops = {name.split("/")[0] for name in wheel_names(made)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"asylum_packet"}


def test_the_sdist_carries_all_that_the_tests_need(made):
    (sdist,) = made.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert set(tracked(*COPIED, *FILES)) <= names


def test_the_wheel_by_itself_makes_the_demo(made, tmp_path):
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    code = "import sys; from asylum_packet.cli import edge; print(edge.__file__)"
    code += "; sys.exit(edge.main(['demo', 'first']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(tmp_path / "site"))
    assert "first/out/packet-DRAFT.pdf" in done.stdout
    assert "form install" in done.stdout
    assert (tmp_path / "first" / "out" / "packet-DRAFT.pdf").is_file()
    for pages, picture in ((packet_pages, "packet.png"), (brief_pages, "brief.png")):
        with Image.open(PICTURES / picture) as image:
            shown = image.info[MARK]
        assert words_mark(pages(tmp_path / "first" / "out")) == shown, (
            "type: python -m tests.docs_pictures OUT"
        )
