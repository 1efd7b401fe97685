"""What the claim raises, for the templates of legal standards and of papers that not every case needs.

claim          grounds ticked on the form, groups in their one wording, bars that facts raise, lateness
witnesses, criminal_history, corroboration       rows of case.yaml
cite(key)      an authority of `law.authorities` as briefs cite it
"""

from __future__ import annotations

import re
from typing import Final

from jinja2.exceptions import SecurityError
from markupsafe import Markup

from asylum_packet.case.answers import Answers
from asylum_packet.case.court_papers import Row
from asylum_packet.case.groups import quoted_groups
from asylum_packet.case.model import Application, Case
from asylum_packet.case.values import spaced_a_number
from asylum_packet.law.authorities import AUTHORITIES
from asylum_packet.law.courts import circuit_of
from asylum_packet.law.due import is_late
from asylum_packet.papers.plain import Plain
from asylum_packet.papers.templating import escape

GROUNDS: Final = ("race", "religion", "nationality", "political_opinion", "particular_social_group")
_CASE: Final = re.compile(r"(?P<name>.+?), (?P<where>(?:\d+ |No\. ).+)")
_CITED: Final = re.compile(r"[^\[\]\n\\<>`*]{1,300}")


def cite(key: str) -> Markup:
    """Print an authority by its key in authorities.yaml, the name of a case in italics.

    Raises:
        SecurityError: It is not among the authorities; it stays unprinted rather than mistyped.
    """
    known = AUTHORITIES.get(str(key))
    if known is None:
        raise SecurityError(f"the list of authorities has no '{key}'")
    match = _CASE.fullmatch(known.citation) if known.kind.value.startswith("case") else None
    if match is None:
        return Markup(escape(known.citation))
    return Markup(f"*{escape(match['name'])}*, {escape(match['where'])}")


def circuit(case: Case) -> str:
    """Name the circuit whose law controls: "Fourth Circuit"; "" where the court's city is not known."""
    name = circuit_of(case.court.city, case.court.state)
    return f"{name} Circuit" if name else ""


def claim(case: Case) -> dict[str, Plain]:
    """Give what the forms of a case claim, all of them together."""
    forms = [one.answers for one in case.applications]
    grounds: list[Plain] = [
        name.replace("_", "-")
        for name in GROUNDS
        if any(getattr(form.claim.grounds, name) == "yes" for form in forms)
    ]
    return {
        "grounds": grounds,
        "groups": [*_groups(case)],
        "past_harm": any(form.claim.past_harm.answer == "yes" for form in forms),
        "torture": any(form.application.withholding_cat == "yes" for form in forms),
        "late": any(_late(case, one) for one in case.applications),
        "bars": [*dict.fromkeys(bar for form in forms for bar in _bars(form))],
    }


def _groups(case: Case) -> tuple[str, ...]:
    """Give the groups as case.yaml words them, or where it has none as Part B quotes them."""
    if case.papers.groups:
        return case.papers.groups
    quoted = (group for one in case.applications for group in quoted_groups(one.answers.claim))
    return tuple(dict.fromkeys(quoted))


def _late(case: Case, application: Application) -> bool:
    """Say whether the one-year rule is an issue: by the dates, or by the answer to C.5."""
    return bool(is_late(case, application)) or application.answers.bars.one_year.answer == "yes"


def _bars(form: Answers) -> list[str]:
    """Name the bars that a form's answers raise."""
    raised = {
        "persecutor": form.bars.persecutor.answer,
        "crimes": form.bars.crimes_us.answer,
        "crimes-abroad": form.claim.accused_abroad.answer,
        "resettlement": form.bars.third_country_status.answer,
        "prior-applications": form.bars.prior_applications.answer,
    }
    return [name for name, answer in raised.items() if answer == "yes"]


def rows(entries: tuple[Row, ...]) -> list[Plain]:
    """Give rows of case.yaml, their records as a pin cite."""
    return [{name: _value(name, str(value)) for name, value in entry} for entry in entries]


def _value(name: str, value: str) -> str:
    """Give one value of a row: records as a cite, A-numbers as courts print them."""
    bare = value.strip().removeprefix("[").removesuffix("]").removeprefix("@")
    if name == "records" and _CITED.fullmatch(bare):
        return Markup(f"[@{bare}]")
    return spaced_a_number(value) if name == "a_number" and value else value
