"""Every rule that is looked for in the finished file: what breaks it is told under its id."""

from __future__ import annotations

import pikepdf
import pytest

from asylum_packet.errors import ProofError
from asylum_packet.law.profiles import ecas
from asylum_packet.law.rules import RULES, Judged
from asylum_packet.packet.cut import cut
from asylum_packet.packet.dividing import Weight
from asylum_packet.packet.proven import PROVEN
from asylum_packet.packet.verify import prove
from asylum_packet.packet.weighing import too_heavy
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Part
from asylum_packet.sheets import Sheets
from asylum_packet.values import replace
from tests.packet import test_verify as tampering
from tests.packet.test_verify import Built, built  # noqa: F401  # the fixture
from tests.support.inline_case import a_case

IN_THE_FILE = {
    "ICPM-3.3-pagination": tampering.moved_stamp_of_evidence,
    "ICPM-4.19-paginated": tampering.wrong_stamp,
    "ICPM-3.3-pagination-continuous": tampering.wrong_label,
    "CFR-1003.32-paper": tampering.in_a4,
    "ECAS-orientation": tampering.rotated,
    "ECAS-bookmarks": tampering.lost_bookmark,
    "ECAS-links": tampering.wrong_link,
    "ECAS-no-active-content": tampering.script,
    "PII-metadata": tampering.foreign_metadata,
}


@pytest.mark.parametrize("rule", IN_THE_FILE)
def test_what_breaks_a_rule_is_told_under_it(built, tmp_path, rule):  # noqa: F811
    faults = tampering.tampered(built, tmp_path, IN_THE_FILE[rule])
    assert any(fault.endswith(f" [{rule}]") for fault in faults), faults


def test_encryption_and_a_torn_file(built, tmp_path):  # noqa: F811
    locked = pikepdf.Encryption(owner="secret", user="")
    (fault, *_) = tampering.tampered(built, tmp_path, lambda pdf: None, encryption=locked)
    assert fault.endswith("[ECAS-no-encryption]")
    path, packet, sheets = built
    (tmp_path / "torn.pdf").write_bytes(path.read_bytes()[:500])
    (fault, *_) = prove(tmp_path / "torn.pdf", packet, sheets, draft=False)
    assert fault.endswith("[ECAS-format]")


def mixed(packet):
    """Let a part of the exhibits begin in the brief."""
    own = packet.submissions[1].pages
    return replace(
        packet, parts=(Part(submission="exhibits", number=1, pages=PageRange(own.first - 1, own.last)),)
    )


def halves(packet):
    """Divide the exhibits."""
    first, last = packet.submissions[1].pages.first, packet.submissions[1].pages.last
    return replace(
        packet,
        parts=(
            Part(submission="exhibits", number=1, pages=PageRange(first, first + 4)),
            Part(submission="exhibits", number=2, pages=PageRange(first + 5, last)),
        ),
    )


def accented(packet):
    """Give the brief a name that is not plain letters."""
    return replace(packet, submissions=(replace(packet.submissions[0], stem="Peña"), *packet.submissions[1:]))


IN_THE_SET = {
    "ECAS-filename-chars": (accented, ecas()),
    "ECAS-split-naming": (halves, replace(ecas(), suffix="_Part")),
    "ECAS-no-combining": (mixed, ecas()),
    "ECAS-size-25MB": (halves, replace(ecas(), limit_bytes=10_000)),
}


@pytest.mark.parametrize("rule", IN_THE_SET)
def test_a_set_that_breaks_a_rule_is_refused_under_it(built, tmp_path, rule):  # noqa: F811
    path, packet, sheets = built
    change, profile = IN_THE_SET[rule]
    with pytest.raises(ProofError) as refused:
        cut(path, change(packet), sheets, tmp_path / "efile", profile=profile)
    assert str(refused.value).endswith(f"[{rule}]")


def test_the_nearest_set_is_cut(built, tmp_path):  # noqa: F811
    path, packet, sheets = built
    assert len(cut(path, halves(packet), sheets, tmp_path / "efile")) == 3
    assert prove(path, packet, sheets, draft=False) == ()


@pytest.mark.parametrize(
    ("size", "told"),
    [(23_900_000, []), (24_100_000, ["ECAS-size-safety"]), (24_950_000, ["ECAS-size-25MB"])],
)
def test_one_page_close_to_the_limit_or_over_it_is_told(built, size, told):  # noqa: F811
    _, packet, sheets = built
    weighed = {"letter/original": Weight(whole=size, pages=(size,))}
    papers = {**sheets, "letter/original": Sheets(pdf=b"", count=1)}
    assert [one.code for one in too_heavy(a_case(), packet, papers, weighed)] == told


def test_the_data_says_proven_exactly_of_these_rules():
    assert {rule.id for rule in RULES.values() if rule.judged is Judged.PROVEN} == set(PROVEN)
    tried = {*IN_THE_FILE, *IN_THE_SET, "ECAS-no-encryption", "ECAS-format", "ECAS-size-safety"}
    assert tried == set(PROVEN)
