"""Text files become pages on which every letter stands."""

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asylum_packet.fonts.faces import chain
from asylum_packet.fonts.shaping import width
from asylum_packet.intake import Limits
from asylum_packet.intake.manuscript import wrapped
from asylum_packet.intake.plaintext import decoded, style_of
from tests.intake.pictures import codes, ink_in_band, one, pdf_of, refused
from tests.intake.reading import text_of

CHAT = "[3/12/24, 9:14] Mamá: ¿ya llegaste? No salgas.\n[3/12/24, 9:15] Marta: Sí, estoy bien.\n"


def test_a_text_file_is_printed_letter_for_letter(tmp_path):
    prepared, findings = one(tmp_path, "chat.txt", CHAT.encode())
    assert text_of(prepared) == [" ".join(CHAT.split())]
    assert prepared.fact.kind == "text"
    assert prepared.fact.has_text
    assert codes(findings) == []


def test_markdown_is_printed_with_its_marks(tmp_path):
    prepared, _ = one(tmp_path, "notes.md", b"# Notes\n\n* one\n* **two**\n")
    assert text_of(prepared) == ["# Notes * one * **two**"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_marked_encoding_is_read(tmp_path, encoding):
    prepared, findings = one(tmp_path, "letter.txt", "Señora Ñandú: año".encode(encoding))
    assert text_of(prepared) == ["Señora Ñandú: año"]
    assert codes(findings) == []


def test_a_text_of_windows_is_read_and_said_so(tmp_path):
    prepared, findings = one(tmp_path, "letter.txt", "Señora Ñandú – año".encode("cp1252"))
    assert text_of(prepared) == ["Señora Ñandú – año"]
    assert codes(findings) == ["FILE-encoding-guessed"]


def test_text_in_an_encoding_nobody_knows_is_refused(tmp_path):
    assert refused(tmp_path, "letter.txt", b"abc \x81\x8d\xff\xfe def").code == "FILE-encoding"


def test_a_file_of_blanks_is_refused_as_empty(tmp_path):
    assert refused(tmp_path, "letter.txt", b"  \n\n \t\n").code == "FILE-empty"


def test_a_sign_without_a_font_is_printed_as_its_name(tmp_path):
    prepared, findings = one(tmp_path, "chat.txt", "I love \U0001f9ff it".encode())
    assert text_of(prepared) == ["I love [U+1F9FF NAZAR AMULET] it"]
    assert codes(findings) == ["FILE-signs"]


def test_letters_of_a_script_without_a_font_stop_the_file(tmp_path):
    said = refused(tmp_path, "letter.txt", "rare \U00030ff0".encode())
    assert said.code == "FILE-letters"
    assert "U+30FF0" in said.message


def test_hebrew_and_arabic_begin_at_the_right(tmp_path):
    prepared, _ = one(tmp_path, "letter.txt", "שלום עולם\n".encode())
    assert "שלום" in text_of(prepared)[0]


def test_a_line_that_begins_in_arabic_runs_as_its_english_paragraph_does(tmp_path):
    words = "She wrote to the police of the town about what had happened there to her brother, called"
    begins = set()
    for pad in range(0, 40, 2):
        text = f"{'x' * pad} {words} أحمد, and who saw it all.\n"
        prepared, _ = one(tmp_path, f"letter {pad}.txt", text.encode())
        with pdfium.PdfDocument(prepared.sheets.pdf) as document:
            leaf = document[0]
            page = leaf.get_textpage()
            boxes = [(page.get_text_range(n, 1), page.get_charbox(n)) for n in range(page.count_chars())]
            index, _ = page.search("who saw").get_next()
        arabic = min(box[0] for letter, box in boxes if "\u0600" <= letter <= "\u06ff" or letter > "\ufb00")
        assert arabic < boxes[index][1][0] or arabic > 400
        begins.add(arabic < 80)
    assert True in begins, "no padding put the Arabic word at the start of a line"


def test_columns_made_with_blanks_stay_columns():
    table = "Date        Amount     Note\n2024-01-02  100.00     rent\n"
    assert style_of(table)[0] == "mono"
    assert style_of(CHAT)[0] == "serif"


def test_form_feeds_begin_pages_and_long_texts_run_on(tmp_path):
    prepared, _ = one(tmp_path, "fax.txt", b"one\x0ctwo\x0c" + b"line\n" * 120)
    texts = text_of(prepared)
    assert texts[:2] == ["one", "two"]
    assert sum(text.count("line") for text in texts) == 120
    assert not any(ink_in_band(pdf_of(prepared), index) for index in range(len(texts)))


def test_pages_are_chosen_as_from_any_file(tmp_path):
    from asylum_packet.intake import prepare
    from asylum_packet.pages import PageRange
    from tests.intake.pictures import wanted

    (tmp_path / "fax.txt").write_bytes(b"one\x0ctwo\x0cthree")
    intake = prepare(tmp_path, [wanted("fax.txt", PageRange(3, 3))], cache=tmp_path / ".asylum-packet")
    assert text_of(next(iter(intake.prepared.values()))) == ["three"]


def test_a_text_of_too_many_pages_is_refused(tmp_path):
    said = refused(tmp_path, "long.txt", b"line\n" * 2_000, limits=Limits(pages=10))
    assert said.code == "FILE-limit"


def test_the_same_text_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first, second = (one(tmp_path / name, "chat.txt", CHAT.encode())[0] for name in ("a", "b"))
    assert pdf_of(first).read_bytes() == pdf_of(second).read_bytes()


def test_nothing_is_left_of_the_work(tmp_path):
    one(tmp_path, "chat.txt", CHAT.encode())
    assert not list((tmp_path / ".asylum-packet" / "prepared").glob(".*"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("ab é m\u00a0W.-אש"), max_size=120), st.floats(20, 300))
def test_wrapping_loses_nothing_but_blanks_and_never_runs_over(text, room):
    faces = chain("serif")
    lines = list(wrapped(text, room, 11, faces))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(
        width(line.rstrip(), faces) * 11 / 1000 <= room + 0.5 or len(line.strip()) <= 1 for line in lines
    )


def test_reading_bytes_as_text_never_fails_in_another_way():
    assert decoded(b"plain")[0] == "plain"
