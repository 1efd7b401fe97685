import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.fonts.bidi import Directions, in_visual_order, is_right_to_left, levels
from asylum_packet.fonts.embedding import embed
from asylum_packet.fonts.faces import Face, chain, missing
from asylum_packet.fonts.shaping import note, shape, shape_line, width
from asylum_packet.fonts.text import in_one_line, tidy

MONO = chain("mono")


def visual(text, base=0):
    """Lay out a line letter by letter, as a reader of paper sees it from the left."""
    cut = [(level, char) for level, char in zip(levels(text, base=base), text, strict=True)]
    return "".join(char for _, char in in_visual_order(cut))


@pytest.mark.parametrize(
    ("base", "logical", "paper"),
    [
        (0, "abc", "abc"),
        (0, "a אבג b", "a גבא b"),
        (1, "אבג", "גבא"),
        (1, "אבג 123", "123 גבא"),
        (1, "אבג (test) ד", "ד (test) גבא".replace("(", "\0").replace(")", "(").replace("\0", ")")),
        (0, "he said (אב) and", "he said (בא) and"),
        (0, "tel 410-555", "tel 410-555"),
    ],
)
def test_a_line_of_two_directions_stands_as_the_bidirectional_algorithm_says(base, logical, paper):
    assert visual(logical, base) == paper


def test_the_first_strong_letter_decides_the_direction_of_a_paragraph():
    assert is_right_to_left("12 אב ab")
    assert not is_right_to_left("12 ab אב")


def test_a_plain_letter_is_one_glyph_and_mono_letters_are_equally_wide():
    shaped = shape(MONO[0], "Wide i")
    assert shaped.is_plain
    assert len({round(glyph.advance, 3) for glyph in shaped.glyphs}) == 1


def test_arabic_letters_join():
    joined = shape(MONO[0], "بببب", right_to_left=True)
    assert len({glyph.number for glyph in joined.glyphs}) == 3  # first, middle and last form


def test_width_adds_up_over_faces():
    assert width("ab ☐", MONO) == pytest.approx(sum(s.width for s in shape_line("ab ☐", MONO)))


@given(st.text(alphabet="abc אבג العر 12(),.é☐"))
def test_the_glyphs_of_a_line_stand_for_all_its_letters(text):
    told = "".join(glyph.text for shaped in shape_line(text, MONO) for glyph in shaped.glyphs)
    assert sorted(told) == sorted(text)


def test_a_line_cut_from_a_paragraph_runs_as_the_paragraph_does():
    def from_the_left(before):
        (running,) = Directions.of(before + "אב ab").of_lines([(len(before), len(before) + 5)])
        return "".join(shaped.text for shaped in shape_line("אב ab", MONO, running=running))

    assert from_the_left("xy ") == "אב ab"
    assert from_the_left("") == from_the_left("אב ")
    assert from_the_left("").startswith("ab")


def test_a_letter_with_an_accent_of_its_own_does_not_give_the_accent_to_the_letter_alone():
    accented, alone = shape(MONO[0], "а\u0301"), shape(MONO[0], "Мирослав")
    for order in ((accented, alone), (alone, accented)):
        letters = {}
        for shaped in order:
            note(letters, shaped.glyphs)
        told = "".join(letters[glyph.number] for glyph in alone.glyphs)
        assert told == "Мирослав"
    assert "".join(glyph.text for glyph in accented.glyphs) == "а\u0301"


def test_the_same_glyphs_embed_as_the_same_bytes():
    letters = {glyph.number: glyph.text for glyph in shape(MONO[0], "Señor 12").glyphs}
    first, second = embed(MONO[0], letters), embed(MONO[0], dict(reversed(letters.items())))
    assert first == second
    assert first.is_truetype
    assert len(zlib.compress(first.file)) < 4_000
    assert b"<00F1>" in first.to_unicode


def test_a_face_of_cff2_at_several_weights_is_embedded_as_plain_cff(tmp_path):
    """A Chinese font is of this kind; PDF knows no CFF2 (ISO 32000-2 table 124)."""
    from io import BytesIO

    from fontTools.cffLib import CFFFontSet
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.ttLib import newTable

    pen = T2CharStringPen(None, None, CFF2=True)
    pen.moveTo((0, 0))
    pen.lineTo((400, 0))
    pen.lineTo((0, 700))
    pen.closePath()
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder([".notdef", "wang"])
    font.setupCharacterMap({ord("王"): "wang"})
    font.setupNameTable({"familyName": "Example", "styleName": "Regular"})
    font.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    font.setupCFF2({name: pen.getCharString() for name in (".notdef", "wang")})
    font.setupHorizontalMetrics({".notdef": (500, 0), "wang": (500, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupOS2()
    font.setupPost()
    font.save(tmp_path / "example.otf")
    face = Face(name="Example", family="Example", origin=str(tmp_path / "example.otf"))

    made = embed(face, {1: "王"})
    assert not made.is_truetype
    read = CFFFontSet()
    read.decompile(BytesIO(made.file), {"head": newTable("head")})
    (name,) = read.fontNames
    assert len(read[name].CharStrings) == 2


def test_tidy_keeps_letters_and_drops_what_is_never_printed():
    assert tidy("a\u00adb\r\nc\u2003d\u202fe\u200f") == "ab\nc d\u00a0e"
    assert tidy("n\u0303") == "ñ"
    assert in_one_line(" a\n\n b ") == "a b"


@given(st.text(alphabet=st.characters(max_codepoint=0x24FF, exclude_categories=("Cs", "Cn")), max_size=12))
def test_a_text_without_missing_letters_never_draws_the_empty_box(text):
    text = tidy(text)
    if not missing(text, MONO):
        drawn = [g.number for s in shape_line(text.replace("\n", " "), MONO) for g in s.glyphs]
        assert 0 not in drawn
