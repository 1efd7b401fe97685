"""Form fields whose look the file leaves to the viewer: text, choices, ticks (ISO 32000-1, 12.7.3.3)."""

from __future__ import annotations

import pikepdf

from asylum_packet.intake.boxes import read_number
from asylum_packet.intake.lettering import Letters, Setting, letter
from asylum_packet.intake.placing import operands
from asylum_packet.intake.strings import colour_operators, read_text, text_setting
from asylum_packet.sheets import Rect

_MANY_LINES, _PASSWORD, _COMBO, _COMB = 1 << 12, 1 << 13, 1 << 17, 1 << 24
_MOST_OPTIONS = 2_000
_CHOSEN = b"0 0.2 0.44 rg"
_DEEPEST = 32


def field_appearance(pdf: pikepdf.Pdf, widget: pikepdf.Dictionary, box: Rect) -> pikepdf.Stream | None:
    """Draw a field's background, border and value; None where there is nothing to see."""
    turn = _turn(widget)
    wide, high = box[2] - box[0], box[3] - box[1]
    if turn in {90, 270}:
        wide, high = high, wide
    letters = Letters()
    content = _frame(widget, wide, high) + _value(pdf, widget, wide, high, letters)
    if not content:
        return None
    form = pdf.make_stream(content)
    form.stream_dict.Type = pikepdf.Name.XObject
    form.stream_dict.Subtype = pikepdf.Name.Form
    form.stream_dict.BBox = pikepdf.Array([0, 0, round(wide, 4), round(high, 4)])
    form.stream_dict.Resources = pikepdf.Dictionary(Font=letters.fonts(pdf))
    if turn:
        matrix = {90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}
        form.stream_dict.Matrix = pikepdf.Array([round(part, 4) for part in matrix[turn]])
    return form


def inherited(widget: pikepdf.Dictionary, key: str) -> pikepdf.Object | int | None:
    """Look an entry up in a field and the fields above it."""
    place: object = widget
    for _ in range(_DEEPEST):
        if not isinstance(place, pikepdf.Dictionary):
            return None
        found = place.get(key)
        if found is not None:
            return found
        place = place.get("/Parent")
    return None


def _flags(widget: pikepdf.Dictionary) -> int:
    """Read the field flags."""
    return int(read_number(inherited(widget, "/Ff")) or 0)


def _turn(widget: pikepdf.Dictionary) -> int:
    """Read how a field is turned on its page."""
    look = widget.get("/MK")
    degrees = read_number(look.get("/R")) if isinstance(look, pikepdf.Dictionary) else None
    return int(degrees or 0) // 90 % 4 * 90


def _frame(widget: pikepdf.Dictionary, wide: float, high: float) -> bytes:
    """Draw background and border."""
    look = widget.get("/MK")
    if not isinstance(look, pikepdf.Dictionary):
        return b""
    out = b""
    ground = colour_operators(_parts(look.get("/BG")), stroking=False)
    if ground:
        out += b"q " + ground + b" " + operands(0, 0, wide, high) + b" re f Q\n"
    edge = colour_operators(_parts(look.get("/BC")), stroking=True)
    style = widget.get("/BS")
    width = read_number(style.get("/W")) if isinstance(style, pikepdf.Dictionary) else 1.0
    if edge and width:
        inner = operands(width / 2, width / 2, wide - width, high - width)
        out += b"q " + edge + b" " + operands(width) + b" w " + inner + b" re S Q\n"
    return out


def _parts(value: object) -> list[float]:
    """Read the parts of a colour."""
    if not isinstance(value, pikepdf.Array) or len(value) > 4:
        return []
    return [read_number(value[index]) or 0.0 for index in range(len(value))]


def _value(pdf: pikepdf.Pdf, widget: pikepdf.Dictionary, wide: float, high: float, letters: Letters) -> bytes:
    """Draw what is filled in."""
    kind = str(inherited(widget, "/FT"))
    if kind == "/Btn":
        return _tick(wide, high) if _is_ticked(widget) else b""
    flags = _flags(widget)
    if kind == "/Ch" and not flags & _COMBO:
        return _listed(pdf, widget, wide, high, letters)
    text = _text(widget) if kind in {"/Tx", "/Ch"} else ""
    if not text:
        return b""
    if kind == "/Tx" and flags & _PASSWORD:
        text = "*" * len(text)
    size, colour = _setting(pdf, widget)
    cells = int(read_number(inherited(widget, "/MaxLen")) or 0) if flags & _COMB else 0
    how = Setting(
        size_pt=size,
        colour=colour,
        align=int(read_number(inherited(widget, "/Q")) or 0),
        many_lines=kind == "/Tx" and bool(flags & _MANY_LINES),
        cells=min(cells, 500),
    )
    clip = b"q " + operands(0, 0, wide, high) + b" re W n\n"
    return clip + letter(text, wide, high, how, letters) + b"\nQ\n"


def _setting(pdf: pikepdf.Pdf, widget: pikepdf.Dictionary) -> tuple[float, bytes]:
    """Read size and colour of a field's letters, its own or the form's."""
    form = pdf.Root.get("/AcroForm")
    shared = form.get("/DA") if isinstance(form, pikepdf.Dictionary) else None
    return text_setting(inherited(widget, "/DA") or shared)


def _listed(
    pdf: pikepdf.Pdf, widget: pikepdf.Dictionary, wide: float, high: float, letters: Letters
) -> bytes:
    """Draw a list from its first visible line on, with a bar under what is chosen."""
    size, colour = _setting(pdf, widget)
    size = size or 12.0
    row = size * 1.16
    first = max(int(read_number(inherited(widget, "/TI")) or 0), 0)
    shown = _options(widget)[first : first + int(high / row) + 1]
    value = inherited(widget, "/V")
    held = [value[n] for n in range(min(len(value), 100))] if isinstance(value, pikepdf.Array) else [value]
    chosen = {_shown(widget, one) for one in held}
    out = [b"q " + operands(0, 0, wide, high) + b" re W n"]
    for number, words in enumerate(shown):
        foot = high - 1 - row * (number + 1)
        how = Setting(size_pt=size, colour=b"1 g" if words in chosen else colour)
        if words in chosen:
            out.append(b"q " + _CHOSEN + b" " + operands(1, foot, wide - 2, row) + b" re f Q")
        line = letter(words, wide, row, how, letters)
        out.append(b"q " + operands(1, 0, 0, 1, 0, foot) + b" cm\n" + line + b"\nQ")
    return b"\n".join([*out, b"Q\n"]) if shown else b""


def _options(widget: pikepdf.Dictionary) -> list[str]:
    """List the words of a choice."""
    options = inherited(widget, "/Opt")
    if not isinstance(options, pikepdf.Array):
        return []
    listed = (options[index] for index in range(min(len(options), _MOST_OPTIONS)))
    return [read_text(one[1] if isinstance(one, pikepdf.Array) and len(one) > 1 else one) for one in listed]


def _text(widget: pikepdf.Dictionary) -> str:
    """Read a value as it is shown: of a choice, the words that stand for it."""
    value = inherited(widget, "/V")
    if isinstance(value, pikepdf.Array):
        return ", ".join(_shown(widget, value[index]) for index in range(min(len(value), 100)))
    return _shown(widget, value)


def _shown(widget: pikepdf.Dictionary, value: object) -> str:
    """Find the words a choice shows for a value."""
    text = str(value).lstrip("/") if isinstance(value, pikepdf.Name) else read_text(value)
    options = inherited(widget, "/Opt")
    if isinstance(options, pikepdf.Array):
        for index in range(min(len(options), _MOST_OPTIONS)):
            option = options[index]
            if isinstance(option, pikepdf.Array) and len(option) > 1 and read_text(option[0]) == text:
                return read_text(option[1])
    return text


def _is_ticked(widget: pikepdf.Dictionary) -> bool:
    """Say whether a box without a look of its own is on."""
    state = widget.get("/AS") or inherited(widget, "/V")
    return isinstance(state, pikepdf.Name) and str(state) != "/Off"


def _tick(wide: float, high: float) -> bytes:
    """Draw a cross from corner to corner."""
    edge = min(wide, high) * 0.2
    ends = ((edge, edge, wide - edge, high - edge), (edge, high - edge, wide - edge, edge))
    lines = (operands(a, b) + b" m " + operands(c, d) + b" l S" for a, b, c, d in ends)
    return b"q 0 G 1.2 w " + b" ".join(lines) + b" Q\n"
