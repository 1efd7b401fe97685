"""Official blanks with their fields filled in, as other programs leave them: to read back."""

from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Name, String

from asylum_packet.form.boxes import BoxKind, read_boxes
from asylum_packet.form.derive import written

CHILDREN_ON_FORM, SUPPLEMENT_A, SUPPLEMENT_B = 4, 11, 12


def texts_of(answers):
    """Give what stands in each box, by the keys of the boxes: children five and six on Supplement A."""
    return {_box_key(key): text for key, text in written(answers).items()}


def _box_key(key):
    for row in range(2):
        key = key.replace(f"children[{CHILDREN_ON_FORM + row}].", f"supplement_a.children[{row}].")
    return key


def utf16(text):
    return b"\xfe\xff" + text.encode("utf-16-be")


def utf8(text):
    return b"\xef\xbb\xbf" + text.encode()


def plain_utf8(text):
    return text.encode()


def pdfdoc(text):
    return bytes(String(text))


ENCODINGS = {"utf16": utf16, "utf8": utf8, "plain utf8": plain_utf8, "PDFDocEncoding": pdfdoc}


@lru_cache(maxsize=4)
def _boxes(blank: bytes):
    """List the boxes of a blank with page and place among its annotations, to find them again in a copy."""
    with pikepdf.open(BytesIO(blank)) as pdf:
        spots = {
            id_of(each): (number, index)
            for number, page in enumerate(pdf.pages)
            for index, each in enumerate(page.obj.Annots)
        }
        return tuple((box, *spots[id_of(widget)]) for box, widget in read_boxes(pdf))


def light(blank) -> bytes:
    """Give a blank (a path) without what makes it slow to save: its second form, its tree, its rights."""
    with pikepdf.open(blank) as pdf:
        del pdf.Root.AcroForm.XFA, pdf.Root.StructTreeRoot, pdf.Root.Perms
        written_to = BytesIO()
        pdf.save(written_to, encryption=False)
    return written_to.getvalue()


def filled_in(blank: bytes, texts, *, encode=pdfdoc, change=None, **saving) -> bytes:
    """Fill the fields of a blank with texts and ticks by key.

    Args:
        blank: The official blank, or what `light` makes of it.
        texts: What stands in each box.
        encode: How texts are encoded.
        change: Called with the open file before it is saved.
        saving: Arguments of pikepdf's save, such as encryption.
    """
    with pikepdf.open(BytesIO(blank)) as pdf:
        annotations = [page.obj.Annots for page in pdf.pages]
        for box, page, index in _boxes(blank):
            if text := texts.get(box.key, ""):
                put(box, annotations[page][index], text, encode)
        if change is not None:
            change(pdf)
        written_to = BytesIO()
        pdf.save(written_to, **{"encryption": False, **saving})
    return written_to.getvalue()


def widget(pdf, name):
    """Find a field by the name of its own."""
    return next(each for page in pdf.pages for each in page.obj.Annots if each.get("/T") == name)


def put(box, widget, text, encode=pdfdoc):
    """Put an answer into a field, if it is the field's."""
    if box.kind is BoxKind.TICK and text == box.value and text:
        widget.V = widget.AS = Name(box.state)
    elif box.kind is BoxKind.TEXT and text:
        widget.V = String(encode(text))


def copied_page(pdf, number, texts, encode=pdfdoc):
    """Append a copy of a page with fields of its own, as people add supplements."""
    fields = {id_of(widget): box for box, widget in read_boxes(pdf)}
    pdf.pages.append(pdf.pages[number - 1])
    page = pdf.pages[-1].obj
    page.Annots = pdf.make_indirect(pikepdf.Array([_own_copy(pdf, w) for w in page.Annots]))
    for old, new in zip(pdf.pages[number - 1].obj.Annots, page.Annots, strict=True):
        box = fields[id_of(old)]
        for key in ("/V",):
            if key in new:
                del new[key]
        if box.kind is BoxKind.TICK:
            new.AS = Name.Off
        put(box, new, texts.get(box.key, ""), encode)


def id_of(widget):
    return widget.objgen


def _own_copy(pdf, widget):
    return pdf.make_indirect(pikepdf.Dictionary({**dict(widget.items())}))
