"""What the tool says about the example and the mini case: nothing that keeps them from being filed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from asylum_packet import laying
from asylum_packet.building import judge
from asylum_packet.case.reading import read_case
from asylum_packet.findings import Severity
from asylum_packet.laying import Laid, lay_out
from asylum_packet.options import Options
from tests.support.mini import write_mini_case

REYES = Path(__file__).parents[2] / "examples" / "reyes"
# Only a person can sign, serve, date, recognise the text of scans, and look up rules that are in litigation.
FOR_A_PERSON = {
    "BRIEF-cite-validity",
    "CFR-1208.3c3-complete",
    "ECAS-300dpi",
    "ECAS-ocr",
    "FILE-comments",
    "FILE-scaled",
    "I589-PartD-ink",
    "I589-PartE-preparer",
    "I589-edition",
    "ICPM-3.2-pos-signer",
    "ICPM-3.2-pos-truth",
    "ICPM-3.3a-interpretation",
    "ICPM-3.3b-who",
}


@pytest.fixture(scope="module", params=["i-589-2025-01-20.pdf", "i-589-2020-08-25.pdf"])
def blank(request: pytest.FixtureRequest, blanks: Path) -> Path:
    return blanks / str(request.param)


@pytest.fixture(scope="module")
def reyes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    left = shutil.ignore_patterns("out", ".asylum-packet")
    return Path(shutil.copytree(REYES, tmp_path_factory.mktemp("example") / "reyes", ignore=left))


@pytest.fixture(scope="module")
def judged(reyes: Path, blank: Path) -> tuple[Laid, dict[str, Severity]]:
    return laid_and_codes(reyes, blank)


def laid_and_codes(folder: Path, blank: Path) -> tuple[Laid, dict[str, Severity]]:
    case = read_case(folder)
    laid = lay_out(case, options=Options(blank=blank))
    return laid, {finding.code: finding.severity for finding in judge(case, laid)}


def test_the_example_has_nothing_but_what_a_person_must_do(judged: tuple[Laid, dict[str, Severity]]) -> None:
    laid, codes = judged
    assert Severity.ERROR not in codes.values()
    assert set(codes) <= FOR_A_PERSON
    assert laid.facts.overflows == ()


def test_pages_without_ink_change_no_number_and_no_finding(
    judged: tuple[Laid, dict[str, Severity]], reyes: Path, blank: Path
) -> None:
    laid, _ = judged
    case = read_case(reyes)
    bare = lay_out(case, options=Options(blank=blank), whole=False)
    assert [key for key, sheets in bare.sheets.items() if not sheets.pdf]
    assert bare.packet == laid.packet
    assert judge(case, bare) == judge(case, laid)
    brief, whole = bare.sheets["brief/body"], laid.sheets["brief/body"]
    assert (brief.links, brief.headings, brief.slots) == (whole.links, whole.headings, whole.slots)
    assert bare.papers["brief/body"] == laid.papers["brief/body"]


@pytest.mark.parametrize("guess", [1, 2, 30])
def test_a_wrong_guess_of_the_index_changes_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guess: int
) -> None:
    case = read_case(write_mini_case(tmp_path / "mini"))
    right = lay_out(case)
    monkeypatch.setattr(laying, "index_pages", lambda *_: guess)
    wrong = lay_out(case)
    assert (wrong.packet, wrong.papers, wrong.facts) == (right.packet, right.papers, right.facts)


def test_the_examples_brief_has_at_least_eight_pages(judged: tuple[Laid, dict[str, Severity]]) -> None:
    laid, _ = judged
    assert laid.facts.brief_body is not None
    assert 8 <= len(laid.facts.brief_body) <= 25
    assert len([cite for cite in laid.facts.cites if cite.file.startswith("brief/")]) >= 20


def test_the_mini_case_has_nothing_but_what_a_person_must_do(tmp_path: Path, blank: Path) -> None:
    _, codes = laid_and_codes(write_mini_case(tmp_path / "mini"), blank)
    assert Severity.ERROR not in codes.values()
    assert set(codes) <= FOR_A_PERSON
