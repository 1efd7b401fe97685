"""Letters: kerned pairs, faces for every script, numbers for letters nobody has."""

from __future__ import annotations

from asylum_packet.fonts.faces import runs
from asylum_packet.fonts.kerning import kerns
from asylum_packet.fonts.shaping import Shaped, shape
from asylum_packet.papers.blocks import Span
from asylum_packet.papers.breaking import break_lines
from asylum_packet.papers.letters import Cut, _shaped_run, measured
from asylum_packet.papers.lines import pieces_of


def test_pairs_are_kerned() -> None:
    face = Cut().faces[0]
    assert kerns(face, "AV")[0] < -20
    assert kerns(face, "ii") == (0.0, 0.0)
    assert kerns(face, "") == ()


def test_a_word_is_as_wide_as_its_letters_and_kerns() -> None:
    (word,) = measured("AVA", Cut())
    alone = sum(measured(letter, Cut())[0].width for letter in "AVA")
    assert word.width == alone + sum(word.kerns)


def test_ligatures_do_not_eat_letters() -> None:
    (word,) = measured("office", Cut())
    assert len(word.kerns) == len("office")


def test_other_scripts_find_a_face() -> None:
    assert [run.font for run in measured("Елена", Cut())] == ["SourceSerifPro-Regular"]
    (arabic,) = measured("علي", Cut())
    assert arabic.glyphs
    assert arabic.width > 0


def test_a_letter_nobody_has_prints_as_its_number() -> None:
    assert "".join(run.text for run in measured("a\u0378b", Cut())) == "a[U+0378]b"


def test_brackets_between_right_to_left_words_turn_round() -> None:
    span = Span(text="\u05e9\u05dc\u05d5\u05dd (\u05e2\u05d5\u05dc\u05dd). (one)")
    (line,) = break_lines(pieces_of((span,), 12.0, bold=False), 400.0)
    drawn = {
        placed.piece.runs[0].text: [glyph.number for glyph in placed.piece.runs[0].glyphs]
        for placed in line.pieces
        if placed.piece.runs
    }
    face = Cut().faces[0]
    opening, closing, point = (shape(face, sign).glyphs[0].number for sign in "().")
    assert drawn["("] == [closing]
    assert drawn[")."] == [point, opening]


def test_a_font_of_several_weights_is_drawn_by_glyph_for_reportlab_embeds_the_first_alone() -> None:
    (ethiopic,) = runs("ሰ", Cut().faces)
    shaped = Shaped(face=ethiopic.face, text="ሰ", glyphs=shape(ethiopic.face, "ሰ").glyphs, is_plain=True)
    assert _shaped_run(shaped).glyphs
