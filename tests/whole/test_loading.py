"""What a build loads: libraries and rooms that its case has no use for stay on the disk."""

import subprocess
import sys

from tests.support.mini import write_mini_case
from tests.support.mini_evidence import text_pdf

LIBRARIES = "docx docutils eyecite fontTools holidays img2pdf ocrmypdf pypdf watchfiles"
OF_OURS = (
    *("case.comparing", "case.scaffold", "case.schema", "case.translations", "case.writing"),
    *("fonts.carrying", "fonts.machine", "fonts.standard"),
    *(
        "form.differences",
        "form.fields",
        "form.identity",
        "form.inspection",
        "form.printing",
        "form.readback",
    ),
    *("intake.images", "intake.mail", "intake.mounting", "intake.office", "intake.recognition"),
    *("packet.audit", "packet.registration", "packet.scanned", "packet.signing"),
    *("papers.readback", "word.documents", "word.importing", "word.seal", "watching"),
)
"""For cases with other kinds of exhibits, signed, amended or in Word, and for other commands."""


def test_a_build_of_pdf_files_loads_nothing_for_other_cases(tmp_path):
    write_mini_case(
        tmp_path / "case",
        files={
            "exhibits/02 Threats/01 2026-02-20 farm gate.jpg": None,
            "exhibits/02 Threats/01 2026-02-20 farm gate.pdf": text_pdf(["The gate of the farm."]),
            "exhibits/03 Country conditions/02 2026-05-04 radio bulletin.pdf": text_pdf(["The bulletin."]),
        },
    )
    (tmp_path / "case/.asylum-packet/prepared").mkdir(parents=True)  # else it loads what it gives to copies
    code = f"""if True:
        import sys
        from asylum_packet.cli import main
        assert main(["build", {str(tmp_path / "case")!r}, "--format", "json"]) in (0, 1)
        print(*sys.modules, file=sys.stderr)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "asylum_packet.building" in loaded
    needless = {*LIBRARIES.split(), *(f"asylum_packet.{name}" for name in OF_OURS)}
    assert sorted(needless & loaded) == []
