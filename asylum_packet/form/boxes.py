"""The boxes of a blank Form I-589: what each field of the file asks, and where it stands on the page.

What a field means comes from `fields.yaml`, by the last part of its name; where it stands, its size, its
alignment and the state that ticks it always come from the file at hand, because editions move their boxes.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from asylum_packet.sheets import Rect
from asylum_packet.values import Struct, field

_MULTILINE = 1 << 12
_COMB = 1 << 24
_DEEPEST = 20


class BoxKind(StrEnum):
    """What goes into a box."""

    TEXT = "text"
    TICK = "tick"
    BAR_CODE = "bar code"


class Place(Struct, frozen=True, kw_only=True):
    """What a field means: the key of the answer, and for a box to tick the answer that ticks it."""

    key: str
    value: str = ""


class Box(Struct, frozen=True, kw_only=True):
    """A field of the form.

    `name` is the last part of its qualified name, `path` all of it; `rect` in points on its page (1-based).
    `cells` is the number of cells of a comb, 0 for running text. `align` is 0 left, 1 centre, 2 right (ISO
    32000-2 12.7.4.3). `state` is the appearance that ticks it.
    """

    name: str
    key: str
    value: str = ""
    kind: BoxKind
    page: int
    rect: Rect
    is_multiline: bool = False
    cells: int = 0
    max_length: int = 0
    align: int = 0
    state: str = ""
    path: str = ""

    @property
    def width_pt(self) -> float:
        """Its width in points."""
        return self.rect[2] - self.rect[0]

    @property
    def height_pt(self) -> float:
        """Its height in points."""
        return self.rect[3] - self.rect[1]


_NOT_OURS = ("office.", "interview.", "hearing.")
_BY_HAND = (".signature", ".date")


def is_left_empty(key: str) -> bool:
    """Say whether only others write here: office use, Parts F and G, signatures and their dates."""
    signed = key.startswith(("signature.", "preparer.", "supplement_")) and key.endswith(_BY_HAND)
    return key.startswith(_NOT_OURS) or signed


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    """Read a data file of this room: a flat YAML mapping of plain scalars, one pair a line."""
    text = files("asylum_packet.form").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            left, _, right = line.partition(": ")
            yield left, right


@cache
def places() -> Mapping[str, Place]:
    """Give the meaning of every field by the last part of its name."""
    found = {}
    for name, meaning in _pairs("fields.yaml"):
        key, _, value = meaning.partition(" = ")
        found[name] = Place(key=key, value=value)
    return found


@cache
def checks() -> Mapping[str, Mapping[str, str]]:
    """Give for each measured edition the check digits of every field, to name the one that was altered."""
    editions: dict[str, dict[str, str]] = {}
    for name, digits in _pairs("checks.yaml"):
        for pair in digits.split():
            edition, _, check = pair.partition("=")
            editions.setdefault(edition, {})[name] = check
    return editions


def read_boxes(pdf: Pdf) -> tuple[tuple[Box, Dictionary], ...]:
    """List the fields of a file with the widget of each, page by page.

    Fields that `fields.yaml` does not know have an empty key.
    """
    known = _Known()
    return tuple((_box(widget, page, known), widget) for page, widget in widgets(pdf))


def widgets(pdf: Pdf) -> Iterator[tuple[int, Dictionary]]:
    """Yield what stands for each field on a page, with that page (1-based)."""
    for number, page in enumerate(pdf.pages, 1):
        for widget in page.obj.get("/Annots", ()):
            if isinstance(widget, Dictionary) and widget.get("/Subtype") == Name.Widget:
                yield number, widget


_NOT_LAID_OVER = frozenset({"/Widget", "/Link", "/Popup"})


def laid_over(pdf: Pdf) -> Iterator[tuple[int, Dictionary]]:
    """Yield notes, stamps and typed text that a viewer laid over the form, with their pages (1-based)."""
    for number, page in enumerate(pdf.pages, 1):
        for each in page.obj.get("/Annots", ()):
            if isinstance(each, Dictionary) and str(each.get("/Subtype", "")) not in _NOT_LAID_OVER:
                yield number, each


class _Parents(Struct, frozen=True):
    """What a field has of its parents: their names, nearest first, and the attributes it inherits."""

    names: tuple[str, ...] = ()
    attributes: dict[str, pikepdf.Object] = field(default_factory=dict)


_INHERITED = frozenset({"/FT", "/Ff", "/MaxLen", "/Q"})
_NO_PARENTS = _Parents()
_Known = dict[tuple[int, int], _Parents]
"""Parents read so far, by object: all fields of a page share theirs."""


def _parents(widget: Dictionary, known: _Known) -> _Parents:
    """Read the parents of a widget; no more of them than any real form has."""
    nearest = widget.get("/Parent")
    if not isinstance(nearest, Dictionary):
        return _NO_PARENTS
    if nearest.objgen not in known:
        names: list[str] = []
        attributes: dict[str, pikepdf.Object] = {}
        parent: pikepdf.Object | None = nearest
        for _ in range(_DEEPEST - 1):
            if not isinstance(parent, Dictionary):
                break
            names += _names(parent)
            attributes = _attributes(parent) | attributes
            parent = parent.get("/Parent")
        read = _Parents(tuple(names), attributes)
        if not nearest.is_indirect:
            return read
        known[nearest.objgen] = read
    return known[nearest.objgen]


def _attributes(each: Dictionary) -> dict[str, pikepdf.Object]:
    """Give the attributes of a field or parent that its kids inherit."""
    return {key: each[key] for key in _INHERITED & each.keys()}


def _names(each: Dictionary) -> tuple[str, ...]:
    """Give the part of a qualified name that a field or parent has, if it has one."""
    return (str(each["/T"]),) if "/T" in each else ()


def _last_name(parts: Sequence[str]) -> str:
    r"""Give the last part of a qualified name, of its parts from the last to the first.

    The boxes for a deceased relative carry a backslash: the field "CheckBoxAIII5\" has the kids "m[0]",
    "f[0]" and so on; here that is one part, "CheckBoxAIII5\.m[0]".
    """
    if len(parts) > 1 and parts[1].endswith("\\"):
        return f"{parts[1]}.{parts[0]}"
    return parts[0] if parts else ""


_UNKNOWN = Place(key="")


def _box(widget: Dictionary, page: int, known: _Known) -> Box:
    """Read one widget."""
    parents = _parents(widget, known)
    attributes = parents.attributes | _attributes(widget)
    flags, length = int(attributes.get("/Ff") or 0), int(attributes.get("/MaxLen") or 0)
    is_tick = attributes.get("/FT") == Name.Btn
    return with_meaning(
        _names(widget) + parents.names,
        page=page,
        rect=_rect(widget),
        is_tick=is_tick,
        is_multiline=not is_tick and bool(flags & _MULTILINE),
        cells=length if not is_tick and flags & _COMB else 0,
        max_length=length,
        align=int(attributes.get("/Q") or 0),
        state=_on_state(widget) if is_tick else "",
    )


def with_meaning(
    names: Sequence[str],
    *,
    page: int,
    rect: Rect,
    is_tick: bool,
    is_multiline: bool,
    cells: int,
    max_length: int,
    align: int,
    state: str,
) -> Box:
    """Make a box of what a file says about a field; what it means is told by the last part of its name.

    `names` are the parts of its name, from the last to the first; the rest is as in `Box`.
    """
    name = _last_name(names)
    place = places().get(name, _UNKNOWN)
    return Box(
        name=name,
        key=place.key,
        value=place.value,
        kind=_kind(place.key, is_tick=is_tick),
        page=page,
        rect=rect,
        is_multiline=is_multiline,
        cells=cells,
        max_length=max_length,
        align=align,
        state=state,
        path=".".join(reversed(names)),
    )


def _kind(key: str, *, is_tick: bool) -> BoxKind:
    """Tell what goes into a field."""
    if key == "office.barcode":
        return BoxKind.BAR_CODE
    return BoxKind.TICK if is_tick else BoxKind.TEXT


def _rect(widget: Dictionary) -> Rect:
    """Read where a widget stands, corners in order."""
    left, bottom, right, top = (round(float(side), 3) for side in widget["/Rect"])
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _on_state(widget: Dictionary) -> str:
    """Read the state that ticks a box: the one of its appearances that is not Off."""
    normal = widget.get("/AP", Dictionary()).get("/N", Dictionary())
    states = (
        sorted(str(state) for state in normal if state != "/Off") if isinstance(normal, Dictionary) else []
    )
    return states[0] if states else ""


def measure(box: Box) -> str:
    """Write down what an edition's field is: name, page, kind, state, length and place to a point."""
    # Sides are cut at .72 of a point: no side of a measured edition lies within .03 of that, so a file that
    # another program saved again with fewer decimals still measures the same.
    place = " ".join(str(math.floor(side + 0.28)) for side in box.rect)
    flags = f"{int(box.is_multiline)}{box.cells}{box.align}"
    return f"{box.name}|{box.page}|{box.kind}|{box.state}|{box.max_length}|{flags}|{place}"


def check_digits(box: Box) -> str:
    """Give four check digits of a field."""
    return hashlib.sha256(measure(box).encode()).hexdigest()[:4]


def fingerprint(boxes: Iterable[Box]) -> str:
    """Give the fingerprint of all fields of a file."""
    lines = sorted(measure(box) for box in boxes)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
