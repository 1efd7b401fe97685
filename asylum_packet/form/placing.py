"""Placing answers: which box takes which text, and what goes to the supplements instead.

Children five and on go to copies of Supplement A, two a page. What a box cannot hold, and what has no box
(a sixth residence, a third helper), goes to Supplement B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from asylum_packet.fonts.bidi import RIGHTWARDS, Directions
from asylum_packet.fonts.faces import Face
from asylum_packet.form.boxes import Box, BoxKind, is_left_empty
from asylum_packet.form.fitting import (
    BLOCK_SIZES_PT,
    Fitted,
    Leading,
    capacity,
    fit_block,
    fit_line,
    printed,
    running_of,
    split_at_sentence,
    wrap,
)
from asylum_packet.form.prepare import Ready
from asylum_packet.form.sections import Spilled, Spot, sections
from asylum_packet.form.supplement import Page, Section, paginate, reference
from asylum_packet.form.writer import Inscription, Leaf
from asylum_packet.values import Struct

_CHILD = re.compile(r"children\[(\d+)\]\.(.+)")
_CHILDREN_ON_FORM, _CHILDREN_A_COPY = 4, 2
_SUPPLEMENT_A, _SUPPLEMENT_B = 11, 12


class Placed(Struct, frozen=True, kw_only=True):
    """Every page of the filled form in order, and the pages of Supplement B with what stands on them.

    `unmarked` are answers there, each with its page ("B-2"), whose boxes are too small to say so.
    """

    leaves: tuple[Leaf, ...]
    pages: tuple[Page, ...] = ()
    unmarked: tuple[tuple[str, str], ...] = ()


class _Form:
    """The boxes of a blank, looked up by key; lives inside `place` only."""

    def __init__(self, boxes: Sequence[Ready], faces: tuple[Face, ...]) -> None:
        self.faces = faces
        ours = [ready for ready in boxes if not is_left_empty(ready.box.key)]
        self.text = {ready.box.key: ready.box for ready in ours if ready.box.kind is BoxKind.TEXT}
        self.ticks = {(r.box.key, r.box.value): r for r in ours if r.box.kind is BoxKind.TICK}
        self.ticked = {key for key, _ in self.ticks}
        self.inscriptions: dict[tuple[int, int], list[Inscription]] = {}
        self.marks: dict[tuple[int, int], list[Ready]] = {}

    def write(self, spot: Spot, fitted: Fitted) -> None:
        """Put a text into a box."""
        assert spot.box is not None
        at = (spot.box.page, spot.copy)
        self.inscriptions.setdefault(at, []).append(Inscription(box=spot.box, fitted=fitted))

    def tick(self, key: str, value: str) -> bool:
        """Tick the box of an answer; False where the answer has none (a lone box that is not ticked)."""
        name, copy = _where(key)
        ready = self.ticks.get((name, value))
        if ready is not None:
            self.marks.setdefault((ready.box.page, copy), []).append(ready)
        return ready is not None

    def leaf(self, page: int, copy: int = 0) -> Leaf:
        """Make a page of all that was written on it."""
        return Leaf(
            page=page,
            texts=tuple(self.inscriptions.get((page, copy), ())),
            ticks=tuple(self.marks.get((page, copy), ())),
        )


def place(
    texts: Mapping[str, str],
    boxes: Sequence[Ready],
    name: str,
    faces: tuple[Face, ...],
    *,
    start_in_box: bool = False,
) -> Placed:
    """Place every answer.

    Args:
        texts: Texts and ticks by key, from `derive.written`.
        boxes: The boxes of the blank.
        name: The applicant's full name, for the supplements.
        faces: The chain of faces to print with.
        start_in_box: Begin long answers in their boxes; otherwise they move whole.
    """
    form = _Form(boxes, faces)
    spilled = [
        spill
        for key, text in texts.items()
        if (spill := _write_or_spill(form, key, text, start_in_box=start_in_box)) is not None
    ]
    copies = -(-max(_children(texts) - _CHILDREN_ON_FORM, 0) // _CHILDREN_A_COPY)
    applicant = {"a_number": texts.get("applicant.a_number", ""), "applicant_name": name}
    told = sections(spilled)
    long = _too_long(form, applicant) if copies or told else {}
    head = tuple(f"{_HEAD_WORDS[key]}: {text}" for key, text in long.items())
    if not told or sum(map(len, head)) > _LONGEST_HEAD:
        told += [_head_section(key, text) for key, text in long.items()]
        head = ()
    _head_supplement_a(form, copies, applicant, long)
    pages = paginate(
        told,
        head=head,
        box=form.text["supplement_b.text"],
        narrow=(form.text["supplement_b.part"], form.text["supplement_b.question"]),
        faces=faces,
    )
    unmarked = tuple(_refer(form, spilled, pages))
    for page in pages:
        where = "See below" if head else f"See Supplement B, page {pages[-1].label}"
        _write_page(form, page, {**applicant, **dict.fromkeys(long, where)})
    return Placed(leaves=tuple(_leaves(form, copies, len(pages))), pages=pages, unmarked=unmarked)


def _children(texts: Mapping[str, str]) -> int:
    """Count the children."""
    return int(texts.get("children.total", "0"))


def _leaves(form: _Form, copies_a: int, copies_b: int) -> Iterator[Leaf]:
    """Yield the pages in order; supplements that are not needed stay in place, blank."""
    for page in range(1, _SUPPLEMENT_A):
        yield form.leaf(page)
    for copy in range(max(copies_a, 1)):
        yield form.leaf(_SUPPLEMENT_A, copy)
    for copy in range(max(copies_b, 1)):
        yield form.leaf(_SUPPLEMENT_B, copy)


def _where(key: str) -> tuple[str, int]:
    """Give the key of the box that asks a key, and the copy of its page: children five and on move."""
    match = _CHILD.fullmatch(key)
    if match is None or int(match[1]) < _CHILDREN_ON_FORM:
        return key, 0
    copy, row = divmod(int(match[1]) - _CHILDREN_ON_FORM, _CHILDREN_A_COPY)
    return f"supplement_a.children[{row}].{match[2]}", copy


def _write_or_spill(form: _Form, key: str, text: str, *, start_in_box: bool) -> Spilled | None:
    """Write an answer where it fits; give back what does not."""
    name, copy = _where(key)
    if name in form.ticked:
        # "no" to a box that stands alone leaves it unticked.
        return (
            None if form.tick(key, text) or text == "no" else Spilled(key=key, rest=text, spot=Spot(box=None))
        )
    spot = Spot(box=form.text.get(name), copy=copy)
    if spot.box is None:
        return Spilled(key=key, rest=text, spot=spot)
    fitted = _fit(text, spot.box, form.faces)
    if fitted is not None:
        form.write(spot, fitted)
        return None
    if spot.box.is_multiline and start_in_box:
        begun, rest = _begin(text, spot.box, form.faces)
        return Spilled(key=key, rest=rest, spot=spot, begun=begun)
    return Spilled(key=key, rest=text, spot=spot)


def _fit(text: str, box: Box, faces: tuple[Face, ...]) -> Fitted | None:
    """Fit a text into its box."""
    if box.cells and len(text) > box.cells:
        return None
    how = fit_block if box.is_multiline else fit_line
    return how(text, width_pt=box.width_pt, height_pt=box.height_pt, faces=faces)


def _begin(text: str, box: Box, faces: tuple[Face, ...]) -> tuple[str, str]:
    """Split a long answer: what its box holds at the smallest size, less a line for the reference."""
    size = BLOCK_SIZES_PT[-1]
    spans = wrap(text, width_pt=box.width_pt, size_pt=size, faces=faces)
    leading = Leading.of([text], faces)
    return split_at_sentence(text, spans, max(capacity(box.height_pt, size, leading) - 1, 1))


_SUPPLEMENTS = ("supplement_a", "supplement_b")
_HEAD_WORDS = {"a_number": "A-number", "applicant_name": "Name of the applicant"}
_LONGEST_HEAD = 600
"""Letters of a name that pages of Supplement B repeat where their boxes are too small; more stand once."""


def _too_long(form: _Form, applicant: Mapping[str, str]) -> Mapping[str, str]:
    """Give name and A-number where a supplement's own box does not hold them."""
    return {
        key: text
        for key, text in applicant.items()
        if text and not all(_fit(text, form.text[f"{which}.{key}"], form.faces) for which in _SUPPLEMENTS)
    }


def _head_section(key: str, text: str) -> Section:
    """Tell a name on Supplement B that has no other place there."""
    heading = f"Head of Supplements A and B: {_HEAD_WORDS[key]}"
    return Section(keys=((0, ()),), part="A.I", question="", heading=heading, body=text)


def _head_supplement_a(
    form: _Form, copies: int, applicant: Mapping[str, str], long: Mapping[str, str]
) -> None:
    """Write name and A-number on every copy of Supplement A; what does not fit is on Supplement B."""
    for key, text in {**applicant, **dict.fromkeys(long, "See Supplement B")}.items():
        box = form.text[f"supplement_a.{key}"]
        fitted = _fit(text, box, form.faces) if text else None
        for copy in range(copies):
            if fitted is not None:
                form.write(Spot(box=box, copy=copy), fitted)


def _refer(form: _Form, spilled: list[Spilled], pages: tuple[Page, ...]) -> Iterator[tuple[str, str]]:
    """Say in every box whose answer moved where it stands; yield those that are too small for that."""
    first: dict[str, str] = {}
    for page in pages:
        for key in page.keys:
            first.setdefault(key, page.label)
    for spill in spilled:
        if spill.spot.box is None:
            continue
        label = first[spill.key]
        if spill.begun:
            form.write(spill.spot, _begun(spill, spill.spot.box, label, form.faces))
            continue
        fitted = reference(label, spill.spot.box, form.faces)
        if fitted is not None:
            form.write(spill.spot, fitted)
        else:
            yield spill.key, label


def _begun(spill: Spilled, box: Box, label: str, faces: tuple[Face, ...]) -> Fitted:
    """Lay out the beginning of an answer, with the page where it goes on."""
    size = BLOCK_SIZES_PT[-1]
    begun = spill.begun.rstrip("\n")
    spans = wrap(begun, width_pt=box.width_pt, size_pt=size, faces=faces)
    lines, onward = printed(begun, spans), f"(continued on Supplement B, page {label})"
    return Fitted(
        size_pt=size,
        text=f"{spill.begun}\n{onward}",
        leading=Leading.of([spill.begun + spill.rest], faces),
        lines=(*lines, onward),
        running=(*running_of(Directions.of(spill.begun + spill.rest), spans, lines), RIGHTWARDS),
    )


def _write_page(form: _Form, page: Page, applicant: Mapping[str, str]) -> None:
    """Write a page of Supplement B."""
    copy = page.number - 1
    for key, text in {**applicant, "part": page.part, "question": page.question}.items():
        box = form.text[f"supplement_b.{key}"]
        fitted = _fit(text, box, form.faces) if text else None
        if fitted is not None:
            form.write(Spot(box=box, copy=copy), fitted)
    form.write(Spot(box=form.text["supplement_b.text"], copy=copy), page.text)
