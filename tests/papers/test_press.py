"""The press: every kind of paper as text and as values, the same bytes twice, in agreement with the plan."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab import rl_config

from asylum_packet.case.answers import Answers, Claim, Explained
from asylum_packet.case.model import Application, Case, Court, FilingChoices, Service, TextFile
from asylum_packet.errors import TemplateError
from asylum_packet.findings import Source
from asylum_packet.packet.layout import plan
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.pages import PageRange
from asylum_packet.papers import press as press_module
from asylum_packet.papers import written as written_module
from asylum_packet.papers.draw import draw
from asylum_packet.papers.origins import Traced
from asylum_packet.papers.press import Press
from asylum_packet.papers.written import Written
from asylum_packet.sequence import Packet, PartKind, PieceKind, Slot
from asylum_packet.values import replace
from tests.papers.sheets import inside, lowest_ink, open_sheets, texts
from tests.support.papers_case import PAGES, alone, documents, papers_case, respondent, settled

GOLDEN = Path(__file__).parent / "golden"


@cache
def example() -> tuple[Mapping[str, Written], Packet]:
    return settled(papers_case())


def paper(key: str, **changes: object) -> str:
    written = alone(papers_case(**changes), key)[0] if changes else example()[0][key]
    return "\n\f\n".join(texts(written.sheets))


def codes(case: Case) -> dict[str, list[tuple[str, str]]]:
    written, _ = settled(case)
    return {
        key: [(finding.code, str(finding.source)) for finding in paper.findings]
        for key, paper in written.items()
        if paper.findings
    }


GOLDEN_PAPERS = {
    "application/cover": {},
    "exhibits/cover": {
        "court": Court(city="Newark", state="NJ", detained="yes"),
        "hearing": None,
        "respondents": (
            respondent("Marta", "Elena", "Reyes", "212345678"),
            respondent("Luis", "", "Reyes", "212345679"),
        ),
    },
    "brief/body": {},
    "brief/service": {},
    "exhibits/service": {
        "service": Service(
            method="mail", date=dt.date(2027, 2, 1), address="OPLA, 1 Example Plaza, Baltimore, MD 21201"
        )
    },
    "exhibits/index": {},
    "exhibits/tab-B": {},
    "declaration/original": {},
    "declaration/certificate": {},
    "letter/certificate": {},
}


@pytest.mark.parametrize("key", GOLDEN_PAPERS)
def test_a_paper_reads_as_its_golden_text(key: str) -> None:
    text = paper(key, **GOLDEN_PAPERS[key])
    golden = GOLDEN / f"{key.replace('/', '-')}.txt"
    if os.environ.get("ASYLUM_PACKET_REGEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_the_example_has_nothing_wrong_with_it() -> None:
    written, _ = example()
    assert {key: one.findings for key, one in written.items() if one.findings} == {}


def test_the_same_case_gives_the_same_bytes() -> None:
    one, _ = example()
    two, _ = settled(papers_case())
    assert dict(one) == dict(two)


def test_all_papers_share_one_file_one_after_the_other() -> None:
    written, _ = example()
    assert len({id(one.sheets.pdf) for one in written.values()}) == 1
    skip = 0
    for one in written.values():
        assert one.sheets.skip == skip
        skip += one.sheets.count
    assert len(open_sheets(next(iter(written.values())).sheets)) == skip


def test_pages_are_letter_upright_and_free_of_annotations() -> None:
    written, _ = example()
    document = open_sheets(written["brief/body"].sheets)
    for page in document:
        assert page.get_size() == (612.0, 792.0)
        assert page.get_rotation() == 0
    assert b"/Annot" not in bytes(written["brief/body"].sheets.pdf)  # type: ignore[arg-type]


def test_the_foot_of_every_page_is_free_for_the_stamp() -> None:
    written, _ = example()
    document = open_sheets(written["brief/body"].sheets)
    for index in range(0, len(document), 3):
        assert lowest_ink(document, index) > 60


def test_every_link_lies_on_its_text_and_leads_where_the_text_says() -> None:
    written, packet = example()
    links = 0
    for one in written.values():
        document = open_sheets(one.sheets)
        for link in one.sheets.links:
            shown = inside(document, one.sheets.skip + link.page - 1, link.rect)
            assert link.text in " ".join(shown.split())
            piece = packet.piece(link.target.piece)
            assert piece is not None
            assert link.target.page <= len(piece.pages)
            links += 1
    assert links > 40


def test_every_cite_stands_on_the_page_as_printed() -> None:
    written, packet = example()
    body = "\n".join(texts(written["brief/body"].sheets)).replace("\n", " ")
    assert len(written["brief/body"].cites) == 9
    for cite in written["brief/body"].cites:
        assert cite.text in " ".join(body.split())
        document = packet.document(cite.id.partition("/")[0])
        assert document is not None
        assert cite.packet_page in document


def test_index_lines_print_the_pages_of_the_plan() -> None:
    written, packet = example()
    links = {link.target.piece: link.text for link in written["exhibits/index"].sheets.links}
    assert links["police-report/original"] == str(packet.part("police-report", PartKind.ORIGINAL))
    assert links["farm-gate/original"] == str(packet.document("farm-gate"))
    tab = [x.text for x in written["exhibits/index"].sheets.links if x.target.piece == "exhibits/tab-B"]
    assert tab == ["B", str(packet.tab("B"))]


def test_the_contents_list_every_heading_with_its_page() -> None:
    written, packet = example()
    brief = written["brief/body"].sheets
    first = packet.piece("brief/body").pages.first  # type: ignore[union-attr]
    assert [heading.title for heading in brief.headings][:3] == [
        "I. Statement of Facts",
        "A. The threats go on",
        "II. Argument",
    ]
    contents = [link for link in brief.links if link.target.piece == "brief/body" and link.text.isdigit()]
    assert [int(link.text) - first + 1 for link in contents] == [h.page for h in brief.headings]
    assert [link.target.page for link in contents] == [heading.page for heading in brief.headings]


def test_the_body_of_the_brief_is_counted_without_its_tables() -> None:
    written, _ = example()
    brief = written["brief/body"]
    assert brief.body == PageRange(2, brief.sheets.count)
    assert "TABLE OF CONTENTS" in texts(brief.sheets)[0]


def test_the_declaration_marks_its_paragraphs() -> None:
    written, _ = example()
    sheets = written["declaration/original"].sheets
    assert [mark.name for mark in sheets.marks] == ["¶1", "¶2", "¶3", "¶4", "¶5"]
    assert sheets.marks[0].top_pt > sheets.marks[1].top_pt  # type: ignore[operator]
    assert "{{ I left }}" in texts(sheets)[0]


def test_places_to_sign_have_names_of_their_own() -> None:
    written, _ = example()
    names = {slot.name: slot.who for one in written.values() for slot in one.sheets.slots}
    assert names == {
        "service-application": "the person who serves",
        "brief": "attorney of record",
        "service-brief": "the person who serves",
        "declaration": "declarant",
        "certificate-declaration": "interpreter",
        "certificate-letter": "translator",
        "service-exhibits": "the person who serves",
    }


def test_the_body_ends_where_its_last_footnote_does() -> None:
    text = "# Argument\n\nText[^1].\n\n# Conclusion\n\nEnd.\n\n[^1]: " + "a long footnote " * 1200
    written, _ = settled(papers_case(brief=(TextFile(file="brief/01.md", text=text),)))
    brief = written["brief/body"]
    assert brief.body is not None
    assert len(brief.body) > 2
    assert brief.body.last == brief.sheets.count


def test_the_signature_shares_its_page_with_text() -> None:
    written, _ = example()
    page = written["brief/body"].sheets.slots[0].page
    assert "asks that her application be granted" in texts(written["brief/body"].sheets)[page - 1]


def test_no_date_is_ever_made_up() -> None:
    service = paper("application/service")
    assert not any(str(year) in service for year in range(2024, 2031))


def test_no_date_stands_beside_a_line_to_sign() -> None:
    day = dt.date(2027, 2, 1)
    assert "February 1, 2027" not in paper("brief/body", filing=FilingChoices(date=day))
    for method in ("ecas", "mail"):
        served = paper("application/service", service=Service(method=method, date=day))
        assert served.count("February 1, 2027") == 1
        assert "On February 1, 2027, I," in served


def test_the_lines_of_an_address_stay_lines() -> None:
    service = Service(method="mail", address="OPLA\n1 Example  Plaza\nBaltimore, MD 21201")
    assert "OPLA\n1 Example Plaza\nBaltimore, MD 21201\n" in paper("application/service", service=service)


def test_service_by_mail_leaves_no_method_blank() -> None:
    served = " ".join(paper("application/service", service=Service(method="mail")).split())
    assert "by mail, at this address:" in served
    assert "following method" not in served
    assert "by mail" not in paper("application/service", service=Service(method="ecas"))


def test_the_answer_sheet_says_on_every_page_that_it_is_not_the_form() -> None:
    story = "I was threatened.\n\nThen I fled. " * 40
    answers = Answers(claim=Claim(past_harm=Explained(answer="yes", explanation=story)))
    case = papers_case(applications=(Application(file="i589.yaml", answers=answers),))
    written, _ = settled(case)
    pages = texts(written["application/form-1"].sheets)
    assert len(pages) > 3
    assert all("NOT THE OFFICIAL FORM I-589" in page for page in pages)
    assert "".join(pages).count("Then I fled.") == 40
    assert "[not answered]" in pages[0]
    headings = written["application/form-1"].sheets.headings
    assert [heading.level for heading in headings] == [1] * 7
    assert headings[0].title == "Part A.I. About you"


def test_hostile_names_print_as_typed() -> None:
    person = respondent("#1", "*Al*", "O'Neil & Sons <b>[@farm-gate]", "212345678", english="yes")
    text = paper("exhibits/index", respondents=(person,))
    assert "#1 *AL* O'NEIL & SONS <B>[@FARM-GATE]" in " ".join(text.replace("’", "'").split())


def test_a_changed_brief_does_not_set_the_other_papers_again(monkeypatch: pytest.MonkeyPatch) -> None:
    case = papers_case()
    press = Press(case)
    settled(case, press=press)
    set_again: list[str] = []
    lay = press_module.lay

    def counted(paper: object, key: str, first: int) -> object:
        set_again.append(key)
        return lay(paper, key, first)  # type: ignore[arg-type]

    monkeypatch.setattr(press_module, "lay", counted)
    monkeypatch.setattr(written_module, "lay", counted)
    settled(case, press=press)
    assert set_again == []


def test_an_index_is_rendered_once_for_each_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    case = papers_case()
    press = Press(case)
    _, packet = settled(case, press=press)
    slots = tuple(piece.slot for piece in packet.pieces)
    counts = {piece.key: len(piece.pages) for piece in packet.pieces}
    rendered: list[PieceKind] = []
    render = Press.rendered

    def counted(self: Press, slot: Slot, *others: Any) -> Traced:
        rendered.append(slot.kind)
        return render(self, slot, *others)

    monkeypatch.setattr(Press, "rendered", counted)
    for first in (1, 1, 7):
        moved = plan(slots, counts, submissions=titles(case), first_page=first)
        press.lengths([slot for slot in slots if slot.kind is PieceKind.INDEX], moved, counts=counts)
        press.lengths(slots, moved, counts=counts)
    assert rendered.count(PieceKind.INDEX) == 1  # that of the plan that begins on page 7


def test_only_papers_without_a_file_are_ours() -> None:
    case = papers_case()
    press = Press(case)
    ours = {slot.key for slot in slots_for(case, official=True, forms=1) if press.owns(slot)}
    assert "application/form-1" not in ours
    assert "police-report/certificate" not in ours
    assert {"letter/certificate", "declaration/original", "declaration/certificate"} <= ours
    strange = Slot(
        key="x/translation", kind=PieceKind.DOCUMENT, title="x", submission="exhibits", document="x",
        part=PartKind.TRANSLATION,
    )  # fmt: skip
    assert not press.owns(strange)


def test_a_brief_template_that_leaves_a_section_out_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.md.j2").write_text('{% include "brief/01-facts.md" %}')
    assert codes(papers_case(tmp_path)) == {"brief/body": [("TEXT-left-out", "brief/02-argument.md")]}


def test_errors_in_the_brief_point_into_the_attorneys_file() -> None:
    facts = TextFile(file="brief/01.md", text="# A\n\nOne.\n\nTwo [@police-raport 1].\n")
    more = TextFile(
        file="brief/02.md", text="{% for r in respondents %}\nThree [@farm-gate 9].\n{% endfor %}\n"
    )
    assert codes(papers_case(brief=(facts, more))) == {
        "brief/body": [("CITE-unknown-id", "brief/01.md:5"), ("CITE-page-beyond", "brief/02.md:2")]
    }


def test_errors_in_the_declaration_point_into_it() -> None:
    text = TextFile(file="declaration.md", text="# Title\n\nOne.\n\n<b>Two</b> [@none].\n")
    assert {*codes(papers_case(declaration=text, brief=()))["declaration/original"]} == {
        ("CITE-unknown-id", "declaration.md:5"),
        ("TEXT-unsupported", "declaration.md:5"),
    }


def test_an_unknown_name_in_the_brief_stops_with_its_place() -> None:
    text = TextFile(file="brief/01.md", text="One.\n\n{{ respondant.name }}\n")
    with pytest.raises(TemplateError) as caught:
        settled(papers_case(brief=(text,)))
    assert caught.value.source == Source(file="brief/01.md", line=3)
    assert caught.value.fix == "did you mean 'respondents'?"


def test_footnotes_of_two_sections_with_one_label_are_kept_apart() -> None:
    brief = tuple(
        TextFile(file=f"brief/0{n}.md", text=f"Text {n}.[^1]\n\n[^1]: Note of section {n}.\n") for n in (1, 2)
    )
    text = paper("brief/body", brief=brief)
    assert "Note of section 1." in text
    assert "Note of section 2." in text


def test_a_certificate_is_not_asked_of_somebody_who_understands_english() -> None:
    case = papers_case(respondents=(respondent("Marta", "", "Reyes", "212345678", english="yes"),))
    written, _ = settled(case)
    assert "declaration/certificate" not in written


def test_a_case_without_a_declaration_still_prints() -> None:
    tabs = tuple(
        replace(tab, documents=under)
        for tab, (_, under) in zip(papers_case().tabs[1:], documents()[1:], strict=True)
    )
    text = TextFile(file="brief/01.md", text="See [@farm-gate 1].")
    written, _ = settled(papers_case(declaration=None, tabs=tabs, brief=(text,)))
    assert written["brief/body"].cites[0].id == "farm-gate"


def test_a_date_that_the_title_says_is_not_said_again() -> None:
    tab = papers_case().tabs[2]
    dated = (replace(tab.documents[0], title="Order of May 4, 2025", date="May 4, 2025"),)
    written, _ = settled(papers_case(tabs=(*papers_case().tabs[:2], replace(tab, documents=dated))))
    assert texts(written["exhibits/index"].sheets)[0].count("May 4, 2025") == 1


def test_ten_respondents_have_a_caption_on_one_page() -> None:
    people = tuple(respondent(f"First{n}", "Middle", "Lastname", f"2123456{n:02}") for n in range(10))
    written, _ = settled(papers_case(respondents=people))
    assert written["application/cover"].sheets.count == 1
    text = texts(written["application/cover"].sheets)[0]
    assert all(f"A 212-345-6{n:02}" in text for n in range(10))


def test_sixty_tabs_fill_an_index_of_several_pages_under_one_head() -> None:
    tab = papers_case().tabs[2]
    tabs = tuple(
        replace(
            tab,
            label=chr(65 + n % 26) * (1 + n // 26),
            title=f"Report {n}",
            documents=(replace(tab.documents[0], id=f"r{n}", title=f"Report {n}"),),
        )
        for n in range(60)
    )
    pages = {f"r{n}/original": 3 for n in range(60)}
    written, packet = settled(papers_case(tabs=tabs, brief=(), declaration=None), pages)
    index = written["exhibits/index"].sheets
    assert index.count > 2
    assert all("Description" in page for page in texts(index))
    assert len(index.links) == 120
    assert packet.tab("HHH") == PageRange(packet.pages.last - 4, packet.pages.last - 1)
    assert written["exhibits/service"].sheets.count == 1


def test_counts_of_evidence_decide_what_is_past_the_end() -> None:
    case = papers_case()
    slots = slots_for(case, official=False, forms=1)
    press = Press(case)
    short = press.typeset(slots, None, counts={**PAGES, "country-report/original": 4})
    assert [finding.code for finding in short["brief/body"].findings] == ["CITE-page-beyond"]


@pytest.mark.parametrize(
    ("text", "leading_pt"),
    [("# Facts\n\nOne line.\n", None), ("# Facts\n\n" + "The words of a longer paragraph. " * 9, 24.0)],
)
def test_lines_of_a_signature_do_not_tell_how_a_short_brief_is_set(
    text: str, leading_pt: float | None
) -> None:
    written, _ = settled(papers_case(brief=(TextFile(file="brief/facts.md", text=text),)))
    seen = written["brief/body"].type
    assert seen is not None
    assert (seen.size_pt, seen.leading_pt) == (12.0, leading_pt)


SCRIPTS = """# Names

The witness, محمد علي, also "أبو علي 12", spoke Arabic; משה כהן spoke Hebrew; Елена, Ελένη, हिन्दी, ไทย,
ქართული, Nguyễn Thị Ánh and ♥ as well.
"""


def test_names_in_other_scripts_print_with_embedded_fonts() -> None:
    written, _ = settled(papers_case(brief=(TextFile(file="brief/01.md", text=SCRIPTS),)))
    brief = written["brief/body"]
    assert brief.findings == ()
    page = texts(brief.sheets)[1]
    for word in (
        "محمد",
        "علي",
        "12",
        "משה",
        "כהן",
        "Елена",
        "Ελένη",
        "ไทย",
        "ქართული",
        "Nguyễn Thị Ánh",
        "♥",
    ):
        assert word in page
    with pikepdf.open(BytesIO(brief.sheets.pdf)) as pdf:  # type: ignore[arg-type]
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all(_is_embedded(font) for font in fonts)


def _is_embedded(font: pikepdf.Object) -> bool:
    descriptor = (font.DescendantFonts[0] if "/DescendantFonts" in font else font).FontDescriptor
    return "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_right_to_left_words_stand_in_their_order_on_paper() -> None:
    text = TextFile(file="brief/01.md", text="Said משה כהן, twice.")
    written, _ = settled(papers_case(brief=(text,)))
    sheets = written["brief/body"].sheets
    page = open_sheets(sheets)[sheets.skip + 1].get_textpage()
    places = {}
    for word in ("Said", "משה", "כהן", "twice"):
        found = page.search(word).get_next()
        assert found is not None, word
        places[word] = page.get_charbox(found[0])[0]
    assert places["Said"] < places["כהן"] < places["משה"] < places["twice"]


def test_a_letter_no_font_has_prints_as_its_number_and_is_an_error() -> None:
    text = TextFile(file="brief/01.md", text="One.\n\nA letter \U000f1234 here.")
    written, _ = settled(papers_case(brief=(text,)))
    (finding,) = written["brief/body"].findings
    assert (finding.code, str(finding.source)) == ("FONT-missing-letter", "brief/01.md:3")
    assert "install" in finding.fix
    assert "A letter [U+F1234] here." in texts(written["brief/body"].sheets)[1]


def test_how_reportlab_spells_streams_stays_as_it_was() -> None:
    before = rl_config.useA85
    draw([])
    assert rl_config.useA85 == before
