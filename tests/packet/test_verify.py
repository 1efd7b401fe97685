"""Each way in which a finished file could lie is planted in one, and must be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.verify import MOST, prove, says
from asylum_packet.sequence import Packet
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace
from tests.packet.paper import plain, small_packet, small_sheets

Built = tuple[Path, Packet, Mapping[str, Sheets]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("proof")
    packet = small_packet()
    sheets = small_sheets(folder, packet)
    assemble(packet, sheets, folder / "packet.pdf", draft=False, title="Packet")
    return folder / "packet.pdf", packet, sheets


def tampered(
    built: Built, tmp_path: Path, change: Callable[[Pdf], None], **saving: object
) -> tuple[str, ...]:
    path, packet, sheets = built
    with Pdf.open(path) as pdf:
        change(pdf)
        pdf.save(tmp_path / "tampered.pdf", **saving)  # type: ignore[arg-type]
    return prove(tmp_path / "tampered.pdf", packet, sheets, draft=False)


def rewrite(stream: pikepdf.Object, old: bytes, new: bytes) -> None:
    content = stream.read_bytes()
    assert old in content
    stream.write(content.replace(old, new))


def bookmark(pdf: Pdf, *steps: str) -> pikepdf.Object:
    entry = pdf.Root.Outlines.First
    for step in steps:
        entry = entry[f"/{step}"]
    return entry


def annotation(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[7].obj.Annots[0]


def test_an_untouched_file_is_proven_also_when_another_program_saved_it_again(built, tmp_path):
    assert tampered(built, tmp_path, lambda pdf: None) == ()


def wrong_label(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[3].St = 11


def wrong_prefix(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[3].P = String("Tab B - ")


def roman_labels(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[1].S = Name.r


def no_labels(pdf: Pdf) -> None:
    del pdf.Root.PageLabels


def wrong_stamp(pdf: Pdf) -> None:
    other = pdf.pages[3].obj.Contents.read_bytes().split(b"<")[1]
    first = pdf.pages[2].obj.Contents
    first.write(first.read_bytes().split(b"<")[0] + b"<" + other)


def stamp_without_its_font(pdf: Pdf) -> None:
    description = pdf.pages[0].obj.Resources.Font.S.DescendantFonts[0].FontDescriptor
    for key in {"/FontFile2", "/FontFile3"} & set(description.keys()):
        del description[key]


def moved_stamp(pdf: Pdf) -> None:
    rewrite(pdf.pages[2].obj.Contents, b" 12 Tm", b" 32 Tm")


def moved_stamp_of_evidence(pdf: Pdf) -> None:
    rewrite(pdf.pages[12].obj.Contents, b" 12 Tm", b" 32 Tm")


def shifted_stamp(pdf: Pdf) -> None:
    rewrite(pdf.pages[2].obj.Contents, b"0 0 1 5", b"0 0 1 4")


def stamp_twice(pdf: Pdf) -> None:
    content = pdf.pages[2].obj.Contents
    content.write(content.read_bytes() + content.read_bytes().split(b"\n", 1)[1])


def stamp_that_copies_as_other_letters(pdf: Pdf) -> None:
    rewrite(pdf.pages[0].obj.Resources.Font.S.ToUnicode, b"<0031>", b"<0032>")


def moved_bookmark(pdf: Pdf) -> None:
    bookmark(pdf, "First", "Next").Dest[0] = pdf.pages[9].obj


def bookmark_at_another_height(pdf: Pdf) -> None:
    bookmark(pdf, "First", "Next", "First").Dest[3] = 100


def renamed_bookmark(pdf: Pdf) -> None:
    bookmark(pdf, "First").Title = String("Cover")


def lost_bookmark(pdf: Pdf) -> None:
    del bookmark(pdf, "First", "Next").Next


def extra_bookmark(pdf: Pdf) -> None:
    last = pdf.Root.Outlines.Last
    more = pdf.make_indirect(Dictionary(Title="More", Dest=Array([pdf.pages[0].obj, Name.Fit])))
    last.Next = more


def bookmark_into_a_web_page(pdf: Pdf) -> None:
    entry = bookmark(pdf, "First")
    del entry.Dest
    entry.A = Dictionary(S=Name.URI, URI=String("https://example.com"))


def outline_that_runs_in_a_circle(pdf: Pdf) -> None:
    bookmark(pdf, "Last").Next = bookmark(pdf)


def wrong_link(pdf: Pdf) -> None:
    annotation(pdf).Dest[0] = pdf.pages[0].obj


def link_to_another_height(pdf: Pdf) -> None:
    pdf.pages[3].obj.Annots[0].Dest[3] = 77


def moved_link(pdf: Pdf) -> None:
    annotation(pdf).Rect[1] = 300


def lost_link(pdf: Pdf) -> None:
    del pdf.pages[7].obj.Annots[0]


def link_into_a_web_page(pdf: Pdf) -> None:
    annotation(pdf).A = Dictionary(S=Name.URI, URI=String("https://example.com"))


def note_on_a_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9])])


def swapped_pages(pdf: Pdf) -> None:
    one, two = pdf.pages[12].obj, pdf.pages[13].obj
    kids = pdf.Root.Pages.Kids[0].Kids
    kids[12], kids[13] = two, one


def swapped_drawings(pdf: Pdf) -> None:
    one, two = pdf.pages[10].obj.Resources.XObject, pdf.pages[11].obj.Resources.XObject
    one.P, two.P = two.P, one.P


def lost_drawing(pdf: Pdf) -> None:
    del pdf.pages[10].obj.Resources.XObject.P


def lost_drawing_in_the_midst(pdf: Pdf) -> None:
    del pdf.pages[14].obj.Resources.XObject.P


def drawing_that_is_not_drawn(pdf: Pdf) -> None:
    rewrite(pdf.pages[14].obj.Contents, b"/P Do\n", b"")


def page_without_content(pdf: Pdf) -> None:
    del pdf.pages[4].obj.Contents


def outline_of_another_kind(pdf: Pdf) -> None:
    pdf.Root.Outlines.First = String("text")


def lost_page(pdf: Pdf) -> None:
    del pdf.pages[20]


def page_in_the_place_of_another(pdf: Pdf) -> None:
    kids = pdf.Root.Pages.Kids[0].Kids
    kids[5] = kids[4]


def rotated(pdf: Pdf) -> None:
    pdf.pages[4].obj.Rotate = 90


def cropped(pdf: Pdf) -> None:
    pdf.pages[4].obj.CropBox = [50, 50, 500, 700]


def in_a4(pdf: Pdf) -> None:
    pdf.pages[4].obj.MediaBox = [0, 0, 595, 842]


def in_a4_told_elsewhere(pdf: Pdf) -> None:
    pdf.pages[4].obj.MediaBox = pdf.make_indirect(Array([0, 0, 595, 842]))


def laid_on_its_side(pdf: Pdf) -> None:
    pdf.pages[4].obj.MediaBox = [0, 0, 792, 612]


def higher_up(pdf: Pdf) -> None:
    pdf.pages[4].obj.MediaBox = [0, 12, 612, 804]


def bookmarks_hidden(pdf: Pdf) -> None:
    pdf.Root.PageMode = Name.UseNone


def script(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def script_on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def opens_elsewhere(pdf: Pdf) -> None:
    pdf.Root.OpenAction[0] = pdf.pages[3].obj


def script_on_a_page(pdf: Pdf) -> None:
    pdf.pages[2].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("1")))


def form_fields(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


def attached_file(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"private"


def foreign_metadata(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = String("somebody")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (wrong_label, "page 10: its label is 'Tab A - 11', its number in the plan 'Tab A - 10'"),
        (wrong_prefix, "page 10: its label is 'Tab B - 10', its number in the plan 'Tab A - 10'"),
        (roman_labels, "page 1: its label is ''"),
        (no_labels, "page 1: its label is ''"),
        (wrong_stamp, "page 3: its stamp reads '4', in the plan '3'"),
        (stamp_without_its_font, "page 1: the font of its stamp is not in the file"),
        (moved_stamp, "page 3: its stamp is not where it belongs"),
        (shifted_stamp, "page 3: its stamp is not where it belongs"),
        (stamp_twice, "page 3: what we print on it does not read as a stamp"),
        (stamp_that_copies_as_other_letters, "page 1: its stamp reads '2', in the plan '1'"),
        (moved_bookmark, "bookmark 3 leads to page 10, in the plan to page 2"),
        (bookmark_at_another_height, "bookmark 4 leads to the wrong height on page 2"),
        (renamed_bookmark, "bookmark 2 differs from the plan in its words or its level"),
        (lost_bookmark, "bookmark 7 differs from the plan in its words or its level"),
        (extra_bookmark, "bookmark 20 is not in the plan"),
        (bookmark_into_a_web_page, "bookmark 2 leads to page None, in the plan to page 1"),
        (outline_that_runs_in_a_circle, ""),
        (wrong_link, "a link on page 8 leads to page 1, in the plan to page 10"),
        (link_to_another_height, "a link on page 4 leads to the wrong height on page 16"),
        (moved_link, "a link on page 8 lies in the wrong place"),
        (lost_link, "page 8 has 2 links, in the plan 3"),
        (link_into_a_web_page, "page 8 carries something that is not a plain link"),
        (note_on_a_page, "page 1 has 1 links, in the plan 0"),
        (swapped_pages, "page 13: its stamp reads 'Tab A - 14', in the plan 'Tab A - 13'"),
        (swapped_drawings, "page 11 does not show page 1 of police-report/translation"),
        (lost_drawing, "page 11 does not show page 1 of police-report/translation"),
        (lost_drawing_in_the_midst, "page 15 does not draw what stands in its paper"),
        (drawing_that_is_not_drawn, "page 15 does not draw what stands in its paper"),
        (page_without_content, "the file is not built as ours are"),
        (outline_of_another_kind, "bookmark 1 leads to page None, in the plan to page 1"),
        (lost_page, "the file has 20 pages, the plan has 21"),
        (page_in_the_place_of_another, "page 6: its stamp reads '5', in the plan '6'"),
        (rotated, "page 5 is rotated"),
        (cropped, "page 5 is cropped"),
        (in_a4, "page 5 measures 595 x 842 points, which is not Letter"),
        (in_a4_told_elsewhere, "page 5 measures 595 x 842 points, which is not Letter"),
        (laid_on_its_side, "page 5: its stamp is not where it belongs"),
        (higher_up, "page 5 measures 612 x 792 points, which is not Letter"),
        (script, "the file carries /Names in its catalog"),
        (script_on_opening, "the file does not simply open at a page"),
        (bookmarks_hidden, "the file does not show its bookmarks when it is opened"),
        (opens_elsewhere, "the file does not open at its first page"),
        (script_on_a_page, "page 3 carries /AA"),
        (form_fields, "the file carries /AcroForm in its catalog"),
        (attached_file, "the file carries /Names in its catalog"),
        (foreign_metadata, "the file carries metadata that is not ours"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_was_tampered_with_is_told(built, tmp_path, change, words):
    faults = tampered(built, tmp_path, change)
    if change is outline_that_runs_in_a_circle:
        assert isinstance(faults, tuple)  # told or not, it must end
    else:
        assert any(fault.startswith(words) for fault in faults), faults


def test_a_drawing_that_is_not_in_the_file_is_told(built, tmp_path):
    path, packet, sheets = built
    content = path.read_bytes()
    with Pdf.open(path) as pdf:
        number = b"%d" % pdf.pages[14].obj.Resources.XObject.P.objgen[0]
    assert content.count(b"/P " + number + b" 0 R") == 1
    gone = content.replace(b"/P " + number + b" 0 R", b"/P " + number + b" 1 R")
    (tmp_path / "gone.pdf").write_bytes(gone)
    (fault,) = prove(tmp_path / "gone.pdf", packet, sheets, draft=False)
    assert fault == "page 15 does not draw what stands in its paper"


def test_encryption_is_told(built, tmp_path):
    locked = pikepdf.Encryption(owner="secret", user="")
    assert "the file is encrypted [ECAS-no-encryption]" in tampered(
        built, tmp_path, lambda pdf: None, encryption=locked
    )


def test_a_number_printed_under_a_link_must_be_the_one_the_link_says(built):
    path, packet, sheets = built
    index = sheets["exhibits/index"]
    for changed in ("15", "1", "140", "4"):
        links = (*index.links[:1], replace(index.links[1], text=changed), *index.links[2:])
        lying = {**sheets, "exhibits/index": replace(index, links=links)}
        assert prove(path, packet, lying, draft=False) == (
            "page 8 prints other words under a link to page 14 than planned",
        )


def test_a_missing_draft_mark_is_told(built):
    path, packet, sheets = built
    assert prove(path, packet, sheets, draft=True)[0] == "page 1 lacks the DRAFT mark"


def test_a_file_that_is_wrong_throughout_gives_a_short_list(built):
    path, packet, sheets = built
    assert len(prove(path, packet, sheets, draft=True)) == MOST


@pytest.mark.parametrize("keep", [0, 10, 500, 0.5, 0.98])
def test_a_torn_file_is_told(built, tmp_path, keep):
    path, packet, sheets = built
    content = path.read_bytes()
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(content[: keep if isinstance(keep, int) else int(len(content) * keep)])
    assert prove(torn, packet, sheets, draft=False)
    assert prove(tmp_path / "gone.pdf", packet, sheets, draft=False) == (
        "the file cannot be opened again [ECAS-format]",
    )


def test_a_source_in_the_place_of_another_is_told(built, tmp_path):
    _, packet, sheets = built
    (tmp_path / "other.pdf").write_bytes(plain("letter/0riginal", 1))
    other = {**sheets, "letter/original": Sheets(pdf=tmp_path / "other.pdf", count=1)}
    assemble(packet, other, tmp_path / "packet.pdf", draft=False, title="Packet")
    assert prove(tmp_path / "packet.pdf", packet, sheets, draft=False) == (
        "page 20 does not show page 1 of letter/original",
    )


@pytest.mark.parametrize(
    ("printed", "planned", "same"),
    [
        ("Tab C at 47 ", "Tab C at 47", True),
        ("Tab C at 48", "Tab C at 47", False),
        ("13–10 ", "10–13", True),  # beside an Arabic title
        ("31–10", "10–13", False),
        (")CAT( ةيقافتالا", "الاتفاقية (CAT)", True),
        ("ةيقافتالا", "الاتفاق", False),
    ],
)
def test_words_under_a_link_are_those_of_the_plan_whichever_way_they_are_read(
    printed: str, planned: str, same: bool
) -> None:
    assert says(printed, planned) is same


def test_sizes_that_lie_elsewhere_are_looked_up_page_by_page(built, tmp_path):
    def change(pdf: pikepdf.Pdf) -> None:
        for index, width in ((10, 612), (11, 595)):
            side = pdf.make_indirect(pikepdf.Object.parse(b"%d" % width))
            pdf.pages[index].obj.MediaBox = pikepdf.Array([0, 0, side, 792])
        for index, height in ((13, 792), (14, 842)):
            pdf.pages[index].obj.MediaBox = pdf.make_indirect(pikepdf.Array([0, 0, 612, height]))

    faults = tampered(built, tmp_path, change)
    assert [fault.split(",")[0] for fault in faults if "measures" in fault] == [
        "page 12 measures 595 x 792 points",
        "page 15 measures 612 x 842 points",
    ]
