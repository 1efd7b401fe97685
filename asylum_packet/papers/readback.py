"""The sheet to sit down with: every question and answer, for reading the form back before it is signed.

It stands by itself, outside the packet: in English, and beside it in the client's language where one is
chosen, with a place for interpreter, date and initials on every page.
"""

from __future__ import annotations

import re

from asylum_packet.case.asking import does_not_apply, whole_question
from asylum_packet.case.model import Application, Case
from asylum_packet.case.questions import Asked, asked
from asylum_packet.case.translations import Translation, translation
from asylum_packet.case.values import joined_name, spaced_a_number
from asylum_packet.findings import Finding
from asylum_packet.papers.cites import Citing
from asylum_packet.papers.draw import Laid, draw
from asylum_packet.papers.laying import lay
from asylum_packet.papers.reading import Reader
from asylum_packet.papers.templating import Templates
from asylum_packet.values import Struct

_TEMPLATE = "reading-sheet.md.j2"
_PARTS = {
    "A.I": "Part A.I. About you",
    "A.II": "Part A.II. Spouse and children",
    "A.III": "Part A.III. Background",
    "B": "Part B. The application",
    "C": "Part C. Additional information",
    "D": "Part D. Signature",
    "E": "Part E. Preparer",
}
_SAID = (
    "Question",
    "not answered",
    "does not apply",
    "below",
    "Interpreter",
    "Date",
    "Initials",
    "Corrections",
)
_LONGEST_IN_COLUMN = 600
"""Letters of an answer that stands beside its question; a longer one runs across the page below it."""
_LISTEN = (
    "Listen to every question and its answer. "
    "Say so whenever something is missing, is not right, or is not clear."
)
_WARNING = (
    "Before you sign: you sign under penalty of perjury that everything in it is true. Whoever knowingly "
    "makes a frivolous application for asylum, with an essential part that is false or made up, can never "
    "again receive any benefit under the immigration law (INA 208(d)(6)). That somebody else advised it is "
    "no excuse. The answers can be used in court, even if the application is withdrawn."
)
"""What Part D warns of (Form I-589, Part D; INA 208(d)(6)), for whoever reads the form back to say."""


class ReadingSheet(Struct, frozen=True, kw_only=True):
    """The sheets of all applications of a case in one file, and what is wrong with their template."""

    pdf: bytes
    count: int
    findings: tuple[Finding, ...] = ()


def reading_sheet(case: Case, language: str = "") -> ReadingSheet:
    """Typeset the sheets.

    Args:
        case: The case; every one of its applications gets a sheet.
        language: Two letters of the language to print beside English, "" for English alone.

    Raises:
        TemplateError: A template is missing or ill-formed, or asks for an unknown name.
    """
    other = translation(language) if language else None
    templates = Templates(case, {})
    laid: list[Laid] = []
    findings: list[Finding] = []
    for number, application in enumerate(case.applications, start=1):
        traced = templates.render(_TEMPLATE, _context(case, application, other))
        read = Reader(traced, Citing(case, None, {}, {})).read()
        pages, _ = lay(read.paper, f"sheet-{number}", 1)
        laid.append(pages)
        findings += read.findings
    return ReadingSheet(pdf=draw(laid), count=sum(len(one.pages) for one in laid), findings=tuple(findings))


Plain = str | bool | list["Plain"] | dict[str, "Plain"]


def _context(case: Case, application: Application, other: Translation | None) -> dict[str, Plain]:
    """Give what the template prints."""
    person = case.respondents[application.respondent]
    applicant = application.answers.applicant
    own = joined_name(applicant.first_name, applicant.middle_name, applicant.last_name)
    said: dict[str, Plain] = {words.lower().replace(" ", "_"): _both(words, other) for words in _SAID}
    return {
        "applicant": own or person.name.full,
        "a_number": spaced_a_number(person.a_number),
        "language": other.own_name if other else "",
        "listen": [_LISTEN, other.said(_LISTEN)] if other else [_LISTEN],
        "warning": [_WARNING, other.said(_WARNING)] if other else [_WARNING],
        "said": said,
        "parts": _parts(application, other),
    }


def _both(words: str, other: Translation | None) -> str:
    """Print words in both languages: "Date / Fecha"."""
    told = other.said(words) if other else words
    return words if told == words else f"{words} / {told}"


def _parts(application: Application, other: Translation | None) -> list[Plain]:
    """Give the questions part by part."""
    parts: dict[str, list[dict[str, Plain]]] = {}
    for each in asked(application.answers):
        void = not each.answer and does_not_apply(application.answers, each.question)
        parts.setdefault(each.question.part, []).append(_row(each, other, void=void))
    return [
        {"title": _both(_PARTS.get(part, f"Part {part}"), other), "groups": _groups(rows)}
        for part, rows in parts.items()
    ]


def _groups(rows: list[dict[str, Plain]]) -> list[Plain]:
    """Cut the rows of a part after every long answer, which runs across the page below its question."""
    groups: list[Plain] = []
    now: list[Plain] = []
    for row in rows:
        now.append(row)
        if row["long"]:
            groups.append({"rows": now, "below": row["paragraphs"]})
            now = []
    return [*groups, {"rows": now, "below": []}] if now else groups


def _row(each: Asked, other: Translation | None, *, void: bool) -> dict[str, Plain]:
    """Give one question with its answer, an answer in paragraphs as a list of them; `void` ones need none."""
    question = each.question
    number = f" {question.row}" if question.row else ""
    in_list = "[]" in question.pattern
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", _shown(each)) if part.strip()]
    long = sum(map(len, paragraphs)) > _LONGEST_IN_COLUMN
    return {
        "item": question.item,
        "question": _sentence(f"{question.group}{number}" if in_list else "", whole_question(question)),
        "other": _sentence(
            f"{other.group(question)}{number}" if in_list else "", other.question(question), other.colon
        )
        if other
        else "",
        "void": void,
        "answered": bool(paragraphs),
        "long": long,
        "paragraphs": [*paragraphs],
        "further": [] if long else [*paragraphs[1:]],
    }


def _sentence(row: str, words: str, colon: str = ": ") -> str:
    """Put the row before the question: "Child 2: date of birth"."""
    told = f"{row}{colon}{words}" if row else words
    return told[:1].upper() + told[1:]


def _shown(each: Asked) -> str:
    """Print an A-number as the court's papers do, other answers as they are."""
    is_number = each.question.key.endswith("a_number") and re.fullmatch(r"\d{9}", each.answer)
    return spaced_a_number(each.answer) if is_number else each.answer
