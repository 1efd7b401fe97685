"""The language of a text is guessed, with care."""

import pytest

from asylum_packet.case.foreign import language_of, words_in

SAMPLES = {
    "Spanish": "El día dos de marzo de dos mil veinticuatro la señora se presentó en esta oficina "
    "para decir que los hombres que la amenazaron con una pistola en su casa son los "
    "mismos que mataron a su primo",
    "French": "Le deux mars la dame est venue dans notre bureau pour dire que les hommes qui ont "
    "tué son cousin sont les mêmes que ceux qui lui ont fait peur dans la rue avec une "
    "arme",
    "Portuguese": "No dia dois de março a senhora veio ao nosso escritório para dizer que os homens que "
    "mataram o seu primo são os mesmos que não a deixaram em paz quando ela foi para a "
    "casa da mãe",
    "Haitian Creole": "Jou sa a madanm nan te vini nan biwo nou pou di ke mesye yo ki te touye kouzen li a "
    "se menm moun yo ki te fè li pè nan lari a ak yon zam lè li t ap tounen lakay li",
    "": "On the second of March the lady came to our office to say that the men who killed "
    "her cousin are the same as those who frightened her in the street with a gun when "
    "she was on her way home",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_the_language_of_a_text_is_guessed(language):
    assert language_of(words_in(SAMPLES[language])) == language


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Он пришел домой и сказал что его брат убит " * 3, "Russian"),
        ("他说他的兄弟被杀了，他很害怕，不能回家。" * 5, "Chinese"),
        ("ਉਸਨੇ ਕਿਹਾ ਕਿ ਉਸਦਾ ਭਰਾ ਮਾਰਿਆ ਗਿਆ ਸੀ " * 4, "Punjabi"),
        ("የኢትዮጵያ መንግሥት ፖሊስ ወንድሙን ገደለ " * 4, "Amharic"),
    ],
)
def test_other_letters_tell_the_language(text, told):
    assert told in language_of(words_in(text))


def test_a_short_english_list_is_not_taken_for_italian():
    text = (
        "Portfolio 2 files, printed one after another. Attached: note.txt (a text file, 1 page), police.pdf"
        " (a PDF, 1 page). A note in a portfolio. Police paper in a portfolio."
    )
    assert language_of(words_in(text)) == ""


@pytest.mark.parametrize("text", ["", "Acta de nacimiento", "12 34 56", "Lorem ipsum " * 40])
def test_too_little_is_in_no_language(text):
    assert language_of(words_in(text)) == ""


@pytest.mark.parametrize("text", ["", "It's 10 o'clock; WE_ran 2x!", "tab\tline\nDON'T stop"])
def test_plain_letters_give_the_words_that_any_letters_would(text: str) -> None:
    assert words_in(text) == words_in("\u00e9 " + text)[1:]


@pytest.mark.parametrize("word", ["word ", "été "])
def test_words_are_listed_up_to_a_bound(word: str) -> None:
    assert words_in(word * 30_000) == [word.strip()] * 20_000
