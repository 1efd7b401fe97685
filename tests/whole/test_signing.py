"""Signing a packet: sheets to print, scans in the place of pages, what was changed after somebody signed."""

import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from asylum_packet import build, check, read_case
from asylum_packet.cli import main
from asylum_packet.options import Options
from asylum_packet.packet import signing
from asylum_packet.packet.ledger import read_ledger
from tests.support.mini import write_brief_case
from tests.whole.conftest import digests

DPI = 150
SHEETS = {
    "i589-part-d",
    "service-application",
    "brief",
    "service-brief",
    "certificate-declaration",
    "declaration",
    "service-exhibits",
}


@pytest.fixture(scope="module", autouse=True)
def _each_scan_is_laid_over_its_page_once():
    """Where a scan lies depends on the two pictures alone: the many tests that sign one sheet share it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing, "register", cache(signing.register))
        yield


@pytest.fixture(scope="session")
def printed(ready) -> Path:
    """The mini case built once with the official form: its sheets to sign lie in out/to-sign."""
    return ready.folder


@pytest.fixture
def case(printed, tmp_path) -> Path:
    """A copy of it to sign in."""
    return shutil.copytree(printed, tmp_path / "mini")


@pytest.fixture(scope="session")
def all_signed(printed, options, tmp_path_factory) -> Path:
    """The mini case with every slot signed, built and taken down in the ledger."""
    folder = shutil.copytree(printed, tmp_path_factory.mktemp("signed") / "mini")
    for slot in SHEETS:
        sign(folder, slot, "jpg")
    build(read_case(folder), folder / "out", options=options)
    return folder


@pytest.fixture
def signed(all_signed, tmp_path) -> Path:
    """A copy of it."""
    return shutil.copytree(all_signed, tmp_path / "signed")


@pytest.fixture(scope="module")
def two_signed(printed, options, tmp_path_factory) -> tuple[Path, tuple]:
    """The mini case with the brief and the declaration signed and built, and what is said about that."""
    folder = shutil.copytree(printed, tmp_path_factory.mktemp("two-signed") / "mini")
    sign(folder, "brief")
    sign(folder, "declaration", "jpg")
    return folder, build(read_case(folder), folder / "out", options=replace(options, jobs=1)).findings


@pytest.fixture(scope="session")
def printed_brief(no_blank, tmp_path_factory) -> Path:
    """A brief alone, built once: for what has nothing to do with form or exhibits, and built in a moment."""
    folder = write_brief_case(tmp_path_factory.mktemp("signing-brief") / "brief")
    build(read_case(folder), folder / "out", options=no_blank)
    assert text_of(folder / "out/to-sign/brief.pdf", 1).rstrip().endswith(str(SIGNED_PAGE))
    return folder


@pytest.fixture
def brief(printed_brief, tmp_path) -> Path:
    """A copy of it to sign in."""
    return shutil.copytree(printed_brief, tmp_path / "brief")


@pytest.fixture(scope="session")
def built_signed_brief(printed_brief, no_blank, tmp_path_factory) -> Path:
    """The brief alone with both its slots signed, built and taken down in the ledger."""
    folder = shutil.copytree(printed_brief, tmp_path_factory.mktemp("signed-brief") / "brief")
    sign(folder, "brief")
    sign(folder, "service-brief")
    build(read_case(folder), folder / "out", options=no_blank)
    return folder


@pytest.fixture
def signed_brief(built_signed_brief, printed_brief, tmp_path) -> Path:
    """A copy of it, with the sheets that were signed."""
    folder = shutil.copytree(built_signed_brief, tmp_path / "signed-brief")
    shutil.copytree(printed_brief / "out/to-sign", folder / "out/to-sign")
    return folder


SIGNED_PAGE = 3
"""The page of the brief alone that is signed."""


def signed_sheet(folder: Path, name: str) -> Image.Image:
    """Print a sheet, sign it, and scan it: grey paper, two strokes of a pen."""
    return _signed((folder / f"out/to-sign/{name}.pdf").read_bytes()).copy()


@cache
def _signed(sheet: bytes) -> Image.Image:
    """Print, sign and scan a sheet once."""
    with pypdfium2.PdfDocument(sheet) as printed:
        paper = printed[0].render(scale=DPI / 72).to_pil().convert("L").point(lambda grey: int(grey * 0.93))
    pen = ImageDraw.Draw(paper)
    pen.line([(240, 850), (330, 790), (420, 860), (560, 800)], fill=25, width=5)
    return paper


def put(folder: Path, name: str, picture: Image.Image, *more: Image.Image) -> Path:
    """Put a scan into signed/."""
    path = folder / "signed" / name
    path.parent.mkdir(exist_ok=True)
    if name.endswith(".pdf"):
        picture.save(path, resolution=DPI, save_all=True, append_images=more)
    else:
        picture.save(path, dpi=(DPI, DPI))
    return path


def sign(folder: Path, slot: str, ending: str = "pdf") -> Path:
    """Sign one slot."""
    return put(folder, f"{slot}.{ending}", signed_sheet(folder, slot))


def told(folder: Path, options: Options, code: str = "SIGN") -> list[tuple[str, str, str, str]]:
    """Build, and list what is said about signatures."""
    return of_signatures(build(read_case(folder), folder / "out", options=options).findings, code)


def told_at_once(folder: Path, options: Options) -> list[tuple[str, str, str, str]]:
    """List what is said about signatures without a build."""
    return of_signatures(check(read_case(folder), options=options))


def of_signatures(findings, code: str = "SIGN") -> list[tuple[str, str, str, str]]:
    """List what is said about signatures."""
    return [
        (one.severity, one.code, one.source.file, one.message)
        for one in findings
        if one.code.startswith(code)
    ]


def text_of(path: Path, page: int) -> str:
    """Read the words of a page (1-based)."""
    with pypdfium2.PdfDocument(path) as document:
        return document[page - 1].get_textpage().get_text_range()


def picture_of(path: Path, page: int) -> Image.Image:
    """Draw a page (1-based), small: first larger, as hairlines are never drawn thinner than a dot."""
    with pypdfium2.PdfDocument(path) as document:
        return document[page - 1].render(scale=2).to_pil().convert("L").reduce(8)


def alike(first: Image.Image, second: Image.Image) -> float:
    """Give the mean difference of two pictures in grey levels, once both are on the same paper."""
    cells = [one.reduce(3).tobytes() for one in (first, second)]
    return sum(abs(min(a, 225) - min(b, 225)) for a, b in zip(*cells, strict=True)) / len(cells[0])


def test_a_build_writes_one_sheet_for_each_page_that_needs_a_hand(printed):
    assert {path.stem for path in (printed / "out/to-sign").iterdir()} == SHEETS


@pytest.mark.parametrize(
    ("slot", "stamp", "says"),
    [("brief", "19", "Sign: brief - "), ("i589-part-d", "11", "Sign: i589-part-d, i589-part-e - ")],
)
def test_a_sheet_is_the_page_of_the_packet_with_its_stamp_and_a_code(printed, slot, stamp, says):
    sheet = printed / f"out/to-sign/{slot}.pdf"
    page = text_of(printed / "out/packet.pdf", int(stamp))
    words = text_of(sheet, 1)
    with pikepdf.open(sheet) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]
        assert len(pdf.pages) == 1
    assert says in words
    assert "".join(words.split(says)[0].split()) in "".join(page.split())
    assert words.rstrip().endswith(stamp)
    assert alike(picture_of(sheet, 1), picture_of(printed / "out/packet.pdf", int(stamp))) < 0.5


def test_sheets_of_a_draft_have_no_draft_mark(draft):
    assert draft.built.draft
    assert "DRAFT" not in text_of(draft.out / "to-sign/brief.pdf", 1)
    assert "DRAFT" in text_of(draft.built.packet, 5)


def test_a_scan_takes_the_place_of_its_page_at_the_same_size_and_number(two_signed, printed):
    case, findings = two_signed
    assert of_signatures(findings) == []
    packet = case / "out/packet.pdf"
    assert text_of(packet, 19).split() == ["19"]
    assert text_of(packet, 18) == text_of(case / "out/efile/Molina_Brief.pdf", 3)
    assert alike(picture_of(packet, 19), picture_of(printed / "out/packet.pdf", 19)) < 6
    assert not (case / "out/to-sign/brief.pdf").exists()


def test_what_a_scan_signed_is_no_warning_any_more_and_the_rest_is(signed, options):
    (signed / "signed/service-brief.jpg").unlink()
    change_ledger(signed, lambda slots: slots.pop("service-brief"))
    found = check(read_case(signed), options=options)
    open_ = [one.message for one in found if "still to be signed" in one.message]
    assert open_ == ["still to be signed: service-brief (the person who serves)"]
    assert "ICPM-3.3a-interpretation" not in {one.code for one in found}


def change_ledger(folder: Path, how) -> None:
    """Change the entries of a ledger by hand."""
    path = folder / "signed/ledger.json"
    ledger = json.loads(path.read_text())
    how(ledger["signed"])
    path.write_text(json.dumps(ledger))


def test_when_everything_is_signed_no_sheet_is_left(all_signed, options, capsys):
    assert not (all_signed / "out/to-sign").exists()
    assert main(["sign", str(all_signed), "--blank", str(options.blank)]) == 0
    assert "everything is signed" in capsys.readouterr().out


def test_a_second_build_with_scans_gives_the_same_bytes(signed, options):
    before = digests(signed / "out"), (signed / "signed/ledger.json").read_bytes()
    built = build(read_case(signed), signed / "out", options=options)
    assert (digests(signed / "out"), (signed / "signed/ledger.json").read_bytes()) == before
    assert (built.to_sign, built.draft) == ((), False)


def test_check_writes_no_ledger(brief, no_blank):
    sign(brief, "brief")
    check(read_case(brief), options=no_blank)
    assert not (brief / "signed/ledger.json").exists()


LAID = {
    "upside down": lambda paper: paper.rotate(180),
    "on its left side": lambda paper: paper.rotate(90, expand=True),
    "on its right side": lambda paper: paper.rotate(270, expand=True),
}


UPSIDE_DOWN, ON_LEFT, ON_RIGHT = LAID


@pytest.mark.parametrize(
    ("form", "brief"), [(UPSIDE_DOWN, ON_LEFT), (ON_LEFT, ON_RIGHT), (ON_RIGHT, UPSIDE_DOWN)]
)
def test_a_scan_that_lies_wrong_is_turned_upright_and_said(case, options, printed, form, brief):
    """Our own page, and one of the official form."""
    pages = {"brief": (19, brief), "i589-part-d": (11, form)}
    for slot, (_, how) in pages.items():
        put(case, f"{slot}.pdf", LAID[how](signed_sheet(case, slot)))
    found = {file: (severity, code, message) for severity, code, file, message in told(case, options)}
    assert set(found) == {f"signed/{slot}.pdf" for slot in pages}
    for slot, (page, _) in pages.items():
        severity, code, message = found[f"signed/{slot}.pdf"]
        assert (severity, code) == ("note", "SIGN-turned")
        assert f"was turned upright on page {page}" in message
        before = picture_of(printed / "out/packet.pdf", page)
        assert alike(picture_of(case / "out/packet.pdf", page), before) < 9


def on_a4(paper: Image.Image, size: float) -> Image.Image:
    """Lay a sheet on A4 paper, printed at a size."""
    whole = Image.new("L", (round(8.268 * DPI), round(11.693 * DPI)), 238)
    small = paper.resize((round(paper.width * size), round(paper.height * size)))
    whole.paste(small, ((whole.width - small.width) // 2, (whole.height - small.height) // 2))
    return whole


@pytest.mark.parametrize("size", [0.97, 1.0], ids=["shrunk to fit", "cut at the sides"])
def test_a_scan_on_a4_comes_back_to_the_size_of_its_page(brief, no_blank, size):
    before = picture_of(brief / "out/packet.pdf", SIGNED_PAGE)
    put(brief, "brief.pdf", on_a4(signed_sheet(brief, "brief"), size))
    assert told(brief, no_blank) == []
    assert alike(picture_of(brief / "out/packet.pdf", SIGNED_PAGE), before) < 9


def test_writing_at_the_foot_of_a_scan_is_never_cut_off(brief, no_blank):
    paper = signed_sheet(brief, "brief")
    ImageDraw.Draw(paper).text((560, paper.height - 40), "initials and a long remark", fill=20, font_size=28)
    put(brief, "brief.pdf", paper)
    assert [(code, file) for _, code, file, _ in told(brief, no_blank)] == [
        ("SIGN-whole", "signed/brief.pdf")
    ]
    drawn = picture_of(brief / "out/packet.pdf", SIGNED_PAGE)
    assert min(drawn.crop((50, 180, 110, 191)).tobytes()) < 150


def test_one_scan_signs_every_slot_of_its_page_under_either_name(case, options):
    put(case, "i589-part-e.pdf", signed_sheet(case, "i589-part-d"))
    built = build(read_case(case), case / "out", options=options)
    assert of_signatures(built.findings) == []
    unsigned = " ".join(one.message for one in built.findings if "still to be signed" in one.message)
    assert "i589" not in unsigned
    assert set(json.loads((case / "signed/ledger.json").read_text())["signed"]) == {
        "i589-part-d",
        "i589-part-e",
    }
    # The form keeps its own foot, and bears the true number.
    assert text_of(case / "out/packet.pdf", 11).split() == ["11"]
    foot = picture_of(case / "out/packet.pdf", 11).crop((0, 190, 153, 198))
    assert min(foot.crop((48, 0, 110, 8)).tobytes()) < 120, "the bar code"
    assert min(foot.crop((0, 4, 46, 8)).tobytes()) > 190, "where our code was"


PARTS = {"i589-part-d": (68, 342), "i589-part-e": (38, 206)}
"""Where the boxes for signatures of the official form begin, in points from the left and from the foot."""


@pytest.mark.parametrize("parts", [("i589-part-d",), ("i589-part-e",), tuple(PARTS)])
def test_a_page_with_two_places_to_sign_is_asked_about_where_one_of_them_is_empty(case, options, parts):
    with pypdfium2.PdfDocument(case / "out/to-sign/i589-part-d.pdf") as printed:
        paper = printed[0].render(scale=DPI / 72).to_pil().convert("L").point(lambda grey: int(grey * 0.93))
    for left, foot in map(PARTS.__getitem__, parts):
        steps = ((left + 20 + 22 * n, 792 - foot - 4 - 8 * (n % 2)) for n in range(6))
        ImageDraw.Draw(paper).line([(x * DPI / 72, y * DPI / 72) for x, y in steps], fill=25, width=5)
    put(case, "i589-part-d.pdf", paper)
    built = build(read_case(case), case / "out", options=options)
    empty = [name for name in PARTS if name not in parts]
    told_of = [(code, said) for _, code, _, said in of_signatures(built.findings)]
    assert [code for code, _ in told_of] == ["SIGN-part"] * len(empty)
    assert all(name in said for name, (_, said) in zip(empty, told_of, strict=True))
    unsigned = " ".join(one.message for one in built.findings if "still to be signed" in one.message)
    assert [name for name in PARTS if name in unsigned] == empty
    again = of_signatures(check(read_case(case), options=options))
    assert [code for _, code, _, _ in again] == ["SIGN-part"] * len(empty)


def test_two_different_scans_of_one_page_are_an_error(case, options):
    paper = signed_sheet(case, "i589-part-d")
    put(case, "i589-part-d.pdf", paper)
    put(case, "i589-part-e.pdf", paper.rotate(1, fillcolor=230))
    ((severity, code, _, message),) = told_at_once(case, options)
    assert (severity, code) == ("error", "SIGN-rivals")
    assert message == (
        "signed/i589-part-d.pdf and signed/i589-part-e.pdf are different scans of one page, packet page 11"
    )


def test_the_same_scan_under_both_names_is_fine(case, options):
    one = put(case, "i589-part-d.pdf", signed_sheet(case, "i589-part-d"))
    shutil.copy(one, case / "signed/i589-part-e.pdf")
    assert told_at_once(case, options) == []


def test_two_files_for_one_slot_are_an_error(brief, no_blank):
    sign(brief, "brief")
    sign(brief, "brief", "png")
    ((severity, code, _, message),) = told_at_once(brief, no_blank)
    assert (severity, code) == ("error", "SIGN-twice")
    assert message == "signed/brief.pdf and signed/brief.png are both the scan of one slot"


def test_the_scan_of_a_sheet_that_nobody_signed_is_told_build_after_build(brief, no_blank):
    with pypdfium2.PdfDocument(brief / "out/to-sign/brief.pdf") as printed:
        put(brief, "brief.jpg", printed[0].render(scale=DPI / 72).to_pil().convert("L"))
    expected = (
        "warning",
        "SIGN-bare",
        "signed/brief.jpg",
        f"the scan of 'brief', page {SIGNED_PAGE}, shows nothing that was not printed: is it signed?",
    )
    assert told(brief, no_blank) == [expected]
    assert told_at_once(brief, no_blank) == [expected]


def test_two_pages_for_one_are_refused_by_name(brief, no_blank):
    paper = signed_sheet(brief, "service-brief")
    put(brief, "service-brief.pdf", paper, paper)
    ((severity, code, file, message),) = told_at_once(brief, no_blank)
    assert (severity, code, file) == ("error", "SIGN-pages", "signed/service-brief.pdf")
    assert message == ("the scan has 2 pages; it must be the one page that is signed")


def test_the_scan_of_an_empty_side_is_refused_and_leaves_the_page_unsigned(brief, no_blank):
    put(brief, "service-brief.pdf", Image.new("L", (850, 1100), 255))
    ((severity, code, file, message),) = told_at_once(brief, no_blank)
    assert (severity, code, file) == ("error", "SIGN-empty", "signed/service-brief.pdf")
    assert message == "the scan is an empty page"


def test_a_scan_of_the_whole_paper_replaces_all_its_pages(case, options):
    with pypdfium2.PdfDocument(case / "out/packet.pdf") as packet:
        drawn = [packet[number - 1].render(scale=DPI / 72).to_pil().convert("L") for number in (17, 18)]
    put(case, "brief.pdf", *drawn, signed_sheet(case, "brief"))
    assert told(case, options) == []
    assert [text_of(case / "out/packet.pdf", page).split() for page in (17, 18, 19)] == [
        ["17"],
        ["18"],
        ["19"],
    ]
    assert len(json.loads((case / "signed/ledger.json").read_text())["signed"]["brief"]["fits"]) == 3


def test_a_name_that_is_no_slot_is_said_with_the_one_meant(brief, no_blank):
    put(brief, "servise-brief.pdf", signed_sheet(brief, "service-brief"))
    found = [one for one in check(read_case(brief), options=no_blank) if one.code == "SIGN-unknown"]
    assert [(one.severity, one.message, one.fix) for one in found] == [
        (
            "warning",
            "there is no signature slot 'servise-brief' in this packet",
            "did you mean service-brief?",
        )
    ]


def test_a_scan_of_another_page_is_an_error(case, options):
    put(case, "brief.pdf", signed_sheet(case, "declaration"))
    ((severity, code, file, message),) = told_at_once(case, options)
    assert (severity, code, file) == ("error", "SIGN-other-page", "signed/brief.pdf")
    assert message == "the scan does not look like the page of 'brief', page 19"


def test_a_scan_that_cannot_be_read_leaves_the_page_unsigned(brief, no_blank):
    (brief / "signed").mkdir()
    (brief / "signed/brief.pdf").write_bytes(b"%PDF-1.7 torn")
    built = build(read_case(brief), brief / "out", options=no_blank)
    assert [one.source.file for one in built.findings if one.code == "FILE-damaged"] == ["signed/brief.pdf"]
    assert built.draft
    assert any("still to be signed: brief" in one.message for one in built.findings)


def test_without_the_official_form_its_scans_wait(case, no_blank):
    sign(case, "i589-part-d")
    ((severity, code, _, message),) = told_at_once(case, no_blank)
    assert (severity, code) == ("warning", "SIGN-no-form")
    assert message == "signed/i589-part-d.pdf is not used: the packet holds answer sheets instead of the form"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Change a text of the case."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


CHANGES = {
    "the brief": ("brief/02-argument.md", "is", "IS", "brief"),
    "who serves": ("case.yaml", "server: Ana", "server: Eva", "service-brief"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_after_signing_is_an_error_that_names_the_slot(signed_brief, no_blank, what):
    file, old, new, slot = CHANGES[what]
    edit(signed_brief, file, old, new)
    built = build(read_case(signed_brief), signed_brief / "out", options=no_blank)
    assert stale(built.findings) == {slot: {"SIGN-stale"}}
    assert built.draft
    assert {path.name for path in built.to_sign} == {f"{slot}.pdf"}


def stale(findings) -> dict[str, set[str]]:
    """Give the codes of all errors by the slot they name; each says what was signed too early."""
    found: dict[str, set[str]] = {}
    for one in findings:
        if one.severity == "error":
            slot = Path(one.source.file).stem
            found.setdefault(slot, set()).add(one.code)
            assert "signed before the last change" in one.message
            assert slot in one.message or (slot == "i589-part-d" and "i589-part-e" in one.message)
    return found


def test_putting_the_old_text_back_makes_the_signatures_good_again(signed, options):
    edit(signed, "i589.yaml", "religion: Catholic", "religion: Evangelical")
    edit(signed, "declaration.md", "coffee", "maize")
    built = build(read_case(signed), signed / "out", options=options)
    changed = {
        "i589-part-d": {"I589-PartD-date", "SIGN-stale"},
        "declaration": {"SIGN-stale"},
        "certificate-declaration": {"SIGN-stale"},
    }
    assert stale(built.findings) == changed
    assert built.draft
    assert {path.stem for path in built.to_sign} == changed.keys()
    edit(signed, "i589.yaml", "religion: Evangelical", "religion: Catholic")
    edit(signed, "declaration.md", "maize", "coffee")
    assert told(signed, options) == []
    assert not (signed / "out/to-sign").exists()


def test_new_page_numbers_alone_void_nothing_and_print_true(signed, options):
    edit(signed, "case.yaml", "filing: {date: 2027-02-01}", "filing: {date: 2027-02-01, first_page: 101}")
    built = build(read_case(signed), signed / "out", options=options)
    assert [one for one in built.findings if one.severity == "error"] == []
    assert built.to_sign == ()
    assert [text_of(built.packet, page).split()[-1] for page in (11, 15, 19, 24)] == [
        "111",
        "115",
        "119",
        "124",
    ]


def test_the_dates_of_filing_and_service_may_come_last(signed_brief, no_blank):
    edit(signed_brief, "case.yaml", "date: 2027-02-01", "date: 2027-02-02")
    edit(signed_brief, "case.yaml", "server: Ana Ejemplo", "date: 2027-02-02, server: Ana Ejemplo")
    assert told(signed_brief, no_blank) == []


def test_signing_again_makes_it_good_and_says_that_the_scan_is_another(signed_brief, no_blank):
    edit(signed_brief, "brief/02-argument.md", "is", "IS")
    build(read_case(signed_brief), signed_brief / "out", options=no_blank)
    sign(signed_brief, "brief")
    assert [(severity, code) for severity, code, *_ in told(signed_brief, no_blank)] == [
        ("note", "SIGN-replaced")
    ]
    assert told_at_once(signed_brief, no_blank) == []


def test_a_scan_that_is_gone_is_warned_of(signed_brief, no_blank):
    (signed_brief / "signed/brief.pdf").unlink()
    assert told_at_once(signed_brief, no_blank) == [
        ("warning", "SIGN-gone", "signed/brief.pdf", "the scan that signed 'brief' is gone")
    ]


BROKEN = [
    "",
    "[]",
    "{}",
    '{"version": 1}',
    '{"version": 2, "signed": {}}',
    '{"version": 1, "signed": {"brief": 3}}',
]


def test_a_ledger_that_cannot_be_read_is_an_error_and_stays_as_it_is(brief, no_blank):
    sign(brief, "brief")
    (brief / "signed/ledger.json").write_text(BROKEN[-1])
    assert [(severity, code, file) for severity, code, file, _ in told(brief, no_blank)] == [
        ("error", "SIGN-ledger", "signed/ledger.json")
    ]
    assert (brief / "signed/ledger.json").read_text() == BROKEN[-1]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_ledger_of_ours_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  # json tells in its own words what is no JSON
        read_ledger(text)


@pytest.mark.parametrize("value", [1e9, "x", None])
def test_a_ledger_with_impossible_places_is_refused(built_signed_brief, value):
    ledger = json.loads((built_signed_brief / "signed/ledger.json").read_text())
    assert read_ledger(json.dumps(ledger)).keys() == {"brief", "service-brief"}
    ledger["signed"]["brief"]["fits"][0]["scale"] = value
    with pytest.raises(ValueError, match="number"):
        read_ledger(json.dumps(ledger))


def test_the_ledger_holds_no_word_of_the_case(two_signed):
    text = (two_signed[0] / "signed/ledger.json").read_text()
    assert not [
        word for word in ("Molina", "Luis", "213", "Baltimore") if word in text.replace('"', " ").split()
    ]


def test_a_signed_folder_that_leads_elsewhere_is_not_written_to(brief, no_blank, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (brief / "signed").symlink_to(elsewhere)
    build(read_case(brief), brief / "out", options=no_blank)
    assert list(elsewhere.iterdir()) == []


def test_sign_tells_who_signs_what_and_where(two_signed, options, capsys):
    case, _ = two_signed
    assert main(["sign", str(case), "--blank", str(options.blank), "--format", "json"]) == 0
    slots = {row["slot"]: row for row in json.loads(capsys.readouterr().out)["slots"]}
    assert {"i589-part-d", "i589-part-e", *SHEETS} == set(slots)
    part_d = slots["i589-part-d"]
    assert (part_d["who"], part_d["how"], part_d["page"], part_d["state"]) == (
        "applicant",
        "by hand only",
        11,
        "missing",
    )
    assert part_d["sheet"] == f"{case.as_posix()}/out/to-sign/i589-part-d.pdf"
    assert slots["declaration"]["stamp"].startswith("Tab A - ")
    assert (slots["brief"]["state"], slots["brief"]["scan"], slots["brief"]["sheet"]) == (
        "signed",
        "signed/brief.pdf",
        None,
    )


def test_sign_says_by_its_exit_code_that_something_is_signed_before_the_last_change(brief, no_blank, capsys):
    argv = ["sign", str(brief)]
    sign(brief, "brief")
    assert main(argv) == 0
    code = next(
        line.split()[-2] for line in capsys.readouterr().out.splitlines() if line.startswith("brief ")
    )
    edit(brief, "brief/02-argument.md", "is", "IS")
    assert main(argv) == 1
    told_ = capsys.readouterr().out
    assert "sign again" in told_
    assert code not in told_, "the new sheet has a new code"


def test_an_unsigned_case_builds_as_before_and_has_no_ledger(printed):
    assert not (printed / "signed").exists()


def test_every_scan_counts_once_whatever_else_is_signed(two_signed, printed):
    """Signing a slot changes nothing about the sheet of another."""
    before = digests(printed / "out/to-sign")
    assert digests(two_signed[0] / "out/to-sign") == {
        name: sha for name, sha in before.items() if name not in {"brief.pdf", "declaration.pdf"}
    }
