"""A process for exhibits is started early where a first build will need one."""

import pytest

from asylum_packet import intake
from asylum_packet.cli.build import _spare


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (("exhibits",), 1),
        ((), 0),
        (("exhibits", ".asylum-packet"), 1),
        (("exhibits", ".asylum-packet/prepared"), 0),
    ],
)
def test_a_first_build_with_exhibits_has_a_process_ready(tmp_path, monkeypatch, there, expected):
    told = []

    class Spare:
        def __init__(self, jobs, folder):
            told.append((jobs, folder.name))

        def close(self):
            told.append("closed")

    monkeypatch.setattr(intake, "Spare", Spare)
    for name in there:
        (tmp_path / name).mkdir(parents=True)
    with _spare(tmp_path, 3) as spare:
        assert (spare is not None) == bool(expected)
    assert told == [(3, "exhibits"), "closed"] * expected
