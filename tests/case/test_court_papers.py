"""Witnesses, arrests, efforts, motions and groups in case.yaml; briefs that begin with legal standards."""

from __future__ import annotations

from pathlib import Path

import pytest

from asylum_packet.case.answers import Answers
from asylum_packet.case.groups import quoted_groups, with_groups
from asylum_packet.case.reading import read_case
from asylum_packet.case.scaffold import new_case
from asylum_packet.errors import CaseFileError
from asylum_packet.papers.press import Press
from tests.support.papers_case import settled

CASE = """\
court: {city: Baltimore, state: MD}
respondents:
  - name: {first: Marta, last: Reyes}
    a_number: 212-345-678
attorney: {name: Ana Ejemplo}
"""
STORY = """\
claim:
  grounds: {particular_social_group: yes}
  past_harm:
    answer: yes
    explanation: As a member of these particular social groups - {groups} - she was beaten in 2026.
"""


def folder(root: Path, case: str = "", **files: str) -> Path:
    (root / "case.yaml").write_text(CASE + case, encoding="utf-8")
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_rows_of_case_yaml_become_papers(tmp_path: Path) -> None:
    told = """\
witnesses:
  - {name: Teresa Example, a_number: 12345678, time: 30 minutes}
criminal_history:
  - {arrested: 2019-03-04, docket: CR-1}
corroboration:
  - {evidence: A photograph}
declaration: {signed_abroad: yes}
"""
    papers = read_case(folder(tmp_path, told)).papers
    assert [(one.name, one.a_number, one.expert) for one in papers.witnesses] == [
        ("Teresa Example", "012345678", "no")
    ]
    assert papers.criminal_history[0].arrested == "March 4, 2019"
    assert papers.corroboration[0].evidence == "A photograph"
    assert papers.signed_abroad


def test_a_motion_needs_its_reasons(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        read_case(folder(tmp_path, "motions: [late-filing]\n"))
    (finding,) = [one for one in caught.value.findings if one.code == "CASE-missing-file"]
    assert "motions/late-filing.md" in finding.message
    assert (finding.source and finding.source.field) == "motions[0]"


def test_a_motion_that_is_only_a_note_has_no_reasons(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError):
        read_case(
            folder(
                tmp_path, "motions: [page-limit]\n", **{"motions__page-limit_md": "<!-- why? -->\n# Why\n"}
            )
        )


def test_a_motion_is_read_once_and_others_are_left_out(tmp_path: Path) -> None:
    files = {"motions__page-limit_md": "The record is long.", "motions__late-filing_md": "Ill."}
    case = read_case(folder(tmp_path, "motions: [page-limit, page-limit]\n", **files))
    assert [(one.name, one.file) for one in case.papers.motions] == [("page-limit", "motions/page-limit.md")]
    assert case.submissions == ("motion-page-limit",)
    (warning,) = [one for one in case.warnings if one.code == "CASE-unused-file"]
    assert "motions: [late-filing]" in warning.fix


@pytest.mark.parametrize(
    "told", ["motions: [bail]\n", "claim: {groups: yes, group: x}\n", "witnesses: [x]\n"]
)
def test_what_no_paper_knows_is_an_error(tmp_path: Path, told: str) -> None:
    with pytest.raises(CaseFileError):
        read_case(folder(tmp_path, told))


def test_the_form_prints_the_groups_of_case_yaml(tmp_path: Path) -> None:
    case = read_case(
        folder(tmp_path, "claim: {groups: [market witnesses, women of the market]}\n", i589_yaml=STORY)
    )
    story = case.applications[0].answers.claim.past_harm.explanation
    assert "groups - “market witnesses”; “women of the market” - she" in story


def test_answers_without_the_word_stay_as_they_are() -> None:
    answers = Answers.model_validate({"claim": {"past_harm": {"answer": "yes", "explanation": "{group}"}}})
    assert with_groups(answers, ("a",)) is answers


def test_groups_that_the_form_quotes_are_found_once() -> None:
    told = 'the particular social group "teachers who spoke"; and this social group: “teachers who spoke”.'
    answers = Answers.model_validate({"claim": {"past_harm": {"answer": "yes", "explanation": told}}})
    assert quoted_groups(answers.claim) == ("teachers who spoke",)


def test_a_new_case_has_no_brief_until_somebody_writes_a_sentence(tmp_path: Path) -> None:
    root = tmp_path / "reyes"
    new_case(root)
    new = read_case(root)
    assert new.brief == ()
    assert "CASE-empty-section" not in {found.code for found in new.warnings}
    with (root / "brief" / "facts.md").open("a", encoding="utf-8") as stream:
        stream.write("\nShe was beaten.\n")
    begun = read_case(root)
    files = [text.file for text in begun.brief]
    assert files == ["brief/facts.md", "brief/burden-of-proof.md", "brief/argument.md"]
    empty = [found.source.file for found in begun.warnings if found.code == "CASE-empty-section"]
    assert empty == [
        f"brief/{name}.md" for name in ("conclusion", "introduction", "issues", "summary-of-argument")
    ]


def test_the_brief_of_a_new_case_prints_the_standards_it_begins_with(tmp_path: Path) -> None:
    root = tmp_path / "reyes"
    new_case(root)
    (root / "brief" / "facts.md").write_text("# Statement of Facts\n\nShe was beaten.\n", encoding="utf-8")
    case = read_case(root)
    written, packet = settled(case)
    slots = [piece.slot for piece in packet.pieces if piece.key == "brief/body"]
    words = Press(case).words(slots)["brief/body"]
    assert written["brief/body"].findings == ()
    assert "at least one central reason" in words
    assert "Convention Against Torture" in words
    assert "one year of the last arrival" not in words  # nothing says that it is late
    assert "No bar applies" not in words


@pytest.mark.parametrize(
    ("ids", "says"),
    [("[letter, leter]", "no document has the id leter"), ("[letter, note]", "several languages")],
)
def test_a_certificate_names_documents_of_one_language(tmp_path: Path, ids: str, says: str) -> None:
    (tmp_path / "exhibits").mkdir()
    for name in ("01 letter [es].pdf", "02 note [fr].pdf"):
        (tmp_path / "exhibits" / name).write_bytes(b"%PDF-1.4")
    with pytest.raises(CaseFileError) as caught:
        read_case(folder(tmp_path, f"certificates: [{{documents: {ids}}}]\n"))
    (finding,) = [one for one in caught.value.findings if one.code == "CASE-wrong-value"]
    assert says in finding.message


@pytest.mark.parametrize(
    ("text", "files"), [("{% if %}\n", 1), ('{% include "standards/nexus.md.j2" %}\n', 0)]
)
def test_only_a_line_that_can_be_read_counts_as_nothing_written(
    tmp_path: Path, text: str, files: int
) -> None:
    assert len(read_case(folder(tmp_path, **{"brief__facts_md": text})).brief) == files


def test_what_dhs_says_belongs_to_a_motion_that_is_made(tmp_path):
    files = {"motions__page-limit_md": "The record is long."}
    said = "dhs_position: {page-limit: DHS does not oppose it.}\n"
    case = read_case(folder(tmp_path, f"motions: [page-limit]\n{said}", **files))
    assert case.papers.motions[0].position == "DHS does not oppose it."
    wrong_name = f"motions: [page-limit]\n{said.replace('page-', 'pages-')}"
    with pytest.raises(CaseFileError) as wrong:
        read_case(folder(tmp_path, wrong_name, **files))
    (told,) = wrong.value.findings
    assert (told.code, told.source.field) == ("CASE-wrong-value", "dhs_position")
    assert "page-limit" in told.fix


def test_reasons_that_cannot_be_read_are_told_once_as_what_they_are(tmp_path):
    made = folder(tmp_path, "motions: [page-limit]\n", **{"motions__page-limit_md": ""})
    (made / "motions" / "page-limit.md").write_bytes("The señora was ill.".encode("latin-1"))
    with pytest.raises(CaseFileError) as wrong:
        read_case(made)
    (told,) = wrong.value.findings
    assert (told.code, told.source.file) == ("CASE-encoding", "motions/page-limit.md")
