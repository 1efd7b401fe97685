"""The face of a run: what stands out in its paragraph, and what Markdown has no way to write."""

from __future__ import annotations

from asylum_packet.papers.faces import Face
from asylum_packet.word.archive import Node
from asylum_packet.word.looks import Styles, is_on

_TYPEWRITERS = {"html code", "source text", "verbatim char", "html typewriter", "inline code"}
_MARKS = (
    ("w:strike", "struck-out words"),
    ("w:dstrike", "struck-out words"),
    ("w:highlight", "highlighted words"),
)
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapfdingbats")


class RunFace(Face, frozen=True, kw_only=True):
    """How a run stands out from its paragraph, with what Markdown cannot say."""

    capitals: bool = False
    hidden: bool = False
    symbols: bool = False
    marks: tuple[str, ...] = ()


def face_of(run: Node | None, paragraph_style: str, styles: Styles) -> RunFace:
    """Tell the face of a run from its properties, its style and that of its paragraph."""
    style = (run.value("w:rStyle") if run else None) or ""

    def found(name: str) -> Node | None:
        direct = run.find(name) if run else None
        if direct is None and style:
            direct = styles.run(style, name)
        return direct if direct is not None else styles.run(paragraph_style, name)

    def own(name: str) -> bool:
        return is_on(styles.run(paragraph_style, name))

    linked = "hyperlink" in styles.name(style) if style else False
    return RunFace(
        bold=is_on(found("w:b")) and not own("w:b"),
        italic=is_on(found("w:i")) != own("w:i"),
        small_caps=is_on(found("w:smallCaps")),
        underline=is_on(found("w:u")) and not own("w:u") and not linked,
        mono=any(name in _TYPEWRITERS for name in styles.names(style)) if style else False,
        capitals=is_on(found("w:caps")),
        hidden=is_on(found("w:vanish")),
        symbols=_is_symbol_font(run),
        marks=_marks(run),
    )


def _marks(run: Node | None) -> tuple[str, ...]:
    """Name the marks on a run that are not carried over."""
    if run is None:
        return ()
    marks = [words for name, words in _MARKS if is_on(run.find(name))]
    raised = run.value("w:vertAlign") in {"superscript", "subscript"}
    reference = (run.value("w:rStyle") or "").casefold().startswith(("footnote", "endnote"))
    return (*marks, *(("raised or lowered letters",) if raised and not reference else ()))


def _is_symbol_font(run: Node | None) -> bool:
    """Say whether the letters of a run stand for signs."""
    fonts = run.find("w:rFonts") if run else None
    name = (fonts.get("w:ascii") or fonts.get("w:hAnsi")).casefold() if fonts else ""
    return name.startswith(_SYMBOL_FONTS)
