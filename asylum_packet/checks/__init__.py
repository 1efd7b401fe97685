"""The rules, one function each, by subject: pure, and judged in the order in which a reviewer reads a packet.

run(case, facts)                     every finding of every check, in the order of CHECKS
with_settings(findings, settings)    findings of silenced rules become one note each, with the reason
"""

from __future__ import annotations

from asylum_packet.case.model import Case
from asylum_packet.checks import (
    agreement,
    authorities,
    blanks,
    brief,
    caption,
    claim,
    evidence,
    exhibits,
    fees,
    form,
    hearing,
    history,
    one_year,
    order,
    person,
    quotations,
    relatives,
    service,
    signing,
    texts,
    translation,
)
from asylum_packet.checks.argument import POINT_RULES, circuit_is_known
from asylum_packet.checks.rule import Check
from asylum_packet.checks.silence import with_settings
from asylum_packet.facts import Facts
from asylum_packet.findings import Finding

CHECKS: tuple[Check, ...] = (
    caption.filer_is_complete,
    caption.custody_is_stated,
    caption.caption_names_everyone,
    caption.a_numbers_agree,
    caption.cover_names_judge_and_hearing,
    hearing.detained_deadline_is_given,
    hearing.judges_date_is_kept,
    hearing.individual_hearing_in_time,
    hearing.master_hearing_in_time,
    hearing.safe_day_kept,
    hearing.lateness_has_its_motion,
    order.application_in_order,
    order.brief_in_order,
    order.exhibits_in_order,
    order.witnesses_in_order,
    order.motions_in_order,
    order.tabs_go_on_with_pages,
    fees.receipt_is_there,
    fees.one_receipt_is_one_file,
    fees.annual_receipt_is_of_the_year,
    form.official_form_is_there,
    form.edition_is_taken,
    form.every_box_says_where,
    blanks.required_items_answered,
    blanks.applicant_items_answered,
    person.says_now_in_proceedings,
    person.entries_are_listed,
    person.dates_can_be,
    relatives.spouse_is_answered,
    relatives.children_are_answered,
    relatives.included_family_can_ride,
    history.addresses_are_complete,
    history.schools_are_listed,
    history.work_is_complete,
    relatives.parents_and_siblings_are_answered,
    claim.a_ground_is_ticked,
    claim.torture_box_agrees,
    claim.harm_or_fear_is_stated,
    claim.story_is_told,
    claim.groups_are_worded,
    claim.every_yes_is_explained,
    claim.journey_agrees,
    claim.arrests_are_documented,
    one_year.c5_agrees_with_dates,
    one_year.lateness_is_excused,
    one_year.year_is_not_nearly_over,
    one_year.last_day_is_not_relied_on,
    agreement.files_agree,
    signing.part_d_is_answered,
    signing.part_d_is_signed,
    signing.part_d_is_signed_last,
    signing.part_e_is_complete,
    signing.supplements_are_signed,
    brief.brief_is_short_enough,
    brief.brief_has_its_parts,
    brief.brief_cites_record_and_law,
    brief.every_document_is_cited,
    brief.facts_are_cited,
    quotations.quotations_are_on_the_pages_cited,
    brief.precedents_are_cited_the_courts_way,
    authorities.no_authority_was_taken_back,
    brief.parties_are_called_by_their_names,
    *POINT_RULES,
    circuit_is_known,
    texts.no_social_security_numbers,
    texts.declaration_is_numbered,
    translation.declaration_was_interpreted,
    translation.foreign_documents_are_translated,
    translation.translations_are_certified,
    translation.shared_certificates_name_each,
    evidence.languages_are_said,
    evidence.certificates_say_what_they_must,
    evidence.certificates_tell_how_to_reach_the_translator,
    exhibits.publications_are_identified,
    exhibits.internet_material_says_when_read,
    exhibits.state_department_reports_are_recent,
    exhibits.photographs_have_captions,
    exhibits.identity_is_proven,
    exhibits.scans_can_be_searched,
    evidence.scans_can_be_read,
    evidence.scans_have_the_courts_resolution,
    evidence.nothing_is_filed_twice,
    evidence.passages_are_marked,
    evidence.blacked_out_is_gone,
    evidence.card_numbers_are_masked,
    signing.submissions_are_signed,
    service.dhs_is_served,
    service.paper_service_has_an_address,
    service.server_is_named,
    service.service_date_is_true,
    signing.proofs_of_service_are_signed,
    service.represented_cases_are_filed_electronically,
)
"""Every check, from the cover page to the proof of service."""


def run(case: Case, facts: Facts) -> tuple[Finding, ...]:
    """Judge a case by every rule; what its settings silence still speaks."""
    return tuple(finding for check in CHECKS for finding in check.findings(case, facts))


__all__ = ["CHECKS", "Check", "run", "with_settings"]
