"""Make a case of 70 MB, build it, and look at its upload set with programs that had no part in making it.

    python -m benchmarks.parts [FOLDER]

One document alone is larger than a file of the set may be, so that a part begins and ends inside of it.
Every part is opened by itself (qpdf where it is installed, pypdf, pdfium), weighed, and compared with the
packet: all pages once and in order, numbers that go on, bookmarks, links that stay inside, an index that
names the parts. Prints a line a file, and ends with an AssertionError where something is not so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdf import PdfReader

from asylum_packet import build, read_case
from asylum_packet.law.profiles import ecas
from asylum_packet.pages import PageRange
from benchmarks.corpus import Size, make_case, make_exhibits

SEVENTY = Size(name="seventy", pages=220, exhibits=10, megabytes=30)
ONE_ALONE = Size(name="one alone", pages=40, exhibits=1, megabytes=28)
_LIVE = re.compile(rb"/(?:JavaScript|JS|Launch|URI|GoToR|SubmitForm|EmbeddedFile|AcroForm|XFA|Encrypt)\b")


def seventy(folder: Path) -> Path:
    """Write the case: ten documents, and one that alone needs two files."""
    make_case(folder, SEVENTY)
    (alone,) = make_exhibits(folder / "alone", ONE_ALONE)
    shutil.move(alone, folder / "exhibits" / "099 hospital file.pdf")
    shutil.rmtree(folder / "alone")
    return folder


def look(folder: Path) -> Iterator[str]:
    """Build the case and look at every file of the upload set; yield a line for each."""
    built = build(read_case(folder), folder / "out")
    assert not built.draft, [one.message for one in built.findings if one.severity == "error"]
    whole = PdfReader(built.packet)
    labels: list[str] = []
    texts: list[str] = []
    index = PdfReader(next(one.path for one in built.uploads if one.submission == "exhibits"))
    listed = " ".join("".join(page.extract_text() for page in index.pages[:6]).split())
    for one in built.uploads:
        _open_alone(one.path)
        reader = PdfReader(one.path)
        assert reader.root_object["/PageMode"] == "/UseOutlines"
        assert reader.outline, f"{one.path.name} has no bookmarks"
        inside = {page.indirect_reference for page in reader.pages}
        for page in reader.pages:
            for link in page.get("/Annots", ()):
                assert link.get_object()["/Dest"][0] in inside, f"{one.path.name} has a link that leaves it"
        if one.part:
            assert f"Part {one.part} {one.pages}" in listed, f"the index does not name part {one.part}"
        assert one.size_bytes <= ecas().aim_bytes
        labels += reader.page_labels
        texts += [page.extract_text() for page in reader.pages]
        yield f"{one.path.name}: {one.size_bytes / 1e6:.1f} MB, pages {one.pages}, proven alone"
    assert labels == whole.page_labels
    assert texts == [page.extract_text() for page in whole.pages]
    everything = PageRange(built.uploads[0].pages.first, built.uploads[-1].pages.last)
    assert sum(len(one.pages) for one in built.uploads) == len(everything) == len(whole.pages)
    yield f"{len(whole.pages)} pages, each once and in order, in {len(built.uploads)} files"


def _open_alone(path: Path) -> None:
    """Open a file with other programs, draw its first and last page, and look for what has no place in it."""
    with pypdfium2.PdfDocument(path) as document:
        for page in (document[0], document[len(document) - 1]):
            page.render(scale=0.2)
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    assert not _LIVE.search(path.read_bytes()), f"{path.name} holds something that acts"


def main() -> None:
    """Make, build, look, print."""
    with tempfile.TemporaryDirectory() as fresh:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else fresh) / "seventy"
        for line in look(seventy(folder)):
            print(line)


if __name__ == "__main__":
    main()
