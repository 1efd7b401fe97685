"""Optional content in every form: groups off, memberships, expressions, forms, pictures, annotations."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.intake.odd.making import LETTER, Leaf, Odd, chart, document, fonts, form, image

_RED = b"1 0 0 rg 60 60 200 200 re f"
_GREEN = b"0 0.7 0 rg 300 60 200 200 re f"
_PAGE = chart() + b" /OC /A BDC " + _RED + b" EMC /OC /B BDC " + _GREEN + b" EMC"


def layered() -> Iterator[Odd]:
    """Yield pages of which part is hidden when the file is opened."""
    yield from _configured()
    yield from _memberships()
    yield from _things()


def _file(setting, content: bytes = _PAGE, *, properties=None) -> bytes:
    """Make a page with two groups, A and B; `setting` configures them."""

    def change(pdf: pikepdf.Pdf) -> None:
        groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "AB"]
        pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=setting(*groups))
        named = properties(pdf, *groups) if properties else dict(zip(("/A", "/B"), groups, strict=True))
        pdf.pages[0].obj.Resources.Properties = Dictionary(named)

    return document(Leaf(content=content, resources=fonts()), change=change)


def _configured() -> Iterator[Odd]:
    def usage(state: pikepdf.Name):
        def setting(a: Dictionary, b: Dictionary) -> Dictionary:
            a.Usage = Dictionary(View=Dictionary(ViewState=state), Print=Dictionary(PrintState=Name.ON))
            event = Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([a]))
            return Dictionary(AS=Array([event]), OFF=Array([b]))

        return setting

    def print_only(a: Dictionary, b: Dictionary) -> Dictionary:
        a.Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
        event = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([a]))
        return Dictionary(AS=Array([event]), OFF=Array([b]))

    ways = {
        "all-on": lambda a, b: Dictionary(ON=Array([a, b])),
        "one-off": lambda a, b: Dictionary(OFF=Array([a])),
        "both-off": lambda a, b: Dictionary(OFF=Array([a, b])),
        "base-off": lambda a, b: Dictionary(BaseState=Name.OFF),
        "base-off-one-on": lambda a, b: Dictionary(BaseState=Name.OFF, ON=Array([b])),
        "on-and-off": lambda a, b: Dictionary(ON=Array([a]), OFF=Array([a])),
        "usage-view-off": usage(Name.OFF),
        "usage-view-on": usage(Name.ON),
        "usage-print-off": print_only,
        "radio": lambda a, b: Dictionary(OFF=Array([b]), RBGroups=Array([Array([a, b])])),
        "unnamed": lambda a, b: Dictionary(OFF=Array([a, None, 5])),
    }
    for name, setting in ways.items():
        yield Odd(name=f"layer-{name}", data=_file(setting))
    nested = (
        chart()
        + b" /OC /A BDC "
        + _RED
        + b" /OC /B BDC "
        + _GREEN
        + b" EMC 0 0 1 rg 300 300 50 50 re f EMC 0.5 g 400 400 90 90 re f"
    )
    yield Odd(name="layer-nested", data=_file(ways["one-off"], nested))
    leaky = (
        chart() + b" /OC /A BDC 1 0 0 rg 0.5 0 0 0.5 90 90 cm BT /F 90 Tf 9 9 Td (Hidden) Tj ET"
        b" q 0 0 9 9 re W n EMC Q 20 20 300 300 re f"
    )
    yield Odd(name="layer-state-leaks-out", data=_file(ways["one-off"], leaky))
    drawn = (
        chart() + b" /OC /A BDC BT /F 40 Tf 60 400 Td (a) ' 3 1 (b) \" [(c) 3 (d)] TJ ET /S sh"
        b" BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x40\x80\xff EI 0 0 50 50 re B* EMC " + _GREEN
    )
    yield Odd(name="layer-every-operator", data=_file(ways["one-off"], drawn))


def _memberships() -> Iterator[Odd]:
    def of(policy: str):
        def properties(pdf: pikepdf.Pdf, a: Dictionary, b: Dictionary) -> dict[str, Dictionary]:
            member = Dictionary(Type=Name.OCMD, OCGs=Array([a, b]), P=Name("/" + policy))
            return {"/A": pdf.make_indirect(member), "/B": b}

        return properties

    for policy in ("AnyOn", "AllOn", "AnyOff", "AllOff"):
        data = _file(lambda a, b: Dictionary(OFF=Array([a])), properties=of(policy))
        yield Odd(name=f"layer-member-{policy}", data=data)

    def expression(pdf: pikepdf.Pdf, a: Dictionary, b: Dictionary) -> dict[str, Dictionary]:
        rule = Array([Name.And, b, Array([Name.Not, a])])
        return {"/A": pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=rule)), "/B": a}

    yield Odd(
        name="layer-expression", data=_file(lambda a, b: Dictionary(OFF=Array([a])), properties=expression)
    )


def _things() -> Iterator[Odd]:
    """Yield forms, pictures and annotations that belong to a hidden group."""

    def hidden(what: str) -> bytes:
        def change(pdf: pikepdf.Pdf) -> None:
            group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("A")))
            pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
            page = pdf.pages[0].obj
            if what == "form":
                thing = form(pdf, chart(), LETTER, OC=group)
            elif what == "picture":
                thing = image(pdf, bytes(range(0, 192)), (8, 8), OC=group)
            else:
                inner = form(pdf, _RED, LETTER, OC=group)
                thing = form(
                    pdf, _GREEN + b" /Y Do", LETTER, Resources=Dictionary(XObject=Dictionary(Y=inner))
                )
            page.Resources.XObject = Dictionary(X=thing)
            if what == "annotation":
                look = Dictionary(N=form(pdf, _RED, LETTER))
                mark = Dictionary(
                    Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array(list(LETTER)), AP=look, OC=group
                )
                page.Annots = Array([pdf.make_indirect(mark)])

        painted = {"annotation": b"", "picture": b"300 0 0 300 50 50 cm /X Do"}.get(what, b"/X Do")
        content = chart() + b" q " + painted + b" Q"
        return document(Leaf(content=content, resources=fonts()), change=change)

    for what in ("form", "picture", "form-in-form", "annotation"):
        differs = "PDFium shows marks of a hidden layer; Acrobat and poppler do not" * (what == "annotation")
        yield Odd(name=f"layer-hides-{what}", data=hidden(what), differs=differs)
