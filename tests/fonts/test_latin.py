"""Unaccented Latin: Latin letters lose their marks, letters of other scripts are left for a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylum_packet.fonts.latin import other_letters, unaccented

EUROPE = "".join(chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha())


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("José Peña Muñoz", "Jose Pena Munoz"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Işık İnönü", "Isik Inonu"),
        ("Søren Ærø, Þór Guðrún", "Soren AEro, Thor Gudrun"),
        ("Weiß-Œuvre", "Weiss-OEuvre"),
        ("Nguyễn Thị Đào Ơn", "Nguyen Thi Dao On"),
        ("Hạnh e\u0323\u0302", "Hanh e"),
        ("Ngũgĩ wa Thiong’o", "Ngugi wa Thiong'o"),
        ("Ɛfua Ɔsei ɓaɗe", "Efua Osei bade"),
        ("“I left” – at 5 º…", '"I left" - at 5 o...'),
        ("plain, as typed", "plain, as typed"),
    ],
)
def test_latin_letters_lose_their_marks(written, plain):
    assert unaccented(written) == plain


@pytest.mark.parametrize("text", ["محمد", "Иван", "王芳", "ዓለም", "နေ", "יוסף"])
def test_letters_of_another_script_stay_and_are_named(text):
    assert unaccented(f"José {text}") == f"Jose {text}"
    assert "".join(other_letters(unaccented(f"José {text}")))[0] == text[0]


@given(st.text(alphabet=st.sampled_from(EUROPE + "abc xyz.,'-\n0123"), max_size=40))
def test_every_letter_of_europe_becomes_plain_and_stays_so(text):
    plain = unaccented(text)
    assert plain.isascii()
    assert unaccented(plain) == plain
    assert not other_letters(plain)
    assert plain.count("\n") == text.count("\n")


@given(st.text(max_size=40))
def test_any_text_is_taken(text):
    once = unaccented(text)
    assert unaccented(once) == once or not once.isascii()
