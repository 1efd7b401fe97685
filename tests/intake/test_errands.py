"""Words are read and pictures drawn ahead by a process that has nothing to do."""

from contextlib import closing
from pathlib import Path

import pytest

from asylum_packet.intake import Spare, thumbnails, words, workers
from asylum_packet.intake.errands import Errands
from asylum_packet.intake.processes import started
from asylum_packet.sheets import Sheets
from tests.support.mini_evidence import text_pdf

OURS = Sheets(pdf=text_pdf(["a page of ours"]), count=1)


@pytest.fixture
def cache(tmp_path):
    (tmp_path / "prepared").mkdir()
    return tmp_path


@pytest.fixture
def exhibits(cache):
    """Two prepared files of three pages each."""
    for name in "ab":
        pages = [f"page {number} of {name}" for number in (1, 2, 3)]
        (cache / "prepared" / f"{name}.pdf").write_bytes(text_pdf(pages))
    return [Sheets(pdf=cache / "prepared" / f"{name}.pdf", count=3) for name in "ab"]


@pytest.fixture
def spare(monkeypatch):
    """A process that waits for work, whatever there are of cores."""
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    with closing(Spare(1, Path())) as empty:
        assert empty.take() is None
        process = started()
        assert process.stdout.readline()
        empty.give(process)
        yield empty


def test_what_is_done_ahead_is_not_done_again(cache, exhibits, spare, monkeypatch):
    here, draw, read = [], thumbnails._drawn, words._read
    monkeypatch.setattr(thumbnails, "_drawn", lambda sheets: here.append(sheets) or draw(sheets))
    monkeypatch.setattr(
        words, "_read", lambda sheets, pages: here.append(tuple(pages)) or read(sheets, pages)
    )
    with closing(Errands(cache, spare)) as errands:
        errands.begin(words=[(exhibits[0], 2), (OURS, 2)], pictures=[*exhibits, OURS])
        errands.finish()
    wanted = dict(zip("abc", [*exhibits, OURS], strict=True))
    assert thumbnails.thumbnails(wanted, cache) == thumbnails.thumbnails(wanted, cache.parent / "nowhere")
    assert here == [OURS, *exhibits, OURS]
    here.clear()
    found = words.words_of(exhibits[0], [1, 2, 3])
    assert ["".join(text.split()) for text in found.values()] == ["page1ofa", "page2ofa", "page3ofa"]
    assert here == [(3,)]


def test_a_process_that_ends_on_an_errand_is_not_missed(cache, exhibits, spare):
    process = spare.take()
    process.kill()
    spare.give(process)
    with closing(Errands(cache, spare)) as errands:
        errands.begin(words=[(exhibits[0], 1)], pictures=exhibits)
        errands.finish()
    assert thumbnails.thumbnails({"a": exhibits[0]}, cache)


def test_what_nobody_waits_for_is_ended(cache, spare):
    process = spare.take()
    spare.give(process)
    with closing(Errands(cache, spare)) as errands:
        errands.begin(words=[], pictures=[])
    assert process.wait() is not None


def test_without_a_process_nothing_is_done_ahead(cache, exhibits):
    with closing(Errands(cache)) as errands:
        errands.begin(words=[(exhibits[0], 1)], pictures=exhibits)
        errands.finish()
    assert sorted(path.name for path in (cache / "prepared").iterdir()) == ["a.pdf", "b.pdf"]
