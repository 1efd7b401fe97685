"""The finished packet read back with tools that are not ours: every number is the same number everywhere."""

import re
import shutil
import subprocess
from functools import cache

import pikepdf
import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from asylum_packet.fonts.carrying import named_only


@cache
def reader_of(path):
    """Open a packet that no test changes."""
    return PdfReader(path)


@cache
def labels_of(path):
    return reader_of(path).page_labels


@cache
def texts_of(path):
    return [page.extract_text() for page in reader_of(path).pages]


def stamps_of(path):
    """Read the words at the right end of the foot of every page, as a viewer lets one select them."""
    with pdfium.PdfDocument(path) as document:
        found = []
        for page in document:
            width, _ = page.get_size()
            words = page.get_textpage().get_text_bounded(left=width - 140, bottom=0, right=width, top=24)
            found.append(words.strip().splitlines()[-1])
        return found


def test_stamp_and_label_agree_on_every_page(whole):
    labels = labels_of(whole.built.packet)
    assert stamps_of(whole.built.packet) == labels
    assert [int(re.search(r"\d+$", label)[0]) for label in labels] == list(range(1, len(labels) + 1))
    assert len(labels) == whole.manifest["packet"]["pages"] == whole.built.pages


def test_documents_of_the_manifest_lie_under_their_tab(whole):
    labels = labels_of(whole.built.packet)
    for document in whole.manifest["documents"]:
        for page in range(document["first_page"], document["last_page"] + 1):
            assert labels[page - 1] == f"Tab {document['tab']} - {page}"
        assert document["first_page"] == min(part["first_page"] for part in document["parts"])
        assert document["last_page"] == max(part["last_page"] for part in document["parts"])


def bookmarks(reader, items=None, depth=0):
    """List (depth, title, packet page) of the outline."""
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            yield from bookmarks(reader, item, depth + 1)
        else:
            yield depth, item.title, reader.get_destination_page_number(item) + 1


def test_the_outline_leads_to_the_pages_of_the_manifest(whole):
    found = list(bookmarks(reader_of(whole.built.packet)))
    tops = [page for depth, _, page in found if depth == 0]
    assert tops == [submission["first_page"] for submission in whole.manifest["submissions"]]
    titles = {(title, page) for _, title, page in found}
    for document in whole.manifest["documents"]:
        assert any(document["title"] in title and page <= document["first_page"] for title, page in titles)


@cache
def links_of(path):
    """List (page, text inside, page it leads to) of every link."""
    return list(_links(path, reader_of(path)))


def _links(path, reader):
    """Yield what `links_of` lists."""
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, start=1)}
    with pdfium.PdfDocument(path) as document:
        for number, page in enumerate(reader.pages, start=1):
            textpage = document[number - 1].get_textpage()
            for note in page.get("/Annots", []):
                note = note.get_object()
                assert note["/Subtype"] == "/Link"
                left, bottom, right, top = map(float, note["/Rect"])
                words = textpage.get_text_bounded(left, bottom, right, top)
                yield number, " ".join(words.split()), numbers[note["/Dest"][0].idnum]


def test_every_link_says_the_page_it_leads_to(whole):
    labels = labels_of(whole.built.packet)
    headings = {(title, page) for _, title, page in bookmarks(reader_of(whole.built.packet))}
    found = links_of(whole.built.packet)
    assert found
    for number, words, to_page in found:
        printed = [int(digits) for digits in re.findall(r"\d+", words)]
        is_tab = re.fullmatch(r"(Tab )?([A-Z]+)", words) and f" {words}" in f" {labels[to_page - 1]}"
        is_heading = any(words in title and page == to_page for title, page in headings)
        assert to_page in printed or is_tab or is_heading, (number, words, labels[to_page - 1])


def test_every_cite_is_printed_where_it_was_written_and_leads_where_it_says(whole):
    found = {(words, to_page) for _, words, to_page in links_of(whole.built.packet)}
    cites = whole.manifest["cites"]
    assert len(cites) >= 3
    for cite in cites:
        assert any(to_page == cite["packet_page"] and words in cite["text"] for words, to_page in found), (
            cite["text"]
        )
        assert str(cite["packet_page"]) in cite["text"]
        line = (whole.folder / cite["file"]).read_text(encoding="utf-8").splitlines()[cite["line"] - 1]
        assert f"@{cite['id']}" in line


def test_the_index_prints_the_pages_of_the_manifest(whole):
    exhibits = next(s for s in whole.manifest["submissions"] if s["name"] == "exhibits")
    texts = texts_of(whole.built.packet)
    index = "\n".join(texts[exhibits["first_page"] : exhibits["first_page"] + 3])
    for document in whole.manifest["documents"]:
        first, last = document["first_page"], document["last_page"]
        assert re.search(rf"\b{first}\b" if first == last else rf"\b{first}–{last}\b", index), document["id"]


def test_upload_files_hold_the_same_pages_once_and_in_order(ready):
    labels, texts = [], []
    for submission in ready.manifest["submissions"]:
        for name in submission["files"]:
            path = ready.out / (name["file"] if isinstance(name, dict) else name)
            assert stamps_of(path) == labels_of(path)
            labels += labels_of(path)
            texts += texts_of(path)
    assert labels == labels_of(ready.built.packet)
    assert texts == texts_of(ready.built.packet)


def test_a_draft_has_no_upload_set_and_says_draft_on_every_page(draft):
    assert draft.built.packet.name == "packet-DRAFT.pdf"
    assert not (draft.out / "efile").exists()
    assert all("DRAFT" in text for text in texts_of(draft.built.packet))


def test_a_ready_packet_says_draft_nowhere(ready):
    assert ready.built.packet.name == "packet.pdf"
    assert not any("DRAFT" in text for text in texts_of(ready.built.packet))


def test_nothing_active_or_personal_is_left_in_the_file(whole):
    with pikepdf.open(whole.built.packet) as pdf:
        assert not pdf.is_encrypted
        root = pdf.Root
        for key in ("/AcroForm", "/OpenAction", "/AA", "/Metadata", "/StructTreeRoot", "/Perms"):
            assert key not in root or key == "/OpenAction"
        assert "/JavaScript" not in root.get("/Names", {})
        assert set(pdf.docinfo.keys()) <= {"/Title", "/Producer", "/Creator"}
        fonts = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert fonts


def test_every_font_is_in_the_file(whole):
    with pikepdf.open(whole.built.packet) as pdf:
        bare, carried = named_only(pdf)
    assert bare == ()
    assert "Helvetica" in carried  # of evidence
    assert ("TimesNewRomanPSMT" in carried) == (not whole.built.draft)  # of the official form


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(whole):
    for path in [whole.built.packet, *(upload.path for upload in whole.built.uploads)]:
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler) is not installed")
def test_pdfinfo_counts_the_same_pages(whole):
    done = subprocess.run(["pdfinfo", whole.built.packet], capture_output=True, text=True, check=True)
    told = dict(line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)
    assert int(told["Pages"]) == whole.manifest["packet"]["pages"]
    assert told["Encrypted"].strip() == "no"
    assert told["Form"].strip() == told["JavaScript"].strip().replace("no", "none") == "none"
    assert "error" not in done.stderr.lower()
