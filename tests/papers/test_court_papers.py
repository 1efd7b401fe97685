"""Papers that not every case needs, and the legal standards that an attorney asks for."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from asylum_packet.case.answers import Answers
from asylum_packet.case.court_papers import CourtPapers, Effort, Motion, Offense, Witness
from asylum_packet.case.model import Application, Case, Court, FilingChoices, TextFile
from asylum_packet.errors import TemplateError
from asylum_packet.law.authorities import AUTHORITIES, Status
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.papers.press import Press
from asylum_packet.papers.templating import BUILT_IN, built_in_names
from asylum_packet.papers.written import Written
from asylum_packet.sequence import Packet
from asylum_packet.values import replace
from tests.papers.sheets import texts
from tests.support.papers_case import PAGES, alone, papers_case, settled

GOLDEN = Path(__file__).parent / "golden"
STANDARDS = tuple(name for name in built_in_names() if name.startswith("standards/"))
GROUP = "market women of Valle Sereno who testified in public"
PAPERS = CourtPapers(
    groups=(GROUP,),
    witnesses=(
        Witness(name="Teresa *Example*", testimony="She saw it.", time="30 minutes", language="Spanish"),
        Witness(name="Dr. Example", expert="yes", records="police-report 1-2", a_number="212345699"),
    ),
    criminal_history=(
        Offense(arrested="March 4, 2019", court="Example Court", docket="CR-1", records="police-report 1"),
    ),
    corroboration=(Effort(evidence="A photograph", efforts="Asked twice", outcome="It was burnt"),),
    motions=(
        Motion(name="late-filing", file="motions/late-filing.md", text="The letter came late [@letter]."),
        Motion(name="page-limit", file="motions/page-limit.md", text="The record is long."),
    ),
)
BARRED: dict[str, object] = {"answer": "yes", "explanation": "It is told."}
ANSWERS = Answers.model_validate(
    {
        "application": {"withholding_cat": "yes"},
        "claim": {
            "grounds": dict.fromkeys(
                ("race", "religion", "nationality", "political_opinion", "particular_social_group"), "yes"
            ),
            "past_harm": BARRED,
            "accused_abroad": BARRED,
        },
        "bars": {
            "persecutor": BARRED,
            "crimes_us": BARRED,
            "third_country_status": {"answer": "yes"},
            "prior_applications": BARRED,
            "one_year": BARRED,
        },
    }
)


def the_case(folder: Path = Path("/nowhere/reyes"), **changes: object) -> Case:
    values: dict[str, object] = {
        "papers": PAPERS,
        "filing": FilingChoices(date=dt.date(2027, 2, 10)),
        "filings_due": dt.date(2027, 2, 8),
    }
    return papers_case(folder, **{**values, **changes})


def standards_case(folder: Path = Path("/nowhere/reyes"), *names: str, **changes: object) -> Case:
    asked = "\n\n".join(f'## {name}\n\n{{% include "{name}" %}}' for name in names or STANDARDS)
    values: dict[str, object] = {
        "brief": (TextFile(file="brief/argument.md", text=f"# Argument\n\n{asked}\n"),),
        "applications": (Application(file="i589.yaml", answers=ANSWERS),),
    }
    return the_case(folder, **{**values, **changes})


@cache
def the_papers() -> tuple[Mapping[str, Written], Packet]:
    return settled(the_case())


@cache
def the_standards() -> Mapping[str, Written]:
    written, _ = settled(standards_case())
    assert [one for paper in written.values() for one in paper.findings] == []
    return written


def read(case: Case, key: str) -> str:
    written = the_papers()[0][key] if case == the_case() else alone(case, key)[0]
    assert written.findings == ()
    return "\n\f\n".join(texts(written.sheets))


def agrees_with_golden(text: str, name: str) -> bool:
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("ASYLUM_PACKET_REGEN"):
        golden.write_text(text, encoding="utf-8")
    return text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "key",
    [
        "exhibits/criminal-history",
        "exhibits/corroboration",
        "witnesses/list",
        "witnesses/cover",
        "witnesses/service",
        "motion-late-filing/cover",
        "motion-late-filing/motion",
        "motion-late-filing/order",
        "motion-late-filing/service",
        "motion-page-limit/motion",
        "motion-page-limit/order",
    ],
)
def test_a_paper_reads_as_its_golden_text(key: str) -> None:
    assert agrees_with_golden(read(the_case(), key), key.replace("/", "-"))


def test_the_standards_read_as_their_golden_text() -> None:
    assert agrees_with_golden("\n\f\n".join(texts(the_standards()["brief/body"].sheets)), "standards")


def test_withholding_only_proceedings_are_called_so_and_withholding_comes_first() -> None:
    court = Court(city="Baltimore", state="MD", proceedings="withholding-only")
    case = standards_case(Path("/nowhere/reyes"), "standards/withholding.md.j2", court=court)
    written, _ = settled(case)
    said = {key: " ".join(" ".join(texts(paper.sheets)).split()) for key, paper in written.items()}
    for key in ("brief/cover", "motion-late-filing/order", "declaration/original"):
        assert "In withholding-only proceedings" in said[key]
    assert "Removal to a country must be withheld" in said["brief/body"]
    assert "Application for Withholding of Removal and Protection" in said["application/service"]
    assert "Asylum" not in titles(case)[0].title


@pytest.mark.parametrize("key", ["exhibits/criminal-history", "motion-late-filing/order"])
def test_a_paper_of_one_page_fills_one_page(key: str) -> None:
    assert the_papers()[0][key].sheets.count == 1


def test_no_paper_prints_what_is_not_meant_for_the_page() -> None:
    written = the_standards()
    ours = (paper for key, paper in written.items() if not key.startswith("declaration/"))
    words = "\n".join(text for paper in ours for text in texts(paper.sheets))
    assert not re.search(r":::|\{%|\{\{|%\}|\[@|\*\*", words)


def test_each_submission_has_its_file_cover_and_proof_of_service() -> None:
    case = the_case()
    assert [one.stem for one in titles(case)] == [
        "Reyes_I589",
        "Reyes_Brief",
        "Reyes_Exhibits",
        "Reyes_WitnessList",
        "Reyes_Motion_LateFiling",
        "Reyes_Motion_PageLimit",
    ]
    keys = [slot.key for slot in slots_for(case, official=False, forms=1)]
    for name in case.submissions:
        own = [key for key in keys if key.startswith(f"{name}/")]
        assert own[0] == f"{name}/cover"
        assert own[-1] == f"{name}/service"
    assert keys.index("motion-late-filing/motion") + 1 == keys.index("motion-late-filing/order")


def test_motions_are_left_out_by_choice_and_said_to_be() -> None:
    case = the_case(filing=FilingChoices(submissions=("exhibits", "witnesses")))
    assert case.submissions == ("exhibits", "witnesses")
    assert ("motions/page-limit.md", "the motion page limit is not filed this time") in {
        (one.path, one.reason) for one in case.unfiled
    }


def test_each_new_paper_has_its_place_to_sign_and_the_judges_has_none() -> None:
    written, _ = the_papers()
    names = {slot.name for paper in written.values() for slot in paper.sheets.slots}
    assert {"witnesses", "corroboration", "motion-late-filing", "motion-page-limit"} <= names
    assert {"service-witnesses", "service-motion-late-filing"} <= names
    assert written["motion-late-filing/order"].sheets.slots == ()


def test_none_of_them_has_anything_wrong_with_it() -> None:
    written, _ = the_papers()
    assert [one for paper in written.values() for one in paper.findings] == []


def test_records_are_cites_that_lead_to_their_page() -> None:
    written, packet = the_papers()
    page = packet.document("police-report")
    assert page is not None
    for key in ("exhibits/criminal-history", "witnesses/list"):
        (link,) = written[key].sheets.links
        assert link.target.piece == "police-report/translation"
        assert str(page.first) in link.text


def test_a_chart_is_filed_even_where_there_is_no_tab_yet() -> None:
    papers = CourtPapers(criminal_history=(Offense(arrested="March 4, 2019"),))
    case = papers_case(papers=papers, tabs=(), brief=(), declaration=None)
    keys = [slot.key for slot in slots_for(case, official=False, forms=1)]
    assert "exhibits/criminal-history" in keys
    assert "exhibits/index" not in keys


def test_the_motion_says_how_long_the_brief_is_only_where_it_is_too_long() -> None:
    assert "14 pages" not in read(the_case(), "motion-page-limit/motion")
    long = TextFile(file="brief/argument.md", text="# Argument\n\n" + "Word after word. " * 4200)
    written, _ = settled(the_case(brief=(long,), applications=()))
    body = written["brief/body"].body
    assert body is not None
    assert len(body) > 25
    assert f"{len(body)} pages" in " ".join(texts(written["motion-page-limit/motion"].sheets)[0].split())


def test_only_a_declaration_signed_abroad_names_the_laws() -> None:
    at_home = " ".join(read(papers_case(), "declaration/original").split())
    abroad = " ".join(
        read(papers_case(papers=CourtPapers(signed_abroad=True)), "declaration/original").split()
    )
    laws = "under the laws of the United States of America"
    assert "penalty of perjury that the foregoing is true and correct" in at_home
    assert laws not in at_home
    assert f"penalty of perjury {laws} that the foregoing is true and correct" in abroad


def test_nothing_is_inserted_that_was_not_asked_for() -> None:
    plain = papers_case()
    claimed = papers_case(
        papers=CourtPapers(groups=(GROUP,)), applications=(Application(file="i589.yaml", answers=ANSWERS),)
    )
    assert read(plain, "brief/body") == read(claimed, "brief/body")


def test_every_authority_of_a_standard_is_listed_and_good() -> None:
    keys = {
        key
        for name in (*STANDARDS, "corroboration.md.j2")
        for key in re.findall(r'cite\("([^"]+)"\)', (BUILT_IN / name).read_text(encoding="utf-8"))
    }
    assert len(keys) > 40
    assert {key for key in keys if AUTHORITIES[key].status is not Status.GOOD} == set()


def test_no_standard_types_a_citation_by_hand() -> None:
    typed = re.compile(r"I&N Dec\. \d|\d U\.S\. \d|C\.F\.R\. §|INA §")
    for name in STANDARDS:
        text = re.sub(r"\{\{.*?\}\}", "", (BUILT_IN / name).read_text(encoding="utf-8"))
        assert not typed.search(text), name


def test_an_authority_that_is_not_listed_is_an_error_with_its_line() -> None:
    brief = (TextFile(file="brief/a.md", text='# A\n\n{{ cite("1 I&N Dec. 1") }}\n'),)
    with pytest.raises(TemplateError) as caught:
        settled(papers_case(brief=brief))
    assert str(caught.value.source) == "brief/a.md:3"
    assert "no '1 I&N Dec. 1'" in str(caught.value)


def test_only_grounds_that_are_ticked_print_their_standard() -> None:
    answers = Answers.model_validate({"claim": {"grounds": {"religion": "yes"}}})
    case = standards_case(
        Path("/nowhere"),
        "standards/grounds.md.j2",
        applications=(Application(file="i589.yaml", answers=answers),),
    )
    text = read(case, "brief/body")
    assert "Religion is a protected ground" in text
    assert "social group" not in text
    assert "political opinion" not in text


def test_bars_print_only_where_facts_raise_them() -> None:
    none = standards_case(
        Path("/nowhere"),
        "standards/bars.md.j2",
        applications=(Application(file="i589.yaml", answers=Answers()),),
    )
    assert "preponderance" not in read(none, "brief/body")
    text = read(standards_case(Path("/nowhere"), "standards/bars.md.j2"), "brief/body")
    assert "Firm resettlement" in text
    assert "particularly serious crime" in text


def test_groups_come_from_case_yaml_and_else_from_the_form() -> None:
    name = "standards/particular-social-group.md.j2"
    assert f"“{GROUP}”" in " ".join(read(standards_case(Path("/nowhere"), name), "brief/body").split())
    told = 'a member of the particular social group "teachers who refused to pay"'
    answers = Answers.model_validate(
        {
            "claim": {
                "grounds": {"particular_social_group": "yes"},
                "past_harm": {"answer": "yes", "explanation": told},
            }
        }
    )
    quoted = standards_case(
        Path("/nowhere"),
        name,
        papers=CourtPapers(),
        applications=(Application(file="i589.yaml", answers=answers),),
    )
    assert "“teachers who refused to pay”" in read(quoted, "brief/body")


@pytest.mark.parametrize(("city", "circuit"), [("Baltimore", "Fourth Circuit"), ("Springfield", "")])
def test_a_circuit_that_is_not_known_is_a_line_to_fill_in(city: str, circuit: str) -> None:
    case = standards_case(
        Path("/nowhere"), "standards/circuit.md.j2", court=Court(city=city, state="MD", judge="")
    )
    text = " ".join(read(case, "brief/body").split())
    assert ("Fourth Circuit" in text) is bool(circuit)
    assert f"Court of Appeals for the {circuit}" in text


BLOCKS = tuple(
    (name, block)
    for name in (
        *STANDARDS,
        "witness-list.md.j2",
        "criminal-history.md.j2",
        "corroboration.md.j2",
        "motion.md.j2",
        "proposed-order.md.j2",
    )
    for block in re.findall(r"\{%-? block (\w+)", (BUILT_IN / name).read_text(encoding="utf-8"))
)


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_a_firm_changes_any_block_and_keeps_the_rest(tmp_path: Path, name: str, block: str) -> None:
    template = tmp_path / "templates" / name
    template.parent.mkdir(parents=True)
    own = (
        f'{{% extends "built-in/{name}" %}}\n{{% block {block} %}}\nWords of the firm.\n\n{{% endblock %}}\n'
    )
    template.write_text(own, encoding="utf-8")
    brief = standards_case(tmp_path, name) if name in STANDARDS else the_case(tmp_path)
    words = Press(brief).words(slots_for(brief, official=False, forms=1))
    assert any("Words of the firm." in text for text in words.values())


def test_the_papers_take_part_in_the_numbering() -> None:
    _, packet = the_papers()
    assert packet.submissions[-1].name == "motion-page-limit"
    assert packet.pages.last == sum(len(piece.pages) for piece in packet.pieces)
    assert set(PAGES) <= {piece.key for piece in packet.pieces}


def test_the_docs_list_every_block() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    for name in {name for name, _ in BLOCKS}:
        own = [block for one, block in BLOCKS if one == name]
        row = re.search(rf"(?m)^\| `{re.escape(name)}` \| (.+) \|$", docs)
        assert own == ["text"] if row is None else row[1].split(", ") == own, name


def test_one_certificate_names_each_document_it_covers() -> None:
    documents = papers_case().tabs
    alone = read(papers_case(), "letter/certificate")
    shared = papers_case(papers=CourtPapers(certificates=(("police-report", "letter"),)))
    both = read(shared, "letter/certificate")
    assert documents == shared.tabs
    assert "translation of\nLetter of threat" in alone
    assert "Police report" not in alone
    assert "Police report, March 2, 2024" in both
    assert "Letter of threat, March 9, 2024" in both
    assert "are true and accurate" in both


def test_a_motion_prints_what_dhs_says_to_it_as_the_case_says_and_nothing_of_its_own() -> None:
    key = "motion-page-limit/motion"
    assert "Position of DHS." in read(the_case(), key)
    motion = Motion(name="page-limit", file="motions/page-limit.md", text="The record is long.")
    said = replace(motion, position="DHS was asked on March 1 & did not answer.")
    assert "Position of DHS. DHS was asked on March 1 & did not answer." in read(with_motion(said), key)
    told = replace(motion, text="The record is long. Counsel for DHS does not oppose this motion.")
    assert "Position of DHS." not in read(with_motion(told), key)


def with_motion(motion: Motion) -> Case:
    case = the_case()
    return replace(case, papers=replace(case.papers, motions=(motion,)))


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("DHS takes no position.", True),
        ("Undersigned asked opposing counsel twice\nfor the position of the Department.", True),
        ("The Office of the Principal Legal Advisor joins in this motion.", True),
        ("DHS filed its evidence late. The court may object.", False),
        ("The Respondent opposes removal.", False),
    ],
)
def test_reasons_that_tell_the_position_of_dhs_are_known_by_their_words(text: str, tells: bool) -> None:
    assert Motion(name="page-limit", file="motions/page-limit.md", text=text).tells_position is tells
