"""Statements that share passages: one warning for each, however many there are."""

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
