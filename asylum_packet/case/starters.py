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
  submissions:                   # [application, brief, exhibits]; left empty: those there is material for
  cite: Tab {tab} at {page}      # how a pin cite prints
  first_page: 1
  first_tab: A

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

settings:
  silence:                       # a rule that does not apply here, and why: the reason is printed
    # RULE-ID: standing order of 2026-05-01
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
#
# Keys of a document: id, title, date, source, author, url, accessed, language, pages, companions, tab,
# leave_out.
"""

DECLARATION: Final = """\
<!--
The respondent's declaration. Number the paragraphs: the brief cites them by number, [@declaration ¶12].
As long as only this note stands here, no declaration is made.

1. My name is ...

2. I was born in ...
-->
"""

BRIEF: Final[tuple[tuple[str, str], ...]] = (
    (
        "introduction.md",
        """\
<!--
Who the respondent is, what happened, and what relief is asked for: one page.
As long as only notes and headings stand in the files of brief/, no brief is made.
Files print in the usual order of a brief; start their names with numbers (1-facts.md) to choose another.
-->
# Introduction
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
        "argument.md",
        """\
<!--
Credibility and corroboration, past harm, fear of return, the ground and the nexus, the State's part,
relocation, bars, withholding of removal and the Convention Against Torture.
-->
# Argument
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
