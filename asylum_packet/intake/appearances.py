"""Appearances that a file leaves to the viewer: highlights, lines, notes, and the text of form fields."""

from __future__ import annotations

import pikepdf


def make_appearance(pdf: pikepdf.Pdf, thing: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Make the normal appearance of an annotation that has none; None where nothing is to be seen."""
    if thing.get("/Subtype") == pikepdf.Name.Widget:
        return _field_text(pdf, thing)
    return None


def _field_text(pdf: pikepdf.Pdf, thing: pikepdf.Dictionary) -> pikepdf.Stream | None:
    """Let qpdf draw the text of a field."""
    field = pdf.acroform.get_field_for_annotation(pikepdf.Annotation(thing))
    if field is None or not (field.is_text or field.is_choice):
        return None
    field.generate_appearance(pikepdf.Annotation(thing))
    made = thing.get("/AP", pikepdf.Dictionary()).get("/N")
    return made if isinstance(made, pikepdf.Stream) else None
