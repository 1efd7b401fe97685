"""Files with which is begun before a build is loaded."""

import pytest

from asylum_packet.case.reading import read_case
from asylum_packet.errors import OutputError
from asylum_packet.intake.alone import alone
from asylum_packet.options import CACHE, Options
from asylum_packet.progress import silent
from asylum_packet.sources import ahead, files, preparer, to_ourselves
from tests.support.mini import write_mini_case


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    write_mini_case(folder)
    return read_case(folder)


def test_a_case_that_is_begun_with_is_kept_from_others_and_not_from_its_own_build(case):
    with ahead(case, Options()) as options:
        with pytest.raises(OutputError), alone(case.folder / CACHE, patience_s=0):
            pass
        with to_ourselves(case, options, progress=silent):
            pass
    with alone(case.folder / CACHE, patience_s=0):
        pass


def test_what_is_begun_is_what_a_build_asks_for(case):
    with ahead(case, Options(passwords=("x",))) as options:
        wanted = files(case, recognises=False).values()
        asked = {"cache": case.folder / CACHE, "limits": None}
        assert options.begun.is_of(case.folder, wanted, passwords=("x",), **asked)
        assert preparer(case, options)(wanted).prepared.keys() == set(wanted)
        assert not options.begun.is_of(case.folder, wanted, passwords=("x",), **asked), "it is over"
