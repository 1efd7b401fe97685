"""Messages become a head, a text and every attachment; nothing that came with them is passed over."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from asylum_packet.facts import Inside
from asylum_packet.findings import Severity, Source
from asylum_packet.intake import Wanted, prepare
from asylum_packet.intake.compound import read_compound
from asylum_packet.intake.mail import read_mail
from asylum_packet.intake.outlook import read_msg
from asylum_packet.intake.values import Refusal
from asylum_packet.intake.webtext import text_of_html
from asylum_packet.pages import PageRange
from tests.intake.compounds import compound, message, properties, text
from tests.intake.makers import changed, compass, pages
from tests.intake.pictures import codes, difference, ink_in_band, one, pdf_of, picture, refused
from tests.intake.reading import text_of

HTML = '<p>Hola Ana:</p><p>Te mando las <b>fotos</b>. <a href="https://example.org/x">aquí</a></p>'


def an_email(**head: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "María Ejemplo <maria@example.com>",
        "To": "Ana Ejemplo <ana@example.com>",
        "Date": "Tue, 02 Mar 2027 10:00:00 -0600",
        "Subject": "Amenazas – fotos",
        **head,
    }
    for name, words in given.items():
        made[name] = words
    made.set_content("Hola Ana:\n\nTe mando las fotos.\n")
    return made


def a_photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 30)).save(out, "JPEG")
    return out.getvalue()


def test_a_message_begins_with_who_when_and_about_what(tmp_path):
    prepared, findings = one(tmp_path, "threat.eml", an_email(Cc="b@example.org").as_bytes())
    (page,) = text_of(prepared)
    for told in (
        "From María Ejemplo <maria@example.com>",
        "To Ana Ejemplo <ana@example.com>",
        "Cc b@example.org",
        "Date Tue, 02 Mar 2027 10:00:00 -0600",
        "Subject Amenazas – fotos",
        "Hola Ana: Te mando las fotos.",
    ):
        assert told in page
    assert codes(findings) == []
    assert prepared.fact.kind == "mail"


def test_every_attachment_follows_with_its_name_as_heading(tmp_path):
    mail = an_email()
    report = pages(compass(), compass())
    mail.add_attachment(report, maintype="application", subtype="pdf", filename="denuncia.pdf")
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="foto ñ.jpg")
    prepared, findings = one(tmp_path, "threat.eml", mail.as_bytes())
    assert [(h.level, h.title, h.page) for h in prepared.sheets.headings] == [
        (1, "Message", 1),
        (1, "denuncia.pdf", 2),
        (1, "foto ñ.jpg", 4),
    ]
    assert (
        "Attached denuncia.pdf (a PDF, 2 pages) foto ñ.jpg (a JPEG picture, 1 page)" in text_of(prepared)[0]
    )
    alone, _ = one(tmp_path, "denuncia.pdf", report)
    assert difference(picture(pdf_of(prepared), 1), picture(pdf_of(alone), 0)) < 0.002
    assert not any(ink_in_band(pdf_of(prepared), index) for index in range(prepared.sheets.count))
    assert "FILE-unprinted" not in codes(findings)


def test_what_cannot_be_printed_has_a_sheet_in_its_place(tmp_path):
    mail = an_email()
    mail.add_attachment(
        b"\0\0\0\x18ftypmp42" + bytes(99), maintype="video", subtype="mp4", filename="street.mp4"
    )
    prepared, findings = one(tmp_path, "threat.eml", mail.as_bytes())
    assert "Attached street.mp4 (a video or sound recording, not printed)" in text_of(prepared)[0]
    assert "Attachment: street.mp4 This attachment is not printed" in text_of(prepared)[1]
    (said,) = findings
    assert said.code == "FILE-recording-inside"
    assert said.severity is Severity.WARNING
    assert "'street.mp4'" in said.message
    assert "stills with captions and a transcript" in said.fix
    assert "PDF" not in said.fix


def test_an_archive_in_a_message_is_to_be_unpacked(tmp_path):
    mail = an_email()
    mail.add_attachment(b"PK\x05\x06" + bytes(18), maintype="application", subtype="zip", filename="all.zip")
    _, (said,) = one(tmp_path, "all.eml", mail.as_bytes())
    assert said.code == "FILE-archive-inside"
    assert "unpack it" in said.fix


def test_a_message_sent_on_is_printed_with_its_own_attachments(tmp_path):
    inner, outer = an_email(Subject="inner"), an_email(Subject="outer")
    inner.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="a.jpg")
    outer.add_attachment(inner)
    prepared, _ = one(tmp_path, "fwd.eml", outer.as_bytes())
    assert [(h.level, h.title, h.page) for h in prepared.sheets.headings] == [
        (1, "Message", 1),
        (1, "inner", 2),
        (2, "Message", 2),
        (2, "a.jpg", 3),
    ]


def test_messages_inside_messages_without_end_stop_in_time(tmp_path):
    mail = an_email()
    for _ in range(9):
        outer = an_email()
        outer.add_attachment(mail)
        mail = outer
    prepared, findings = one(tmp_path, "deep.eml", mail.as_bytes())
    assert "FILE-unprinted" in codes(findings)
    assert prepared.sheets.count <= 8


def test_a_body_in_html_alone_loses_no_address(tmp_path):
    mail = an_email()
    mail.set_content(HTML, subtype="html")
    prepared, _ = one(tmp_path, "web.eml", mail.as_bytes())
    assert "Te mando las fotos. aquí <https://example.org/x>" in text_of(prepared)[0]


def test_a_plain_text_that_says_less_than_the_html_is_not_believed():
    mail = an_email()
    mail.set_content("Your program cannot show this.")
    mail.add_alternative(f"<div>{'<p>A long account of what happened.</p>' * 5}</div>", subtype="html")
    assert read_mail(mail.as_bytes()).body.count("A long account") == 5


def test_the_plain_text_stands_for_both(tmp_path):
    mail = an_email()
    mail.add_alternative(HTML, subtype="html")
    assert read_mail(mail.as_bytes()).body.count("Hola Ana") == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@example.com\nTo: b@example.com\nSubject: =?x-none?B?////?=\n\nhello",
        b"From: a@example.com\nTo: ;;<<>>\nDate: now\nContent-Type: text/plain; charset=nope\n\nhello \xff",
        b"From: a@example.com\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n",
        b"From: a@example.com\nTo: b\nContent-Transfer-Encoding: base64\n\n!!!!hello",
        b"From: a@example.com\nTo: b\nContent-Type: message/rfc822\n\n",
        b"From: a@example.com\nTo: b\nSubject: =?utf\xff8?q?x?=\n\nhello",
    ],
)
def test_a_badly_made_message_still_becomes_pages(tmp_path, raw):
    prepared, _ = one(tmp_path, "odd.eml", raw)
    assert "a@example.com" in text_of(prepared)[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/\nSubject: x\n\nx",
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n\r\nx',
    ],
)
def test_a_saved_web_page_is_not_taken_for_a_letter_nor_its_source_printed(tmp_path, raw):
    assert refused(tmp_path, "page.mht", raw).code == "FILE-kind"


def test_an_outlook_message_is_printed_like_any_other(tmp_path):
    raw = compound(message(denuncia_pdf=pages(compass())))
    prepared, findings = one(tmp_path, "threat.msg", raw)
    first = text_of(prepared)[0]
    for told in (
        "From María Ejemplo <maria@example.com>",
        "To Ana Ejemplo <ana@example.com>",
        "Cc b@example.org",
        "Subject Denuncia – fotos",
        "Te mando la denuncia.",
        "denuncia.pdf (a PDF, 1 page)",
    ):
        assert told in first
    assert "UTC" in first
    assert prepared.fact.kind == "msg"
    assert [h.title for h in prepared.sheets.headings] == ["Message", "denuncia.pdf"]
    assert codes(findings) == []


def test_an_outlook_message_inside_another_is_read(tmp_path):
    at = "__attach_version1.0_#00000000/__substg1.0_3701000D/"
    inner = properties(24, {}, at) | text("0037", "the first message", at) | text("1000", "what was said", at)
    raw = compound(message() | inner)
    prepared, _ = one(tmp_path, "fwd.msg", raw)
    assert "Subject the first message what was said" in text_of(prepared)[1]


def test_an_outlook_message_in_its_own_form_alone_is_refused(tmp_path):
    streams = {name: data for name, data in message().items() if "_1000" not in name}
    said = refused(tmp_path, "x.msg", compound({**streams, "__substg1.0_10090102": b"LZFu"}))
    assert said.code == "FILE-outlook"


LETTERS = Path(__file__).parent / "letters"
"""Written by two programs of others: oxmsg, of a mail program, and a library that writes messages (foss)."""


@pytest.mark.parametrize("file", sorted(LETTERS.glob("*.msg")), ids=lambda file: file.stem)
def test_messages_that_other_programs_wrote_are_read(file):
    letter = read_msg(read_compound(file.read_bytes()))
    assert dict(letter.head)["From"] == "María Ejemplo <maria@example.com>"
    assert dict(letter.head)["To"] == "Ana Ejemplo <ana@example.com>"
    assert letter.body == "Hola Ana: señal de que llegué."
    assert [one.code for one in letter.remarks] == ["FILE-encoding-guessed"] * (file.stem == "foss-8-bit")
    assert letter.attached[0].name == "foto ñ.jpg"
    assert letter.attached[0].data.startswith(b"\xff\xd8")
    for came in letter.attached[1:]:
        assert dict(came.letter.head)["Subject"] == "Reenviado: amenaza"
        assert [inside.name for inside in came.letter.attached] == ["nota.txt"]


def eight_bits(words: str, encoding: str, code_page: int | None) -> dict[str, bytes]:
    """A message with its subject and text in 8 bits, and its code page where one is given."""
    numbers = {0x3FFD: (3, code_page)} if code_page else {}
    texts = {f"__substg1.0_{number}001E": words.encode(encoding) for number in ("0037", "1000", "0C1A")}
    return properties(32, numbers) | texts


@pytest.mark.parametrize(
    ("words", "encoding", "code_page"),
    [
        ("Привет", "cp1251", 1251),
        ("تهديد", "cp1256", 1256),
        ("威胁", "gbk", 936),
        ("señal", "utf-8", 65001),
        ("угроза", "koi8-r", 20866),
    ],
)
def test_texts_of_8_bits_are_read_by_the_code_page_of_the_message(words, encoding, code_page):
    letter = read_msg(eight_bits(words, encoding, code_page))
    assert (letter.body, letter.remarks) == (words, ())


def test_texts_of_8_bits_without_a_code_page_are_a_guess_that_is_told():
    letter = read_msg(eight_bits("señal", "cp1252", None))
    assert letter.body == "señal"
    assert [one.code for one in letter.remarks] == ["FILE-encoding-guessed"]
    assert read_msg(eight_bits("plain", "ascii", None)).remarks == ()


def test_a_body_in_html_is_read_by_its_own_code_page():
    page = {"__substg1.0_10130102": "<p>Привет</p>".encode("koi8-r")}
    letter = read_msg(properties(32, {0x3FDE: (3, 20866)}) | text("0037", "x") | page)
    assert (letter.body, letter.remarks) == ("Привет", ())


def test_what_an_outlook_message_only_refers_to_is_said_in_its_place(tmp_path):
    at = [f"__attach_version1.0_#{number:08X}/" for number in range(3)]
    inner = f"{at[2]}__substg1.0_3701000D/"
    streams = {
        **message(),
        **(properties(8, {0x3705: (3, 7)}, at[0]) | text("3707", "nube.docx", at[0])),
        **(properties(8, {0x3705: (3, 6)}, at[1]) | text("3707", "tabla", at[1])),
        f"{at[1]}__substg1.0_3701000D/CONTENTS": b"x",
        **(properties(24, {}, inner) | {f"{inner}__substg1.0_10090102": b"LZFu"}),
        **text("3707", "carta", at[2]),
    }
    prepared, findings = one(tmp_path, "x.msg", compound(streams))
    assert prepared.sheets.count == 4
    assert {one.message.partition("not printed: ")[2] for one in findings} == {
        "'nube.docx' is only a link: the file itself is not in the message",
        "'tabla' is an object of another program, put into the message",
        "'carta' holds its text only in Outlook's own form (RTF)",
    }
    assert [(one.name, one.page, one.count) for one in prepared.fact.inside] == [
        ("nube.docx", 2, 0),
        ("tabla", 3, 0),
        ("carta", 4, 0),
    ]


def test_it_is_told_where_everything_that_came_along_is_printed_and_what_it_leaves_behind(tmp_path):
    inner, outer = an_email(Subject="inner"), an_email(Subject="outer", Received="from 10.0.0.1")
    inner.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="a.jpg")
    outer.add_attachment(pages(compass(), compass()), maintype="application", subtype="pdf", filename="b.pdf")
    outer.add_attachment(inner)
    prepared, _ = one(tmp_path, "fwd.eml", outer.as_bytes())
    assert prepared.fact.inside == (
        Inside(name="b.pdf", kind="pdf", page=2, count=2),
        Inside(name="inner", kind="mail", page=4, count=2),
        Inside(name="inner / a.jpg", kind="jpeg", page=5, count=1),
    )
    assert prepared.fact.removed == ("metadata", "other header lines")
    some = Wanted(path="fwd.eml", pages=(PageRange(3, 4),), where=Source(file="fwd.eml"))
    chosen = prepare(tmp_path, [some], cache=tmp_path / ".asylum-packet").prepared[some]
    assert [(one.name, one.page, one.count) for one in chosen.fact.inside] == [
        ("b.pdf", 1, 1),
        ("inner", 2, 1),
        ("inner / a.jpg", 0, 0),
    ]


def test_large_and_small_streams_come_back_as_they_were():
    streams = {"a": b"x" * 70_000, "b/c": b"y" * 63, "b/d/e": b"", "f": b"z" * 4096}
    assert read_compound(compound(streams)) == streams


@pytest.mark.parametrize("cut", [60, 512, 700, 1024, 2000])
def test_a_compound_file_that_breaks_off_is_refused(cut):
    with pytest.raises(Refusal):
        read_msg(read_compound(compound(message(denuncia_pdf=bytes(9000)))[:cut]))


def test_a_chain_that_loops_ends():
    raw = bytearray(compound({"a": b"x" * 70_000}))
    at = raw.rfind(b"\x02\0\0\0\x03\0\0\0\x04\0\0\0")
    raw[at : at + 4] = b"\x01\0\0\0"
    with pytest.raises(Refusal):
        read_compound(bytes(raw))


def test_html_keeps_lists_cells_and_pictures_by_name():
    page = (
        "<style>p{}</style><ul><li>one<li>two</ul><table><tr><td>a</td><td>b</td></tr></table>"
        "<img alt='the door'><pre>x\n  y</pre><script>no()</script>&amp; <a href='https://e.org'>https://e.org</a>"
    )
    told = text_of_html(page)
    for words in ("- one", "- two", "a | b", "[picture: the door]", "x\n  y", "& https://e.org"):
        assert words in told
    assert "no()" not in told
    assert "<https" not in told


def test_nothing_of_a_message_is_left_in_the_cache_but_its_pages(tmp_path):
    mail = an_email()
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="a.jpg")
    one(tmp_path, "threat.eml", mail.as_bytes())
    kept = {path.suffix for path in Path(tmp_path / ".asylum-packet" / "prepared").iterdir()}
    assert kept == {".pdf", ".json"}


def test_bookmarks_stay_on_their_pages_whatever_their_shape(tmp_path):
    mail = an_email()
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="wide.jpg")
    prepared, _ = one(tmp_path, "threat.eml", mail.as_bytes())
    assert all(heading.top_pt is None for heading in prepared.sheets.headings)


def test_what_was_cropped_away_in_an_attachment_is_taken_out_as_in_any_file(tmp_path):
    def crop(pdf):
        pdf.pages[0].CropBox = [0, 0, 612, 400]

    words = pages(lambda c: (c.drawString(72, 700, "A secret"), c.drawString(72, 300, "Words to read")))
    mail = an_email()
    mail.add_attachment(changed(words, crop), maintype="application", subtype="pdf", filename="a.pdf")
    prepared, findings = one(tmp_path, "crop.eml", mail.as_bytes())
    assert text_of(prepared)[1] == "Words to read"
    assert codes(findings) == ["FILE-outside-removed"]
    assert "text outside of the page" in prepared.fact.removed


def test_a_message_with_a_film_is_not_prepared_again_and_again(tmp_path, monkeypatch):
    mail = an_email()
    film = b"\0\0\0\x18ftypmp42" + bytes(99)
    mail.add_attachment(film, maintype="video", subtype="mp4", filename="street.mp4")
    one(tmp_path, "threat.eml", mail.as_bytes())
    monkeypatch.setattr("asylum_packet.intake.workers.convert", None)
    prepared, findings = one(tmp_path, "threat.eml")
    assert prepared.sheets.count == 2
    assert codes(findings) == ["FILE-recording-inside"]


@pytest.mark.parametrize("plain", ["\r\n", "Open this in another program."])
def test_an_outlook_text_that_says_less_than_its_html_is_not_believed(plain):
    account = "A long account of what happened. " * 5
    page = {"__substg1.0_10130102": f"<p>{account}</p>".encode()}
    assert read_msg({**message(plain), **page}).body.strip() == account.strip()
    assert read_msg({**message(account), **page}).body == account


def test_what_a_mail_system_reports_is_printed(tmp_path):
    raw = (
        b"From: mailer@example.com\nTo: a@example.com\nSubject: not delivered\n"
        b"Content-Type: multipart/report; boundary=x\n\n--x\n\nIt could not be delivered.\n--x\n"
        b"Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.com\n\n"
        b"Final-Recipient: rfc822; b@example.com\nStatus: 5.1.1\n\n--x--\n"
    )
    prepared, _ = one(tmp_path, "back.eml", raw)
    first, second = text_of(prepared)
    assert "delivery status (a text file, 1 page)" in first
    assert "Final-Recipient: rfc822; b@example.com" in second
    assert "Status: 5.1.1" in second
