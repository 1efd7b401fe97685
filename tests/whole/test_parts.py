"""A case too big for one upload file: parts under the limit, all pages once, an index that names them."""

import json
import re

import pytest
from pypdf import PdfReader

from asylum_packet import build, check, laying, read_case
from asylum_packet.law.profiles import ecas
from asylum_packet.packet import cut, weighing
from asylum_packet.values import replace
from tests.support.mini import write_mini_case

SMALL = replace(ecas(), limit_bytes=600_000, aim_bytes=550_000)


def limited(monkeypatch, profile):
    for module in (laying, cut, weighing):
        monkeypatch.setattr(module, "ecas", lambda: profile)


@pytest.fixture
def parted(tmp_path, options, monkeypatch):
    limited(monkeypatch, SMALL)
    folder = write_mini_case(tmp_path / "mini")
    built = build(read_case(folder), tmp_path / "out", options=options)
    return built, json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))


def test_every_part_is_under_the_limit_and_all_pages_come_once_and_in_order(parted):
    built, manifest = parted
    parts = [upload for upload in built.uploads if upload.submission == "exhibits"]
    assert [upload.part for upload in parts] == list(range(1, len(parts) + 1))
    assert len(parts) > 1
    assert all(upload.size_bytes <= SMALL.aim_bytes for upload in built.uploads)
    texts = [page.extract_text() for upload in built.uploads for page in PdfReader(upload.path).pages]
    assert texts == [page.extract_text() for page in PdfReader(built.packet).pages]
    exhibits = next(one for one in manifest["submissions"] if one["name"] == "exhibits")
    assert [file["part"] for file in exhibits["files"]] == [upload.part for upload in parts]


def test_the_index_names_the_part_of_each_tab_and_the_pages_of_each_part(parted):
    built, manifest = parted
    parts = [upload for upload in built.uploads if upload.submission == "exhibits"]
    reader = PdfReader(parts[0].path)
    index = "\n".join(page.extract_text() for page in reader.pages[1:4])
    for upload in parts:
        assert re.search(rf"Part {upload.part}\s+{upload.pages}\b", index), upload.part
    rows = dict(re.findall(r"\n([A-Z]) (.+?)(?=\n[A-Z] |\nFiled in)", index, re.DOTALL))
    for document in manifest["documents"]:
        inside = [
            u.part for u in parts if document["first_page"] in u.pages or document["last_page"] in u.pages
        ]
        assert re.search(rf"\nParts? (\d+–)?{inside[-1]}\b", rows[document["tab"]]), document["id"]


def test_every_part_has_an_outline_and_links_of_its_own(parted):
    built, _ = parted
    for upload in built.uploads:
        reader = PdfReader(upload.path)
        assert reader.outline
        pages = {page.indirect_reference for page in reader.pages}
        for page in reader.pages:
            for annotation in page.get("/Annots", ()):
                assert annotation.get_object()["/Dest"][0] in pages


def test_a_page_that_alone_is_over_the_limit_is_an_error_with_an_offer(tmp_path, options, monkeypatch):
    limited(monkeypatch, replace(ecas(), limit_bytes=3_000, aim_bytes=2_000))
    found = check(read_case(write_mini_case(tmp_path / "mini")), options=options)
    heavy = [one for one in found if one.code == "ECAS-size-25MB" and one.source]  # exhibits
    assert heavy
    assert all(re.match(r"page \d+ of '.+' has [\d.]+ MB", one.message) for one in heavy)
    assert all("300 dpi" in one.fix and "quality 75" in one.fix for one in heavy)
