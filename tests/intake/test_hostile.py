"""Whatever is done to a file: pages or a finding; never an exception, a hang, or another page count."""

from __future__ import annotations

import io
import random
import time
import zlib
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from asylum_packet.intake import CODES
from asylum_packet.intake.convert import convert
from asylum_packet.intake.values import Limits, Outcome, Task
from tests.intake.makers import annotated, changed, compass, highlight, pages, text_field, with_form
from tests.intake.test_annotations import layered, plain
from tests.intake.test_images import jpeg, png, scene

KNOWN = {row.code for row in CODES}
PIECES = (
    b"<<",
    b">>",
    b"[",
    b"]",
    b"null",
    b"-1",
    b"99999999999",
    b"/",
    b"(",
    b" 1 0 R",
    b"1e400",
    b"\x00",
    b"stream",
)


@cache
def seeds() -> tuple[bytes, ...]:
    def keep(pdf: pikepdf.Pdf) -> None:
        """Change nothing."""

    two = pages(plain, compass())
    return (
        two,
        changed(two, keep, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        changed(two, keep, qdf=True),
        changed(two, keep, encryption=pikepdf.Encryption(owner="x", user="")),
        with_form(pages(plain), text_field("a", "Marta", (100, 100, 300, 130))),
        annotated(pages(plain), highlight((10, 10, 90, 90))),
        changed(pages(plain), layered),
        jpeg(scene(80, 60)),
        png(scene(80, 60)),
    )


@st.composite
def hurt(draw: st.DrawFn) -> bytes:
    """Draw a file that was cut, flipped, or written into."""
    data = bytearray(draw(st.sampled_from(range(len(seeds()))).map(lambda index: seeds()[index])))
    if draw(st.booleans()):
        del data[draw(st.integers(0, len(data))) :]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        if draw(st.booleans()) and data:
            data[at] ^= draw(st.integers(1, 255))
        else:
            data[at:at] = draw(st.sampled_from(PIECES))
    return bytes(data)


def answer(folder: Path, data: bytes, **limits: object) -> Outcome:
    (folder / "x").write_bytes(data)
    return convert(
        Task(source=str(folder / "x"), target=str(folder / "y.pdf"), limits=Limits(**limits))  # type: ignore[arg-type]
    )


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=hurt())
def test_a_hurt_file_gives_pages_or_a_finding(tmp_path: Path, data: bytes) -> None:
    outcome = answer(tmp_path, data)
    assert {remark.code for remark in outcome.remarks} <= KNOWN
    assert outcome.count > 0 or outcome.remarks
    if outcome.count:
        with pikepdf.open(tmp_path / "y.pdf") as pdf:
            assert len(pdf.pages) == outcome.count
            assert not pdf.get_warnings()


def within(seconds: float, folder: Path, data: bytes, **limits: object) -> Outcome:
    started = time.perf_counter()
    outcome = answer(folder, data, **limits)
    assert time.perf_counter() - started < seconds
    return outcome


def built(change: object) -> bytes:
    return changed(pages(plain), change, compress_streams=False)  # type: ignore[arg-type]


def test_content_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(bytes(60_000_000))
        halves = [pdf.make_stream(packed, Filter=Name.FlateDecode) for _ in range(2)]
        pdf.pages[0].obj.Contents = Array(halves)

    outcome = within(5, tmp_path, built(bomb), decoded_bytes=10_000_000)
    assert [remark.code for remark in outcome.remarks] == ["FILE-limit"]


def nested(pdf: pikepdf.Pdf, depth: int, times: int, *, closed: bool = False) -> None:
    """Nest forms, each painting the next one several times; `closed` makes the last one paint the first."""
    forms = [
        pdf.make_stream(b"/X Do " * times, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])) for _ in range(depth)
    ]
    forms[-1].Resources = Dictionary()
    for form, inner in zip(forms, [*forms[1:], *forms[:1]] if closed else forms[1:], strict=False):
        form.Resources = Dictionary(XObject=Dictionary(X=inner))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=forms[0]))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def as_a_note(pdf: pikepdf.Pdf) -> None:
    """Paint what a page paints by a note on top of it, and nothing else."""
    page = pdf.pages[0].obj
    look = pdf.make_stream(b"/X Do", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=page.Resources)
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]), F=4, AP=Dictionary(N=look)
    )
    page.Annots, page.Contents = Array([pdf.make_indirect(note)]), pdf.make_stream(b"")
    page.Resources = Dictionary()


@pytest.mark.parametrize(("depth", "times", "closed"), [(10, 10, False), (2, 2, True)])
def test_a_note_that_paints_without_end_is_refused(
    tmp_path: Path, depth: int, times: int, closed: bool
) -> None:
    def note(pdf: pikepdf.Pdf) -> None:
        nested(pdf, depth, times, closed=closed)
        as_a_note(pdf)

    outcome = within(5, tmp_path, built(note))
    assert [remark.code for remark in outcome.remarks] == ["FILE-limit"]


def test_ordinary_nesting_in_a_note_is_not_refused(tmp_path: Path) -> None:
    def note(pdf: pikepdf.Pdf) -> None:
        nested(pdf, 6, 2)
        as_a_note(pdf)

    assert within(5, tmp_path, built(note)).count == 1


def test_one_stream_of_content_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(zlib.compress(b"0 0 m 1 1 l S\n" * 200_000, 9))
        stream.stream_dict.Filter = pikepdf.Name.FlateDecode
        pdf.pages[0].obj.Contents = stream

    outcome = within(5, tmp_path, built(bomb), decoded_bytes=1_000_000)
    assert [remark.code for remark in outcome.remarks] == ["FILE-limit"]


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("noted", [False, True])
def test_a_picture_in_a_pdf_of_fifty_thousand_pixels_a_side_is_refused(
    tmp_path: Path, nested: bool, noted: bool
) -> None:
    def huge(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(
            zlib.compress(bytes(9_000)),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=50_000,
            Height=50_000,
            BitsPerComponent=1,
            ColorSpace=pikepdf.Name.DeviceGray,
            Filter=pikepdf.Name.FlateDecode,
        )
        things = pikepdf.Dictionary(X=image)
        if nested:
            form = pdf.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
            form.stream_dict.BBox = pikepdf.Array([0, 0, 1, 1])
            form.stream_dict.Resources = pikepdf.Dictionary(XObject=things)
            things = pikepdf.Dictionary(X=form)
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=things)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"612 0 0 792 0 0 cm /X Do")
        if noted:
            as_a_note(pdf)

    outcome = within(5, tmp_path, built(huge))
    assert [remark.code for remark in outcome.remarks] == ["FILE-limit"]
    assert "2,500 million pixels on page 1" in outcome.remarks[0].text


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_form_that_paints_itself_is_refused(tmp_path: Path, depth: int) -> None:
    outcome = within(5, tmp_path, built(lambda pdf: nested(pdf, depth, 2, closed=True)))
    assert [remark.code for remark in outcome.remarks] == ["FILE-limit"]


def test_a_form_that_paints_itself_by_the_resources_around_it_is_refused(tmp_path: Path) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        nested(pdf, 2, 2)
        del pdf.pages[0].obj.Resources.XObject.X.Resources.XObject.X.Resources

    assert [remark.code for remark in within(5, tmp_path, built(loop)).remarks] == ["FILE-limit"]


def test_forms_that_multiply_are_refused_and_ordinary_nesting_is_not(tmp_path: Path) -> None:
    many = within(5, tmp_path, built(lambda pdf: nested(pdf, 10, 10)))
    assert [remark.code for remark in many.remarks] == ["FILE-limit"]
    assert within(5, tmp_path, built(lambda pdf: nested(pdf, 6, 2))).count == 1


def test_a_tree_of_pages_that_loops_ends(tmp_path: Path) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    within(5, tmp_path, built(loop))


def test_parents_that_loop_end(tmp_path: Path) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(Subtype=Name.Widget, Rect=Array([9, 9, 99, 99]), FT=Name.Tx, V=String("x"), F=4)
        )
        field.Parent = field
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True)

    assert within(5, tmp_path, built(loop)).count == 1


def test_brackets_without_end_are_refused_or_shown(tmp_path: Path) -> None:
    data = seeds()[0].replace(b"/MediaBox [", b"/MediaBox " + b"[" * 200_000, 1)
    within(5, tmp_path, data)


def test_a_page_count_that_lies_is_not_believed(tmp_path: Path) -> None:
    data = seeds()[2]
    assert b"/Count 2" in data
    outcome = answer(tmp_path, data.replace(b"/Count 2", b"/Count 9"))
    assert [remark.code for remark in outcome.remarks] == ["FILE-damaged"]
    assert "only 2 of its 9 pages" in outcome.remarks[0].text


@pytest.mark.parametrize("count", [b"/Count 2", b"/Caunt 2", b"/Count 1"])
def test_a_kid_that_is_lost_is_not_passed_over(tmp_path: Path, count: bytes) -> None:
    data = seeds()[2].replace(b"/Count 2", count)
    number = data.index(b"/Kids")
    first = data.index(b" 0 R", number)
    second = data.index(b" 0 R", first + 4)
    lost = data[: second - 1] + b"9" + data[second:]
    assert lost != data
    assert [remark.code for remark in answer(tmp_path, lost).remarks] == ["FILE-damaged"]


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1e8, 1e8], ["a", 0, 1, 1], [0, 0], [0, 0, 1e-9, 5]])
def test_a_box_that_cannot_be_one_is_letter(tmp_path: Path, box: list[object]) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        values = [String(side) if isinstance(side, str) else f"{side:f}" for side in box]
        pdf.pages[0].obj.MediaBox = Array(
            [value if isinstance(value, String) else pikepdf.Object.parse(value.encode()) for value in values]
        )

    outcome = answer(tmp_path, built(spoil))
    assert (outcome.count, outcome.scaled) == (1, ())


def test_annotations_by_the_hundred_thousand_are_bounded(tmp_path: Path) -> None:
    def many(pdf: pikepdf.Pdf) -> None:
        one = pdf.make_indirect(
            Dictionary(Subtype=Name.Square, Rect=Array([9, 9, 99, 99]), C=Array([1, 0, 0]))
        )
        pdf.pages[0].obj.Annots = Array([one] * 100_000)

    assert within(10, tmp_path, built(many)).count == 1


def test_an_outline_without_end_is_bounded(tmp_path: Path) -> None:
    def endless(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        items = [
            pdf.make_indirect(Dictionary(Title=String(f"item {n}"), Dest=Array([page, Name.Fit])))
            for n in range(5_000)
        ]
        for item, after in pairwise(items):
            item.Next = after
        pdf.Root.Outlines = Dictionary(First=items[0])

    outcome = within(5, tmp_path, built(endless))
    assert len(outcome.headings) == 2_000


def test_a_full_disk_is_not_blamed_on_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("asylum_packet.intake.pagemaker.save", full)
    outcome = answer(tmp_path, seeds()[0])
    assert [remark.code for remark in outcome.remarks] == ["FILE-unwritten"]
    assert not outcome.lasting


def test_the_table_of_codes_is_complete() -> None:
    room = Path(__file__).parents[2] / "asylum_packet" / "intake"
    used: set[str] = set()
    for module in room.glob("*.py"):
        if module.name != "codes.py":
            used |= set(__import__("re").findall(r'"(FILE-[a-z-]+)"', module.read_text()))
    assert used == KNOWN
    for row in CODES:
        assert row.meaning
        assert not row.meaning.endswith(".")
        assert row.fix or row.severity == "note"


def test_zip_files_of_every_sort_are_told_apart() -> None:
    import zipfile

    from asylum_packet.intake.kinds import recognise

    for inside, name in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("readme", "archive")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(inside, "x")
        kind = recognise(out.getvalue()[:4096])
        assert kind is not None
        assert kind.name == name


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change, drop and add a few bytes."""
    raw = bytearray(data)
    for _ in range(chance.randint(1, 10)):
        at, how = chance.randrange(len(raw)), chance.random()
        if how < 0.6:
            raw[at] = chance.randrange(256)
        elif how < 0.8:
            del raw[at : at + chance.randint(1, 40)]
        else:
            raw[at:at] = chance.randbytes(chance.randint(1, 9))
        raw = raw or bytearray(b"x")
    return bytes(raw)


def test_damaged_messages_are_answers_and_never_crashes(tmp_path, monkeypatch):
    from asylum_packet.intake.convert import convert
    from asylum_packet.intake.values import Task
    from tests.intake.compounds import compound, message
    from tests.intake.test_mail import a_photo, an_email

    monkeypatch.setattr("asylum_packet.intake.office.find_office", lambda: None)
    mail = an_email()
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="a.jpg")
    seeds = (mail.as_bytes()[:4000], compound(message(a_txt=b"x" * 300)), "Señora \U0001f600\n".encode() * 9)
    chance = random.Random(589)
    source, target = tmp_path / "source", tmp_path / "target"
    for _ in range(120):
        source.write_bytes(damaged(chance.choice(seeds), chance))
        outcome = convert(Task(source=str(source), target=str(target)))
        assert outcome.count or outcome.remarks
    assert {path.name for path in tmp_path.iterdir()} <= {"source", "target"}
