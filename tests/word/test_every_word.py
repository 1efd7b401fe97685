"""Whatever Word builds its file of, every word of it comes in, in order, and our own reader prints it."""

import itertools
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asylum_packet.papers.blocks import Box, Paragraph, Span, Table, Together
from asylum_packet.word.importing import read_brief
from tests.support.word import h, p, r, word_file
from tests.word.test_importing import NUMBERS, cell, field, item
from tests.word.test_round_trip import read

WORD = re.compile(r"q\d+z")
FACES = ["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:smallCaps/>", '<w:u w:val="single"/>', "<w:strike/>"]
SIGNS = [
    *["", " ", ". ", "(", ") ", "*", "_", "[", "] ", "{{", "}} ", "{% ", "#", "|", "`", "\\", "- ", "1. "],
    *["&lt;", "~~", ": ", "\u201c", "\u201d ", "\u2014", "\u00a0", "___", "= ", "+ ", "^", "!", "!["],
]
AROUND = [
    "{}",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:ins w:id="1">{}</w:ins>',
    "<w:smartTag>{}</w:smartTag>",
    '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>',
    '<w:hyperlink r:id="rId7">{}</w:hyperlink>',
    '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    "<w:odd>{}</w:odd>",
]
LINKS = {"rId7": "https://example.org/a_(b)"}
_RUN = st.tuples(
    st.sampled_from(SIGNS), st.sampled_from(SIGNS), st.sampled_from(FACES), st.sampled_from(AROUND)
).map(lambda four: four[3].replace("{}", r(f"{four[0]}WORD{four[1]}", four[2]).replace("{}", "{ }")))
_RUNS = st.lists(_RUN, min_size=1, max_size=6).map("".join)
_PARAGRAPH = st.one_of(
    _RUNS.map(p),
    _RUNS.map(lambda runs: p(field("DATE", runs))),
    _RUNS.map(lambda runs: p(runs, "BlockText")),
    _RUNS.map(lambda runs: p(runs, "", '<w:ind w:left="900" w:right="900"/>')),
    _RUNS.map(lambda runs: p(runs, "", '<w:jc w:val="center"/>')),
    _RUNS.map(lambda runs: p(runs, "Heading2")),
    st.tuples(_RUNS, st.sampled_from([1, 2, 3, 9]), st.integers(0, 2)).map(
        lambda three: item(three[0], three[1], three[2])
    ),
)
_TABLE = st.lists(st.lists(_PARAGRAPH, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda rows: (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(cell(one) for one in row)}</w:tr>" for row in rows) + "</w:tbl>"
    )
)
_BODY = st.lists(st.one_of(_PARAGRAPH, _PARAGRAPH, _TABLE), min_size=1, max_size=8).map("".join)


def printed(blocks) -> list[str]:
    """List the words that a paper prints."""
    found = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += WORD.findall("".join(one.text for one in block.words if isinstance(one, Span)))
        elif isinstance(block, Table):
            for row in block.rows:
                for one in row.cells:
                    found += printed(one)
        elif isinstance(block, Box | Together):
            found += printed(block.blocks)
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=_BODY)
def test_every_word_comes_in_and_prints_in_order(body, tmp_path):
    count = itertools.count()
    body = re.sub("WORD", lambda _: f"q{next(count)}z", body)
    path = tmp_path / "brief.docx"
    path.write_bytes(word_file(h("Argument") + body, numbering=NUMBERS, links=LINKS))
    text = "\n\n".join(one.text for one in read_brief(path).texts)
    back = read(text)
    # Of words in brackets behind a "^" our reader warns that they look like a call that lost its note.
    assert not [one for one in back.findings if one.code != "TEXT-footnote"], (text, back.findings)
    assert printed(back.paper.blocks) == WORD.findall(body), text
