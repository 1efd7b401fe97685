import datetime as dt

from asylum_packet.law.editions import EDITIONS, Standing, edition


def test_editions_stand_newest_first_and_once():
    issued = [each.issued for each in EDITIONS]
    assert issued == sorted(set(issued), reverse=True)


def test_the_printed_date_is_the_date_of_issue():
    for each in EDITIONS:
        assert dt.datetime.strptime(each.printed, "%m/%d/%y").date() == each.issued  # noqa: DTZ007


def test_one_edition_is_current_and_every_standing_has_a_source():
    assert [each.standing for each in EDITIONS].count(Standing.CURRENT) == 1
    assert all(each.source and each.read for each in EDITIONS)


def test_only_measured_editions_are_known():
    assert {each.printed for each in EDITIONS if each.is_known} == {"01/20/25", "08/25/20"}
    assert edition("01/20/25").is_known
    assert edition("01/01/99") is None
