"""Well-formed files written in unusual ways: streams, object streams, encryption, trees, references."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Permissions, String

from tests.intake.odd.making import LETTER, Leaf, Odd, chart, charted, document, fonts, form, reopened


def structure() -> Iterator[Odd]:
    """Yield files that are whole but written as few programs write them."""
    yield from _saved()
    yield from _locked()
    yield from _contents()
    yield from _trees()
    yield from _besides()


def _saved() -> Iterator[Odd]:
    plain = charted()
    ways: dict[str, dict[str, object]] = {
        "object-streams": {"object_stream_mode": ObjectStreamMode.generate},
        "linearized": {"linearize": True},
        "uncompressed": {"compress_streams": False, "qdf": True},
        "old-version": {"force_version": "1.1"},
        "new-version": {"force_version": "2.0"},
    }
    for name, how in ways.items():
        yield Odd(name=f"saved-{name}", data=document(plain, charted(words="Second"), **how))
    data = document(plain)
    yield Odd(name="saved-junk-before", data=b"HTTP/1.1 200 OK\r\n\r\n" + data)
    yield Odd(name="saved-junk-after", data=data + b"\n<html>downloaded</html>\n" * 40)
    yield Odd(name="saved-nul-after", data=data + bytes(3000))
    yield Odd(name="saved-twice", data=_updated(data))
    yield Odd(name="saved-no-version", data=data.replace(b"%PDF-1.", b"%PDF-x.", 1))


def _updated(data: bytes) -> bytes:
    """Append an incremental update that replaces the page's content (ISO 32000-1, 7.5.6)."""
    with pikepdf.open(BytesIO(data)) as pdf:
        number, _ = pdf.pages[0].obj.Contents.objgen
        root, size = pdf.trailer.Root.objgen[0], int(pdf.trailer.Size)
    content = chart(words="Changed later")
    at = len(data) + 1
    body = b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    before = int(data[data.rfind(b"startxref") + 9 :].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        before,
        at + len(body),
    )
    return data + b"\n" + body + table + trailer


def _locked() -> Iterator[Odd]:
    ways = {
        "rc4-40": Encryption(owner="o", user="", R=2, aes=False, metadata=False),
        "rc4-128": Encryption(owner="o", user="", R=3, aes=False, metadata=False),
        "aes-128": Encryption(owner="o", user="", R=4, aes=True),
        "aes-256": Encryption(owner="o", user="", R=6, aes=True),
        "no-printing": Encryption(
            owner="o", user="", allow=Permissions(print_lowres=False, print_highres=False, extract=False)
        ),
    }
    for name, how in ways.items():
        yield Odd(name=f"locked-{name}", data=document(charted(), encryption=how))
    for name, revision, aes in (("rc4", 3, False), ("aes", 6, True)):
        for label, password in (("given", "secret"), ("owner-given", "owner"), ("not-given", "")):
            user = "secret" if password else "which nobody gives"
            how = Encryption(owner=password or user, user=user, R=revision, aes=aes, metadata=aes)
            data = document(charted(words=label), encryption=how)
            code = "" if password else "FILE-locked"
            yield Odd(name=f"locked-{name}-{label}", data=data, password=password, code=code)


def _contents() -> Iterator[Odd]:
    content = chart()
    middle = content.index(b"0 0 1 rg")

    def split(*parts: bytes) -> bytes:
        def change(pdf: pikepdf.Pdf) -> None:
            pdf.pages[0].obj.Contents = Array([pdf.make_stream(part) for part in parts])

        return document(Leaf(content=b"", resources=fonts()), change=change)

    yield Odd(name="contents-split", data=split(content[:middle], content[middle:]))
    yield Odd(name="contents-split-in-token", data=split(content[: middle + 1], content[middle + 2 :]))
    yield Odd(name="contents-many", data=split(*content.splitlines(keepends=True)))
    yield Odd(name="contents-empty-parts", data=split(b"", content, b""))
    yield Odd(name="contents-none", data=document(charted(), change=_drop("/Contents")))
    yield Odd(name="contents-empty-array", data=document(charted(), change=_put("/Contents", Array([]))))
    yield Odd(name="contents-number", data=document(charted(), change=_put("/Contents", 7)))
    odd = {
        "unbalanced-save": b"q q q 0.5 0 0 0.5 20 20 cm " + content,
        "unbalanced-restore": b"Q Q " + content + b" Q Q Q",
        "unknown-operators": b"foo 1 2 3 bar BX 1 2 baz EX " + content + b" 7 quux",
        "text-left-open": content.replace(b" ET Q", b""),
        "comments": b"% nothing\r" + content.replace(b"\n", b" % a remark\r\n"),
        "huge-numbers": b"1e5 2 m 99999999999999999999 3 l n " + content,
        "bad-numbers": b"--5 .5.5 m 1- 2 l n " + content,
        "names-with-escapes": content.replace(b"/F ", b"/#46 "),
        "missing-font": content + b" BT /Nowhere 30 Tf 100 500 Td (still here) Tj ET",
        "missing-picture": content + b" /Nothing Do",
        "marked-content": b"/P <</MCID 0>> BDC " + content + b" EMC EMC",
        "clip-everything": b"q 0 0 0 0 re W n 0 g 0 0 612 792 re f Q " + content,
        "white-first": b"1 g 0 0 612 792 re f " + content,
        "deep-saves": b"q " * 300 + content + b" Q" * 300,
        "dashes": content + b" [3 0 2] 1 d 5 w 50 400 m 500 400 l S [0 0] 0 d 50 380 m 500 380 l S",
        "zero-width-line": content + b" 0 w 50 400 m 500 410 l S",
        "mirrored": b"-1 0 0 -1 612 792 cm " + content,
        "sheared": b"0.8 0.1 0.3 0.7 20 20 cm " + content,
        "flat-matrix": b"q 0 0 0 0 0 0 cm 0 0 5 5 re f Q " + content,
    }
    for name, data in odd.items():
        yield Odd(name=f"contents-{name}", data=document(Leaf(content=data, resources=fonts())))
    yield Odd(name="contents-double-deflate", data=document(charted(), change=_double))
    yield Odd(name="contents-ascii85", data=document(charted(), change=_in_ascii))
    yield Odd(name="contents-with-group", data=document(charted(), change=_put("/Group", _GROUP)))
    yield Odd(name="contents-turned-with-unit", data=document(charted(Rotate=90, UserUnit=2)))
    yield Odd(name="contents-shared", data=document(charted(), charted(), change=_share))


_GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True, K=False)


def _drop(key: str):
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj[key]

    return change


def _put(key: str, value: object):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    return change


def _double(pdf: pikepdf.Pdf) -> None:
    """Pack the content twice."""
    twice = pdf.make_stream(zlib.compress(zlib.compress(chart())))
    twice.stream_dict.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].obj.Contents = twice


def _in_ascii(pdf: pikepdf.Pdf) -> None:
    """Write the packed content in letters."""
    packed = pdf.make_stream(zlib.compress(chart()).hex().encode() + b">")
    packed.stream_dict.Filter = Array([Name.ASCIIHexDecode, Name.FlateDecode])
    packed.stream_dict.DecodeParms = Array([None, None])
    pdf.pages[0].obj.Contents = packed


def _share(pdf: pikepdf.Pdf) -> None:
    """Let two pages show one content through different windows."""
    pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents
    pdf.pages[1].obj.CropBox = Array([0, 400, 612, 792])


def _trees() -> Iterator[Odd]:
    def flat(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids = Array([page.obj for page in pdf.pages])

    leaves = [charted(words=f"Page {number}") for number in range(1, 5)]
    yield Odd(name="tree-flat", data=document(*leaves, change=flat))

    def untyped(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj["/Type"]

    yield Odd(name="tree-untyped", data=document(*leaves, change=untyped))

    def twice(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages.Kids[0])
        pdf.Root.Pages.Count = 5

    yield Odd(name="tree-page-twice", data=document(*leaves, change=twice))

    def null(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.insert(1, None)

    yield Odd(name="tree-null-kid", data=document(*leaves, change=null), is_hurt=True)

    def high(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Count = 9

    yield Odd(name="tree-counts-too-many", data=document(*leaves, change=high), is_hurt=True)

    def low(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Count = 2

    yield Odd(name="tree-counts-too-few", data=document(*leaves, change=low), is_hurt=True)
    yield Odd(name="tree-no-pages", data=document(), code="FILE-empty")


def _besides() -> Iterator[Odd]:
    """Yield files with what pages do not show: scripts, files, threads, tags, page labels."""

    def scripts(pdf: pikepdf.Pdf) -> None:
        act = Dictionary(S=Name.JavaScript, JS=String("app.alert('boo');"))
        pdf.Root.OpenAction = act
        pdf.pages[0].obj.AA = Dictionary(O=act)
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), act])))

    yield Odd(name="besides-scripts", data=document(charted(), change=scripts))

    def attached(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["notes.txt"] = b"private notes"

    yield Odd(name="besides-attachment", data=document(charted(), change=attached))

    def told(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = "Ana Ejemplo"
        with pdf.open_metadata() as about:
            about["dc:creator"] = ["Ana Ejemplo"]
        pdf.pages[0].obj.PieceInfo = Dictionary(App=Dictionary(Private=String("x")))
        pdf.pages[0].obj.Thumb = pdf.make_stream(bytes(300), Width=10, Height=10)

    yield Odd(name="besides-metadata", data=document(charted(), change=told))

    def tagged(pdf: pikepdf.Pdf) -> None:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
        pdf.pages[0].obj.StructParents = 0

    yield Odd(name="besides-tags", data=document(charted(), change=tagged))

    def outline(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as marks:
            marks.root.append(pikepdf.OutlineItem("First", 0))

    yield Odd(name="besides-outline", data=document(charted(), change=outline))

    def moving(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Dur = 3
        pdf.pages[0].obj.Trans = Dictionary(S=Name.Dissolve)
        pdf.pages[0].obj.Tabs = Name.S

    yield Odd(name="besides-presentation", data=document(charted(), change=moving))

    def nested(pdf: pikepdf.Pdf) -> None:
        inner = form(pdf, chart(), LETTER)
        for _ in range(12):
            resources = Dictionary(XObject=Dictionary(X=inner))
            inner = form(pdf, b"q 0.97 0 0 0.97 5 5 cm /X Do Q", LETTER, Resources=resources)
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")

    yield Odd(name="forms-nested", data=document(charted(), change=nested))

    def bare(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(chart(), Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(LETTER)))
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")

    yield Odd(name="forms-without-resources", data=document(charted(), change=bare))
    yield Odd(name="forms-clipped", data=document(charted(), change=_clipped))
    yield Odd(
        name="merged-twice", data=reopened(document(charted()), lambda pdf: pdf.pages.extend(pdf.pages))
    )


def _clipped(pdf: pikepdf.Pdf) -> None:
    """Show a chart through the box and the matrix of a form."""
    inner = form(pdf, chart(), (100, 100, 400, 500), Matrix=Array([0.9, 0.2, -0.2, 0.9, 60, 0]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")
