"""The texts of the mini case. Fictional throughout; dates and names agree with each other."""

from __future__ import annotations

CASE = """\
court: {city: Baltimore, state: MD, judge: Hon. Example Judge, detained: no}
hearing: {kind: individual, date: 2027-03-10, time: 9:00 AM}
respondents:
  - name: {first: Luis, middle: Alberto, last: Molina}
    a_number: 213-456-789
    language: Spanish
    understands_english: no
attorney:
  name: Ana Ejemplo
  firm: Example Immigration Law
  address: {street: 1 Main St, city: Baltimore, state: MD, zip: "21201"}
  phone: 410-555-0100
  email: ana@example.com
  eoir_id: AB123456
filing: {date: 2027-02-01}
service: {method: ecas, server: Ana Ejemplo}
fee_receipt: papers/fee-receipt.pdf
"""

I589 = """\
application: {withholding_cat: yes}
applicant:
  a_number: 213-456-789
  ssn: None
  uscis_account_number: None
  last_name: Molina
  first_name: Luis
  middle_name: Alberto
  other_names: None
  residence: {street: 20 Sample St, apt: "2", city: Baltimore, state: MD, zip: "21201", phone: 410-555-0120}
  mailing:
    in_care_of: N/A
    street: 20 Sample St
    apt: "2"
    city: Baltimore
    state: MD
    zip: "21201"
    phone: 410-555-0120
  sex: male
  marital_status: single
  dob: 1990-08-15
  birth_place: Las Flores, Honduras
  nationality: Honduran
  nationality_at_birth: Honduran
  ethnic_group: Mestizo
  religion: Catholic
  court_proceedings: now
  last_left_country: 2026-05-20
  i94_number: None
  passport: {country: Honduras, number: X000001, expires: 2029-04-30}
  travel_document: {number: None}
  native_language: Spanish
  fluent_english: no
  other_languages: None
entries:
  - {date: 2026-06-01, place: "Hidalgo, TX", status: Paroled, status_expires: 2027-06-01}
children: []
last_addresses:
  - {street: Barrio Arriba, city: Las Flores, province: Yoro, country: Honduras, from: 1990-08, to: 2026-05}
residences:
  - {street: 20 Sample St, city: Baltimore, province: Maryland, country: USA, from: 2026-06, to: Present}
  - {street: Barrio Arriba, city: Las Flores, province: Yoro, country: Honduras, from: 1990-08, to: 2026-05}
education:
  - {school: Escuela Las Flores, type: Primary, location: "Las Flores, Honduras", from: 1997-02, to: 2002-11}
employment:
  - {employer: None, occupation: Unemployed, from: 2026-06, to: Present}
  - {employer: "Self, Las Flores", occupation: Coffee farmer, from: 2008-01, to: 2026-05}
relatives:
  mother: {name: Alba Molina, birth_place: "Las Flores, Honduras", location: Las Flores, deceased: no}
  father: {name: Raul Molina, birth_place: "Las Flores, Honduras", location: N/A, deceased: yes}
  siblings:
    - {name: Rita Molina, birth_place: "Las Flores, Honduras", location: Las Flores, deceased: no}
claim:
  grounds:
    race: no
    religion: no
    nationality: no
    political_opinion: yes
    particular_social_group: no
    torture_convention: yes
  past_harm:
    answer: yes
    explanation: >-
      On 20 February 2026 men sent by the mayor of Las Flores shot at my farm gate and said that I would die
      if I spoke against him at the council again. They did it because on 11 February 2026, as speaker of the
      Farmers of Las Flores, I had said before the council that he was taking our land for his friends. On
      2 March 2026 I went to the police, who wrote that it was a private quarrel.
  feared_harm:
    answer: yes
    explanation: >-
      I fear that the mayor of Las Flores and his men will kill me because of my political opinion: I spoke in
      public against the taking of our land. Other farmers who spoke in Yoro have been killed since 2025. The
      police belong to the mayor and will not protect me, and his friends would find me in any other town.
  accused_abroad: {answer: no, explanation: N/A}
  groups:
    answer: yes
    explanation: I was the speaker of the Farmers of Las Flores from January 2024 until I left in May 2026.
  groups_continuing: {answer: no, explanation: "No. I left the Farmers of Las Flores when I fled."}
  torture:
    answer: yes
    explanation: I fear that the mayor's men will torture and kill me while the police look on.
bars:
  prior_applications: {answer: no, explanation: N/A}
  third_country_transit: {answer: yes}
  third_country_status: {answer: no}
  third_country:
    explanation: >-
      I crossed Guatemala on 21 May 2026 and Mexico from 22 May to 1 June 2026 on my way. I had no status in
      either country, did not ask for asylum, and have no right to return.
  persecutor: {answer: no, explanation: N/A}
  returned: {answer: no, explanation: N/A}
  one_year: {answer: no, explanation: N/A}
  crimes_us: {answer: no, explanation: N/A}
signature:
  printed_name: Luis Alberto Molina
  native_alphabet_name: Luis Alberto Molina
  family_assisted: no
  other_preparer: yes
  given_counsel_list: yes
preparer:
  name: Ana Ejemplo
  street: 1 Main St
  apt: None
  city: Baltimore
  state: MD
  zip: "21201"
  phone: 410-555-0100
  bar_number: "0000000"
  g28_attached: no
  uscis_account_number: None
"""

EXHIBITS = """\
01 2026-03-02 police report [es].pdf: {source: Police of Las Flores}
03 Country conditions/01 2025-11-05 country report.pdf:
  source: Example Monitor
  url: https://monitor.example.org/land-and-fear
  accessed: 2027-01-05
03 Country conditions/02 2026-05-04 radio bulletin.pdf:
  source: Radio Ejemplo
  url: https://radio.example.org/2026-05-04
  accessed: 2027-01-05
"""

BRIEF = {
    "01-facts.md": """\
# Statement of Facts

Luis Alberto Molina ([@passport]) farmed coffee in Las Flores, Honduras, and spoke for its farmers
([@declaration ¶1]). Men called him three times in nights of February 2026 ([@chart-of-calls]).
On 11 February 2026 he told the council that the mayor was taking their land ([@declaration ¶2]). Nine days
later men shot at his gate ([@farm-gate]); he went to the police ([@police-report 1]), whose report calls the
matter "a private quarrel" ([@police-report/original 1]).
""",
    "02-argument.md": """\
# Argument

DHS charged the respondent, who bears the burden of proof. INA § 208(b)(1)(B)(i); 8 C.F.R. § 1208.13(a). He
is credible: his
declaration agrees with what he told the police ([@police-report/translation 1]).

## Mr. Molina suffered past persecution on account of his political opinion

Shots at his gate and a threat of death for what he said in public are persecution ([@declaration ¶3]). The
police were unable or unwilling to protect him; they called it a quarrel ([@declaration ¶4]).

## Mr. Molina has a well-founded fear

An applicant with a one-in-ten chance of persecution has a well-founded fear. *INS v. Cardoza-Fonseca*, 480
U.S. 421 (1987). Farmers who speak as he did are killed ([@country-report 2-3]). Internal relocation
is neither safe nor reasonable: farmers are threatened in every town ([@radio-bulletin]). Asylum is due as a
matter of discretion too; nothing speaks against him.

# Conclusion

The respondent asks the Court to grant asylum, or in the alternative withholding of removal and protection
under the Convention Against Torture.
""",
}

DECLARATION = """\
1. My name is Luis Alberto Molina. I was born in Las Flores, Honduras, on 15 August 1990. I grew coffee, and
   from January 2024 I was the speaker of the Farmers of Las Flores.
2. On 11 February 2026 I said before the town council that the mayor was taking our land.
3. On 20 February 2026 men shot at the gate of my farm. They said that I would die if I spoke again.
4. On 2 March 2026 I went to the police. The officer wrote that it was a private quarrel.
5. I left Honduras on 20 May 2026 and reached the United States on 1 June 2026. I am afraid to go back.
"""

POLICE_REPORT = (
    "POLICÍA DE LAS FLORES (muestra)",
    "Denuncia del 2 de marzo de 2026",
    "El denunciante Luis Alberto Molina manifiesta que el 20 de febrero",
    "de 2026 unos hombres dispararon contra el portón de su finca.",
    "Se trata de un pleito particular.",
)
TRANSLATED_REPORT = (
    "POLICE OF LAS FLORES (sample)",
    "Complaint of 2 March 2026",
    "The complainant Luis Alberto Molina states that on 20 February",
    "2026 some men fired at the gate of his farm.",
    "This is a private quarrel.",
)
TRANSLATOR = (
    "Certificate of Translation (sample)",
    "I, Pat Sample, am competent to translate from Spanish into English.",
    "The attached English translation of the police complaint of 2 March 2026",
    "is true and accurate to the best of my abilities.",
    "Signed: Pat Sample, 3 Sample Ave, Baltimore, MD 21201, 410-555-0133",
    "2027-01-12",
)
FEE_RECEIPT = (
    "Payment receipt (sample)",
    "Luis Alberto Molina, A 213-456-789",
    "Application for asylum, fee paid: $100.00",
    "20 January 2027",
)
PASSPORT = ("Passport of Luis Alberto Molina, X000001 (sample)", "Born 15 August 1990, Las Flores")
REPORT_PAGES = (
    ("Example Monitor: Land and Fear in Yoro (sample)", "5 November 2025"),
    ("Chapter 1", "Farmers who speak at councils are threatened."),
    ("Chapter 2", "Eleven were killed in 2025. No one was tried."),
)
