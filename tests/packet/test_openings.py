from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.packet import evidence, finishing
from asylum_packet.packet.ahead import Ahead
from asylum_packet.packet.copying import Copier
from asylum_packet.packet.evidence import Beginning
from asylum_packet.packet.finishing import write_pages
from asylum_packet.packet.openings import NOTE, Opening, Openings, key_of
from asylum_packet.packet.rereading import Pages
from asylum_packet.progress import silent
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace
from tests.packet.paper import plain, small_packet, small_sheets

PACKET = small_packet()
OPENING = Opening(
    key="k", size_bytes=90, sha256="0" * 64, offsets=(15, 60), shared={"ab" * 32: 2}, told=[[1, "", 612, 792]]
)


class Case:
    """A case's cache, its output folder, and its prepared pages."""

    def __init__(self, folder: Path) -> None:
        self.out, self.cache, self.prepared = folder / "out", folder / "cache", folder / "prepared"
        for made in (self.out, self.cache, self.prepared):
            made.mkdir(parents=True)
        self.sheets = dict(small_sheets(self.prepared, PACKET))

    def build(self) -> dict[str, bytes]:
        """Write packet and upload set into their places, as a build does; give all files."""
        fresh = self.out / "fresh"
        fresh.mkdir()
        with Beginning(self.out, Openings(self.out, self.cache)) as beginning:
            beginning.begin(self.sheets)
            write_pages(
                PACKET,
                self.sheets,
                fresh / "packet.pdf",
                draft=False,
                title="",
                uploads=fresh / "efile",
                beginning=beginning,
                progress=silent,
            )
            shutil.rmtree(self.out / "efile", ignore_errors=True)
            (fresh / "efile").rename(self.out / "efile")
            (fresh / "packet.pdf").replace(self.out / "packet.pdf")
            beginning.openings.keep()
        fresh.rmdir()
        return {path.name: path.read_bytes() for path in sorted(self.out.rglob("*.pdf"))}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is copied piece by piece from now on."""
    found: list[str] = []

    class Noting(Copier):
        def __init__(self, sink, pdf, name):
            found.append(name)
            super().__init__(sink, pdf, name)

    def note(self: Pages, forms: tuple[int, ...]) -> None:
        found.extend(f"form {form}" for form in forms)
        copies(self, forms)

    copies = Pages.copy
    monkeypatch.setattr(evidence, "Copier", Noting)
    monkeypatch.setattr(Pages, "copy", note)
    return found


def test_files_with_the_same_evidence_begin_with_the_bytes_of_those_before(case, copied):
    first = case.build()
    assert copied
    copied.clear()
    assert case.build() == first
    assert copied == []


def test_an_upload_file_that_is_the_same_as_before_stays_the_very_file(case):
    first, look = case.build(), (case.out / "efile/Reyes_Exhibits.pdf").stat()
    index = case.sheets["exhibits/index"]
    assert case.build() == first
    assert os.path.samestat(look, (case.out / "efile/Reyes_Exhibits.pdf").stat())
    case.sheets["exhibits/index"] = replace(index, links=index.links[1:])
    changed = case.build()
    assert changed["Reyes_Exhibits.pdf"] != first["Reyes_Exhibits.pdf"]
    assert not os.path.samestat(look, (case.out / "efile/Reyes_Exhibits.pdf").stat())
    shutil.rmtree(case.cache)
    case.cache.mkdir()
    assert case.build() == changed


def test_other_evidence_is_copied_and_gives_what_it_would_have_given_alone(case, copied, tmp_path):
    case.build()
    copied.clear()
    changed = case.prepared / "changed.pdf"
    changed.write_bytes(plain("another letter", 1))
    case.sheets["letter/original"] = Sheets(pdf=changed, count=1)
    alone = Case(tmp_path / "alone")
    alone.sheets = case.sheets
    assert case.build() == alone.build()
    assert "letter/original" in copied


@pytest.mark.parametrize("name", ["packet.pdf", "efile/Reyes_Exhibits.pdf"])
@pytest.mark.parametrize("keeps_its_look", [True, False])
def test_a_file_that_was_changed_since_is_not_taken_over(case, copied, name, keeps_its_look):
    first = case.build()
    path = case.out / name
    looked, content = path.stat(), bytearray(path.read_bytes())
    content[content.index(b"stream\n") + 20] ^= 1
    path.write_bytes(content)
    if keeps_its_look:
        os.utime(path, ns=(looked.st_atime_ns, looked.st_mtime_ns))
    copied.clear()
    assert case.build() == first
    assert copied


def test_nothing_of_the_set_before_is_held_open_when_its_place_is_taken(case, monkeypatch):
    case.build()
    entries = noted(case)
    entries["efile/Reyes_Exhibits.pdf"][1] = "how it began when the set was divided in another way"
    write_note(case, entries)
    opened, held = [], []
    read = Ahead._read
    monkeypatch.setattr(Ahead, "_read", lambda *given: opened.append(read(*given)) or opened[-1])
    monkeypatch.setattr(Openings, "keep", lambda _: held.extend(not one.file.closed for one in opened))
    case.build()
    assert held
    assert not any(held)


def test_a_file_that_is_gone_is_not_missed(case):
    first = case.build()
    (case.out / "packet.pdf").unlink()
    shutil.rmtree(case.out / "efile")
    assert case.build() == first


def noted(case: Case) -> dict[str, list[object]]:
    return json.loads(json.loads((case.cache / NOTE).read_text("utf-8"))["files"])


def write_note(case: Case, entries: dict[str, list[object]]) -> None:
    body = json.dumps(entries)
    note = {"check": hashlib.sha256(body.encode()).hexdigest(), "files": body}
    (case.cache / NOTE).write_text(json.dumps(note), "utf-8")


DAMAGES = [
    "",
    "[]",
    "{",
    "[" * 100_000,
    *(
        (at, value)
        for at, values in {
            0: [None, "1", [1], [True, 2]],
            1: [None, 1, "other"],
            2: [None, -1, 2.5, 1, 10**9, 10**30],
            3: [None, "", "0" * 64],
            4: [None, [], [-1], ["1"], [10**9], [True]],
            5: [None, [], {"ab": "1"}, {"ab": 0}, {"ab": 10**6}, {"xyz": 1}],
            6: [None, [], {}, [[1]], [["1", "2"]], [[0, 0]], [[None, "é", 1, 2]], [[10**6, "", 612, 792]]],
        }.items()
        for value in values
    ),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage)[:40])
def test_a_damaged_note_is_as_good_as_none(case, damage):
    first = case.build()
    if isinstance(damage, str):
        (case.cache / NOTE).write_text(damage, "utf-8")
    else:
        at, value = damage
        entries = noted(case)
        for entry in entries.values():
            entry[at] = value
        write_note(case, entries)
    assert case.build() == first
    assert case.build() == first


def test_a_note_with_a_torn_number_is_not_believed(case):
    first = case.build()
    text = (case.cache / NOTE).read_text("utf-8")
    torn = text.replace(", 15, ", ", 16, ").replace("[15, ", "[16, ")
    assert torn != text
    (case.cache / NOTE).write_text(torn, "utf-8")
    assert case.build() == first


def test_a_note_that_is_longer_than_any_of_ours_is_not_read(case, copied):
    first = case.build()
    entries = noted(case)
    write_note(case, {**entries, "efile/x.pdf": ["x" * 10_000_000]})
    copied.clear()
    assert case.build() == first
    assert copied


def _with_other_offsets(entry: list[object]) -> None:
    offsets = entry[4]
    assert isinstance(offsets, list)
    entry[4] = [offset + 1 for offset in offsets]


def _with_other_numbers(entry: list[object]) -> None:
    told = entry[6]
    assert isinstance(told, list)
    if len(told[0]) == 2:
        entry[6] = [[old, 1] for old, _ in told]


def _with_fewer_numbers(entry: list[object]) -> None:
    told = entry[6]
    assert isinstance(told, list)
    if len(told[0]) == 2:
        del told[1:]


def _with_an_action(entry: list[object]) -> None:
    told = entry[6]
    assert isinstance(told, list)
    if len(told[0]) == 4:
        told[0][1] += "/AA<</O<</S/JavaScript/JS(1)>>>>"


def _with_sizes_beyond_all_numbers(entry: list[object]) -> None:
    told = entry[6]
    assert isinstance(told, list)
    if len(told[0]) == 4:
        told[0][2] = 10**400


@pytest.mark.parametrize(
    "lie",
    [
        _with_other_offsets,
        _with_other_numbers,
        _with_fewer_numbers,
        _with_an_action,
        _with_sizes_beyond_all_numbers,
    ],
    ids=lambda lie: lie.__name__,
)
def test_a_note_that_lies_on_purpose_is_forgotten_and_all_written_anew(case, lie):
    first = case.build()
    entries = noted(case)
    for entry in entries.values():
        lie(entry)
    write_note(case, entries)
    assert case.build() == first
    assert case.build() == first


def test_what_is_wrong_without_a_note_is_refused(case, monkeypatch):
    monkeypatch.setattr(finishing, "prove", lambda *_, **__: ("wrong",))
    with pytest.raises(ProofError, match="wrong"):
        case.build()


def test_a_disk_that_fills_up_costs_no_note(case, monkeypatch):
    case.build()

    def refuse(*_: object, **__: object) -> None:
        raise OutputError("no room")

    monkeypatch.setattr(finishing, "cut", refuse)
    with pytest.raises(OutputError):
        case.build()
    monkeypatch.undo()
    shutil.rmtree(case.out / "fresh")
    assert case.cache.joinpath(NOTE).exists()


def test_prepared_pages_that_were_made_anew_are_copied_even_where_name_and_size_are_the_same(case, copied):
    case.build()
    copied.clear()
    own = case.sheets["letter/original"].pdf
    assert isinstance(own, Path)
    looked = own.stat()
    os.utime(own, ns=(looked.st_atime_ns, looked.st_mtime_ns + 1_000_000))
    case.build()
    assert "letter/original" in copied


@pytest.mark.skipif(os.name != "posix", reason="needs pipes among files")
@pytest.mark.parametrize("what", ["note", "packet"])
def test_nobody_waits_for_a_pipe_in_the_place_of_a_file(case, what):
    first = case.build()
    path = case.cache / NOTE if what == "note" else case.out / "packet.pdf"
    entries = noted(case)
    path.unlink()
    os.mkfifo(path)
    if what == "packet":
        looked = path.lstat()
        entries["packet.pdf"][0] = [looked.st_size, looked.st_mtime_ns]
        write_note(case, entries)
    assert case.build() == first


def test_nothing_is_left_of_a_note_whose_place_is_taken(tmp_path):
    (tmp_path / "packet.pdf").write_bytes(bytes(100))
    (tmp_path / NOTE).mkdir()
    openings = Openings(tmp_path, tmp_path)
    openings.note("packet.pdf", OPENING)
    openings.keep()
    assert sorted(path.name for path in tmp_path.iterdir()) == [NOTE, "packet.pdf"]


def test_a_note_tells_files_that_stand_in_the_folder_and_are_as_they_were(tmp_path):
    (tmp_path / "packet.pdf").write_bytes(bytes(100))
    openings = Openings(tmp_path, tmp_path)
    openings.note("packet.pdf", OPENING)
    openings.note("efile/gone.pdf", OPENING)
    assert openings.standing() == ()
    assert openings.noted("packet.pdf") == OPENING
    openings.keep()
    assert Openings(tmp_path, tmp_path).standing() == ((tmp_path / "packet.pdf", OPENING),)
    if os.name == "posix":
        assert (tmp_path / NOTE).stat().st_mode & 0o077 == 0
    (tmp_path / "packet.pdf").write_bytes(bytes(101))
    assert Openings(tmp_path, tmp_path).standing() == ()


def test_the_packet_is_told_before_its_upload_set_and_without_it_where_that_is_not_wanted(tmp_path):
    (tmp_path / "efile").mkdir()
    openings = Openings(tmp_path, tmp_path)
    for name in ("efile/A.pdf", "packet.pdf"):
        (tmp_path / name).write_bytes(bytes(100))
        openings.note(name, replace(OPENING, key=name))
    openings.keep()
    names = [path.name for path, _ in Openings(tmp_path, tmp_path).standing()]
    assert names == ["packet.pdf", "A.pdf"]
    assert [path.name for path, _ in Openings(tmp_path, tmp_path).standing(uploads=False)] == ["packet.pdf"]


@pytest.mark.parametrize("name", ["a\0.pdf", "\ud800.pdf", f"{'x' * 5000}.pdf"])
def test_a_note_may_name_what_no_file_can_be_called(tmp_path, name):
    (tmp_path / "packet.pdf").write_bytes(bytes(100))
    openings = Openings(tmp_path, tmp_path)
    openings.note("packet.pdf", OPENING)
    openings.keep()
    told = json.loads((tmp_path / NOTE).read_text("utf-8"))
    body = told["files"].replace('"packet.pdf"', json.dumps(name))
    (tmp_path / NOTE).write_text(
        json.dumps({"check": hashlib.sha256(body.encode()).hexdigest(), "files": body}), "utf-8"
    )
    assert Openings(tmp_path, tmp_path).standing() == ()


@pytest.mark.parametrize("name", ["../packet.pdf", "efile/../../a.pdf", "a/b/c.pdf", ".tmp-a"])
def test_a_note_names_no_file_elsewhere(tmp_path, name):
    out = tmp_path / "case" / "out"
    (out / "efile").mkdir(parents=True)
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(bytes(100))
    openings = Openings(out, tmp_path)
    openings.note(name, OPENING)
    openings.keep()
    assert name in (tmp_path / NOTE).read_text("utf-8")
    assert Openings(out, tmp_path).standing() == ()


def test_a_note_that_cannot_be_written_is_no_trouble(tmp_path):
    openings = Openings(tmp_path, tmp_path / "nowhere")
    openings.note("packet.pdf", OPENING)
    openings.keep()
    assert not list(tmp_path.iterdir())


def test_equal_evidence_has_equal_names_and_other_evidence_other_names():
    assert key_of(["a.pdf", 1, 0, 2]) == key_of(["a.pdf", 1, 0, 2])
    assert len({key_of(["a.pdf", 1, 0, 2]), key_of(["a.pdf", 1, 0, 3]), key_of(["b.pdf", 1, 0, 2])}) == 3


def brought_along(case: Case, folder: Path) -> Case:
    """Copy a case as an archive does, with all the times that it keeps."""
    other = Case.__new__(Case)
    other.out, other.cache, other.prepared = folder / "out", folder / "cache", folder / "prepared"
    for mine, own in ((case.out, other.out), (case.cache, other.cache), (case.prepared, other.prepared)):
        shutil.copytree(mine, own)
    other.sheets = {
        key: replace(own, pdf=other.prepared / own.pdf.name) if isinstance(own.pdf, Path) else own
        for key, own in case.sheets.items()
    }
    return other


def forge(case: Case) -> None:
    """Change a page in the midst of evidence in the packet, and the note so that it fits."""
    packet, entries = case.out / "packet.pdf", noted(case)
    with pikepdf.open(packet) as pdf:
        drawing = pdf.pages[14].obj.Resources.XObject.P.read_raw_bytes()
    content = packet.read_bytes()
    at = content.index(drawing) + len(drawing) // 2
    packet.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    entry = entries["packet.pdf"]
    entry[0] = [len(content), packet.stat().st_mtime_ns]
    entry[3] = hashlib.sha256(packet.read_bytes()[: entry[2]]).hexdigest()
    write_note(case, entries)


def test_a_note_that_came_along_with_its_folder_is_not_believed(case, copied, tmp_path):
    first = case.build()
    other = brought_along(case, tmp_path / "elsewhere")
    forge(other)
    copied.clear()
    assert other.build() == first
    assert copied
    copied.clear()
    assert other.build() == first
    assert not copied, "what was noted here is believed here"


def test_nothing_is_cut_from_a_packet_that_is_not_what_it_should_be(case, monkeypatch):
    def refuse(*_: object, **__: object) -> tuple[str, ...]:
        return ("page 3 bears the stamp of page 4",)

    monkeypatch.setattr(finishing, "prove", refuse)
    with pytest.raises(ProofError, match="page 3 bears"):
        case.build()
    assert not list(case.out.rglob("efile"))
