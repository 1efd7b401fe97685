"""`asylum-packet exhibits` says what is there; its draft is an exhibits.yaml that says the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asylum_packet.case.reading import read_case
from asylum_packet.case.starters import EXHIBITS_YAML
from asylum_packet.cli.edge import main
from asylum_packet.errors import ExitCode
from tests.intake.makers import pages

CASE = """\
court: {city: Baltimore, state: MD}
respondents: [{name: {first: Marta, last: Ejemplo}, a_number: 212-345-678}]
attorney: {name: Ana Ejemplo, address: {street: 1 Main St, city: Baltimore, state: MD, zip: "21201"}}
"""
SPANISH = (
    "El día dos de marzo la señora se presentó en esta oficina para decir que los hombres que la",
    "amenazaron con una pistola en su casa son los mismos que mataron a su primo en la calle, y que",
    "no puede vivir en el pueblo porque la van a matar como a los otros que no pagaron la renta.",
)


def letter(canvas: object) -> None:
    for row, line in enumerate(SPANISH):
        canvas.drawString(72, 700 - 14 * row, line)  # type: ignore[attr-defined]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    (folder / "exhibits").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE)
    (folder / "exhibits" / "01 2024-03-02 police report.pdf").write_bytes(pages(letter, lambda c: None))
    (folder / "exhibits" / "02 threats.txt").write_text("pay or die\n")
    return folder


def test_the_table_names_tabs_pages_kinds_and_guesses(case, capsys):
    assert main(["exhibits", str(case)]) == ExitCode.CLEAN
    told = capsys.readouterr().out
    first, second = told.splitlines()[1:3]
    assert first.split()[:5] == ["A", "police-report", "2", "pdf", "Spanish?"]
    assert second.split()[:5] == ["B", "threats", "1", "text", "English"]
    assert "2 documents, 3 pages" in told
    assert "has next to nothing on page 2 [FILE-blank-page]" in told
    assert "seems to be in Spanish, and has no translation" in told


def test_json_says_the_same(case, capsys):
    main(["exhibits", str(case), "--format", "json"])
    first, second = json.loads(capsys.readouterr().out)["documents"]
    assert (first["tab"], first["id"], first["pages"]) == ("A", "police-report", 2)
    assert first["language_guessed"] == "Spanish"
    assert first["files"][0]["kind"] == "pdf"
    assert [one["code"] for one in first["findings"]].count("PKT-language-seen") == 1
    assert second["findings"] == []


def test_a_draft_can_be_used_as_it_is(case, capsys):
    before = read_case(case)
    main(["exhibits", str(case), "--draft", "-o", str(case / "exhibits.yaml")])
    assert "2 documents to confirm" in capsys.readouterr().out
    after = read_case(case)
    assert [(d.id, d.title, d.date) for d in after.documents] == [
        (d.id, d.title, d.date) for d in before.documents
    ]
    assert after.documents[0].language == "Spanish"
    assert "# blank_pages: leave out" in (case / "exhibits.yaml").read_text()


def test_a_draft_never_stands_over_what_somebody_wrote(case, capsys):
    (case / "exhibits.yaml").write_text("threats: {title: Threats}\n")
    code = main(["exhibits", str(case), "--draft", "-o", str(case / "exhibits.yaml")])
    assert code == ExitCode.OUTPUT
    assert "is there already" in capsys.readouterr().err
    assert (case / "exhibits.yaml").read_text() == "threats: {title: Threats}\n"


def test_a_draft_takes_the_place_of_the_file_of_a_new_case_folder(case, capsys):
    (case / "exhibits.yaml").write_text(EXHIBITS_YAML, encoding="utf-8")
    code = main(["exhibits", str(case), "--draft", "-o", str(case / "exhibits.yaml")])
    assert (code, capsys.readouterr().err) == (ExitCode.CLEAN, "")
    drafted = (case / "exhibits.yaml").read_text(encoding="utf-8")
    assert "id: threats" in drafted
    assert "There is an exhibits.yaml already" not in drafted


def test_what_cannot_become_pages_may_be_left_out_by_a_draft(case, capsys):
    (case / "exhibits" / "03 film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(99))
    main(["exhibits", str(case), "--draft"])
    drafted = capsys.readouterr().out
    (case / "exhibits.yaml").write_text(drafted.replace("  # leave_out:", "  leave_out:"), encoding="utf-8")
    assert [one.path for one in read_case(case).left_out] == ["exhibits/03 film.mp4"]


def test_a_draft_keeps_what_was_said(case, capsys):
    said = (
        'threats: {title: "Threats: all", source: "M: E", highlight: ["pay or die"], pages: 1, ocr: yes}\n'
        "police-report: {blank_pages: leave out, language: es,"
        ' companions: {translation: "03 [es] all.txt"}}\n'
        'signed: {paragraphs: "1-3, -, 4"}\n'
    )
    (case / "exhibits.yaml").write_text(said)
    (case / "exhibits" / "03 [es] all.txt").write_text("The men came.\n")
    (case / "exhibits" / "04 signed.txt").write_text("1. I am.\n")
    before = read_case(case)
    main(["exhibits", str(case), "--draft"])
    drafted = capsys.readouterr().out
    assert "# There is an exhibits.yaml already. Not repeated from it: tab, leave_out" in drafted
    (case / "exhibits.yaml").write_text(drafted)
    after = read_case(case)
    assert after.documents == before.documents


def test_a_file_that_cannot_be_opened_does_not_hide_the_others(case, capsys):
    (case / "exhibits" / "03 film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(99))
    assert main(["exhibits", str(case)]) == ExitCode.CLEAN
    told = capsys.readouterr().out
    assert "1 error" in told
    assert "video or sound recording" in told
    assert "threats" in told


def test_output_without_draft_is_a_usage_error(case, capsys):
    assert main(["exhibits", str(case), "-o", "x.yaml"]) == ExitCode.USAGE
    assert "--draft" in capsys.readouterr().err


def test_an_empty_folder_says_what_to_do(case, capsys):
    for path in (case / "exhibits").iterdir():
        path.unlink()
    main(["exhibits", str(case)])
    assert "put files into exhibits/" in capsys.readouterr().out
