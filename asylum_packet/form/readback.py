"""The way back: from the fields of a filled Form I-589 to the answers of i589.yaml.

Rows close their gaps, halves of a telephone become one, children of Supplement A follow those on the form,
and the text of Supplement B goes on where its part and question say. Whatever has no place among the
answers is told: beside its key, at the end of the file, and in the findings. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from asylum_packet.case.answers import Answers, leaves
from asylum_packet.case.model import nearest
from asylum_packet.case.questions import is_asked, question
from asylum_packet.case.shapes import values_of, without_blank_rows
from asylum_packet.case.values import joined_name
from asylum_packet.case.writing import Told, answers_text
from asylum_packet.case.yamltree import parse, places
from asylum_packet.errors import FormError
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.form.boxes import BoxKind, is_left_empty
from asylum_packet.form.carried import carried, is_reference, joined
from asylum_packet.form.continued import Continued, continued_key, without_reference
from asylum_packet.form.holding import Held, Holding, read_fields
from asylum_packet.values import Struct, field, replace

_LISTS = (
    "entries",
    "children",
    "last_addresses",
    "residences",
    "education",
    "employment",
    "relatives.siblings",
    "signature.assistants",
)
_CHILDREN_ON_FORM, _CHILDREN_A_COPY = 4, 2
_ROW = re.compile(rf"({'|'.join(map(re.escape, _LISTS))})\[(\d+)\](.*)")
_SUPPLEMENT_CHILD = re.compile(r"supplement_a\.children\[(\d)\]\.(.+)")
_HEADS = tuple(f"supplement_{which}.{key}" for which in "ab" for key in ("a_number", "applicant_name"))
_CONTINUED = ("supplement_b.part", "supplement_b.question", "supplement_b.text")
_TYPE_IT = "copy the answers into i589.yaml by hand; asylum-packet new writes an empty one"
_OURS = ("children.any", "children.total", "spouse.not_married", "office.barcode")


class ReadBack(Struct, frozen=True, kw_only=True):
    """A filled form as answers: the values, the text of i589.yaml, and what could not be carried over."""

    edition: str
    answers: Answers
    text: str
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many answers there are."""
        return sum(1 for _, text in leaves(self.answers) if text)


class _Gathered(Struct):
    """What the fields say, as it is gathered; lives inside `read_filled` only."""

    texts: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    pages: list[Continued] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def tell(self, message: str, fix: str, key: str = "") -> None:
        """Note what a person has to look at."""
        self.findings.append(
            Finding(
                code="I589-not-carried",
                severity=Severity.WARNING,
                message=message,
                source=Source(file="i589.yaml", field=key) if key else None,
                fix=fix,
            )
        )


def read_filled(path: Path, *, file: str = "i589.yaml") -> ReadBack:
    """Read a filled form as answers.

    Args:
        path: The filled form.
        file: The file the answers will be written to, for findings.

    Raises:
        FormError: It is no filled Form I-589 with fields that we know; the message says why.
    """
    holding = read_fields(path)
    gathered = _Gathered()
    _gather(holding, gathered)
    _continue(gathered)
    _judge_derived(gathered)
    values = dict(_joined(gathered.texts))
    rows = _close_gaps(values, gathered)
    return _written(holding, gathered, values, rows, file)


def _gather(holding: Holding, gathered: _Gathered) -> None:
    """Take over every field under the key of the answer it holds."""
    if holding.missing:
        gathered.tell(
            f"{len(holding.missing)} fields of the form are not in the file: pages were left out",
            "compare with the paper, and add the answers that are missing",
        )
    for page, note in holding.notes:
        gathered.tell(
            f"page {page}: text or a mark is laid over the form, not typed into a field",
            "look whether it belongs to an answer; what it says stands at the end of the file",
        )
        if note:
            gathered.after.append(f"Laid over page {page}: {note}")
    copies: dict[str, list[int]] = {}
    for held in holding.fields:
        page = held.box.page
        copy_of = copies.setdefault(held.box.name, [])
        if page not in copy_of:
            copy_of.append(page)
        _take(held, copy_of.index(page), gathered)


def _take(held: Held, copy: int, gathered: _Gathered) -> None:
    """Take over one field; `copy` counts the pages before that hold a field of this name."""
    box = held.box
    if held.doubt:
        gathered.tell(f"{_asked(box.key, box.name)} (page {box.page}): {held.doubt}", "look at the paper")
    told = box.value if held.is_ticked else held.text
    if not told or box.kind is BoxKind.BAR_CODE or (box.key in _HEADS and is_reference(told)):
        return
    if not box.key:
        gathered.tell(f"the field {box.name} on page {box.page} is none of the form's", "look what it holds")
        gathered.after.append(f"Field {box.name}, page {box.page}: {told}")
    elif box.key in _CONTINUED:
        _take_supplement(box.key.removeprefix("supplement_b."), told, box.page, gathered)
    elif is_left_empty(box.key):
        gathered.tell(
            f"page {box.page}: a signature, its date or a box of an office is filled in; it was left out",
            "nothing is lost: it is written by hand when the new form is signed",
        )
    else:
        _keep(_key(box.key, copy), told, box.page, gathered)


def _key(key: str, copy: int) -> str:
    """Give the key of the answer: children of Supplement A count on from those of the form."""
    match = _SUPPLEMENT_CHILD.fullmatch(key)
    if match is None:
        return key
    return f"children[{_CHILDREN_ON_FORM + _CHILDREN_A_COPY * copy + int(match[1])}].{match[2]}"


def _keep(key: str, told: str, page: int, gathered: _Gathered) -> None:
    """Keep an answer; two different ones to one question are both told and neither is taken."""
    before = gathered.texts.get(key)
    if before is not None and before != told:
        gathered.tell(
            f"{_asked(key)} (page {page}): two answers are given, none was taken", "ask the client", key
        )
        gathered.remarks[key] = f'on the form: "{before}" and "{told}"'
        gathered.texts[key] = ""
    elif key not in gathered.remarks:
        gathered.texts[key] = told


def _take_supplement(name: str, told: str, page: int, gathered: _Gathered) -> None:
    """Take over a field of Supplement B."""
    if not gathered.pages or gathered.pages[-1].page != page:
        gathered.pages.append(Continued(page=page))
    setattr(gathered.pages[-1], name, told)


def _continue(gathered: _Gathered) -> None:
    """Add the text of each Supplement B to the answer it continues; else keep it at the end of the file."""
    pages = [page for page in gathered.pages if page.text]
    if pages and _take_ours(pages, gathered):
        return
    for page in pages:
        key = continued_key(page.part, page.question)
        if key:
            begun = without_reference(gathered.texts.get(key, ""))
            gathered.texts[key] = f"{begun}\n\n{page.text}".strip()
            continue
        where = f"Supplement B, page {page.page}"
        gathered.tell(
            f"{where}: its part and question name no long answer; the text stands at the end of the file",
            "move it to the answers it belongs to, then delete it",
        )
        gathered.after.append(
            f'{where}, "Part: {page.part}", "Question: {page.question}". Move it to its answers:\n{page.text}'
        )


def _take_ours(pages: list[Continued], gathered: _Gathered) -> bool:
    """Take the answers from pages that this program wrote; False where they are not as it writes them."""
    answers = carried([page.text for page in pages]) or {}
    whole = {key: joined(gathered.texts.get(key, ""), told) for key, told in answers.items()}
    if not whole or None in whole.values() or gathered.remarks.keys() & whole.keys():
        return False
    gathered.texts |= {key: told for key, told in whole.items() if told is not None}
    return True


def _judge_derived(gathered: _Gathered) -> None:
    """Compare what the form derives with the answers it is derived from, then drop it."""
    texts = gathered.texts
    if texts.get("spouse.not_married") == "yes" and texts.get("applicant.marital_status", "") == "married":
        gathered.tell("'I am not married' is ticked, but item 11 says married", "ask the client", "spouse")
    if texts.get("spouse.not_married") == "yes" and not texts.get("applicant.marital_status"):
        gathered.tell(
            "'I am not married' is ticked, but item 11 is not answered",
            "write applicant.marital_status: single, divorced or widowed",
            "applicant.marital_status",
        )
    name = joined_name(*(texts.get(f"applicant.{each}_name", "") for each in ("first", "middle", "last")))
    if texts.get("signature.printed_name") == name:
        del texts["signature.printed_name"]
    for each in ("supplement_a", "supplement_b"):
        for key, own in (("a_number", texts.get("applicant.a_number", "")), ("applicant_name", name)):
            told = texts.pop(f"{each}.{key}", "")
            if told and told != own:
                gathered.tell(
                    f"the head of {each.replace('_', ' ').title()} gives another {key.replace('_', ' ')}",
                    "look whether the page belongs to this applicant",
                )


def _joined(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the answers, halves of telephones joined, derived ones left out."""
    for key, text in texts.items():
        if key in _OURS or not text:
            continue
        if key.endswith(".phone_area"):
            yield key.removesuffix("_area"), _telephone(text, texts.get(f"{key[:-5]}_number", ""))
        elif key.endswith(".phone_number"):
            area = texts.get(f"{key.removesuffix('_number')}_area", "")
            yield key.removesuffix("_number"), _telephone(area, text)
        else:
            yield key, text


def _telephone(area: str, number: str) -> str:
    """Join the halves of a telephone number: 410-555-0100; words and foreign numbers as they are."""
    area = area.strip("() ")
    digits = re.sub(r"\D", "", number)
    if re.fullmatch(r"\d{3}", area) and len(digits) == 7 and re.fullmatch(r"[\d\s.\-]+", number):
        return f"{area}-{digits[:3]}-{digits[3:]}"
    return area if area == number else f"{area} {number}".strip()


def _close_gaps(values: dict[str, str], gathered: _Gathered) -> dict[str, int]:
    """Number the rows of every list anew, without gaps; give the number of rows of each list.

    A list without rows is left to fill in; children are "none" where the form says so.
    """
    used: dict[str, set[int]] = {}
    for key in (*values, *gathered.remarks):
        if match := _ROW.fullmatch(key):
            used.setdefault(match[1], set()).add(int(match[2]))
    renumbered = {name: {old: new for new, old in enumerate(sorted(rows))} for name, rows in used.items()}
    for told in (values, gathered.remarks):
        moved = {_renumbered(key, renumbered): text for key, text in told.items()}
        told.clear()
        told.update(moved)
    gathered.findings = [_moved(finding, renumbered) for finding in gathered.findings]
    counts = {name: len(rows) for name, rows in used.items()}
    _judge_children(counts, gathered)
    return counts


def _renumbered(key: str, rows: Mapping[str, Mapping[int, int]]) -> str:
    """Give a key with the new number of its row."""
    match = _ROW.fullmatch(key)
    if match is None:
        return key
    number = rows.get(match[1], {}).get(int(match[2]), int(match[2]))
    return f"{match[1]}[{number}]{match[3]}"


def _moved(finding: Finding, rows: Mapping[str, Mapping[int, int]]) -> Finding:
    """Point a finding to the new number of its row."""
    if finding.source is None:
        return finding
    return replace(finding, source=replace(finding.source, field=_renumbered(finding.source.field, rows)))


def _judge_children(counts: dict[str, int], gathered: _Gathered) -> None:
    """Compare the children with what the form says about their number."""
    said, total = gathered.texts.get("children.any"), gathered.texts.get("children.total", "")
    count = counts.get("children", 0)
    if said == "no" and count:
        gathered.tell("'no children' is ticked, but children are listed", "ask the client", "children")
    elif said == "no":
        counts["children"] = 0
    elif said == "yes" and not count:
        gathered.tell("children are said to exist, but none is listed", "add them", "children")
    if total.isdigit() and int(total) != count:
        gathered.tell("the total number of children is not the number listed", "ask the client", "children")


def _written(
    holding: Holding, gathered: _Gathered, values: dict[str, str], rows: dict[str, int], file: str
) -> ReadBack:
    """Write the file, and read it back; a value that its key cannot take becomes a remark beside it."""
    while True:
        text = answers_text(
            Told(values=values, rows=rows, remarks=gathered.remarks, after=tuple(gathered.after))
        )
        tree = parse(text.encode(), "i589.yaml").node
        answers = values_of(Answers, without_blank_rows(tree)) if tree else ()
        if isinstance(answers, Answers):
            told = _placed(gathered.findings, dict(places(tree)) if tree else {}, file)
            return ReadBack(edition=holding.edition, answers=answers, text=text, findings=told)
        wrong = {f.source.field: f for f in answers if f.source and f.source.field in values}
        if not wrong:
            raise FormError(f"{holding.name} holds more than a file of answers can", fix=_TYPE_IT)
        for key, finding in wrong.items():
            gathered.remarks[key] = f'on the form: "{values.pop(key)}"'
            gathered.tell(f"{_asked(key)}: {finding.message}; it stands beside the key", finding.fix, key)


def _placed(findings: Iterable[Finding], where: Mapping[str, Source], file: str) -> tuple[Finding, ...]:
    """Give findings their lines in the file that is written, each one once."""
    told = (
        replace(found, source=replace(nearest(where, found.source.field, file), file=file))
        if found.source
        else found
        for found in findings
    )
    return tuple(dict.fromkeys(told))


def _asked(key: str, name: str = "") -> str:
    """Name the question of a key, or the field."""
    asked = key.removesuffix("_area").removesuffix("_number") if ".phone_" in key else key
    return question(asked).label if is_asked(asked) else (key or f"the field {name}")
