from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from asylum_packet.errors import OutputError, ProofError
from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.layout import plan
from asylum_packet.packet.verify import prove
from asylum_packet.sequence import Packet, PieceKind
from asylum_packet.sheets import OFFICIAL_FORM_STAMP, Heading, Link, Sheets, Target
from asylum_packet.values import replace
from tests.packet.paper import LANDSCAPE, TITLES, Line, Page, pdf, plain, slot, small_packet, small_sheets


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Packet, Mapping[str, Sheets]]:
    folder = tmp_path_factory.mktemp("built")
    packet = small_packet(first_page=41)
    sheets = small_sheets(folder, packet)
    assemble(packet, sheets, folder / "packet.pdf", draft=False, title="In the Matter of Reyes – packet")
    return folder / "packet.pdf", packet, sheets


def one_piece(folder: Path, sheets: Sheets, *, pages: int, kind: PieceKind = PieceKind.BRIEF) -> Path:
    packet = plan([slot("brief/body", kind)], {"brief/body": pages}, submissions=TITLES)
    path = folder / "one.pdf"
    assemble(packet, {"brief/body": sheets}, path, draft=False, title="One")
    assert prove(path, packet, {"brief/body": sheets}, draft=False) == ()
    return path


def texts(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]


def test_every_page_shows_its_paper_and_bears_its_stamp_which_is_its_label(built):
    path, packet, _ = built
    stamps = list(packet.stamps())
    assert stamps[:2] == ["41", "42"]
    assert "Tab A - 50" in stamps
    assert PdfReader(path).page_labels == stamps
    pages = texts(path)
    papers = [(p.key, n) for p in packet.pieces for n in range(1, len(p.pages) + 1)]
    for text, words, (key, number) in zip(pages, stamps, papers, strict=True):
        assert text.rstrip().endswith(words)
        if key not in {"brief/cover", "brief/body", "exhibits/index"} and "photos" not in key:
            assert f"{key} page {number}" in text


def test_qpdf_finds_nothing_to_say(built):
    path, _, _ = built
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_outline_has_submissions_sections_tabs_documents_parts_and_headings(built):
    path, _, _ = built
    reader = PdfReader(path)

    def listed(entries: list[object], depth: int = 0) -> list[tuple[int, str, str]]:
        rows: list[tuple[int, str, str]] = []
        for entry in entries:
            if isinstance(entry, list):
                rows += listed(entry, depth + 1)
            else:
                number = reader.get_destination_page_number(entry)
                rows.append((depth, entry.title, reader.page_labels[number]))
        return rows

    assert listed(reader.outline) == [
        (0, "Respondent’s Pre-Hearing Brief", "41"),
        (1, "Cover page", "41"),
        (1, "Pre-hearing brief", "42"),
        (2, "Statement of facts", "42"),
        (2, "Argument", "43"),
        (3, "Past persecution", "44"),
        (1, "Proof of service", "46"),
        (0, "Respondent’s Proposed Exhibits", "47"),
        (1, "Cover page", "47"),
        (1, "Exhibit index", "48"),
        (1, "Tab A: Police (report) \\ acta", "Tab A - 50"),
        (2, "Police report", "Tab A - 51"),
        (3, "Translation", "Tab A - 51"),
        (3, "Certificate", "Tab A - 53"),
        (3, "Original", "Tab A - 54"),
        (1, "Tab B: Fotografías", "Tab B - 57"),
        (2, "Fotografías", "Tab B - 58"),
        (2, "Letter", "Tab B - 60"),
        (1, "Proof of service", "61"),
    ]


def test_links_lead_to_the_page_whose_number_they_print(built):
    path, packet, _ = built
    reader = PdfReader(path)
    found = []
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            target = annotation.get_object()["/Dest"][0]
            index = reader.get_page_number(target.get_object())
            found.append((annotation.get_object()["/Contents"], index + packet.pages.first))
    assert found == [("Tab A at 56", 56), ("50", 50), ("54", 54), ("57", 57)]


def test_the_file_opens_at_page_one_with_its_title_and_bookmarks_and_nothing_else(built):
    path, _, _ = built
    with pikepdf.open(path) as file:
        assert file.Root.PageMode == "/UseOutlines"
        assert file.Root.OpenAction[0].objgen == file.pages[0].obj.objgen
        assert file.Root.Lang == "en-US"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert dict(file.docinfo).keys() == {"/Title", "/Producer"}
        assert str(file.docinfo.Title) == "In the Matter of Reyes – packet"
        assert {"/AcroForm", "/Names", "/Metadata", "/AA"}.isdisjoint(file.Root.keys())


def test_our_font_is_embedded(built):
    path, _, _ = built
    with pikepdf.open(path) as file:
        font = file.pages[0].obj.Resources.Font.S.DescendantFonts[0]
        assert "/FontFile2" in font.FontDescriptor
        assert file.pages[5].obj.Resources.Font.S.objgen == file.pages[0].obj.Resources.Font.S.objgen


def test_the_same_input_gives_the_same_bytes_and_the_sum_of_the_file(built, tmp_path):
    path, packet, sheets = built
    again = tmp_path / "again.pdf"
    told = assemble(packet, sheets, again, draft=False, title="In the Matter of Reyes – packet")
    assert again.read_bytes() == path.read_bytes()
    assert told == hashlib.sha256(again.read_bytes()).hexdigest()


def test_another_content_gives_another_file_id(built, tmp_path):
    path, packet, sheets = built
    other = {**sheets, "letter/original": Sheets(pdf=plain("letter/0riginal", 1), count=1)}
    assemble(packet, other, tmp_path / "other.pdf", draft=False, title="In the Matter of Reyes – packet")
    assert PdfReader(tmp_path / "other.pdf").trailer["/ID"] != PdfReader(path).trailer["/ID"]


def test_a_page_that_comes_twice_is_stamped_once_each_time(tmp_path):
    source = tmp_path / "receipt.pdf"
    source.write_bytes(plain("receipt", 1))
    slots = [slot("brief/cover", PieceKind.COVER), slot("brief/body", PieceKind.FEE_RECEIPT)]
    packet = plan(slots, {"brief/cover": 1, "brief/body": 1}, submissions=TITLES)
    sheets = {key: Sheets(pdf=source, count=1) for key in ("brief/cover", "brief/body")}
    assemble(packet, sheets, tmp_path / "twice.pdf", draft=False, title="Twice")
    assert [text.split() for text in texts(tmp_path / "twice.pdf")] == [
        ["receipt", "page", "1", "1"],
        ["receipt", "page", "1", "2"],
    ]
    with pikepdf.open(tmp_path / "twice.pdf") as file:
        forms = [page.obj.Resources.XObject.P.objgen for page in file.pages]
    assert forms[0] == forms[1]


def test_a_wide_page_is_stamped_as_far_from_its_right_edge(built):
    path, packet, _ = built
    photo = packet.piece("photos/original")
    assert photo is not None
    file = pypdfium2.PdfDocument(path)
    page = file[photo.pages.first - packet.pages.first]
    assert page.get_size() == LANDSCAPE
    assert page.get_textpage().get_text_bounded(left=700, bottom=8, right=760, top=24) == "Tab B - 58"
    upright = file[0].get_textpage()
    assert upright.get_text_bounded(left=560, bottom=8, right=577, top=24) == "41"
    assert upright.get_text_bounded(left=577, bottom=0, right=612, top=40) == ""


def test_the_form_is_stamped_where_its_corner_is_free(tmp_path):
    sheets = Sheets(pdf=plain("form", 1), count=1, stamping=OFFICIAL_FORM_STAMP)
    path = one_piece(tmp_path, sheets, pages=1, kind=PieceKind.FORM)
    with pikepdf.open(path) as file:
        assert b" 9 Tm <" in file.pages[0].obj.Contents.read_bytes()


def test_whatever_state_a_source_leaves_the_stamp_stays_in_its_place(tmp_path):
    canvas = Canvas(str(tmp_path / "odd.pdf"), pagesize=(612, 792), invariant=1)
    canvas.drawString(72, 700, "before")
    canvas._code.append("q 5 0 0 5 300 300 cm 1 0 0 rg BT 3 Tr 0 0 10 10 re W n")
    canvas.showPage()
    canvas.save()
    path = one_piece(tmp_path, Sheets(pdf=tmp_path / "odd.pdf", count=1), pages=1)
    page = pypdfium2.PdfDocument(path)[0].get_textpage()
    assert page.get_text_bounded(left=560, bottom=8, right=577, top=24) == "1"


def test_content_in_several_streams_and_inherited_resources_are_kept(tmp_path):
    with pikepdf.new() as file:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page = file.add_blank_page(page_size=(612, 792)).obj
        del page.Resources
        del page.MediaBox
        file.Root.Pages.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        file.Root.Pages.MediaBox = [0, 0, 612, 792]
        words = (b"BT /F1 12 Tf 72 700 Td (first", b"half) Tj ET")
        page.Contents = pikepdf.Array([file.make_stream(part) for part in words])
        file.save(tmp_path / "split.pdf")
    path = one_piece(tmp_path, Sheets(pdf=tmp_path / "split.pdf", count=1), pages=1)
    assert texts(path)[0].split() == ["first", "half", "1"]


def test_streams_are_copied_as_they_are_and_what_describes_them_is_left_behind(tmp_path):
    noise = bytes(range(256)) * 40
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(612, 792)).obj
        palette = pikepdf.String(bytes(range(256)) * 3)
        image = file.make_stream(noise, Width=80, Height=128, BitsPerComponent=8)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 255, palette])
        image.Metadata = file.make_stream(b"<x>who scanned this, and where</x>")
        image.PieceInfo = pikepdf.Dictionary(Owner=pikepdf.String("secret"), Page=page)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/Odd#name": image}))
        page.Contents = file.make_stream(b"q 500 0 0 700 50 50 cm /Odd#23name Do Q")
        file.docinfo["/Author"] = "somebody"
        file.save(tmp_path / "scan.pdf", compress_streams=False)
    path = one_piece(tmp_path, Sheets(pdf=tmp_path / "scan.pdf", count=1), pages=1)
    assert b"secret" not in path.read_bytes()
    assert b"somebody" not in path.read_bytes()
    with pikepdf.open(path) as file:
        (copied,) = file.pages[0].obj.Resources.XObject.P.Resources.XObject.values()
        assert copied.read_raw_bytes() == noise
        assert bytes(copied.ColorSpace[3]) == bytes(range(256)) * 3
        assert "/Metadata" not in copied
        assert len(file.pages) == 1


def test_a_reference_back_to_a_page_does_not_bring_its_whole_file_along(tmp_path):
    with pikepdf.new() as file:
        for _ in range(3):
            page = file.add_blank_page(page_size=(612, 792)).obj
            page.Contents = file.make_stream(b"0 0 10 10 re f")
        page.Resources = pikepdf.Dictionary(
            Properties=pikepdf.Dictionary(Back=file.make_indirect(pikepdf.Dictionary(P=page)))
        )
        file.save(tmp_path / "back.pdf")
    path = one_piece(tmp_path, Sheets(pdf=tmp_path / "back.pdf", count=1, skip=2), pages=1)
    with pikepdf.open(path) as file:
        pages = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Page"]
    assert len(pages) == 1


def test_an_empty_page_gets_its_stamp(tmp_path):
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(612, 792))
        file.save(tmp_path / "empty.pdf")
    path = one_piece(tmp_path, Sheets(pdf=tmp_path / "empty.pdf", count=1), pages=1)
    assert texts(path)[0].strip() == "1"


def test_a_draft_says_so_on_every_page_and_hides_nothing(built, tmp_path):
    path, packet, sheets = built
    draft = tmp_path / "draft.pdf"
    assemble(packet, sheets, draft, draft=True, title="Draft")
    assert prove(draft, packet, sheets, draft=True) == ()
    for text, clean in zip(texts(draft), texts(path), strict=True):
        assert "DRAFT – NOT FOR FILING" in text
        assert set(clean.split()) <= set(text.split())
    black = pypdfium2.PdfDocument(path)[10].render(scale=1).to_pil().convert("L").tobytes()
    marked = pypdfium2.PdfDocument(draft)[10].render(scale=1).to_pil().convert("L").tobytes()
    dark = [spot for spot, light in enumerate(black) if light < 60]
    assert dark
    assert all(marked[spot] < 110 for spot in dark)
    tinted = sum(150 < light < 250 for light in marked)
    assert tinted > 20_000


def test_a_typeset_paper_that_came_out_shorter_is_filled_up_with_pages_that_say_so(tmp_path):
    path = one_piece(tmp_path, Sheets(pdf=plain("brief", 2), count=2), pages=3)
    assert texts(path)[2].split() == ["This", "page", "is", "left", "blank", "on", "purpose.", "3"]


@pytest.mark.parametrize(
    ("count", "pages", "kind", "in_file"),
    [
        (3, 2, PieceKind.BRIEF, False),
        (1, 2, PieceKind.FORM, False),
        (1, 2, PieceKind.DOCUMENT, True),
    ],
)
def test_pages_that_do_not_fit_the_plan_are_refused(tmp_path, count, pages, kind, in_file):
    source: bytes | Path = plain("x", count)
    if in_file:
        (tmp_path / "x.pdf").write_bytes(source)
        source = tmp_path / "x.pdf"
    key = "photo/original" if kind is PieceKind.DOCUMENT else "brief/body"
    packet = plan([slot(key, kind)], {key: pages}, submissions=TITLES)
    with pytest.raises(ProofError, match=f"{key} has {count} pages where the plan has {pages}"):
        assemble(packet, {key: Sheets(pdf=source, count=count)}, tmp_path / "o.pdf", draft=False, title="")


def test_a_paper_without_pages_is_named(tmp_path):
    packet = small_packet()
    sheets = {k: v for k, v in small_sheets(tmp_path, packet).items() if k != "letter/original"}
    with pytest.raises(ProofError, match="letter/original has no pages to place"):
        assemble(packet, sheets, tmp_path / "o.pdf", draft=False, title="")


def test_a_link_to_nowhere_is_a_bug_that_is_named(tmp_path):
    packet = small_packet()
    sheets = dict(small_sheets(tmp_path, packet))
    link = Link(page=1, rect=(0, 0, 9, 9), target=Target(piece="letter/original", page=2))
    sheets["exhibits/cover"] = replace(sheets["exhibits/cover"], links=(link,))
    with pytest.raises(ProofError, match="letter/original has 1 pages"):
        assemble(packet, sheets, tmp_path / "o.pdf", draft=False, title="")
    lost = replace(link, target=Target(piece="gone/original"))
    sheets["exhibits/cover"] = replace(sheets["exhibits/cover"], links=(lost,))
    with pytest.raises(ProofError, match="leads to gone/original, which is not in the packet"):
        assemble(packet, sheets, tmp_path / "o.pdf", draft=False, title="")


def test_a_source_that_ends_too_soon_is_refused(tmp_path):
    sheets = Sheets(pdf=plain("x", 2), count=2, skip=1)
    with pytest.raises(ProofError, match="more pages than its PDF has"):
        one_piece(tmp_path, sheets, pages=2)


@pytest.mark.parametrize("content", [b"", b"not a pdf", plain("x", 1)[:300]])
def test_a_damaged_source_is_an_output_error_that_names_the_paper(tmp_path, content):
    (tmp_path / "x.pdf").write_bytes(content)
    with pytest.raises(OutputError, match="the prepared pages of brief/body cannot be read"):
        one_piece(tmp_path, Sheets(pdf=tmp_path / "x.pdf", count=1), pages=1)


def test_a_source_that_is_gone_and_a_full_disk_are_output_errors(tmp_path):
    with pytest.raises(OutputError, match="the prepared pages of brief/body cannot be opened"):
        one_piece(tmp_path, Sheets(pdf=tmp_path / "gone.pdf", count=1), pages=1)
    packet = plan([slot("brief/body", PieceKind.BRIEF)], {"brief/body": 1}, submissions=TITLES)
    sheets = {"brief/body": Sheets(pdf=plain("x", 1), count=1)}
    with pytest.raises(OutputError, match="No space left"):
        assemble(packet, sheets, Path("/dev/full"), draft=False, title="")


def test_titles_of_any_length_and_letter_become_one_clean_line(tmp_path):
    headings = tuple(
        Heading(level=level, title=title, page=1)
        for level, title in ((3, "a\nb\x07c"), (1, "ж" * 900), (9, "deep"), (1, "(a) \\ b"))
    )
    path = one_piece(tmp_path, Sheets(pdf=plain("x", 1), count=1, headings=headings), pages=1)
    with pikepdf.open(path) as file:
        first = file.Root.Outlines.First.First.First
        assert str(first.Title) == "a b c"
        assert str(first.Next.Title) == "ж" * 199 + "…"
        assert str(first.Next.First.Title) == "deep"
        assert str(first.Next.Next.Title) == "(a) \\ b"


def test_a_source_with_countless_headings_gives_a_bounded_outline(tmp_path):
    headings = tuple(Heading(level=1 + n % 40, title=f"h{n}", page=1) for n in range(5000))
    path = one_piece(tmp_path, Sheets(pdf=plain("x", 1), count=1, headings=headings), pages=1)
    assert path.stat().st_size < 200_000


def test_progress_is_told_paper_by_paper(built, tmp_path):
    _, packet, sheets = built
    told = []
    assemble(
        packet,
        sheets,
        tmp_path / "p.pdf",
        draft=False,
        title="",
        progress=lambda done, total, what: told.append((done, total)),
    )
    assert told == [(n, 13) for n in range(1, 14)]


def test_lines_stay_apart(tmp_path):
    """A link's words are read exactly, though other words stand close around it."""
    lines = [Line(text="47", x=100, y=600), Line(text="147", x=100, y=586), Line(text="x", x=113, y=600)]
    link = Link(page=1, rect=(100, 597, 112, 609), target=Target(piece="brief/body"), text="47")
    one_piece(tmp_path, Sheets(pdf=pdf(Page(lines=lines)), count=1, links=(link,)), pages=1)
