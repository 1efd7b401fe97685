from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.errors import PacketError
from asylum_packet.packet.layout import SubmissionTitle, plan, settle
from asylum_packet.sequence import Packet, PieceKind, Slot

TITLES = tuple(
    SubmissionTitle(name=name, title=name.title(), stem=name) for name in ("application", "brief", "exhibits")
)


def slot(key: str, submission: str) -> Slot:
    return Slot(key=key, kind=PieceKind.COVER, title=key, submission=submission)


@st.composite
def papers(draw: st.DrawFn) -> tuple[tuple[Slot, ...], dict[str, int]]:
    counts = [draw(st.integers(0, 6)) for _ in TITLES]
    counts[draw(st.integers(0, 2))] += 1
    slots = tuple(
        slot(f"{title.name}/{n}", title.name)
        for title, count in zip(TITLES, counts, strict=True)
        for n in range(count)
    )
    return slots, {s.key: draw(st.integers(1, 40)) for s in slots}


@given(papers(), st.integers(1, 5000))
def test_ranges_follow_one_another_from_the_first_page_to_the_last(
    case: tuple[tuple[Slot, ...], dict[str, int]], first: int
) -> None:
    slots, lengths = case
    packet = plan(slots, lengths, submissions=TITLES, first_page=first)
    assert [page for piece in packet.pieces for page in piece.pages] == list(
        range(first, first + sum(lengths.values()))
    )
    assert tuple(piece.slot for piece in packet.pieces) == slots
    assert all(len(piece.pages) == lengths[piece.key] for piece in packet.pieces)
    assert packet == plan(slots, lengths, submissions=TITLES, first_page=first)


@given(papers(), st.data())
def test_settling_ends_whatever_is_measured_and_the_plan_holds_every_page(
    case: tuple[tuple[Slot, ...], dict[str, int]], data: st.DataObject
) -> None:
    slots, lengths = case
    last: dict[str, int] = {}
    calls = 0

    def measure(packet: Packet) -> dict[str, int]:
        nonlocal last, calls
        calls += 1
        last = {s.key: data.draw(st.integers(1, 4)) for s in slots if not s.key.startswith("exhibits")}
        return last

    try:
        settled = settle(slots, lengths, measure, submissions=TITLES, rounds=8)
    except PacketError:
        assert calls == 8
        return
    assert settled.rounds == calls <= 8
    for piece in settled.packet.pieces:
        counted = last.get(piece.key, lengths[piece.key])
        assert len(piece.pages) == counted + settled.padded.get(piece.key, 0)


def test_papers_that_stand_still_are_typeset_once() -> None:
    slots = (slot("brief/cover", "brief"), slot("brief/body", "brief"))
    settled = settle(
        slots, {"brief/cover": 1, "brief/body": 9}, lambda _: {"brief/body": 9}, submissions=TITLES
    )
    assert (settled.rounds, settled.padded, len(settled.packet.pages)) == (1, {}, 10)


def test_a_paper_that_swings_between_two_lengths_keeps_the_longer_and_is_padded() -> None:
    slots = (slot("exhibits/index", "exhibits"), slot("photo/original", "exhibits"))

    def measure(packet: Packet) -> dict[str, int]:
        index = packet.piece("exhibits/index")
        assert index is not None
        return {"exhibits/index": 2 if len(index.pages) == 3 else 3}

    settled = settle(slots, {"exhibits/index": 2, "photo/original": 5}, measure, submissions=TITLES)
    assert settled.padded == {"exhibits/index": 1}
    assert settled.packet.pages.last == 8


def test_a_paper_that_grows_for_ever_is_named() -> None:
    slots = (slot("exhibits/index", "exhibits"),)

    def measure(packet: Packet) -> dict[str, int]:
        return {"exhibits/index": len(packet.pages) + 1}

    with pytest.raises(PacketError, match="after 8 rounds exhibits/index still changed"):
        settle(slots, {"exhibits/index": 1}, measure, submissions=TITLES)


def test_a_measured_paper_that_is_not_in_the_packet_is_passed_over() -> None:
    slots = (slot("brief/body", "brief"),)
    settled = settle(slots, {"brief/body": 4}, lambda _: {"exhibits/index": 2}, submissions=TITLES)
    assert settled.packet.pages.last == 4


@pytest.mark.parametrize(
    ("keys", "lengths", "words"),
    [
        ((("a", "brief"), ("a", "brief")), {"a": 1}, "a comes twice"),
        ((("a", "brief"),), {}, "a has no pages"),
        ((("a", "brief"),), {"a": 0}, "a has no pages"),
        ((("a", "motion"),), {"a": 1}, "submission 'motion' has no title"),
        ((("a", "brief"), ("b", "exhibits"), ("c", "brief")), {"a": 1, "b": 1, "c": 1}, "brief comes twice"),
        ((), {}, "no paper to plan"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    keys: tuple[tuple[str, str], ...], lengths: dict[str, int], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        plan([slot(*key) for key in keys], lengths, submissions=TITLES)


def test_a_paper_that_is_known_to_grow_is_counted_before_the_others() -> None:
    slots = (slot("exhibits/index", "exhibits"), slot("exhibits/tab-A", "exhibits"))
    seen: list[int] = []

    def measure(packet: Packet) -> dict[str, int]:
        seen.append(len(packet.pages))
        return {"exhibits/index": 3, "exhibits/tab-A": 1}

    lengths = {"exhibits/index": 1, "exhibits/tab-A": 1}
    assert settle(slots, lengths, measure, submissions=TITLES).rounds == 2
    assert seen == [2, 4]
    settled = settle(slots, lengths, measure, submissions=TITLES, guess=lambda _: {"exhibits/index": 3})
    assert (settled.rounds, seen[2:], len(settled.packet.pages)) == (1, [4], 4)
