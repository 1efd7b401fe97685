"""For every check: a case that trips it, and the nearest that does not, as changes to the complete case."""

from tests.checks.pairs import answers, exhibits, filing, papers, statements, writing
from tests.checks.pairs.pair import Pair

PAIRS: tuple[Pair, ...] = (
    *filing.PAIRS,
    *answers.PAIRS,
    *writing.PAIRS,
    *exhibits.PAIRS,
    *papers.PAIRS,
    *statements.PAIRS,
)
