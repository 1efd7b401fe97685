from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.law.profiles import ecas
from asylum_packet.packet import cut as cutting
from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.cut import cut
from asylum_packet.packet.verify import prove
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Packet, Part
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace
from tests.packet.paper import small_packet, small_sheets

Built = tuple[Path, Packet, Mapping[str, Sheets]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("cut")
    packet = small_packet(first_page=5)
    sheets = small_sheets(folder, packet)
    assemble(packet, sheets, folder / "packet.pdf", draft=False, title="Packet")
    return folder / "packet.pdf", packet, sheets


def pictures(path: Path) -> list[bytes]:
    return [page.render(scale=0.5).to_pil().tobytes() for page in pypdfium2.PdfDocument(path)]


def dangling(path: Path) -> list[str]:
    reader = PdfReader(path)
    pages = {page.indirect_reference for page in reader.pages}
    return [
        str(a)
        for page in reader.pages
        for a in page.get("/Annots", [])
        if a.get_object()["/Dest"].get_object()[0] not in pages
    ]


def test_the_set_is_the_packet_page_for_page(built, tmp_path):
    path, packet, sheets = built
    files = cut(path, packet, sheets, tmp_path / "efile")
    assert [(f.submission, f.part, f.path.name, f.pages) for f in files] == [
        ("brief", 0, "Reyes_Brief.pdf", PageRange(5, 10)),
        ("exhibits", 0, "Reyes_Exhibits.pdf", PageRange(11, 25)),
    ]
    assert [picture for f in files for picture in pictures(f.path)] == pictures(path)
    labels = [label for f in files for label in PdfReader(f.path).page_labels]
    assert labels == list(packet.stamps())
    for file in files:
        content = file.path.read_bytes()
        assert (file.size_bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        with pikepdf.open(file.path) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_links_inside_a_file_work_and_those_that_leave_it_are_dropped(built, tmp_path):
    path, packet, sheets = built
    brief, exhibits = cut(path, packet, sheets, tmp_path / "efile")
    with pikepdf.open(brief.path) as file:
        assert not any("/Annots" in page.obj for page in file.pages)
    assert "Tab A at 20" in pypdfium2.PdfDocument(brief.path)[3].get_textpage().get_text_bounded()
    reader = PdfReader(exhibits.path)
    targets = [
        reader.page_labels[reader.get_page_number(a.get_object()["/Dest"][0].get_object())]
        for a in reader.pages[1]["/Annots"]
    ]
    assert targets == ["Tab A - 14", "Tab A - 18", "Tab B - 21"]
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == [
        "Respondent’s Proposed Exhibits"
    ]


def test_a_submission_can_be_cut_anywhere_and_every_piece_keeps_its_numbers(built, tmp_path):
    path, packet, sheets = built
    parts = (
        Part(submission="exhibits", number=1, pages=PageRange(11, 18)),
        Part(submission="exhibits", number=2, pages=PageRange(19, 25)),
    )
    brief, *files = cut(path, replace(packet, parts=parts), sheets, tmp_path / "efile")
    assert brief.path.name == "Reyes_Brief.pdf"
    assert [file.path.name for file in files] == ["Reyes_Exhibits_Part1.pdf", "Reyes_Exhibits_Part2.pdf"]
    assert [(file.part, file.pages) for file in files] == [(1, PageRange(11, 18)), (2, PageRange(19, 25))]
    second = PdfReader(files[1].path)
    assert second.metadata is not None
    assert second.metadata.title == "Respondent’s Proposed Exhibits, part 2"
    assert second.page_labels[:3] == ["Tab A - 19", "Tab A - 20", "Tab B - 21"]
    assert second.outline[0].title == "Respondent’s Proposed Exhibits"
    first = PdfReader(files[0].path)
    assert len(first.pages[1]["/Annots"]) == 2
    assert dangling(files[0].path) == dangling(files[1].path) == []


def test_a_part_in_the_middle_of_a_document_says_what_goes_on_in_it(built, tmp_path):
    path, packet, sheets = built
    first, last = packet.submissions[1].pages.first, packet.submissions[1].pages.last
    document = packet.piece("police-report/original").pages
    middle = document.first + 1
    parts = tuple(
        Part(submission="exhibits", number=number, pages=PageRange(*pages))
        for number, pages in enumerate(((first, middle - 1), (middle, middle), (middle + 1, last)), start=1)
    )
    files = cut(path, replace(packet, parts=parts), sheets, tmp_path / "efile")
    assert all(PdfReader(file.path).outline for file in files)
    reader = PdfReader(next(file.path for file in files if file.pages == PageRange(middle, middle)))

    def lines(entries, depth=0):
        for entry in entries:
            if isinstance(entry, list):
                yield from lines(entry, depth + 1)
            else:
                yield depth, entry.title

    assert list(lines(reader.outline)) == [
        (0, "Respondent’s Proposed Exhibits"),
        (1, "Tab A: Police (report) \\ acta (continued)"),
        (2, "Police report (continued)"),
        (3, "Original (continued)"),
    ]


def test_a_file_that_fails_its_proof_is_refused(built, tmp_path, monkeypatch):
    path, packet, sheets = built
    monkeypatch.setattr(
        cutting, "prove", lambda file, *_, **__: ("page 7 is rotated",) if "Exh" in file.name else ()
    )
    with pytest.raises(ProofError, match=r"Reyes_Exhibits\.pdf is not what the plan says: page 7 is rotated"):
        cut(path, packet, sheets, tmp_path / "efile")


def test_a_file_over_the_limit_is_refused(built, tmp_path):
    path, packet, sheets = built
    tight = replace(ecas(), limit_bytes=10_000)
    with pytest.raises(ProofError, match=r"Reyes_Brief\.pdf has [\d,]+ bytes, and ECAS takes 10,000"):
        cut(path, packet, sheets, tmp_path / "efile", profile=tight)


def test_a_folder_that_cannot_be_made_is_an_output_error(built, tmp_path):
    path, packet, sheets = built
    (tmp_path / "out").write_bytes(b"a file where a folder should be")
    with pytest.raises(OutputError, match="efile cannot be written"):
        cut(path, packet, sheets, tmp_path / "out" / "efile")


def test_tampering_with_a_file_of_the_set_is_told(built, tmp_path):
    path, packet, sheets = built
    exhibits = cut(path, packet, sheets, tmp_path / "efile")[1]
    with pikepdf.open(exhibits.path, allow_overwriting_input=True) as file:
        kids = file.Root.Pages.Kids[0].Kids
        kids[4], kids[5] = file.pages[5].obj, file.pages[4].obj
        file.save(exhibits.path)
    faults = prove(exhibits.path, packet, sheets, draft=False, pages=exhibits.pages)
    assert "page 15: its stamp reads 'Tab A - 16', in the plan 'Tab A - 15' [ICPM-3.3-pagination]" in faults


def test_cutting_twice_gives_the_same_bytes(built, tmp_path):
    path, packet, sheets = built
    one = cut(path, packet, sheets, tmp_path / "one")
    two = cut(path, packet, sheets, tmp_path / "two")
    assert [f.sha256 for f in one] == [f.sha256 for f in two]


def test_a_packet_that_is_gone_or_not_ours_is_an_output_error(built, tmp_path):
    path, packet, sheets = built
    with pytest.raises(OutputError, match=r"gone\.pdf cannot be opened"):
        cut(tmp_path / "gone.pdf", packet, sheets, tmp_path / "efile")
    with pikepdf.open(path) as file:
        file.save(tmp_path / "other.pdf")
    content = path.read_bytes()
    (tmp_path / "torn.pdf").write_bytes(content[: len(content) // 2])
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "shifted.pdf").write_bytes(content.replace(b"\n3 0 obj\n", b"\n3 0 Obj\n"))
    for name in ("other", "torn", "empty", "shifted"):
        with pytest.raises(
            OutputError, match=rf"{name}\.pdf (is not a packet of ours|cannot be read)|of {name}\.pdf"
        ):
            cut(tmp_path / f"{name}.pdf", packet, sheets, tmp_path / "efile")


def test_pages_whose_content_looks_like_references_are_copied_unchanged(tmp_path):
    from asylum_packet.packet.layout import plan
    from asylum_packet.sequence import PieceKind
    from tests.packet.paper import TITLES, slot

    tricky = b"(1 0 R >> endobj 7 0 R) pop % stream 9 0 R endstream\nendobj\n4 0 obj\n"
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(612, 792)).obj
        properties = pikepdf.Dictionary(
            {"/A5": pikepdf.String("1 0 R (2 0 R)"), "/B": pikepdf.Name("/3 0 R")}
        )
        page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(P=file.make_indirect(properties)))
        page.Contents = file.make_stream(tricky)
        file.save(tmp_path / "tricky.pdf", compress_streams=False)
    packet = plan([slot("brief/body", PieceKind.BRIEF)], {"brief/body": 1}, submissions=TITLES)
    sheets = {"brief/body": Sheets(pdf=tmp_path / "tricky.pdf", count=1)}
    assemble(packet, sheets, tmp_path / "packet.pdf", draft=False, title="")
    (brief,) = cut(tmp_path / "packet.pdf", packet, sheets, tmp_path / "efile")
    with pikepdf.open(brief.path) as file:
        form = file.pages[0].obj.Resources.XObject.P
        assert form.read_bytes() == tricky
        assert str(form.Resources.Properties.P.A5) == "1 0 R (2 0 R)"
        assert str(form.Resources.Properties.P.B) == "/3 0 R"


def test_a_name_that_the_system_may_not_take_is_refused(built, tmp_path):
    path, packet, sheets = built
    odd = replace(packet.submissions[0], stem="Peña Brief")
    with pytest.raises(ProofError, match=r"'Peña Brief\.pdf' holds characters that ECAS may not take"):
        cut(path, replace(packet, submissions=(odd, packet.submissions[1])), sheets, tmp_path / "efile")
    assert not (tmp_path / "efile").exists()
