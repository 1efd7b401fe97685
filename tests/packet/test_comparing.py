import pytest

from asylum_packet.packet.comparing import build_changes, other_form

OFFICIAL = {"form": {"edition": "01/20/25", "blank_sha256": "a" * 64}, "version": "1"}
ANSWERS = {"form": {"edition": None, "blank_sha256": None}, "version": "1"}


@pytest.mark.parametrize(
    ("made", "blank", "told"),
    [
        (OFFICIAL, "a" * 64, ""),
        (OFFICIAL, "b" * 64, "edition 01/20/25, which is not the one in use now"),
        (OFFICIAL, None, "edition 01/20/25, and none is installed"),
        (ANSWERS, "a" * 64, "it was built on answer sheets"),
        (ANSWERS, None, ""),
        ({"form": None}, "a" * 64, ""),
        ({}, None, ""),
    ],
)
def test_a_packet_on_another_form_is_told_and_what_to_type(made, blank, told):
    said = other_form(made, blank)
    assert bool(said) == bool(told)
    assert told in said
    assert ("--blank" in said) == ("edition" in said)


def test_another_version_and_another_form_are_changes():
    assert len(build_changes(OFFICIAL, "2", None)) == 2
