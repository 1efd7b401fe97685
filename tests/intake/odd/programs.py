"""PDFs as other programs write them: Ghostscript, LibreOffice, Chromium, reportlab, Pillow, img2pdf.

A program that is not on this machine gives none of its files; the table says so.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import img2pdf
from PIL import Image, ImageDraw
from reportlab.lib.colors import red
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.intake.odd.making import Odd, charted, document
from tests.support.chromium import chromium

_SECONDS = 120


def programs() -> Iterator[Odd]:
    """Yield what the programs on this machine write."""
    yield from _in_python()
    if shutil.which("gs"):
        yield from _ghostscript()
    if shutil.which("soffice"):
        yield from _libreoffice()
    if chromium():
        yield from _chromium()
    if shutil.which("tesseract"):
        yield from _tesseract()
    if shutil.which("qpdf"):
        yield from _qpdf()


def _in_python() -> Iterator[Odd]:
    out = BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), invariant=True, encrypt=None)
    canvas.acroForm.textfield(name="a", value="Ejemplo", x=100, y=300, width=200, height=30)
    canvas.acroForm.checkbox(name="b", checked=True, x=100, y=200, size=30)
    canvas.acroForm.radio(name="c", value="x", selected=True, x=200, y=200, size=30)
    canvas.acroForm.radio(name="c", value="y", selected=False, x=250, y=200, size=30)
    canvas.acroForm.choice(name="d", value="two", options=["one", "two"], x=100, y=100, width=90, height=24)
    canvas.bookmarkPage("x")
    canvas.linkRect("", "x", (400, 300, 500, 360), color=red, thickness=3)
    canvas.drawString(100, 500, "A form by reportlab")
    canvas.save()
    yield Odd(name="program-reportlab-form", data=out.getvalue())
    scan = _scan()
    flat = BytesIO()
    scan.save(flat, "PDF", save_all=True, append_images=[scan.rotate(180)], resolution=100)
    yield Odd(name="program-pillow", data=flat.getvalue())
    for mode, kind in (("RGB", "JPEG"), ("L", "PNG"), ("1", "TIFF"), ("CMYK", "JPEG"), ("P", "GIF")):
        held = BytesIO()
        scan.convert(mode).save(held, kind)
        yield Odd(name=f"program-img2pdf-{mode.lower()}", data=img2pdf.convert(held.getvalue()))


def _scan() -> Image.Image:
    """Draw what a scanner sees of a page."""
    page = Image.new("RGB", (850, 1100), "white")
    pen = ImageDraw.Draw(page)
    for row in range(30):
        pen.text((90, 90 + 30 * row), f"Line {row} of a letter that was scanned", fill="black")
    pen.rectangle((500, 800, 760, 1000), fill=(200, 30, 40))
    return page


_POSTSCRIPT = """%!PS-Adobe-3.0
<< /PageSize [{wide} {high}] >> setpagedevice
/Times-Roman findfont 40 scalefont setfont
1 0 0 setrgbcolor 50 50 100 80 rectfill
0 0.6 0 setrgbcolor {wide} 150 sub {high} 130 sub 100 80 rectfill
0 setgray 60 {high} 200 sub moveto (Printed by a press) show
gsave 100 300 translate 200 150 scale 8 8 8 [8 0 0 -8 0 8]
{{<00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0011223344556677>}} image grestore
{more}
showpage
"""


def _run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS)


def _ghostscript() -> Iterator[Odd]:
    shaded = (
        "gsave 300 300 200 200 rectclip << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [300 300 500 500]"
        " /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >> shfill grestore"
    )
    tiles = (
        "<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 20 20] /XStep 20 /YStep 20 /PaintProc"
        " {pop 1 0 0 setrgbcolor 0 0 10 10 rectfill} >> matrix makepattern setpattern"
        " 300 300 200 200 rectfill"
    )
    marked = "[ /Rect [100 100 300 150] /Contents (A mark) /Color [1 1 0] /Subtype /Text /ANN pdfmark"
    linked = (
        "[ /Rect [100 100 300 150] /Border [0 0 2] /Color [0 0 1]"
        " /Action << /Subtype /URI /URI (x:y) >> /Subtype /Link /ANN pdfmark"
    )
    ways: dict[str, tuple[tuple[str, ...], str, tuple[int, int]]] = {
        "1.2": (("-dCompatibilityLevel=1.2",), "", (612, 792)),
        "1.3": (("-dCompatibilityLevel=1.3",), shaded, (612, 792)),
        "1.4": (("-dCompatibilityLevel=1.4",), tiles, (612, 792)),
        "1.7": (("-dCompatibilityLevel=1.7",), shaded, (595, 842)),
        "screen": (("-dPDFSETTINGS=/screen",), shaded, (612, 792)),
        "prepress": (("-dPDFSETTINGS=/prepress",), tiles, (612, 792)),
        "pdfa": (("-dPDFA=2", "-sColorConversionStrategy=RGB"), shaded, (612, 792)),
        "grey": (("-sColorConversionStrategy=Gray", "-dProcessColorModel=/DeviceGray"), shaded, (612, 792)),
        "cmyk": (("-sColorConversionStrategy=CMYK", "-dProcessColorModel=/DeviceCMYK"), tiles, (612, 792)),
        "no-subset": (("-dSubsetFonts=false", "-dEmbedAllFonts=false"), "", (612, 792)),
        "uncompressed": (("-dCompressPages=false",), tiles, (842, 595)),
        "landscape": ((), shaded, (792, 612)),
        "a3": ((), tiles, (842, 1191)),
        "receipt": ((), "", (230, 1200)),
        "locked": (
            ("-sOwnerPassword=o", "-dEncryptionR=3", "-dKeyLength=128", "-dPermissions=-44"),
            "",
            (612, 792),
        ),
        "link": ((), linked, (612, 792)),
        "old-image-only": (("-dCompatibilityLevel=1.4", "-dHaveTransparency=false"), shaded, (612, 792)),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, (options, more, (wide, high)) in ways.items():
            (folder / "in.ps").write_text(_POSTSCRIPT.format(wide=wide, high=high, more=more))
            yield Odd(name=f"program-gs-{label}", data=_printed(folder, "pdfwrite", *options))
        (folder / "in.ps").write_text(_POSTSCRIPT.format(wide=612, high=792, more=marked))
        symbol = "PDFium draws the words of a note, viewers its symbol"
        yield Odd(name="program-gs-note", data=_printed(folder, "pdfwrite"), differs=symbol)
        for device in ("pdfimage24", "pdfimage8", "pdfimage32"):
            yield Odd(name=f"program-gs-{device}", data=_printed(folder, device, "-r100"))


def _printed(folder: Path, device: str, *options: str) -> bytes:
    """Have Ghostscript print in.ps."""
    quiet = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}")
    _run(*quiet, *options, "-sOutputFile=out.pdf", "in.ps", folder=folder)
    return (folder / "out.pdf").read_bytes()


_LETTER = """<html><body><h1>Carta</h1><p style="color:red">Estimado se&ntilde;or:</p>
<table border="1"><tr><td>Uno</td><td bgcolor="#ddeeff">Dos</td></tr></table>
<ul><li>a</li><li>b</li></ul><p><a href="http://example.org/">example</a></p></body></html>"""


def _libreoffice() -> Iterator[Odd]:
    ways = {
        "plain": "pdf:writer_pdf_Export",
        "tagged": 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
        "archive": 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',
        "bookmarks": 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}',
        "locked": 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"secret"}}',
        "restricted": 'pdf:writer_pdf_Export:{"RestrictPermissions":{"type":"boolean","value":"true"},'
        '"PermissionPassword":{"type":"string","value":"p"}}',
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letter.html").write_text(_LETTER)
        (folder / "table.csv").write_text("name,sum\nAna,10\nBea,20\n" * 40)
        office = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless")
        for label, filtered in ways.items():
            _run(
                *office,
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                filtered,
                "letter.html",
                folder=folder,
            )
            password = "secret" if label == "locked" else ""
            yield Odd(
                name=f"program-office-{label}", data=(folder / "letter.pdf").read_bytes(), password=password
            )
        _run(*office, "--convert-to", "pdf", "table.csv", folder=folder)
        yield Odd(name="program-office-table", data=(folder / "table.pdf").read_bytes())


_PAGE = """<style>@page {{size: {size}}} body {{background: linear-gradient(#fff, #def);
font-family: serif}} .a {{transform: rotate(-8deg); opacity: .5; filter: drop-shadow(4px 4px 3px)}}</style>
<h1>Periódico</h1><p class=a>Un artículo con sombra</p><svg width=200 height=120><circle cx=80 cy=60 r=50
fill=tomato /><path d="M0 0 L200 120" stroke=navy stroke-width=6 /></svg><input value=Ejemplo>
<p>日本 العربية"""


def _chromium() -> Iterator[Odd]:
    browser = chromium() or "chromium"
    for size in ("letter", "A3 landscape"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "page.html").write_text(_PAGE.format(size=size))
            options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'u'}")
            _run(
                browser,
                *options,
                "--no-pdf-header-footer",
                "--print-to-pdf=out.pdf",
                "page.html",
                folder=folder,
            )
            label = size.split()[0].lower()
            yield Odd(name=f"program-chromium-{label}", data=(folder / "out.pdf").read_bytes())


def _tesseract() -> Iterator[Odd]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _scan().save(folder / "scan.png", dpi=(100, 100))
        _run("tesseract", "scan.png", "out", "pdf", folder=folder)
        yield Odd(name="program-tesseract", data=(folder / "out.pdf").read_bytes())


def _qpdf() -> Iterator[Odd]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.pdf").write_bytes(document(charted(), charted(words="Second")))
        ways = {
            "rotate": ("--rotate=+90:1",),
            "overlay": ("--overlay", "in.pdf", "--from=2", "--to=1", "--"),
            "split-joined": ("--pages", ".", "2,1,2", "--"),
            "coalesced": ("--coalesce-contents", "--normalize-content=y"),
        }
        for label, options in ways.items():
            _run("qpdf", "in.pdf", *options, "out.pdf", folder=folder)
            yield Odd(name=f"program-qpdf-{label}", data=(folder / "out.pdf").read_bytes())
