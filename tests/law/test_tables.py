"""The tables of law and their twins in JSON say the same."""

import pytest

from asylum_packet.law.tables import FOLDER, mapping, table, words
from tests.law.twins import tables, twin


@pytest.mark.parametrize("written", tables(), ids=lambda path: path.name)
def test_a_twin_says_what_its_table_says(written):
    read = written.with_suffix(".json").read_text(encoding="utf-8")
    assert read == twin(written), "type: python -m tests.law.twins"


def test_no_twin_is_left_of_a_table_that_is_gone():
    assert sorted(FOLDER.glob("*.json")) == [path.with_suffix(".json") for path in tables()]


def test_a_table_keeps_the_order_in_which_it_is_written():
    assert list(table("rules"))[:2] == ["read", "rules"]
    assert next(iter(mapping(table("rules")["rules"]))) == "sources"


@pytest.mark.parametrize(("reads", "wrong"), [(mapping, ["a"]), (words, {"a": "b"}), (words, "a")])
def test_what_is_missing_in_a_table_is_a_bug(reads, wrong):
    with pytest.raises(TypeError, match="missing in a table"):
        reads(wrong)
