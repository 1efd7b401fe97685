"""The operators that draw words say the same letters, whatever codes they have."""

import re
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.papers.draw import _array, _inside, _Pen
from asylum_packet.papers.embedding import GlyphFonts
from asylum_packet.papers.letters import Run

CODES = st.binary(max_size=12).flatmap(
    lambda codes: st.tuples(
        st.just(codes),
        st.lists(st.sampled_from([0.0, -74.2, 18.0]), min_size=len(codes), max_size=len(codes)),
    )
)


@given(CODES)
def test_every_code_is_written_once_with_the_kerning_behind_it(drawn):
    codes, kerns = drawn
    written = _array(codes, kerns)
    assert written.isascii()
    assert written.isprintable()
    read, moved, last = bytearray(), [], 0
    for string, number in re.findall(r"\(((?:[^\\()]|\\[0-7]{3}|\\[()\\])*)\)(-?[\d.]*)", written):
        text = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), string)
        read += re.sub(r"\\([()\\])", r"\1", text).encode("latin-1")
        moved += [0.0] * (len(read) - last - 1) + [-float(number or 0)]
        last = len(read)
    assert bytes(read) == codes
    assert moved == [kern or 0.0 for kern in kerns]


def test_letters_without_kerning_are_one_string():
    assert _array(b"abc", [0.0, 0.0, 0.0]) == "(abc)"
    assert _array(b"a(b", [0.0, 5.5, 0.0]) == "(a\\()-5.5(b)"


@given(st.lists(CODES.filter(lambda drawn: drawn[0]), min_size=1, max_size=4))
def test_words_shown_one_by_one_are_what_they_are_in_one_go(words):
    font = SimpleNamespace(splitString=lambda text, _document: [(0, text.encode("latin-1"))])
    pen = _Pen(document=None, glyphs=GlyphFonts(), shown={})
    runs = [Run("Serif", codes.decode("latin-1"), 0.0, tuple(kerns)) for codes, kerns in words]
    whole = _array(b"".join(codes for codes, _ in words), [kern for _, kerns in words for kern in kerns])
    assert _inside(pen, font, runs) == whole


def test_words_with_letters_of_a_second_subset_are_shown_with_their_line():
    font = SimpleNamespace(splitString=lambda _text, _document: [(0, b"a"), (1, b"b")])
    assert (
        _inside(_Pen(document=None, glyphs=GlyphFonts(), shown={}), font, [Run("Serif", "ab", 0.0)]) is None
    )
