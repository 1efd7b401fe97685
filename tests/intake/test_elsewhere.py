"""Pictures that a file shows and does not carry are told, for nothing is fetched."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from asylum_packet.intake.elsewhere import left_elsewhere, linked_pictures
from asylum_packet.intake.webtext import text_of_html

RELATIONSHIP = '<Relationship Id="r1" Type="http://example.org/relationships/{}" Target="{}"{}/>'


def texts(remarks):
    assert all(remark.code == "FILE-elsewhere" for remark in remarks)
    return [remark.text for remark in remarks]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<img src="https://example.org/a.png">', ["has a picture that lies elsewhere, not printed"]),
        (
            '<IMG SRC="page_files/a.jpg"><img src="b.jpg" width="300">',
            ["has 2 pictures that lie elsewhere, not printed"],
        ),
        (
            '<iframe src="https://example.org/map"></iframe>',
            ["has a frame with a page that lies elsewhere, not printed"],
        ),
    ],
)
def test_what_a_web_page_does_not_carry_is_counted(page, told):
    assert texts(left_elsewhere(page)) == told


@pytest.mark.parametrize(
    "page",
    [
        '<img src="data:image/png;base64,AAAA">',
        "<img alt='none'>",
        '<img src="https://example.org/seen.gif" width="1" height="1">',
        '<iframe src="about:blank"></iframe><a href="https://example.org/">link</a>',
        "<p>&lt;img src=x&gt;",
    ],
)
def test_what_it_carries_or_never_shows_is_not_told(page):
    assert left_elsewhere(page) == ()


@pytest.mark.parametrize(
    ("name", "text", "is_told"),
    [
        (
            "word/_rels/document.xml.rels",
            RELATIONSHIP.format("image", "https://example.org/a.png", ' TargetMode="External"'),
            True,
        ),
        ("word/_rels/document.xml.rels", RELATIONSHIP.format("image", "media/image1.png", ""), False),
        (
            "word/_rels/document.xml.rels",
            RELATIONSHIP.format("hyperlink", "https://example.org/", ' TargetMode="External"'),
            False,
        ),
        ("content.xml", '<draw:image xlink:href="../house.jpg"/>', True),
        ("content.xml", '<draw:image xlink:href="Pictures/house.jpg"/>', False),
    ],
)
def test_an_office_file_with_linked_pictures_is_told(tmp_path: Path, name, text, is_told):
    with zipfile.ZipFile(tmp_path / "letter", "w") as archive:
        archive.writestr(name, text)
    assert bool(texts(linked_pictures(tmp_path / "letter"))) is is_told


def test_what_is_no_archive_has_no_linked_pictures(tmp_path: Path):
    (tmp_path / "letter").write_bytes(b"{\\rtf1}")
    assert linked_pictures(tmp_path / "letter") == ()


def test_the_text_of_a_message_shows_where_a_picture_was_that_it_does_not_carry():
    html = '<p>My arm:</p><img src="https://example.org/a.jpg"><img src="cid:b"><img src="x.gif" width=1>'
    assert text_of_html(html) == "My arm:\n\n[picture: not in this file]"
