"""Passwords of locked exhibits: from the environment or typed, and nowhere to be found afterwards."""

from email.message import EmailMessage

import pikepdf
import pytest
from pikepdf import Encryption

from asylum_packet.cli import passwords
from tests.intake.makers import changed, compass, pages
from tests.support.mini import mini_files, write_mini_case

SECRET = "tortilla-589"
_EXHIBITS = [path for path in mini_files() if path.startswith(("exhibits", "declaration.md", "brief/"))]


def locked(*drawn: bytes) -> bytes:
    return changed(pages(*drawn), lambda pdf: None, encryption=Encryption(owner="o", user=SECRET))


@pytest.fixture
def case(tmp_path):
    folder = write_mini_case(tmp_path / "mini", files=dict.fromkeys(_EXHIBITS))
    (folder / "exhibits").mkdir(exist_ok=True)
    (folder / "exhibits" / "bank statement.pdf").write_bytes(locked(compass()))
    return folder


@pytest.fixture
def typed(monkeypatch):
    """Sit somebody at the terminal who types these, and remember what was asked."""
    monkeypatch.delenv(passwords.VARIABLE, raising=False)
    answers, questions = [], []

    def prompt(question, **how):
        assert how["hide_input"]
        questions.append(question)
        return answers.pop(0)

    monkeypatch.setattr(passwords, "_somebody_is_there", lambda: True)
    monkeypatch.setattr(passwords.click, "prompt", prompt)
    return answers, questions


def test_a_locked_exhibit_is_asked_for_and_opens(case, run, typed):
    answers, questions = typed
    answers += ["wrong", SECRET]
    told = run("exhibits", case)
    assert "FILE-locked" not in told.out
    assert "1 document, 1 page" in told.out
    assert len(questions) == 2
    assert all("'exhibits/bank statement.pdf'" in question for question in questions)


def test_the_password_is_in_no_file_and_in_no_output(case, run, typed):
    typed[0].append(SECRET)
    told = run("exhibits", case, "--format", "json")
    assert SECRET not in told.out + told.err
    for path in case.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()


def test_enter_goes_on_without_it(case, run, typed):
    answers, questions = typed
    answers.append("")
    assert "opens only with a password [FILE-locked]" in run("check", case).out
    assert len(questions) == 1


def test_what_was_prepared_is_not_asked_for_again(case, run, typed):
    answers, questions = typed
    answers.append(SECRET)
    run("exhibits", case)
    run("exhibits", case)
    assert len(questions) == 1


def test_the_environment_gives_one_a_line(case, run, monkeypatch):
    monkeypatch.setenv(passwords.VARIABLE, f"wrong\n{SECRET}\n")
    assert "FILE-locked" not in run("exhibits", case).out


def test_without_a_terminal_nothing_is_asked(case, run, monkeypatch):
    monkeypatch.delenv(passwords.VARIABLE, raising=False)
    told = run("exhibits", case)
    assert "FILE-locked" in told.out


def test_a_locked_pdf_stays_locked_where_it_lies(case, run, typed):
    before = (case / "exhibits" / "bank statement.pdf").read_bytes()
    typed[0].append(SECRET)
    run("exhibits", case)
    assert (case / "exhibits" / "bank statement.pdf").read_bytes() == before
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(case / "exhibits" / "bank statement.pdf")


def test_a_locked_attachment_is_asked_for_too(case, run, typed):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.com", "b@example.com", "bank"
    mail.set_content("as promised")
    mail.add_attachment(locked(compass()), maintype="application", subtype="pdf", filename="bank.pdf")
    (case / "exhibits" / "bank statement.pdf").write_bytes(mail.as_bytes())
    answers, questions = typed
    answers.append(SECRET)
    assert "not printed" not in run("exhibits", case).out
    assert "'bank.pdf' opens only with a password" in questions[0]


def test_a_locked_scan_of_a_signed_page_opens_with_the_same_passwords(case, run, monkeypatch):
    (case / "signed").mkdir()
    (case / "signed" / "service-exhibits.pdf").write_bytes(locked(compass()))
    monkeypatch.setenv(passwords.VARIABLE, SECRET)
    assert "FILE-locked" not in run("sign", case).out
    monkeypatch.setenv(passwords.VARIABLE, "wrong")
    run("clean", case)
    (case / "exhibits" / "bank statement.pdf").write_bytes(pages(compass()))
    told = run("sign", case).out
    assert "'signed/service-exhibits.pdf' opens with none of the passwords given [FILE-locked]" in told
