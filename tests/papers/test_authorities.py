"""Uses, pages and order of a table of authorities; and what no text can do to it."""

import time
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylum_packet.findings import Source
from asylum_packet.papers import authorities_scan
from asylum_packet.papers.authorities import entries, grouped, used
from asylum_packet.papers.authorities_scan import scan
from asylum_packet.papers.authorities_values import Form, Group, Passage

ACOSTA = "Matter of Acosta, 19 I&N Dec. 211 (BIA 1985)"
PIECES = (
    "Matter of Acosta",
    ", ",
    " ",
    "19 I&N Dec. 211",
    "INS v. Stevic",
    "467 U.S. at 9",
    "(BIA 1985)",
    "; ",
    "id.",
    "Id. at 5",
    "supra",
    "§",
    "INA ",
    "208(a)(2)",
    "(b)",
    "8 C.F.R. § ",
    "1208.13",
    "-",
    "–",
    "\u00a0",
    "\n",
    "See",
    "and",
    "*",
    "Pub. L. 119-21",
    "Tab C at 47",
    "Convention Against Torture",
    "12 Xyz. 5",
    "’",
    "(",
)


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(text=text) for text in texts)


def test_a_case_in_italics_needs_neither_page_nor_citation():
    text = f"{ACOSTA}. Acosta is met; so Acosta says. Other words."
    italics = tuple((text.index(words), text.index(words) + 6) for words in ("Acosta is", "Other "))
    found = used((Passage(text=text, slanted=italics),))
    assert [text[use.start : use.end] for use in found.uses] == [ACOSTA, "Acosta"]
    assert not found.strays


def test_pages_are_listed_once_and_in_order():
    found = used(passages(ACOSTA, "Acosta at 1.", "Id.", "Acosta at 2."))
    (line,) = entries(found.uses, [9, 4, 4, 12])
    assert line.pages == (4, 9, 12)
    assert [use.form for use in line.uses] == [Form.FULL, Form.SHORT, Form.ID, Form.SHORT]


@pytest.mark.parametrize(("count", "passim"), [(4, False), (5, True)])
def test_an_authority_on_five_pages_is_passim(count, passim):
    found = used(passages(*[ACOSTA] * 6))
    (line,) = entries(found.uses, [min(page, count) for page in range(1, 7)])
    assert len(line.pages) == count
    assert line.is_passim is passim


def test_a_use_knows_file_and_line_of_its_first_letter():
    text = f"Words\nbefore it. {ACOSTA}."
    lines = ((0, Source(file="brief/a.md", line=7)), (6, Source(file="brief/a.md", line=8)))
    (use,) = used([Passage(text=text, lines=lines)]).uses
    assert str(use.source) == "brief/a.md:8"
    assert text[use.start : use.end] == use.text == ACOSTA


def test_offsets_hold_where_spaces_were_folded():
    text = f"See   also  \n {ACOSTA.replace(' ', '   ')};   INA  §  208(a),   (b)(1)."
    assert [text[use.start : use.end] for use in used(passages(text)).uses] == [
        ACOSTA.replace(" ", "   "),
        "INA  §  208(a)",
        "(b)(1)",
    ]


def test_a_stretch_that_cites_the_record_holds_no_authority_and_ends_the_chain():
    text = f"{ACOSTA}. See Acosta at 47. Id. at 48."
    start = text.index("Acosta at")
    found = used([Passage(text=text, records=((start, start + 12),))])
    assert [use.form for use in found.uses] == [Form.FULL]
    assert not found.strays


def test_groups_come_in_the_order_of_print_and_numbers_by_their_value():
    text = (
        "8 C.F.R. § 1208.13(b)(10); 8 C.F.R. § 1208.13(b)(9); 8 C.F.R. § 245.1; 28 U.S.C. § 1746; INA § 241; "
        "INA § 208(b)(1)(B)(iii); INA § 208(b)(1)(B)(ii); INA § 208(b)(1)(B)(i); 8 U.S.C. § 1158; "
        "Pub. L. No. 119-21; 85 Fed. Reg. 81698; UNHCR Handbook; "
        "Temu v. Holder, 740 F.3d 887 (4th Cir. 2014); Matter of Acosta, 19 I&N Dec. 211; Matter of A-B-, "
        "27 I&N Dec. 316; Álvarez v. Barr, 1 F.4th 2 (4th Cir. 2021)"
    )
    found = used(passages(text))
    parts = dict(grouped(entries(found.uses, [1] * len(found.uses))))
    assert list(parts) == list(Group)
    assert [line.authority.label for line in parts[Group.STATUTES]] == [
        "INA § 208(b)(1)(B)(i)",
        "INA § 208(b)(1)(B)(ii)",
        "INA § 208(b)(1)(B)(iii)",
        "INA § 241",
        "8 U.S.C. § 1158",
        "28 U.S.C. § 1746",
        "Pub. L. No. 119-21",
    ]
    assert [line.authority.label for line in parts[Group.REGULATIONS]] == [
        "8 C.F.R. § 245.1",
        "8 C.F.R. § 1208.13(b)(9)",
        "8 C.F.R. § 1208.13(b)(10)",
        "85 Fed. Reg. 81698",
    ]
    assert [line.authority.name for line in parts[Group.CASES]] == [
        "Álvarez v. Barr",
        "Matter of A-B-",
        "Matter of Acosta",
        "Temu v. Holder",
    ]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_strange_and_every_use_is_a_stretch_of_it(text):
    found = used(passages(text, text))
    assert all(0 <= use.start < use.end <= len(text) for use in found.uses)
    hits = scan(text)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert len(entries(found.uses, [1] * len(found.uses))) <= len(found.uses)


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "A-",
        "A. ",
        "v. ",
        "A v. ",
        "Matter of ",
        "Matter of A-B- & ",
        "208(a)",
        "(a)",
        "INA § 208(a), ",
        "§ 1, ",
        "1 ",
        "19 I&N Dec. ",
        "19 U.S. 2, ",
        ", 5",
        "(BIA ",
        "(citing ",
        "id. at 5, ",
        "supra, ",
        "No. 1-",
        "8 C.F.R. § 1.1, .2",
        "1 Ab. Cd. ",
        "Convention Against Torture, 1 U.N.T.S. 2, ",
        "  ",
        "\u00a0",
        "de la ",
        "U.S. ",
        "85 Fed. Reg. 81,698, ",
        "aff'd, ",
        "Pub. L. 109-13, ",
        "A'a ",
        "et al., ",
        "U.N. Doc. A/1, ",
        "1 A. L. Rev. 2; ",
        "§ 1:2, ",
        "Cal. Penal Code § 1.2(a), ",
        "Cal. A ",
        "vacated, 1 U.S. 2, ",
        "___ F.4th ___, ",
        " (2019 ed. 2020)",
    ],
)
def test_time_grows_with_the_length_of_the_text_alone(piece):
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        scan.__wrapped__(text)
        return time.process_time() - start

    short, long = min(seconds(4_000) for _ in range(2)), seconds(32_000)
    assert long < 24 * short + 0.15, (short, long)


WORDS = "She fled|See|in|Foo.|F.3d|U.S.|at|I&N Dec.|Matter of|supra|Id.|§|(|)|,|;|.|Smith|A-B-|12|208|Ex.|v."
RECORDS = "Tab\u00a0C\u00a0at\u00a047|Tab C at 47–48, ¶ 12|47|R. 12|12 Foo. 3|4 F.3d|Tab D|Id. 5"


@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS.split("|")).map(lambda text: (text, False)),
            st.sampled_from(RECORDS.split("|")).map(lambda text: (text, True)),
        ),
        max_size=9,
    ),
    st.sampled_from([" ", ""]),
)
@settings(max_examples=200)
def test_what_stands_beside_cites_of_the_record_is_read_only_where_it_may_matter(words, between) -> None:
    text, taken = "", []
    for word, is_record in words:
        if is_record:
            taken.append((len(text), len(text) + len(word)))
        text += word + between
    short = scan.__wrapped__(text, tuple(taken))
    with mock.patch.object(authorities_scan, "_is_worth_reading", return_value=True):
        assert short == scan.__wrapped__(text, tuple(taken))


SIGNS = "Matter of|In re| v. | vs |id. at|Ibid|ibid|supra|Convention|Protocol|Manual|Handbook|A-|B‐|C‑|D–|7"


@pytest.mark.parametrize("sign", SIGNS.split("|"))
def test_every_sign_of_a_citation_lets_its_paragraph_be_read(sign) -> None:
    for text in (f"He fled {sign}", f"He fled {sign.replace(' ', chr(10))} then"):
        assert authorities_scan._WORTH_READING.search(text)
        assert authorities_scan._may_cite(text)
    assert not authorities_scan._may_cite("He fled from the market, well before the rest: “No.”")
