"""The brief and the declaration."""

from asylum_packet.facts import AuthorityUse
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Cite
from tests.checks.pairs.pair import Pair
from tests.support.inline_case import BRIEF, DOCUMENTS

LATE = "entries: [{date: 2024-05-20, place: Hidalgo, status: None, status_expires: None}]"


WITHHOLDING_ONLY = "court: {proceedings: withholding-only}"


def silent_on(*words: str) -> dict[str, object]:
    """Make the change after which the brief no longer uses some words."""
    text = BRIEF
    for word in words:
        assert word in text
        text = text.replace(word, "...")
    return {"brief": text}


def cites(*ids: str) -> tuple[Cite, ...]:
    """Make one cite of each document in the brief."""
    return tuple(
        Cite(file="brief/argument.md", line=2, id=id_, page=1, packet_page=50, text="Tab A at 50")
        for id_ in ids
    )


def authorities(*keys: str) -> dict[str, object]:
    """Make facts in which the brief uses some authorities, each in two places."""
    uses = tuple(
        AuthorityUse(
            key=key,
            citation=f"Matter of X-, {key}",
            group="Cases",
            form="full",
            text=key,
            file="brief/argument.md",
            line=line,
            packet_page=20 + line,
        )
        for key in keys
        for line in (9, 4)
    )
    return {"facts": {"authorities": uses}}


def quoting(page: str) -> dict[str, object]:
    """Make a brief that quotes a page, and that page."""
    line = BRIEF.count("\n") + 2
    cite = Cite(
        file="brief/argument.md",
        line=line,
        id="passport",
        page=1,
        packet_page=50,
        text="Tab A at 50",
        typed="@passport 1",
    )
    learnt = {"texts": {50: page}, "cites": (*cites(*(one.id for one in DOCUMENTS)), cite)}
    return {
        "brief": f'{BRIEF}\n"They came at dawn ... from behind the door" ([@passport 1]).',
        "facts": learnt,
    }


WITH_CIRCUIT = f'{BRIEF}\n{{% include "standards/circuit.md.j2" %}}\n'

PAIRS = (
    Pair(
        "ICPM-4.19-page-limit",
        {"facts": {"brief_body": PageRange(10, 35)}},
        {"facts": {"brief_body": PageRange(10, 34)}},
        says="26 pages",
        at="brief",
    ),
    Pair(
        "ICPM-4.19-contents",
        {"brief": BRIEF.replace("# Conclusion", "# End")},
        {"brief": BRIEF.replace("# Conclusion", "## Prayer for relief")},
        says="a conclusion",
    ),
    Pair(
        "ICPM-4.19-contents",
        {"brief": BRIEF.replace("Statement of Facts", "Procedural History")},
        {"brief": BRIEF.replace("Statement of Facts", "History of the threats")},
        says="the facts",
    ),
    Pair("ICPM-4.19-facts-and-law", {"facts": {"cites": ()}}, {"facts": {"cites": (), "packet": None}}),
    Pair(
        "ICPM-4.19-facts-and-law",
        {"brief": "# Facts\nShe was beaten."},
        {"brief": "# Facts\nShe was beaten. 8 C.F.R. § 1208.13."},
        says="no statute",
    ),
    Pair(
        "ICPM-4.19-facts-and-law",
        {"brief": "# Facts\nShe was beaten."},
        {"brief": "# Facts\nShe was beaten.", **authorities("19 I&N Dec. 211")},
        says="no statute",
    ),
    Pair(
        "BRIEF-record-cites",
        {"facts": {"cites": cites("passport", "birth-certificate/original", "declaration")}},
        {"facts": {"cites": cites(*(one.id for one in DOCUMENTS))}},
        says="2 documents are never cited in the brief: country-report, photo-of-bakery",
    ),
    Pair(
        "BRIEF-facts-cited",
        {"brief": BRIEF.replace(" ([@declaration ¶2])", "") + "\n\nMore of the conclusion."},
        {"brief": BRIEF + "\n\nMore of the conclusion."},
        says="1 paragraph of the facts cites nothing in the record: line 2",
        at="brief/argument.md",
    ),
    Pair(
        "BRIEF-facts-cited",
        {"brief": BRIEF.replace("# Arg", "One\ntwo.\n\nThree:\n\n1. [@passport]\n\n## A\n\nFour\n\n# Arg")},
        says="2 paragraphs of the facts cite nothing in the record: lines 4, 13",
    ),
    Pair(
        "BRIEF-quotations",
        quoting("They came at dawn and did not leave before the evening of that day."),
        quoting("That morning they CAME at dawn, and she saw it from behind the door of the house."),
        says="quotation 1 of those with a cite is not on the pages cited: Tab A at 50",
        at="brief/argument.md",
    ),
    Pair(
        "PII-ssn",
        {"brief": BRIEF + "\n123-45-6789"},
        {"brief": BRIEF + "\n212-345-678"},
        at="brief/argument.md",
    ),
    Pair(
        "BRIEF-cite-validity",
        authorities("26 I&N Dec. 388", "26 I&N Dec. 227"),
        authorities("26 I&N Dec. 227", "26 I&N Dec. 3880"),
        says="26 I&N Dec. 388 (2 places), which is overruled",
        at="brief/argument.md",
    ),
    Pair(
        "BRIEF-cite-validity",
        authorities("8 CFR 1208.33(a)(1)"),
        authorities("8 CFR 1208.34"),
        says="whose standing is uncertain",
    ),
    Pair(
        "ICPM-AppG-citations",
        {"brief": BRIEF + "\nIn re Acosta, 19 I&N Dec. 211"},
        {"brief": BRIEF + "\nin relation to Acosta"},
        says="In re",
    ),
    Pair(
        "ICPM-AppG-citations",
        {"brief": BRIEF + "\nMatter of A-, 19 I. & N. Dec. 211\nMatter of B-, 20 I. & N. Dec. 1"},
        {"brief": BRIEF + "\nMatter of A-, 19 I&N Dec. 211"},
        says="(2 places)",
    ),
    Pair("ICPM-3.3-terminology", {"brief": BRIEF + "\nThe Plaintiff fled."}, says="1 place"),
    Pair("BRIEF-burden", silent_on("burden")),
    Pair(
        "BRIEF-timeliness",
        {"i589": LATE},
        {"i589": LATE, "brief": BRIEF + "\nThe one-year rule is excused."},
    ),
    Pair("BRIEF-credibility", silent_on("credible")),
    Pair(
        "BRIEF-past-persecution",
        silent_on("past persecution"),
        {**silent_on("past persecution"), "i589": "claim: {past_harm: {answer: no}}"},
    ),
    Pair("BRIEF-wff", silent_on("well-founded"), {**silent_on("well-founded"), "case": WITHHOLDING_ONLY}),
    Pair("BRIEF-nexus", silent_on("on account of")),
    Pair(
        "BRIEF-psg",
        silent_on("immutable"),
        {**silent_on("immutable"), "i589": "claim: {grounds: {particular_social_group: no, race: yes}}"},
    ),
    Pair("BRIEF-state-protection", silent_on("unable or unwilling")),
    Pair("BRIEF-relocation", silent_on("relocate")),
    Pair(
        "BRIEF-bars",
        {"i589": "bars: {persecutor: {answer: yes, explanation: As a conscript.}}"},
        {
            "i589": "bars: {persecutor: {answer: yes, explanation: As a conscript.}}",
            "brief": BRIEF + "\nThe persecutor bar does not apply.",
        },
    ),
    Pair("BRIEF-discretion", silent_on("discretion"), {**silent_on("discretion"), "case": WITHHOLDING_ONLY}),
    Pair("BRIEF-withholding", silent_on("withholding")),
    Pair(
        "BRIEF-cat",
        silent_on("torture"),
        {**silent_on("torture"), "i589": "application: {withholding_cat: no}"},
    ),
    Pair(
        "PKT-declaration-form",
        {"declaration": "# Declaration\n\n"},
        {"declaration": "# Declaration\n\nMy name is Marta.\n\nI lived in 2001 in a village."},
        at="declaration.md",
    ),
    Pair(
        "BRIEF-circuit",
        {"case": "court: {city: Springfield}", "brief": WITH_CIRCUIT},
        {"brief": WITH_CIRCUIT},
        says="a blank line for the circuit",
        at="court.city",
    ),
)
