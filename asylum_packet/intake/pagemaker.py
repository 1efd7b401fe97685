"""One source page becomes a form, and forms become Letter pages of a new file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import pikepdf

from asylum_packet.intake.annotations import UNPAINTED, Painted, paint
from asylum_packet.intake.boxes import Tree, inherited
from asylum_packet.intake.entries import OF_RESOURCES
from asylum_packet.intake.ink import BIG_PICTURE_PIXELS
from asylum_packet.intake.layers import Layers, Settler, read_layers
from asylum_packet.intake.nesting import Nesting
from asylum_packet.intake.paintables import Paintable, paintables
from asylum_packet.intake.placing import Place, View, operands
from asylum_packet.intake.scans import only_pictures
from asylum_packet.intake.shown import Picture
from asylum_packet.intake.streams import Contents, has_lost
from asylum_packet.intake.values import Limits, Refusal
from asylum_packet.sheets import Rect
from asylum_packet.values import Struct, field

_DEEPEST = 8
_FORM = (pikepdf.Name.XObject, pikepdf.Name.Form)
_DAMAGE = (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, IndexError, RecursionError)
"""What pikepdf raises where a file says nonsense: a number for a dictionary, a loop, a missing entry."""


class Made(Struct, frozen=True, kw_only=True):
    """One page of the source, taken over: its content as a form, and what lies on top of it.

    `pictures` are all that it draws, where it certainly draws nothing else, `jpeg` is the only one of them
    where it is a JPEG file; `has_big_picture` says that it is costly to draw.
    """

    view: View
    form: pikepdf.Object
    forms: tuple[tuple[str, pikepdf.Object], ...]
    painted: Painted
    group: pikepdf.Object | None
    has_text: bool
    has_big_picture: bool
    pictures: tuple[Picture, ...] = ()
    jpeg: pikepdf.Stream | None = None

    @property
    def taken(self) -> tuple[pikepdf.Object, ...]:
        """What was taken over of it."""
        group = () if self.group is None else (self.group,)
        return (self.form, *(form for _, form in self.forms), *group)


class PageMaker(Struct):
    """Takes pages of one file over into another, or into itself; what pages share stays shared."""

    source: pikepdf.Pdf
    out: pikepdf.Pdf
    layers: Layers
    contents: Contents
    settler: Settler
    is_damaged: bool
    tree: Tree = field(default_factory=Tree)
    nesting: Nesting = field(default_factory=Nesting)
    sized: dict[tuple[int, int], int] = field(default_factory=dict)

    @staticmethod
    def of(source: pikepdf.Pdf, out: pikepdf.Pdf, limits: Limits, *, is_damaged: bool) -> PageMaker:
        """Make ready for a file."""
        layers = read_layers(source)
        return PageMaker(
            source=source,
            out=out,
            layers=layers,
            contents=Contents(pdf=source, limits=limits),
            settler=Settler(layers=layers, seen=set()),
            is_damaged=is_damaged,
        )

    def page(self, index: int) -> Made:
        """Take one page over.

        Raises:
            Refusal: The page cannot be read.
        """
        try:
            return self._page(self.source.pages[index].obj, index)
        except _DAMAGE as error:
            raise Refusal("FILE-damaged", f"is damaged: its page {index + 1} cannot be read") from error

    def _page(self, page: pikepdf.Dictionary, index: int) -> Made:
        line = self.tree.lineage(page)
        names = line[0].names
        view = self.tree.view(line)
        resources = _resources(inherited(line, "/Resources"))
        form = self._as_form(page, view, resources)
        things = paintables(resources)
        if any(thing.is_form for thing in things.values()):
            self.nesting.check(form)
        if self.is_damaged and has_lost(page, form, resources):
            raise Refusal("FILE-damaged", f"breaks off: what its page {index + 1} shows is lost")
        painted = paint(self.source, page, view.rotate, self.layers) if "/Annots" in names else UNPAINTED
        pixels = max(self._pixels(things), self._pixels_above(painted))
        if pixels > self.contents.limits.pixels:
            raise Refusal(
                "FILE-limit", f"has a picture of {pixels / 1e6:,.0f} million pixels on page {index + 1}"
            )
        group = page["/Group"] if "/Group" in names else None
        pictures = () if painted.content else only_pictures(form, things)
        return Made(
            view=view,
            form=self._taken(form),
            forms=tuple((name, self._settled(stream)) for name, stream in painted.forms),
            painted=painted,
            group=self._taken(group) if isinstance(group, pikepdf.Dictionary) else None,
            has_text="/Font" in resources or any(_has_fonts(stream) for _, stream in painted.forms),
            has_big_picture=pixels > BIG_PICTURE_PIXELS,
            pictures=pictures,
            jpeg=_jpeg(pictures, things),
        )

    def _as_form(self, page: pikepdf.Dictionary, view: View, resources: pikepdf.Dictionary) -> pikepdf.Stream:
        """Turn the page's content stream into a form with the page's resources and visible box."""
        form = self.contents.of(page)
        entries = form.stream_dict
        entries.Type, entries.Subtype = _FORM
        entries.BBox = pikepdf.Array(_sides(view.box))
        entries.Resources = resources
        self.settler.settle(form, resources)
        return form

    def _settled(self, form: pikepdf.Stream) -> pikepdf.Object:
        """Copy the form of an annotation, its layers settled."""
        self.settler.settle(form, form.stream_dict.get("/Resources"))
        return self._taken(form)

    def _taken(self, thing: pikepdf.Object) -> pikepdf.Object:
        """Take an object over that may stand directly in its page."""
        whole = thing if thing.is_indirect else self.source.make_indirect(thing)
        return whole if self.out is self.source else self.out.copy_foreign(whole)

    def _pixels_above(self, painted: Painted) -> int:
        """Find the pixels of the largest picture in what lies on top of a page, once it is known to end."""
        most = 0
        for _, form in painted.forms:
            if things := paintables(form.stream_dict.get("/Resources")):
                self.nesting.check(form)
                most = max(most, self._pixels(things))
        return most

    def _pixels(self, things: Mapping[str, Paintable], depth: int = 0) -> int:
        """Find the pixels of the largest picture among things to paint, and among those that they paint."""
        return max((self._pixels_of(thing, depth) for thing in things.values()), default=0)

    def _pixels_of(self, thing: Paintable, depth: int) -> int:
        """Find the pixels of a picture, or of the largest picture in a form; each looked at once."""
        number = thing.stream.objgen
        if number not in self.sized:
            self.sized[number] = own = thing.pixels
            if not own and depth < _DEEPEST:
                self.sized[number] = self._pixels(paintables(thing.resources), depth + 1)
        return self.sized[number]


def _resources(found: object) -> pikepdf.Dictionary:
    """Give a page's resources; apart, where a page or a node of the tree is its own resources."""
    if not isinstance(found, pikepdf.Dictionary):
        return pikepdf.Dictionary()
    if "/Parent" not in found and "/Kids" not in found:
        return found
    return pikepdf.Dictionary({key: found[key] for key in OF_RESOURCES & found.keys()})


def _jpeg(pictures: tuple[Picture, ...], things: Mapping[str, Paintable]) -> pikepdf.Stream | None:
    """Give the only thing that is painted, where it is a JPEG file."""
    is_only = len(pictures) == len(things) == 1 and pictures[0].packing == "DCTDecode"
    return next(iter(things.values())).stream if is_only else None


@lru_cache(maxsize=64)
def _sides(box: Rect) -> tuple[float, ...]:
    """Round the sides of a box, whole numbers as such."""
    return tuple(int(side) if side.is_integer() else side for side in (round(side, 4) for side in box))


def _has_fonts(form: pikepdf.Stream) -> bool:
    """Say whether a form can print text."""
    resources = form.stream_dict.get("/Resources")
    return isinstance(resources, pikepdf.Dictionary) and "/Font" in resources


def write(
    out: pikepdf.Pdf,
    order: tuple[int, ...],
    made: Mapping[int, Made],
    places: Mapping[int, Place],
    target: Path,
) -> None:
    """Write the pages in order: the same pages always give the same bytes."""
    tree = out.trailer.Root.Pages
    shared: dict[bytes, pikepdf.Object] = {}
    letters = [_letter_page(out, made[index], places[index], shared) for index in order]
    for letter in letters:
        letter.Parent = tree
    tree.Kids = pikepdf.Array([out.make_indirect(letter) for letter in letters])
    tree.Count = len(letters)
    with target.open("wb") as file:  # a name would be written beside first, and its rights be copied
        save(out, file)


def save(out: pikepdf.Pdf, target: Path | BinaryIO) -> None:
    """Save a new file, every stream as it is, without anything of the moment or the machine."""
    out.save(
        target,
        force_version="1.7",
        static_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )


def _letter_page(
    out: pikepdf.Pdf, page: Made, spot: Place, shared: dict[bytes, pikepdf.Object]
) -> pikepdf.Dictionary:
    """Make the Letter page that paints a page's form, and its annotations above it."""
    content = _painting(page, spot)
    if content not in shared:
        shared[content] = out.make_stream(content)
    forms = pikepdf.Dictionary({"/P": page.form, **dict(page.forms)})
    letter = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, round(spot.width_pt), round(spot.height_pt)]),
        Resources=pikepdf.Dictionary(XObject=forms),
        Contents=shared[content],
    )
    if page.group is not None:
        letter.Group = page.group
    return letter


def _painting(page: Made, spot: Place) -> bytes:
    """Write the content of a Letter page."""
    content = b"q\n" + operands(*spot.matrix) + b" cm\n/P Do\n"
    if page.painted.content:
        left, bottom, right, top = page.view.box
        clip = operands(left, bottom, right - left, top - bottom) + b" re W n\n"
        content += clip + page.painted.content + b"\n"
    return content + b"Q\n"
