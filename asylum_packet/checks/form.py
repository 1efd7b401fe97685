"""The official form itself: is it there, is its edition taken, is every answer found from its box."""

from __future__ import annotations

from collections.abc import Iterator

from asylum_packet.case.model import Application, Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.law.editions import EDITIONS, Standing, edition


@rule("I589-all-pages")
def official_form_is_there(case: Case, facts: Facts) -> Iterator[Remark]:
    """The application holds the government's own form, not our sheet of answers."""
    if facts.blank is None and case.applications and "application" in case.submissions:
        yield Remark(
            Source(file=case.applications[0].file),
            "there is no official blank of Form I-589, so the packet holds an answer sheet in its place",
            "download the form from uscis.gov/i-589 and type: asylum-packet form install FILE.pdf",
        )


@rule("I589-edition")
def edition_is_taken(case: Case, facts: Facts) -> Iterator[Remark]:
    """The blank is of the newest edition or one the court still takes, and was compared box by box."""
    if facts.blank is None or not case.applications or "application" not in case.submissions:
        return
    source = Source(file=case.applications[0].file)
    known = edition(facts.blank.edition)
    newest = EDITIONS[0].printed
    if not facts.blank.verified:
        yield Remark(
            source,
            f"edition {facts.blank.edition} of the form has not been compared box by box",
            "look at every filled page before filing",
            Severity.WARNING,
        )
    filed = case.filing.date
    if known is not None and filed is not None and filed < known.issued:
        yield Remark(
            source,
            f"edition {facts.blank.edition} of the form was not out yet on filing.date",
            "correct filing.date, or fill the edition that was in use on that day",
            Severity.WARNING,
        )
    if known is None or known.standing is Standing.SUPERSEDED:
        yield Remark(
            source,
            f"edition {facts.blank.edition} of the form is none the court is known to take",
            f"download edition {newest} from uscis.gov/i-589 and type: asylum-packet form install FILE.pdf",
            Severity.WARNING,
        )
    elif known.standing is Standing.ACCEPTED:
        yield Remark(
            source,
            f"edition {facts.blank.edition} of the form has a newer one, {newest}",
            f"ask the court whether it still takes {facts.blank.edition} (editions read {known.read})",
            Severity.NOTE,
        )


@rule("I589-overflow")
def every_box_says_where(case: Case, facts: Facts) -> Iterator[Remark]:
    """A box whose answer stands on Supplement B says on which page, or a person is told to write it there."""
    forms = {application.file: application for application in case.applications}
    for overflow in facts.overflows:
        place = _place(forms.get(overflow.application), overflow.key, overflow.application)
        yield Remark(
            place,
            f"{overflow.question}: the answer stands on Supplement B, page {overflow.page},"
            " and its box has no room to say so",
            f"write {overflow.page} into the box by hand, or shorten {overflow.key}",
            Severity.WARNING,
        )


def _place(application: Application | None, key: str, file: str) -> Source:
    """Give the place of a key in the file its answers come from."""
    return application.at(key) if application else Source(file=file, field=key)
