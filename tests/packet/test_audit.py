"""The audit reads a finished packet with pypdf and tells every number that is not the manifest's."""

import copy
import json

import pikepdf
import pytest

from asylum_packet import build, read_case
from asylum_packet.options import Options
from asylum_packet.packet.audit import audit_faults
from tests.support.mini import write_mini_case


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = write_mini_case(tmp_path_factory.mktemp("audit") / "mini")
    built = build(read_case(folder), folder / "out", options=Options(data_folder=folder / "none"))
    return built.packet, json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))


def test_a_packet_as_it_was_built_has_no_fault(made):
    assert audit_faults(*made) == ()


def changed(made, tmp_path, change):
    """Change the packet with pikepdf and audit it against its own manifest."""
    path = tmp_path / "changed.pdf"
    with pikepdf.open(made[0]) as pdf:
        change(pdf)
        pdf.save(path)
    return audit_faults(path, made[1])


def test_a_wrong_label_is_told(made, tmp_path):
    def relabel(pdf):
        del pdf.Root["/PageLabels"]

    assert any("is labelled" in fault for fault in changed(made, tmp_path, relabel))


def test_a_lost_outline_is_told(made, tmp_path):
    def lose(pdf):
        del pdf.Root["/Outlines"]

    assert any("no bookmark leads to page" in fault for fault in changed(made, tmp_path, lose))


def test_lost_links_are_told(made, tmp_path):
    def lose(pdf):
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]

    assert any("no link leads to page" in fault for fault in changed(made, tmp_path, lose))


def test_a_missing_page_is_told(made, tmp_path):
    def lose(pdf):
        del pdf.pages[-1]

    assert "pages, the manifest tells of" in changed(made, tmp_path, lose)[0]


def test_a_manifest_of_another_packet_is_told(made):
    other = copy.deepcopy(made[1])
    other["documents"][0]["tab"] = "Z"
    assert any("is labelled" in fault for fault in audit_faults(made[0], other))


def test_a_file_that_is_no_pdf_is_told(made, tmp_path):
    path = tmp_path / "no.pdf"
    path.write_bytes(b"not a PDF")
    assert audit_faults(path, made[1]) == ("a second reader cannot make sense of the packet",)
