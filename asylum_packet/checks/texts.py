"""The declaration's form, and what should stand in no text: social security numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.evidence import private_numbers
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import lines_with
from asylum_packet.facts import Facts
from asylum_packet.findings import Source

_PARAGRAPH = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE)
_SSN = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")


@rule("PKT-declaration-form")
def declaration_is_numbered(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The declaration has paragraphs; they are numbered as it is set, so that they can be cited."""
    if case.declaration is not None and not _PARAGRAPH.search(case.declaration.text):
        yield Remark(
            Source(file=case.declaration.file),
            "the declaration has no paragraph under its title",
            "write the respondent's words in paragraphs, an empty line between them; the tool numbers them",
        )


@rule("PII-ssn")
def no_social_security_numbers(case: Case, facts: Facts) -> Iterator[Remark]:
    """Brief, declaration and exhibits hold nothing that looks like a social security number."""
    texts = (*case.brief, *((case.declaration,) if case.declaration else ()))
    for place, _ in lines_with(texts, _SSN):
        yield Remark(
            place,
            "this looks like a social security number",
            "mask it: it belongs on the form alone",
        )
    yield from private_numbers(facts, "social security number")
