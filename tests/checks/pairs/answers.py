"""The answers to Form I-589."""

from tests.checks.pairs.pair import Pair
from tests.support.inline_case import DOCUMENTS, a_document

STORY = "In 2024 they came to my house at night. " * 6
FRENCH_STORY = "En 2024 les hommes sont venus dans la maison la nuit et ils ont dit que je dois partir. " * 2
LATE = "entries: [{date: 2024-05-20, place: Hidalgo, status: None, status_expires: None}]"
RESIDENCE = "street: a, city: b, province: c, country: d"
CHILD = "children: [{{include: yes, a_number: 212345679, dob: {}, marital_status: {}}}]"
JOB = "employer: a, occupation: b"
LUCIA = """
applicant: {a_number: 212-345-679, first_name: Lucia, middle_name: N/A, sex: female, dob: 2015-08-01,
  marital_status: single}
relatives: {mother: {name: Marta Reyes}}
"""
"""The child of the complete case, on a form of her own."""
SPOUSE = """
applicant: {marital_status: married}
spouse: {a_number: None, passport_or_id: None, dob: 1988-01-01, ssn: None, last_name: Reyes, first_name: Luis,
  middle_name: None, other_names: None, marriage_date: 2012-06-01, marriage_place: Jutiapa,
  birth_place: Jutiapa,
  nationality: Guatemala, ethnic_group: Ladino, sex: male, in_us: no, location: Guatemala}
"""
SPOUSE_IN_US = SPOUSE.replace("in_us: no, location: Guatemala", "in_us: yes")

GROUPS = "claim: {groups: [women who report gang crimes]}"
WORDED = (
    ("I am not in any social group.", "I was harmed because of my social group, women who report crimes."),
    ("I am not a member of a social group.", "I belong to the particular social group of women who report."),
    ("I do not belong to a particular social group, I believe.", "My social group consists of bakers."),
    ("I have no social group.", "Women who report crimes are a particular social group."),
    ("I was never part of any PSG.", "My particular social groups. 1. Women who report gang crimes."),
    ("It was for my social group.", "They hunt the group of women who report crimes."),
    ("I do not know what social group means here.", "I belong to the social group Guatemalan women bakers."),
    ("My social group.", "I was not safe as a member of the particular social group: bakers who report."),
)
"""What names a social group or denies one without wording it, and what words one in plain words."""

PAIRS = (
    Pair(
        "I589-uscis-required-list",
        {"without": ["bars.returned.answer", "applicant.dob"]},
        {"without": ["applicant.religion"]},
        says="2 answers are missing that nobody may leave out",
        at="applicant.dob",
    ),
    Pair(
        "I589-no-blanks",
        {"without": ["applicant.religion", "applicant.ssn"]},
        {"without": ["applicant.dob"]},
        says="Part A.I: 2 items have no answer: applicant.ssn, applicant.religion",
    ),
    Pair(
        "I589-no-blanks",
        {"i589": "applicant: {mailing: {street: PO Box 1}}"},
        {
            "i589": "applicant: {mailing: {in_care_of: None, street: PO Box 1, apt: None, city: Bowie,"
            " state: MD, zip: '20715', phone: None}}"
        },
        says="applicant.mailing.city",
    ),
    Pair(
        "I589-A18-court",
        {"i589": "applicant: {court_proceedings: never}"},
        {"i589": "applicant: {court_proceedings: now}"},
        at="applicant.court_proceedings",
    ),
    Pair("I589-A18-court", {"without": ["applicant.court_proceedings"]}),
    Pair("I589-A19-entries", {"without": ["entries"]}, says="no entry"),
    Pair(
        "I589-A19-entries",
        {"without": ["entries[0].status"]},
        says="'status' in row 1 of entries",
    ),
    Pair(
        "I589-A19-entries",
        {
            "i589": "entries: [{date: 2015-01-02, place: a, status: b, status_expires: None},"
            " {date: 2026-05-20, place: a, status: b}]"
        },
        {
            "i589": "entries: [{date: 2026-05-20, place: a, status: b, status_expires: None},"
            " {date: 2015-01-02, place: a, status: b}]"
        },
        at="entries[1]",
    ),
    Pair(
        "I589-dates-format",
        {"i589": "applicant: {last_left_country: 2026-05-21}"},
        {"i589": "applicant: {last_left_country: 2026-05-20}"},
        says="'date' in row 1 of entries is before applicant.last_left_country",
    ),
    Pair(
        "I589-dates-format",
        {"i589": f"residences: [{{{RESIDENCE}, from: 2020-05, to: 2020-04}}]"},
        {"i589": f"residences: [{{{RESIDENCE}, from: 2020-05, to: 2020-05}}]"},
        says="'to' in row 1 of residences is before 'from' in row 1 of residences",
    ),
    Pair(
        "I589-dates-format",
        {"i589": f"employment: [{{{JOB}, from: 2020-05, to: 2027-03}}]"},
        {"i589": f"employment: [{{{JOB}, from: 2020-05, to: 2027-02}}]"},
        says="after filing.date",
    ),
    Pair(
        "I589-dates-format",
        {"i589": f"employment: [{{{JOB}, from: about 2020, to: Present}}]"},
        {"i589": f"employment: [{{{JOB}, from: 2020, to: Present}}]"},
        says="given in words, not as a date: 'from' in row 1 of employment",
    ),
    Pair(
        "I589-spouse",
        {"i589": SPOUSE, "without": ["spouse.marriage_place"]},
        {"i589": SPOUSE},
        says="spouse.marriage_place",
    ),
    Pair("I589-spouse", {"i589": SPOUSE_IN_US}, {"i589": SPOUSE}, says="spouse.entry_place"),
    Pair(
        "I589-spouse",
        {"i589": "spouse: {last_name: Reyes}"},
        {"i589": "spouse: {last_name: None}"},
        says="'not married' is ticked",
    ),
    Pair(
        "I589-spouse",
        {"i589": "spouse: {last_name: Reyes}\napplicant: {marital_status: widowed}"},
        {"i589": "applicant: {marital_status: widowed}"},
        says="'not married' is ticked",
    ),
    Pair("I589-children-all", {"without": ["children"]}, {"i589": "children: []"}, at="children"),
    Pair(
        "I589-children-all",
        {"without": ["children[0].current_status"]},
        {"i589": "children: []"},
        says="Part A.II, child 1: 1 item has no answer: current_status in row 1 of children",
    ),
    Pair(
        "I589-derivatives",
        {"documents": [one for one in DOCUMENTS if one.id != "birth-certificate"]},
        {"documents": [one for one in DOCUMENTS if one.id != "photo-of-bakery"]},
        says="included: row 1 of children",
    ),
    Pair(
        "I589-derivatives",
        {"i589": CHILD.format("2006-02-01", "single")},
        {"i589": CHILD.format("2006-02-02", "single")},
        says="row 1 of children is included, but is 21 or older",
    ),
    Pair(
        "I589-derivatives",
        {"i589": CHILD.format("2008-02-01", "Married")},
        {"i589": CHILD.format("2008-02-01", "Single").replace("include: yes", "include: no")},
        says="is married",
    ),
    Pair(
        "I589-derivatives",
        {"i589": CHILD.format("2008-02-01", "single").replace("include: yes", "include: yes, in_us: no")},
        {"i589": CHILD.format("2008-02-01", "single").replace("include: yes", "include: yes, in_us: yes")},
        says="row 1 of children is included, but is outside the United States",
        at="children[0].include",
    ),
    Pair(
        "I589-derivatives",
        {"i589": "spouse: {in_us: no, include: yes}"},
        {"i589": "spouse: {in_us: no, include: no}"},
        says="spouse is included, but is outside the United States",
    ),
    Pair(
        "I589-derivatives",
        {"i589": "children: []"},
        {"i589": "children: []", "more_forms": [("i589/lucia.yaml", 1, "applicant: {a_number: 212345679}")]},
        says="respondent 2 has no form and is included in none",
    ),
    Pair(
        "I589-residences",
        {"i589": f"residences: [{{{RESIDENCE}, from: 2026-05, to: Present}}]"},
        {"i589": f"residences: [{{{RESIDENCE}, from: 2022-02, to: Present}}]"},
        says="do not go back 5 years",
        at="residences[0]",
    ),
    Pair(
        "I589-residences",
        {
            "i589": f"residences: [{{{RESIDENCE}, from: 2026-06, to: Present}},"
            f" {{{RESIDENCE}, from: 2000-01, to: 2026-04}}]"
        },
        {
            "i589": f"residences: [{{{RESIDENCE}, from: 2026-05, to: Present}},"
            f" {{{RESIDENCE}, from: 2000-01, to: 2026-04}}]"
        },
        says="no row of residences covers the time between rows 2 and 1",
    ),
    Pair(
        "I589-residences",
        {
            "i589": f"residences: [{{{RESIDENCE}, from: 2000-01, to: 2026-05}},"
            f" {{{RESIDENCE}, from: 2026-05, to: Present}}]"
        },
        {
            "i589": f"residences: [{{{RESIDENCE}, from: 2026-05, to: Present}},"
            f" {{{RESIDENCE}, from: 2000-01, to: 2026-05}}]"
        },
        says="begins later than the one above",
    ),
    Pair("I589-residences", {"i589": "residences: []"}, says="item 2 is empty"),
    Pair("I589-residences", {"without": ["last_addresses"]}, says="item 1 is empty"),
    Pair("I589-education", {"without": ["education"]}, says="item 3 is empty"),
    Pair(
        "I589-education",
        {"without": ["education[0].location"]},
        says="location in row 1 of education",
    ),
    Pair(
        "I589-employment",
        {"i589": f"employment: [{{{JOB}, from: 2010-01, to: 2026-12}}]"},
        {"i589": f"employment: [{{{JOB}, from: 2010-01, to: 2027-01}}]"},
        says="employment ends before filing.date",
    ),
    Pair(
        "I589-employment",
        {
            "i589": f"employment: [{{{JOB}, from: 2026-05, to: Present}},"
            f" {{{JOB}, from: 2010-01, to: 2025-12-15}}]"
        },
        {
            "i589": f"employment: [{{{JOB}, from: 2026-05, to: Present}},"
            f" {{{JOB}, from: 2010-01, to: late 2025}}]"
        },
        says="no row of employment covers the time between rows 2 and 1",
    ),
    Pair(
        "I589-parents-siblings",
        {"without": ["relatives.mother.location"]},
        {"without": ["relatives.mother.location"], "i589": "relatives: {mother: {deceased: yes}}"},
        at="relatives.mother.location",
    ),
    Pair("I589-parents-siblings", {"i589": "relatives: {siblings: []}"}, says="no sibling"),
    Pair(
        "EOIR-PM-25-28-pretermit",
        {"i589": "claim: {grounds: {particular_social_group: no, torture_convention: no}}"},
        {"i589": "claim: {grounds: {particular_social_group: no, race: yes}}"},
        says="no ground is ticked",
    ),
    Pair(
        "EOIR-PM-25-28-pretermit",
        {"i589": "claim: {grounds: {particular_social_group: no}}"},
        says="only the Torture Convention",
    ),
    Pair(
        "I589-withholding-cat-box",
        {"i589": "application: {withholding_cat: no}"},
        {
            "i589": "application: {withholding_cat: no}\n"
            "claim: {grounds: {torture_convention: no}, torture: {answer: no}}"
        },
        at="application.withholding_cat",
    ),
    Pair(
        "I589-withholding-cat-box",
        {"i589": "claim: {torture: {answer: no}}"},
        says="B.4 fears none",
    ),
    Pair(
        "I589-withholding-cat-box",
        {"i589": "claim: {grounds: {torture_convention: no}}"},
        {"i589": "claim: {grounds: {torture_convention: no}, torture: {answer: no}}"},
        says="not ticked in B.1",
        at="claim.grounds.torture_convention",
    ),
    Pair(
        "BIA-H-A-A-V-prima-facie",
        {"i589": "claim: {past_harm: {answer: no}, feared_harm: {answer: no}}"},
        {"i589": "claim: {past_harm: {answer: no}}"},
    ),
    Pair(
        "PKT-part-b-content",
        {"i589": "claim: {past_harm: {explanation: See the declaration of 2027.}}"},
        {"i589": f"claim: {{past_harm: {{explanation: {STORY}}}}}"},
        says="characters",
        at="claim.past_harm.explanation",
    ),
    Pair(
        "PKT-part-b-content",
        {"i589": f"claim: {{past_harm: {{explanation: {STORY.replace('2024', 'March')}}}}}"},
        {"i589": f"claim: {{feared_harm: {{explanation: {STORY.replace('2024', 'March')}}}}}"},
        says="no year",
    ),
    Pair(
        "PKT-part-b-content",
        {"i589": "claim: {torture: {explanation: Военные пришли ночью и увели брата}}"},
        {"i589": "claim: {torture: {explanation: The soldiers came and took my brother Иван Ковальчук}}"},
        says="Part B, item 4: the answer is not in English",
        at="claim.torture.explanation",
    ),
    Pair(
        "PKT-part-b-content",
        {"i589": f"bars: {{prior_applications: {{answer: yes, explanation: '{FRENCH_STORY}'}}}}"},
        {"i589": f"bars: {{prior_applications: {{answer: yes, explanation: '{STORY}'}}}}"},
        says="the answer is not in English; it seems to be French",
    ),
    Pair(
        "BIA-W-Y-C-psg",
        {"i589": f"claim: {{past_harm: {{explanation: {STORY}}}}}"},
        {
            "i589": f"claim: {{past_harm: {{explanation: {STORY}}}, grounds: {{particular_social_group: no,"
            " race: yes}}"
        },
        says="does not word it",
    ),
    *(
        Pair(
            "BIA-W-Y-C-psg",
            {"i589": f"claim: {{past_harm: {{explanation: '{STORY}{denial}'}}}}"},
            {"i589": f"claim: {{past_harm: {{explanation: '{STORY}{wording}'}}}}"},
            says="does not word it",
        )
        for denial, wording in WORDED
    ),
    Pair(
        "BIA-W-Y-C-psg",
        {"i589": f"claim: {{past_harm: {{explanation: '{STORY}'}}}}", "case": GROUPS},
        {
            "i589": f"claim: {{past_harm: {{explanation: '{STORY}One of “women who report gang crimes”.'}}}}",
            "case": GROUPS,
        },
        says="does not word it",
    ),
    Pair(
        "BIA-W-Y-C-psg",
        {"i589": "claim: {grounds: {particular_social_group: no, race: yes}}"},
        says="box is not ticked",
    ),
    Pair(
        "BIA-W-Y-C-psg",
        {"brief": "# Facts\nThe group “women in Guatemala who report crimes”."},
        {"brief": "# Facts\nThe group “Women who report\ngang-crimes in Guatemala”."},
        says="word for word",
    ),
    Pair(
        "I589-yes-explained",
        {"i589": "bars: {crimes_us: {answer: yes}}"},
        {"i589": "bars: {crimes_us: {answer: yes, explanation: A fine in 2026.}}"},
        says="Part C, item 6",
        at="bars.crimes_us.answer",
    ),
    Pair(
        "I589-yes-explained",
        {"i589": "bars: {persecutor: {answer: yes, explanation: N/A}}"},
        {"i589": "bars: {persecutor: {answer: no, explanation: N/A}}"},
        says="Part C, item 3",
        at="bars.persecutor.answer",
    ),
    Pair(
        "I589-yes-explained",
        {"without": ["bars.third_country.explanation"]},
        {
            "without": ["bars.third_country.explanation"],
            "i589": "bars: {third_country_transit: {answer: no}}",
        },
        says="item 2.A",
    ),
    Pair(
        "I589-travel-through",
        {"i589": "bars: {third_country_transit: {answer: no}}\napplicant: {last_left_country: 2026-05-16}"},
        {"i589": "bars: {third_country_transit: {answer: no}}\napplicant: {last_left_country: 2026-05-17}"},
        at="bars.third_country_transit.answer",
    ),
    Pair(
        "ICPM-3.3f-criminal-chart",
        {"i589": "bars: {crimes_us: {answer: yes, explanation: A fine.}}"},
        {
            "i589": "bars: {crimes_us: {answer: yes, explanation: A fine.}}",
            "documents": [*DOCUMENTS, a_document("criminal-history-chart")],
        },
    ),
    Pair(
        "I589-C5-consistency",
        {"i589": LATE},
        {"i589": LATE + "\nbars: {one_year: {answer: yes, explanation: Extraordinary circumstances.}}"},
        says="more than a year",
        at="bars.one_year.answer",
    ),
    Pair(
        "I589-C5-consistency",
        {"case": "filing: {date: 2027-05-21}"},
        {"case": "filing: {date: 2027-05-20}"},
        says="C.5 is no",
    ),
    Pair("I589-C5-consistency", {"i589": "bars: {one_year: {answer: yes}}"}, says="within a year"),
    Pair("I589-C5-consistency", {"without": ["filing.date"]}, says="cannot be compared"),
    Pair(
        "INA-208a2B-one-year",
        {"i589": LATE + "\nbars: {one_year: {answer: yes, explanation: I did not know.}}"},
        {"i589": LATE + "\nbars: {one_year: {answer: yes, explanation: Changed circumstances in 2026.}}"},
    ),
    Pair(
        "CFR-1208.4-count",
        {"case": "filing: {date: 2027-05-05}"},
        {"case": "filing: {date: 2027-05-04}"},
        says="2027-05-20",
    ),
    Pair(
        "PKT-one-year-safe",
        {"case": "filing: {date: 2027-05-20}"},
        {"case": "filing: {date: 2027-05-19}"},
        says="2027-05-20",
    ),
    Pair(
        "PKT-consistency",
        {"i589": "applicant: {fluent_english: yes}"},
        {
            "case": "respondents: [{name: {last: Reyes}, a_number: 212345678, understands_english: yes}]",
            "i589": "applicant: {fluent_english: yes}",
        },
        at="applicant.fluent_english",
    ),
    Pair(
        "PKT-consistency",
        {"i589": "applicant: {native_language: Mam}"},
        {"i589": "applicant: {native_language: Mam, other_languages: some Spanish}"},
        says="none of the languages",
    ),
    Pair(
        "PKT-consistency",
        {
            "i589": "spouse: {a_number: 212-345-679}",
            "more_forms": [("i589/lucia.yaml", 1, "spouse: {a_number: None}")],
        },
        {
            "i589": "spouse: {a_number: 212-345-679}",
            "more_forms": [("i589/lucia.yaml", 1, "spouse: {a_number: 212-345-678}")],
        },
        says="i589.yaml names this applicant as spouse",
    ),
    Pair(
        "PKT-consistency",
        {"more_forms": [("i589/lucia.yaml", 1, "applicant: {residence: {city: Bowie}}")]},
        {"more_forms": [("i589/lucia.yaml", 1, "applicant: {residence: {city: BALTIMORE}}")]},
        says="the residence is not that of i589.yaml",
    ),
    Pair(
        "PKT-consistency",
        {
            "i589": "spouse: {a_number: 212345679, marriage_date: 2012-06-01}",
            "more_forms": [("i589/b.yaml", 1, "spouse: {a_number: 212345678, marriage_date: 2012-06-10}")],
        },
        {
            "i589": "spouse: {a_number: 212345679, marriage_date: 2012-06-01}",
            "more_forms": [("i589/b.yaml", 1, "spouse: {a_number: 212345678, marriage_date: 06/01/2012}")],
        },
        says="the date of marriage is not that of i589.yaml",
    ),
    Pair(
        "PKT-consistency",
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA.replace("2015-08-01", "2015-08-10"))]},
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA)]},
        says="row 1 of children is not as i589/lucia.yaml has it: dob",
        at="children[0].dob",
    ),
    Pair(
        "PKT-consistency",
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA.replace("single", "married"))]},
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA)]},
        says="row 1 of children is not as i589/lucia.yaml has it: marital_status",
    ),
    Pair(
        "PKT-consistency",
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA.replace("Marta Reyes", "Rosa Ejemplo"))]},
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA)]},
        says="i589.yaml lists this applicant as row 1 of children, but neither parent",
        at="relatives",
    ),
    Pair(
        "PKT-consistency",
        {
            "i589": "spouse: {a_number: 212345679}",
            "more_forms": [("i589/b.yaml", 1, "spouse: {a_number: 212345678}\nchildren: []")],
        },
        {
            "i589": "spouse: {a_number: 212345679}",
            "more_forms": [("i589/b.yaml", 1, "spouse: {a_number: 212345678}")],
        },
        says="i589.yaml, the form of the spouse, also lists row 1 of children",
        at="children",
    ),
    Pair(
        "PKT-consistency",
        {"i589": "children: []", "more_forms": [("i589/lucia.yaml", 1, LUCIA)]},
        {"more_forms": [("i589/lucia.yaml", 1, LUCIA)]},
        says="i589/lucia.yaml names this applicant as mother, but is not among the children here",
        at="children",
    ),
    Pair(
        "PKT-consistency",
        {"i589": "signature: {printed_name: Rosa Ejemplo}"},
        {"i589": "signature: {printed_name: MARTA E. REYES}"},
        says="the name printed in Part D",
        at="signature.printed_name",
    ),
)
