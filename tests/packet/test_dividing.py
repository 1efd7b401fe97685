from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.law.profiles import ecas
from asylum_packet.packet.dividing import (
    OPENING_BYTES,
    PAGE_BYTES,
    Unit,
    Weight,
    blocks,
    divided,
    files_of,
    fill,
    units_of,
)
from asylum_packet.packet.layout import plan
from asylum_packet.packet.weighing import weights
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Part, PartKind, PieceKind
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace
from tests.packet.paper import LENGTHS, SLOTS, TITLES, slot, small_packet

SMALL = replace(ecas(), aim_bytes=1_000_000, limit_bytes=1_100_000)
ROOM = SMALL.aim_bytes - OPENING_BYTES
HEAVY = {
    "police-report/translation": Weight(whole=100_000),
    "police-report/certificate": Weight(whole=10_000),
    "police-report/original": Weight(whole=400_000),
    "photos/original": Weight(whole=300_000),
    "letter/original": Weight(whole=50_000),
}


def test_a_packet_that_fits_has_no_parts_and_a_file_for_each_submission():
    packet = divided(small_packet(), {}, ecas())
    assert packet.parts == ()
    assert files_of(packet) == (
        Part(submission="brief", number=0, pages=PageRange(1, 6)),
        Part(submission="exhibits", number=0, pages=PageRange(7, 21)),
    )


def test_exhibits_are_cut_between_documents_and_the_tab_sheet_goes_with_its_document():
    packet = divided(small_packet(), HEAVY, SMALL)
    assert [(p.number, p.pages) for p in packet.parts] == [
        (1, PageRange(7, 9)),
        (2, PageRange(10, 16)),
        (3, PageRange(17, 21)),
    ]
    assert [(f.submission, f.number) for f in files_of(packet)] == [
        ("brief", 0),
        ("exhibits", 1),
        ("exhibits", 2),
        ("exhibits", 3),
    ]
    tab = packet.tab("B")
    assert tab is not None
    assert packet.parts_of(tab) == (3,)
    assert packet.parts_of(PageRange(8, 12)) == (1, 2)
    assert packet.parts_of(PageRange(1, 6)) == ()


def test_a_document_too_big_for_a_part_is_cut_between_pages_and_its_tab_sheet_takes_a_page_along():
    many = plan(SLOTS, LENGTHS | {"photos/original": 8}, submissions=TITLES)
    heavy = HEAVY | {"photos/original": Weight(whole=2_400_000, shared=4_000, pages=(299_500,) * 8)}
    packet = divided(many, heavy, SMALL)
    piece = packet.piece("photos/original")
    assert piece is not None
    cuts = {part.pages.first for part in packet.parts}
    assert cuts & set(range(piece.pages.first + 1, piece.pages.last + 1))
    assert piece.pages.first not in cuts


def test_what_pages_share_counts_once_for_each_file():
    units = [Unit(count=1, weight=10, paper="a", shared=50) for _ in range(6)]
    assert fill(units, 0, 80) == (3, 3)
    assert fill([replace(unit, paper=str(n)) for n, unit in enumerate(units)], 0, 130) == (2, 2, 2)


UNITS = st.lists(
    st.builds(
        Unit,
        count=st.integers(1, 9),
        weight=st.integers(0, 120),
        paper=st.sampled_from(["", "a", "b"]),
        shared=st.just(7),
    ),
    max_size=30,
)


@given(UNITS, st.integers(0, 10), st.integers(20, 100))
def test_files_hold_all_pages_in_order_and_none_is_over_unless_it_is_one_unit(units, opening, most):
    counts = fill(units, opening, most)
    assert sum(counts) == sum(unit.count for unit in units)
    waiting = list(units)
    for count in counts:
        inside: list[Unit] = []
        while sum(unit.count for unit in inside) < count:
            inside.append(waiting.pop(0))
        assert sum(unit.count for unit in inside) == count
        shared = len({unit.paper for unit in inside}) * 7
        weight = opening + sum(unit.weight for unit in inside) + shared
        assert weight <= most or len(inside) == 1


@st.composite
def planned(draw: st.DrawFn) -> tuple[Packet, dict[str, Weight]]:
    slots, lengths, weighed = [slot("exhibits/cover", PieceKind.COVER)], {"exhibits/cover": 1}, {}
    for number in range(draw(st.integers(1, 5))):
        label = "ABCDE"[number]
        slots.append(slot(f"exhibits/tab-{label}", PieceKind.TAB_SHEET, label))
        lengths[f"exhibits/tab-{label}"] = 1
        for document in range(draw(st.integers(1, 3))):
            for part in draw(st.sampled_from([("original",), ("translation", "certificate", "original")])):
                key = f"document{label}{document}/{part}"
                slots.append(slot(key, PieceKind.DOCUMENT, label))
                pages = draw(st.lists(st.integers(0, 700_000), min_size=1, max_size=5))
                lengths[key] = len(pages)
                shared = draw(st.integers(0, 50_000))
                weighed[key] = Weight(whole=sum(pages) + shared, shared=shared, pages=tuple(pages))
    slots.append(slot("exhibits/service", PieceKind.PROOF_OF_SERVICE))
    return plan(slots, lengths | {"exhibits/service": 1}, submissions=TITLES), weighed


@given(planned())
def test_parts_are_the_submission_and_documents_stay_whole_unless_larger_than_a_part(given_):
    whole, weighed = given_
    packet = divided(whole, weighed, SMALL)
    files = files_of(packet)
    (submission,) = packet.submissions
    assert [page for file in files for page in file.pages] == list(submission.pages)
    cuts = {file.pages.first for file in files} - {submission.pages.first}
    for block in blocks(submission):
        pages = PageRange(block[0].pages.first, block[-1].pages.last)
        inner = cuts & set(range(pages.first + 1, pages.last + 1))
        known = [weighed.get(piece.key, Weight(whole=42_000)).whole for piece in block]
        assert not inner or sum(known) + len(pages) * PAGE_BYTES > ROOM
        assert len(list(units_of(block, weighed, ROOM))) == 1 or len(pages) > 1
    sheets = {p.pages.first for p in packet.pieces if p.slot.kind is PieceKind.TAB_SHEET}
    assert not sheets & {file.pages.last for file in files}


def scan(path: Path, sizes: list[int], shared: int) -> Path:
    with pikepdf.new() as pdf:
        background = pdf.make_stream(bytes(shared))
        for size in sizes:
            page = pdf.add_blank_page(page_size=(612, 792)).obj
            image = pdf.make_stream(bytes(size), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image, B=background))
            page.Contents = pdf.make_stream(b"q Q")
        pdf.save(path, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return path


def test_heavy_papers_are_weighed_page_by_page_and_light_ones_as_a_whole(tmp_path):
    path = scan(tmp_path / "scan.pdf", [50_000, 10_000, 90_000], 30_000)
    whole = path.stat().st_size
    own = Sheets(pdf=path, count=3)
    found = weights({"a/original": own, "b/original": Sheets(pdf=b"x" * 500, count=1)}, 10_000)
    assert found["b/original"] == Weight(whole=500)
    heavy = found["a/original"]
    assert heavy.whole == whole
    assert 30_000 < heavy.shared < 31_000
    assert [page // 10_000 for page in heavy.pages] == [5, 1, 9]
    assert heavy.shared + sum(heavy.pages) <= whole
    assert weights({"a/original": own}, 1_000_000)["a/original"] == Weight(whole=whole)
    assert weights({"a/original": Sheets(pdf=path, count=1, skip=2)}, 1)["a/original"].pages[0] > 90_000
    (tmp_path / "other.pdf").write_bytes(b"not a PDF" * 100)
    assert weights({"a/original": Sheets(pdf=tmp_path / "other.pdf", count=1)}, 1) == {
        "a/original": Weight(whole=900)
    }


@pytest.mark.parametrize("part", PartKind)
def test_papers_of_any_part_are_weighed_by_their_key(part):
    key = f"police-report/{part}"
    heavy = divided(small_packet(), {key: Weight(whole=900_000)}, SMALL)
    assert heavy.parts
