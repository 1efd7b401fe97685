"""Annotations and form fields painted into their page, as a viewer shows them on screen.

Screen, not print: the attorney chose the exhibit by what stood on the screen, and a sticky note or a field
without the print flag is evidence too. Hidden and no-view annotations stay away. The text behind a sticky
note is not printed (a viewer shows it only on a click); its symbol is, and a finding says on which pages.
"""

from __future__ import annotations

from typing import Final

import pikepdf

from asylum_packet.intake.layers import Layers
from asylum_packet.values import Struct

_HIDDEN, _NO_VIEW = 2, 32
_NEVER = frozenset({"/Popup"})
_SILENT = frozenset({"/Link", "/Widget"})
_MOST = 5_000


class Painted(Struct, frozen=True, kw_only=True):
    """What to add to a page: content in the page's user space, and the forms it names."""

    content: bytes = b""
    forms: tuple[tuple[str, pikepdf.Stream], ...] = ()
    comments: int = 0
    signatures: int = 0
    redactions: int = 0
    attachments: int = 0


UNPAINTED: Final = Painted()


def paint(pdf: pikepdf.Pdf, page: pikepdf.Dictionary, rotate: int, layers: Layers) -> Painted:
    """Collect the visible annotations of a page: fields last, as viewers draw them."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array) or len(annotations) == 0:
        return UNPAINTED
    shown = [
        thing
        for thing in (annotations[index] for index in range(min(len(annotations), _MOST)))
        if isinstance(thing, pikepdf.Dictionary) and _is_visible(thing, layers)
    ]
    shown.sort(key=lambda thing: thing.get("/Subtype") == pikepdf.Name.Widget)
    content: list[bytes] = []
    forms: list[tuple[str, pikepdf.Stream]] = []
    for thing in shown:
        form = _appearance(pdf, thing)
        if form is None:
            continue
        name = f"/A{len(forms)}"
        drawn = _drawn(thing, name, rotate)
        if drawn:
            forms.append((name, form))
            content.append(drawn)
    return Painted(
        content=b"\n".join(content),
        forms=tuple(forms),
        comments=sum(str(thing.get("/Subtype")) not in _SILENT for thing in shown),
        signatures=sum(_is_signature(thing) for thing in shown),
        attachments=sum(thing.get("/Subtype") == pikepdf.Name.FileAttachment for thing in shown),
        redactions=sum(thing.get("/Subtype") == pikepdf.Name.Redact for thing in shown),
    )


def _is_visible(thing: pikepdf.Dictionary, layers: Layers) -> bool:
    """Say whether a viewer shows an annotation on screen (ISO 32000-1, table 165)."""
    flags = thing.get("/F", 0)
    if not isinstance(flags, int) or flags & (_HIDDEN | _NO_VIEW):
        return False
    if str(thing.get("/Subtype")) in _NEVER:
        return False
    return layers.shows(thing.get("/OC"))


def _appearance(pdf: pikepdf.Pdf, thing: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Find the normal appearance that is shown, making one where the file leaves that to the viewer."""
    looks = thing.get("/AP")
    normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Dictionary) and not isinstance(normal, pikepdf.Stream):
        state = _state(thing, normal)
        thing.AS = pikepdf.Name(state)
        normal = normal.get(state)
        return _with_fonts(pdf, normal) if isinstance(normal, pikepdf.Stream) else None
    if not isinstance(normal, pikepdf.Stream) or _is_stale(pdf, thing):
        from asylum_packet.intake.appearances import make_appearance  # brings fonts along; few files need it

        made = make_appearance(pdf, thing)
        if made is not None:
            normal = made
            thing.AP = pikepdf.Dictionary(N=made)
    if not isinstance(normal, pikepdf.Stream):
        return None
    return _with_fonts(pdf, normal) if thing.get("/Subtype") == pikepdf.Name.Widget else normal


def _state(thing: pikepdf.Dictionary, states: pikepdf.Dictionary) -> str:
    """Choose the state of a box or button: its own, else its field's value, else off."""
    parent = thing.get("/Parent")
    above = parent.get("/V") if isinstance(parent, pikepdf.Dictionary) else None
    for state in (thing.get("/AS"), thing.get("/V"), above):
        if isinstance(state, pikepdf.Name) and (state in states or thing.get("/AS") == state):
            return str(state)
    return "/Off"


def _is_stale(pdf: pikepdf.Pdf, thing: pikepdf.Dictionary) -> bool:
    """Say whether the file asks viewers to draw its fields anew (NeedAppearances)."""
    form = pdf.Root.get("/AcroForm")
    return (
        thing.get("/Subtype") == pikepdf.Name.Widget
        and isinstance(form, pikepdf.Dictionary)
        and bool(form.get("/NeedAppearances", False))
    )


def _with_fonts(pdf: pikepdf.Pdf, form: pikepdf.Stream) -> pikepdf.Stream:
    """Give a field's appearance the form's own fonts where it names none (ISO 32000-1, 12.7.3.3)."""
    above = pdf.Root.get("/AcroForm")
    shared = above.get("/DR") if isinstance(above, pikepdf.Dictionary) else None
    if isinstance(shared, pikepdf.Dictionary):
        own = form.stream_dict.get("/Resources")
        if not isinstance(own, pikepdf.Dictionary):
            form.stream_dict.Resources = shared
        elif "/Font" not in own and "/Font" in shared:
            own.Font = shared.Font
    return form


def _drawn(thing: pikepdf.Dictionary, name: str, rotate: int) -> bytes:
    """Place the appearance in the annotation's rectangle (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    try:
        return pikepdf.Annotation(thing).get_page_content_for_appearance(
            pikepdf.Name(name), rotate, 0, _HIDDEN | _NO_VIEW
        )
    except (pikepdf.PdfError, ValueError, TypeError):
        return b""


def _is_signature(thing: pikepdf.Dictionary) -> bool:
    """Say whether a field holds a digital signature."""
    parent = thing.get("/Parent")
    places = [thing, parent] if isinstance(parent, pikepdf.Dictionary) else [thing]
    return any(place.get("/FT") == pikepdf.Name.Sig for place in places) and any(
        isinstance(place.get("/V"), pikepdf.Dictionary) for place in places
    )
