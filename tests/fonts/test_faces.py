import pytest

from asylum_packet.fonts.embedding import embed
from asylum_packet.fonts.faces import _made_bold, chain, describe, missing, places, runs
from asylum_packet.fonts.shaping import shape, width


def test_the_runs_of_a_text_together_are_the_text():
    text = "Aÿşe Қазақ ሰላም العربية עברית \u00adx\u0301 a\u0301 €"
    assert "".join(run.text for run in runs(text, chain("serif"))) == text


def test_latin_text_is_one_run_of_the_first_face():
    assert [run.face.name for run in runs("Señora Muñoz, § 208", chain("serif"))] == [
        "SourceSerifPro-Regular"
    ]


def test_arabic_goes_to_a_face_that_has_it():
    latin, arabic = runs("Name العربية", chain("serif", bold=True))
    assert latin.text == "Name "
    assert all(arabic.face.has(char) for char in arabic.text)


def test_a_mark_stays_with_its_letter():
    (run,) = runs("Q\u0301", chain("mono"))
    assert run.text == "Q\u0301"


def test_an_italic_face_without_the_letter_gives_way_to_the_upright_one():
    (run,) = runs("Москва", chain("serif", italic=True))
    assert run.face.name == "SourceSerifPro-Regular"


def test_soft_hyphens_and_controls_are_never_missing():
    assert missing("a\u00adb\u200bc\u2066d\n", chain("serif")) == ()


def test_a_letter_that_no_font_has_is_named():
    private = "\U000f1234"
    assert missing(f"a{private}b{private}", chain("serif")) == (private,)
    assert describe("\u1275") == "U+1275 ETHIOPIC SYLLABLE TE"


def test_every_packaged_face_opens_and_has_metrics():
    for style in ("serif", "mono", "sans"):
        for bold in (False, True):
            for face in chain(style, bold=bold, italic=bold):
                assert face.letters
                assert 500 < face.metrics.ascent < 1500


def test_the_mono_face_is_no_wider_than_courier():
    for bold in (False, True):
        assert width("A", (chain("mono", bold=bold)[0],)) <= 600


def test_a_damaged_font_of_the_machine_is_passed_over(tmp_path):
    from asylum_packet.fonts.faces import _faces_in
    from asylum_packet.fonts.machine import FontFile

    broken = tmp_path / "NotoSansBroken.ttf"
    broken.write_bytes(b"not a font")
    assert _faces_in(FontFile(path=str(broken))) == ()


def test_sham_and_slanted_fonts_are_never_asked(tmp_path):
    from asylum_packet.fonts.machine import font_files

    for name in ("LastResort.otf", "NotoColorEmoji.ttf", "X-Italic.ttf", "Good-Bold.ttf", "readme.txt"):
        (tmp_path / name).touch()
    (good,) = font_files((str(tmp_path),), ())
    assert good.path.endswith("Good-Bold.ttf")
    assert good.bold


def test_a_font_of_the_machine_is_read_face_by_face(tmp_path):
    from asylum_packet.fonts.faces import _faces_in
    from asylum_packet.fonts.machine import FontFile

    copy = tmp_path / "Copy-Regular.ttf"
    copy.write_bytes(chain("serif")[0].data)
    (face,) = _faces_in(FontFile(path=str(copy)))
    assert face.letters == chain("serif")[0].letters
    assert face.is_truetype


def test_a_letter_only_the_machine_has_is_found_there(tmp_path, monkeypatch):
    # A font with one letter that no packaged face has, in a folder of fonts.
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    from asylum_packet.fonts import faces, machine

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "te"])
    builder.setupCharacterMap({0x1275: "te"})
    builder.setupGlyf({".notdef": pen.glyph(), "te": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "te": (550, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(fsType=0)
    builder.setupPost()
    builder.setupNameTable({"familyName": "Test Ethiopic"})
    builder.save(tmp_path / "TestEthiopic[wght].ttf")
    files = machine.font_files((str(tmp_path),), ())
    monkeypatch.setattr(machine, "font_files", lambda: files)
    faces._on_machine.cache_clear()
    latin, ethiopic = runs("te \u1275", chain("serif"))
    assert (latin.face.family, ethiopic.face.name) == ("Source Serif Pro", "TestEthiopic")
    assert missing("\u1275", chain("serif")) == ()
    faces._on_machine.cache_clear()


def test_a_font_of_several_weights_is_drawn_bold_where_bold_is_asked_for():
    import uharfbuzz

    (regular,) = runs("ሰላም", chain("serif"))
    (bold,) = runs("ሰላም", chain("serif", bold=True, italic=True))
    assert (regular.face.bold, bold.face.bold) == (False, True)
    assert (places(regular.face), places(bold.face)) == ({"wght": 400.0}, {"wght": 700.0})
    assert regular.face.name != bold.face.name
    drawn = []
    for run in (regular, bold):
        glyph = shape(run.face, "ሰ").glyphs[0]
        made = embed(run.face, {glyph.number: "ሰ"})
        assert made.widths[glyph.number] == pytest.approx(glyph.advance, abs=0.01)
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(made.file)))
        assert "fvar" not in font.face.table_tags
        assert font.get_glyph_h_advance(glyph.number) == glyph.advance
        drawn.append(font.get_glyph_extents(glyph.number).width)
    assert drawn[1] > drawn[0]


def test_a_font_of_one_weight_stays_as_it_is_where_bold_is_asked_for():
    plain = chain("serif")[0]
    assert _made_bold(plain) == plain
    assert places(plain) == {}


def test_a_font_that_may_not_be_embedded_is_passed_over(tmp_path):
    from fontTools.ttLib import TTFont

    from asylum_packet.fonts.faces import _faces_in
    from asylum_packet.fonts.machine import FontFile

    font = TTFont(chain("serif")[0].open())
    font["OS/2"].fsType = 2
    font.save(tmp_path / "Locked.ttf")
    assert _faces_in(FontFile(path=str(tmp_path / "Locked.ttf"))) == ()


def test_the_remedy_names_a_font_for_the_script():
    from asylum_packet.fonts.faces import what_to_install

    assert "manimgx-fonts " in what_to_install("\u1275")
    for letter in "王〇，。「":
        assert "manimgx-fonts-cjk" in what_to_install(letter)
    assert "Noto" in what_to_install("\U000f1234")
