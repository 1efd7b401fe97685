"""Looking at pages: PDFium's picture of a source, laid where its page went, beside that of the result."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from asylum_packet.facts import FileFact
from asylum_packet.findings import Finding, Source
from asylum_packet.intake import Intake, Prepared, Wanted, prepare
from asylum_packet.pages import PageRange

DPI = 72


def wanted(path: str, *pages: PageRange) -> Wanted:
    """Want a file of the case folder."""
    return Wanted(path=path, pages=pages, where=Source(file=path))


def take_in(folder: Path, *names: str, **options: object) -> Intake:
    """Prepare files of a folder, in this process unless told otherwise."""
    return prepare(folder, [wanted(name) for name in names], cache=folder / ".asylum-packet", **options)  # type: ignore[arg-type]


def one(
    folder: Path, name: str, data: bytes | None = None, **options: object
) -> tuple[Prepared, tuple[Finding, ...]]:
    """Prepare one file and expect pages."""
    if data is not None:
        (folder / name).write_bytes(data)
    intake = take_in(folder, name, **options)
    assert len(intake.prepared) == 1, intake.findings
    return next(iter(intake.prepared.values())), intake.findings


def refused(folder: Path, name: str, data: bytes | None = None, **options: object) -> Finding:
    """Prepare one file and expect exactly one error."""
    if data is not None:
        (folder / name).write_bytes(data)
    intake = take_in(folder, name, **options)
    assert not intake.prepared
    assert len(intake.findings) == 1, intake.findings
    return intake.findings[0]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """List the codes of findings."""
    return [finding.code for finding in findings]


def fact(prepared: Prepared) -> FileFact:
    """Give what was seen."""
    return prepared.fact


def pdf_of(prepared: Prepared) -> Path:
    """Give the file of the pages."""
    assert isinstance(prepared.sheets.pdf, Path)
    return prepared.sheets.pdf


def picture(file: Path, index: int = 0, *, dpi: int = DPI, password: str | None = None) -> Image.Image:
    """Draw a page as a viewer shows it, annotations and fields included."""
    with pdfium.PdfDocument(file, password=password) as document:
        document.init_forms()
        page = document[index]
        image = page.render(scale=dpi / 72, may_draw_forms=True).to_pil().convert("RGB")
        page.close()
        return image


def placed(source: Image.Image, size: tuple[int, int], scale: float, left: float, top: float) -> Image.Image:
    """Lay a picture on white paper, scaled, its upper left corner at `left`, `top` (pixels)."""
    paper = Image.new("RGB", size, "white")
    new = (max(1, round(source.width * scale)), max(1, round(source.height * scale)))
    paper.paste(
        source.resize(new, Image.Resampling.BOX if scale < 1 else Image.Resampling.NEAREST),
        (round(left), round(top)),
    )
    return paper


def difference(one_picture: Image.Image, other: Image.Image) -> float:
    """Give the share of pixels (0 to 1) that differ clearly, edges forgiven."""
    assert one_picture.size == other.size
    a, b = (picture.convert("RGB").filter(ImageFilter.BoxBlur(1.5)) for picture in (one_picture, other))
    grey = ImageChops.difference(a, b).convert("L").point(lambda value: 255 if value > 40 else 0)
    return grey.histogram()[255] / (grey.width * grey.height)


def ink_in_band(file: Path, index: int = 0) -> bool:
    """Say whether anything is in the lowest 28 points of a page, drawn at 144 dpi."""
    image = picture(file, index, dpi=144).convert("L")
    return image.crop((0, image.height - 56, image.width, image.height)).getextrema()[0] < 240
