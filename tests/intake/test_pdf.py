"""PDFs of all sorts, compared as pictures with what PDFium shows of the source."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, String

from asylum_packet.findings import Severity
from asylum_packet.intake.values import Limits
from asylum_packet.pages import PageRange
from asylum_packet.sheets import Heading
from tests.intake.makers import changed, compass, page_keys, pages
from tests.intake.pictures import (
    codes,
    difference,
    fact,
    ink_in_band,
    one,
    pdf_of,
    picture,
    placed,
    refused,
    take_in,
    wanted,
)

CLOSE = 0.005


def text_page(canvas: object) -> None:
    canvas.setFont("Helvetica", 14)  # type: ignore[attr-defined]
    for row in range(30):
        canvas.drawString(72, 700 - 20 * row, f"Line {row} of a country report")  # type: ignore[attr-defined]


def footer_page(canvas: object) -> None:
    text_page(canvas)
    canvas.drawString(72, 12, "printed at the very foot of the page")  # type: ignore[attr-defined]


def normal(file: Path) -> None:
    """Check that every page is in normal form."""
    with pikepdf.open(file) as pdf:
        assert not pdf.is_encrypted
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        for page in pdf.pages:
            assert set(page.obj.keys()) <= {
                "/Type",
                "/Parent",
                "/MediaBox",
                "/Resources",
                "/Contents",
                "/Group",
            }
            assert [int(side) for side in page.obj.MediaBox] in ([0, 0, 612, 792], [0, 0, 792, 612])
        assert not pdf.check_pdf_syntax()


def test_a_letter_page_looks_as_it_did(tmp_path: Path) -> None:
    ready, said = one(tmp_path, "a.pdf", pages(text_page))
    normal(pdf_of(ready))
    assert said == ()
    assert fact(ready).scaled == ()
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) == 0


def test_a_page_with_ink_under_the_stamp_makes_room(tmp_path: Path) -> None:
    ready, said = one(tmp_path, "a.pdf", pages(text_page, footer_page))
    assert fact(ready).scaled == (2,)
    assert not ink_in_band(pdf_of(ready), 1)
    assert codes(said) == ["FILE-scaled"]
    assert said[0].message == "'a.pdf' is printed smaller, clear of the page number, on page 2"
    scale = 764 / 792
    expected = placed(picture(tmp_path / "a.pdf", 1), (612, 792), scale, (612 - 612 * scale) / 2, 0)
    assert difference(expected, picture(pdf_of(ready), 1)) < CLOSE


def test_white_paint_over_the_whole_page_is_not_ink(tmp_path: Path) -> None:
    def white(canvas: object) -> None:
        canvas.setFillColorRGB(1, 1, 1)  # type: ignore[attr-defined]
        canvas.rect(0, 0, 612, 792, stroke=0, fill=1)  # type: ignore[attr-defined]
        canvas.setFillColorRGB(0, 0, 0)  # type: ignore[attr-defined]
        text_page(canvas)

    ready, _ = one(tmp_path, "a.pdf", pages(white))
    assert fact(ready).scaled == ()


def test_a_hairline_under_the_stamp_is_ink(tmp_path: Path) -> None:
    def hairline(canvas: object) -> None:
        canvas.setLineWidth(0.1)  # type: ignore[attr-defined]
        canvas.line(100, 20, 500, 20)  # type: ignore[attr-defined]

    ready, _ = one(tmp_path, "a.pdf", pages(hairline))
    assert fact(ready).scaled == (1,)


@pytest.mark.parametrize("rotate", [90, 180, 270, -90, 450])
def test_a_turned_page_is_baked_upright(tmp_path: Path, rotate: int) -> None:
    def paint(canvas: object) -> None:
        compass(500, 600)(canvas)  # type: ignore[arg-type]

    ready, _ = one(tmp_path, "a.pdf", page_keys(pages(paint, size=(500, 600)), Rotate=rotate))
    normal(pdf_of(ready))
    seen, result = picture(tmp_path / "a.pdf"), picture(pdf_of(ready))
    left, top = (result.width - seen.width) / 2, (result.height - seen.height) / 2
    assert result.size == ((792, 612) if rotate % 180 else (612, 792))
    assert difference(placed(seen, result.size, 1, left, top), result) < CLOSE


def test_only_what_the_crop_box_shows_is_printed(tmp_path: Path) -> None:
    data = page_keys(pages(compass()), CropBox=Array([100, 200, 500, 600]), Rotate=90)
    ready, _ = one(tmp_path, "a.pdf", data)
    seen = picture(tmp_path / "a.pdf")
    assert seen.size == (400, 400)
    assert difference(placed(seen, (612, 792), 1, 106, 196), picture(pdf_of(ready))) < CLOSE


def test_a_page_that_does_not_start_at_the_origin_is_moved(tmp_path: Path) -> None:
    data = page_keys(pages(compass()), MediaBox=Array([712, 792, 100, -100]))
    ready, _ = one(tmp_path, "a.pdf", data)
    seen = picture(tmp_path / "a.pdf")
    scale = 764 / 892
    assert (
        difference(placed(seen, (612, 792), scale, (612 - 612 * scale) / 2, 0), picture(pdf_of(ready))) < 0.01
    )


def test_the_user_unit_makes_a_page_its_true_size(tmp_path: Path) -> None:
    data = page_keys(pages(compass(306, 396), size=(306, 396)), UserUnit=2)
    ready, _ = one(tmp_path, "a.pdf", data)
    result = picture(pdf_of(ready))
    assert result.getpixel((100, 150))[0] > 200  # the red corner, twice as large
    assert fact(ready).scaled == ()


@pytest.mark.parametrize(
    "size", [(595.28, 841.89), (612, 1008), (841.89, 595.28), (1190.55, 841.89), (612.3, 792.4)]
)
def test_other_paper_is_fitted_whole(tmp_path: Path, size: tuple[float, float]) -> None:
    ready, _ = one(tmp_path, "a.pdf", pages(compass(*size), size=size))
    normal(pdf_of(ready))
    seen, result = picture(tmp_path / "a.pdf", dpi=144), picture(pdf_of(ready))
    room = result.height - 28 if max(size) > 793 else result.height
    scale = min(1, result.width / size[0], room / size[1])
    top = (room - size[1] * scale) / 2
    expected = placed(seen, result.size, scale / 2, (result.width - size[0] * scale) / 2, top)
    assert difference(expected, result) < 0.01


def test_a_poster_that_shrinks_below_half_is_pointed_out(tmp_path: Path) -> None:
    _, said = one(tmp_path, "a.pdf", pages(compass(2000, 3000), size=(2000, 3000)))
    assert "FILE-small-print" in codes(said)


def test_an_owner_password_opens_by_itself(tmp_path: Path) -> None:
    data = changed(pages(text_page), lambda pdf: None, encryption=Encryption(owner="secret", user=""))
    ready, said = one(tmp_path, "a.pdf", data)
    normal(pdf_of(ready))
    assert said == ()
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) == 0


def test_a_user_password_is_asked_for_and_then_opens(tmp_path: Path) -> None:
    data = changed(pages(text_page), lambda pdf: None, encryption=Encryption(owner="o", user="tortilla"))
    said = refused(tmp_path, "a.pdf", data)
    assert (said.code, said.severity) == ("FILE-locked", Severity.ERROR)
    assert "tortilla" not in said.message
    assert refused(tmp_path, "a.pdf", passwords=("wrong",)).code == "FILE-locked"
    ready, _ = one(tmp_path, "a.pdf", passwords=("wrong", "tortilla"))
    assert difference(picture(tmp_path / "a.pdf", password="tortilla"), picture(pdf_of(ready))) == 0
    assert one(tmp_path, "a.pdf")[0] == ready, "it is asked for once, until its pages are cleaned away"
    assert b"tortilla" not in b"".join(p.read_bytes() for p in pdf_of(ready).parent.iterdir())


def test_inherited_resources_and_boxes_come_along(tmp_path: Path) -> None:
    def lift(pdf: pikepdf.Pdf) -> None:
        tree, page = pdf.Root.Pages, pdf.pages[0].obj
        for key in ("/Resources", "/MediaBox"):
            tree[key] = page[key]
            del page[key]
        tree.Rotate = 90

    ready, _ = one(tmp_path, "a.pdf", changed(pages(text_page), lift))
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) == 0


def test_object_streams_open(tmp_path: Path) -> None:
    data = changed(pages(text_page), lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    ready, _ = one(tmp_path, "a.pdf", data)
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) == 0


def test_a_header_after_junk_is_a_pdf(tmp_path: Path) -> None:
    ready, _ = one(tmp_path, "a.pdf", b"\r\njunk from a mail gateway\r\n" * 20 + pages(text_page))
    assert ready.sheets.count == 1


def test_contents_in_several_streams_are_joined(tmp_path: Path) -> None:
    def split(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        whole = page.Contents.read_bytes()
        cut = whole.index(b"Tj") - 12
        cut = whole.rindex(b"\n", 0, cut)
        page.Contents = Array([pdf.make_stream(whole[:cut]), pdf.make_stream(whole[cut:])])

    ready, _ = one(tmp_path, "a.pdf", changed(pages(text_page), split))
    assert difference(picture(tmp_path / "a.pdf"), picture(pdf_of(ready))) == 0


def test_pages_that_share_one_content_keep_their_own_boxes(tmp_path: Path) -> None:
    def double(pdf: pikepdf.Pdf) -> None:
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents
        pdf.pages[1].obj.CropBox = Array([0, 396, 612, 792])

    ready, _ = one(tmp_path, "a.pdf", changed(pages(compass()), double))
    assert difference(picture(tmp_path / "a.pdf", 0), picture(pdf_of(ready), 0)) == 0
    seen = picture(tmp_path / "a.pdf", 1)
    assert difference(placed(seen, (792, 612), 1, 90, 108), picture(pdf_of(ready), 1)) < CLOSE


def test_too_many_restores_do_not_reach_what_is_printed_around(tmp_path: Path) -> None:
    def unbalance(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(b"Q Q Q\n" + page.Contents.read_bytes() + b"\nq q 3 0 0 3 0 0 cm\n")

    data = page_keys(changed(pages(compass(300, 400), size=(300, 400)), unbalance), Rotate=90)
    ready, _ = one(tmp_path, "a.pdf", data)
    seen, result = picture(tmp_path / "a.pdf"), picture(pdf_of(ready))
    assert difference(placed(seen, (792, 612), 1, 196, 156), result) < CLOSE


def test_patterns_shrink_with_their_page(tmp_path: Path) -> None:
    def hatch(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        tile = pdf.make_stream(
            b"1 0 0 rg 0 0 20 40 re f",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 40, 40]),
            XStep=40,
            YStep=40,
            Resources=Dictionary(),
        )
        page.Resources = Dictionary(Pattern=Dictionary(P0=tile))
        page.Contents = pdf.make_stream(b"/Pattern cs /P0 scn 100 100 600 900 re f")

    data = changed(pages(compass(842, 1190), size=(842, 1190)), hatch)
    ready, _ = one(tmp_path, "a.pdf", data)
    result, scale = picture(pdf_of(ready), dpi=288), 764 / 1190
    for stripe in range(3, 17):  # red from 40 n to 40 n + 20, white up to the next
        red, white = ((40 * stripe + off) * scale + (612 - 842 * scale) / 2 for off in (10, 30))
        assert result.getpixel((round(red * 4), 1200)) == (255, 0, 0)
        assert result.getpixel((round(white * 4), 1200)) == (255, 255, 255)


def test_the_pages_wanted_come_in_the_order_wanted(tmp_path: Path) -> None:
    def say(word: str) -> object:
        return lambda canvas: canvas.drawString(72, 700, word)

    (tmp_path / "a.pdf").write_bytes(pages(*(say(w) for w in ("one", "two", "three", "four"))))  # type: ignore[arg-type]
    from asylum_packet.intake import prepare

    want = wanted("a.pdf", PageRange(3, 4), PageRange(1, 1), PageRange(3, 3))
    ready = prepare(tmp_path, [want], cache=tmp_path / ".asylum-packet").prepared[want]
    assert ready.sheets.count == 4
    for at, source in enumerate((2, 3, 0, 2)):
        assert difference(picture(tmp_path / "a.pdf", source), picture(pdf_of(ready), at)) == 0


def test_a_page_past_the_end_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pages(text_page, text_page))
    from asylum_packet.intake import prepare

    intake = prepare(tmp_path, [wanted("a.pdf", PageRange(2, 9))], cache=tmp_path / ".asylum-packet")
    assert [f.code for f in intake.findings] == ["FILE-pages"]
    assert intake.findings[0].message == "'a.pdf' has only 2 pages, and page 9 is asked for"


def test_the_outline_of_a_source_becomes_headings(tmp_path: Path) -> None:
    def outline(pdf: pikepdf.Pdf) -> None:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        first = pdf.make_indirect(Dictionary(Title=String("Part  I\n"), Parent=root))
        inner = pdf.make_indirect(Dictionary(Title=String("Chapter ñ"), Parent=first, Dest=String("there")))
        last = pdf.make_indirect(Dictionary(Title=String("Part II"), Parent=root))
        first.Dest = Array([pdf.pages[0].obj, Name.XYZ, 0, 700, 0])
        last.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[2].obj, Name.Fit]))
        first.First = first.Last = inner
        first.Next, root.First, root.Last = last, first, last
        last.Next = first  # a loop, as damaged files have
        pdf.Root.Outlines = root
        target = Array([String("there"), Dictionary(D=Array([pdf.pages[1].obj, Name.FitH, 500]))])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=target))

    ready, _ = one(tmp_path, "a.pdf", changed(pages(text_page, text_page, text_page), outline))
    assert ready.sheets.headings == (
        Heading(level=1, title="Part I", page=1, top_pt=700.0),
        Heading(level=2, title="Chapter ñ", page=2, top_pt=500.0),
        Heading(level=1, title="Part II", page=3),
    )
    want = wanted("a.pdf", PageRange(2, 3))
    from asylum_packet.intake import prepare

    some = prepare(tmp_path, [want], cache=tmp_path / ".asylum-packet").prepared[want]
    assert [(h.level, h.title, h.page) for h in some.sheets.headings] == [
        (1, "Chapter ñ", 1),
        (1, "Part II", 2),
    ]


def test_scripts_metadata_and_attachments_stay_behind(tmp_path: Path) -> None:
    def burden(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = String("Author Ejemplo")
        pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta>Author Ejemplo</x:xmpmeta>")
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('Author Ejemplo')"))
        pdf.attachments["notes.txt"] = b"Author Ejemplo"
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("Author Ejemplo")))
        page.PieceInfo = Dictionary(Private=String("Author Ejemplo"))
        page.Thumb = pdf.make_stream(b"Author Ejemplo")
        page.Annots = Array(
            [
                Dictionary(
                    Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(URI=String("Author Ejemplo"))
                )
            ]
        )
        page.Contents.PieceInfo = Dictionary(Private=String("Author Ejemplo"))

    data = changed(pages(text_page), burden)
    assert data.count(b"Author Ejemplo") > 3
    ready, said = one(tmp_path, "a.pdf", data)
    normal(pdf_of(ready))
    with pikepdf.open(pdf_of(ready)) as pdf:
        everything = b"".join(
            thing.unparse() + (thing.read_bytes() if isinstance(thing, pikepdf.Stream) else b"")
            for thing in pdf.objects
        )
    assert b"Author Ejemplo" not in everything
    assert codes(said) == ["FILE-attachments"]


def test_text_is_told_from_pictures(tmp_path: Path) -> None:
    def lines(canvas: object) -> None:
        canvas.line(100, 100, 300, 300)  # type: ignore[attr-defined]

    drawn = changed(pages(lines), lambda pdf: pdf.pages[0].obj.Resources.__delitem__("/Font"))
    (tmp_path / "b.pdf").write_bytes(drawn)
    assert fact(one(tmp_path, "a.pdf", pages(text_page))[0]).has_text
    assert not fact(one(tmp_path, "b.pdf")[0]).has_text


def a_book() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("one.xhtml", "<p>x</p>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("zero.pdf", b"", "FILE-empty"),
        ("garbage.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, "FILE-damaged"),
        ("header.pdf", b"%PDF-1.7\n", "FILE-damaged"),
        ("nothing.bin", bytes(500), "FILE-kind"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "FILE-damaged"),
        ("street.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(40), "FILE-recording"),
        ("all.zip", b"PK\x05\x06" + bytes(18), "FILE-archive"),
        ("all.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), "FILE-archive"),
        ("book.epub", a_book(), "FILE-kind"),
        ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(40), "FILE-outlook"),
        ("smime.p7m", bytes.fromhex("308201a706092a864886f70d010703a0") + bytes(40), "FILE-kind"),
        ("map.svg", b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>', "FILE-kind"),
        ("all.mbox", b"From a@b Mon Jan 1 00:00:00 2024\nFrom: a@b\nTo: c@d\n\nx\n", "FILE-kind"),
    ],
)
def test_what_cannot_become_pages_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    said = refused(tmp_path, name, data)
    assert said.code == code
    assert name in said.message
    assert said.fix
    assert said.severity is Severity.ERROR


def test_a_pdf_without_pages_is_empty(tmp_path: Path) -> None:
    def clear(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]

    assert refused(tmp_path, "a.pdf", changed(pages(text_page), clear)).code == "FILE-empty"


def test_a_lost_index_is_repaired_and_said_so(tmp_path: Path) -> None:
    data = pages(text_page)
    ready, said = one(tmp_path, "a.pdf", data[: data.rindex(b"xref")])
    assert ready.sheets.count == 1
    assert codes(said) == ["FILE-repaired"]


def test_a_damaged_file_is_not_judged_by_the_count_of_its_bookmarks(tmp_path: Path) -> None:
    def outline(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=40))

    data = changed(pages(text_page), outline, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/Count 40" in data
    ready, said = one(tmp_path, "a.pdf", data[: data.rindex(b"xref\n0") + 20])
    assert ready.sheets.count == 1
    assert codes(said) == ["FILE-repaired"]


def test_a_file_that_breaks_off_after_some_pages_is_an_error_not_a_shorter_exhibit(tmp_path: Path) -> None:
    data = pages(*[text_page] * 9)
    for share in (0.4, 0.6, 0.8):
        assert refused(tmp_path, "a.pdf", data[: int(len(data) * share)]).code == "FILE-damaged"


def test_too_many_pages_are_refused_with_the_limit(tmp_path: Path) -> None:
    said = refused(tmp_path, "a.pdf", pages(*[text_page] * 4), limits=Limits(pages=3))
    assert said.code == "FILE-limit"
    assert "4 pages, more than the 3" in said.message


def test_a_form_that_only_acrobat_can_show_is_refused(tmp_path: Path) -> None:
    def xfa(pdf: pikepdf.Pdf) -> None:
        pdf.Root.NeedsRendering = True
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())

    assert refused(tmp_path, "a.pdf", changed(pages(text_page), xfa)).code == "FILE-xfa"


def test_all_bad_files_are_named_at_once_and_the_good_ones_stand(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 torn")
    (tmp_path / "c.pdf").write_bytes(pages(text_page))
    intake = take_in(tmp_path, "a.pdf", "b.pdf", "c.pdf", "d.pdf")
    assert sorted(codes(intake.findings)) == ["FILE-damaged", "FILE-empty", "FILE-missing"]
    assert [want.path for want in intake.prepared] == ["c.pdf"]


def test_the_same_file_always_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        made.append(pdf_of(one(folder, "a.pdf", pages(text_page, footer_page))[0]).read_bytes())
    assert made[0] == made[1]


def test_sources_are_never_changed(tmp_path: Path) -> None:
    data = pages(footer_page)
    one(tmp_path, "a.pdf", data)
    assert (tmp_path / "a.pdf").read_bytes() == data


def test_a_bookmark_above_its_page_leads_to_the_top_of_it(tmp_path: Path) -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("high", 0, "XYZ", left=0, top=5_000))
            outline.root.append(pikepdf.OutlineItem("low", 0, "XYZ", left=0, top=-5_000))

    prepared, _ = one(tmp_path, "a.pdf", changed(pages(text_page, size=(792, 612)), mark))
    assert [heading.top_pt for heading in prepared.sheets.headings] == [612, 0]
