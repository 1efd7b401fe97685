"""The pages of an exhibit index are guessed well enough, most of the time, to set it once."""

import pytest

from asylum_packet.case.model import Tab
from asylum_packet.packet.layout import plan
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.papers.guessing import index_pages
from asylum_packet.papers.press import Press
from asylum_packet.sequence import PartKind, PieceKind
from tests.support.papers_case import document, papers_case

REPORT = "Report of the police of San Benito on what the market women told them, and what was not put down"
THREE = (PartKind.TRANSLATION, PartKind.CERTIFICATE, PartKind.ORIGINAL)


@pytest.mark.parametrize("count", [1, 8, 30, 60])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"date": "May 5, 2025", "source": "National Police, San Benito station"},
        {"language": "es", "parts": THREE},
        {
            "url": "https://example.org/2025/market",
            "accessed": "January 4, 2027",
            "author": "Ana Ejemplo",
        },
    ],
)
def test_the_index_is_guessed_to_a_page(count, more):
    tabs = tuple(
        Tab(
            label=f"T{number}",
            title="Evidence of the attack",
            documents=(document(f"a{number}", REPORT, **more), document(f"b{number}", "Her letter", **more)),
        )
        for number in range(count)
    )
    case = papers_case(tabs=tabs)
    slots = slots_for(case, official=False, forms=0)
    counts = {slot.key: 4 for slot in slots}
    packet = plan(slots, counts, submissions=titles(case), first_page=1)
    (index,) = (slot for slot in slots if slot.kind is PieceKind.INDEX)
    real = Press(case).lengths((index,), packet, counts=counts)[index.key]
    assert abs(index_pages(case, packet) - real) <= max(1, real // 12)
