"""The script that makes the example's evidence: what it makes is what is kept, and always the same."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest
from PIL import Image

EXAMPLES = Path(__file__).parents[2] / "examples"
Structure = tuple[tuple[tuple[int, int], str], ...]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reyes", EXAMPLES / "make_reyes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def structure(data: bytes) -> Structure:
    """Size and text of every page, or the size of a photograph in pixels."""
    if not data.startswith(b"%PDF"):
        with Image.open(io.BytesIO(data)) as picture:
            return ((picture.size, ""),)
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [document[index] for index in range(len(document))]
        return tuple(
            ((round(page.get_width()), round(page.get_height())), page.get_textpage().get_text_bounded())
            for page in pages
        )
    finally:
        document.close()


def test_it_makes_every_file_of_exhibits_and_papers_and_no_other(script: ModuleType) -> None:
    reyes = EXAMPLES / "reyes"
    kept = {
        p.relative_to(reyes).as_posix()
        for name in ("exhibits", "papers")
        for p in (reyes / name).rglob("*.*")
    }
    assert set(script.files()) == kept


SCANS = (
    "02 1988-05-24 birth certificate of Marta Elena Reyes [es].pdf",
    "02 1988-05-24 birth certificate of Marta Elena Reyes [es] - certificate.pdf",
    "01 2025-05-19 photograph of the wall.jpg",
    "02 2026-01-07 text messages [es].pdf",
    "01 2026-06-15 Those Who Speak.pdf",
    "02 2025-12-15 Market treasurer shot at her stall.pdf",
    "03 2026-09-09 Complaints that come back.pdf",
    "07 2026-12-17 psychological evaluation.pdf",
)
"""One of each kind of scan, photograph and printed page that the workshop makes."""


@pytest.fixture(scope="module")
def made(script: ModuleType) -> Callable[[str], bytes]:
    """Give what is made of a path; each is made once."""
    return cache(lambda path: script.files()[path]())


def test_what_it_makes_is_what_is_kept(script: ModuleType, made: Callable[[str], bytes]) -> None:
    # Other versions of the libraries may pack the same pages differently: pages are compared, not bytes. Of
    # scans without text, which take long to make and show no more than their size here, one of each kind.
    for path in script.files():
        kept = structure((EXAMPLES / "reyes" / path).read_bytes())
        if path.endswith(SCANS) or any(words.strip() for _, words in kept):
            assert structure(made(path)) == kept, path


@pytest.mark.parametrize("name", SCANS)
def test_running_it_twice_gives_the_same_bytes(
    script: ModuleType, made: Callable[[str], bytes], name: str
) -> None:
    (path,) = (path for path in script.files() if path.endswith(f"/{name}"))
    first = made(path)
    script.typed.cache_clear()
    assert script.files()[path]() == first
