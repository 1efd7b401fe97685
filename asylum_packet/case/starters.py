"""The texts of a new case folder: commented, with example words only where a key must have a value.

`PLACEHOLDERS` are those example words; reading warns as long as one of them still stands.
"""

from __future__ import annotations

from typing import Final

PLACEHOLDERS: Final[dict[str, str]] = {
    "court.city": "CITY",
    "court.state": "STATE",
    "respondents[0].name.first": "FIRST NAME",
    "respondents[0].name.last": "LAST NAME",
    "respondents[0].a_number": "000-000-001",
    "attorney.name": "ATTORNEY",
}

CASE_YAML: Final = """\
# The court, the people, the filing. Keys left empty have a default or print a blank line to fill by hand.
# Text after # is a note to you and is not printed. Indent with spaces, never with tabs.

court:
  city: CITY                     # the court's city
  state: STATE                   # two letters, such as MD
  judge:                         # as on the hearing notice: Hon. ...
  detained: no                   # yes prints DETAINED on the cover pages
  proceedings: removal           # or withholding-only, after a reinstated order; or asylum-only

hearing:
  kind: individual               # individual or master
  date:                          # such as 2027-03-10
  time:                          # such as 9:00 AM

filings_due:                     # only where the judge set a date

respondents:                     # the lead first, then riders: one '- name:' for each
  - name:
      first: FIRST NAME
      middle:
      last: LAST NAME
    a_number: 000-000-001        # 8 or 9 digits
    language:                    # the language spoken best
    understands_english:         # yes or no; no adds a certificate of interpretation

attorney:                        # may stand in a firm file instead
  name: ATTORNEY
  firm:
  address:
    street:
    unit:
    city:
    state:
    zip:
  phone:
  email:
  eoir_id:

filing:
  date:                          # left empty: a blank line; never today's date by itself
  submissions:                   # such as [brief, exhibits]; left empty: all there is material for
  cite: Tab {tab} at {page}      # how a pin cite prints
  first_page: 1
  first_tab: A
  continues:                     # a later filing: the manifest.json of the one before
  amends:                        # an amended I-589: the answers (or manifest) filed before
  attach_changes: no             # yes: a list of the changed answers goes with it

form:                            # how Form I-589 is filled in
  start_in_box: no               # yes: a long answer begins in its box; no: it moves to Supplement B whole
  ascii_names: no                # yes: letters print without accents (Pena for Peña)

service:
  method: ecas                   # ecas or mail
  date:
  address:                       # where DHS is served by mail
  server:                        # who serves it

fee_receipt:                     # such as papers/fee-receipt.pdf
annual_fee_receipt:              # only after an order to pay the annual asylum fee
hearing_notice:
notice_to_appear:
biometrics:                      # the notice or receipt of fingerprints

claim:
  groups:                        # each particular social group, word for word, such as - women who ...
                                 # {groups} in Part B of i589.yaml prints them, and so does the brief
declaration:
  signed_abroad: no              # yes: the words of 28 U.S.C. 1746 for a signature outside the U.S.

# Papers that not every case needs: each is made as soon as its key has a row. Copy a row for the next one.
# records: a document id and pages, as in a cite: criminal-records 1-2
witnesses:                       # the witness list, besides the respondent
  - name:
    a_number:                    # where there is one
    testimony:                   # what the witness will say, in a few sentences
    time:                        # such as 30 minutes
    language:
    expert:                      # yes: with a curriculum vitae among the exhibits
    records:
criminal_history:                # the criminal history chart: every arrest and conviction
  - arrested:
    court:
    docket:
    charges:
    disposition:
    consequence:                 # under immigration law
    records:
corroboration:                   # the notice of efforts to obtain evidence
  - evidence:
    efforts:
    outcome:
    records:
certificates:                    # a certificate of translation that names several documents, by id
  - documents:                   # such as [police-report, letter]
motions:                         # [late-filing, page-limit]; the reasons stand in motions/late-filing.md
dhs_position:                    # what DHS says to each motion, or how often and how it was asked in vain
    # late-filing: On March 1, 2027, counsel for DHS wrote that DHS does not oppose the motion.

settings:
  silence:                       # a rule that does not apply here, and why: the reason is printed
    # RULE-ID: standing order of 2026-05-01
  severity:                      # a rule that weighs more or less here (error, warning, note), and why
    # RULE-ID: {to: error, reason: the firm files only what is signed}
"""

I589_HEAD: Final = """\
# The answers to Form I-589, in the form's order. An empty key is an unanswered question.
# Answers such as None, N/A and Unknown are answers: write them where they are true.
# Dates: 2013-02-28 or 02/28/2013; months: 2013-02 or 02/2013; or words such as Present.
# Lists have no length limit: copy a row (from its dash on) for each further entry; [] means none.
# A long answer may stand in a file of its own: explanation: {file: claim/past-harm.md}
# Signatures, their dates and the supplements are no keys: people sign on paper, supplements fill themselves.
"""

EXHIBITS_YAML: Final = """\
# What the names in exhibits/ do not say. Everything here is optional.
#
# 03 2024-03-02 police report [es].pdf:
#   source: National Civil Police
#   pages: 1-3,7
# 05 medical records:              # a folder: one tab
#   title: Medical records, 2022 to 2024
#   tab: F
# old letter.pdf:
#   leave_out: superseded by the letter of May
# declaration:
#   tab: B
# country report.pdf:
#   highlight: ["unable or unwilling to protect", 12-13]    # words, or pages
# door.jpg:                        # the caption of a photograph, printed below it
#   what: The front door, burnt
#   who: Marta Reyes
#   where: Mejicanos, San Salvador
#   when: 2024-03-02
#   by: Carlos Reyes
#
# Keys of a document: id, title, date, source, author, url, accessed, language, pages, blank_pages, ocr,
# highlight, companions, tab, leave_out; what, who, where, when, by for the caption of a photograph.
# asylum-packet exhibits CASE --draft prints a first version with everything that can be guessed.
"""

DECLARATION: Final = """\
<!--
The respondent's declaration. Number the paragraphs: the brief cites them by number, [@declaration ¶12].
As long as only this note stands here, no declaration is made.

1. My name is ...

2. I was born in ...
-->
"""

_STANDARDS: Final = """\
Lines such as {% include "standards/nexus.md.j2" %} print the legal standard with its authorities; delete
those you do not want, add others (asylum-packet templates list), or write your own. Nothing else is added.
"""

BRIEF: Final[tuple[tuple[str, str], ...]] = (
    (
        "introduction.md",
        """\
<!--
Who the respondent is, what happened, and what relief is asked for: one page.
As long as only notes, headings and lines in {% %} stand in the files of brief/, no brief is made.
Files print in the usual order of a brief; start their names with numbers (1-facts.md) to choose another.
-->
# Introduction

<!-- Entry, Notice to Appear, pleadings, hearings, and when the application was filed. -->
# Procedural History
""",
    ),
    (
        "facts.md",
        """\
<!--
The story in order of time. Cite the record after each sentence:
[@police-report 3] the third page of that document; [@declaration ¶12] a paragraph of the declaration.
"asylum-packet cites" with the name of this folder lists the ids.
-->
# Statement of Facts
""",
    ),
    (
        "issues.md",
        """\
<!-- The questions the court has to decide, numbered; and what is not in dispute. -->
# Issues Presented
""",
    ),
    (
        "burden-of-proof.md",
        f"""\
<!--
{_STANDARDS}-->
# Burden and Standard of Proof

{{% include "standards/circuit.md.j2" %}}

{{% include "standards/burden.md.j2" %}}
""",
    ),
    (
        "summary-of-argument.md",
        """\
<!-- The argument in one paragraph a point. -->
# Summary of Argument
""",
    ),
    (
        "argument.md",
        f"""\
<!--
Under each heading the standard comes first; write below it what the record shows, with cites.
{_STANDARDS}-->
# Argument

## The claim is credible and corroborated

{{% include "standards/credibility.md.j2" %}}

{{% include "standards/corroboration.md.j2" %}}

{{% if claim.late %}}
## The application may be considered although it was filed after a year

{{% include "standards/one-year.md.j2" %}}

{{% endif %}}
{{% if claim.past_harm %}}
## The harm suffered was persecution

{{% include "standards/past-persecution.md.j2" %}}

{{% endif %}}
## The fear of persecution is well-founded

{{% include "standards/well-founded-fear.md.j2" %}}

## The harm is on account of a protected ground

{{% include "standards/nexus.md.j2" %}}

{{% include "standards/grounds.md.j2" %}}

## The State is unable or unwilling to protect

{{% include "standards/state-protection.md.j2" %}}

## Relocation within the country is neither safe nor reasonable

{{% include "standards/relocation.md.j2" %}}

{{% if claim.bars %}}
## No bar applies

{{% include "standards/bars.md.j2" %}}

{{% endif %}}
## Asylum should be granted in the exercise of discretion

{{% include "standards/discretion.md.j2" %}}

## In the alternative, removal should be withheld

{{% include "standards/withholding.md.j2" %}}

## In the alternative, protection under the Convention Against Torture is due

{{% include "standards/torture.md.j2" %}}
""",
    ),
    (
        "conclusion.md",
        """\
<!-- What the court is asked to grant, in the alternative where there is one. -->
# Conclusion
""",
    ),
)

FOLDERS: Final = ("exhibits", "papers", "claim")
