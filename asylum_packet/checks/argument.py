"""What a brief for asylum has to speak of: a rule a point, told by words nobody can argue it without.

A missing word is no proof that the point is missing, so these are warnings whatever the rule weighs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from asylum_packet.case.model import Application, Case
from asylum_packet.checks.brief import has_brief
from asylum_packet.checks.rule import SILENCE, Check, Judge, Remark, rule
from asylum_packet.checks.words import says
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.law.courts import circuit_of
from asylum_packet.law.due import is_late

Raised = Callable[[Case, Application], bool]


def _always(_case: Case, _application: Application) -> bool:
    return True


def _asylum(case: Case, _application: Application) -> bool:
    """Withholding-only proceedings know neither discretion nor the one-year rule (8 CFR 1208.16(b))."""
    return case.court.proceedings != "withholding-only"


def _past_harm(_case: Case, application: Application) -> bool:
    return application.answers.claim.past_harm.answer == "yes"


def _group(_case: Case, application: Application) -> bool:
    return application.answers.claim.grounds.particular_social_group == "yes"


def _torture(_case: Case, application: Application) -> bool:
    return application.answers.application.withholding_cat == "yes"


def _late(case: Case, application: Application) -> bool:
    raised = is_late(case, application) or application.answers.bars.one_year.answer == "yes"
    return bool(raised) and _asylum(case, application)


def _bars(_case: Case, application: Application) -> bool:
    bars = application.answers.bars
    answers = (bars.persecutor, bars.crimes_us, bars.third_country_status, bars.prior_applications)
    return any(bar.answer == "yes" for bar in answers)


def _speaks_of(words: str, point: str, raised: Raised) -> Judge:
    """Make the judge of one point: does the brief use any of the words, where a form raises the point."""
    pattern = re.compile(words, re.IGNORECASE)

    def judge(case: Case, _facts: Facts) -> Iterator[Remark]:
        if not has_brief(case) or not any(raised(case, application) for application in case.applications):
            return
        if not says(case.brief, pattern):
            yield Remark(
                Source(file=case.brief[0].file),
                f"the brief does not seem to speak of {point}",
                f"add it; where it is not needed, say why: {SILENCE}",
                Severity.WARNING,
            )

    return judge


POINTS: tuple[tuple[str, str, str, Raised], ...] = (
    (
        "BRIEF-jurisdiction-history",
        r"notice to appear|\bNTA\b|procedural|\bplead|\bcharge[sd]?\b|removal proceedings"
        r"|reinstate",
        "the history of the proceedings: entry, notice to appear, pleadings, hearings",
        _always,
    ),
    ("BRIEF-burden", r"\bburden", "who bears the burden of proof", _always),
    (
        "BRIEF-timeliness",
        r"one[- ]year|timel|changed circumstances|extraordinary circumstances",
        "the one-year rule, which the dates or C.5 raise",
        _late,
    ),
    ("BRIEF-credibility", r"credib", "credibility", _always),
    ("BRIEF-past-persecution", r"past[- ]persecution|persecuted", "past persecution", _past_harm),
    ("BRIEF-wff", r"well[- ]founded", "a well-founded fear", _asylum),
    ("BRIEF-nexus", r"nexus|on account of|central reason", "the nexus to a ground", _always),
    (
        "BRIEF-psg",
        r"immutab|particularity|social(?:ly)? distinct|standards/(?:grounds|particular-social)",
        "the test for a social group",
        _group,
    ),
    (
        "BRIEF-state-protection",
        r"state-protection|unable (?:or|and) unwilling|unable or|unwilling"
        r"|government (?:actor|agent|official)|acquiesc",
        "whether the state is the persecutor, or cannot or will not protect",
        _always,
    ),
    ("BRIEF-relocation", r"relocat", "moving elsewhere in the country", _always),
    ("BRIEF-bars", r"\bbar(?:s|red)?\b|resettle", "the bars that Part C raises", _bars),
    ("BRIEF-discretion", r"discretion", "discretion", _asylum),
    ("BRIEF-withholding", r"withholding", "withholding of removal in the alternative", _always),
    ("BRIEF-cat", r"tortur", "protection from torture, for which the box on page 1 is ticked", _torture),
)
"""Per rule: words that show the point, the point in words, and when a form raises it."""

POINT_RULES: tuple[Check, ...] = tuple(
    rule(id_)(_speaks_of(words, point, raised)) for id_, words, point, raised in POINTS
)


_ASKS_CIRCUIT = re.compile(r"standards/circuit|court\.circuit")


@rule("BRIEF-circuit")
def circuit_is_known(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Where the brief asks for the controlling circuit, the court's city says which one it is."""
    asked = has_brief(case) and says(case.brief, _ASKS_CIRCUIT)
    if asked and not circuit_of(case.court.city, case.court.state):
        yield Remark(
            case.at("court.city"),
            "no immigration court is known in this city, so the brief has a blank line for the circuit",
            "write city and state of the court as its papers do, or name the circuit in the brief",
            Severity.WARNING,
        )
