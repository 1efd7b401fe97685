from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from asylum_packet.packet import plainfile
from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.layout import plan
from asylum_packet.packet.plainfile import NotPlainError, PlainFile, entries_of, references
from asylum_packet.sequence import PieceKind
from asylum_packet.sheets import Sheets
from tests.packet.paper import TITLES, plain, slot

TRICKY = st.sampled_from([b"(", b")", b"\\", b"1 0 R", b">>\nstream\n", b"\nendobj\n", b"%", b"\x00", b"<<"])
BYTES = st.lists(st.one_of(TRICKY, st.binary(max_size=3)), max_size=6).map(b"".join)
NAMES = st.text(
    st.characters(min_codepoint=33, max_codepoint=255, blacklist_characters="\x00"), min_size=1, max_size=6
).map("/".__add__)
LEAVES = st.one_of(
    st.booleans(),
    st.integers(-9999, 9999),
    st.decimals(-100, 100, places=3, allow_nan=False),
    BYTES.map(String),
    NAMES.map(Name),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(Array), st.dictionaries(NAMES, inner, max_size=4).map(Dictionary)
    ),
    max_leaves=12,
)


def saved(pdf: Pdf) -> io.BytesIO:
    out = io.BytesIO()
    pdf.save(out, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return out


def page_with(pdf: Pdf, properties: Sequence[pikepdf.Object], content: bytes = b"q Q") -> None:
    page = pdf.add_blank_page(page_size=(612, 792)).obj
    held = {f"/P{n}": pdf.make_indirect(value) for n, value in enumerate(properties)}
    page.Resources = Dictionary(Properties=Dictionary(held))
    page.Contents = pdf.make_stream(content)


@given(st.lists(VALUES, min_size=1, max_size=3), BYTES)
def test_whatever_a_page_holds_comes_out_as_it_went_in(tmp_path_factory, values, content):
    folder = tmp_path_factory.mktemp("plain")
    with Pdf.new() as pdf:
        held = [Dictionary(R=pdf.make_indirect(Array([value, 7]))) for value in values]
        page_with(pdf, held, content)
        (folder / "one.pdf").write_bytes(saved(pdf).getvalue())
    packet = plan([slot("brief/body", PieceKind.BRIEF)], {"brief/body": 1}, submissions=TITLES)
    sheets = {"brief/body": Sheets(pdf=folder / "one.pdf", count=1)}
    assemble(packet, sheets, folder / "packet.pdf", draft=False, title="")
    with pikepdf.open(folder / "packet.pdf") as done, pikepdf.open(folder / "one.pdf") as source:
        form = done.pages[0].obj.Resources.XObject.P
        assert form.read_bytes() == content == source.pages[0].Contents.read_bytes()
        assert held_by(form.Resources) == held_by(source.pages[0].resources)
        assert len(held_by(form.Resources)) == len(values)


def held_by(resources: pikepdf.Object) -> dict[str, bytes]:
    return {name: thing.R.unparse(resolved=True) for name, thing in resources.Properties.items()}


@given(BYTES, st.integers(1, 40))
def test_streams_of_any_content_are_taken_apart(content, count):
    with Pdf.new() as pdf:
        for _ in range(count):
            page_with(pdf, (), content)
        file = PlainFile(saved(pdf))
    assert len(file.pages) == count
    for number in file.pages:
        page = entries_of(file.body(number))
        assert page[b"/Type"] == b"/Page"
        (at,) = references(page[b"/Contents"])
        entries, data = file.parts(at)
        assert data is not None
        assert entries_of(entries)[b"/Length"] == b"%d" % len(data)


def test_entries_are_told_apart_whatever_is_in_them():
    told = entries_of(
        b"<</A 1 0 R/B[2 0 R(\\)>>)]/C<</D<</E/F>>>> /G (a(b) /H <00> /I -1.5 /J 3 /K null>>".replace(
            b"a(b", b"a\\(b"
        )
    )
    assert told == {
        b"/A": b"1 0 R",
        b"/B": b"[2 0 R(\\)>>)]",
        b"/C": b"<</D<</E/F>>>>",
        b"/G": b"(a\\(b)",
        b"/H": b"<00>",
        b"/I": b"-1.5",
        b"/J": b"3",
        b"/K": b"null",
    }
    assert references(b"[1 0 R 2 0 R (3 0 R) /A4 5 0 RG]") == (1, 2)


@pytest.mark.parametrize(
    "odd", [b"", b"[1]", b"<<", b"<</A>>", b"<<1 2>>", b"<</A(open>>", b"<</A % comment\n1>>", b"<</A 1"]
)
def test_what_is_no_plain_dictionary_is_refused(odd):
    with pytest.raises(NotPlainError):
        entries_of(odd)


@pytest.mark.parametrize("odd", [b"(open", b"a)(", b"1 0 R % comment", b"((nested) 1 0 R)"])
def test_bare_brackets_and_comments_are_refused(odd):
    with pytest.raises(NotPlainError):
        references(odd)


def test_a_stream_that_lies_about_its_length_is_refused():
    with Pdf.new() as pdf:
        page_with(pdf, (), b"abc" * 200)
        whole = saved(pdf).getvalue()
    (number,) = PlainFile(io.BytesIO(whole)).pages
    (at,) = references(entries_of(PlainFile(io.BytesIO(whole)).body(number))[b"/Contents"])
    _, data = PlainFile(io.BytesIO(whole)).parts(at)
    assert data is not None
    assert PlainFile(io.BytesIO(whole)).parts(number)[1] is None
    told = b"/Length %d" % len(data)
    assert whole.count(told) == 1
    lying = whole.replace(told, b"/Length %d" % (len(data) + 1))
    assert len(lying) == len(whole)
    with pytest.raises(NotPlainError):
        PlainFile(io.BytesIO(lying)).parts(at)
    with pytest.raises(NotPlainError):
        PlainFile(io.BytesIO(whole)).stream(b"%d 0 R" % number)


def test_files_of_other_programs_and_torn_ones_are_refused():
    with pytest.raises(NotPlainError):
        PlainFile(io.BytesIO(plain("by another program", 1)))
    with Pdf.new() as pdf:
        page_with(pdf, ())
        whole = saved(pdf).getvalue()
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(NotPlainError):
        PlainFile(packed)
    for length in range(len(whole)):
        with pytest.raises(NotPlainError):
            PlainFile(io.BytesIO(whole[:length]))


def test_a_prepared_file_is_copied_without_being_written_anew(tmp_path: Path, monkeypatch):
    with Pdf.new() as pdf:
        page_with(pdf, ())
        (tmp_path / "one.pdf").write_bytes(saved(pdf).getvalue())
    monkeypatch.setattr(pikepdf, "open", lambda *_: pytest.fail("opened by the general reader"))
    packet = plan([slot("brief/body", PieceKind.BRIEF)], {"brief/body": 1}, submissions=TITLES)
    sheets = {"brief/body": Sheets(pdf=tmp_path / "one.pdf", count=1)}
    assemble(packet, sheets, tmp_path / "packet.pdf", draft=False, title="")


WORDS = [b"/Type", b"/Page", b"/", b"/A#20B", b"12", b"-.5", b"0", b"R", b" 0 R", b"3 0 R", b"7 2 R", b"true"]
SIGNS = [
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(a)",
    b"(",
    b")",
    b"<41>",
    b"<",
    b">",
    b" ",
    b"\n",
    b"%",
    b"\x0b",
    b"nullX",
]
PARTS = st.sampled_from([*WORDS, *SIGNS])


def read_or_refused(read, dictionary):
    try:
        return read(dictionary)
    except NotPlainError:
        return None


@given(st.lists(PARTS, max_size=14).map(b"".join))
@example(b"/A<</B 1>>")
@example(b"/A 1 0 R/A 2>>")
@example(b"/A<</B<</C<</D 1>>>>>>/E 2")
@example(b" /Kids[3 0 R 4 0 R]/Count 2 ")
@example(b"/A(>>)/B 1")
def test_simple_dictionaries_are_split_as_any_other(inside):
    for dictionary in (inside, b"<<" + inside + b">>"):
        quick = read_or_refused(entries_of, dictionary)
        assert quick == read_or_refused(plainfile._entries_by_token, dictionary)
