"""Preparing that was begun before anybody asks for its pages."""

from contextlib import closing
from pathlib import Path

import pytest

from asylum_packet.intake import Preparing, prepare
from tests.intake.makers import compass, pages
from tests.intake.pictures import take_in, wanted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.pdf").write_bytes(pages(compass()))
    (tmp_path / "2.pdf").write_bytes(pages(compass(), compass()))
    return tmp_path


def begin(folder: Path, *names: str, **options: object) -> Preparing:
    return Preparing(folder, [wanted(name) for name in names], cache=folder / ".asylum-packet", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_begun_is_taken_and_gives_the_same(folder: Path, jobs: int) -> None:
    with closing(begin(folder, "1.pdf", "2.pdf", jobs=jobs)) as begun:
        (folder / "2.pdf").touch()  # whoever begins anew would not say that it changed
        early = take_in(folder, "1.pdf", "2.pdf", begun=begun)
    assert [finding.code for finding in early.findings] == ["FILE-changed"]
    late = take_in(folder, "1.pdf", "2.pdf")
    assert [one.fact.count for one in late.prepared.values()] == [1, 2]
    assert next(iter(early.prepared.items())) == next(iter(late.prepared.items()))


@pytest.mark.parametrize(
    ("names", "options"), [(("1.pdf",), {}), (("1.pdf", "2.pdf"), {"passwords": ("tortilla",)})]
)
def test_what_was_begun_otherwise_is_left_alone(
    folder: Path, names: tuple[str, ...], options: dict[str, object]
) -> None:
    with closing(begin(folder, "1.pdf", "2.pdf", jobs=1)) as begun:
        (folder / "1.pdf").touch()
        assert not take_in(folder, *names, begun=begun, **options).findings
        assert len(begun.finish().findings) == 1


def test_what_is_over_is_begun_anew(folder: Path) -> None:
    with closing(begin(folder, "1.pdf")) as begun:
        first = take_in(folder, "1.pdf", begun=begun)
        assert take_in(folder, "1.pdf", begun=begun) == first


def test_what_nobody_asks_for_leaves_nothing_half_written(folder: Path) -> None:
    begun = begin(folder, "1.pdf", "2.pdf", jobs=2)
    begun.close()
    assert not list((folder / ".asylum-packet").rglob("*.tmp"))
    assert prepare(folder, [wanted("1.pdf")], cache=folder / ".asylum-packet").prepared
