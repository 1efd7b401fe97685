"""Filling Form I-589: every answer in its box, on Supplement A or on Supplement B; none lost, none cut.

The result is finished pages: flattened, without fields or scripts, signatures and their dates left for the
hand that makes them, Parts F and G left for the officer and the court.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from asylum_packet.case.answers import Answers
from asylum_packet.case.model import Application, FormChoices
from asylum_packet.case.questions import question
from asylum_packet.errors import FormError
from asylum_packet.facts import Overflow
from asylum_packet.findings import Finding, Severity, in_order
from asylum_packet.fonts.faces import Face, chain, describe, missing, what_to_install
from asylum_packet.fonts.latin import unaccented
from asylum_packet.form.blanks import Blank
from asylum_packet.form.derive import full_name, in_latin, not_in_latin, written
from asylum_packet.form.placing import Placed, place
from asylum_packet.form.prepare import Ready
from asylum_packet.form.sections import asked_key, row_of, table_heading, table_of
from asylum_packet.form.supplement import Page
from asylum_packet.form.writer import write, write_with_fields
from asylum_packet.sheets import OFFICIAL_FORM_STAMP, Heading, Rect, Sheets, SignatureSlot
from asylum_packet.values import Struct

_PART_HEADINGS = (
    (1, "Part A.I: the applicant"),
    (2, "Part A.II: spouse and children"),
    (4, "Part A.III: background"),
    (5, "Part B: the claim"),
    (7, "Part C: additional questions"),
    (9, "Part D: signature of the applicant"),
    (9, "Part E: the preparer"),
    (10, "Parts F and G: at the interview or hearing"),
)
_SUPPLEMENT_A, _SUPPLEMENT_B = 11, 12


class Filled(Struct, frozen=True, kw_only=True):
    """A filled form: its pages, boxes too small to say where an answer stands, what a person should know."""

    sheets: Sheets
    overflows: tuple[Overflow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def pdf(self) -> bytes | Path:
        """The file."""
        return self.sheets.pdf

    @property
    def count(self) -> int:
        """How many pages it has."""
        return self.sheets.count


class FilledFields(Struct, frozen=True, kw_only=True):
    """A filled form that keeps its fields, and the same about it as `Filled` tells."""

    pdf: bytes
    count: int
    overflows: tuple[Overflow, ...] = ()
    findings: tuple[Finding, ...] = ()


def fill(
    blank: Blank, application: Application, *, choices: FormChoices | None = None, in_draft: bool = False
) -> Filled:
    """Fill a blank with the answers of an application.

    Args:
        blank: The official blank.
        application: The answers, and where each one stands in the case folder.
        choices: Whether a long answer starts in its box, and which letters print; None for the defaults.
        in_draft: Print a letter that no font has as its number, "[U+E000]", with an error among the findings:
            for a packet, which is a DRAFT then.

    Raises:
        FormError: A letter that no font has; `findings` names every letter, its question and a remedy.
    """
    faces = chain("mono")
    placed, findings = _placed(blank, application, choices or FormChoices(), faces, in_draft=in_draft)
    sheets = Sheets(
        pdf=write(blank.pdf, placed.leaves, faces),
        count=len(placed.leaves),
        headings=_headings(placed),
        slots=_slots(placed, application.answers, application.respondent, blank.boxes),
        stamping=OFFICIAL_FORM_STAMP,
    )
    return Filled(sheets=sheets, overflows=_overflows(placed, application), findings=findings)


def fill_fields(
    blank: Blank, application: Application, *, choices: FormChoices | None = None
) -> FilledFields:
    """Fill a blank and keep its fields: for correcting in a viewer and reading back, not for the packet.

    Args and Raises as for `fill`.
    """
    faces = chain("mono")
    placed, findings = _placed(blank, application, choices or FormChoices(), faces)
    pdf = write_with_fields(blank.pdf, placed.leaves, faces, blank.boxes)
    return FilledFields(
        pdf=pdf, count=len(placed.leaves), overflows=_overflows(placed, application), findings=findings
    )


def _overflows(placed: Placed, application: Application) -> tuple[Overflow, ...]:
    """List the boxes that have no room to say where their answers stand."""
    return tuple(
        Overflow(application=application.file, key=asked_key(key), question=_asked(key), page=page)
        for key, page in placed.unmarked
    )


def _placed(
    blank: Blank,
    application: Application,
    choices: FormChoices,
    faces: tuple[Face, ...],
    *,
    in_draft: bool = False,
) -> tuple[Placed, tuple[Finding, ...]]:
    """Find every answer its place, and say what a person should know."""
    texts, name, strange = _spelled(application.answers, application, choices)
    texts, letters = _missing_letters(texts, application, faces)
    if letters and not in_draft:
        raise FormError(
            f"{application.file} holds letters that no font on this machine has",
            fix=letters[0].fix,
            findings=in_order(letters),
        )
    placed = place(texts, blank.boxes, name, faces, start_in_box=choices.start_in_box == "yes")
    return placed, in_order([*strange, *letters, *_moved(placed.pages, application)])


def _spelled(
    answers: Answers, application: Application, choices: FormChoices
) -> tuple[Mapping[str, str], str, tuple[Finding, ...]]:
    """Give the texts of all boxes and the applicant's name in the letters they print in."""
    texts, name = written(answers), full_name(answers)
    if choices.ascii_names == "no":
        return texts, name, ()
    texts = in_latin(texts)
    strange = tuple(_not_latin(application, key, letter) for key, letter in not_in_latin(texts))
    return texts, unaccented(name), strange


def _not_latin(application: Application, key: str, letter: str) -> Finding:
    """Make the finding of an answer that unaccented Latin letters cannot tell."""
    return Finding(
        code="I589-script",
        severity=Severity.ERROR,
        message=f"{_asked(key)}: {describe(letter)} is no Latin letter, and form.ascii_names asks for them",
        source=application.at(asked_key(key)),
        fix="write it in Latin letters, a name as in the passport",
    )


def _missing_letters(
    texts: Mapping[str, str], application: Application, faces: tuple[Face, ...]
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Replace letters that no font has by their numbers, and make an error of each.

    A box or "?" in a legal form would be worse: it would not be seen.
    """
    printable, findings = dict(texts), []
    for key, text in texts.items():
        for letter in missing(text, faces):
            numbers = "".join(f"[U+{ord(char):04X}]" for char in letter)
            printable[key] = printable[key].replace(letter, numbers)
            findings.append(
                Finding(
                    code="I589-letter",
                    severity=Severity.ERROR,
                    message=f"{_asked(key)}: no font has the letter {describe(letter)}",
                    source=application.at(asked_key(key)),
                    fix=what_to_install(letter),
                )
            )
    return printable, tuple(findings)


def _asked(key: str) -> str:
    """Name the question of a key."""
    try:
        return question(asked_key(key)).label
    except KeyError:
        return key


def _headings(placed: Placed) -> tuple[Heading, ...]:
    """Outline the form by its parts and supplements."""
    found = [Heading(level=1, title=title, page=page) for page, title in _PART_HEADINGS]
    pages = {page.number: page for page in placed.pages}
    copies = 0
    for number, leaf in enumerate(placed.leaves, 1):
        if leaf.page == _SUPPLEMENT_A:
            found.append(Heading(level=1, title="Supplement A: more children", page=number))
        elif leaf.page == _SUPPLEMENT_B:
            copies += 1
            found.append(Heading(level=1, title=_supplement_title(pages.get(copies)), page=number))
    return tuple(found)


def _supplement_title(page: Page | None) -> str:
    """Name a page of Supplement B in the outline."""
    if page is None:
        return "Supplement B"
    if "see below" in (page.part, page.question):
        return f"Supplement B, page {page.label}: several questions"
    where = f", question {page.question}" if page.question else ""
    return f"Supplement B, page {page.label}: Part {page.part}{where}"


def _slots(
    placed: Placed, answers: Answers, respondent: int, boxes: Iterable[Ready]
) -> tuple[SignatureSlot, ...]:
    """List the places to sign by hand: Part D, Part E where a preparer is named, supplements in use."""
    suffix = f"-{respondent + 1}" if respondent else ""
    rects = {ready.box.key: ready.box.rect for ready in boxes}
    found = [_slot(f"i589-part-d{suffix}", "applicant", 9, rects.get("signature.signature"))]
    if answers.preparer.name:
        found.append(_slot(f"i589-part-e{suffix}", "preparer", 9, rects.get("preparer.signature")))
    counts = {_SUPPLEMENT_A: 0, _SUPPLEMENT_B: 0}
    for number, leaf in enumerate(placed.leaves, 1):
        if leaf.page in counts and leaf.texts:
            counts[leaf.page] += 1
            letter = "a" if leaf.page == _SUPPLEMENT_A else "b"
            found.append(_slot(f"i589-supplement-{letter}-{counts[leaf.page]}{suffix}", "applicant", number))
    return tuple(found)


def _slot(name: str, who: str, page: int, rect: Rect | None = None) -> SignatureSlot:
    """Make a place where only ink will do (the form's own notes on its signature fields)."""
    return SignatureSlot(name=name, who=who, page=page, by_hand=True, rect=rect)


def _moved(pages: Iterable[Page], application: Application) -> tuple[Finding, ...]:
    """Tell which answers stand on Supplement B, table by table, and that it has to be signed."""
    where: dict[str, list[str]] = {}
    firsts: dict[str, str] = {}
    rows: dict[str, list[int]] = {}
    for page in pages:
        for key in page.keys:
            named = table_of(key) or asked_key(key)
            where.setdefault(named, []).append(page.label)
            firsts.setdefault(named, row_of(key) if table_of(key) else named)
            if table_of(key):
                rows.setdefault(named, []).append(question(asked_key(key)).row)
    findings = [
        Finding(
            code="I589-supplement",
            severity=Severity.NOTE,
            message=f"{_named(key, rows.get(key))}: no room in the form; see Supplement B, {_pages(labels)}",
            source=application.at(firsts[key]),
            fix="sign and date every page of Supplement B by hand",
            authority="Form I-589, notes to Parts A.III, B and C, and Supplement B",
        )
        for key, labels in where.items()
    ]
    return in_order(findings)


def _named(key: str, rows: list[int] | None) -> str:
    """Name a question, or rows of a table: "Part A.III, item 3: schools, rows 5 to 7"."""
    if rows is None:
        return _asked(key)
    told = _ranges(sorted(set(rows)))
    return f"{table_heading(key)}, {'row' if len(set(rows)) == 1 else 'rows'} {told}"


def _ranges(numbers: list[int]) -> str:
    """List numbers: "1, 6 to 8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _pages(labels: list[str]) -> str:
    """Say "page B-1" or "pages B-1 to B-3"."""
    return f"page {labels[0]}" if len(set(labels)) == 1 else f"pages {labels[0]} to {labels[-1]}"
