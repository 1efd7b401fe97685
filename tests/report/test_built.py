from pathlib import Path

from asylum_packet.built import Built
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.packet.cut import UploadFile
from asylum_packet.pages import PageRange
from asylum_packet.report.built import OFFICIAL_FORM_MISSING, built_text, demo_text, only_the_form_is_missing
from asylum_packet.values import replace

NO_FORM = Finding(
    code=OFFICIAL_FORM_MISSING,
    severity=Severity.ERROR,
    message="there is no official blank",
    source=Source(file="i589.yaml"),
)
UNSIGNED = Finding(code="PKT-x", severity=Severity.WARNING, message="not signed")
NOTE = Finding(code="FILE-scaled", severity=Severity.NOTE, message="a page is scaled")
BRIEF = UploadFile(
    submission="brief",
    part=0,
    path=Path("reyes/out/efile/Reyes_Brief.pdf"),
    pages=PageRange(15, 30),
    sha256="ab" * 32,
    size_bytes=1_234_567,
)


def built(*findings: Finding, draft: bool, **more) -> Built:
    name = "packet-DRAFT.pdf" if draft else "packet.pdf"
    return Built(
        draft=draft,
        packet=Path("reyes/out") / name,
        uploads=() if draft else (BRIEF,),
        manifest=Path("reyes/out/manifest.json"),
        pages=84,
        findings=findings,
        **more,
    )


def test_a_draft_says_so_first_and_ends_with_the_count():
    result = built(NO_FORM, UNSIGNED, NOTE, draft=True)
    lines = built_text(result, size_bytes=3_100_000, folder="reyes").splitlines()
    assert lines[0] == "DRAFT, not to be filed: 1 error to mend"
    assert "packet   84 pages  3.1 MB  reyes/out/packet-DRAFT.pdf" in lines
    assert lines[-1] == "1 error, 1 warning, 1 note; to read all of them: asylum-packet check reyes"
    assert not any("scaled" in line for line in lines)
    assert any(line.startswith("reyes/i589.yaml: error: ") for line in lines)


def test_a_ready_packet_lists_its_upload_files_with_pages_and_sizes():
    lines = built_text(built(draft=False), size_bytes=3_100_000).splitlines()
    assert lines[0].startswith("ready to file: ")
    assert "brief    15–30     1.2 MB  reyes/out/efile/Reyes_Brief.pdf" in lines
    assert lines[-1] == "no findings"


def test_output_of_an_earlier_build_is_named():
    kept = ("packet.pdf", "efile", "brief.docx")
    text = built_text(built(NO_FORM, draft=True, kept=kept, kept_since="March 2, 2027, 22:14"), size_bytes=1)
    *_, finished, word = text.splitlines()
    assert finished.startswith(
        "Do not file packet.pdf or efile: the finished packet of March 2, 2027, 22:14, "
    )
    assert word == "older, not of this build: brief.docx"


def test_warnings_do_not_keep_a_packet_from_lacking_the_form_only():
    assert only_the_form_is_missing((NO_FORM, UNSIGNED))
    assert not only_the_form_is_missing((NO_FORM, Finding(code="X", severity=Severity.ERROR, message="x")))


def test_the_demo_says_what_to_open_and_how_to_get_the_form():
    text = demo_text(built(NO_FORM, draft=True), size_bytes=1, folder="reyes")
    assert "Open reyes/out/packet-DRAFT.pdf" in text
    assert "asylum-packet form install i-589.pdf" in text
    assert "errors stand" not in text


def test_the_demo_shows_errors_that_are_its_own_fault():
    wrong = Finding(code="X-y", severity=Severity.ERROR, message="a fault")
    assert "error: a fault [X-y]" in demo_text(built(wrong, draft=True), size_bytes=1, folder="reyes")


def test_the_review_page_and_the_sheets_to_sign_are_named():
    out = Path("reyes/out")
    told = replace(built(draft=False), review=out / "review.html", to_sign=(out / "to-sign/brief.pdf",))
    lines = built_text(told, size_bytes=1).splitlines()
    assert "to look it over: reyes/out/review.html" in lines
    assert "to print and sign: 1 sheet in reyes/out/to-sign" in lines


def test_nothing_is_named_that_was_not_written():
    assert "to print and sign" not in built_text(built(draft=False), size_bytes=1)


def test_what_is_not_signed_yet_is_not_ready_to_file():
    sheets = (Path("out/to-sign/brief.pdf"), Path("out/to-sign/service-brief.pdf"))
    first, *_ = built_text(replace(built(draft=False), to_sign=sheets), size_bytes=1).splitlines()
    assert first.startswith("ready to sign: no error stands; 2 sheets still to be signed")
