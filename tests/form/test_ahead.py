"""The official blank is read by a copy of the program, and as it is read in the program itself."""

import subprocess
import sys
from contextlib import closing

import pytest

from asylum_packet.errors import FormError
from asylum_packet.form import ahead
from asylum_packet.form.ahead import BlankAhead

FILE = "i-589-2025-01-20.pdf"
_COPY = """if True:
    import os, sys
    os.sched_getaffinity = lambda _: {0, 1}
    from contextlib import closing
    from pathlib import Path
    from asylum_packet.form import ahead, blanks
    case, explicit, data = (Path(each) if each else None for each in sys.argv[1:])
    with closing(ahead.BlankAhead(case, explicit=explicit, data_folder=data)) as form:
        here = blanks.find_blank(case, explicit=explicit, data_folder=data)
        ahead.find_blank = None
        print(form.find(case, explicit=explicit, data_folder=data) == here, here.edition)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied here")
@pytest.mark.parametrize("is_named", [True, False])
def test_a_copy_reads_what_is_read_here(blanks, tmp_path, is_named):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / FILE).write_bytes((blanks / FILE).read_bytes())
    given = [str(tmp_path), str(blanks / FILE) if is_named else "", str(tmp_path / "data")]
    done = subprocess.run([sys.executable, "-c", _COPY, *given], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("True 01/20/25\n", "")


class Read:
    """A copy that has read something, or nothing."""

    def __init__(self, work):
        self.told = ""
        Read.asked = work

    def result(self):
        return self.told

    def close(self):
        self.told = "closed"


@pytest.fixture(autouse=True)
def no_copies(monkeypatch):
    monkeypatch.setattr(ahead, "Beside", Read)


def test_what_a_copy_cannot_read_is_told_here(tmp_path):
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.4 torn")
    form = BlankAhead(tmp_path, explicit=torn, data_folder=tmp_path)
    with closing(form), pytest.raises(FormError, match="not a PDF file"):
        form.find(tmp_path, explicit=torn, data_folder=tmp_path)


def test_an_installed_blank_is_not_read_ahead(tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "Beside", lambda _: pytest.fail("copied"))
    with closing(BlankAhead(tmp_path, explicit=None, data_folder=tmp_path)) as form:
        assert form.find(tmp_path, explicit=None, data_folder=tmp_path) is None


def test_for_another_case_the_blank_is_looked_for_anew(tmp_path, monkeypatch):
    found = []
    monkeypatch.setattr(ahead, "find_blank", lambda case, **_: found.append(case))
    monkeypatch.setattr(Read, "result", lambda _: pytest.fail("taken"))
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / FILE).touch()
    with closing(BlankAhead(tmp_path, explicit=None, data_folder=tmp_path)) as form:
        form.find(tmp_path / "other", explicit=None, data_folder=tmp_path)
    assert found == [tmp_path / "other"]
