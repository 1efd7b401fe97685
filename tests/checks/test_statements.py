"""Statements that share passages: one warning for each, however many there are."""

from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.checks.statements import _OATH, SHARED_WORDS, _phrases
from tests.checks.pairs.pair import judged
from tests.checks.pairs.statements import OTHER, STORY, stated
from tests.support.inline_case import a_document


def test_each_statement_is_told_once_with_the_one_it_is_most_alike():
    names = [f"statement-of-{name}" for name in ("ana", "eva", "ida", "una", "zoe")]
    texts = dict.fromkeys((name.replace("-", "_") for name in names), STORY) | {"statement_of_una": OTHER}
    change = stated(*(a_document(name) for name in names), **texts)
    found = [one.message for one in judged("BIA-similar-declarations", change)]
    assert [message.partition(" share ")[0] for message in found] == [
        "statement-of-eva and statement-of-ana",
        "statement-of-ida and statement-of-ana",
        "statement-of-zoe and statement-of-ana",
    ]
    assert [message.rpartition(" also with ")[2] for message in found[1:]] == ["1 other", "2 others"]
    assert " also with " not in found[0]


WORDS = [
    "penalty",
    "of",
    "perjury",
    "true",
    "and",
    "correct",
    "executed",
    "on",
    "28",
    "u",
    "s",
    "c",
    "he",
    "fled",
    "contrue",
    "corrections",
    "the",
    "market",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_phrases_are_the_runs_of_words_without_an_oath(words):
    runs = [tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)]
    spoken = {run: at for at, run in enumerate(runs) if not _OATH.search(" ".join(run))}
    assert _phrases(words) == spoken
