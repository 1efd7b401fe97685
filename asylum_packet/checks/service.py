"""Service on DHS: who is served, how, by whom, and that the date is the true one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from asylum_packet.case.model import Case
from asylum_packet.checks.rule import Remark, rule
from asylum_packet.facts import Facts
from asylum_packet.findings import Severity

_COURT = re.compile(r"immigration court|executive office|\bEOIR\b|\bjudge\b|\bclerk\b", re.IGNORECASE)


@rule("ICPM-3.2-recipient")
def dhs_is_served(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The address for service is that of the DHS lawyers, not of the court."""
    if _COURT.search(case.service.address):
        yield Remark(
            case.at("service.address"),
            "service.address is the court's",
            "type the address of the ICE Office of the Principal Legal Advisor (OPLA) for this court",
        )


@rule("CFR-1003.32c-paper")
def paper_service_has_an_address(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Service by mail says where the copy goes."""
    if case.service.method == "mail" and not case.service.address:
        yield Remark(
            case.at("service.method"),
            "served by mail, and no address is given; the proof of service has a blank line for it",
            "type the address of the ICE Office of the Principal Legal Advisor as service.address",
            Severity.WARNING,
        )


@rule("ICPM-3.2-pos-contents")
def server_is_named(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The proof of service names who serves."""
    if not case.service.server:
        yield Remark(
            case.at("service.server"),
            "it is not said who serves; the proofs of service have a blank line for the name",
            "write it by hand, or type the name of whoever files or mails the papers as service.server",
            Severity.WARNING,
        )


@rule("ICPM-3.2-pos-truth")
def service_date_is_true(case: Case, _facts: Facts) -> Iterator[Remark]:
    """The date of service is known, and not before the filing."""
    service, filed = case.service, case.filing.date
    if service.date is None:
        yield Remark(
            case.at("service"),
            "the proofs of service have a blank line for the date",
            "write it by hand on the day, or type service.date and build again that day",
            Severity.WARNING,
        )
    elif filed is not None and service.date != filed:
        yield Remark(
            case.at("service.date"),
            "service.date is not filing.date",
            "type the day on which the papers are filed and served, in both places",
            Severity.WARNING if service.date > filed else None,
        )


@rule("ECAS-mandatory")
def represented_cases_are_filed_electronically(case: Case, _facts: Facts) -> Iterator[Remark]:
    """Paper service by counsel is right only where the case has no electronic record."""
    if case.service.method == "mail":
        yield Remark(
            case.at("service.method"),
            "served by mail: counsel files through ECAS in every case that has an electronic record",
            "type method: ecas, unless this case is on paper",
            Severity.NOTE,
        )
