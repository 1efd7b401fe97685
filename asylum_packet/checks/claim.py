"""Parts B and C of the form: the grounds, the story in short, and every yes with its explanation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from asylum_packet.case.answers import Claim, Explained
from asylum_packet.case.foreign import language_of, words_in
from asylum_packet.case.groups import TOKEN, explanations, quoted_groups
from asylum_packet.case.model import Application, Case
from asylum_packet.case.questions import question
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.checks.words import folded, is_none, titles
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity, Source
from asylum_packet.patterns import Pattern

SHORT_STORY = 200
"""An answer to B.1 below this many characters cannot say what happened, when, by whom and why."""

_ENOUGH_TO_TELL, _FEWEST_LETTERS = 2000, 20
"""Characters of an answer that tell its script, and letters below which it may be but a name."""

_GROUNDS = ("race", "religion", "nationality", "political_opinion", "particular_social_group")
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_GROUP = Pattern(r"social\s+groups?\b|\bPSGs?\b", re.IGNORECASE)
_DENIED = Pattern(
    r"(?:\b(?:not|never|neither|nor)|n['’]t)\s+(?:been\s+)?"
    r"(?:(?:an?\s+)?(?:member|part)\s+of\s+|belong(?:ed|ing)?\s+to\s+|in\s+|have\s+)?"
    r"(?:(?:an?|any|the|one|that)\s+)?(?:particular\s+)?(?:social\s+groups?|PSGs?)\b"
    r"|\b(?:any|no)\s+(?:particular\s+)?(?:social\s+groups?|PSGs?)\b",
    re.IGNORECASE,
)
_NAME = r"(?:social\s+groups?|\bPSGs?)\b"
_WORDED = (
    # Right behind the name: "social group of women ...", "social group, women ...", "social group (women)".
    rf"{_NAME}\s*(?:membership\s*)?(?:of|as|who|that|called|known|named|made|including|[“\"'‘(,;:=–—-])\W*\w",
    # With nothing between: "the social group Guatemalan women bakers".
    rf"{_NAME}\s+(?!(?:and|or|but|because|since|so|to|in|on|at|by|for|from|if|when|where|means?|members?\w*|not|i|you"
    r"|he|she|it|we|they|my|is|are|was|were)\b)\w+ \w",
    # Further on: "the social group that I belong to is women ...", "social groups. 1. Women ...".
    rf"{_NAME}[^.!?;]{{0,80}}?(?::|\b(?:is|are|was|were|consist|compos|compris|defin|namely)\w*)\W*\w",
    rf"{_NAME}[^!?;]{{0,80}}?[.:]\s*\(?(?:\d|[a-d])[.)]\W*\w",
    # Before it: "women who report crimes are a particular social group".
    rf"(?:\w+\W+){{3}}(?:is|are|as|forms?|constitutes?|make up)\s+(?:an?|one|the)\s+(?:\w+\s+){{0,2}}{_NAME}",
    # Without the word "social".
    r"\bgroups?\s+(?:of|consist\w*|compos\w*|compris\w*|made up|defined as)\W+\w",
)
_WORDED_GROUP = Pattern("|".join(_WORDED), re.IGNORECASE)
_PRINTS_GROUPS = Pattern(r"claim\.groups|standards/(?:grounds|particular-social-group)")
_CRIMINAL_RECORDS = (
    "criminal",
    "disposition",
    "arrest",
    "conviction",
    "court record",
    "rap sheet",
    "police record",
)


def explained(application: Application) -> Iterator[tuple[str, str, str, str]]:
    """Yield every yes-or-no question as (key of the answer, answer, key of the explanation, explanation)."""
    answers = application.answers
    for part, above in ((answers.claim, "claim"), (answers.bars, "bars")):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, Explained):
                key = f"{above}.{name}"
                yield f"{key}.answer", value.answer, f"{key}.explanation", value.explanation
    told = answers.bars.third_country.explanation
    for name, answer in (
        ("third_country_transit", answers.bars.third_country_transit.answer),
        ("third_country_status", answers.bars.third_country_status.answer),
    ):
        yield f"bars.{name}.answer", answer, "bars.third_country.explanation", told


@rule("I589-yes-explained")
def every_yes_is_explained(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A yes in Parts B and C has its explanation; "N/A" is none."""
    for application in case.applications:
        for key, answer, room, text in explained(application):
            if answer == "yes" and (not text or is_none(text)):
                yield Remark(
                    application.at(key),
                    f"{question(key).label}: yes, without an explanation",
                    f"write it under {room}, or as a file: explanation: {{file: claim/NAME.md}}",
                )


@rule("EOIR-PM-25-28-pretermit")
def a_ground_is_ticked(case: Case, _facts: Facts) -> Iterator[Remark]:
    """At least one of the five grounds of asylum is ticked in B.1."""
    for application in case.applications:
        grounds = application.answers.claim.grounds
        if any(getattr(grounds, name) == "yes" for name in _GROUNDS):
            continue
        only_torture = grounds.torture_convention == "yes"
        yield Remark(
            application.at("claim.grounds"),
            "Part B, item 1: only the Torture Convention is ticked, none of the five grounds"
            if only_torture
            else "Part B, item 1: no ground is ticked",
            f"type yes beside each ground that applies: {', '.join(_GROUNDS)}",
            Severity.WARNING if only_torture else None,
        )


@rule("BIA-H-A-A-V-prima-facie")
def harm_or_fear_is_stated(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The form states harm in the past or harm that is feared."""
    for application in case.applications:
        claim = application.answers.claim
        if (claim.past_harm.answer, claim.feared_harm.answer) == ("no", "no"):
            yield Remark(
                application.at("claim.past_harm.answer"),
                "Part B, items 1.A and 1.B are both no: the form states neither harm nor fear",
                "answer yes to what applies and say what happened, by whom and why",
            )


@rule("PKT-part-b-content")
def story_is_told(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The answers to B.1.A and B.1.B are long enough for a story in English, and the first has a date."""
    for application in case.applications:
        yield from _foreign_explanations(application)
        claim = application.answers.claim
        for key, part in (("claim.past_harm", claim.past_harm), ("claim.feared_harm", claim.feared_harm)):
            if part.answer != "yes" or not part.explanation:
                continue
            label = question(f"{key}.explanation").place
            if len(part.explanation) < SHORT_STORY:
                yield Remark(
                    application.at(f"{key}.explanation"),
                    f"{label}: {len(part.explanation)} characters cannot say what, when, who and why",
                    "tell the story in the form itself; a reference to the declaration may not be enough",
                    Severity.WARNING,
                )
            elif key == "claim.past_harm" and not _YEAR.search(part.explanation):
                yield Remark(
                    application.at(f"{key}.explanation"),
                    f"{label}: no year is given",
                    "say when each thing happened, as exactly as the applicant knows",
                    Severity.WARNING,
                )


def _foreign_explanations(application: Application) -> Iterator[Remark]:
    """Yield explanations of Parts B and C that are not in English (8 CFR 1003.33), each once."""
    for key, told in {room: text for _, _, room, text in explained(application)}.items():
        language = language_of(words_in(told[:_ENOUGH_TO_TELL]))
        if language or _is_in_other_letters(told[:_ENOUGH_TO_TELL]):
            yield Remark(
                application.at(key),
                f"{question(key).place}: the answer is not in English"
                + (f"; it seems to be {language}" if language else ""),
                "put the translation here, and keep the client's own words as an exhibit",
                Severity.WARNING,
            )


def _is_in_other_letters(text: str) -> bool:
    """Say whether most letters are not Latin; a few may be a name."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return len(letters) >= _FEWEST_LETTERS and 2 * latin < len(letters)


@rule("BIA-W-Y-C-psg")
def groups_are_worded(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A ticked social group is worded in Part B, and the brief words it alike."""
    for application in case.applications:
        claim = application.answers.claim
        place = application.at("claim.grounds.particular_social_group")
        ticked = claim.grounds.particular_social_group == "yes"
        if ticked and not _words_a_group(claim, case.papers.groups):
            yield Remark(
                place,
                "a particular social group is ticked, but Part B does not word it",
                'write it out in B.1: member of the particular social group "..."',
            )
        if not ticked and _GROUP.search(_part_b(claim)):
            yield Remark(
                place,
                "Part B speaks of a social group, but its box is not ticked",
                "type particular_social_group: yes under claim.grounds",
                Severity.WARNING,
            )
        yield from _from_one_place(case, application)
        brief = " ".join(section.text for section in case.brief) if ticked else ""
        if (words := folded(brief)) and not _PRINTS_GROUPS.search(brief):
            yield from _worded_alike(place, claim, words)


def _words_a_group(claim: Claim, groups: tuple[str, ...]) -> bool:
    """Say whether Part B words a group: one of case.yaml, one in quotation marks, or one in plain words."""
    story = _part_b(claim)
    if quoted_groups(claim) or any(folded(group) in folded(story) for group in groups):
        return True
    return _WORDED_GROUP.search(_DENIED.sub(" ", story)) is not None


def _from_one_place(case: Case, application: Application) -> Iterator[Remark]:
    """Compare the groups of case.yaml with the form, word for word."""
    story = folded(_part_b(application.answers.claim))
    missing = [group for group in case.papers.groups if folded(group) not in story]
    if missing:
        count = "1 group" if len(missing) == 1 else f"{len(missing)} groups"
        yield Remark(
            case.at("claim.groups"),
            f"{count} of claim.groups in case.yaml cannot be found in Part B, word for word",
            "write {groups} in the explanation of claim.past_harm: the form then prints claim.groups",
        )
    for key, explanation in explanations(application.answers.claim):
        if TOKEN in explanation:
            yield Remark(
                application.at(key),
                "{groups} stands here, but case.yaml words no group",
                "write each group under claim: {groups: [...]} in case.yaml",
            )


def _part_b(claim: Claim) -> str:
    """Join everything Part B says."""
    parts = (claim.past_harm, claim.feared_harm, claim.accused_abroad, claim.groups, claim.torture)
    return " ".join(" ".join(part.explanation for part in parts).split())


def _worded_alike(place: Source, claim: Claim, brief: str) -> Iterator[Remark]:
    """Look for each group that the form words in quotation marks in the brief."""
    missing = [group for group in quoted_groups(claim) if folded(group) not in brief]
    if missing:
        count = "1 group" if len(missing) == 1 else f"{len(missing)} groups"
        yield Remark(
            place,
            f"{count} that Part B words in quotation marks cannot be found in the brief, word for word",
            "use one wording in form and brief; a group worded anew on appeal is not heard",
            Severity.WARNING,
        )


@rule("I589-withholding-cat-box")
def torture_box_agrees(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The box on page 1, the Torture Convention in B.1 and the answer to B.4 tell the same story."""
    for application in case.applications:
        claim = application.answers.claim
        feared = claim.torture.answer == "yes" or claim.grounds.torture_convention == "yes"
        boxed = application.answers.application.withholding_cat == "yes"
        place = application.at("application.withholding_cat")
        if feared and not boxed:
            yield Remark(
                place,
                "torture is feared in Part B, but the box on page 1 is not ticked",
                "type application: {withholding_cat: yes}",
            )
        if boxed and claim.torture.answer == "no":
            yield Remark(
                application.at("claim.torture.answer"),
                "the box on page 1 asks for protection from torture, but B.4 fears none",
                "type answer: yes under claim.torture and explain, or application: {withholding_cat: no}",
            )
        if claim.torture.answer == "yes" and claim.grounds.torture_convention != "yes":
            yield Remark(
                application.at("claim.grounds.torture_convention"),
                "torture is feared in B.4, but Torture Convention is not ticked in B.1",
                "type torture_convention: yes under claim.grounds:",
            )


@rule("I589-travel-through")
def journey_agrees(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Somebody who was days on the way was in some country in between."""
    for application in case.applications:
        answers = application.answers
        left = answers.applicant.last_left_country.last
        arrived = answers.entries[0].date.first if answers.entries else None
        if left is None or arrived is None or answers.bars.third_country_transit.answer != "no":
            continue
        if (arrived - left).days > LONGEST_DIRECT_JOURNEY:
            yield Remark(
                application.at("bars.third_country_transit.answer"),
                f"C.2.A is no, but more than {LONGEST_DIRECT_JOURNEY} days lie between leaving and arriving",
                "name the countries in between, or correct item 19.a or 19.c",
                Severity.WARNING,
            )


LONGEST_DIRECT_JOURNEY = 3
"""Days between leaving and arriving that need no country in between."""


@rule("ICPM-3.3f-criminal-chart")
def arrests_are_documented(case: Case, _facts: Facts) -> Iterator[Remark]:
    """A yes to C.6 comes with court records and a chart among the exhibits."""
    if case.papers.criminal_history:
        return
    if any(word in title for title in titles(case) for word in _CRIMINAL_RECORDS):
        return
    for application in case.applications:
        if application.answers.bars.crimes_us.answer == "yes":
            yield Remark(
                application.at("bars.crimes_us.answer"),
                "C.6 is yes, but no exhibit looks like a criminal history chart or a court record",
                "add its rows to criminal_history in case.yaml, and the records to exhibits/",
            )


@rule("I589-criminal")
def arrests_are_told(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Where the case lists arrests, a form says yes to C.6, or to B.2 for what happened abroad."""
    answered = {
        answer
        for application in case.applications
        for answer in (
            application.answers.bars.crimes_us.answer,
            application.answers.claim.accused_abroad.answer,
        )
    }
    if case.papers.criminal_history and answered and "yes" not in answered:
        yield Remark(
            case.applications[0].at("bars.crimes_us.answer"),
            "criminal_history in case.yaml lists an arrest, but no form says yes to C.6 or B.2",
            "answer yes and explain: C.6 asks for every arrest, convicted or not, of included family too;"
            " or take out criminal_history",
        )


@rule("BIA-M-A-F-new-application")
def later_forms_say_what_they_are(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Where there was an application before, this one says whether it amends it."""
    for application in case.applications:
        earlier = application.answers.bars.prior_applications.answer
        if earlier == "yes" and "application" in case.submissions and not case.filing.amends:
            yield Remark(
                application.at("bars.prior_applications.answer"),
                "C.1 tells of an earlier application; a new basis makes this form a new one for the year",
                "where this form amends or supplements that one, name its answers: filing: {amends: FILE}",
                Severity.NOTE,
            )
