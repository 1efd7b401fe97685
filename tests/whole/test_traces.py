"""Nothing that photographs, PDFs and pictures say of their makers is in the packet, packed or not."""

import io
import json

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

from asylum_packet import build, read_case
from tests.support.mini import write_mini_case

TRACES = ("camera", "gps", "comment", "notes", "author", "xmp", "script", "attached", "pieces", "marker")
TRACES += ("field", "outside", "layer", "tagged", "address", "thumb", "inner")


def trace(name):
    return f"Secret-{name}-trace"


def photograph():
    traces = Image.Exif()
    traces[0x010F] = trace("camera")
    place = traces.get_ifd(0x8825)
    place[1], place[2], place[28] = "N", (13.0, 41.0, 7.0), trace("gps")
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(
        out, "JPEG", exif=traces, comment=trace("comment").encode(), xmp=trace("xmp").encode()
    )
    return out.getvalue()


def drawing():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", trace("notes"))
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "olive").save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def document():
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792))
        page = pdf.pages[0].obj
        script = Dictionary(S=Name.JavaScript, JS=String(trace("script")))
        with pdf.open_metadata() as about:
            about["dc:title"] = trace("xmp")
        pdf.docinfo["/Author"] = trace("author")
        pdf.attachments["x.txt"] = trace("attached").encode()
        pdf.Root.OpenAction = script
        pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))
        page.PieceInfo = Dictionary(App=Dictionary(Private=String(trace("pieces"))))
        page.Thumb = pdf.make_stream(trace("thumb").encode(), Width=1, Height=1)
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(trace("layer"))))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Alt=String(trace("tagged"))))
        link = Dictionary(S=Name.URI, URI=String("https://example.org/" + trace("address")))
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 30, 30]), T=String(trace("marker"))
        )
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(trace("field")),
            Rect=Array([9, 99, 90, 120]),
        )
        leads = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), A=link)
        page.Annots = Array([pdf.make_indirect(one) for one in (note, field, leads)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]))
        picture = pdf.make_stream(
            photograph().replace(trace("camera").encode(), trace("inner").encode() + b"-"),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=400,
            Height=300,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB,
            Filter=Name.DCTDecode,
        )
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(
            Font=Dictionary(F=font), XObject=Dictionary(P=picture), Properties=Dictionary(L=layer)
        )
        hidden = f"BT /F 12 Tf 60 2000 Td ({trace('outside')}) Tj ET"
        shown = "/OC /L BDC q 300 0 0 200 150 400 cm /P Do Q EMC BT /F 20 Tf 150 300 Td (Shown) Tj ET "
        page.Contents = pdf.make_stream((shown + hidden).encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def unpacked(path):
    """Give everything in a PDF as bytes: objects as they are written, streams as they unpack."""
    with pikepdf.open(path) as pdf:
        parts = [str(pdf.trailer).encode()]
        for thing in pdf.objects:
            parts.append(
                thing.unparse() if not isinstance(thing, pikepdf.Stream) else thing.stream_dict.unparse()
            )
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_raw_bytes())
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:  # a picture
                    continue
    return b"\n".join(parts)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    files = {
        "exhibits/21 photo.jpg": photograph(),
        "exhibits/22 drawing.png": drawing(),
        "exhibits/23 document.pdf": document(),
        "exhibits/24 House/a.jpg": photograph(),
    }
    case = write_mini_case(tmp_path_factory.mktemp("traces") / "mini", files=files)
    listed = case / "exhibits.yaml"
    before = listed.read_text() if listed.is_file() else ""
    listed.write_text(before + "\n24 House: {per_sheet: 2}\n")
    return build(read_case(case), case / "out")


def test_the_files_hold_every_trace_that_is_looked_for():
    held = photograph() + drawing() + b"".join([document(), unpacked(io.BytesIO(document()))])
    assert [name for name in TRACES if trace(name).encode() not in held] == []


def test_no_trace_is_in_the_packet_or_its_upload_files(built):
    files = [built.packet, *(one.path for one in built.uploads), *built.to_sign]
    assert built.packet.is_file()
    for path in files:
        inside = unpacked(path)
        found = [
            name
            for name in TRACES
            if trace(name).encode() in inside or trace(name).encode("utf-16-be") in inside
        ]
        assert found == [], path.name
        assert b"JavaScript" not in inside
        assert b"Exif\x00" not in inside
        assert b"EmbeddedFile" not in inside


def test_the_manifest_names_what_was_removed(built):
    told = {one["path"]: one["what"] for one in json.loads(built.manifest.read_text())["removed"]}
    assert told["exhibits/21 photo.jpg"] == ["camera data"]
    assert told["exhibits/24 House"] == ["camera data"]
    assert {"metadata", "scripts", "embedded files", "thumbnails", "piece info", "links"} <= set(
        told["exhibits/23 document.pdf"]
    )
    assert "text outside of the page" in told["exhibits/23 document.pdf"]
