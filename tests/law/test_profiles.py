import pytest

from asylum_packet.law.profiles import ecas
from asylum_packet.law.rules import RULES


def test_the_court_takes_25_million_bytes_and_we_stay_a_million_below():
    profile = ecas()
    assert (profile.limit_bytes, profile.aim_bytes) == (25_000_000, 24_000_000)
    assert profile.scan_dpi == 300


def test_files_are_named_as_the_court_shows_them():
    assert ecas().file_name("Reyes_Brief", 0) == "Reyes_Brief.pdf"
    assert ecas().file_name("Reyes_Exhibits", 12) == "Reyes_Exhibits_Part12.pdf"


@pytest.mark.parametrize("stem", ["Peña_Brief", "Reyes Brief", "Reyes.Brief", "../Reyes", "", "x" * 97])
def test_names_the_system_may_not_take_are_refused(stem):
    with pytest.raises(ValueError, match=r"may not take|longer than 100"):
        ecas().file_name(stem, 0)


def test_every_fact_names_its_rule_source_and_confidence():
    from pathlib import Path

    from asylum_packet.case.yamltree import load_text, plain
    from asylum_packet.law import profiles

    file = Path(profiles.__file__).with_name("ecas.yaml")
    tree = plain(load_text(file.read_text(encoding="utf-8"), file.name))
    for key in ("size", "parts", "names", "scans"):
        rule = RULES[tree[key]["rule"]]
        assert rule.authority == tree[key]["authority"]
        assert rule.confidence == tree[key]["confidence"]
