"""Citations as attorneys write them land in the table; those that do not are listed with the reason."""

import pytest

from tests.papers.authorities_corpus import CORPUS, result, rewritten, samples

TEXT = CORPUS.read_text(encoding="utf-8")
SAMPLES = tuple(samples(TEXT))
HITS = [one for one in SAMPLES if not one.title.startswith("miss: ")]
MISSES = [one for one in SAMPLES if one.title.startswith("miss: ")]


@pytest.mark.parametrize("one", SAMPLES, ids=lambda one: f"{one.line}-{one.title}")
def test_a_text_gives_its_lines_of_the_table(one):
    assert result(one.text) == one.expected


def test_the_corpus_holds_many_ways_to_cite():
    uses = [
        use for one in HITS for line in one.expected.splitlines() for use in line.split("|")[-1].split(",")
    ]
    assert len(HITS) >= 60
    assert len(uses) >= 150


def test_misses_are_few_and_give_a_reason():
    assert len(MISSES) <= len(HITS) // 10
    assert all(len(one.title) > 30 for one in MISSES)


def test_no_title_stands_twice():
    assert len({one.title for one in SAMPLES}) == len(SAMPLES)


def test_the_corpus_is_written_the_way_it_is_read():
    assert rewritten(TEXT) == TEXT
