"""The review page of a real build, as a browser and a screen reader find it; who must act."""

import base64
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from asylum_packet import build, read_case
from asylum_packet.case.answers import leaves
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.law.rules import RULES, Judged
from asylum_packet.options import Options
from asylum_packet.pages import PageRange
from asylum_packet.report.review_style import DARK, LIGHT
from asylum_packet.report.review_who import _SUBJECTS, Who, by_who, who_act
from asylum_packet.sequence import Packet, Piece, PieceKind, Slot, Submission
from tests.report.test_review_html import Reader
from tests.support.mini import write_mini_case

SSN = "912-34-5678"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A DRAFT of the mini case, with an exhibit with a hostile title."""
    folder = write_mini_case(
        tmp_path_factory.mktemp("review") / "mini", replace={"i589.yaml": {"ssn: None": f"ssn: {SSN}"}}
    )
    with (folder / "exhibits.yaml").open("a", encoding="utf-8") as listed:
        listed.write(f"04 passport.pdf: {{id: passport, title: '\"{EVIL}'}}\n")
    case = read_case(folder)
    return case, build(case, folder / "out", options=Options(data_folder=folder / "no-blanks"))


@pytest.fixture(scope="module")
def page(made) -> str:
    return made[1].review.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(page) -> Reader:
    return Reader(page)


def test_it_lies_beside_the_packet_and_says_what_stands(made, page):
    _, built = made
    assert built.review == built.packet.parent / "review.html"
    assert "<title>DRAFT: " in page
    errors = [one for one in built.findings if one.severity is Severity.ERROR]
    assert f"{len(errors)} error" in page


def test_nothing_is_loaded_sent_or_run(page, read):
    css = re.search(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(css[1].encode()).digest()).decode()
    (policy,) = (attrs["content"] for _, attrs in read.elements if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert not {name for name, _ in read.elements} & {"script", "iframe", "form", "object", "link", "base"}
    assert not [attrs for _, attrs in read.elements if any(key.startswith("on") for key in attrs)]
    assert not [attrs for _, attrs in read.elements if "style" in attrs]
    sources = [attrs["src"] for _, attrs in read.elements if "src" in attrs]
    assert sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert "http" not in css[1]
    assert not [attrs["href"] for _, attrs in read.elements if ":" in attrs.get("href", "")]


def test_every_link_leads_somewhere(made, read):
    out, pages = made[1].review.parent, made[1].pages
    ids = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"] for name, attrs in read.elements if name == "a"]
    for target in targets:
        path, _, fragment = target.partition("#")
        if path:
            assert (out / path).is_file(), target
        if fragment.startswith("page="):
            assert 1 <= int(fragment.removeprefix("page=")) <= pages
        elif fragment:
            assert fragment in ids, target


def test_headings_come_in_order_and_landmarks_are_there(read):
    levels = [int(name[1]) for name, _ in read.elements if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [name for name, _ in read.elements]
    assert all(names.count(landmark) == 1 for landmark in ("header", "nav", "main", "footer"))
    assert read.elements[0] == ("html", {"lang": "en"})


def test_every_picture_says_what_it_is_and_every_document_has_one(made, read):
    case, _ = made
    pictures = [attrs for name, attrs in read.elements if name == "img"]
    assert len(pictures) == len(case.documents)
    assert all(attrs["alt"] for attrs in pictures)


def test_every_finding_stands_under_somebody(made, read):
    for finding in made[1].findings:
        assert finding.message in read.words
        assert finding.fix in read.words


def test_every_place_to_sign_is_listed_with_its_sheet(made, read):
    targets = {attrs["href"] for name, attrs in read.elements if name == "a"}
    assert made[1].to_sign
    for sheet in made[1].to_sign:
        assert f"to-sign/{sheet.name}" in targets


def test_what_no_program_judges_is_on_the_checklist(read):
    for rule in RULES.values():
        on_it = f" · {rule.id}" in read.words and rule.summary in read.words
        if rule.judged is Judged.PERSON:
            assert on_it, rule.id
            assert rule.cited in read.words, rule.id


def test_it_has_no_clock(read):
    assert "days left" not in read.words
    assert "ago" not in read.words.split()


def test_titles_cannot_become_markup(page, read):
    assert EVIL in read.words
    assert "<script" not in page
    assert "onerror=alert(2)>" not in page


def test_no_answer_of_the_form_is_shown(made, read):
    case, _ = made
    answers = dict(leaves(case.applications[0].answers))
    ssn = answers["applicant.ssn"]
    assert re.sub(r"\D", "", ssn) == SSN.replace("-", "")
    assert SSN not in read.words
    assert SSN.replace("-", "") not in read.words
    long = [answer for key, answer in answers.items() if len(answer) > 25]
    assert len(long) > 5
    assert not [answer for answer in long if answer in read.words]
    assert "-".join(re.findall(r"\d{3}", case.lead.a_number)) not in read.words


def test_every_cite_is_shown_with_its_file_and_line(made, read):
    manifest = json.loads(made[1].manifest.read_text(encoding="utf-8"))
    assert manifest["cites"]
    for cite in manifest["cites"]:
        assert f"{cite['file']}:{cite['line']} at\u00a0{cite['packet_page']}" in read.words


def test_the_same_build_gives_the_same_page(made, page, tmp_path):
    case, _ = made
    again = build(case, tmp_path / "out", options=Options(data_folder=tmp_path / "no-blanks"))
    assert again.review.read_text(encoding="utf-8") == page


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "link", "error", "warning", "good"])
def test_text_stands_out_from_its_ground(palette, ground, ink):
    light, dark = sorted((luminance(palette[ground]), luminance(palette[ink])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def finding(code: str, message: str = "x", *, severity=Severity.ERROR, file: str = "case.yaml") -> Finding:
    return Finding(code=code, severity=severity, message=message, source=Source(file=file))


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("BRIEF-nexus", Who.ATTORNEY),
        ("CITE-unknown-id", Who.ATTORNEY),
        ("FILE-damaged", Who.PARALEGAL),
        ("FEE-receipt-attached", Who.PARALEGAL),
        ("I589-no-blanks", Who.CLIENT),
        ("I589-all-pages", Who.PARALEGAL),
        ("CFR-1003.33-translation", Who.TRANSLATOR),
    ],
)
def test_a_finding_goes_to_whoever_must_act(code, who):
    assert who_act(finding(code)) == {who}


def test_a_finding_about_several_signatures_goes_to_each_signer():
    both = finding("ICPM-3.3b-who", "still to be signed: brief (attorney of record), declaration (declarant)")
    assert who_act(both, ("brief", "declaration", "i589-part-d")) == {Who.ATTORNEY, Who.CLIENT}
    assert list(by_who([both], ("brief", "declaration"))) == [Who.ATTORNEY, Who.CLIENT]


def test_a_stale_scan_goes_to_its_signer():
    told = finding("SIGN-stale", "certificate-report: signed before the last change: it has been changed")
    assert who_act(told) == {Who.TRANSLATOR}
    both = finding("SIGN-stale", "i589-part-e, brief: signed before", file="signed/i589-part-d.jpg")
    assert who_act(both) == {Who.ATTORNEY}


def test_a_note_asks_nothing_of_anybody():
    assert who_act(finding("BRIEF-nexus", severity=Severity.NOTE)) == {Who.NOBODY}


def test_every_subject_of_the_rules_has_somebody():
    assert set(_SUBJECTS) == {rule.subject for rule in RULES.values()}


def test_a_link_counts_sheets_whatever_number_is_printed_on_them(made):
    from asylum_packet.facts import Facts
    from asylum_packet.report.review_values import Review

    slot = Slot(key="brief/cover", kind=PieceKind.COVER, title="Cover", submission="brief")
    piece = Piece(slot=slot, pages=PageRange(101, 104))
    packet = Packet(submissions=(Submission(name="brief", title="B", stem="B", pieces=(piece,)),))
    review = Review(
        case=made[0],
        packet=packet,
        facts=Facts(),
        findings=(),
        draft=False,
        file="packet.pdf",
        size_bytes=1,
    )
    assert review.page_address(101) == "packet.pdf#page=1"
    assert review.page_address(104) == "packet.pdf#page=4"
    assert review.page_link(47) == "47", "a page of an earlier filing is not in this packet"


def test_a_paper_built_alone_leaves_the_page_as_it_is(run, tmp_path):
    folder = write_mini_case(tmp_path / "mini")
    run("build", folder)
    before = (folder / "out" / "review.html").stat().st_mtime_ns
    run("build", folder, "--only", "index")
    assert Path(folder / "out" / "review.html").stat().st_mtime_ns == before
