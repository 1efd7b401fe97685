import json

from asylum_packet.law.rules import RULES, Judged
from asylum_packet.report.rules import rules_json, rules_text


def test_rules_are_printed_by_subject_with_a_count_of_each_kind():
    text = rules_text(RULES.values())
    judged = [rule.judged for rule in RULES.values()]
    last = text.splitlines()[-1]
    assert last.startswith(f"{len(RULES)} rules: {judged.count(Judged.PROGRAM)} checked, ")
    subjects = list(dict.fromkeys(rule.subject for rule in RULES.values()))
    assert [line for line in text.splitlines() if line in subjects] == subjects


def test_json_has_every_rule_with_where_it_was_read():
    read = json.loads(rules_json(RULES.values()))["rules"]
    assert [rule["id"] for rule in read] == list(RULES)
    assert all(rule["authority"] and rule["read"] and rule["confidence"] for rule in read)
