"""A cite behind the full stop of its sentence is a sentence of its own; every other prints as it stands."""

import pytest

from tests.papers.test_reading import said

ONE, TWO = "[@farm-gate 1]", "[@farm-gate]"
TAB = "Tab B\u00a0at\u00a0000"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (f"He left on 5 May. {ONE} He was alone.", f"He left on 5 May. {TAB}. He was alone."),
        (f"He left.\n{ONE}\nHe was alone.", f"He left. {TAB}. He was alone."),
        (f"He left. {ONE}", f"He left. {TAB}."),
        (f'He said "go." {ONE} He left.', f"He said “go.” {TAB}. He left."),
        (f'He left. {ONE} "Go," they said.', f"He left. {TAB}. “Go,” they said."),
        (f"He left! {ONE} *Id.* is Latin.", f"He left! {TAB}. Id. is Latin."),
        (f"He left. {ONE} {TWO} He came.", f"He left. {TAB}; {TAB}. He came."),
        (f"*Matter of A.* {ONE}", f"Matter of A. {TAB}."),
        (f"*He left.* {ONE} 12 men came.", f"He left. {TAB}. 12 men came."),
        (f"- He left. {ONE}", f"• He left. {TAB}."),
    ],
)
def test_a_cite_that_follows_a_sentence_ends_as_one(typed, printed):
    (shown,) = said(typed)
    assert shown.replace("Tab\u00a0", "Tab ") == printed.replace("Tab\u00a0", "Tab ")


@pytest.mark.parametrize(
    "typed",
    [
        f"He left {ONE}. He was alone.",
        f"He left ({ONE}). He was alone.",
        f"He left. {ONE}. He was alone.",
        f"He left. {ONE}; he was alone.",
        f"He left. {ONE} shows how.",
        f"He left. *See* {ONE}. He came.",
        f"He left. {ONE} (photograph of the gate). He came.",
        f"He left. ({ONE}) He came.",
        f"He left. {ONE}, {TWO}.",
        f"{ONE}",
        f"{ONE} He came.",
        f"They came at 5 p.m. {ONE} and left.",
        f"one | two\n--|--\nHe | {ONE}",
    ],
)
def test_every_other_cite_prints_as_it_stands(typed):
    plain = " / ".join(said(typed.replace(ONE, "ONE").replace(TWO, "TWO")))
    shown = " / ".join(said(typed)).replace("\u00a0", " ")
    first, whole = "Tab B at 000", "Tab B at 000"
    assert shown == plain.replace("ONE", first).replace("TWO", whole).replace("\u00a0", " ")


def test_the_full_stop_stands_before_the_number_of_a_footnote():
    (shown, *_) = said(f"He left. {ONE}[^1] He came.\n\n[^1]: note")
    assert shown.replace("\u00a0", " ") == "He left. Tab B at 000. He came."


def test_a_cite_that_leads_nowhere_prints_as_typed():
    assert said("He left. [@nothing 1] He came.") == ["He left. [@nothing 1] He came."]
