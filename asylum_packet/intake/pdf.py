"""A PDF as the world sends it becomes pages in normal form.

Every page's content goes, as it is, into a form of its own (ISO 32000-1, 8.10) that the new page paints
through one matrix: rotation, CropBox, unit and scale are in that matrix, nothing is decoded or drawn again,
and neither an unbalanced graphics state nor a pattern's own coordinates can reach what is printed around it.
What pages do not paint (scripts, actions, embedded files, metadata, bookmarks, tags) is not in the result.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pikepdf
from PIL import Image

from asylum_packet.facts import NOTHING_SEEN, Seen
from asylum_packet.fonts.carrying import carry, fonts_among, named_only_among
from asylum_packet.intake.emptying import emptied, may_be_emptied
from asylum_packet.intake.leaving import left_behind
from asylum_packet.intake.looking import look_for_ink
from asylum_packet.intake.outline import Bookmark, bookmarks
from asylum_packet.intake.pagemaker import Made, PageMaker, write
from asylum_packet.intake.placing import Matrix, Place, apply, joined, place
from asylum_packet.intake.scanlook import decoded_small, stands_upright
from asylum_packet.intake.scans import in_band, shown_of
from asylum_packet.intake.scrub import scrub
from asylum_packet.intake.shown import Shown
from asylum_packet.intake.values import Outcome, Refusal, Remark, Task
from asylum_packet.pages import pages_of
from asylum_packet.sheets import Heading, Rect
from asylum_packet.values import replace

_SMALL_PRINT = 0.5


def prepare_pdf(task: Task) -> Outcome:
    """Write the normal form of a PDF to `task.target`.

    Raises:
        Refusal: It cannot become pages; the remark says why.
    """
    with _opened(task) as source:
        if "/Collection" in source.Root:
            from asylum_packet.intake.portfolio import is_portfolio, prepare_portfolio  # they come back here

            if is_portfolio(source):
                return prepare_portfolio(task, source)
        remarks = _document_remarks(source)
        order = _selected(source, task)
        is_damaged = bool(source.get_warnings())  # asking empties the list
        if is_damaged:
            _miss_no_page(source, Path(task.source))
        if may_be_emptied(source, len(set(order)), is_damaged=is_damaged):
            outcome = _prepared(task, source, source, order, is_damaged=False)
        else:
            with pikepdf.new() as out:
                outcome = _prepared(task, source, out, order, is_damaged=is_damaged)
        return replace(outcome, remarks=(*remarks, *outcome.remarks))


def _prepared(
    task: Task, source: pikepdf.Pdf, out: pikepdf.Pdf, order: tuple[int, ...], *, is_damaged: bool
) -> Outcome:
    """Make the pages wanted of a source, and write them; `out` is a new file, or the source itself."""
    maker = PageMaker.of(source, out, task.limits, is_damaged=is_damaged)
    made = {index: maker.page(index) for index in sorted(set(order))}
    removed, marks = left_behind(source, made), _bookmarks(source)
    if out is source:
        left: Iterable[pikepdf.Object] = emptied(
            source, (one for page in made.values() for one in page.taken)
        )
    else:
        left = out.objects
    fonts = tuple(fonts_among(scrub(left)))
    carry(out, fonts)
    is_damaged = is_damaged or maker.contents.damaged or bool(source.get_warnings())
    known = made if not is_damaged else {index: replace(page, pictures=()) for index, page in made.items()}
    places, shown, seen = _placed_and_written(order, known, out, Path(task.target))
    return Outcome(
        kind="pdf",
        count=len(order),
        headings=_headings(marks, order, places),
        scaled=_numbers(order, (i for i, spot in places.items() if spot.scale < 0.999)),
        removed=removed,
        shown=shown,
        fonts=named_only_among(fonts),
        seen=seen,
        has_text=any(page.has_text for page in made.values()),
        remarks=_page_remarks(order, made, places, is_damaged=is_damaged),
    )


def _opened(task: Task) -> pikepdf.Pdf:
    """Open a source, with a password where it has to be, or say why not."""
    try:
        for password in ("", *task.passwords):
            with contextlib.suppress(pikepdf.PasswordError):
                return pikepdf.open(
                    task.source,
                    password=password,
                    access_mode=pikepdf.AccessMode.mmap,
                    inherit_page_attributes=False,  # it would set /Count right before we see what it claims
                )
        wrong = "opens with none of the passwords given" if task.passwords else "opens only with a password"
        raise Refusal("FILE-locked", wrong)
    except (pikepdf.PdfError, ValueError, RecursionError, MemoryError):
        raise Refusal("FILE-damaged", "is damaged beyond repair: no page of it can be read") from None


def _selected(source: pikepdf.Pdf, task: Task) -> tuple[int, ...]:
    """Give the indexes of the pages wanted, in order."""
    try:
        claimed = source.Root.Pages.get("/Count", 0)
        count = len(source.pages)
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        raise Refusal("FILE-damaged", "is damaged: its list of pages cannot be read") from None
    if isinstance(claimed, int) and count < claimed:
        raise Refusal("FILE-damaged", f"is damaged: only {count} of its {claimed} pages can be read")
    if count == 0:
        raise Refusal("FILE-empty", "has no pages")
    if count > task.limits.pages:
        raise Refusal(
            "FILE-limit", f"has {count:,} pages, more than the {task.limits.pages:,} one file may have"
        )
    wanted = pages_of(task.pages) or tuple(range(1, count + 1))
    if max(wanted) > count:
        have = "only one page" if count == 1 else f"only {count} pages"
        raise Refusal("FILE-pages", f"has {have}, and page {max(wanted)} is asked for")
    return tuple(number - 1 for number in wanted)


_TREE = re.compile(rb"/Type\s*/Pages\b")
_CLAIM = re.compile(rb"/Count\s+(\d{1,7})\b")


def _miss_no_page(source: pikepdf.Pdf, file: Path) -> None:
    """Make sure that a damaged file has no page besides those its list still leads to.

    Repairing sets the page count right, so what it was is read from the file itself.

    Raises:
        Refusal: It has: the exhibit would be shorter than it was, and nobody would see it.
    """
    count = len(source.pages)
    raw = file.read_bytes()
    trees = (
        raw[raw.rfind(b" obj", 0, found.start()) + 1 : raw.find(b"endobj", found.end())]
        for found in _TREE.finditer(raw)
    )
    claimed = max((int(claim) for tree in trees for claim in _CLAIM.findall(tree)), default=count)
    if claimed > count:
        raise Refusal("FILE-damaged", f"is damaged: only {count} of its {claimed} pages can be read")
    listed = {page.obj.objgen for page in source.pages}
    for thing in source.objects:
        is_page = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == pikepdf.Name.Page
        if is_page and thing.objgen not in listed:
            raise Refusal("FILE-damaged", "is damaged: it has pages that its list of pages has lost")


def _placed_and_written(
    order: tuple[int, ...], made: Mapping[int, Made], out: pikepdf.Pdf, target: Path
) -> tuple[Mapping[int, Place], tuple[Shown, ...], Seen]:
    """Place every page, write the file, look for ink under the stamp, and make room where there is some.

    What is known of the pages comes along, and what was seen meanwhile: NOTHING_SEEN where pages had to be
    placed anew.
    """
    places = {index: _first_place(page) for index, page in made.items()}
    write(out, order, made, places, target)
    first, shown = _firsts(order), _shown(order, made, places)
    reach = {
        first[index]: index
        for index, spot in places.items()
        if spot.reaches_band and not (made[index].pictures and not in_band(made[index].pictures, spot.matrix))
    }
    big = frozenset(at for at, index in reach.items() if made[index].has_big_picture)

    def small(at: int) -> Image.Image | None:
        page, matrix = made[order[at]], places[order[at]].matrix
        if page.jpeg is None or not stands_upright(joined(page.pictures[0].matrix, matrix)):
            return None
        return decoded_small(page.jpeg.read_raw_bytes())

    inked, seen = look_for_ink(target, "pdf", shown, frozenset(reach), big, small)
    if inked:
        places |= {reach[at]: place(made[reach[at]].view, clear_band=True) for at in inked}
        write(out, order, made, places, target)
        return places, _shown(order, made, places), NOTHING_SEEN
    return places, shown, seen


def _firsts(order: tuple[int, ...]) -> Mapping[int, int]:
    """Say where each page of the source comes first."""
    return {index: at for at, index in reversed(tuple(enumerate(order)))}


def _first_place(page: Made) -> Place:
    """Place a page; one whose big picture certainly lies under the stamp keeps clear of it from the first."""
    spot = place(page.view, clear_band=False)
    if page.has_big_picture and spot.reaches_band and in_band(page.pictures, spot.matrix):
        return place(page.view, clear_band=True)
    return spot


def _shown(
    order: tuple[int, ...], made: Mapping[int, Made], places: Mapping[int, Place]
) -> tuple[Shown, ...]:
    """Say what is known of the pages written."""
    known = {
        index: shown_of(page.pictures, places[index], _window(page.view.box, places[index].matrix))
        for index, page in made.items()
    }
    return tuple(known[index] for index in order)


@lru_cache(maxsize=64)
def _window(box: Rect, matrix: Matrix) -> Rect:
    """Give the part of a finished page on which its source is shown."""
    left, bottom, right, top = box
    corners = [apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _bookmarks(source: pikepdf.Pdf) -> tuple[Bookmark, ...]:
    """Read the bookmarks of a source."""
    if "/Outlines" not in source.Root:
        return ()
    return bookmarks(source, {page.obj.objgen: index for index, page in enumerate(source.pages)})


def _headings(
    marks: tuple[Bookmark, ...], order: tuple[int, ...], places: Mapping[int, Place]
) -> tuple[Heading, ...]:
    """Carry the source's bookmarks over to the pages taken; levels without their parents move up."""
    first = _firsts(order)
    headings: list[Heading] = []
    for mark in marks:
        if mark.index not in places:
            continue
        top = None
        if mark.top is not None:
            spot = places[mark.index]
            height = apply(spot.matrix, mark.left or 0.0, mark.top)[1]
            top = round(min(max(height, 0.0), spot.height_pt), 2)
        level = min(mark.level, headings[-1].level + 1 if headings else 1)
        headings.append(Heading(level=level, title=mark.title, page=first[mark.index] + 1, top_pt=top))
    return tuple(headings)


def _document_remarks(source: pikepdf.Pdf) -> tuple[Remark, ...]:
    """Say what the file holds besides pages.

    Raises:
        Refusal: Its pages are only a notice; the form in it needs Adobe's own viewer.
    """
    root = source.Root
    form = root.get("/AcroForm")
    if bool(root.get("/NeedsRendering", False)) and isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        raise Refusal("FILE-xfa", "is an XFA form that only Adobe Acrobat can show")
    try:
        attached = len(source.attachments)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        attached = 0
    if attached:
        files = "a file" if attached == 1 else f"{attached} files"
        return (Remark(code="FILE-attachments", text=f"has {files} attached inside, not printed"),)
    return ()


def _page_remarks(
    order: tuple[int, ...], made: Mapping[int, Made], places: Mapping[int, Place], *, is_damaged: bool
) -> tuple[Remark, ...]:
    """Say what a person should look at, with page numbers of the sheets."""
    small = _numbers(order, (i for i, spot in places.items() if spot.scale < _SMALL_PRINT))
    scaled = _numbers(order, (i for i, spot in places.items() if spot.scale < 0.999))
    marked = {
        "FILE-redaction": (
            _numbers(order, (i for i, p in made.items() if p.painted.redactions)),
            "has black-out marks that were never applied on {}",
        ),
        "FILE-attachments": (
            _numbers(order, (i for i, p in made.items() if p.painted.attachments)),
            "has files pinned to its pages like notes, not printed, on {}",
        ),
        "FILE-comments": (
            _numbers(order, (i for i, p in made.items() if p.painted.comments)),
            "has comments or marks, printed as they show on screen, on {}",
        ),
        "FILE-signature": (
            _numbers(order, (i for i, p in made.items() if p.painted.signatures)),
            "has a digital signature, printed as its picture, on {}",
        ),
        "FILE-small-print": (small, "shrinks below half its size on {}"),
        "FILE-scaled": (scaled, "is printed smaller, clear of the page number, on {}"),
    }
    remarks = [
        Remark(code=code, text=text.format(pages_text(on))) for code, (on, text) in marked.items() if on
    ]
    if is_damaged:
        remarks.append(Remark(code="FILE-repaired", text="was damaged and has been repaired"))
    return tuple(remarks)


def _numbers(order: tuple[int, ...], indexes: Iterable[int]) -> tuple[int, ...]:
    """Turn source indexes into page numbers of the sheets (1-based)."""
    wanted = frozenset(indexes)
    return tuple(number for number, index in enumerate(order, 1) if index in wanted)


def pages_text(numbers: tuple[int, ...]) -> str:
    """Print page numbers with their runs joined: "page 3", "pages 1–4, 9 and 12 more"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:8])
    more = f" and {sum(map(len, runs[8:]))} more" if len(runs) > 8 else ""
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}{more}"
